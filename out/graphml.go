package out

import (
	"bufio"
	"fmt"
	"io"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// writeGraphML writes g as GraphML; at gives the actors' places and may lack all of them.
//
// Where two actors have several edges, every edge of the file carries its kind as Gephi's edge type, because Gephi adds up
// parallel edges of one type.
func writeGraphML(w io.Writer, g *graph.Graph, title string, at map[sources.ActorID]Place, o GraphOptions) error {
	b := &graphMLWriter{Writer: bufio.NewWriter(w), ids: map[string]bool{}}
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8"?>
<!-- %s. SHA-256 of the dossier: %s%s -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`, xmlComment(title), g.Dossier().Digest(), xmlComment(afterwards(words.English().Shown(g))))
	nodes, edges := o.nodeSheet(g, at), o.edgeSheet(g)
	nodeKeys, edgeKeys := b.declare("node", nodes), b.declare("edge", edges)
	direction := "undirected"
	if edges.allDirected() {
		direction = "directed"
	}
	typed := edges.parallels() > 0 && o.Flavour != Strict
	fmt.Fprintf(b, "\t<graph id=\"contacts\" edgedefault=\"%s\">\n", direction)
	for _, r := range nodes.rows {
		b.element("node", fmt.Sprintf(`id="%s"`, r.id), r.facts, nodeKeys)
	}
	for _, r := range edges.rows {
		attrs := fmt.Sprintf(`id="%s" source="%s" target="%s"`, r.id, r.from, r.to)
		if r.directed && direction == "undirected" && o.Direction == Mixed {
			attrs += ` directed="true"`
		}
		if typed {
			attrs += fmt.Sprintf(` label="%s"`, r.kind)
		}
		b.element("edge", attrs, r.facts, edgeKeys)
	}
	fmt.Fprint(b, "\t</graph>\n</graphml>\n")
	return b.Flush() // a bufio.Writer remembers its first error
}

type graphMLWriter struct {
	*bufio.Writer
	ids map[string]bool // of keys; nodes and edges may not share any
}

// declare writes the keys of a sheet and returns their ids.
func (b *graphMLWriter) declare(class string, s *sheet) map[string]string {
	ids := map[string]string{}
	for _, c := range s.columns() {
		id := c.name
		for b.ids[id] {
			id = class + id
		}
		b.ids[id], ids[c.name] = true, id
		fmt.Fprintf(b, "\t<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", id, class, c.name, c.kind)
	}
	return ids
}

func (b *graphMLWriter) element(class, attrs string, facts []fact, keys map[string]string) {
	fmt.Fprintf(b, "\t\t<%s %s>\n", class, attrs)
	for _, f := range facts {
		fmt.Fprintf(b, "\t\t\t<data key=\"%s\">%s</data>\n", keys[f.name], xmlContent(f.value))
	}
	fmt.Fprintf(b, "\t\t</%s>\n", class)
}

// graphMLWarnings says what readers of the file will make of g other than it says.
func graphMLWarnings(g *graph.Graph, o GraphOptions) []string {
	if o.Flavour == YEd {
		return nil
	}
	var warnings []string
	if n := o.edgeSheet(g).parallels(); o.Flavour == Strict && n > 0 {
		warnings = append(warnings, fmt.Sprintf("%d pairs of actors have several contacts: choose \"Don't merge\" as Gephi's merge strategy, or Gephi will add them up", n))
	}
	return append(warnings, o.gephiWarnings(g)...)
}
