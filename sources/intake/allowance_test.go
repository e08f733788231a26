package intake

import "testing"

// A table is read as long as there is room for its rows and for their cells, blank ones among them.
func TestRowsAndCellsAreAllowed(t *testing.T) {
	row := line{cells: make([]gridCell, 3)}
	for want, left := range map[string]allowance{
		"":                                       {1, 3},
		"the table has more than 1048576 rows":   {0, 3},
		"the table has more than 10000000 cells": {1, 2},
	} {
		got := ""
		if err := left.take(row); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
