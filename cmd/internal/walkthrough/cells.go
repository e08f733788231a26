package walkthrough

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// typeCells types a table of the page into a sheet, and saves it as a spreadsheet does.
func (r *Reader) typeCells(file, table string) error {
	data, err := os.ReadFile(r.file(file))
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	heads, typed := cellsOf(table)
	for _, t := range typed {
		i := -1
		if heads[0] == "row" {
			if i, err = strconv.Atoi(t[0]); err != nil {
				return fmt.Errorf("%s: %q is no row of a spreadsheet", file, t[0])
			}
			if i--; i == len(rows) {
				rows = append(rows, make([]string, len(rows[0])))
			}
		} else if key := slices.Index(rows[0], heads[0]); key >= 0 {
			i = slices.IndexFunc(rows, func(row []string) bool { return row[key] == t[0] })
		}
		if i < 1 || i >= len(rows) {
			return fmt.Errorf("%s: no row with %s %q", file, heads[0], t[0])
		}
		for n, head := range heads[1:] {
			column := slices.Index(rows[0], head)
			if column < 0 {
				return fmt.Errorf("%s: no column %q, it has %q", file, head, rows[0])
			}
			if t[n+1] != "" {
				rows[i][column] = t[n+1]
			}
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return os.WriteFile(r.file(file), b.Bytes(), 0o644)
}

// cellsOf are the heads and the rows of a table of Markdown, without the marks of code.
func cellsOf(table string) (heads []string, rows [][]string) {
	for line := range strings.Lines(table) {
		var cells []string
		for _, cell := range strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|") {
			cells = append(cells, strings.Trim(strings.TrimSpace(cell), "`"))
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		return []string{""}, nil
	}
	return rows[0], rows[2:] // below the heads is a line of dashes
}
