package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// A network is what graph files have in common: nodes and edges with columns of any name.
type network struct {
	nodes, edges []element
	leftOut      []string // what of the drawing is not taken over, in words
	records      []record // that relgraph wrote of the file itself
	drawing      bool     // its elements show how they are drawn, and not what stands in columns

	nodeColumns, edgeColumns []string // that the file declares
	whole                    bool     // it declares none, and shows all
	timed                    bool     // its edges have their times on a timeline
	ofActors                 bool     // it is relgraph's table of actors, written without records
	overfull                 bool     // it has more elements than are read, which was said
}

// maxElements is the most nodes, and the most edges, that are read of a graph. Tests lower it.
var maxElements = 1_000_000

// add adds an element to the nodes or to the edges, unless there are as many as are read.
func (n *network) add(r *report, nodes bool, e element) {
	list, of := &n.edges, "edges"
	if nodes {
		list, of = &n.nodes, "nodes"
	}
	if n.hasRoom(r, len(*list), of, e.at) {
		*list = append(*list, e)
	}
}

// hasRoom tells whether one more may be added to so many nodes or edges, and says once if not.
func (n *network) hasRoom(r *report, many int, of string, at sources.Pos) bool {
	if many < maxElements {
		return true
	}
	if !n.overfull {
		n.overfull = true
		r.errorf(at, fmt.Sprintf("want at most %d, or the file in parts", maxElements),
			"the graph has more than %d %s", maxElements, of)
	}
	return false
}

// leaveOut notes what of the drawing is not taken over.
func (n *network) leaveOut(what string) {
	if !slices.Contains(n.leftOut, what) {
		n.leftOut = append(n.leftOut, what)
	}
}

// A graphReport is a report on a graph file: what is odd about thousands of its elements alike is said once.
type graphReport struct{ *report }

// undeclared says of a column that the file does not declare, once.
func (r graphReport) undeclared(at sources.Pos, class, column, want string) {
	if key := "undeclared " + class + "=" + column; !r.used[key] {
		r.used[key] = true
		r.warnf(at, want, "the column %q is not declared: read under that name", column)
	}
}

// knownWay warns, once of each word, of one that says no direction.
func (r graphReport) knownWay(at sources.Pos, name, text string, known ...string) {
	if text == "" || slices.Contains(known, text) {
		return
	}
	if key := "way " + name + "=" + text; !r.used[key] {
		r.used[key] = true
		r.warnf(at, "want "+quotedOr(known), "%s is %q: read as if it did not stand there", name, text)
	}
}

// quotedOr is a list in words: "a", "b" or "c".
func quotedOr(words []string) string {
	text := ""
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			text += " or "
		default:
			text += ", "
		}
		text += fmt.Sprintf("%q", w)
	}
	return text
}

// An element is a node or an edge.
type element struct {
	at             sources.Pos
	id, label      string
	source, target string // of an edge
	directed       bool
	frame          bool // a group that others stand in
	drawn          bool // the label is what the tool draws, as yEd has it, and no column
	cells          []sources.Cell
	times          []sources.Cell // of an edge on a timeline
	records        []record       // that relgraph wrote
}

// drawing are the columns that only say how a tool draws an element.
var drawing = strings.Fields("x y z r g b a rgb size forcelabel color colour fill shape width height xpos ypos zpos " +
	"fixed thickness viz labelsize labelcolor edgecolor timeset interval")

// networkRows makes actors of nodes and claims of edges.
func networkRows(r *report, n network) batch {
	if n.overfull {
		return batch{}
	}
	ours, n := recordRows(r, n)
	what := fmt.Sprintf("a graph of %s and %s", count(len(n.nodes), "node"), count(len(n.edges), "edge"))
	switch {
	case ours != nil && n.ofActors:
		return batch{ours: ours, what: "a table of actors of relgraph's, without records"}
	case ours != nil && len(n.nodes)+len(n.edges) == 0:
		return batch{ours: ours, what: "a graph file of relgraph; what it derives from the claims is worked out again"}
	case ours != nil:
		what = "a graph file of relgraph, with " + what[len("a graph of "):] + " that somebody added"
	}
	var rows []sources.Row
	nodeColumn := networkColumns(r, n.nodes, "nodes", actorColumns)
	edgeColumn := networkColumns(r, n.edges, "edges", claimColumns)
	if nodeColumn == nil || edgeColumn == nil {
		return batch{}
	}
	names := map[string]string{}
	for _, e := range n.nodes {
		rows = append(rows, nodeRow(e, nodeColumn))
		names[e.id] = cmp.Or(oneLine(e.label), e.id)
	}
	for _, e := range n.edges {
		if e.source == e.target && e.source != "" {
			r.aside(e.at, "want two parties", "left out, since %q stands at both ends: %s",
				cmp.Or(names[e.source], e.source), e.texts())
			continue
		}
		rows = append(rows, edgeRow(r, e, edgeColumn))
	}
	if len(n.leftOut) > 0 {
		slices.Sort(n.leftOut)
		r.notef(sources.Pos{File: r.file}, "", "left out, since they only say how it is drawn: %s",
			strings.Join(slices.Compact(n.leftOut), ", "))
	}
	if len(rows) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: r.file}, "want a graph with nodes and edges", "the file has no node")
	}
	return batch{ours: ours, rows: rows, what: what}
}

// nodeRow is the actor that a node makes.
func nodeRow(e element, columns map[string]string) sources.Row {
	row := sources.Row{Pos: e.at, Table: "actors", Cells: []sources.Cell{{Pos: e.at, Column: "id", Text: key(e.id)}}}
	row.Cells = append(row.Cells, named(e.cells, columns)...)
	if e.label == "" {
		return row
	}
	i := slices.IndexFunc(row.Cells, func(c sources.Cell) bool { return c.Column == "name" })
	switch {
	case i < 0:
		row.Cells = append(row.Cells, sources.Cell{Pos: e.at, Column: "name", Text: oneLine(e.label)})
	case row.Cells[i].Text != e.label:
		row.Cells = append(row.Cells, sources.Cell{Pos: e.at, Column: "short", Text: oneLine(e.label)})
	}
	return row
}

// edgeRow is the claim that an edge makes. Its label is a kind if it is the word for one.
func edgeRow(r *report, e element, columns map[string]string) sources.Row {
	row := sources.Row{Pos: e.at, Table: "claims"}
	put := func(column, text string) {
		row.Cells = append(row.Cells, sources.Cell{Pos: e.at, Column: column, Text: text})
	}
	put("id", e.id)
	put("actor", key(e.source))
	put("recipient", key(e.target))
	row.Cells = append(row.Cells, named(e.cells, columns)...)
	has := func(column string) bool {
		return slices.ContainsFunc(row.Cells, func(c sources.Cell) bool { return c.Column == column })
	}
	if e.directed && !has("direction") {
		put("direction", "directed")
	}
	switch label := oneLine(e.label); {
	case label == "":
	case !has("kind") && understoodKind(label):
		put("kind", label)
	case !has("label"):
		put("label", label)
	default:
		put("edge label", label)
	}
	for _, end := range []string{e.source, e.target} {
		if end == "" {
			r.errorf(e.at, "want the id of a node at each end", "an edge has no %s",
				map[bool]string{true: "source", false: "target"}[e.source == ""])
		}
	}
	return row
}

// texts are what an edge says, in one text for a message.
func (e element) texts() string {
	all := []string{oneLine(cmp.Or(e.label, "an edge"))}
	for _, c := range e.cells {
		all = append(all, c.Column+": "+oneLine(c.Text))
	}
	return strings.Join(all, " | ")
}

// key is a foreign id as a cell of several values can hold it.
func key(id string) string { return strings.ReplaceAll(strings.TrimSpace(id), "|", "¦") }

func oneLine(text string) string {
	if isEvenASCII(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// named gives cells the dossier's columns; those without one are left out.
func named(cells []sources.Cell, column map[string]string) []sources.Cell {
	var kept []sources.Cell
	for _, c := range cells {
		if c.Column = column[c.Column]; c.Column != "" {
			kept = append(kept, c)
		}
	}
	return kept
}

// networkColumns says for each column of the elements which of the dossier's it is, or itself if none; blank if it is left
// out.
func networkColumns(r *report, elements []element, of string, understood func([]string) []string) map[string]string {
	var names []string
	first := map[string]sources.Pos{}
	for _, e := range elements {
		for _, c := range e.cells {
			if _, known := first[c.Column]; !known {
				first[c.Column] = c.Pos
				names = append(names, c.Column)
			}
			if len(names) > maxColumns {
				tooManyColumns(r, c.Pos, of)
				return nil
			}
		}
	}
	var plain, left []string
	for _, name := range names {
		if of == "edges" && means("claims", name, "kind") && onlyDirections(elements, name) {
			name = "direction"
		}
		plain = append(plain, sources.PlainName(name))
	}
	column := map[string]string{}
	for i, is := range understood(plain) {
		name := names[i]
		switch {
		case slices.Contains(drawing, plain[i]):
			left = append(left, name)
			continue
		case is == "" && slices.Contains([]string{"id", "actor", "recipient"}, plain[i]):
			// the file's own reference is another one
			r.notef(first[name], "", "column %q of the %s kept as %q", name, of, "original_"+plain[i])
			column[name] = "original_" + plain[i]
			continue
		case is == "":
			r.notef(first[name], "kept as it is", "column %q of the %s is not one of relgraph's", name, of)
		case is != name:
			r.notef(first[name], "", "%q of the %s read as %s", name, of, is)
		}
		column[name] = cmp.Or(is, name)
	}
	if left != nil {
		r.notef(first[left[0]], "", "the columns %s of the %s, which say how they are drawn, are left out",
			strings.Join(left, ", "), of)
	}
	return column
}

// onlyDirections tells whether a column of edges says nothing but whether they are directed.
func onlyDirections(elements []element, name string) bool {
	for _, e := range elements {
		if slices.ContainsFunc(e.cells, func(c sources.Cell) bool { return c.Column == name && !saysDirection(c.Text) }) {
			return false
		}
	}
	return true
}

// actorColumns are the columns of a table of actors that the names mean. A node has its id and its label anyway.
func actorColumns(plain []string) []string { return columnsBy("actors", plain, "id") }

// claimColumns are the columns of a table of claims that the names mean. An edge has its two ends and its id anyway.
func claimColumns(plain []string) []string {
	return columnsBy("claims", plain, "id", "actor", "recipient", "parties")
}

// columnsBy gives names of columns their meaning by the heads that are known.
func columnsBy(table string, names []string, but ...string) []string {
	rd := reading{}
	for _, name := range names {
		rd.uses = append(rd.uses, use{name: name})
	}
	for _, column := range slices.Concat(knownColumns(table), documentColumns) {
		if !slices.Contains(but, column) && (table == "claims" || slices.Contains(knownColumns(table), column)) {
			searchHeads(&rd).takeHead(table, column)
		}
	}
	var columns []string
	for _, u := range rd.uses {
		for _, h := range headsOf(table, u.name) {
			if table == "claims" && u.column == "" && h.column == "document" {
				u.column = "document"
			}
		}
		columns = append(columns, u.column)
	}
	return columns
}

// recordRows are the rows in relgraph's own records, nil if the file has none, and rest the elements that have no such
// record: those of other tools, or somebody added them to relgraph's. The latter are left out unless edits are taken.
func recordRows(r *report, n network) (ours []sources.Row, rest network) {
	apart(n.nodes)
	apart(n.edges)
	if at := blanked(n.nodes, n.edges); at != (sources.Pos{}) {
		r.warnf(at, "want it saved as JSON, or exported as GraphML or GEXF before it is opened",
			"the records of relgraph are gone: the program that saved the file wrote %q in their place", scriptObject)
	}
	rs := newRecords()
	for _, record := range n.records {
		rs.add(record)
		record.tellAbout(&r.about)
	}
	for _, list := range [][]element{n.nodes, n.edges} {
		for _, e := range list {
			for _, record := range e.records {
				rs.add(record)
				record.tellAbout(&r.about)
			}
		}
	}
	rest = n
	rest.nodes = slices.DeleteFunc(slices.Clone(n.nodes), func(e element) bool { return e.recorded("actor") != "" })
	unrecorded := slices.DeleteFunc(slices.Clone(n.edges), func(e element) bool { return e.recorded("claim") != "" })
	rest.edges = rs.profiles(unrecorded)
	if len(rest.nodes) == len(n.nodes) && len(rest.edges) < len(unrecorded) { // claims, and no record at all
		rs.rows = append(nodeRows(n, unrecorded), rs.rows...)
		n.drawing, rest.nodes = true, nil
		r.sayLost("--profile claims --records none")
	}
	if len(rs.rows) == 0 && (n.ofActors || n.withoutRecords()) {
		if n.ofActors {
			r.sayLostOfActors()
		} else {
			r.sayLost("--records none")
		}
		rest.nodes = nil
		return nodeRows(n, nil), rest
	}
	ended := map[string]bool{}
	for _, e := range n.edges {
		ended[e.source], ended[e.target] = true, true
	}
	unused := func(e element) bool { return e.frame && !ended[e.id] } // it stands for a side, and for nobody
	rest.nodes = slices.DeleteFunc(rest.nodes, unused)
	if len(rs.rows) == 0 {
		return nil, rest
	}
	actors := n.actors()
	for i, e := range rest.edges { // tools that number nodes, such as igraph, have other ids than relgraph gave
		rest.edges[i].source, rest.edges[i].target = cmp.Or(actors[e.source], e.source), cmp.Or(actors[e.target], e.target)
	}
	r.obeyed.add(editsOption)
	r.returned = append(r.returned, shownBy(r, n, rest, actors))
	if !r.opts.TakeEdits {
		rest.nodes, rest.edges = nil, nil
	}
	return rs.rows, rest
}

// actors are the actors of nodes, by the ids that the file has for them now.
func (n network) actors() map[string]string {
	actors := map[string]string{}
	for _, e := range n.nodes {
		if id := e.recorded("actor"); id != "" {
			actors[e.id] = id
		}
	}
	return actors
}

// recorded is the id of the element's first record of a sort; "" if it has none.
func (e element) recorded(sort string) string {
	for _, r := range e.records {
		if r.sort == sort {
			return r.id()
		}
	}
	return ""
}

// apart moves the records among the cells of elements to where they belong.
func apart(elements []element) {
	for i := range elements {
		e := &elements[i]
		e.cells = slices.DeleteFunc(e.cells, func(c sources.Cell) bool {
			records := recordsIn(c)
			e.records = append(e.records, records...)
			return records != nil
		})
	}
}

// scriptObject is what JavaScript makes a text of that was an object: so graphology writes the records of JSON into GEXF.
const scriptObject = "[object Object]"

// blanked leaves out what was a record and says nothing any more. It returns where the first was.
func blanked(lists ...[]element) (first sources.Pos) {
	for _, elements := range lists {
		for i := range elements {
			e := &elements[i]
			e.cells = slices.DeleteFunc(e.cells, func(c sources.Cell) bool {
				_, sort := sources.RecordTable(c.Column)
				if !sort || !strings.HasPrefix(c.Text, scriptObject) {
					return false
				}
				if first == (sources.Pos{}) {
					first = c.Pos
				}
				return true
			})
		}
	}
	return first
}
