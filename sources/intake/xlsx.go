package intake

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"relgraph/sources"
	"relgraph/sources/table/workbook"
)

// readWorkbook reads each sheet of a workbook as a table of comma-separated values would be.
func readWorkbook(in Input, r *report) batch {
	sheets, err := workbook.Read(in.Data)
	if err != nil {
		r.errorf(sources.Pos{File: in.File}, "want a workbook that opens in Excel; save it again as .xlsx, or as CSV", "%v", err)
		return batch{}
	}
	var all batch
	var read []string
	for _, s := range sheets {
		g := gridOf(in.File, s)
		if g == nil {
			r.notef(sources.Pos{File: in.File + ":" + s.Name}, "", "the sheet %q is empty", s.Name)
			continue
		}
		if strings.EqualFold(s.Name, "contacts") && hasTables(sheets) {
			r.notef(g.cell(0, 0), "", "the sheet %q is left out: it is derived from the claims", s.Name)
			continue
		}
		said := &report{said: map[sources.Diagnostic]bool{}, file: in.File}
		b := readSheet(Input{strings.ToLower(s.Name) + ".csv", g.csv}, said)
		if tableOf(strings.ToLower(s.Name), g.header()) == "" && len(sheets) > 1 {
			r.warnf(g.cell(0, 0), "name it actors, documents or claims if it is one of these", "the sheet %q is left out: its columns do not say what the rows are about", s.Name)
			continue
		}
		for _, d := range said.ds {
			r.add(d.Severity, g.place(d.Pos), d.Want, "%s", g.renamed(d.Problem))
		}
		g.refuse(s, slices.Concat(b.ours, b.rows), r)
		all.ours = append(all.ours, g.replace(b.ours)...)
		all.rows = append(all.rows, g.replace(b.rows)...)
		read = append(read, fmt.Sprintf("%q, %s", s.Name, b.what))
	}
	if len(read) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File}, "want a sheet with a header and rows", "no sheet that can be read")
	}
	all.what = strings.Join(read, "; ")
	return all
}

// hasTables tells whether a workbook has the tables of a dossier by their names, as relgraph writes one.
func hasTables(sheets []workbook.Sheet) bool {
	for _, name := range []string{"actors", "documents", "claims"} {
		if !slices.ContainsFunc(sheets, func(s workbook.Sheet) bool { return strings.EqualFold(s.Name, name) }) {
			return false
		}
	}
	return true
}

// A grid is a sheet as comma-separated values, with the way back to its cells.
type grid struct {
	csv   []byte
	file  string
	sheet string
	rows  [][]workbook.Cell // as they stand in csv, all of one length
	cells map[[2]int]string // the cell at a line and column of csv
}

// gridOf writes a sheet's filled rows, the first of them the header; nil if there are none.
func gridOf(file string, s workbook.Sheet) *grid {
	g := &grid{file: file, sheet: s.Name, cells: map[[2]int]string{}}
	for _, row := range s.Rows {
		if slices.ContainsFunc(row, func(c workbook.Cell) bool { return strings.TrimSpace(c.Text) != "" }) {
			g.rows = append(g.rows, row)
		}
	}
	if g.rows == nil {
		return nil
	}
	var b bytes.Buffer
	line := 1
	for _, row := range g.rows {
		column := 1
		for j, c := range row {
			text := `"` + strings.ReplaceAll(strings.ReplaceAll(c.Text, "\r\n", "\n"), `"`, `""`) + `"`
			g.cells[[2]int{line, column}] = c.Ref
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(text)
			if n := strings.Count(text, "\n"); n > 0 {
				line, column = line+n, 1+utf8.RuneCountInString(text[strings.LastIndexByte(text, '\n')+1:])
			} else {
				column += utf8.RuneCountInString(text)
			}
			column++ // the comma
		}
		b.WriteByte('\n')
		line++
	}
	g.csv = b.Bytes()
	return g
}

func (g *grid) header() []sources.Cell {
	var header []sources.Cell
	for i, c := range g.rows[0] {
		header = append(header, sources.Cell{Pos: g.cell(0, i), Column: c.Text, Text: c.Text})
	}
	return header
}

func (g *grid) cell(row, column int) sources.Pos {
	return sources.Pos{File: fmt.Sprintf("%s:%s!%s", g.file, g.sheet, g.rows[row][column].Ref)}
}

// place is the cell at a place of the comma-separated values; the sheet if there is none.
func (g *grid) place(at sources.Pos) sources.Pos {
	if ref := g.cells[[2]int{at.Line, at.Column}]; ref != "" {
		return sources.Pos{File: fmt.Sprintf("%s:%s!%s", g.file, g.sheet, ref)}
	}
	return sources.Pos{File: g.file + ":" + g.sheet}
}

// replace puts the cells' places for those in the comma-separated values.
func (g *grid) replace(rows []sources.Row) []sources.Row {
	for i := range rows {
		rows[i].Pos = g.place(rows[i].Pos)
		for j := range rows[i].Cells {
			rows[i].Cells[j].Pos = g.place(rows[i].Cells[j].Pos)
		}
	}
	return rows
}

var linePlace = regexp.MustCompile(`\b(\d+):(\d+)$`)

// renamed puts a cell for the place that a problem ends with.
func (g *grid) renamed(problem string) string {
	return linePlace.ReplaceAllStringFunc(problem, func(at string) string {
		var line, column int
		_, _ = fmt.Sscanf(at, "%d:%d", &line, &column)
		return cmp.Or(g.cells[[2]int{line, column}], at)
	})
}

// dated are the columns that hold dates as the dossier has them.
var dated = []string{"date", "issued", "accessed", "checked_on"}

// refuse finds cells that do not hold what was typed: days that Excel made of dates, errors of formulas, and cells merged into others.
func (g *grid) refuse(s workbook.Sheet, rows []sources.Row, r *report) {
	column := map[string]string{} // by cell
	for _, row := range rows {
		for _, c := range row.Cells {
			column[g.cells[[2]int{c.Pos.Line, c.Pos.Column}]] = c.Column
		}
	}
	for i, row := range g.rows[1:] {
		for j, c := range row {
			switch at := g.cell(i+1, j); {
			case c.Bad:
				r.errorf(at, "want the formula put right, or the value itself", "the cell holds the error %s", c.Text)
			case c.Date && slices.Contains(dated, column[c.Ref]):
				r.errorf(at, `want the column formatted as Text, and the date typed again as the document has it: "2014", "2014-09" or "2014-09-23"`,
					"Excel holds a day here, %s, whatever was typed: of \"2014-09\" it makes 2014-09-01", c.Text)
			case c.Date:
				r.notef(at, "", "a day that Excel holds as a number, read as %s", c.Text)
			}
		}
	}
	for _, area := range s.Merged {
		r.warnf(sources.Pos{File: fmt.Sprintf("%s:%s!%s", g.file, g.sheet, area)}, "split it, and fill each cell", "merged cells: only the first has the value")
	}
}
