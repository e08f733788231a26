package layout

import "math"

// Coordinates have to come out the same on every machine. Go may fuse a product and a sum into one instruction with
// another rounding, and does on some processors; a conversion of the product to float64 forbids it. So products
// below are converted, and math.Hypot, which differs too, is not used.

func distance(a, b Point) float64 {
	dx, dy := a.X-b.X, a.Y-b.Y
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// between is the point at part t of the way from a to b.
func between(a, b Point, t float64) Point {
	return Point{a.X + float64(t*(b.X-a.X)), a.Y + float64(t*(b.Y-a.Y))}
}

func boxAround(c Point, width, height float64) Box {
	return Box{Point{c.X - width/2, c.Y - height/2}, Point{c.X + width/2, c.Y + height/2}}
}

func (b Box) width() float64  { return b.Max.X - b.Min.X }
func (b Box) height() float64 { return b.Max.Y - b.Min.Y }
func (b Box) centre() Point   { return between(b.Min, b.Max, 0.5) }

// overlaps tells whether b and c are less than gap apart.
func (b Box) overlaps(c Box, gap float64) bool {
	return b.Min.X < c.Max.X+gap && c.Min.X < b.Max.X+gap && b.Min.Y < c.Max.Y+gap && c.Min.Y < b.Max.Y+gap
}

// contains tells whether p is in b or on its border.
func (b Box) contains(p Point) bool {
	return b.Min.X <= p.X && p.X <= b.Max.X && b.Min.Y <= p.Y && p.Y <= b.Max.Y
}

// border is the point of b's border that is nearest to p.
func (b Box) border(p Point) Point {
	if !b.contains(p) {
		return Point{min(max(p.X, b.Min.X), b.Max.X), min(max(p.Y, b.Min.Y), b.Max.Y)}
	}
	nearest := Point{b.Min.X, p.Y}
	for _, q := range []Point{{b.Max.X, p.Y}, {p.X, b.Min.Y}, {p.X, b.Max.Y}} {
		if distance(p, q) < distance(p, nearest) {
			nearest = q
		}
	}
	return nearest
}

// grow makes b the smallest box around itself and c.
func (b *Box) grow(c Box) {
	b.Min.X, b.Min.Y = min(b.Min.X, c.Min.X), min(b.Min.Y, c.Min.Y)
	b.Max.X, b.Max.Y = max(b.Max.X, c.Max.X), max(b.Max.Y, c.Max.Y)
}

// frame moves everything so that the top left corner of it all is the origin, and rounds it to 1/1000 pt.
func (p *Placement) frame(d *draft) {
	inf := math.Inf(1)
	all := Box{Point{inf, inf}, Point{-inf, -inf}}
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

	move := func(at *Point) {
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
			e.Label = Point{}
		}
	}
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
