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
	ties    []*graph.Contact         // those that are told in boxes instead of by lines
	all     []*edge                  // the edges that were laid out, also those that a figure of a series does not show
	network *network.Placement       // of a Network layout
	faint   map[sources.ActorID]bool // actors without a line here
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
		w += 1.2 + l.number.width(marks(l.raised))
	}
	if l.chip {
		w = max(w, l.widest(l.below)) + 2*chipX
	}
	return w
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

func newDrawing(g *graph.Graph, opts Options) *drawing {
	opts = opts.along(g)
	d := &drawing{sheet: newSheet(g, opts), sideOf: map[sources.ActorID]*side{}}
	drawn := map[sources.ActorID]bool{}
	var contacts []*graph.Contact
	has := shows(g)
	told := opts.Ties == TiesInWords && opts.changes == nil && d.hasContacts()
	for c := range g.All() {
		switch {
		case has(c) && told && isTie(c):
			d.ties = append(d.ties, c)
		case has(c):
			for _, id := range c.Members {
				drawn[id] = true
			}
			contacts = append(contacts, c)
			d.edges = append(d.edges, d.newEdge(c))
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
func (d *drawing) hasContacts() bool {
	has := shows(d.g)
	for c := range d.g.All() {
		if has(c) && !isTie(c) {
			return true
		}
	}
	return false
}

// newEdge writes the label: what, from which passages; when and how hedged; through whom; who refuses to comment.
func (d *drawing) newEdge(c *graph.Contact) *edge { return d.broken(c, labelWidth, detailWidth) }

// broken is newEdge with the widths at which what and the rest are broken.
func (d *drawing) broken(c *graph.Contact, what, rest float64) *edge {
	e := &edge{Contact: c, line: d.lineOf(d.g.Dossier(), c), unit: d.textStyles.unit}
	switch {
	case d.opts.small:
		numbers := d.citations.Refer(c.Claims, nil)
		e.lines = []labelLine{{textStyle: d.textStyles.detail, raised: numbers, number: d.textStyles.number}}
	case c.IsAffiliation():
		d.say(e, d.textStyles.detail, what, c.Naming().Label(), d.supporting(c), d.theme.Muted)
	default:
		d.say(e, d.textStyles.label, what, c.Naming().Label(), d.supporting(c), d.theme.Ink)
	}
	if !d.opts.small {
		d.say(e, d.textStyles.detail, rest, d.voice.Contacts.WhenAndHedge(c), nil, d.theme.Muted)
		d.sayMore(e, rest, true)
	}
	if d.opts.changes != nil {
		d.showChange(e)
	}
	for _, l := range e.lines {
		e.width = max(e.width, l.width())
		e.height += l.height()
	}
	if e.line.Mark != style.NoMark {
		e.width += float64(markRoom * d.textStyles.unit)
	}
	e.width += 2 * 3
	e.height += 2 * 1.5
	return e
}

// sayMore adds through whom a contact went, in boxes of their own or not, who denies it and who refuses to comment.
func (s *sheet) sayMore(e *edge, width float64, boxed bool) {
	detail := s.textStyles.detail
	d := s.g.Dossier()
	if !boxed && e.Parties().Via() != nil {
		s.say(e, detail, width, s.voice.Say("label.via", "actors",
			s.voice.Actors.Names(d, e.Parties().Via(), words.Short)), nil,
			s.theme.Muted)
	}
	for _, id := range e.Parties().Via() {
		if !boxed {
			break
		}
		says := detail.balance(s.voice.Say("label.via", "actors", s.name(id)), width*s.textStyles.unit)
		e.lines = append(e.lines,
			labelLine{textStyle: detail, text: says[0], below: says[1:], colour: s.theme.Ink, chip: true})
	}
	if boxed && e.Parties().AsTold() != nil { // its lines lead to all of them
		s.say(e, detail, width, s.voice.Say("label.as-told"), nil, s.theme.Muted)
	}
	s.say(e, detail, width, s.voice.Contacts.Met(d, e.Contact, words.Short), nil, s.theme.Muted)
	if !boxed {
		s.say(e, detail, width, s.voice.Evidence.ConfirmedBy(d, e.Contact, words.Short), nil, s.theme.Muted)
	}
	if e.Evidence().Doubted() {
		s.say(e, detail, width, s.voice.Say("label.doubted"), nil, s.theme.Alarm)
	}
	takenBack := e.Evidence().TakenBack()
	for _, cl := range e.Claims {
		ref := s.citations.Refer([]*sources.Claim{cl}, nil)
		switch {
		case takenBack(cl):
		case cl.Stance.Contradicts():
			s.say(e, detail, width, s.voice.Claims.Contradicted(s.g.Dossier(), cl), ref, s.theme.Alarm)
		case cl.Stance == sources.NoComment:
			s.say(e, detail, width, s.voice.Say("label.no-comment", "who", s.voice.Actors.Source(s.g.Dossier(), cl)), ref,
				s.theme.Muted)
		}
	}
}

// say adds text in lines of at most width; the numbers stand at the end of the last.
func (s *sheet) say(e *edge, h textStyle, width float64, text string, raised []reference, colour style.Colour) {
	if text == "" {
		return
	}
	lines := h.balance(inItsOrder(s.voice, text), width*s.textStyles.unit)
	for i, line := range lines {
		l := labelLine{textStyle: h, text: line, colour: colour}
		if i == len(lines)-1 {
			l.raised, l.number = raised, s.textStyles.number
		}
		e.lines = append(e.lines, l)
	}
}

// layoutGraph is the drawing as the layout sees it: boxes of a size, and each contact as one edge with its label.
func (d *drawing) layoutGraph() layout.Graph {
	lg := layout.Graph{NodeSep: 10, Aspect: d.aspect(), Fit: d.opts.Fit}
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

// aspect is the shape of a diagram that fits the page, or that reads well on a page of any size.
func (d *drawing) aspect() float64 {
	const usual, foot = 1.3, 0.72 // foot: what legend, sources and notes usually leave of a page's height
	size := d.opts.Size
	switch {
	case size.Height == 0:
		return usual
	case size.Width > size.Height:
		return 0.68 * size.Width / size.Height // beside
	}
	return min(max(size.Width/(foot*size.Height), 0.2), 5)
}

func (d *drawing) node(id sources.ActorID) layout.Node {
	t := d.text(d.g.Dossier().Actor(id))
	return layout.Node{ID: actorNode(id), Width: t.width, Height: t.height, Group: d.sideOf[id].group}
}

func actorNode(id sources.ActorID) layout.NodeID { return layout.NodeID("actor " + id) }
func wholeLine(e *edge) layout.EdgeID            { return layout.EdgeID("line " + e.ID) }
func junctionNode(e *edge) layout.NodeID         { return layout.NodeID("junction " + e.ID) }
func armOf(e *edge, i int) layout.EdgeID         { return layout.EdgeID(fmt.Sprintf("arm %d of %s", i, e.ID)) }

// largest is how many times larger than usual the name of the actor with the highest value is set.
const largest = 1.8

// nameStyle sets an actor's name, larger for a higher value if the figure is to show one.
func (d *drawing) nameStyle(a *sources.Actor) textStyle {
	h := d.textStyles.name
	if highest := d.opts.Emphasis.highest(); highest > 0 {
		h.size *= 1 + (largest-1)*d.opts.Emphasis.Of[a.ID]/highest
	}
	return h
}

// text is what stands in an actor's box where the layout leaves no choice how it is broken.
func (d *drawing) text(a *sources.Actor) boxText { return d.boxTexts(a)[0] }
