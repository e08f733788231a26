package figure

import (
	"relgraph/out/internal/style"
	"relgraph/sources/edtf"
)

// A border is how a date ends on one side.
type border uint8

const (
	sharp   border = iota // on the day
	about                 // about that day: the date is approximate
	untold                // not told
	endless               // open: it goes on, or was always so
)

// An occurrence is a date as the time line shows it: the days it names, and how it ends on either side.
//
// Where one side is not told or open, the occurrence is the other side alone, with a sign for what is missing:
// nothing that the date does not say takes room on the axis.
type occurrence struct {
	words       string
	first, last edtf.Day
	surely      [2]edtf.Day // the days that it lasted all through; not if firm is false
	firm        bool
	left, right border
	uncertain   bool
}

// occurrenceOf reads a date that is said in words; false if it names no day.
func occurrenceOf(d edtf.Date, words string) (occurrence, bool) {
	o := occurrence{words: words, uncertain: d.Uncertain()}
	start, end := d.Start(), d.End()
	from, to := d.Bounds()
	switch from {
	case edtf.Open:
		start, o.left = end, endless
	case edtf.Unknown:
		start, o.left = end, untold
	}
	switch to {
	case edtf.Open:
		end, o.right = start, endless
	case edtf.Unknown:
		end, o.right = start, untold
	}
	var known, knownToo bool
	o.first, known = start.Earliest()
	o.last, knownToo = end.Latest()
	if !known || !knownToo {
		return occurrence{}, false
	}
	if o.left == sharp && start.Approximate() {
		o.left = about
	}
	if o.right == sharp && end.Approximate() {
		o.right = about
	}
	if start != end {
		o.surely[0], _ = start.Latest()
		o.surely[1], _ = end.Earliest()
		o.firm = !o.surely[1].Before(o.surely[0])
	}
	return o, true
}

// single tells whether it is one day with nothing missing on either side.
func (o occurrence) single() bool {
	return o.first == o.last && o.left <= about && o.right <= about
}

// The measures of signs, in points.
const (
	signHeight = 6.5
	leastWidth = 5.0  // of a bar, so that it is seen
	dayRoom    = 3.5  // that a short day takes on either side
	aboutReach = 10.0 // how far the slices of an approximate end reach out
	dotsReach  = 21.0
	arrowReach = 19.0
)

// reach is how far the border's sign goes beyond the days.
func (b border) reach() float64 {
	switch b {
	case about:
		return aboutReach
	case untold:
		return dotsReach
	case endless:
		return arrowReach
	}
	return 0
}

// span is the room that the occurrence needs on the axis.
func (o occurrence) span() span {
	const half = dayRoom // as much as a widened bar goes beyond a short day
	return span{o.first, o.last, o.left.reach() + half, o.right.reach() + half}
}

// extent is the left and right end of days on the axis, widened to at least the width.
func (a *axis) extent(first, last edtf.Day, least float64) (left, right float64) {
	left, right = a.at(dayNumber(first)), a.at(dayAfter(last))
	if more := least - (right - left); more > 0 {
		left, right = left-more/2, right+more/2
	}
	return left, right
}

// A sign is what is drawn for a date, and where it begins and ends.
type sign struct {
	shapes      []Shape
	left, right float64
}

// draw draws the occurrence in a state's colour, its middle at the height y. A day is a bar, a day somewhere within a
// time a bracket over it, what it lasted through a filled box; an uncertain date is a hatched one. No sign is like the
// mark of a state.
func (o occurrence) draw(a *axis, line style.Line, y float64) sign {
	var s sign
	switch {
	case o.first == o.last && !o.uncertain: // that day, or the last or the first day and no more
		edge := (a.at(dayNumber(o.first)) + a.at(dayAfter(o.last))) / 2
		if !o.single() {
			edge = a.at(dayAfter(o.last))
			if o.left == sharp || o.left == about {
				edge = a.at(dayNumber(o.first))
			}
		}
		s.left, s.right = edge-0.8, edge+0.8
		s.shapes = []Shape{{Box: Box{s.left, y - signHeight/2 - 0.5, 1.6, signHeight + 1}, Fill: line.Colour}}
	case !o.firm && !o.uncertain:
		s.left, s.right = a.extent(o.first, o.last, leastWidth)
		s.shapes = []Shape{bracket(s.left, s.right, y, style.Line{Colour: line.Colour, Width: 1.3})}
	default:
		s.left, s.right = a.extent(o.first, o.last, leastWidth)
		s.shapes = o.bar(a, line, Box{s.left, y - signHeight/2, s.right - s.left, signHeight})
	}
	s.borders(o, a, style.Line{Colour: line.Colour, Width: 1.1}, y)
	return s
}

// bracket is a level line between two uprights.
func bracket(left, right, y float64, line style.Line) Shape {
	top, bottom, half := y-signHeight/2, y+signHeight/2, line.Width/2
	return Shape{Stroke: line.Colour, Width: line.Width, Path: []Segment{
		{Op: Move, To: Point{X: left + half, Y: top}}, {Op: Line, To: Point{X: left + half, Y: bottom}},
		{Op: Move, To: Point{X: left + half, Y: y}}, {Op: Line, To: Point{X: right - half, Y: y}},
		{Op: Move, To: Point{X: right - half, Y: top}}, {Op: Line, To: Point{X: right - half, Y: bottom}},
	}}
}

// bar fills the box that stands for the days.
func (o occurrence) bar(a *axis, line style.Line, box Box) []Shape {
	shapes := []Shape{{Box: box, Fill: a.theme.Paper}}
	if o.firm && !o.uncertain {
		shapes = append(shapes, o.filling(a, line, box))
	}
	if o.uncertain {
		shapes = append(shapes, hatch(box, line.Colour))
	}
	return append(shapes, Shape{Box: box, Stroke: line.Colour, Width: 1.1})
}

// filling covers the days that it lasted all through.
func (o occurrence) filling(a *axis, line style.Line, box Box) Shape {
	left, right := box.X, box.X+box.Width
	if o.openEnded() {
		left, right = max(left, a.at(dayNumber(o.surely[0]))), min(right, a.at(dayAfter(o.surely[1])))
	}
	return Shape{Box: Box{left, box.Y, right - left, box.Height}, Fill: line.Colour}
}

// openEnded tells whether it is not certain on which days something began or ended that lasted.
func (o occurrence) openEnded() bool { return o.surely[0] != o.first || o.surely[1] != o.last }

// hatch draws slanting lines in the box.
func hatch(box Box, c style.Colour) Shape {
	const apart = 3.0
	var path []Segment
	bottom := box.Y + box.Height
	for x := box.X + apart - box.Height; x < box.X+box.Width; x += apart {
		from, to := Point{X: x, Y: bottom}, Point{X: x + box.Height, Y: box.Y}
		if less := box.X - from.X; less > 0 {
			from = Point{X: box.X, Y: bottom - less}
		}
		if more := to.X - (box.X + box.Width); more > 0 {
			to = Point{X: box.X + box.Width, Y: box.Y + more}
		}
		path = append(path, Segment{Op: Move, To: from}, Segment{Op: Line, To: to})
	}
	return Shape{Path: path, Stroke: c, Width: 0.7}
}

// borders adds the signs of how the date ends on either side.
func (s *sign) borders(o occurrence, a *axis, line style.Line, y float64) {
	left, _ := a.room(o.first)
	_, right := a.room(o.last)
	s.border(o.left, line, y, -1, left)
	s.border(o.right, line, y, +1, right)
}

// border adds the sign of how the date ends, to the left (side -1) or right (+1), no farther than the room.
func (s *sign) border(b border, line style.Line, y, side, room float64) {
	at := s.right
	if side < 0 {
		at = s.left
	}
	reach := min(b.reach(), (room-at)*side)
	if reach < 3 {
		return // the words beside it say it
	}
	switch b {
	case about:
		for _, slice := range [...]struct{ off, width float64 }{{2, 1.4}, {5, 1}, {8.2, 0.7}} {
			if slice.off+slice.width <= reach {
				x := at + float64(side*(slice.off+slice.width/2)) - slice.width/2
				s.shapes = append(s.shapes, Shape{Box: Box{x, y - signHeight/2, slice.width, signHeight},
					Fill: line.Colour})
			}
		}
	case untold:
		for _, dot := range [...]struct{ off, radius float64 }{{3, 1.1}, {6.4, 1}, {10.2, 0.85}, {14.6, 0.7},
			{19.8, 0.55}} {
			if dot.off+dot.radius <= reach {
				x := at + float64(side*dot.off)
				s.shapes = append(s.shapes, Shape{Box: Box{x - dot.radius, y - dot.radius, 2 * dot.radius,
					2 * dot.radius}, Radius: dot.radius, Fill: line.Colour})
			}
		}
	case endless:
		from, to := Point{X: at, Y: y}, Point{X: at + float64(side*reach), Y: y}
		head := arrowhead([]Point{from, to})
		shaft := Point{X: to.X - float64(side*(headLength-1)), Y: y}
		s.shapes = append(s.shapes, stroke([]Point{from, from, shaft, shaft},
			style.Line{Colour: line.Colour, Width: line.Width}))
		s.shapes = append(s.shapes, heads([][3]Point{head}, line.Colour)...)
	}
	if side < 0 {
		s.left = at - reach
	} else {
		s.right = at + reach
	}
}
