package pdf

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/internal/typeface"
)

// A page is what is drawn, and what its parts mean.
type page struct {
	document *document
	figure   *figure.Figure
	self     ref
	ink      ink

	marked      []*element // which element a piece of marked content belongs to, by its number
	annotations []ref
	layers      []int              // their numbers among those of the document, from 1
	tops        map[string]float64 // where the parts of the figure begin, by ID
}

func newPage(d *document, f *figure.Figure, self ref, fonts *fonts) *page {
	p := &page{document: d, figure: f, self: self, ink: ink{height: f.Height, fonts: fonts}, tops: map[string]float64{}}
	f.Each(func(part figure.Part) {
		if box := around(part); part.ID != "" && box.filled {
			p.tops[part.ID] = f.Height - box.top
		}
	})
	return p
}

// draw draws the page.
func (p *page) draw() {
	p.ink.printf("1 j 0 J\n") // round joins, flat ends
	paper := figure.Shape{Box: figure.Box{Width: p.figure.Width, Height: p.figure.Height}, Fill: p.figure.Paper}
	p.decoration([]figure.Shape{paper})
	for _, layer := range p.figure.Parts {
		p.layer(layer)
	}
}

// layer draws a part of the figure as a group that can be switched off (8.11).
func (p *page) layer(part figure.Part) {
	d := p.document
	d.layers = append(d.layers, d.add(fmt.Sprintf("<< /Type /OCG /Name %s >>", textString(layerName(part)))))
	p.layers = append(p.layers, len(d.layers))
	p.ink.printf("/OC /L%d BDC\n", len(d.layers))
	p.part(part, d.root)
	p.ink.printf("EMC\n")
}

func (p *page) layerResources() string {
	var b strings.Builder
	for _, n := range p.layers {
		fmt.Fprintf(&b, "/L%d %v ", n, p.document.layers[n-1])
	}
	return b.String()
}

// part draws a part of the figure and says what it is.
func (p *page) part(part figure.Part, in *element) {
	switch kind := strings.Fields(part.Class + " .")[0]; {
	case kind == "layer":
		heading := "H2"
		if len(in.kids) == 0 {
			heading = "H1" // the title of the page
		}
		in = in.child("Sect")
		p.decoration(part.Shapes)
		p.paragraphs(part.Texts, in, heading)
	case kind == "source":
		p.source(part, in.list())
	case part.Stop:
		p.picture(part, in)
	default:
		p.decoration(part.Shapes)
		p.paragraphs(part.Texts, in, "P")
	}
	for _, inner := range part.Parts {
		p.part(inner, in)
	}
}

// decoration draws what has no meaning of its own for those who do not see it (14.8.2.2).
func (p *page) decoration(shapes []figure.Shape) {
	if len(shapes) == 0 {
		return
	}
	p.ink.printf("/Artifact BMC\n")
	for _, s := range shapes {
		p.ink.shape(s)
	}
	p.ink.printf("EMC\n")
}

// picture draws a part that is told by its name instead of its letters. Links stand behind it, where a screen reader
// finds them.
func (p *page) picture(part figure.Part, in *element) {
	e := in.child("Figure")
	e.alt, e.box = part.Name, p.ink.rectangle(around(part))
	var linked []figure.Text
	p.mark(e, func() {
		for _, s := range part.Shapes {
			p.ink.shape(s)
		}
		for _, t := range part.Texts {
			if t.Link != "" {
				linked = append(linked, t)
				continue
			}
			p.ink.line(t)
		}
	})
	if linked != nil {
		p.lines(linked, in.child("P"))
	}
}

// source is an entry of the list of sources: its number, then what the document is.
func (p *page) source(part figure.Part, list *element) {
	p.decoration(part.Shapes)
	item := list.child("LI")
	if len(part.Texts) > 0 {
		p.lines(part.Texts[:1], item.child("Lbl"))
		p.lines(part.Texts[1:], item.child("LBody"))
	}
}

// paragraphs writes texts; lines of one kind below each other are one paragraph or, if they are bold, one of bold.
func (p *page) paragraphs(texts []figure.Text, in *element, bold string) {
	for len(texts) > 0 {
		role := "P"
		if texts[0].Bold {
			role = bold
		}
		n := 1
		for n < len(texts) && texts[n].Bold == texts[0].Bold && texts[n].Size == texts[0].Size &&
			texts[n].Colour == texts[0].Colour {
			n++
		}
		p.lines(texts[:n], in.child(role))
		texts = texts[n:]
	}
}

// lines writes lines of text as the content of an element.
func (p *page) lines(texts []figure.Text, e *element) {
	for _, t := range texts {
		target := e
		if t.Link != "" {
			target = p.link(t, e)
		}
		if rightToLeft(t) {
			target = target.child("Span")
			target.actual = t.Content
		}
		p.mark(target, func() { p.ink.line(t) })
	}
}

// rightToLeft tells whether t is not all read from left to right, as its glyphs are written. Programs that look at
// the page turn such runs around by themselves; those that look at its elements are told the text.
func rightToLeft(t figure.Text) bool {
	return slices.ContainsFunc(t.Runs, func(r typeface.Run) bool { return r.RightToLeft })
}

// mark draws what belongs to an element.
func (p *page) mark(e *element, draw func()) {
	p.ink.printf("/%s << /MCID %d >> BDC\n", e.role, len(p.marked))
	e.contents, e.page = append(e.contents, content{marked: len(p.marked)}), p
	p.marked = append(p.marked, e)
	draw()
	p.ink.printf("EMC\n")
}

// An extent is a rectangle that grows, in the figure's system.
type extent struct {
	left, top, right, bottom float64
	filled                   bool
}

func (e *extent) add(q figure.Point) {
	if !e.filled {
		*e = extent{q.X, q.Y, q.X, q.Y, true}
	}
	e.left, e.right = min(e.left, q.X), max(e.right, q.X)
	e.top, e.bottom = min(e.top, q.Y), max(e.bottom, q.Y)
}

// around is the rectangle around what a part draws.
func around(part figure.Part) extent {
	var e extent
	part.Each(func(inner figure.Part) {
		for _, s := range inner.Shapes {
			for _, step := range s.Outline() {
				if step.Op != figure.Close {
					e.add(step.To)
				}
			}
		}
		for _, t := range inner.Texts {
			e.add(figure.Point{X: t.At.X, Y: t.At.Y - t.Size})
			e.add(figure.Point{X: t.At.X + t.Width, Y: t.At.Y + t.Size/4})
		}
	})
	return e
}
