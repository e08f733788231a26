package network

import "slices"

// A sketch is a figure as one would begin it with a pencil: boxes and straight lines between their middles, one for
// each bundle, without labels but with room for them. It is where the order of things is found, who stands beside
// whom with few crossings, since a move in a sketch costs a tenth of one in the whole figure.
type sketch struct {
	*state
	at     []point // middles of the nodes: boxes, then the labels of lines that gather
	half   []point // half their sizes
	edges  []edge
	of     [][]int // of nodes, their edges
	cross  []int   // of pairs of edges
	pass   []int   // of edges and nodes
	close  []int   // of pairs of nodes
	bounds []rect  // around each edge, as far as it wards off boxes
	wards  []point // how far that is: clearance and its fan
	own    []int   // of edges
	side   []int
	sides  []extent
	rows   []int // of edges, then of nodes: what each costs with all others, and an edge by itself
	total  int
	cells  []cell
	before int
	moved  []int  // edges
	moves  []bool // of edges, whether they are among them
	others []extentBefore
}

// An extent is how far the middles of a side's boxes reach, and how many boxes of others stand within.
type extent struct {
	around  rect
	foreign int
}

type extentBefore struct {
	side int
	was  extent
}

// A step is a node that moves, and where it was.
type step struct {
	node int
	was  point
}

// An edge of a sketch joins two nodes and has a label of that size.
type edge struct {
	from, to int
	label    point
	count    int
	aside    point // how far its fan reaches beside it if it runs up, and above it if it runs level
}

// What a sketch costs, in points of line.
const (
	sketchCrossing = 190 // for one of single lines; it becomes dearer when labels have to find room
	sketchPass     = 120 // of a line through a box
	sketchOver     = 120 // of boxes too close
	sketchGap      = 16 * grain
)

func newSketch(s *state) *sketch {
	k := &sketch{state: s}
	for b := range s.boxes {
		size := s.sizes[b][0]
		k.half = append(k.half, point{size.x / 2, size.y / 2})
	}
	for _, b := range s.bundles {
		var label point
		high := 0
		for _, l := range b.lines {
			size := s.labelSize(l)
			label = point{max(label.x, size.x), max(label.y, size.y)}
			high += size.y + labelsGap
		}
		k.edges = append(k.edges, edge{b.from, b.to, label, len(b.lines),
			point{label.x * (len(b.lines) - 1) * 3 / 8, (high - high/len(b.lines)) / 2}})
	}
	for l := range s.lines {
		if !s.lines[l].gathers || s.lines[l].loop {
			continue
		}
		size := s.labelSize(l)
		for _, end := range s.lines[l].ends {
			k.edges = append(k.edges, edge{end, len(k.half), point{}, 1, point{}})
		}
		k.half = append(k.half, point{size.x / 2, size.y / 2})
	}
	n, m := len(k.half), len(k.edges)
	k.at, k.of = make([]point, n), make([][]int, n)
	for e, edge := range k.edges {
		k.of[edge.from] = append(k.of[edge.from], e)
		k.of[edge.to] = append(k.of[edge.to], e)
	}
	k.cross, k.pass, k.close, k.own = make([]int, m*m), make([]int, m*n), make([]int, n*n), make([]int, m)
	k.bounds, k.moves, k.rows = make([]rect, m), make([]bool, m), make([]int, m+n+1)
	for _, e := range k.edges {
		k.wards = append(k.wards, point{e.aside.x + clearance, e.aside.y + clearance})
	}
	k.side, k.sides = make([]int, len(s.members)), make([]extent, len(s.members))
	return k
}

func (k *sketch) line(e int) segment { return segment{k.at[k.edges[e].from], k.at[k.edges[e].to]} }

// length is what an edge costs by itself: its length, and what its label lacks of room between its boxes.
func (k *sketch) length(e int) int {
	edge := k.edges[e]
	d := k.at[edge.to].minus(k.at[edge.from])
	p, q := k.half[edge.from], k.half[edge.to]
	gapX, gapY := max(d.x, -d.x)-p.x-q.x, max(d.y, -d.y)-p.y-q.y
	const stubs = 2 * stubLength
	lacks := min(short(gapX, edge.label.x+stubs), short(gapY, edge.label.y+stubs))
	length := d.length()
	if edge.count > 1 && length > 0 { // a fan that runs level needs less room, since labels are low
		lacks += scaled(edge.aside.x, max(d.y, -d.y), 2*length) + scaled(edge.aside.y, max(d.x, -d.x), 2*length)
	}
	return (length*min(edge.count, 3) + 2*lacks) / grain
}

func (k *sketch) crossed(e, f int) int {
	a, b := k.edges[e], k.edges[f]
	if a.from == b.from || a.from == b.to || a.to == b.from || a.to == b.to {
		return 0
	}
	s, t := k.line(e), k.line(f)
	if !s.crosses(t) {
		return 0
	}
	return sketchCrossing * min(a.count*b.count, 4)
}

func (k *sketch) passed(e, n int) int {
	edge := k.edges[e]
	if edge.from == n || edge.to == n {
		return 0
	}
	p, d := k.at[edge.from], k.at[edge.to].minus(k.at[edge.from])
	to := k.at[n].minus(p)
	half := point{k.half[n].x + edge.aside.x + clearance, k.half[n].y + edge.aside.y + clearance}
	far := d.cross(to) // the line misses the box if the box's middle is farther off than its corners reach
	depth := max(d.x, -d.x)*half.y + max(d.y, -d.y)*half.x - max(far, -far)
	if depth <= 0 {
		return 0
	}
	return (sketchPass + 2*depth/(max(1, d.length())*grain)) * min(edge.count, 4)
}

func (k *sketch) crowd(n, o int) int {
	d := k.at[n].minus(k.at[o])
	depth := min(k.half[n].x+k.half[o].x+sketchGap-max(d.x, -d.x), k.half[n].y+k.half[o].y+sketchGap-max(d.y, -d.y))
	if depth <= 0 {
		return 0
	}
	return sketchOver + 4*depth/grain
}

// extentOf works out the extent of a side of at least two.
func (k *sketch) extentOf(g int) extent {
	first := k.at[k.members[g][0]]
	e := extent{around: rect{first.x, first.y, first.x, first.y}}
	for _, b := range k.members[g][1:] {
		e.around = e.around.with(k.at[b])
	}
	for b := range k.boxes {
		if k.group[b] != g && e.around.contains(k.at[b]) {
			e.foreign++
		}
	}
	return e
}

// stretched is the extent of a side after steps.
func (k *sketch) stretched(g int, steps []step) extent {
	e := k.sides[g]
	for _, s := range steps {
		switch {
		case s.node >= len(k.boxes):
		case k.group[s.node] == g:
			return k.extentOf(g)
		default:
			if e.around.contains(s.was) {
				e.foreign--
			}
			if e.around.contains(k.at[s.node]) {
				e.foreign++
			}
		}
	}
	return e
}

func (e extent) cost() int {
	return e.foreign*foreignWeight + (e.around.width()+e.around.height())*spreadWeight/(20*grain)
}

// set changes a cost that counts in two rows, and returns it. The last row is for what counts in none.
func (k *sketch) set(at *int, cost, row, col int) int {
	if *at != cost {
		k.replace(at, cost, row, col)
	}
	return cost
}

func (k *sketch) replace(at *int, cost, row, col int) {
	k.cells = append(k.cells, cell{at, *at, row, col})
	k.total += cost - *at
	*at = cost
}

// weigh works out the costs of what moved, and returns by how much the total has changed. Then keep or undo has to be
// called. Once the change is sure to exceed bound, the rest is left out, as by [state.commit].
func (k *sketch) weigh(bound int, steps ...step) int {
	k.before, k.cells, k.moved, k.others = k.total, k.cells[:0], k.moved[:0], k.others[:0]
	left := bound
	m, n := len(k.edges), len(k.at)
	for _, s := range steps {
		left += k.rows[m+s.node]
		for _, e := range k.of[s.node] {
			if !k.moves[e] {
				k.moves[e] = true
				k.moved = append(k.moved, e)
				left += k.rows[e]
			}
		}
	}
	left = k.weighNodes(left, steps)
	for _, e := range k.moved {
		k.bounds[e] = k.line(e).bounds()
		left -= k.set(&k.own[e], k.length(e), e, m+n)
	}
	if left >= 0 {
		left = k.weighEdges(left, steps)
	}
	for _, e := range k.moved {
		k.moves[e] = false
	}
	if left < 0 {
		return bound + 1
	}
	return k.total - k.before
}

// weighNodes works out what nodes cost that moved, with others and in the extents of their sides.
func (k *sketch) weighNodes(left int, steps []step) int {
	m, n := len(k.edges), len(k.at)
	for i, s := range steps {
		b := s.node
		for o := range k.at {
			if o != b && !slices.ContainsFunc(steps[:i], func(s step) bool { return s.node == o }) {
				left -= k.set(&k.close[min(b, o)*n+max(b, o)], k.crowd(b, o), m+b, m+o)
			}
		}
	}
	if left < 0 {
		return left
	}
	for g, members := range k.members {
		if len(members) < 2 {
			continue
		}
		if now := k.stretched(g, steps); now != k.sides[g] {
			k.others = append(k.others, extentBefore{g, k.sides[g]})
			k.sides[g] = now
			was := k.side[g]
			left -= k.set(&k.side[g], now.cost(), m+n, m+n) - was
		}
	}
	return left
}

// weighEdges works out what edges cost that moved, with others and with nodes.
func (k *sketch) weighEdges(left int, steps []step) int {
	m := len(k.edges)
	for _, e := range k.moved {
		box := k.bounds[e].grown(1)
		wide := k.ward(e)
		for o := range k.at {
			left -= k.passes(e, o, wide)
		}
		if left < 0 {
			return left
		}
		for f := range k.edges {
			if f == e || k.moves[f] && f < e {
				continue
			}
			cost := 0
			if box.touches(k.bounds[f]) {
				cost = k.crossed(e, f)
			}
			left -= k.set(&k.cross[min(e, f)*m+max(e, f)], cost, e, f)
		}
		if left < 0 {
			return left
		}
	}
	for _, s := range steps {
		for e := range k.edges {
			if !k.moves[e] {
				left -= k.passes(e, s.node, k.ward(e))
			}
		}
	}
	return left
}

// ward is how far an edge wards off boxes.
func (k *sketch) ward(e int) rect {
	box, ward := k.bounds[e], k.wards[e]
	return rect{box.x0 - ward.x, box.y0 - ward.y, box.x1 + ward.x, box.y1 + ward.y}
}

// passes works out what it costs that edge e, which wards off so far, passes node o.
func (k *sketch) passes(e, o int, wide rect) int {
	cost, p, half := 0, k.at[o], k.half[o]
	if p.x+half.x > wide.x0 && p.x-half.x < wide.x1 && p.y+half.y > wide.y0 && p.y-half.y < wide.y1 {
		cost = k.passed(e, o)
	}
	return k.set(&k.pass[e*len(k.at)+o], cost, e, len(k.edges)+o)
}

// keep ends a move.
func (k *sketch) keep() {
	for _, c := range k.cells {
		by := *c.at - c.was
		k.rows[c.row] += by
		k.rows[c.col] += by
	}
}

// undo takes a move back, but for the nodes.
func (k *sketch) undo() {
	for i := len(k.cells) - 1; i >= 0; i-- {
		*k.cells[i].at = k.cells[i].was
	}
	for _, o := range k.others {
		k.sides[o.side] = o.was
	}
	k.total = k.before
}

// draw improves the sketch by so many moves.
func (k *sketch) draw(r *random, moves int) {
	all := make([]step, len(k.at))
	for n := range all {
		all[n] = step{n, k.at[n]}
	}
	for g, members := range k.members {
		if len(members) > 1 {
			k.sides[g] = k.extentOf(g)
			k.side[g] = k.sides[g].cost()
			k.total += k.side[g]
		}
	}
	k.weigh(unbounded, all...)
	k.keep()
	const hot, cold = 260, 6
	var pair [2]step
	for i := range moves {
		left := moves - i
		limit := cold + hot*left/moves*left/moves
		reach := 20*grain + k.page.x/3*left/moves
		n := r.below(len(k.at))
		steps := append(pair[:0], step{n, k.at[n]})
		switch choice := r.below(10); {
		case choice < 6:
			k.at[n] = k.at[n].plus(point{r.within(reach), r.within(reach)})
		case choice < 8 && len(k.of[n]) > 0:
			edge := k.edges[k.of[n][r.below(len(k.of[n]))]]
			other := pick(edge.from == n, edge.to, edge.from)
			k.at[n] = k.at[other].plus(point{r.within(200 * grain), r.within(110 * grain)})
		default:
			o := r.below(len(k.at))
			if o == n {
				continue
			}
			steps = append(steps, step{o, k.at[o]})
			k.at[n], k.at[o] = k.at[o], k.at[n]
		}
		if k.stuck(steps) {
			k.back(steps)
			continue
		}
		bound := max(0, r.below(2*limit)-1)
		if k.weigh(bound, steps...) <= bound {
			k.keep()
			continue
		}
		k.undo()
		k.back(steps)
		for _, e := range k.moved {
			k.bounds[e] = k.line(e).bounds()
		}
	}
}

// back puts nodes where they were.
func (k *sketch) back(steps []step) {
	for _, s := range steps {
		k.at[s.node] = s.was
	}
}

// clean tells whether no edge crosses another or passes a box.
func (k *sketch) clean() bool {
	paid := func(cost int) bool { return cost > 0 }
	return !slices.ContainsFunc(k.cross, paid) && !slices.ContainsFunc(k.pass, paid)
}

// stuck tells whether one of the nodes may not be where it is: off the page, or elsewhere than in its given place.
func (k *sketch) stuck(steps []step) bool {
	for _, s := range steps {
		n := s.node
		p, h := k.at[n], k.half[n]
		if n < len(k.fixed) && k.fixed[n] || p.x < h.x || p.y < h.y || p.x > k.page.x-h.x || p.y > k.page.y-h.y {
			return true
		}
	}
	return false
}
