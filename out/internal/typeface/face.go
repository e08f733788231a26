package typeface

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// A GlyphID is the number of a glyph in its font.
type GlyphID uint16

// notdef is the glyph that a font shows for a sign that it lacks. It is never set.
const notdef GlyphID = 0

// A Face is one font: one design in one weight. Several goroutines may use it at once.
type Face struct {
	name   string
	weight Weight
	data   []byte
	read   func() *content
}

// content is what is read from a font's file.
type content struct {
	font     *font.Font // maybe without outlines and tables for layout
	whole    func() *font.Face
	tables   *opentype.Loader
	advances []uint16 // by glyph, in units
	latin    [latinSigns]GlyphID
	ascent   float64
	descent  float64

	signs func() []rune // the first sign that each glyph is for; notASign for none

	mu   sync.Mutex // guards what follows
	hb   *harfbuzz.Font
	buf  *harfbuzz.Buffer
	some part
}

// latinSigns are the signs of Latin letters, whose glyphs are looked up once, since nearly all text is made of them.
const latinSigns = 0x250

func builtInFace(name string, weight Weight, data []byte) *Face {
	return &Face{name: name, weight: weight, data: data, read: sync.OnceValue(func() *content {
		c, err := parseLight(data)
		if err != nil {
			panic("the built-in font " + name + " cannot be read: " + err.Error())
		}
		return c
	})}
}

// readFace reads a font that is not built in.
func readFace(name string, data []byte) (*Face, error) {
	c, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("font %q: %w", name, err)
	}
	if err := mayEmbed(c.tables); err != nil {
		return nil, fmt.Errorf("font %q: %w", name, err)
	}
	described := c.font.Describe()
	weight := Regular
	if described.Aspect.Weight >= font.WeightSemibold {
		weight = Bold
	}
	family := strings.Join(strings.Fields(strings.Map(plainName, described.Family)), " ")
	return &Face{name: cmp.Or(family, "Font"), weight: weight, data: data, read: func() *content { return c }}, nil
}

// plainName keeps of a font's name what needs no escape in CSS, XML and PDF.
func plainName(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '_' {
		return r
	}
	return ' '
}

func parse(data []byte) (c *content, err error) {
	switch {
	case len(data) == 0:
		return nil, errors.New("this is no font: want a TrueType or OpenType file (.ttf, .otf, .ttc), and this is empty")
	case bytes.HasPrefix(data, []byte("wOF2")), bytes.HasPrefix(data, []byte("wOFF")):
		return nil, errors.New("this is a web font (WOFF): want a TrueType or OpenType file (.ttf, .otf, .ttc), " +
			`as the font's maker offers it or "woff2_decompress" makes it`)
	case !hasFontMagic(data):
		return nil,
			fmt.Errorf("this is no font: want a TrueType or OpenType file (.ttf, .otf, .ttc), and this begins with %q",
				data[:min(4, len(data))])
	}
	// The library is written for fonts that are sound, and panics over some that are not.
	defer func() {
		if p := recover(); p != nil {
			c, err = nil, fmt.Errorf("the font is not whole: %v", p)
		}
	}()
	if err := isWhole(data); err != nil {
		return nil, fmt.Errorf("the font is not whole: %w", err)
	}
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the font is not whole: %w", err)
	}
	if len(loaders) == 0 {
		return nil, errors.New("the collection holds no font")
	}
	if !slices.ContainsFunc([]string{"glyf", "CFF ", "CFF2"},
		func(tag string) bool { return loaders[0].HasTable(opentype.MustNewTag(tag)) }) {
		return nil, errors.New("it has no outlines, only pictures of its glyphs: want a font with TrueType or " +
			"PostScript outlines")
	}
	f, err := font.NewFont(loaders[0])
	if err != nil {
		return nil, fmt.Errorf("the font is not whole: %w", err)
	}
	return contentOf(f, loaders[0])
}

// contentOf reads what is asked of a font for any text.
func contentOf(f *font.Font, tables *opentype.Loader) (*content, error) {
	face := font.NewFace(f)
	c := &content{font: f, tables: tables, whole: func() *font.Face { return face }}
	count, err := glyphCount(tables)
	if err != nil {
		return nil, err
	}
	c.advances = make([]uint16, count)
	for i := range c.advances {
		c.advances[i] = uint16(min(max(face.HorizontalAdvance(font.GID(i)), 0), 0xFFFF))
	}
	if extents, ok := face.FontHExtents(); ok {
		c.ascent, c.descent = c.ems(float64(extents.Ascender)), c.ems(-float64(extents.Descender))
	}
	for r := range c.latin {
		c.latin[r], _ = c.lookUp(rune(r))
	}
	c.signs = sync.OnceValue(func() []rune { return signsOf(f.Cmap, count) })
	return c, nil
}

// notASign is what no sign is.
const notASign = -1

// signsOf looks at no more entries than there are signs, because a damaged font can tell of thousands of millions.
func signsOf(cmap font.Cmap, glyphs int) []rune {
	signs := slices.Repeat([]rune{notASign}, glyphs)
	iter := cmap.Iter()
	for range unicode.MaxRune {
		if !iter.Next() {
			break
		}
		r, g := iter.Char()
		if int(g) >= glyphs {
			continue
		}
		if old := signs[g]; old == notASign || r < old {
			signs[g] = r
		}
	}
	return signs
}

// hasFontMagic looks at the version numbers with which font files begin (OpenType specification, "Table directory").
func hasFontMagic(data []byte) bool {
	for _, magic := range []string{"\x00\x01\x00\x00", "OTTO", "true", "ttcf"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// isWhole tells whether the tables of a file's first font lie in the file. The library makes room for a table before
// it reads it, however long the file says that it is.
func isWhole(data []byte) error {
	errShort := fmt.Errorf("the file ends at byte %d, within the list of its tables", len(data))
	at := uint64(0)
	if bytes.HasPrefix(data, []byte("ttcf")) {
		if len(data) < 16 {
			return errShort
		}
		at = uint64(binary.BigEndian.Uint32(data[12:]))
	}
	if at+12 > uint64(len(data)) {
		return errShort
	}
	directory := data[at+12:]
	for range binary.BigEndian.Uint16(data[at+4:]) {
		if len(directory) < 16 {
			return errShort
		}
		start, length := binary.BigEndian.Uint32(directory[8:]), binary.BigEndian.Uint32(directory[12:])
		if end := uint64(start) + uint64(length); end > uint64(len(data)) {
			return fmt.Errorf("the table %q ends at byte %d, and the file at %d", directory[:4], end, len(data))
		}
		directory = directory[16:]
	}
	return nil
}

func glyphCount(tables *opentype.Loader) (int, error) {
	maxp, err := tables.RawTable(opentype.MustNewTag("maxp"))
	if err != nil {
		return 0, err
	}
	if len(maxp) < 6 {
		return 0, errors.New(`the table "maxp" is too short`)
	}
	return int(binary.BigEndian.Uint16(maxp[4:])), nil
}

// mayEmbed reads the embedding permissions (OpenType specification, OS/2 table, fsType).
func mayEmbed(tables *opentype.Loader) error {
	const (
		restricted   = 0x0002
		previewPrint = 0x0004
		editable     = 0x0008
		noSubsetting = 0x0100
		bitmapOnly   = 0x0200
	)
	os2, err := tables.RawTable(opentype.MustNewTag("OS/2"))
	if err != nil || len(os2) < 10 {
		return nil
	}
	fsType := binary.BigEndian.Uint16(os2[8:])
	switch {
	case fsType&restricted != 0 && fsType&(previewPrint|editable) == 0:
		return fmt.Errorf("its maker forbids to embed it in files (OS/2 fsType 0x%04x): want a font under an open "+
			"licence, such as one of Noto", fsType)
	case fsType&noSubsetting != 0, fsType&bitmapOnly != 0:
		return fmt.Errorf("its maker forbids to embed a part of it in files (OS/2 fsType 0x%04x): want a font under "+
			"an open licence, such as one of Noto", fsType)
	}
	return nil
}

func (c *content) ems(units float64) float64 { return units / float64(c.font.Upem()) }

// Name is the font's family as CSS calls it, such as "Liberation Sans": ASCII letters, digits, blanks, - and _. No
// other face of the same weight in the family has it.
func (face *Face) Name() string { return face.name }

// Weight is the weight that the font was drawn in, which need not be that of the line: name it in CSS, or a browser
// thickens the letters by itself.
func (face *Face) Weight() Weight { return face.weight }

// Data is the font's whole file as it was given: TrueType, OpenType or a collection.
func (face *Face) Data() []byte { return face.data }

// UnitsPerEm is the size of the grid on which the font's outlines lie.
func (face *Face) UnitsPerEm() int { return int(face.read().font.Upem()) }

// Ascent is how far the font's letters reach above the base line, in ems.
func (face *Face) Ascent() float64 { return face.read().ascent }

// Descent is how far the font's letters reach below the base line, in ems; a positive number.
func (face *Face) Descent() float64 { return face.read().descent }

// Advance is how far the glyph moves the pen, in ems.
func (face *Face) Advance(g GlyphID) float64 {
	return face.read().advance(g)
}

func (c *content) advance(g GlyphID) float64 {
	if int(g) >= len(c.advances) {
		return 0
	}
	return c.ems(float64(c.advances[g]))
}

// glyph is the font's glyph for a sign, if it has one.
func (face *Face) glyph(r rune) (GlyphID, bool) {
	return face.read().glyph(r)
}

func (c *content) glyph(r rune) (GlyphID, bool) {
	if r >= 0 && r < latinSigns {
		g := c.latin[r]
		return g, g != notdef
	}
	return c.lookUp(r)
}

// lookUp asks the font's own table.
func (c *content) lookUp(r rune) (GlyphID, bool) {
	g, ok := c.font.NominalGlyph(r)
	if !ok || g == 0 || int(g) >= len(c.advances) {
		return notdef, false
	}
	return GlyphID(g), true
}

// sign is the first sign that the glyph is for.
func (face *Face) sign(g GlyphID) (rune, bool) {
	signs := face.read().signs()
	if int(g) >= len(signs) || signs[g] == notASign {
		return 0, false
	}
	return signs[g], true
}

// An Op says what a Segment does.
type Op int

// The operations. The number of points that each takes is in the comment.
const (
	Move  Op = iota + 1 // 1: the start of a contour
	Line                // 1: its end
	Quad                // 2: control point, end
	Cubic               // 3: two control points, end
	Close               // 0: back to the start of the contour
)

// An EmPoint is a place in ems, y up.
type EmPoint struct{ X, Y float64 }

// A Segment is one step of an outline. Points that its Op does not take are zero.
type Segment struct {
	Op     Op
	Points [3]EmPoint
}

// Outline is the shape of a glyph, to be filled by the nonzero winding rule: closed contours in ems from the glyph's
// origin on the base line. It is empty for a blank and for a glyph that the font does not have or has in a damaged
// form.
func (face *Face) Outline(g GlyphID) []Segment {
	c := face.read()
	var outline []Segment
	for _, contour := range c.contours(g) {
		for i, s := range contour {
			op := [...]Op{opentype.SegmentOpMoveTo: Move, opentype.SegmentOpLineTo: Line,
				opentype.SegmentOpQuadTo: Quad, opentype.SegmentOpCubeTo: Cubic}[s.Op]
			segment := Segment{Op: op}
			for j, p := range contour[i].ArgsSlice() {
				segment.Points[j] = EmPoint{c.ems(float64(p.X)), c.ems(float64(p.Y))}
			}
			outline = append(outline, segment)
		}
		outline = append(outline, Segment{Op: Close})
	}
	return outline
}

// contours are the parts of a glyph's outline in font units, each beginning with a move.
func (c *content) contours(g GlyphID) [][]opentype.Segment {
	if int(g) >= len(c.advances) {
		return nil
	}
	outline, ok := c.outline(g)
	if !ok {
		return nil
	}
	var contours [][]opentype.Segment
	for _, s := range outline.Segments {
		switch {
		case s.Op == opentype.SegmentOpMoveTo:
			contours = append(contours, []opentype.Segment{s})
		case len(contours) > 0:
			contours[len(contours)-1] = append(contours[len(contours)-1], s)
		}
	}
	return contours
}

// outline asks the library for a glyph. It panics over some glyphs that are damaged; those are none.
func (c *content) outline(g GlyphID) (outline font.GlyphOutline, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() {
		if recover() != nil {
			outline, ok = font.GlyphOutline{}, false
		}
	}()
	face := c.some.face
	if !c.some.glyphs[g] {
		face = c.whole()
	}
	return face.GlyphDataOutline(font.GID(g))
}

// shape asks the library for the glyphs of a run; they are the caller's. It panics over some layout tables that are
// damaged, and then the font has no glyphs for the run.
func (c *content) shape(signs []rune, properties harfbuzz.SegmentProperties,
	features []harfbuzz.Feature) (glyphs []harfbuzz.GlyphInfo, places []harfbuzz.GlyphPosition) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() {
		if recover() != nil {
			c.buf, glyphs, places = harfbuzz.NewBuffer(), nil, nil
		}
	}()
	if c.hb == nil {
		c.hb, c.buf = harfbuzz.NewFont(c.whole()), harfbuzz.NewBuffer()
	}
	c.buf.Clear()
	c.buf.AddRunes(signs, 0, len(signs))
	c.buf.Flags = harfbuzz.RemoveDefaultIgnorables
	c.buf.Props = properties
	c.buf.Shape(c.hb, features)
	return slices.Clone(c.buf.Info), slices.Clone(c.buf.Pos)
}
