package dialog

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// maxRounds is how often a file is read again with what somebody answered.
const maxRounds = 5

// An Asker asks a person what import cannot tell, each thing once. A nil one asks nothing.
type Asker struct {
	console *terminal.Console
	asked   map[string]bool
	flags   []string
}

// NewAsker returns an asker at a console.
func NewAsker(console *terminal.Console) *Asker {
	return &Asker{console: console, asked: map[string]bool{}}
}

// Flags are those of import that say without questions what was answered; none if nothing was.
func (a *Asker) Flags() []string {
	if a == nil {
		return nil
	}
	return a.flags
}

// Settle reads files, asks what cannot be told, and reads them again with the answers. The error is that of the context.
func (a *Asker) Settle(read func(intake.Options) *intake.Import, opts intake.Options, as sources.Options) (*intake.Import,
	intake.Options, error) {
	im := read(opts)
	for range maxRounds {
		if a == nil {
			return im, opts, nil
		}
		problems := im.Problems
		if problems.Err() == nil {
			_, problems = im.Open(as)
		}
		more, err := a.ask(problems, &opts)
		if errors.Is(err, terminal.ErrStopped) {
			a, err = nil, nil // what was answered so far holds
		}
		if err != nil || !more {
			return im, opts, err
		}
		im = read(opts)
	}
	return im, opts, nil
}

// ask asks about the causes of problems, and puts the answers into opts; more tells whether there was one.
func (a *Asker) ask(problems sources.Diagnostics, opts *intake.Options) (more bool, err error) {
	opts.Columns, opts.Say = cloned(opts.Columns), cloned(opts.Say)
	unsourced := 0
	for _, p := range problems {
		if _, ok := p.Cause.(sources.NoDocument); ok {
			unsourced++
		}
	}
	for _, p := range problems {
		answered := false
		switch cause := p.Cause.(type) {
		case intake.PartiesUnknown:
			answered, err = a.parties(p, cause, opts)
		case intake.DayOrder:
			answered, err = a.dayOrder(cause, opts)
		case intake.PartyAbove:
			answered, err = a.partyAbove(p, opts)
		case intake.SeveralNames:
			answered, err = a.severalNames(cause, opts)
		case sources.Doubt:
			answered, err = a.doubt(cause, opts)
		case sources.NoDocument:
			answered, err = a.document(unsourced, opts)
		}
		more = more || answered
		if err != nil {
			return more, err
		}
	}
	return more, nil
}

func cloned[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return maps.Clone(m)
}

// first tells whether a thing was not asked so far.
func (a *Asker) first(what string) bool {
	had := a.asked[what]
	a.asked[what] = true
	return !had
}

func (a *Asker) say(flags ...string) bool {
	a.flags = append(a.flags, flags...)
	return true
}

func (a *Asker) parties(p sources.Diagnostic, cause intake.PartiesUnknown, opts *intake.Options) (bool, error) {
	if cause.Actor == "" || !a.first("parties "+p.File) {
		return false, nil
	}
	a.console.Tell(fmt.Sprintf("%s does not say who had contact with whom. Its columns:", p.File))
	for i, name := range cause.Columns {
		a.console.Printf("%4d  %s\n", i+1, terminal.Readable(name))
	}
	for _, side := range []struct{ column, question, otherwise string }{
		{"actor", "Which column holds the first party?", cause.Actor},
		{"recipient", "Which one holds the other party?", cause.Recipient}} {
		name, err := a.column(side.question, cause.Columns, side.otherwise)
		if err != nil {
			return false, err
		}
		opts.Columns[side.column] = []string{name}
		a.say("--column", side.column+"="+name)
	}
	return true, nil
}

// column asks for a column by its number or name; a blank answer is otherwise.
func (a *Asker) column(question string, columns []string, otherwise string) (string, error) {
	for {
		answer, err := a.console.Ask(fmt.Sprintf("%s [number, or Enter for %q]", question, otherwise))
		if err != nil || answer == "" {
			return otherwise, err
		}
		if answer == "q" {
			return "", terminal.ErrStopped
		}
		if n, err := strconv.Atoi(answer); err == nil && 1 <= n && n <= len(columns) {
			return columns[n-1], nil
		}
		if i := slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, answer) }); i >= 0 {
			return columns[i], nil
		}
		a.console.Printf("want a number from 1 to %d, or the name of a column\n", len(columns))
	}
}

func (a *Asker) dayOrder(cause intake.DayOrder, opts *intake.Options) (bool, error) {
	if opts.Dates != "" || !a.first("dates") {
		return false, nil
	}
	answer, err := a.console.Choice(fmt.Sprintf("Is %q the day %s or %s? [first = day first, second = month first, Enter "+
		"leaves such dates aside]", cause.Text, cause.DayFirst, cause.MonthFirst),
		[]string{"first", "second", "neither"}, "neither")
	if err != nil || answer == "neither" {
		return false, err
	}
	opts.Dates = map[string]string{"first": "dmy", "second": "mdy"}[answer]
	return a.say("--dates", opts.Dates), nil
}

func (a *Asker) partyAbove(p sources.Diagnostic, opts *intake.Options) (bool, error) {
	if len(opts.FillDown) > 0 || !a.first("fill down") {
		return false, nil
	}
	yes, err := a.yes(fmt.Sprintf("In %s the first party is blank. Does the name above hold for such rows?", p.Pos))
	if err != nil || !yes {
		return false, err
	}
	opts.FillDown = []string{"parties"}
	return a.say("--fill-down"), nil
}

func (a *Asker) severalNames(cause intake.SeveralNames, opts *intake.Options) (bool, error) {
	if !a.first("split " + cause.Split) {
		return false, nil
	}
	yes, err := a.yes(fmt.Sprintf("%q is taken for one name. Are these %d parties, and such cells to be cut at %q?",
		cause.Text,
		cause.Parts, cause.Split))
	if err != nil || !yes {
		return false, err
	}
	opts.Split = strings.TrimSpace(opts.Split + " " + cause.Split)
	return a.say("--split", cause.Split), nil
}

func (a *Asker) doubt(cause sources.Doubt, opts *intake.Options) (bool, error) {
	if !a.first("say " + strings.ToLower(cause.Text)) {
		return false, nil
	}
	meanings := intake.Meanings()
	answer, err := a.console.Choice(fmt.Sprintf("%q reads like %s. What do such rows say? [%s; Enter leaves it]",
		cause.Text, cause.Reads, strings.Join(meanings, ", ")), append(meanings, "leave"), "leave")
	if err != nil || answer == "leave" {
		return false, err
	}
	opts.Say[cause.Text] = answer
	return a.say("--say", cause.Text+"="+answer), nil
}

func (a *Asker) document(rows int, opts *intake.Options) (bool, error) {
	if opts.Document != "" || !a.first("document") {
		return false, nil
	}
	of := "1 row names"
	if rows > 1 {
		of = fmt.Sprintf("%d rows name", rows)
	}
	answer, err := a.console.Ask(of + " no source. What reports them all? [title or address; Enter leaves them]")
	if err != nil || answer == "" {
		return false, err
	}
	opts.Document = answer
	return a.say("--document", answer), nil
}

func (a *Asker) yes(question string) (bool, error) {
	answer, err := a.console.Choice(question+" [yes, no; Enter = no]", []string{"yes", "no"}, "no")
	return answer == "yes", err
}
