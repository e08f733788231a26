package figure

import (
	"relgraph/graph"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A look is how things are drawn on a page: with the lines and colours of a theme, and text in sizes for the page.
type look struct {
	theme      *style.Theme
	textStyles textStyles
	compact    bool // each source is one paragraph, and so are the notes
}

// mark draws the sign of a state around its middle, within a square of seven points beside text of the report theme.
func (l *look) mark(line style.Line, at Point) []Shape {
	return mark(line, l.theme.Paper, l.textStyles.unit, at)
}

// rule is a thin line across the page.
func (l *look) rule(left, right, y float64) Shape {
	return Shape{Path: []Segment{{Op: Move, To: Point{X: left, Y: y}}, {Op: Line, To: Point{X: right, Y: y}}},
		Stroke: l.theme.Border, Width: hair}
}

func (l *look) upright(x, top, bottom, width float64) Shape {
	return Shape{Path: []Segment{{Op: Move, To: Point{X: x, Y: top}}, {Op: Line, To: Point{X: x, Y: bottom}}},
		Stroke: l.theme.Border, Width: width}
}

// zigzag is the edge of a break.
func (l *look) zigzag(x, top, bottom float64) Shape {
	const step, swing = 4.0, 1.6
	path := []Segment{{Op: Move, To: Point{X: x, Y: top}}}
	side := 1.0
	for y := top + step; y < bottom; y += step {
		path = append(path, Segment{Op: Line, To: Point{X: x + float64(side*swing), Y: y}})
		side = -side
	}
	return Shape{Path: append(path, Segment{Op: Line, To: Point{X: x, Y: bottom}}), Stroke: l.theme.Border, Width: 0.7}
}

// lineOf is how a contact, or a tie, is drawn: as its state is, with the dash pattern of its kind if that has one.
func (l *look) lineOf(d *sources.Dossier, c *graph.Contact) style.Line {
	line := l.theme.Of(c.State)
	if isTie(c) {
		line = l.theme.Affiliation()
	}
	return line.Patterned(d.Kind(c.Kind).Line)
}

// lineOfChange is how a contact is drawn by what became of it.
func (l *look) lineOfChange(b became) style.Line {
	switch b {
	case appeared:
		return style.Line{Colour: l.theme.Ink, Width: 2.2}
	case removed:
		return style.Line{Colour: l.theme.Alarm, Width: 1.2, Dash: []float64{1.2, 3}}
	case changed:
		return style.Line{Colour: l.theme.Ink, Width: 1.4, Dash: []float64{9, 3}}
	}
	return style.Line{Colour: l.theme.Border, Width: 0.8}
}
