package dialog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A coding session has passages read by somebody who does not see the rows.
type coding struct {
	*Review
	coded int
}

func (s *coding) prepare(context.Context) error { return nil }

func (s *coding) begin() error { return nil }

func (s *coding) due(c *sources.Claim) bool { return s.coder().Uncoded(c, s.Passages) }

func (s *coding) nothing() string {
	return "nothing to do: each of these passages is coded by you, is not at hand, or is of a row that you checked; " +
		"--all asks again"
}

func (s *coding) end(left int) {
	passages := "1 passage"
	if s.coded != 1 {
		passages = fmt.Sprintf("%d passages", s.coded)
	}
	s.Console.Printf("\n%s coded", passages)
	if left > 0 {
		s.Console.Printf("; %d left: the same command goes on", left)
	}
	s.Console.Printf("\nHow far you agree with the rows, \"relgraph review --agreement\" says.\n")
}

// asked is the question of an entry, with how it is answered.
func asked(e desk.Prompt) string {
	hint := "Enter: " + e.Blank
	switch {
	case e.Words != nil && len(e.Words) <= 2:
		hint = strings.Join(e.Words, ", ") + "; " + hint
	case e.Hint != "":
		hint = e.Hint + "; " + hint
	}
	return fmt.Sprintf("%s (%s)", e.Ask, hint)
}

// keep asks what is to be written for a name that no actor has.
func (s *coding) keep(called string, near *sources.Actor) (string, error) {
	question := fmt.Sprintf("%q is no actor of the list. Keep the words as they are? [y n]", called)
	if near != nil {
		question = fmt.Sprintf("%q is no actor of the list. Did you mean %s (%s)? [y; n keeps the words; Enter: ask "+
			"again]", called, terminal.Readable(near.Name), near.ID)
	}
	answer, err := s.Console.Ask(question)
	yes := strings.EqualFold(answer, "y")
	switch {
	case err != nil:
		return "", err
	case near != nil && yes:
		return string(near.ID), nil
	case near == nil && yes, near != nil && strings.EqualFold(answer, "n"):
		return called, nil
	}
	return "", errAgain
}

// one shows a passage, has it coded, and writes the coding when the coder says that it is right.
func (s *coding) one(ctx context.Context, c *sources.Claim, _ int) error {
	if !s.Passages.AtHand(c) {
		s.Console.Tell(fmt.Sprintf("%s: no passage to code: %s", c.ID, terminal.Readable(s.Passages.State(c))))
		return errSkipped
	}
	s.Console.Named("passage", fmt.Sprintf("of %s", c.ID))
	if err := s.show(c, 0); err != nil {
		return err
	}
	if rows := desk.OnPassage(s.Desk.Dossier(), c); len(rows) > 1 {
		s.Console.Named("", fmt.Sprintf("The list has %d rows on this passage. This is the %s to be coded; take its "+
			"contacts in any order.", len(rows), ordinal(slices.Index(rows, c)+1)))
	}
	more, seen := 0, s.coder().Shown(c)
	show := func() error {
		more++
		return s.show(c, more)
	}
	for {
		values, err := s.answers(append(desk.Prompts(words.English(), s.Desk.Dossier().Kind(c.Kind).Class),
			desk.Answering(words.English())), show)
		if err != nil {
			return err
		}
		yes, err := s.sure()
		if err != nil {
			return err
		}
		if !yes {
			continue
		}
		if err = unwritten(s.coder().Code(ctx, c.ID, seen, s.Sign.On, values)); err != nil {
			return err
		}
		s.coded++
		s.Console.Printf("written into %s\n", s.Desk.CodingsFile())
		return nil
	}
}

// sure asks whether what was said is to be written down.
func (s *coding) sure() (bool, error) {
	answer, err := s.Console.Ask("Write this down? [y; n begins anew; s q]")
	switch {
	case err != nil:
		return false, err
	case strings.EqualFold(answer, "s"):
		return false, errSkipped
	case strings.EqualFold(answer, "q"):
		return false, terminal.ErrStopped
	}
	return strings.EqualFold(answer, "y"), nil
}

// unwritten says why a coding could not be written, if that is what err says.
func unwritten(err error) error {
	var no desk.Refused
	if errors.As(err, &no) {
		return fmt.Errorf("the coding cannot be written: %w", no.Diagnostics)
	}
	return err
}

func ordinal(n int) string {
	names := []string{"", "first", "second", "third", "fourth", "fifth", "sixth"}
	if n < len(names) {
		return names[n]
	}
	return fmt.Sprintf("number %d", n)
}

// answers asks everything about one passage, of which show shows more. Where it reports no contact there is nothing
// more to ask.
func (s *coding) answers(entries []desk.Prompt, show func() error) ([]desk.Value, error) {
	values := make([]desk.Value, len(entries))
	for i, e := range entries {
		values[i].Column = e.Column
	}
	stance := ""
	for i, e := range entries {
		if e.Column == "about" && !desk.Answers(stance) {
			continue
		}
		text, err := s.entry(e, show)
		if err != nil {
			return nil, err
		}
		values[i].Text = text
		if e.Column == "stance" {
			stance = text
		}
		if e.Column == "actor" && text == "" {
			break
		}
	}
	return values, nil
}

// entry asks until the answer can be read.
func (s *coding) entry(e desk.Prompt, show func() error) (string, error) {
	for {
		text, err := s.Console.Ask(asked(e))
		switch {
		case err != nil:
			return "", err
		case text == "q":
			return "", terminal.ErrStopped
		case text == "s":
			return "", errSkipped
		case text == "m" && e.Column != "direction":
			if err := show(); err != nil {
				return "", err
			}
			continue
		case text == "?":
			s.help(e)
			continue
		}
		said, err := e.Read(s.Desk.Dossier(), text, s.keep)
		switch {
		case err == nil:
			return said, nil
		case errors.Is(err, terminal.ErrStopped), errors.Is(err, context.Canceled):
			return "", err
		case !errors.Is(err, errAgain):
			s.Console.Printf("%s\n", terminal.Readable(err.Error()))
		}
	}
}

// help says what can be answered.
func (s *coding) help(e desk.Prompt) {
	switch e.Column {
	case "actor", "recipient":
		for i := range s.Desk.Dossier().Actors {
			s.Console.Printf("  %s  %s\n", s.Desk.Dossier().Actors[i].ID,
				terminal.Readable(s.Desk.Dossier().Actors[i].Name))
		}
	case "kind":
		s.Console.Tell("  " + strings.Join(sources.Kinds(), ", "))
	case "stance":
		s.Console.Tell("  " + sources.StancesInWords())
	case "modality":
		s.Console.Tell("  " + strings.Join(sources.Modalities(), ", "))
	}
	s.Console.Printf("m more of the document, s leave this passage for later, q stop\n")
}
