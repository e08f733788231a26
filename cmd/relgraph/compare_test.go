package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pictureCounts is what "make compare" has counted in one picture.
type pictureCounts struct {
	By        string
	Crossings int
	Flat      int
	Merged    int     `json:"merged_per_cent"`
	Overlap   int     `json:"texts_overlap"`
	Through   int     `json:"lines_through_texts"`
	Letters   float64 `json:"letters_at_160_mm"`
}

// TestCompareTellsWhatWasCounted has the page's table say the counts, and the counts of our own figures be those of the
// program as it is: a figure that has become better or worse has to be counted again, by "make compare".
func TestCompareTellsWhatWasCounted(t *testing.T) {
	gallery := filepath.Join("..", "..", "docs", "gallery")
	file, err := os.Open(filepath.Join(gallery, "compare", "counts.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var pictures []pictureCounts
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c pictureCounts
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, c)
	}
	page, err := os.ReadFile(filepath.Join(gallery, "compare.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		head string
		cell func(pictureCounts) any
	}{
		{"", func(c pictureCounts) any { return c.By }},
		{"crossings of lines", func(c pictureCounts) any { return c.Crossings }},
		{"of these, flatter than 30 degrees", func(c pictureCounts) any { return c.Flat }},
		{"length of lines that runs within another", func(c pictureCounts) any { return fmt.Sprint(c.Merged, " %") }},
		{"pairs of texts that overlap", func(c pictureCounts) any { return c.Overlap }},
		{"times a line runs through or behind a text", func(c pictureCounts) any { return c.Through }},
		{"smallest letters where the picture is printed 160 mm wide",
			func(c pictureCounts) any { return fmt.Sprintf("%.1f pt", c.Letters) }},
	} {
		want := "| " + row.head
		for _, c := range pictures {
			want += fmt.Sprintf(" | %v", row.cell(c))
		}
		if want = strings.Replace(want, "|  |", "| |", 1) +
			" |"; !slices.Contains(strings.Split(string(page), "\n"), want) {
			t.Errorf("compare.md does not have the row\n%s", want)
		}
	}
	for _, layout := range []string{"network", "ledger"} {
		at := slices.IndexFunc(pictures, func(c pictureCounts) bool { return c.By == "relgraph, "+layout })
		if at < 0 {
			t.Errorf("no counts of the %s", layout)
			continue
		}
		var out struct{ Candidates []measuredFigure }
		text, err := exec.Command("relgraph", "export", "syria-contacts", "--layout", layout, "--size", "column",
			"--measure-figure").Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &out); err != nil {
			t.Fatal(err)
		}
		is := slices.IndexFunc(out.Candidates, func(c measuredFigure) bool {
			return c.Layout == layout && (layout == "network" || c.Panels == "auto")
		})
		if is < 0 {
			t.Fatalf("the %s is not measured: %s", layout, text)
		}
		was, now := pictures[at], out.Candidates[is]
		if was.Crossings != now.Crossings || was.Flat != now.Flat || was.Through != now.Through {
			t.Errorf(`%s: %d crossings, %d flat, %d through in counts.json; now %d, %d, %d: run "make compare"`, layout,
				was.Crossings, was.Flat, was.Through, now.Crossings, now.Flat, now.Through)
		}
	}
}

// measuredFigure is what --measure-figure says of a way to draw the figure.
type measuredFigure struct {
	Layout, Panels           string
	Crossings, Flat, Through int
}
