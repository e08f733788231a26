package out

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/style"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// dotHead opens the file: how to read it, and what all lines share. Its verbs are the dossier's digest and the title.
const dotHead = `// Reported contacts, written by relgraph. To draw them: dot -Tsvg FILE
// SHA-256 of the dossier: %s
//
// One line an actor, one line a contact; dir=none is mutual. What Graphviz does not draw, it keeps:
//   actor                of a node: the actor's row, as a record
//   kind, state ...      of an edge: what all claims about the contact say together
//   claim_1 ...          of an edge: each claim, as a record
//   document_1 ...       of the graph: the documents, as records, by the numbers in the labels, and those that these rest on
//   not_drawn_1 ...      of the graph: claims about contacts that nobody reports (denied, retracted, no comment)
//   not_connected_1 ...  of the graph: actors who have no contact that is drawn
// A record is "name: value" between " | ", named like the dossier's columns; a list repeats its name. In what is kept, \| is a
// bar, \n a line end and \\ a backslash; \" is a quotation mark, as everywhere in DOT.
digraph %s {
	graph [rankdir=LR, nodesep=0.2, ranksep=0.6, bgcolor="#ffffff", fontname="Helvetica,Arial,sans-serif", fontsize=9]
	node [shape=box, style="rounded,filled", fillcolor="#ffffff", margin="0.09,0.05", height=0.3, fontname="Helvetica,Arial,sans-serif", fontsize=10]
	edge [arrowsize=0.6, fontname="Helvetica,Arial,sans-serif", fontsize=8]
`

// writeDOT writes g as Graphviz source: what any dot draws as a decent figure, with the evidence beside it. Actors and contacts
// come in the graph's order, actors in a cluster for each side. Contacts that no figure draws, and actors who have no other,
// are attributes of the graph, which nothing draws.
func writeDOT(w io.Writer, g *graph.Graph, title string) error {
	d := &dotWriter{bufio.NewWriter(w), g, figure.Cite(g), connected(g)}
	fmt.Fprintf(d, dotHead, g.Dossier().Digest(), quoteDOT(title))
	sides := sidesOf(g)
	for n, side := range sides {
		tint := tintOf(sides, side)
		if actors := d.actors(side); actors != nil {
			fmt.Fprintf(d, "\n\tsubgraph cluster_%d {\n\t\tlabel=%s labelloc=t labeljust=l style=rounded bgcolor=%q color=%q fontcolor=%q\n",
				n+1, quoteDOT(side), tint.Fill, tint.Edge, tint.Text)
			d.nodes(actors, "\t\t", tint)
			fmt.Fprint(d, "\t}\n")
		}
	}
	d.nodes(d.actors(""), "\t", style.Neutral)
	fmt.Fprintln(d)
	for c := range g.All() {
		if c.Drawn() {
			d.edge(c)
		}
	}
	fmt.Fprintln(d)
	d.evidence()
	fmt.Fprint(d, "\tlabel=\"")
	for line := range strings.SplitSeq(d.caption(title), "\n") {
		fmt.Fprintf(d, `%s\l`, dotEscapes.Replace(printable(line)))
	}
	fmt.Fprint(d, "\" labelloc=b labeljust=l\n}\n")
	return d.Flush() // a bufio.Writer remembers its first error
}

type dotWriter struct {
	*bufio.Writer
	g         *graph.Graph
	cite      *figure.Citations
	connected map[sources.ActorID]bool
}

// actors lists those of a side that are drawn.
func (d *dotWriter) actors(side string) []*sources.Actor {
	var actors []*sources.Actor
	for i := range d.g.Dossier().Actors {
		if a := &d.g.Dossier().Actors[i]; d.connected[a.ID] && sideOf(a) == side {
			actors = append(actors, a)
		}
	}
	return actors
}

func (d *dotWriter) nodes(actors []*sources.Actor, indent string, tint style.Tint) {
	for _, a := range actors {
		var as attrs
		as.show("label", joined("\n", a.Short, a.Role))
		as.tip(joined("\n", a.Name, a.Note))
		as.show("color", string(tint.Text))
		as.keep("actor", record(actorFacts(a)))
		fmt.Fprintf(d, "%s%s %s\n", indent, quoteDOT(string(a.ID)), as)
	}
}

func (d *dotWriter) edge(c *graph.Contact) {
	line := lineOf(c)
	var as attrs
	as.show("label", d.label(c))
	if !c.Directed {
		as.set("dir", "none")
	} else if c.IsAffiliation() {
		as.set("arrowhead", "odot")
	}
	as.show("color", string(line.Colour))
	as.show("fontcolor", string(line.Colour))
	as.set("penwidth", number(line.Width))
	as.set("style", dotStyle(line))
	as.show("id", string(c.ID))
	as.tip(figure.Sentence(d.g.Dossier(), c, d.cite))
	as.show("URL", d.address(c))
	as.keep("kind", c.Kind.String())
	for _, f := range contactFacts(c) {
		as.keep(f.name, escapeRecord.Replace(f.value))
	}
	for _, f := range numbered("claim", c.Claims, claimFacts) {
		as.keep(f.name, f.value)
	}
	fmt.Fprintf(d, "\t%s -> %s %s\n", quoteDOT(string(c.From)), quoteDOT(string(c.To)), as)
}

// label says what and when, and what the line does not tell: Graphviz has too few kinds of dashes for every state.
func (d *dotWriter) label(c *graph.Contact) string {
	numbers := func(of func(sources.Stance) bool) string {
		marks := d.cite.Marks(c.Claims, func(cl *sources.Claim) bool { return of(cl.Stance) })
		if marks == "" {
			return ""
		}
		return "[" + marks + "]"
	}
	lines := []string{joined(" ", c.Label(), numbers(sources.Stance.Supports)), c.When()}
	for _, id := range c.Via() {
		lines = append(lines, "via "+d.g.Dossier().Actor(id).Short)
	}
	if style.Of(c.State).Dash != nil {
		lines = append(lines, joined(" ", c.State.String(), numbers(sources.Stance.Contradicts)))
	}
	if silent := numbers(func(s sources.Stance) bool { return s == sources.NoComment }); silent != "" {
		lines = append(lines, "no comment "+silent)
	}
	return joined("\n", lines...)
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
	for _, doc := range documentsOf(d.g.Dossier(), c) {
		if strings.HasPrefix(doc.URL, "https://") || strings.HasPrefix(doc.URL, "http://") {
			return doc.URL
		}
	}
	return ""
}

// evidence keeps what is not drawn.
func (d *dotWriter) evidence() {
	var docs []*sources.Document
	for _, cited := range d.cite.List {
		docs = append(docs, cited.Document)
	}
	var claims []*sources.Claim
	var notDrawn [][]fact
	for c := range d.g.All() {
		claims = append(claims, c.Claims...)
		if !c.Drawn() {
			notDrawn = append(notDrawn, notDrawnFacts(d.g.Dossier(), c)...)
		}
	}
	var lonely []*sources.Actor
	for i := range d.g.Dossier().Actors {
		if a := &d.g.Dossier().Actors[i]; !d.connected[a.ID] {
			lonely = append(lonely, a)
		}
	}
	for _, f := range slices.Concat(numbered("document", withRoots(d.g.Dossier(), docs, claims), documentFacts),
		numbered("not_drawn", notDrawn, slices.Clone[[]fact]), numbered("not_connected", lonely, actorFacts)) {
		fmt.Fprintf(d, "\t%s=%s\n", f.name, quoteRecord(f.value))
	}
}

// caption is the text below the diagram: title, what the lines mean, sources by number, and how much is not drawn.
func (d *dotWriter) caption(title string) string {
	lines := []string{title, ""}
	drawn, hidden, affiliations := map[graph.State]int{}, map[graph.State]int{}, 0
	for c := range d.g.All() {
		switch {
		case !c.Drawn():
			hidden[c.State]++
		case isTie(c):
			affiliations++
		default:
			drawn[c.State]++
		}
	}
	for _, s := range graph.States() {
		if drawn[s] > 0 {
			lines = append(lines, lineWords(style.Of(s))+": "+s.Means())
		}
	}
	if affiliations > 0 {
		lines = append(lines, lineWords(style.Affiliation)+" to a ring: affiliation, which is no contact")
	}
	for _, s := range graph.States() {
		if hidden[s] > 0 {
			lines = append(lines, fmt.Sprintf("not drawn: %d × %s", hidden[s], s.Means()))
		}
	}
	lines = append(lines, "")
	for _, cited := range d.cite.List {
		lines = append(lines, fmt.Sprintf("%d  %s", cited.Number, citation(cited)))
	}
	return strings.Join(lines, "\n")
}

func lineWords(l style.Line) string {
	weight := "thin"
	if l.Width > style.Of(graph.SingleOrigin).Width {
		weight = "thick"
	}
	return weight + " " + dotStyle(l) + " line"
}

// citation names a document and the passages that the letters in labels stand for.
func citation(c *figure.Cited) string {
	text := joined(", ", joined(": ", c.Document.Publisher, c.Document.Name()), c.Document.Issued.Words())
	for i, passage := range c.Passages {
		if len(c.Passages) > 1 {
			text += "; " + figure.Letter(i) + ": " + cmp.Or(passage, "no passage given")
		} else if passage != "" {
			text += "; " + passage
		}
	}
	return text
}

// attrs are the attributes of one statement.
type attrs []string

func (as *attrs) set(name, value string) { *as = append(*as, name+"="+value) }

// show sets an attribute that Graphviz draws, unless text is blank.
func (as *attrs) show(name, text string) {
	if text != "" {
		as.set(name, quoteDOT(text))
	}
}

// tip sets the tooltip, in which Graphviz expands escapes twice (2.43 and 12.1.2).
func (as *attrs) tip(text string) { as.show("tooltip", strings.ReplaceAll(text, `\`, `\\`)) }

// keep sets an attribute that Graphviz does not know to text escaped as in records, unless it is blank.
func (as *attrs) keep(name, escaped string) {
	if escaped != "" {
		as.set(name, quoteRecord(escaped))
	}
}

func (as attrs) String() string { return "[" + strings.Join(as, ", ") + "]" }

// quoteDOT writes text as a string that Graphviz shows as it is. Graphviz expands escapes such as \N and decodes entities such
// as &lt; in labels, tooltips and addresses, so backslashes are doubled and ampersands become entities. Control characters are
// dropped, a tab becomes a blank, and what is not UTF-8 becomes U+FFFD.
func quoteDOT(text string) string { return `"` + dotEscapes.Replace(printable(text)) + `"` }

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "&", "&amp;")

// quoteRecord writes what is escaped as in records as a string. No quotation mark in it follows a lone backslash.
func quoteRecord(escaped string) string {
	return `"` + strings.ReplaceAll(printable(escaped), `"`, `\"`) + `"`
}

// printable drops what neither a picture nor a line of text can hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' && r != '\n', r == 0x7F, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// What follows is what both graph files say.

// A fact is one thing that is told about an actor, a document, a claim or a contact.
type fact struct{ name, value string }

var escapeRecord = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)

// record writes facts on one line, "name: value" between " | ", without blank ones. Splitting it at " | ", and each part at its
// first ": ", gives the facts back; then \| is a bar, \n a line end and \\ a backslash.
func record(facts []fact) string {
	var parts []string
	for _, f := range facts {
		if f.value != "" {
			parts = append(parts, f.name+": "+escapeRecord.Replace(f.value))
		}
	}
	return strings.Join(parts, " | ")
}

// numbered makes a record of each item: what_1, what_2 ...
func numbered[T any](what string, items []T, facts func(T) []fact) []fact {
	records := make([]fact, len(items))
	for i, item := range items {
		records[i] = fact{fmt.Sprintf("%s_%d", what, i+1), record(facts(item))}
	}
	return records
}

// repeated makes a fact of each value.
func repeated[T ~string](name string, values []T) []fact {
	facts := make([]fact, len(values))
	for i, v := range values {
		facts[i] = fact{name, string(v)}
	}
	return facts
}

func passedOn(fields []sources.Field) []fact {
	facts := make([]fact, len(fields))
	for i, f := range fields {
		facts[i] = fact{columnName(f.Name), f.Value}
	}
	return facts
}

// columnName makes the name of a column that relgraph does not know one that a record and an XML name token can hold.
func columnName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		return !letter || strings.ContainsRune("ªµº", r) // which are letters to Unicode and not to XML
	})
	return cmp.Or(strings.Join(words, "_"), "column")
}

func actorFacts(a *sources.Actor) []fact {
	return slices.Concat(
		[]fact{{"id", string(a.ID)}, {"name", a.Name}, {"short", a.Short}, {"kind", a.Kind.String()}, {"role", a.Role}},
		repeated("alias", a.Aliases), repeated("part_of", a.PartOf),
		[]fact{{"country", a.Country}, {"side", a.Side}, {"wikidata", a.Wikidata}},
		repeated("same_as", a.SameAs), repeated("not_same_as", a.NotSameAs), []fact{{"note", a.Note}}, passedOn(a.Extra))
}

func documentFacts(d *sources.Document) []fact {
	return slices.Concat(
		[]fact{{"id", string(d.ID)}, {"title", d.Title}, {"url", d.URL}, {"publisher", d.Publisher}}, repeated("author", d.Author),
		[]fact{{"issued", d.Issued.String()}, {"type", d.Type}, {"language", d.Language}, {"accessed", d.Accessed.String()}, {"archive_url", d.ArchiveURL}},
		repeated("derived_from", d.DerivedFrom),
		[]fact{{"reliability", d.Reliability}, {"sha256", d.SHA256}, {"note", d.Note}}, passedOn(d.Extra))
}

// claimFacts are a claim's cells, the evidence first; mutual direction and the modality of what happened are left out, as the
// dossier leaves them out.
func claimFacts(c *sources.Claim) []fact {
	direction, modality := "", ""
	if c.Directed {
		direction = "directed"
	}
	if c.Modality != sources.Happened {
		modality = c.Modality.String()
	}
	return slices.Concat(
		[]fact{{"id", string(c.ID)}, {"stance", c.Stance.String()}, {"document", string(c.Document)}, {"locator", c.Locator},
			{"asserted_by", c.AssertedBy.String()}, {"hedge", c.Hedge}, {"about", c.About}, {"summary", c.Summary}},
		repeated("actor", c.Actors), repeated("recipient", c.Recipients),
		[]fact{{"kind", c.Kind.String()}, {"direction", direction}, {"date", c.Date.String()}}, repeated("place", c.Places),
		[]fact{{"channel", c.Channel.String()}, {"modality", modality}, {"label", c.Label}, {"anchor", c.Anchor.String()},
			{"checked_by", c.CheckedBy}, {"checked_on", c.CheckedOn.String()}, {"note", c.Note}}, passedOn(c.Extra))
}

// notDrawnFacts are, for each claim about a contact that is not drawn, of which contact it is, what it says, and where.
func notDrawnFacts(d *sources.Dossier, c *graph.Contact) [][]fact {
	var all [][]fact
	for _, cl := range c.Claims {
		facts := append([]fact{{"contact", string(c.ID)}, {"state", c.State.String()}}, claimFacts(cl)...)
		if doc := d.Document(cl.Document); doc != nil {
			facts = append(facts, fact{"title", doc.Title}, fact{"url", doc.URL}, fact{"publisher", doc.Publisher}, fact{"issued", doc.Issued.String()})
		}
		all = append(all, facts)
	}
	return all
}

// contactFacts are what is derived from the claims about a contact.
func contactFacts(c *graph.Contact) []fact {
	day := func(d edtf.Day, ok bool) string {
		if !ok {
			return ""
		}
		return d.String()
	}
	direction := "mutual"
	if c.Directed {
		direction = "directed"
	}
	var dates, places, origins []string
	for _, d := range c.Dates() {
		dates = append(dates, d.String())
	}
	for _, cl := range c.Claims {
		for _, p := range cl.Places {
			if cl.Stance.Supports() && !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
	}
	for _, o := range c.Origins.List {
		name := cmp.Or(string(o.Actor), o.Speaker, string(o.Document))
		if o.Unnamed {
			name = "unnamed, heard by " + name
		}
		origins = append(origins, name)
	}
	return []fact{{"direction", direction}, {"state", c.State.String()}, {"modality", c.Modality.String()}, {"when", c.When()},
		{"dates", strings.Join(dates, "; ")}, {"start", day(c.First())}, {"end", day(c.Last())}, {"published", day(c.FirstPublished())},
		{"places", strings.Join(places, "; ")}, {"via", joinIDs(c.Via())}, {"origins", c.Origins.String()},
		{"origins_min", strconv.Itoa(c.Origins.Min)}, {"origins_max", strconv.Itoa(c.Origins.Max)},
		{"originated_by", strings.Join(origins, "; ")}, {"documents", joinIDs(c.Documents())}}
}

// documentsOf lists the documents of a contact's claims in their order, each once.
func documentsOf(d *sources.Dossier, c *graph.Contact) []*sources.Document {
	var docs []*sources.Document
	for _, id := range c.Documents() {
		docs = append(docs, d.Document(id))
	}
	return docs
}

// withRoots adds to docs, at the end, what they and the claims' chains rest on.
func withRoots(d *sources.Dossier, docs []*sources.Document, claims []*sources.Claim) []*sources.Document {
	all, listed := slices.Clone(docs), map[*sources.Document]bool{nil: true}
	for _, doc := range docs {
		listed[doc] = true
	}
	add := func(id sources.DocumentID) {
		if doc := d.Document(id); !listed[doc] {
			all, listed[doc] = append(all, doc), true
		}
	}
	for _, cl := range claims {
		for _, speaker := range cl.AssertedBy {
			add(speaker.Document)
		}
	}
	for i := 0; i < len(all); i++ {
		for _, id := range all[i].DerivedFrom {
			add(id)
		}
	}
	return all
}

// isTie tells whether c is an affiliation that nobody disputes.
func isTie(c *graph.Contact) bool { return c.IsAffiliation() && style.Of(c.State).Dash == nil }

func lineOf(c *graph.Contact) style.Line {
	if isTie(c) {
		return style.Affiliation
	}
	return style.Of(c.State)
}

// connected tells which actors have a contact or affiliation that is drawn.
func connected(g *graph.Graph) map[sources.ActorID]bool {
	ids := map[sources.ActorID]bool{}
	for c := range g.All() {
		if c.Drawn() {
			ids[c.From], ids[c.To] = true, true
		}
	}
	return ids
}

// sideOf is what an actor is grouped by, "" if nothing is known.
func sideOf(a *sources.Actor) string { return cmp.Or(a.Side, a.Country) }

// sidesOf lists the sides in the dossier's order, first those with actors that are drawn.
func sidesOf(g *graph.Graph) []string {
	var sides []string
	ids := connected(g)
	for _, drawn := range []bool{true, false} {
		for i := range g.Dossier().Actors {
			a := &g.Dossier().Actors[i]
			if s := sideOf(a); s != "" && ids[a.ID] == drawn && !slices.Contains(sides, s) {
				sides = append(sides, s)
			}
		}
	}
	return sides
}

func tintOf(sides []string, side string) style.Tint {
	if n := slices.Index(sides, side); n >= 0 {
		return style.Tints(n)
	}
	return style.Neutral
}

// joined joins the texts that are not blank.
func joined(sep string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == "" }), sep)
}

func joinIDs[T ~string](ids []T) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, "; ")
}
