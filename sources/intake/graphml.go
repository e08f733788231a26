package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// A graphMLKey declares a column.
type graphMLKey struct{ name, kind, otherwise string }

// readGraphML reads GraphML (graphml.graphdrawing.org) from any tool: plain columns, and what yEd puts into its own
// elements.
func readGraphML(in Input, r *report) batch {
	g := &graphMLReader{graphReport: graphReport{r}, keys: map[string]graphMLKey{}, found: map[[2]string]keyFound{}}
	late := declaredLate(in.Data, "key")
	root := readXML(in, r, "graphml", func(n *node, within []*node) bool {
		if late || len(within) != 2 || within[0].name != "graphml" || within[1].name != "graph" ||
			n.name != "node" && n.name != "edge" {
			return false
		}
		if !g.declares {
			g.declare(within[0])
		}
		g.element(n, within[1], "")
		return true
	})
	if root == nil {
		return batch{}
	}
	if !g.declares {
		g.declare(root)
	}
	graphs := root.all("graph")
	if len(graphs) == 0 {
		r.errorf(root.at, "want the element <graph>", "the file has no graph")
	}
	for _, graph := range graphs {
		g.graph(graph, "")
	}
	return networkRows(r, g.network)
}

// declare takes the columns that a file declares.
func (g *graphMLReader) declare(root *node) {
	g.declares = true
	for _, k := range root.all("key") {
		key := graphMLKey{name: cmp.Or(k.attr("attr.name"), k.attr("id")), kind: k.attr("yfiles.type")}
		if d := k.child("default"); d != nil {
			key.otherwise = d.words()
			g.defaults = g.defaults || key.otherwise != ""
		}
		id := k.attr("for") + " " + k.attr("id")
		g.keys[id], g.order = key, append(g.order, id)
		if k.attr("for") != "edge" {
			g.nodeColumns = append(g.nodeColumns, key.name)
		}
		if k.attr("for") != "node" {
			g.edgeColumns = append(g.edgeColumns, key.name)
		}
	}
}

type graphMLReader struct {
	graphReport
	network
	keys  map[string]graphMLKey
	order []string               // of the keys
	found map[[2]string]keyFound // by class and id, those that were looked for

	nested   bool // nodes stand in others, which was said
	declares bool // the keys were taken
	defaults bool // one of them has a value for elements that give none
}

type keyFound struct {
	key      graphMLKey
	declared bool
}

// graph reads nodes and edges. The nodes of a graph inside a node, as yEd writes groups, say to which group they
// belong.
func (g *graphMLReader) graph(n *node, group string) {
	for _, c := range n.children {
		g.element(c, n, group)
	}
}

// element reads one of the elements of a graph.
func (g *graphMLReader) element(c, graph *node, group string) {
	switch c.name {
	case "node":
		e := element{at: c.at, id: c.attr("id")}
		if e.id == "" {
			g.errorf(c.at, "want an id for each node", "a node has no id")
		}
		g.data(c, "node", &e)
		if group != "" {
			e.cells = append(e.cells, sources.Cell{Pos: c.at, Column: "side", Text: group})
		}
		inner := c.child("graph")
		e.frame = inner != nil
		g.add(g.report, true, e)
		if inner != nil && !g.nested {
			g.nested = true
			g.notef(inner.at, "", "nodes stand in others, such as in %q: these are their sides",
				oneLine(cmp.Or(e.label, e.id)))
		}
		if inner != nil {
			g.graph(inner, oneLine(cmp.Or(e.label, e.id)))
		}
	case "edge":
		e := element{at: c.at, id: c.attr("id"), source: c.attr("source"), target: c.attr("target")}
		e.directed = graph.attr("edgedefault") == "directed"
		way := strings.ToLower(c.attr("directed"))
		switch way {
		case "true", "1":
			e.directed = true
		case "false", "0":
			e.directed = false
		}
		g.knownWay(graph.at, "edgedefault", graph.attr("edgedefault"), "directed", "undirected")
		g.knownWay(c.at, "directed", way, "true", "false", "1", "0")
		g.data(c, "edge", &e)
		switch kind := c.attr("label"); { // Gephi's type of the edge
		case kind == "":
		case e.label == "":
			e.label = kind
		case kind != e.label:
			e.put(c.at, "kind", kind)
		}
		g.add(g.report, false, e)
	case "hyperedge":
		g.errorf(c.at, "want edges between two nodes", "a hyperedge ties more than two nodes")
	}
}

// graphMLAttributes are those of nodes and edges that the standard or a program, by a name with a full stop, knows; the
// label of an edge is its type in Gephi.
var graphMLAttributes = map[string][]string{"node": {"id", "xmlns"},
	"edge": {"id", "source", "target", "directed", "sourceport", "targetport", "label", "xmlns"}}

// attributes takes those that the standard does not know, which hand-written files and some programs have in place of
// keys.
func (e *element) attributes(n *node, class string) {
	for _, a := range n.attrs {
		name, text := a.Name.Local, strings.TrimSpace(a.Value)
		if a.Name.Space == "" && !slices.Contains(graphMLAttributes[class], name) && !strings.Contains(name, ".") &&
			!(name == "label" && text == e.label) {
			e.put(n.at, name, text)
		}
	}
}

// data reads what an element says of itself.
func (g *graphMLReader) data(n *node, class string, e *element) {
	var given map[string]bool
	if g.defaults {
		given = map[string]bool{}
	}
	e.cells = slices.Grow(e.cells, len(n.children))
	for _, c := range n.children {
		switch c.name {
		case "desc":
			e.cells = append(e.cells, sources.Cell{Pos: c.at, Column: "description", Text: c.words()})
		case "data":
			key, declared := g.key(class, c.attr("key"))
			if !declared {
				key.name = c.attr("key")
				g.undeclared(c.at, class, key.name, "want a <key> for it")
			}
			if g.defaults {
				given[class+" "+c.attr("key")] = true
			}
			g.datum(c, key, e)
		}
	}
	e.attributes(n, class)
	if !g.defaults {
		return
	}
	for _, id := range g.order {
		if key := g.keys[id]; key.otherwise != "" && strings.HasPrefix(id, class+" ") && !given[id] {
			e.put(n.at, key.name, key.otherwise)
		}
	}
}

// key is the key of that id which is declared for a class of elements, or for all.
func (g *graphMLReader) key(class, id string) (graphMLKey, bool) {
	found, looked := g.found[[2]string{class, id}]
	if !looked {
		found.key, found.declared = g.declared(class, id)
		g.found[[2]string{class, id}] = found
	}
	return found.key, found.declared
}

func (g *graphMLReader) declared(class, id string) (graphMLKey, bool) {
	for _, of := range []string{class, "all", ""} {
		if k, ok := g.keys[of+" "+id]; ok {
			return k, true
		}
	}
	return graphMLKey{}, false
}

// datum takes one cell. yEd's hold elements: of those the labels are read.
func (g *graphMLReader) datum(c *node, key graphMLKey, e *element) {
	if len(c.children) == 0 && key.kind == "" {
		e.put(c.at, key.name, strings.TrimSpace(c.text))
		return
	}
	g.leaveOut("places, sizes, colours and shapes")
	e.drawn = true
	for _, arrows := range c.all("Arrows") { // yEd calls every graph directed; what its reader sees is arrowheads
		from, to := headed(arrows.attr("source")), headed(arrows.attr("target"))
		e.directed = from != to
		if from && !to {
			e.source, e.target = e.target, e.source
		}
	}
	e.maltego(c)
	for _, name := range []string{"NodeLabel", "EdgeLabel", "Label.Text"} {
		for i, label := range c.all(name) {
			switch text := oneLine(label.text); {
			case text == "":
			case e.label == "":
				e.label = text
			case text != e.label:
				e.put(label.at, fmt.Sprintf("label %d", i+1), text)
			}
		}
	}
}

// maltego takes the properties of an entity or a link of Maltego's: the one that names it is the label.
func (e *element) maltego(c *node) {
	for _, list := range c.all("Properties") {
		main := cmp.Or(list.attr("value"), "maltego.link.manual.type")
		for _, p := range list.all("Property") {
			value := p.child("Value")
			if value == nil {
				continue
			}
			if p.attr("name") == main && e.label == "" {
				e.label = value.words()
				continue
			}
			e.put(p.at, cmp.Or(p.attr("displayName"), p.attr("name")), value.words())
		}
	}
	for _, entity := range c.all("MaltegoEntity") {
		e.put(entity.at, "entity type", entity.attr("type"))
	}
}

// put adds a cell, or the label.
func (e *element) put(at sources.Pos, column, text string) {
	switch {
	case text == "":
	case (column == "label" || column == "Label" || column == "Edge Label" || column == "viewLabel") && e.label == "":
		e.label = text
	default:
		e.cells = append(e.cells, sources.Cell{Pos: at, Column: column, Text: text})
	}
}

func headed(arrow string) bool { return arrow != "" && arrow != "none" }
