package out

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/style"
)

// writeSVG draws f. The picture stands alone: no script, no style sheet, no outside file. Each contact is a group that is
// named in words, so that a screen reader tells it.
func writeSVG(w io.Writer, f *figure.Figure) error {
	s := &svgWriter{w: bufio.NewWriter(w)}
	s.printf(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]spt" height="%[2]spt" viewBox="0 0 %[1]s %[2]s" role="graphics-document document" aria-labelledby="title desc" font-family="%[3]s">`+"\n",
		number(f.Width), number(f.Height), xmlText(figure.Family))
	s.printf("<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", xmlText(f.Title), xmlText(f.Says))
	s.printf("<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", number(f.Width), number(f.Height), style.Paper)
	s.group("head", "", func() { s.texts(f.Head) })
	s.group("sides", "", func() {
		for _, g := range f.Groups {
			s.box(g.Box, 6, g.Tint.Fill, g.Tint.Edge, 0.8)
		}
	})
	s.group("contacts", "", func() {
		for _, e := range f.Edges {
			s.edge(e)
		}
	})
	s.group("side-names", "", func() {
		for _, g := range f.Groups {
			s.texts(g.Text)
		}
	})
	s.group("actors", "", func() {
		for _, a := range f.Actors {
			s.group("actor-"+string(a.Actor.ID), a.Actor.Name, func() {
				s.box(a.Box, 3, style.Paper, a.Tint.Text, 1)
				s.texts(a.Text)
			})
		}
	})
	s.group("legend", "Legend", func() {
		for _, k := range f.Keys {
			s.key(k)
		}
	})
	s.group("sources", "Sources", func() {
		for _, src := range f.Sources {
			s.group(fmt.Sprintf("source-%d", src.Cited.Number), "", func() { s.texts(src.Text) })
		}
	})
	s.group("notes", "", func() { s.texts(f.Notes) })
	s.printf("</svg>\n")
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

type svgWriter struct {
	w   *bufio.Writer
	err error
}

func (s *svgWriter) printf(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format, args...)
	}
}

// group writes a <g> with an id and, as its <title>, a name; both may be blank.
func (s *svgWriter) group(id, name string, inside func()) {
	s.printf("<g")
	if id != "" {
		s.printf(` id="%s"`, xmlText(id))
	}
	if name != "" {
		s.printf("><title>%s</title>\n", xmlText(name))
	} else {
		s.printf(">\n")
	}
	inside()
	s.printf("</g>\n")
}

func (s *svgWriter) box(b figure.Box, radius float64, fill, edge style.Colour, width float64) {
	s.printf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
		number(b.X), number(b.Y), number(b.Width), number(b.Height), number(radius), fill, edge, number(width))
}

// texts writes lines of text. Each is held to the length it was measured at, whatever typeface the reader's machine has,
// unless it has signs that the measuring typeface lacks.
func (s *svgWriter) texts(texts []figure.Text) {
	for _, t := range texts {
		if t.Link != "" {
			s.printf(`<a href="%s">`, xmlText(t.Link))
		}
		x, anchor := t.At.X, ""
		if t.Centred {
			x, anchor = x+t.Width/2, ` text-anchor="middle"`
		}
		s.printf(`<text x="%s" y="%s"%s font-size="%s" fill="%s"`, number(x), number(t.At.Y), anchor, number(t.Size), t.Colour)
		if t.Bold {
			s.printf(` font-weight="bold"`)
		}
		if t.Halo != "" {
			s.printf(` stroke="%s" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`, t.Halo)
		}
		if t.Exact && t.Width > 0 {
			s.printf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, number(t.Width))
		}
		s.printf(">%s</text>", xmlText(t.Content))
		if t.Link != "" {
			s.printf("</a>")
		}
		s.printf("\n")
	}
}

func (s *svgWriter) edge(e figure.Edge) {
	s.printf("<g id=\"contact-%s\" class=\"%s %s\" role=\"img\"><title>%s</title>\n", xmlText(string(e.Contact.ID)), e.Contact.Kind, e.Contact.State, xmlText(e.Says))
	s.printf("<desc>%s</desc>\n", xmlText(strings.Join(e.Claims, "\n")))
	for _, piece := range e.Pieces {
		s.path(piece, e.Line)
	}
	s.heads(e.Heads, e.Line.Colour)
	s.mark(e.Line, e.Mark)
	s.texts(e.Text)
	s.printf("</g>\n")
}

func (s *svgWriter) path(points []figure.Point, line style.Line) {
	s.printf(`<path d="M%s,%s`, number(points[0].X), number(points[0].Y))
	for i := 1; i+2 < len(points); i += 3 {
		s.printf("C%s,%s %s,%s %s,%s", number(points[i].X), number(points[i].Y), number(points[i+1].X), number(points[i+1].Y),
			number(points[i+2].X), number(points[i+2].Y))
	}
	s.printf(`" fill="none" stroke="%s" stroke-width="%s"%s/>`+"\n", line.Colour, number(line.Width), dashes(line))
}

func dashes(line style.Line) string {
	if line.Dash == nil {
		return ""
	}
	lengths := make([]string, len(line.Dash))
	for i, d := range line.Dash {
		lengths[i] = number(d)
	}
	return fmt.Sprintf(` stroke-dasharray="%s"`, strings.Join(lengths, " "))
}

func (s *svgWriter) heads(heads [][3]figure.Point, c style.Colour) {
	for _, h := range heads {
		s.printf("<path d=\"M%s,%sL%s,%sL%s,%sZ\" fill=\"%s\"/>\n",
			number(h[0].X), number(h[0].Y), number(h[1].X), number(h[1].Y), number(h[2].X), number(h[2].Y), c)
	}
}

// mark draws the sign of a state around at, within a square of seven points.
func (s *svgWriter) mark(line style.Line, at figure.Point) {
	x, y := at.X, at.Y
	ring := func(cx float64, fill style.Colour) {
		s.printf("<circle cx=\"%s\" cy=\"%s\" r=\"2.5\" fill=\"%s\" stroke=\"%s\"/>\n", number(cx), number(y), fill, line.Colour)
	}
	outline := func(d string, args ...float64) {
		for _, a := range args {
			d = strings.Replace(d, "?", number(a), 1)
		}
		s.printf("<path d=\"%s\" fill=\"%s\" stroke=\"%s\"/>\n", d, style.Paper, line.Colour)
	}
	switch line.Mark {
	case style.Disc:
		ring(x, line.Colour)
	case style.DoubleDisc:
		ring(x-1.6, line.Colour)
		ring(x+1.6, line.Colour)
	case style.Ring:
		ring(x, style.Paper)
	case style.BrokenRing:
		ring(x, style.Paper)
		outline("M?,?L?,?", x-3.5, y+3.5, x+3.5, y-3.5)
	case style.Square:
		outline("M?,?h5v5h-5Z", x-2.5, y-2.5)
	case style.Diamond:
		outline("M?,?l3,3l-3,3l-3,-3Z", x, y-3)
	case style.Triangle:
		outline("M?,?l3,5.2h-6Z", x, y-2.8)
	case style.Cross:
		outline("M?,?l5,5m0,-5l-5,5", x-2.5, y-2.5)
	}
}

func (s *svgWriter) key(k figure.Key) {
	if k.From != k.To {
		s.path([]figure.Point{k.From, k.From, k.To, k.To}, k.Line)
		s.heads(k.Heads, k.Line.Colour)
		s.mark(k.Line, k.Mark)
	}
	s.texts(k.Text)
}

// number writes a length with two digits behind the point at the most.
func number(v float64) string {
	text := strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0")
	if text = strings.TrimSuffix(text, "."); text == "-0" {
		return "0"
	}
	return text
}

// xmlText escapes text for content and attributes, and drops the signs that XML cannot hold.
func xmlText(text string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}
