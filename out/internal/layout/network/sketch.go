package network

// A sketch is a figure as one would begin it with a pencil: boxes and straight lines between their middles, one for
// each bundle, without labels but with room for them. It is where the order of things is found, who stands beside
// whom with few crossings, since a move in a sketch costs a tenth of one in the whole figure.
type sketch struct {
	*plan
	at     []point // middles of the nodes: boxes, then the labels of lines that gather
	half   []point // half their sizes
	edges  []edge
	of     [][]int  // of nodes, their edges
	middle []span   // of each node, its middle
	spans  []span   // of each node
	wards  []span   // as far as each edge wards off nodes: clearance and its fan
	stands []shadow // of nodes
	runs   []shadow // of edges
	warded []shadow // of their wards
}

// An extent is how far the middles of a side's boxes reach, and how many boxes of others stand within.
type extent struct {
	around  rect
	span    span // of these
	foreign int
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

func newSketch(s *plan) *sketch {
	k := &sketch{plan: s}
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
	k.middle, k.spans, k.wards = make([]span, n), make([]span, n), make([]span, m)
	k.stands, k.runs, k.warded = make([]shadow, n), make([]shadow, m), make([]shadow, m)
	return k
}

func (k *sketch) line(e int) segment { return segment{k.at[k.edges[e].from], k.at[k.edges[e].to]} }

// bound works out how far an edge reaches.
func (k *sketch) bound(e int) {
	box, aside := k.line(e).bounds(), k.edges[e].aside
	ward := rect{box.x0 - aside.x - clearance, box.y0 - aside.y - clearance, box.x1 + aside.x + clearance,
		box.y1 + aside.y + clearance}
	k.runs[e], k.wards[e], k.warded[e] = shadowOf(box), spanOf(ward), shadowOf(ward)
}

// stand puts a node somewhere.
func (k *sketch) stand(n int, at point) {
	half := k.half[n]
	k.at[n] = at
	box := rect{at.x - half.x, at.y - half.y, at.x + half.x, at.y + half.y}
	k.middle[n], k.spans[n], k.stands[n] = spanOf(at.rect()), spanOf(box), shadowOf(box)
}

// length is what an edge costs by itself: its length, and what its label lacks of room between its boxes.
func (k *sketch) length(e int) int {
	edge := &k.edges[e]
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

// crossed is what it costs that two edges cross.
func (k *sketch) crossed(e, f int) int {
	a, b := &k.edges[e], &k.edges[f]
	if a.from == b.from || a.from == b.to || a.to == b.from || a.to == b.to ||
		!k.line(e).crosses(k.line(f)) {
		return 0
	}
	return sketchCrossing * min(a.count*b.count, 4)
}

// passed is what it costs that an edge passes a node.
func (k *sketch) passed(e, n int) int {
	edge := &k.edges[e]
	if edge.from == n || edge.to == n || !k.spans[n].touches(k.wards[e]) {
		return 0
	}
	p, half := k.at[n], k.half[n]
	from := k.at[edge.from]
	d, to := k.at[edge.to].minus(from), p.minus(from)
	half = point{half.x + edge.aside.x + clearance, half.y + edge.aside.y + clearance}
	far := d.cross(to) // the line misses the box if the box's middle is farther off than its corners reach
	depth := max(d.x, -d.x)*half.y + max(d.y, -d.y)*half.x - max(far, -far)
	if depth <= 0 {
		return 0
	}
	return (sketchPass + 2*depth/(max(1, d.length())*grain)) * min(edge.count, 4)
}

// crowd is what it costs that two nodes stand so close.
func (k *sketch) crowd(n, o int) int {
	d, p, q := k.at[n].minus(k.at[o]), k.half[n], k.half[o]
	depth := min(p.x+q.x+sketchGap-max(d.x, -d.x), p.y+q.y+sketchGap-max(d.y, -d.y))
	if depth <= 0 {
		return 0
	}
	return sketchOver + 4*depth/grain
}

// extentOf works out the extent of a side of at least two.
func (k *sketch) extentOf(g int) extent {
	e := extent{around: k.at[k.members[g][0]].rect()}
	for _, b := range k.members[g][1:] {
		e.around = e.around.around(k.at[b].rect())
	}
	e.span = spanOf(e.around)
	for b, middle := range k.middle[:len(k.boxes)] {
		if e.span.around(middle) && k.group[b] != g {
			e.foreign++
		}
	}
	return e
}

func (e extent) cost() int {
	return e.foreign*foreignWeight + (e.around.width()+e.around.height())*spreadWeight/(20*grain)
}

// clean tells whether no edge crosses another or passes a box.
func (k *sketch) clean() bool {
	for e := range k.edges {
		for n := range k.at {
			if k.passed(e, n) > 0 {
				return false
			}
		}
		for f := range e {
			if k.crossed(e, f) > 0 {
				return false
			}
		}
	}
	return true
}

// stuck tells whether a node may not be where it is: off the page, or elsewhere than in its given place.
func (k *sketch) stuck(n int) bool {
	p, h := k.at[n], k.half[n]
	return n < len(k.fixed) && k.fixed[n] || p.x < h.x || p.y < h.y || p.x > k.page.x-h.x || p.y > k.page.y-h.y
}
