package table

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// cellTexts are texts with what may be wrong with a cell in them, and what looks like it.
var cellTexts = rapid.Custom(func(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "~", " ", "\x7f", "\x1f", "\t", "\n", "\r", "é",
		"\u0085",
		"\u00a0", "\u009f", "\u00bf", "Ж", "ن", "–", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\uffbf", "文", "e\u0301",
		"😀", "\xff", "\xc2",
		"\xef\xbf", "seven letters"}), 0, 20).Draw(t, "text"), "")
})

// A text is plain, and no text with something wrong in it is passed over, also where eight bytes are looked at at once.
func TestTextsArePassedOverThatNothingIsWrongWith(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := cellTexts.Draw(t, "cell")
		plain := strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
		if isPlain(text) != plain {
			t.Fatalf("%q is plain: %v", text, isPlain(text))
		}
		if !utf8.ValidString(text) || isSuspicious(text) {
			return
		}
		if i := strings.IndexFunc(text,
			func(r rune) bool { return r == '\n' || r == utf8.RuneError || isControl(r) }); i >= 0 {
			t.Fatalf("%q is passed over, with %q in it", text, text[i:])
		}
	})
}
