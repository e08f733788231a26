package network

import (
	"slices"

	"relgraph/out/internal/plane"
)

// placement gives the state back in points, with its top left corner as the origin.
func (s *courses) placement(d Diagram) Placement {
	var p Placement
	all := s.extent()
	corner := point{all.x0, all.y0}
	p.Width, p.Height = points(all.width()), points(all.height())
	for b, box := range s.boxes {
		placed := PlacedBox{rectOf(box, corner), s.way[b]}
		if of := d.Boxes[b].of; of > 0 {
			p.Again = append(p.Again, PlacedAgain{placed, of - 1})
			continue
		}
		p.Boxes = append(p.Boxes, placed)
	}
	for l := range s.lines {
		p.Lines = append(p.Lines, s.line(d, l, corner))
	}
	return p
}

func points(grains int) float64 { return float64(grains) / grain }

func pointOf(p, corner point) plane.Point {
	return plane.Point{X: points(p.x - corner.x), Y: points(p.y - corner.y)}
}

func rectOf(r rect, corner point) Rect {
	return Rect{points(r.x0 - corner.x), points(r.y0 - corner.y), points(r.x1 - corner.x), points(r.y1 - corner.y)}
}

// line gives a line back, cut where its label has ink.
func (s *courses) line(d Diagram, l int, corner point) PlacedLine {
	c := s.course(l)
	out := PlacedLine{Label: rectOf(c.label, corner), Way: s.lines[l].way}
	var ink []rect
	if len(s.lines[l].labels) > 0 {
		for _, row := range d.Lines[l].Labels[out.Way].Rows {
			r := rect{grains(row.Left), grains(row.Top), grains(row.Right), grains(row.Bottom)}
			ink = append(ink, r.moved(point{c.label.x0, c.label.y0}).grown(inkGap))
		}
	}
	middle := pointOf(c.middle, corner)
	switch {
	case s.lines[l].gathers:
		for _, tip := range c.tips {
			arm := straight(pointOf(tip, corner), middle)
			out.Parts = append(out.Parts, until(arm, ink, corner))
		}
	default:
		first, last := pointOf(c.tips[0], corner), pointOf(c.tips[1], corner)
		path := straight(first, last)
		if c.curved {
			path = cubic(first, pointOf(c.bend, corner), last)
		}
		if d.Lines[l].Ends[0] != s.lines[l].ends[0] {
			slices.Reverse(path)
		}
		if len(ink) == 0 {
			out.Parts = [][]plane.Point{path}
			break
		}
		rest := slices.Clone(path)
		slices.Reverse(rest)
		second := until(rest, ink, corner)
		slices.Reverse(second)
		out.Parts = [][]plane.Point{until(path, ink, corner), second}
	}
	return out
}

// inkGap is what is kept free around the letters of a label.
const inkGap = 2 * grain

func straight(p, q plane.Point) []plane.Point {
	return []plane.Point{p, plane.Between(p, q, 1./3), plane.Between(p, q, 2./3), q}
}

// cubic is a quadratic Bézier as the cubic that it is.
func cubic(p, bend, q plane.Point) []plane.Point {
	return []plane.Point{p, plane.Between(p, bend, 2./3), plane.Between(q, bend, 2./3), q}
}

// until is the path up to where it first meets ink, or its end.
func until(path []plane.Point, ink []rect, corner point) []plane.Point {
	const steps = 512
	inked := func(t float64) bool {
		at := plane.On(path, t)
		p := point{int(at.X*grain) + corner.x, int(at.Y*grain) + corner.y}
		return slices.ContainsFunc(ink, func(r rect) bool { return r.contains(p) })
	}
	for k := 1; k < steps; k++ {
		if t := float64(k) / steps; inked(t) {
			return plane.Split(path, t)[:4]
		}
	}
	return path
}

// hard is how many faults make a figure wrong to read.
func (f Faults) hard() int { return f.Through + f.Overlaps + f.Flat + f.Close + f.Wide }

// closest is how near to a label another line may pass: the label's own line ends inkGap before its letters.
const closest = 7 * grain / 2

// alongEdge is how near to a box that is not its own a line may pass, but for the point that through leaves out: nearer,
// it looks like a part of the box's edge, or as if it ended there.
const alongEdge = 3 * grain

// through tells whether the line runs through a rectangle, by more than a point.
func (c *course) through(r rect) bool {
	inner := r.grown(-grain)
	if !c.bounds.touches(inner) {
		return false
	}
	return slices.ContainsFunc(c.bits, func(b segment) bool { return b.lengthIn(inner) > 0 })
}

// armThrough tells whether an arm of line l runs through box b, which another of its arms ends at.
func (s *courses) armThrough(l, b int) bool {
	line, inner := &s.lines[l], s.boxes[b].grown(-grain)
	if !line.gathers || !line.joins(b) {
		return false
	}
	for i, bit := range s.course(l).bits {
		if line.ends[i] != b && bit.lengthIn(inner) > 0 {
			return true
		}
	}
	return false
}

// outside counts what is wider than the page.
func (f *Faults) outside(r rect, width int) {
	if r.x0 < -2*grain || r.x1 > width+2*grain {
		f.Wide++
	}
}
