package typeface_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/go-fonts/dejavu/dejavumathtexgyre"
	"github.com/go-fonts/liberation/liberationmonobold"
	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/out/internal/typeface"
)

// The advance widths of Arial in its grid of 2048 units an em.
func TestWidthsAreThoseOfArial(t *testing.T) {
	for _, tt := range []struct {
		text   string
		weight typeface.Weight
		units  int
	}{
		{" ", typeface.Regular, 569}, {"0", typeface.Regular, 1139}, {"A", typeface.Regular, 1366},
		{"W", typeface.Regular, 1933},
		{"i", typeface.Regular, 455}, {"m", typeface.Regular, 1706}, {"@", typeface.Regular, 2079},
		{"A", typeface.Bold, 1479}, {"W", typeface.Bold, 1933}, {"i", typeface.Bold, 569}, {"m", typeface.Bold, 1821},
		{"é", typeface.Regular, 1139}, {"Ω", typeface.Regular, 1531},
		{"AV", typeface.Regular, 2732}, // no kerning
		{"fi", typeface.Regular, 1024}, // no ligature
	} {
		if got := typeface.Default().Width(tt.text, tt.weight) * 2048; math.Abs(got-float64(tt.units)) > 1e-6 {
			t.Errorf("%q is %v/2048 em wide in %v, want %d", tt.text, got, tt.weight, tt.units)
		}
	}
}

// say writes runs as they are seen, from left to right: R for one from right to left, S for a shaped one, ? for one
// without face.
func say(runs []typeface.Run) string {
	var words []string
	for _, r := range runs {
		word := ""
		if r.RightToLeft {
			word += "R"
		}
		if r.Shaped {
			word += "S"
		}
		switch {
		case r.Face == nil:
			word += "?"
		case strings.HasPrefix(r.Face.Name(), "DejaVu"):
			word += "D"
		}
		words = append(words, word+"["+r.Text+"]")
	}
	return strings.Join(words, " ")
}

func TestSet(t *testing.T) {
	for _, tt := range []struct{ text, runs string }{
		{"", ""},
		{"Mossad", "[Mossad]"},
		{"Служба Επιτροπή", "[Служба Επιτροπή]"},
		{"Łódź – €5", "[Łódź – €5]"},
		{"a ✓ b", "[a ] D[✓] [ b]"},

		{"المخابرات", "RSD[المخابرات]"},
		{"GID (المخابرات)", "[GID (] RSD[المخابرات] [)]"},
		{"المخابرات (GID)", "R[)] [GID] RSD[المخابرات (]"},
		{"Mossad (המוסד)", "[Mossad (] R[המוסד] [)]"},
		{"המוסד", "R[המוסד]"},

		// Numbers: seen in the order of their figures, to the left of the word before them.
		{"جهاز 123 سري", "RSD[ سري] [123] RSD[جهاز ]"},
		{"the جهاز 123 (old)", "[the ] [123] RSD[جهاز ] [ (old)]"},
		// beside Arabic a per cent sign is no part of the number,
		{"the جهاز 12,5% old", "[the ] [12,5] RSD[جهاز ] [% old]"},
		{"the מוסד 12,5% old", "[the ] [12,5%] R[מוסד ] [ old]"}, // beside Hebrew it is
		{"abc א ١(٢", "[abc ] D[٢] R[(] D[١] R[א ]"},
		{"في ٢٠١٤", "D[٢٠١٤] RSD[في ]"},

		// A joiner between letters keeps them in one run, as does the stroke that lengthens a word.
		{"می\u200cخواهم", "RSD[می\u200cخواهم]"},
		{"مـخـابرات", "RSD[مـخـابرات]"},
		{"ـب", "RSD[ـب]"},

		// Marks: one glyph where the font has one, else shaped.
		{"caf\u00e9", "[caf\u00e9]"},
		{"cafe\u0301", "[cafe\u0301]"},
		{"x\u0304y", "S[x\u0304] [y]"},

		// What no font has keeps its place and a width.
		{"漢字 (Han)", "?[漢字] [ (Han)]"},
		{"Han (漢字)", "[Han (] ?[漢字] [)]"},

		// Controls show nothing.
		{"a\u202eb\u2066c\u200f", "[a\u202eb\u2066c] R[\u200f]"},
		{"a\tb\nc", "[a\tb\nc]"},
		{"a\u00adb", "[a\u00adb]"},
	} {
		if diff := cmp.Diff(tt.runs, say(typeface.Default().Set(tt.text, typeface.Regular))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func glyphs(text string) (ids []typeface.GlyphID) {
	for _, r := range typeface.Default().Set(text, typeface.Regular) {
		for _, g := range r.Glyphs {
			ids = append(ids, g.ID)
		}
	}
	return ids
}

func TestArabicJoins(t *testing.T) {
	word := glyphs("مخابرات")
	if len(word) != 7 {
		t.Fatalf("%d glyphs, want 7", len(word))
	}
	slices.Reverse(word) // as it is read
	var same []string
	for i, r := range []rune("مخابرات") {
		if word[i] == glyphs(string(r))[0] {
			same = append(same, string(r))
		}
	}
	// Behind ا and ر, which do not join to what follows, a letter that ends the word or does not join either stands
	// alone.
	if diff := cmp.Diff([]string{"ا", "ت"}, same); diff != "" {
		t.Errorf("letters in the form that they have alone (-want +got):\n%s", diff)
	}
}

func TestLigatureStandsForItsLetters(t *testing.T) {
	runs := typeface.Default().Set("لا", typeface.Regular)
	if len(runs) != 1 || len(runs[0].Glyphs) != 1 || runs[0].Glyphs[0].Text != "لا" {
		t.Errorf("lam and alef are set as %+v, want one glyph for both", runs)
	}
}

func TestCompositionMakesNoDifference(t *testing.T) {
	for _, pair := range [][2]string{{"\u00e9", "e\u0301"}, {"\u0419", "\u0418\u0306"}, {"\u1ec7", "e\u0323\u0302"},
		{"\u0622", "\u0627\u0653"}} {
		if diff := cmp.Diff(glyphs(pair[0]), glyphs(pair[1])); diff != "" {
			t.Errorf("%+q and %+q (-composed +decomposed):\n%s", pair[0], pair[1], diff)
		}
	}
}

func TestBracketsAreMirrored(t *testing.T) {
	left, right := glyphs("("), glyphs(")")
	want := slices.Concat(left, glyphs("\u05d1"), glyphs("\u05d0"), right)
	if diff := cmp.Diff(want, glyphs("(\u05d0\u05d1)")); diff != "" {
		t.Errorf("(אב) (-want +got):\n%s", diff)
	}
}

func TestMissing(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []typeface.Uncovered
	}{
		{"Mossad المخابرات המוסד ✓", nil},
		{"", nil},
		{"漢字 x 漢", []typeface.Uncovered{{Script: "Han", Signs: "漢字"}}},
		{"गुप्त 漢 ガ", []typeface.Uncovered{{Script: "Devanagari", Signs: "गुप्त"}, {Script: "Han", Signs: "漢"},
			{Script: "Katakana", Signs: "ガ"}}},
		{"𐎠", []typeface.Uncovered{{Script: "Old Persian", Signs: "𐎠"}}},
		{"a\u20e4", []typeface.Uncovered{{Script: "Inherited", Signs: "\u20e4"}}},
		{"\U0001FAE0", []typeface.Uncovered{{Script: "Common", Signs: "\U0001FAE0"}}},
		{"\ue123", []typeface.Uncovered{{Script: "Unknown", Signs: "\ue123"}}},
		{"a\u200d\u200e\u2067\ufe0f\u00ad\u2003\u3000\t\r\n\x01", nil},
	} {
		if diff := cmp.Diff(tt.want, typeface.Default().Missing(tt.text)); diff != "" {
			t.Errorf("%+q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestWidthOfMissingSigns(t *testing.T) {
	for text, want := range map[string]float64{"漢字": 2, "ガ": 1, "क": 0.62,
		"\U0001F468\u200d\U0001F469\u200d\U0001F467": 1, "\ue123": 1, "\u0d15": 0.62} {
		if got := typeface.Default().Width(text, typeface.Bold); got != want {
			t.Errorf("%q is %v em wide, want %v", text, got, want)
		}
	}
}

func TestWith(t *testing.T) {
	const sign = "\U0001D4D0" // a script capital A
	if typeface.Default().Missing(sign) == nil {
		t.Fatal("the built-in fonts have the sign of the test")
	}
	family, err := typeface.Default().With("math.ttf", dejavumathtexgyre.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for _, weight := range []typeface.Weight{typeface.Regular, typeface.Bold} {
		runs := family.Set("a "+sign, weight)
		if len(runs) != 2 || runs[1].Face == nil || runs[1].Face.Name() != "DejaVu Math TeX Gyre" {
			t.Errorf("%v: %v, want the sign in the added font", weight, say(runs))
		}
	}
	if typeface.Default().Missing(sign) == nil {
		t.Error("With changed the family that it was called on")
	}
}

func TestOrderOfFaces(t *testing.T) {
	family := typeface.Default()
	for _, data := range [][]byte{liberationmonoregular.TTF, liberationmonobold.TTF, dejavumathtexgyre.TTF,
		liberationsansregular.TTF} {
		var err error
		if family, err = family.With("font.ttf", data); err != nil {
			t.Fatal(err)
		}
	}
	for weight, want := range map[typeface.Weight][]string{
		typeface.Regular: {
			"Liberation Sans regular", "DejaVu Sans regular", "Liberation Mono regular", "DejaVu Math TeX Gyre regular",
			"Liberation Sans 2 regular",
			"Liberation Sans bold", "DejaVu Sans bold", "Liberation Mono bold",
		},
		typeface.Bold: {
			"Liberation Sans bold", "DejaVu Sans bold", "Liberation Mono bold", "DejaVu Math TeX Gyre regular",
			"Liberation Sans 2 regular",
			"Liberation Sans regular", "DejaVu Sans regular", "Liberation Mono regular",
		},
	} {
		var got []string
		for _, face := range family.Faces(weight) {
			got = append(got, fmt.Sprint(face.Name(), " ", face.Weight()))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", weight, diff)
		}
	}
}

// fontWith is Liberation Sans with two bytes of a table changed, or with the table renamed if at is negative.
func fontWith(tag string, at int, value uint16) []byte {
	data := slices.Clone(liberationsansregular.TTF)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		if string(entry[:4]) != tag {
			continue
		}
		if at < 0 {
			copy(entry, "xxxx")
		} else {
			binary.BigEndian.PutUint16(data[int(binary.BigEndian.Uint32(entry[8:]))+at:], value)
		}
	}
	return data
}

func TestWithSaysWhatIsWrong(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty.ttf", nil,
			`font "empty.ttf": this is no font: want a TrueType or OpenType file (.ttf, .otf, .ttc), and this is empty`},
		{"page.ttf", []byte("<!doctype html>"),
			`font "page.ttf": this is no font: want a TrueType or OpenType file (.ttf, .otf, .ttc), and this begins with "<!do"`},
		{"web.woff2", []byte("wOF2...."),
			`font "web.woff2": this is a web font (WOFF): want a TrueType or OpenType file (.ttf, .otf, .ttc), as the font's maker offers it or "woff2_decompress" makes it`},
		{"cut.ttf", liberationsansregular.TTF[:5000],
			`font "cut.ttf": the font is not whole: the table "FFTM" ends at byte 411860, and the file at 5000`},
		{"no-outlines.ttf", fontWith("glyf", -1, 0),
			`font "no-outlines.ttf": it has no outlines, only pictures of its glyphs: want a font with TrueType or PostScript outlines`},
		{"restricted.ttf", fontWith("OS/2", 8, 0x0002),
			`font "restricted.ttf": its maker forbids to embed it in files (OS/2 fsType 0x0002): want a font under an open licence, such as one of Noto`},
		{"whole.ttf", fontWith("OS/2", 8, 0x0100),
			`font "whole.ttf": its maker forbids to embed a part of it in files (OS/2 fsType 0x0100): want a font under an open licence, such as one of Noto`},
	} {
		_, err := typeface.Default().With(tt.name, tt.data)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v\nwant %s", tt.name, err, tt.want)
		}
	}
	if _, err := typeface.Default().With("print.ttf", fontWith("OS/2", 8, 0x0004)); err != nil {
		t.Errorf("a font that may be embedded for preview and print: %v", err)
	}
}

// check holds what is true of every line.
func check(t interface{ Errorf(string, ...any) }, text string, weight typeface.Weight) {
	family := typeface.Default()
	runs := family.Set(text, weight)
	width := 0.0
	for _, r := range runs {
		width += r.Width
		advances, stands := 0.0, 0
		for _, g := range r.Glyphs {
			advances += g.Advance
			stands += len(g.Text)
			if g.ID == 0 {
				t.Errorf("%+q is set with the glyph for unknown signs", text)
			}
		}
		if r.Face != nil && math.Abs(advances-r.Width) > 1e-9 {
			t.Errorf("%+q: the run %+q is %v wide, its glyphs %v", text, r.Text, r.Width, advances)
		}
		if r.Face == nil && (len(r.Glyphs) > 0 || r.Width <= 0) {
			t.Errorf("%+q: the run %+q without a face has %d glyphs and width %v", text, r.Text, len(r.Glyphs), r.Width)
		}
		if stands > len(r.Text) {
			t.Errorf("%+q: the glyphs of the run %+q stand for more than it", text, r.Text)
		}
	}
	if got := family.Width(text, weight); math.Abs(got-width) > 1e-9 {
		t.Errorf("%+q is %v wide, its runs %v", text, got, width)
	}
	slices.SortFunc(runs, func(a, b typeface.Run) int { return a.Start - b.Start })
	read := ""
	for _, r := range runs {
		if r.Start != len(read) {
			t.Errorf("%+q: the run %+q starts at %d, want %d", text, r.Text, r.Start, len(read))
		}
		read += r.Text
	}
	if read != text {
		t.Errorf("the runs of %+q are %+q together", text, read)
	}
	family.Missing(text)
}

func TestEveryLine(t *testing.T) {
	signs := rapid.OneOf(
		rapid.SampledFrom([]rune("aZ é0123456789 ,.%$()[]«»-/ابتلمه٠١٢ـאבגשׁ漢ガक्षि✓😀\u0301\u0651\u064e\u05b8\u200c\u200d\u200f\u202e\u2067\u2069\ufe0f\u20e3\t\n\u2029")),
		rapid.Rune())
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.StringOf(signs).Draw(t, "text"), typeface.Weight(rapid.IntRange(0, 1).Draw(t, "weight")))
	})
}

func FuzzSet(f *testing.F) {
	for _, seed := range []string{"Mossad", "GID (جهاز 123 المخابرات)", "שָׁלוֹם", "e\u0301x\u0304", "\xff\xc0a",
		"\u202eab\u202c 漢\u0301"} {
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, bold bool) {
		weight := typeface.Regular
		if bold {
			weight = typeface.Bold
		}
		check(t, text, weight)
	})
}
