package layout

import (
	"cmp"
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// Given places. Nodes that have one keep it, relative to each other; the others are put where there is room near their
// neighbours, one after the other.

// A pinning is a scene with given places.
type pinning struct {
	*scene
	fixed  []int  // nodes whose place is given
	placed []bool // of nodes, whether they have a place by now
}

func newPinning(s *scene) *pinning {
	p := &pinning{scene: s, placed: slices.Clone(s.given)}
	for i, at := range s.given {
		if at {
			p.fixed = append(p.fixed, i)
		}
	}
	return p
}

// arrange gives each node its place.
func (p *pinning) arrange() {
	var rest []int
	for i, at := range p.given {
		if !at {
			rest = append(rest, i)
		}
	}
	if p.fit {
		p.rescale()
	}
	p.part()
	for len(rest) > 0 {
		k := p.next(rest)
		p.settle(rest[k])
		p.placed[rest[k]] = true
		rest = slices.Delete(rest, k, k+1)
	}
}

// mostGrown is by how much given places are moved apart, all alike, until boxes have room. Two that stand nearly in one
// spot would otherwise blow the page up.
const mostGrown = 3

// part has given boxes not overlap. All places grow alike, so that order and proportion stay; only what then still
// overlaps is moved, and noted.
func (p *pinning) part() {
	grown := 1.0
	for k, i := range p.fixed {
		for _, j := range p.fixed[:k] {
			grown = max(grown, clearing(p.nodes[i], p.nodes[j]))
		}
	}
	if grown == 1 {
		return
	}
	p.grown = min(grown, mostGrown)
	boxes, before := make([]Box, len(p.fixed)), make([]plane.Point, len(p.fixed))
	for k, i := range p.fixed {
		before[k] = p.nodes[i].centre().Times(p.grown)
		boxes[k] = boxAround(before[k], p.nodes[i].width(), p.nodes[i].height())
	}
	if grown > mostGrown {
		separate(boxes, p.gap)
		p.note(before, boxes)
	}
	for k, i := range p.fixed {
		p.nodes[i] = boxes[k]
	}
}

// clearing is by how much the distance of two boxes must grow for them to stand apart: 1 if they do, without end if they
// have one middle.
func clearing(a, b Box) float64 {
	if !a.overlaps(b, -slack) {
		return 1
	}
	d := a.centre().Minus(b.centre())
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
func (p *pinning) note(before []plane.Point, boxes []Box) {
	var was, is plane.Point
	n := 1 / float64(len(p.fixed))
	for k := range p.fixed {
		was, is = was.Plus(before[k].Times(n)), is.Plus(boxes[k].centre().Times(n))
	}
	along, size := 0.0, 0.0
	for k := range p.fixed {
		p, q := before[k].Minus(was), boxes[k].centre().Minus(is)
		along += float64(p.X*q.X) + float64(p.Y*q.Y)
		size += float64(p.X*p.X) + float64(p.Y*p.Y)
	}
	factor := 1.0
	if size > 0 {
		factor = along / size
	}
	p.grown *= factor
	for k, i := range p.fixed {
		if by := boxes[k].centre().Minus(is).Minus(before[k].Minus(was).Times(factor)).Length(); by >= 1 {
			p.moved = append(p.moved, displacement{i, by})
		}
	}
	slices.SortStableFunc(p.moved, func(a, b displacement) int { return cmp.Compare(b.by, a.by) })
}

// rescale makes the mean line between given places as long as it wants to be. Without such lines it makes boxes fill a
// tenth of the page.
func (p *pinning) rescale() {
	is, wanted := 0.0, 0.0
	for i := range p.lines {
		l := &p.lines[i]
		if l.a != l.b && p.given[l.a] && p.given[l.b] {
			is += far(p.nodes[l.a].centre(), p.nodes[l.b].centre())
			wanted += p.wants(l)
		}
	}
	factor := 1.0
	area, page := 0.0, nothing()
	for _, i := range p.fixed {
		c := p.nodes[i].centre()
		page.grow(Box{c, c})
		area += float64(p.nodes[i].width() * p.nodes[i].height())
	}
	switch space := float64(page.width() * page.height()); {
	case is > 1e-6:
		factor = wanted / is
	case space > 1e-6:
		factor = math.Sqrt(10 * area / space)
	case page.width()+page.height() > 1e-6: // all in one line
		factor = math.Sqrt(10*area) / (page.width() + page.height())
	}
	for _, i := range p.fixed {
		c := p.nodes[i].centre().Times(factor)
		p.nodes[i] = boxAround(c, p.nodes[i].width(), p.nodes[i].height())
	}
}

// far is a distance in the space in which boxes are as wide as high.
func far(a, b plane.Point) float64 { return a.Minus(b).Stretched(1, tall).Length() }

// wants is how long a line wants to be there.
func (s *scene) wants(l *wire) float64 {
	a, b := s.nodes[l.a], s.nodes[l.b]
	return reach(a.width(), a.height()) + 2*reach(l.width, l.height) + reach(b.width(), b.height()) + 2*s.gap
}

// next is the place in rest of the node that has the most lines to placed ones; of several, the first.
func (p *pinning) next(rest []int) int {
	ties := make([]int, len(p.nodes))
	for i := range p.lines {
		if l := &p.lines[i]; p.placed[l.b] {
			ties[l.a]++
		}
		if l := &p.lines[i]; p.placed[l.a] {
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
func (p *pinning) settle(v int) {
	var own []*wire
	var anchor plane.Point
	unit := 0.0
	for i := range p.lines {
		l := &p.lines[i]
		if l.a != l.b && (l.a == v && p.placed[l.b] || l.b == v && p.placed[l.a]) {
			own = append(own, l)
			anchor = anchor.Plus(p.nodes[l.a+l.b-v].centre())
			unit += p.wants(l)
		}
	}
	if n := float64(len(own)); n > 0 {
		anchor, unit = anchor.Times(1/n), unit/n
	} else {
		anchor, unit = p.home(v), 2*(reach(p.nodes[v].width(), p.nodes[v].height())+p.gap)
	}
	const directions = 32
	best, least := plane.Point{}, math.Inf(1)
	for r := 0.0; r < 200; r++ {
		if r > 14 && !math.IsInf(least, 1) {
			break
		}
		for k := range directions {
			c := anchor.Plus(compass((float64(k)+r/2)/directions).Times(unit*r/4).Stretched(1, 1/tall))
			if cost := p.disturbs(v, c, own); cost < least {
				best, least = c, cost
			}
		}
	}
	p.nodes[v] = boxAround(best, p.nodes[v].width(), p.nodes[v].height())
}

// home is where a node without placed neighbours belongs: among its side, or among all.
func (p *pinning) home(v int) plane.Point {
	for _, sided := range []bool{true, false} {
		var sum plane.Point
		n := 0.0
		for i, b := range p.nodes {
			if p.placed[i] && (!sided || p.side != nil && p.side[v] >= 0 && p.side[i] == p.side[v]) {
				sum = sum.Plus(b.centre())
				n++
			}
		}
		if n > 0 {
			return sum.Times(1 / n)
		}
	}
	return plane.Point{}
}

// disturbs tells how bad a place would be for a node: infinitely where it overlaps another.
func (p *pinning) disturbs(v int, c plane.Point, own []*wire) float64 {
	box := boxAround(c, p.nodes[v].width(), p.nodes[v].height())
	for i, other := range p.nodes {
		if p.placed[i] && box.overlaps(other, p.gap) {
			return math.Inf(1)
		}
	}
	cost := 0.0
	if len(own) == 0 {
		cost = far(c, p.home(v)) / 100
	}
	for _, l := range own {
		b := p.nodes[l.a+l.b-v].centre()
		off := far(c, b)/p.wants(l) - 1
		cost += max(3*-off, off)
		label := boxAround(plane.Between(c, b, 0.5), l.width, l.height)
		if l.width > 0 && (label.overlaps(box, wide.stub) || label.overlaps(p.nodes[l.a+l.b-v], wide.stub)) {
			cost += 2
		}
		for i, other := range p.nodes {
			if !p.placed[i] || i == l.a || i == l.b {
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
	for i := range p.lines {
		l := &p.lines[i]
		if l.a == l.b || !p.placed[l.a] || !p.placed[l.b] {
			continue
		}
		a, b := p.nodes[l.a].centre(), p.nodes[l.b].centre()
		if box.grown(wide.line).crossedBy(a, b) {
			cost += 2
		}
		if l.width > 0 && box.overlaps(boxAround(plane.Between(a, b, 0.5), l.width, l.height), wide.label) {
			cost += 2
		}
		for _, m := range own {
			if end := p.nodes[m.a+m.b-v].centre(); end != a && end != b {
				if _, cross := meet(c, end, a, b); cross {
					cost++
				}
			}
		}
	}
	return cost
}
