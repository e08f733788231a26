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

// A row that is settled as a whole has no cell that would be read in another way, or told of, by itself.
func TestSettledTextsAreAsCellsHaveThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := cellTexts.Draw(t, "row")
		if !utf8.ValidString(text) || !isSettled(text) {
			return
		}
		if cell := NewCell(text, Place{}).Text; cell != trimmed(text) {
			t.Fatalf("%q is settled, and read as %q", text, cell)
		}
		var ds Diagnostics
		if CheckCell(text, Pos{}, &ds); len(ds) > 0 {
			t.Fatalf("%q is settled, and told of: %v", text, ds)
		}
	})
	for _, settled := range []string{"", "plain", " a\tb ", "é à – ñ", "Привет", "فاطمة", "文字 and letters"} {
		if !isSettled(settled) {
			t.Errorf("%q is not settled", settled)
		}
	}
	for _, unsettled := range []string{"two\nlines", "e\u0301", "a\rb", "\u0085", "seven letters and \x7f"} {
		if isSettled(unsettled) {
			t.Errorf("%q is settled", unsettled)
		}
	}
}
