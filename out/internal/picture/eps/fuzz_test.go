package eps

import (
	"strings"
	"testing"
)

// FuzzComment holds comments to a line of printable ASCII with brackets in pairs or escaped, as the Document Structuring
// Conventions 3.0 have it: nothing in it is read as PostScript.
func FuzzComment(f *testing.F) {
	for _, text := range []string{"", "plain", "(", `\`, "\n%%EOF\n(x) run", "é", "\x00\x04", strings.Repeat("(", 300),
		strings.Repeat("é", 100)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := comment(text)
		if len(got) > 255 || strings.ContainsFunc(got, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q: %q", text, got)
		}
		if bare := strings.NewReplacer(`\\`, "", `\(`, "", `\)`, "").Replace(got); strings.ContainsAny(bare, "()") {
			t.Errorf("%q: a bracket in %q", text, got)
		}
	})
}
