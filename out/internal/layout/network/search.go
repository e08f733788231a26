package network

import (
	"cmp"
	"context"
	"slices"
)

// How much is tried, in moves for each box and line. More than this made figures no better to look at.
const (
	starts       = 12
	drawn        = 4    // of them in full, or begun: those without crossings, and those with the best sketches
	sketchMoves  = 75   // of the sketch of each start
	sketchLeast  = 3600 // moves of a sketch, at least
	firstMoves   = 30   // of a sketch as long as all before have come out without crossings: there it is easy
	firstLeast   = 1000
	fullMoves    = 100 // of one without crossings, in full
	startMoves   = 15  // of the others, each
	finalMoves   = 200 // of the best
	loosenings   = 20  // of what has no room, at most, or so many that loosenMost boxes and lines are loosened
	loosenMost   = 1000
	loosenMoves  = 120 // of each
	small        = 60  // boxes and lines, up to which crossings are worth a second search
	crowded      = 4   // faults beyond which nothing but more room helps
	polishMoves  = 40  // with no way up
	tightenings  = 8   // of what is larger than its page, at most
	tightenMoves = 20  // of each
	tighter      = 95  // hundredths of its page before
	roomy        = 104 // hundredths of its page that a sketch may take in full, which is pressed together later
	settlings    = 4   // beginnings of what has given places, at most
	glanceMoves  = 30  // of a quick search, in all
	firstSeed    = 183 // of those tried, one with which the built-in dossier comes out small, and at the first sketch
	hardest      = 4   // times as dear as usual faults become at most
)

// The work after which nothing more is tried for a diagram that still has faults, in pairs of things that moves look at:
// of one search, and of all with more and more small boxes. A second of a processor of 2024 does for some 130 million. Of
// what was tried, what came out well took at most 200 and 650 million: four hubs with 43 lines in a column of print.
const mostWork, mostInAll = 300_000_000, 700_000_000

// How many hundredths of the area of boxes and labels, each with its gap, a diagram has, and its sketch, in which
// lines are to find their order before labels crowd them.
const air, sketchAir = 225, 300

// A search looks for a placement.
type search struct {
	state
	seed    int   // of all random numbers
	cramped bool  // more room than is of use was wanted
	repeats int   // how many small boxes there may be besides
	spent   int   // work of the searches before, with fewer small boxes
	cuts    []cut // what should end at small boxes
}

func newSearch(d Diagram) *search { return &search{state: newState(d)} }

// find finds a placement of the diagram, or of one in which some lines end at small boxes, which it returns.
func find(ctx context.Context, d Diagram) (*search, Diagram, error) {
	s, err := findAsIs(ctx, d, 0)
	for err == nil && len(s.cuts) > 0 {
		d = d.repeating(s.cuts)
		s, err = findAsIs(ctx, d, s.spent+s.work)
	}
	return s, d, err
}

// findAsIs finds a placement, or says with cuts which lines should end at small boxes first.
func findAsIs(ctx context.Context, d Diagram, spent int) (*search, error) {
	s := newSearch(d)
	s.spent = spent
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
	s.repeats = d.mayRepeat()
	if err := s.place(ctx, size, d.Page, d.Most); err != nil || len(s.cuts) > 0 {
		return s, err
	}
	if s.cuts = s.cutsAfterAll(); len(s.cuts) > 0 {
		return s, nil
	}
	left := s.repeats
	s.repeats = 0
	s.tips = s.tipsFor(d.Onto)
	if first := s.faults(); first.again(size) && s.work < mostWork {
		before, cramped := s.save(), s.cramped
		s.page, s.seed, s.cramped = page, 1, false
		if err := s.place(ctx, size, d.Page, d.Most); err != nil {
			return nil, err
		}
		if second := s.faults(); s.cramped || !second.fewer(first) {
			s.cramped = cramped
			s.restore(before)
		}
	}
	if s.cuts = s.cutsOfFaults(left); len(s.cuts) > 0 {
		return s, nil
	}
	if d.Most != (Size{}) && s.faults().hard() > 1 { // it is one of several figures, of which another is taken then
		return s, nil
	}
	return s, insist(ctx, s, d.Onto)
}

// endsScaled is endsLeast with what a legend that has become higher may take of the room.
const endsScaled = endsLeast * 16 / 15

// tipsFor is how far apart ends at a box must be so that they are still told apart when the diagram is scaled down to a
// room; 0 where it is not larger than that.
func (s *search) tipsFor(room Size) int {
	now, tips := s.extent(), 0
	if room.Width > 0 && now.width() > grains(room.Width) {
		tips = endsScaled * now.width() / grains(room.Width)
	}
	if room.Height > 0 && now.height() > grains(room.Height) {
		tips = max(tips, endsScaled*now.height()/grains(room.Height))
	}
	return tips
}

// again tells whether a search for so many boxes and lines is worth another beginning: a few faults are bad luck rather
// than no room, and so may crossings be, where it costs little to see.
func (f Faults) again(size int) bool {
	return f.hard() > 0 && f.hard() <= crowded || f.hard() == 0 && f.Crossings > 0 && size <= small
}

// fewer tells whether these are better to have than the others.
func (f Faults) fewer(other Faults) bool {
	return cmp.Or(cmp.Compare(f.hard(), other.hard()), cmp.Compare(f.Crossings, other.Crossings)) < 0
}

// place finds places for all, on a page of its size or larger.
func (s *search) place(ctx context.Context, size int, wanted, most Size) error {
	s.aligns = false
	begun, done, err := s.outline(ctx, size)
	if err != nil || len(s.cuts) > 0 {
		return err
	}
	s.aligns = true
	if !done {
		slices.SortStableFunc(begun, func(a, b *saved) int { return cmp.Compare(a.cost, b.cost) })
		s.restore(begun[0])
		a := annealing{search: s, random: chance(s, 1), hot: 100, cold: 2, far: s.page.x / 6, near: 4 * grain}
		if err := a.run(ctx, finalMoves*size); err != nil {
			return err
		}
		if err := relieve(ctx, s); err != nil {
			return err
		}
		if err := s.loosen(ctx, size, begun[1:], most); err != nil {
			return err
		}
	}
	if err := s.tighten(ctx, size, wanted); err != nil {
		return err
	}
	return s.polish(ctx, size)
}

// tighten makes a placement that is larger than the page that is wanted smaller, as long as nothing is lost by it, and
// one whose height is free lower.
func (s *search) tighten(ctx context.Context, size int, wanted Size) error {
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
		a := annealing{search: s, random: chance(s, 200+n), hot: 30, cold: 2, far: s.page.x / 8, near: 4 * grain}
		err := a.run(ctx, tightenMoves*size)
		a.repair()
		s.hard = 1
		if after := s.faults(); err != nil || after.hard() > before.hard() || after.Crossings > before.Crossings ||
			after.Hidden > before.Hidden {
			s.restore(best)
			return err
		}
		s.all()
	}
	return nil
}

// chance is the n-th source of random numbers of this search.
func chance(s *search, n int) random { return random(1000*(firstSeed+s.seed) + n) }

// polish shortens and straightens what can be without a new fault: one that costs less than it saves is none to take.
func (s *search) polish(ctx context.Context, size int) error {
	before, faults := s.save(), s.faults().hard()
	s.hard = hardest
	s.all()
	a := annealing{search: s, random: 2, hot: 0, cold: 0, far: 12 * grain, near: grain}
	err := a.run(ctx, polishMoves*size)
	s.hard = 1
	s.all()
	if s.faults().hard() > faults {
		s.restore(before)
	}
	return err
}

// settle finds places for labels and bows where all boxes have theirs.
func (s *search) settle(ctx context.Context, size int) error {
	var best *saved
	var least Faults
	for n := range settlings {
		s.start(0)
		s.all()
		a := annealing{search: s, random: random(1 + 4*n), hot: 50 + 50*n, cold: 2, far: s.page.x / 6, near: 4 * grain}
		if err := a.run(ctx, finalMoves*size); err != nil {
			return err
		}
		if err := relieve(ctx, s); err != nil {
			return err
		}
		if err := s.polish(ctx, size); err != nil {
			return err
		}
		if now := s.faults(); best == nil || now.fewer(least) {
			best, least = s.save(), now
		}
		if least.hard() == 0 {
			break
		}
	}
	s.restore(best)
	return nil
}

// glance finds places for what has none, from the one beginning.
func (s *search) glance(ctx context.Context, size int) error {
	s.start(0)
	s.all()
	a := annealing{search: s, random: 1, hot: 30, cold: 2, far: s.page.x / 8, near: 4 * grain}
	if err := a.run(ctx, glanceMoves*size); err != nil {
		return err
	}
	a.repair()
	return nil
}

// outline draws sketches. One without crossings is drawn in full at once: where that comes out well, no more are tried,
// and it is done. Else the best are begun.
func (s *search) outline(ctx context.Context, size int) (begun []*saved, done bool, err error) {
	page, wider := s.page, root(1024*1024*sketchAir/air)
	if slices.Contains(s.fixed, true) {
		wider = 1024 // places that are given are given for the figure
	}
	var sketches []*saved
	var tangles []tangle
	for n := range starts {
		s.page = point{page.x * wider / 1024, page.y * wider / 1024}
		if s.tall {
			s.page = point{page.x, page.y * wider / 1024 * wider / 1024}
		}
		s.start(n)
		moves := max(sketchMoves*size, sketchLeast)
		if len(sketches) == 0 {
			moves = max(firstMoves*size, firstLeast)
		}
		k := s.sketch(chance(s, n+1), moves)
		if k.clean() && len(begun) < drawn {
			s.stretch(page)
			if done, err = inFull(ctx, s, size, n); done || err != nil {
				return nil, done, err
			}
			begun = append(begun, s.save())
			if len(begun) == drawn {
				break
			}
			continue
		}
		sketch := s.save()
		sketch.cost = k.total
		sketches = append(sketches, sketch)
		tangles = append(tangles, tangle{k.total, k.sketch})
	}
	if len(begun) == 0 && s.repeats > 0 {
		best := slices.MinFunc(tangles, func(a, b tangle) int { return cmp.Compare(a.cost, b.cost) })
		if s.cuts = best.cuts(s.repeats); len(s.cuts) > 0 {
			return nil, false, nil
		}
	}
	slices.SortStableFunc(sketches, func(a, b *saved) int { return cmp.Compare(a.cost, b.cost) })
	for n, sketch := range sketches[:min(len(sketches), drawn-len(begun))] {
		s.restore(sketch)
		s.stretch(page)
		a := annealing{search: s, random: chance(s, n+1), hot: 60, cold: 8, far: s.page.x / 8, near: 8 * grain}
		if err := a.run(ctx, startMoves*size); err != nil {
			return nil, false, err
		}
		begun = append(begun, s.save())
	}
	return begun, false, nil
}

// inFull draws a sketch without crossings in full, and tells whether it came out without a fault or crossing, and hardly
// larger than its page.
func inFull(ctx context.Context, s *search, size, n int) (bool, error) {
	s.aligns = true
	s.all()
	a := annealing{search: s, random: chance(s, n+1), hot: 100, cold: 2, far: s.page.x / 6, near: 4 * grain}
	if err := a.run(ctx, fullMoves*size); err != nil {
		return false, err
	}
	if err := relieve(ctx, s); err != nil {
		return false, err
	}
	f, now := s.faults(), s.extent()
	s.aligns = f.hard() == 0 && f.Crossings == 0 && 100*now.width()*now.height() <= roomy*s.page.x*s.page.y
	return s.aligns, nil
}

// loosen makes a placement that has no room for something larger, or takes one of the other starts, until it has.
func (s *search) loosen(ctx context.Context, size int, others []*saved, most Size) error {
	best, least := s.save(), s.faults().hard()
	wide := s.page
	for n := 1; n <= max(loosenings, loosenMost/size) && least > 0 && !s.cramped && s.work < mostWork; n++ {
		if n%3 != 0 && least > crowded {
			continue
		}
		s.restore(best)
		page, hot := s.page, 30
		switch next := n / 3; {
		case n%3 == 0:
			s.page, page = wide, s.page
			wide = larger(s)
			if most.Width > 0 && wide.x > grains(most.Width) || most.Height > 0 && wide.y > grains(most.Height) {
				s.cramped = true
				continue
			}
			s.page, page = page, wide
			hot = 60
		case n%3 == 1 && next < len(others):
			s.restore(others[next])
			hot = 80
		}
		s.hard = min(2+n/3, hardest)
		s.stretch(page)
		a := annealing{search: s, random: chance(s, 100+n), hot: hot, cold: 2, far: s.page.x / 6, near: 4 * grain}
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
func larger(s *search) point {
	if s.tall {
		return point{s.page.x, s.page.y * 8 / 7}
	}
	return point{s.page.x * 15 / 14, s.page.y * 15 / 14}
}

// stretch puts everything as much farther apart as the page becomes larger.
func (s *search) stretch(page point) {
	for b, box := range s.boxes {
		if c := box.centre(); !s.fixed[b] {
			s.put(b, onGrid(point{scaled(c.x, page.x, s.page.x), scaled(c.y, page.y, s.page.y)}), s.way[b])
		}
	}
	s.page = page
	s.all()
}
