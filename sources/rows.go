package sources

import (
	"bytes"
	"path"
	"strings"

	"relgraph/sources/table"
)

// A Row is one row of a dossier's file as it is written there, before its cells become ids, dates and kinds. Pos is
// where it begins: the Pos of the claim, actor or document that Open makes from it.
type Row struct {
	Pos
	// "actors", "documents", "claims", "kinds" or "codings"; blank for what a YAML file says about the dossier itself
	Table string
	Cells []Cell // in the order of the file's columns; in YAML only those that the entry gives
}

// A Cell is one cell of a row. Pos is where its text begins, the quotation mark included.
type Cell struct {
	Pos
	Column string // relgraph's name of the column, or the file's own; blank if it has none
	Text   string // without blanks around it, composed (Unicode NFC)
}

// ReadRows reads one file of a dossier, row by row in its order, and says what cannot be read. What kind of file it
// is, its name tells, as for Open.
func ReadRows(file string, data []byte) ([]Row, Diagnostics) {
	var ds Diagnostics
	tables, rows := readTables(file, data, &ds)
	for _, t := range tables {
		for _, r := range t.Rows {
			rows = append(rows, t.export(r))
		}
	}
	ds.Sort()
	return rows, ds
}

// Unreadable says what [ReadRows] says of a file, without making rows of it, which take several times its size.
func Unreadable(file string, data []byte) Diagnostics {
	var ds Diagnostics
	_, _ = readTables(file, data, &ds)
	ds.Sort()
	return ds
}

// readTables reads the tables of one file of a dossier, and what a YAML file says of the dossier itself.
func readTables(file string, data []byte, ds *Diagnostics) (tables []*knownTable, say []Row) {
	if !IsYAML(file) {
		return []*knownTable{readCSV(kindOf(file), file, data, ds)}, nil
	}
	y := readYAML(file, data, ds)
	return y.tables, []Row{y.about.row(file)}
}

// Rows returns the rows that the dossier was read from, table by table. Those that could not be read are not among
// them.
func (d *Folder) Rows() []Row {
	var rows []Row
	add := func(o origin) {
		if o.t != nil {
			rows = append(rows, o.t.export(o.t.Rows[o.r]))
		}
	}
	for i := range d.Actors {
		add(d.Actors[i].origin)
	}
	for i := range d.Documents {
		add(d.Documents[i].origin)
	}
	for i := range d.Claims {
		add(d.Claims[i].origin)
	}
	for i := range d.Kinds {
		if k := &d.Kinds[i]; k.t != nil {
			add(k.origin)
		}
	}
	for i := range d.Codings {
		add(d.Codings[i].origin)
	}
	return rows
}

// enoughOfHeader is how many bytes hold any header.
const enoughOfHeader = 64 << 10

// ReadHeader reads the first row of a CSV file of a dossier: the Text of each cell is the name as it is written
// there, the Column what is understood of it. A YAML file has none. The first 64 KiB of the file are enough.
func ReadHeader(file string, data []byte) (header Row, ok bool) {
	if IsYAML(file) {
		return Row{}, false
	}
	data = data[:min(len(data), enoughOfHeader)]
	var ds Diagnostics
	t := readCSV(kindOf(file), file, data, &ds)
	if len(t.Written) == 0 {
		return Row{}, false
	}
	header = Row{Pos: t.Pos(t.At), Table: string(t.what)}
	for i, at := range t.Head {
		header.Cells = append(header.Cells, Cell{t.Pos(at), t.Columns[i], t.Written[i]})
	}
	return header, true
}

// HoldsClaims tells by the first row whether a sheet is a list of claims, and not a table made of one or a theme. A
// YAML file has to have a list of that name. The first 64 KiB of the file are enough.
func HoldsClaims(file string, data []byte) bool {
	data = data[:min(len(data), enoughOfHeader)]
	if IsYAML(file) {
		list := []byte(claimTable + ":")
		return bytes.HasPrefix(data, list) || bytes.Contains(data, append([]byte("\n"), list...))
	}
	header, ok := ReadHeader(file, data)
	var columns []string
	for _, c := range header.Cells {
		columns = append(columns, c.Column)
	}
	return ok && NamesParties(columns)
}

// IsYAML tells a YAML file by its name.
func IsYAML(file string) bool {
	ending := strings.ToLower(path.Ext(file))
	return ending == ".yaml" || ending == ".yml"
}

// kindOf is the table that a CSV file of a folder holds; a sheet of any other name holds claims.
func kindOf(file string) tableKind {
	for _, f := range tableFiles {
		if f.what.file() == path.Base(file) {
			return f.what
		}
	}
	return claimTable
}

func (a about) row(file string) Row {
	row := Row{Pos: Pos{File: file}}
	for _, f := range a.AboutFields() {
		row.Cells = append(row.Cells, Cell{Column: f.Name, Text: f.Value})
	}
	return row
}

func (t *knownTable) export(r table.Row) Row {
	row := Row{Pos: t.Pos(r.At), Table: string(t.what)}
	for i, c := range r.Cells(len(t.Columns)) {
		if c.At.Line > 0 {
			row.Cells = append(row.Cells, Cell{t.Pos(c.At), t.Columns[i], c.Text})
		}
	}
	return row
}

// A Sheet is a table as its file has it, before anybody says what its columns mean.
type Sheet struct {
	Header []Cell // Text and Column are the name that stands there; blank for a column without one
	Rows   []Row  // with a cell for each column
}

// ReadSheet reads one table of comma-separated values, or of what spreadsheets write for them, and says what cannot
// be read.
func ReadSheet(file string, data []byte) (Sheet, Diagnostics) {
	var ds Diagnostics
	t := &knownTable{Table: table.ReadCSV(file, data, &ds)}
	var s Sheet
	for i, name := range t.Columns {
		s.Header = append(s.Header, Cell{t.Pos(t.Head[i]), name, name})
	}
	for _, r := range t.Rows {
		s.Rows = append(s.Rows, t.export(r))
	}
	ds.Sort()
	return s, ds
}

// PlainName reduces the name of a column to the form in which names are compared: "Source(s)" and "sources", "Event
// date" and "event_date" are one.
func PlainName(column string) string { return table.PlainName(column) }
