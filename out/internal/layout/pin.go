package layout

import (
	"cmp"
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

// mostGrown is by how much given places are moved apart, all alike, until boxes have room. Two that stand nearly in one
// spot would otherwise blow the page up.
const mostGrown = 3

// part has given boxes not overlap. All places grow alike, so that order and proportion stay; only what then still
// overlaps is moved, and noted.
func (s *scene) part(given []int) {
	grown := 1.0
	for k, i := range given {
		for _, j := range given[:k] {
			grown = max(grown, clearing(s.nodes[i], s.nodes[j]))
		}
	}
	if grown == 1 {
		return
	}
	s.grown = min(grown, mostGrown)
	boxes, before := make([]Box, len(given)), make([]Point, len(given))
	for k, i := range given {
		before[k] = s.nodes[i].centre().times(s.grown)
		boxes[k] = boxAround(before[k], s.nodes[i].width(), s.nodes[i].height())
	}
	if grown > mostGrown {
		separate(boxes, s.gap)
		s.note(given, before, boxes)
	}
	for k, i := range given {
		s.nodes[i] = boxes[k]
	}
}

// clearing is by how much the distance of two boxes must grow for them to stand apart: 1 if they do, without end if they
// have one middle.
func clearing(a, b Box) float64 {
	if !a.overlaps(b, -slack) {
		return 1
	}
	d := a.centre().minus(b.centre())
	across := (a.width() + b.width()) / 2 / math.Abs(d.X)
	down := (a.height() + b.height()) / 2 / math.Abs(d.Y)
	if by := min(across, down); !math.IsNaN(by) {
		return by
	}
	return math.Inf(1)
}

// A displacement is how far a node stands from where its place would be if all had been moved alike, in points.
type displacement struct {
	node int
	by   float64
}

// note finds who was moved, against the move and the growth that fit all best.
func (s *scene) note(given []int, before []Point, boxes []Box) {
	var was, is Point
	n := 1 / float64(len(given))
	for k := range given {
		was, is = was.plus(before[k].times(n)), is.plus(boxes[k].centre().times(n))
	}
	along, size := 0.0, 0.0
	for k := range given {
		p, q := before[k].minus(was), boxes[k].centre().minus(is)
		along += float64(p.X*q.X) + float64(p.Y*q.Y)
		size += float64(p.X*p.X) + float64(p.Y*p.Y)
	}
	factor := 1.0
	if size > 0 {
		factor = along / size
	}
	s.grown *= factor
	for k, i := range given {
		if by := boxes[k].centre().minus(is).minus(before[k].minus(was).times(factor)).length(); by >= 1 {
			s.moved = append(s.moved, displacement{i, by})
		}
	}
	slices.SortStableFunc(s.moved, func(a, b displacement) int { return cmp.Compare(b.by, a.by) })
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
