package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/plane"
	"relgraph/out/quote"
	"relgraph/sources"
)

// A node is an actor as the rows of actors tell it.
type node struct {
	*sources.Actor
	name     string // that no other actor has
	at       plane.Point
	size     string
	colour   string
	contacts int
}

// What the rows of actors say.
var (
	cellsOfNodes = []said[*node]{
		ofNode("label", lean, func(n *node) string { return n.Short }),
		ofNode("name", lean, func(n *node) string { return n.name }),
		ofNode("kind", lean, func(n *node) string { return n.Kind.String() }),
		ofNode("role", lean, func(n *node) string { return n.Role }),
		ofNode("side", lean, func(n *node) string { return words.Side(n.Actor) }),
		ofNode("country", lean, func(n *node) string { return n.Country }),
		ofNode("aliases", lean, func(n *node) string { return strings.Join(n.Aliases, "; ") }),
		ofNode("part_of", asItIs, func(n *node) string { return joinIDs(n.PartOf) }),
		ofNode("wikidata", lean, func(n *node) string { return n.Wikidata }),
		ofNode("same_as", lean, func(n *node) string { return strings.Join(n.SameAs, "; ") }),
		ofNode("not_same_as", asItIs, func(n *node) string { return joinIDs(n.NotSameAs) }),
		ofNode("note", lean, func(n *node) string { return n.Note }),
	}
	// moreOfNodes are the columns of actors that graph files tell of and that stand in no list here.
	moreOfNodes  = unnamed(ofActors, cellsOfNodes, func(n *node) *sources.Actor { return n.Actor })
	drawnOfNodes = []said[*node]{
		ofNode("color", sure, func(n *node) string { return n.colour }),
		{"x", "double", sure, func(_ *gatherer, n *node) string { return quote.Number(n.at.X) }},
		{"y", "double", sure, func(_ *gatherer, n *node) string { return quote.Number(n.at.Y) }},
		{"size", "double", sure, func(_ *gatherer, n *node) string { return n.size }},
	}
	countsOfNodes = []said[*node]{
		{"contacts", "int", sure, func(_ *gatherer, n *node) string { return strconv.Itoa(n.contacts) }},
	}
	// ofNodes are those, in the order in which they are told; measures, records and the dossier's own columns follow.
	ofNodes = slices.Concat(cellsOfNodes, moreOfNodes, drawnOfNodes, countsOfNodes)
)

func ofNode(name string, is traits, text func(n *node) string) said[*node] {
	return said[*node]{name, "string", is, func(_ *gatherer, n *node) string { return text(n) }}
}

// measureDigits is how many digits of a measure count: processors differ in the last ones.
const measureDigits = 9

// ofMeasures is what the rows of actors say of their measures.
func ofMeasures(measures []graph.Measure, in *graph.Measurement) []said[*node] {
	var all []said[*node]
	for _, m := range measures {
		kind := "double"
		if m.Whole() {
			kind = "int"
		}
		all = append(all, said[*node]{"measure_" + ColumnName(m.String()), kind, sure,
			func(_ *gatherer, n *node) string {
				if v, ok := in.Value(m, n.ID); ok {
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
	columns := slices.Concat(ofNodes, ofMeasures(j.Measures, j.Measurement))
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
