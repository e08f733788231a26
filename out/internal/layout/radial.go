package layout

import (
	"cmp"
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// A ringTree is a breadth first tree around a node.
type ringTree struct {
	root     int
	children [][]int
	depth    []int
	weight   []float64 // how wide a sector each node gets
	further  []float64 // for each ring, how much farther out it is than it would have to be by itself

	turn, squeeze float64 // of the whole: by part of a full turn, and how much lower than wide it is
}

// rings are a scene whose nodes stand in rings around its middle.
type rings struct {
	*scene
	tree ringTree
}

func newRings(s *scene) *rings { return &rings{s, s.tree(s.middle())} }

// arrange places each node on the ring of its distance, in contacts, from the middle. The rings are ellipses, as boxes
// and labels are wider than high; of some turns and shapes, the one counts that fits best on the page.
func (r *rings) arrange() {
	r.untangle()
	least := math.Inf(1)
	best := r.tree
	for k := range turns {
		for _, squeeze := range []float64{1, 1.4, 2, 2.8} {
			r.tree.turn, r.tree.squeeze = float64(k)/turns, squeeze
			at := r.places()
			page := nothing()
			for i, box := range r.nodes {
				page.grow(boxAround(at[i], box.width(), box.height()))
			}
			if cost := paper(page.width(), page.height(), cmp.Or(r.aspect, defaultShape)); cost < least {
				best, least = r.tree, cost
			}
		}
	}
	r.tree = best
	r.rings = r
	r.settle()
}

// widen gives the rings at which lines clash more room.
func (r *rings) widen(clashing []int, by float64) {
	more := map[int]bool{}
	for _, i := range clashing {
		l := &r.lines[i]
		more[max(1, r.tree.depth[l.a], r.tree.depth[l.b])] = true
	}
	for k := range r.tree.further {
		if more[k] {
			r.tree.further[k] *= by
		}
	}
	r.settle()
}

// settle puts the boxes of nodes at their places and then apart.
func (r *rings) settle() {
	at := r.places()
	for i, box := range r.nodes {
		r.nodes[i] = boxAround(at[i], box.width(), box.height())
	}
	separate(r.nodes, r.gap)
}

// places gives the nodes their places. A ring is as far from the one inside it as the boxes and labels of the lines
// between the two need in the directions in which these run.
func (r *rings) places() []plane.Point {
	t := r.tree
	u := compass(t.turn)
	towards := t.sectors()
	for i, p := range towards {
		towards[i] = plane.Point{X: p.Dot(u), Y: u.Cross(p)}.Unit().Stretched(1, 1/t.squeeze)
	}
	radius := make([]float64, len(t.further))
	for i := range r.lines {
		l := &r.lines[i]
		inner, outer := l.a, l.b
		if t.depth[inner] > t.depth[outer] {
			inner, outer = outer, inner
		}
		if k := t.depth[outer]; k > t.depth[inner] {
			a, b, way := r.nodes[inner], r.nodes[outer], towards[outer]
			wide := (a.width()+b.width())/2 + l.width + 2*ringStub
			high := (a.height()+b.height())/2 + l.height + 2*ringStub
			radius[k] = max(radius[k], min(wide/max(abs(way.X), 1e-6), high/max(abs(way.Y), 1e-6)))
		}
	}
	for k := 1; k < len(radius); k++ {
		radius[k] = radius[k-1] + float64(max(radius[k], 4*r.gap)*t.further[k])
	}
	for i := range towards {
		if i == t.root {
			towards[i] = plane.Point{}
		}
		towards[i] = towards[i].Times(radius[t.depth[i]])
	}
	return towards
}

const ringStub = 16.0 // of a line to be seen between a box and a label, in pt

// busiest is the node with the most lines; of several, the first.
func (s *scene) busiest() int {
	degree := make([]int, len(s.nodes))
	for i := range s.lines {
		degree[s.lines[i].a]++
		degree[s.lines[i].b]++
	}
	best := 0
	for i, n := range degree {
		if n > degree[best] {
			best = i
		}
	}
	return best
}

// middle is the node that the caller wants in the middle, if it is in this piece, and else the busiest.
func (s *scene) middle() int {
	if s.centre >= 0 {
		return s.centre
	}
	return s.busiest()
}

func (s *scene) tree(root int) ringTree {
	n := len(s.nodes)
	t := ringTree{root: root, children: make([][]int, n), depth: make([]int, n), weight: make([]float64, n)}
	neighbours := s.neighbours()
	for i := range t.depth {
		t.depth[i] = -1
	}
	t.depth[root] = 0
	queue := []int{root}
	for next := 0; next < len(queue); next++ {
		v := queue[next]
		around := slices.Clone(neighbours[v])
		if s.side != nil { // those of one side beside each other
			slices.SortStableFunc(around, func(a, b int) int { return s.side[a] - s.side[b] })
		}
		for _, w := range around {
			if t.depth[w] < 0 {
				t.depth[w] = t.depth[v] + 1
				t.children[v] = append(t.children[v], w)
				queue = append(queue, w)
			}
		}
	}
	for v, depth := range t.depth { // those that only a side joins
		if depth < 0 {
			t.depth[v] = t.depth[root] + 1
			t.children[root] = append(t.children[root], v)
			queue = append(queue, v)
		}
	}
	for k := len(queue) - 1; k >= 0; k-- {
		v := queue[k]
		own := float64(2*reach(s.nodes[v].width(), s.nodes[v].height())) + s.gap
		below := 0.0
		for _, w := range t.children[v] {
			below += t.weight[w]
		}
		t.weight[v] = max(own/float64(max(t.depth[v], 1)), below) // a ring farther out is longer
	}
	t.further = make([]float64, slices.Max(t.depth)+1)
	for k := range t.further {
		t.further[k] = 1
	}
	return t
}

// sectors places the nodes of the tree on rings at distances of 1000 pt.
func (t ringTree) sectors() []plane.Point {
	at := make([]plane.Point, len(t.depth))
	var place func(v int, from, to float64)
	place = func(v int, from, to float64) {
		if v != t.root {
			at[v] = compass((from + to) / 2).Times(float64(1000 * t.depth[v]))
		}
		total := 0.0
		for _, w := range t.children[v] {
			total += t.weight[w]
		}
		for _, w := range t.children[v] {
			part := float64((to - from) * (t.weight[w] / total))
			place(w, from, from+part)
			from += part
		}
	}
	place(t.root, 0, 1)
	return at
}

// untangle changes the order of children where that saves crossings, as long as that is cheap to find out.
func (r *rings) untangle() {
	const cheap = 40_000 // pairs of lines, and of lines and boxes
	if len(r.lines)*(len(r.lines)+len(r.nodes)) > cheap {
		return
	}
	least := r.tangle(r.tree.sectors())
	for range 4 {
		before := least
		for _, children := range r.tree.children {
			for i := range children {
				for j := range i {
					if least == 0 {
						return
					}
					children[i], children[j] = children[j], children[i]
					if cost := r.tangle(r.tree.sectors()); cost < least {
						least = cost
					} else {
						children[i], children[j] = children[j], children[i]
					}
				}
			}
		}
		if least == before {
			return
		}
	}
}
