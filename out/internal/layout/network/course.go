package network

// A course is where a line and its label lie at the moment.
type course struct {
	label  rect
	middle point     // of the label, which the line runs through
	tips   []point   // where it leaves its boxes, one for each end
	bits   []segment // of the whole line: from the first tip to the last, or one from each tip to the middle
	frames []rect    // around each of the bits; none before somebody asks for them
	reach  rect      // around all bits
	bounds rect      // around all of it, its label too
	shadow shadow    // of these
	bend   point     // the control point of the one quadratic Bézier that it is; unused if straight
	curved bool
	own    int // what it costs by itself
}

// courses are where all lines of a plan run.
type courses struct {
	plan
	laid    []*course // of lines: what counts
	spare   []*course // and one to try
	offsets []int     // of the labels of the bundle at hand
}

func newCourses(d Diagram) courses {
	m := len(d.Lines)
	s := courses{plan: newPlan(d), laid: make([]*course, m), spare: make([]*course, m)}
	both := make([]course, 2*m)
	for l := range m {
		s.laid[l], s.spare[l] = &both[2*l], &both[2*l+1]
	}
	return s
}

func (s *courses) course(l int) *course { return s.laid[l] }

// turn has the other course of a line count.
func turn(s *courses, l int) { s.laid[l], s.spare[l] = s.spare[l], s.laid[l] }

// extent is the room that all takes.
func (s *courses) extent() rect {
	all := s.boxes[0]
	for _, box := range s.boxes {
		all = all.around(box)
	}
	for l := range s.lines {
		all = all.around(s.course(l).bounds)
	}
	return all
}

const (
	bitsOfCurve = 8  // straight bits that stand for a curve; at 200 pt with a bow of 50 none is off by more than a point
	sixteenths  = 16 // places of a label along its line
)

// plot says where the lines of a bundle leave their boxes and where their labels are. They leave side by side and spread
// so that their labels have room next to each other: evenly, for that is read as "several of one sort". It returns what
// that costs; draw adds the rest.
func (s *courses) plot(b *bundle) (cost int) {
	p, q := s.aim(b.from, b.to), s.aim(b.to, b.from)
	chord := q.minus(p)
	across := point{-chord.y, chord.x}.along(unit)
	boxP, boxQ := s.boxes[b.from], s.boxes[b.to]
	step := s.portStep(b, across)
	first, last := boxP.exit(p, q), boxQ.exit(q, p)
	begin, end := first, last
	if boxP.touches(boxQ) {
		begin, end = p, q
	}
	off := s.fan(b, across, end.minus(begin).length())
	for i, l := range b.lines {
		aside := step * (2*i - len(b.lines) + 1) / 2
		at := s.lines[l].at
		c := s.course(l)
		c.middle = point{begin.x + (end.x-begin.x)*at/sixteenths,
			begin.y + (end.y-begin.y)*at/sixteenths}.plus(times(across, off[i]))
		c.label = s.labelAt(l, c.middle)
		from, to := p.plus(times(across, aside)), q.plus(times(across, aside))
		c.curved = off[i]-aside > 3*grain/2 || aside-off[i] > 3*grain/2
		start, stop := first, last
		switch {
		case c.curved:
			bend := bendThrough(from, c.middle, to)
			if len(b.lines) > 1 { // side by side, however far the label is
				start, stop = leave(boxP, from, from.plus(chord), bend), leave(boxQ, to, to.minus(chord), bend)
			} else {
				start, stop = boxP.exit(from, bend), boxQ.exit(to, bend)
			}
			c.bend = bendThrough(start, c.middle, stop)
		case aside != 0:
			start, stop = boxP.exit(from, to), boxQ.exit(to, from)
		}
		c.tips = append(c.tips[:0], start, stop)
		c.own = s.spanned(l, c) + s.weigh(b.bow)/len(b.lines)
		cost += c.own
	}
	return cost
}

// draw gives the lines of a bundle that was plotted their courses, and returns what these cost besides.
func (s *courses) draw(b *bundle) (cost int) {
	for _, l := range b.lines {
		c := s.course(l)
		if c.curved {
			c.bits = flatten(c.bits[:0], c.tips[0], c.bend, c.tips[1])
		} else {
			c.bits = append(c.bits[:0], segment{c.tips[0], c.tips[1]})
		}
		c.enclose()
		more := grazed(s.boxes[b.from], c.bits[0]) + grazed(s.boxes[b.to], c.bits[len(c.bits)-1].turned()) +
			s.beyond(c.bounds)
		c.own += more
		cost += more
	}
	return cost
}

// least is what the courses of a bundle cost by themselves at least, wherever they run: of one line what is asked for
// and the way from box to box. Both of its tips are at boxes, and both parts of it are measured in whole points.
func (s *courses) least(b *bundle) int {
	if len(b.lines) > 1 {
		return 0
	}
	line := &s.lines[b.lines[0]]
	gap := s.boxes[b.from].gap(s.boxes[b.to])
	return line.asked() + s.weigh(b.bow) + max(0, (gap-1)/grain-1)
}

// asked is what it costs that a line does not have its label in the middle, or not broken in the best way.
func (l *line) asked() int {
	if l.gathers {
		return l.way * wayWeight
	}
	at := l.at - sixteenths/2
	return l.way*wayWeight + max(at, -at)
}

// leave is where a curve leaves the rectangle that begins in it and heads for bend: towards a point, but where it would
// run along the edge there, or back into the rectangle, towards bend.
func leave(r rect, from, towards, bend point) point {
	tip := r.exit(from, towards)
	if 4*outward(r, tip, bend) < bend.minus(tip).length() {
		return r.exit(from, bend)
	}
	return tip
}

// aim is the point in a box that a line to another heads for: half the way from its middle to the point that is
// nearest to the other, so that lines into a wide box do not crowd.
func (s *courses) aim(b, other int) point {
	box, c, o := s.boxes[b], s.centre(b), s.centre(other)
	core := max(0, (box.width()-box.height())/2)
	return point{c.x + min(max(o.x-c.x, -core), core)/2, c.y}
}

// unit is the length of a direction.
const unit = 1024

// times is a direction of length unit at a length.
func times(direction point, length int) point {
	return point{direction.x * length / unit, direction.y * length / unit}
}

// portStep is how far apart the lines of a bundle leave their boxes.
func (s *courses) portStep(b *bundle, across point) int {
	if len(b.lines) == 1 {
		return 0
	}
	const wide = 11 * grain
	step := wide
	for _, box := range []rect{s.boxes[b.from], s.boxes[b.to]} {
		out := box.exit(box.centre(), box.centre().plus(across)).minus(box.centre()).length()
		step = min(step, 2*max(0, out-3*grain)/(len(b.lines)-1))
	}
	return step
}

// fan is how far the labels of a bundle stand beside the straight line between its boxes, which is so long. They are
// set from the middle outwards: each clears the label before it, and its line, which sinks beside its own label, does
// too.
func (s *courses) fan(b *bundle, across point, length int) []int {
	n := len(b.lines)
	off := append(s.offsets[:0], make([]int, n)...)
	s.offsets = off
	step := func(i, j int) int { // between the middles of two labels side by side
		const gap = 5 * grain
		one, two := s.labelSize(b.lines[i]), s.labelSize(b.lines[j])
		beside := ((one.x+two.x)/2 + gap) * unit / max(across.x, -across.x, 1)
		below := ((one.y+two.y)/2 + gap) * unit / max(across.y, -across.y, 1)
		return max(12*grain, min(beside, below)*b.spread/100)
	}
	sunk := func(i, at int) int { // where a line must be at its middle to clear label i, which is at a place
		size := s.labelSize(b.lines[i])
		along := (size.x*max(across.y, -across.y) + size.y*max(across.x, -across.x)) / unit
		high := (size.x*max(across.x, -across.x) + size.y*max(across.y, -across.y)) / unit
		share := min(100*along/max(length, 1), 75)
		return (at + high/2 + clearance) * 10_000 / (10_000 - share*share)
	}
	low, high := (n-1)/2, n/2
	off[low] = b.bow
	if low != high {
		half := step(low, high) / 2
		off[low], off[high] = b.bow-half, b.bow+half
	}
	for i := high + 1; i < n; i++ {
		off[i] = off[i-1] + step(i-1, i)
		if off[i-1] > 0 && b.spread == 100 {
			off[i] = max(off[i], sunk(i-1, off[i-1]))
		}
	}
	for i := low - 1; i >= 0; i-- {
		off[i] = off[i+1] - step(i, i+1)
		if off[i+1] < 0 && b.spread == 100 {
			off[i] = min(off[i], -sunk(i+1, -off[i+1]))
		}
	}
	return off
}

// bendThrough is the control point of the quadratic Bézier from p to q that passes through m, as far along as m is.
func bendThrough(p, m, q point) point {
	before, after := m.minus(p).length(), q.minus(m).length()
	const parts = 64
	t := parts / 2
	if before+after > 0 {
		t = min(max(parts*before/(before+after), 13), 51)
	}
	r := parts - t
	of := func(m, p, q int) int { return (parts*parts*m - r*r*p - t*t*q) / (2 * r * t) }
	return point{of(m.x, p.x, q.x), of(m.y, p.y, q.y)}
}

// flatten appends the straight bits of a quadratic Bézier, whose points it finds by their differences.
func flatten(into []segment, p, bend, q point) []segment {
	const n = bitsOfCurve
	at, second := point{n * n * p.x, n * n * p.y}, point{2 * (p.x - 2*bend.x + q.x), 2 * (p.y - 2*bend.y + q.y)}
	first := point{2*n*(bend.x-p.x) + second.x/2, 2*n*(bend.y-p.y) + second.y/2}
	last := p
	for range n {
		at, first = at.plus(first), first.plus(second)
		next := point{at.x / (n * n), at.y / (n * n)}
		into = append(into, segment{last, next})
		last = next
	}
	return into
}

// gather gives a line of many ends, or of one box with itself, its course: from each box straight to the label.
func (s *courses) gather(l int) {
	line := &s.lines[l]
	c := s.course(l)
	c.middle = s.middleOf(l).plus(line.off)
	c.label = s.labelAt(l, c.middle)
	c.tips, c.bits, c.curved = c.tips[:0], c.bits[:0], false
	for i, e := range line.ends {
		box := s.boxes[e]
		aim := box.centre()
		if line.loop {
			across := point{-line.off.y, line.off.x}.along(unit)
			aim = aim.plus(times(across, (2*i-1)*5*grain))
		}
		tip := box.exit(aim, c.middle)
		c.tips = append(c.tips, tip)
		c.bits = append(c.bits, segment{tip, c.middle})
	}
	c.enclose()
	c.own = s.spanned(l, c) + s.beyond(c.bounds)
}

// around is each of the bits' frames.
func (c *course) around() []rect {
	if len(c.frames) == 0 {
		for _, b := range c.bits {
			c.frames = append(c.frames, b.bounds())
		}
	}
	return c.frames
}

// enclose works out how far a course reaches.
func (c *course) enclose() {
	c.bounds, c.frames = c.label, c.frames[:0]
	c.reach = c.bits[0].bounds()
	for _, b := range c.bits[1:] {
		if c.reach = c.reach.around(b.b.rect()); !c.curved {
			c.reach = c.reach.around(b.a.rect())
		}
	}
	c.bounds = c.bounds.around(c.reach)
	c.shadow = shadowOf(c.bounds)
}

// spanned is what it costs how long a line is, and how its label lies on it.
func (s *courses) spanned(l int, c *course) int {
	line := &s.lines[l]
	cost := line.asked()
	for _, tip := range c.tips {
		cost += tip.minus(c.middle).length() / grain
		if len(line.labels) > 0 {
			cost += stub(c.label.distance(tip))
		}
	}
	return cost
}

func short(has, wanted int) int { return max(0, wanted-has) }

// stub is what so short a line between box and label costs.
func stub(length int) int {
	return short(length, stubLength)*stubWeight/grain + short(length, stubLeast)*hiddenWeight/grain
}

// weigh is what a bow costs.
func (s *courses) weigh(bow int) int { return max(bow, -bow) * bowWeight / (10 * grain) }

// beyond is what it costs to be off the page.
func (s *courses) beyond(r rect) int {
	out := max(0, -r.x0) + max(0, -r.y0) + max(0, r.x1-s.page.x) + max(0, r.y1-s.page.y)
	if out == 0 {
		return 0
	}
	if s.tall { // the width is not to be had
		return 3 * (beyondWeight + out*beyondDepth/grain)
	}
	return beyondWeight + out*beyondDepth/grain
}
