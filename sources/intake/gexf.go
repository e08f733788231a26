package intake

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"relgraph/sources"
)

// readGEXF reads GEXF, versions 1.1 to 1.3 (gexf.net), as Gephi and others write it.
func readGEXF(in Input, r *report) batch {
	g := &gexfReader{graphReport: graphReport{r}, titles: map[[2]string]gexfColumn{}}
	late := declaredLate(in.Data, "attributes")
	root := readXML(in, r, "gexf", func(n *node, within []*node) bool {
		if late || len(within) != 3 || within[0].name != "gexf" || within[1].name != "graph" {
			return false
		}
		list := within[2].name
		if !(list == "nodes" && n.name == "node" || list == "edges" && n.name == "edge") {
			return false
		}
		if !g.declares {
			g.declare(within[1])
		}
		if n.name == "node" {
			g.node(n, "")
		} else {
			g.edge(n)
		}
		return true
	})
	if root == nil {
		return batch{}
	}
	graph := root.child("graph")
	if graph == nil {
		r.errorf(root.at, "want the element <graph>", "the file has no graph")
		return batch{}
	}
	if !g.declares {
		g.declare(graph)
	}
	for _, list := range graph.all("nodes") {
		g.readNodes(list, "")
	}
	g.readEdges(graph)
	return networkRows(r, g.network)
}

// declare takes the columns that a file declares, and which way its edges go.
func (g *gexfReader) declare(graph *node) {
	g.declares, g.directed = true, graph.attr("defaultedgetype") == "directed"
	g.timed = graph.attr("mode") == "dynamic"
	g.knownWay(graph.at, "defaultedgetype", graph.attr("defaultedgetype"), "directed", "undirected", "mutual")
	for _, list := range graph.all("attributes") {
		for _, a := range list.all("attribute") {
			id := [2]string{list.attr("class"), a.attr("id")}
			c := gexfColumn{title: cmp.Or(a.attr("title"), a.attr("id"))}
			if d := a.child("default"); d != nil {
				c.otherwise = d.words()
				g.defaults = g.defaults || c.otherwise != ""
			}
			g.titles[id], g.order = c, append(g.order, id)
			if list.attr("class") == "node" {
				g.nodeColumns = append(g.nodeColumns, c.title)
			} else {
				g.edgeColumns = append(g.edgeColumns, c.title)
			}
		}
	}
}

// edge reads an edge.
func (g *gexfReader) edge(c *node) {
	e := g.element(c, "edge")
	e.source, e.target = c.attr("source"), c.attr("target")
	switch c.attr("type") {
	case "directed":
		e.directed = true
	case "undirected", "mutual":
	default:
		e.directed = g.directed
	}
	g.knownWay(c.at, "type", c.attr("type"), "directed", "undirected", "mutual")
	e.put(c.at, "kind", c.attr("kind"))
	e.put(c.at, "weight", c.attr("weight"))
	if when := span(c.attr("start"), c.attr("end")); when != "" {
		e.put(c.at, "date", when)
	}
	e.times = timesOf(c)
	g.timed = g.timed || e.times != nil
	g.add(g.report, false, e)
}

// timesOf are the times of an edge, as they stand in the file. Gephi writes several as spells.
func timesOf(edge *node) (times []sources.Cell) {
	note := func(n *node) {
		start, end := timelineDay(n.attr("start")), timelineDay(n.attr("end"))
		text := start + "/" + end
		switch {
		case start == "" && end == "":
			return
		case start == end:
			text = start
		}
		times = append(times, sources.Cell{Pos: n.at, Column: "date", Text: text})
	}
	note(edge)
	for _, list := range edge.all("spells") {
		for _, s := range list.all("spell") {
			note(s)
		}
	}
	return times
}

// timelineDay is the day of a point in time as Gephi writes it, by what its timeline shows: a day, a moment, or the
// milliseconds since 1970. An end that is open is not there, or infinite; what is no time stays as it is.
func timelineDay(text string) string {
	text = strings.TrimSpace(text)
	switch {
	case len(text) == len(time.DateOnly):
		return text
	case text == "None": // as Python has it
		return ""
	}
	if ms, err := strconv.ParseFloat(text, 64); err == nil {
		const first, last = -62135596800000, 253402300799999 // of the years 1 to 9999
		switch {
		case math.IsInf(ms, 0):
			return ""
		case ms >= first && ms <= last:
			return time.UnixMilli(int64(ms)).UTC().Format(time.DateOnly)
		}
		return text
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC().Format(time.DateOnly)
		}
	}
	return text
}

type gexfReader struct {
	graphReport
	network
	titles   map[[2]string]gexfColumn // by class and id
	order    [][2]string
	declares bool // the columns were taken
	defaults bool // one of them has a value for elements that give none
	directed bool
}

type gexfColumn struct{ title, otherwise string }

// readNodes reads a list of nodes.
func (g *gexfReader) readNodes(list *node, group string) {
	for _, c := range list.children {
		if c.name == "node" {
			g.node(c, group)
		}
	}
}

// readEdges reads the lists of edges that stand in a graph, or in a node that others stand in.
func (g *gexfReader) readEdges(in *node) {
	for _, list := range in.all("edges") {
		for _, c := range list.all("edge") {
			g.edge(c)
		}
	}
}

// node reads a node. Nodes inside others, or with a pid, belong to a group.
func (g *gexfReader) node(c *node, group string) {
	e := g.element(c, "node")
	if e.id == "" {
		g.errorf(c.at, "want an id for each node", "a node has no id")
	}
	e.put(c.at, "group of nodes", cmp.Or(c.attr("pid"), group))
	e.put(c.at, "start", c.attr("start"))
	e.put(c.at, "end", c.attr("end"))
	g.add(g.report, true, e)
	if inner := c.child("nodes"); inner != nil {
		g.readNodes(inner, cmp.Or(e.label, e.id))
	}
	g.readEdges(c)
}

// element reads what nodes and edges have alike.
func (g *gexfReader) element(n *node, class string) element {
	e := element{at: n.at, id: n.attr("id"), label: strings.TrimSpace(n.attr("label"))}
	var given map[[2]string]bool
	if g.defaults {
		given = map[[2]string]bool{}
	}
	for _, c := range n.children {
		switch c.name {
		case "attvalues":
			e.cells = slices.Grow(e.cells, len(c.children))
			for _, v := range c.children {
				if v.name != "attvalue" {
					continue
				}
				id := [2]string{class, cmp.Or(v.attr("for"), v.attr("id"))}
				column, declared := g.titles[id]
				if !declared {
					column.title = id[1]
					g.undeclared(v.at, class, column.title, "want an <attribute> for it")
				}
				if g.defaults {
					given[id] = true
				}
				if e.again(v.at, column.title, v.attr("value")); len(e.cells) > maxColumns {
					tooManyColumns(g.report, v.at, class+"s")
					return e
				}
			}
		case "spells":
			for _, s := range c.all("spell") {
				e.again(s.at, "time", span(s.attr("start"), s.attr("end")))
			}
		case "color", "position", "size", "shape", "thickness":
			g.leaveOut(c.name)
		}
	}
	if !g.defaults {
		return e
	}
	for _, id := range g.order {
		if c := g.titles[id]; c.otherwise != "" && id[0] == class && !given[id] {
			e.put(n.at, c.title, c.otherwise)
		}
	}
	return e
}

// again adds a cell, or another value to the one that is there: what changes over time has several.
func (e *element) again(at sources.Pos, column, text string) {
	for i := range e.cells {
		if e.cells[i].Column == column && text != "" {
			if len(e.cells[i].Text) <= maxCell { // of a longer one the draft says that it is too long
				e.cells[i].Text += "|" + text
			}
			return
		}
	}
	e.put(at, column, text)
}
