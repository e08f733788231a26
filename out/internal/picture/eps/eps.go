// Package eps writes a figure as Encapsulated PostScript, which older layout programs and printing houses ask for.
//
// [Encode] does it all. The file is PostScript of level 2 in seven-bit letters: lines and areas, all opaque. Letters
// are drawn by their outlines, each described once, so that no program needs a font; a comment before each line of
// text says what it reads.
package eps

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/out/internal/picture"
	"relgraph/out/internal/typeface"
)

// Format is EPS.
var Format = format.Format[picture.Job]{
	Description: format.Description{Name: "eps", Ext: ".eps", OneWay: true, Picture: true, Placed: true,
		About: "the figure in PostScript, for printing houses that ask for it",
		Holds: "the figure in PostScript",
		Lacks: "what the figure does not show; links",
		Takes: format.OfFigures(),
	},
	Write: func(w io.Writer, j picture.Job) error { return Encode(w, j.Figure) },
}

// Encode writes f. The same figure is the same bytes. Its errors are a [figure.MissingLetters] and those of w.
func Encode(w io.Writer, f *figure.Figure) error {
	if err := f.Lettered(); err != nil {
		return err
	}
	e := &writer{w: bufio.NewWriter(w), glyphs: map[glyph]int{}}
	e.head(f)
	e.letters(f)
	e.printf("%%%%EndProlog\ngsave 1 setlinejoin 0 setlinecap\n")
	e.printf("0 %s translate 1 -1 scale %% y grows downwards from here on\n", picture.Number(f.Height))
	e.shape(figure.Shape{Box: figure.Box{Width: f.Width, Height: f.Height}, Fill: f.Paper})
	for _, p := range f.Parts {
		e.part(p)
	}
	e.printf("grestore showpage\nend restore\n%%%%EOF\n")
	return e.w.Flush() // which tells the first error of all writing
}

// A glyph is a glyph of a face.
type glyph struct {
	face *typeface.Face
	id   typeface.GlyphID
}

type writer struct {
	w      *bufio.Writer
	glyphs map[glyph]int // the numbers that their procedures are called by
}

func (e *writer) printf(format string, args ...any) { fmt.Fprintf(e.w, format, args...) }

// head writes the comments that other programs read (Document Structuring Conventions 3.0, Encapsulated PostScript
// 3.0).
func (e *writer) head(f *figure.Figure) {
	e.printf("%%!PS-Adobe-3.0 EPSF-3.0\n%%%%BoundingBox: 0 0 %.0f %.0f\n%%%%HiResBoundingBox: 0 0 %s %s\n",
		math.Ceil(f.Width), math.Ceil(f.Height), picture.Number(f.Width), picture.Number(f.Height))
	e.printf("%%%%Title: (%s)\n%%%%Creator: (relgraph)\n%%%%LanguageLevel: 2\n%%%%DocumentData: "+
		"Clean7Bit\n%%%%EndComments\n", comment(f.Title))
	e.printf("%%%%BeginProlog\nsave\n50 dict begin\n" +
		"/m {moveto} bind def /l {lineto} bind def /c {curveto} bind def /h {closepath} bind def\n" +
		"/f {setrgbcolor fill} bind def\n" + // red green blue
		"/s {0 setdash setlinewidth setrgbcolor stroke} bind def\n" + // red green blue width dashes
		"/b {gsave 8 -3 roll f grestore s} bind def\n" + // those of f, then those of s
		"/M matrix def\n" +
		// x y size, before the outline of a letter
		"/o {M currentmatrix pop 3 1 roll translate 1000 div dup scale} bind def\n" +
		"/e {M setmatrix} bind def\n")
}

// letters writes a procedure for each glyph, which adds its outline at a thousand units to an em.
func (e *writer) letters(f *figure.Figure) {
	f.Each(func(p figure.Part) {
		for _, t := range p.Texts {
			for _, run := range t.Runs {
				for _, g := range run.Glyphs {
					e.letter(run.Face, g.ID)
				}
			}
		}
	})
}

func (e *writer) letter(face *typeface.Face, id typeface.GlyphID) {
	if _, ok := e.glyphs[glyph{face, id}]; ok {
		return
	}
	e.glyphs[glyph{face, id}] = len(e.glyphs)
	alone := figure.Text{Size: 1000, Runs: []typeface.Run{{Face: face, Glyphs: []typeface.Glyph{{ID: id}}}}}
	e.printf("/g%d {o\n", len(e.glyphs)-1)
	for _, outline := range alone.Glyphs() {
		e.path(outline)
	}
	e.printf("e} bind def\n")
}

// part writes a part of the figure between comments that name it.
func (e *writer) part(p figure.Part) {
	if p.ID != "" {
		e.printf("%% begin %s\n", comment(p.ID))
	}
	for _, s := range p.Shapes {
		e.shape(s)
	}
	for _, t := range p.Texts {
		e.text(t)
	}
	for _, inner := range p.Parts {
		e.part(inner)
	}
	if p.ID != "" {
		e.printf("%% end %s\n", comment(p.ID))
	}
}

func (e *writer) shape(s figure.Shape) {
	if s.Fill == "" && s.Stroke == "" {
		return
	}
	e.path(s.Outline())
	if s.Fill != "" {
		e.printf("%s ", picture.RGB(s.Fill))
	}
	if s.Stroke != "" {
		e.printf("%s %s %s ", picture.RGB(s.Stroke), picture.Number(s.Width), picture.Array(s.Dash))
	}
	switch {
	case s.Stroke == "":
		e.printf("f\n")
	case s.Fill == "":
		e.printf("s\n")
	default:
		e.printf("b\n")
	}
}

func (e *writer) path(path []figure.Segment) { picture.WritePath(e.w, path, at, "\n") }

func (e *writer) text(t figure.Text) {
	e.printf("%% %s\n", comment(t.Content))
	if t.Halo != "" {
		e.outlines(t)
		e.printf("%s %d [] s\n", picture.RGB(t.Halo), picture.HaloWidth)
	}
	e.outlines(t)
	e.printf("%s f\n", picture.RGB(t.Colour))
}

// outlines puts the outlines of the letters into the path.
func (e *writer) outlines(t figure.Text) {
	x := t.At.X
	for _, run := range t.Runs {
		for _, g := range run.Glyphs {
			origin := figure.Point{X: x + float64(g.X*t.Size), Y: t.At.Y - float64(g.Y*t.Size)}
			e.printf("%s %s g%d\n", at(origin), picture.Number(t.Size), e.glyphs[glyph{run.Face, g.ID}])
		}
		x += float64(run.Width * t.Size)
	}
}

// comment is text in printable ASCII, as comments hold it; other signs are told by number.
func comment(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteString("\\" + string(r))
		case r >= ' ' && r <= '~':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return cut(b.String())
}

// cut shortens a comment to what a line may have (Document Structuring Conventions 3.0: 255 signs in all).
func cut(text string) string {
	const most = 200
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}

func at(p figure.Point) string { return picture.Number(p.X) + " " + picture.Number(p.Y) }
