package figure

import "relgraph/out/internal/plane"

// crossings counts the lines that pass through the label of another line or through an actor that is not their own:
// what a reader could mistake for the line's own label or end.
func (f *Figure) crossings() int {
	n := 0
	for i, e := range f.Edges {
		for j, other := range f.Edges {
			if i != j && e.passes(other.Label) {
				n++
			}
		}
		for _, a := range f.Actors {
			if !e.Contact.Parties().Has(a.Actor.ID) && e.passes(a.Box) {
				n++
			}
		}
	}
	return n
}

// steps is how finely a curve is walked: a curve across a page is looked at every few points.
const steps = 64

// passes tells whether the line runs through the box, by more than it may touch its border.
func (e Edge) passes(b Box) bool {
	for _, path := range e.Pieces {
		for i := 0; i+3 < len(path); i += 3 {
			if !near(path[i:i+4], b) {
				continue
			}
			for s := range steps + 1 {
				at := plane.On(path[i:i+4], float64(s)/steps)
				if at.X > b.X+1 && at.X < b.X+b.Width-1 && at.Y > b.Y+1 && at.Y < b.Y+b.Height-1 {
					return true
				}
			}
		}
	}
	return false
}

// near tells whether the box around the curve's control points, which holds the curve, touches b.
func near(curve []Point, b Box) bool {
	low, high := curve[0], curve[0]
	for _, p := range curve[1:] {
		low = Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
		high = Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return low.X < b.X+b.Width && high.X > b.X && low.Y < b.Y+b.Height && high.Y > b.Y
}
