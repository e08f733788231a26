// Package sheets writes tables for spreadsheets, statistics and databases: CSV, workbooks, data packages.
package sheets

import (
	"embed"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
	embedded "relgraph/sources/table"
)

// A table is rows under a header, all texts.
type table struct {
	name    string
	columns []rows.Column
	rows    iter.Seq[[]string] // made as they are gone through
}

// dossierTables are the dossier's own tables, in canonical form, but for the columns that are of the owner's machine
// alone. Read as a dossier they say the same again.
func dossierTables(d *sources.Dossier) []table {
	var tables []table
	for _, from := range d.Folder().Tables() {
		t := table{name: from.Name}
		var kept []int
		for i, name := range from.Columns {
			if c, known := columnOf(from.Name, name); !known || c.Reach != sources.Local {
				t.columns, kept = append(t.columns, rows.Column{Name: name, Kind: "string"}), append(kept, i)
			}
		}
		t.rows = func(yield func([]string) bool) {
			for _, cells := range from.Rows {
				row := make([]string, len(kept))
				for n, i := range kept {
					row[n] = cells[i]
				}
				if !yield(row) {
					return
				}
			}
		}
		tables = append(tables, t)
	}
	return tables
}

// columnOf finds a column of the dossier, if relgraph knows it.
func columnOf(table, name string) (c sources.Column, known bool) {
	for _, c := range sources.Columns() {
		if c.Table == table && c.Name == name {
			return c, true
		}
	}
	return sources.Column{}, false
}

//go:embed contacts.csv
var contactFile embed.FS

// A contactColumn is a column of the table of contacts, and what stands in it.
type contactColumn struct{ name, about string }

// contactColumns are the columns of that table. What a contact's claims and documents say is in their own tables.
var contactColumns = sync.OnceValue(func() (all []contactColumn) {
	for cell := range embedded.Embedded(contactFile, "contacts.csv") {
		all = append(all, contactColumn{cell("name"), cell("about")})
	}
	return all
})

// contactTable has a row for every contact, those too that no figure draws: the column "state" says which.
func contactTable(g *graph.Graph) table {
	t := table{name: "contacts"}
	for _, c := range contactColumns() {
		t.columns = append(t.columns, rows.Column{Name: c.name, Kind: rows.KindOf(c.name)})
	}
	t.rows = func(yield func([]string) bool) {
		for c := range g.All() {
			if !yield(cells(rows.ContactRow(g.Dossier(), c), t.columns)) {
				return
			}
		}
	}
	return t
}

// cells are the values of a row in the order of the columns, one of which may be its id.
func cells(r rows.Row, columns []rows.Column) []string {
	texts := r.Cells(columns)
	for i, c := range columns {
		if c.Name == "id" {
			texts[i] = r.ID
		}
	}
	return texts
}

// runnable tells whether a spreadsheet that opens a CSV file would take a cell for a formula. East Asian editions take
// signs of full width for the plain ones.
func runnable(text string) bool {
	if text == "" || text[0] > '@' && text[0] < utf8.RuneSelf {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}

var moment = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`) })

// A momentary is what is known of a column while one looks whether Gephi would take it for one of moments in time: it
// guesses the types of columns (ImporterSpreadsheetCSV, 0.10.1), and then shows them as numbers and refuses the table
// beside that of nodes, which have none.
type momentary struct{ some, others bool }

func (m *momentary) see(text string) {
	switch {
	case text == "", m.others:
	case moment().MatchString(text):
		m.some = true
	default:
		m.others = true
	}
}

// forSpreadsheets returns the table as a CSV file has to have it, so that its texts stay what they are in Gephi and
// in a spreadsheet: an apostrophe stands before what a spreadsheet would run as a formula, and backslashes are
// doubled, since Gephi's reader takes one for an escape and gives up at a cell that ends in one. l looks at the rows on
// the way. A row is good until the next is made.
func (t table) forSpreadsheets(l *look) table {
	return table{t.name, t.columns, func(yield func([]string) bool) {
		var row []string
		for cells := range t.rows {
			l.see(cells)
			row = append(row[:0], cells...)
			for i := range t.columns {
				if t.columns[i].Kind != "string" {
					continue
				}
				formula := runnable(row[i])
				if strings.IndexByte(row[i], '\\') >= 0 {
					row[i] = strings.ReplaceAll(row[i], `\`, `\\`)
				}
				if formula {
					row[i] = "'" + row[i]
				}
			}
			if !yield(row) {
				return
			}
		}
	}}
}

// A look at a table finds what is changed for spreadsheets, and which columns of days Gephi would take for something
// else: dates stay as they are, for pandas and others.
type look struct {
	columns []rows.Column
	moments []momentary
	ofRows  []string
}

func (t table) look() *look {
	return &look{columns: t.columns, moments: make([]momentary, len(t.columns))}
}

func (l *look) see(row []string) {
	for i := range l.columns {
		c, text := &l.columns[i], row[i]
		l.moments[i].see(text)
		if c.Kind != "string" || text == "" {
			continue
		}
		warn := func(what string) {
			l.ofRows = append(l.ofRows, fmt.Sprintf("%q: %s: %s", row[0], c.Name, what))
		}
		if strings.IndexByte(text, '\\') >= 0 {
			warn("backslashes are written twice, as Gephi reads them")
		}
		if runnable(text) {
			first, _ := utf8.DecodeRuneInString(text)
			warn(fmt.Sprintf("an apostrophe is written before the %q, which a spreadsheet would run as a formula",
				string(first)))
		}
		if len(text) == len("null") && strings.EqualFold(text, "null") && c.Name != "Label" {
			warn(`Gephi will leave out the value "null"`)
		}
	}
}

func (l *look) warnings() []string {
	var ofColumns []string
	for i, m := range l.moments {
		if m.some && !m.others {
			ofColumns = append(ofColumns, fmt.Sprintf("%s: every cell is a day or a month, so that Gephi takes them "+
				"for moments in time: choose String for the column as you import it", l.columns[i].Name))
		}
	}
	return append(ofColumns, l.ofRows...)
}
