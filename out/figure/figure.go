// Package figure lays a graph out for a page: a value with every box, line and letter in its place, which the writers
// of picture formats draw as it is.
//
// Lengths are points (1/72 inch), the origin is the top left corner, y grows downwards. Text is measured by the
// metrics of Liberation Sans before anything is placed, so that it stays within its box. A contact's label is placed
// as a box of its own, between the two halves of its line: no label lies on a line, a box or another label, and each
// belongs to one line only.
package figure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/layout/network"
	"relgraph/out/internal/plane"
	"relgraph/out/internal/style"
	"relgraph/out/internal/typeface"
	"relgraph/sources"
)

// A Figure is a finished page. A writer draws Parts, one after the other, on paper of Width by Height; the rest tells
// what they stand for.
type Figure struct {
	Width, Height float64
	Title         string
	Says          string      // the figure in one sentence, for those who do not see it
	Voice         words.Voice // whose language the figure's own words are in
	Paper         style.Colour
	Scale         float64 // of the diagram: 1 as made for a report, less on a small page
	Parts         []Part

	Table     TextAlternative // what the diagram says, for those who do not see it
	Groups    []Group
	Edges     []Edge
	Actors    []Actor
	Citations *Citations
	Keys      []Key  // what the legend explains beside states, directions, hedges and numbers
	Note      string // how the layout was simplified for its size, or ""

	More []*Figure // the pages that follow, where one does not hold it all

	family *typeface.Family
	ruler  *ruler
	seen   *seen // nil if it was not compared
	within int   // contacts with both ends in one column of a ledger
	layout Layout
	panels Panels
	unit   float64 // the size of text of a register, in that of a report's column
	turned bool    // it runs from the right
}

// Each calls visit with every part of the figure in the order of drawing.
func (f *Figure) Each(visit func(Part)) {
	for _, p := range f.Parts {
		p.Each(visit)
	}
}

// Pages are f and the pages that follow it.
func (f *Figure) Pages() []*Figure { return append([]*Figure{f}, f.More...) }

// Missing is what no font of the figure's family has, by script: writers that draw letters cannot draw these.
func (f *Figure) Missing() []typeface.Uncovered {
	var all strings.Builder
	for _, page := range f.Pages() {
		page.Each(func(p Part) {
			for _, t := range p.Texts {
				all.WriteString(t.Content + "\n")
			}
		})
	}
	return cmp.Or(f.family, typeface.Default()).Missing(all.String())
}

// A TextAlternative is the text alternative to a diagram. Each row has a cell for each head.
type TextAlternative struct {
	Head []string
	Rows [][]string
}

// A Point is a place on the page.
type Point = plane.Point

// A Box is an upright rectangle; X and Y are its top left corner.
type Box struct{ X, Y, Width, Height float64 }

// A Text is one line of text. At is the left end of its base line.
type Text struct {
	At      Point
	Content string
	Size    float64
	Bold    bool
	Colour  style.Colour
	Width   float64
	Runs    []typeface.Run // the line as it is set, in ems of Size
	Halo    style.Colour   // around the letters, where a line may pass below; or ""
	Link    string         // an http(s) address, "#" and the ID of a part, or ""
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
	Again bool // a small box of one who has, or could have, another
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
	Title, Subtitle string       // instead of the dossier's
	Notes           []string     // more to be said below the figure
	Voice           words.Voice  // whose language the figure's own words are in; the zero Voice is the dossier's
	Theme           *style.Theme // nil for the report theme
	Size            Size
	Family          *typeface.Family // nil for the built-in one

	Panels   Panels                    // of a Ledger
	Layout   Layout                    // does not matter if Places has an actor of the figure
	Centre   sources.ActorID           // the middle of a Radial or TwoPi layout; "" for the actor with the most lines
	Places   map[sources.ActorID]Point // where actors are to stand to each other; those that it has not are put beside them
	Emphasis Emphasis
	Ties     Ties

	Draft *Draft // not nil: draw quickly, as a figure of about the same contacts was drawn

	NoLegend, NoSources bool // without these parts of the page
	Highlight           Highlight

	ruler    *ruler                       // that of all attempts to draw one figure
	compared bool                         // with other layouts: no figure is tried whose letters nobody could read
	alone    bool                         // no other layout takes the place of one that cannot be read
	not      Layout                       // which Auto does not try; Auto for none
	small    bool                         // of the diagrams of a page with several: names and source numbers alone
	finer    float64                      // how much smaller than usual the fine print of a page of a given size is, from 0
	changes  map[sources.ContactID]change // not nil: the figure is about these
	Fit      bool                         // the unit of Places is not known: the layout finds a scale
}

// An Emphasis sets the names of actors larger the higher their value is. The zero Emphasis sets all alike.
type Emphasis struct {
	Measure string                      // what the value is, for the legend
	Of      map[sources.ActorID]float64 // not negative; who is not in it counts as 0
}

func (e Emphasis) highest() float64 {
	highest := 0.0
	for _, v := range e.Of {
		highest = max(highest, v)
	}
	return highest
}

// A Layout is how actors stand to each other. The zero Layout is Auto.
type Layout uint8

// The layouts.
const (
	Auto    Layout = iota // as is read best, by what [Candidates] measures
	Layered               // in columns, by who has contacts with whom, whatever the sides
	Radial                // in rings around one actor, by how many contacts away they are
	// as springs between them would have it: those close to each other who have much to do with each other
	Force
	Ledger  // in two columns, each contact a row of text in its line between them
	List    // in rows that name both parties, without a crossing, for what is too much for lines
	Network // close together by search: few crossings, short lines, sides near each other

	// As Graphviz's programs of these names place actors.
	Dot   // in ranks from top to bottom
	Neato // by springs, so that distances on the page follow those along lines
	FDP   // by forces between actors
	SFDP  // by forces, for many actors
	Circo // in circles
	TwoPi // in rings around one actor
)

// program is Graphviz's program that says where actors stand, or "".
func (l Layout) program() string {
	if l >= Neato {
		return Layouts()[l]
	}
	return ""
}

// NeedsEngine tells whether the layout cannot be drawn without an [Engine].
func (l Layout) NeedsEngine() bool { return l == Layered || l >= Dot }

// ranked tells whether Graphviz's dot puts actors in ranks.
func (l Layout) ranked() bool { return l == Layered || l == Dot }

// Ties is how a Network shows what an actor belongs to, founded or leads. The zero Ties is TiesInWords.
type Ties uint8

// The ways to show ties.
const (
	TiesInWords Ties = iota // in the actor's box
	TiesAsLines
)

// ParseTies reads "words" or "lines".
func ParseTies(word string) (Ties, error) {
	switch word {
	case "words":
		return TiesInWords, nil
	case "lines":
		return TiesAsLines, nil
	}
	return 0, fmt.Errorf("unknown way to show ties %q: want words, lines", word)
}

// Layouts are the words for the layouts, in their order.
func Layouts() []string {
	return []string{"auto", "layered", "radial", "force", "ledger", "list", "network", "dot", "neato", "fdp", "sfdp",
		"circo", "twopi"}
}

// ParseLayout reads the word for a layout.
func ParseLayout(word string) (Layout, error) {
	if i := slices.Index(Layouts(), word); i >= 0 {
		return Layout(i), nil
	}
	return 0, fmt.Errorf("unknown layout %q: want %s", word, strings.Join(Layouts(), ", "))
}

// Title is what a figure of the dossier is called.
func Title(d *sources.Dossier, opts Options) string {
	return cmp.Or(opts.Title, cmp.Or(opts.Voice, words.Of(d)).Notes.Title(d))
}

// An attempt is a way in which a figure is laid out: the least distances of boxes in a column and of columns, whether
// columns go through the frames of sides, and where the columns, or rows, follow each other to.
type attempt struct {
	node, rank float64
	aligned    bool
	direction  layout.RankDirection
}

// attempts are the ways, the best looking first. Rows of labels are wide and low, so they are for a page of a given
// size only.
func (o Options) attempts() []attempt {
	if o.Layout == Dot {
		return []attempt{{10, 22, true, layout.TopToBottom}, {12, 30, false, layout.TopToBottom},
			{6, 14, false, layout.TopToBottom}}
	}
	ways := []attempt{{8, 26, true, layout.LeftToRight}, {8, 26, false, layout.LeftToRight},
		{11, 34, true, layout.LeftToRight}, {15, 44, false, layout.LeftToRight}}
	if o.Size.Width > 0 {
		ways = append(ways, attempt{5, 14, true, layout.LeftToRight}, attempt{5, 14, false, layout.LeftToRight},
			attempt{4, 10, true, layout.LeftToRight}, attempt{4, 10, false, layout.LeftToRight},
			attempt{10, 22, true, layout.TopToBottom}, attempt{12, 30, false, layout.TopToBottom})
	}
	return ways
}

// Draw lays out g with the engine. If a line then passes through what is not its own, which happens in one of thirty
// dense figures, it is laid out in another way; the figure with the fewest such lines counts and, on a page of a
// given size, among these the one with the largest letters. Where the layout asked for cannot be read at all, since its
// letters would be too small or, in a network, one thing could be mistaken for another, the best of the other layouts
// takes its place, which the figure's Note says. The error is ErrTooSmall, to errors.Is, for a page on which nobody could
// read any of them.
func Draw(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options) (*Figure, error) {
	opts = opts.measured()
	if opts.Draft != nil && !opts.pinned(g) {
		opts.Layout, opts.Panels = opts.Draft.layout, opts.Draft.panels
	}
	f, err := drawAs(ctx, g, engine, opts)
	if err == nil && f.layout == Auto { // which no figure is
		if f.layout, f.panels = opts.Layout, opts.Panels; opts.Layout != Ledger && opts.Layout != List {
			f.layout = opts.settled(g).Layout
		}
	}
	return f, err
}

func drawAs(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options) (*Figure, error) {
	switch {
	case opts.Layout == Ledger || opts.Layout == List:
		return drawRegister(g, opts, opts.Layout == List)
	case opts.Layout == Auto && !opts.pinned(g):
		return auto(ctx, g, engine, opts)
	case opts.Layout == Network && !opts.alone && opts.Draft == nil && !opts.pinned(g):
		contacts, _ := shown(g)
		if n := mostBetweenTwo(contacts); n > mostInFan {
			return instead(ctx, g, engine, opts, fmt.Errorf("%d lines between the same two leave no room at a box", n))
		}
	}
	d, err := draw(ctx, g, engine, opts)
	switch {
	case opts.alone || opts.Draft != nil || opts.pinned(g):
	case err == nil && opts.Layout == Network:
		if faults := d.fig.mistaken(); faults != "" {
			return instead(ctx, g, engine, opts, errors.New(faults))
		}
	case errors.Is(err, ErrTooSmall) || errors.Is(err, layout.ErrTooBig) || errors.Is(err, network.ErrTooBig):
		return instead(ctx, g, engine, opts, err)
	}
	if err != nil {
		return nil, err
	}
	return d.fig, nil
}

// pinned tells whether an actor of the graph has a given place.
func (o Options) pinned(g *graph.Graph) bool {
	for id := range o.Places {
		if g.Dossier().Actor(id) != nil {
			return true
		}
	}
	return false
}

// settled chooses a layout for what has to stand in one way, such as the figures of a series.
func (o Options) settled(g *graph.Graph) Options {
	switch o.Layout {
	case Auto, Ledger, List:
		o.Layout = Network
	}
	if o.Layout == Network && o.Fit && o.pinned(g) { // a search for short lines has no use for a foreign unit
		o.Layout = Force
	}
	return o
}

func draw(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options) (*drawing, error) {
	var best *drawing
	var tight *tooSmall
	fewest := 0
	if contacts, _ := shown(g); len(contacts) == 0 {
		return nil, errNothing
	}
	opts = opts.settled(g)
	if opts.Layout == Network {
		return drawNetwork(ctx, g, opts)
	}
	for _, a := range opts.attempts() {
		d := newDrawing(g, opts)
		lg := d.layoutGraph()
		if opts.Layout.ranked() {
			lg.NodeSep, lg.RankSep, lg.Aligned, lg.Direction = a.node, a.rank, a.aligned, a.direction
		}
		if err := d.ask(ctx, engine, &lg); err != nil {
			return nil, err
		}
		var err error
		if d.placed, err = layout.Place(ctx, engine, lg); err != nil {
			return nil, err
		}
		if small := d.compose(d.placed); small != nil {
			if tight == nil || small.letters > tight.letters {
				tight = small
			}
			if !opts.Layout.ranked() {
				break // the other ways are for columns
			}
			continue
		}
		if d.placed.Note != "" || !opts.Layout.ranked() {
			return d, nil // too big for a second look, or the layout has looked itself
		}
		n := d.fig.crossings() + d.fig.Legibility().Ends
		if best == nil || n < fewest || n == fewest && d.fig.Scale > best.fig.Scale {
			best, fewest = d, n
		}
		if n == 0 && d.fig.Scale >= opts.Size.enlarged() {
			break
		}
	}
	if best == nil {
		return nil, tight
	}
	return best, nil
}
