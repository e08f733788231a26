package layout

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// The plain layout: sfdp finds where the nodes stand in relation to each other, the rest is done here. The sfdp that
// go-graphviz brings cannot remove overlaps (it is built without the triangulation that takes), and draws all nodes
// on one heap.

const (
	stretchBy  = 1.1 // at a time
	maxSteps   = 60  // of stretching, to 300 times the size
	crowd      = 2   // overlaps per box that pushing boxes apart can mend; found by trying
	maxRounds  = 50  // of pushing before more room is given
	leastFan   = 16  // pt between lines that join the same nodes
	loopLength = 30  // pt that a loop stands out from its box
)

// spread reads sfdp's answer and completes it.
func (r reading) spread(out []byte) (Placement, error) {
	a, err := decode(out)
	if err != nil {
		return Placement{}, err
	}
	bare := &draft{Graph: Graph{Nodes: r.Nodes}}
	objects, err := a.objects(bare)
	if err != nil {
		return Placement{}, err
	}
	r.boxes = make([]Box, len(r.Nodes))
	for i, n := range r.Nodes {
		if r.boxes[i], err = objects[nodeName(i)].box(n.Width, n.Height); err != nil {
			return Placement{}, fmt.Errorf("node %q: %w", n.ID, err)
		}
	}
	r.loosen()

	p := r.empty()
	for i, n := range r.Nodes {
		p.Nodes = append(p.Nodes, PlacedNode{n.ID, r.boxes[i].centre()})
	}
	p.Edges = r.fans()
	p.frame(r.draft)
	return p, nil
}

// loosen moves the boxes, as sfdp has placed them, until none overlap: each component by itself, then these in rows.
func (r reading) loosen() {
	components, of := r.components(false)
	labels := make([]float64, len(components)) // their area
	for i, e := range r.Edges {
		labels[of[r.from[i]]] += float64(e.LabelWidth * e.LabelHeight)
	}
	pages := make([]Box, len(components))
	for k, nodes := range components {
		part := make([]Box, len(nodes))
		for m, i := range nodes {
			part[m] = r.boxes[i]
		}
		stretch(part, labels[k], r.NodeSep)
		separate(part, r.NodeSep)
		pages[k] = around(part)
		for m, i := range nodes {
			r.boxes[i] = part[m]
		}
	}
	for k, corner := range shelve(pages, 3*r.NodeSep) {
		for _, i := range components[k] {
			r.boxes[i] = r.boxes[i].moved(corner.X-pages[k].Min.X, corner.Y-pages[k].Min.Y)
		}
	}
}

// components lists the nodes of each part of the graph that edges hold together, or if so wanted, edges and outermost
// groups, and for each node its part.
func (d *draft) components(grouped bool) (parts [][]int, of []int) {
	neighbours := make([][]int, len(d.Nodes))
	if grouped {
		first := map[int]int{}
		for v := range d.Nodes {
			g := d.parent.outermost(d.group[v])
			if f, known := first[g]; known && g >= 0 {
				neighbours[v] = append(neighbours[v], f)
				neighbours[f] = append(neighbours[f], v)
			} else {
				first[g] = v
			}
		}
	}
	for i := range d.Edges {
		a, b := d.from[i], d.to[i]
		neighbours[a] = append(neighbours[a], b)
		neighbours[b] = append(neighbours[b], a)
	}
	of = make([]int, len(d.Nodes))
	for v := range of {
		of[v] = -1
	}
	for start := range of {
		if of[start] >= 0 {
			continue
		}
		of[start] = len(parts)
		nodes := []int{start}
		for next := 0; next < len(nodes); next++ {
			for _, w := range neighbours[nodes[next]] {
				if of[w] < 0 {
					of[w] = len(parts)
					nodes = append(nodes, w)
				}
			}
		}
		parts = append(parts, nodes)
	}
	return parts, of
}

// shelve finds the corners of pages in rows, the highest first, that together make about a square.
func shelve(pages []Box, gap float64) []plane.Point {
	order := make([]int, len(pages))
	area, width := 0.0, 0.0
	for k, p := range pages {
		order[k] = k
		area += float64((p.width() + gap) * (p.height() + gap))
		width = max(width, p.width())
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(pages[b].height(), pages[a].height()) })
	width = max(width, math.Sqrt(area))

	corners := make([]plane.Point, len(pages))
	var at plane.Point
	below := 0.0 // this row
	for _, k := range order {
		if at.X > 0 && at.X+pages[k].width() > width {
			at = plane.Point{X: 0, Y: below}
		}
		corners[k] = at
		at.X += pages[k].width() + gap
		below = max(below, at.Y+pages[k].height()+gap)
	}
	return corners
}

// around is the smallest box around boxes.
func around(boxes []Box) Box {
	all := boxes[0]
	for _, b := range boxes {
		all.grow(b)
	}
	return all
}

// stretch scales the distances between boxes: first so that the page has the area of all boxes and labels, then up
// until few boxes overlap, as separate can deal with a few without losing the picture.
func stretch(boxes []Box, labels, gap float64) {
	page, area := around(boxes), labels
	for _, b := range boxes {
		area += float64((b.width() + gap) * (b.height() + gap))
	}
	scale(boxes, math.Sqrt(area/(page.width()*page.height())))
	for range maxSteps {
		if !crowded(boxes, gap) {
			return
		}
		scale(boxes, stretchBy)
	}
}

// scale moves the centres of boxes to factor times their distance from the origin.
func scale(boxes []Box, factor float64) {
	for i, b := range boxes {
		c := b.centre()
		boxes[i] = b.moved(float64(c.X*factor)-c.X, float64(c.Y*factor)-c.Y)
	}
}

// crowded tells whether too many boxes are less than gap apart.
func crowded(boxes []Box, gap float64) bool {
	order := byLeft(boxes)
	pairs := 0
	for k, i := range order {
		for _, j := range order[k+1:] {
			if boxes[j].Min.X >= boxes[i].Max.X+gap {
				break
			}
			if boxes[i].overlaps(boxes[j], gap) {
				if pairs++; pairs > crowd*len(boxes) {
					return true
				}
			}
		}
	}
	return false
}

// byLeft is the order of boxes by their left sides.
func byLeft(boxes []Box) []int {
	order := make([]int, len(boxes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(boxes[a].Min.X, boxes[b].Min.X), a-b)
	})
	return order
}

// separate moves boxes until all are apart: each pair by half of what it overlaps, in the direction where that is
// less, in several rounds, and if that is not enough, after giving all of them more room; what then still overlaps,
// downwards.
func separate(boxes []Box, gap float64) {
	for range maxSteps {
		for range maxRounds {
			if !push(boxes, gap) {
				return
			}
		}
		scale(boxes, stretchBy)
	}
	stack(boxes, gap)
}

// push is one round. It moves boxes until they are gap apart, and tells whether any were less than half of that.
func push(boxes []Box, gap float64) bool {
	order := byLeft(boxes)
	left := make([]float64, len(order))
	for k, i := range order {
		left[k] = boxes[i].Min.X
	}
	near := false
	for k, i := range order {
		for m := k + 1; m < len(order) && left[m] < boxes[i].Max.X+gap; m++ {
			j := order[m]
			a, b := boxes[i], boxes[j]
			if !a.overlaps(b, gap) {
				continue
			}
			near = near || a.overlaps(b, gap/2)
			right, leftward := a.Max.X+gap-b.Min.X, b.Max.X+gap-a.Min.X // how far b would have to go
			down, up := a.Max.Y+gap-b.Min.Y, b.Max.Y+gap-a.Min.Y
			var dx, dy float64
			if min(right, leftward) < min(down, up) {
				dx = nearer(right, leftward)
			} else {
				dy = nearer(down, up)
			}
			boxes[i], boxes[j] = a.moved(-dx/2, -dy/2), b.moved(dx/2, dy/2)
		}
	}
	return near
}

// nearer is the shorter of two ways to go, forth by a or back by b.
func nearer(a, b float64) float64 {
	if b < a {
		return -b
	}
	return a
}

// stack goes through the boxes from top to bottom and moves each down, below every box before it that it overlaps.
func stack(boxes []Box, gap float64) {
	order := byLeft(boxes)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(boxes[a].Min.Y, boxes[b].Min.Y) })
	for k, i := range order {
		for again := true; again; {
			again = false
			for _, j := range order[:k] {
				if boxes[i].overlaps(boxes[j], gap) {
					boxes[i] = boxes[i].under(boxes[j].Max.Y + gap)
					again = true
				}
			}
		}
	}
}

// under is b with its top at y.
func (b Box) under(y float64) Box {
	return Box{plane.Point{X: b.Min.X, Y: y}, plane.Point{X: b.Max.X, Y: y + b.height()}}
}

func abs(v float64) float64 { return max(v, -v) }

func (b Box) moved(dx, dy float64) Box {
	return Box{plane.Point{X: b.Min.X + dx, Y: b.Min.Y + dy}, plane.Point{X: b.Max.X + dx, Y: b.Max.Y + dy}}
}

// fans draws the edges: straight, and where several join the same two nodes, as a fan around the straight line.
func (r reading) fans() []PlacedEdge {
	count, apart := map[[2]int]int{}, map[[2]int]float64{}
	for i, e := range r.Edges {
		a, b := r.ends(i)
		count[[2]int{a, b}]++
		apart[[2]int{a, b}] = max(apart[[2]int{a, b}], leastFan, e.LabelHeight+4)
	}
	drawn := map[[2]int]int{}
	edges := make([]PlacedEdge, len(r.Edges))
	for i, e := range r.Edges {
		a, b := r.ends(i)
		pair := [2]int{a, b}
		k := drawn[pair]
		drawn[pair]++

		var path []plane.Point
		if a == b {
			path = loop(r.boxes[a], loopLength+float64(float64(k)*apart[pair]))
		} else {
			offset := float64((float64(k) - float64(count[pair]-1)/2) * apart[pair])
			path = arc(r.boxes[a], r.boxes[b], offset)
		}
		if a != r.from[i] {
			slices.Reverse(path)
		}
		edges[i] = PlacedEdge{e.ID, path, plane.Split(path, 0.5)[3]}
	}
	return edges
}

// loop runs from the right side of b out by length and back to it.
func loop(b Box, length float64) []plane.Point {
	c, h := b.centre(), b.height()/4
	out := b.Max.X + length
	return []plane.Point{{X: b.Max.X, Y: c.Y - h}, {X: out, Y: c.Y - 2*h}, {X: out, Y: c.Y + 2*h}, {X: b.Max.X, Y: c.Y + h}}
}

// arc runs from border to border, its middle offset to the side of the straight line between the centres.
func arc(a, b Box, offset float64) []plane.Point {
	reach := offset * 4 / 3 // a cubic's middle is 3/4 as far out as its control points
	return bent(a, b, reach, reach)
}

// bent runs from border to border, its control points so far out to the side of the straight line between the centres.
func bent(a, b Box, first, second float64) []plane.Point {
	p, q := a.centre(), b.centre()
	u := q.Minus(p).Unit()
	side := plane.Point{X: -u.Y, Y: u.X}
	path := []plane.Point{p, plane.Between(p, q, 1./3).Plus(side.Times(first)), plane.Between(p, q,
		2./3).Plus(side.Times(second)), q}

	path = plane.Split(path, leaves(path, a))[3:]
	slices.Reverse(path)
	path = plane.Split(path, leaves(path, b))[3:]
	slices.Reverse(path)
	path[0], path[3] = a.border(path[0]), b.border(path[3])
	return path
}

// leaves is the part of the way at which path, which begins in b and ends outside, crosses b's border.
func leaves(path []plane.Point, b Box) float64 {
	in, out := 0.0, 1.0
	for range 40 {
		t := (in + out) / 2
		if b.contains(plane.Split(path, t)[3]) {
			in = t
		} else {
			out = t
		}
	}
	return in
}
