package typeface

import (
	"reflect"
	"slices"
	"testing"
)

// TestPartsAreAsTheWhole holds what is read of a built-in font without its outlines, and the outlines of some glyphs
// alone, to the font that the library reads whole.
func TestPartsAreAsTheWhole(t *testing.T) {
	for _, face := range Default().faces {
		t.Run(face.name+" "+face.weight.String(), func(t *testing.T) {
			whole, err := parse(face.data)
			if err != nil {
				t.Fatal(err)
			}
			light, err := parseLight(face.data)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(light.advances, whole.advances) || light.latin != whole.latin ||
				light.ascent != whole.ascent || light.descent != whole.descent ||
				!slices.Equal(light.signs(), whole.signs()) {
				t.Error("letters are measured otherwise than with the whole font")
			}
			for r := range rune(0x1F000) {
				g, ok := light.lookUp(r)
				if h, has := whole.lookUp(r); g != h || ok != has {
					t.Fatalf("U+%04X is glyph %d, %v, want %d, %v", r, g, ok, h, has)
				}
			}
			drawn := 0
			for first := 0; first < len(whole.advances); first += 97 { // some at a time, as figures ask for them
				var glyphs []GlyphID
				for g := first; g < min(first+40, len(whole.advances)); g++ {
					glyphs = append(glyphs, GlyphID(g))
				}
				light.draws(glyphs)
				for _, g := range glyphs {
					if !light.some.glyphs[g] {
						t.Fatalf("glyph %d is not read in part", g)
					}
					if light.contours(g) != nil {
						drawn++
					}
					if !reflect.DeepEqual(light.contours(g), whole.contours(g)) {
						t.Fatalf("glyph %d is drawn otherwise than in the whole font", g)
					}
				}
			}
			if drawn < 500 {
				t.Errorf("only %d glyphs have outlines", drawn)
			}
			if last := GlyphID(len(whole.advances) - 1); !reflect.DeepEqual(light.contours(last), whole.contours(last)) {
				t.Error("a glyph that nobody told of before is drawn otherwise")
			}
		})
	}
}
