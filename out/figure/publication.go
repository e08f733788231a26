package figure

import (
	"slices"

	"relgraph/graph"
	"relgraph/out/internal/style"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A publication is when documents with claims about a contact came out: what could be known when.
type publication struct {
	occurrence
	issued  edtf.Date
	numbers []reference // of the sources
}

// publicationsOf lists the publications of a contact's documents, the earliest first; documents of one date are one.
func (t *timeline) publicationsOf(c *graph.Contact) []publication {
	dossier, cite := t.g.Dossier(), t.citations
	var list []publication
	issued := func(cl *sources.Claim) edtf.Date {
		if doc := dossier.Document(cl.Document); doc != nil {
			return doc.Issued
		}
		return edtf.Date{}
	}
	for _, cl := range c.Claims {
		date := issued(cl)
		known := slices.ContainsFunc(list, func(p publication) bool { return p.issued == date })
		if date.IsZero() || known {
			continue
		}
		p := publication{issued: date}
		p.occurrence, _ = occurrenceOf(date, t.voice.Documents.Published(dossier.Document(cl.Document)))
		if p.right == endless {
			p.right = untold // one day in an open time, not a time that lasts
		}
		p.numbers = cite.Refer(c.Claims, func(other *sources.Claim) bool { return issued(other) == date })
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b publication) int { return edtf.Compare(a.issued, b.issued) })
	return list
}

// named tells whether the publication's date names a day, so that it has a place on an axis.
func (p publication) named() bool { return p.first != edtf.Day{} }

// The triangle of a publication, in points.
const issueWidth, issueHeight = 5.0, 4.6

// draw draws a triangle on the day or, where only a longer time is known, in the middle of a bracket over it.
func (p publication) draw(a *axis, y float64) sign {
	ink := style.Line{Colour: a.theme.Link, Width: 0.9}
	var s sign
	s.left, s.right = a.extent(p.first, p.last, issueWidth)
	middle := (s.left + s.right) / 2
	if p.long(a) {
		s.shapes = []Shape{bracket(s.left, s.right, y, ink)}
	} else {
		s.left, s.right = middle-issueWidth/2, middle+issueWidth/2
	}
	top, foot := y-issueHeight/2, y+issueHeight/2
	s.shapes = append(s.shapes, Shape{Fill: ink.Colour, Path: []Segment{
		{Op: Move, To: Point{X: middle, Y: top}}, {Op: Line, To: Point{X: middle + issueWidth/2, Y: foot}},
		{Op: Line, To: Point{X: middle - issueWidth/2, Y: foot}}, {Op: Close},
	}})
	s.borders(p.occurrence, a, ink, y)
	return s
}

// long tells whether the publication's day lies in a time that is long enough on the axis for a bracket.
func (p publication) long(a *axis) bool {
	return p.first != p.last && a.at(dayAfter(p.last))-a.at(dayNumber(p.first)) > issueWidth+4
}

// A lane is what stands side by side on one height of a row.
type lane struct{ taken [][2]float64 }

// free tells whether nothing stands between left and right.
func (l lane) free(left, right float64) bool {
	return !slices.ContainsFunc(l.taken, func(t [2]float64) bool { return left < t[1]+2.5 && t[0]-2.5 < right })
}

// anywhere is free of a lane on which nothing stands.
func anywhere(_, _ float64) bool { return true }

// beside finds a place for words of that width next to a sign where free allows it: after it or before it, if
// possible without crossing a break. If there is none, x is where a line of its own may begin.
func (a *axis) beside(s sign, width float64, free func(left, right float64) bool) (x float64, ok bool) {
	const gap = 3.5
	first, last := a.stretches[0], a.stretches[len(a.stretches)-1]
	home := first
	for _, st := range a.stretches {
		if st.left <= s.right {
			home = st
		}
	}
	for _, room := range [][2]float64{{home.left, home.right}, {first.left, last.right}} {
		for _, x := range []float64{s.right + gap, s.left - gap - width} {
			if x >= room[0] && x+width <= room[1] && free(x, x+width) {
				return x, true
			}
		}
	}
	return max(min(s.left, last.right-width), first.left), false
}
