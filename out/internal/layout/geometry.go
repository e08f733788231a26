package layout

import (
	"math"

	"relgraph/out/internal/plane"
)

// compass is the direction at part t of a full turn, the same on every machine: the last digits of a sine are not.
func compass(t float64) plane.Point {
	sin, cos := math.Sincos(float64(2 * math.Pi * t))
	const digits = 1e9
	return plane.Point{X: math.Round(cos*digits) / digits, Y: math.Round(sin*digits) / digits}
}

func boxAround(c plane.Point, width, height float64) Box {
	return Box{plane.Point{X: c.X - width/2, Y: c.Y - height/2}, plane.Point{X: c.X + width/2, Y: c.Y + height/2}}
}

func (b Box) width() float64      { return b.Max.X - b.Min.X }
func (b Box) height() float64     { return b.Max.Y - b.Min.Y }
func (b Box) centre() plane.Point { return plane.Between(b.Min, b.Max, 0.5) }

// overlaps tells whether b and c are less than gap apart.
func (b Box) overlaps(c Box, gap float64) bool {
	return b.Min.X < c.Max.X+gap && c.Min.X < b.Max.X+gap && b.Min.Y < c.Max.Y+gap && c.Min.Y < b.Max.Y+gap
}

// contains tells whether p is in b or on its border.
func (b Box) contains(p plane.Point) bool {
	return b.Min.X <= p.X && p.X <= b.Max.X && b.Min.Y <= p.Y && p.Y <= b.Max.Y
}

// border is the point of b's border that is nearest to p.
func (b Box) border(p plane.Point) plane.Point {
	if !b.contains(p) {
		return plane.Point{X: min(max(p.X, b.Min.X), b.Max.X), Y: min(max(p.Y, b.Min.Y), b.Max.Y)}
	}
	nearest := plane.Point{X: b.Min.X, Y: p.Y}
	for _, q := range []plane.Point{{X: b.Max.X, Y: p.Y}, {X: p.X, Y: b.Min.Y}, {X: p.X, Y: b.Max.Y}} {
		if plane.Distance(p, q) < plane.Distance(p, nearest) {
			nearest = q
		}
	}
	return nearest
}

// grown is b with d more on each side.
func (b Box) grown(d float64) Box {
	return Box{plane.Point{X: b.Min.X - d, Y: b.Min.Y - d}, plane.Point{X: b.Max.X + d, Y: b.Max.Y + d}}
}

// crossedBy tells whether the straight line from p to q has a point in b (after Liang and Barsky).
func (b Box) crossedBy(p, q plane.Point) bool {
	from, to := 0.0, 1.0
	for _, side := range [2][4]float64{{p.X, q.X, b.Min.X, b.Max.X}, {p.Y, q.Y, b.Min.Y, b.Max.Y}} {
		start, way, low, high := side[0], side[1]-side[0], side[2], side[3]
		if way == 0 {
			if start < low || start > high {
				return false
			}
			continue
		}
		in, out := (low-start)/way, (high-start)/way
		if in > out {
			in, out = out, in
		}
		from, to = max(from, in), min(to, out)
		if from > to {
			return false
		}
	}
	return true
}

// nothing is the box that grows to what it is given first.
func nothing() Box {
	inf := math.Inf(1)
	return Box{plane.Point{X: inf, Y: inf}, plane.Point{X: -inf, Y: -inf}}
}

// grow makes b the smallest box around itself and c.
func (b *Box) grow(c Box) {
	b.Min.X, b.Min.Y = min(b.Min.X, c.Min.X), min(b.Min.Y, c.Min.Y)
	b.Max.X, b.Max.Y = max(b.Max.X, c.Max.X), max(b.Max.Y, c.Max.Y)
}

// frame moves everything so that the top left corner of it all is the origin, and rounds it to 1/1000 pt.
func (p *Placement) frame(d *draft) {
	all := p.extent(d)
	if d.given { // by whole thousandths, so that rounding leaves distances as they are
		all.Min = plane.Point{X: math.Floor(all.Min.X*1000) / 1000, Y: math.Floor(all.Min.Y*1000) / 1000}
	}

	move := func(at *plane.Point) {
		at.X, at.Y = round(at.X-all.Min.X), round(at.Y-all.Min.Y)
	}
	p.Width, p.Height = round(all.Max.X-all.Min.X), round(all.Max.Y-all.Min.Y)
	for i := range p.Nodes {
		move(&p.Nodes[i].Centre)
	}
	for i := range p.Groups {
		g := &p.Groups[i]
		if g.Box == (Box{}) {
			continue
		}
		move(&g.Box.Min)
		move(&g.Box.Max)
		if d.Groups[i].Width > 0 {
			move(&g.Label)
		}
	}
	for i := range p.Edges {
		e := &p.Edges[i]
		for k := range e.Path {
			move(&e.Path[k])
		}
		if d.Edges[i].LabelWidth > 0 {
			move(&e.Label)
		} else {
			e.Label = plane.Point{}
		}
	}
}

// extent is the box around everything.
func (p *Placement) extent(d *draft) Box {
	all := nothing()
	for i, n := range p.Nodes {
		all.grow(boxAround(n.Centre, d.Nodes[i].Width, d.Nodes[i].Height))
	}
	for _, g := range p.Groups {
		if g.Box != (Box{}) {
			all.grow(g.Box)
		}
	}
	for i, e := range p.Edges {
		if w, h := d.Edges[i].LabelWidth, d.Edges[i].LabelHeight; w > 0 {
			all.grow(boxAround(e.Label, w, h))
		}
		for _, at := range e.Path {
			all.grow(Box{at, at})
		}
	}
	return all
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
