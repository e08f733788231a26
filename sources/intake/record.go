package intake

import (
	"regexp"
	"slices"
	"strings"

	"relgraph/sources"
)

// relgraph's graph files carry each claim, document and actor as a record: "name: value" between " | ", with \| for a
// bar, \n for a line end and \\ for a backslash in values.
var recordColumn = regexp.MustCompile(`^(claim|document|not_drawn|other_document|other_claim)_\d+$|^actor$`)

// readRecord undoes the writing of a record. Values that it repeats are a list.
func readRecord(text string, at sources.Pos) []sources.Cell {
	var cells []sources.Cell
	for _, part := range recordParts(text) {
		name, value, _ := strings.Cut(part, ": ")
		value = unescape(value)
		if i := slices.IndexFunc(cells, func(c sources.Cell) bool { return c.Column == name }); i >= 0 {
			cells[i].Text += "|" + value
			continue
		}
		cells = append(cells, sources.Cell{Pos: at, Column: name, Text: value})
	}
	return cells
}

// recordOf is an object of JSON as a record.
func recordOf(v value) string {
	escape := strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)
	var parts []string
	for _, f := range v.fields {
		for _, text := range f.texts() {
			parts = append(parts, f.name+": "+escape.Replace(text))
		}
	}
	return strings.Join(parts, " | ")
}

// recordParts cuts a record at its separators: a bar after a backslash is none.
func recordParts(text string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case strings.HasPrefix(text[i:], " | "):
			parts = append(parts, text[start:i])
			start = i + 3
			i += 2
		}
	}
	return append(parts, text[start:])
}

func unescape(value string) string {
	var plain strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] == '\\' && i+1 < len(value) {
			i++
			if value[i] == 'n' {
				plain.WriteByte('\n')
				continue
			}
		}
		plain.WriteByte(value[i])
	}
	return plain.String()
}

// records collects the rows that relgraph's own records hold. A claim among several actors stands on several edges,
// and a document on many: each is one row.
type records struct {
	rows []sources.Row
	seen map[string]bool
}

// add takes a record from the column that it stands in.
func (rs *records) add(column, text string, at sources.Pos) {
	cells := readRecord(text, at)
	table := ""
	switch what := strings.TrimRight(column, "_0123456789"); what {
	case "claim":
		table = "claims"
	case "other_claim":
		table = "claims"
	case "not_drawn":
		table = "claims"
		cells = slices.DeleteFunc(cells, func(c sources.Cell) bool {
			return slices.Contains([]string{"contact", "state", "title", "url", "publisher", "issued"}, c.Column) // of the contact, and of the document
		})
	case "document", "other_document":
		table = "documents"
	case "actor":
		table = "actors"
	}
	id := ""
	for i, c := range cells {
		switch c.Column {
		case "contact_id":
			cells[i].Column = "contact"
		case "id":
			id = c.Text
		}
	}
	if key := table + " " + id; !rs.seen[key] {
		rs.seen[key] = true
		rs.rows = append(rs.rows, sources.Row{Pos: at, Table: table, Cells: cells})
	}
}

func newRecords() *records { return &records{seen: map[string]bool{}} }
