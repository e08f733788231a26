package figure

import (
	"math"
	"testing"
)

// FuzzSize reads sizes of a page. One that is taken can be drawn.
func FuzzSize(f *testing.F) {
	for _, text := range []string{"a4", "A4", "160x100mm", "90mm", "6x4in", "300x200pt", "NaN", "inf", "1e999mm",
		"0x10", "-1x-1", "0x1p10mm", "x", "mm",
		"1x1x1", " 100 x 100 mm", "1e3pt", "1_00mm"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSize(text)
		if err != nil {
			return
		}
		drawn := func(v float64) bool { return !math.IsNaN(v) && v >= 50 && v <= 20_000 }
		if !drawn(s.Width) || s.Height != 0 && !drawn(s.Height) {
			t.Errorf("%q is %v by %v points", text, s.Width, s.Height)
		}
	})
}
