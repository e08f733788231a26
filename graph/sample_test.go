package graph_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"relgraph/graph"
)

// A sample of all gives what all give; of a part of them, betweenness and closeness lie near theirs, and are the same
// in each run.
func TestMeasureSample(t *testing.T) {
	const nodes = 300
	r := rand.New(rand.NewPCG(1, 2))
	var edges [][3]int
	tied := map[[2]int]bool{}
	for i := 1; i < nodes; i++ {
		for range 2 {
			if e := [2]int{r.IntN(i), i}; !tied[e] {
				tied[e] = true
				edges = append(edges, [3]int{e[0], e[1], 1})
			}
		}
	}
	g := graph.Fold(nodes, edges)
	for _, of := range []graph.Measure{graph.Betweenness, graph.Closeness} {
		all, some := g.Measure(of), g.Sampled(of, 100)
		if !slices.Equal(all, g.Sampled(of, nodes)) || !slices.Equal(some, g.Sampled(of, 100)) {
			t.Errorf("%s: a sample of all is not what all give, or two samples differ", of)
		}
		off := 0.0
		for i := range all {
			off = max(off, math.Abs(all[i]-some[i]))
		}
		if most := slices.Max(all); off == 0 || off > most/5 {
			t.Errorf("%s: off by %v, where the most is %v", of, off, most)
		}
	}
}
