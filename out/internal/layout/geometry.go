package layout

import "math"

// Coordinates have to come out the same on every machine. Go may fuse a product and a sum into one instruction with
// another rounding, and does on some processors; a conversion of the product to float64 forbids it. So products
// below are converted, and math.Hypot, which differs too, is not used.

func distance(a, b Point) float64 { return a.minus(b).length() }

func (p Point) plus(q Point) Point           { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) minus(q Point) Point          { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) times(f float64) Point        { return Point{float64(p.X * f), float64(p.Y * f)} }
func (p Point) dot(q Point) float64          { return float64(p.X*q.X) + float64(p.Y*q.Y) }
func (p Point) cross(q Point) float64        { return float64(p.X*q.Y) - float64(p.Y*q.X) }
func (p Point) length() float64              { return math.Sqrt(p.dot(p)) }
func (p Point) stretched(x, y float64) Point { return Point{float64(p.X * x), float64(p.Y * y)} }

// unit is p at length 1, or the direction of the x axis if p has none.
func (p Point) unit() Point {
	l := p.length()
	if l < 1e-9 {
		return Point{1, 0}
	}
	return Point{p.X / l, p.Y / l}
}

// compass is the direction at part t of a full turn, the same on every machine: the last digits of a sine are not.
func compass(t float64) Point {
	sin, cos := math.Sincos(float64(2 * math.Pi * t))
	const digits = 1e9
	return Point{math.Round(cos*digits) / digits, math.Round(sin*digits) / digits}
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

// grown is b with d more on each side.
func (b Box) grown(d float64) Box {
	return Box{Point{b.Min.X - d, b.Min.Y - d}, Point{b.Max.X + d, b.Max.Y + d}}
}

// crossedBy tells whether the straight line from p to q has a point in b (after Liang and Barsky).
func (b Box) crossedBy(p, q Point) bool {
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
	return Box{Point{inf, inf}, Point{-inf, -inf}}
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
		all.Min = Point{math.Floor(all.Min.X*1000) / 1000, math.Floor(all.Min.Y*1000) / 1000}
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
