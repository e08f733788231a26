package intake

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// likeSTIX tells a bundle of STIX 2 from other JSON.
func likeSTIX(data []byte) bool {
	text := begins(data)
	return strings.HasPrefix(text, "{") && strings.Contains(text, `"type":"bundle"`) &&
		strings.Contains(text, `"objects":[`)
}

// stixSaysNothing are the types of objects that only say how others may be used or read (OASIS, STIX 2.1, sections
// 4.8, 7.2 and 7.3).
var stixSaysNothing = []string{"marking-definition", "extension-definition", "language-content"}

// readSTIX reads the objects of bundles: relationships and sightings as claims, reports as documents, all others as
// actors (OASIS, STIX 2.1, sections 4 and 5).
func readSTIX(in Input, r *report) batch {
	var objects []value
	for _, bundle := range readJSON(in, r, nil) {
		objects = append(objects, bundle.get("objects").list...)
	}
	reports := map[string][]string{} // for each object, the reports that list it
	for _, o := range objects {
		if o.get("type").text == "report" {
			for _, ref := range o.get("object_refs").texts() {
				reports[ref] = append(reports[ref], o.get("id").text)
			}
		}
	}
	var b batch
	left := map[string]int{}
	first := map[string]sources.Pos{}
	made := map[string]int{}
	for _, o := range objects {
		switch sort := o.get("type").text; {
		case sort == "":
			r.errorf(o.at, "want objects with a type and an id", "an object has no type")
		case slices.Contains(stixSaysNothing, sort):
			if left[sort]++; left[sort] == 1 {
				first[sort] = o.at
			}
		default:
			row := stixRow(o, sort, reports[o.get("id").text])
			made[row.Table]++
			b.rows = append(b.rows, row.rest())
		}
	}
	for sort, n := range sortedCounts(left) {
		r.notef(first[sort], "they say how the others may be used",
			"left out: %s of the type %q; the first stands here", count(n, "object"), sort)
	}
	if len(b.rows) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File}, "want a bundle with objects", "the bundle has no object")
	}
	b.what = fmt.Sprintf("STIX: %s, %s, %s", count(made["actors"], "actor"), count(made["documents"], "report"),
		count(made["claims"], "relationship"))
	return b
}

// stixRow is the row that an object of a type makes. listed are the reports that list it.
func stixRow(o value, sort string, listed []string) objectRow {
	row := objectRow{value: o, Row: sources.Row{Pos: o.at}}
	row.take("type")
	row.put("id", "id")
	switch sort {
	case "relationship":
		row.Table = "claims"
		row.put("source_ref", "actor")
		row.put("target_ref", "recipient")
		row.putText("relationship_type", "kind", strings.ReplaceAll(o.get("relationship_type").text, "-", " "))
		row.event("start_time", "stop_time", listed)
	case "sighting":
		row.Table = "claims"
		row.put("where_sighted_refs", "actor")
		row.put("sighting_of_ref", "recipient")
		row.putText("", "kind", "sighted")
		row.event("first_seen", "last_seen", listed)
	case "report":
		row.Table = "documents"
		row.put("name", "title")
		row.put("published", "issued")
		row.put("description", "note")
		row.outlet()
	default:
		row.Table = "actors"
		row.put("name", "name")
		row.put("aliases", "alias")
		row.put("description", "note")
		row.putText("type", "kind", strings.ReplaceAll(sort, "-", " "))
	}
	return row
}

// event takes what a relationship and a sighting say alike: what, when, and the reports that list them.
func (o *objectRow) event(start, end string, listed []string) {
	o.put("description", "summary")
	o.put(start, "start")
	o.put(end, "end")
	o.putText("", "direction", "directed")
	o.span("start", "end")
	o.sourced(listed)
}

// outlet takes the address and the outlet that a report refers to first.
func (o *objectRow) outlet() {
	for _, ref := range o.get("external_references").list {
		for _, as := range []struct{ name, column string }{{"url", "url"}, {"source_name", "publisher"}} {
			if v := ref.get(as.name); v.text != "" && !o.has(as.column) {
				o.Cells = append(o.Cells, sources.Cell{Pos: v.at, Column: as.column, Text: v.text})
			}
		}
	}
}

// An objectRow is a row that is made of an object of JSON. What is not taken is kept in columns of its own.
type objectRow struct {
	value
	sources.Row
	taken []string
}

func (o *objectRow) take(name string) value {
	o.taken = append(o.taken, name)
	return o.get(name)
}

func (o *objectRow) has(column string) bool {
	return slices.ContainsFunc(o.Cells, func(c sources.Cell) bool { return c.Column == column })
}

// put takes the field of that path for a column.
func (o *objectRow) put(path, column string) {
	if v := o.take(path); v.cell() != "" {
		o.Cells = append(o.Cells, sources.Cell{Pos: v.at, Column: column, Text: v.cell()})
	}
}

// putText is put with a text in place of the field's own.
func (o *objectRow) putText(path, column, text string) {
	at := o.at
	if path != "" {
		at = o.take(path).at
	}
	if text != "" {
		o.Cells = append(o.Cells, sources.Cell{Pos: at, Column: column, Text: text})
	}
}

// span makes one date of the cells of two columns.
func (o *objectRow) span(start, end string) {
	text := map[string]string{}
	at := o.at
	o.Cells = slices.DeleteFunc(o.Cells, func(c sources.Cell) bool {
		if c.Column == start || c.Column == end {
			text[c.Column], at = dayOf(c.Text), c.Pos
			return true
		}
		return false
	})
	if when := span(text[start], text[end]); when != "" {
		o.Cells = append(o.Cells, sources.Cell{Pos: at, Column: "date", Text: when})
	}
}

// dayOf is the day of a time stamp (RFC 3339).
func dayOf(text string) string {
	day, _, _ := strings.Cut(text, "T")
	return day
}

// sourced takes what a STIX object refers to as its documents, or else the reports that list it.
func (o *objectRow) sourced(reports []string) {
	refs := o.take("external_references")
	var texts []string
	for _, ref := range refs.list {
		switch address, name := ref.get("url").text, ref.get("source_name").text; {
		case address != "":
			texts = append(texts, fmt.Sprintf(`<a href="%s">%s</a>`, address, name))
		case name != "":
			texts = append(texts, strings.TrimSpace(name+" "+ref.get("external_id").text))
		}
		if words := ref.get("description"); words.text != "" {
			o.Cells = append(o.Cells, sources.Cell{Pos: words.at, Column: "citation", Text: words.text})
		}
	}
	if texts == nil {
		texts = reports
	}
	for _, text := range texts {
		o.Cells = append(o.Cells, sources.Cell{Pos: o.at, Column: "document", Text: text})
	}
}

// rest is the row with all fields that nobody took.
func (o *objectRow) rest() sources.Row {
	o.leave(o.value, "")
	return o.Row
}

func (o *objectRow) leave(v value, path string) {
	for _, f := range v.fields {
		name := path + f.name
		below := slices.ContainsFunc(o.taken, func(t string) bool { return strings.HasPrefix(t, name+".") })
		switch {
		case slices.Contains(o.taken, name):
		case below:
			o.leave(f.value, name+".")
		case f.cell() != "":
			o.Cells = append(o.Cells, sources.Cell{Pos: f.at, Column: name, Text: f.cell()})
		}
	}
}
