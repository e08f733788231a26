package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// A small file that nests without end is refused before the parser takes memory for it.
func TestOptionsDepth(t *testing.T) {
	_, err := intake.ReadOptions([]byte("columns:\n  actor: " + strings.Repeat("[", 60_000)))
	const want = "not what import wrote: lists or entries stand too deep in each other in line 2: " +
		"want at most 24 levels, as in a list of entries with lists of values"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// Whatever an intake.yaml holds, it is options or an error with words.
func FuzzOptions(f *testing.F) {
	for _, text := range []string{"", "files: [a.csv]\ncolumns:\n  actor: [From]\ndates: dmy\nsay:\n  denied: denies\n",
		"[[[[",
		"a: &a [*a, *a]", "columns: &c\n  actor: *c\n", "headerRow: 99999999999999999999\n", "say: {a: nonsense}\n", "\x00",
		"columns: !!binary x\n", "<<: *x\n", "fillDown: {}\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := intake.ReadOptions(data); err != nil && err.Error() == "" {
			t.Errorf("%q: an error without words", data)
		}
	})
}
