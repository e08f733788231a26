package network

import (
	"math"
	"math/bits"
)

// Places are whole numbers of grains, so that they come out the same on every processor: no sum of products of broken
// numbers is ever rounded in one step on one machine and in two on another.
const grain = 16 // to a point

type point struct{ x, y int }

type rect struct{ x0, y0, x1, y1 int }

type segment struct{ a, b point }

func (p point) plus(q point) point  { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }
func (p point) dot(q point) int     { return p.x*q.x + p.y*q.y }
func (p point) cross(q point) int   { return p.x*q.y - p.y*q.x }

// root is the whole part of a square root, which every processor rounds alike.
func root(square int) int { return int(math.Sqrt(float64(square))) }

func (p point) length() int { return root(p.dot(p)) }

// along is p at another length.
func (p point) along(length int) point {
	l := p.length()
	if l == 0 {
		return point{}
	}
	return point{p.x * length / l, p.y * length / l}
}

// rect is the rectangle that is no more than the point.
func (p point) rect() rect { return rect{p.x, p.y, p.x, p.y} }

// A span is a rectangle of two numbers, its least and its greatest coordinates, in which y stands above x with a bit
// between that takes what is carried: so that all four comparisons of two rectangles are two subtractions.
type span struct{ least, most uint64 }

const (
	spanOrigin = 1 << 24 // added to coordinates, so that none is less than nothing
	spanCarry  = 1<<63 | 1<<31
)

func spanOf(r rect) span {
	return span{uint64(r.y0+spanOrigin)<<32 | uint64(r.x0+spanOrigin),
		uint64(r.y1+spanOrigin)<<32 | uint64(r.x1+spanOrigin) | spanCarry}
}

// touches tells whether the rectangles have more than an edge in common.
func (s span) touches(o span) bool {
	const one = 1<<32 | 1
	return (s.most-o.least-one)&(o.most-s.least-one)&spanCarry == spanCarry
}

// around tells whether a rectangle has a point in it, on an edge too.
func (s span) around(p span) bool { return (s.most-p.least)&(p.most-s.least)&spanCarry == spanCarry }

// A shadow is a rectangle in whole points and in one number: its far edges, and how far its near ones are from the end of
// all, each with a bit above it that takes what is carried. So one subtraction tells most rectangles that do not touch.
type shadow uint64

// A vantage is a shadow as others are compared with it.
type vantage uint64

const (
	shadowOrigin = 4096 * grain // added to coordinates
	shadowMost   = 1<<15 - 1    // points; what is beyond counts as there
	shadowEach   = 1 | 1<<16 | 1<<32 | 1<<48
	shadowCarry  = (shadowMost + 1) * shadowEach
)

func shadowOf(r rect) shadow {
	return shadow(shadowEdge(r.y1)<<48 | shadowEdge(r.x1)<<32 | (shadowMost-shadowEdge(r.y0))<<16 |
		(shadowMost - shadowEdge(r.x0)) | shadowCarry)
}

func shadowEdge(v int) uint64 { return uint64(min(max((v+shadowOrigin)>>4, 0), shadowMost)) }

func (s shadow) vantage() vantage {
	return vantage(bits.RotateLeft64(shadowCarry|shadowMost*shadowEach-uint64(s), 32))
}

// sees tells whether the rectangles may touch; if they do, it does.
func (v vantage) sees(s shadow) bool { return (uint64(s)-uint64(v))&shadowCarry == shadowCarry }

// Axes are where a box has its left edge, its middle and its centre line, in one number.
type axes uint64

const (
	axisBits = 21
	axisOnes = 1 | 1<<axisBits | 1<<(2*axisBits)
	axisTops = axisOnes << (axisBits - 1)
)

func axesOf(r rect) axes {
	field := func(v int) axes { return axes(v) & (1<<axisBits - 1) } // 64 bits, also where an int has 32
	return field(r.x0) | field(r.x0+r.x1)<<axisBits | field(r.y0+r.y1)<<(2*axisBits)
}

// meet tells whether two boxes may have one of them in common; if they have, it does. It looks for a field of nothing but
// zeros in what differs.
func (a axes) meet(b axes) bool {
	d := a ^ b
	return (d-axisOnes)&^d&axisTops != 0
}

func boxAround(c point, width, height int) rect {
	x, y := c.x-width/2, c.y-height/2
	return rect{x, y, x + width, y + height}
}

func (r rect) centre() point      { return point{(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2} }
func (r rect) width() int         { return r.x1 - r.x0 }
func (r rect) height() int        { return r.y1 - r.y0 }
func (r rect) grown(d int) rect   { return rect{r.x0 - d, r.y0 - d, r.x1 + d, r.y1 + d} }
func (r rect) moved(d point) rect { return rect{r.x0 + d.x, r.y0 + d.y, r.x1 + d.x, r.y1 + d.y} }

func (r rect) touches(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

// meets tells whether the rectangles have a point in common, on an edge too.
func (r rect) meets(o rect) bool {
	return r.x0 <= o.x1 && o.x0 <= r.x1 && r.y0 <= o.y1 && o.y0 <= r.y1
}

func (r rect) contains(p point) bool {
	return r.x0 <= p.x && p.x <= r.x1 && r.y0 <= p.y && p.y <= r.y1
}

// holds tells whether o is inside, without touching an edge.
func (r rect) holds(o rect) bool { return r.x0 < o.x0 && o.x1 < r.x1 && r.y0 < o.y0 && o.y1 < r.y1 }

// around is the smallest rectangle around both.
func (r rect) around(o rect) rect {
	return rect{min(r.x0, o.x0), min(r.y0, o.y0), max(r.x1, o.x1), max(r.y1, o.y1)}
}

// gap is how far the rectangles are from each other; 0 if they touch.
func (r rect) gap(o rect) int {
	return point{max(r.x0-o.x1, 0, o.x0-r.x1), max(r.y0-o.y1, 0, o.y0-r.y1)}.length()
}

// overlap is how deep the rectangles lie over each other, by the shorter way out; 0 if they do not.
func (r rect) overlap(o rect) int {
	return max(0, min(min(r.x1, o.x1)-max(r.x0, o.x0), min(r.y1, o.y1)-max(r.y0, o.y0)))
}

// distance is how far p is from the rectangle; 0 inside.
func (r rect) distance(p point) int {
	return point{max(r.x0-p.x, 0, p.x-r.x1), max(r.y0-p.y, 0, p.y-r.y1)}.length()
}

// exit is where a ray from a point inside leaves the rectangle.
func (r rect) exit(from, towards point) point {
	d := towards.minus(from)
	if d == (point{}) {
		return point{r.x1, from.y}
	}
	roomX, roomY := r.x1-from.x, r.y1-from.y
	if d.x < 0 {
		roomX = from.x - r.x0
	}
	if d.y < 0 {
		roomY = from.y - r.y0
	}
	ax, ay := max(d.x, -d.x), max(d.y, -d.y)
	if roomX*ay <= roomY*ax { // through the left or right side
		return point{pick(d.x < 0, r.x0, r.x1), from.y + d.y*roomX/max(ax, 1)}
	}
	return point{from.x + d.x*roomY/max(ay, 1), pick(d.y < 0, r.y0, r.y1)}
}

// outward is how far p lies outside the edge of the rectangle that tip is on; less than 0 inside.
func outward(r rect, tip, p point) int {
	switch {
	case tip.x <= r.x0:
		return r.x0 - p.x
	case tip.x >= r.x1:
		return p.x - r.x1
	case tip.y <= r.y0:
		return r.y0 - p.y
	}
	return p.y - r.y1
}

func pick(first bool, a, b int) int {
	if first {
		return a
	}
	return b
}

func (s segment) bounds() rect {
	return rect{min(s.a.x, s.b.x), min(s.a.y, s.b.y), max(s.a.x, s.b.x), max(s.a.y, s.b.y)}
}

// inside is which part of the segment lies in the rectangle, from 0 at a to 1 at b (Liang and Barsky 1984).
func (s segment) inside(r rect) (in, out float64, ok bool) {
	if max(s.a.x, s.b.x) < r.x0 || min(s.a.x, s.b.x) > r.x1 || max(s.a.y, s.b.y) < r.y0 || min(s.a.y, s.b.y) > r.y1 {
		return 0, 0, false
	}
	in, out = 0, 1
	for _, side := range [2][4]int{{s.a.x, s.b.x, r.x0, r.x1}, {s.a.y, s.b.y, r.y0, r.y1}} {
		start, way, low, high := side[0], side[1]-side[0], side[2], side[3]
		if way == 0 {
			continue // it was looked at above
		}
		first, last := float64(low-start)/float64(way), float64(high-start)/float64(way)
		if first > last {
			first, last = last, first
		}
		in, out = max(in, first), min(out, last)
	}
	return in, out, in < out
}

// lengthIn is how much of the segment lies in the rectangle.
func (s segment) lengthIn(r rect) int {
	in, out, ok := s.inside(r)
	if !ok {
		return 0
	}
	return int((out-in)*float64(s.b.minus(s.a).length())) + 1
}

// crosses tells whether two segments have a point in common.
func (s segment) crosses(o segment) bool {
	u, v := s.b.minus(s.a), o.b.minus(o.a)
	left, right := u.cross(o.a.minus(s.a)), u.cross(o.b.minus(s.a))
	if left > 0 && right > 0 || left < 0 && right < 0 {
		return false
	}
	left, right = v.cross(s.a.minus(o.a)), v.cross(s.b.minus(o.a))
	return !(left > 0 && right > 0 || left < 0 && right < 0) && u.cross(v) != 0
}

// meeting is where two segments that cross do so.
func (s segment) meeting(o segment) point {
	u, v := s.b.minus(s.a), o.b.minus(o.a)
	turn := u.cross(v)
	part := o.a.minus(s.a).cross(v)
	return point{s.a.x + scaled(u.x, part, turn), s.a.y + scaled(u.y, part, turn)}
}

// scaled is v·part/whole without running over.
func scaled(v, part, whole int) int { return int(float64(v) * (float64(part) / float64(whole))) }

// distance is how far p is from the segment.
func (s segment) distance(p point) int {
	d, w := s.b.minus(s.a), p.minus(s.a)
	l, t := d.dot(d), w.dot(d)
	switch {
	case t <= 0 || l == 0:
		return w.length()
	case t >= l:
		return p.minus(s.b).length()
	}
	across := d.cross(w)
	return max(across, -across) / max(1, root(l))
}

// onGrid is the whole point nearest to p.
func onGrid(p point) point {
	return point{(p.x + grain/2) / grain * grain, (p.y + grain/2) / grain * grain}
}
