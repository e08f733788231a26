package network

// What a figure costs. The measure is a point of line: a crossing is worth a detour of 90 pt. The order of the
// weights follows what readers trip over (package documentation); their sizes were found by looking at what they let
// pass in the built-in dossier, random graphs of 10 to 60 actors, stars, chains, cliques and two camps, each weight
// moved up and down by half.
const (
	throughWeight  = 320 // a line through a box or label that is not its own: it looks as if it ended there
	throughDepth   = 4   // and for each point of it
	nearWeight     = 45  // a line closer than clearance to such a box or label
	nearDepth      = 1
	overlapWeight  = 170 // boxes or labels over each other
	overlapDepth   = 6   // and for each point that they must be apart for
	crossingWeight = 220 // two lines that cross at a right angle or nearly
	flatWeight     = 330 // at less than 40 degrees
	flatterWeight  = 500 // at less than 30 degrees, where the eye changes from one to the other
	twiceWeight    = 600 // the same two lines once more
	stubWeight     = 8   // for each point that the visible line between box and label is shorter than stubLength
	hiddenWeight   = 36  // and than stubLeast: an arrowhead leaves nothing of it to be seen
	endsWeight     = 20  // for each point that two ends at a box are closer than endsApart
	mergeWeight    = 14  // for each point that the end or bend of a line is closer to another than linesApart
	foreignWeight  = 36  // a box within the extent of a side that is not its own
	spreadWeight   = 3   // for each ten points of half the extent of a side
	wholeWeight    = 20  // for each ten points of half the extent of all boxes
	wayWeight      = 4   // a label that is broken in the second way, twice that in the third ...
	bowWeight      = 3   // for each ten points that a line or bundle is bowed by
	grazeWeight    = 150 // for each sine that a line leaves a box flatter than grazeSine: its arrowhead lies along the edge
	beyondWeight   = 40  // what is not on the page
	beyondDepth    = 5
	alignedReward  = 9 // a box in one column or row with another: its left edge, middle or centre line the same
)

// Distances that a figure should keep.
const (
	clearance  = 5 * grain  // of a line from boxes and labels that are not its own
	labelsGap  = 4 * grain  // between labels
	labelGap   = 5 * grain  // between a label and a box
	boxGap     = 12 * grain // between boxes
	stubLength = 12 * grain
	stubLeast  = 9 * grain
	stubHidden = 6 * grain
	endsApart  = 9 * grain
	endsLeast  = 5 * grain // below which two ends at a box look like one
	linesApart = 5 * grain
)

// grazeSine is the sine of the angle to a box's edge, in hundredths, from which an arrowhead is seen whole: 30 degrees.
const grazeSine = 50

// grazed is what it costs that a bit leaves the rectangle flat, or runs into it.
func grazed(r rect, b segment) int {
	sine := 100 * outward(r, b.a, b.b) / max(1, b.b.minus(b.a).length())
	return short(sine, grazeSine) * grazeWeight / 100
}

func (s segment) turned() segment { return segment{s.b, s.a} }

// prices say what the things of a figure cost, by themselves and in pairs.
type prices struct {
	courses
	hard   int // how many times as dear as usual faults are
	axes   []axes
	aligns bool // whether it counts that boxes stand in line
	strict bool // whether what is too close to be told apart costs like what is wrong
	tips   int  // how close ends at a box are then, if more than endsLeast
}

// over is what it costs that two things lie over each other.
func (s *prices) over(depth int) int {
	if depth == 0 {
		return 0
	}
	return s.hard * (overlapWeight + depth*overlapDepth/grain)
}

// crossing bits of two lines that share a box are let off within this distance of it.
const nearShared = 6 * grain

// between is what two lines cost together.
func (s *prices) between(k, l int) int {
	c, d := s.course(k), s.course(l)
	cost := s.over(c.label.grown(labelsGap).overlap(d.label))
	cost += s.past(c, d.label) + s.past(d, c.label)
	shared, ends := s.shared(k, l), 0
	for i, e := range s.lines[k].ends {
		for j, f := range s.lines[l].ends {
			if e == f {
				apart := c.tips[i].minus(d.tips[j]).length()
				ends += short(apart, endsApart)
				if s.strict && apartAt(c, i, d, j) < max(endsLeast, s.tips) {
					cost += s.hard * overlapWeight
				}
			}
		}
	}
	cost += ends * endsWeight / grain
	return cost + s.crossing(c, d, shared) + s.merging(c, d, shared) + s.merging(d, c, shared)
}

// headLength is how much of a line an arrowhead covers, at most.
const headLength = 5 * grain

// end is where the line is seen to end at its i-th tip: there, or where an arrowhead begins.
func (c *course) end(i int) (tip, head point) {
	bit := c.bits[min(i, len(c.bits)-1)]
	if len(c.tips) == 2 && i == 1 && c.bits[len(c.bits)-1].b == c.tips[1] {
		bit = c.bits[len(c.bits)-1].turned()
	}
	return c.tips[i], c.tips[i].plus(bit.b.minus(bit.a).along(headLength))
}

// apartAt is how far the i-th end of one line is seen to be from the j-th of another, with arrowheads or without.
func apartAt(c *course, i int, d *course, j int) int {
	p, q := c.end(i)
	r, t := d.end(j)
	return min(p.minus(r).length(), p.minus(t).length(), q.minus(r).length(), q.minus(t).length())
}

// past is what it costs that a line passes a label or box.
func (s *prices) past(c *course, r rect) int {
	wide := r.grown(clearance)
	if !wide.touches(c.bounds) {
		return 0
	}
	inner := r.grown(grain)
	if s.strict {
		inner = r.grown(closest)
	}
	near, through := 0, 0
	for i, frame := range c.around() {
		if wide.meets(frame) {
			n, t := inAndThrough(c.bits[i], inner, wide)
			near, through = near+n, through+t
		}
	}
	return s.passed(near, through)
}

// inAndThrough is how much of a bit lies in the wider of two rectangles, one around the other, and in the narrower.
func inAndThrough(b segment, narrow, wide rect) (near, through int) {
	if near = b.lengthIn(wide); near > 0 {
		through = b.lengthIn(narrow)
	}
	return near, through
}

// passed is what it costs that so much of a line lies near a label or box, and so much in it.
func (s *prices) passed(near, through int) int {
	switch {
	case through > 0:
		return s.hard * (throughWeight + throughDepth*through/grain)
	case near > 0:
		return nearWeight + nearDepth*near/grain
	}
	return 0
}

// shared lists the boxes that two lines have in common, the second -1 if it is one, both -1 if there is none.
func (s *prices) shared(k, l int) [2]int {
	shared, n := [2]int{-1, -1}, 0
	for _, e := range s.lines[k].ends {
		for _, f := range s.lines[l].ends {
			if e == f && n < 2 && shared[0] != e {
				shared[n] = e
				n++
			}
		}
	}
	return shared
}

// by tells whether p is within d of one of the boxes.
func (s *prices) by(p point, boxes [2]int, d int) bool {
	for _, b := range boxes {
		if b >= 0 && s.boxes[b].grown(d).contains(p) {
			return true
		}
	}
	return false
}

func (s *prices) crossing(c, d *course, shared [2]int) int {
	if !c.reach.meets(d.reach) {
		return 0
	}
	cost, times := 0, 0
	frames := d.around()
	for i, box := range c.around() {
		if !box.meets(d.reach) {
			continue
		}
		b := c.bits[i]
		for j, frame := range frames {
			if !box.meets(frame) {
				continue
			}
			o := d.bits[j]
			if !b.crosses(o) {
				continue
			}
			times++
			if shared[0] >= 0 && s.by(b.meeting(o), shared, nearShared) {
				continue
			}
			u, v := b.b.minus(b.a), o.b.minus(o.a)
			sine, cosine := u.cross(v), u.dot(v)
			sine, cosine = max(sine, -sine), max(cosine, -cosine)
			switch { // by the tangents of 30 and 40 degrees
			case sine*1000 < cosine*577:
				cost += flatterWeight
			case sine*1000 < cosine*839:
				cost += flatWeight
			default:
				cost += crossingWeight
			}
		}
	}
	if times > 1 {
		cost += twiceWeight
	}
	return cost
}

// merging is what it costs that ends and bends of c lie close to d: straight lines come close to each other nowhere
// else, but where they cross.
func (s *prices) merging(c, d *course, shared [2]int) int {
	least, near := linesApart, d.reach.grown(linesApart)
	if !near.meets(c.reach) {
		return 0
	}
	look := func(p point) {
		if !near.contains(p) || s.by(p, shared, 2*nearShared) {
			return
		}
		for j, frame := range d.around() {
			if frame.grown(linesApart).contains(p) {
				least = min(least, d.bits[j].distance(p))
			}
		}
	}
	for i, b := range c.bits {
		if i == 0 || !c.curved {
			look(b.a)
		}
		look(b.b)
	}
	return (linesApart - least) * mergeWeight / grain
}

// beside is what a line costs beside a box.
func (s *prices) beside(l, b int) int {
	c, box := s.course(l), s.boxes[b]
	cost := 0
	if len(s.lines[l].labels) > 0 {
		cost += s.over(c.label.grown(labelGap).overlap(box))
	}
	if !s.lines[l].joins(b) {
		return cost + s.past(c, box)
	}
	if s.lines[l].gathers { // the arms of its other ends pass it like any box
		wide := box.grown(clearance)
		for i, frame := range c.around() {
			if s.lines[l].ends[i] != b && wide.meets(frame) {
				cost += s.passed(inAndThrough(c.bits[i], box.grown(grain), wide))
			}
		}
		return cost
	}
	if c.curved { // it may come back
		inner := box.grown(-grain)
		for i, frame := range c.around() {
			if !inner.meets(frame) {
				continue
			}
			if n := c.bits[i].lengthIn(inner); n > 2*grain {
				cost += s.hard * (throughWeight/2 + throughDepth*n/grain)
			}
		}
	}
	return cost
}

// apart is what two boxes cost together.
func (s *prices) apart(a, b int) int {
	return s.over(s.boxes[a].grown(boxGap).overlap(s.boxes[b]))
}

// alone is what a box costs by itself: where it is, and whether it stands in line with others.
func (s *prices) alone(b int) int {
	if !s.aligns {
		return s.beyond(s.boxes[b])
	}
	return s.beyond(s.boxes[b]) - s.aligned(b)*alignedReward
}

// aligned is how a box stands in line with others: one for a column, one for a row, twice that for a column of its
// own side.
func (s *prices) aligned(b int) int {
	box, column, row := &s.boxes[b], 0, 0
	mine := s.axes[b]
	for o, axes := range s.axes {
		if !mine.meet(axes) || o == b {
			continue
		}
		other := &s.boxes[o]
		if box.x0 == other.x0 || box.x0+box.x1 == other.x0+other.x1 {
			column = max(column, pick(s.group[o] == s.group[b], 2, 1))
		}
		if box.y0+box.y1 == other.y0+other.y1 {
			row = 1
		}
	}
	return column + row
}

// stretched is how far a side of at least two reaches after a move, if that or who stands within has changed.
func (s *state) stretched(g int) (e extent, changed bool) {
	was, foreign := &s.costs.reaches[g], 0
	for i := range s.journal.boxes {
		moved := &s.journal.boxes[i]
		if s.group[moved.box] == g {
			if !was.around.holds(moved.was) || !was.around.holds(s.boxes[moved.box]) {
				return extentOf(s, g), true
			}
		} else {
			if was.span.around(moved.from) {
				foreign--
			}
			if was.span.around(s.middles[moved.box]) {
				foreign++
			}
		}
	}
	return extent{was.around, was.span, was.foreign + foreign}, foreign != 0
}

// extentOf works out how far a side reaches.
func extentOf(s *state, g int) extent {
	members := s.members[g]
	e := extent{around: s.boxes[members[0]]}
	for _, b := range members[1:] {
		e.around = e.around.around(s.boxes[b])
	}
	e.span = spanOf(e.around)
	for b, middle := range s.middles {
		if e.span.around(middle) && s.group[b] != g {
			e.foreign++
		}
	}
	return e
}

// whole is what it costs how far apart all boxes are.
func (s *state) whole() int {
	for i := range s.journal.boxes {
		moved := &s.journal.boxes[i]
		if !s.around.holds(moved.was) || !s.around.holds(s.boxes[moved.box]) {
			s.around = s.boxes[0]
			for b := range s.boxes {
				s.around = s.around.around(s.boxes[b])
			}
			break
		}
	}
	return (s.around.width() + s.around.height()) * wholeWeight / (20 * grain)
}
