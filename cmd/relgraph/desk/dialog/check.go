package dialog

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A checking session has rows compared with their passages.
type checking struct {
	*Review
	checked, doubted, corrected int
	counted                     []*int // of those, what each answer of this session was counted as
}

// count counts an answer that was written.
func (s *checking) count(as *int) {
	*as++
	s.counted = append(s.counted, as)
}

func (s *checking) prepare(ctx context.Context) error {
	n, err := s.Desk.Renew(ctx)
	if n > 0 {
		s.Console.Tell(Renewed(n))
	}
	return err
}

func (s *checking) begin() error {
	lacks, err := desk.MissingColumns(s.Desk.Dossier(), sources.Signing()...)
	if err != nil {
		return err
	}
	if len(lacks) > 0 {
		s.Console.Tell(fmt.Sprintf("%s has no column %s: the first answer adds it behind the last one",
			s.Desk.Dossier().Claims[0].Pos().File, strings.Join(lacks, ", ")))
	}
	return nil
}

func (s *checking) nothing() string {
	return fmt.Sprintf("nothing to do: each of these claims is checked, or in doubt, as it is now; --all asks about "+
		"%s again",
		words.Voice{}.Count(len(s.Desk.Dossier().Claims), words.Claims))
}

func (*checking) due(c *sources.Claim) bool { return desk.Unchecked(c) }

// one shows a row and asks every question; a row is checked when each is answered with yes.
func (s *checking) one(ctx context.Context, c *sources.Claim, _ int) error {
	if err := s.row(c); err != nil {
		return err
	}
	questions := desk.Questions(words.English())
	more := 0
	for i := 0; i < len(questions); {
		q := questions[i]
		key, err := s.Console.Ask(fmt.Sprintf("%d/%d %s: %s [a y n d m b u s q ?]", i+1, len(questions), q.Name, q.Ask))
		if err != nil {
			return err
		}
		switch strings.ToLower(key) {
		case "a", "all":
			i = len(questions)
		case "y", "yes":
			i++
		case "b", "back":
			if i == 0 {
				return errBack
			}
			i--
		case "u", "undo":
			if err := s.undo(ctx); err != nil {
				return err
			}
		case "n", "no":
			if c, err = s.correct(ctx, c, q); err != nil {
				return err
			}
		case "d", "doubt":
			done, err := s.doubt(ctx, c)
			if done || err != nil {
				return err
			}
		case "m", "more":
			more++
			if err := s.show(c, more); err != nil {
				return err
			}
		case "s", "skip":
			return errSkipped
		case "q", "quit":
			return terminal.ErrStopped
		default:
			s.Console.Tell("a all of it is right, y this is right, n no: put a cell right, d there is a doubt, m " +
				"more of the document, b back, u take the last answer back, s leave this row for later, q stop")
		}
	}
	now, err := s.Desk.Check(ctx, c, s.Sign)
	if err != nil {
		return err
	}
	s.count(&s.checked)
	s.Console.Printf("%s: checked by %s on %s\n", now.At("checked_by"), terminal.Readable(now.Detail().CheckedBy),
		now.Detail().CheckedOn)
	return nil
}

// undo takes the last answer back that was written, and goes back to its row.
func (s *checking) undo(ctx context.Context) error {
	now, err := s.Desk.Undo(ctx)
	switch {
	case errors.Is(err, desk.ErrNothingWritten):
		s.Console.Tell("nothing was written yet that could be taken back")
		return nil
	case err != nil:
		return err
	}
	if last := len(s.counted) - 1; last >= 0 {
		*s.counted[last]--
		s.counted = s.counted[:last]
	}
	s.Console.Printf("%s: what was written last is taken back\n", now.Pos())
	return backTo{now.ID}
}

// row shows a claim's row in plain words.
func (s *checking) row(c *sources.Claim) error {
	s.Console.Named("claim", fmt.Sprintf("%s (%s)", c.ID, c.Pos()))
	if err := s.show(c, 0); err != nil {
		return err
	}
	for _, q := range desk.Questions(words.English()) {
		s.Console.Named(q.Name, terminal.Readable(q.Says(s.Desk.Dossier(), c)))
	}
	for _, also := range []struct{ name, text string }{{"note", c.Detail().Note},
		{"checked", words.English().Claims.CheckedBy(c)},
		{"doubt", c.Detail().Doubt}} {
		if also.text != "" {
			s.Console.Named(also.name, terminal.Readable(also.text))
		}
	}
	return nil
}

// doubt asks for a doubt and writes it. It tells whether there was one.
func (s *checking) doubt(ctx context.Context, c *sources.Claim) (done bool, err error) {
	doubted, err := s.Console.Ask("What do you doubt? (Enter: nothing)")
	if err != nil || doubted == "" {
		return false, err
	}
	if err := s.announce(c, "doubt"); err != nil {
		return false, err
	}
	now, err := s.Desk.Doubt(ctx, c, doubted, s.Sign)
	switch {
	case s.refusal(err):
		return false, nil
	case err != nil:
		return false, err
	}
	s.count(&s.doubted)
	s.Console.Printf("%s: in doubt\n", now.At("doubt"))
	return true, nil
}

// announce says that a column is about to be added.
func (s *checking) announce(c *sources.Claim, column string) error {
	lacks, err := desk.MissingColumns(s.Desk.Dossier(), column)
	if len(lacks) > 0 {
		s.Console.Printf("%s has no column %s: it is added behind the last one\n", c.Pos().File, column)
	}
	return err
}

// correct asks what a cell should say until that can be written, or the person leaves it.
func (s *checking) correct(ctx context.Context, c *sources.Claim, q desk.Question) (*sources.Claim, error) {
	column := q.Columns[0]
	if len(q.Columns) > 1 {
		var err error
		question := fmt.Sprintf("Which cell? %s (Enter: none, and perhaps d for a doubt)", strings.Join(q.Columns, ", "))
		if column, err = s.Console.Choice(question, q.Columns, "none"); err != nil || column == "none" {
			return c, err
		}
	}
	for {
		text, err := s.Console.Ask(fmt.Sprintf("%s %s. What is right? (Enter: leave it; - for nothing)", column,
			saysNow(c.Cell(column))))
		switch {
		case err != nil || text == "":
			return c, err
		case text == "-":
			text = ""
		}
		if text != "" {
			if err := s.announce(c, column); err != nil {
				return c, err
			}
		} else if c.Cell(column) == "" {
			return c, nil
		}
		now, warnings, err := s.Desk.Correct(ctx, c, column, text)
		if s.refusal(err) {
			continue
		}
		if err != nil {
			return c, err
		}
		s.count(&s.corrected)
		s.Console.Printf("%s: %s corrected\n", now.At(column), column)
		for _, w := range warnings {
			s.Console.Printf("%s\n", terminal.Readable(w.String()))
		}
		s.Console.Named(q.Name, terminal.Readable(q.Says(s.Desk.Dossier(), now)))
		return now, nil
	}
}

func (s *checking) end(left int) {
	cells := "1 cell corrected"
	if s.corrected != 1 {
		cells = fmt.Sprintf("%d cells corrected", s.corrected)
	}
	s.Console.Printf("\n%d checked, %d in doubt, %s", s.checked, s.doubted, cells)
	if left > 0 {
		s.Console.Printf("; %d left: the same command goes on", left)
	}
	s.Console.Printf("\n")
}
