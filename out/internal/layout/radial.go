package layout

import (
	"cmp"
	"math"
	"slices"
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

// radial places a piece in rings around its middle: each node on the ring of its distance, in contacts, from there. The
// rings are ellipses, as boxes and labels are wider than high; of some turns and shapes, the one counts that fits best
// on the page.
func (s *scene) radial() {
	t := s.tree(s.middle())
	s.untangle(&t)
	least := math.Inf(1)
	best := t
	for k := range turns {
		for _, squeeze := range []float64{1, 1.4, 2, 2.8} {
			t.turn, t.squeeze = float64(k)/turns, squeeze
			at := s.onRings(t)
			page := nothing()
			for i, box := range s.nodes {
				page.grow(boxAround(at[i], box.width(), box.height()))
			}
			if cost := paper(page.width(), page.height(), cmp.Or(s.aspect, defaultShape)); cost < least {
				best, least = t, cost
			}
		}
	}
	s.rings = &best
	s.move(s.onRings(best))
}

// widen gives the rings at which lines clash more room.
func (s *scene) widen(clashing []int, by float64) {
	more := map[int]bool{}
	for _, i := range clashing {
		l := &s.lines[i]
		more[max(1, s.rings.depth[l.a], s.rings.depth[l.b])] = true
	}
	for k := range s.rings.further {
		if more[k] {
			s.rings.further[k] *= by
		}
	}
	s.move(s.onRings(*s.rings))
}

// move puts the boxes of nodes at places and then apart.
func (s *scene) move(at []Point) {
	for i, box := range s.nodes {
		s.nodes[i] = boxAround(at[i], box.width(), box.height())
	}
	separate(s.nodes, s.gap)
}

// onRings gives the nodes their places. A ring is as far from the one inside it as the boxes and labels of the lines
// between the two need in the directions in which these run.
func (s *scene) onRings(t ringTree) []Point {
	u := compass(t.turn)
	towards := s.sectors(t)
	for i, p := range towards {
		towards[i] = Point{p.dot(u), u.cross(p)}.unit().stretched(1, 1/t.squeeze)
	}
	radius := make([]float64, len(t.further))
	for i := range s.lines {
		l := &s.lines[i]
		inner, outer := l.a, l.b
		if t.depth[inner] > t.depth[outer] {
			inner, outer = outer, inner
		}
		if k := t.depth[outer]; k > t.depth[inner] {
			a, b, way := s.nodes[inner], s.nodes[outer], towards[outer]
			wide := (a.width()+b.width())/2 + l.width + 2*ringStub
			high := (a.height()+b.height())/2 + l.height + 2*ringStub
			radius[k] = max(radius[k], min(wide/max(abs(way.X), 1e-6), high/max(abs(way.Y), 1e-6)))
		}
	}
	for k := 1; k < len(radius); k++ {
		radius[k] = radius[k-1] + float64(max(radius[k], 4*s.gap)*t.further[k])
	}
	for i := range towards {
		if i == t.root {
			towards[i] = Point{}
		}
		towards[i] = towards[i].times(radius[t.depth[i]])
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

// sectors places the nodes of a tree on rings at distances of 1000 pt.
func (s *scene) sectors(t ringTree) []Point {
	at := make([]Point, len(s.nodes))
	var place func(v int, from, to float64)
	place = func(v int, from, to float64) {
		if v != t.root {
			at[v] = compass((from + to) / 2).times(float64(1000 * t.depth[v]))
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
func (s *scene) untangle(t *ringTree) {
	const cheap = 40_000 // pairs of lines, and of lines and boxes
	if len(s.lines)*(len(s.lines)+len(s.nodes)) > cheap {
		return
	}
	least := s.tangle(s.sectors(*t))
	for range 4 {
		before := least
		for _, children := range t.children {
			for i := range children {
				for j := range i {
					if least == 0 {
						return
					}
					children[i], children[j] = children[j], children[i]
					if cost := s.tangle(s.sectors(*t)); cost < least {
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
