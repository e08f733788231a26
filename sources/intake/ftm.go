package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
)

// likeFollowTheMoney tells entities of FollowTheMoney: objects with a schema and properties.
func likeFollowTheMoney(data []byte) bool {
	text := begins(data)
	return strings.Contains(text, `"schema":"`) && strings.Contains(text, `"properties":{`)
}

// The schemata of FollowTheMoney (followthemoney.tech) that a dossier can hold. Those of ties name the properties of
// both sides and the kind; a blank kind is that of the role, or a contact that is not specified.
// An ftmSchema is a schema of FollowTheMoney, by the table of the dossier that its entities are rows of; of those of claims
// with the properties that name the parties.
type ftmSchema struct{ table, actor, recipient, kind string }

var ftmSchemata = sync.OnceValue(func() map[string]ftmSchema {
	all := map[string]ftmSchema{}
	for cell := range wordFile("schemata") {
		all[cell("schema")] = ftmSchema{cell("table"), cell("actor"), cell("recipient"), cell("kind")}
	}
	return all
})

// readFollowTheMoney reads entities, one a line or in a list, as Aleph and OpenSanctions write them.
func readFollowTheMoney(in Input, r *report) batch {
	var b batch
	left := map[string]int{}
	first := map[string]sources.Pos{}
	made := map[string]int{}
	read := func(v value) {
		if v.isList { // its members were read
			return
		}
		schema := v.get("schema").text
		as, known := ftmSchemata()[schema]
		var row sources.Row
		switch {
		case schema == "":
			r.errorf(v.at, "want entities with id, schema and properties", "an entity has no schema")
			return
		case as.table == "claims":
			row = ftmTie(v, as.actor, as.recipient, as.kind)
		case schema == "Event" && len(v.get("properties.involved").texts()) > 1:
			row = ftmTie(v, "involved", "", "")
		case known:
			row = ftmRow(v, as.table)
			if as.table == "actors" {
				row.Cells = append(row.Cells, sources.Cell{Pos: v.at, Column: "kind", Text: schema})
			}
		default:
			if left[schema]++; left[schema] == 1 {
				first[schema] = v.at
			}
			return
		}
		made[row.Table]++
		b.rows = append(b.rows, row)
	}
	if ours := ourFTM(in, r); ours != nil {
		return batch{ours: ours, what: "FollowTheMoney as relgraph writes it; what it derives from the claims is " +
			"worked out again"}
	}
	readJSON(in, r, func(v value, within []string) bool {
		if len(within) > 0 {
			return false
		}
		read(v)
		return true
	})
	for schema, n := range sortedCounts(left) {
		r.warnf(first[schema], "make claims of them by hand if they matter",
			"left out: %s of the schema %q, which no table of a dossier holds; the first stands here",
			count(n, "entity"), schema)
	}
	b.what = fmt.Sprintf("FollowTheMoney: %s, %s, %s", count(made["actors"], "actor"),
		count(made["documents"], "document"), count(made["claims"], "tie"))
	return b
}

// holdsList tells whether a column holds several values. A row of several documents becomes several rows.
func holdsList(table, column string) bool {
	return column == "document" || listColumns()[[2]string{table, column}]
}

var listColumns = sync.OnceValue(func() map[[2]string]bool {
	holds := map[[2]string]bool{}
	for _, c := range sources.Columns() {
		holds[[2]string{c.Table, c.Name}] = c.List
	}
	return holds
})

// ftmRow makes a row of an entity's properties. Of several values where the dossier has one, the first counts and all
// are kept.
func ftmRow(v value, table string) sources.Row {
	row := sources.Row{Pos: v.at, Table: table,
		Cells: []sources.Cell{{Pos: v.at, Column: "id", Text: key(v.get("id").text)}}}
	given, columns := map[string]bool{}, fieldsOf("ftm", table)
	properties := v.get("properties").fields
	for _, f := range slices.Concat(properties, v.fields) {
		switch f.name {
		case "id", "schema", "properties", "caption":
			continue
		case "country", "nationality", "jurisdiction":
			if table == "actors" && len(f.texts()) == 1 && !given["country"] {
				given["country"] = true
				row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: "country", Text: f.texts()[0]})
				continue
			}
		}
		column := columns[f.name]
		switch {
		case column == "":
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: f.name, Text: f.cell()})
		case holdsList(table, column):
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: column, Text: f.cell()})
		case column == "name" && table == "actors" && !given[column] && len(f.texts()) > 1:
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: "alias", Text: strings.Join(f.texts()[1:], "|")})
		case given[column] || len(f.texts()) != 1:
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: "all " + f.name, Text: f.cell()})
		}
		if texts := f.texts(); column != "" && !holdsList(table, column) && !given[column] && len(texts) > 0 {
			given[column] = true
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: column, Text: texts[0]})
		}
	}
	if caption := v.get("caption"); !given["name"] && table == "actors" && caption.text != "" {
		row.Cells = append(row.Cells, sources.Cell{Pos: caption.at, Column: "name", Text: caption.text})
	}
	return row
}

// ftmTie makes a claim of a tie between entities.
func ftmTie(v value, from, to, kind string) sources.Row {
	row := ftmRow(v, "claims")
	row.Cells = slices.DeleteFunc(row.Cells, func(c sources.Cell) bool { return c.Column == from || c.Column == to })
	put := func(column, text string) {
		if text != "" {
			row.Cells = append(row.Cells, sources.Cell{Pos: v.at, Column: column, Text: text})
		}
	}
	put("actor", v.get("properties."+from).cell())
	put("recipient", v.get("properties."+to).cell())
	put("kind", kind)
	if kind != "" && sources.KindOf(kind).Heading != sources.MutualHeading {
		put("direction", "directed")
	}
	if len(v.get("properties.proof").texts()) > 0 { // the address is that of the passage in the same document
		row.Cells = slices.DeleteFunc(row.Cells, func(c sources.Cell) bool { return c.Column == "document" })
		put("document", v.get("properties.proof").cell())
		put("source address", v.get("properties.sourceUrl").cell())
	}
	for i, c := range row.Cells {
		if kind == "" && c.Column == "label" && understoodKind(c.Text) {
			row.Cells[i].Column = "kind"
		}
	}
	one := func(name string) string { return strings.Join(v.get("properties."+name).texts(), "|") }
	when := cmp.Or(one("date"), span(one("startDate"), one("endDate")))
	row.Cells = slices.DeleteFunc(row.Cells, func(c sources.Cell) bool {
		return c.Column == "date" || one("date") == "" && (c.Column == "startDate" || c.Column == "endDate")
	})
	put("date", when)
	return row
}
