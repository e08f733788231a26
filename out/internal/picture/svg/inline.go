package svg

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/internal/picture"
	"relgraph/out/quote"
)

// An Inlining says how a figure stands within a web page.
type Inlining struct {
	Prefix string   // stands before every id, so that those of several figures in one page differ, and from the page's own
	Leave  []string // ids of parts that are left out since the page itself has them
}

// onScreen is how many pixels of a screen a point of a figure takes where the page has room: letters of 8 pt are then as
// large as small text of a page, and a figure of two boxes is not blown up to the width of the window.
const onScreen = 1.5

// Inline draws f as an element of HTML, cut to what is left of it. What a picture that stands alone says for those who
// do not see it, beyond the names of its parts, is left to the page. Letters are those of the reader's fonts, no
// attribute is one that a strict Content-Security-Policy forbids, and links leave nothing behind.
//
// Links within the figure lead to the same part of the page where it is left out of the figure.
func Inline(w io.Writer, f *figure.Figure, in Inlining) error {
	var parts []figure.Part
	for _, p := range f.Parts {
		if !slices.Contains(in.Leave, p.ID) {
			parts = append(parts, p)
		}
	}
	at := extent(parts)
	s := &svgWriter{w: bufio.NewWriter(w), mode: picture.SystemFonts, in: &in}
	s.printf(`<svg width="%s" viewBox="%s %s %s %s" role="group" aria-label="%s" font-family="%s" data-width="%s">`+"\n",
		quote.Number(onScreen*at.Width), quote.Number(at.X), quote.Number(at.Y), quote.Number(at.Width),
		quote.Number(at.Height),
		quote.XMLText(f.Says), quote.XMLText(families), quote.Number(at.Width))
	s.shape(figure.Shape{Box: at, Fill: f.Paper})
	for _, p := range parts {
		s.part(p)
	}
	s.printf("</svg>\n")
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

// Shapes draws shapes alone, such as the sample of a line, in the language of SVG without an element around them.
func Shapes(w io.Writer, shapes []figure.Shape) error {
	s := &svgWriter{w: bufio.NewWriter(w), in: &Inlining{}}
	for _, shape := range shapes {
		s.shape(shape)
	}
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

// id is that of a part, with the prefix of the figure in its page.
func (s *svgWriter) id(of string) string {
	if of == "" || s.in == nil {
		return of
	}
	return s.in.Prefix + of
}

// link begins a link. One that leads out of a page opens beside it and tells the other site nothing of it.
func (s *svgWriter) link(to string) {
	s.printf(`<a href="%s"`, quote.XMLText(to))
	if s.in != nil && !strings.HasPrefix(to, "#") {
		s.printf(` target="_blank" rel="noopener noreferrer"`)
	}
	s.printf(">")
}

// room is what stands free around a figure that is cut to its parts.
const room = 4.0

// extent is the box around parts, in whole points.
func extent(parts []figure.Part) figure.Box {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	hold := func(x, y float64) {
		left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
	}
	for _, part := range parts {
		part.Each(func(p figure.Part) {
			for _, shape := range p.Shapes {
				for _, step := range shape.Outline() {
					switch step.Op {
					case figure.Close:
					case figure.Curve:
						hold(step.A.X, step.A.Y)
						hold(step.B.X, step.B.Y)
						hold(step.To.X, step.To.Y)
					default:
						hold(step.To.X, step.To.Y)
					}
				}
			}
			for _, t := range p.Texts {
				hold(t.At.X, t.At.Y-t.Size)
				hold(t.At.X+t.Width, t.At.Y+t.Size/3)
			}
		})
	}
	if left > right {
		return figure.Box{Width: 1, Height: 1}
	}
	x, y := math.Floor(left-room), math.Floor(top-room)
	return figure.Box{X: x, Y: y, Width: math.Ceil(right+room) - x, Height: math.Ceil(bottom+room) - y}
}
