package check

import (
	"strings"
	"testing"
)

// The first character beyond ASCII is found wherever it stands, also where eight bytes are looked at at once.
func TestTheFirstBeyondASCII(t *testing.T) {
	for _, beyond := range []string{"é", "\u0080", "文", "\xff"} {
		for before := range 20 {
			for behind := range 10 {
				text := strings.Repeat("~", before) + beyond + strings.Repeat("a", behind)
				for from := range before + 1 {
					if at := beyondASCII(text, from); at != before {
						t.Fatalf("from %d on, %q is beyond ASCII at %d", from, text, at)
					}
				}
			}
		}
	}
	for _, text := range []string{"", "a", "\x7f", "seven letters and more"} {
		if !IsASCII(text) || beyondASCII(text, len(text)) != len(text) {
			t.Errorf("%q is of ASCII alone", text)
		}
	}
}
