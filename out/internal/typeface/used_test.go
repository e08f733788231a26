package typeface

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"pgregory.net/rapid"
)

// subsets sets lines and makes the fonts that they need, by name and weight.
func subsets(t *testing.T, family *Family, lines ...string) map[string]*Subset {
	t.Helper()
	var used Used
	for _, line := range lines {
		used.Add(family.Set(line, Regular))
		used.Add(family.Set(line, Bold))
	}
	byName := map[string]*Subset{}
	for _, s := range used.Subsets() {
		byName[s.Name()+" "+s.Face.Weight().String()] = s
	}
	return byName
}

func fileOf(t *testing.T, s *Subset) []byte {
	t.Helper()
	file, err := s.Font()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSubsetHasTheGlyphsAndNoOthers(t *testing.T) {
	const text = "Łódź: ½ \U0001F600 № ✓ Ω Ж"
	for name, s := range subsets(t, Default(), text) {
		file := fileOf(t, s)
		small, err := sfnt.Parse(file) // a reader that is not the writer's
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		whole, err := sfnt.Parse(s.Face.Data())
		if err != nil {
			t.Fatal(err)
		}
		if small.NumGlyphs() != len(s.Glyphs()) {
			t.Errorf("%s has %d glyphs, want %d", name, small.NumGlyphs(), len(s.Glyphs()))
		}
		var buf sfnt.Buffer
		em := fixed.Int26_6(s.Face.UnitsPerEm() << 6)
		for _, g := range s.Glyphs() {
			id, _ := s.Index(g)
			want, _ := whole.GlyphAdvance(&buf, sfnt.GlyphIndex(g), em, font.HintingNone)
			if got, err := small.GlyphAdvance(&buf, sfnt.GlyphIndex(id), em, font.HintingNone); err != nil || got != want {
				t.Errorf("%s: glyph %d has the advance %v (%v), want %v", name, g, got, err, want)
			}
			if diff := cmp.Diff(drawn(t, whole, g, em), drawn(t, small, id, em)); diff != "" {
				t.Errorf("%s: glyph %d (-whole +part):\n%s", name, g, diff)
			}
		}
		for r := rune(0); r < 0x20000; r++ {
			id, err := small.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			want := GlyphID(0)
			if g, ok := s.Face.glyph(r); ok && slices.Contains(s.Signs(), r) {
				want, _ = s.Index(g)
			}
			if GlyphID(id) != want {
				t.Errorf("%s: %q is glyph %d, want %d", name, r, id, want)
			}
		}
		for _, r := range text {
			if s.Face.Name() == "Liberation Sans" && r < 0x300 && !slices.Contains(s.Signs(), r) {
				t.Errorf("%s lacks %q", name, r)
			}
		}
	}
}

func drawn(t *testing.T, f *sfnt.Font, g GlyphID, em fixed.Int26_6) sfnt.Segments {
	t.Helper()
	var buf sfnt.Buffer
	segments, err := f.LoadGlyph(&buf, sfnt.GlyphIndex(g), em, nil)
	if err != nil {
		t.Fatal(err)
	}
	segments = slices.Clone(segments)
	for i, s := range segments {
		clear(segments[i].Args[map[sfnt.SegmentOp]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1,
			sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}[s.Op]:])
	}
	return segments
}

// A shaped subset, read as a font of its own, sets the same line with the same glyphs at the same places.
func TestShapedSubsetShapesAlike(t *testing.T) {
	for _, text := range []string{"إدارة المخابرات العامة", "شَدَّة لا", "שָׁלוֹם", "x\u0304Z\u0303"} {
		for name, s := range subsets(t, Default(), text) {
			face, err := readFace(name, fileOf(t, s))
			if err != nil {
				t.Fatal(err)
			}
			want := newFamily([]*Face{s.Face}).Set(text, s.Face.Weight())
			got := newFamily([]*Face{face}).Set(text, s.Face.Weight())
			if len(want) != 1 || len(got) != 1 || !want[0].Shaped {
				t.Fatalf("%s: %q is set in %d runs with the part of the font and %d with the whole", name, text,
					len(got), len(want))
			}
			if diff := cmp.Diff(want[0].Glyphs, got[0].Glyphs); diff != "" {
				t.Errorf("%s: %q (-whole +part):\n%s", name, text, diff)
			}
			for _, g := range want[0].Glyphs {
				if diff := cmp.Diff(s.Face.Outline(g.ID), face.Outline(g.ID)); diff != "" {
					t.Errorf("%s: glyph %d (-whole +part):\n%s", name, g.ID, diff)
				}
			}
		}
	}
}

func TestPlainSubsetDoesNotKern(t *testing.T) {
	for name, s := range subsets(t, Default(), "AVATAR") {
		tables, err := opentype.NewLoader(bytes.NewReader(fileOf(t, s)))
		if err != nil {
			t.Fatal(err)
		}
		var tags []string
		for _, tag := range tables.Tables() {
			tags = append(tags, tag.String())
		}
		want := []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
		if diff := cmp.Diff(want, tags); diff != "" {
			t.Errorf("tables of %s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSubsetIsTheSameEachTime(t *testing.T) {
	lines := []string{"Mossad", "المخابرات (x\u0304)", "שלום", "✓ 😀"}
	want := map[string][]byte{}
	for name, s := range subsets(t, Default(), lines...) {
		want[name] = fileOf(t, s)
		if got := sum(want[name]); got != 0xB1B0AFBA {
			t.Errorf("the sum of %s is 0x%08X, want 0xB1B0AFBA", name, got)
		}
	}
	slices.Reverse(lines)
	got := map[string][]byte{}
	for name, s := range subsets(t, Default(), append(lines, lines...)...) {
		got[name] = fileOf(t, s)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("the order in which lines are added changes the fonts")
	}
}

func TestSubsetsAreSortedByNameAndWeight(t *testing.T) {
	var used Used
	for _, text := range []string{"✓", "المخابرات", "a", "漢"} {
		used.Add(Default().Set(text, Bold))
		used.Add(Default().Set(text, Regular))
	}
	var got []string
	for _, s := range used.Subsets() {
		got = append(got, s.Name()+" "+s.Face.Weight().String())
	}
	want := []string{
		"DejaVu Sans regular", "DejaVu Sans bold", "DejaVu Sans shaped regular", "DejaVu Sans shaped bold",
		"Liberation Sans regular",
		"Liberation Sans bold",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Every glyph of a font keeps its shape to half a unit of the grid, which only parts of glyphs that are scaled come
// off.
func TestEveryOutlineIsKept(t *testing.T) {
	for _, face := range Default().faces {
		c := face.read()
		s := &Subset{Face: face, Shaped: true, glyphs: map[GlyphID]bool{}}
		for g := range c.advances {
			s.glyphs[GlyphID(g)] = true
		}
		part, err := parse(fileOf(t, s))
		if err != nil {
			t.Fatal(err)
		}
		for g := range c.advances {
			want, length := area(c.contours(GlyphID(g)))
			got, _ := area(part.contours(GlyphID(g)))
			if part.advances[g] != c.advances[g] || math.Abs(got-want) > length/2 {
				t.Errorf("%s %s: glyph %d: area %v and advance %d, want %v and %d", face.Name(), face.Weight(), g, got,
					part.advances[g], want, c.advances[g])
			}
		}
	}
}

// area is the area within outlines of lines and quadratic curves, and the length of the lines through their points.
func area(outline [][]opentype.Segment) (area, length float64) {
	for _, contour := range outline {
		points := []opentype.SegmentPoint{}
		for _, s := range contour {
			points = append(points, s.ArgsSlice()...)
			if s.Op == opentype.SegmentOpQuadTo {
				n := len(points) // a third of the triangle of its points is outside a curve
				area -= (cross(points[n-3], points[n-2]) + cross(points[n-2], points[n-1]) + cross(points[n-1],
					points[n-3])) / 6
			}
		}
		for i, p := range points {
			next := points[(i+1)%len(points)]
			area += cross(p, next) / 2
			length += math.Hypot(float64(next.X-p.X), float64(next.Y-p.Y))
		}
	}
	return area, length
}

func cross(p, q opentype.SegmentPoint) float64 {
	return float64(p.X)*float64(q.Y) - float64(p.Y)*float64(q.X)
}

// Cubic curves become quadratic ones that pass by their points as near as was asked for.
func TestCubicCurves(t *testing.T) {
	at := func(points []opentype.SegmentPoint, t float64) (x, y float64) {
		n := len(points) - 1
		choose := 1.0
		for i, p := range points {
			weight := choose * math.Pow(t, float64(i)) * math.Pow(1-t, float64(n-i))
			x, y = x+weight*float64(p.X), y+weight*float64(p.Y)
			choose = choose * float64(n-i) / float64(i+1)
		}
		return x, y
	}
	coordinate := rapid.Float32Range(-1000, 1000)
	point := rapid.Custom(func(t *rapid.T) opentype.SegmentPoint {
		return opentype.SegmentPoint{X: coordinate.Draw(t, "x"), Y: coordinate.Draw(t, "y")}
	})
	rapid.Check(t, func(t *rapid.T) {
		cubic := rapid.SliceOfN(point, 4, 4).Draw(t, "curve")
		const flatness = 0.5
		c := contour{{cubic[0], true}}
		c.follow(opentype.Segment{Op: opentype.SegmentOpCubeTo, Args: [3]opentype.SegmentPoint(cubic[1:])}, flatness)
		n := len(c) / 2
		for i := range n {
			part := []opentype.SegmentPoint{c[2*i].SegmentPoint, c[2*i+1].SegmentPoint, c[2*i+2].SegmentPoint}
			for _, within := range []float64{0, 0.1, 0.25, 0.5, 0.75, 0.9, 1} {
				x, y := at(part, within)
				wantX, wantY := at(cubic, (float64(i)+within)/float64(n))
				if off := math.Hypot(x-wantX, y-wantY); off > flatness+0.01 {
					t.Fatalf("piece %d of %d is off by %v at %v", i, n, off, within)
				}
			}
		}
		if end := c[len(c)-1]; math.Hypot(float64(end.X-cubic[3].X), float64(end.Y-cubic[3].Y)) > 0.01 {
			t.Fatalf("the curve ends at %v, want %v", end, cubic[3])
		}
	})
}

func TestNamesOfASubset(t *testing.T) {
	for name, s := range subsets(t, Default(), "المخابرات") {
		part, err := parse(fileOf(t, s))
		if err != nil {
			t.Fatal(err)
		}
		if got := part.name(1); got != s.Name() {
			t.Errorf("%s calls itself %q", name, got)
		}
		if got := part.name(0); !strings.HasPrefix(got, "Copyright (c)") {
			t.Errorf("%s has the copyright notice %q", name, got)
		}
	}
}

func FuzzWith(f *testing.F) {
	var used Used
	used.Add(Default().Set("aé ✓", Regular))
	for _, s := range used.Subsets() {
		file, err := s.Font()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := readFace("font.ttf", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), `font "font.ttf": `) {
				t.Errorf("%v", err)
			}
			return
		}
		var used Used
		used.Add(newFamily([]*Face{face}).Set("aé المخابرات x\u0304", Regular))
		for _, s := range used.Subsets() {
			if file, err := s.Font(); err == nil && binary.BigEndian.Uint32(file) != 0x00010000 {
				t.Errorf("not a TrueType file: %x", file[:4])
			}
		}
	})
}
