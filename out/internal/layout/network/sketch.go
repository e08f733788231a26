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
	total  int
	cells  []cell
	before int
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
	k.bounds = make([]rect, m)
	for _, e := range k.edges {
		k.wards = append(k.wards, point{e.aside.x + clearance, e.aside.y + clearance})
	}
	k.side = make([]int, len(s.members))
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

func (k *sketch) extent(g int) int {
	members := k.members[g]
	if len(members) < 2 {
		return 0
	}
	box := rect{k.at[members[0]].x, k.at[members[0]].y, k.at[members[0]].x, k.at[members[0]].y}
	for _, b := range members[1:] {
		box = box.with(k.at[b])
	}
	foreign := 0
	for b := range k.boxes {
		if k.group[b] != g && box.contains(k.at[b]) {
			foreign++
		}
	}
	return foreign*foreignWeight + (box.width()+box.height())*spreadWeight/(20*grain)
}

func (k *sketch) set(at *int, cost int) {
	if *at != cost {
		k.cells = append(k.cells, cell{at, *at})
		k.total += cost - *at
		*at = cost
	}
}

// weigh works out the costs of what moved.
func (k *sketch) weigh(nodes ...int) int {
	k.before = k.total
	m, n := len(k.edges), len(k.at)
	for _, b := range nodes {
		for _, e := range k.of[b] {
			k.bounds[e] = k.line(e).bounds()
		}
	}
	for _, b := range nodes {
		for _, e := range k.of[b] {
			k.set(&k.own[e], k.length(e))
			box := k.bounds[e].grown(1)
			for f := range k.edges {
				if f == e {
					continue
				}
				at, cost := &k.cross[min(e, f)*m+max(e, f)], 0
				if box.touches(k.bounds[f]) {
					cost = k.crossed(e, f)
				}
				if *at != cost {
					k.set(at, cost)
				}
			}
			ward := k.wards[e]
			wide := rect{box.x0 - ward.x, box.y0 - ward.y, box.x1 + ward.x, box.y1 + ward.y}
			for o, p := range k.at {
				k.ward(e, o, n, p, wide)
			}
		}
		p := k.at[b]
		for e, box := range k.bounds {
			ward := k.wards[e]
			k.ward(e, b, n, p, rect{box.x0 - ward.x, box.y0 - ward.y, box.x1 + ward.x, box.y1 + ward.y})
		}
		for o := range k.at {
			if o != b {
				k.set(&k.close[min(b, o)*n+max(b, o)], k.crowd(b, o))
			}
		}
	}
	for g := range k.members {
		k.set(&k.side[g], k.extent(g))
	}
	return k.total - k.before
}

// ward works out what it costs that edge e passes node o, which is at p; wide is how far the edge reaches.
func (k *sketch) ward(e, o, n int, p point, wide rect) {
	at, cost, half := &k.pass[e*n+o], 0, k.half[o]
	if p.x+half.x > wide.x0 && p.x-half.x < wide.x1 && p.y+half.y > wide.y0 && p.y-half.y < wide.y1 {
		cost = k.passed(e, o)
	}
	if *at != cost {
		k.set(at, cost)
	}
}

func (k *sketch) undo() {
	for i := len(k.cells) - 1; i >= 0; i-- {
		*k.cells[i].at = k.cells[i].was
	}
	k.total = k.before
}

// draw improves the sketch by so many moves.
func (k *sketch) draw(r *random, moves int) {
	all := make([]int, len(k.at))
	for n := range all {
		all[n] = n
	}
	k.weigh(all...)
	const hot, cold = 260, 6
	for i := range moves {
		left := moves - i
		limit := cold + hot*left/moves*left/moves
		reach := 20*grain + k.page.x/3*left/moves
		k.cells = k.cells[:0]
		n, o := r.below(len(k.at)), -1
		was, second := k.at[n], point{}
		switch choice := r.below(10); {
		case choice < 6:
			k.at[n] = k.at[n].plus(point{r.within(reach), r.within(reach)})
		case choice < 8 && len(k.of[n]) > 0:
			edge := k.edges[k.of[n][r.below(len(k.of[n]))]]
			other := pick(edge.from == n, edge.to, edge.from)
			k.at[n] = k.at[other].plus(point{r.within(200 * grain), r.within(110 * grain)})
		default:
			if o = r.below(len(k.at)); o == n {
				continue
			}
			second = k.at[o]
			k.at[n], k.at[o] = k.at[o], k.at[n]
		}
		pair := [2]int{n, o}
		moved := pair[:1]
		if o >= 0 {
			moved = pair[:]
		}
		if k.stuck(moved) {
			k.at[n] = was
			if o >= 0 {
				k.at[o] = second
			}
			continue
		}
		if worse := k.weigh(moved...); worse > 0 && worse >= r.below(2*limit) {
			k.undo()
			k.at[n] = was
			if o >= 0 {
				k.at[o] = second
			}
			for _, b := range moved {
				for _, e := range k.of[b] {
					k.bounds[e] = k.line(e).bounds()
				}
			}
		}
	}
}

// clean tells whether no edge crosses another or passes a box.
func (k *sketch) clean() bool {
	paid := func(cost int) bool { return cost > 0 }
	return !slices.ContainsFunc(k.cross, paid) && !slices.ContainsFunc(k.pass, paid)
}

// stuck tells whether one of the nodes may not be where it is: off the page, or elsewhere than in its given place.
func (k *sketch) stuck(nodes []int) bool {
	for _, n := range nodes {
		p, h := k.at[n], k.half[n]
		if n < len(k.fixed) && k.fixed[n] || p.x < h.x || p.y < h.y || p.x > k.page.x-h.x || p.y > k.page.y-h.y {
			return true
		}
	}
	return false
}
