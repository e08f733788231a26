package out

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/sources"
)

// A Place is where an actor stands in the figure, in points, origin top left, y down.
type Place struct{ X, Y float64 }

// GraphMLOptions choose the readers that a GraphML file is for. The zero value is for all of them: every edge goes the same
// way, since NetworkX refuses a mix and igraph ignores it; the column "direction" tells each edge's own.
type GraphMLOptions struct {
	Mixed  bool // directed edges beside undirected ones, as Gephi and graphology take them
	Strict bool // no edge types, which the GraphML schema does not have; Gephi then adds up the contacts of a pair

	Measurement *graph.Measurement // what else is told of nodes, or nil
	Measures    []graph.Measure    // of it
}

// write writes g as GraphML; at gives the actors' places and may lack all of them (then no x, y and size are written).
//
// Each contact is one edge, so that Gephi has nothing to merge. It weighs as much as it has independent origins at least, and
// never less than 1, because Gephi removes edges without weight. Where two actors have several contacts, every edge of the file
// carries its kind as Gephi's edge type, because Gephi adds up parallel edges of one type. Contacts that no figure draws would
// be drawn by whatever opens the file: no edge is made of them, and their claims stand as records at both actors.
func (o GraphMLOptions) write(w io.Writer, g *graph.Graph, title string, at map[sources.ActorID]Place) error {
	nodes := o.nodeSheet(g, at)
	edges, direction := o.edgeSheet(g)
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8"?>
<!-- %s. SHA-256 of the dossier: %s%s -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`, xmlComment(title), g.Dossier().Digest(), xmlComment(afterwards(g.Shown())))
	ids := map[string]bool{}
	nodeIDs := nodes.declare(b, ids)
	edgeIDs := edges.declare(b, ids)
	fmt.Fprintf(b, "\t<graph id=\"contacts\" edgedefault=\"%s\">\n", direction)
	nodes.write(b, nodeIDs)
	edges.write(b, edgeIDs)
	fmt.Fprint(b, "\t</graph>\n</graphml>\n")
	return b.Flush() // a bufio.Writer remembers its first error
}

// The columns of nodes and edges, in GraphML's words keys, in the order in which they are declared; a type that is not string
// stands behind the colon. Gephi knows label, color, x, y, size and weight. Numbered columns follow, and those of the dossier
// that relgraph does not know.
var (
	nodeColumns = strings.Fields(`label name kind role side country aliases part_of wikidata same_as not_same_as note contacts:int
		color x:double y:double size:double measure_degree:int measure_weighted_degree:int measure_betweenness:double
		measure_closeness:double measure_pagerank:double measure_core:int measure_component:int measure_community:int actor`)
	edgeColumns = strings.Fields(`label weight:double color relation direction members state modality when perhaps dates start end published published_last checked places via
		origins origins_min:int origins_max:int originated_by reports:int claims:int claim_ids stances asserted_by hedges locators
		summaries documents document_titles publishers issued urls`)
	// takenNames are those, and names that Gephi, Cytoscape or igraph take for something of their own.
	takenNames = strings.FieldsFunc(strings.Join(slices.Concat(nodeColumns, edgeColumns, strings.Fields(`id timeset source target key
		selected suid type interval degree nodelabel edgelabel edgecolor xpos ypos zpos z r g b a`)), " "),
		func(r rune) bool { return r == ' ' || r == ':' })
	numberedColumn = regexp.MustCompile(`^(claim|document|not_drawn|other_document)_\d+$`)
)

// A graphMLSheet is the table of all nodes or of all edges.
type graphMLSheet struct {
	class   string
	columns []string
	rows    []graphMLRow
}

// A graphMLRow is one element: how a warning calls it, its XML attributes and its data.
type graphMLRow struct {
	what, attrs string
	facts       []fact
}

func (s *graphMLSheet) add(what, attrs string, facts []fact) {
	blank := func(f fact) bool { return strings.TrimSpace(f.value) == "" }
	s.rows = append(s.rows, graphMLRow{what, attrs, slices.DeleteFunc(facts, blank)})
}

// declare writes the keys of the columns in use and returns their ids, none of which is in taken.
func (s *graphMLSheet) declare(w io.Writer, taken map[string]bool) map[string]string {
	kinds, used := map[string]string{}, map[string]bool{}
	var names, more []string
	for _, c := range s.columns {
		name, kind, _ := strings.Cut(c, ":")
		names, kinds[name] = append(names, name), kind
	}
	for _, r := range s.rows {
		for _, f := range r.facts {
			if _, known := kinds[f.name]; !known && !used[f.name] {
				more = append(more, f.name)
			}
			used[f.name] = true
		}
	}
	slices.SortStableFunc(more, byNumber)
	ids := map[string]string{}
	for _, name := range append(names, more...) {
		if !used[name] {
			continue
		}
		id := name
		for taken[id] {
			id = s.class + id
		}
		taken[id], ids[name] = true, id
		fmt.Fprintf(w, "\t<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", id, s.class, name, cmp.Or(kinds[name], "string"))
	}
	return ids
}

// byNumber puts claim_2 before claim_10, numbered columns before others.
func byNumber(a, b string) int {
	m, n := numberedColumn.FindStringSubmatch(a), numberedColumn.FindStringSubmatch(b)
	if m == nil || n == nil {
		return len(n) - len(m)
	}
	return cmp.Or(cmp.Compare(m[1], n[1]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func (s *graphMLSheet) write(w io.Writer, ids map[string]string) {
	for _, r := range s.rows {
		fmt.Fprintf(w, "\t\t<%s%s>\n", s.class, r.attrs)
		for _, f := range r.facts {
			fmt.Fprintf(w, "\t\t\t<data key=\"%s\">%s</data>\n", ids[f.name], xmlEscapes.Replace(validXML(f.value)))
		}
		fmt.Fprintf(w, "\t\t</%s>\n", s.class)
	}
}

// measureDigits is how many digits of a measure count: processors differ in the last ones.
const measureDigits = 9

// nodeSheet has a row for every actor.
func (o GraphMLOptions) nodeSheet(g *graph.Graph, at map[sources.ActorID]Place) *graphMLSheet {
	s := &graphMLSheet{class: "node", columns: nodeColumns}
	actors := g.Dossier().Actors
	places, sides := spread(actors, at), sidesOf(g)
	named := map[string]bool{}
	for i := range actors {
		a := &actors[i]
		facts := []fact{{"label", a.Short}, {"name", free(a.Name, named)}, {"kind", a.Kind.String()}, {"role", a.Role},
			{"side", figure.SideName(a)}, {"country", a.Country}, {"aliases", strings.Join(a.Aliases, "; ")}, {"part_of", joinIDs(a.PartOf)},
			{"wikidata", a.Wikidata}, {"same_as", strings.Join(a.SameAs, "; ")}, {"not_same_as", joinIDs(a.NotSameAs)}, {"note", a.Note},
			{"color", string(tintOf(sides, figure.SideName(a)).Text)}}
		if places != nil { // sizes all alike, and 4: then Gephi's auto-scale leaves sizes and places as they are
			facts = append(facts, fact{"x", number(places[i].X)}, fact{"y", number(places[i].Y)}, fact{"size", "4"})
		}
		contacts := 0
		var notDrawn [][]fact
		for c := range g.Of(a.ID) {
			switch {
			case !c.Drawn():
				notDrawn = append(notDrawn, notDrawnFacts(g.Dossier(), c)...)
			case !c.IsAffiliation():
				contacts++
			}
		}
		facts = append(facts, fact{"contacts", strconv.Itoa(contacts)})
		for _, m := range o.Measures {
			if v, ok := o.Measurement.Value(m, a.ID); ok {
				facts = append(facts, fact{"measure_" + columnName(m.String()), strconv.FormatFloat(v, 'g', measureDigits, 64)})
			}
		}
		facts = append(facts, fact{"actor", record(actorFacts(a))})
		facts = append(facts, numbered("not_drawn", notDrawn, slices.Clone[[]fact])...)
		facts = append(facts, numbered("other_document", notDrawnDocuments(g, a.ID), documentFacts)...)
		s.add(fmt.Sprintf("actor %q", a.ID), fmt.Sprintf(` id="%s"`, a.ID), append(facts, extras(a.Extra)...))
	}
	return s
}

// edgeSheet has a row for every contact that is drawn. It also returns the direction of edges that do not tell their own.
func (o GraphMLOptions) edgeSheet(g *graph.Graph) (s *graphMLSheet, direction string) {
	s = &graphMLSheet{class: "edge", columns: edgeColumns}
	var drawn []*graph.Contact
	kinds := map[[2]sources.ActorID]map[string]bool{} // taken as edge types, by pair
	directed, parallel := 0, parallelContacts(g) > 0
	for c := range g.All() {
		if c.Drawn() {
			drawn = append(drawn, c)
			kinds[pairOf(c)] = map[string]bool{}
			if c.Directed {
				directed++
			}
		}
	}
	direction = "undirected"
	if directed > 0 && directed == len(drawn) {
		direction = "directed"
	}
	for _, c := range drawn {
		attrs := fmt.Sprintf(` id="%s" source="%s" target="%s"`, c.ID, c.From, c.To) // ids are name tokens: the dossier's check holds that
		if c.Directed && direction == "undirected" && o.Mixed {
			attrs += ` directed="true"`
		}
		if parallel && !o.Strict {
			attrs += fmt.Sprintf(` label="%s"`, free(c.Kind.String(), kinds[pairOf(c)]))
		}
		s.add(fmt.Sprintf("contact %q", c.ID), attrs, edgeFacts(g.Dossier(), c))
	}
	return s, direction
}

func edgeFacts(d *sources.Dossier, c *graph.Contact) []fact {
	docs := documentsOf(d, c)
	var fields []sources.Field
	for _, cl := range c.Claims {
		fields = append(fields, cl.Extra...)
	}
	return slices.Concat(
		[]fact{{"label", c.Label()}, {"weight", strconv.Itoa(max(1, c.Origins.Min))}, {"color", string(lineOf(c).Colour)}, {"relation", c.Kind.String()}},
		contactFacts(c),
		[]fact{{"reports", strconv.Itoa(c.Supporting())}, {"claims", strconv.Itoa(len(c.Claims))},
			each("claim_ids", c.Claims, func(cl *sources.Claim) string { return string(cl.ID) }),
			each("stances", c.Claims, func(cl *sources.Claim) string { return cl.Stance.String() }),
			each("asserted_by", c.Claims, func(cl *sources.Claim) string { return cl.AssertedBy.String() }),
			each("hedges", c.Claims, func(cl *sources.Claim) string { return cl.Hedge }),
			each("locators", c.Claims, func(cl *sources.Claim) string { return cl.Locator }),
			each("summaries", c.Claims, func(cl *sources.Claim) string { return cl.Summary }),
			each("document_titles", docs, func(doc *sources.Document) string { return string(doc.ID) + ": " + doc.Name() }),
			each("publishers", docs, func(doc *sources.Document) string { return doc.Publisher }),
			each("issued", docs, func(doc *sources.Document) string { return doc.Issued.String() }),
			each("urls", docs, func(doc *sources.Document) string { return doc.URL })},
		numbered("claim", c.Claims, claimFacts), numbered("document", withRoots(d, docs, c.Claims), documentFacts), extras(fields))
}

// each says one text of every item, in their order, "-" for a blank one; nothing if all are blank.
func each[T any](name string, items []T, text func(T) string) fact {
	texts, told := make([]string, len(items)), false
	for i, item := range items {
		texts[i] = cmp.Or(text(item), "-")
		told = told || texts[i] != "-"
	}
	if !told {
		return fact{}
	}
	return fact{name, strings.Join(texts, "; ")}
}

// extras are the cells of columns that relgraph does not know, under names that nothing else has. Cells of one column are one.
func extras(fields []sources.Field) []fact {
	var facts []fact
	for _, f := range fields {
		name := columnName(f.Name)
		if slices.Contains(takenNames, name) || numberedColumn.MatchString(name) {
			name = "extra_" + name
		}
		if i := slices.IndexFunc(facts, func(f fact) bool { return f.name == name }); i >= 0 {
			facts[i].value += "; " + f.Value
			continue
		}
		facts = append(facts, fact{name, f.Value})
	}
	return facts
}

const (
	gephiReach = 5000 // Gephi moves what lies farther out
	rowStep    = 80   // in points, between actors that the figure does not have
)

// spread gives every actor a place for graph tools: y up, the mean at the origin, within Gephi's reach. Actors that at lacks,
// because the figure does not have them, stand in rows below the others. It is nil if at has none.
func spread(actors []sources.Actor, at map[sources.ActorID]Place) []Place {
	places := make([]Place, len(actors))
	var rest []int
	left, right, bottom := math.Inf(1), math.Inf(-1), math.Inf(1)
	for i := range actors {
		p, ok := at[actors[i].ID]
		if !ok {
			rest = append(rest, i)
			continue
		}
		places[i] = Place{p.X, -p.Y}
		left, right, bottom = min(left, p.X), max(right, p.X), min(bottom, -p.Y)
	}
	if len(rest) == len(actors) {
		return nil
	}
	perRow := int((right-left)/rowStep) + 1
	for n, i := range rest {
		places[i] = Place{left + float64(n%perRow)*rowStep, bottom - float64(n/perRow+1)*rowStep}
	}
	var mean Place
	for _, p := range places {
		mean.X += p.X / float64(len(places))
		mean.Y += p.Y / float64(len(places))
	}
	farthest := 1.0
	for _, p := range places {
		farthest = max(farthest, math.Abs(p.X-mean.X), math.Abs(p.Y-mean.Y))
	}
	scale := min(1, gephiReach/farthest)
	for i, p := range places {
		places[i] = Place{(p.X - mean.X) * scale, (p.Y - mean.Y) * scale}
	}
	return places
}

// warnings says which texts Gephi will show in another way. It turns INF into Infinity wherever that stands
// (ElementDraftImpl) and drops values that read null (AttributeUtils); it leaves labels alone. What XML cannot hold has no
// warning here, because no dossier with it passes the check.
func (o GraphMLOptions) warnings(g *graph.Graph) []string {
	edges, _ := o.edgeSheet(g)
	var warnings []string
	if n := parallelContacts(g); o.Strict && n > 0 {
		warnings = append(warnings, fmt.Sprintf("%d pairs of actors have several contacts: choose \"Don't merge\" as Gephi's merge strategy, or Gephi will add them up", n))
	}
	for _, r := range append(o.nodeSheet(g, nil).rows, edges.rows...) {
		warn := func(problem string, has func(fact) bool) {
			var columns []string
			for _, f := range r.facts {
				if has(f) {
					columns = append(columns, f.name)
				}
			}
			if columns != nil {
				warnings = append(warnings, fmt.Sprintf("%s: %s: %s", r.what, strings.Join(columns, ", "), problem))
			}
		}
		warn(`Gephi will read "INF" as "Infinity"`, func(f fact) bool { return f.name != "label" && strings.Contains(f.value, "INF") })
		warn(`Gephi will leave out the value "null"`, func(f fact) bool { return f.name != "label" && strings.EqualFold(f.value, "null") })
	}
	return warnings
}

// parallelContacts counts the pairs of actors with more than one drawn contact.
func parallelContacts(g *graph.Graph) int {
	contacts, pairs := map[[2]sources.ActorID]int{}, 0
	for c := range g.All() {
		if pair := pairOf(c); c.Drawn() {
			contacts[pair]++
			if contacts[pair] == 2 {
				pairs++
			}
		}
	}
	return pairs
}

func pairOf(c *graph.Contact) [2]sources.ActorID {
	return [2]sources.ActorID{min(c.From, c.To), max(c.From, c.To)}
}

// afterwards is text as a further sentence, or nothing.
func afterwards(text string) string {
	if text == "" {
		return ""
	}
	return ". " + text
}

// xmlComment is text that a comment can hold.
func xmlComment(text string) string { return strings.ReplaceAll(validXML(text), "--", "–") }

// free returns text, or text with the first number from 2 on that makes it one that is not taken, and takes it.
func free(text string, taken map[string]bool) string {
	name := text
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s (%d)", text, n)
	}
	taken[name] = true
	return name
}

// xmlEscapes are as few as can be: between two entities some parsers lose a blank.
var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")

// validXML puts U+FFFD for what XML cannot hold, even escaped.
func validXML(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
