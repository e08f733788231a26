package intake

import (
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
)

// columnsByAttribute are the columns of a table by the attributes of graph files that hold them, as relgraph writes
// these.
func columnsByAttribute(table string) map[string]sources.Column {
	of := map[string]sources.Column{}
	for _, c := range sources.Columns() {
		if c.Table == table && c.Attribute != "" {
			of[c.Attribute] = c
		}
	}
	return of
}

// edgeColumns are the columns of a claim that an edge stands for alone.
var edgeColumns = sync.OnceValue(func() map[string]sources.Column {
	of := columnsByAttribute("claims")
	of["edgenote"] = of["note"]
	return of
})

// nodeColumns are the columns of an actor that a node stands for; what else relgraph writes of one is derived.
var nodeColumns = sync.OnceValue(func() map[string]sources.Column { return columnsByAttribute("actors") })

// cellText is what an attribute says as it stands in the column of a table.
func cellText(c sources.Column, text string) string {
	if c.List {
		return strings.ReplaceAll(text, "; ", "|")
	}
	return text
}

// profiles takes the edges that stand for one claim each, and returns the others. A claim among several parties
// stands on several.
func (rs *records) profiles(edges []element) []element {
	claims := map[string]*ftmClaim{}
	var order []*ftmClaim
	rest := slices.DeleteFunc(slices.Clone(edges), func(e element) bool {
		cells := map[string]string{}
		for _, c := range e.cells {
			cells[c.Column] = c.Text
		}
		if cells["claim"] == "" || cells["stance"] == "" || cells["relation"] == "" {
			return false
		}
		from, to := e.source, e.target
		if cells["from"] != "" && cells["to"] != "" {
			from, to = cells["from"], cells["to"]
		}
		if had := claims[cells["claim"]]; had != nil {
			had.from, had.to = unique(append(had.from, from)), unique(append(had.to, to))
			return true
		}
		c := &ftmClaim{at: e.at, from: []string{from}, to: []string{to}}
		put := func(column, text string) {
			if text != "" {
				c.cells = append(c.cells, sources.Cell{Pos: e.at, Column: column, Text: text})
			}
		}
		if kind := cells["relation"]; e.label != kind && e.label != strings.ReplaceAll(kind, "-", " ") {
			put("label", e.label) // and not what one without a label is called
		}
		for _, cell := range e.cells {
			if cell.Column == "direction" && cell.Text == sources.NotTold.String() {
				continue
			}
			if c, known := edgeColumns()[cell.Column]; known {
				put(c.Name, cellText(c, cell.Text))
			} else if !slices.Contains(drawing, strings.ToLower(cell.Column)) &&
				!slices.Contains(derivedOfClaims, strings.ToLower(cell.Column)) {
				put(cell.Column, cell.Text)
			}
		}
		if via := cells["via"]; via != "" {
			put("channel", "via "+strings.ReplaceAll(via, "; ", "|"))
		} else {
			put("channel", cells["channel"])
		}
		claims[cells["claim"]] = c
		order = append(order, c)
		return true
	})
	for _, c := range order {
		rs.rows = append(rs.rows, c.row())
	}
	return rest
}

// derivedOfClaims are the other columns of edges that stand for a claim each.
var derivedOfClaims = strings.Fields(`weight from to contact members share state origins origins_min origins_max when
	start end via channel document_titles publishers issued urls
	kind type date time interaction line`)

// toldOfActors are columns that a node has in every file of relgraph's.
const toldOfActors = "Label contacts color x y"

// derivedOf are the other columns of nodes.
var derivedOf = []string{"contacts", "measure_"}

// nodeRows are the actors and documents of a file of relgraph's whose edges stand for claims, and which was written
// without records: what its nodes show, and what its edges say of their documents.
func nodeRows(n network, claims []element) (rows []sources.Row) {
	for _, e := range n.nodes {
		row := sources.Row{Pos: e.at, Table: "actors", Cells: []sources.Cell{{Pos: e.at, Column: "id", Text: e.id}}}
		name := ""
		for _, c := range e.cells {
			of, known := nodeColumns()[c.Column]
			column := of.Name
			switch {
			case known:
			case slices.Contains(drawing, strings.ToLower(c.Column)), slices.ContainsFunc(derivedOf, func(d string) bool {
				return strings.HasPrefix(c.Column, d)
			}):
				continue
			default:
				column = c.Column
			}
			text := cellText(of, c.Text)
			if column == "name" {
				name = text
			}
			row.Cells = append(row.Cells, sources.Cell{Pos: c.Pos, Column: column, Text: text})
		}
		if name == "" {
			row.Cells = append(row.Cells, sources.Cell{Pos: e.at, Column: "name", Text: e.label})
		} else if e.label != "" && e.label != name {
			row.Cells = append(row.Cells, sources.Cell{Pos: e.at, Column: "short", Text: e.label})
		}
		rows = append(rows, row)
	}
	known := map[string]bool{}
	for _, e := range claims {
		cells := map[string]string{}
		for _, c := range e.cells {
			cells[c.Column] = c.Text
		}
		id := cells["documents"]
		if id == "" || known[id] {
			continue
		}
		known[id] = true
		row := sources.Row{Pos: e.at, Table: "documents", Cells: []sources.Cell{{Pos: e.at, Column: "id", Text: id}}}
		title := strings.TrimPrefix(cells["document_titles"], id+": ")
		if title == cells["urls"] { // which is how a document without a title is called
			title = ""
		}
		for _, c := range [][2]string{{"title", title}, {"url", cells["urls"]}, {"publisher", cells["publishers"]},
			{"issued", cells["issued"]}} {
			if c[1] != "" {
				row.Cells = append(row.Cells, sources.Cell{Pos: e.at, Column: c[0], Text: c[1]})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// asNetwork reads relgraph's own tables of nodes and of edges, with its records or without; ok is false for other tables.
func (rd *reading) asNetwork() (n network, ok bool) {
	column := func(name string) int {
		return slices.IndexFunc(rd.uses, func(u use) bool { return u.name == name })
	}
	for i, u := range rd.uses {
		ok = ok || slices.ContainsFunc(rd.body, func(l line) bool {
			return recordsIn(sources.Cell{Column: u.name, Text: l.cell(i).text}) != nil
		})
	}
	id, source, target := column("Id"), column("Source"), column("Target")
	has := func(names string) bool {
		return !slices.ContainsFunc(strings.Fields(names), func(name string) bool { return column(name) < 0 })
	}
	unrecorded := !ok && id == 0 && (has("Source Target "+toldOfContacts) || column("Label") == 1 && has(toldOfActors))
	if !ok && !unrecorded || id < 0 {
		return n, false
	}
	n.ofActors = unrecorded && source < 0
	asWritten := column("timeset") < 0 && doublesBackslashes(rd)
	columns := &n.nodeColumns
	if source >= 0 && target >= 0 {
		columns = &n.edgeColumns
	}
	for _, u := range rd.uses {
		*columns = append(*columns, u.name)
	}
	for _, l := range rd.body {
		e := element{at: l.pos(), id: l.cell(id).text}
		for i, u := range rd.uses {
			text := l.cell(i).exact()
			if u.name == "Type" {
				e.directed = strings.EqualFold(text, "directed")
			}
			if asWritten {
				text = strings.ReplaceAll(text, `\\`, `\`)
			}
			if after, found := strings.CutPrefix(text, "'"); found && after != "" &&
				strings.ContainsAny(after[:1], "0123456789=+-@") {
				text = after // the mark by which relgraph keeps spreadsheets from counting
			}
			if i != id && i != source && i != target && u.name != "Type" && !(unrecorded && u.name == "Kind") {
				e.put(l.cell(i).pos(), u.name, text)
			}
		}
		if source >= 0 && target >= 0 {
			e.source, e.target = l.cell(source).text, l.cell(target).text
			n.edges = append(n.edges, e)
		} else {
			n.nodes = append(n.nodes, e)
		}
	}
	return n, true
}

// doublesBackslashes tells a table as relgraph writes it, whoever saved it again, from one as Gephi saves it, which writes
// a backslash once: records have a single one before a bar or a line end.
func doublesBackslashes(rd *reading) bool {
	i := slices.IndexFunc(rd.uses, func(u use) bool { return u.name == recordsColumn })
	return i < 0 || !slices.ContainsFunc(rd.body, func(l line) bool {
		return strings.Contains(strings.ReplaceAll(l.cell(i).text, `\\`, ""), `\`)
	})
}

// missingActors makes entries of the actors that rows of relgraph's own name and no table lists, as where somebody
// deleted a node.
func (d binder) missingActors() {
	missing := func(e *entry, column, text string) {
		for _, id := range splitList(text) {
			if len(d.actors.byKey[id]) > 0 {
				continue
			}
			d.warnf(e.place(column), "want its name", "the actor %q is described nowhere: called by that id", id)
			a := &entry{at: e.at, file: e.file, ours: true, cells: []entryCell{{"id", cell{id, e.place(column)}},
				{"name", cell{id, e.place(column)}}}}
			d.actors.rows = append(d.actors.rows, a)
			d.identify(d.actors, a, id, "actor")
		}
	}
	for _, e := range slices.Clone(d.actors.rows) {
		if e.ours {
			missing(e, "part_of", e.text("part_of"))
			missing(e, "not_same_as", e.text("not_same_as"))
		}
	}
	for _, e := range d.claims.rows {
		if !e.ours {
			continue
		}
		missing(e, "actor", e.text("actor"))
		missing(e, "recipient", e.text("recipient"))
		if ids, via := strings.CutPrefix(e.text("channel"), "via "); via {
			missing(e, "channel", ids)
		}
	}
}

// lostCodings leaves out codings of claims that are gone, as where somebody deleted an edge.
func (d binder) lostCodings() {
	known := map[string]bool{"": true}
	for _, e := range d.claims.rows {
		known[e.text("id")] = true
	}
	d.codings.rows = slices.DeleteFunc(d.codings.rows, func(e *entry) bool {
		if known[e.text("claim")] {
			return false
		}
		d.aside(e.at, "", "left out: the coding by %q of the claim %q, which is gone", e.text("coder"),
			e.text("claim"))
		return true
	})
}

// missingDocuments makes entries of the documents that relgraph's own claims name and no table lists, as where a file
// carries the claims alone.
func (d binder) missingDocuments() {
	for _, e := range d.claims.rows {
		id := e.text("document")
		if !e.ours || id == "" || len(d.documents.byKey[id]) > 0 {
			continue
		}
		d.warnf(e.place("document"), "want its title or its address", "the document %q is described nowhere: called %q",
			id, "["+id+"]")
		doc := &entry{at: e.at, file: e.file, ours: true, cells: []entryCell{{"id", cell{id, e.place("document")}},
			{"title", cell{"[" + id + "]", e.place("document")}}}}
		d.documents.rows = append(d.documents.rows, doc)
		d.identify(d.documents, doc, id, "document")
	}
}
