package graph_test

import (
	"testing"

	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A line of a roll-up is known, at any day, as the best known of the contacts that it stands for, and stands for those
// of them that were known by then.
func TestLinesAsTheyWereKnown(t *testing.T) {
	d, problems := sources.OpenBuiltIn("syria-contacts", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	whole := graph.Must(graph.Build(d))
	rolled, err := whole.RollUp(graph.RollUp{By: graph.BySide})
	if err != nil {
		t.Fatal(err)
	}
	fewer := 0
	for _, day := range []string{"2014-01-31", "2014-09-30", "2025-01-24", "2025-07-31"} {
		date, err := edtf.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		then, err := whole.Select(graph.Selection{KnownBy: date})
		if err != nil {
			t.Fatal(err)
		}
		lines, err := rolled.View().Lines(graph.Selection{KnownBy: date})
		if err != nil {
			t.Fatal(err)
		}
		for line := range rolled.All() {
			members := line.StandsFor
			if members == nil {
				members = []*graph.Contact{line}
			}
			known, best := 0, graph.State(0)
			for _, m := range members {
				if at := then.Contact(m.ID); at != nil {
					known++
					if best == 0 || at.State < best {
						best = at.State
					}
				}
			}
			got := lines[line.ID]
			switch {
			case known == 0 && got != nil:
				t.Errorf("by %s: %s is %v, and nothing of it was known", day, line.ID, got.State)
			case known > 0 && (got == nil || got.State != best || max(1, len(got.StandsFor)) != known):
				t.Errorf("by %s: %s is %+v, want %v of %d contacts", day, line.ID, got, best, known)
			}
			if known > 0 && known < len(members) {
				fewer++
			}
		}
	}
	if fewer == 0 {
		t.Error("no line was known in part: the test tries nothing")
	}
}
