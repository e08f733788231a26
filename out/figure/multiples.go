package figure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/sources"
)

// smallText is how much smaller than the theme says text is set in small diagrams, of which several stand on a page.
const smallText = 0.75

// panelPad stands around a small diagram, in points.
const panelPad = 5.0

// Multiples draws, on one page, a small diagram for each slice of g, with every actor in one place in all of them, and
// below a list that tells each contact in full. A line of a diagram has the numbers of its sources, which stand in the
// list again. What one page does not hold goes on in Figure.More. Without a size, the page is as wide as A4 and as high
// as it needs to be, or A4 in as many pages where its letters could not be read if it were printed on one.
func Multiples(ctx context.Context, g *graph.Graph, slicesOf []graph.Slice, engine layout.Engine,
	opts Options) (*Figure, error) {
	if opts.Size.Width == 0 {
		opts.Size = Size{Width: a4Width}
		f, err := multiples(ctx, g, slicesOf, engine, opts, 1)
		if err != nil || f.Measured(Size{}).Letters >= leastLetters {
			return f, err
		}
		opts.Size.Height = a4Height
	}
	var first *Figure
	for _, unit := range multiplesUnits(opts.Size) {
		f, err := multiples(ctx, g, slicesOf, engine, opts, unit)
		if err != nil || len(f.More) == 0 {
			return f, err
		}
		first = cmp.Or(first, f)
	}
	return first, nil
}

// multiplesUnits are the sizes of text that a page is tried with, of which the first counts that needs one page, else
// the first of all. With the last letters are as small as they may be.
func multiplesUnits(size Size) []float64 {
	least := math.Ceil(100*leastLetters/registerLeast) / 100
	switch {
	case size.Width < 130*mm:
		return []float64{least}
	case size.Height == 0:
		return []float64{1}
	}
	return []float64{1, 0.92, least}
}

// multiples draws small diagrams on pages of the size that is asked for.
func multiples(ctx context.Context, g *graph.Graph, slicesOf []graph.Slice, engine layout.Engine, opts Options,
	unit float64) (*Figure, error) {
	width, _, m := opts.Size.sheetOf()
	format := formatOf(width-2*m, unit)
	format.paper, format.margin, format.columns = Size{Width: width, Height: opts.Size.Height}, m, 1
	p := &matrixSheet{formattedSheet: newFormattedSheet(g, opts, format), number: map[sources.ActorID]int{},
		cells: map[cellAt][]*graph.Contact{}}
	if len(p.contacts) == 0 {
		return nil, errNothing
	}
	p.sort()
	rank := datesOf(p.contacts)
	order := map[*graph.Contact]int{}
	for i, c := range p.contacts {
		order[c] = rank[i]
	}
	slices.SortStableFunc(p.contacts, func(a, b *graph.Contact) int { return cmp.Compare(order[a], order[b]) })
	p.legend.keys = append(p.keysOf(p.contacts), p.legend.ofSides(p.actors, p.sideOf)...)
	p.notes.loose, p.notes.heading, p.unnumbered = p.ties, p.voice.Say("multiples.also"), true
	note := p.lineNote() + " " + p.voice.Say("multiples.note") + " " + p.voice.Say("note.faint")
	p.remark(readOf(p.g, true), []string{note}, p.notDrawn())
	p.says = p.voice.Say("multiples.says", "panels", len(slicesOf), "contacts", len(p.contacts), "actors", len(p.actors))
	small, err := (&smallDiagrams{p, g, slicesOf, opts}).draw(ctx, engine)
	if err != nil {
		return nil, err
	}
	var blocks []block
	for row := range slices.Chunk(small.panels, small.columns) {
		blocks = append(blocks, beside(row, (format.width+columnApart)/float64(small.columns)))
	}
	f := p.pages(func(_, _ float64) []block { return blocks })
	f.Note = small.note
	return f, nil
}

// drawnPanels are small diagrams, how many of them stand side by side, and what there is to say of how they came out.
type drawnPanels struct {
	panels  []block
	columns int
	note    string
}

// beside puts panels beside each other, each that far from the last.
func beside(panels []block, apart float64) block {
	var row block
	for i, b := range panels {
		b.part.move(1, Point{X: float64(float64(i) * apart)})
		row.part.Parts = append(row.part.Parts, b.part)
		row.height = max(row.height, b.height)
	}
	return row
}

// smallDiagrams are those of a page, one a slice, alike in where actors stand.
type smallDiagrams struct {
	*matrixSheet
	g      *graph.Graph
	slices []graph.Slice
	opts   Options
}

// draw draws the diagrams, as many side by side as the width has room for with letters that can be read.
func (m *smallDiagrams) draw(ctx context.Context, engine layout.Engine) (best drawnPanels, err error) {
	opts := &m.opts
	opts.small, opts.Layout, opts.Ties, opts.Title = true, Network, TiesInWords, ""
	room := math.Inf(1)
	if m.format.paper.Height > 0 {
		room = m.format.paper.Height - 2*m.format.margin - m.headHeight(true) - 10
	}
	var tight error
	least := 0.0
	for columns := min(3, len(m.slices)); columns >= 1; columns-- {
		width := (m.format.width-float64(columns-1)*columnApart)/float64(columns) - 2*panelPad
		opts.Size = Size{Width: width + 2*margin}
		whole, err := draw(ctx, m.g, engine, *opts)
		switch {
		case errors.Is(err, ErrTooSmall):
			tight = err
			continue
		case err != nil:
			return drawnPanels{}, err
		case whole.fig.Note != "" && columns > 1:
			continue // its lines are in each other's way
		}
		rows := float64((len(m.slices) + columns - 1) / columns)
		head := m.textStyles.name.lead() + 2*panelPad + 12
		scale := min(1, width/whole.network.Width)
		if fits := (room/rows - head) / whole.network.Height; fits < scale && fits*registerLeast >= leastLetters {
			scale = fits
		}
		if scale*registerLeast < leastLetters && columns > 1 {
			continue
		}
		height := rows * (float64(whole.network.Height*scale) + head)
		if height > room {
			height += room // on a second page
		}
		if best.panels != nil && height >= least {
			continue
		}
		best, least = drawnPanels{columns: columns, note: whole.fig.Note}, height
		for _, s := range m.slices {
			best.panels = append(best.panels, m.panel(s, whole, width, scale))
		}
	}
	if best.panels == nil {
		return drawnPanels{}, tight
	}
	return best, nil
}

// panel draws the small diagram of a slice in a frame with its heading.
func (m *smallDiagrams) panel(s graph.Slice, whole *drawing, width, scale float64) block {
	d := newDrawing(m.g, m.opts)
	d.network = whole.network
	d.cut(s)
	d.takeNetwork()
	h, u := m.textStyles.name, m.format.unit
	b := block{part: Part{Class: "panel", Name: s.Period.Name}}
	base := panelPad + float64(h.size*ascent)
	b.part.Texts = append(b.part.Texts, h.text(panelPad, base, s.Period.Name, m.theme.Ink))
	about := m.voice.Count(len(d.edges), words.Contacts)
	b.part.Texts = append(b.part.Texts, m.textStyles.detail.text(panelPad+h.width(s.Period.Name)+float64(5*u), base,
		about, m.theme.Muted))
	top := panelPad + h.lead() + float64(3*u)
	d.fig.move(scale, Point{X: panelPad + (width-float64(d.network.Width*scale))/2, Y: top})
	for _, e := range d.fig.Edges { // the list names them, and has their ids
		e.Part.ID, e.Part.Class, e.Part.Stop, e.Part.About = "", "line", false, ""
		b.part.Parts = append(b.part.Parts, e.Part)
	}
	for _, a := range d.fig.Actors {
		a.Part.ID = fmt.Sprintf("%s--%s", a.Part.ID, idOf(s.Period.Name))
		b.part.Parts = append(b.part.Parts, a.Part)
	}
	b.height = top + float64(d.network.Height*scale) + panelPad
	frame := Shape{Box: Box{0, 0, width + 2*panelPad, b.height}, Radius: 3, Stroke: m.theme.Border, Width: 0.5}
	b.part.Shapes = append([]Shape{frame}, b.part.Shapes...)
	b.height += float64(6 * u)
	return b
}

// idOf is a period's name as a part of an id.
func idOf(name string) string {
	out := []rune(name)
	for i, r := range out {
		if r <= ' ' || r == '"' || r == '#' {
			out[i] = '-'
		}
	}
	return string(out)
}
