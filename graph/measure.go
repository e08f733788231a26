package graph

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"

	"relgraph/sources"
)

// A Measure is a number that says where an actor stands among those that links tie. All but WeightedDegree see one
// tie between two actors, however many contacts they have, and none sees which way a contact runs. The values are
// those of NetworkX's functions of these names, with their defaults, on the same undirected graph without weights.
type Measure uint8

const (
	// Degree is the number of other actors that links tie the actor to.
	Degree Measure = iota + 1
	// WeightedDegree is the number of the actor's contacts that are links, a round of many members being one.
	WeightedDegree
	// Betweenness is the share of the shortest ways between two others that lead through the actor, from 0 to 1
	// (Freeman 1977, by Brandes' algorithm; betweenness_centrality, normalised). It is 0 for all if there are fewer
	// than three actors.
	Betweenness
	// Closeness is 1 by the mean distance to the actors that can be reached, times their share of all others, from 0
	// to 1 (Wasserman and Faust 1994; closeness_centrality).
	Closeness
	// PageRank is the share of time that somebody spends at the actor who walks along links at random and begins anew
	// at any actor with the chance 0.15 a step (Brin and Page 1998; pagerank). It adds up to 1.
	PageRank
	// Core is the greatest k for which the actor is among actors who each have k ties among themselves (Seidman 1983;
	// core_number).
	Core
	// Component numbers what hangs together, from 1 for the largest.
	Component
	// Community numbers the groups that are tied among themselves more than to others, from 1 for the largest, as the
	// Louvain method finds them (Blondel and others 2008). It begins with the same random numbers each time; another
	// beginning may give other groups.
	Community
)

var measureWords = []string{"", "degree", "weighted-degree", "betweenness", "closeness", "pagerank", "core",
	"component", "community"}

// String is the word for m.
func (m Measure) String() string {
	if int(m) < len(measureWords) {
		return measureWords[m]
	}
	return ""
}

// Whole tells whether the values of m are whole numbers.
func (m Measure) Whole() bool { return m != Betweenness && m != Closeness && m != PageRank }

// Numbering tells whether m numbers groups, so that a higher value is not more.
func (m Measure) Numbering() bool { return m == Component || m == Community }

// Measures lists all measures.
func Measures() []Measure {
	return []Measure{Degree, WeightedDegree, Betweenness, Closeness, PageRank, Core, Component, Community}
}

// ParseMeasure is the only way from text to a Measure; its error lists the words it knows.
func ParseMeasure(s string) (Measure, error) {
	for _, m := range Measures() {
		if strings.EqualFold(s, m.String()) {
			return m, nil
		}
	}
	return 0, fmt.Errorf("unknown measure %q: %s", s, sources.OneOf(s, measureWords[1:]))
}

// A Measurement is what Measure finds. Lists of actors are in the dossier's order.
type Measurement struct {
	Actors      []sources.ActorID   // those that a link ties to another; only they are measured
	Unmeasured  []sources.ActorID   // the dossier's others
	Pairs       int                 // how many pairs of actors links tie
	Links       int                 // how many links that takes, a round being one
	Components  [][]sources.ActorID // what hangs together, the largest first
	Communities [][]sources.ActorID // likewise, if Community was asked for
	// of the communities, from -0.5 to 1: how much more they are tied among themselves than chance would have it
	Modularity float64
	Cuts       []sources.ActorID // those without whom others would no longer be connected; see CutOff
	Bridges    []Bridge
	Sampled    int // from how many actors shortest ways were walked, if not from all

	row    map[sources.ActorID]int
	values map[Measure][]float64
	folded *folded
}

// A Bridge is a pair of actors whose links are all that connects those on one side with those on the other.
type Bridge struct {
	Between [2]sources.ActorID
	Links   []*Contact
}

// FewPairs is the number of tied pairs below which a measurement says little: one more document can turn its order
// round. Any such number is a convention; this one is where a single tie is two in a hundred of all.
const FewPairs = 50

// Few tells whether a measurement rests on so little that its order says little.
func (m *Measurement) Few() bool { return m.Pairs < FewPairs }

// Value is the actor's value of a measure that was asked for; false if there is none.
func (m *Measurement) Value(of Measure, id sources.ActorID) (value float64, ok bool) {
	values := m.values[of]
	i, ok := m.row[id]
	if !ok || values == nil {
		return 0, false
	}
	return values[i], true
}

// Long tells whether a measure goes from each actor to all others, which takes a minute or two for ten thousand.
func (m Measure) Long() bool { return m == Betweenness || m == Closeness || m == Community }

// Measure finds where actors stand among those that links tie. Those that are Long take minutes for tens of thousands of
// actors.
func (g *Graph) Measure(l Links, which ...Measure) *Measurement {
	return MeasureSample(g, l, 0, which...)
}

// MeasureSample is Measure with betweenness and closeness estimated from shortest ways that begin at some actors only,
// which are the same in each run. A sample of 0, or of as many as are measured, is all.
func MeasureSample(g *Graph, l Links, sample int, which ...Measure) *Measurement {
	ties := tiesOf(g, l)
	m := &Measurement{row: map[sources.ActorID]int{}}
	at := map[int32]int{}
	for n := range ties.rows {
		row := ties.of(int32(n))
		id := g.Dossier().Actors[n].ID
		if !slices.ContainsFunc(row, func(e tie) bool { return len(e.links) > 0 }) {
			m.Unmeasured = append(m.Unmeasured, id)
			continue
		}
		at[int32(n)], m.row[id] = len(m.Actors), len(m.Actors)
		m.Actors = append(m.Actors, id)
	}
	f := newFolded(len(m.Actors))
	links := map[*Contact]bool{}
	for n, row := range ties.rows { // all of which are there by now
		own := map[*Contact]bool{}
		for _, e := range row {
			for _, c := range e.links {
				own[c], links[c] = true, true
			}
			if len(e.links) > 0 && int(e.to) > n {
				f.tie(at[int32(n)], at[e.to])
				m.Pairs++
			}
		}
		if i, ok := at[int32(n)]; ok {
			f.degrees[i] = len(own)
		}
	}
	m.Links = len(links)
	f.sort()
	from := pivots(len(m.Actors), sample)
	if len(from) < len(m.Actors) {
		m.Sampled = len(from)
	}
	m.values = f.measure(which, from)
	m.folded = f
	m.Components = m.named(f.components())
	if slices.Contains(which, Community) {
		communities, q := f.communities()
		m.Communities, m.Modularity = m.named(communities), q
	}
	cuts, bridges := f.cuts()
	for _, n := range cuts {
		m.Cuts = append(m.Cuts, m.Actors[n])
	}
	for _, b := range bridges {
		pair := [2]sources.ActorID{m.Actors[b[0]], m.Actors[b[1]]}
		m.Bridges = append(m.Bridges, Bridge{pair, ties.at(g.actors.at(pair[0]), g.actors.at(pair[1])).links})
	}
	return m
}

func (m *Measurement) named(groups [][]int) [][]sources.ActorID {
	var all [][]sources.ActorID
	for _, group := range groups {
		ids := make([]sources.ActorID, len(group))
		for i, n := range group {
			ids[i] = m.Actors[n]
		}
		all = append(all, ids)
	}
	return all
}

// CutOff lists what would be cut off without an actor: the parts into which its component would fall, the largest
// first, without the largest itself. It is nil for all but the actors of Cuts.
func (m *Measurement) CutOff(id sources.ActorID) [][]sources.ActorID {
	n, ok := m.row[id]
	if !ok {
		return nil
	}
	return m.named(without(m.folded, n))
}

// A folded graph has one edge between two nodes, however many links they have, and none from a node to itself, on
// which gonum's simple graphs panic. Its nodes are 0, 1, 2 ...
type folded struct {
	to      [][]int // the neighbours of each node, in their order once sorted
	degrees []int   // the number of links of each node
}

var _ gonum.Undirected = (*folded)(nil)

func newFolded(n int) *folded { return &folded{make([][]int, n), make([]int, n)} }

func (f *folded) tie(x, y int) {
	f.to[x], f.to[y] = append(f.to[x], y), append(f.to[y], x)
}

func (f *folded) sort() {
	for _, row := range f.to {
		slices.Sort(row)
	}
}

func (f *folded) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(len(f.to)) {
		return nil
	}
	return simple.Node(id)
}

func (f *folded) Nodes() gonum.Nodes {
	nodes := make([]gonum.Node, len(f.to))
	for i := range nodes {
		nodes[i] = simple.Node(i)
	}
	return orderedNodes(nodes)
}

func (f *folded) From(id int64) gonum.Nodes {
	nodes := make([]gonum.Node, len(f.to[id]))
	for i, n := range f.to[id] {
		nodes[i] = simple.Node(n)
	}
	return orderedNodes(nodes)
}

func (f *folded) HasEdgeBetween(x, y int64) bool {
	_, found := slices.BinarySearch(f.to[x], int(y))
	return found
}

func (f *folded) Edge(x, y int64) gonum.Edge { return f.EdgeBetween(x, y) }

func (f *folded) EdgeBetween(x, y int64) gonum.Edge {
	if !f.HasEdgeBetween(x, y) {
		return nil
	}
	return simple.Edge{F: simple.Node(x), T: simple.Node(y)}
}

func (f *folded) measure(which []Measure, from []int32) map[Measure][]float64 {
	values := map[Measure][]float64{}
	for _, m := range which {
		v := make([]float64, len(f.to))
		switch m {
		case Degree:
			for n, to := range f.to {
				v[n] = float64(len(to))
			}
		case WeightedDegree:
			for n, links := range f.degrees {
				v[n] = float64(links)
			}
		case Betweenness:
			f.betweenness(v, from)
		case Closeness:
			f.closeness(v, from)
		case PageRank:
			f.pageRank(v)
		case Core:
			_, shells := topo.DegeneracyOrdering(f)
			for k, shell := range shells {
				for _, n := range shell {
					v[n.ID()] = float64(k)
				}
			}
		case Component:
			number(v, f.components())
		case Community:
			communities, _ := f.communities()
			number(v, communities)
		}
		values[m] = v
	}
	return values
}

func number(v []float64, groups [][]int) {
	for i, group := range groups {
		for _, n := range group {
			v[n] = float64(i + 1)
		}
	}
}

// betweenness is the share of all pairs of others, each taken from both its ends. It is gonum's Betweenness without a
// map of each walk, which takes a twentieth of its time.
func (f *folded) betweenness(v []float64, from []int32) {
	n := float64(len(v))
	if n < 3 {
		return
	}
	for id, b := range newWays(f).betweenness(from) {
		v[id] = b / ((n - 1) * (n - 2))
	}
}

// closeness has gonum's Closeness corrected for what cannot be reached (S. Wasserman and K. Faust, "Social network
// analysis", 1994, page 201), and no table of all distances.
func (f *folded) closeness(v []float64, from []int32) {
	others, distances := newWays(f).distances(from)
	for n := range v {
		if distances[n] > 0 {
			v[n] = others[n] / distances[n] * others[n] / float64(len(v)-1)
		}
	}
}

const (
	damping     = 0.85  // the chance to go on along a link, of Brin and Page, and of NetworkX
	rankSettled = 1e-13 // how little a step may change the ranks in all
)

// pageRank is not gonum's, which begins at random, so that its last digits differ between runs, and panics without
// nodes.
func (f *folded) pageRank(rank []float64) {
	n := float64(len(rank))
	for i := range rank {
		rank[i] = 1 / n
	}
	for change := 1.0; change > rankSettled && len(rank) > 0; {
		next := make([]float64, len(rank))
		loose := 0.0
		for i, to := range f.to {
			if len(to) == 0 {
				loose += rank[i]
			}
			for _, j := range to {
				next[j] += rank[i] / float64(len(to))
			}
		}
		change = 0
		for i := range next {
			next[i] = float64(damping*(next[i]+loose/n)) + (1-damping)/n
			change += math.Abs(next[i] - rank[i])
		}
		copy(rank, next)
	}
}

// components lists what hangs together, the largest first, then by its first node.
func (f *folded) components() [][]int { return groups(topo.ConnectedComponents(f)) }

func groups(of [][]gonum.Node) [][]int {
	all := make([][]int, len(of))
	for i, nodes := range of {
		for _, n := range nodes {
			all[i] = append(all[i], int(n.ID()))
		}
		slices.Sort(all[i])
	}
	slices.SortFunc(all, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), slices.Compare(a, b)) })
	return all
}

// communities are those of the Louvain method, and their modularity; without a tie each node is its own.
func (f *folded) communities() ([][]int, float64) {
	if !slices.ContainsFunc(f.to, func(to []int) bool { return len(to) > 0 }) {
		return f.components(), 0
	}
	found := community.Modularize(f, 1, rand.NewPCG(1, 1)).Communities()
	return groups(found), community.Q(f, found, 1)
}

// without lists the parts into which a node's component falls without it, but for the largest.
func without(f *folded, n int) [][]int {
	seen := make([]bool, len(f.to))
	seen[n] = true
	var parts [][]int
	for _, from := range f.to[n] {
		if seen[from] {
			continue
		}
		seen[from] = true
		part := []int{from}
		for i := 0; i < len(part); i++ {
			for _, to := range f.to[part[i]] {
				if !seen[to] {
					seen[to] = true
					part = append(part, to)
				}
			}
		}
		slices.Sort(part)
		parts = append(parts, part)
	}
	slices.SortFunc(parts, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), slices.Compare(a, b)) })
	return parts[min(1, len(parts)):]
}

// cuts finds the nodes and edges without which there would be more components, by Tarjan's and Hopcroft's low points
// (1973). It keeps its own stack, since a chain may be long.
func (f *folded) cuts() (nodes []int, edges [][2]int) {
	type visit struct{ node, before, next int }
	n := len(f.to)
	found, low, cut := make([]int, n), make([]int, n), make([]bool, n)
	count := 0
	for root := range n {
		if found[root] > 0 {
			continue
		}
		count++
		found[root], low[root] = count, count
		branches := 0
		stack := []visit{{root, -1, 0}}
		for len(stack) > 0 {
			v := &stack[len(stack)-1]
			if v.next < len(f.to[v.node]) {
				to := f.to[v.node][v.next]
				v.next++
				switch {
				case to == v.before:
				case found[to] > 0:
					low[v.node] = min(low[v.node], found[to])
				default:
					count++
					found[to], low[to] = count, count
					stack = append(stack, visit{to, v.node, 0})
				}
				continue
			}
			done := *v
			stack = stack[:len(stack)-1]
			if done.before < 0 {
				continue
			}
			low[done.before] = min(low[done.before], low[done.node])
			if low[done.node] > found[done.before] {
				edges = append(edges, [2]int{min(done.before, done.node), max(done.before, done.node)})
			}
			if done.before == root {
				branches++
			} else if low[done.node] >= found[done.before] {
				cut[done.before] = true
			}
		}
		cut[root] = branches > 1
	}
	for i, is := range cut {
		if is {
			nodes = append(nodes, i)
		}
	}
	slices.SortFunc(edges, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return nodes, edges
}
