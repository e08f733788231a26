package graphs

import (
	_ "embed"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/out/rows"
)

// The three JSON formats hold the rows of the two sheets. What the other graph files write as records
// is a list of objects here, claim, whose fields are named like the dossier's columns.

// appendRecordJSON appends a record as an object, without blank values. What is a list in the dossier is one here.
func appendRecordJSON(text []byte, facts []rows.Fact) []byte {
	text = append(text, '{')
	for i, f := range facts {
		if first, more := standing(facts, i); first {
			text = appendName(text, f.Name)
			text = appendValues(text, facts[i:], more, more || rows.IsList(f.Name), quote.AppendJSON)
		}
	}
	return append(text, '}')
}

// standing tells whether the i-th fact, which is not blank, is the first of its name, and whether there are more of it.
func standing(facts []rows.Fact, i int) (first, more bool) {
	name := facts[i].Name
	if rows.IsBlank(facts[i].Value) {
		return false, false
	}
	for _, f := range facts[:i] {
		if f.Name == name && !rows.IsBlank(f.Value) {
			return false, false
		}
	}
	for _, f := range facts[i+1:] {
		if f.Name == name && !rows.IsBlank(f.Value) {
			return true, true
		}
	}
	return true, false
}

// appendValues appends the value of the first fact and, if there are more of its name, those, each of which value
// appends; between square brackets, if they are a list.
func appendValues(text []byte, facts []rows.Fact, more, list bool, value func([]byte, string) []byte) []byte {
	if list {
		text = append(text, '[')
	}
	text = value(text, facts[0].Value)
	if more {
		for _, f := range facts[1:] {
			if f.Name == facts[0].Name && !rows.IsBlank(f.Value) {
				text = value(append(text, ", "...), f.Value)
			}
		}
	}
	if list {
		text = append(text, ']')
	}
	return text
}

// appendData appends the fields of a row to an object that is begun: its facts, numbers as numbers, and its records as
// lists of objects. The column "claim" gives way to the list of that name, which has the claim's id too: programs keep one
// field of a name.
func appendData(text []byte, r rows.Row, number map[string]bool, leaveOut ...string) []byte {
	for _, f := range r.Facts {
		if slices.Contains(leaveOut, f.Name) || f.Name == "claim" && r.Records != nil {
			continue
		}
		text = appendName(text, f.Name)
		if number[f.Name] {
			text = append(text, f.Value...)
		} else {
			text = quote.AppendJSON(text, f.Value)
		}
	}
	if r.Records == nil {
		return text
	}
	of := "" // which records the list that is begun has
	for sort, facts := range r.Records {
		if sort == of {
			text = append(text, ", "...)
		} else {
			if of != "" {
				text = append(text, ']')
			}
			text, of = append(appendName(text, sort), '['), sort
		}
		text = appendRecordJSON(text, facts)
	}
	if of != "" {
		text = append(text, ']')
	}
	return text
}

// appendName appends the name of a field to an object that is begun.
func appendName(text []byte, name string) []byte {
	if text[len(text)-1] != '{' {
		text = append(text, ", "...)
	}
	return append(quote.AppendJSON(text, name), ": "...)
}

// appendField appends a field whose value is a text to an object that is begun.
func appendField(text []byte, name, value string) []byte {
	return quote.AppendJSON(appendName(text, name), value)
}

// aboutJSON says of which dossier a file is.
func aboutJSON(j *rows.Job) []quote.Member {
	g := j.Graph
	return []quote.Member{quote.TextMember("title", j.Title),
		quote.TextMember("digest", "SHA-256 of the dossier: "+
			g.Dossier().Digest()+quote.Afterwards(words.English().Selections.Shown(g))),
		quote.TextMember("generated_by", "relgraph")}
}

// NodeLink is the format.
var NodeLink = format.Format[*rows.Job]{
	Description: format.Description{Name: "nodelink", Ext: ".nodelink.json",
		About:  "JSON for NetworkX (node_link_graph) and D3",
		Holds:  "every actor, contact, claim and document, with origins and states",
		Lacks:  "a mix of directed and undirected edges (the fields `from` and `direction` tell)",
		Takes:  format.OfGraphs(),
		Placed: true, Whole: true,
	},
	Write:    writeNodeLink,
	Warnings: placeWarnings,
}

// writeNodeLink writes g in the form of NetworkX's node_link_graph, as it reads it from 3.6 on without arguments: a
// multigraph, undirected unless every edge is directed, since NetworkX has no mixed graphs. The field from
// tells which end of an edge that one is.
func writeNodeLink(w io.Writer, j *rows.Job) error {
	nodes, edges := j.Nodes(), j.Edges()
	b := newBuffer(w)
	fmt.Fprintf(b, "{\n\t\"directed\": %t,\n\t\"multigraph\": true,\n\t\"graph\": %s,\n\t\"nodes\": ",
		edges.AllDirected(), quote.Object(aboutJSON(j)...))
	number := numbersOf(nodes)
	list(b, "\t", nodes.AllBut("records"), func(text []byte, r rows.Row) []byte {
		return append(appendSize(appendData(appendField(append(text, '{'), "id", r.ID), r, number), r), '}')
	})
	fmt.Fprint(b, ",\n\t\"edges\": ")
	ends := func(text []byte, r rows.Row) []byte {
		text = appendField(append(text, '{'), "source", string(r.From))
		return appendField(appendField(text, "target", string(r.To)), "key", r.ID)
	}
	number = numbersOf(edges)
	list(b, "\t", edges.AllBut("records"), func(text []byte, r rows.Row) []byte {
		return append(appendData(ends(text, r), r, number), '}')
	})
	// D3 looks for the edges in links, of which it needs the ends; what else it may draw stands there too
	fmt.Fprint(b, ",\n\t\"links\": ")
	drawn := []string{"label", "color", "direction", "state"}
	list(b, "\t", edges.Only(append(drawn, "weight")...), func(text []byte, r rows.Row) []byte {
		text = ends(text, r)
		for _, name := range drawn {
			text = appendField(text, name, r.Get(name))
		}
		return append(append(appendName(text, "weight"), r.Get("weight")...), '}')
	})
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

// appendSize appends the size that the last actor lacks for Gephi's sake.
func appendSize(text []byte, r rows.Row) []byte {
	if r.Get("size") != "" {
		return text
	}
	return append(appendName(text, "size"), rows.NodeSize...)
}

// numbersOf are the columns of a sheet that hold numbers.
func numbersOf(s *rows.Sheet) map[string]bool {
	number := map[string]bool{}
	for _, c := range s.Columns() {
		number[c.Name] = c.Kind != "string"
	}
	return number
}

// list writes a list with an item a line, which item appends.
func list(b *buffer, indent string, items iter.Seq[rows.Row], item func(text []byte, r rows.Row) []byte) {
	b.add("[")
	some := false
	for of := range items {
		if some {
			b.add(",")
		}
		some = true
		b.add("\n", indent, "\t")
		b.text = item(b.text, of)
		b.pass()
	}
	if some {
		b.add("\n", indent)
	}
	b.add("]")
}

// Graphology is the format.
var Graphology = format.Format[*rows.Job]{
	Description: format.Description{Name: "graphology", Ext: ".graphology.json",
		About:  "JSON for graphology and Sigma",
		Holds:  "every actor, contact, claim and document, with origins and states",
		Takes:  format.OfGraphs(format.Direction),
		Placed: true, Whole: true,
	},
	Write:    writeGraphology,
	Warnings: placeWarnings,
}

const (
	mostForced = 200 // names that Sigma is to show, all of them
	sigmaWidth = 1.5 // of a line, in pixels to a point of the figure's
)

// writeGraphology writes g in the form of graphology's import, in which each edge goes its own way. Sigma draws it as
// it is: it takes label, x, y, size and color.
func writeGraphology(w io.Writer, j *rows.Job) error {
	nodes, edges := j.Nodes(), j.Edges()
	b := newBuffer(w)
	fmt.Fprintf(b, "{\n\t\"attributes\": %s,\n\t\"options\": {\"type\": \"mixed\", \"multi\": true, "+
		"\"allowSelfLoops\": true},\n\t\"nodes\": ", quote.Object(aboutJSON(j)...))
	number, named := numbersOf(nodes), nodes.Len() <= mostForced
	list(b, "\t", nodes.AllBut("records"), func(text []byte, r rows.Row) []byte {
		text = appendName(appendField(append(text, '{'), "key", r.ID), "attributes")
		text = appendSize(appendData(append(text, '{'), r, number), r)
		if named {
			text = append(appendName(text, "forceLabel"), "true"...) // or Sigma leaves out one of two near names
		}
		return append(text, "}}"...)
	})
	fmt.Fprint(b, ",\n\t\"edges\": ")
	number = numbersOf(edges)
	list(b, "\t", edges.AllBut("records"), func(text []byte, r rows.Row) []byte {
		undirected := !(r.Directed && j.Direction != rows.Alike || edges.AllDirected())
		text = appendField(appendField(append(text, '{'), "key", r.ID), "source", string(r.From))
		text = appendName(appendField(text, "target", string(r.To)), "undirected")
		text = appendName(strconv.AppendBool(text, undirected), "attributes")
		text = appendData(append(text, '{'), r, number)
		text = append(appendName(text, "size"), quote.Number(sigmaWidth*r.Line.Width)...)
		if !undirected {
			text = appendField(text, "type", "arrow") // of the programs that Sigma draws edges with
		}
		return append(text, "}}"...)
	})
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

// cytoscapeStyle draws a graph as the figure does, as far as Cytoscape.js can; INK stands for the figure's ink.
//
//go:embed cytoscape.style.json
var cytoscapeStyle string

// Cytoscape is the format.
var Cytoscape = format.Format[*rows.Job]{
	Description: format.Description{Name: "cyjs", Ext: ".cyjs",
		About:  "JSON for Cytoscape and Cytoscape.js, with a style",
		Holds:  "every actor, contact, claim and document, with origins and states",
		Lacks:  "edges without a source and a target (the style gives arrows to directed ones only)",
		Takes:  format.OfGraphs(),
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
	b := newBuffer(w)
	fmt.Fprintf(b, "{\n\t\"format_version\": \"1.0\",\n\t\"generated_by\": \"relgraph\",\n\t\"data\": "+
		"%s,\n\t\"elements\": {\n\t\t\"nodes\": ",
		quote.Object(append(aboutJSON(j), quote.TextMember("name", j.Title))...))
	number := numbersOf(nodes)
	list(b, "\t\t", nodes.AllBut("records"), func(text []byte, r rows.Row) []byte {
		text = append(appendName(append(text, '{'), "data"), '{')
		text = append(appendData(appendField(text, "id", r.ID), r, number, "x", "y", "size"), '}')
		if y, err := strconv.ParseFloat(r.Get("y"), 64); err == nil {
			text = append(appendName(text, "position"), quote.Object(quote.Member{Name: "x", Value: r.Get("x")},
				quote.Member{Name: "y", Value: quote.Number(-y)})...)
		}
		return append(text, '}')
	})
	fmt.Fprint(b, ",\n\t\t\"edges\": ")
	number = numbersOf(edges)
	list(b, "\t\t", edges.AllBut("records"), func(text []byte, r rows.Row) []byte {
		text = append(appendName(append(text, '{'), "data"), '{')
		text = appendField(appendField(text, "id", r.ID), "source", string(r.From))
		text = appendField(appendField(text, "target", string(r.To)), "interaction", r.Get("relation"))
		text = appendName(appendField(text, "line", dotStyle(r.Line)), "width")
		return append(appendData(append(text, quote.Number(r.Line.Width)...), r, number), "}}"...)
	})
	fmt.Fprint(b, "\n\t},\n")
	fmt.Fprint(b, "\t\"layout\": {\"name\": \"preset\"},\n") // or Cytoscape.js sets the actors in a grid
	styled := strings.NewReplacer("INK", string(style.Report().Ink), "\n", "\n\t").Replace(cytoscapeStyle)
	b.add("\t\"style\": ", strings.TrimSpace(styled), "\n}\n")
	return b.Flush()
}
