package network

import (
	"math"
	"slices"
)

// A state is a placement on the way, with what it costs.
type state struct {
	tall    bool  // whether only its height may grow
	cramped bool  // more room than is of use was wanted
	hard    int   // how many times as dear as usual faults are
	seed    int   // of all random numbers
	page    point // its width and height; the top left corner is the origin
	boxes   []rect
	fixed   []bool
	way     []int     // of boxes, how their text is broken
	sizes   [][]point // of boxes, by way
	group   []int
	members [][]int // by group
	lines   []line
	bundles []bundle
	of      [][]int // of boxes, their lines
	ways    []int   // what it costs to break a text in the second way, the third ...

	courses [][2]course // of lines: the one that counts, and one to try
	live    []uint8     // which of the two counts
	bounds  []rect      // around each line and its label
	aligns  bool        // whether it counts that boxes stand in line

	costs costs
	journal
	offsets []int
	scratch struct {
		boxes, lines, bundles []int
		box, line, bundle     []bool
	}
}

// costs are kept by pairs, so that a move need only work out those it touches.
type costs struct {
	lines, sides []int // of pairs of lines, and of lines with boxes: [line·n + other]
	boxes        []int // of pairs of boxes
	single       []int // of boxes
	course       []int // of lines, by themselves
	groups       []int
	rows         []int // of lines, then of boxes: what each costs with all others, and a line by itself
	whole        int   // of all boxes together
	total        int
}

// A line is a contact.
type line struct {
	ends    []int // in the order of the diagram if it gathers, else of rising numbers, as in its bundle
	loop    bool  // of one box with itself
	gathers bool  // its parts lead from the boxes to the label
	bundle  int   // unless it gathers
	labels  []point
	way     int   // how its label is broken
	at      int   // where the label is, in sixteenths of the way between the boxes
	off     point // if it gathers, how far the label is from the middle of its boxes
}

func (l *line) joins(b int) bool { return slices.Contains(l.ends, b) }

// A bundle is the lines between two boxes.
type bundle struct {
	from, to int
	lines    []int // from one side of the fan to the other
	bow      int   // how far all of it stands beside the straight line
	spread   int   // of the fan, in hundredths of what its labels need where they stand side by side
}

// A journal remembers what a move has changed, to take it back.
type journal struct {
	cells []cell
	total int
	boxes []boxBefore
}

// A cell is a cost that has changed, and the rows that it counts in.
type cell struct {
	at       *int
	was      int
	row, col int
}

type boxBefore struct{ box, way, x0, y0, x1, y1 int }

func (s *state) centre(b int) point { return s.boxes[b].centre() }

func (s *state) course(l int) *course { return &s.courses[l][s.live[l]] }

func (s *state) labelSize(l int) point {
	if len(s.lines[l].labels) == 0 {
		return point{}
	}
	return s.lines[l].labels[s.lines[l].way]
}

func (s *state) labelAt(l int, middle point) rect {
	size := s.labelSize(l)
	return boxAround(middle, size.x, size.y)
}

func grains(points float64) int { return int(points*grain + 0.999) }

// newState takes a diagram over, all boxes in one place.
func newState(d Diagram) *state {
	n, m := len(d.Boxes), len(d.Lines)
	s := &state{
		hard:  1,
		boxes: make([]rect, n), fixed: make([]bool, n), way: make([]int, n), sizes: make([][]point, n),
		group: make([]int, n),
		of:    make([][]int, n), lines: make([]line, m), courses: make([][2]course, m), live: make([]uint8, m),
		bounds: make([]rect, m),
		costs: costs{
			lines: make([]int, m*m), sides: make([]int, m*n), boxes: make([]int, n*n), single: make([]int, n),
			course: make([]int, m), rows: make([]int, m+n+1),
		},
	}
	s.scratch.box, s.scratch.line = make([]bool, n), make([]bool, m)
	most := 1
	for b, box := range d.Boxes {
		s.group[b] = -1
		if box.Group >= 0 {
			for len(s.members) <= box.Group {
				s.members = append(s.members, nil)
			}
			s.group[b] = box.Group
			s.members[box.Group] = append(s.members[box.Group], b)
		}
		for _, size := range box.Sizes {
			s.sizes[b] = append(s.sizes[b], point{grains(size.Width), grains(size.Height)})
		}
		most = max(most, len(box.Sizes))
	}
	s.costs.groups = make([]int, len(s.members))
	for l, given := range d.Lines {
		line := line{ends: given.Ends, at: sixteenths / 2}
		line.loop = len(given.Ends) == 2 && given.Ends[0] == given.Ends[1]
		line.gathers = line.loop || len(given.Ends) > 2
		if !line.gathers && line.ends[0] > line.ends[1] {
			line.ends = []int{given.Ends[1], given.Ends[0]}
		}
		for _, label := range given.Labels {
			line.labels = append(line.labels, point{grains(label.Width), grains(label.Height)})
		}
		most = max(most, len(given.Labels))
		s.lines[l] = line
		for i, e := range given.Ends {
			if !slices.Contains(given.Ends[:i], e) {
				s.of[e] = append(s.of[e], l)
			}
		}
	}
	for w := range most {
		s.ways = append(s.ways, 4*w)
	}
	s.bundle()
	s.scratch.bundle = make([]bool, len(s.bundles))
	s.makeRoom()
	for b := range s.boxes {
		if at := d.Boxes[b].At; at != nil {
			s.fixed[b] = true
			s.boxes[b] = boxAround(point{grains(at.X), grains(at.Y)}, s.sizes[b][0].x, s.sizes[b][0].y)
		}
	}
	return s
}

// bundle puts lines between the same boxes together.
func (s *state) bundle() {
	number := map[[2]int]int{}
	for l := range s.lines {
		line := &s.lines[l]
		if line.gathers {
			continue
		}
		pair := [2]int(line.ends)
		n, known := number[pair]
		if !known {
			n = len(s.bundles)
			number[pair] = n
			s.bundles = append(s.bundles, bundle{from: pair[0], to: pair[1], spread: 100})
		}
		line.bundle = n
		s.bundles[n].lines = append(s.bundles[n].lines, l)
	}
}

// makeRoom makes boxes high enough for the ends of their largest bundle.
func (s *state) makeRoom() {
	const each = 9 * grain
	for _, b := range s.bundles {
		least := each*(len(b.lines)-1) + each
		for _, end := range []int{b.from, b.to} {
			for w := range s.sizes[end] {
				s.sizes[end][w].y = max(s.sizes[end][w].y, least)
			}
		}
	}
}

// put moves a box, with its text broken in the given way.
func (s *state) put(b int, centre point, way int) {
	size := s.sizes[b][way]
	s.way[b] = way
	s.boxes[b] = boxAround(centre, size.x, size.y)
}

// begin notes what a box is before a move, and that its lines go with it.
func (s *state) begin(b int) {
	if s.scratch.box[b] {
		return
	}
	s.scratch.box[b] = true
	s.scratch.boxes = append(s.scratch.boxes, b)
	r := s.boxes[b]
	s.journal.boxes = append(s.journal.boxes, boxBefore{b, s.way[b], r.x0, r.y0, r.x1, r.y1})
	for _, l := range s.of[b] {
		s.touch(l)
	}
}

// touch notes that the course of a line changes, and those of its bundle with it.
func (s *state) touch(l int) {
	if s.scratch.line[l] {
		return
	}
	if s.lines[l].gathers {
		s.mark(l)
		return
	}
	s.touchBundle(s.lines[l].bundle)
}

func (s *state) touchBundle(b int) {
	if s.scratch.bundle[b] {
		return
	}
	s.scratch.bundle[b] = true
	s.scratch.bundles = append(s.scratch.bundles, b)
	for _, l := range s.bundles[b].lines {
		s.mark(l)
	}
}

func (s *state) mark(l int) {
	s.scratch.line[l] = true
	s.scratch.lines = append(s.scratch.lines, l)
}

// set changes a cost that counts in two rows, and returns it. The last row is for what counts in none.
func (s *state) set(at *int, cost, row, col int) int {
	if *at != cost {
		s.replace(at, cost, row, col)
	}
	return cost
}

func (s *state) replace(at *int, cost, row, col int) {
	s.cells = append(s.cells, cell{at, *at, row, col})
	s.costs.total += cost - *at
	*at = cost
}

// change changes a cost that counts in no row, and returns by how much.
func (s *state) change(at *int, cost int) int {
	by := cost - *at
	s.set(at, cost, len(s.costs.rows)-1, len(s.costs.rows)-1)
	return by
}

// unbounded is a bound that nothing exceeds.
const unbounded = math.MaxInt / 2

// commit works out the costs of what was begun and touched, and returns by how much the total has changed. Then keep
// or takeBack has to be called. Once the change is sure to exceed bound, the rest is left out, since no cost is less
// than nothing: then more than bound is returned, and only takeBack may follow.
func (s *state) commit(bound int) int {
	s.journal.total = s.costs.total
	for _, l := range s.scratch.lines {
		s.live[l] ^= 1
	}
	m := len(s.lines)
	left := bound // what new costs may come to
	for _, l := range s.scratch.lines {
		left += s.costs.rows[l]
	}
	for _, b := range s.scratch.boxes {
		left += s.costs.rows[m+b]
	}
	if left = s.commitBoxes(left); left < 0 {
		return bound + 1
	}
	if left = s.commitCourses(left); left < 0 {
		return bound + 1
	}
	if s.commitPairs(left) < 0 {
		return bound + 1
	}
	return s.costs.total - s.journal.total
}

// commitBoxes works out what boxes cost that were moved.
func (s *state) commitBoxes(left int) int {
	if len(s.scratch.boxes) == 0 {
		return left
	}
	m, n := len(s.lines), len(s.boxes)
	for b := range s.boxes {
		if s.scratch.box[b] || s.aligns && s.linedUp(b) {
			left -= s.change(&s.costs.single[b], s.alone(b))
		}
	}
	for g := range s.members {
		left -= s.change(&s.costs.groups[g], s.together(g))
	}
	left -= s.change(&s.costs.whole, s.whole())
	for _, b := range s.scratch.boxes {
		for o := range s.boxes {
			if o != b && !(s.scratch.box[o] && o < b) {
				left -= s.set(&s.costs.boxes[min(b, o)*n+max(b, o)], s.apart(b, o), m+b, m+o)
			}
		}
		if left < 0 {
			return left
		}
	}
	return left
}

// commitCourses works out where lines run, and what they cost by themselves.
func (s *state) commitCourses(left int) int {
	for _, l := range s.scratch.lines {
		if s.lines[l].gathers {
			s.gather(l)
		}
	}
	for _, b := range s.scratch.bundles {
		s.lay(&s.bundles[b])
	}
	for _, l := range s.scratch.lines {
		c := &s.courses[l][s.live[l]]
		s.bounds[l] = c.bounds
		left -= s.set(&s.costs.course[l], c.own, l, len(s.costs.rows)-1)
	}
	return left
}

// commitPairs works out what lines cost with others and with boxes.
func (s *state) commitPairs(left int) int {
	m, n := len(s.lines), len(s.boxes)
	for _, l := range s.scratch.lines {
		wide := s.bounds[l].grown(2 * clearance)
		for b, box := range s.boxes {
			cost := 0
			if wide.touches(box) {
				cost = s.beside(l, b)
			}
			left -= s.set(&s.costs.sides[l*n+b], cost, l, m+b)
		}
		if left < 0 {
			return left
		}
		for o, bounds := range s.bounds {
			if o == l || s.scratch.line[o] && o < l {
				continue
			}
			cost := 0
			if wide.touches(bounds) {
				cost = s.between(l, o)
			}
			left -= s.set(&s.costs.lines[min(l, o)*m+max(l, o)], cost, l, o)
		}
		if left < 0 {
			return left
		}
	}
	for _, b := range s.scratch.boxes {
		wide := s.boxes[b].grown(2 * clearance)
		for l, bounds := range s.bounds {
			if s.scratch.line[l] {
				continue
			}
			cost := 0
			if wide.touches(bounds) {
				cost = s.beside(l, b)
			}
			left -= s.set(&s.costs.sides[l*n+b], cost, l, m+b)
		}
		if left < 0 {
			return left
		}
	}
	return left
}

// linedUp tells whether a box that stays is in line with one that was moved, where that was or where it is.
func (s *state) linedUp(b int) bool {
	box := s.boxes[b]
	for _, moved := range s.journal.boxes {
		if box.linesUp(rect{moved.x0, moved.y0, moved.x1, moved.y1}) || box.linesUp(s.boxes[moved.box]) {
			return true
		}
	}
	return false
}

// keep ends a move.
func (s *state) keep() {
	for _, c := range s.cells {
		by := *c.at - c.was
		s.costs.rows[c.row] += by
		s.costs.rows[c.col] += by
	}
	s.forget()
}

// forget ends what was begun.
func (s *state) forget() {
	for _, b := range s.scratch.boxes {
		s.scratch.box[b] = false
	}
	for _, l := range s.scratch.lines {
		s.scratch.line[l] = false
	}
	for _, b := range s.scratch.bundles {
		s.scratch.bundle[b] = false
	}
	s.scratch.boxes, s.scratch.lines, s.scratch.bundles = s.scratch.boxes[:0], s.scratch.lines[:0], s.scratch.bundles[:0]
	s.cells, s.journal.boxes = s.cells[:0], s.journal.boxes[:0]
}

// takeBack undoes a move. What it has changed of lines and bundles themselves, the mover puts back.
func (s *state) takeBack() {
	for i := len(s.cells) - 1; i >= 0; i-- {
		*s.cells[i].at = s.cells[i].was
	}
	s.costs.total = s.journal.total
	for _, b := range s.journal.boxes {
		s.way[b.box], s.boxes[b.box] = b.way, rect{b.x0, b.y0, b.x1, b.y1}
	}
	for _, l := range s.scratch.lines {
		s.live[l] ^= 1
		s.bounds[l] = s.courses[l][s.live[l]].bounds
	}
	s.forget()
}

// all works everything out anew.
func (s *state) all() {
	for b := range s.boxes {
		s.begin(b)
	}
	for l := range s.lines {
		s.touch(l)
	}
	s.commit(unbounded)
	s.keep()
}
