package legibility

import (
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// unit is how many steps of the grid a point is long.
const unit = 64

// A place is a point on the grid.
type place struct{ x, y int64 }

func onGrid(p plane.Point) place {
	return place{int64(math.Round(p.X * unit)), int64(math.Round(p.Y * unit))}
}

func (p place) point() (x, y float64) { return float64(p.x) / unit, float64(p.y) / unit }

func apart(p, q place) float64 {
	return length(float64(p.x-q.x), float64(p.y-q.y)) / unit
}

// A segment is a short straight part of a line.
type segment struct {
	a, b  place
	owner int
	angle float64 // from -π to π
	long  float64
}

func (s segment) middle() (x, y float64) {
	return float64(s.a.x+s.b.x) / (2 * unit), float64(s.a.y+s.b.y) / (2 * unit)
}

// A walked line is a line in segments, with the boxes that it ends at.
type walkedLine struct {
	from, to    int // boxes, or -1
	first, last place
	places      []place
	label       Box
}

type walked struct {
	boxes    []Box
	lines    []walkedLine
	segments []segment
	cells    map[cell][]int
}

type cell struct{ x, y int64 }

const cellSize = 20 * unit

func walk(d Drawing) *walked {
	w := &walked{boxes: d.Boxes, cells: map[cell][]int{}}
	for _, l := range d.Lines {
		line := walkedLine{label: l.Label}
		var pieces [][]place
		for _, piece := range l.Pieces {
			if places := flatten(piece); len(places) > 1 {
				pieces = append(pieces, places)
				line.places = append(line.places, places...)
			}
		}
		if pieces == nil {
			continue
		}
		line.first, line.last = line.places[0], line.places[len(line.places)-1]
		line.from, line.to = w.nearest(line.first), w.nearest(line.last)
		for _, places := range pieces {
			for i := range places[1:] {
				w.add(places[i], places[i+1], len(w.lines))
			}
		}
		w.lines = append(w.lines, line)
	}
	return w
}

func (w *walked) nearest(p place) int {
	x, y := p.point()
	best, least := -1, math.Inf(1)
	for i, b := range w.boxes {
		if d := b.distance(x, y); d < least {
			best, least = i, d
		}
	}
	return best
}

func (w *walked) add(a, b place, owner int) {
	if a == b {
		return
	}
	s := segment{a: a, b: b, owner: owner, angle: math.Round(math.Atan2(float64(b.y-a.y), float64(b.x-a.x))*1e9) / 1e9,
		long: apart(a, b)}
	n := len(w.segments)
	w.segments = append(w.segments, s)
	for x := floor(min(a.x, b.x)); x <= floor(max(a.x, b.x)); x++ {
		for y := floor(min(a.y, b.y)); y <= floor(max(a.y, b.y)); y++ {
			w.cells[cell{x, y}] = append(w.cells[cell{x, y}], n)
		}
	}
}

func floor(v int64) int64 {
	if v < 0 {
		return -((-v + cellSize - 1) / cellSize)
	}
	return v / cellSize
}

// flatten walks cubic Bézier curves in steps of about two points.
func flatten(curve []plane.Point) []place {
	if len(curve) == 0 {
		return nil
	}
	out := []place{onGrid(curve[0])}
	for i := 0; i+3 < len(curve); i += 3 {
		c := [4]place{onGrid(curve[i]), onGrid(curve[i+1]), onGrid(curve[i+2]), onGrid(curve[i+3])}
		n := max(4, int64((apart(c[0], c[1])+apart(c[1], c[2])+apart(c[2], c[3]))/step))
		for k := int64(1); k <= n; k++ {
			u := n - k
			a, b, d, e := u*u*u, 3*u*u*k, 3*u*k*k, k*k*k
			sum := func(p, q, r, s int64) int64 { return divide(a*p+b*q+d*r+e*s, n*n*n) }
			out = append(out, place{sum(c[0].x, c[1].x, c[2].x, c[3].x), sum(c[0].y, c[1].y, c[2].y, c[3].y)})
		}
	}
	return slices.Compact(out)
}

// divide rounds to the nearest whole number.
func divide(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// shared lists the boxes at which both lines end.
func (w *walked) shared(k, l int) []int {
	var list []int
	for _, b := range []int{w.lines[k].from, w.lines[k].to} {
		if b >= 0 && (b == w.lines[l].from || b == w.lines[l].to) && !slices.Contains(list, b) {
			list = append(list, b)
		}
	}
	return list
}

func (w *walked) nearShared(k, l int, x, y, within float64) bool {
	return slices.ContainsFunc(w.shared(k, l), func(b int) bool { return w.boxes[b].distance(x, y) < within })
}

// turn is the angle between two directions, from 0 to 90 degrees.
func turn(a, b float64) float64 {
	d := math.Abs(a - b)
	d -= float64(math.Pi * math.Floor(d/math.Pi))
	return min(d, math.Pi-d) * 180 / math.Pi
}
