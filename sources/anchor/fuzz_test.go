package anchor_test

import (
	"strings"
	"testing"

	"relgraph/sources/anchor"
)

// What is found of words in a text stands there, is as long as they are, and is found by its anchor again.
func FuzzFind(f *testing.F) {
	f.Add("The ferry would run again on Monday, the harbour master said.",
		"would run again on Monday, the harbour master said", 4, 9)
	f.Add("“Curly” quotes — and\u00a0dashes… with soft\u00adhyphens and 中文 letters in the text", "quotes — and dashes",
		0, 0)
	f.Add("a a a a a a a a a a a a a a a a a a a a", "a a a a a a a a a a a a", 1, 1)
	f.Add("\xff\u0301e\u0301", "e\u0301", -1, 900)
	f.Fuzz(func(t *testing.T, document, words string, start, length int) {
		text := anchor.Normalise(document)
		a, err := text.Find(words)
		if err == nil {
			want := anchor.Normalise(words)
			if !text.Stands(a) || text.Slice(a.Start, a.Length) != want.Slice(0, want.Len()) {
				t.Errorf("%q in %q: %v, which is %q", words, document, a, text.Slice(a.Start, a.Length))
			}
			if again, err := anchor.Parse(a.String()); err != nil || again != a {
				t.Errorf("%v is written as %q and read as %v, %v", a, a.String(), again, err)
			}
		} else if err.Error() == "" {
			t.Errorf("%q in %q: no words", words, document)
		}
		if start >= 0 && length > 0 && start <= text.Len() && length <= text.Len()-start {
			if s, l, ok := text.Widen(start, length, 0, text.Len()); ok &&
				(s < 0 || l < 0 || s+l > text.Len() || s > start || s+l < start+length) {
				t.Errorf("%d+%d widened to %d+%d in %d characters", start, length, s, l, text.Len())
			}
		}
		if strings.TrimSpace(document) == "" && text.Len() > 0 && strings.Trim(document, " \t\r\n") == "" {
			t.Errorf("%q is normalised to %d characters", document, text.Len())
		}
	})
}
