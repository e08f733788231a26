package figure

import (
	"cmp"
	"slices"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout/network"
	"relgraph/out/internal/plane"
	"relgraph/sources"
)

// A figure of the way from one actor to another has a title that says so, and is drawn from the one, on the left, to
// the other.

// wayWanted is the last selection of a way that made g.
func wayWanted(g *graph.Graph) (s graph.Selection, is bool) {
	for _, s := range slices.Backward(g.View().Selections) {
		if s.Between != [2]sources.ActorID{} {
			return s, true
		}
	}
	return graph.Selection{}, false
}

// along are the options of a figure of g, if g is a way: its own title, with the dossier's below, and ties as lines
// if the way goes along them.
func (o Options) along(g *graph.Graph) Options {
	s, is := wayWanted(g)
	if !is {
		return o
	}
	voice := cmp.Or(o.Voice, words.Of(g.Dossier()))
	if o.Title == "" {
		o.Subtitle = cmp.Or(o.Subtitle, Title(g.Dossier(), o))
		name := func(id sources.ActorID) string { return words.Short(g.Whole().Dossier(), id) }
		o.Title = voice.Say("figure.title-between", "from", name(s.Between[0]), "to", name(s.Between[1]))
	}
	if s.Links.Ties {
		o.Ties = TiesAsLines
	}
	return o
}

// stubs are how much is seen of a line at either side of its label, in a way: less where the row has no room else.
var stubs = []float64{18, 12}

// layAlong gives the boxes of a way their places: in a row from left to right or, where the page is too narrow for
// that, in steps that go down to the right. Boxes that are not on the way, such as others at a table, are left to the
// layout, and so is all of a roll-up in which the ends of the way have no box of their own.
func (d *drawing) layAlong(diagram *network.Diagram) {
	s, is := wayWanted(d.g)
	if !is || d.sideOf[s.Between[0]] == nil || d.sideOf[s.Between[1]] == nil {
		return
	}
	way, err := d.g.Path(s.Between[0], s.Between[1], s.Links, graph.Shortest)
	if err != nil {
		return
	}
	boxes := []int{slices.Index(d.actors, way.From)}
	for _, step := range way.Steps {
		boxes = append(boxes, slices.Index(d.actors, step.To))
	}
	if slices.Contains(boxes, -1) {
		return
	}
	size := func(n int) network.Size { return diagram.Boxes[boxes[n]].Sizes[0] }
	var row []float64                 // the middles of the boxes
	high, wide, need := 0.0, 0.0, 0.0 // the highest of the boxes with a label, the widest box, the row
	last, page := len(boxes)-1, diagram.Page.Width
	for i, stub := range stubs {
		if i > 0 && (page == 0 || need <= page) {
			break
		}
		row = []float64{size(0).Width / 2}
		for n := 1; n < len(boxes); n++ {
			label := network.Size{}
			for _, l := range diagram.Lines {
				if slices.Contains(l.Ends, boxes[n-1]) && slices.Contains(l.Ends, boxes[n]) && len(l.Labels) > 0 {
					label.Width, label.Height = max(label.Width, l.Labels[0].Width), max(label.Height, l.Labels[0].Height)
				}
			}
			row = append(row, row[n-1]+size(n-1).Width/2+stub+label.Width+stub+size(n).Width/2)
			high = max(high, label.Height+size(n-1).Height/2+size(n).Height/2)
		}
		need = row[last] + size(last).Width/2
	}
	for n := range boxes {
		wide = max(wide, size(n).Width)
	}
	down := 0.0
	if page > 0 && need > page {
		for n := range row {
			row[n] = wide/2 + float64((page-wide)*float64(n))/float64(last)
		}
		down = high + 2*stubs[0]
	}
	for n, b := range boxes {
		diagram.Boxes[b].At = &plane.Point{X: row[n], Y: float64(down * float64(n))}
		diagram.Boxes[b].Sizes = diagram.Boxes[b].Sizes[:1] // the one that the row was measured for
	}
}
