package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/internal/style"
	"relgraph/out/internal/typeface"
)

// A page is what is drawn, and what its parts mean.
type page struct {
	document *document
	figure   *figure.Figure
	self     ref
	fonts    *fonts
	height   float64

	content     bytes.Buffer
	marked      []*element // which element a piece of marked content belongs to, by its number
	annotations []ref
	layers      []int              // their numbers among those of the document, from 1
	tops        map[string]float64 // where the parts of the figure begin, by ID
}

func newPage(d *document, f *figure.Figure, self ref, fonts *fonts) *page {
	p := &page{document: d, figure: f, self: self, fonts: fonts, height: f.Height, tops: map[string]float64{}}
	f.Each(func(part figure.Part) {
		if box := around(part); part.ID != "" && box.filled {
			p.tops[part.ID] = p.height - box.top
		}
	})
	return p
}

// draw draws the page.
func (p *page) draw() {
	p.printf("1 j 0 J\n") // round joins, flat ends
	paper := figure.Shape{Box: figure.Box{Width: p.figure.Width, Height: p.figure.Height}, Fill: p.figure.Paper}
	p.decoration([]figure.Shape{paper})
	for _, layer := range p.figure.Parts {
		p.layer(layer)
	}
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(&p.content, format, args...) }

// at is a place in the page's own system, in which y grows upwards.
func (p *page) at(q figure.Point) string { return number(q.X) + " " + number(p.height-q.Y) }

// layer draws a part of the figure as a group that can be switched off (8.11).
func (p *page) layer(part figure.Part) {
	d := p.document
	d.layers = append(d.layers, d.add(fmt.Sprintf("<< /Type /OCG /Name %s >>", textString(layerName(part)))))
	p.layers = append(p.layers, len(d.layers))
	p.printf("/OC /L%d BDC\n", len(d.layers))
	p.part(part, d.root)
	p.printf("EMC\n")
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
	p.printf("/Artifact BMC\n")
	for _, s := range shapes {
		p.shape(s)
	}
	p.printf("EMC\n")
}

// picture draws a part that is told by its name instead of its letters. Links stand behind it, where a screen reader
// finds them.
func (p *page) picture(part figure.Part, in *element) {
	e := in.child("Figure")
	e.alt, e.box = part.Name, p.rectangle(around(part))
	var linked []figure.Text
	p.mark(e, func() {
		for _, s := range part.Shapes {
			p.shape(s)
		}
		for _, t := range part.Texts {
			if t.Link != "" {
				linked = append(linked, t)
				continue
			}
			p.line(t)
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
		p.mark(target, func() { p.line(t) })
	}
}

// rightToLeft tells whether t is not all read from left to right, as its glyphs are written. Programs that look at
// the page turn such runs around by themselves; those that look at its elements are told the text.
func rightToLeft(t figure.Text) bool {
	return slices.ContainsFunc(t.Runs, func(r typeface.Run) bool { return r.RightToLeft })
}

// mark draws what belongs to an element.
func (p *page) mark(e *element, draw func()) {
	p.printf("/%s << /MCID %d >> BDC\n", e.role, len(p.marked))
	e.contents, e.page = append(e.contents, content{marked: len(p.marked)}), p
	p.marked = append(p.marked, e)
	draw()
	p.printf("EMC\n")
}

func (p *page) shape(s figure.Shape) {
	if s.Fill != "" {
		p.printf("%s rg ", rgb(s.Fill))
	}
	if s.Stroke != "" {
		p.printf("%s RG %s w %s 0 d ", rgb(s.Stroke), number(s.Width), array(numbers(s.Dash)))
	}
	p.path(s.Outline())
	switch {
	case s.Fill != "" && s.Stroke != "":
		p.printf("B\n")
	case s.Fill != "":
		p.printf("f\n")
	case s.Stroke != "":
		p.printf("S\n")
	default:
		p.printf("n\n")
	}
}

func (p *page) path(path []figure.Step) {
	for _, step := range path {
		switch step.Op {
		case figure.Move:
			p.printf("%s m ", p.at(step.To))
		case figure.Line:
			p.printf("%s l ", p.at(step.To))
		case figure.Curve:
			p.printf("%s %s %s c ", p.at(step.A), p.at(step.B), p.at(step.To))
		case figure.Close:
			p.printf("h ")
		}
	}
}

// haloWidth is the stroke of a text's halo in points; half of it lies outside the letters.
const haloWidth = 3

// line writes a line of text and a blank behind it.
func (p *page) line(t figure.Text) {
	if t.Halo != "" { // as outlines, since text that is written twice is also found and read twice
		p.shape(figure.Shape{Path: slices.Concat(t.Glyphs()...), Stroke: t.Halo, Width: haloWidth})
	}
	p.printf("BT %s rg\n", rgb(t.Colour))
	p.runs(t)
	p.runs(p.fonts.blankAfter(t))
	p.printf("ET\n")
}

// runs writes the runs of a text. Where the glyphs of a script that is read from left to right do not tell the text by
// themselves, it is given with them (14.9.4).
func (p *page) runs(t figure.Text) {
	at := t.At
	for _, run := range plain(t.Runs) {
		f := p.fonts.of(run)
		actual := !run.RightToLeft && f.reads(run.Glyphs) != run.Text
		if actual {
			p.printf("/Span << /ActualText <FEFF%s> >> BDC\n", utf16Hex(run.Text))
		}
		p.printf("/%s %s Tf 1 0 0 1 %s Tm ", f.name, number(t.Size), p.at(at))
		p.glyphs(f, run.Glyphs, t.Size)
		if actual {
			p.printf("EMC\n")
		}
		at.X += float64(run.Width * t.Size)
	}
}

// reads is the text of glyphs as a program takes it from the font.
func (f *font) reads(glyphs []typeface.Glyph) string {
	var b strings.Builder
	for _, g := range glyphs {
		b.WriteString(f.means(g.ID))
	}
	return b.String()
}

// glyphs shows glyphs at their places (9.4.3).
func (p *page) glyphs(f *font, glyphs []typeface.Glyph, size float64) {
	pen, rise := 0.0, 0.0
	open := false
	end := func() {
		if open {
			p.printf(">] TJ\n")
		}
		open = false
	}
	for _, g := range glyphs {
		if g.Y != rise {
			end()
			rise = g.Y
			p.printf("%s Ts ", number(rise*size))
		}
		if !open {
			p.printf("[<")
			open = true
		}
		if off := g.X - pen; math.Abs(off) > 0.0005 {
			p.printf("> %s <", thousandths(-off))
			pen = g.X
		}
		p.printf("%s", f.code(g.ID))
		pen += f.subset.Face.Advance(g.ID)
	}
	end()
	if rise != 0 {
		p.printf("0 Ts\n")
	}
}

func rgb(c style.Colour) string {
	r, g, b := c.RGB()
	part := func(v uint8) string { return number(float64(v) / 255) }
	return part(r) + " " + part(g) + " " + part(b)
}

func numbers(values []float64) []string {
	var out []string
	for _, v := range values {
		out = append(out, number(v))
	}
	return out
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

// rectangle writes an extent (7.9.5).
func (p *page) rectangle(e extent) string {
	return fmt.Sprintf("[%s %s %s %s]", number(e.left), number(p.height-e.bottom), number(e.right), number(p.height-e.top))
}
