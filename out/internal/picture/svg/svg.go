// Package svg writes a figure as SVG, which stands alone.
package svg

import (
	"bufio"
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/out/internal/picture"
	"relgraph/out/internal/typeface"
	"relgraph/out/quote"
)

// Format is SVG.
var Format = format.Format[picture.Job]{
	Description: format.Description{Name: "svg", Ext: ".svg", OneWay: true, Picture: true, Placed: true,
		About: "figure for a report, with legend and numbered sources",
		Holds: "contacts as lines, their claims in words, numbered sources",
		Lacks: "dossier columns that relgraph does not know; contacts that are not drawn are counted only",
		Takes: format.OfFigures(format.Letters),
	},
	Write:    func(w io.Writer, j picture.Job) error { return Encode(w, j.Figure, j.FontMode) },
	Warnings: warnings,
}

// warnings says which letters readers see in a font of their own.
func warnings(j picture.Job) []string {
	var all []string
	for _, lack := range j.Figure.Missing() {
		all = append(all, fmt.Sprintf("no font has the %s %s: readers see them in a font of their own; "+
			"name one that has them with --font FILE", lack.Kind(), lack.Signs))
	}
	return all
}

// Encode draws f. The picture stands alone: no script, no outside file. Each contact is a group that is named in
// words and can be reached by keyboard, so that a screen reader tells it; the metadata holds the table of contacts.
func Encode(w io.Writer, f *figure.Figure, mode picture.FontMode) error {
	s := &svgWriter{w: bufio.NewWriter(w), mode: mode}
	f.Each(func(p figure.Part) {
		for _, t := range p.Texts {
			s.used.Add(t.Runs)
		}
	})
	s.printf(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]spt" height="%[2]spt" viewBox="0 0 %[1]s %[2]s" role="graphics-document document" aria-labelledby="title desc" lang="%[4]s" font-family="%[3]s"`,
		quote.Number(f.Width), quote.Number(f.Height), quote.XMLText(families), f.Voice.Lang())
	if f.Scale != 1 { // for those who read places from the figure
		s.printf(` data-scale="%s"`, strconv.FormatFloat(f.Scale, 'g', 8, 64))
	}
	s.printf(">\n")
	s.printf("<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", quote.XMLText(f.Title), quote.XMLText(f.Says))
	if mode == picture.EmbedFonts {
		s.fonts()
	}
	s.metadata(f)
	s.printf("<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", quote.Number(f.Width), quote.Number(f.Height), f.Paper)
	for _, p := range f.Parts {
		s.part(p)
	}
	s.printf("</svg>\n")
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

// families is the list of typefaces that a file names. Text is measured by Liberation Sans, whose advance widths are
// those of Arial and Arimo.
const families = "'Liberation Sans', Arial, Arimo, Helvetica, sans-serif"

// fonts writes the letters that the file uses.
func (s *svgWriter) fonts() {
	s.printf("<style>\n")
	for _, subset := range s.used.Subsets() {
		font, err := subset.Font()
		if err != nil {
			s.err = cmp.Or(s.err, err)
			return
		}
		s.printf("@font-face{font-family:'%s';font-weight:%s;src:url(data:font/ttf;base64,%s)}\n",
			subset.Name(), cssWeight(subset.Face), base64.StdEncoding.EncodeToString(font))
	}
	s.printf("</style>\n")
}

func cssWeight(face *typeface.Face) string {
	if face.Weight() == typeface.Bold {
		return "bold"
	}
	return "normal"
}

// metadata writes what the diagram says as a table. Its elements carry a prefix since a web page that holds the
// figure is read by the rules of HTML, and by these a bare <table> ends the figure.
func (s *svgWriter) metadata(f *figure.Figure) {
	row := func(tag string, cells []string) {
		s.printf("<h:tr>")
		for _, cell := range cells {
			s.printf("<h:%[1]s>%[2]s</h:%[1]s>", tag, quote.XMLText(cell))
		}
		s.printf("</h:tr>\n")
	}
	s.printf("<metadata>\n<h:table xmlns:h=\"http://www.w3.org/1999/xhtml\">\n")
	row("th", f.Table.Head)
	for _, cells := range f.Table.Rows {
		row("td", cells)
	}
	s.printf("</h:table>\n</metadata>\n")
}

type svgWriter struct {
	w    *bufio.Writer
	in   *Inlining // nil for a picture that stands alone
	mode picture.FontMode
	used typeface.Used
	err  error
}

func (s *svgWriter) printf(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format, args...)
	}
}

// part writes a <g> with the name of the part as its <title> and what else there is to know as its <desc>. Where the
// keyboard stops its role is graphics-object: an img would hide the links in it from screen readers.
func (s *svgWriter) part(p figure.Part) {
	s.printf("<g")
	s.attr("id", s.id(p.ID))
	s.attr("class", p.Class)
	if p.Stop {
		s.printf(` role="graphics-object group" tabindex="0"`)
	}
	s.printf(">")
	if p.Name != "" {
		s.printf("<title>%s</title>", quote.XMLText(p.Name))
	}
	s.printf("\n")
	if p.About != "" && s.in == nil {
		s.printf("<desc>%s</desc>\n", quote.XMLText(p.About))
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
		s.printf(` %s="%s"`, name, quote.XMLText(value))
	}
}

func (s *svgWriter) shape(shape figure.Shape) {
	b := shape.Box
	switch {
	case shape.Path != nil:
		s.printf(`<path d="%s"`, pathData(shape.Path))
	case 2*shape.Radius >= max(b.Width, b.Height):
		s.printf(`<circle cx="%s" cy="%s" r="%s"`, quote.Number(b.X+b.Width/2), quote.Number(b.Y+b.Height/2),
			quote.Number(b.Width/2))
	default:
		s.printf(`<rect x="%s" y="%s" width="%s" height="%s" rx="%s"`, quote.Number(b.X), quote.Number(b.Y),
			quote.Number(b.Width), quote.Number(b.Height), quote.Number(shape.Radius))
	}
	if s.in != nil {
		s.attr("class", shape.Class)
	}
	fill := shape.Fill
	if fill == "" {
		fill = "none"
	}
	s.printf(` fill="%s"`, fill)
	if shape.Stroke != "" {
		s.printf(` stroke="%s" stroke-width="%s"`, shape.Stroke, quote.Number(shape.Width))
	}
	if len(shape.Dash) > 0 {
		lengths := make([]string, len(shape.Dash))
		for i, d := range shape.Dash {
			lengths[i] = quote.Number(d)
		}
		s.printf(` stroke-dasharray="%s"`, strings.Join(lengths, " "))
	}
	s.printf("/>\n")
}

// pathData writes a path in the language of SVG's d attribute.
func pathData(path []figure.Segment) string {
	var b strings.Builder
	at := func(p figure.Point) string { return quote.Number(p.X) + "," + quote.Number(p.Y) }
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

// texts writes lines of text.
func (s *svgWriter) texts(texts []figure.Text) {
	for _, t := range texts {
		if t.Link != "" {
			s.link(t.Link)
		}
		if s.mode == picture.Outlines && shapely(t.Runs) {
			s.outlined(t)
		} else {
			s.text(t)
		}
		if t.Link != "" {
			s.printf("</a>")
		}
		s.printf("\n")
	}
}

// text writes a line that is set in letters. It is held to the length it was measured at, whatever typeface the reader's
// machine has: letters that are joined too, since they are made narrower, not set apart.
func (s *svgWriter) text(t figure.Text) {
	x := t.At.X
	s.printf(`<text x="%s" y="%s" font-size="%s" fill="%s"`, quote.Number(x), quote.Number(t.At.Y),
		quote.Number(t.Size), t.Colour)
	if t.Bold {
		s.printf(` font-weight="bold"`)
	}
	s.halo(t)
	whole := len(t.Runs) == 1 || s.mode == picture.SystemFonts
	if t.Width > 0 {
		s.printf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, quote.Number(t.Width))
	}
	if s.mode == picture.SystemFonts {
		s.printf(">%s</text>", quote.XMLText(t.Content))
		return
	}
	if whole && !t.Runs[0].RightToLeft {
		s.family(t.Runs[0])
		s.printf(">%s</text>", quote.XMLText(t.Content))
		return
	}
	s.printf(">")
	for i, r := range t.Runs {
		width := r.Width * t.Size
		at := x
		x += width
		if r.RightToLeft { // the text begins at its right end
			at = x
		}
		s.printf(`<tspan x="%s"`, quote.Number(at))
		s.family(r)
		// so that the reader's program does not thicken the letters
		if r.Face != nil && (r.Face.Weight() == typeface.Bold) != t.Bold {
			s.printf(` font-weight="%s"`, cssWeight(r.Face))
		}
		if r.RightToLeft {
			s.printf(` direction="rtl" unicode-bidi="bidi-override"`)
		}
		text := r.Text
		// Runs stand as they are seen. A blank that begins the first or ends the last stands inside what is read, but
		// programs drop it, or have it hang over the end (UAX #9, L1); and of two that meet in the file, though on the
		// page they stand at other ends of what runs from the right, they keep one.
		if i == 0 || strings.HasSuffix(t.Runs[i-1].Text, " ") {
			text = held(text, strings.TrimLeft)
		}
		if i == len(t.Runs)-1 {
			text = held(text, strings.TrimRight)
		}
		s.printf(">%s</tspan>", quote.XMLText(text))
	}
	s.printf("</text>")
}

// held has blanks at an end of text, which trim cuts off, as such that are kept.
func held(text string, trim func(text, blanks string) string) string {
	const blank, kept = " ", "\u00A0"
	inner := trim(text, blank)
	if inner == text || inner == "" {
		return text
	}
	blanks := strings.Repeat(kept, len(text)-len(inner))
	if strings.HasPrefix(text, inner) {
		return inner + blanks
	}
	return blanks + inner
}

// shapely tells whether the runs can be drawn as shapes. A name that no font has is left to the reader's machine as
// letters: in shapes it would be missing.
func shapely(runs []typeface.Run) bool {
	return !slices.ContainsFunc(runs, func(r typeface.Run) bool { return r.Face == nil })
}

// family names the font of a run unless it is the one that the whole file names first.
func (s *svgWriter) family(r typeface.Run) {
	if subset := s.used.Of(r); subset != nil && !strings.HasPrefix(families, "'"+subset.Name()+"'") {
		s.printf(` font-family="'%s', %s"`, quote.XMLText(subset.Name()), quote.XMLText(families))
	}
}

func (s *svgWriter) halo(t figure.Text) {
	if t.Halo != "" {
		s.printf(` stroke="%s" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`, t.Halo)
	}
}

// outlined draws a line of text as a shape that is named by its words.
func (s *svgWriter) outlined(t figure.Text) {
	var path []figure.Segment
	for _, glyph := range t.Glyphs() {
		path = append(path, glyph...)
	}
	s.printf(`<path role="img" aria-label="%s" fill="%s"`, quote.XMLText(t.Content), t.Colour)
	s.halo(t)
	s.printf(` d="%s"/>`, pathData(path))
}
