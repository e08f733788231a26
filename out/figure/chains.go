package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A chainDrawing is a figure of who told whom being made.
type chainDrawing struct {
	*sheet
	reporting *graph.Reporting
	narrow    bool // boxes and labels are, for a page that has no room for wider ones
	boxes     []*sourceBox
	relays    []*relayLine
}

// A sourceBox is a source with what stands in its box.
type sourceBox struct {
	*graph.Source
	index         int
	id            string // of the dossier's row, for the first source that has it
	lines         []labelLine
	width, height float64
	box           Box
}

// A relayLine is the line from one source to another, with its label.
type relayLine struct {
	*graph.Relay
	from, to      *sourceBox
	lines         []labelLine
	line          style.Line
	width, height float64
	pieces        [][]Point
	label         Box
}

// Chains draws how the claims about contacts came about: who told whom, from where the information begins on the left
// to the documents that were read on the right. Contacts must be of g; all of g's if there are none.
func Chains(ctx context.Context, g *graph.Graph, contacts []*graph.Contact, engine layout.Engine,
	opts Options) (*Figure, error) {
	whole := len(contacts) == 0
	if whole {
		contacts = slices.Collect(g.All())
	}
	if len(contacts) == 0 {
		return nil, errNothing
	}
	var best *Figure
	var tight *tooSmall
	fewest := 0
	for _, narrow := range []bool{false, true} {
		for _, a := range opts.attempts() {
			d := newChains(g, contacts, whole, narrow, opts)
			lg := d.layoutGraph()
			lg.NodeSep, lg.RankSep, lg.Direction = a.node, a.rank, a.direction
			if narrow {
				lg.RankSep = min(a.rank, narrowRank)
			}
			placed, err := layout.Place(ctx, engine, lg)
			if err != nil {
				return nil, err
			}
			if small := d.compose(placed); small != nil {
				if tight == nil || small.letters > tight.letters {
					tight = small
				}
				continue
			}
			n := d.crossings()
			if best == nil || n < fewest || n == fewest && d.fig.Scale > best.Scale {
				best, fewest = d.fig, n
			}
			if placed.Note != "" || n == 0 && d.fig.Scale >= opts.Size.enlarged() {
				break
			}
		}
		if best != nil {
			return best, nil
		}
	}
	return nil, tight
}

// The measures of a narrow figure of chains: how wide its boxes are, in names' widths, and how far apart its ranks.
const narrowBox, narrowRank = 0.64, 7.0

func newChains(g *graph.Graph, contacts []*graph.Contact, whole, narrow bool, opts Options) *chainDrawing {
	d := &chainDrawing{narrow: narrow, sheet: newSheet(g, opts), reporting: graph.ReportingOf(contacts)}
	d.fig.Title, d.about = d.heading(contacts, whole)
	d.remark(d.met(), []string{d.voice.Say("chains.note")})
	d.listOnly(d.reporting)
	boxes, named := map[*graph.Source]*sourceBox{}, map[string]bool{}
	for i, v := range d.reporting.Sources {
		b := d.sourceBox(v)
		b.index = i
		if id := b.rowID(); !named[id] {
			b.id, named[id] = id, id != ""
		}
		boxes[v] = b
		d.boxes = append(d.boxes, b)
	}
	for _, t := range d.reporting.Relays {
		d.relays = append(d.relays, d.relayLine(t, boxes[t.From], boxes[t.To]))
	}
	d.legend.keys = d.chainKeys()
	return d
}

// met are the texts of the dossier's that stand in the boxes.
func (d *chainDrawing) met() []string {
	var texts []string
	for _, v := range d.reporting.Sources {
		texts = append(texts, d.says(v))
		if a := d.g.Dossier().Actor(v.Speaker.Actor); a != nil {
			texts = append(texts, a.Role)
		}
	}
	return texts
}

// listOnly keeps to the sources and passages that the figure cites, under the numbers that they have in the figure of
// all contacts.
func (d *chainDrawing) listOnly(r *graph.Reporting) {
	var list []*Cited
	for _, c := range d.sources.listed {
		if i := slices.IndexFunc(r.Sources, func(v *graph.Source) bool { return v.Document == c.Document.ID }); i >= 0 {
			list = append(list, c.Only(r.Sources[i].Claims))
		}
	}
	d.sources.listed = list
}

// heading names the figure: all that is reported, or one contact with its documents and origins.
func (d *chainDrawing) heading(contacts []*graph.Contact, whole bool) (title, about string) {
	title, about = d.voice.Say("chains.title", "title", Title(d.g.Dossier(), d.opts)), d.opts.Subtitle
	if whole || len(contacts) != 1 {
		return title, about
	}
	c := contacts[0]
	title = d.voice.Say("chains.title-of-one", "parties", d.voice.Contacts.Parties(d.g.Dossier(), c, words.Short),
		"what", c.Naming().Label())
	if d.opts.Title != "" {
		title = d.opts.Title
	}
	if about == "" {
		about = d.voice.Facts(d.voice.Count(len(c.Evidence().Documents()), words.Documents),
			d.voice.Evidence.Origins(c.Origins))
		if when := d.voice.Contacts.WhenAndHedge(c); when != "" {
			about = d.voice.Semicolons(when, about)
		}
	}
	return title, about
}

// sourceBox writes what stands in the box of a source.
func (d *chainDrawing) sourceBox(v *graph.Source) *sourceBox {
	b := &sourceBox{Source: v}
	width := nameWidth * 1.15 * d.textStyles.unit
	if d.narrow {
		width = nameWidth * narrowBox * d.textStyles.unit
	}
	say := func(h textStyle, text string, colour style.Colour, raised []reference) {
		lines := h.balance(text, width)
		for i, line := range lines {
			l := labelLine{textStyle: h, text: line, colour: colour}
			if i == len(lines)-1 {
				l.raised, l.number = raised, d.textStyles.number
			}
			b.lines = append(b.lines, l)
		}
	}
	name, role, muted := d.textStyles.name, d.textStyles.role, d.theme.Muted
	if doc := d.g.Dossier().Document(v.Document); doc != nil {
		var number []reference
		if cited := d.citations.Of(doc.ID); cited != nil {
			number = []reference{{Mark: fmt.Sprint(cited.Number), Link: "#" + cited.ID()}}
		}
		say(name, words.Outlet(doc), d.theme.Ink, number)
		say(role, d.voice.Documents.Published(doc), muted, nil)
	} else {
		say(name, d.voice.Actors.Voicing(d.g.Dossier(), v.Speaker, words.Short), d.theme.Ink, nil)
		if a := d.g.Dossier().Actor(v.Speaker.Actor); a != nil {
			say(role, a.Role, muted, nil)
		}
		switch {
		case v.Speaker.Anonymous:
			say(role, d.voice.Say("chains.anonymous"), muted, nil)
		case v.Speaker.OnRecord:
			say(role, d.voice.Say("chains.on-record"), muted, nil)
		}
	}
	if n := d.own(v); n > 0 {
		say(role, d.voice.Say("chains.own-claims", "n", n), muted, nil)
	}
	for _, l := range b.lines {
		b.width, b.height = max(b.width, l.width()), b.height+l.height()
	}
	b.width, b.height = max(b.width+2*padX, 40), b.height+2*padY
	return b
}

// own is how many of a document's claims nobody else is known to have told it.
func (d *chainDrawing) own(v *graph.Source) int {
	n := len(v.Claims)
	for _, t := range d.reporting.Relays {
		if t.To == v {
			for _, cl := range t.Claims {
				if slices.Contains(v.Claims, cl) {
					n--
				}
			}
		}
	}
	return n
}

// manyMarks is how many passages a line names one by one, also where there is little room; of more it names the
// documents.
const manyMarks, manyNarrow = 6, 1

// denialWidth is that of a line by which nothing came that supports a contact; it is grey, too.
const denialWidth = 0.6

// relayLine writes the label of a line: how many claims came this way, and which.
func (d *chainDrawing) relayLine(t *graph.Relay, from, to *sourceBox) *relayLine {
	e := &relayLine{Relay: t, from: from, to: to, line: d.theme.Of(graph.SingleOrigin)}
	e.line.Mark = style.NoMark
	supported := false
	for _, group := range []struct {
		keep   func(*sources.Claim) bool
		noun   words.Noun
		colour style.Colour
	}{
		{func(cl *sources.Claim) bool { return cl.Stance.Supports() }, words.Claims, d.theme.Muted},
		{func(cl *sources.Claim) bool { return cl.Stance.Contradicts() }, words.Denials, d.theme.Alarm},
		{func(cl *sources.Claim) bool { return !cl.Stance.Supports() && !cl.Stance.Contradicts() }, words.NoComments,
			d.theme.Muted},
	} {
		n := 0
		for _, cl := range t.Claims {
			if group.keep(cl) {
				n++
			}
		}
		if n == 0 {
			continue
		}
		supported = supported || group.noun == words.Claims
		l := labelLine{textStyle: d.textStyles.detail, text: d.voice.Count(n, group.noun), colour: group.colour,
			number: d.textStyles.number}
		if l.raised = d.citations.Refer(t.Claims, group.keep); len(l.raised) > manyMarks ||
			d.narrow && len(l.raised) > manyNarrow {
			l.raised = d.citations.Whole(t.Claims, group.keep)
		}
		e.lines = append(e.lines, l)
	}
	if !supported {
		e.line.Colour, e.line.Width = d.theme.Muted, denialWidth
	}
	for _, l := range e.lines {
		e.width, e.height = max(e.width, l.width()), e.height+l.height()
	}
	e.width, e.height = e.width+6, e.height+3
	return e
}

func (d *chainDrawing) layoutGraph() layout.Graph {
	lg := layout.Graph{Ordered: true}
	for _, b := range d.boxes {
		lg.Nodes = append(lg.Nodes, layout.Node{ID: b.node(), Width: b.width, Height: b.height})
	}
	for i, t := range d.relays {
		label := layout.NodeID(fmt.Sprint("label ", i))
		lg.Nodes = append(lg.Nodes, layout.Node{ID: label, Width: t.width, Height: t.height})
		lg.Edges = append(lg.Edges,
			layout.Edge{ID: layout.EdgeID(fmt.Sprint("first ", i)), From: t.from.node(), To: label},
			layout.Edge{ID: layout.EdgeID(fmt.Sprint("second ", i)), From: label, To: t.to.node()})
	}
	return lg
}

func (b *sourceBox) node() layout.NodeID { return layout.NodeID(fmt.Sprint("voice ", b.index)) }

// compose fills the page.
func (d *chainDrawing) compose(p layout.Placement) *tooSmall {
	f := d.fig
	f.Note = p.Note
	for i, b := range d.boxes {
		b.box = around(p.Nodes[i].Centre, b.width, b.height)
	}
	for i, t := range d.relays {
		t.label = around(p.Nodes[len(d.boxes)+i].Centre, t.width, t.height)
		t.pieces = [][]Point{p.Edges[2*i].Path, p.Edges[2*i+1].Path}
	}
	plan, small := d.arrange(p.Width, p.Height)
	if small != nil {
		return small
	}
	f.Width, f.Height, f.Scale = plan.width, plan.height, plan.scale
	d.title(f, f.Width)
	relays, boxes := layer("tells"), layer("voices")
	for _, t := range d.relays {
		relays.Parts = append(relays.Parts, d.relayPart(t))
	}
	for _, b := range d.boxes {
		boxes.Parts = append(boxes.Parts, d.sourcePart(b))
	}
	relays.move(plan.scale, plan.diagram)
	boxes.move(plan.scale, plan.diagram)
	f.Parts = append(f.Parts, relays, boxes)
	d.apparatus(f, plan.apparatus, plan.measure)
	documents := 0
	for _, b := range d.boxes {
		if len(b.Claims) > 0 {
			documents++
		}
	}
	f.Says = d.voice.Say("chains.says", "documents", documents, "voices", len(d.boxes))
	f.Table = TextAlternative{Head: []string{d.voice.Say("table.from"), d.voice.Say("table.to"),
		d.voice.Say("table.claims"), d.voice.Say("table.sources")}}
	for _, t := range d.relays {
		f.Table.Rows = append(f.Table.Rows, []string{d.says(t.From), d.says(t.To), fmt.Sprint(len(t.Claims)),
			d.passedOn(t)})
	}
	return nil
}

func (d *chainDrawing) relayPart(t *relayLine) Part {
	first, second := t.pieces[0], t.pieces[1]
	tip := arrowhead(second)
	out := Part{Class: "tell", Stop: true}
	out.Name = d.voice.Say("chains.tell", "from", d.says(t.From), "to", d.says(t.To), "claims",
		d.voice.Count(len(t.Claims), words.Claims), "marks", d.passedOn(t))
	var claims []string
	for _, cl := range t.Claims {
		claims = append(claims, d.voice.Claims.InFull(d.g.Dossier(), cl, d.citations.Mark(cl)))
	}
	out.About = strings.Join(claims, "\n")
	out.Shapes = append([]Shape{stroke(first, t.line), stroke(shortened(second), t.line)},
		heads([][3]Point{tip}, t.line.Colour)...)
	y := t.label.Y + 1.5
	for _, l := range t.lines {
		out.label(l, t.label.X+3, y, d.theme)
		y += l.height()
	}
	return out
}

func (d *chainDrawing) sourcePart(b *sourceBox) Part {
	out := Part{ID: b.id, Class: "voice", Name: d.says(b.Source)}
	out.Shapes = []Shape{d.sourceShape(b.Source, b.box)}
	y := b.box.Y + padY
	for _, l := range b.lines {
		out.label(l, b.box.X+(b.box.Width-l.width())/2, y, d.theme)
		y += l.height()
	}
	return out
}

// rowID names the row of the dossier that a source has, as "relgraph explain" takes it; "" without one.
func (b *sourceBox) rowID() string {
	switch {
	case b.Document != "":
		return "document-" + string(b.Document)
	case b.Speaker.Actor != "" && b.Heard == "":
		return "actor-" + string(b.Speaker.Actor)
	}
	return ""
}

// sourceShape is the box of a source: square for a document, round for somebody who speaks, grey without a
// name, heavy where the information begins, filled where it was read. No line of it is dashed: dashes
// tell the state of a contact.
func (d *chainDrawing) sourceShape(v *graph.Source, box Box) Shape {
	s := Shape{Box: box, Fill: d.theme.Paper, Stroke: d.theme.Ink, Width: 0.8}
	if v.Document == "" {
		s.Radius = min(8, box.Height/2)
	}
	if v.Speaker.Anonymous {
		s.Stroke = d.theme.Border
	}
	if v.First {
		s.Width = 1.7
	}
	if len(v.Claims) > 0 {
		s.Fill = d.theme.Tint(0).Fill
	}
	return s
}

// chainKeys explain the boxes that are drawn.
func (d *chainDrawing) chainKeys() []key {
	var keys []key
	add := func(text string, sample graph.Source, shown func(*graph.Source) bool) {
		if slices.ContainsFunc(d.reporting.Sources, shown) {
			keys = append(keys, key{text: text, draw: func(x, y float64) []Shape {
				return []Shape{d.sourceShape(&sample, Box{x + 3, y - 5, 20, 10})}
			}})
		}
	}
	document := sources.DocumentID("sample")
	add(d.voice.Say("chains.key.origin"), graph.Source{First: true, Document: document},
		func(v *graph.Source) bool { return v.First })
	add(d.voice.Say("chains.key.read"), graph.Source{Document: document, Claims: make([]*sources.Claim, 1)},
		func(v *graph.Source) bool { return len(v.Claims) > 0 })
	add(d.voice.Say("chains.key.rests-on"), graph.Source{Document: document},
		func(v *graph.Source) bool { return v.Document != "" && len(v.Claims) == 0 })
	add(d.voice.Say("chains.key.speaker"), graph.Source{},
		func(v *graph.Source) bool { return v.Document == "" && !v.Speaker.Anonymous })
	add(d.voice.Say("chains.key.unnamed"), graph.Source{Speaker: sources.Speaker{Anonymous: true}},
		func(v *graph.Source) bool { return v.Speaker.Anonymous })
	if slices.ContainsFunc(d.relays, func(t *relayLine) bool { return t.line.Width == denialWidth }) {
		line := d.theme.Of(graph.SingleOrigin)
		line.Mark, line.Colour, line.Width = style.NoMark, d.theme.Muted, denialWidth
		keys = append(keys, key{line: &line, directed: true, text: d.voice.Say("chains.key.denials")})
	}
	return append(keys, d.sources.keys()...)
}

// says names a source.
func (d *chainDrawing) says(v *graph.Source) string {
	if doc := d.g.Dossier().Document(v.Document); doc != nil {
		return words.Outlet(doc)
	}
	return d.voice.Actors.Speaker(d.g.Dossier(), v.Speaker, words.Short)
}

// passedOn lists the passages that came along a line.
func (d *chainDrawing) passedOn(t *relayLine) string {
	return strings.ReplaceAll(d.citations.Marks(t.Claims, nil), ",", ", ")
}

// crossings counts lines through labels and boxes that are not their own.
func (d *chainDrawing) crossings() int {
	n := 0
	for _, t := range d.relays {
		e := Edge{Pieces: t.pieces}
		for _, other := range d.relays {
			if other != t && e.passes(other.label) {
				n++
			}
		}
		for _, b := range d.boxes {
			if b != t.from && b != t.to && e.passes(b.box) {
				n++
			}
		}
	}
	return n
}
