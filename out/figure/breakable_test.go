package figure

import (
	"slices"
	"testing"
)

// A line never begins with the colon that a blank ties to the word before it.
func TestLinesBreakAtBreakableBlanksOnly(t *testing.T) {
	if got := breakable("Repose sur\u00a0: un\tdocument"); !slices.Equal(got,
		[]string{"Repose", "sur\u00a0:", "un", "document"}) {
		t.Errorf("got %q", got)
	}
}
