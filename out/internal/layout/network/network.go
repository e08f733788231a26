// Package network places a relationship graph as people draw one by hand: boxes close together, those of one side
// near each other, short straight lines with their labels in them, few crossings, leaves outside, parallel lines in
// an even fan.
//
// What to strive for is taken from studies of readers. Crossings cost most by far (Purchase, "Which aesthetic has the
// greatest effect on human understanding?", 1997), less where lines cut at a wide angle (Huang, Eades, Hong, "Larger
// crossing angles make graphs easier to read", 2014). People who lay graphs out by hand align boxes, hang leaves
// outside and keep the whole compact (Kieffer, Dwyer, Marriott, Wybrow, "HOLA: Human-like orthogonal network layout",
// 2016). Lines that run so close that they look like one make readers see connections that are not there (Bach and
// others, "Towards unambiguous edge bundling", 2017). Labels stand on their lines, since there readers take them for
// the line's own.
//
// How it is reached: several starts that put sides together are improved by threshold accepting (Dueck and Scheuer
// 1990), a simulated annealing that needs no logarithms: boxes, labels and bows are moved at random, and what makes
// the figure worse by more than a sinking threshold is taken back. The best is then aligned and pressed together. All
// weights stand in [weights] with what they weigh. The random numbers come from a fixed seed and the effort is
// counted in moves, so that the same diagram always comes out the same, on every machine and processor, however busy
// it is; all places are whole numbers until they are given back.
package network

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"relgraph/out/internal/plane"
)

// A Diagram is what is to be placed. Lengths are points (1/72 inch), y grows downwards.
type Diagram struct {
	Boxes []Box
	Lines []Line
	Page  Size // what the diagram should fit into; a measure of 0 is free. It is exceeded where there is no room
	// the room on paper that what comes out larger is scaled down to, so that ends are closer to each other than they are
	// here; a measure of 0 is free
	Onto  Size
	Quick bool // a first look, such as while somebody types: most of the search is left out
	Most  Size // beyond which the diagram is of no use, so that no more room is tried than that; a measure of 0 is free
}

// A Size is a width and a height.
type Size struct{ Width, Height float64 }

// A Box is an actor.
type Box struct {
	Group int          // those of one number, from 0, belong to one side; less than 0 for none
	Sizes []Size       // ways in which its text can be broken, the best first; at least one
	At    *plane.Point // where its middle has to be; nil for anywhere

	// Ways to break the text of a small box that stands for it once more, at the end of lines that would cross too many
	// others on their way; none if there must be none.
	Again []Size

	of int // for which box it stands once more, counted from 1; 0 for none
}

// A Line is a contact.
type Line struct {
	Ends   []int   // the boxes that it joins, by number: two, which may be the same, or more that meet at the label
	Labels []Label // ways in which its label can be broken, the best first; none for a line without a label
}

// A Label is a text that stands on its line. Rows are where it has ink, from its top left corner; the line stops there.
type Label struct {
	Size
	Rows []Rect
}

// A Rect is an upright rectangle.
type Rect struct{ Left, Top, Right, Bottom float64 }

// A Placement says where everything goes, in the order of the Diagram; its top left corner is the origin.
type Placement struct {
	Width, Height float64
	Boxes         []PlacedBox
	Again         []PlacedAgain
	Lines         []PlacedLine
	Faults        Faults
	Cramped       bool // faults are left that more room than Diagram.Most could mend
}

// A PlacedBox is a box with the way in which its text is broken. It may be larger than that way's size: where ends of
// parallel lines need room, and where those above and below it are wider.
type PlacedBox struct {
	Rect
	Way int
}

// A PlacedAgain is a small box that stands for another once more. Its Way is one of Box.Again.
type PlacedAgain struct {
	PlacedBox
	Of int // the box, by number
}

// A PlacedLine is a line with the way in which its label is broken. Each part is a chain of cubic Béziers, from its
// first point on by threes, outside of the label. The first part begins at the first end, the last part ends at the
// last; if more than two boxes meet, or a box is joined with itself, each part leads from a box to the label.
type PlacedLine struct {
	Label Rect
	Way   int
	Parts [][]plane.Point
}

// Faults are what is left of what a figure should not have.
type Faults struct {
	Crossings int // of two lines
	Through   int // lines through boxes or labels that are not their own
	Overlaps  int // of boxes and labels
	Flat      int // crossings at less than 30 degrees
	Wide      int // boxes and lines that a page of given width, and free height, is too narrow for
	// labels that another line passes so close that it could be theirs, boxes that one passes within 2 pt of their edge,
	// and ends at a box less than 5 pt apart
	Close  int
	Hidden int // ends of lines that an arrowhead would cover, from the box to the label
}

// The most that can be placed. The work grows with their product; at the bounds it takes some seconds. Where all
// boxes have given places, and labels alone are to find theirs, there may be MaxGiven times as many of both.
const (
	maxBoxes = 120
	maxLines = 180
	maxGiven = 3
)

// ErrTooBig is what the error is, to [errors.Is], for more boxes or lines than can be placed.
var ErrTooBig = errors.New("too big for a network")

// Place places the diagram. The error is ctx's if it is done before the placement is, or about a diagram that is too
// big or not whole.
func Place(ctx context.Context, d Diagram) (Placement, error) {
	if err := d.check(); err != nil {
		return Placement{}, err
	}
	if len(d.Boxes) == 0 {
		return Placement{}, nil
	}
	s, d, err := find(ctx, d)
	if err != nil {
		return Placement{}, err
	}
	p := s.placement(d)
	p.Faults, p.Cramped = s.faults(), s.cramped
	return p, nil
}

func (d Diagram) check() error {
	boxes, lines := maxBoxes, maxLines
	if !slices.ContainsFunc(d.Boxes, func(b Box) bool { return b.At == nil }) {
		boxes, lines = maxGiven*boxes, maxGiven*lines
	}
	if len(d.Boxes) > boxes || len(d.Lines) > lines {
		return fmt.Errorf("%w: %d boxes and %d lines, at most %d and %d", ErrTooBig, len(d.Boxes), len(d.Lines), boxes,
			lines)
	}
	for i, b := range d.Boxes {
		if len(b.Sizes) == 0 {
			return fmt.Errorf("box %d has no size", i)
		}
	}
	for i, l := range d.Lines {
		if len(l.Ends) < 2 {
			return fmt.Errorf("line %d has %d ends, want two or more", i, len(l.Ends))
		}
		for _, end := range l.Ends {
			if end < 0 || end >= len(d.Boxes) {
				return fmt.Errorf("line %d ends at box %d of %d", i, end, len(d.Boxes))
			}
		}
	}
	return nil
}
