package layout

import (
	"fmt"
	"math/rand/v2"
)

// shapes are kinds of graphs that figures have, made up by chance.
var shapes = []struct {
	name string
	make func(r *rand.Rand) Graph
}{
	{"star", func(r *rand.Rand) Graph {
		m := newMade(r, 6+r.IntN(16))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(0, i)
		}
		return m.Graph
	}},
	{"chain", func(r *rand.Rand) Graph {
		m := newMade(r, 5+r.IntN(20))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(i-1, i)
		}
		return m.Graph
	}},
	{"dense core", func(r *rand.Rand) Graph {
		m := newMade(r, 10+r.IntN(15))
		for i := range 6 {
			for j := range i {
				m.join(i, j)
			}
		}
		for i := 6; i < len(m.Nodes); i++ {
			m.join(i, r.IntN(6))
		}
		return m.Graph
	}},
	{"parallel", func(r *rand.Rand) Graph {
		m := newMade(r, 3+r.IntN(5))
		for i := 1; i < len(m.Nodes); i++ {
			for j := r.IntN(i); r.IntN(4) > 0; {
				m.join(i, j)
			}
		}
		return m.Graph
	}},
	{"pieces", func(r *rand.Rand) Graph {
		m := newMade(r, 8+r.IntN(30))
		for range len(m.Nodes) * 2 / 3 {
			m.join(r.IntN(len(m.Nodes)), r.IntN(len(m.Nodes)))
		}
		return m.Graph
	}},
	{"long labels", func(r *rand.Rand) Graph {
		m := newMade(r, 5+r.IntN(10))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(i, r.IntN(i))
		}
		for i := range m.Edges {
			m.Edges[i].LabelWidth, m.Edges[i].LabelHeight = 150+float64(r.IntN(150)), 12+float64(r.IntN(30))
		}
		return m.Graph
	}},
	{"loops", func(r *rand.Rand) Graph {
		m := newMade(r, 3+r.IntN(8))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(i, r.IntN(i))
			m.join(i, i)
		}
		m.join(0, 0)
		m.join(0, 0)
		return m.Graph
	}},
	{"sides", func(r *rand.Rand) Graph {
		m := newMade(r, 10+r.IntN(20))
		for i := range 2 + r.IntN(4) {
			m.Groups = append(m.Groups, Group{ID: GroupID(fmt.Sprint("side ", i)), Width: 60, Height: 16})
		}
		for i := range m.Nodes {
			if k := r.IntN(len(m.Groups) + 1); k < len(m.Groups) {
				m.Nodes[i].Group = m.Groups[k].ID
			}
		}
		for range len(m.Nodes) * 4 / 3 {
			busy := r.Float64()
			m.join(int(busy*busy*float64(len(m.Nodes))), r.IntN(len(m.Nodes)))
		}
		return m.Graph
	}},
	{"large", func(r *rand.Rand) Graph {
		m := newMade(r, 60)
		for i := 1; i < 60; i++ {
			busy := r.Float64()
			m.join(i, int(busy*busy*float64(i)))
		}
		for len(m.Edges) < 120 {
			m.join(r.IntN(60), r.IntN(60))
		}
		return m.Graph
	}},
}

// made is a graph being made up.
type made struct {
	Graph
	r *rand.Rand
}

func newMade(r *rand.Rand, nodes int) *made {
	m := &made{r: r}
	for i := range nodes {
		m.Nodes = append(m.Nodes, Node{ID: NodeID(fmt.Sprint("node ", i)), Width: 40 + float64(r.IntN(80)), Height: 20 + float64(r.IntN(20))})
	}
	return m
}

func (m *made) join(a, b int) {
	e := Edge{ID: EdgeID(fmt.Sprint("edge ", len(m.Edges))), From: m.Nodes[a].ID, To: m.Nodes[b].ID}
	if m.r.IntN(8) > 0 {
		e.LabelWidth, e.LabelHeight = 40+float64(m.r.IntN(80)), 12+float64(m.r.IntN(30))
	}
	m.Edges = append(m.Edges, e)
}
