package graph

import (
	"iter"
	"math"
	"slices"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"

	"relgraph/sources"
)

// Multigraph is a Graph as gonum's directed multigraph. A node's ID is the actor's place in the dossier, a line's ID
// counts the pairs that contacts tie, in the order of Graph.All. A mutual contact is a line in both directions, a
// round a line for each of its pairs. Affiliations are lines too. What no figure draws is left out.
type Multigraph struct{ g *Graph }

// Undirected is a Graph as gonum's weighted undirected graph: parallel contacts and affiliations are folded into one
// edge, whose weight is the sum of theirs, Contact.Weight. What no figure draws is left out.
type Undirected struct{ g *Graph }

var (
	_ gonum.DirectedMultigraph = Multigraph{}
	_ gonum.WeightedUndirected = Undirected{}
	_ gonum.Line               = Line{}
)

// Multigraph offers g to gonum's algorithms on directed multigraphs.
func (g *Graph) Multigraph() Multigraph { return Multigraph{g} }

// Undirected offers g to gonum's algorithms on undirected graphs: components, paths, centrality, communities.
func (g *Graph) Undirected() Undirected { return Undirected{g} }

// Actor is the actor of a node of m; nil if m has no such node.
func (m Multigraph) Actor(n gonum.Node) *sources.Actor {
	actors := known(m.g).Dossier().Actors
	if n == nil || n.ID() < 0 || n.ID() >= int64(len(actors)) {
		return nil
	}
	return &actors[n.ID()]
}

// A Line is a contact as gonum sees it.
type Line struct {
	Contact  *Contact
	id       int64
	from, to int64
}

// ID is the place of the pair among those that the contacts of Graph.All tie.
func (l Line) ID() int64 { return l.id }

// From is the node that the line starts at.
func (l Line) From() gonum.Node { return simple.Node(l.from) }

// To is the node that the line ends at.
func (l Line) To() gonum.Node { return simple.Node(l.to) }

// ReversedLine is the same contact walked the other way.
func (l Line) ReversedLine() gonum.Line { return Line{l.Contact, l.id, l.to, l.from} }

// A drawn is a graph as gonum's algorithms see it: its actors as nodes, and the contacts that a figure draws.
type drawn struct{ *Graph }

func drawnOf(g *Graph) drawn { return drawn{known(g)} }

func (g drawn) node(id int64) gonum.Node {
	if id < 0 || id >= int64(len(g.Dossier().Actors)) {
		return nil
	}
	return simple.Node(id)
}

func (g drawn) nodes() gonum.Nodes {
	nodes := make([]gonum.Node, len(g.Dossier().Actors))
	for i := range nodes {
		nodes[i] = simple.Node(i)
	}
	return orderedNodes(nodes)
}

func orderedNodes(nodes []gonum.Node) gonum.Nodes {
	if len(nodes) == 0 {
		return gonum.Empty
	}
	return iterator.NewOrderedNodes(nodes)
}

// at yields the edges of drawn contacts of node u and the node at the other end of each, in the order of Graph.All.
func (g drawn) at(u int64) iter.Seq2[int32, int64] {
	return func(yield func(edge int32, other int64) bool) {
		if g.node(u) == nil {
			return
		}
		for _, i := range g.edges.of(int32(u)) {
			e := g.edges.list[i]
			if g.contacts[e.contact].Drawn() && !yield(i, int64(e.from)+int64(e.to)-u) {
				return
			}
		}
	}
}

// between yields the edges of drawn contacts between two nodes in the order of Graph.All. It looks through those of
// the node that has fewer, so that asking for each contact of a hub stays cheap.
func (g drawn) between(x, y int64) iter.Seq[int32] {
	return func(yield func(edge int32) bool) {
		if g.node(x) == nil || g.node(y) == nil || x == y {
			return
		}
		if len(g.edges.of(int32(y))) < len(g.edges.of(int32(x))) {
			x, y = y, x
		}
		for i, other := range g.at(x) {
			if other == y && !yield(i) {
				return
			}
		}
	}
}

// neighbours lists the nodes at the other ends of u's drawn edges that keep admits, each once, in the dossier's order.
func (g drawn) neighbours(u int64, keep func(edge int32) bool) gonum.Nodes {
	var ids []int64
	for i, other := range g.at(u) {
		if keep(i) {
			ids = append(ids, other)
		}
	}
	slices.Sort(ids)
	var nodes []gonum.Node
	for _, id := range slices.Compact(ids) {
		nodes = append(nodes, simple.Node(id))
	}
	return orderedNodes(nodes)
}

// leads tells whether edge i can be walked from node u.
func (g drawn) leads(i int32, u int64) bool {
	return !g.contacts[g.edges.list[i].contact].Directed || int64(g.edges.list[i].from) == u
}

// Node returns the node of that ID, or nil.
func (m Multigraph) Node(id int64) gonum.Node { return drawnOf(m.g).node(id) }

// Nodes returns all actors in the dossier's order.
func (m Multigraph) Nodes() gonum.Nodes { return drawnOf(m.g).nodes() }

// From returns the nodes that a contact leads to from u.
func (m Multigraph) From(u int64) gonum.Nodes {
	g := drawnOf(m.g)
	return g.neighbours(u, func(i int32) bool { return g.leads(i, u) })
}

// To returns the nodes from which a contact leads to v.
func (m Multigraph) To(v int64) gonum.Nodes {
	g := drawnOf(m.g)
	return g.neighbours(v, func(i int32) bool {
		e := g.edges.list[i]
		return !g.contacts[e.contact].Directed || int64(e.to) == v
	})
}

// HasEdgeBetween tells whether a contact ties x and y, either way.
func (m Multigraph) HasEdgeBetween(x, y int64) bool { return drawnOf(m.g).tied(x, y) }

// HasEdgeFromTo tells whether a contact leads from u to v.
func (m Multigraph) HasEdgeFromTo(u, v int64) bool {
	g := drawnOf(m.g)
	for i := range g.between(u, v) {
		if g.leads(i, u) {
			return true
		}
	}
	return false
}

// Lines returns the contacts that lead from u to v, in the order of Graph.All.
func (m Multigraph) Lines(u, v int64) gonum.Lines {
	var lines []gonum.Line
	g := drawnOf(m.g)
	for i := range g.between(u, v) {
		if g.leads(i, u) {
			lines = append(lines, Line{&g.contacts[g.edges.list[i].contact], int64(i), u, v})
		}
	}
	if len(lines) == 0 {
		return gonum.Empty
	}
	return iterator.NewOrderedLines(lines)
}

func (g drawn) tied(x, y int64) bool {
	for range g.between(x, y) {
		return true
	}
	return false
}

// parallel adds up the weights of the drawn contacts between two nodes.
func (g drawn) parallel(x, y int64) float64 {
	w := 0.0
	for i := range g.between(x, y) {
		w += g.contacts[g.edges.list[i].contact].Parties().Weight()
	}
	return w
}

// Node returns the node of that ID, or nil.
func (u Undirected) Node(id int64) gonum.Node { return drawnOf(u.g).node(id) }

// Nodes returns all actors in the dossier's order.
func (u Undirected) Nodes() gonum.Nodes { return drawnOf(u.g).nodes() }

// From returns the nodes that a contact ties to id.
func (u Undirected) From(id int64) gonum.Nodes {
	return drawnOf(u.g).neighbours(id, func(int32) bool { return true })
}

// HasEdgeBetween tells whether a contact ties x and y.
func (u Undirected) HasEdgeBetween(x, y int64) bool { return drawnOf(u.g).tied(x, y) }

// Edge returns the edge between two nodes, or nil.
func (u Undirected) Edge(x, y int64) gonum.Edge { return u.EdgeBetween(x, y) }

// EdgeBetween returns the edge between two nodes, or nil.
func (u Undirected) EdgeBetween(x, y int64) gonum.Edge {
	if e := u.WeightedEdgeBetween(x, y); e != nil {
		return e
	}
	return nil
}

// WeightedEdge returns the edge between two nodes, or nil.
func (u Undirected) WeightedEdge(x, y int64) gonum.WeightedEdge { return u.WeightedEdgeBetween(x, y) }

// WeightedEdgeBetween returns the edge between two nodes, or nil. Its weight is the sum of the contacts'.
func (u Undirected) WeightedEdgeBetween(x, y int64) gonum.WeightedEdge {
	w := drawnOf(u.g).parallel(x, y)
	if w == 0 {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(x), T: simple.Node(y), W: w}
}

// Weight returns the sum of the weights of the contacts between two nodes; 0 for a node and itself, infinity for
// nodes that none ties.
func (u Undirected) Weight(x, y int64) (w float64, ok bool) {
	if x == y {
		return 0, true
	}
	if w := drawnOf(u.g).parallel(x, y); w > 0 {
		return w, true
	}
	return math.Inf(1), false
}

// known is g, or a graph of nothing for the zero value of what has none.
func known(g *Graph) *Graph {
	if g == nil {
		return &Graph{}
	}
	return g
}
