package places

import (
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

const (
	sweeps  = 40  // of pushing boxes apart; most drawings need fewer
	roomy   = 3.0 // of the ground a box takes with the space around it: what a drawing has for each
	farRows = 40  // rows up and down in which a free cell is looked for
)

const (
	boxWidth  = 2*halfWidth + gap
	boxHeight = 2*halfHeight + gap
)

// spread lets no two boxes overlap: those of a small drawing push each other away, those of a large one each take the
// free cell of a table that is nearest, which is linear work however crowded it is.
func (d *drawing) spread(small bool) {
	left, top, right, bottom := d.bounds()
	ground := float64(max(right-left, boxWidth) * max(bottom-top, boxHeight))
	if want := float64(float64(roomy*boxWidth*boxHeight) * float64(len(d.at))); ground < want {
		scale := math.Sqrt(want / ground)
		for i, p := range d.at {
			d.at[i] = plane.Point{X: float64(p.X * scale), Y: float64(p.Y * scale)}
		}
	}
	if small {
		d.separate()
		return
	}
	d.settle()
}

func (d *drawing) bounds() (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range d.at {
		left, right = min(left, p.X), max(right, p.X)
		top, bottom = min(top, p.Y), max(bottom, p.Y)
	}
	return left, top, right, bottom
}

// separate pushes boxes apart that overlap or nearly do, each pair along the shorter way out.
func (d *drawing) separate() {
	for range sweeps {
		moved := false
		cells := newGrid(boxWidth, boxHeight, len(d.at))
		for i, p := range d.at {
			cells.add(int32(i), p.X, p.Y, p.X, p.Y)
		}
		for i := range d.at {
			cells.within(d.at[i].X-boxWidth, d.at[i].Y-boxHeight, d.at[i].X+boxWidth, d.at[i].Y+boxHeight, func(j int32) {
				if int(j) > i && push(&d.at[i], &d.at[j]) {
					moved = true
				}
			})
		}
		if !moved {
			return
		}
	}
}

func push(a, b *plane.Point) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	ox, oy := boxWidth-math.Abs(dx), boxHeight-math.Abs(dy)
	if ox <= 0.5 || oy <= 0.5 {
		return false
	}
	if float64(ox*boxHeight) < float64(oy*boxWidth) {
		way := math.Copysign(ox/2, dx)
		a.X, b.X = a.X-way, b.X+way
	} else {
		way := math.Copysign(oy/2, dy)
		a.Y, b.Y = a.Y-way, b.Y+way
	}
	return true
}

// settle gives each node the free cell of a table nearest to it, of some rows up and down.
func (d *drawing) settle() {
	rows := map[int]*row{}
	for i, p := range d.at {
		x, y := int(math.Floor(p.X/boxWidth)), int(math.Floor(p.Y/boxHeight))
		bestX, bestY, least := 0, 0, math.Inf(1)
		for n := range 2*farRows + 1 {
			at := y + (n+1)/2*(1-n%2*2)
			rise := float64((at - y) * (at - y))
			if rise >= least {
				break
			}
			if rows[at] == nil {
				rows[at] = &row{right: map[int]int{}, left: map[int]int{}}
			}
			for _, free := range []int{free(rows[at].right, x, 1), free(rows[at].left, x, -1)} {
				// a column is three rows wide
				if way := rise + float64(9*(free-x)*(free-x)); way < least {
					bestX, bestY, least = free, at, way
				}
			}
		}
		rows[bestY].right[bestX], rows[bestY].left[bestX] = bestX+1, bestX-1
		shift := float64(bestY&1) * boxWidth / 2 // every other row is staggered
		d.at[i] = plane.Point{X: float64(float64(bestX)*boxWidth) + shift, Y: float64(float64(bestY) * boxHeight)}
	}
}

// A row of a table knows, for each cell that is taken, where to look for a free one on either side.
type row struct{ right, left map[int]int }

// free follows the cells that are taken to the first that is not, and shortens the way for the next who comes.
func free(next map[int]int, x, step int) int {
	at := x
	for {
		to, taken := next[at]
		if !taken {
			break
		}
		if further, taken := next[to]; taken {
			next[at] = further
		}
		at = to
	}
	return at
}

const (
	growth  = 1.15       // by which a drawing grows whose lines found no way
	growths = 7          // at most
	rounds  = 20         // of mending before it grows
	budget  = 12_000_000 // cells looked into, for boxes and for dots: some seconds of work at the most

	// Lines through a place by chance, at the most. About one place in exp(n) is free of n of them; boxes are looked
	// for longer, since a name that is far from all others is small on the page.
	crowdedBoxes = 1.8
	crowdedDots  = 0.8

	tooNear  = 4.0    // what an overlap of boxes costs, in lines through a box
	farPrice = 0.0005 // what a point of way costs, in the same
	reach    = 4500.0 // the drawing stays within: Gephi moves what lies beyond 5,000
)

// mend moves nodes until no line passes through the box of a third, or until it finds no better place. Where boxes
// find no way, dots may. It counts the lines that still pass through either.
func (d *drawing) mend() (boxes, dots int) {
	asBoxes := &mending{d, plane.Point{X: halfWidth + clearance, Y: halfHeight + clearance}}
	asBoxes.room(crowdedBoxes)
	boxes = asBoxes.mendAndGrow()
	if boxes == 0 {
		if len(d.at) <= everyPair {
			asBoxes.tighten()
		}
		return 0, 0
	}
	asDots := &mending{d, plane.Point{X: dot + dotClearance, Y: dot + dotClearance}}
	asDots.room(crowdedDots)
	dots = asDots.mendAndGrow()
	return newMender(asBoxes).under(), dots
}

// A mending is a drawing whose nodes have a size.
type mending struct {
	*drawing
	size plane.Point // half of what no line may pass through, round a node
}

// room makes the drawing so large that few lines pass through a place by chance: a node can then be moved to one
// where none does. How many do is the length of all lines, times the width of a node, over the ground they cross; it
// falls as the drawing grows.
func (m *mending) room(crowded float64) {
	length := 0.0
	for _, e := range m.edges {
		dx, dy := m.at[e[0]].X-m.at[e[1]].X, m.at[e[0]].Y-m.at[e[1]].Y
		length += math.Sqrt(float64(dx*dx) + float64(dy*dy))
	}
	left, top, right, bottom := m.bounds()
	ground := float64(max(right-left, boxWidth) * max(bottom-top, boxHeight))
	scale := float64(length*(m.size.X+m.size.Y)) / float64(ground*crowded)
	scale = min(scale, reach/max(m.widest(), 1))
	if scale <= 1 {
		return
	}
	for i, p := range m.at {
		m.at[i] = plane.Point{X: float64(p.X * scale), Y: float64(p.Y * scale)}
	}
}

// mendAndGrow mends; where that does not help, the drawing grows, which leaves lines and nodes more room, and mending
// goes on. It returns how many lines pass through a third node in the end.
func (m *mending) mendAndGrow() int {
	best, under, left := []plane.Point(nil), math.MaxInt, budget
	for n := 0; ; n++ {
		now, work := m.mendAtThisSize(left)
		left -= work
		if now < under {
			under, best = now, slices.Clone(m.at)
		}
		if under == 0 || n == growths || left <= 0 || m.widest()*growth > reach {
			break
		}
		for i, p := range m.at {
			m.at[i] = plane.Point{X: float64(p.X * growth), Y: float64(p.Y * growth)}
		}
	}
	copy(m.at, best)
	return under
}

const (
	shrinks   = 24   // of a drawing, across and down by turns
	shrinking = 0.94 // each
	seen      = 66.0 // of a line between two boxes: a label of some words
	hidden    = 0.1  // of the lines, at most, that may show less
)

// tighten shrinks a drawing without a fault while it has none, and while most lines are seen far enough to carry a
// label: programs show a drawing as large as their windows, so that names in a smaller one can be read.
func (m *mending) tighten() {
	left := budget / 4
	stuck := [2]bool{}
	for n := 0; n < shrinks && left > 0 && !(stuck[0] && stuck[1]); n++ {
		axis := n % 2
		if stuck[axis] {
			continue
		}
		before := slices.Clone(m.at)
		for i, p := range m.at {
			if axis == 0 {
				m.at[i].X = float64(p.X * shrinking)
			} else {
				m.at[i].Y = float64(p.Y * shrinking)
			}
		}
		under, work := m.mendAtThisSize(left)
		left -= work
		if under > 0 || len(newMender(m).faulty()) > 0 || m.short() {
			copy(m.at, before)
			stuck[axis] = true
		}
	}
}

// short tells whether too many lines show too little of themselves between their boxes.
func (m *mending) short() bool {
	few := 0
	for _, e := range m.edges {
		dx, dy := math.Abs(m.at[e[0]].X-m.at[e[1]].X), math.Abs(m.at[e[0]].Y-m.at[e[1]].Y)
		part := 1.0 // of the line, within both boxes
		if dx > 0 {
			part = min(part, 2*halfWidth/dx)
		}
		if dy > 0 {
			part = min(part, 2*halfHeight/dy)
		}
		if float64((1-part)*math.Sqrt(float64(dx*dx)+float64(dy*dy))) < seen {
			few++
		}
	}
	return float64(few) > float64(hidden*float64(len(m.edges)))
}

func (d *drawing) widest() float64 {
	far := 0.0
	for _, p := range d.at {
		far = max(far, math.Abs(p.X), math.Abs(p.Y))
	}
	return far
}

// mendAtThisSize mends some rounds. It returns how many lines pass through a third node in the end, and how many
// cells it looked into, which are not many more than it may.
func (m *mending) mendAtThisSize(may int) (under, work int) {
	for i, p := range m.at { // on the grid of what comes out, so that what is checked is what is written
		m.at[i] = plane.Point{X: math.Round(p.X), Y: math.Round(p.Y)}
	}
	all := newMender(m)
	for range rounds {
		better := false
		for _, i := range all.faulty() {
			if all.boxes.work+all.lines.work > may {
				return all.under(), may
			}
			better = all.improve(i) || better
		}
		if !better {
			break
		}
	}
	return all.under(), all.boxes.work + all.lines.work
}

// A mender knows what lies near a place.
type mender struct {
	*mending
	boxes, lines *grid
	ends         [][]int32 // the edges of each node
}

func newMender(d *mending) *mender {
	m := &mender{mending: d, boxes: newGrid(160, 80, len(d.at)), lines: newGrid(160, 80, len(d.edges)),
		ends: make([][]int32, len(d.at))}
	for i := range d.at {
		m.setBox(int32(i))
	}
	for n, e := range d.edges {
		m.ends[e[0]], m.ends[e[1]] = append(m.ends[e[0]], int32(n)), append(m.ends[e[1]], int32(n))
		m.setLine(int32(n))
	}
	return m
}

func (m *mender) setBox(i int32) { p := m.at[i]; m.boxes.add(i, p.X, p.Y, p.X, p.Y) }

func (m *mender) setLine(n int32) {
	a, b := m.at[m.edges[n][0]], m.at[m.edges[n][1]]
	m.lines.addLine(n, a, b)
}

// move takes node i, with its lines, to a place.
func (m *mender) move(i int32, to plane.Point) {
	m.boxes.remove(i, m.at[i].X, m.at[i].Y)
	for _, n := range m.ends[i] {
		m.lines.removeLine(n, m.at[m.edges[n][0]], m.at[m.edges[n][1]])
	}
	m.at[i] = to
	m.setBox(i)
	for _, n := range m.ends[i] {
		m.setLine(n)
	}
}

// through tells whether the line from a to b passes through the node at p, or too near to it.
func (m *mending) through(a, b, p plane.Point) bool {
	w, h := m.size.X, m.size.Y
	ax, ay, bx, by := a.X-p.X, a.Y-p.Y, b.X-p.X, b.Y-p.Y
	if min(ax, bx) >= w || max(ax, bx) <= -w || min(ay, by) >= h || max(ay, by) <= -h {
		return false
	}
	// the line meets the box if the box's corners do not all lie on one side of it; coordinates are whole, products
	// are exact
	dx, dy := bx-ax, by-ay
	cross := float64(ax*dy) - float64(ay*dx)
	return math.Abs(cross) < float64(w*math.Abs(dy))+float64(h*math.Abs(dx))
}

// apart is how far the middles of two nodes keep from each other at least.
func (m *mending) apart() (w, h float64) {
	return min(2*m.size.X+gap/4, boxWidth-gap/2), min(2*m.size.Y+gap/4, boxHeight-gap/2)
}

// cost is what is wrong with node i at a place: lines through its box, its lines through others' boxes, boxes too near.
func (m *mender) cost(i int32, at plane.Point) float64 {
	cost := 0.0
	w, h := m.apart()
	m.boxes.within(at.X-w, at.Y-h, at.X+w, at.Y+h, func(j int32) {
		if j != i && math.Abs(m.at[j].X-at.X) < w && math.Abs(m.at[j].Y-at.Y) < h {
			cost += tooNear
		}
	})
	m.lines.within(at.X-m.size.X, at.Y-m.size.Y, at.X+m.size.X, at.Y+m.size.Y, func(n int32) {
		e := m.edges[n]
		if e[0] != i && e[1] != i && m.through(m.at[e[0]], m.at[e[1]], at) {
			cost++
		}
	})
	for _, j := range m.near[i] {
		m.boxes.near(at, m.at[j], m.size.X, m.size.Y, func(k int32) {
			if k != i && k != j && m.through(at, m.at[j], m.at[k]) {
				cost++
			}
		})
	}
	return cost
}

// faulty lists the nodes that take part in a fault, those with the fewest lines first: they move with the least harm.
func (m *mender) faulty() []int32 {
	wrong := map[int32]bool{}
	for n := range m.edges {
		m.crossed(int32(n), func(k int32) {
			wrong[k], wrong[m.edges[n][0]], wrong[m.edges[n][1]] = true, true, true
		})
	}
	for i, p := range m.at {
		w, h := m.apart()
		m.boxes.within(p.X-w, p.Y-h, p.X+w, p.Y+h, func(j int32) {
			if int(j) > i && math.Abs(m.at[j].X-p.X) < w && math.Abs(m.at[j].Y-p.Y) < h {
				wrong[int32(i)], wrong[j] = true, true
			}
		})
	}
	list := make([]int32, 0, len(wrong))
	for i := range wrong {
		list = append(list, i)
	}
	slices.SortFunc(list, func(a, b int32) int {
		if c := len(m.near[a]) - len(m.near[b]); c != 0 {
			return c
		}
		return int(a - b)
	})
	return list
}

// crossed calls visit with every node whose box edge n passes through.
func (m *mender) crossed(n int32, visit func(int32)) {
	e := m.edges[n]
	a, b := m.at[e[0]], m.at[e[1]]
	m.boxes.near(a, b, m.size.X, m.size.Y, func(k int32) {
		if k != e[0] && k != e[1] && m.through(a, b, m.at[k]) {
			visit(k)
		}
	})
}

func (m *mender) under() int {
	count := 0
	for n := range m.edges {
		m.crossed(int32(n), func(int32) { count++ })
	}
	return count
}

// around are the directions in which a better place is looked for, sixteen, as cosines and sines.
var around = func() (all [16]plane.Point) {
	const c, s = 0.9238795325112867, 0.3826834323650898 // of 22.5 degrees
	p := plane.Point{X: 1, Y: 0}
	for i := range all {
		all[i] = p
		p = plane.Point{X: float64(p.X*c) - float64(p.Y*s), Y: float64(p.X*s) + float64(p.Y*c)}
	}
	return all
}()

// strides are how far from a node a better place is looked for.
var strides = []float64{12, 26, 44, 68, 100, 145, 210, 300, 450, 700, 1100}

// improve moves node i to the best place around it, if that is better than where it is, and tells whether it is.
func (m *mender) improve(i int32) bool {
	from := m.at[i]
	lowest, best := m.cost(i, from), from
	if lowest == 0 {
		return false
	}
	for _, stride := range strides {
		for _, turn := range around {
			to := plane.Point{X: math.Round(from.X + float64(stride*turn.X)),
				Y: math.Round(from.Y + float64(stride*turn.Y))}
			if price := float64(stride * farPrice); price < lowest {
				if cost := m.cost(i, to) + price; cost < lowest {
					lowest, best = cost, to
				}
			}
		}
		if lowest < 1 { // nothing but way is left to pay
			break
		}
	}
	if best == from {
		return false
	}
	m.move(i, best)
	return true
}
