package raster

import (
	"math"

	"relgraph/out/figure"
)

// A polyline is a curve as straight lines, in pixels.
type polyline struct {
	points []point
	closed bool // the last point is joined to the first
}

type point struct{ x, y float64 }

func (p point) minus(q point) point   { return point{p.x - q.x, p.y - q.y} }
func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) times(f float64) point { return point{float64(p.x * f), float64(p.y * f)} }
func (p point) length() float64       { return math.Sqrt(p.dot(p)) }
func (p point) cross(q point) float64 { return float64(p.x*q.y) - float64(p.y*q.x) }
func (p point) dot(q point) float64   { return float64(p.x*q.x) + float64(p.y*q.y) }
func (p point) quarterTurn() point    { return point{-p.y, p.x} }
func (p point) turned(by float64) point {
	sin, cos := math.Sincos(by)
	sin, cos = rounded(sin), rounded(cos)
	return point{float64(p.x*cos) - float64(p.y*sin), float64(p.x*sin) + float64(p.y*cos)}
}

// flatness is how far a straight line may be from the curve that it stands for, in pixels.
const flatness = 0.02

// flatten makes polylines of a path, with scale pixels to a point.
func flatten(path []figure.Segment, scale float64) []polyline {
	var lines []polyline
	var pen point
	add := func(p point) {
		last := &lines[len(lines)-1]
		if p != pen || len(last.points) == 0 {
			last.points = append(last.points, p)
		}
		pen = p
	}
	at := func(p figure.Point) point { return point{float64(p.X * scale), float64(p.Y * scale)} }
	for _, step := range path {
		switch step.Op {
		case figure.Move:
			lines = append(lines, polyline{})
			add(at(step.To))
		case figure.Line:
			add(at(step.To))
		case figure.Curve:
			for _, p := range curve(pen, at(step.A), at(step.B), at(step.To)) {
				add(p)
			}
		case figure.Close:
			last := &lines[len(lines)-1]
			last.closed = true
			if n := len(last.points); n > 1 && last.points[0] == last.points[n-1] {
				last.points = last.points[:n-1]
			}
		}
	}
	return lines
}

// curve is the points of a cubic Bézier curve after its first. A curve that is cut in n is off its chords by no more
// than an eighth of its greatest second derivative over n².
func curve(from, a, b, to point) []point {
	bend := max(from.minus(a.times(2)).plus(b).length(), a.minus(b.times(2)).plus(to).length())
	n := int(math.Ceil(math.Sqrt(6 * bend / (8 * flatness))))
	points := make([]point, 0, n+1)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		points = append(points, from.times(s*s*s).plus(a.times(3*s*s*t)).plus(b.times(3*s*t*t)).plus(to.times(t*t*t)))
	}
	return append(points, to)
}

// dashed cuts a line into its dashes. Dash is the lengths of dash and gap, by turns; an odd number of them is gone
// through twice.
func (l polyline) dashed(dash []float64) []polyline {
	total := 0.0
	for _, d := range dash {
		total += d
	}
	if total <= 0 || len(l.points) < 2 {
		return []polyline{l}
	}
	points := l.points
	if l.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	pieces := []polyline{{points: points[:1:1]}}
	i, left := 0, dash[0] // of the dash or gap that is being drawn
	for n, from := range points[:len(points)-1] {
		to := points[n+1]
		for rest := to.minus(from).length(); rest > left; rest = to.minus(from).length() {
			from = from.plus(to.minus(from).times(left / rest))
			if i%2 == 0 {
				last := &pieces[len(pieces)-1]
				last.points = append(last.points, from)
			} else {
				pieces = append(pieces, polyline{points: []point{from}})
			}
			i++
			left = dash[i%len(dash)]
		}
		left -= to.minus(from).length()
		if i%2 == 0 {
			last := &pieces[len(pieces)-1]
			last.points = append(last.points, to)
		}
	}
	return pieces
}

// outline is the area that a pen of the given width covers along the line, with round joins and flat ends: a
// rectangle for each straight part and a slice of a disc at the outer side of each corner. They lie side by side and
// all turn the same way, so that what is filled is their union and no seam shows.
func (l polyline) outline(width float64) []polyline {
	points := l.points
	if l.closed && len(points) > 1 {
		points = append(points[:len(points):len(points)], points[0], points[1])
	}
	r := width / 2
	var areas []polyline
	var before point // how the part before ran
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		way := to.minus(from)
		if way.length() == 0 {
			continue
		}
		way = way.times(1 / way.length())
		if before != (point{}) {
			areas = append(areas, slice(from, before, way, r))
		}
		before = way
		if l.closed && i == len(points)-1 {
			break // the first part once more, for the corner before it
		}
		side := way.quarterTurn().times(r)
		areas = append(areas,
			polyline{points: []point{from.plus(side), from.minus(side), to.minus(side), to.plus(side)}, closed: true})
	}
	return areas
}

// rounded takes off the last digits of a sine or an angle, in which processors differ.
func rounded(v float64) float64 {
	const digits = 1e9
	return math.Round(v*digits) / digits
}

// slice is the part of a disc around the corner that lies beyond the ends of the two straight parts.
func slice(corner, before, after point, r float64) polyline {
	turn := rounded(math.Atan2(before.cross(after), before.dot(after)))
	start, sweep := before.quarterTurn().times(-r), turn
	if turn < 0 {
		start, sweep = after.quarterTurn().times(r), -turn
	}
	steps := int(math.Ceil(sweep / (2 * rounded(math.Acos(max(0, 1-flatness/max(r, flatness)))))))
	area := polyline{points: []point{corner}, closed: true}
	for i := range steps + 1 {
		area.points = append(area.points, corner.plus(start.turned(sweep*float64(i)/float64(max(steps, 1)))))
	}
	return area
}
