package out

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// The three JSON formats hold the rows of the two sheets. What the other graph files write as records, claim_1, claim_2 ...,
// is a list of objects here, claim, whose fields are named like the dossier's columns.

// lists are the fields of records that are lists in the dossier, and so here.
var lists = []string{"alias", "part_of", "same_as", "not_same_as", "author", "derived_from", "actor", "recipient", "place"}

// recordJSON writes a record as an object, without blank values.
func recordJSON(facts []fact) string {
	var fields []jsonField
	values := map[string][]string{}
	for _, f := range told(slices.Clone(facts)) {
		if values[f.name] == nil {
			fields = append(fields, jsonField{name: f.name})
		}
		values[f.name] = append(values[f.name], quoteJSON(f.value))
	}
	for i, f := range fields {
		if v := values[f.name]; len(v) > 1 || slices.Contains(lists, f.name) {
			fields[i].value = "[" + strings.Join(v, ", ") + "]"
		} else {
			fields[i].value = v[0]
		}
	}
	return object(fields...)
}

// data are the fields of a row: its facts, numbers as numbers, and its records as lists of objects.
func (r row) data(columns []column, leaveOut ...string) []jsonField {
	var fields []jsonField
	for _, f := range r.facts {
		if slices.Contains(leaveOut, f.name) || isNumbered(f.name) {
			continue
		}
		if slices.ContainsFunc(columns, func(c column) bool { return c.name == f.name && c.kind != "string" }) {
			fields = append(fields, jsonField(f))
			continue
		}
		fields = append(fields, text(f.name, f.value))
	}
	for _, l := range r.records {
		if len(l.items) == 0 {
			continue
		}
		items := make([]string, len(l.items))
		for i, item := range l.items {
			items[i] = recordJSON(item)
		}
		fields = append(fields, jsonField{l.name, "[" + strings.Join(items, ", ") + "]"})
	}
	return fields
}

// aboutJSON says of which dossier a file is.
func aboutJSON(g *graph.Graph, title string) []jsonField {
	return []jsonField{text("title", title), text("digest", "SHA-256 of the dossier: "+g.Dossier().Digest()+afterwards(words.English().Shown(g))), text("generated_by", "relgraph")}
}

// writeNodeLink writes g in the form of NetworkX's node_link_graph, as it reads it from 3.6 on without arguments: a multigraph,
// undirected unless every edge is directed, since NetworkX has no mixed graphs. The fields from and to tell each edge's own ends.
func writeNodeLink(w io.Writer, g *graph.Graph, title string, at map[sources.ActorID]Place, o GraphOptions) error {
	nodes, edges := o.nodeSheet(g, at), o.edgeSheet(g)
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"directed\": %t,\n\t\"multigraph\": true,\n\t\"graph\": %s,\n\t\"nodes\": ", edges.allDirected(), object(aboutJSON(g, title)...))
	jsonList(b, "\t", rowsJSON(nodes, func(r row, data []jsonField) string { return object(append([]jsonField{text("id", r.id)}, data...)...) }))
	fmt.Fprint(b, ",\n\t\"edges\": ")
	jsonList(b, "\t", rowsJSON(edges, func(r row, data []jsonField) string {
		return object(append([]jsonField{text("source", string(r.from)), text("target", string(r.to)), text("key", r.id)}, data...)...)
	}))
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

func rowsJSON(s *sheet, write func(r row, data []jsonField) string, leaveOut ...string) []string {
	columns := s.columns()
	items := make([]string, len(s.rows))
	for i, r := range s.rows {
		items[i] = write(r, r.data(columns, leaveOut...))
	}
	return items
}

// writeGraphology writes g in the form of graphology's import, in which each edge goes its own way. Sigma draws it as it is: it
// takes label, x, y, size and color.
func writeGraphology(w io.Writer, g *graph.Graph, title string, at map[sources.ActorID]Place, o GraphOptions) error {
	nodes, edges := o.nodeSheet(g, at), o.edgeSheet(g)
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"attributes\": %s,\n\t\"options\": {\"type\": \"mixed\", \"multi\": true, \"allowSelfLoops\": true},\n\t\"nodes\": ", object(aboutJSON(g, title)...))
	jsonList(b, "\t", rowsJSON(nodes, func(r row, data []jsonField) string {
		return object(text("key", r.id), jsonField{"attributes", object(data...)})
	}))
	fmt.Fprint(b, ",\n\t\"edges\": ")
	jsonList(b, "\t", rowsJSON(edges, func(r row, data []jsonField) string {
		undirected := !(r.directed && o.Direction != Alike || edges.allDirected())
		return object(text("key", r.id), text("source", string(r.from)), text("target", string(r.to)), jsonField{"undirected", strconv.FormatBool(undirected)},
			jsonField{"attributes", object(data...)})
	}))
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

// cytoscapeStyle draws a graph as the figure does, as far as Cytoscape.js can.
var cytoscapeStyle = []string{
	object(text("selector", "node"), jsonField{"style", object(text("label", "data(label)"), text("shape", "round-rectangle"), text("width", "96px"), text("height", "26px"),
		text("text-max-width", "90px"), text("background-color", "#ffffff"), text("border-width", "1px"), text("border-color", "data(color)"),
		text("color", "data(color)"), text("text-valign", "center"), text("text-wrap", "wrap"), text("font-size", "10px"))}),
	object(text("selector", "edge"), jsonField{"style", object(text("label", "data(label)"), text("curve-style", "bezier"), text("line-color", "data(color)"),
		text("target-arrow-color", "data(color)"), text("line-style", "data(line)"), text("width", "data(width)"), text("color", "data(color)"),
		text("font-size", "8px"), text("text-background-color", "#ffffff"), jsonField{"text-background-opacity", "1"})}),
	object(text("selector", `edge[direction = "directed"]`), jsonField{"style", object(text("target-arrow-shape", "triangle"))}),
}

// writeCytoscape writes g in the form of Cytoscape.js, which Cytoscape reads too: elements with places, y down as in the
// figure, and a style. Every edge has a source and a target there; the style gives an arrow to those that are directed.
func writeCytoscape(w io.Writer, g *graph.Graph, title string, at map[sources.ActorID]Place, o GraphOptions) error {
	nodes, edges := o.nodeSheet(g, at), o.edgeSheet(g)
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"format_version\": \"1.0\",\n\t\"generated_by\": \"relgraph\",\n\t\"data\": %s,\n\t\"elements\": {\n\t\t\"nodes\": ",
		object(append(aboutJSON(g, title), text("name", title))...))
	jsonList(b, "\t\t", rowsJSON(nodes, func(r row, data []jsonField) string {
		fields := []jsonField{{"data", object(append([]jsonField{text("id", r.id)}, data...)...)}}
		if y, err := strconv.ParseFloat(r.get("y"), 64); err == nil {
			fields = append(fields, jsonField{"position", object(jsonField{"x", r.get("x")}, jsonField{"y", number(-y)})})
		}
		return object(fields...)
	}, "x", "y", "size"))
	fmt.Fprint(b, ",\n\t\t\"edges\": ")
	jsonList(b, "\t\t", rowsJSON(edges, func(r row, data []jsonField) string {
		ends := []jsonField{text("id", r.id), text("source", string(r.from)), text("target", string(r.to)), text("interaction", r.get("relation")),
			text("line", dotStyle(r.line)), {"width", number(r.line.Width)}}
		return object(jsonField{"data", object(append(ends, data...)...)})
	}))
	fmt.Fprint(b, "\n\t},\n")
	if at != nil {
		fmt.Fprint(b, "\t\"layout\": {\"name\": \"preset\"},\n") // or Cytoscape.js sets the actors in a grid
	}
	fmt.Fprint(b, "\t\"style\": ")
	jsonList(b, "\t", cytoscapeStyle)
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}
