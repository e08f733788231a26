package network

// repair looks for the lines that run through something or have something lying over their labels, tries every place
// of a label and many bows for each, and keeps the best.
func (s *search) repair() {
	for range 2 {
		mended := false
		for l := range s.lines {
			if !s.lines[l].gathers && len(s.bundles[s.lines[l].bundle].lines) <= 4 && s.ofLine(l) >= overlapWeight {
				mended = s.mend(l) || mended
			}
		}
		if !mended {
			return
		}
	}
}

// ofLine is what a line costs with all others and all boxes.
func (s *search) ofLine(l int) int {
	cost, m, n := 0, len(s.lines), len(s.boxes)
	for o := range s.lines {
		cost += s.costs.lines[min(l, o)*m+max(l, o)]
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
