// Package dialog is the desk at a console: questions and answers, a line each, by which somebody compares rows with
// their passages, codes passages without seeing the rows, or chooses a passage of a document.
package dialog

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A Review goes through claims with somebody at a console. Every field is needed, but for the filter.
type Review struct {
	Desk     *desk.Desk
	Console  *terminal.Console
	Passages *desk.Passages
	Sign     desk.Signature // asked for if By is blank
	Filter   desk.Filter
}

// ErrNoName says that nobody said who checks.
var ErrNoName = errors.New("it is not said who checks: want --by NAME")

// Check has rows compared with their passages.
func (r Review) Check(ctx context.Context) error { return r.run(ctx, &checking{Review: &r}) }

// Code has passages coded by somebody who does not see the rows.
func (r Review) Code(ctx context.Context) error { return r.run(ctx, &coding{Review: &r}) }

// A session is one way to go through the claims.
type session interface {
	prepare(ctx context.Context) error                      // what is done before the claims are chosen
	begin() error                                           // what has to be said or looked at before the first claim
	due(c *sources.Claim) bool                              // is the claim to be asked about, unless all are?
	one(ctx context.Context, c *sources.Claim, n int) error // asks about the nth claim; errSkipped leaves it for later
	end(left int)                                           // says what was done
	nothing() string                                        // says that no claim is due
}

// Renewed says how many digests of an earlier form Desk.Renew has written anew.
func Renewed(n int) string {
	return fmt.Sprintf("%s of an earlier form renewed: the rows say what they said when they were checked",
		words.Plural(n, "digest"))
}

// errSkipped leaves a claim for later.
var errSkipped = errors.New("left for later")

// errBack goes back to the claim before.
var errBack = errors.New("back")

// A backTo goes back to a claim whose answer was taken back.
type backTo struct{ claim sources.ClaimID }

func (backTo) Error() string { return "back to a claim" }

// errAgain has a question asked again.
var errAgain = errors.New("asked again")

func (r *Review) run(ctx context.Context, s session) error {
	if err := r.signed(); err != nil {
		return err
	}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	return r.through(ctx, s)
}

// coder is who answers, as one who codes without seeing the rows.
func (r *Review) coder() desk.Coder { return r.Desk.Coder(r.Sign.By) }

// signed asks who answers, if that is not known.
func (r *Review) signed() error {
	if r.Sign.By == "" {
		name, err := r.Console.Ask("Your name, as the dossier is to have it:")
		if err != nil && !errors.Is(err, terminal.ErrStopped) {
			return err
		}
		r.Sign.By = name
	}
	if r.Sign.By == "" {
		return ErrNoName
	}
	return nil
}

// through goes through the claims that are due.
func (r *Review) through(ctx context.Context, s session) error {
	queue, err := desk.Queue(r.Desk.Dossier(), r.Filter, s.due)
	if err != nil {
		return err
	}
	if len(queue) == 0 {
		r.Console.Printf("%s\n", s.nothing())
		return nil
	}
	if err := s.begin(); err != nil {
		return err
	}
	r.Console.Printf("\n%s to go. Type ? for help.\n", words.Voice{}.Count(len(queue), words.Claims))
	done := map[sources.ClaimID]bool{}
	for i := 0; i < len(queue); i++ {
		id := queue[i]
		c := r.Desk.Dossier().Claim(id)
		if c == nil {
			continue
		}
		r.Console.Printf("\n")
		var back backTo
		switch err = s.one(ctx, c, i+1); {
		case err == nil:
			done[id] = true
		case errors.Is(err, errBack):
			i = max(i-2, -1)
		case errors.As(err, &back):
			delete(done, back.claim)
			i = slices.Index(queue, back.claim) - 1
		case errors.Is(err, desk.ErrChanged):
			r.Console.Printf("the row of %s was changed by somebody else in the meantime: nothing is written, and "+
				"it is left for later\n", id)
		case errors.Is(err, errSkipped):
		default:
			s.end(len(queue) - len(done))
			if errors.Is(err, terminal.ErrStopped) {
				return nil
			}
			return err
		}
	}
	s.end(len(queue) - len(done))
	return nil
}

// show writes the document and the passage, which both sessions begin a claim with.
func (r *Review) show(c *sources.Claim, more int) error {
	doc := r.Desk.Dossier().Document(c.Document)
	if doc != nil {
		r.Console.Named("document",
			terminal.Readable(words.Voice{}.Facts(doc.Publisher, doc.Name(), words.Voice{}.Documents.Published(doc))))
	}
	e, err := r.Passages.Excerpt(doc, c.ID, more)
	if err != nil {
		return err
	}
	r.Console.Named("passage", terminal.Readable(r.Passages.State(c)))
	if e != (desk.Excerpt{}) {
		r.Console.Passage("", shown(e))
	}
	return nil
}

func shown(e desk.Excerpt) terminal.Passage {
	return terminal.Passage{Before: e.Before, Words: e.Passage, After: e.After}
}

// refusal writes why a value cannot be written, if that is what err says.
func (r *Review) refusal(err error) bool {
	var no desk.Refused
	if !errors.As(err, &no) {
		return false
	}
	for _, d := range no.Diagnostics {
		r.Console.Printf("%s\n", terminal.Readable(d.String()))
	}
	r.Console.Printf("so nothing is written\n")
	return true
}

func saysNow(text string) string {
	if text == "" {
		return "is blank"
	}
	return fmt.Sprintf("says %q", terminal.Readable(text))
}
