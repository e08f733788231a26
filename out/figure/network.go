package figure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"relgraph/graph"
	"relgraph/out/internal/layout/network"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// The network: boxes close together, tinted by side, ties in words in them, each contact one line with its label in it.

// The widths at which texts are broken, one of which the layout takes for each; the first is preferred.
var (
	labelBreaks = []float64{92, 122, 74, 60}
	nameBreaks  = []float64{104, 84, 136}
	againBreaks = []float64{104, 64}       // of names in small boxes
	lineBreaks  = []float64{134, 164, 112} // of lines of a roll-up, which name all who met
)

// summaryShapes are how high the diagram of a roll-up may be for its width: a summary is low, so that it can stand
// above what it sums up. What the search makes of them differs by chance, and it is quick for so few lines, so that
// the lowest is taken.
var summaryShapes = []float64{0.42, 0.5, 0.55, 0.6}

// narrowest is how much narrower a network is drawn than it would be by itself, before another figure is the one to
// take: below, its lines run through labels.
const narrowest = 0.87

// drawNetwork lays the network out. Where a page leaves too little room for it, its fine print is made smaller; where
// only its width is given, the diagram narrower and higher.
func drawNetwork(ctx context.Context, g *graph.Graph, opts Options) (*drawing, error) {
	var tight *tooSmall
	narrow := 1.0
	for _, opts.finer = range []float64{0, 0.15, 0.3} {
		d := newDrawing(g, opts)
		diagram := d.networkDiagram()
		d.layAlong(&diagram)
		if diagram.Page.Height == 0 {
			diagram.Page.Width *= narrow
		}
		if opts.compared {
			const slack = 1.3 // a diagram turns out somewhat smaller than its page
			scale := d.textStyles.smallest() / leastLetters * slack
			diagram.Most = network.Size{Width: diagram.Page.Width * scale, Height: diagram.Page.Height * scale}
		}
		p, err := d.search(ctx, diagram)
		if errors.Is(err, network.ErrTooBig) {
			return nil,
				fmt.Errorf("%w: use --layout ledger, --what matrix, or show fewer (--actor, --since, --kind ...)", err)
		}
		if err != nil {
			return nil, err
		}
		if p.Cramped {
			return nil, &tooSmall{page: d.opts.Size.orA4(), letters: leastLetters * narrowest}
		}
		d.network, d.smallest = &p, d.textStyles.smallest()
		if p.Faults.Through+p.Faults.Overlaps > 0 {
			d.placed.Note = "too dense: some lines or labels are in each other's way"
		}
		if tight = d.compose(d.placed); tight == nil {
			if d.voice.RightToLeft() || d.rightToLeft {
				d.fig.mirror()
			}
			return d, nil
		}
		if narrow *= 0.97 * tight.letters / leastLetters; narrow < narrowest {
			break
		}
	}
	return nil, tight
}

// networkDiagram is the drawing as the layout sees it.
func (d *drawing) networkDiagram() network.Diagram {
	diagram := network.Diagram{Page: d.room(), Quick: d.opts.Draft != nil}
	if size := d.opts.Size; size.Width > 0 {
		diagram.Onto = network.Size{Width: size.Width - 2*margin, Height: diagram.Page.Height}
	}
	number := map[sources.ActorID]int{}
	sides := map[*side]int{}
	for i, id := range d.actors {
		number[id] = i
		s := d.sideOf[id]
		if _, known := sides[s]; !known {
			sides[s] = len(sides)
		}
		box := network.Box{Group: sides[s]}
		if s.name == "" {
			box.Group = -1
		}
		if at, given := d.opts.placeOf(id); given {
			box.At = &at
		}
		for _, text := range d.boxes.texts(d.g.Dossier().Actor(id)) {
			box.Sizes = append(box.Sizes, network.Size{Width: text.width, Height: text.height})
		}
		for _, text := range d.boxes.again(id) {
			box.Again = append(box.Again, network.Size{Width: text.width, Height: text.height})
		}
		diagram.Boxes = append(diagram.Boxes, box)
	}
	for _, e := range d.edges {
		var line network.Line
		for _, id := range e.Members {
			line.Ends = append(line.Ends, number[id])
		}
		for _, way := range d.labels.ways(e) {
			line.Labels = append(line.Labels, way.sized())
		}
		diagram.Lines = append(diagram.Lines, line)
	}
	return diagram
}

// room is what the page leaves for the diagram: all of it beside or above legend, sources and notes.
func (d *drawing) room() network.Size {
	size := d.opts.Size.orA4()
	inner := size.Width - 2*margin
	if size.Height == 0 { // as narrow as its letters may become small
		return network.Size{Width: inner * d.textStyles.smallest() / leastLetters * 0.96}
	}
	top := d.title(nil, size.Width) + 8
	usual := usualSheet(d)
	foot := usual.apparatus(nil, Point{}, inner)
	if d.opts.Size.Height > 0 { // a note on what stands out has room there
		foot += d.textStyles.note.lead()
	}
	room := network.Size{Width: inner, Height: size.Height - margin - top - 12 - foot}
	if size.Width > size.Height {
		if p := usual.beside(size, inner, 1, top); p.measure > 0 {
			left := network.Size{Width: p.apparatus.X - margin - besideGutter, Height: size.Height - margin - top}
			if left.Width*left.Height > room.Width*room.Height {
				room = left
			}
		}
	}
	room.Height = max(room.Height, inner/4)
	return room
}

// usualSheet is the sheet with its sources in the dossier's order and without the note on what stands out, so that
// boxes are in the same places whatever the numbers are and whatever is highlighted.
func usualSheet(d *drawing) *sheet {
	of := *d.sheet
	order := map[sources.DocumentID]int{}
	for i := range d.g.Whole().Dossier().Documents {
		order[d.g.Whole().Dossier().Documents[i].ID] = i
	}
	of.sources.listed = slices.Clone(d.sheet.sources.listed)
	slices.SortStableFunc(of.sources.listed, func(a, b *Cited) int {
		return cmp.Compare(order[a.Document.ID], order[b.Document.ID])
	})
	says := d.voice.Say("sentence", "text", d.opts.Highlight.in(d.voice, d.g))
	of.notes.remarks = slices.DeleteFunc(slices.Clone(d.notes.remarks), func(r string) bool { return r == says })
	return &of
}

// search lays the diagram out; of a roll-up, in the lowest way that has the fewest faults.
func (d *drawing) search(ctx context.Context, diagram network.Diagram) (network.Placement, error) {
	if !d.g.View().Lifted() || len(diagram.Lines) > mostSummary || d.opts.pinned(d.g) || diagram.Quick {
		return network.Place(ctx, diagram)
	}
	var best network.Placement
	faults := func(p network.Placement) int {
		return p.Faults.Through + p.Faults.Overlaps + p.Faults.Crossings + p.Faults.Close
	}
	page := diagram.Page
	for i, shape := range summaryShapes {
		diagram.Page = page
		if height := shape * page.Width; page.Height == 0 || page.Height > height {
			diagram.Page.Height = height
		}
		p, err := network.Place(ctx, diagram)
		if err != nil {
			return p, err
		}
		if i == 0 || cmp.Or(cmp.Compare(faults(p), faults(best)), cmp.Compare(p.Height, best.Height)) < 0 {
			best = p
		}
	}
	return best, nil
}

// mostSummary is how many lines a roll-up has at most for its shapes to be tried.
const mostSummary = 20

// sized is the label as the layout sees it: where its lines have letters.
func (e *edge) sized() network.Label {
	label := network.Label{Size: network.Size{Width: e.width, Height: e.height}}
	y := labelPadY
	for i, l := range e.lines {
		left := labelPadX
		if i > 0 {
			left += e.markRoom()
		}
		label.Rows = append(label.Rows, network.Rect{Left: left, Top: y, Right: labelPadX + e.markRoom() + l.width(),
			Bottom: y + l.height()})
		y += l.height()
	}
	return label
}

// What stands free around the letters of a label.
const labelPadX, labelPadY = 3.0, 1.5

// markRoom is the room for the mark before the label.
func (e *edge) markRoom() float64 {
	if e.line.Mark == style.NoMark || len(e.lines) == 0 {
		return 0
	}
	return float64(markRoom * e.unit)
}

// takeNetwork takes over where the layout has put things.
func (d *drawing) takeNetwork() {
	for i, id := range d.actors {
		a := d.g.Dossier().Actor(id)
		placed := d.network.Boxes[i]
		box := Box{placed.Left, placed.Top, placed.Right - placed.Left, placed.Bottom - placed.Top}
		d.fig.Actors = append(d.fig.Actors, d.boxes.draw(a, box, d.boxes.texts(a)[placed.Way]))
	}
	takeAgain(d)
	for i, e := range d.all {
		placed := d.network.Lines[i]
		if !slices.Contains(d.edges, e) {
			continue // not in this figure of a series
		}
		way := d.labels.ways(e)[placed.Way]
		var pieces [][]Point
		for k, part := range placed.Parts {
			piece := slices.Clone(part)
			if k > 0 && gathers(e.Contact) {
				piece = reversed(piece) // it arrives at its box
			}
			pieces = append(pieces, piece)
		}
		label := Box{placed.Label.Left, placed.Label.Top, placed.Label.Right - placed.Label.Left,
			placed.Label.Bottom - placed.Label.Top}
		d.fig.Edges = append(d.fig.Edges, d.edge(way, pieces, label))
	}
}

// takeAgain draws the small boxes of actors that stand in the diagram once more.
func takeAgain(d *drawing) {
	times := map[sources.ActorID]int{}
	for _, placed := range d.network.Again {
		id := d.actors[placed.Of]
		a := d.g.Dossier().Actor(id)
		times[id]++
		box := Box{placed.Left, placed.Top, placed.Right - placed.Left, placed.Bottom - placed.Top}
		small := d.boxes.draw(a, box, d.boxes.again(id)[placed.Way])
		small.ID, small.Class, small.Again = fmt.Sprintf("%s--%d", small.ID, times[id]+1), "actor again", true
		d.fig.Actors = append(d.fig.Actors, small)
	}
	if len(times) > 0 {
		d.legend.keys = append(d.legend.keys, key{text: d.voice.Say("legend.again")})
	}
}

// gathers tells whether the parts of a contact's line lead from its boxes to its label.
func gathers(c *graph.Contact) bool { return c.Parties().IsRound() || c.From == c.To }
