// Package graphs writes graphs into files for programs that analyse, draw or store graphs. It draws nothing.
package graphs

import (
	"fmt"
	"io"
	"slices"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
)

// GraphML is the format.
var GraphML = format.Format[*rows.Job]{
	Description: format.Description{Name: "graphml", Ext: ".graphml",
		About:  "graph file for Gephi, NetworkX, igraph, Cytoscape and others; with --flavour yed for yEd",
		Holds:  "every actor, contact, claim and document, with origins and states",
		Lacks:  "a timeline; in Gephi, directions, unless with `--direction mixed`; for yEd, marks on lines",
		Takes:  format.OfGraphs(format.Direction, format.Flavour),
		Placed: true, Whole: true,
	},
	Write:    writeGraphML,
	Warnings: graphMLWarnings,
}

// writeGraphML writes plain GraphML or, as the job says, that of yEd.
//
// Where two actors have several edges, every edge of the file carries its kind as Gephi's edge type, because Gephi
// adds up parallel edges of one type. The schema knows no such attribute: a file that has it does not name the
// schema.
func writeGraphML(w io.Writer, j *rows.Job) error {
	if j.Flavour == rows.YEd {
		return writeYEd(w, j)
	}
	g, nodes, edges := j.Graph, j.Nodes(), j.Edges()
	typed := edges.Parallels() > 0 && j.Flavour != rows.Strict
	schema := "\n  xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"" +
		"\n  xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns " +
		"http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\""
	if typed {
		schema = ""
	}
	b := &graphMLWriter{buffer: newBuffer(w), ids: map[string]bool{}}
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8"?>
<!-- %s. SHA-256 of the dossier: %s%s -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"%s>
`, quote.XMLComment(j.Title), g.Dossier().Digest(),
		quote.XMLComment(quote.Afterwards(words.English().Selections.Shown(g))), schema)
	asNodes, asEdges := b.declare("node", nodes), b.declare("edge", edges)
	direction := "undirected"
	if edges.AllDirected() {
		direction = "directed"
	}
	fmt.Fprintf(b, "\t<graph id=\"contacts\" edgedefault=\"%s\">\n", direction)
	for r := range nodes.Written(asNodes) {
		b.start("node", "id", r.ID)
		b.data("node", &r)
	}
	for r := range edges.Written(asEdges) {
		b.start("edge", "id", r.ID, "source", string(r.From), "target", string(r.To))
		if r.Directed && direction == "undirected" && j.Direction == rows.Mixed {
			b.add(` directed="true"`)
		}
		if typed {
			b.add(` label="`)
			b.text = append(quote.AppendXMLAttribute(b.text, r.Kind), '"')
		}
		b.data("edge", &r)
	}
	fmt.Fprint(b, "\t</graph>\n</graphml>\n")
	return b.Flush()
}

type graphMLWriter struct {
	*buffer
	ids map[string]bool // of keys; nodes and edges may not share any
}

// declare writes the keys of a sheet and returns the notation of its rows.
func (b *graphMLWriter) declare(class string, s *rows.Sheet) rows.Notation {
	keys := map[string]string{}
	for _, c := range s.Columns() {
		id := c.Name
		for b.ids[id] {
			id = class + id
		}
		b.ids[id], keys[c.Name] = true, id
		fmt.Fprintf(b, "\t<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", id, class, c.Name, c.Kind)
	}
	return graphMLOf(keys)
}

// graphMLOf is the notation of rows whose columns have those keys.
func graphMLOf(keys map[string]string) rows.Notation {
	return rows.Notation{Escape: quote.AppendXMLContent, Around: func(c rows.Column) (before, behind string) {
		return "\t\t\t<data key=\"" + keys[c.Name] + "\">", "</data>\n"
	}}
}

// start opens an element with attributes, whose names and values follow by turns. The values are ids, which stand in
// XML as they are.
func (b *graphMLWriter) start(class string, attributes ...string) {
	b.add("\t\t<", class)
	for i := 0; i < len(attributes); i += 2 {
		b.add(" ", attributes[i], `="`, attributes[i+1], `"`)
	}
}

// data writes what an element holds, and its end.
func (b *graphMLWriter) data(class string, r *rows.Row) {
	b.add(">\n")
	b.text = r.AppendCells(b.text)
	b.add("\t\t</", class, ">\n")
	b.pass()
}

// graphMLWarnings says what readers of the file will make of it other than it says.
func graphMLWarnings(j *rows.Job) []string {
	if j.Flavour == rows.YEd {
		return placeWarnings(j)
	}
	var warnings []string
	if n := j.Edges().Parallels(); j.Flavour == rows.Strict && n > 0 {
		warnings = append(warnings, fmt.Sprintf("several contacts join the same two actors, in %s: "+
			"choose \"Don't merge\" as Gephi's merge strategy, or Gephi will add them up", words.Plural(n, "pair")))
	}
	return slices.Concat(warnings, placeWarnings(j), j.GephiWarnings())
}
