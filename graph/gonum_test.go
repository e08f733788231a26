package graph_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/multi"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"gonum.org/v1/gonum/graph/traverse"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/sources"
)

// graphs draws up to a dozen actors, with contacts of any kind, way and state between them.
var graphs = rapid.Custom(func(t *rapid.T) *graph.Graph {
	n := rapid.IntRange(2, 12).Draw(t, "actors")
	var actors []sources.Actor
	var claims []sources.Claim
	for i := range n {
		actors = append(actors, sources.Actor{ID: actor(i), Name: string(actor(i))})
	}
	for i := range rapid.IntRange(0, 2*n).Draw(t, "claims") {
		from := rapid.IntRange(0, n-1).Draw(t, "from")
		to := (from + rapid.IntRange(1, n-1).Draw(t, "steps to the other")) % n
		claims = append(claims, sources.Claim{
			Locator: fmt.Sprint("p. ", i),
			Details: &sources.Details{AssertedBy: sources.Chain{{Text: "somebody", OnRecord: true}}},
			ID:      sources.ClaimID(fmt.Sprint(i)), Actors: []sources.ActorID{actor(from)},
			Recipients: []sources.ActorID{actor(to)}, Document: "paper",
			Kind:     rapid.SampledFrom([]sources.KindID{"talks", "call", sources.AffiliationKind}).Draw(t, "kind"),
			Directed: rapid.Bool().Draw(t, "directed"), Modality: sources.Happened,
			Stance: rapid.SampledFrom([]sources.Stance{sources.Reports, sources.Reports, sources.Disputes,
				sources.NoComment}).Draw(t, "stance"),
		})
	}
	d, problems := sources.New(actors, []sources.Document{{ID: "paper", Title: "Paper"}}, claims, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
})

func actor(i int) sources.ActorID { return sources.ActorID(fmt.Sprintf("a%02d", i)) }

// reference builds gonum's own graphs from the same contacts.
func reference(g *graph.Graph) (*multi.DirectedGraph, *simple.WeightedUndirectedGraph) {
	directed, undirected := multi.NewDirectedGraph(), simple.NewWeightedUndirectedGraph(0, math.Inf(1))
	node := map[sources.ActorID]simple.Node{}
	for i, a := range g.Dossier().Actors {
		node[a.ID] = simple.Node(i)
		directed.AddNode(simple.Node(i))
		undirected.AddNode(simple.Node(i))
	}
	line := int64(-1)
	for c := range g.All() {
		line++
		if !c.Drawn() {
			continue
		}
		from, to := node[c.From], node[c.To]
		directed.SetLine(multi.Line{F: from, T: to, UID: line})
		if !c.Directed {
			directed.SetLine(multi.Line{F: to, T: from, UID: line})
		}
		weight, tied := undirected.Weight(from.ID(), to.ID())
		if !tied {
			weight = 0
		}
		undirected.SetWeightedEdge(simple.WeightedEdge{F: from, T: to, W: weight + 1})
	}
	return directed, undirected
}

// ids lists nodes or lines by their ids. What relgraph hands out is in order; what gonum does is not.
func ids[T interface{ ID() int64 }](list []T) []int64 {
	ids := make([]int64, len(list))
	for i, v := range list {
		ids[i] = v.ID()
	}
	return ids
}

func sorted(ids []int64) []int64 {
	slices.Sort(ids)
	return ids
}

func TestMultigraphIsGonums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs.Draw(t, "graph")
		got := g.Multigraph()
		want, _ := reference(g)
		compare(t, "nodes", ids(gonum.NodesOf(got.Nodes())), sorted(ids(gonum.NodesOf(want.Nodes()))))
		n := int64(len(g.Dossier().Actors))
		for u := int64(-1); u <= n; u++ {
			compare(t, fmt.Sprint("node ", u), got.Node(u) != nil, want.Node(u) != nil)
			compare(t, fmt.Sprint("from ", u), ids(gonum.NodesOf(got.From(u))), sorted(ids(gonum.NodesOf(want.From(u)))))
			compare(t, fmt.Sprint("to ", u), ids(gonum.NodesOf(got.To(u))), sorted(ids(gonum.NodesOf(want.To(u)))))
			for v := int64(-1); v <= n; v++ {
				compare(t, fmt.Sprint("between ", u, v), got.HasEdgeBetween(u, v), want.HasEdgeBetween(u, v))
				compare(t, fmt.Sprint("from and to ", u, v), got.HasEdgeFromTo(u, v), want.HasEdgeFromTo(u, v))
				compare(t, fmt.Sprint("lines ", u, v), ids(gonum.LinesOf(got.Lines(u, v))),
					sorted(ids(gonum.LinesOf(want.Lines(u, v)))))
			}
		}
	})
}

// A line leads to its contact, and keeps it when walked the other way.
func TestLinesAreContacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs.Draw(t, "graph")
		all := slices.Collect(g.All())
		for u := range g.Dossier().Actors {
			for v := range g.Dossier().Actors {
				for _, l := range gonum.LinesOf(g.Multigraph().Lines(int64(u), int64(v))) {
					line, back := l.(graph.Line), l.ReversedLine().(graph.Line)
					if line.Contact != all[l.ID()] || back.Contact != line.Contact || back.ID() != l.ID() {
						t.Fatalf("line %d is of %s, and back of %s; want %s", l.ID(), line.Contact.ID, back.Contact.ID,
							all[l.ID()].ID)
					}
					compare(t, "ends", ids([]gonum.Node{l.From(), l.To(), back.From(), back.To()}),
						[]int64{int64(u), int64(v), int64(v), int64(u)})
					if a := g.Multigraph().Actor(l.From()).ID; a != line.Contact.From &&
						(a != line.Contact.To || line.Contact.Directed) {
						t.Fatalf("the line from %s is of %s", a, line.Contact.ID)
					}
				}
			}
		}
	})
}

func TestUndirectedIsGonums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs.Draw(t, "graph")
		got := g.Undirected()
		_, want := reference(g)
		compare(t, "nodes", ids(gonum.NodesOf(got.Nodes())), sorted(ids(gonum.NodesOf(want.Nodes()))))
		n := int64(len(g.Dossier().Actors))
		for u := int64(-1); u <= n; u++ {
			compare(t, fmt.Sprint("node ", u), got.Node(u) != nil, want.Node(u) != nil)
			compare(t, fmt.Sprint("from ", u), ids(gonum.NodesOf(got.From(u))), sorted(ids(gonum.NodesOf(want.From(u)))))
			for v := int64(-1); v <= n; v++ {
				compare(t, fmt.Sprint("between ", u, v), got.HasEdgeBetween(u, v), want.HasEdgeBetween(u, v))
				compare(t, fmt.Sprint("edge ", u, v), edge(got.Edge(u, v)), edge(want.Edge(u, v)))
				compare(t, fmt.Sprint("edge between ", u, v), edge(got.EdgeBetween(u, v)), edge(want.EdgeBetween(u, v)))
				compare(t, fmt.Sprint("weighted edge ", u, v), edge(got.WeightedEdge(u, v)), edge(want.WeightedEdge(u, v)))
				weight, ok := got.Weight(u, v)
				wantWeight, wantOK := want.Weight(u, v)
				compare(t, fmt.Sprint("weight ", u, v), fmt.Sprint(weight, ok), fmt.Sprint(wantWeight, wantOK))
			}
		}
	})
}

// edge is empty for none: an interface that holds nothing, and nil.
func edge(e gonum.Edge) string {
	if e == nil {
		return ""
	}
	text := fmt.Sprint(e.From().ID(), e.To().ID())
	if w, ok := e.(gonum.WeightedEdge); ok {
		text += fmt.Sprint(" weighs ", w.Weight())
	}
	return text
}

// gonum's algorithms find on relgraph's graph what they find on gonum's.
func TestAlgorithms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs.Draw(t, "graph")
		got := g.Undirected()
		_, want := reference(g)

		components := func(g gonum.Undirected) []string {
			var texts []string
			for _, nodes := range topo.ConnectedComponents(g) {
				texts = append(texts, fmt.Sprint(sorted(ids(nodes))))
			}
			slices.Sort(texts)
			return texts
		}
		compare(t, "components", components(got), components(want))

		larger := 0
		for _, c := range components(want) {
			if strings.Contains(c, " ") {
				larger++
			}
		}
		compare(t, "components of more than one actor", len(g.Measure(graph.Links{Ties: true}).Components), larger)

		for _, from := range gonum.NodesOf(want.Nodes()) {
			a, b := path.DijkstraFrom(from, got), path.DijkstraFrom(from, want)
			reached, wantReached := map[int64]int{}, map[int64]int{}
			breadth := func(g traverse.Graph, reached map[int64]int) {
				new(traverse.BreadthFirst).Walk(g, from, func(n gonum.Node, depth int) bool {
					reached[n.ID()] = depth
					return false
				})
			}
			breadth(got, reached)
			breadth(want, wantReached)
			compare(t, "depths", reached, wantReached)
			for to := range g.Dossier().Actors {
				compare(t, fmt.Sprint("distance ", from.ID(), to), a.WeightTo(int64(to)), b.WeightTo(int64(to)))
			}
		}
		compare(t, "betweenness", network.Betweenness(got), network.Betweenness(want), cmpopts.EquateApprox(0, 1e-9))
		compare(t, "farness", network.Farness(got, path.DijkstraAllPaths(got)),
			network.Farness(want, path.DijkstraAllPaths(want)))
	})
}

func compare[T any](t *rapid.T, what string, got, want T, options ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, append(options, cmpopts.EquateEmpty())...); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// What the graph hands to gonum comes in the same order each time, although gonum's own graphs walk maps.
func TestOrderIsOne(t *testing.T) {
	d, _ := sources.SyriaContacts()
	order := func() []string {
		g := graph.Must(graph.Build(d))
		var order []string
		for _, n := range gonum.NodesOf(g.Multigraph().Nodes()) {
			order = append(order, fmt.Sprint(g.Multigraph().Actor(n).ID,
				ids(gonum.NodesOf(g.Multigraph().From(n.ID()))), ids(gonum.NodesOf(g.Undirected().From(n.ID())))))
		}
		for _, c := range g.Measure(graph.Links{Ties: true}).Components {
			order = append(order, fmt.Sprint(c))
		}
		return append(order, shown(g.All(), id)...)
	}
	want := order()
	for range 20 {
		if diff := cmp.Diff(want, order()); diff != "" {
			t.Fatalf("another order (-want +got):\n%s", diff)
		}
	}
	if len(want) < len(d.Actors) {
		t.Errorf("only %d lines", len(want))
	}
}
