package figure

import (
	"context"
	"slices"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/sources"
)

// Series draws one figure for each slice of g, with every actor and every contact in the place that Draw gives it, so
// that the figures can be laid over each other. Actors without a contact in the slice are faint. Sources have the
// numbers that they have in Draw's figure, and each figure lists those that it cites.
func Series(ctx context.Context, g *graph.Graph, slicesOf []graph.Slice, engine layout.Engine, opts Options) ([]*Figure,
	error) {
	opts = opts.settled(g)
	whole, err := draw(ctx, g, engine, opts)
	if err != nil {
		return nil, err
	}
	var figures []*Figure
	for _, s := range slicesOf {
		d := newDrawing(g, opts)
		d.network = whole.network
		d.cut(s)
		if small := d.compose(whole.placed); small != nil {
			return nil, small
		}
		d.fig.Note = whole.fig.Note
		figures = append(figures, d.fig)
	}
	return figures, nil
}

// cut leaves in the drawing what the slice has.
func (d *drawing) cut(s graph.Slice) {
	d.fig.Title = d.voice.Say("series.title", "title", d.fig.Title, "period", s.Period.Name)
	d.edges = slices.DeleteFunc(d.edges, func(e *edge) bool { return s.Graph.Contact(e.ID) == nil })
	d.boxes.faint = map[sources.ActorID]bool{}
	for _, id := range d.actors {
		d.boxes.faint[id] = true
	}
	var contacts []*graph.Contact
	cited := map[sources.DocumentID]bool{}
	for _, e := range d.edges {
		for _, id := range e.Members {
			d.boxes.faint[id] = false
		}
		contacts = append(contacts, e.Contact)
		for _, id := range e.Evidence().Documents() {
			cited[id] = true
		}
	}
	d.sources.listed = slices.DeleteFunc(slices.Clone(d.sources.listed),
		func(c *Cited) bool { return !cited[c.Document.ID] })
	d.legend.keys = slices.Concat(d.keysOf(contacts), d.legend.ofSides(d.actors, d.sideOf),
		d.legend.ofSizes(d.opts.Emphasis))
	d.remark(readOf(d.g, true), []string{d.lineNote() + " " + d.voice.Say("note.faint")}, d.comeAndGo(s))
	d.notes.remarks = slices.Insert(d.notes.remarks, len(d.notes.remarks)-1,
		d.voice.Say("sentence", "text", d.voice.Selections.Shown(s.Graph)))
}

// comeAndGo names who is new in a slice, and who is no longer in it.
func (d *drawing) comeAndGo(s graph.Slice) []string {
	names := func(ids []sources.ActorID) string { return d.voice.Actors.Names(d.g.Dossier(), ids, words.Short) }
	var notes []string
	if len(s.Come) > 0 {
		notes = append(notes, d.voice.Say("series.new", "actors", names(s.Come)))
	}
	if len(s.Gone) > 0 {
		notes = append(notes, d.voice.Say("series.gone", "actors", names(s.Gone)))
	}
	return notes
}
