package places

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/out/internal/plane"
)

// passes tells whether the straight line between two places comes nearer to a third than far, by plain geometry.
func passes(a, b, p plane.Point, far float64) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
	}
	return math.Hypot(a.X+t*dx-p.X, a.Y+t*dy-p.Y) < far
}

// underDots counts the lines that pass within the radius of a third node.
func underDots(g Graph, at []plane.Point) int {
	type pass struct{ a, b, k int }
	found := map[pass]bool{}
	for _, e := range g.Edges {
		for k := range at {
			if k != e[0] && k != e[1] && e[0] != e[1] && passes(at[e[0]], at[e[1]], at[k], dot) {
				found[pass{min(e[0], e[1]), max(e[0], e[1]), k}] = true
			}
		}
	}
	return len(found)
}

// camps draws a graph as dossiers are: camps with much between their members and little between camps.
func camps(r *rand.Rand, nodes, edges int) Graph {
	g := Graph{Nodes: nodes, Sides: make([]int, nodes)}
	for i := range nodes {
		g.Sides[i] = i%7 - 1
	}
	for len(g.Edges) < edges {
		a, b := r.IntN(nodes), r.IntN(nodes)
		if a%7 == b%7 || r.IntN(8) == 0 {
			g.Edges = append(g.Edges, [2]int{a, b})
		}
	}
	return g
}

func TestNoLinePassesUnderAThirdNode(t *testing.T) {
	for _, size := range [][2]int{{2, 1}, {12, 20}, {40, 60}, {100, 150}, {300, 450}} {
		seeds := uint64(3)
		if size[0] > 100 {
			seeds = 1 // which takes as long as all of the others
		}
		for seed := range seeds {
			g := camps(rand.New(rand.NewPCG(seed, 5)), size[0], size[1])
			p := Of(g)
			if got := underDots(g, p.At); got != p.Dots || got != 0 {
				t.Errorf("%d nodes, %d edges, seed %d: %d lines pass under a third node, and %d are counted", size[0],
					size[1], seed, got, p.Dots)
			}
		}
	}
}

// A graph that is too dense says how many lines pass under a third node.
func TestADenseGraphIsCounted(t *testing.T) {
	g := Graph{Nodes: 120}
	for a := range g.Nodes {
		for b := range a {
			g.Edges = append(g.Edges, [2]int{a, b})
		}
	}
	p := Of(g)
	if got := underDots(g, p.At); got == 0 || p.Dots < got {
		t.Errorf("%d lines pass under a third node, %d are counted", got, p.Dots)
	}
}

func TestNoTwoNodesStandInOnePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes := rapid.IntRange(1, 60).Draw(t, "nodes")
		end := rapid.IntRange(0, nodes-1)
		g := Graph{Nodes: nodes}
		for range rapid.IntRange(0, 2*nodes).Draw(t, "edges") {
			g.Edges = append(g.Edges, [2]int{end.Draw(t, "from"), end.Draw(t, "to")})
		}
		at := Of(g).At
		for i, p := range at {
			if p.X != math.Round(p.X) || p.Y != math.Round(p.Y) {
				t.Fatalf("node %d is off the grid: %v", i, p)
			}
			for j := range i {
				if math.Abs(p.X-at[j].X) < 2*dot && math.Abs(p.Y-at[j].Y) < 2*dot {
					t.Fatalf("nodes %d and %d stand at %v and %v", j, i, at[j], p)
				}
			}
		}
	})
}

// TestNamesInRowsStandApart sets nodes without an edge, some with long names.
func TestNamesInRowsStandApart(t *testing.T) {
	g := Graph{Nodes: 20, Names: make([]float64, 20)}
	for i := range g.Names {
		g.Names[i] = float64(40 + i%4*90)
	}
	at := Of(g).At
	for i := range at {
		for j := range i {
			if at[i].Y == at[j].Y && math.Abs(at[i].X-at[j].X) < (g.Names[i]+g.Names[j])/2 {
				t.Errorf("nodes %d and %d stand in each other's names: %v, %v", j, i, at[j], at[i])
			}
			left, right := i, j // programs that write names beside nodes do so on the right
			if at[j].X < at[i].X {
				left, right = j, i
			}
			if at[i].Y == at[j].Y && at[right].X-at[left].X < g.Names[left] {
				t.Errorf("the name of node %d, on its right, runs into node %d: %v, %v", left, right, at[left], at[right])
			}
		}
	}
}

// TestSmallGraphsAreTight wants a graph that fits into a window in which its names can be read.
func TestSmallGraphsAreTight(t *testing.T) {
	for seed := range uint64(4) {
		g := camps(rand.New(rand.NewPCG(seed, 7)), 24, 30)
		left, right := 0.0, 0.0
		for _, p := range Of(g).At {
			left, right = min(left, p.X), max(right, p.X)
		}
		if right-left > 1800 {
			t.Errorf("seed %d: 24 nodes are %.0f points wide, want 1800 at most", seed, right-left)
		}
	}
}

func TestPlacesAreTheSameEachTime(t *testing.T) {
	g := camps(rand.New(rand.NewPCG(9, 9)), 150, 220)
	if diff := cmp.Diff(Of(g), Of(g)); diff != "" {
		t.Error(diff)
	}
}

// TestSomePlaces holds places that were found on amd64, so that another processor which finds others is noticed.
func TestSomePlaces(t *testing.T) {
	g := Graph{Nodes: 7, Edges: [][2]int{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {4, 5}}}
	want := []plane.Point{{X: -110, Y: -47}, {X: -74, Y: -156}, {X: 62, Y: -77}, {X: 243, Y: -96}, {X: -110, Y: 83},
		{X: 96, Y: 83}, {X: -110, Y: 213}}
	if diff := cmp.Diff(want, Of(g).At); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestWorkGrowsWithTheGraph counts what is done for a graph and for one ten times as large, of the same sort.
func TestWorkGrowsWithTheGraph(t *testing.T) {
	work := func(nodes int) int {
		s := stress{drawing: drawingOf(camps(rand.New(rand.NewPCG(1, 1)), nodes, 2*nodes))}
		s.holdSome()
		return len(s.terms)
	}
	small, large := work(2000), work(20_000)
	if large > 12*small {
		t.Errorf("%d terms for 2,000 nodes, %d for 20,000: more than 12 times as many", small, large)
	}
	// what mending may look into does not depend on the graph, and nothing is mended beyond Exact
	if p := Of(camps(rand.New(rand.NewPCG(1, 1)), 2*exact, 4*exact)); !p.Rough {
		t.Errorf("%d nodes were not placed roughly", 2*exact)
	}
}

func drawingOf(g Graph) *drawing {
	adjacent := neighbours(g)
	parts, _ := partsOf(adjacent)
	return newDrawing(parts[0], adjacent, g.Sides, make([]int32, g.Nodes))
}
