package layout

import (
	"cmp"
	"slices"
)

// The frames of groups in free layouts.

const framePad = 10.0 // pt between a frame and what is in it

// enclose gives each group a frame if one can be drawn around its nodes that has no other node in it, crosses no other
// frame, and has room for its label. Where not all can have one, those with more nodes come first.
func (d *draft) enclose(p *Placement) {
	inside := make([]Box, len(d.Groups)) // what is in the group
	for g := range inside {
		inside[g] = nothing()
	}
	boxes := make([]Box, len(d.Nodes))
	for i, n := range d.Nodes {
		boxes[i] = boxAround(p.Nodes[i].Centre, n.Width, n.Height)
	}
	var order []int
	for g := range d.Groups {
		if d.inhabits[g] > 0 {
			order = append(order, g)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { // inner ones first, then larger ones
		return cmp.Or(d.level(b)-d.level(a), d.inhabits[b]-d.inhabits[a])
	})
	for i, b := range boxes {
		if g := d.group[i]; g >= 0 {
			inside[g].grow(b)
		}
	}
	for _, g := range order {
		if box, label, ok := d.frameOf(g, inside[g], boxes, p); ok {
			p.Groups[g].Box, p.Groups[g].Label = box, label
			inside[g] = box
		}
		if up := d.parent[g]; up >= 0 {
			inside[up].grow(inside[g])
		}
	}
}

// level is how many groups are around a group.
func (d *draft) level(g int) int {
	n := 0
	for ; d.parent[g] >= 0; g = d.parent[g] {
		n++
	}
	return n
}

// frameOf finds a frame for a group and a place for its label.
func (d *draft) frameOf(g int, inside Box, boxes []Box, p *Placement) (frame Box, label Point, ok bool) {
	group := d.Groups[g]
	for _, top := range []bool{true, false} {
		frame = inside.grown(framePad)
		if short := group.Width + 2*framePad - frame.width(); short > 0 {
			frame.Min.X -= short / 2
			frame.Max.X += short / 2
		}
		var y float64
		if room := max(0, group.Height-framePad/2); top {
			frame.Min.Y -= room
			y = frame.Min.Y + framePad/4 + group.Height/2
		} else {
			frame.Max.Y += room
			y = frame.Max.Y - framePad/4 - group.Height/2
		}
		if !d.bare(g, frame, boxes, p) {
			return Box{}, Point{}, false
		}
		if group.Width == 0 {
			return frame, Point{}, true
		}
		left, right := frame.Min.X+framePad/2+group.Width/2, frame.Max.X-framePad/2-group.Width/2
		for _, x := range []float64{left, right, (left + right) / 2, between(Point{left, 0}, Point{right, 0}, 0.25).X,
			between(Point{left, 0}, Point{right, 0}, 0.75).X} {
			at := boxAround(Point{x, y}, group.Width, group.Height)
			if d.clear(at, boxes, p) {
				return frame, at.centre(), true
			}
		}
	}
	return Box{}, Point{}, false
}

// bare tells whether a frame has only its own nodes in it and keeps apart from other frames.
func (d *draft) bare(g int, frame Box, boxes []Box, p *Placement) bool {
	for i, b := range boxes {
		if d.common(d.group[i], g) != g && frame.overlaps(b, slack) {
			return false
		}
	}
	for k := range d.Groups {
		other := p.Groups[k].Box
		if other != (Box{}) && d.common(k, g) != g && frame.overlaps(other, slack) {
			return false
		}
	}
	return true
}

// clear tells whether nothing lies under a label.
func (d *draft) clear(label Box, boxes []Box, p *Placement) bool {
	for _, b := range boxes {
		if label.overlaps(b, 1) {
			return false
		}
	}
	for i, e := range d.Edges {
		if e.LabelWidth > 0 && label.overlaps(boxAround(p.Edges[i].Label, e.LabelWidth, e.LabelHeight), 1) {
			return false
		}
		flat := flatten(p.Edges[i].Path, 0.3)
		if passes(flat, bounds(flat), label.grown(1)) {
			return false
		}
	}
	for k, other := range d.Groups {
		if g := p.Groups[k]; other.Width > 0 && g.Box != (Box{}) &&
			label.overlaps(boxAround(g.Label, other.Width, other.Height), 1) {
			return false
		}
	}
	return true
}
