package graph

import (
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
)

// A Folded is a graph as measures see it, made from nothing but numbers, with nodes that nothing ties too.
type Folded struct{ f *folded }

// Fold makes a graph of n nodes from edges with their numbers of links.
func Fold(n int, edges [][3]int) Folded {
	f := newFolded(n)
	for _, e := range edges {
		f.tie(e[0], e[1])
		f.degrees[e[0]] += e[2]
		f.degrees[e[1]] += e[2]
	}
	f.sort()
	return Folded{f}
}

func (g Folded) Measure(m Measure) []float64 {
	return g.f.measure([]Measure{m}, pivots(len(g.f.to), 0))[m]
}

// Sampled is a measure from a sample of nodes.
func (g Folded) Sampled(m Measure, sample int) []float64 {
	return g.f.measure([]Measure{m}, pivots(len(g.f.to), sample))[m]
}

func (g Folded) Components() [][]int                 { return g.f.components() }
func (g Folded) Communities() ([][]int, float64)     { return g.f.communities() }
func (g Folded) Cuts() (nodes []int, edges [][2]int) { return g.f.cuts() }
func (g Folded) Without(n int) [][]int               { return without(g.f, n) }

// Modularity is that of a partition that somebody else made.
func (g Folded) Modularity(partition [][]int) float64 {
	nodes := make([][]gonum.Node, len(partition))
	for i, part := range partition {
		for _, n := range part {
			nodes[i] = append(nodes[i], simple.Node(n))
		}
	}
	return community.Q(g.f, nodes, 1)
}
