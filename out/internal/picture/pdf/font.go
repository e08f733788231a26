package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"relgraph/out/figure"
	"relgraph/out/internal/picture"
	"relgraph/out/internal/typeface"
)

// fonts are the fonts of the file.
type fonts struct {
	used    typeface.Used
	byPart  map[*typeface.Subset]*font
	inOrder []*font
	blank   []typeface.Run
}

// A font is the part of a face that the file carries, as a composite font whose codes are the numbers of its glyphs
// (9.7).
type font struct {
	subset *typeface.Subset
	ref    ref
	name   string                      // among the page's resources
	text   map[typeface.GlyphID]string // what a glyph stands for in most places
}

// embed puts the fonts of all texts into the file.
func (d *document) embed(f *figure.Figure) (*fonts, error) {
	fs := &fonts{byPart: map[*typeface.Subset]*font{}, blank: typeface.Default().Set(" ", typeface.Regular)}
	texts := map[*typeface.Face]map[typeface.GlyphID]string{}
	note := func(runs []typeface.Run) {
		runs = plain(runs)
		fs.used.Add(runs)
		for _, run := range runs {
			if texts[run.Face] == nil {
				texts[run.Face] = map[typeface.GlyphID]string{}
			}
			for _, g := range run.Glyphs {
				if texts[run.Face][g.ID] == "" {
					texts[run.Face][g.ID] = asDrawn(g.Text, run.RightToLeft)
				}
			}
		}
	}
	note(fs.blank)
	for _, page := range f.Pages() {
		page.Each(func(p figure.Part) {
			for _, t := range p.Texts {
				note(t.Runs)
			}
		})
	}
	for i, subset := range fs.used.Subsets() {
		font := &font{subset: subset, name: fmt.Sprintf("F%d", i+1), text: texts[subset.Face]}
		var err error
		if font.ref, err = d.font(font); err != nil {
			return nil, err
		}
		fs.byPart[subset] = font
		fs.inOrder = append(fs.inOrder, font)
	}
	return fs, nil
}

// asDrawn is what a glyph looks like: a bracket that is read from right to left is drawn as its mirror image.
func asDrawn(text string, rightToLeft bool) string {
	if rightToLeft && utf8.RuneCountInString(text) == 1 {
		return bidi.ReverseString(text)
	}
	return text
}

// plain is the runs as they are set here: glyph by glyph at the places that they have, so that no font needs its
// tables for shaping.
func plain(runs []typeface.Run) []typeface.Run {
	runs = slices.Clone(runs)
	for i := range runs {
		runs[i].Shaped = false
	}
	return runs
}

// blankAfter is a blank behind a line of text, which tells the line's last word from the first of the next.
func (fs *fonts) blankAfter(t figure.Text) figure.Text {
	t.At.X += t.Width
	t.Runs = fs.blank
	return t
}

func (fs *fonts) of(r typeface.Run) *font { return fs.byPart[fs.used.Of(r)] }

func (fs *fonts) resources() string {
	var b strings.Builder
	for _, f := range fs.inOrder {
		fmt.Fprintf(&b, "/%s %v ", f.name, f.ref)
	}
	return b.String()
}

// font adds a font's dictionaries and its file.
func (d *document) font(f *font) (ref, error) {
	data, err := f.subset.Font()
	if err != nil {
		return 0, err
	}
	face := f.subset.Face
	name := fontName(f.subset, data)
	box := f.box()
	const symbolic = 4 // its codes are those of no standard set of letters (9.8.2)
	descriptor := d.add(fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox %s /ItalicAngle 0 "+
		"/Ascent %s /Descent %s"+
		" /CapHeight %s /StemV %d /FontFile2 %v >>",
		name, symbolic, array(box), thousandths(face.Ascent()), thousandths(-face.Descent()),
		thousandths(face.Ascent()), stem(face),
		d.stream(fmt.Sprintf("/Length1 %d", len(data)), data)))
	var widths []string
	for _, g := range f.subset.Glyphs() {
		widths = append(widths, thousandths(face.Advance(g)))
	}
	descendant := d.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << "+
		"/Registry (Adobe) /Ordering (Identity)"+
		" /Supplement 0 >> /FontDescriptor %v /DW 0 /W [0 %s] /CIDToGIDMap /Identity >>", name, descriptor, array(widths)))
	return d.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts "+
		"[%v] /ToUnicode %v >>",
		name, descendant, d.stream("", f.toUnicode()))), nil
}

// thousandths writes ems in the unit of glyph space (9.2.4).
func thousandths(ems float64) string { return picture.Number(ems * 1000) }

// stem is about how thick upright strokes are, which programs ask for that have to replace the font.
func stem(face *typeface.Face) int {
	if face.Weight() == typeface.Bold {
		return 140
	}
	return 80
}

// fontName is the name of a face with the tag of its part (9.6.4), made from the part's content.
func fontName(s *typeface.Subset, data []byte) string {
	sum := sha256.Sum256(data)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag) + "+" + strings.ReplaceAll(s.Face.Name(), " ", "") + "-" +
		strings.ToUpper(s.Face.Weight().String()[:1]) + s.Face.Weight().String()[1:]
}

// box is the rectangle around all glyphs, laid over each other.
func (f *font) box() []string {
	left, bottom, right, top := 0.0, 0.0, 0.0, 0.0
	for _, g := range f.subset.Glyphs() {
		for _, segment := range f.subset.Face.Outline(g) {
			for _, p := range segment.Points {
				left, right = min(left, p.X), max(right, p.X)
				bottom, top = min(bottom, p.Y), max(top, p.Y)
			}
		}
	}
	return []string{picture.Number(math.Floor(left * 1000)), picture.Number(math.Floor(bottom * 1000)),
		picture.Number(math.Ceil(right * 1000)),
		picture.Number(math.Ceil(top * 1000))}
}

// ignorable stands for a glyph that is a part of what another glyph stands for.
const ignorable = "\u200B"

// means is the text of a glyph in the file.
func (f *font) means(g typeface.GlyphID) string {
	if f.text[g] == "" {
		return ignorable
	}
	return f.text[g]
}

// mostMappings is how many entries a block of a CMap may have (Adobe Technical Note 5014).
const mostMappings = 100

// toUnicode tells the text of each glyph (9.10.3).
func (f *font) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry " +
		"(Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var lines []string
	for _, g := range f.subset.Glyphs() {
		if _, ok := f.text[g]; ok {
			lines = append(lines, fmt.Sprintf("<%s> <%s>\n", f.code(g), utf16Hex(f.means(g))))
		}
	}
	for block := range slices.Chunk(lines, mostMappings) {
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", len(block), strings.Join(block, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// code is a glyph in hexadecimal digits.
func (f *font) code(g typeface.GlyphID) string {
	id, _ := f.subset.Index(g)
	return fmt.Sprintf("%04X", id)
}
