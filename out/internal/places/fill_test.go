package places

import (
	"math"
	"math/rand/v2"
	"testing"

	"relgraph/out/internal/plane"
)

// TestLargePartsStandInRows takes a part that is not unfolded: no two boxes touch, and neighbours stand a good deal
// nearer to each other than any two nodes do.
func TestLargePartsStandInRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	g := Graph{Nodes: 3 * unfolded}
	for i := 1; i < g.Nodes; i++ { // each new one hangs on one of those just before it
		g.Edges = append(g.Edges, [2]int{i, max(0, i-1-r.IntN(40))})
	}
	at := Of(g).At
	taken := map[plane.Point]bool{}
	for i, p := range at {
		if taken[p] {
			t.Fatalf("node %d stands where another does, at %v", i, p)
		}
		taken[p] = true
	}
	for a := range taken {
		if taken[plane.Point{X: a.X + rowStep/2, Y: a.Y}] || taken[plane.Point{X: a.X, Y: a.Y + lineStep/2}] {
			t.Fatalf("something stands nearer to %v than a box is wide or high", a)
		}
	}
	apart := func(a, b plane.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
	var neighbours, any float64
	for _, e := range g.Edges {
		neighbours += apart(at[e[0]], at[e[1]])
		any += apart(at[r.IntN(g.Nodes)], at[r.IntN(g.Nodes)])
	}
	if neighbours > any/4 {
		t.Errorf("neighbours stand %.0f apart on average, and any two %.0f", neighbours/float64(len(g.Edges)),
			any/float64(len(g.Edges)))
	}
}
