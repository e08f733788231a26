package figure

import (
	"math"

	"relgraph/out/internal/legibility"
	"relgraph/out/internal/plane"
)

// Legibility is what a reader's eye meets in the diagram, in points as the figure is made.
type Legibility struct {
	legibility.Report
	Smallest float64    `json:"smallest_letters_pt"` // of the whole page
	Page     [2]float64 `json:"page_pt"`             // its width and height
}

// Legibility measures the diagram.
func (f *Figure) Legibility() Legibility {
	var d legibility.Drawing
	for _, a := range f.Actors {
		d.Boxes = append(d.Boxes, a.Box.measured())
	}
	for _, g := range f.Groups {
		d.Frames = append(d.Frames, g.Box.measured())
	}
	for _, e := range f.Edges {
		d.Lines = append(d.Lines, e.measured())
	}
	l := Legibility{Report: legibility.Measure(d), Page: [2]float64{f.Width, f.Height}, Smallest: math.Inf(1)}
	f.Each(func(p Part) {
		for _, t := range p.Texts {
			l.Smallest = min(l.Smallest, t.Size)
		}
	})
	if math.IsInf(l.Smallest, 1) {
		l.Smallest = 0
	}
	l.Smallest = math.Round(100*l.Smallest) / 100
	return l
}

func (b Box) measured() legibility.Box {
	return legibility.Box{Left: b.X, Top: b.Y, Right: b.X + b.Width, Bottom: b.Y + b.Height}
}

// drawn are the points of a curve, from its first point on by threes.
func drawn(path []Segment) []plane.Point {
	points := []plane.Point{path[0].To}
	for _, step := range path[1:] {
		points = append(points, step.A, step.B, step.To)
	}
	return points
}

// measured is the line, as far as arrowheads leave it to be seen, with the box around its words and signs.
func (e Edge) measured() legibility.Line {
	var l legibility.Line
	for _, shape := range e.Shapes {
		if shape.Class == lineClass {
			l.Pieces = append(l.Pieces, drawn(shape.Path))
		}
	}
	grow := func(b legibility.Box) {
		if l.Label == (legibility.Box{}) {
			l.Label = b
			return
		}
		l.Label = legibility.Box{Left: min(l.Label.Left, b.Left), Top: min(l.Label.Top, b.Top),
			Right: max(l.Label.Right, b.Right), Bottom: max(l.Label.Bottom, b.Bottom)}
	}
	for _, t := range e.Texts { // from the tops of its capitals to the feet of its descenders
		grow(legibility.Box{Left: t.At.X, Top: t.At.Y - float64(0.75*t.Size), Right: t.At.X + t.Width,
			Bottom: t.At.Y + float64(0.22*t.Size)})
	}
	for _, s := range e.Shapes {
		if s.Path == nil {
			grow(s.Box.measured())
		}
	}
	return l
}
