package network

import (
	"context"
	"testing"

	"relgraph/out/internal/effort"
)

// TestSmallDiagramsTakeLittleWork counts how often the statements of this package run for ten trees, which are easy to
// draw: seconds say little on a busy machine.
func TestSmallDiagramsTakeLittleWork(t *testing.T) {
	if effort.Asked() != "" {
		for seed := range 10 {
			if _, err := Place(context.Background(), tree(seed, 12)); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	all := effort.Counting(t).Of("trees")
	const most = 36_000_000 // 30 million when this was written, and 46 before sketches were short where that does
	if all > most {
		t.Errorf("%d statements, want no more than %d", all, most)
	}
}

// tree is a diagram of boxes of three sides, each of which has a line to one of the three before it.
func tree(seed, boxes int) Diagram {
	d, r := randomDiagram(seed, boxes, 0, 3), random(seed)
	for b := 1; b < boxes; b++ {
		d.Lines = append(d.Lines, Line{Ends: []int{max(0, b-1-r.below(3)), b}, Labels: []Label{{Size: Size{70, 22}}}})
	}
	return d
}
