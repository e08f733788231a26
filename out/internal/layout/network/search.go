package network

import (
	"cmp"
	"context"
	"slices"
)

// How much is tried, in moves for each box and line. More than this made figures no better to look at.
const (
	starts       = 12
	drawn        = 4   // of them, those with the best sketches
	sketchMoves  = 150 // of the sketch of each start
	startMoves   = 15  // of each start
	finalMoves   = 200 // of the best
	loosenings   = 20  // of what has no room, at most, or so many that loosenMost boxes and lines are loosened
	loosenMost   = 1000
	loosenMoves  = 120 // of each
	crowded      = 4   // faults beyond which nothing but more room helps
	polishMoves  = 40  // with no way up
	tightenings  = 8   // of what is larger than its page, at most
	tightenMoves = 60  // of each
	tighter      = 95  // hundredths of its page before
	glanceMoves  = 30  // of a quick search, in all
	hardest      = 4   // times as dear as usual faults become at most
)

// How many hundredths of the area of boxes and labels, each with its gap, a diagram has, and its sketch, in which
// lines are to find their order before labels crowd them.
const air, sketchAir = 210, 280

// search finds a placement.
func search(ctx context.Context, d Diagram) (*state, error) {
	s := newState(d)
	s.page, s.tall = s.pageFor(d.Page), d.Page.Width > 0 && d.Page.Height == 0
	s.holdFixed()
	size := len(s.boxes) + len(s.lines)
	if d.Quick {
		return s, s.glance(ctx, size)
	}
	if !slices.Contains(s.fixed, false) {
		return s, s.settle(ctx, size)
	}
	page := s.page
	if err := s.place(ctx, size, d.Page, d.Most); err != nil {
		return nil, err
	}
	if left := s.faults().hard(); left > 0 && left <= crowded && !s.cramped { // bad luck rather than no room
		first := s.save()
		s.page, s.seed = page, 1
		if err := s.place(ctx, size, d.Page, d.Most); err != nil {
			return nil, err
		}
		if s.faults().hard() >= left {
			s.cramped = false
			s.restore(first)
		}
	}
	return s, nil
}

// place finds places for all, on a page of its size or larger.
func (s *state) place(ctx context.Context, size int, wanted, most Size) error {
	s.aligns = false
	begun, err := s.outline(ctx, size)
	if err != nil {
		return err
	}
	slices.SortStableFunc(begun, func(a, b *saved) int { return cmp.Compare(a.cost, b.cost) })
	s.restore(begun[0])
	s.aligns = true
	s.all()
	a := annealing{state: s, random: s.chance(1), hot: 50, cold: 2, far: s.page.x / 6, near: 4 * grain}
	if err := a.run(ctx, finalMoves*size); err != nil {
		return err
	}
	a.repair()
	if err := s.loosen(ctx, size, begun[1:], most); err != nil {
		return err
	}
	if err := s.tighten(ctx, size, wanted); err != nil {
		return err
	}
	return s.polish(ctx, size)
}

// tighten makes a placement that is larger than the page that is wanted smaller, as long as nothing is lost by it, and
// one whose height is free lower.
func (s *state) tighten(ctx context.Context, size int, wanted Size) error {
	if wanted.Width == 0 || s.cramped {
		return nil
	}
	for n := range tightenings {
		now := s.extent()
		if !s.tall && now.width() <= grains(wanted.Width) && now.height() <= grains(wanted.Height) {
			return nil
		}
		best, before := s.save(), s.faults()
		page := point{s.page.x * tighter / 100, s.page.y * tighter / 100}
		if s.tall {
			page.x = s.page.x
		}
		s.hard = hardest
		s.stretch(page)
		a := annealing{state: s, random: s.chance(200 + n), hot: 30, cold: 2, far: s.page.x / 8, near: 4 * grain}
		err := a.run(ctx, tightenMoves*size)
		a.repair()
		s.hard = 1
		if after := s.faults(); err != nil || after.hard() > before.hard() || after.Crossings > before.Crossings {
			s.restore(best)
			return err
		}
		s.all()
	}
	return nil
}

// extent is the room that all takes.
func (s *state) extent() rect {
	all := s.boxes[0]
	for _, box := range s.boxes {
		all = all.around(box)
	}
	for l := range s.lines {
		all = all.around(s.course(l).bounds)
	}
	return all
}

// chance is the n-th source of random numbers of this search.
func (s *state) chance(n int) random { return random(1000*s.seed + n) }

// polish shortens and straightens what can be without a new fault: one that costs less than it saves is none to take.
func (s *state) polish(ctx context.Context, size int) error {
	before, faults := s.save(), s.faults().hard()
	s.hard = hardest
	s.all()
	a := annealing{state: s, random: 2, hot: 0, cold: 0, far: 12 * grain, near: grain}
	err := a.run(ctx, polishMoves*size)
	s.hard = 1
	s.all()
	if s.faults().hard() > faults {
		s.restore(before)
	}
	return err
}

// settle finds places for labels and bows where all boxes have theirs.
func (s *state) settle(ctx context.Context, size int) error {
	s.start(0)
	s.all()
	a := annealing{state: s, random: 1, hot: 50, cold: 2, far: s.page.x / 6, near: 4 * grain}
	if err := a.run(ctx, finalMoves*size); err != nil {
		return err
	}
	a.repair()
	return s.polish(ctx, size)
}

// glance finds places for what has none, from the one beginning.
func (s *state) glance(ctx context.Context, size int) error {
	s.start(0)
	s.all()
	a := annealing{state: s, random: 1, hot: 30, cold: 2, far: s.page.x / 8, near: 4 * grain}
	if err := a.run(ctx, glanceMoves*size); err != nil {
		return err
	}
	a.repair()
	return nil
}

// holdFixed makes the page large enough for the boxes that have given places, with room around them, and puts them on
// it.
func (s *state) holdFixed() {
	const room = 60 * grain
	var extent rect
	some := false
	for b, box := range s.boxes {
		switch {
		case !s.fixed[b]:
		case some:
			extent = extent.around(box)
		default:
			extent, some = box, true
		}
	}
	if !some {
		return
	}
	by := onGrid(point{room - extent.x0, room - extent.y0})
	for b := range s.boxes {
		if s.fixed[b] {
			s.boxes[b] = s.boxes[b].moved(by)
		}
	}
	s.page = point{max(s.page.x, extent.width()+2*room), max(s.page.y, extent.height()+2*room)}
}

// outline draws sketches, and the best of them in full.
func (s *state) outline(ctx context.Context, size int) ([]*saved, error) {
	page, wider := s.page, root(1024*1024*sketchAir/air)
	if slices.Contains(s.fixed, true) {
		wider = 1024 // places that are given are given for the figure
	}
	var sketches []*saved
	found := 0
	for n := range starts {
		s.page = point{page.x * wider / 1024, page.y * wider / 1024}
		if s.tall {
			s.page = point{page.x, page.y * wider / 1024 * wider / 1024}
		}
		s.start(n)
		cost, clean := s.sketch(s.chance(n+1), sketchMoves*size)
		sketch := s.save()
		sketch.cost = cost
		sketches = append(sketches, sketch)
		if clean {
			found++
		}
		if found == drawn {
			break // more cannot be better but in length
		}
	}
	slices.SortStableFunc(sketches, func(a, b *saved) int { return cmp.Compare(a.cost, b.cost) })
	var begun []*saved
	for n, sketch := range sketches[:min(len(sketches), drawn)] {
		s.restore(sketch)
		s.stretch(page)
		a := annealing{state: s, random: s.chance(n + 1), hot: 60, cold: 8, far: s.page.x / 8, near: 8 * grain}
		if err := a.run(ctx, startMoves*size); err != nil {
			return nil, err
		}
		begun = append(begun, s.save())
	}
	return begun, nil
}

// loosen makes a placement that has no room for something larger, or takes one of the other starts, until it has.
func (s *state) loosen(ctx context.Context, size int, others []*saved, most Size) error {
	best, least := s.save(), s.faults().hard()
	roomy := s.page
	for n := 1; n <= max(loosenings, loosenMost/size) && least > 0 && !s.cramped; n++ {
		if n%3 != 0 && least > crowded {
			continue
		}
		s.restore(best)
		page, hot := s.page, 30
		switch next := n / 3; {
		case n%3 == 0:
			s.page, page = roomy, s.page
			roomy = s.larger()
			if most.Width > 0 && roomy.x > grains(most.Width) || most.Height > 0 && roomy.y > grains(most.Height) {
				s.cramped = true
				continue
			}
			s.page, page = page, roomy
			hot = 60
		case n%3 == 1 && next < len(others):
			s.restore(others[next])
			hot = 80
		}
		s.hard = min(2+n/3, hardest)
		s.stretch(page)
		a := annealing{state: s, random: s.chance(100 + n), hot: hot, cold: 2, far: s.page.x / 6, near: 4 * grain}
		if err := a.run(ctx, loosenMoves*size); err != nil {
			return err
		}
		a.repair()
		if left := s.faults().hard(); left < least {
			best, least = s.save(), left
		}
	}
	s.hard = 1
	s.restore(best)
	return nil
}

// larger is the next larger page: higher only, where the width is given and the height is free.
func (s *state) larger() point {
	if s.tall {
		return point{s.page.x, s.page.y * 8 / 7}
	}
	return point{s.page.x * 15 / 14, s.page.y * 15 / 14}
}

// stretch puts everything as much farther apart as the page becomes larger.
func (s *state) stretch(page point) {
	for b, box := range s.boxes {
		if c := box.centre(); !s.fixed[b] {
			s.put(b, onGrid(point{scaled(c.x, page.x, s.page.x), scaled(c.y, page.y, s.page.y)}), s.way[b])
		}
	}
	s.page = page
	s.all()
}

// pageFor is the room that boxes and labels need, in the shape of the page that is wanted.
func (s *state) pageFor(wanted Size) point {
	area := 0
	for b := range s.boxes {
		size := s.sizes[b][0]
		area += (size.x + boxGap) * (size.y + boxGap)
	}
	for l := range s.lines {
		size := s.labelSize(l)
		area += (size.x + 2*labelsGap) * (size.y + 2*labelsGap)
	}
	crowd := max(0, 100*len(s.lines)/len(s.boxes)-150) // lines beyond three for two boxes cross others, and go round labels
	area = area / 100 * (air + crowd/6)
	width, height := 21, 20 // a usual shape
	if wanted.Width > 0 && wanted.Height > 0 {
		width, height = int(wanted.Width), int(wanted.Height)
	}
	page := point{x: root(area / height * width)}
	switch {
	case wanted.Width > 0 && wanted.Height == 0:
		page.x = min(page.x, grains(wanted.Width))
	case wanted.Width > 0: // rather somewhat too high, for the page, than with letters that are much smaller than those beside it
		page.x = min(page.x, grains(wanted.Width)*9/8)
	}
	for b := range s.boxes {
		page.x = max(page.x, s.sizes[b][0].x)
	}
	page.y = area / page.x
	for b := range s.boxes {
		page.y = max(page.y, s.sizes[b][0].y)
	}
	return page
}

// A random is a source of numbers that are the same everywhere (Steele, Lea, Flood, "Fast splittable pseudorandom
// number generators", 2014).
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n-1.
func (r *random) below(n int) int { return int(r.next() >> 33 % uint64(n)) }

// within is a number from -n to n.
func (r *random) within(n int) int { return r.below(2*n+1) - n }

// A unit of a start is a side or, without one, a box.
type unitOf struct {
	boxes []int
	at    point
}

// start puts the boxes where the n-th start has them: the side with the most lines to others in the middle, the
// others around it in an order that keeps those near each other that have lines, each box near those it has lines
// with.
func (s *state) start(n int) {
	r := s.chance(n + 77)
	var units []unitOf
	unit := make([]int, len(s.boxes))
	sides := 0
	for _, members := range s.members {
		if len(members) > 0 {
			sides++
		}
	}
	for g, members := range s.members {
		if len(members) == 0 || sides < 3 {
			continue
		}
		for _, b := range members {
			unit[b] = len(units)
		}
		units = append(units, unitOf{boxes: s.members[g]})
	}
	for b := range s.boxes {
		if s.group[b] < 0 || sides < 3 {
			unit[b] = len(units)
			units = append(units, unitOf{boxes: []int{b}})
		}
	}
	weight := make([][]int, len(units))
	degree := make([]int, len(units))
	for u := range units {
		weight[u] = make([]int, len(units))
	}
	for _, l := range s.lines {
		for i, e := range l.ends {
			for _, f := range l.ends[:i] {
				if unit[e] != unit[f] {
					weight[unit[e]][unit[f]]++
					weight[unit[f]][unit[e]]++
					degree[unit[e]]++
					degree[unit[f]]++
				}
			}
		}
	}
	order := make([]int, len(units))
	for i := range order {
		order[i] = i
	}
	for i := range order { // a different one each time
		j := i + r.below(len(order)-i)
		order[i], order[j] = order[j], order[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if degree[a] == degree[b] {
			return 0
		}
		return cmp.Compare(degree[b], degree[a])
	})
	ring := slices.Clone(order[min(1, len(order)):])
	for i := range ring { // only the middle is by rank
		j := i + r.below(len(ring)-i)
		ring[i], ring[j] = ring[j], ring[i]
	}
	untangle(ring, weight)
	middle := point{s.page.x / 2, s.page.y / 2}
	if len(order) > 0 {
		units[order[0]].at = middle
	}
	for i, u := range ring {
		out := compass(i, len(ring))
		units[u].at = point{middle.x + out.x*s.page.x*3/8/1024, middle.y + out.y*s.page.y*3/8/1024}
	}
	places := make([]point, len(s.boxes))
	for b := range s.boxes {
		places[b] = units[unit[b]].at.plus(point{r.within(30 * grain), r.within(20 * grain)})
	}
	for range 6 { // towards those it has lines with
		for b := range s.boxes {
			sum, count := times(units[unit[b]].at, 2*1024), 2
			for _, l := range s.of[b] {
				for _, e := range s.lines[l].ends {
					if e != b {
						sum, count = sum.plus(places[e]), count+1
					}
				}
			}
			places[b] = point{sum.x/count + r.within(20*grain), sum.y/count + r.within(15*grain)}
		}
	}
	for b := range s.boxes {
		if !s.fixed[b] {
			s.put(b, onGrid(places[b]), 0)
		}
	}
	for l := range s.lines {
		line := &s.lines[l]
		line.at, line.way = sixteenths/2, 0
		line.off = point{}
		if line.loop {
			line.off = point{80 * grain, 0}
		}
	}
	for b := range s.bundles {
		s.bundles[b].bow, s.bundles[b].spread = 0, 100
	}
}

// sketch finds places for the boxes without looking at labels. A clean one has no crossings.
func (s *state) sketch(r random, moves int) (cost int, clean bool) {
	k := newSketch(s)
	for b := range s.boxes {
		k.at[b] = s.centre(b)
	}
	next := len(s.boxes)
	for l := range s.lines {
		if line := &s.lines[l]; line.gathers && !line.loop {
			k.at[next] = s.middleOf(l)
			next++
		}
	}
	for n := range k.at {
		k.at[n] = point{min(max(k.at[n].x, k.half[n].x), s.page.x-k.half[n].x),
			min(max(k.at[n].y, k.half[n].y), s.page.y-k.half[n].y)}
	}
	k.draw(&r, moves)
	for b := range s.boxes {
		if !s.fixed[b] {
			s.put(b, onGrid(k.at[b]), 0)
		}
	}
	next = len(s.boxes)
	for l := range s.lines {
		if line := &s.lines[l]; line.gathers && !line.loop {
			line.off = k.at[next].minus(s.middleOf(l))
			next++
		}
	}
	return k.total, k.clean()
}

// middleOf is the middle of the boxes that a line joins.
func (s *state) middleOf(l int) point {
	var sum point
	ends := s.lines[l].ends
	for _, e := range ends {
		sum = sum.plus(s.centre(e))
	}
	return point{sum.x / len(ends), sum.y / len(ends)}
}

// untangle orders a ring so that those with lines between them come near each other: by swaps, as long as one helps.
func untangle(ring []int, weight [][]int) {
	n := len(ring)
	cost := func() int {
		sum := 0
		for i, u := range ring {
			for j := range i {
				apart := i - j
				sum += weight[u][ring[j]] * min(apart, n-apart)
			}
		}
		return sum
	}
	if n > 40 {
		return
	}
	best := cost()
	for range 4 {
		better := false
		for i := range ring {
			for j := range i {
				ring[i], ring[j] = ring[j], ring[i]
				if c := cost(); c < best {
					best, better = c, true
				} else {
					ring[i], ring[j] = ring[j], ring[i]
				}
			}
		}
		if !better {
			return
		}
	}
}

// compass is the i-th of n directions around, in 1024ths, by a polynomial for the sine so that every processor has
// the same.
func compass(i, n int) point {
	return point{wave(i*4096/max(n, 1) + 1024), wave(i * 4096 / max(n, 1))}
}

// wave is the sine of a turn of 4096 parts, in 1024ths; off by at most one in a hundred and eighty (Bhaskara, 7th
// century).
func wave(turn int) int {
	turn &= 4095
	sign := 1
	if turn >= 2048 {
		turn, sign = turn-2048, -1
	}
	p := turn * (2048 - turn)
	return sign * 1024 * 16 * p / (5*2048*2048 - 4*p)
}

// onGrid is the whole point nearest to p.
func onGrid(p point) point {
	return point{(p.x + grain/2) / grain * grain, (p.y + grain/2) / grain * grain}
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
