package main

import (
	"fmt"
	"strings"
	"testing"
)

// Different cells are counted to within some hundredths, however often each stands in the text and whichever sign ends it.
func TestDifferentCells(t *testing.T) {
	for _, different := range []int{1, 100, 20_000, 200_000} {
		var b strings.Builder
		for i := range 200_000 {
			fmt.Fprintf(&b, "cell %d%c", i%different, ",;\t\n"[i%different%4])
		}
		got := differentCells([]byte(b.String()))
		if off := got - different; off*off*400 > different*different+400 {
			t.Errorf("%d different cells: counted %d", different, got)
		}
	}
	if got := differentCells(nil); got != 0 {
		t.Errorf("counted %d cells of nothing", got)
	}
}
