package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
)

// likeCSL tells CSL-JSON from other JSON: a list of items with a type and a title, or with date-parts.
func likeCSL(data []byte) bool {
	text := begins(data)
	return strings.HasPrefix(text, "[") && (strings.Contains(text, `"date-parts":`) ||
		strings.Contains(text, `"type":"`) && strings.Contains(text, `"title":`)) &&
		!strings.Contains(text, `"entity1_id":`) && !strings.Contains(text, `"schema":"`)
}

// readCSL reads the items of Zotero, Mendeley and others as documents.
func readCSL(in Input, r *report) batch {
	var b batch
	for _, file := range readJSON(in, r, nil) {
		items := file.list
		if !file.isList {
			items = []value{file}
		}
		for _, item := range items {
			b.rows = append(b.rows, cslItem(r, item))
		}
	}
	if len(b.rows) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: r.file, Line: 1, Column: 1}, "want a list of items", "the file has no item")
	}
	b.what = "references: " + count(len(b.rows), "document")
	return b
}

func cslItem(r *report, item value) sources.Row {
	row := sources.Row{Pos: item.at, Table: "documents"}
	put := func(at sources.Pos, column, text string) {
		row.Cells = append(row.Cells, sources.Cell{Pos: at, Column: column, Text: text})
	}
	id := cmp.Or(item.get("citation-key").text, item.get("id").text)
	put(item.at, "id", id)
	outlet := cmp.Or(item.get("container-title").cell(), item.get("publisher").text)
	put(item.at, "publisher", outlet)
	for _, f := range item.fields {
		switch f.name {
		case "citation-key":
		case "id":
			if f.text != id {
				put(f.at, "original_id", f.text)
			}
		case "author":
			put(f.at, "author", cslNames(f.value))
		case "issued", "accessed":
			put(f.at, f.name, cslDate(f.value))
		case "container-title", "publisher":
			if f.cell() != outlet {
				put(f.at, f.name+" too", f.cell())
			}
		case "editor", "translator", "interviewer", "recipient", "director", "container-author":
			put(f.at, f.name, cslNames(f.value))
		case "event-date", "original-date", "submitted", "available-date":
			put(f.at, f.name, cslDate(f.value))
		default:
			put(f.at, cmp.Or(fieldsOf("csl", "documents")[f.name], f.name), f.cell())
		}
	}
	if doi := item.get("DOI"); doi.text != "" && item.get("URL").text == "" {
		r.notef(doi.at, "", "the DOI %q read as the address", doi.text)
		put(doi.at, "url", doiAddress(doi.text))
	}
	return row
}

func doiAddress(doi string) string {
	if strings.HasPrefix(doi, "http") {
		return doi
	}
	return "https://doi.org/" + strings.TrimPrefix(strings.ToLower(doi), "doi:")
}

func cslNames(v value) string {
	var names []string
	for _, n := range v.list {
		name := n.get("literal").text
		if name == "" {
			name = oneLine(strings.Join([]string{n.get("given").text, n.get("dropping-particle").text,
				n.get("non-dropping-particle").text, n.get("family").text, n.get("suffix").text}, " "))
		}
		if name == "" {
			name = n.text
		}
		names = append(names, strings.ReplaceAll(name, "|", "¦"))
	}
	return strings.Join(slices.DeleteFunc(names, func(n string) bool { return n == "" }), "|")
}

// cslDate writes date-parts as EDTF: a day, or from one to another.
func cslDate(v value) string {
	var days []string
	for _, parts := range v.get("date-parts").list {
		var day []string
		for i, part := range parts.texts() {
			n, err := strconv.Atoi(part)
			if err != nil || i == 0 && len(part) > 4 {
				return v.json()
			}
			day = append(day, fmt.Sprintf([]string{"%04d", "%02d", "%02d"}[min(i, 2)], n))
		}
		days = append(days, strings.Join(day, "-"))
	}
	text := cmp.Or(strings.Join(days, "/"), v.get("raw").text, v.get("literal").text, v.text)
	if len(days) > 0 && v.get("circa").text != "" && v.get("circa").text != "false" && v.get("circa").text != "0" {
		text += "~"
	}
	return text
}
