package graph_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/sources"
)

// A networkX is a graph as NetworkX measures it: testdata/measure.py writes them.
type networkX struct {
	Name       string
	Nodes      int
	Edges      [][3]int
	Degree     []float64
	Weighted   []float64 `json:"weighted-degree"`
	Between    []float64 `json:"betweenness"`
	Closeness  []float64
	PageRank   []float64
	Core       []float64
	Components [][]int
	Cuts       []int
	Bridges    [][2]int
	Partition  [][]int
	Modularity float64
	Louvain    float64
}

// louvainApart is how much less modular than NetworkX's communities ours may be: the method depends on where it begins.
const louvainApart = 0.05

// agrees compares every measure of a graph with NetworkX's.
func (want networkX) agrees(t *testing.T) {
	t.Helper()
	g := graph.Fold(want.Nodes, want.Edges)
	same := func(what string, wanted, got any) {
		t.Helper()
		if diff := cmp.Diff(wanted, got, cmpopts.EquateApprox(0, 1e-9), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s (-NetworkX +relgraph):\n%s", want.Name, what, diff)
		}
	}
	for m, values := range map[graph.Measure][]float64{graph.Degree: want.Degree, graph.WeightedDegree: want.Weighted,
		graph.Betweenness: want.Between,
		graph.Closeness:   want.Closeness, graph.PageRank: want.PageRank, graph.Core: want.Core} {
		same(m.String(), values, g.Measure(m))
	}
	same("components", want.Components, g.Components())
	cuts, bridges := g.Cuts()
	same("cuts", want.Cuts, cuts)
	same("bridges", want.Bridges, bridges)
	if len(want.Partition) > 0 {
		same("modularity", want.Modularity, g.Modularity(want.Partition))
	}
	communities, modularity := g.Communities()
	if modularity < want.Louvain-louvainApart {
		t.Errorf("%s: communities of the modularity %v, NetworkX finds some of %v", want.Name, modularity, want.Louvain)
	}
	nodes := slices.Concat(communities...)
	slices.Sort(nodes)
	if len(slices.Compact(nodes)) != want.Nodes {
		t.Errorf("%s: communities of %d nodes, want each node once: %v", want.Name, want.Nodes, communities)
	}
}

func read(t *testing.T, data []byte, least int) {
	t.Helper()
	var graphs []networkX
	if err := json.Unmarshal(data, &graphs); err != nil {
		t.Fatal(err)
	}
	for _, g := range graphs {
		g.agrees(t)
	}
	if len(graphs) < least {
		t.Errorf("%d graphs, want %d", len(graphs), least)
	}
}

// Measures of graphs that everybody knows are those of NetworkX.
func TestMeasuresAreNetworkX(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "measures.json"))
	if err != nil {
		t.Fatal(err)
	}
	read(t, data, 17)
}

// Only what counts as a link is measured, each pair once; who has none is named.
func TestMeasure(t *testing.T) {
	g := build(t, `
id,actor,recipient,document,kind,direction,stance,asserted_by,modality
c1,ann,bo,mirror,talks,,,,
c2,bo,ann,mirror,call,directed,,,
c3,bo,cy,mirror,talks,,,,
c4,cy,dee,mirror,talks,,denies,cy (on record),
c5,cy,dee,mirror,meeting,,,,planned
c6,dee,spokeswoman,mirror,affiliation,,,,
`)
	m := g.Measure(graph.Links{}, graph.Measures()...)
	type ids = []sources.ActorID
	for what, pair := range map[string][2]any{
		"actors":     {ids{"ann", "bo", "cy"}, m.Actors},
		"unmeasured": {ids{"dee", "spokeswoman", "aide"}, m.Unmeasured},
		"pairs":      {2, m.Pairs},
		"links":      {3, m.Links},
		"components": {[]ids{{"ann", "bo", "cy"}}, m.Components},
		"cuts":       {ids{"bo"}, m.Cuts},
		"cut off":    {[]ids{{"cy"}}, m.CutOff("bo")},
		"not cut":    {[]ids(nil), m.CutOff("ann")},
		"bridges":    {2, len(m.Bridges)},
		"few":        {true, m.Few()},
	} {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	for m2, want := range map[graph.Measure]float64{graph.Degree: 2, graph.WeightedDegree: 3, graph.Betweenness: 1,
		graph.Closeness: 1, graph.Core: 1,
		graph.Component: 1, graph.Community: 1} {
		if got, ok := m.Value(m2, "bo"); !ok || got != want {
			t.Errorf("%s of Bo is %v, %v, want %v", m2, got, ok, want)
		}
	}
	if _, ok := m.Value(graph.Degree, "dee"); ok {
		t.Error("Dee has no link and a degree")
	}
	all := g.Measure(graph.Links{Also: []graph.State{graph.Planned, graph.Denied}, Ties: true}, graph.Degree)
	if got, _ := all.Value(graph.Degree, "dee"); got != 2 || !slices.Equal(all.Unmeasured, ids{"aide"}) {
		t.Errorf("with plans and affiliations Dee has the degree %v, want 2; unmeasured are %v", got, all.Unmeasured)
	}
	if _, ok := all.Value(graph.PageRank, "dee"); ok {
		t.Error("a measure that was not asked for has a value")
	}
	none := build(t, "id,actor,recipient,document\n").Measure(graph.Links{}, graph.Measures()...)
	if len(none.Actors) != 0 || none.Modularity != 0 || none.Components != nil {
		t.Errorf("a graph without contacts has %v", none)
	}
}

// Measures are the same each time, although gonum walks maps and takes numbers at random.
func TestMeasuresAreTheSameEachTime(t *testing.T) {
	d, _ := sources.SyriaContacts()
	measure := func() string {
		m := graph.Must(graph.Build(d)).Measure(graph.Links{}, graph.Measures()...)
		text := fmt.Sprint(m.Components, m.Communities, m.Modularity, m.Cuts)
		for _, id := range m.Actors {
			for _, of := range graph.Measures() {
				v, _ := m.Value(of, id)
				text += fmt.Sprintln(id, of, v)
			}
		}
		return text
	}
	want := measure()
	for range 20 {
		if diff := cmp.Diff(want, measure()); diff != "" {
			t.Fatal(diff)
		}
	}
}

// Without a cut actor there are as many components more as it cuts off, and the parts that it cuts off are no larger
// than what is left.
func TestCutsCutOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "nodes")
		seen := map[[2]int]bool{}
		var edges [][3]int
		for range rapid.IntRange(0, 16).Draw(t, "edges") {
			x, y := rapid.IntRange(0, n-1).Draw(t, "x"), rapid.IntRange(0, n-1).Draw(t, "y")
			if pair := [2]int{min(x, y), max(x, y)}; x != y && !seen[pair] {
				seen[pair] = true
				edges = append(edges, [3]int{x, y, 1})
			}
		}
		g := graph.Fold(n, edges)
		cuts, _ := g.Cuts()
		for node := range n {
			left := slices.DeleteFunc(slices.Clone(edges), func(e [3]int) bool { return e[0] == node || e[1] == node })
			more := len(graph.Fold(n, left).Components()) - 1 - len(g.Components()) // the node itself stays as one
			if alone := g.Measure(graph.Degree)[node] == 0; alone {
				more++
			}
			if got := len(g.Without(node)); got != max(more, 0) {
				t.Fatalf("without %d: %d parts are cut off, want %d", node, got, more)
			}
			if slices.Contains(cuts, node) != (more > 0) {
				t.Fatalf("%d is among the cuts %v, and %d parts are cut off without it", node, cuts, more)
			}
		}
		sum := 0.0
		for _, rank := range g.Measure(graph.PageRank) {
			sum += rank
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("PageRanks add up to %v", sum)
		}
	})
}

// Two measures of two actors, over what is said to have happened.
func ExampleGraph_Measure() {
	d, _ := sources.SyriaContacts()
	m := graph.Must(graph.Build(d)).Measure(graph.Links{}, graph.Degree, graph.Betweenness)
	for _, id := range []sources.ActorID{"us", "hts"} {
		degree, _ := m.Value(graph.Degree, id)
		between, _ := m.Value(graph.Betweenness, id)
		fmt.Printf("%s: degree %.0f, betweenness %.2f\n", id, degree, between)
	}
	// Output:
	// us: degree 3, betweenness 0.46
	// hts: degree 3, betweenness 0.22
}
