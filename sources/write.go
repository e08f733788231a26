package sources

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"relgraph/sources/table"
)

// A Table is one of a dossier's tables as it is written: relgraph's columns, all of them in their order, then the
// dossier's own in the order in which rows first fill them.
type Table struct {
	Name    string // "actors", "documents", "claims", "kinds" or "codings"
	Columns []string
	Rows    [][]string // a cell for each column
}

// A Folder is a dossier that is asked for the rows, tables and files that it is kept in. It is what Dossier.Folder
// returns.
type Folder Dossier

// Tables returns the three tables of d, and those of kinds and codings if it has any, in canonical form. A cell is
// blank where a blank means the same, as for what happened, what is reported and what goes both ways; every claim has
// its id, and what a one-sheet dossier calls by its name stands under its id. Read back, they say what d says; they
// repeat the names of d's own columns as d has them.
func (d *Folder) Tables() []Table {
	tables := []Table{
		tableFor(&actorSchema, d.Actors),
		tableFor(&documentSchema, d.Documents),
		tableFor(&claimSchema, d.Claims),
	}
	if own := (*Dossier)(d).OwnKinds(); len(own) > 0 {
		tables = append(tables, tableFor(&kindSchema, own))
	}
	if len(d.Codings) > 0 {
		tables = append(tables, tableFor(&codingSchema, d.Codings))
	}
	return tables
}

// A File is one file of a dossier's folder.
type File struct {
	Name string
	Data []byte
}

// Files returns the folder of d: its tables as CSV, and dossier.yaml if d says anything of itself.
func (d *Folder) Files() []File {
	return FilesOf(d.Tables(), d.About)
}

// FilesOf returns the folder of a dossier of these tables, as Files does.
func FilesOf(tables []Table, say About) []File {
	var files []File
	for _, t := range tables {
		var b bytes.Buffer
		_ = t.WriteCSV(&b)                                                   // a Buffer takes everything
		files = append(files, File{t.Name + ".csv", bytes.Clone(b.Bytes())}) // without the room to grow in
	}
	var about bytes.Buffer
	for _, f := range say.AboutFields() {
		if f.Value != "" {
			fmt.Fprintf(&about, "%s: %s\n", f.Name, yamlText(f.Value))
		}
	}
	for _, list := range []struct {
		name     string
		settings []Setting
	}{{"figure", say.Figure}, {"sides", say.Sides}} {
		for i, s := range list.settings {
			if i == 0 {
				fmt.Fprintf(&about, "%s:\n", list.name)
			}
			fmt.Fprintf(&about, "  %s: %s\n", yamlText(s.Name), yamlText(s.Value))
		}
	}
	about.WriteString(stepsText(say.Steps))
	if about.Len() > 0 {
		files = append(files, File{"dossier.yaml", about.Bytes()})
	}
	return files
}

// yamlText is text between double quotation marks, as JSON and YAML both have it.
func yamlText(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // text can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}

// WriteCSV writes t as RFC 4180 has it, but with "\n" at line ends. It returns the first error of w.
func (t Table) WriteCSV(w io.Writer) error { return table.WriteCSV(w, t.Columns, t.Rows) }

func tableFor[R any](s *schema[R], records []R) Table {
	t := Table{Name: s.table}
	for i := range s.columns {
		t.Columns = append(t.Columns, s.columns[i].Name)
	}
	own := map[string]int{}
	add := func(column string) {
		if _, known := own[column]; !known {
			own[column] = len(t.Columns)
			t.Columns = append(t.Columns, column)
		}
	}
	for i := range records {
		_, extra := s.row(&records[i])
		for _, f := range extra {
			add(f.Name)
		}
	}
	for _, column := range unread(s.table, own) {
		add(column)
	}
	for i := range records {
		row := make([]string, len(t.Columns))
		for n := range s.columns {
			row[n] = s.columns[n].Text(&records[i])
		}
		_, extra := s.row(&records[i])
		for _, f := range extra {
			row[own[f.Name]] = f.Value
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// unread lists the columns that a claim table needs, blank, so that the reader does not take a column of the owner's
// for them: "outlet" for "publisher".
func unread(name string, own map[string]int) []string {
	var missing []string
	if name != "claims" {
		return nil
	}
	for _, d := range dialects() {
		if _, given := own[d.column]; given || !slices.Contains(sheetColumns, d.column) {
			continue
		}
		for name := range own {
			if slices.Contains(d.names, table.PlainName(name)) && !slices.Contains(missing, d.column) {
				missing = append(missing, d.column)
			}
		}
	}
	return missing
}

// byID writes the chain with the ids of those who have one, or those that others have for them.
func (c Chain) byID(as *Renames) string {
	named := slices.Clone(c)
	for i, sp := range named {
		switch {
		case sp.Document != "":
			named[i].Text = string(renamedOne(as.Documents, sp.Document))
		case sp.Actor != "":
			named[i].Text = string(renamedOne(as.Actors, sp.Actor))
			if sp.Who != "" {
				named[i].Text += ": " + sp.Who
			}
		}
	}
	return named.String()
}
