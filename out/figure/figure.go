// Package figure lays a graph out for a page: a value with every box, line and letter in its place, which the writers of
// picture formats draw as it is.
//
// Lengths are points (1/72 inch), the origin is the top left corner, y grows downwards. Text is measured by the metrics of
// Liberation Sans before anything is placed, so that it stays within its box. A contact's label is placed as a box of its own,
// between the two halves of its line: no label lies on a line, a box or another label, and each belongs to one line only.
package figure

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/layout"
	"relgraph/out/style"
	"relgraph/sources"
)

// A Figure is a finished page. A writer draws Parts, one after the other, on paper of Width by Height; the rest tells what they
// stand for.
type Figure struct {
	Width, Height float64
	Title         string
	Says          string // the figure in one sentence, for those who do not see it
	Paper         style.Colour
	Parts         []Part

	Groups    []Group
	Edges     []Edge
	Actors    []Actor
	Citations *Citations
	Note      string // how the layout was simplified for its size, or ""
}

// Each calls visit with every part of the figure in the order of drawing.
func (f *Figure) Each(visit func(Part)) {
	for _, p := range f.Parts {
		p.Each(visit)
	}
}

// A Point is a place on the page.
type Point = layout.Point

// A Box is an upright rectangle; X and Y are its top left corner.
type Box struct{ X, Y, Width, Height float64 }

// A Text is one line of text. At is the left end of its base line.
type Text struct {
	At      Point
	Content string
	Size    float64
	Bold    bool
	Colour  style.Colour
	Width   float64      // as measured
	Exact   bool         // the typeface has all signs, so Width is what a reader will see
	Centred bool         // centred on the middle of that width, should a machine set it in another
	Halo    style.Colour // around the letters, where a line may pass below; or ""
	Link    string       // an http(s) address, or ""
}

// A Group is the frame around the actors of one side.
type Group struct {
	Part
	Side string
	Box  Box
	Tint style.Tint
}

// An Actor is a box with a name.
type Actor struct {
	Part
	Actor *sources.Actor
	Box   Box
	Tint  style.Tint
}

// An Edge is the line of a contact or affiliation with its label.
type Edge struct {
	Part
	Contact *graph.Contact
	Pieces  [][]Point // of the line: cubic Bézier curves, each from its first point on by threes
	Label   Box
}

// Options are what a figure's maker may choose.
type Options struct {
	Title, Subtitle string // instead of the dossier's
}

// Title is what a figure of the dossier is called.
func Title(d *sources.Dossier, opts Options) string {
	title := "Reported contacts"
	if !slices.Contains([]string{"contacts", "claims", "dossier", ""}, strings.ToLower(d.Name)) {
		title += ": " + d.Name
	}
	return cmp.Or(opts.Title, d.Title, title)
}

// attempts are the ways in which a figure is laid out, the best looking first: the least distances of boxes in a column and of
// columns, and whether columns go through the frames of sides.
var attempts = []struct {
	node, rank float64
	aligned    bool
}{{8, 26, true}, {8, 26, false}, {11, 34, true}, {15, 44, false}}

// Draw lays out g with the engine. If a line then passes through what is not its own, which happens in one of thirty dense
// figures, it is laid out in another way; the figure with the fewest such lines counts.
func Draw(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options) (*Figure, error) {
	var best *Figure
	fewest := 0
	for _, a := range attempts {
		d := newDrawing(g, opts)
		lg := d.layoutGraph()
		lg.NodeSep, lg.RankSep, lg.Aligned = a.node, a.rank, a.aligned
		placed, err := layout.Place(ctx, engine, lg)
		if err != nil {
			return nil, err
		}
		d.compose(placed)
		if placed.Note != "" {
			return d.fig, nil // too big for a second look
		}
		n := d.fig.crossings()
		if best == nil || n < fewest {
			best, fewest = d.fig, n
		}
		if n == 0 {
			break
		}
	}
	return best, nil
}
