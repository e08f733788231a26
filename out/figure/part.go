package figure

import (
	"relgraph/out/internal/style"
	"relgraph/out/internal/typeface"
)

// A Part is what belongs together on the page: a layer, a contact, an actor, an entry of the list of sources. A
// writer draws its shapes, then its texts, then the parts in it.
type Part struct {
	ID     string // unique in the figure, or "" for a part that nobody needs to point at
	Class  string // what kind of part it is, as words between blanks
	Name   string // what it is called for those who do not see it; "" if its texts say that
	About  string // what else there is to know, in paragraphs
	Stop   bool   // a reader who goes through the figure by keyboard stops here
	Shapes []Shape
	Texts  []Text
	Parts  []Part
}

// Each calls visit with p and every part in it, in the order of drawing.
func (p Part) Each(visit func(Part)) {
	visit(p)
	for _, inner := range p.Parts {
		inner.Each(visit)
	}
}

// A Shape is an outline that is filled, stroked or both: a rectangle or, if Path is not nil, any path. Strokes have
// round joins and flat ends.
type Shape struct {
	Class  string // what it is of a contact: "line", "head" or "mark"; "" elsewhere
	Box    Box
	Radius float64 // of the rectangle's corners; half its sides make it a circle
	Path   []Segment

	Fill   style.Colour // "" for none
	Stroke style.Colour // "" for none
	Width  float64      // of the stroke
	Dash   []float64    // lengths of dash and gap, by turns; nil is a solid stroke
}

// A Segment leads a path on.
type Segment struct {
	Op   Op
	A, B Point // the control points of a Curve
	To   Point // nothing for Close
}

// An Op is how a path goes on.
type Op uint8

// The ways on.
const (
	Move  Op = iota // begin anew at To
	Line            // straight to To
	Curve           // along a cubic Bézier curve to To
	Close           // straight back to where the path began
)

// round is how far the control points of a quarter of a circle lie from its ends, in radii (4/3·(√2−1)); the curve is
// then off the circle by less than three thousandths of the radius.
const round = 0.5522847498

// Outline is the shape as a path, for writers that have no rectangles.
func (s Shape) Outline() []Segment {
	if s.Path != nil {
		return s.Path
	}
	left, top, right, bottom := s.Box.X, s.Box.Y, s.Box.X+s.Box.Width, s.Box.Y+s.Box.Height
	r := min(s.Radius, s.Box.Width/2, s.Box.Height/2)
	if r <= 0 {
		return []Segment{{Op: Move, To: Point{X: left, Y: top}}, {Op: Line, To: Point{X: right, Y: top}},
			{Op: Line, To: Point{X: right, Y: bottom}}, {Op: Line, To: Point{X: left, Y: bottom}}, {Op: Close}}
	}
	k := r * (1 - round)
	corner := func(ax, ay, bx, by, x, y float64) Segment {
		return Segment{Op: Curve, A: Point{X: ax, Y: ay}, B: Point{X: bx, Y: by}, To: Point{X: x, Y: y}}
	}
	return []Segment{
		{Op: Move, To: Point{X: left + r, Y: top}},
		{Op: Line, To: Point{X: right - r, Y: top}}, corner(right-k, top, right, top+k, right, top+r),
		{Op: Line, To: Point{X: right, Y: bottom - r}}, corner(right, bottom-k, right-k, bottom, right-r, bottom),
		{Op: Line, To: Point{X: left + r, Y: bottom}}, corner(left+k, bottom, left, bottom-k, left, bottom-r),
		{Op: Line, To: Point{X: left, Y: top + r}}, corner(left, top+k, left+k, top, left+r, top),
		{Op: Close},
	}
}

// polygon is the path through the points.
func polygon(points ...Point) []Segment {
	path := []Segment{{Op: Move, To: points[0]}}
	for _, p := range points[1:] {
		path = append(path, Segment{Op: Line, To: p})
	}
	return append(path, Segment{Op: Close})
}

// lineClass is the class of the shapes that are a contact's line, markClass that of those that tell its state.
const lineClass, markClass = "line", "mark"

// stroke draws cubic Bézier curves, each from its first point on by threes.
func stroke(points []Point, line style.Line) Shape {
	path := []Segment{{Op: Move, To: points[0]}}
	for i := 1; i+2 < len(points); i += 3 {
		path = append(path, Segment{Op: Curve, A: points[i], B: points[i+1], To: points[i+2]})
	}
	return Shape{Class: lineClass, Path: path, Stroke: line.Colour, Width: line.Width, Dash: line.Dash}
}

func circle(x, y, r float64, fill, stroke style.Colour) Shape {
	return Shape{Box: Box{x - r, y - r, 2 * r, 2 * r}, Radius: r, Fill: fill, Stroke: stroke, Width: 1}
}

// heads fills arrowheads.
func heads(tips [][3]Point, c style.Colour) []Shape {
	var shapes []Shape
	for _, h := range tips {
		shapes = append(shapes, Shape{Class: "head", Path: polygon(h[:]...), Fill: c})
	}
	return shapes
}

func mark(line style.Line, paper style.Colour, u float64, at Point) []Shape {
	shapes := markShapes(line, paper, u, at)
	for i := range shapes {
		shapes[i].Class = markClass
	}
	return shapes
}

func markShapes(line style.Line, paper style.Colour, u float64, at Point) []Shape {
	x, y := at.X, at.Y
	outline := func(points ...Point) Shape {
		return Shape{Path: polygon(points...), Fill: paper, Stroke: line.Colour, Width: 1}
	}
	bar := func(x1, y1, x2, y2 float64) Shape {
		return Shape{Path: []Segment{{Op: Move, To: Point{X: x1, Y: y1}}, {Op: Line, To: Point{X: x2, Y: y2}}},
			Stroke: line.Colour, Width: 1}
	}
	switch line.Mark {
	case style.Disc:
		return []Shape{circle(x, y, 2.5*u, line.Colour, line.Colour)}
	case style.RingedDisc:
		return []Shape{circle(x, y, 3.3*u, paper, line.Colour), circle(x, y, 1.7*u, line.Colour, line.Colour)}
	case style.DoubleRing:
		return []Shape{circle(x-float64(2.4*u), y, 2.5*u, paper, line.Colour),
			circle(x+float64(0.8*u), y, 2.5*u, paper, line.Colour)}
	case style.DoubleDisc:
		return []Shape{circle(x-float64(2.4*u), y, 2.5*u, line.Colour, line.Colour),
			circle(x+float64(0.8*u), y, 2.5*u, line.Colour, line.Colour)}
	case style.Ring:
		return []Shape{circle(x, y, 2.5*u, paper, line.Colour)}
	case style.BrokenRing:
		return []Shape{circle(x, y, 2.5*u, paper, line.Colour),
			bar(x-float64(3.5*u), y+float64(3.5*u), x+float64(3.5*u), y-float64(3.5*u))}
	case style.Square:
		return []Shape{outline(Point{X: x - float64(2.5*u), Y: y - float64(2.5*u)},
			Point{X: x + float64(2.5*u), Y: y - float64(2.5*u)}, Point{X: x + float64(2.5*u), Y: y + float64(2.5*u)},
			Point{X: x - float64(2.5*u), Y: y + float64(2.5*u)})}
	case style.Diamond:
		return []Shape{outline(Point{X: x, Y: y - float64(3*u)}, Point{X: x + float64(3*u), Y: y},
			Point{X: x, Y: y + float64(3*u)}, Point{X: x - float64(3*u), Y: y})}
	case style.Triangle:
		return []Shape{outline(Point{X: x, Y: y - float64(2.8*u)}, Point{X: x + float64(3*u), Y: y + float64(2.4*u)},
			Point{X: x - float64(3*u), Y: y + float64(2.4*u)})}
	case style.Cross:
		return []Shape{bar(x-float64(2.5*u), y-float64(2.5*u), x+float64(2.5*u), y+float64(2.5*u)),
			bar(x-float64(2.5*u), y+float64(2.5*u), x+float64(2.5*u), y-float64(2.5*u))}
	}
	return nil
}

// Glyphs are the letters of the line as outlines on the page, to be filled by the nonzero winding rule.
func (t Text) Glyphs() [][]Segment {
	var glyphs [][]Segment
	x := t.At.X
	for _, run := range t.Runs {
		for _, g := range run.Glyphs {
			origin := Point{X: x + float64(g.X*t.Size), Y: t.At.Y - float64(g.Y*t.Size)}
			if outline := run.Face.Outline(g.ID); len(outline) > 0 {
				glyphs = append(glyphs, laid(outline, origin, t.Size))
			}
		}
		x += float64(run.Width * t.Size)
	}
	return glyphs
}

// laid puts the outline of a glyph on the page. Quadratic curves become the cubic ones that they are.
func laid(outline []typeface.Segment, origin Point, size float64) []Segment {
	var path []Segment
	var last Point
	to := func(p typeface.EmPoint) Point {
		return Point{X: origin.X + float64(p.X*size), Y: origin.Y - float64(p.Y*size)}
	}
	third := func(end, control Point) Point {
		return Point{X: end.X + 2*(control.X-end.X)/3, Y: end.Y + 2*(control.Y-end.Y)/3}
	}
	for _, s := range outline {
		a, b, c := to(s.Points[0]), to(s.Points[1]), to(s.Points[2])
		step := Segment{Op: Close}
		switch s.Op {
		case typeface.Move:
			step = Segment{Op: Move, To: a}
		case typeface.Line:
			step = Segment{Op: Line, To: a}
		case typeface.Quad:
			step = Segment{Op: Curve, A: third(last, a), B: third(b, a), To: b}
		case typeface.Cubic:
			step = Segment{Op: Curve, A: a, B: b, To: c}
		}
		if step.Op != Close {
			last = step.To
		}
		path = append(path, step)
	}
	return path
}
