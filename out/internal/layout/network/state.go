package network

import (
	"math"
	"slices"
)

// A state is a placement on the way, with what it costs.
type state struct {
	prices
	costs   costs
	journal journal
	touched touched

	stands  []shadow // of boxes
	runs    []shadow // of lines and their labels
	middles []span   // of boxes
	around  rect     // all boxes

	work int // pairs that moves have looked at, or would have
}

func newState(d Diagram) state {
	s := state{prices: prices{courses: newCourses(d), hard: 1}}
	boxes, lines := len(s.boxes), len(s.lines)
	s.costs = newCosts(boxes, lines, len(s.members))
	s.stands, s.runs = make([]shadow, boxes), make([]shadow, lines)
	s.middles, s.axes = make([]span, boxes), make([]axes, boxes)
	s.touched.box, s.touched.line, s.touched.bundle =
		make([]bool, boxes), make([]bool, lines), make([]bool, len(s.bundles))
	return s
}

// touched is what a move changes: numbers, and whether each is among them.
type touched struct {
	boxes, lines, bundles []int
	box, line, bundle     []bool
}

func (t *touched) addLine(l int) {
	t.line[l] = true
	t.lines = append(t.lines, l)
}

func (t *touched) forget() {
	for _, b := range t.boxes {
		t.box[b] = false
	}
	for _, l := range t.lines {
		t.line[l] = false
	}
	for _, b := range t.bundles {
		t.bundle[b] = false
	}
	t.boxes, t.lines, t.bundles = t.boxes[:0], t.lines[:0], t.bundles[:0]
}

// costs are kept by pairs, so that a move need only work out those it touches.
type costs struct {
	lines, sides []int    // of pairs of lines, each twice, and of lines with boxes: [line·n + other]
	boxes        []int    // of pairs of boxes, each twice
	single       []int    // of boxes
	course       []int    // of lines, by themselves
	groups       []int    // of sides, how they stand together
	reaches      []extent // of sides of at least two
	rows         []int    // of lines, then of boxes: what each costs with all others, and a line by itself
	whole        int      // of all boxes together
	total        int
}

// newCosts has nothing cost anything yet.
func newCosts(boxes, lines, sides int) costs {
	return costs{
		lines: make([]int, lines*lines), sides: make([]int, lines*boxes), boxes: make([]int, boxes*boxes),
		single: make([]int, boxes), course: make([]int, lines), groups: make([]int, sides), reaches: make([]extent, sides),
		rows: make([]int, lines+boxes+1),
	}
}

// of is what all that is touched costs as it stands, each pair once.
func (c *costs) of(t *touched) int {
	sum, m, n := 0, len(t.line), len(t.box)
	for i, l := range t.lines {
		sum += c.rows[l]
		others, sides := c.lines[l*m:l*m+m], c.sides[l*n:l*n+n]
		for _, o := range t.lines[:i] {
			sum -= others[o]
		}
		for _, b := range t.boxes {
			sum -= sides[b]
		}
	}
	for i, b := range t.boxes {
		sum += c.rows[m+b]
		others := c.boxes[b*n : b*n+n]
		for _, o := range t.boxes[:i] {
			sum -= others[o]
		}
	}
	return sum
}

// A journal remembers what a move has changed, to take it back.
type journal struct {
	cells   []cell
	total   int
	boxes   []boxBefore
	reaches []extentBefore
	around  rect // all boxes, before
}

// A cell is a cost that has changed, in one place or two, and the rows that it counts in.
type cell struct {
	at, twin *int
	was      int
	row, col int
}

type boxBefore struct {
	box, way  int
	was       rect
	from      span // its middle before
	old, axes axes // before and after
}

type extentBefore struct {
	side int
	was  extent
}

// begin notes what a box is before a move, and that its lines go with it.
func (s *state) begin(b int) {
	if s.touched.box[b] {
		return
	}
	s.touched.box[b] = true
	s.touched.boxes = append(s.touched.boxes, b)
	s.journal.boxes = append(s.journal.boxes, boxBefore{box: b, way: s.way[b], was: s.boxes[b], from: s.middles[b],
		old: s.axes[b]})
	for _, l := range s.of[b] {
		s.touch(l)
	}
}

// touch notes that the course of a line changes, and those of its bundle with it.
func (s *state) touch(l int) {
	t := &s.touched
	switch line := &s.lines[l]; {
	case t.line[l]:
	case line.gathers:
		t.addLine(l)
	case !t.bundle[line.bundle]:
		t.bundle[line.bundle] = true
		t.bundles = append(t.bundles, line.bundle)
		for _, l := range s.bundles[line.bundle].lines {
			t.addLine(l)
		}
	}
}

// replace changes a cost that stands in one place or two, and counts in two rows. The last row is for what counts in none.
func (s *state) replace(at, twin *int, cost, row, col int) {
	s.journal.cells = append(s.journal.cells, cell{at, twin, *at, row, col})
	s.costs.total += cost - *at
	*at, *twin = cost, cost
}

// change changes a cost that counts in no row, and returns by how much.
func (s *state) change(at *int, cost int) int {
	by := cost - *at
	if by != 0 {
		s.replace(at, at, cost, len(s.costs.rows)-1, len(s.costs.rows)-1)
	}
	return by
}

// unbounded is a bound that nothing exceeds.
const unbounded = math.MaxInt / 2

// commit works out the costs of what was begun and touched, and returns by how much the total has changed. Then keep
// or takeBack has to be called. Once the change is sure to exceed bound, the rest is left out, since no cost is less
// than nothing: then more than bound is returned, and only takeBack may follow.
func (s *state) commit(bound int) int {
	s.journal.total = s.costs.total
	s.work += (len(s.touched.lines) + len(s.touched.boxes)) * (len(s.lines) + len(s.boxes))
	for _, l := range s.touched.lines {
		turn(&s.courses, l)
	}
	left := bound + s.costs.of(&s.touched) // what new costs may come to
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
	if len(s.touched.boxes) == 0 {
		return left
	}
	for i := range s.journal.boxes {
		moved := &s.journal.boxes[i]
		stand(s, moved.box)
		moved.axes = s.axes[moved.box]
	}
	s.journal.around = s.around
	left -= s.change(&s.costs.whole, s.whole())
	m, n := len(s.lines), len(s.boxes)
	for b := range s.boxes {
		if s.touched.box[b] || s.aligns && s.journal.linedUp(s.axes[b]) {
			left -= s.change(&s.costs.single[b], s.alone(b))
		}
	}
	for g, members := range s.members {
		if len(members) < 2 {
			continue
		}
		if now, changed := s.stretched(g); changed {
			s.journal.reaches = append(s.journal.reaches, extentBefore{g, s.costs.reaches[g]})
			s.costs.reaches[g] = now
			left -= s.change(&s.costs.groups[g], now.cost())
		}
	}
	for _, b := range s.touched.boxes {
		wide := shadowOf(s.boxes[b].grown(boxGap)).vantage()
		others := s.costs.boxes[b*n : b*n+n]
		for o, stands := range s.stands[:len(others)] {
			cost := 0
			if wide.sees(stands) {
				if o == b || o < b && s.touched.box[o] {
					continue
				}
				if cost = s.apart(b, o); cost > 0 {
					if left -= cost; left < 0 {
						return left
					}
				}
			}
			if others[o] != cost {
				s.replace(&others[o], &s.costs.boxes[o*n+b], cost, m+b, m+o)
			}
		}
	}
	return left
}

// stand notes where a box stands.
func stand(s *state, b int) {
	box := s.boxes[b]
	s.stands[b], s.middles[b], s.axes[b] = shadowOf(box), spanOf(box.centre().rect()), axesOf(box)
}

// commitCourses works out where lines run, and what they cost by themselves.
func (s *state) commitCourses(left int) int {
	for _, b := range s.touched.bundles {
		left -= s.least(&s.bundles[b])
	}
	if left < 0 {
		return left
	}
	run := func(l int) int {
		c := s.course(l)
		s.runs[l] = c.shadow
		if at := &s.costs.course[l]; *at != c.own {
			s.replace(at, at, c.own, l, len(s.costs.rows)-1)
		}
		return c.own
	}
	for _, l := range s.touched.lines {
		if s.lines[l].gathers {
			s.gather(l)
			left -= run(l)
		}
	}
	for _, b := range s.touched.bundles {
		if left < 0 {
			return left
		}
		bundle := &s.bundles[b]
		left += s.least(bundle) - s.plot(bundle)
	}
	for _, b := range s.touched.bundles {
		if left < 0 {
			return left
		}
		bundle := &s.bundles[b]
		left -= s.draw(bundle)
		for _, l := range bundle.lines {
			run(l)
		}
	}
	return left
}

// commitPairs works out what lines cost with others and with boxes.
func (s *state) commitPairs(left int) int {
	m, n := len(s.lines), len(s.boxes)
	for _, l := range s.touched.lines {
		wide := shadowOf(s.course(l).bounds.grown(2 * clearance)).vantage()
		sides := s.costs.sides[l*n : l*n+n]
		for b, stands := range s.stands[:len(sides)] {
			cost := 0
			if wide.sees(stands) {
				if cost = s.beside(l, b); cost > 0 {
					if left -= cost; left < 0 {
						return left
					}
				}
			}
			if sides[b] != cost {
				s.replace(&sides[b], &sides[b], cost, l, m+b)
			}
		}
		others := s.costs.lines[l*m : l*m+m]
		for o, runs := range s.runs[:len(others)] {
			cost := 0
			if wide.sees(runs) {
				if o == l || o < l && s.touched.line[o] {
					continue
				}
				if cost = s.between(min(l, o), max(l, o)); cost > 0 { // in one order, since it rounds
					if left -= cost; left < 0 {
						return left
					}
				}
			}
			if others[o] != cost {
				s.replace(&others[o], &s.costs.lines[o*m+l], cost, l, o)
			}
		}
	}
	for _, b := range s.touched.boxes {
		wide := shadowOf(s.boxes[b].grown(2 * clearance)).vantage()
		for l, runs := range s.runs {
			cost := 0
			if wide.sees(runs) {
				if s.touched.line[l] {
					continue
				}
				if cost = s.beside(l, b); cost > 0 {
					if left -= cost; left < 0 {
						return left
					}
				}
			}
			if at := &s.costs.sides[l*n+b]; *at != cost {
				s.replace(at, at, cost, l, m+b)
			}
		}
	}
	return left
}

// linedUp tells whether a box that stays may be in line with one that was moved, where that was or where it is.
func (j *journal) linedUp(a axes) bool {
	for i := range j.boxes {
		if moved := &j.boxes[i]; a.meet(moved.old) || a.meet(moved.axes) {
			return true
		}
	}
	return false
}

// keep ends a move.
func (s *state) keep() {
	for _, c := range s.journal.cells {
		by := *c.at - c.was
		s.costs.rows[c.row] += by
		s.costs.rows[c.col] += by
	}
	s.journal.forget()
	s.touched.forget()
}

// forget ends what was begun.
func (j *journal) forget() { j.cells, j.boxes, j.reaches = j.cells[:0], j.boxes[:0], j.reaches[:0] }

// takeBack undoes a move. What it has changed of lines and bundles themselves, the mover puts back.
func (s *state) takeBack() {
	for i := len(s.journal.cells) - 1; i >= 0; i-- {
		c := &s.journal.cells[i]
		*c.at, *c.twin = c.was, c.was
	}
	s.costs.total = s.journal.total
	for i := range s.journal.boxes {
		b := &s.journal.boxes[i]
		s.way[b.box], s.boxes[b.box] = b.way, b.was
		stand(s, b.box)
	}
	if len(s.journal.boxes) > 0 {
		s.around = s.journal.around
	}
	for _, r := range s.journal.reaches {
		s.costs.reaches[r.side] = r.was
	}
	for _, l := range s.touched.lines {
		turn(&s.courses, l)
		s.runs[l] = s.course(l).shadow
	}
	s.journal.forget()
	s.touched.forget()
}

// all works everything out anew.
func (s *state) all() {
	clear(s.costs.reaches)
	s.around = rect{}
	for b := range s.boxes {
		s.begin(b)
	}
	for l := range s.lines {
		s.touch(l)
	}
	s.commit(unbounded)
	s.keep()
}

// saved is what a placement consists of; all else follows.
type saved struct {
	cost    int
	page    point
	boxes   []rect
	way     []int
	lines   []line
	bundles []bundle
}

func (s *state) save() *saved {
	out := &saved{s.costs.total, s.page, slices.Clone(s.boxes), slices.Clone(s.way), slices.Clone(s.lines),
		slices.Clone(s.bundles)}
	for b := range out.bundles {
		out.bundles[b].lines = slices.Clone(out.bundles[b].lines)
	}
	return out
}

func (s *state) restore(from *saved) {
	s.page = from.page
	copy(s.boxes, from.boxes)
	copy(s.way, from.way)
	copy(s.lines, from.lines)
	for b := range s.bundles {
		lines := s.bundles[b].lines
		copy(lines, from.bundles[b].lines)
		s.bundles[b] = from.bundles[b]
		s.bundles[b].lines = lines
	}
	s.all()
}
