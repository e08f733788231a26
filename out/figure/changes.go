package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A change is how a contact differs between two editions.
type change struct {
	letter string // at its label; "" for a contact that is as it was
	words  string
}

// Changes draws what changed between two editions of a dossier: the contacts of the new one and those that are gone, each with a
// line and a letter for what became of it. The lines do not tell states: where a state changed, the label says it.
func Changes(ctx context.Context, c *graph.Comparison, engine layout.Engine, opts Options) (*Figure, error) {
	union := c.Union()
	opts.changes = changesOf(c)
	if opts.Title == "" {
		opts.Title = Title(c.New.Dossier(), opts) + ": what changed"
	}
	d, err := draw(ctx, union, engine, opts)
	if err != nil {
		return nil, err
	}
	return d.fig, nil
}

// changesOf says of each contact, under the id that it has in the comparison's union, what became of it.
func changesOf(c *graph.Comparison) map[sources.ContactID]change {
	of := map[sources.ContactID]change{}
	for _, d := range c.Contacts {
		switch {
		case d.Old == nil:
			of[d.New.ID] = change{letter: "N", words: "new"}
		case d.New == nil:
			of[d.Old.ID] = change{letter: "R", words: "removed"}
		default:
			var facts []string
			for _, f := range d.Facts {
				facts = append(facts, fmt.Sprintf("%s: %s → %s", f.Column, orNone(f.Old), orNone(f.New)))
			}
			of[d.New.ID] = change{letter: "C", words: strings.Join(facts, "; ")}
		}
	}
	return of
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// lineOfChange is how a contact is drawn by what became of it.
func (s *sheet) lineOfChange(letter string) style.Line {
	switch letter {
	case "N":
		return style.Line{Colour: s.theme.Ink, Width: 2.2}
	case "R":
		return style.Line{Colour: s.theme.Alarm, Width: 1.2, Dash: []float64{1.2, 3}}
	case "C":
		return style.Line{Colour: s.theme.Ink, Width: 1.4, Dash: []float64{9, 3}}
	}
	return style.Line{Colour: s.theme.Border, Width: 0.8}
}

// showChange gives a contact the line and the letter of what became of it.
func (d *drawing) showChange(e *edge) {
	ch := d.opts.changes[e.ID]
	e.line = d.lineOfChange(ch.letter)
	if ch.letter == "" {
		for i := range e.lines {
			e.lines[i].colour = d.theme.Muted
		}
		return
	}
	e.lines = slices.Insert(e.lines, 0, labelLine{hand: d.hands.label, text: ch.letter, colour: e.line.Colour, chip: true})
	if ch.letter == "C" {
		d.say(e, d.hands.detail, detailWidth, ch.words, nil, d.theme.Ink)
	}
}

// changeKeys explain lines and letters.
func (d *drawing) changeKeys() []key {
	var keys []key
	for _, k := range []struct{ letter, text string }{{"N", "N: new"}, {"C", "C: changed, as its label says"}, {"R", "R: removed"}, {"", "as it was"}} {
		if slices.ContainsFunc(d.edges, func(e *edge) bool { return d.opts.changes[e.ID].letter == k.letter }) {
			line := d.lineOfChange(k.letter)
			keys = append(keys, key{line: &line, text: k.text})
		}
	}
	return append(keys, d.citationKeys()...)
}
