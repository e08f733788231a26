package figure

import (
	"strings"
	"testing"

	"relgraph/out/internal/style"
	"relgraph/out/internal/typeface"
)

// TestWordsAreParted has long words end with a hyphen where they are parted, at a syllable, and addresses without one.
func TestWordsAreParted(t *testing.T) {
	h := textStylesOf(style.Report(), newRuler(typeface.Default())).name
	for _, test := range []struct {
		word  string
		width float64
		want  string
	}{
		{"Bundesministerium", 60, "Bundesmi- nisterium"},
		{"Außenwirtschaftsverkehr", 60, "Außen- wirtschafts- verkehr"},
		{"gouvernementalisation", 60, "gouverne- mentalisation"},
		{"Дипломатического", 60, "Дипломати- ческого"},
		{"Rechts\u00ADschutz\u00ADversicherung", 60, "Rechts- schutz- versicherung"},
		{"example.org/a/long/address/of/a/page", 70, "example.org/a/ long/address/of/ a/page"},
		{"short", 60, "short"},
		{strings.Repeat("Bundesministerium", 16), 60, "Bundesmi- nisterium- Bundesmi-"},
		{"XXXXXXXXXXXXXXXXXXXX", 60, "XXXXXXXXX XXXXXXXXX XX"},
		{"الاستخباراتيةالاستخباراتية", 60, ""},
	} {
		parts := h.fit(test.word, test.width)
		for _, p := range parts {
			if h.width(p) > test.width {
				t.Errorf("%s: %q is wider than %v", test.word, p, test.width)
			}
			if test.want == "" && strings.HasSuffix(p, "-") {
				t.Errorf("%s: a hyphen in %q", test.word, p)
			}
		}
		if got := strings.Join(parts[:min(len(parts), 3)], " "); test.want != "" && got != test.want {
			t.Errorf("%s: %q, want %q", test.word, got, test.want)
		}
	}
}

// TestLongTextIsMeasuredByItsLines wraps cells as long as a table allows: what is measured grows with the text, not
// with the text times its lines.
func TestLongTextIsMeasuredByItsLines(t *testing.T) {
	const letters = 6_000
	for _, word := range []string{"k", "ka", "a\u0301", "ال", "ka ka "} {
		h := textStylesOf(style.Report(), newRuler(typeface.Default())).label
		h.balance(strings.Repeat(word, letters/len(word)), 110)
		measured := 0
		for l := range h.lines {
			measured += len(l.text)
		}
		if most := 100 * letters; measured > most {
			t.Errorf("%q: %d bytes are measured for %d, want at most %d", word, measured, letters, most)
		}
	}
}
