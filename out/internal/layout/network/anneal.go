package network

import "context"

// An annealing improves a state by moves at random. A move that makes it worse by no more than the threshold is kept;
// the threshold and the reach of moves sink on the way.
type annealing struct {
	*search
	random    random
	hot, cold int // thresholds
	far, near int // reaches

	reach, limit int // now
}

// run makes so many moves.
func (a *annealing) run(ctx context.Context, moves int) error {
	best, boxes, lines := a.save(), len(a.boxes), len(a.lines)
	for i := range moves {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		left := moves - i
		a.limit = a.cold + (a.hot-a.cold)*left/moves*left/moves
		a.reach = a.near + (a.far-a.near)*left/moves*left/moves
		if n := a.random.below(2*lines + 3*boxes); n < 2*lines { // with a line about as often as there are lines
			a.moveLine(a.random.below(lines))
		} else {
			a.moveBox(a.random.below(boxes))
		}
		if a.costs.total < best.cost-20 && left < moves/8 {
			best = a.save()
		}
	}
	if best.cost < a.costs.total {
		a.restore(best)
	}
	return nil
}

// threshold is by how much a move may make the state worse.
func threshold(a *annealing) int {
	if a.limit > 0 {
		return max(0, a.random.below(2*a.limit)-1)
	}
	return 0
}

// stay ends a move that has changed nothing: it costs what it did, so that it would be kept.
func stay(a *annealing) { threshold(a) }

// decide keeps the move or takes it back.
func (a *annealing) decide() bool {
	bound := threshold(a)
	if a.commit(bound) <= bound {
		a.keep()
		return true
	}
	a.takeBack()
	return false
}

func (a *annealing) moveBox(b int) {
	switch n := a.random.below(67); {
	case n < 40:
		a.shift(b, point{a.random.within(a.reach), a.random.within(a.reach)})
	case n < 45:
		a.swap(b, a.random.below(len(a.boxes)))
	case n < 50:
		a.join(b)
	case n < 59:
		a.align(b)
	case n < 61:
		a.breakBox(b)
	case n < 64:
		a.shiftSide(b)
	default:
		a.press()
	}
}

func (a *annealing) moveLine(l int) {
	switch n := a.random.below(30); {
	case n < 10:
		a.slide(l)
	case n < 20:
		a.bow(l)
	case n < 27:
		a.breakLabel(l)
	default:
		a.reorder(l)
	}
}

func (a *annealing) shift(b int, by point) {
	if a.fixed[b] {
		return
	}
	take(a, b, onGrid(a.centre(b).plus(by)), a.way[b])
}

// take puts a box somewhere, with its text broken in the given way.
func take(a *annealing, b int, centre point, way int) {
	if size := a.sizes[b][way]; a.boxes[b] == boxAround(centre, size.x, size.y) {
		a.way[b] = way
		stay(a)
		return
	}
	a.begin(b)
	a.put(b, centre, way)
	a.decide()
}

func (a *annealing) swap(b, o int) {
	if b == o || a.fixed[b] || a.fixed[o] {
		return
	}
	a.begin(b)
	a.begin(o)
	p, q := a.centre(b), a.centre(o)
	a.put(b, q, a.way[b])
	a.put(o, p, a.way[o])
	a.decide()
}

// join puts a box near another with which it has a line.
func (a *annealing) join(b int) {
	if a.fixed[b] || len(a.of[b]) == 0 {
		return
	}
	line := a.lines[a.of[b][a.random.below(len(a.of[b]))]]
	other := line.ends[a.random.below(len(line.ends))]
	if other == b {
		return
	}
	take(a, b, onGrid(a.centre(other).plus(point{a.random.within(220 * grain), a.random.within(120 * grain)})), a.way[b])
}

// align puts a box in line with another: by its left edge or its middle.
func (a *annealing) align(b int) {
	o := a.random.below(len(a.boxes))
	if a.fixed[b] || o == b {
		return
	}
	box, other, by := a.boxes[b], a.boxes[o], point{}
	switch a.random.below(3) {
	case 0:
		by.x = other.x0 - box.x0
	case 1:
		by.x = other.centre().x - box.centre().x
	default:
		by.y = other.centre().y - box.centre().y
	}
	if by == (point{}) || by.length() > max(a.reach, 16*grain) {
		return
	}
	a.begin(b)
	a.boxes[b] = box.moved(by)
	a.decide()
}

// shiftSide moves all of a side.
func (a *annealing) shiftSide(b int) {
	if a.group[b] < 0 {
		return
	}
	by := onGrid(point{a.random.within(a.reach), a.random.within(a.reach)})
	if by == (point{}) {
		stay(a)
		return
	}
	for _, m := range a.members[a.group[b]] {
		if !a.fixed[m] {
			a.begin(m)
			a.boxes[m] = a.boxes[m].moved(by)
		}
	}
	a.decide()
}

// press moves all on one side of a cut towards the other, or away.
func (a *annealing) press() {
	pivot := a.centre(a.random.below(len(a.boxes)))
	by := a.random.within(max(a.reach/4, 6*grain)) / grain * grain
	level := a.random.below(2) == 0
	if by == 0 {
		stay(a)
		return
	}
	for m, box := range a.boxes {
		if a.fixed[m] {
			continue
		}
		if level && box.centre().x > pivot.x {
			a.begin(m)
			a.boxes[m] = box.moved(point{by, 0})
		} else if !level && box.centre().y > pivot.y {
			a.begin(m)
			a.boxes[m] = box.moved(point{0, by})
		}
	}
	a.decide()
}

// slide moves a label along its line.
func (a *annealing) slide(l int) {
	line := &a.lines[l]
	was := *line
	if line.gathers {
		line.off = line.off.plus(point{a.random.within(a.reach), a.random.within(a.reach)})
	} else {
		line.at = min(max(line.at+a.random.within(3), 2), sixteenths-2)
	}
	if line.at == was.at && line.off == was.off {
		stay(a)
		return
	}
	a.touch(l)
	if !a.decide() {
		*line = was
	}
}

// bow bows a bundle, or spreads it.
func (a *annealing) bow(l int) {
	if a.lines[l].gathers {
		a.slide(l)
		return
	}
	b := &a.bundles[a.lines[l].bundle]
	bow, spread := b.bow, b.spread
	switch n := a.random.below(4); {
	case n == 0:
		b.bow = 0
	case n == 1 && len(b.lines) > 1:
		b.spread = 40 + 20*a.random.below(4)
	default:
		b.bow += a.random.within(max(a.reach/2, 10*grain))
	}
	if b.bow == bow && b.spread == spread {
		stay(a)
		return
	}
	a.touch(l)
	if !a.decide() {
		b.bow, b.spread = bow, spread
	}
}

func (a *annealing) breakLabel(l int) {
	line := &a.lines[l]
	if len(line.labels) < 2 {
		return
	}
	was := line.way
	if line.way = a.random.below(len(line.labels)); line.way == was {
		stay(a)
		return
	}
	a.touch(l)
	if !a.decide() {
		line.way = was
	}
}

func (a *annealing) breakBox(b int) {
	if len(a.sizes[b]) < 2 {
		return
	}
	take(a, b, a.centre(b), a.random.below(len(a.sizes[b])))
}

// reorder swaps two lines of a bundle.
func (a *annealing) reorder(l int) {
	if a.lines[l].gathers {
		return
	}
	lines := a.bundles[a.lines[l].bundle].lines
	if len(lines) < 2 {
		return
	}
	i, j := a.random.below(len(lines)), a.random.below(len(lines))
	if i == j {
		stay(a)
		return
	}
	lines[i], lines[j] = lines[j], lines[i]
	a.touch(l)
	if !a.decide() {
		lines[i], lines[j] = lines[j], lines[i]
	}
}
