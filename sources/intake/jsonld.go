package intake

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"relgraph/sources"
)

// likeJSONLD tells the linked data that relgraph writes.
func likeJSONLD(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 4<<10)], []byte(`"urn:relgraph:term:"`))
}

// readJSONLD reads the JSON-LD that relgraph writes: each actor, document and claim has its cells under relgraph's
// own terms. What is derived of them is worked out again.
func readJSONLD(in Input, r *report) batch {
	tables := map[string]string{"actor": "actors", "document": "documents", "claim": "claims", "kind": "kinds",
		"coding": "codings"}
	b := batch{what: "JSON-LD of relgraph; what it derives from the claims is worked out again"}
	known := map[string][]string{}
	for _, table := range tables {
		known[table] = knownColumns(table)
	}
	readJSON(in, r, func(v value, within []string) bool {
		if len(within) != 1 || within[0] != "@graph" {
			return len(within) == 0
		}
		if v.get("@id").text == "d:dossier" {
			aboutLD(r, v)
			return true
		}
		what, id, _ := strings.Cut(strings.TrimPrefix(v.get("@id").text, "d:"), ":")
		if table := tables[what]; table != "" {
			b.ours = append(b.ours, rowLD(v, table, id, known[table]))
		}
		return true
	})
	if b.ours == nil && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1}, "want JSON-LD that relgraph wrote",
			"the file has no actor, document or claim")
	}
	return b
}

// rowLD is the row that is told of by a thing of relgraph's.
func rowLD(v value, table, id string, known []string) sources.Row {
	row := sources.Row{Pos: v.at, Table: table, Cells: make([]sources.Cell, 0, len(v.fields))}
	if table != "codings" {
		id = cmp.Or(v.get("schema:identifier").text, id)
		row.Cells = append(row.Cells, sources.Cell{Pos: v.at, Column: "id", Text: id})
	}
	for _, f := range v.fields {
		column, own := strings.CutPrefix(f.name, "rg:")
		switch {
		case f.name == "schema:additionalProperty":
			for _, own := range f.list { // of the dossier's own
				row.Cells = append(row.Cells, sources.Cell{Pos: own.at, Column: own.get("schema:name").text,
					Text: own.get("schema:value").text})
			}
		case !own || column == "id" || column == "class" && table != "kinds":
		case column == "contact_id":
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: "contact", Text: linkedText(f.value)})
		case slices.Contains(known, column) && column != "contact":
			row.Cells = append(row.Cells, sources.Cell{Pos: f.at, Column: column, Text: linkedText(f.value)})
		}
	}
	return row
}

// aboutLD reads what the dossier says of itself.
func aboutLD(r *report, v value) {
	for _, f := range v.fields {
		name, own := strings.CutPrefix(f.name, "rg:")
		switch {
		case !own:
		case name == "figure" || name == "sides":
			for _, s := range f.list {
				r.about.AddSetting(name, sources.Setting{Name: s.get("schema:name").text,
					Value: s.get("schema:value").text, At: s.at})
			}
		default:
			r.about.SetAbout(name, f.text)
		}
	}
}

// linkedText is the text of a value of JSON-LD; of a reference the id, of a list its values.
func linkedText(v value) string {
	if list := v.get("@list"); list.isList {
		v = list
	}
	switch {
	case v.isList:
		var texts []string
		for _, item := range v.list {
			texts = append(texts, linkedText(item))
		}
		return strings.Join(texts, "|")
	case v.get("@value").text != "":
		return v.get("@value").text
	case v.get("@id").text != "":
		_, id, _ := strings.Cut(strings.TrimPrefix(v.get("@id").text, "d:"), ":")
		return id
	}
	return v.text
}
