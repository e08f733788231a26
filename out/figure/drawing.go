package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/layout/network"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// The measures of a figure, in points. Those with a word for text are for the text of the report theme.
const (
	margin      = 14.0
	minWidth    = 480.0 // so that title and sources have room under a small diagram
	nameWidth   = 104.0 // where names are broken
	labelWidth  = 92.0  // where labels are broken
	detailWidth = 104.0
	padX, padY  = 6.0, 4.5
	markRoom    = 10.0 // for the mark before a label
	headLength  = 6.0  // of an arrowhead
	headLeast   = 3.0  // of one on a line that is hardly longer
	headShare   = 0.65 // of a short line that its arrowhead takes
	headHalf    = 2.6  // half its width
)

// A drawing is a diagram being made.
type drawing struct {
	*sheet
	groups  []*side
	sideOf  map[sources.ActorID]*side
	actors  []sources.ActorID // drawn, in the dossier's order
	edges   []*edge
	placed  layout.Placement
	ties    []*graph.Contact   // those that are told in boxes instead of by lines
	all     []*edge            // the edges that were laid out, also those that a figure of a series does not show
	network *network.Placement // of a Network layout
	labels  labels
	boxes   boxes
}

// A side is a group of actors of one tint, which layouts keep together. The side without a name is none, nor is one
// that a roll-up shows as one actor.
type side struct {
	name  string
	group layout.GroupID // "" for none
	tint  style.Tint
}

// An edge is a contact with what stands beside its line.
type edge struct {
	*graph.Contact
	lines         []labelLine
	width, height float64
	line          style.Line
	unit          float64 // of its text
}

// A labelLine is one line of a label.
type labelLine struct {
	textStyle
	text   string
	raised []reference // source numbers at the end
	number textStyle   // in which these are set
	colour style.Colour
	chip   bool           // in a box of its own, as an actor on the way
	below  []string       // what stands below text in that box
	tie    *graph.Contact // that it tells, or nil
}

// What a chip's box adds around its text.
const chipX, chipY = 4.0, 2.0

func (l labelLine) width() float64 {
	w := l.textStyle.width(l.text)
	if len(l.raised) > 0 {
		w += 1.2 + l.number.width(nominal(l.raised, l.number.digits))
	}
	if l.chip {
		w = max(w, l.widest(l.below)) + 2*chipX
	}
	return w
}

// manyNumbers is how many times a label's width its numbers may be long before they go on below.
const manyNumbers = 1.5

// numbered is the line with source numbers, and lines below it with those that are too many for a label of that width.
func (l labelLine) numbered(raised []reference, width float64, number textStyle) []labelLine {
	wide := func(list []reference) float64 { return number.width(nominal(list, number.digits) + ",") }
	var lines []labelLine
	l.number = number
	for _, group := range grouped(raised, manyNumbers*width, manyNumbers*width, wide) {
		line := l
		line.raised = group
		if len(lines) > 0 {
			line.text = ""
		}
		lines = append(lines, line)
	}
	return lines
}

func (l labelLine) height() float64 {
	if l.chip {
		return float64(l.lead()*float64(1+len(l.below))) + 2*chipY
	}
	return l.lead()
}

func marks(list []reference) string {
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = r.Mark
	}
	return strings.Join(words, ",")
}

// nominal stands for source numbers of so many digits where room is made for them: as wide whatever the numbers and
// letters are, so that a figure has the same places in whichever order its sources are numbered.
func nominal(list []reference, digits int) string {
	words := make([]string, len(list))
	for i, r := range list {
		letters := len(strings.TrimLeft(r.Mark, "0123456789"))
		words[i] = strings.Repeat("0", digits) + strings.Repeat("a", letters)
	}
	return strings.Join(words, ",")
}

func newDrawing(g *graph.Graph, opts Options) *drawing {
	opts = opts.along(g)
	s := newSheet(g, opts)
	d := &drawing{sheet: s, sideOf: map[sources.ActorID]*side{}}
	d.labels = labels{s.look, s.prose, opts.small, opts.changes}
	d.boxes = boxes{look: s.look, prose: s.prose, emphasis: opts.Emphasis, small: opts.small,
		single: opts.small || opts.Draft != nil || opts.pinned(g), sideOf: d.sideOf,
		facts: facts{look: s.look, prose: s.prose, boxed: d.stands}}
	drawn := map[sources.ActorID]bool{}
	var contacts []*graph.Contact
	has := shows(g)
	told := opts.Ties == TiesInWords && opts.changes == nil && hasContacts(g)
	for c := range g.All() {
		switch {
		case has(c) && told && isTie(c):
			d.ties = append(d.ties, c)
		case has(c):
			for _, id := range c.Members {
				drawn[id] = true
			}
			contacts = append(contacts, c)
			d.edges = append(d.edges, d.labels.of(c))
		}
	}
	d.all = slices.Clone(d.edges)
	tints := Tints(g, d.theme)
	byName := map[string]*side{}
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		if !drawn[a.ID] {
			continue
		}
		d.actors = append(d.actors, a.ID)
		name := words.Side(a)
		s := byName[name]
		if s == nil {
			s = &side{name: name, tint: d.theme.Neutral()}
			if name != "" {
				s.tint = tints[name]
			}
			if name != "" && !standsForOthers(d.g, a) {
				s.group = layout.GroupID(name)
				d.groups = append(d.groups, s)
			}
			byName[name] = s
		}
		d.sideOf[a.ID] = s
	}
	d.remark(readOf(d.g, true), []string{d.lineNote()}, d.notDrawn())
	d.boxes.facts.ties = d.ties
	d.notes.loose = looseTies(d.ties, d.stands)
	d.legend.keys = slices.Concat(d.keysOf(contacts), d.legend.ofSides(d.actors, d.sideOf),
		d.legend.ofSizes(d.opts.Emphasis))
	if d.opts.changes != nil {
		d.legend.keys = append(d.changeKeys(contacts), d.legend.ofSides(d.actors, d.sideOf)...)
		d.remark(readOf(d.g, true), []string{d.lineNote() + " " + d.voice.Say("note.changes")}, d.notDrawn())
	}
	return d
}

// standsForOthers tells whether a is a side or country that a roll-up shows in place of its actors.
func standsForOthers(g *graph.Graph, a *sources.Actor) bool {
	return g.Whole().Dossier().Actor(a.ID) == nil
}

// isTie tells whether c is drawn as an affiliation: one that nobody contradicts.
func isTie(c *graph.Contact) bool {
	return c.IsAffiliation() && (c.State == graph.SingleOrigin || c.State == graph.ReportedTwice ||
		c.State == graph.Corroborated || c.State.Confirmed())
}

// stands tells whether an actor has a box.
func (d *drawing) stands(id sources.ActorID) bool { return d.sideOf[id] != nil }

// hasContacts tells whether anything but ties is drawn.
func hasContacts(g *graph.Graph) bool {
	has := shows(g)
	for c := range g.All() {
		if has(c) && !isTie(c) {
			return true
		}
	}
	return false
}

// layoutGraph is the drawing as the layout sees it: boxes of a size, and each contact as one edge with its label.
func (d *drawing) layoutGraph() layout.Graph {
	lg := layout.Graph{NodeSep: 10, Aspect: d.opts.Size.aspect(), Fit: d.opts.Fit}
	switch d.opts.Layout {
	case Radial:
		lg.Method = layout.Radial
	case Force:
		lg.Method = layout.Force
	}
	if d.sideOf[d.opts.Centre] != nil {
		lg.Centre = actorNode(d.opts.Centre)
	} else if slices.ContainsFunc(d.edges, func(e *edge) bool { return e.Parties().IsRound() }) {
		// else it could be a junction
		lg.Centre = actorNode(busiest(d.actors, d.edges))
	}
	if lg.Method == layout.Force { // which then keeps sides together
		for _, s := range d.groups {
			lg.Groups = append(lg.Groups, layout.Group{ID: s.group})
		}
	}
	for _, id := range d.actors {
		node := d.node(id)
		if lg.Method != layout.Force {
			node.Group = ""
		}
		if at, pinned := d.opts.Places[id]; pinned {
			node.At = &at
		}
		lg.Nodes = append(lg.Nodes, node)
	}
	for _, e := range d.edges {
		if e.Parties().IsRound() {
			addJunction(&lg, e)
			continue
		}
		lg.Edges = append(lg.Edges, layout.Edge{ID: wholeLine(e), From: actorNode(e.From), To: actorNode(e.To),
			LabelWidth: e.width, LabelHeight: e.height})
	}
	return lg
}

// addJunction adds a round's label as a box of its own, which a line leads to from whoever acts first, and from which one
// leads to each of the others.
func addJunction(lg *layout.Graph, e *edge) {
	meet := junctionNode(e)
	lg.Nodes = append(lg.Nodes, layout.Node{ID: meet, Width: e.width, Height: e.height})
	for i, id := range e.Members {
		arm := layout.Edge{ID: armOf(e, i), From: meet, To: actorNode(id)}
		if i == 0 {
			arm.From, arm.To = arm.To, arm.From
		}
		lg.Edges = append(lg.Edges, arm)
	}
}

// busiest is the actor with the most lines, the first of them.
func busiest(actors []sources.ActorID, edges []*edge) sources.ActorID {
	lines := map[sources.ActorID]int{}
	for _, e := range edges {
		for _, id := range e.Members {
			lines[id]++
		}
	}
	busiest := actors[0]
	for _, id := range actors {
		if lines[id] > lines[busiest] {
			busiest = id
		}
	}
	return busiest
}

// ask has a program of Graphviz's say where actors stand, if the layout is one of these and no places are given.
func (d *drawing) ask(ctx context.Context, engine layout.Engine, lg *layout.Graph) error {
	program := d.opts.Layout.program()
	if program == "" || d.opts.pinned(d.g) {
		return nil
	}
	spots, err := layout.Spots(ctx, engine, program, *lg)
	if err != nil {
		return err
	}
	lg.Fit = true // which finds the scale without a word about it
	for i := range lg.Nodes {
		lg.Nodes[i].At = &spots[i]
	}
	return nil
}

// aspect is the shape, width by height, of a diagram that fits the page, or that reads well on a page of any size.
func (s Size) aspect() float64 {
	const usual, foot = 1.3, 0.72 // foot: what legend, sources and notes usually leave of a page's height
	switch {
	case s.Height == 0:
		return usual
	case s.Width > s.Height:
		return 0.68 * s.Width / s.Height // beside
	}
	return min(max(s.Width/(foot*s.Height), 0.2), 5)
}

func (d *drawing) node(id sources.ActorID) layout.Node {
	t := d.boxes.texts(d.g.Dossier().Actor(id))[0]
	return layout.Node{ID: actorNode(id), Width: t.width, Height: t.height, Group: d.sideOf[id].group}
}

func actorNode(id sources.ActorID) layout.NodeID { return layout.NodeID("actor " + id) }
func wholeLine(e *edge) layout.EdgeID            { return layout.EdgeID("line " + e.ID) }
func junctionNode(e *edge) layout.NodeID         { return layout.NodeID("junction " + e.ID) }
func armOf(e *edge, i int) layout.EdgeID         { return layout.EdgeID(fmt.Sprintf("arm %d of %s", i, e.ID)) }
