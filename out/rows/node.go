package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/sources"
)

// A node is an actor as the rows of actors tell it.
type node struct {
	*sources.Actor
	name     string // that no other actor has
	at       Point
	size     string
	colour   string
	contacts int
}

// ofNodes is what the rows of actors say, in this order; measures, their records and the dossier's own columns follow.
var ofNodes = func() []said[*node] {
	kinds := map[string]string{}
	for _, column := range nodeColumns {
		name, kind, _ := strings.Cut(column, ":")
		kinds[name] = cmp.Or(kind, "string")
	}
	of := func(name string, is traits, text func(n *node) string) said[*node] {
		return said[*node]{name, kinds[name], is, func(_ *gatherer, n *node) string { return text(n) }}
	}
	columns := []said[*node]{
		of("label", lean, func(n *node) string { return n.Short }),
		of("name", lean, func(n *node) string { return n.name }),
		of("kind", lean, func(n *node) string { return n.Kind.String() }),
		of("role", lean, func(n *node) string { return n.Role }),
		of("side", lean, func(n *node) string { return words.Side(n.Actor) }),
		of("country", lean, func(n *node) string { return n.Country }),
		of("aliases", lean, func(n *node) string { return strings.Join(n.Aliases, "; ") }),
		of("part_of", asItIs, func(n *node) string { return quote.JoinIDs(n.PartOf) }),
		of("wikidata", lean, func(n *node) string { return n.Wikidata }),
		of("same_as", lean, func(n *node) string { return strings.Join(n.SameAs, "; ") }),
		of("not_same_as", asItIs, func(n *node) string { return quote.JoinIDs(n.NotSameAs) }),
		of("note", lean, func(n *node) string { return n.Note }),
	}
	for _, c := range moreOfNodes {
		columns = append(columns, of(c.Attribute, lean, func(n *node) string { return c.listed(n.Actor) }))
	}
	return append(columns,
		of("color", sure, func(n *node) string { return n.colour }),
		of("x", sure, func(n *node) string { return quote.Number(n.at.X) }),
		of("y", sure, func(n *node) string { return quote.Number(n.at.Y) }),
		of("size", sure, func(n *node) string { return n.size }),
		of("contacts", sure, func(n *node) string { return strconv.Itoa(n.contacts) }))
}()

// measureDigits is how many digits of a measure count: processors differ in the last ones.
const measureDigits = 9

// ofMeasures is what the rows of actors say of their measures, as the job has them.
func ofMeasures(j *Job) []said[*node] {
	var all []said[*node]
	for _, m := range j.Measures {
		kind := "double"
		if m.Whole() {
			kind = "int"
		}
		all = append(all, said[*node]{"measure_" + ColumnName(m.String()), kind, sure,
			func(_ *gatherer, n *node) string {
				if v, ok := j.Measurement.Value(m, n.ID); ok {
					return strconv.FormatFloat(v, 'g', measureDigits, 64)
				}
				return ""
			}})
	}
	return all
}

// NodeSize is how large an actor is drawn: the radius that Gephi draws by itself, and more than the 8 from which
// Sigma shows names. Gephi's auto-scale shrinks sizes that are all alike to 4, and all distances with them, unless
// one node has no size (DefaultScaler): so one has none, and is drawn as large as the others.
const NodeSize = "10"

// nodeSheet has a row for every actor. Contacts that no figure draws would be drawn by whatever opens the file: no
// edge is made of them, and their claims stand as records at both actors.
func (j *Job) nodeSheet() *Sheet {
	g := j.Graph
	actors := g.Dossier().Actors
	at, tints := spread(actors, j.Placement().At), TintsOf(g)
	taken := make(map[string]bool, len(actors))
	names := map[int]string{} // of actors whose name an earlier one has
	for i := range actors {
		if name := free(actors[i].Name, taken); name != actors[i].Name {
			names[i] = name
		}
	}
	columns := slices.Concat(ofNodes, ofMeasures(j))
	return newSheet(nodeColumns, newNameSet(), noPairs, func(t *gatherer, yield func(Row) bool) {
		kept := &actorRecords{job: j}
		if j.Records != NoRecords {
			t.recorded.actor = kept
		}
		for i := range actors {
			a := &actors[i]
			t.begin(g.Dossier())
			kept.begin(a, i == 0)
			one := &t.node
			*one = node{Actor: a, name: cmp.Or(names[i], a.Name), at: at[i],
				colour: string(TintOf(tints, words.Side(a)).Text)}
			if unsized := len(actors) - 1; i != unsized { // or Gephi draws sizes that are all alike as specks
				one.size = NodeSize
			}
			if !t.skips.has("contacts") || j.Records != NoRecords && !t.skips.has("records") {
				one.contacts = kept.gather()
			}
			t.nodes.tell(t, columns, one)
			r := Row{ID: string(a.ID), what: "actor", named: string(a.ID), t: t, Records: j.kept(t.every)}
			t.finish(&r, extras(a.Extra))
			if !yield(r) {
				return
			}
		}
	})
}
