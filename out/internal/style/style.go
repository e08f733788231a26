// Package style holds every colour, width and mark of relgraph's outputs as data: a Theme, read from a file of the
// folder themes or of the user's own.
//
// Nothing is told by colour alone: a state has its own line and its own mark, a side its own frame with its name.
// Tests hold that the built-in themes keep to that, and their text to the contrast of WCAG 2.2, AA.
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

// A Theme is the look of an output.
type Theme struct {
	Name string

	Paper  Colour
	Ink    Colour
	Muted  Colour // second lines, notes
	Border Colour // frames, which carry no information of their own
	Link   Colour
	Alarm  Colour // contradicted

	Text Sizes

	tints       []Tint
	own         map[string]Colour // of sides by name
	lines       map[graph.State]Line
	affiliation Line
}

// Sizes are the sizes of text, in points.
type Sizes struct {
	Title, Subtitle, Side, Name, Role, Label, Detail, Number, Heading, Note float64
}

// A Line is how a contact is drawn.
type Line struct {
	Colour Colour
	Width  float64   // in points
	Dash   []float64 // lengths of dash and gap in points; nil is a solid line
	Mark   Mark
	Alone  Colour // tells the state where nothing but a colour can, as in graph files
}

// A Mark is the sign that stands on a line besides its dashes, so that a state is still told apart in a bad copy.
type Mark uint8

// The marks.
const (
	NoMark     Mark = iota
	Disc            // a filled circle
	RingedDisc      // a filled circle within an open one
	DoubleDisc      // two filled circles
	DoubleRing      // two open circles
	Ring            // an open circle
	BrokenRing      // an open circle with a stroke through it
	Square          // an open square
	Diamond         // an open diamond
	Triangle        // an open triangle
	Cross           // a cross, where no document is given
)

// marks are the words of theme files for the marks.
var marks = map[string]Mark{
	"": NoMark, "disc": Disc, "disc-in-ring": RingedDisc, "two-discs": DoubleDisc, "two-rings": DoubleRing,
	"ring": Ring, "broken-ring": BrokenRing,
	"square": Square, "diamond": Diamond, "triangle": Triangle, "cross": Cross,
}

// Of returns how a contact of the given state is drawn. The states that no figure draws get a line too, for graph
// files that hold all contacts.
func (t *Theme) Of(s graph.State) Line {
	if line, ok := t.lines[s]; ok {
		return line
	}
	return Line{t.Alarm, 1.1, []float64{1.2, 3}, NoMark, t.Alarm}
}

// Affiliation is how a tie of belonging is drawn: thin and grey, without a mark.
func (t *Theme) Affiliation() Line { return t.affiliation }

// patterns are the dash patterns that kinds may have, by the names that sources takes in kinds.csv.
var patterns = map[string][]float64{"solid": nil, "dashed": {4, 3}, "dotted": {1.2, 2.6},
	"dash-dot": {6, 2.5, 1.5, 2.5}, "long-dash": {9, 3.5}}

// Patterned is the line with the dash pattern of that name instead of its own; the line itself if there is no such name.
func (l Line) Patterned(name string) Line {
	if dash, known := patterns[name]; known {
		l.Dash = dash
	}
	return l
}

// A Tint colours the actors of one side.
type Tint struct {
	Fill Colour // of a frame, light
	Edge Colour // of a frame and its boxes
	Text Colour // of the frame's name; also the colour of the side's actors in graph files
	Band Band   `yaml:"-"` // of the side's boxes
}

// A Band is how the strip at the left of a box is drawn, so that sides are told apart without colour. The zero Band
// is none.
type Band uint8

// The bands.
const (
	NoBand     Band = iota
	FullBand        // a strip
	TwoLines        // two thin ones
	DashedBand      // a strip in pieces
	UpperBand       // a strip along the upper half
	DottedBand      // dots
	ThinBand        // a thin line
	LowerBand       // a strip along the lower half

	bands = 7
)

// Neutral is the tint of actors without a side.
func (t *Theme) Neutral() Tint { return Tint{Fill: t.Paper, Edge: t.Border, Text: t.Muted} }

// Tint returns the tint of the n-th side, from 0; more sides than tints share them in turn. A theme without any has the
// Neutral one for all.
func (t *Theme) Tint(n int) Tint {
	if len(t.tints) == 0 {
		return t.Neutral()
	}
	return t.tints[n%len(t.tints)]
}

// Of is [Theme.Of] of the report theme.
func Of(s graph.State) Line { return Report().Of(s) }
