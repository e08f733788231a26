// Package graphs writes graphs into files for programs that analyse, draw or store graphs. It draws nothing.
package graphs

import (
	"bufio"
	"fmt"
	"io"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// writeGraphML writes g as GraphML; at gives the actors' places and may lack all of them.
//
// Where two actors have several edges, every edge of the file carries its kind as Gephi's edge type, because Gephi adds up
// parallel edges of one type.
func WriteGraphML(w io.Writer, g *graph.Graph, title string, at map[sources.ActorID]rows.Place, o rows.Options) error {
	b := &graphMLWriter{Writer: bufio.NewWriter(w), ids: map[string]bool{}}
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8"?>
<!-- %s. SHA-256 of the dossier: %s%s -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`, quote.XMLComment(title), g.Dossier().Digest(), quote.XMLComment(quote.Afterwards(words.English().Shown(g))))
	nodes, edges := o.Nodes(g, at), o.Edges(g)
	nodeKeys, edgeKeys := b.declare("node", nodes), b.declare("edge", edges)
	direction := "undirected"
	if edges.AllDirected() {
		direction = "directed"
	}
	typed := edges.Parallels() > 0 && o.Flavour != rows.Strict
	fmt.Fprintf(b, "\t<graph id=\"contacts\" edgedefault=\"%s\">\n", direction)
	for _, r := range nodes.Rows {
		b.element("node", fmt.Sprintf(`id="%s"`, r.ID), r.Facts, nodeKeys)
	}
	for _, r := range edges.Rows {
		attrs := fmt.Sprintf(`id="%s" source="%s" target="%s"`, r.ID, r.From, r.To)
		if r.Directed && direction == "undirected" && o.Direction == rows.Mixed {
			attrs += ` directed="true"`
		}
		if typed {
			attrs += fmt.Sprintf(` label="%s"`, r.Kind)
		}
		b.element("edge", attrs, r.Facts, edgeKeys)
	}
	fmt.Fprint(b, "\t</graph>\n</graphml>\n")
	return b.Flush() // a bufio.Writer remembers its first error
}

type graphMLWriter struct {
	*bufio.Writer
	ids map[string]bool // of keys; nodes and edges may not share any
}

// declare writes the keys of a sheet and returns their ids.
func (b *graphMLWriter) declare(class string, s *rows.Sheet) map[string]string {
	ids := map[string]string{}
	for _, c := range s.Columns() {
		id := c.Name
		for b.ids[id] {
			id = class + id
		}
		b.ids[id], ids[c.Name] = true, id
		fmt.Fprintf(b, "\t<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", id, class, c.Name, c.Kind)
	}
	return ids
}

func (b *graphMLWriter) element(class, attrs string, facts []rows.Fact, keys map[string]string) {
	fmt.Fprintf(b, "\t\t<%s %s>\n", class, attrs)
	for _, f := range facts {
		fmt.Fprintf(b, "\t\t\t<data key=\"%s\">%s</data>\n", keys[f.Name], quote.XMLContent(f.Value))
	}
	fmt.Fprintf(b, "\t\t</%s>\n", class)
}

// graphMLWarnings says what readers of the file will make of g other than it says.
func GraphMLWarnings(g *graph.Graph, o rows.Options) []string {
	if o.Flavour == rows.YEd {
		return nil
	}
	var warnings []string
	if n := o.Edges(g).Parallels(); o.Flavour == rows.Strict && n > 0 {
		warnings = append(warnings, fmt.Sprintf("%d pairs of actors have several contacts: choose \"Don't merge\" as Gephi's merge strategy, or Gephi will add them up", n))
	}
	return append(warnings, o.GephiWarnings(g)...)
}
