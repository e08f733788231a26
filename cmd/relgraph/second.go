package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/agreement"
	"relgraph/sources/edtf"
	"relgraph/sources/verify"
)

// A codingSession has passages read by somebody who does not see the rows.
type codingSession struct {
	*reviewer
	coded int
}

func (s *codingSession) begin() error { return nil }

// wantFolder refuses a dossier that no table of codings can stand beside.
func wantFolder(name string) error {
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return err
	}
	base := "claims.csv"
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".yaml" || ext == ".yml" {
		base = "dossier.yaml"
	}
	return fmt.Errorf("a second coding is kept in %s, and %q is a single file: put it into a folder of its own, under the name %s, and give the folder", sources.CodingsFile, name, base)
}

// due leaves out what this person coded already, what he cannot read, and what he checked and so has seen.
func (s *codingSession) due(c *sources.Claim) bool {
	coded := slices.ContainsFunc(s.dossier.Codings, func(co sources.Coding) bool { return co.Claim == c.ID && co.Coder == s.by })
	return !coded && s.atHand(c) && c.CheckedBy != s.by
}

// atHand tells whether the very passage is at hand. Other words in its place are not what the row was made from.
func (s *codingSession) atHand(c *sources.Claim) bool {
	status := s.found[c.ID].Status
	return status == verify.Verified || status == verify.Moved
}

func (s *codingSession) nothing() string {
	return "nothing to do: each of these passages is coded by you, is not at hand, or is of a row that you checked; --all asks again"
}

func (s *codingSession) end(left int) {
	s.printf("\n%s coded", words.Plural(s.coded, "passage"))
	if left > 0 {
		s.printf("; %d left: the same command goes on", left)
	}
	s.printf("\nHow far you agree with the rows, \"relgraph review --agreement\" says.\n")
}

// An entry is one thing that a coder says about a passage.
type entry struct {
	column string
	ask    string
	read   func(s *codingSession, text string) (string, error) // what is to be written for an answer
}

var errAgain = errors.New("asked again")

var entries = []entry{
	{"actor", "Who? (id or name, several with | between; Enter if the passage reports no contact)", (*codingSession).actors},
	{"recipient", "With whom? (Enter if all stand in the first answer)", (*codingSession).actors},
	{"kind", "What kind of contact? (Enter: contact, not specified)", vocabulary(sources.ParseKind)},
	{"direction", "Does it run from the first to the second, or is it mutual? (directed; Enter: mutual)", readDirection},
	{"date", "When did it happen? (as 2014-09-23, 2014-09, 2014-09~ for about, 2014-09/2014-11; Enter: not told)", readDate},
	{"stance", "What does the passage do? (Enter: reports)", vocabulary(sources.ParseStance)},
	{"modality", "Did it happen? (Enter: happened)", vocabulary(sources.ParseModality)},
	{"hedge", "By what word does the document hedge? (Enter: none)", func(_ *codingSession, text string) (string, error) { return text, nil }},
}

func vocabulary[T fmt.Stringer](parse func(string) (T, error)) func(*codingSession, string) (string, error) {
	return func(_ *codingSession, text string) (string, error) {
		v, err := parse(text)
		return v.String(), err
	}
}

func readDirection(_ *codingSession, text string) (string, error) {
	switch strings.ToLower(text) {
	case "directed", "d":
		return "directed", nil
	case "mutual", "m":
		return "", nil
	}
	return "", fmt.Errorf("unknown direction %q: want directed or mutual", text)
}

func readDate(_ *codingSession, text string) (string, error) {
	date, err := edtf.Parse(text)
	if err != nil {
		return "", fmt.Errorf("unreadable date %w", err)
	}
	return date.String(), nil
}

// actors finds the actors that the words mean, and asks where that is not certain.
func (s *codingSession) actors(text string) (string, error) {
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

func (s *codingSession) actor(words string) (string, error) {
	a, near := s.dossier.ActorCalled(words)
	if a != nil {
		return string(a.ID), nil
	}
	question := fmt.Sprintf("%q is no actor of the list. Keep the words as they are? [y n]", words)
	if near != nil {
		question = fmt.Sprintf("%q is no actor of the list. Did you mean %s (%s)? [y; n keeps the words; Enter: ask again]", words, near.Name, near.ID)
	}
	answer, err := s.ask(question)
	yes := strings.EqualFold(answer, "y")
	switch {
	case err != nil:
		return "", err
	case near != nil && yes:
		return string(near.ID), nil
	case near == nil && yes, near != nil && strings.EqualFold(answer, "n"):
		return words, nil
	}
	return "", errAgain
}

// one shows a passage, has it coded, and writes the coding when the coder says that it is right.
func (s *codingSession) one(c *sources.Claim, n int) error {
	if !s.atHand(c) {
		s.printf("%s: no passage to code: %s\n", c.ID, s.state(c))
		return errSkipped
	}
	s.named("passage", fmt.Sprintf("of %s", c.ID))
	if err := s.show(c, 0); err != nil {
		return err
	}
	if rows := agreement.Passages(s.dossier)[c.ID]; len(rows) > 1 {
		s.named("", fmt.Sprintf("The list has %d rows on this passage. This is the %s to be coded; take its contacts in any order.", len(rows), ordinal(slices.Index(rows, c)+1)))
	}
	more := 0
	for {
		values, err := s.code(c, &more)
		if err != nil {
			return err
		}
		answer, err := s.ask("Write this down? [y; n begins anew; s q]")
		switch {
		case err != nil:
			return err
		case strings.EqualFold(answer, "s"):
			return errSkipped
		case strings.EqualFold(answer, "q"):
			return errStopped
		case !strings.EqualFold(answer, "y"):
			continue
		}
		values = append([]value{{"coded_on", s.day.String()}}, values...)
		err = s.desk.code(c.ID, s.by, values)
		var no refused
		if errors.As(err, &no) {
			return fmt.Errorf("the coding cannot be written: %w", no.Diagnostics)
		}
		if err != nil {
			return err
		}
		s.coded++
		s.printf("written into %s\n", filepath.ToSlash(filepath.Join(s.desk.name, sources.CodingsFile)))
		return nil
	}
}

func ordinal(n int) string {
	words := []string{"", "first", "second", "third", "fourth", "fifth", "sixth"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("number %d", n)
}

// code asks everything about one passage. Where it reports no contact there is nothing more to ask.
func (s *codingSession) code(c *sources.Claim, more *int) ([]value, error) {
	values := make([]value, len(entries))
	for i, e := range entries {
		values[i].column = e.column
	}
	for i, e := range entries {
		text, err := s.entry(c, e, more)
		if err != nil {
			return nil, err
		}
		values[i].text = text
		if e.column == "actor" && text == "" {
			break
		}
	}
	return values, nil
}

// entry asks until the answer can be read.
func (s *codingSession) entry(c *sources.Claim, e entry, more *int) (string, error) {
	for {
		text, err := s.ask(e.ask)
		switch {
		case err != nil || text == "":
			return "", err
		case text == "q":
			return "", errStopped
		case text == "s":
			return "", errSkipped
		case text == "m" && e.column != "direction":
			*more++
			if err := s.show(c, *more); err != nil {
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
		case errors.Is(err, errStopped) || s.ctx.Err() != nil:
			return "", err
		case !errors.Is(err, errAgain):
			s.printf("%v\n", err)
		}
	}
}

// help says what can be answered.
func (s *codingSession) help(e entry) {
	switch e.column {
	case "actor", "recipient":
		for i := range s.dossier.Actors {
			s.printf("  %s  %s\n", s.dossier.Actors[i].ID, readable(s.dossier.Actors[i].Name))
		}
	case "kind":
		s.printf("  %s\n", strings.Join(sources.Kinds(), ", "))
	case "stance":
		s.printf("  reports, confirms, denies (a party, on record), disputes (anybody else), no-comment, retracts\n")
	case "modality":
		s.printf("  happened, planned, requested, hypothetical\n")
	}
	s.printf("m more of the document, s leave this passage for later, q stop\n")
}
