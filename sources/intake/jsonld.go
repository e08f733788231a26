package intake

import (
	"bytes"
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
	for _, file := range readJSON(in, r) {
		for _, v := range file.get("@graph").list {
			if v.get("@id").text == "d:dossier" {
				aboutLD(r, v)
				continue
			}
			what, id, ok := strings.Cut(strings.TrimPrefix(v.get("@id").text, "d:"), ":")
			table := tables[what]
			if !ok || table == "" {
				continue
			}
			if text := v.get("schema:identifier").text; text != "" {
				id = text
			}
			row := sources.Row{Pos: v.at, Table: table}
			if table != "codings" {
				row.Cells = []sources.Cell{{Pos: v.at, Column: "id", Text: id}}
			}
			known := knownColumns(table)
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
			b.ours = append(b.ours, row)
		}
	}
	if b.ours == nil && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1}, "want JSON-LD that relgraph wrote",
			"no actor, document or claim in the file")
	}
	return b
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
