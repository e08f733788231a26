package main

import (
	"encoding/xml"
	"os"
	"strings"
	"testing"
)

// layerNames are the ids of what only holds other parts together.
var layerNames = []string{"title", "desc", "head", "sides", "contacts", "side-names", "actors", "legend", "sources",
	"notes", "tells", "voices", "axis", "undated"}

// TestEveryIDInAFigureIsExplained holds that a reader gets from whatever a figure names back to the rows.
func TestEveryIDInAFigureIsExplained(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, what := range []string{"contacts", "timeline", "chains"} {
		var stderr strings.Builder
		if code := run(t.Context(), []string{"export", "syria-contacts", "--what", what, "-o", "f.svg"}, &stderr,
			&stderr); code != exitDone {
			t.Fatal(stderr.String())
		}
		data, err := os.ReadFile("f.svg")
		if err != nil {
			t.Fatal(err)
		}
		explained := 0
		for _, id := range idsOf(t, string(data)) {
			var stdout, stderr strings.Builder
			if code := run(t.Context(), []string{"explain", "syria-contacts", id}, &stdout,
				&stderr); code != exitDone || !strings.Contains(stdout.String(), ".csv:") {
				t.Errorf("%s: %s leads to no row (exit code %d): %s%s", what, id, code, stdout.String(), stderr.String())
			}
			explained++
		}
		if explained < 10 {
			t.Errorf("%s: only %d ids", what, explained)
		}
	}
}

// idsOf lists the ids in an SVG file that are no layer's.
func idsOf(t *testing.T, svg string) []string {
	t.Helper()
	var ids []string
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if token == nil {
			return ids
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			layer := false
			for _, name := range layerNames {
				layer = layer || a.Value == name
			}
			if a.Name.Local == "id" && !layer {
				ids = append(ids, a.Value)
			}
		}
	}
}
