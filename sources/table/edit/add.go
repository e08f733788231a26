package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
)

// AddColumn returns data, a CSV file, with one column more behind its last: the name at the end of the first row, and
// a separator at the end of every other. All other bytes stay, and rows keep their places. A file that has the column
// already, and a YAML file, in which every entry may have every key, are left as they are.
func AddColumn(data []byte, file, column string) ([]byte, error) {
	rows, err := readRows(data, file)
	if err != nil {
		return nil, err
	}
	header, ok := sources.ReadHeader(file, data)
	if !ok || slices.ContainsFunc(header.Cells, func(c sources.Cell) bool { return c.Column == column }) {
		return data, nil
	}
	e := csvEditor{editor{text: newText(data), rows: rows, column: column}}
	separator := e.separator(header)
	name := column
	if e.allQuoted(header) {
		name = `"` + name + `"`
	}
	end := e.rowEnd(header)
	added := append(slices.Clone(data[:end]), separator+name...)
	for _, row := range rows {
		before := end
		end = e.rowEnd(row)
		added = append(append(added, data[before:end]...), separator...)
	}
	added = append(added, data[end:]...)
	if err := proveColumn(added, file, column, rows); err != nil {
		return nil, fmt.Errorf("%s: the column %q cannot be added without changing more than that, so nothing is "+
			"changed: %w; add it by hand", file, column, err)
	}
	return added, nil
}

// proveColumn tells whether the file has the column, blank in every row, and says the same as before.
func proveColumn(data []byte, file, column string, before []sources.Row) error {
	rows, err := readRows(data, file)
	if err != nil {
		return err
	}
	header, _ := sources.ReadHeader(file, data)
	if !slices.ContainsFunc(header.Cells, func(c sources.Cell) bool { return c.Column == column }) {
		return errors.New("the first row would not have it")
	}
	return same(before, rows)
}

// AddRow returns data, a CSV file, with one row more at its end; cells holds what it says, by column. All other bytes
// stay. It is an error if the file lacks a column of cells.
func AddRow(data []byte, file string, cells map[string]string) ([]byte, error) {
	rows, err := readRows(data, file)
	if err != nil {
		return nil, err
	}
	header, ok := sources.ReadHeader(file, data)
	if !ok {
		return nil, fmt.Errorf("%s: no table that a row could be added to: want a CSV file", file)
	}
	e := csvEditor{editor{text: newText(data), rows: rows}}
	separator := e.separator(header)
	var texts []string
	want := []said{}
	for _, c := range header.Cells {
		text := norm.NFC.String(strings.TrimSpace(cells[c.Column]))
		if text != "" {
			want = append(want, said{c.Column, text})
		}
		texts = append(texts, e.csvText(text, separator, false))
	}
	sortSaid(want)
	for column := range cells {
		if !slices.ContainsFunc(header.Cells, func(c sources.Cell) bool { return c.Column == column }) {
			return nil, fmt.Errorf("%s: the table has no column %q", file, column)
		}
	}
	added := slices.Clone(data)
	if last := len(added) - 1; last >= 0 && added[last] != '\n' && added[last] != '\r' {
		added = append(added, e.text.eol...)
	}
	added = append(added, strings.Join(texts, separator)+e.text.eol...)
	got, err := readRows(added, file)
	if err == nil {
		err = same(append(slices.Clone(rows), sources.Row{Table: header.Table, Cells: cellsOf(want)}), got)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: no row can be added without changing more than that, so nothing is changed: %w; "+
			"add it by hand", file, err)
	}
	return added, nil
}

func cellsOf(what []said) []sources.Cell {
	var cells []sources.Cell
	for _, s := range what {
		cells = append(cells, sources.Cell{Column: s.column, Text: s.text})
	}
	return cells
}

// readRows reads what Set, AddColumn and AddRow start from.
func readRows(data []byte, file string) ([]sources.Row, error) {
	if err := checkEncoding(file, data); err != nil {
		return nil, err
	}
	rows, problems := sources.ReadRows(file, data)
	return rows, problems.Err()
}

// same tells whether two readings of a file say the same, wherever it stands.
func same(before, after []sources.Row) error {
	if len(before) != len(after) {
		return fmt.Errorf("the file would have %d rows: want %d", len(after), len(before))
	}
	for i, row := range before {
		if row.Table != after[i].Table || !slices.Equal(filled(row), filled(after[i])) {
			return fmt.Errorf("the row at %s would not say what it should", after[i].Pos)
		}
	}
	return nil
}

// separator is what stands between the cells of the file.
func (e csvEditor) separator(header sources.Row) string {
	if len(header.Cells) < 2 {
		return ","
	}
	at := e.text.offset(header.Cells[1].Pos)
	return string(e.text.data[at-1 : at])
}

// rowEnd is where the row's bytes end, before the line end.
func (e csvEditor) rowEnd(row sources.Row) int {
	last := row.Cells[len(row.Cells)-1]
	if e.quoted(last) {
		return quoteEnd(e.text.data, e.text.offset(last.Pos))
	}
	return e.text.end(last.Line)
}
