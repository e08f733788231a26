package dialog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
	"relgraph/sources/edtf"
)

// A coding session has passages read by somebody who does not see the rows.
type coding struct {
	*Review
	coded int
}

func (s *coding) prepare(context.Context) error { return nil }

func (s *coding) begin() error { return nil }

func (s *coding) due(c *sources.Claim) bool { return s.Desk.Uncoded(c, s.Sign.By, s.Passages) }

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

// An entry is one thing that a coder says about a passage.
type entry struct {
	column string
	ask    string
	read   func(s *coding, text string) (string, error) // what is to be written for an answer
	blank  string                                       // what is to be written for none
}

// ofContacts are what is asked of a passage that reports a contact.
var ofContacts = []entry{
	{"actor", "Who? (id or name, several with | between; Enter if the passage reports no contact)", (*coding).actors, ""},
	{"recipient", "With whom? (Enter if all stand in the first answer)", (*coding).actors, ""},
	{"kind", "What kind of contact? (Enter: contact, not specified)", vocabulary(sources.ParseKind), ""},
	{"direction",
		"Does it run from the first to the second, or is it mutual? (directed, mutual; Enter: as the kind has it)",
		readDirection, ""},
	{"date", "When did it happen? (as 2014-09-23, 2014-09, 2014-09~ for about, 2014-09/2014-11; Enter: not told)",
		readDate, ""},
	{"stance", "What does the passage do? (Enter: reports)", vocabulary(sources.ParseStance), ""},
	{"modality", "Did it happen? (Enter: happened)", vocabulary(sources.ParseModality), ""},
	{"hedge", "By what word does the document hedge? (Enter: none)", asTyped, ""},
}

// ofTies are what is asked of a passage that tells of what holds for a time.
var ofTies = []entry{
	{"actor", "Who belongs to somebody or something, owns it, or is related or bound to it? (id or name, several " +
		"with | between; Enter if the passage tells of no tie)", (*coding).actors, ""},
	{"recipient", "To whom or to what? (Enter if all stand in the first answer)", (*coding).actors, ""},
	{"kind", "What kind of tie? (member of, owns, married to ...; Enter: membership)", vocabulary(sources.ParseKind),
		string(sources.Affiliation)},
	{"direction",
		"Does it run from the first to the second, or is it mutual? (directed, mutual; Enter: as the kind has it)",
		readDirection, ""},
	{"date", "When did it hold? (as 2014, 2014-09, 2014/2019, 2014/.. for since; Enter: not told)", readDate, ""},
	{"stance", "What does the passage do? (Enter: reports)", vocabulary(sources.ParseStance), ""},
	{"modality", "Did it hold? (Enter: happened, which is yes)", vocabulary(sources.ParseModality), ""},
	{"hedge", "By what word does the document hedge? (Enter: none)", asTyped, ""},
}

// sourcing is what is asked of every passage besides.
var sourcing = []entry{
	{"asserted_by", "Who told the document? (ids or words, the origin first, with > between; (anonymous) or (on " +
		"record) behind; Enter: nobody is named)", asTyped, ""},
	{"channel", "How did it run? (direct, unknown, via somebody; Enter: not told)", (*coding).channel, ""},
}

// answering is asked of the passages of claims, whose ids the coder sees.
var answering = entry{"about", "What does it answer? (the id that stands above the passage of the report, or of a " +
	"contact; Enter: cannot be told)", (*coding).about, ""}

// answers tells whether a passage of that stance answers something.
func answers(stance string) bool {
	s, err := sources.ParseStance(stance)
	return err == nil && !s.Supports()
}

// about reads the id of a claim or of a contact that rows name.
func (s *coding) about(text string) (string, error) {
	d := s.Desk.Dossier()
	if d.Claim(sources.ClaimID(text)) != nil ||
		slices.ContainsFunc(d.Claims, func(c sources.Claim) bool { return c.Contact != "" && string(c.Contact) == text }) {
		return text, nil
	}
	return "", fmt.Errorf("no claim or contact %q: want an id, or Enter", text)
}

// entriesOf are what is asked of a passage.
func entriesOf(class sources.Class) []entry {
	if class == sources.TieClass {
		return slices.Clone(ofTies)
	}
	return slices.Clone(ofContacts)
}

func asTyped(_ *coding, text string) (string, error) { return text, nil }

// channel reads what the column of channels holds, with names for ids.
func (s *coding) channel(text string) (string, error) {
	switch word, via, _ := strings.Cut(text, " "); {
	case strings.EqualFold(text, "direct"), strings.EqualFold(text, "unknown"):
		return strings.ToLower(text), nil
	case strings.EqualFold(word, "via") && via != "":
		ids, err := s.actors(via)
		return "via " + ids, err
	}
	return "", fmt.Errorf("unknown channel %q: want direct, unknown, or via somebody", text)
}

func vocabulary[T fmt.Stringer](parse func(string) (T, error)) func(*coding, string) (string, error) {
	return func(_ *coding, text string) (string, error) {
		v, err := parse(text)
		return v.String(), err
	}
}

func readDirection(_ *coding, text string) (string, error) {
	switch strings.ToLower(text) {
	case "directed", "d":
		return "directed", nil
	case "mutual", "m":
		return "mutual", nil
	}
	return "", fmt.Errorf("unknown direction %q: want directed or mutual", text)
}

func readDate(_ *coding, text string) (string, error) {
	date, err := edtf.Parse(text)
	if err != nil {
		return "", fmt.Errorf("unreadable date %w", err)
	}
	return date.String(), nil
}

// actors finds the actors that the words mean, and asks where that is not certain.
func (s *coding) actors(text string) (string, error) {
	var ids []string
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		id, err := s.actor(part)
		if err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	return strings.Join(ids, "|"), nil
}

func (s *coding) actor(called string) (string, error) {
	a, near := s.Desk.Dossier().ActorCalled(called)
	if a != nil {
		return string(a.ID), nil
	}
	question := fmt.Sprintf("%q is no actor of the list. Keep the words as they are? [y n]", called)
	if near != nil {
		question = fmt.Sprintf("%q is no actor of the list. Did you mean %s (%s)? [y; n keeps the words; Enter: ask again]", called, terminal.Readable(near.Name), near.ID)
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
	if rows := agreement.Passages(s.Desk.Dossier())[c.ID]; len(rows) > 1 {
		s.Console.Named("", fmt.Sprintf("The list has %d rows on this passage. This is the %s to be coded; take its "+
			"contacts in any order.", len(rows), ordinal(slices.Index(rows, c)+1)))
	}
	more := 0
	show := func() error {
		more++
		return s.show(c, more)
	}
	for {
		values, err := s.answers(slices.Concat(entriesOf(s.Desk.Dossier().Kind(c.Kind).Class), sourcing,
			[]entry{answering}), show)
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
		if err = unwritten(s.Desk.Code(ctx, c.ID, s.Sign, values)); err != nil {
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
func (s *coding) answers(entries []entry, show func() error) ([]desk.Value, error) {
	values := make([]desk.Value, len(entries))
	for i, e := range entries {
		values[i].Column = e.column
	}
	stance := ""
	for i, e := range entries {
		if e.column == "about" && !answers(stance) {
			continue
		}
		text, err := s.entry(e, show)
		if err != nil {
			return nil, err
		}
		values[i].Text = text
		if e.column == "stance" {
			stance = text
		}
		if e.column == "actor" && text == "" {
			break
		}
	}
	return values, nil
}

// entry asks until the answer can be read.
func (s *coding) entry(e entry, show func() error) (string, error) {
	for {
		text, err := s.Console.Ask(e.ask)
		switch {
		case err != nil || text == "":
			return e.blank, err
		case text == "q":
			return "", terminal.ErrStopped
		case text == "s":
			return "", errSkipped
		case text == "m" && e.column != "direction":
			if err := show(); err != nil {
				return "", err
			}
			continue
		case text == "?":
			s.help(e)
			continue
		}
		said, err := e.read(s, text)
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
func (s *coding) help(e entry) {
	switch e.column {
	case "actor", "recipient":
		for i := range s.Desk.Dossier().Actors {
			s.Console.Printf("  %s  %s\n", s.Desk.Dossier().Actors[i].ID,
				terminal.Readable(s.Desk.Dossier().Actors[i].Name))
		}
	case "kind":
		s.Console.Tell("  " + strings.Join(sources.Kinds(), ", "))
	case "stance":
		s.Console.Printf("  reports, confirms, denies (a party, on record), disputes (anybody else), no-comment, retracts\n")
	case "modality":
		s.Console.Printf("  happened, planned, requested, hypothetical\n")
	}
	s.Console.Printf("m more of the document, s leave this passage for later, q stop\n")
}
