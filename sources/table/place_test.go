package table

import "testing"

// A file may stand on one line, with thousands of places in it: the line is measured once.
func TestALineIsMeasuredOnce(t *testing.T) {
	x := newLineIndex([]byte("one\nzwei är\n"), 0)
	if got, want := x.within(2, 99), (Place{2, 8}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	x.data = "" // measuring again would find nothing
	if got, want := x.within(2, 7), (Place{2, 7}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
