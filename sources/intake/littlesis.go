package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// likeLittleSis tells LittleSis's JSON from other JSON by the ids of its entities and relationships.
func likeLittleSis(data []byte) bool {
	text := begins(data)
	return strings.Contains(text, `"entity1_id":`) || strings.Contains(text, `"primary_ext":`)
}

// littleSisCategories are the categories of relationships, by their numbers (littlesis.org/help). Those that say
// where somebody belongs or what they own are affiliations, from entity 1 to entity 2.
var littleSisCategories = []string{"", "Position", "Education", "Membership", "Family", "Donation", "Transaction",
	"Lobbying", "Social", "Professional",
	"Ownership", "Hierarchy", "Generic"}

// readLittleSis reads entities and relationships as LittleSis's API and its bulk data have them.
func readLittleSis(in Input, r *report) batch {
	var objects []value
	var collect func(v value)
	collect = func(v value) {
		if v.isList {
			for _, item := range v.list {
				collect(item)
			}
			return
		}
		if v.fields == nil {
			return
		}
		if v.get("attributes.id").text != "" || v.get("name").text != "" || v.get("entity1_id").text != "" ||
			v.get("attributes.entity1_id").text != "" {
			objects = append(objects, v)
		}
		for _, name := range []string{"data", "included", "entities", "relationships"} {
			collect(v.get(name))
		}
	}
	for _, v := range readJSON(in, r, nil) {
		collect(v)
	}
	return littleSisRows(r, objects)
}

// littleSisRows makes actors of entities and claims of relationships.
func littleSisRows(r *report, objects []value) batch {
	var b batch
	entities, relationships := 0, 0
	for _, v := range objects {
		fields := v.fields
		if attributes := v.get("attributes"); attributes.fields != nil {
			fields = attributes.fields
			for _, f := range v.fields {
				if f.name == "links" || f.name == "self" {
					fields = append(slices.Clone(fields), field{"same_as",
						value{at: f.at, text: cmp.Or(f.get("self").text, f.text)}})
				}
			}
		}
		object := value{at: v.at, fields: fields}
		if object.get("entity1_id").text != "" {
			relationships++
			b.rows = append(b.rows, littleSisRelationship(object))
			continue
		}
		entities++
		b.rows = append(b.rows, littleSisEntity(object))
	}
	if len(b.rows) == 0 {
		r.errorf(sources.Pos{File: r.file},
			"want entities with a name, or relationships with entity1_id and entity2_id",
			"the file has no entity or relationship")
	}
	b.what = fmt.Sprintf("LittleSis: %s and %s", count(entities, "entity"), count(relationships, "relationship"))
	return b
}

func littleSisEntity(v value) sources.Row {
	row := sources.Row{Pos: v.at, Table: "actors"}
	for _, f := range v.fields {
		column := fieldsOf("littlesis", "actors")[f.name]
		row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: cmp.Or(column, f.name), Text: f.cell()})
	}
	return row
}

func littleSisRelationship(v value) sources.Row {
	row := sources.Row{Pos: v.at, Table: "claims"}
	put := func(at sources.Pos, column, text string) {
		if text != "" {
			row.Cells = append(row.Cells, sources.Cell{Pos: at, Column: column, Text: text})
		}
	}
	end := v.get("end_date").text
	when := span(v.get("start_date").text, end)
	if v.get("is_current").text == "true" && end == "" && when != "" {
		when += ".."
	}
	put(v.at, "date", when)
	for _, f := range v.fields {
		switch f.name {
		case "id":
			put(f.at, "id", "littlesis-"+f.text)
		case "entity1_id", "entity2_id":
			side := map[string]string{"entity1_id": "actor", "entity2_id": "recipient"}[f.name]
			put(f.at, side, f.text)
		case "category_id":
			put(f.at, "category", f.text)
			var n int
			if _, err := fmt.Sscan(f.text, &n); err == nil && 0 < n && n < len(littleSisCategories) {
				put(f.at, "kind", littleSisCategories[n])
			}
			if slices.Contains([]int{1, 2, 3, 5, 10, 11}, n) {
				put(f.at, "direction", "directed")
			}
		case "description1":
			put(f.at, "label", f.text)
		case "description":
			put(f.at, "summary", f.text)
		case "notes":
			put(f.at, "note", f.text)
		case "url", "source_url", "source":
			put(f.at, "document", f.text)
		case "start_date", "end_date", "is_current":
			put(f.at, f.name, f.text)
		case "same_as":
			put(f.at, "littlesis", f.text)
		default:
			put(f.at, f.name, f.cell())
		}
	}
	return row
}

// isLittleSis tells a table of LittleSis's relationships by its header.
func isLittleSis(header []sources.Cell) bool {
	return hasAll(plainNames(header), "entity1_id", "entity2_id")
}

// littleSisTable reads such a table.
func littleSisTable(r *report, s sources.Sheet) batch {
	var objects []value
	for _, row := range s.Rows {
		v := value{at: row.Pos}
		for _, c := range row.Cells {
			v.fields = append(v.fields, field{sources.PlainName(c.Column), value{at: c.Pos, text: c.Text}})
		}
		objects = append(objects, v)
	}
	return littleSisRows(r, objects)
}
