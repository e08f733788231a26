// Package style holds every colour, width and mark of relgraph's outputs, in one place.
//
// Nothing is told by colour alone: a state has its own line and its own mark, a side its own frame with its name. The colours
// of text and lines keep a contrast of 4.5 to 1 against the paper (WCAG 2.2, AA); a test holds that.
package style

import (
	"strconv"
	"strings"

	"relgraph/graph"
)

// A Colour is "#rrggbb".
type Colour string

// RGB takes the colour apart. What is not "#rrggbb" is black.
func (c Colour) RGB() (r, g, b uint8) {
	v, err := strconv.ParseUint(strings.TrimPrefix(string(c), "#"), 16, 24)
	if err != nil {
		return 0, 0, 0
	}
	return uint8(v >> 16), uint8(v >> 8), uint8(v)
}

// The colours of a figure.
const (
	Paper  Colour = "#ffffff"
	Ink    Colour = "#1b1f24"
	Muted  Colour = "#57606a" // second lines, notes
	Border Colour = "#8c959f" // frames, which carry no information of their own
	Link   Colour = "#0b4f8a"
	Alarm  Colour = "#a11d21" // contradicted
)

// A Line is how a contact is drawn.
type Line struct {
	Colour Colour
	Width  float64   // in points
	Dash   []float64 // lengths of dash and gap in points; nil is a solid line
	Mark   Mark
}

// A Mark is the sign that stands on a line besides its dashes, so that a state is still told apart in a bad copy.
type Mark uint8

// The marks.
const (
	NoMark     Mark = iota
	Disc            // a filled circle
	DoubleDisc      // two filled circles
	Ring            // an open circle
	BrokenRing      // an open circle with a stroke through it
	Square          // an open square
	Diamond         // an open diamond
	Triangle        // an open triangle
	Cross           // a cross, where no document is given
)

// Of returns how a contact of the given state is drawn.
func Of(s graph.State) Line {
	switch s {
	case graph.Confirmed:
		return Line{Ink, 1.9, nil, Disc}
	case graph.Corroborated:
		return Line{Ink, 1.9, nil, DoubleDisc}
	case graph.SingleOrigin:
		return Line{Ink, 1.1, nil, Ring}
	case graph.Disputed:
		return Line{Alarm, 1.5, []float64{8, 3}, BrokenRing}
	case graph.Requested:
		return Line{Ink, 1.1, []float64{4, 3}, Square}
	case graph.Planned:
		return Line{Ink, 1.1, []float64{6, 2.5, 1.5, 2.5}, Diamond}
	case graph.Hypothetical:
		return Line{Ink, 1.1, []float64{1.2, 3}, Triangle}
	case graph.Unsourced:
		return Line{Alarm, 1.1, []float64{2, 2}, Cross}
	}
	return Line{Alarm, 1.1, []float64{1.2, 3}, NoMark}
}

// Affiliation is how a tie of belonging is drawn: thin and grey, without a mark.
var Affiliation = Line{Muted, 0.8, []float64{1, 2.2}, NoMark}

// A Tint colours the actors of one side.
type Tint struct {
	Fill Colour // of a frame, light
	Edge Colour // of a frame and its boxes
	Text Colour // of the frame's name; also the colour of the side's actors in graph files
}

// tints are told apart by the common forms of colour blindness and, by their lightness, in part also in grey. They are after
// Okabe and Ito's palette, darkened for text.
var tints = []Tint{
	{"#eef4fb", "#9db8d6", "#1f4e82"}, // blue
	{"#fdf3e6", "#dcb88a", "#8a4b08"}, // orange
	{"#eaf6f1", "#93c4b0", "#0b5d45"}, // green
	{"#f8eef5", "#cfa6c2", "#7d2c64"}, // purple
	{"#fbf8e3", "#cfc27a", "#6a5a00"}, // yellow
	{"#eaf6fb", "#93c3d6", "#0a566f"}, // sky
	{"#fbeeec", "#d9a79c", "#8f2d15"}, // vermilion
	{"#f1f2f4", "#b4bac1", "#474f58"}, // grey
}

// Neutral is the tint of actors without a side.
var Neutral = Tint{Paper, Border, Muted}

// Tints returns the tint of the n-th side, from 0; more sides than tints share them in turn.
func Tints(n int) Tint { return tints[n%len(tints)] }
