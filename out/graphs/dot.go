package graphs

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// dotHead opens the file: how to read it, and what all lines share. Its verbs are the dossier's digest, with what was
// selected, and the title.
const dotHead = `// Reported contacts, written by relgraph. To draw them: dot -Tsvg FILE
// SHA-256 of the dossier: %s
//
// One line an actor, dashed if no contact of it is drawn; one line a contact; dir=none is mutual. What Graphviz does not draw, it keeps:
//   actor                of a node: the actor's row, as a record
//   kind, state ...      of an edge: what all claims about the contact say together
//   claim_1 ...          of an edge: each claim, as a record
//   document_1 ...       of the graph: the documents, as records, by the numbers in the labels, and those that these rest on
//   not_drawn_1 ...      of the graph: claims about contacts that nobody reports (denied, retracted, no comment)
//   dossier_1, setting_1, own_kind_1, coding_1, other_document_1 ...  of the graph: what else the dossier says, as records
// A record is "name: value" between " | ", named like the dossier's columns; a list repeats its name. In what is kept, \| is a
// bar, \n a line end and \\ a backslash; \" is a quotation mark, as everywhere in DOT.
digraph %s {
	graph [rankdir=LR, nodesep=0.2, ranksep=0.6, overlap=false, sep="+12", splines=true, bgcolor="#ffffff", fontname="Helvetica,Arial,sans-serif", fontsize=9]
	node [shape=box, style="rounded,filled", fillcolor="#ffffff", margin="0.09,0.05", height=0.3, fontname="Helvetica,Arial,sans-serif", fontsize=10]
	edge [arrowsize=0.6, fontname="Helvetica,Arial,sans-serif", fontsize=8]
`

// DOT is the format.
var DOT = format.Format[*rows.Job]{
	Description: format.Description{Name: "dot", Ext: ".dot",
		About: "Graphviz source, for those who want to lay it out themselves",
		Holds: "every actor, contact, claim and document, with origins and states",
		Lacks: "a place for more than one link a line",
		Takes: []format.Option{format.Title},
		Whole: true,
	},
	Write: writeDOT,
}

// writeDOT writes g as Graphviz source: what any dot draws as a decent figure, with the evidence beside it. Actors and
// contacts come in the graph's order, actors side by side. Sides are colours and no clusters: neato draws a cluster as
// the box round its nodes, and so lets others stand in it. Contacts that no figure draws are attributes of the graph,
// which nothing draws; overlap, sep and splines are for neato, fdp and sfdp.
func writeDOT(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	d := &dotWriter{buffer: newBuffer(w), g: g, cite: words.Cite(g), connected: rows.Connected(g),
		teller: rows.NewFactBuffer(g.Dossier())}
	digest := g.Dossier().Digest()
	if says := words.English().Selections.Shown(g); says != "" {
		digest += "\n// " + strings.ReplaceAll(quote.Printable(says), "\n", " ")
	}
	fmt.Fprintf(d, dotHead, digest, quote.DOT(title))
	sides, tints := rows.SidesOf(g), rows.TintsOf(g)
	for _, side := range sides {
		if actors := d.actors(side); actors != nil {
			fmt.Fprintf(d, "\n\t// %s\n", strings.ReplaceAll(quote.Printable(side), "\n", " "))
			d.nodes(actors, side, rows.TintOf(tints, side))
		}
	}
	d.nodes(d.actors(""), "", style.Report().Neutral())
	fmt.Fprintln(d)
	for c := range g.All() {
		if c.Drawn() {
			d.edge(c)
		}
	}
	fmt.Fprintln(d)
	d.evidence()
	fmt.Fprint(d, "\tlabel=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"1\">\n")
	d.key(sides, tints)
	d.caption(title, func(line string) {
		d.add("\t\t<tr><td align=\"left\">", cmp.Or(quote.HTMLInDOT(line), " "), "</td></tr>\n")
		d.pass()
	})
	fmt.Fprint(d, "\t</table>> labelloc=b labeljust=l\n}\n")
	return d.Flush()
}

type dotWriter struct {
	*buffer
	teller    *rows.FactBuffer
	g         *graph.Graph
	cite      *words.Citations
	connected map[sources.ActorID]bool
	room      []byte // for a tooltip
}

// actors lists those of a side, connected or not.
func (d *dotWriter) actors(side string) []*sources.Actor {
	var actors []*sources.Actor
	for i := range d.g.Dossier().Actors {
		if a := &d.g.Dossier().Actors[i]; words.Side(a) == side {
			actors = append(actors, a)
		}
	}
	return actors
}

// key names the sides in their colours.
func (d *dotWriter) key(sides []string, tints map[string]style.Tint) {
	var cells []string
	for _, side := range sides {
		if d.actors(side) != nil {
			tint := rows.TintOf(tints, side)
			cells = append(cells, fmt.Sprintf("<td border=\"1\" color=%q bgcolor=%q cellpadding=\"4\">%s</td>",
				tint.Text, tint.Fill,
				quote.HTMLInDOT(side)))
		}
	}
	if cells != nil {
		fmt.Fprintf(d,
			"\t\t<tr><td align=\"left\"><table border=\"0\" cellborder=\"0\" "+
				"cellspacing=\"6\"><tr>%s</tr></table></td></tr>\n",
			strings.Join(cells, ""))
	}
}

func (d *dotWriter) nodes(actors []*sources.Actor, side string, tint style.Tint) {
	for _, a := range actors {
		as := d.attrs(string(a.ID))
		as.show("label", quote.Joined("\n", a.Short, a.Role))
		as.tip(quote.Joined("\n", a.Name, a.Note))
		as.show("color", string(tint.Text))
		as.show("fillcolor", string(tint.Fill))
		if !d.connected[a.ID] {
			as.show("style", "rounded,filled,dashed")
		}
		as.name("actor")
		d.text = append(d.teller.AppendActorRecord(append(d.text, '"'), a, quote.AppendDOTPiece), '"')
		if side != "" {
			as.show("side", side)
		}
		as.end()
	}
}

func (d *dotWriter) edge(c *graph.Contact) {
	for i, pair := range c.Parties().Pairs() {
		d.pair(c, pair, i == 0)
	}
}

// pair writes one edge of a contact. The first of a round carries the label.
func (d *dotWriter) pair(c *graph.Contact, pair [2]sources.ActorID, first bool) {
	line, marks := rows.LineOf(c), d.cite.Marks(c.Claims, nil)
	as := d.attrs(string(pair[0]), string(pair[1]))
	if first {
		as.name("label")
		d.text = append(d.appendLabel(append(d.text, '"'), c, marks, quote.AppendDOTText), '"')
	}
	if !c.Directed {
		as.set("dir", "none")
	} else if c.IsAffiliation() {
		as.set("arrowhead", "odot")
	}
	as.show("color", string(line.Colour))
	as.show("fontcolor", string(line.Colour))
	as.set("penwidth", quote.Number(line.Width))
	as.set("style", dotStyle(line))
	if id := string(c.ID); first {
		as.show("id", id)
	} else {
		as.show("id", fmt.Sprintf("%s--%s--%s", id, pair[0], pair[1]))
	}
	d.room = words.AppendLine(d.room[:0], words.English().Contacts, d.g.Dossier(), c, marks)
	as.tip(string(d.room))
	as.show("URL", d.address(c))
	as.keep("contact", string(c.ID))
	if c.Parties().IsRound() {
		as.keep("share", quote.Number(c.Parties().Weight()))
	}
	as.keep("kind", c.Naming().Relation())
	for _, f := range d.teller.Contact(c) {
		as.keep(f.Name, rows.EscapeRecord(f.Value))
	}
	for i, cl := range c.Claims {
		as.name("claim_" + strconv.Itoa(i+1))
		d.text = append(d.teller.AppendClaimRecord(append(d.text, '"'), cl, quote.AppendDOTPiece), '"')
	}
	as.end()
}

// label says what, with the marks of all claims or of those that say it, and when, and what the line does not tell:
// Graphviz has too few kinds of dashes for every state.
func (d *dotWriter) label(c *graph.Contact, marks string) string {
	return string(d.appendLabel(nil, c, marks, func(text []byte, piece string) []byte { return append(text, piece...) }))
}

// appendLabel appends what label returns, escaped piece by piece.
func (d *dotWriter) appendLabel(text []byte, c *graph.Contact, marks string, escape rows.Escape) []byte {
	begin := len(text)
	line := func(says, numbers string) {
		if says == "" && numbers == "" {
			return
		}
		if len(text) > begin {
			text = escape(text, "\n")
		}
		if text = escape(text, says); numbers != "" {
			if says != "" {
				text = append(text, ' ')
			}
			text = append(append(append(text, '['), numbers...), ']')
		}
	}
	line(c.Naming().Label(), d.marksOf(c, marks, sources.Stance.Supports))
	line(words.English().Contacts.WhenAndHedge(c), "")
	for _, id := range c.Parties().Via() {
		line("via "+d.g.Dossier().Actor(id).Short, "")
	}
	line(words.English().Contacts.Met(d.g.Dossier(), c, words.Short), "")
	line(words.English().Evidence.ConfirmedBy(d.g.Dossier(), c, words.Short), "")
	if style.Of(c.State).Dash != nil {
		line(c.State.String(), d.marksOf(c, marks, sources.Stance.Contradicts))
	}
	if silent := d.marksOf(c, marks, func(s sources.Stance) bool { return s == sources.NoComment }); silent != "" {
		line("no comment", silent)
	}
	return text
}

// marksOf are the marks of the claims of a stance, which are all if they are all of it.
func (d *dotWriter) marksOf(c *graph.Contact, all string, is func(sources.Stance) bool) string {
	if slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return !is(cl.Stance) }) {
		return d.cite.Marks(c.Claims, func(cl *sources.Claim) bool { return is(cl.Stance) })
	}
	return all
}

// dotStyle is what Graphviz has nearest to a line's dashes.
func dotStyle(l style.Line) string {
	switch {
	case l.Dash == nil:
		return "solid"
	case l.Dash[0] > 2:
		return "dashed"
	}
	return "dotted"
}

// address is where the first document of c can be read. Other schemes, such as javascript, would go into a picture unasked.
func (d *dotWriter) address(c *graph.Contact) string {
	for _, cl := range c.Claims {
		if doc := d.g.Dossier().DocumentOf(cl); doc != nil && sources.Followable(doc.URL) {
			return doc.URL
		}
	}
	return ""
}

// evidence keeps what is not drawn.
func (d *dotWriter) evidence() {
	docs := make([]*sources.Document, len(d.cite.List))
	for i, cited := range d.cite.List {
		docs[i] = cited.Document
	}
	claims := make([]*sources.Claim, 0, len(d.g.Dossier().Claims))
	for c := range d.g.All() {
		claims = append(claims, c.Claims...)
	}
	for i, doc := range rows.WithRoots(d.g.Dossier(), docs, claims) {
		d.number("document", i)
		d.text = d.teller.AppendDocumentRecord(d.text, doc, quote.AppendDOTPiece)
		d.endNumber()
	}
	n := 0
	for c := range d.g.All() {
		if c.Drawn() {
			continue
		}
		for _, facts := range rows.NotDrawnFacts(d.g.Dossier(), c) {
			d.record("not_drawn", n, facts)
			n++
		}
	}
	ofDossier := map[string][][]rows.Fact{}
	for sort, facts := range rows.OfDossier(d.g) {
		ofDossier[sort] = append(ofDossier[sort], facts)
	}
	for _, sort := range slices.Sorted(maps.Keys(ofDossier)) {
		for i, facts := range ofDossier[sort] {
			d.record(sort, i, facts)
		}
	}
}

// record keeps the n-th record of a sort, from 0, as an attribute of the graph.
func (d *dotWriter) record(sort string, n int, facts []rows.Fact) {
	d.number(sort, n)
	d.text = quote.AppendDOTPiece(d.text, rows.Record(facts))
	d.endNumber()
}

// number begins an attribute of the graph that is one of several.
func (d *dotWriter) number(sort string, n int) {
	d.add("\t", sort, "_")
	d.text = append(strconv.AppendInt(d.text, int64(n+1), 10), "=\""...)
}

func (d *dotWriter) endNumber() {
	d.add("\"\n")
	d.pass()
}

// caption says, line by line, what stands below the diagram: title, what the lines mean, sources by number, and how much
// is not drawn.
func (d *dotWriter) caption(title string, say func(line string)) {
	lines := func(text string) {
		for line := range strings.SplitSeq(text, "\n") {
			say(line)
		}
	}
	lines(title)
	if says := words.English().Selections.Shown(d.g); says != "" {
		lines(says)
	}
	say("")
	drawn, hidden, affiliations := map[graph.State]int{}, map[graph.State]int{}, 0
	for c := range d.g.All() {
		switch {
		case !c.Drawn():
			hidden[c.State]++
		case rows.IsTie(c):
			affiliations++
		default:
			drawn[c.State]++
		}
	}
	for _, s := range graph.States() {
		if drawn[s] > 0 {
			lines(lineWords(style.Of(s)) + ": " + words.English().Evidence.Means(s))
		}
	}
	if affiliations > 0 {
		say(lineWords(style.Report().Affiliation()) + " to a ring: affiliation, which is no contact")
	}
	for _, s := range graph.States() {
		if hidden[s] > 0 {
			lines(fmt.Sprintf("not drawn: %d × %s", hidden[s], words.English().Evidence.Means(s)))
		}
	}
	say("")
	for _, cited := range d.cite.List {
		lines(strconv.Itoa(cited.Number) + "  " + citation(cited))
	}
}

func lineWords(l style.Line) string {
	weight := "thin"
	if l.Width > style.Of(graph.SingleOrigin).Width {
		weight = "thick"
	}
	return weight + " " + dotStyle(l) + " line"
}

// citation names a document and the passages that the letters in labels stand for.
func citation(c *words.Cited) string {
	return quote.Joined("; ", words.English().Documents.Cited(c.Document), c.Where(words.English()))
}

// attrs are the attributes of one statement, as they are written.
type attrs struct {
	b     *buffer
	begun bool
}

// attrs begins the statement of a node or, of two ids, of an edge.
func (d *dotWriter) attrs(ids ...string) attrs {
	d.add("\t")
	for i, id := range ids {
		if i > 0 {
			d.add(" -> ")
		}
		d.text = quote.AppendDOT(d.text, id)
	}
	d.add(" [")
	return attrs{b: d.buffer}
}

// end ends the statement.
func (as *attrs) end() {
	as.b.add("]\n")
	as.b.pass()
}

// name begins an attribute.
func (as *attrs) name(name string) {
	if as.begun {
		as.b.add(", ")
	}
	as.begun = true
	as.b.add(name, "=")
}

func (as *attrs) set(name, value string) {
	as.name(name)
	as.b.add(value)
}

// show sets an attribute that Graphviz draws, unless text is blank.
func (as *attrs) show(name, text string) {
	if text != "" {
		as.name(name)
		as.b.text = quote.AppendDOT(as.b.text, text)
	}
}

// tip sets the tooltip, in which Graphviz expands escapes twice (2.43 and 12.1.2).
func (as *attrs) tip(text string) {
	if strings.IndexByte(text, '\\') >= 0 {
		text = strings.ReplaceAll(text, `\`, `\\`)
	}
	as.show("tooltip", text)
}

// keep sets an attribute that Graphviz does not know to text escaped as in records, unless it is blank.
func (as *attrs) keep(name, escaped string) {
	if escaped != "" {
		as.name(name)
		as.b.text = quote.AppendDOTRecord(as.b.text, escaped)
	}
}
