package typeface

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"unicode/utf16"

	"github.com/go-text/typesetting/font/opentype"
)

// What follows is after the OpenType specification 1.9, "Font tables".

// write makes the file of a subset.
func (s *Subset) write() ([]byte, error) {
	c := s.Face.read()
	glyphs := s.layOut(c)
	tables := map[string][]byte{
		"cmap": s.cmap(),
		"glyf": glyphs.glyf, "loca": glyphs.loca, "hmtx": glyphs.hmtx,
		"maxp": glyphs.maxp(),
		"name": s.names(),
		"post": bytesOf(uint32(0x00030000), make([]uint16, 14)),
	}
	for _, table := range []struct {
		tag  string
		make func(old []byte) ([]byte, error)
	}{{"head", glyphs.head}, {"hhea", glyphs.hhea}, {"OS/2", s.os2}} {
		old, err := c.tables.RawTable(opentype.MustNewTag(table.tag))
		if err != nil && table.tag != "OS/2" {
			return nil, err
		}
		if tables[table.tag], err = table.make(old); err != nil {
			return nil, err
		}
	}
	if s.Shaped {
		for _, tag := range []string{"GDEF", "GSUB", "GPOS"} {
			if table, err := c.tables.RawTable(opentype.MustNewTag(tag)); err == nil {
				tables[tag] = table
			}
		}
	}
	return assemble(tables), nil
}

// bytesOf writes numbers and slices of them, big-endian.
func bytesOf(values ...any) []byte {
	var b []byte
	for _, v := range values {
		b, _ = binary.Append(b, binary.BigEndian, v) // fails for no fixed-size value
	}
	return b
}

// outlines are the tables that depend on the shapes of the glyphs.
type outlines struct {
	glyf, loca, hmtx       []byte
	longIndex              bool
	glyphs, metrics        int
	minX, minY, maxX, maxY int16
	maxAdvance             uint16
	maxPoints, maxContours int
	minLeft, minRight      int16
	maxExtent              int16
}

// layOut writes the glyphs of the subset, one after the other; glyphs in between that the subset does not have are
// empty.
func (s *Subset) layOut(c *content) *outlines {
	o := &outlines{minX: math.MaxInt16, minY: math.MaxInt16, maxX: math.MinInt16, maxY: math.MinInt16,
		minLeft: math.MaxInt16, minRight: math.MaxInt16}
	old := map[GlyphID]GlyphID{}
	last := GlyphID(0)
	for _, g := range s.Glyphs() {
		id, _ := s.Index(g)
		old[id] = g
		last = max(last, id)
	}
	o.glyphs, o.metrics = int(last)+1, int(last)+1
	if s.Shaped {
		o.glyphs = len(c.advances)
	}
	c.draws(s.Glyphs())
	var starts []int
	for id := range o.glyphs {
		starts = append(starts, len(o.glyf))
		g, ok := old[GlyphID(id)]
		advance, left := uint16(0), int16(0)
		if ok {
			advance = c.advances[g]
			left = o.add(simpleGlyph(c.contours(g), float64(c.font.Upem())/2000), advance)
		}
		if id < o.metrics {
			o.hmtx = binary.BigEndian.AppendUint16(o.hmtx, advance)
		}
		o.hmtx = binary.BigEndian.AppendUint16(o.hmtx, uint16(left))
		o.maxAdvance = max(o.maxAdvance, advance)
	}
	o.index(append(starts, len(o.glyf)))
	if o.maxX < o.minX {
		o.minX, o.minY, o.maxX, o.maxY, o.minLeft, o.minRight = 0, 0, 0, 0, 0, 0
	}
	if len(o.glyf) == 0 {
		o.glyf = []byte{0} // a table of no bytes is no table to some programs
	}
	return o
}

// index writes where the glyphs start: as half of that in 16 bits if there is room, else in 32.
func (o *outlines) index(starts []int) {
	o.longIndex = len(o.glyf) > 2*math.MaxUint16
	for _, at := range starts {
		if o.longIndex {
			o.loca = binary.BigEndian.AppendUint32(o.loca, uint32(at))
		} else {
			o.loca = binary.BigEndian.AppendUint16(o.loca, uint16(at/2))
		}
	}
}

// add writes a glyph and says where its leftmost point is.
func (o *outlines) add(g glyphShape, advance uint16) (left int16) {
	if len(g.ends) == 0 {
		return 0
	}
	minX, minY, maxX, maxY := g.box()
	o.minX, o.minY, o.maxX, o.maxY = min(o.minX, minX), min(o.minY, minY), max(o.maxX, maxX), max(o.maxY, maxY)
	o.minLeft, o.maxExtent = min(o.minLeft, minX), max(o.maxExtent, maxX)
	o.minRight = min(o.minRight, int16(int(advance)-int(maxX)))
	o.maxPoints, o.maxContours = max(o.maxPoints, len(g.points)), max(o.maxContours, len(g.ends))
	o.glyf = append(o.glyf, g.encode()...)
	for len(o.glyf)%4 != 0 {
		o.glyf = append(o.glyf, 0)
	}
	return minX
}

func (o *outlines) maxp() []byte {
	return bytesOf(uint32(0x00010000), uint16(o.glyphs), uint16(o.maxPoints), uint16(o.maxContours),
		[]uint16{0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0}) // no composites; two zones; no instructions
}

func (o *outlines) head(old []byte) ([]byte, error) {
	if len(old) < 54 {
		return nil, errors.New(`the table "head" is too short`)
	}
	head := slices.Clone(old[:54])
	const baseAtZero, leftIsBearing = 1 << 0, 1 << 1
	binary.BigEndian.PutUint32(head[8:], 0) // the sum of the file comes here when it is known
	binary.BigEndian.PutUint16(head[16:], baseAtZero|leftIsBearing)
	copy(head[36:], bytesOf(o.minX, o.minY, o.maxX, o.maxY))
	indexToLocFormat := uint16(0)
	if o.longIndex {
		indexToLocFormat = 1
	}
	copy(head[50:], bytesOf(indexToLocFormat, uint16(0)))
	return head, nil
}

func (o *outlines) hhea(old []byte) ([]byte, error) {
	if len(old) < 36 {
		return nil, errors.New(`the table "hhea" is too short`)
	}
	hhea := slices.Clone(old[:36])
	copy(hhea[10:], bytesOf(o.maxAdvance, o.minLeft, o.minRight, o.maxExtent))
	binary.BigEndian.PutUint16(hhea[34:], uint16(o.metrics))
	return hhea, nil
}

func (s *Subset) os2(old []byte) ([]byte, error) {
	signs := s.Signs()
	first, last := uint16(0xFFFF), uint16(0xFFFF)
	if len(signs) > 0 {
		first, last = uint16(min(signs[0], 0xFFFF)), uint16(min(signs[len(signs)-1], 0xFFFF))
	}
	if len(old) < 78 {
		ascent, descent := s.Face.units(s.Face.Ascent()), s.Face.units(s.Face.Descent())
		class := uint16(400)
		if s.Face.weight == Bold {
			class = 700
		}
		return bytesOf(uint16(0), int16(0), class, uint16(5), make([]byte, 50), uint32(0), uint16(0), first, last,
			ascent, -descent, int16(0), uint16(ascent), uint16(descent)), nil
	}
	os2 := slices.Clone(old)
	copy(os2[64:], bytesOf(first, last))
	return os2, nil
}

func (face *Face) units(ems float64) int16 {
	return int16(math.Round(ems * float64(face.UnitsPerEm())))
}

// names says what the font is called and keeps its maker's copyright.
func (s *Subset) names() []byte {
	const copyright, family, style, unique, full, version, postscript, licence = 0, 1, 2, 3, 4, 5, 6, 14
	weight := "Regular"
	if s.Face.weight == Bold {
		weight = "Bold"
	}
	plain := []rune{}
	for _, r := range s.Name() {
		if r != ' ' {
			plain = append(plain, r)
		}
	}
	values := map[uint16]string{
		family: s.Name(), style: weight, unique: s.Name() + " " + weight + " subset", full: s.Name() + " " + weight,
		version: "Version 1.0", postscript: string(plain) + "-" + weight,
	}
	for _, id := range []uint16{copyright, licence} {
		if v := s.Face.read().name(id); v != "" {
			values[id] = v
		}
	}
	var records, storage []byte
	count := uint16(0)
	for id := range uint16(licence + 1) {
		value, ok := values[id]
		if !ok {
			continue
		}
		text := bytesOf(utf16.Encode([]rune(value)))
		records = append(records, bytesOf(uint16(3), uint16(1), uint16(0x409), id, uint16(len(text)),
			uint16(len(storage)))...)
		storage = append(storage, text...)
		count++
	}
	return append(append(bytesOf(uint16(0), count, 6+12*count), records...), storage...)
}

// name is a string of the font's table of names, in English for Windows, or "".
func (c *content) name(id uint16) string {
	table, err := c.tables.RawTable(opentype.MustNewTag("name"))
	if err != nil || len(table) < 6 {
		return ""
	}
	count, storage := int(binary.BigEndian.Uint16(table[2:])), int(binary.BigEndian.Uint16(table[4:]))
	for i := range count {
		at := 6 + 12*i
		if at+12 > len(table) {
			break
		}
		u := func(n int) int { return int(binary.BigEndian.Uint16(table[at+2*n:])) }
		start := storage + u(5)
		if u(0) != 3 || u(1) != 1 || u(2) != 0x409 || u(3) != int(id) || start+u(4) > len(table) {
			continue
		}
		units := make([]uint16, u(4)/2)
		for j := range units {
			units[j] = binary.BigEndian.Uint16(table[start+2*j:])
		}
		return string(utf16.Decode(units))
	}
	return ""
}

// A segment is a row of signs that follow each other, with glyphs that do.
type segment struct {
	first, last rune
	glyph       GlyphID // of first
}

// cmap maps the signs: those of the Basic Multilingual Plane in format 4, which every program reads, and all in
// format 12 if there are others.
func (s *Subset) cmap() []byte {
	var basic, all []segment
	for _, r := range s.Signs() {
		g, _ := s.Index(s.signs[r])
		all = extend(all, r, g)
		if r < 0xFFFF {
			basic = extend(basic, r, g)
		}
	}
	four := format4(basic)
	if len(all) == len(basic) {
		return append(bytesOf(uint16(0), uint16(1), uint16(3), uint16(1), uint32(12)), four...)
	}
	table := bytesOf(uint16(0), uint16(2), uint16(3), uint16(1), uint32(20), uint16(3), uint16(10), uint32(20+len(four)))
	table = append(table, four...)
	table = append(table, bytesOf(uint16(12), uint16(0), uint32(16+12*len(all)), uint32(0), uint32(len(all)))...)
	for _, seg := range all {
		table = append(table, bytesOf(seg.first, seg.last, uint32(seg.glyph))...)
	}
	return table
}

func extend(segments []segment, r rune, g GlyphID) []segment {
	if n := len(segments); n > 0 {
		last := &segments[n-1]
		if r == last.last+1 && rune(g) == rune(last.glyph)+r-last.first {
			last.last = r
			return segments
		}
	}
	return append(segments, segment{r, r, g})
}

func format4(segments []segment) []byte {
	segments = append(slices.Clone(segments), segment{0xFFFF, 0xFFFF, 0}) // the format asks for this one at the end
	n := len(segments)
	var ends, starts, deltas, offsets []byte
	for _, seg := range segments {
		ends = binary.BigEndian.AppendUint16(ends, uint16(seg.last))
		starts = binary.BigEndian.AppendUint16(starts, uint16(seg.first))
		deltas = binary.BigEndian.AppendUint16(deltas, uint16(int(seg.glyph)-int(seg.first)))
		offsets = binary.BigEndian.AppendUint16(offsets, 0)
	}
	searchRange, entrySelector := searching(n, 2)
	head := bytesOf(uint16(4), uint16(16+8*n), uint16(0), uint16(2*n), searchRange, entrySelector, uint16(2*n)-searchRange)
	return slices.Concat(head, ends, []byte{0, 0}, starts, deltas, offsets)
}

// searching are the numbers with which tables of n entries help a binary search.
func searching(n, size int) (searchRange, entrySelector uint16) {
	for 2<<entrySelector <= n {
		entrySelector++
	}
	return uint16(size << entrySelector), entrySelector
}

// assemble makes a file of tables.
func assemble(tables map[string][]byte) []byte {
	var tags []string
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	searchRange, entrySelector := searching(len(tags), 16)
	file := bytesOf(uint32(0x00010000), uint16(len(tags)), searchRange, entrySelector, uint16(16*len(tags))-searchRange)
	offset := len(file) + 16*len(tags)
	var body []byte
	head := 0
	for _, tag := range tags {
		if tag == "head" {
			head = offset + len(body)
		}
		table := tables[tag]
		file = append(file, tag...)
		file = append(file, bytesOf(sum(table), uint32(offset+len(body)), uint32(len(table)))...)
		body = append(body, table...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	file = append(file, body...)
	binary.BigEndian.PutUint32(file[head+8:], 0xB1B0AFBA-sum(file))
	return file
}

// sum adds up a table as 32-bit numbers.
func sum(table []byte) uint32 {
	total := uint32(0)
	for len(table) > 0 {
		var word [4]byte
		table = table[copy(word[:], table):]
		total += binary.BigEndian.Uint32(word[:])
	}
	return total
}
