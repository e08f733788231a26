package layout

import (
	"cmp"
	"container/heap"
	"math"
	"math/rand/v2"
	"slices"

	"relgraph/out/internal/plane"
)

// A spring joins two points that want to be so far apart.
type spring struct {
	a, b   int
	length float64
}

// distances gives for each two of n points the length of the shortest way between them along springs, infinite if there
// is none.
func distances(n int, springs []spring) [][]float64 {
	type leg struct {
		to     int
		length float64
	}
	legs := make([][]leg, n)
	for _, s := range springs {
		legs[s.a] = append(legs[s.a], leg{s.b, s.length})
		legs[s.b] = append(legs[s.b], leg{s.a, s.length})
	}
	all := make([][]float64, n)
	for start := range all {
		far := make([]float64, n)
		for i := range far {
			far[i] = math.Inf(1)
		}
		far[start] = 0
		open := waiting{{start, 0}}
		for len(open) > 0 {
			next := heap.Pop(&open).(waiter)
			if next.far > far[next.point] {
				continue
			}
			for _, l := range legs[next.point] {
				if way := next.far + l.length; way < far[l.to] {
					far[l.to] = way
					heap.Push(&open, waiter{l.to, way})
				}
			}
		}
		all[start] = far
	}
	return all
}

type waiter struct {
	point int
	far   float64
}

// waiting is a heap, the nearest first.
type waiting []waiter

func (w waiting) Len() int      { return len(w) }
func (w waiting) Swap(i, j int) { w[i], w[j] = w[j], w[i] }
func (w waiting) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(w[i].far, w[j].far), w[i].point-w[j].point) < 0
}
func (w *waiting) Push(x any) { *w = append(*w, x.(waiter)) }
func (w *waiting) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}

// relax moves points so that each two are as far apart as wanted, as nearly as can be, near ones more exactly than
// far ones: stress majorization, as in Gansner, Koren and North, "Graph drawing by stress majorization" (2004), one
// point at a time. It stops after so many rounds, or when points hardly move.
func relax(points []plane.Point, wanted [][]float64, rounds int) {
	for range rounds {
		moved, size := 0.0, 0.0
		for i, p := range points {
			var sum plane.Point
			weight := 0.0
			for j, q := range points {
				d := wanted[i][j]
				if i == j || math.IsInf(d, 1) {
					continue
				}
				way := p.Minus(q)
				l := way.Length()
				if l < 1e-6 { // on one spot: part them, each two in another direction
					way, l = compass(float64((i*7+j*13)%32)/32), 1
				}
				w := 1 / float64(d*d)
				sum = sum.Plus(q.Plus(way.Times(d / l)).Times(w))
				weight += w
				size = max(size, d)
			}
			if weight > 0 {
				points[i] = sum.Times(1 / weight)
				moved = max(moved, plane.Distance(p, points[i]))
			}
		}
		if moved < size/5000 {
			return
		}
	}
}

// stress is how far the points are from what is wanted: 0 if they are there.
func stress(points []plane.Point, wanted [][]float64) float64 {
	s := 0.0
	for i := range points {
		for j := range i {
			if d := wanted[i][j]; !math.IsInf(d, 1) && d > 0 {
				off := plane.Distance(points[i], points[j])/d - 1
				s += float64(off * off)
			}
		}
	}
	return s
}

// starts is how many beginnings relax is tried from, by the number of points. A beginning decides which lines cross.
func starts(points int) int {
	switch {
	case points <= 100:
		return 24
	case points <= 200:
		return 10
	case points <= 400:
		return 3
	}
	return 1
}

// A mesh is a scene whose nodes, labels and sides are points that springs hold apart and together.
type mesh struct {
	*scene
	points  int // the nodes, then the labels of the lines in their order, then the sides
	springs []spring
}

// arrange places the nodes by springs between boxes and the labels between them, so that where there are many labels
// there is room for them. Of several beginnings, the one with the fewest crossings counts.
func (m mesh) arrange() {
	wanted := distances(m.points, m.springs)
	best, least := []plane.Point(nil), math.Inf(1)
	for k := range starts(m.points) {
		at := m.beginning(k)
		relax(at, wanted, 60)
		if cost := m.tangle(at) + stress(at, wanted)/float64(10*m.points); cost < least {
			best, least = at, cost
		}
	}
	relax(best, wanted, 200)
	best = m.turned(best)
	for i, p := range best {
		best[i] = p.Stretched(1, 1/tall)
	}
	m.apart(best)
}

// tall is how much farther apart things seem that are above each other: boxes and labels are wider than high, and in
// such a space they are about as wide as high.
const tall = 1.8

// reach is the mean radius of a box in that space.
func reach(width, height float64) float64 { return (width + float64(tall*height)) / 4 }

func newMesh(s *scene) mesh {
	var springs []spring
	points := len(s.nodes)
	radius := func(i int) float64 { return reach(s.nodes[i].width(), s.nodes[i].height()) }
	gap := s.gap
	total, n := 0.0, 0.0
	for i := range s.lines {
		l := &s.lines[i]
		middle := 0.0
		if l.width > 0 {
			middle = reach(l.width, l.height)
			springs = append(springs, spring{l.a, points, radius(l.a) + middle + gap})
			if l.a != l.b {
				springs = append(springs, spring{points, l.b, radius(l.b) + middle + gap})
			}
			points++
		} else if l.a != l.b {
			springs = append(springs, spring{l.a, l.b, radius(l.a) + radius(l.b) + 4*gap})
		}
		total += radius(l.a) + radius(l.b) + 2*middle + 2*gap
		n++
	}
	mean := total / max(n, 1)
	hubs := map[int]int{}
	for i, side := range s.side {
		if side < 0 {
			continue
		}
		if _, known := hubs[side]; !known {
			hubs[side] = points
			points++
		}
		springs = append(springs, spring{i, hubs[side], 0.75 * max(mean, radius(i)*2+gap)})
	}
	return mesh{s, points, springs}
}

// beginning is where the points are before they relax: around the busiest actor, or by chance, always the same.
func (m mesh) beginning(k int) []plane.Point {
	at := make([]plane.Point, m.points)
	random := rand.New(rand.NewPCG(uint64(k), 25))
	if k == 0 {
		copy(at, m.tree(m.busiest()).sectors())
		next := len(m.nodes)
		for i := range m.lines {
			if l := &m.lines[i]; l.width > 0 {
				at[next] = plane.Between(at[l.a], at[l.b], 0.5)
				next++
			}
		}
		for i := next; i < m.points; i++ {
			at[i] = plane.Point{X: float64(100 * random.Float64()), Y: float64(100 * random.Float64())}
		}
		return at
	}
	for i := range at {
		at[i] = plane.Point{X: float64(1000 * random.Float64()), Y: float64(1000 * random.Float64())}
	}
	return at
}

// tangle counts what looks bad about straight lines between nodes at these places: lines that cross, and lines that
// pass through boxes.
func (s *scene) tangle(at []plane.Point) float64 {
	cost := 0.0
	for i := range s.lines {
		a := &s.lines[i]
		for j := range i {
			b := &s.lines[j]
			if a.a == b.a || a.a == b.b || a.b == b.a || a.b == b.b {
				continue
			}
			if _, cross := meet(at[a.a], at[a.b], at[b.a], at[b.b]); cross {
				cost++
			}
		}
		if a.a == a.b {
			continue
		}
		for v, box := range s.nodes {
			if v != a.a && v != a.b && boxAround(at[v], box.width(), float64(box.height()*tall)).crossedBy(at[a.a],
				at[a.b]) {
				cost += 2
			}
		}
	}
	return cost
}

// turns is how many ways round a figure is looked at.
const turns = 24

// turned is the points turned so that the page has the wanted shape, and if none is wanted, the smallest area.
func (m mesh) turned(points []plane.Point) []plane.Point {
	best, least := points, math.Inf(1)
	for k := range turns {
		u := compass(float64(k) / (2 * turns))
		at := make([]plane.Point, len(points))
		for i, p := range points {
			at[i] = plane.Point{X: p.Dot(u), Y: u.Cross(p)}
		}
		page := nothing()
		for i, box := range m.nodes {
			page.grow(boxAround(at[i].Stretched(1, 1/tall), box.width(), box.height()))
		}
		if cost := paper(page.width(), page.height(), m.aspect); cost < least {
			best, least = at, cost
		}
	}
	return best
}

// paper is the area of the smallest page of a shape, width to height or 0 for any, that something of this size fits on.
func paper(width, height, aspect float64) float64 {
	if aspect > 0 {
		width, height = max(width, float64(height*aspect)), max(height, width/aspect)
	}
	return float64(width * height)
}

// apart makes room: it stretches the places towards the wanted shape, by no more than looks natural, and moves boxes
// and labels apart. What it then knows of labels is a hint to those who draw the lines.
func (m mesh) apart(at []plane.Point) {
	const most = 1.5
	if m.aspect > 0 && len(m.nodes) > 1 {
		page := bounds(at[:len(m.nodes)])
		if is := page.width() / max(1, page.height()); is < m.aspect {
			for i := range at {
				at[i] = at[i].Stretched(min(most, m.aspect/is), 1)
			}
		} else {
			for i := range at {
				at[i] = at[i].Stretched(1, min(most, is/m.aspect))
			}
		}
	}
	boxes := slices.Clone(m.nodes)
	for i := range boxes {
		boxes[i] = boxAround(at[i], m.nodes[i].width(), m.nodes[i].height())
	}
	next := len(boxes)
	for i := range m.lines {
		if l := &m.lines[i]; l.width > 0 && next < len(at) {
			boxes = append(boxes, boxAround(at[next], l.width, l.height))
			next++
		}
	}
	separate(boxes, m.gap)
	copy(m.nodes, boxes)
	separate(m.nodes, m.gap)
	next = len(m.nodes)
	for i := range m.lines {
		if l := &m.lines[i]; l.width > 0 && next < len(boxes) {
			l.hint, l.hinted = boxes[next].centre(), true
			next++
		}
	}
}
