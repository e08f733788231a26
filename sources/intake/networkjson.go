package intake

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var (
	jsonNodes = pattern.Of(`"(nodes|vertices)":\[|"graphs?":\[?\{[^{]{0,400}"nodes":\{"[^"]*":\{`)
	jsonEdges = pattern.Of(`"(links|edges|adjacency)":\[`)
	cyElement = pattern.Of(`"elements":\[\{[^]]{0,400}?"data":\{`)
)

// likeNetworkJSON tells the JSON of graph programs: lists of nodes and of links or edges.
func likeNetworkJSON(data []byte) bool {
	text := begins(data)
	if !strings.HasPrefix(text, "{") || strings.Contains(text, `"connections":[`) {
		return false
	}
	return jsonNodes.MatchString(text) || jsonEdges.MatchString(text) || cyElement.MatchString(text)
}

// readNetworkJSON reads what NetworkX (node-link), D3, Sigma and graphology, vis.js and Cytoscape write.
func readNetworkJSON(in Input, r *report) batch {
	g := networkJSON{graphReport: graphReport{r}, network: network{whole: true}, lists: map[string][]jsonElement{}}
	readJSON(in, r, func(v value, within []string) bool {
		if len(within) == 0 {
			g.file(v)
			return true
		}
		return g.member(v, within)
	})
	return networkRows(r, g.network)
}

// A networkJSON is a file of a graph program's while it is read: the members of its lists, by the fields that the list
// stands in.
type networkJSON struct {
	graphReport
	network
	lists map[string][]jsonElement

	// of each node, in their order, where edges stand as lists of these (NetworkX's adjacency)
	neighbours []value
}

// A jsonElement is a node or an edge before it is known what the file, which may say it at its end, calls edges that do
// not say themselves whether they are directed.
type jsonElement struct {
	element
	named     string // its id, if it has none, in lists of nodes
	says      bool   // it says itself whether it is directed
	mayBeBoth bool   // it does not call itself undirected
}

// member takes a member of a list, and tells whether the list is one of nodes or edges.
func (g *networkJSON) member(v value, within []string) bool {
	list := within[len(within)-1]
	inner := len(within) == 2 && (within[0] == "elements" || within[0] == "graph")
	switch {
	case len(within) == 1 && list == "elements": // Cytoscape.js, all in one list
		if v.get("data.source").text != "" {
			g.keep(list+" edges", "edges", v)
		} else {
			g.keep(list+" nodes", "nodes", v)
		}
	case len(within) > 1 && !inner:
		return false
	case list == "nodes" || list == "vertices":
		g.keep(strings.Join(within, "."), "nodes", v)
	case list == "edges" || list == "links":
		g.keep(strings.Join(within, "."), "edges", v)
	case list == "adjacency" && len(within) == 1 && v.isList:
		g.neighbours = append(g.neighbours, v)
	default:
		return false
	}
	return true
}

// keep adds a node or an edge to a list, unless it has as many as are read.
func (g *networkJSON) keep(list, of string, v value) {
	switch {
	case !g.hasRoom(g.report, len(g.lists[list]), of, v.at):
	case of == "nodes":
		g.lists[list] = append(g.lists[list], jsonNode(v))
	default:
		g.lists[list] = append(g.lists[list], g.edge(v))
	}
}

// file takes the elements of a file that has been read to its end.
func (g *networkJSON) file(file value) {
	if g.overfull {
		return
	}
	top, at := file, ""
	if inner := file.get("elements"); inner.fields != nil {
		top, at = inner, "elements."
	} else if inner := file.get("graph"); inner.get("nodes").isList || inner.get("nodes").fields != nil {
		top, at = inner, "graph."
	} else if graphs := file.get("graphs"); len(graphs.list) > 0 {
		top, at = graphs.list[0], "graphs."
		for _, of := range []string{"nodes", "edges"} {
			for _, v := range top.get(of).list {
				g.keep(at+of, of, v)
			}
		}
		if len(graphs.list) > 1 {
			g.warnf(graphs.list[1].at, "want each graph in a file of its own", "left out: %s behind the first",
				count(len(graphs.list)-1, "graph"))
		}
	}
	if many := top.get("hyperedges"); len(many.list) > 0 {
		g.errorf(many.list[0].at, "want edges between two nodes", "a hyperedge ties more than two nodes")
	}
	nodes, edges := "nodes", "edges" // beside which relgraph writes plain links, for D3
	switch named := top.get(nodes); {
	case named.fields != nil: // JSON Graph Format 2: by their ids, as the reader has them
		for _, f := range named.fields {
			g.keep(at+nodes, "nodes", f.value)
		}
	case !named.isList:
		nodes = "vertices"
	}
	if len(g.lists[at+edges]) == 0 {
		edges = "links"
	}
	all := slices.Concat(g.lists[at+nodes], g.lists["elements nodes"])
	ties := slices.Concat(g.lists[at+edges], g.lists["elements edges"])
	byPlace := !slices.ContainsFunc(ties, func(e jsonElement) bool { // as in files for the first versions of D3
		return !isPlace(e.source, len(all)) || !isPlace(e.target, len(all))
	})
	hasID := func(e jsonElement) bool { return e.id != "" }
	some, warned := slices.ContainsFunc(all, hasID), false
	for i, e := range all {
		if some && !warned && e.id == "" { // where none has an id, edges name their places in the list
			warned = true
			g.warnf(e.at, "want an id for each node", "a node has no id, and others have: no edge leads to it")
		}
		if e.id == "" && !(byPlace && !some) {
			e.id = e.named
		}
		e.id = cmp.Or(e.id, fmt.Sprint(i))
		g.add(g.report, true, e.element)
	}
	way := cmp.Or(file.get("directed").text, top.get("directed").text)
	g.knownWay(file.at, "directed", way, "true", "false")
	g.knownWay(file.at, "options.type", file.get("options.type").text, "directed", "undirected", "mixed")
	directed := way == "true" || file.get("options.type").text == "directed"
	ties = append(ties, g.adjacent(all, directed)...)
	mixed := file.get("options.type").text == "mixed"
	for _, e := range ties {
		if !e.says {
			e.directed = directed || mixed && e.mayBeBoth
		}
		g.add(g.report, false, e.element)
	}
	clear(g.lists)
}

// adjacent are the edges that stand as lists of each node's neighbours. Undirected ones stand at both their ends, and are
// taken at the first.
func (g *networkJSON) adjacent(nodes []jsonElement, directed bool) (edges []jsonElement) {
	place := map[string]int{}
	for i, n := range nodes {
		place[n.id] = i
	}
	for i, list := range g.neighbours {
		if i >= len(nodes) {
			g.warnf(list.at, "want a list for each node, in their order", "the neighbours of no node are left out")
			break
		}
		for _, v := range list.list {
			e := jsonElement{element: element{at: v.at, id: v.get("key").text, source: nodes[i].id,
				target: v.get("id").text}}
			jsonCells(v, &e.element, "id", "key")
			if at, known := place[e.target]; known && at < i && !directed {
				continue
			}
			if !g.hasRoom(g.report, len(edges), "edges", v.at) {
				return edges
			}
			edges = append(edges, e)
		}
	}
	return edges
}

// isPlace tells a place in a list of so many.
func isPlace(text string, many int) bool {
	n, err := strconv.Atoi(text)
	return err == nil && 0 <= n && n < many
}

func jsonNode(v value) jsonElement {
	e := jsonElement{element: element{at: v.at, id: cmp.Or(v.get("id").text, v.get("key").text, v.get("data.id").text)},
		named: v.get("name").text}
	jsonCells(v, &e.element, "id", "key")
	e.readCard()
	return e
}

// readCard takes the text of a card on one of Obsidian's canvases (JSON Canvas 1.0), or the name of its note, for its
// label.
func (e *jsonElement) readCard() {
	cells := map[string]string{}
	for _, c := range e.cells {
		cells[c.Column] = c.Text
	}
	used := cells["type"]
	switch {
	case e.label != "":
	case used == "text":
		e.label, _, _ = strings.Cut(cells[used], "\n")
		e.label = strings.TrimSpace(strings.Trim(e.label, "#[]* "))
	case used == "file":
		e.label = strings.TrimSuffix(path.Base(cells[used]), ".md")
	}
	if e.label != "" && cells[used] != "" && !strings.Contains(cells[used], "\n") {
		e.cells = slices.DeleteFunc(e.cells, func(c sources.Cell) bool { return c.Column == "type" || c.Column == used })
	}
}

func (g *networkJSON) edge(v value) jsonElement {
	e := jsonElement{element: element{at: v.at}}
	end := func(names ...string) string {
		for _, name := range names {
			for _, at := range []string{name, "data." + name} {
				if text := cmp.Or(v.get(at).text, v.get(at+".id").text); text != "" {
					return text
				}
			}
		}
		return ""
	}
	e.id, e.source, e.target = end("id", "key"), end("source", "from", "fromNode"), end("target", "to", "toNode")
	undirected, directed := v.get("undirected").text, v.get("directed").text
	g.knownWay(v.at, "directed", directed, "true", "false")
	g.knownWay(v.at, "undirected", undirected, "true", "false")
	e.says = undirected == "true" || undirected == "false" || directed == "false" || directed == "true"
	e.directed = undirected != "true" && (directed == "true" || undirected == "false" && directed != "false")
	e.mayBeBoth = undirected == ""
	if arrows := v.get("arrows").text; arrows != "" && !e.says { // of vis.js
		to, from := strings.Contains(arrows, "to"), strings.Contains(arrows, "from")
		e.says, e.directed = to || from, to != from
		if from && !to {
			e.source, e.target = e.target, e.source
		}
	}
	but := []string{"id", "key", "source", "target", "undirected", "directed"}
	if v.get("source").text == "" && v.get("data.source").text == "" { // vis.js and Obsidian have no other ends
		but = append(but, "from", "to", "fromNode", "toNode", "fromSide", "toSide")
	}
	jsonCells(v, &e.element, but...)
	return e
}

// jsonCells takes what a node or an edge says, also under "attributes" or "data".
func jsonCells(v value, e *element, but ...string) {
	inData := v.get("data").fields != nil // as Cytoscape has it; what stands beside says how it is drawn
	for _, f := range v.fields {
		switch {
		case (f.name == "attributes" || f.name == "data" || f.name == "metadata") && f.fields != nil:
			jsonCells(f.value, e, but...)
		case slices.Contains(but, f.name):
		case f.isRecords():
			for _, item := range f.list {
				e.records = append(e.records, record{item.at, f.name, recordOf(item)})
			}
		case f.name == "actor" && f.fields != nil:
			e.records = append(e.records, record{f.at, f.name, recordOf(f.value)})
		case inData && slices.Contains(ofCytoscape, f.name),
			f.fields != nil && slices.Contains([]string{"position", "style", "group"}, f.name):
		default:
			e.put(f.at, f.name, f.cell())
		}
	}
}

// ofCytoscape are the fields of an element of Cytoscape's beside its data (Cytoscape.js, "Elements JSON").
var ofCytoscape = strings.Fields(
	"group position style scratch classes removed selected selectable locked grabbable pannable")

// isRecords tells a list of relgraph's records from a column.
func (f field) isRecords() bool {
	_, known := sources.RecordTable(f.name)
	return known && f.isList && len(f.list) > 0 && f.list[0].fields != nil
}

// likeRecords tells a list of objects, which is a table.
func likeRecords(data []byte) bool {
	text := begins(data)
	return strings.HasPrefix(text, "[{") || strings.HasPrefix(text, "{")
}

// readRecordsJSON reads a list of objects as a table whose heads are their names. The list may be the only one in an
// object.
func readRecordsJSON(in Input, r *report) batch {
	var items []value
	for _, file := range readJSON(in, r, nil) {
		lists := 0
		for _, f := range file.fields {
			if f.isList && len(f.list) > 0 && f.list[0].fields != nil {
				items = append(items, f.list...)
				lists++
			}
		}
		switch {
		case file.isList:
			items = append(items, file.list...)
		case lists == 0:
			items = append(items, file)
		}
	}
	g := newGrid(in.File, bareName(in.File))
	var heads []string
	column := map[string]int{}
	head := line{at: g.place(1, 1)}
	for _, item := range items {
		if item.fields == nil {
			r.warnf(item.at, "want an object with names and values", "left out: %s", item.json())
			continue
		}
		l := line{at: g.placeOf(item.at)}
		for _, f := range flat(item, "") {
			i, known := column[f.name]
			if !known {
				i = len(heads)
				column[f.name] = i
				heads = append(heads, f.name)
				head.cells = append(head.cells, gridCell{text: f.name, at: g.placeOf(f.at)})
			}
			for len(l.cells) <= i {
				l.cells = append(l.cells, gridCell{at: g.placeOf(item.at)})
			}
			l.cells[i] = gridCell{text: r.clean(f.cell(), f.at), at: g.placeOf(f.at)}
		}
		if !l.blank() {
			g.lines = append(g.lines, l)
		}
	}
	if len(g.lines) == 0 && r.ds.Err() != nil {
		return batch{}
	}
	if len(g.lines) == 0 {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1}, "want a list of objects, each with who and with whom",
			"the file has no record")
		return batch{}
	}
	g.lines = append([]line{head}, g.lines...)
	r.firstIsHead = true
	defer func() { r.firstIsHead = false }()
	return readGrid(r, g, true)
}

// flat yields the fields of an object, those of objects in it under both names: "source.url".
func flat(v value, before string) []field {
	var all []field
	for _, f := range v.fields {
		name := before + f.name
		if len(f.fields) > 0 {
			all = append(all, flat(f.value, name+".")...)
			continue
		}
		all = append(all, field{name, f.value})
	}
	return all
}
