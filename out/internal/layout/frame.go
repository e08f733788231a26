package layout

import (
	"cmp"
	"slices"

	"relgraph/out/internal/plane"
)

// The frames of groups in free layouts.

const framePad = 10.0 // pt between a frame and what is in it

// A framing finds the frames of a placement's groups.
type framing struct {
	*draft
	placed *Placement
	boxes  []Box // of nodes
}

func newFraming(d *draft, p *Placement) framing {
	f := framing{d, p, make([]Box, len(d.Nodes))}
	for i, n := range d.Nodes {
		f.boxes[i] = boxAround(p.Nodes[i].Centre, n.Width, n.Height)
	}
	return f
}

// enclose gives each group a frame if one can be drawn around its nodes that has no other node in it, crosses no other
// frame, and has room for its label. Where not all can have one, those with more nodes come first.
func (f framing) enclose() {
	inside := make([]Box, len(f.Groups)) // what is in the group
	for g := range inside {
		inside[g] = nothing()
	}
	var order []int
	for g := range f.Groups {
		if f.inhabits[g] > 0 {
			order = append(order, g)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { // inner ones first, then larger ones
		return cmp.Or(f.parent.level(b)-f.parent.level(a), f.inhabits[b]-f.inhabits[a])
	})
	for i, b := range f.boxes {
		if g := f.group[i]; g >= 0 {
			inside[g].grow(b)
		}
	}
	for _, g := range order {
		if box, label, ok := f.frameOf(g, inside[g]); ok {
			f.placed.Groups[g].Box, f.placed.Groups[g].Label = box, label
			inside[g] = box
		}
		if up := f.parent[g]; up >= 0 {
			inside[up].grow(inside[g])
		}
	}
}

// frameOf finds a frame for a group and a place for its label.
func (f framing) frameOf(g int, inside Box) (frame Box, label plane.Point, ok bool) {
	group := f.Groups[g]
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
		if !f.bare(g, frame) {
			return Box{}, plane.Point{}, false
		}
		if group.Width == 0 {
			return frame, plane.Point{}, true
		}
		left, right := frame.Min.X+framePad/2+group.Width/2, frame.Max.X-framePad/2-group.Width/2
		for _, x := range []float64{left, right, (left + right) / 2, plane.Between(plane.Point{X: left, Y: 0},
			plane.Point{X: right, Y: 0}, 0.25).X,
			plane.Between(plane.Point{X: left, Y: 0}, plane.Point{X: right, Y: 0}, 0.75).X} {
			at := boxAround(plane.Point{X: x, Y: y}, group.Width, group.Height)
			if f.clear(at) {
				return frame, at.centre(), true
			}
		}
	}
	return Box{}, plane.Point{}, false
}

// bare tells whether a frame has only its own nodes in it and keeps apart from other frames.
func (f framing) bare(g int, frame Box) bool {
	for i, b := range f.boxes {
		if f.parent.common(f.group[i], g) != g && frame.overlaps(b, slack) {
			return false
		}
	}
	for k := range f.Groups {
		other := f.placed.Groups[k].Box
		if other != (Box{}) && f.parent.common(k, g) != g && frame.overlaps(other, slack) {
			return false
		}
	}
	return true
}

// clear tells whether nothing lies under a label.
func (f framing) clear(label Box) bool {
	for _, b := range f.boxes {
		if label.overlaps(b, 1) {
			return false
		}
	}
	for i, e := range f.Edges {
		if e.LabelWidth > 0 && label.overlaps(boxAround(f.placed.Edges[i].Label, e.LabelWidth, e.LabelHeight), 1) {
			return false
		}
		flat := flatten(f.placed.Edges[i].Path, 0.3)
		if passes(flat, bounds(flat), label.grown(1)) {
			return false
		}
	}
	for k, other := range f.Groups {
		if g := f.placed.Groups[k]; other.Width > 0 && g.Box != (Box{}) &&
			label.overlaps(boxAround(g.Label, other.Width, other.Height), 1) {
			return false
		}
	}
	return true
}
