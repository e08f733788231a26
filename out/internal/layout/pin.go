package layout

import (
	"math"
	"slices"
)

// Given places. Nodes that have one keep it, relative to each other; the others are put where there is room near their
// neighbours, one after the other.

// pin places a scene that has given places.
func (s *scene) pin() {
	var given, rest []int
	for i, at := range s.given {
		if at {
			given = append(given, i)
		} else {
			rest = append(rest, i)
		}
	}
	if s.fit {
		s.rescale(given)
	}
	s.part(given)
	placed := slices.Clone(s.given)
	for len(rest) > 0 {
		k := s.next(rest, placed)
		v := rest[k]
		s.settle(v, placed)
		placed[v] = true
		rest = slices.Delete(rest, k, k+1)
	}
}

// part moves given boxes apart, if any overlap.
func (s *scene) part(given []int) {
	boxes := make([]Box, len(given))
	overlap := false
	for k, i := range given {
		boxes[k] = s.nodes[i]
		for _, b := range boxes[:k] {
			overlap = overlap || b.overlaps(boxes[k], -slack)
		}
	}
	if !overlap {
		return
	}
	separate(boxes, s.gap)
	for k, i := range given {
		s.nodes[i] = boxes[k]
	}
}

// rescale makes the mean line between given places as long as it wants to be. Without such lines it makes boxes fill a
// tenth of the page.
func (s *scene) rescale(given []int) {
	is, wanted := 0.0, 0.0
	for i := range s.lines {
		l := &s.lines[i]
		if l.a != l.b && s.given[l.a] && s.given[l.b] {
			is += s.far(s.nodes[l.a].centre(), s.nodes[l.b].centre())
			wanted += s.wants(l)
		}
	}
	factor := 1.0
	area, page := 0.0, nothing()
	for _, i := range given {
		c := s.nodes[i].centre()
		page.grow(Box{c, c})
		area += float64(s.nodes[i].width() * s.nodes[i].height())
	}
	switch space := float64(page.width() * page.height()); {
	case is > 1e-6:
		factor = wanted / is
	case space > 1e-6:
		factor = math.Sqrt(10 * area / space)
	case page.width()+page.height() > 1e-6: // all in one line
		factor = math.Sqrt(10*area) / (page.width() + page.height())
	}
	for _, i := range given {
		c := s.nodes[i].centre().times(factor)
		s.nodes[i] = boxAround(c, s.nodes[i].width(), s.nodes[i].height())
	}
}

// far is a distance in the space in which boxes are as wide as high.
func (s *scene) far(a, b Point) float64 { return a.minus(b).stretched(1, tall).length() }

// wants is how long a line wants to be there.
func (s *scene) wants(l *wire) float64 {
	a, b := s.nodes[l.a], s.nodes[l.b]
	return reach(a.width(), a.height()) + 2*reach(l.width, l.height) + reach(b.width(), b.height()) + 2*s.gap
}

// next is the place in rest of the node that has the most lines to placed ones; of several, the first.
func (s *scene) next(rest []int, placed []bool) int {
	ties := make([]int, len(s.nodes))
	for i := range s.lines {
		if l := &s.lines[i]; placed[l.b] {
			ties[l.a]++
		}
		if l := &s.lines[i]; placed[l.a] {
			ties[l.b]++
		}
	}
	best := 0
	for k, v := range rest {
		if ties[v] > ties[rest[best]] {
			best = k
		}
	}
	return best
}

// settle finds a place for a node: of many around its neighbours, the one that is as near as it should be and where
// it is least in the way.
func (s *scene) settle(v int, placed []bool) {
	var own []*wire
	var anchor Point
	unit := 0.0
	for i := range s.lines {
		l := &s.lines[i]
		if l.a != l.b && (l.a == v && placed[l.b] || l.b == v && placed[l.a]) {
			own = append(own, l)
			anchor = anchor.plus(s.nodes[l.a+l.b-v].centre())
			unit += s.wants(l)
		}
	}
	if n := float64(len(own)); n > 0 {
		anchor, unit = anchor.times(1/n), unit/n
	} else {
		anchor, unit = s.home(v, placed), 2*(reach(s.nodes[v].width(), s.nodes[v].height())+s.gap)
	}
	const directions = 32
	best, least := Point{}, math.Inf(1)
	for r := 0.0; r < 200; r++ {
		if r > 14 && !math.IsInf(least, 1) {
			break
		}
		for k := range directions {
			c := anchor.plus(compass((float64(k)+r/2)/directions).times(unit*r/4).stretched(1, 1/tall))
			if cost := s.disturbs(v, c, own, placed); cost < least {
				best, least = c, cost
			}
		}
	}
	s.nodes[v] = boxAround(best, s.nodes[v].width(), s.nodes[v].height())
}

// home is where a node without placed neighbours belongs: among its side, or among all.
func (s *scene) home(v int, placed []bool) Point {
	for _, sided := range []bool{true, false} {
		var sum Point
		n := 0.0
		for i, b := range s.nodes {
			if placed[i] && (!sided || s.side != nil && s.side[v] >= 0 && s.side[i] == s.side[v]) {
				sum = sum.plus(b.centre())
				n++
			}
		}
		if n > 0 {
			return sum.times(1 / n)
		}
	}
	return Point{}
}

// disturbs tells how bad a place would be for a node: infinitely where it overlaps another.
func (s *scene) disturbs(v int, c Point, own []*wire, placed []bool) float64 {
	box := boxAround(c, s.nodes[v].width(), s.nodes[v].height())
	for i, other := range s.nodes {
		if placed[i] && box.overlaps(other, s.gap) {
			return math.Inf(1)
		}
	}
	cost := 0.0
	if len(own) == 0 {
		cost = s.far(c, s.home(v, placed)) / 100
	}
	for _, l := range own {
		b := s.nodes[l.a+l.b-v].centre()
		off := s.far(c, b)/s.wants(l) - 1
		cost += max(3*-off, off)
		label := boxAround(between(c, b, 0.5), l.width, l.height)
		if l.width > 0 && (label.overlaps(box, wide.stub) || label.overlaps(s.nodes[l.a+l.b-v], wide.stub)) {
			cost += 2
		}
		for i, other := range s.nodes {
			if !placed[i] || i == l.a || i == l.b {
				continue
			}
			if other.grown(wide.line).crossedBy(c, b) {
				cost += 2
			}
			if l.width > 0 && label.overlaps(other, wide.label) {
				cost++
			}
		}
	}
	for i := range s.lines {
		l := &s.lines[i]
		if l.a == l.b || !placed[l.a] || !placed[l.b] {
			continue
		}
		a, b := s.nodes[l.a].centre(), s.nodes[l.b].centre()
		if box.grown(wide.line).crossedBy(a, b) {
			cost += 2
		}
		if l.width > 0 && box.overlaps(boxAround(between(a, b, 0.5), l.width, l.height), wide.label) {
			cost += 2
		}
		for _, m := range own {
			if end := s.nodes[m.a+m.b-v].centre(); end != a && end != b {
				if _, cross := meet(c, end, a, b); cross {
					cost++
				}
			}
		}
	}
	return cost
}
