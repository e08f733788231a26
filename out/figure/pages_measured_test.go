package figure

import (
	"strings"
	"testing"

	"relgraph/out/internal/legibility"
)

// What is hard to read on one page of several is said of that page, though it is little of the whole figure.
func TestWarningsAreOfEachPage(t *testing.T) {
	page := func(lines int, merged float64, crossings, flat int) Legibility {
		return Legibility{Report: legibility.Report{Lines: lines, Merged: merged, Crossings: crossings, Flat: flat,
			FlatLines: 2 * flat}}
	}
	for _, c := range []struct {
		name  string
		pages []Legibility
		want  []string
	}{
		{"all well", []Legibility{page(20, 0, 2, 0), page(10, 4, 0, 0)}, nil},
		{"one page", []Legibility{page(20, 8, 0, 0)}, []string{"8 % of the length of the lines runs within another line"}},
		{"one page of three", []Legibility{page(20, 0, 0, 0), page(20, 0, 0, 0), page(17, 8.3, 9, 0)},
			[]string{"page 3: 8 % of the length of the lines runs within another line"}},
		{"two of three", []Legibility{page(20, 6, 0, 0), page(20, 0, 0, 0), page(17, 8.3, 14, 3)},
			[]string{"page 1: 6 % of the length of the lines runs within another line",
				"page 3: 6 of 17 lines cross at a flat angle", "page 3: the 17 lines cross 14 times",
				"page 3: 8 % of the length of the lines runs within another line"}},
	} {
		got := Candidate{pages: c.pages}.Warnings()
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], ": use ")
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}
