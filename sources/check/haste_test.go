package check

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What is known of letters by their numbers is what the tables of Unicode say.
func TestLettersKnownByNumber(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		for i, a := range alike {
			if latin := i == 0; unicode.Is(a.script, r) && (!latin && isLatin(string(r)) ||
				firstUnlike <= r && r <= lastUnlike) {
				t.Errorf("%U is of the script %s", r, a.name)
			}
		}
		if isPlainForm(r) && IsASCII(norm.NFKC.String(string(r))) {
			t.Errorf("%U is another form of %q", r, norm.NFKC.String(string(r)))
		}
		if square := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul); isSquare(r) != square {
			t.Errorf("%U: is square: %v", r, !square)
		}
	}
}
