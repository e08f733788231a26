package layout

import (
	"cmp"
	"math"
	"slices"
)

// Lines and labels of the free layouts. Each line has a number of courses it may take: straight, or in one arc, wider and
// wider to either side. On each course there are places for its label. Lines then choose, those with the least choice
// first, and choose again, each in view of what the others have taken, until none has a better choice.

// A margin is how far things are kept apart, in points.
type margin struct {
	line   float64 // a line from a box
	beside float64 // a line from the label of another
	label  float64 // a label from a label, or from the box of another node
	stub   float64 // a label from the nodes of its own line, so that an arrowhead has room
}

// Wide margins look better; narrow ones are for when there is no other way.
var (
	wide   = margin{line: 5, beside: 3, label: 5, stub: 12}
	narrow = margin{line: 1.5, beside: 1, label: 1.5, stub: 9}
)

// What a choice costs. A clash is what may not be; the rest weighs looks against each other.
const (
	clash    = 1000.0
	crossing = 6.0
	skew     = 8.0  // more for a crossing at a small angle
	bending  = 14.0 // for an arc as far out as its line is long
	offSlot  = 0.5  // for each step away from the place among parallel lines
	offMid   = 3.0  // for a label at an end of its line
	pinch    = 8.0  // for two lines that leave a node in the same direction
)

// A course is a way that a line may take.
type course struct {
	path, flat []Point
	around     Box
	cost       float64
	leaves     [2]Point // directions in which it leaves its nodes
}

// A choice is a course with a place for the label.
type choice struct {
	course *course
	label  Box
	cost   float64
}

// A router finds courses for all lines of a scene.
type router struct {
	*scene
	margin  margin
	grid    grid
	choices [][]choice
	taken   []*choice
}

// route draws the lines, and lists those that clash with something.
func (s *scene) route(m margin) []int {
	r := &router{scene: s, margin: m, grid: newGrid(s.nodes), choices: make([][]choice, len(s.lines)), taken: make([]*choice, len(s.lines))}
	s.slots()
	order := make([]int, len(s.lines))
	for i := range s.lines {
		order[i] = i
		r.choices[i] = r.list(&s.lines[i])
	}
	free := func(i int) int { // choices that the boxes leave
		n := 0
		for _, c := range r.choices[i] {
			if c.cost < clash {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b int) int { return free(a) - free(b) })

	const sweeps = 8
	for range sweeps {
		changed := false
		for _, i := range order {
			if best := r.choose(i); best != r.taken[i] {
				r.taken[i], changed = best, true
			}
		}
		if !changed {
			break
		}
	}
	for i := range s.lines {
		l := &s.lines[i]
		l.path, l.label = r.taken[i].course.path, Point{}
		if l.width > 0 {
			l.label = r.taken[i].label.centre()
		}
	}
	return r.clashes()
}

// slots gives parallel lines their places beside each other.
func (s *scene) slots() {
	type pair [2]int
	between := map[pair][]int{}
	for i := range s.lines {
		l := &s.lines[i]
		key := pair{min(l.a, l.b), max(l.a, l.b)}
		between[key] = append(between[key], i)
	}
	for i := range s.lines {
		l := &s.lines[i]
		same := between[pair{min(l.a, l.b), max(l.a, l.b)}]
		l.slot, l.parallel = 0, len(same) > 1
		if len(same) == 1 {
			continue
		}
		way := s.nodes[l.b].centre().minus(s.nodes[l.a].centre())
		u := way.unit()
		apart := 16.0
		for _, j := range same {
			m := &s.lines[j]
			apart = max(apart, float64(abs(u.Y)*m.width)+float64(abs(u.X)*m.height)+6)
		}
		apart = min(apart, max(24, 0.22*way.length()))
		l.slot = float64(apart * (float64(slices.Index(same, i)) - float64(len(same)-1)/2))
		if l.a > l.b {
			l.slot = -l.slot
		}
	}
}

// list makes all choices of a line, the cheapest first. What lies over boxes costs a clash for each.
func (r *router) list(l *wire) []choice {
	var choices []choice
	for _, c := range r.courses(l) {
		c.flat = flatten(c.path, 0.3)
		c.around = bounds(c.flat)
		c.cost += clash * float64(r.through(l, c))
		if l.width == 0 {
			choices = append(choices, choice{course: c, cost: c.cost})
			continue
		}
		long := lengthOf(c.flat)
		for _, t := range stops {
			if l.a == l.b && t != 0.5 {
				continue
			}
			label := boxAround(at(c.flat, float64(long*t)), l.width, l.height)
			cost := c.cost + float64(offMid*abs(t-0.5)) + clash*float64(r.under(l, label))
			choices = append(choices, choice{c, label, cost})
		}
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(a.cost, b.cost) })
	return choices
}

// stops are the parts of a line at which a label may stand.
var stops = []float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.15, 0.85}

// courses are the ways a line may take.
func (r *router) courses(l *wire) []*course {
	if l.a == l.b {
		return r.loops(l)
	}
	a, b := r.nodes[l.a], r.nodes[l.b]
	length := distance(a.centre(), b.centre())
	step := min(36, max(12, float64(length*0.07)))
	var all []*course
	for k := -7.0; k <= 7; k++ {
		offset := l.slot + float64(k*step)
		if abs(offset) > 0.6*length+abs(l.slot) {
			continue
		}
		path := arc(a, b, offset)
		cost := float64(bending*abs(offset)/length) + float64(offSlot*abs(k))
		last := len(path) - 1
		all = append(all, &course{path: path, cost: cost, leaves: [2]Point{path[1].minus(path[0]).unit(), path[last-1].minus(path[last]).unit()}})
	}
	return all
}

// loops are the ways a line from a node to itself may take: out on any of the four sides.
func (r *router) loops(l *wire) []*course {
	box := r.nodes[l.a]
	c := box.centre()
	var all []*course
	for k := 0.0; k < 6; k++ {
		along := min(box.height()/4, 14)
		out := (box.width()/2 + r.margin.stub + 2 + max(l.width/2, 10) + 14*k - box.width()/2) * 4 / 3
		spread := float64(along*2) + l.height/2 + 5*k
		for side, sign := range [2]float64{1, -1} {
			x := c.X + float64(sign*box.width()/2)
			far := x + float64(sign*out)
			all = append(all, &course{
				path:   []Point{{x, c.Y - along}, {far, c.Y - spread}, {far, c.Y + spread}, {x, c.Y + along}},
				cost:   2*k + float64(side),
				leaves: [2]Point{{sign, 0}, {sign, 0}},
			})
		}
		along = min(box.width()/4, 14)
		out = (r.margin.stub + 2 + max(l.height/2, 10) + 14*k) * 4 / 3
		spread = float64(along*2) + 5*k
		for side, sign := range [2]float64{-1, 1} {
			y := c.Y + float64(sign*box.height()/2)
			far := y + float64(sign*out)
			all = append(all, &course{
				path:   []Point{{c.X - along, y}, {c.X - spread, far}, {c.X + spread, far}, {c.X + along, y}},
				cost:   2*k + 0.5 + float64(side),
				leaves: [2]Point{{0, sign}, {0, sign}},
			})
		}
	}
	return all
}

// through counts the boxes that a course passes through, or too near by; also its own, once it has left them.
func (r *router) through(l *wire, c *course) int {
	n := 0
	for _, v := range r.grid.near(c.around.grown(r.margin.line)) {
		box := r.nodes[v].grown(r.margin.line)
		if v == l.a || v == l.b {
			box = r.nodes[v].grown(-slack / 2)
		}
		if passes(c.flat, c.around, box) {
			n++
		}
	}
	return n
}

// under counts the boxes that a label lies over, or too near to.
func (r *router) under(l *wire, label Box) int {
	n := 0
	for _, v := range r.grid.near(label.grown(r.margin.stub)) {
		gap := r.margin.label
		if v == l.a || v == l.b {
			gap = r.margin.stub
		}
		if label.overlaps(r.nodes[v], gap) {
			n++
		}
	}
	return n
}

// choose finds the best choice of line i in view of what the others have taken.
func (r *router) choose(i int) *choice {
	costs := map[*course]float64{}
	var best *choice
	least := math.Inf(1)
	for k := range r.choices[i] {
		c := &r.choices[i][k]
		if c.cost >= least {
			break
		}
		base, known := costs[c.course]
		if !known {
			for j, other := range r.taken {
				if j != i && other != nil {
					base += r.meeting(i, j, c.course, other)
				}
			}
			costs[c.course] = base
		}
		if cost := c.cost + base; cost < least {
			if cost += r.covering(i, c, least-cost); cost < least {
				best, least = c, cost
			}
		}
	}
	return best
}

// meeting is what a course costs beside another line and its label.
func (r *router) meeting(i, j int, c *course, other *choice) float64 {
	cost := 0.0
	if other.label != (Box{}) && passes(c.flat, c.around, other.label.grown(r.margin.beside)) {
		cost += clash
	}
	return cost + r.crossings(i, j, c, other.course)
}

// crossings is what two courses cost each other.
func (r *router) crossings(i, j int, c, d *course) float64 {
	a, b := &r.lines[i], &r.lines[j]
	cost := 0.0
	for k, v := range [2]int{a.a, a.b} {
		for m, w := range [2]int{b.a, b.b} {
			if v != w {
				continue
			}
			switch cos := c.leaves[k].dot(d.leaves[m]); {
			case cos > 0.9994 && distance(c.end(k), d.end(m)) < 1.5: // two degrees
				cost += clash
			case cos > 0.97:
				cost += pinch * (cos - 0.97) / 0.03
			}
		}
	}
	if !c.around.overlaps(d.around, 0) {
		return cost
	}
	same := a.a == b.a && a.b == b.b || a.a == b.b && a.b == b.a
	for k := 1; k < len(c.flat); k++ {
		p, q := c.flat[k-1], c.flat[k]
		bit := bounds(c.flat[k-1 : k+1])
		if !bit.overlaps(d.around, 0.001) {
			continue
		}
		for m := 1; m < len(d.flat); m++ {
			if _, cross := meet(p, q, d.flat[m-1], d.flat[m]); cross {
				sine := abs(q.minus(p).unit().cross(d.flat[m].minus(d.flat[m-1]).unit()))
				cost += crossing + float64(skew*float64((1-sine)*(1-sine)))
				if same {
					cost += 4 * crossing
				}
			}
		}
	}
	return cost
}

// end is the place at which a course leaves its first node (0) or its second (1).
func (c *course) end(k int) Point {
	if k == 0 {
		return c.path[0]
	}
	return c.path[len(c.path)-1]
}

// covering is what a label costs over other lines and labels; above limit it stops counting.
func (r *router) covering(i int, c *choice, limit float64) float64 {
	if c.label == (Box{}) {
		return 0
	}
	cost := 0.0
	for j, other := range r.taken {
		if j == i || other == nil {
			continue
		}
		if other.label != (Box{}) && c.label.overlaps(other.label, r.margin.label) {
			cost += clash
		}
		if passes(other.course.flat, other.course.around, c.label.grown(r.margin.beside)) {
			cost += clash
		}
		if cost >= limit {
			break
		}
	}
	return cost
}

// clashes lists the lines that have any, ascending.
func (r *router) clashes() []int {
	bad := make([]bool, len(r.taken))
	for i, c := range r.taken {
		bad[i] = bad[i] || c.cost >= clash
		for j, other := range r.taken {
			if i == j {
				continue
			}
			if j < i && r.crossings(i, j, c.course, other.course) >= clash {
				bad[i], bad[j] = true, true
			}
			if c.label == (Box{}) {
				continue
			}
			if passes(other.course.flat, other.course.around, c.label.grown(r.margin.beside)) ||
				other.label != (Box{}) && c.label.overlaps(other.label, r.margin.label) {
				bad[i], bad[j] = true, true
			}
		}
	}
	var list []int
	for i, b := range bad {
		if b {
			list = append(list, i)
		}
	}
	return list
}
