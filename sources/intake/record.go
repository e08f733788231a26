package intake

import (
	"iter"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// relgraph's graph files carry each claim, document and actor as a record: "name: value" between " | ", with \| for a
// bar, \n for a line end and \\ for a backslash in values. Records stand together in the column "records", each behind
// its sort, or in columns of their own, as in claim_1; in JSON they are objects.

// A record is one such record of an element.
type record struct {
	at   sources.Pos
	sort string
	text string
}

// recordColumn finds columns that hold a record each.
var recordColumn = pattern.Of(`^(claim|document|not_drawn|other_document|other_claim)_\d+$|^actor$`)

const (
	recordsColumn   = "records"
	recordSeparator = " || "
)

// recordsIn are the records in a cell; none in one of another tool that happens to have the column's name.
func recordsIn(c sources.Cell) []record {
	switch {
	case c.Column == recordsColumn:
		var all []record
		for text := range strings.SplitSeq(c.Text, recordSeparator) {
			sort, text, _ := strings.Cut(text, ": ")
			if _, known := sources.RecordTable(sort); !known {
				return nil
			}
			all = append(all, record{c.Pos, sort, text})
		}
		return all
	case mayHaveRecord(c.Column) && recordColumn.MatchString(c.Column) && (strings.HasPrefix(c.Text, "id: ") ||
		strings.HasPrefix(c.Column, "not_drawn_") && strings.HasPrefix(c.Text, "contact: ")):
		return []record{{c.Pos, strings.TrimRight(c.Column, "_0123456789"), c.Text}}
	}
	return nil
}

// mayHaveRecord is what can be told of a column at a glance.
func mayHaveRecord(column string) bool {
	last := column[max(0, len(column)-1):]
	return column == "actor" || "0" <= last && last <= "9"
}

// readRecord undoes the writing of a record. Values that it repeats are a list.
func readRecord(text string, at sources.Pos) []sources.Cell {
	cells := make([]sources.Cell, 0, strings.Count(text, " | ")+1)
	for part := range recordParts(text) {
		name, value, _ := strings.Cut(part, ": ")
		name, value = unescape(name), unescape(value)
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
	var b strings.Builder
	for _, f := range v.fields {
		for _, text := range f.texts() {
			if b.Len() > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(escapedName(f.name))
			b.WriteString(": ")
			escaped.WriteString(&b, text) // into memory
		}
	}
	return b.String()
}

// escapedName writes the name of a value.
func escapedName(name string) string { return strings.ReplaceAll(escaped.Replace(name), ": ", `:\ `) }

// escaped writes a value of a record.
var escaped = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)

// recordParts cuts a record at its separators: a bar after a backslash is none.
func recordParts(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i < len(text); i++ {
			switch {
			case text[i] == '\\':
				i++
			case text[i] == ' ' && strings.HasPrefix(text[i:], " | "):
				if !yield(text[start:i]) {
					return
				}
				start = i + 3
				i += 2
			}
		}
		yield(text[start:])
	}
}

func unescape(value string) string {
	if !strings.Contains(value, `\`) {
		return value
	}
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

// recordRows collects the rows that relgraph's own records hold. A claim among several actors stands on several edges,
// and a document on many: each is one row.
type records struct {
	rows []sources.Row
	seen map[[2]string]bool
}

func newRecords() *records { return &records{seen: map[[2]string]bool{}} }

// add takes a record.
func (rs *records) add(r record) {
	table, _ := sources.RecordTable(r.sort)
	key := [2]string{table, r.id()}
	if table == "" || table != "codings" && rs.seen[key] {
		return
	}
	rs.seen[key] = true
	cells := readRecord(r.text, r.at)
	if r.sort == "not_drawn" {
		cells = slices.DeleteFunc(cells, func(c sources.Cell) bool {
			// of the contact, and of the document
			return slices.Contains([]string{"contact", "state", "title", "url", "publisher", "issued"}, c.Column)
		})
	}
	for i, c := range cells {
		if cells[i].Column = sources.OwnColumn(c.Column); c.Column == "contact_id" {
			cells[i].Column = "contact"
		}
	}
	rs.rows = append(rs.rows, sources.Row{Pos: r.at, Table: table, Cells: cells})
}

// id is the value of the record's field of that name.
func (r record) id() string { return r.value("id") }

func (r record) value(name string) string {
	for part := range recordParts(r.text) {
		if value, ok := strings.CutPrefix(part, name+": "); ok {
			return unescape(value)
		}
	}
	return ""
}

// tellAbout notes what the record says of the dossier itself.
func (r record) tellAbout(about *sources.About) {
	switch r.sort {
	case "dossier":
		for _, f := range readRecord(r.text, r.at) {
			about.SetAbout(f.Column, f.Text)
		}
	case "setting":
		about.AddSetting(r.value("of"), sources.Setting{Name: r.value("name"), Value: r.value("value"), At: r.at})
	}
}
