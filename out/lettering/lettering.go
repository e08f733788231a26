// Package lettering puts the glyphs of a figure's texts on its page, for writers that draw letters or carry fonts themselves.
//
// Call [Check] before anything is written: a sign that no font has must stop the writer, since a reader would see a box in its
// place. Then [Glyphs] are the glyphs of a text, and [Outline] is their shape.
package lettering

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/typeface"
)

// Runs are the runs of a text, in ems.
func Runs(t figure.Text) []typeface.Run {
	weight := typeface.Regular
	if t.Bold {
		weight = typeface.Bold
	}
	return typeface.Default().Set(t.Content, weight)
}

// A Missing is the error of a figure with signs that no font has.
type Missing []typeface.Lack

func (m Missing) Error() string {
	var lacks []string
	for _, l := range m {
		lacks = append(lacks, fmt.Sprintf("%s signs %q", l.Script, shown(l.Signs)))
	}
	return "no font has the " + strings.Join(lacks, " and the ") + ": name a font that has them with --font FILE"
}

// shown are the first signs of many.
func shown(signs string) string {
	const most = 12
	if all := []rune(signs); len(all) > most {
		return string(all[:most]) + "…"
	}
	return signs
}

// Check returns a [Missing] if f has signs that no font has.
func Check(f *figure.Figure) error {
	var missing Missing
	f.Each(func(p figure.Part) {
		for _, t := range p.Texts {
			for _, lack := range typeface.Default().Missing(t.Content) {
				missing.add(lack)
			}
		}
	})
	if missing == nil {
		return nil
	}
	return missing
}

// add takes the signs of a lack that m does not have yet.
func (m *Missing) add(lack typeface.Lack) {
	i := slices.IndexFunc(*m, func(l typeface.Lack) bool { return l.Script == lack.Script })
	if i < 0 {
		*m = append(*m, lack)
		return
	}
	for _, r := range lack.Signs {
		if !strings.ContainsRune((*m)[i].Signs, r) {
			(*m)[i].Signs += string(r)
		}
	}
}

// A Glyph is a glyph at its place on the page.
type Glyph struct {
	Face *typeface.Face
	ID   typeface.GlyphID
	At   figure.Point // its origin on the base line
	Size float64      // points to an em
}

// Glyphs yields the glyphs of t from left to right.
func Glyphs(t figure.Text) iter.Seq[Glyph] {
	return func(yield func(Glyph) bool) {
		x := t.At.X
		for _, run := range Runs(t) {
			for _, g := range run.Glyphs {
				at := figure.Point{X: x + g.X*t.Size, Y: t.At.Y - g.Y*t.Size}
				if !yield(Glyph{run.Face, g.ID, at, t.Size}) {
					return
				}
			}
			x += run.Width * t.Size
		}
	}
}

// Outline is the shape of all letters of t, to be filled by the nonzero winding rule.
func Outline(t figure.Text) []figure.Step {
	var path []figure.Step
	for g := range Glyphs(t) {
		for _, s := range Curves(g.Face.Outline(g.ID)) {
			path = append(path, figure.Step{Op: s.Op, A: g.place(s.A), B: g.place(s.B), To: g.place(s.To)})
		}
	}
	return path
}

// place turns ems, y up, into a place on the page.
func (g Glyph) place(p figure.Point) figure.Point {
	return figure.Point{X: g.At.X + p.X*g.Size, Y: g.At.Y - p.Y*g.Size}
}

// Curves is a glyph's outline with its quadratic curves raised to cubic ones, which are the same curves. It stays in ems, y up.
func Curves(outline []typeface.Segment) []figure.Step {
	path := make([]figure.Step, 0, len(outline))
	var pen figure.Point
	for _, s := range outline {
		p, q, r := figure.Point(s.Points[0]), figure.Point(s.Points[1]), figure.Point(s.Points[2])
		var step figure.Step
		switch s.Op {
		case typeface.Move:
			step = figure.Step{Op: figure.Move, To: p}
		case typeface.Line:
			step = figure.Step{Op: figure.Line, To: p}
		case typeface.Quad:
			step = figure.Step{Op: figure.Curve, A: between(pen, p, 2.0/3), B: between(q, p, 2.0/3), To: q}
		case typeface.Cubic:
			step = figure.Step{Op: figure.Curve, A: p, B: q, To: r}
		case typeface.Close:
			step = figure.Step{Op: figure.Close}
		}
		pen = step.To
		path = append(path, step)
	}
	return path
}

func between(a, b figure.Point, share float64) figure.Point {
	return figure.Point{X: a.X + (b.X-a.X)*share, Y: a.Y + (b.Y-a.Y)*share}
}
