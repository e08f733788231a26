package out

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"relgraph/out/figure"
)

// writeSVG draws f. The picture stands alone: no script, no style sheet, no outside file. Each contact is a group that is
// named in words, so that a screen reader tells it.
func writeSVG(w io.Writer, f *figure.Figure) error {
	s := &svgWriter{w: bufio.NewWriter(w)}
	s.printf(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]spt" height="%[2]spt" viewBox="0 0 %[1]s %[2]s" role="graphics-document document" aria-labelledby="title desc" font-family="%[3]s">`+"\n",
		number(f.Width), number(f.Height), xmlText(figure.Family))
	s.printf("<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", xmlText(f.Title), xmlText(f.Says))
	s.printf("<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", number(f.Width), number(f.Height), f.Paper)
	for _, p := range f.Parts {
		s.part(p)
	}
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

// part writes a <g> with the name of the part as its <title> and what else there is to know as its <desc>.
func (s *svgWriter) part(p figure.Part) {
	s.printf("<g")
	s.attr("id", p.ID)
	s.attr("class", p.Class)
	if p.Stop {
		s.printf(` role="img" tabindex="0"`)
	}
	s.printf(">")
	if p.Name != "" {
		s.printf("<title>%s</title>", xmlText(p.Name))
	}
	s.printf("\n")
	if p.About != "" {
		s.printf("<desc>%s</desc>\n", xmlText(p.About))
	}
	for _, shape := range p.Shapes {
		s.shape(shape)
	}
	s.texts(p.Texts)
	for _, inner := range p.Parts {
		s.part(inner)
	}
	s.printf("</g>\n")
}

// attr writes an attribute that has a value.
func (s *svgWriter) attr(name, value string) {
	if value != "" {
		s.printf(` %s="%s"`, name, xmlText(value))
	}
}

func (s *svgWriter) shape(shape figure.Shape) {
	b := shape.Box
	switch {
	case shape.Path != nil:
		s.printf(`<path d="%s"`, pathData(shape.Path))
	case 2*shape.Radius >= max(b.Width, b.Height):
		s.printf(`<circle cx="%s" cy="%s" r="%s"`, number(b.X+b.Width/2), number(b.Y+b.Height/2), number(b.Width/2))
	default:
		s.printf(`<rect x="%s" y="%s" width="%s" height="%s" rx="%s"`, number(b.X), number(b.Y), number(b.Width), number(b.Height), number(shape.Radius))
	}
	fill := shape.Fill
	if fill == "" {
		fill = "none"
	}
	s.printf(` fill="%s"`, fill)
	if shape.Stroke != "" {
		s.printf(` stroke="%s" stroke-width="%s"`, shape.Stroke, number(shape.Width))
	}
	if len(shape.Dash) > 0 {
		lengths := make([]string, len(shape.Dash))
		for i, d := range shape.Dash {
			lengths[i] = number(d)
		}
		s.printf(` stroke-dasharray="%s"`, strings.Join(lengths, " "))
	}
	s.printf("/>\n")
}

// pathData writes a path in the language of SVG's d attribute.
func pathData(path []figure.Step) string {
	var b strings.Builder
	at := func(p figure.Point) string { return number(p.X) + "," + number(p.Y) }
	for _, step := range path {
		switch step.Op {
		case figure.Move:
			b.WriteString("M" + at(step.To))
		case figure.Line:
			b.WriteString("L" + at(step.To))
		case figure.Curve:
			b.WriteString("C" + at(step.A) + " " + at(step.B) + " " + at(step.To))
		case figure.Close:
			b.WriteString("Z")
		}
	}
	return b.String()
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
