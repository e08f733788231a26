package figure_test

import (
	"testing"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/sources"
)

func TestAWayGoesFromLeftToRight(t *testing.T) {
	for _, c := range []struct {
		from, to string
		size     string
		title    string
		ordered  []string
		level    bool // on one height
	}{
		{"uk", "us", "", "How United Kingdom and United States are connected",
			[]string{"uk", "syria-new-government", "us"}, true},
		{"us", "uk", "", "How United States and United Kingdom are connected",
			[]string{"us", "syria-new-government", "uk"}, true},
		{"us-intelligence", "assad-government", "column", "How US intelligence and Assad's government are connected",
			[]string{"us-intelligence", "syria-new-government", "us", "assad-government"}, false},
	} {
		g, err := builtInGraph(t).Select(graph.Selection{Between: [2]sources.ActorID{sources.ActorID(c.from),
			sources.ActorID(c.to)}})
		if err != nil {
			t.Fatal(err)
		}
		var opts figure.Options
		if c.size != "" {
			if opts.Size, err = figure.ParseSize(c.size); err != nil {
				t.Fatal(err)
			}
		}
		f := drawOn(t, g, opts)
		wellPlaced(t, f)
		if f.Title != c.title {
			t.Errorf("the title is %q, want %q", f.Title, c.title)
		}
		right, y := 0.0, actorOf(t, f, c.ordered[0]).Box
		for _, id := range c.ordered {
			box := actorOf(t, f, id).Box
			if box.X+box.Width <= right || c.level && box.X < right {
				t.Errorf("%s to %s: %s stands left of who comes before", c.from, c.to, id)
			}
			if c.level && y.Y+y.Height/2 != box.Y+box.Height/2 {
				t.Errorf("%s to %s: %s stands higher or lower than the first", c.from, c.to, id)
			}
			right = box.X + box.Width
		}
	}
}

func TestATitleOfOnesOwnIsKeptOnAWay(t *testing.T) {
	g, err := builtInGraph(t).Select(graph.Selection{Between: [2]sources.ActorID{"uk", "us"}})
	if err != nil {
		t.Fatal(err)
	}
	if f := drawOn(t, g, figure.Options{Title: "Two steps"}); f.Title != "Two steps" {
		t.Errorf("the title is %q, want the one asked for", f.Title)
	}
}
