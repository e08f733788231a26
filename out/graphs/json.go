package graphs

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
)

// The three JSON formats hold the rows of the two sheets. What the other graph files write as records
// is a list of objects here, claim, whose fields are named like the dossier's columns.

// recordJSON writes a record as an object, without blank values. What is a list in the dossier is one here.
func recordJSON(facts []rows.Fact) string {
	var fields []quote.Field
	values := map[string][]string{}
	for _, f := range rows.Told(slices.Clone(facts)) {
		if values[f.Name] == nil {
			fields = append(fields, quote.Field{Name: f.Name})
		}
		values[f.Name] = append(values[f.Name], quote.JSON(f.Value))
	}
	for i, f := range fields {
		if v := values[f.Name]; len(v) > 1 || rows.IsList(f.Name) {
			fields[i].Value = "[" + strings.Join(v, ", ") + "]"
		} else {
			fields[i].Value = v[0]
		}
	}
	return quote.Object(fields...)
}

// rowData are the fields of a row: its facts, numbers as numbers, and its records as lists of objects.
func rowData(r rows.Row, number map[string]bool, leaveOut ...string) []quote.Field {
	fields := make([]quote.Field, 0, len(r.Facts)+4)
	for _, f := range r.Facts {
		if slices.Contains(leaveOut, f.Name) {
			continue
		}
		if number[f.Name] {
			fields = append(fields, quote.Field(f))
			continue
		}
		fields = append(fields, quote.TextField(f.Name, f.Value))
	}
	if r.Records == nil {
		return fields
	}
	for _, l := range r.Records() {
		if len(l.Items) == 0 {
			continue
		}
		items := make([]string, len(l.Items))
		for i, item := range l.Items {
			items[i] = recordJSON(item)
		}
		fields = append(fields, quote.Field{Name: l.Name, Value: "[" + strings.Join(items, ", ") + "]"})
	}
	return fields
}

// aboutJSON says of which dossier a file is.
func aboutJSON(j *rows.Job) []quote.Field {
	g := j.Graph
	return []quote.Field{quote.TextField("title", j.Title),
		quote.TextField("digest", "SHA-256 of the dossier: "+
			g.Dossier().Digest()+quote.Afterwards(words.English().Shown(g))), quote.TextField("generated_by", "relgraph")}
}

// NodeLink is the format.
var NodeLink = format.Format[*rows.Job]{
	Description: format.Description{Name: "nodelink", Ext: ".nodelink.json",
		About:  "JSON for NetworkX (node_link_graph) and D3",
		Holds:  "every actor, contact, claim and document, with origins and states",
		Lacks:  "a mix of directed and undirected edges (the fields `from`, `to` and `direction` tell)",
		Takes:  []format.Option{format.Title, format.Places, format.Profile, format.Records, format.Measures},
		Placed: true, Whole: true,
	},
	Write:    writeNodeLink,
	Warnings: placeWarnings,
}

// writeNodeLink writes g in the form of NetworkX's node_link_graph, as it reads it from 3.6 on without arguments: a
// multigraph, undirected unless every edge is directed, since NetworkX has no mixed graphs. The fields from and to
// tell each edge's own ends.
func writeNodeLink(w io.Writer, j *rows.Job) error {
	nodes, edges := j.Nodes(), j.Edges()
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"directed\": %t,\n\t\"multigraph\": true,\n\t\"graph\": %s,\n\t\"nodes\": ",
		edges.AllDirected(), quote.Object(aboutJSON(j)...))
	quote.WriteList(b, "\t", rowsJSON(nodes, func(r rows.Row, data []quote.Field) string {
		return quote.Object(append([]quote.Field{quote.TextField("id", r.ID)}, data...)...)
	}))
	fmt.Fprint(b, ",\n\t\"edges\": ")
	quote.WriteList(b, "\t", rowsJSON(edges, func(r rows.Row, data []quote.Field) string {
		return quote.Object(append([]quote.Field{quote.TextField("source", string(r.From)),
			quote.TextField("target", string(r.To)), quote.TextField("key", r.ID)}, data...)...)
	}))
	// D3 looks for the edges in links, of which it needs the ends; what else it may draw stands there too
	fmt.Fprint(b, ",\n\t\"links\": ")
	quote.WriteList(b, "\t", func(yield func(string) bool) {
		for r := range edges.AllBut("records", "summary", "sources") {
			fields := []quote.Field{quote.TextField("source", string(r.From)), quote.TextField("target", string(r.To)),
				quote.TextField("key", r.ID)}
			for _, name := range []string{"label", "color", "direction", "state"} {
				fields = append(fields, quote.TextField(name, r.Get(name)))
			}
			if !yield(quote.Object(append(fields, quote.Field{Name: "weight", Value: r.Get("weight")})...)) {
				return
			}
		}
	})
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

func rowsJSON(s *rows.Sheet, write func(r rows.Row, data []quote.Field) string, leaveOut ...string) iter.Seq[string] {
	number := map[string]bool{}
	for _, c := range s.Columns() {
		number[c.Name] = c.Kind != "string"
	}
	return func(yield func(string) bool) {
		for r := range s.AllBut("records") {
			if !yield(write(r, rowData(r, number, leaveOut...))) {
				return
			}
		}
	}
}

// Graphology is the format.
var Graphology = format.Format[*rows.Job]{
	Description: format.Description{Name: "graphology", Ext: ".graphology.json",
		About: "JSON for graphology and Sigma",
		Holds: "every actor, contact, claim and document, with origins and states",
		Takes: []format.Option{format.Title, format.Places, format.Direction, format.Profile, format.Records,
			format.Measures},
		Placed: true, Whole: true,
	},
	Write:    writeGraphology,
	Warnings: placeWarnings,
}

// writeGraphology writes g in the form of graphology's import, in which each edge goes its own way. Sigma draws it as
// it is: it takes label, x, y, size and color.
func writeGraphology(w io.Writer, j *rows.Job) error {
	nodes, edges := j.Nodes(), j.Edges()
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"attributes\": %s,\n\t\"options\": {\"type\": \"mixed\", \"multi\": true, "+
		"\"allowSelfLoops\": true},\n\t\"nodes\": ", quote.Object(aboutJSON(j)...))
	quote.WriteList(b, "\t", rowsJSON(nodes, func(r rows.Row, data []quote.Field) string {
		return quote.Object(quote.TextField("key", r.ID), quote.Field{Name: "attributes", Value: quote.Object(data...)})
	}))
	fmt.Fprint(b, ",\n\t\"edges\": ")
	quote.WriteList(b, "\t", rowsJSON(edges, func(r rows.Row, data []quote.Field) string {
		undirected := !(r.Directed && j.Direction != rows.Alike || edges.AllDirected())
		if !undirected {
			data = append(data, quote.TextField("type", "arrow")) // of the programs that Sigma draws edges with
		}
		return quote.Object(quote.TextField("key", r.ID), quote.TextField("source", string(r.From)),
			quote.TextField("target", string(r.To)), quote.Field{Name: "undirected", Value: strconv.FormatBool(undirected)},
			quote.Field{Name: "attributes", Value: quote.Object(data...)})
	}))
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

// cytoscapeStyle draws a graph as the figure does, as far as Cytoscape.js can.
var cytoscapeStyle = []string{
	quote.Object(quote.TextField("selector", "node"), quote.Field{Name: "style",
		Value: quote.Object(quote.TextField("label", "data(label)"), quote.TextField("shape", "round-rectangle"),
			quote.TextField("width", "96px"), quote.TextField("height", "26px"),
			quote.TextField("text-max-width", "90px"), quote.TextField("background-color", "#ffffff"),
			quote.TextField("border-width", "1px"), quote.TextField("border-color", "data(color)"),
			quote.TextField("color", "data(color)"), quote.TextField("text-valign", "center"),
			quote.TextField("text-wrap", "wrap"), quote.TextField("font-size", "10px"))}),
	quote.Object(quote.TextField("selector", "edge"), quote.Field{Name: "style",
		Value: quote.Object(quote.TextField("label", "data(label)"), quote.TextField("curve-style", "bezier"),
			quote.TextField("line-color", "data(color)"),
			quote.TextField("target-arrow-color", "data(color)"), quote.TextField("line-style", "data(line)"),
			quote.TextField("width", "data(width)"), quote.TextField("color", "data(color)"),
			quote.TextField("font-size", "8px"), quote.TextField("text-background-color", "#ffffff"),
			quote.Field{Name: "text-background-opacity", Value: "1"})}),
	quote.Object(quote.TextField("selector", `edge[direction = "directed"]`),
		quote.Field{Name: "style", Value: quote.Object(quote.TextField("target-arrow-shape", "triangle"))}),
}

// Cytoscape is the format.
var Cytoscape = format.Format[*rows.Job]{
	Description: format.Description{Name: "cyjs", Ext: ".cyjs",
		About:  "JSON for Cytoscape and Cytoscape.js, with a style",
		Holds:  "every actor, contact, claim and document, with origins and states",
		Lacks:  "edges without a source and a target (the style gives arrows to directed ones only)",
		Takes:  []format.Option{format.Title, format.Places, format.Profile, format.Records, format.Measures},
		Placed: true, Whole: true,
	},
	Write:    writeCytoscape,
	Warnings: placeWarnings,
}

// writeCytoscape writes g in the form of Cytoscape.js, which Cytoscape reads too: elements with places, y down as in
// the figure, and a style. Every edge has a source and a target there; the style gives an arrow to those that are
// directed.
func writeCytoscape(w io.Writer, j *rows.Job) error {
	nodes, edges := j.Nodes(), j.Edges()
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"format_version\": \"1.0\",\n\t\"generated_by\": \"relgraph\",\n\t\"data\": "+
		"%s,\n\t\"elements\": {\n\t\t\"nodes\": ",
		quote.Object(append(aboutJSON(j), quote.TextField("name", j.Title))...))
	quote.WriteList(b, "\t\t", rowsJSON(nodes, func(r rows.Row, data []quote.Field) string {
		fields := []quote.Field{{Name: "data",
			Value: quote.Object(append([]quote.Field{quote.TextField("id", r.ID)}, data...)...)}}
		if y, err := strconv.ParseFloat(r.Get("y"), 64); err == nil {
			fields = append(fields, quote.Field{Name: "position",
				Value: quote.Object(quote.Field{Name: "x", Value: r.Get("x")},
					quote.Field{Name: "y", Value: quote.Number(-y)})})
		}
		return quote.Object(fields...)
	}, "x", "y", "size"))
	fmt.Fprint(b, ",\n\t\t\"edges\": ")
	quote.WriteList(b, "\t\t", rowsJSON(edges, func(r rows.Row, data []quote.Field) string {
		ends := []quote.Field{quote.TextField("id", r.ID), quote.TextField("source", string(r.From)),
			quote.TextField("target", string(r.To)), quote.TextField("interaction", r.Get("relation")),
			quote.TextField("line", dotStyle(r.Line)), {Name: "width", Value: quote.Number(r.Line.Width)}}
		return quote.Object(quote.Field{Name: "data", Value: quote.Object(append(ends, data...)...)})
	}))
	fmt.Fprint(b, "\n\t},\n")
	fmt.Fprint(b, "\t\"layout\": {\"name\": \"preset\"},\n") // or Cytoscape.js sets the actors in a grid
	fmt.Fprint(b, "\t\"style\": ")
	quote.WriteList(b, "\t", slices.Values(cytoscapeStyle))
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}
