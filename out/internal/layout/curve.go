package layout

import (
	"math"

	"relgraph/out/internal/plane"
)

// A line is drawn as cubic Béziers and compared with other things as a chain of straight bits.

// flatten cuts cubics into straight bits that are nowhere farther off than tolerance, in pt.
func flatten(path []plane.Point, tolerance float64) []plane.Point {
	flat := path[:1:1]
	for i := 0; i+3 < len(path); i += 3 {
		p := path[i : i+4]
		bend := max(p[0].Plus(p[2]).Minus(p[1].Times(2)).Length(), p[1].Plus(p[3]).Minus(p[2].Times(2)).Length())
		// a chord is off by an eighth of the second derivative, at most 6 bends
		bits := max(1, math.Ceil(math.Sqrt(0.75*bend/tolerance)))
		for k := 1.0; k < bits; k++ {
			flat = append(flat, plane.On(p, k/bits))
		}
		flat = append(flat, p[3])
	}
	return flat
}

// bounds is the smallest box around points.
func bounds(points []plane.Point) Box {
	b := nothing()
	for _, p := range points {
		b.grow(Box{p, p})
	}
	return b
}

// passes tells whether a chain of straight bits, with these bounds, has a point in b.
func passes(flat []plane.Point, around, b Box) bool {
	if !around.overlaps(b, 0) && !b.overlaps(around.grown(1e-9), 0) {
		return false
	}
	for i := 1; i < len(flat); i++ {
		p, q := flat[i-1], flat[i]
		if p.X < b.Min.X && q.X < b.Min.X || p.X > b.Max.X && q.X > b.Max.X || p.Y < b.Min.Y && q.Y < b.Min.Y ||
			p.Y > b.Max.Y && q.Y > b.Max.Y {
			continue
		}
		if b.crossedBy(p, q) {
			return true
		}
	}
	return false
}

// meet tells whether two straight bits cross, and where.
func meet(a, b, c, d plane.Point) (plane.Point, bool) {
	u, v, w := b.Minus(a), d.Minus(c), c.Minus(a)
	turn := u.Cross(v)
	if turn == 0 {
		return plane.Point{}, false
	}
	s, t := w.Cross(v)/turn, w.Cross(u)/turn
	if s < 0 || s > 1 || t < 0 || t > 1 {
		return plane.Point{}, false
	}
	return plane.Between(a, b, s), true
}

// lengthOf is how long a chain of straight bits is.
func lengthOf(flat []plane.Point) float64 {
	l := 0.0
	for i := 1; i < len(flat); i++ {
		l += plane.Distance(flat[i-1], flat[i])
	}
	return l
}

// at is the point of a chain that is so far along it.
func at(flat []plane.Point, way float64) plane.Point {
	for i := 1; i < len(flat); i++ {
		bit := plane.Distance(flat[i-1], flat[i])
		if way <= bit && bit > 0 {
			return plane.Between(flat[i-1], flat[i], way/bit)
		}
		way -= bit
	}
	return flat[len(flat)-1]
}

// Outside is the parts of the edge's line that lie outside its label, of the given size: what a figure draws so that
// the label stands free. They run from From to To, each of cubic Béziers; without a label it is all of Path, in one
// part. A part shorter than half a point is left out.
func (e PlacedEdge) Outside(labelWidth, labelHeight float64) [][]plane.Point {
	if labelWidth <= 0 {
		return [][]plane.Point{e.Path}
	}
	label := boxAround(e.Label, labelWidth, labelHeight)
	var parts [][]plane.Point
	var part []plane.Point
	end := func() {
		if len(part) > 0 && lengthOf(flatten(part, 0.1)) > 0.5 {
			parts = append(parts, part)
		}
		part = nil
	}
	for i := 0; i+3 < len(e.Path); i += 3 {
		whole := e.Path[i : i+4]
		for _, piece := range cuts(whole, label) {
			if label.contains(plane.On(piece, 0.5)) {
				end()
				continue
			}
			if part == nil {
				part = append(part, piece[0])
			}
			part = append(part, piece[1:]...)
		}
	}
	end()
	return parts
}

// cuts divides a cubic where it crosses b's border.
func cuts(p []plane.Point, b Box) [][]plane.Point {
	const steps = 64
	var pieces [][]plane.Point
	rest, done := p, 0.0
	for k := 1; k <= steps; k++ {
		t := float64(k) / steps
		before, after := float64(k-1)/steps, t
		if b.contains(plane.On(p, before)) == b.contains(plane.On(p, after)) {
			continue
		}
		inside := b.contains(plane.On(p, before))
		for range 30 {
			if m := (before + after) / 2; b.contains(plane.On(p, m)) == inside {
				before = m
			} else {
				after = m
			}
		}
		two := plane.Split(rest, (after-done)/(1-done))
		pieces = append(pieces, two[:4])
		rest, done = two[3:], after
	}
	return append(pieces, rest)
}
