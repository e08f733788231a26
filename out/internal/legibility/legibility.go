// Package legibility measures what a reader's eye meets in a drawing of boxes, lines and labels: where lines cross
// and how flat, where they run into one, where ends stand too close to be told apart, and what runs through what.
//
// Crossings cost readers most, flat ones more than steep ones (Purchase, Which Aesthetic Has the Greatest Effect on
// Human Understanding?, 1997; Huang, Eades and Hong, Larger Crossing Angles Make Graphs Easier to Read, 2014). Lines
// that run close and in one direction are read as connections that are not there (Bach et al., Towards Unambiguous
// Edge Bundling, 2017).
//
// Lengths are points (1/72 inch), y grows downwards. Places are rounded to 1/64 pt and lines are walked in whole
// numbers, so that a count does not depend on the processor.
package legibility

import (
	"math"

	"relgraph/out/internal/plane"
)

// The distances and angles that the measures go by, in points and degrees.
const (
	atEnd      = 6.0  // a cut so near to a box that both lines end at is no crossing
	flatter    = 30.0 // the angle below which a crossing is flat
	mergeNear  = 3.0  // lines closer than this ...
	mergeTurn  = 20.0 // ... and within this angle of each other run into one,
	mergeEnd   = 12.0 // unless they are so near to a box that both end at
	endsApart  = 5.0  // the least distance of two ends at one box
	labelLead  = 2.0  // how much nearer a label has to be to its own line than to any other
	samePlace  = 2.0  // cuts of one pair of lines that are closer than this are one
	step       = 2.0  // how finely lines are walked
	overlapMin = 0.7  // how far boxes may touch
	edgeNear   = 1.5  // a line that is so near to a box that is not its own
	edgeRun    = 6.0  // for so long runs along its edge
)

// A Box is an upright rectangle.
type Box struct{ Left, Top, Right, Bottom float64 }

// A Line is what joins two boxes, with its label.
type Line struct {
	// cubic Bézier curves, each from its first point on by threes, in order from one box to the other
	Pieces [][]plane.Point
	Label  Box // around its words and signs; the zero Box for none
}

// A Drawing is what is measured.
type Drawing struct {
	Boxes  []Box // of actors
	Frames []Box // of sides: a line may pass through those that one of its own boxes stands in
	Lines  []Line
}

// A Report counts what the eye meets.
type Report struct {
	Boxes     int `json:"actors"`
	Lines     int `json:"lines"`
	Crossings int `json:"crossings"` // cuts of two lines outside 6 pt of a common end
	Flat      int `json:"flat"`      // of these, at less than 30 degrees
	Twice     int `json:"twice"`     // pairs of lines that cut more than once
	// of the length of all lines, within 3 pt and 20 degrees of another, outside 12 pt of a common end
	Merged float64 `json:"merged_per_cent"`
	Ends   int     `json:"ends_under_5pt"` // pairs of ends at one box less than 5 pt apart
	// lines through boxes, labels and frames that are not their own, or along the edge of such a box
	Through   int     `json:"through"`
	Overlap   int     `json:"overlap"`          // pairs of labels and boxes that overlap
	Ambiguous int     `json:"ambiguous_labels"` // labels not at least 2 pt nearer to their own line than to any other
	Ink       int     `json:"ink_per_cent"`     // of the area, under boxes and labels
	Width     float64 `json:"width_pt"`         // of the area
	Height    float64 `json:"height_pt"`

	FlatLines int `json:"lines_in_flat_crossings"` // lines that take part in a flat crossing
}

// Measure counts what the eye meets in d.
func Measure(d Drawing) Report {
	w := walk(d)
	r := Report{Boxes: len(d.Boxes), Lines: len(w.lines)}
	w.cuts(&r)
	r.Merged = w.merged()
	r.Ends = w.ends()
	r.Through = w.through(d)
	r.Overlap = w.overlap(d)
	r.Ambiguous = w.ambiguous()
	w.extent(d, &r)
	return r
}

// distance is that of a point from a box, 0 inside.
func (b Box) distance(x, y float64) float64 {
	return length(max(b.Left-x, x-b.Right, 0), max(b.Top-y, y-b.Bottom, 0))
}

func (b Box) isZero() bool { return b == Box{} }

func (b Box) holds(x, y, margin float64) bool {
	return x > b.Left+margin && x < b.Right-margin && y > b.Top+margin && y < b.Bottom-margin
}

func (b Box) area() float64 { return float64((b.Right - b.Left) * (b.Bottom - b.Top)) }

func (b *Box) grow(o Box) {
	*b = Box{min(b.Left, o.Left), min(b.Top, o.Top), max(b.Right, o.Right), max(b.Bottom, o.Bottom)}
}

// length is that of a vector, rounded alike on every processor, which math.Hypot is not.
func length(x, y float64) float64 { return math.Sqrt(float64(x*x) + float64(y*y)) }
