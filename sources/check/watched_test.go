package check

import (
	"strings"
	"testing"
)

// TestWatchedByItsBytes puts every character between others and asks for it by its bytes and by its number.
func TestWatchedByItsBytes(t *testing.T) {
	bits := watched()
	for r := rune(' '); r <= 0xFFFF; r++ {
		if 0xD800 <= r && r <= 0xDFFF { // half of a character
			continue
		}
		is := bits[r/64]>>(r%64)&1 == 1
		if text := "é" + string(r) + "文"; mayBeWatched(text, bits) != is {
			t.Fatalf("%U is watched: %v", r, !is)
		}
	}
	for _, text := range []string{"\xe2", "\xe2\x80", "a\xc2", "\xef\xbb", "\U000E0041", "😀"} {
		if !mayBeWatched(text, bits) {
			t.Errorf("%q is passed over", text)
		}
	}
	if mayBeWatched(strings.Repeat("Łódź, Пётр, المرشد – ", 3), bits) {
		t.Error("letters and dashes are not passed over")
	}
}
