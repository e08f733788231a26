package typeface

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// What is built in has some thousands of glyphs, of which a figure shows some dozens, and most texts ask for nothing
// but how wide they are. The library reads a font whole. So it is given one that has no outlines and no layout tables,
// then one with the outlines of the glyphs that are drawn, and the whole font where letters have to be shaped.

// parseLight reads a font that is known to be sound and to have TrueType outlines, as far as text is measured by it.
func parseLight(data []byte) (*content, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	light, err := withTables(loader, nil, "OS/2", "cmap", "head", "hhea", "hmtx", "maxp")
	if err != nil {
		return nil, err
	}
	c, err := contentOf(light, loader)
	if err != nil {
		return nil, err
	}
	c.whole = sync.OnceValue(func() *font.Face {
		f, err := font.NewFont(loader)
		if err != nil {
			panic("a built-in font cannot be read: " + err.Error())
		}
		return font.NewFace(f)
	})
	c.some = part{partly: true}
	return c, nil
}

// withTables is the font with the named tables alone, and the given ones in place of its own.
func withTables(loader *opentype.Loader, own map[string][]byte, names ...string) (*font.Font, error) {
	tables := make([]opentype.Table, len(names))
	for i, name := range names {
		tag := opentype.MustNewTag(name)
		table, given := own[name]
		if !given {
			var err error
			if table, err = loader.RawTable(tag); err != nil {
				return nil, err
			}
		}
		tables[i] = opentype.Table{Tag: tag, Content: table}
	}
	slices.SortFunc(tables, func(a, b opentype.Table) int { return cmp.Compare(a.Tag, b.Tag) })
	some, err := opentype.NewLoader(bytes.NewReader(opentype.WriteTTF(tables)))
	if err != nil {
		return nil, err
	}
	return font.NewFont(some)
}

// A part is a font that has the outlines of some glyphs.
type part struct {
	partly bool // whether to read parts at all
	glyphs map[GlyphID]bool
	face   *font.Face
}

// draws reads the outlines of the glyphs, so that the others need not be read for them. Where that cannot be done, the
// whole font is read as soon as one is asked for.
func (c *content) draws(glyphs []GlyphID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.some.partly || !slices.ContainsFunc(glyphs, func(g GlyphID) bool { return !c.some.glyphs[g] }) {
		return
	}
	all := maps.Clone(c.some.glyphs)
	if all == nil {
		all = map[GlyphID]bool{}
	}
	for _, g := range glyphs {
		all[g] = true
	}
	if face, err := c.withOutlines(all); err == nil {
		c.some.glyphs, c.some.face = all, face
	}
}

// withOutlines is the font with the outlines of some glyphs, and of those that they are made of: all others are blank.
func (c *content) withOutlines(glyphs map[GlyphID]bool) (*font.Face, error) {
	glyf, err := c.tables.RawTable(opentype.MustNewTag("glyf"))
	if err != nil {
		return nil, err
	}
	loca, err := c.tables.RawTable(opentype.MustNewTag("loca"))
	if err != nil {
		return nil, err
	}
	head, err := c.tables.RawTable(opentype.MustNewTag("head"))
	if err != nil {
		return nil, err
	}
	count := len(c.advances)
	if len(head) < 54 || len(loca) < 2*count+2 {
		return nil, errors.New("a table is too short")
	}
	long := head[51] != 0
	if long && len(loca) < 4*count+4 {
		return nil, errors.New("a table is too short")
	}
	offset := func(g int) int {
		if long {
			return int(binary.BigEndian.Uint32(loca[4*g:]))
		}
		return 2 * int(binary.BigEndian.Uint16(loca[2*g:]))
	}
	needed := make([]bool, count)
	for asked := slices.Collect(maps.Keys(glyphs)); len(asked) > 0; {
		g := int(asked[len(asked)-1])
		asked = asked[:len(asked)-1]
		if g >= count || needed[g] {
			continue
		}
		if needed[g] = true; offset(g) > offset(g+1) || offset(g+1) > len(glyf) {
			return nil, errors.New("a glyph lies outside of its table")
		}
		asked = append(asked, components(glyf[offset(g):offset(g+1)])...)
	}
	var outlines []byte
	starts := make([]byte, 0, 4*count+4)
	for g := range count {
		starts = binary.BigEndian.AppendUint32(starts, uint32(len(outlines)))
		if needed[g] {
			outlines = append(outlines, glyf[offset(g):offset(g+1)]...)
		}
	}
	starts = binary.BigEndian.AppendUint32(starts, uint32(len(outlines)))
	head = slices.Clone(head)
	binary.BigEndian.PutUint16(head[50:], 1) // starts are 32 bits long
	f, err := withTables(c.tables, map[string][]byte{"glyf": outlines, "loca": starts, "head": head},
		"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
	if err != nil {
		return nil, err
	}
	return font.NewFace(f), nil
}

// components are the glyphs that a glyph is made of, if it has no outline of its own (OpenType specification, "glyf",
// composite glyph description).
func components(glyph []byte) []GlyphID {
	const (
		flagWords, flagScale, flagMore, flagScaleXY, flagMatrix = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7

		header, entry = 10, 4
	)
	if len(glyph) < header || int16(binary.BigEndian.Uint16(glyph)) >= 0 {
		return nil
	}
	var all []GlyphID
	for rest := glyph[header:]; len(rest) >= entry; {
		flags := binary.BigEndian.Uint16(rest)
		all = append(all, GlyphID(binary.BigEndian.Uint16(rest[2:])))
		length := entry + 2
		if flags&flagWords != 0 {
			length += 2
		}
		switch {
		case flags&flagScale != 0:
			length += 2
		case flags&flagScaleXY != 0:
			length += 4
		case flags&flagMatrix != 0:
			length += 8
		}
		if flags&flagMore == 0 || length > len(rest) {
			break
		}
		rest = rest[length:]
	}
	return all
}
