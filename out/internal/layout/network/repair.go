package network

import (
	"context"
	"slices"
)

// How long the search insists where faults are left, and how: found by trying, on 12 boxes with 40 lines.
const (
	insistMost   = 16 // faults, beyond which there is no hope
	insistRounds = 24
	insistIdle   = 8    // rounds without a gain, after which no more are tried
	insistMoves  = 1000 // of a round, for each line and box with a fault
	insistHot    = 400  // the threshold at first: what has a fault may cross others on its way
	insistFar    = 110  // the reach at first, in points
)

// insist moves what has a fault, and the boxes at its ends, again and again, with all faults as dear as what is wrong,
// until there is none left or nothing helps. What has no fault stays, so that the rest of the figure is what it was.
func insist(ctx context.Context, s *search, room Size) error {
	if s.faults().hard() == 0 || s.cramped {
		return nil
	}
	best := s.save()
	s.hard, s.strict = hardest, true
	s.tips = s.tipsFor(room)
	s.all()
	least := s.faults().hard()
	if least > insistMost {
		least = 0
	}
	for n, idle := 0, 0; n < insistRounds && idle < insistIdle && least > 0 && s.work < mostWork; n++ {
		if err := stir(ctx, s, n, idle, insistMoves, insistHot, insistFar); err != nil {
			return err
		}
		s.repair()
		if left := s.faults().hard(); left < least {
			least, best, idle = left, s.save(), 0
		} else if idle++; idle%3 == 0 {
			s.restore(best)
		}
	}
	s.hard, s.strict, s.tips = 1, false, 0
	s.restore(best)
	return nil
}

// How what has a fault is moved after the search for all: what this mends needs no more room, nor another beginning. Of
// 30 beginnings of the built-in dossier six came out without a fault without it, thirteen with it.
const (
	relieveRounds = 8
	relieveMoves  = 100 // of a round, for each line and box with a fault
	relieveHot    = 100 // the threshold at first
	relieveFar    = 80  // the reach at first, in points
)

// relieve moves what has a fault, and the boxes at its ends, for a while.
func relieve(ctx context.Context, s *search) error {
	s.repair()
	best, least := s.save(), s.faults().hard()
	if least == 0 {
		return nil
	}
	s.hard, s.strict = 2, true
	s.all()
	for n := range relieveRounds {
		if err := stir(ctx, s, n, n, relieveMoves, relieveHot, relieveFar); err != nil {
			return err
		}
		if left := s.faults().hard(); left < least {
			best, least = s.save(), left
			if left == 0 {
				break
			}
		}
	}
	s.hard, s.strict = 1, false
	s.restore(best)
	return nil
}

// stir moves what has a fault, so many times for each line and box; every other time what stands around it too.
func stir(ctx context.Context, s *search, n, idle, each, hot, far int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	lines, boxes := inspection{&s.prices}.troubled()
	if idle%2 == 1 { // what stands around them has to make room
		lines, boxes = around(s, lines, boxes)
	}
	a := annealing{search: s, random: chance(s, 300+n)}
	moves := each * (len(lines) + len(boxes))
	for i := range moves {
		left := moves - i
		a.limit, a.reach = 2+hot*left/moves*left/moves, (4+far*left/moves)*grain
		if len(lines) > 0 && a.random.below(2) == 0 {
			a.moveLine(lines[a.random.below(len(lines))])
		} else {
			a.moveBox(boxes[a.random.below(len(boxes))])
		}
	}
	return nil
}

// repair looks for the lines that run through something or have something lying over their labels, tries every place
// of a label and many bows for each, and keeps the best.
func (s *search) repair() {
	for range 2 {
		mended := false
		for l := range s.lines {
			if !s.lines[l].gathers && len(s.bundles[s.lines[l].bundle].lines) <= 4 && ofLine(s, l) >= overlapWeight {
				mended = s.mend(l) || mended
			}
		}
		if !mended {
			return
		}
	}
}

// around lists the lines and boxes as well that stand near these boxes, or are joined to them.
func around(s *search, lines, boxes []int) (moreLines, moreBoxes []int) {
	near := rect{}
	for i, b := range boxes {
		if i == 0 {
			near = s.boxes[b]
		}
		near = near.around(s.boxes[b])
	}
	for l := range s.lines {
		if slices.Contains(lines, l) || s.course(l).bounds.touches(near) {
			moreLines = append(moreLines, l)
		}
	}
	for b, box := range s.boxes {
		if slices.Contains(boxes, b) || box.touches(near) {
			moreBoxes = append(moreBoxes, b)
		}
	}
	return moreLines, moreBoxes
}

// ofLine is what a line costs with all others and all boxes.
func ofLine(s *search, l int) int {
	cost, m, n := 0, len(s.lines), len(s.boxes)
	for o := range s.lines {
		cost += s.costs.lines[l*m+o]
	}
	for b := range s.boxes {
		cost += s.costs.sides[l*n+b]
	}
	return cost
}

func (s *search) mend(l int) bool {
	line, b := &s.lines[l], &s.bundles[s.lines[l].bundle]
	const bows, apart = 4, 14 * grain
	best, middle := *line, b.bow
	bestBow, least := b.bow, 0
	for bow := -bows; bow <= bows; bow++ {
		for at := 2; at <= sixteenths-2; at++ {
			for way := range max(1, len(line.labels)) {
				line.at, line.way, b.bow = at, way, middle+bow*apart
				s.touch(l)
				if worse := s.commit(least - 1); worse < least {
					least, best, bestBow = worse, *line, b.bow
				}
				s.takeBack()
			}
		}
	}
	*line, b.bow = best, bestBow
	if least == 0 {
		return false
	}
	s.touch(l)
	s.commit(unbounded)
	s.keep()
	return true
}
