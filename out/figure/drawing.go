package figure

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/layout"
	"relgraph/out/style"
	"relgraph/sources"
)

// The hands that a figure is set in.
var (
	titleHand    = hand{15, true}
	subtitleHand = hand{9.5, false}
	groupHand    = hand{9, true}
	nameHand     = hand{9, true}
	roleHand     = hand{7.5, false}
	labelHand    = hand{8, true}
	detailHand   = hand{7.2, false}
	markHand     = hand{6, false} // source numbers, raised
	noteHand     = hand{7.5, false}
	headingHand  = hand{8, true}
)

// The measures of a figure, in points.
const (
	margin      = 14.0
	minWidth    = 480.0 // so that title and sources have room under a small diagram
	nameWidth   = 104.0 // where names are broken
	labelWidth  = 92.0  // where labels are broken
	detailWidth = 104.0
	padX, padY  = 6.0, 4.5
	markRoom    = 10.0 // for the mark before a label
	headLength  = 6.0  // of an arrowhead
	headHalf    = 2.6  // half its width
)

// A drawing is a figure being made.
type drawing struct {
	g      *graph.Graph
	fig    *Figure
	groups []*side
	sideOf map[sources.ActorID]*side
	actors []sources.ActorID // drawn, in the dossier's order
	edges  []*edge
	opts   Options
}

// A side is a group of actors in one frame; the side without a name has none.
type side struct {
	name string
	tint style.Tint
	rank int
}

// An edge is a contact with what stands beside its line.
type edge struct {
	*graph.Contact
	lines         []labelLine
	width, height float64
	line          style.Line

	firstBack, secondBack bool // the engine takes this half of the line the other way round
}

type labelLine struct {
	hand
	text   string
	raised string // source numbers at the end
	colour style.Colour
}

func (l labelLine) width() float64 {
	w := l.hand.width(l.text)
	if l.raised != "" {
		w += 1.2 + markHand.width(l.raised)
	}
	return w
}

func newDrawing(g *graph.Graph, opts Options) *drawing {
	d := &drawing{g: g, opts: opts, fig: &Figure{Citations: Cite(g)}, sideOf: map[sources.ActorID]*side{}}
	drawn := map[sources.ActorID]bool{}
	for c := range g.All() {
		if c.Drawn() {
			drawn[c.From], drawn[c.To] = true, true
			d.edges = append(d.edges, d.newEdge(c))
		}
	}
	byName := map[string]*side{}
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		if !drawn[a.ID] {
			continue
		}
		d.actors = append(d.actors, a.ID)
		name := SideName(a)
		s := byName[name]
		if s == nil {
			s = &side{name: name, tint: style.Neutral}
			if name != "" {
				s.tint = style.Tints(len(d.groups))
				d.groups = append(d.groups, s)
			}
			byName[name] = s
		}
		d.sideOf[a.ID] = s
	}
	return d
}

// newEdge writes the label: what, from which passages; when and how hedged; through whom; who refuses to comment.
func (d *drawing) newEdge(c *graph.Contact) *edge {
	e := &edge{Contact: c, line: style.Of(c.State)}
	supporting := d.supporting(c)
	if c.IsAffiliation() {
		if c.State == graph.SingleOrigin || c.State == graph.Corroborated || c.State == graph.Confirmed {
			e.line = style.Affiliation
		}
		e.say(detailHand, labelWidth, c.Label(), supporting, style.Muted)
	} else {
		e.say(labelHand, labelWidth, c.Label(), supporting, style.Ink)
	}
	e.say(detailHand, detailWidth, WhenAndHedge(c), "", style.Muted)
	d.sayMore(e, detailWidth)
	for _, l := range e.lines {
		e.width = max(e.width, l.width())
		e.height += l.lead()
	}
	if e.line.Mark != style.NoMark {
		e.width += markRoom
	}
	e.width += 2 * 3
	e.height += 2 * 1.5
	return e
}

// supporting are the numbers of the passages that say that the contact took place.
func (d *drawing) supporting(c *graph.Contact) string {
	return d.fig.Citations.Marks(c.Claims, func(cl *sources.Claim) bool { return cl.Stance.Supports() })
}

// sayMore adds through whom a contact went, who denies it and who refuses to comment.
func (d *drawing) sayMore(e *edge, width float64) {
	cite := d.fig.Citations
	if via := e.Via(); len(via) > 0 {
		e.say(detailHand, width, "via "+d.names(via), "", style.Muted)
	}
	for _, cl := range e.Claims {
		switch {
		case cl.Stance.Contradicts():
			e.say(detailHand, width, stanceWord(cl.Stance)+" by "+d.speaker(cl), cite.Mark(cl), style.Alarm)
		case cl.Stance == sources.NoComment:
			e.say(detailHand, width, d.speaker(cl)+": no comment", cite.Mark(cl), style.Muted)
		}
	}
}

// say adds text in lines of at most width; the numbers stand at the end of the last.
func (e *edge) say(h hand, width float64, text, raised string, colour style.Colour) {
	if text == "" {
		return
	}
	lines := h.balance(text, width)
	for i, line := range lines {
		l := labelLine{hand: h, text: line, colour: colour}
		if i == len(lines)-1 {
			l.raised = raised
		}
		e.lines = append(e.lines, l)
	}
}

// WhenAndHedge says when a contact took place and in which words its documents hedge it.
func WhenAndHedge(c *graph.Contact) string {
	var parts []string
	if when := c.When(); when != "" {
		parts = append(parts, when)
	}
	for _, hedge := range c.Hedges() {
		parts = append(parts, "“"+hedge+"”")
	}
	return strings.Join(parts, ", ")
}

func stanceWord(s sources.Stance) string {
	if s == sources.Denies {
		return "denied"
	}
	return "disputed"
}

// speaker names who made a claim: the first of its chain, else its document's publisher.
func (d *drawing) speaker(cl *sources.Claim) string {
	if len(cl.AssertedBy) == 0 {
		if doc := d.g.Dossier().Document(cl.Document); doc != nil {
			return outlet(doc)
		}
		return "no source"
	}
	return speakerName(d.g.Dossier(), cl.AssertedBy[0])
}

func speakerName(dossier *sources.Dossier, sp sources.Speaker) string {
	if a := dossier.Actor(sp.Actor); a != nil {
		return a.Short
	}
	if doc := dossier.Document(sp.Document); doc != nil {
		return outlet(doc)
	}
	return sp.Text
}

func outlet(doc *sources.Document) string {
	if doc.Publisher != "" {
		return doc.Publisher
	}
	return doc.Name()
}

func (d *drawing) names(ids []sources.ActorID) string {
	var names []string
	for _, id := range ids {
		names = append(names, d.name(id))
	}
	return strings.Join(names, ", ")
}

func (d *drawing) name(id sources.ActorID) string {
	if a := d.g.Dossier().Actor(id); a != nil {
		return a.Short
	}
	return string(id)
}

// layoutGraph is the drawing as the layout engine sees it: boxes of a size, and each contact's label as one more box.
//
// The engine puts what a line leaves to the left of what it reaches. So each side becomes a few columns: the actors that have
// contacts with other sides stand in front, towards those others, and the rest behind them by their distance to the front.
func (d *drawing) layoutGraph() layout.Graph {
	lg := layout.Graph{Ordered: true}
	for _, s := range d.groups {
		lg.Groups = append(lg.Groups, layout.Group{ID: layout.GroupID(s.name), Width: groupHand.width(s.name) + 2*padX, Height: groupHand.lead() + 4})
	}
	for _, id := range d.actors {
		w, h := actorSize(d.g.Dossier().Actor(id))
		lg.Nodes = append(lg.Nodes, layout.Node{ID: actorNode(id), Width: w, Height: h, Group: layout.GroupID(d.sideOf[id].name)})
	}
	d.rankSides()
	depth := d.depths()
	for _, e := range d.edges {
		label := layout.Node{ID: labelNode(e), Width: e.width, Height: e.height}
		if d.sideOf[e.From] == d.sideOf[e.To] {
			label.Group = layout.GroupID(d.sideOf[e.From].name)
		}
		lg.Nodes = append(lg.Nodes, label)
		first := layout.Edge{ID: firstHalf(e), From: actorNode(e.From), To: label.ID}
		second := layout.Edge{ID: secondHalf(e), From: label.ID, To: actorNode(e.To)}
		e.firstBack, e.secondBack = d.runsBack(e, depth)
		if e.firstBack {
			first.From, first.To = first.To, first.From
		}
		if e.secondBack {
			second.From, second.To = second.To, second.From
		}
		lg.Edges = append(lg.Edges, first, second)
	}
	return lg
}

func actorNode(id sources.ActorID) layout.NodeID { return layout.NodeID("actor " + id) }
func labelNode(e *edge) layout.NodeID            { return layout.NodeID("label " + e.ID) }
func firstHalf(e *edge) layout.EdgeID            { return layout.EdgeID("first " + e.ID) }
func secondHalf(e *edge) layout.EdgeID           { return layout.EdgeID("second " + e.ID) }

// runsBack tells which halves of a contact's line, from its From to the label and on to its To, the engine is to take the
// other way round. Between two actors of one side that stand equally deep, the label stands behind both.
func (d *drawing) runsBack(e *edge, depth map[sources.ActorID]int) (first, second bool) {
	from, to := d.sideOf[e.From], d.sideOf[e.To]
	if from != to {
		back := from.rank > to.rank
		return back, back
	}
	leftmost := d.bias(from) > 0 // the side looks to the right, so that behind is left
	switch {
	case depth[e.From] == depth[e.To]:
		return leftmost, !leftmost
	case depth[e.From] > depth[e.To]:
		return !leftmost, !leftmost
	}
	return leftmost, leftmost
}

// depths tells how far behind its side's front each actor stands: 0 for those with contacts to other sides. Where nobody has
// any, as in a list without sides, the actor with the most contacts is the front.
func (d *drawing) depths() map[sources.ActorID]int {
	depth := map[sources.ActorID]int{}
	var queue []sources.ActorID
	reach := func(id sources.ActorID, n int) {
		if _, seen := depth[id]; !seen {
			depth[id] = n
			queue = append(queue, id)
		}
	}
	for _, id := range d.actors {
		if d.looksOut(id) {
			reach(id, 0)
		}
	}
	busiest := slices.Clone(d.actors)
	slices.SortStableFunc(busiest, func(a, b sources.ActorID) int { return d.degree(b) - d.degree(a) })
	for _, next := range busiest {
		for ; len(queue) > 0; queue = queue[1:] {
			for c := range d.g.Of(queue[0]) {
				if c.Drawn() {
					reach(c.Other(queue[0]), depth[queue[0]]+1)
				}
			}
		}
		reach(next, 0)
	}
	return depth
}

// degree is how many lines end at an actor.
func (d *drawing) degree(id sources.ActorID) int {
	n := 0
	for c := range d.g.Of(id) {
		if c.Drawn() {
			n++
		}
	}
	return n
}

// looksOut tells whether an actor has a contact with another side.
func (d *drawing) looksOut(id sources.ActorID) bool {
	for c := range d.g.Of(id) {
		if c.Drawn() && d.sideOf[c.From] != d.sideOf[c.To] {
			return true
		}
	}
	return false
}

// bias is positive for a side that stands to the left of those it has contacts with.
func (d *drawing) bias(s *side) int {
	n := 0
	for _, e := range d.edges {
		from, to := d.sideOf[e.From], d.sideOf[e.To]
		switch {
		case from == to:
		case from == s && s.rank < to.rank, to == s && s.rank < from.rank:
			n++
		case from == s, to == s:
			n--
		}
	}
	return n
}

// rankSides orders the sides so that as many claims as possible run forward: the side whose surplus of claims made over
// claims received is largest comes first.
func (d *drawing) rankSides() {
	surplus := map[*side]int{}
	all := slices.Clone(d.groups)
	for _, id := range d.actors {
		if s := d.sideOf[id]; !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, e := range d.edges {
		first := e.Claims[0].Pairs()[0][0] // as the row has it, before the contact's own direction is told
		from, to := d.sideOf[e.From], d.sideOf[e.To]
		if first == e.To {
			from, to = to, from
		}
		if from != to {
			surplus[from] += len(e.Claims)
			surplus[to] -= len(e.Claims)
		}
	}
	slices.SortStableFunc(all, func(a, b *side) int { return surplus[b] - surplus[a] })
	for i, s := range all {
		s.rank = i
	}
}

func actorLines(a *sources.Actor) (name, role []string) {
	return nameHand.balance(a.Short, nameWidth), roleHand.balance(a.Role, nameWidth)
}

func actorSize(a *sources.Actor) (w, h float64) {
	name, role := actorLines(a)
	w = max(nameHand.widest(name), roleHand.widest(role)) + 2*padX
	h = float64(len(name))*nameHand.lead() + float64(len(role))*roleHand.lead() + 2*padY
	return max(w, 40), h
}

// SideName is what an actor is grouped by: his side, else the English name of his country, else "".
func SideName(a *sources.Actor) string {
	if a.Side != "" {
		return a.Side
	}
	return countryName(a.Country)
}

// paragraph says a claim in full: its id, what the document does and how it hedges, the summary, who told whom, and where the
// passage stands.
func (d *drawing) paragraph(cl *sources.Claim) string {
	dossier := d.g.Dossier()
	says := fmt.Sprintf("Claim %s %s", cl.ID, cl.Stance)
	if cl.Modality != sources.Happened {
		says += ", " + cl.Modality.String()
	}
	if cl.Hedge != "" {
		says += ", “" + cl.Hedge + "”"
	}
	if when := cl.Date.Words(); when != "" {
		says += ", " + when
	}
	parts := []string{says + "."}
	if cl.Summary != "" {
		parts = append(parts, cl.Summary)
	}
	var chain []string
	for _, sp := range cl.AssertedBy {
		link := speakerName(dossier, sp)
		switch {
		case sp.Anonymous:
			link += " (anonymous)"
		case sp.OnRecord:
			link += " (on record)"
		}
		chain = append(chain, link)
	}
	if doc := dossier.Document(cl.Document); doc != nil {
		chain = append(chain, outlet(doc))
		parts = append(parts, "Told by: "+strings.Join(chain, " > ")+".")
		where := Describe(doc)
		for _, more := range []string{cl.Locator, doc.URL} {
			if more != "" {
				where += ", " + more
			}
		}
		parts = append(parts, fmt.Sprintf("Source %s: %s", d.fig.Citations.Mark(cl), where))
	}
	return strings.Join(parts, " ")
}

// Sentence says a contact in words, as a screen reader would read it.
func Sentence(d *sources.Dossier, c *graph.Contact, cite *Citations) string {
	name := func(id sources.ActorID) string {
		if a := d.Actor(id); a != nil {
			return a.Name
		}
		return string(id)
	}
	joint := " and "
	if c.Directed {
		joint = " to "
	}
	parts := []string{name(c.From) + joint + name(c.To) + ": " + c.Label()}
	if c.IsAffiliation() {
		parts[0] = name(c.From) + joint + name(c.To) + ": belongs (" + c.Label() + ")"
	} else if kind := strings.ReplaceAll(c.Kind.String(), "-", " "); kind != c.Label() {
		parts[0] += " (" + kind + ")"
	}
	if when := c.When(); when != "" {
		parts = append(parts, when)
	}
	if !c.IsAffiliation() {
		parts = append(parts, c.State.String())
	}
	parts = append(parts, c.Origins.String())
	if marks := cite.Marks(c.Claims, func(*sources.Claim) bool { return true }); marks != "" {
		parts = append(parts, fmt.Sprintf("source %s", strings.ReplaceAll(marks, ",", ", ")))
	}
	return strings.Join(parts, "; ")
}
