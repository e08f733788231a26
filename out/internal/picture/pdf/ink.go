package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/internal/picture"
	"relgraph/out/internal/typeface"
)

// An ink writes the operators of a page's content: lines, areas and letters, whatever they mean.
type ink struct {
	content bytes.Buffer
	height  float64 // of the page
	fonts   *fonts
}

func (k *ink) printf(format string, args ...any) { fmt.Fprintf(&k.content, format, args...) }

// at is a place in the page's own system, in which y grows upwards.
func (k *ink) at(q figure.Point) string {
	return picture.Number(q.X) + " " + picture.Number(k.height-q.Y)
}

func (k *ink) shape(s figure.Shape) {
	if s.Fill != "" {
		k.printf("%s rg ", picture.RGB(s.Fill))
	}
	if s.Stroke != "" {
		k.printf("%s RG %s w %s 0 d ", picture.RGB(s.Stroke), picture.Number(s.Width), picture.Array(s.Dash))
	}
	k.path(s.Outline())
	switch {
	case s.Fill != "" && s.Stroke != "":
		k.printf("B\n")
	case s.Fill != "":
		k.printf("f\n")
	case s.Stroke != "":
		k.printf("S\n")
	default:
		k.printf("n\n")
	}
}

func (k *ink) path(path []figure.Segment) { picture.WritePath(&k.content, path, k.at, " ") }

// line writes a line of text and a blank behind it.
func (k *ink) line(t figure.Text) {
	if t.Halo != "" { // as outlines, since text that is written twice is also found and read twice
		k.shape(figure.Shape{Path: slices.Concat(t.Glyphs()...), Stroke: t.Halo, Width: picture.HaloWidth})
	}
	k.printf("BT %s rg\n", picture.RGB(t.Colour))
	k.runs(t)
	k.runs(k.fonts.blankAfter(t))
	k.printf("ET\n")
}

// runs writes the runs of a text. Where the glyphs of a script that is read from left to right do not tell the text by
// themselves, it is given with them (14.9.4).
func (k *ink) runs(t figure.Text) {
	at := t.At
	for _, run := range plain(t.Runs) {
		f := k.fonts.of(run)
		actual := !run.RightToLeft && f.reads(run.Glyphs) != run.Text
		if actual {
			k.printf("/Span << /ActualText <FEFF%s> >> BDC\n", utf16Hex(run.Text))
		}
		k.printf("/%s %s Tf 1 0 0 1 %s Tm ", f.name, picture.Number(t.Size), k.at(at))
		k.glyphs(f, run.Glyphs, t.Size)
		if actual {
			k.printf("EMC\n")
		}
		at.X += float64(run.Width * t.Size)
	}
}

// glyphs shows glyphs at their places (9.4.3).
func (k *ink) glyphs(f *font, glyphs []typeface.Glyph, size float64) {
	pen, rise := 0.0, 0.0
	open := false
	end := func() {
		if open {
			k.printf(">] TJ\n")
		}
		open = false
	}
	for _, g := range glyphs {
		if g.Y != rise {
			end()
			rise = g.Y
			k.printf("%s Ts ", picture.Number(rise*size))
		}
		if !open {
			k.printf("[<")
			open = true
		}
		if off := g.X - pen; math.Abs(off) > 0.0005 {
			k.printf("> %s <", thousandths(-off))
			pen = g.X
		}
		k.printf("%s", f.code(g.ID))
		pen += f.subset.Face.Advance(g.ID)
	}
	end()
	if rise != 0 {
		k.printf("0 Ts\n")
	}
}

// rectangle writes an extent (7.9.5).
func (k *ink) rectangle(e extent) string {
	return fmt.Sprintf("[%s %s %s %s]", picture.Number(e.left), picture.Number(k.height-e.bottom),
		picture.Number(e.right), picture.Number(k.height-e.top))
}

// reads is the text of glyphs as a program takes it from the font.
func (f *font) reads(glyphs []typeface.Glyph) string {
	var b strings.Builder
	for _, g := range glyphs {
		b.WriteString(f.means(g.ID))
	}
	return b.String()
}
