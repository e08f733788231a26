package dialog

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/anchor"
)

// CodeWhole has a document gone through as a whole by somebody who sees neither its rows nor how many there are: they
// mark passages, and say what these tell of. Text is that of the document's copy.
func (r Review) CodeWhole(ctx context.Context, doc *sources.Document, text string) error {
	if err := r.signed(); err != nil {
		return err
	}
	if r.coder().Seen(doc.ID) {
		return fmt.Errorf("%s has checked rows of %q and so has seen them: want somebody else, or another document",
			r.Sign.By, doc.ID)
	}
	if r.coder().Ended(doc.ID) && !r.Filter.All {
		r.Console.Printf("nothing to do: %s is gone through by you; --all marks more passages\n", doc.ID)
		return nil
	}
	s := &whole{coding{Review: &r}, doc, desk.NewText(text)}
	r.Console.Named("document",
		terminal.Readable(words.Voice{}.Facts(doc.Publisher, doc.Name(), words.Voice{}.Documents.Published(doc))))
	r.Console.Tell("Go through the document. For each contact or tie that it tells of, paste the passage or type " +
		"some words of it, then an empty line; #6 is paragraph 6, the headline counted. Type end when you have gone " +
		"through all of it, q to stop before.")
	err := s.passages(ctx)
	r.Console.Printf("\n%s coded in this session\n", words.Plural(s.coded, "passage"))
	switch {
	case errors.Is(err, terminal.ErrStopped):
		r.Console.Printf("The same command goes on; type end when you have gone through all of the document.\n")
		return nil
	case err == nil:
		r.Console.Printf("written into %s: all of %s is gone through.\nHow far you and the rows agree, \"relgraph "+
			"review --agreement\" says.\n", r.Desk.CodingsFile(), doc.ID)
	}
	return err
}

// A whole is the coding of one document.
type whole struct {
	coding
	doc  *sources.Document
	text *desk.Text
}

// passages has passages marked and coded until the end of the document is said.
func (s *whole) passages(ctx context.Context) error {
	for {
		s.Console.Printf("\nPassage (words, or #6; end; q), then an empty line:\n")
		typed, err := s.Console.Lines()
		if err != nil {
			return err
		}
		switch said := strings.TrimSpace(typed); {
		case said == "", said == "q":
			return terminal.ErrStopped
		case strings.EqualFold(said, "end"):
			return unwritten(s.coder().CodeMarked(ctx, s.Sign.On,
				[]desk.Value{{Column: "document", Text: string(s.doc.ID)}}))
		default:
			err = s.passage(ctx, said)
		}
		if err != nil && !errors.Is(err, errSkipped) {
			return err
		}
	}
}

// passage finds the passage that was marked and has it coded.
func (s *whole) passage(ctx context.Context, said string) error {
	found, err := s.find(said)
	switch {
	case errors.Is(err, terminal.ErrStopped):
		return errSkipped // of choosing, which is not the end of the session
	case err != nil:
		return err
	}
	more := 0
	show := func() error {
		s.Console.Passage("passage", shown(s.text.Paragraphs(found.Start, found.Length, more)))
		return nil
	}
	if err := show(); err != nil {
		return err
	}
	for {
		class, err := s.class()
		if err != nil {
			return err
		}
		values, err := s.answers(desk.Prompts(words.English(), class), func() error { more++; return show() })
		if err != nil {
			return err
		}
		if len(values) == 0 || values[0].Text == "" {
			s.Console.Printf("nobody is named, so nothing is written\n")
			return nil
		}
		switch yes, err := s.sure(); {
		case err != nil:
			return err
		case yes:
			values = append([]desk.Value{{Column: "document", Text: string(s.doc.ID)},
				{Column: "anchor", Text: found.String()}}, values...)
			err := s.coder().CodeMarked(ctx, s.Sign.On, values)
			if s.refusal(err) {
				continue
			}
			if err != nil {
				return err
			}
			s.coded++
			s.Console.Printf("written into %s\n", s.Desk.CodingsFile())
			return nil
		}
	}
}

// find is the passage of the words, or of the paragraph with that number behind a #.
func (s *whole) find(said string) (anchor.Anchor, error) {
	number, ok := strings.CutPrefix(said, "#")
	n, err := strconv.Atoi(number)
	if !ok || err != nil {
		return pick(s.Console, s.text, said)
	}
	found, err := s.text.Paragraph(n)
	if err != nil {
		s.Console.Tell(terminal.Readable(err.Error()))
		return found, terminal.ErrStopped
	}
	return found, nil
}

// class asks whether a passage tells of a contact or of a tie, which are asked about in other words.
func (s *whole) class() (sources.Class, error) {
	for {
		answer, err := s.Console.Ask("Does it tell of a contact (a meeting, a call, a warning ...) or of a tie that " +
			"holds (membership, ownership, family ...)? [c t; s q]")
		switch {
		case err != nil:
			return 0, err
		case strings.EqualFold(answer, "c"), answer == "":
			return sources.ContactClass, nil
		case strings.EqualFold(answer, "t"):
			return sources.TieClass, nil
		case answer == "s":
			return 0, errSkipped
		case answer == "q":
			return 0, terminal.ErrStopped
		}
	}
}
