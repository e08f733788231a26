package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
	"relgraph/sources/table/workbook"
)

// readWorkbook reads each sheet of a workbook of Excel's as a table of comma-separated values would be.
func readWorkbook(in Input, r *report) batch {
	sheets, err := workbook.Read(in.Data)
	if errors.Is(err, workbook.ErrPassword) {
		r.errorf(sources.Pos{File: in.File}, "save it without one, or as CSV", "%v, and cannot be read", err)
		return batch{}
	}
	if err == nil && workbook.HasMacros(in.Data) {
		r.notef(sources.Pos{File: in.File}, "", "macros of the workbook are left out, and none is run")
	}
	if err != nil {
		r.errorf(sources.Pos{File: in.File}, "want a workbook that opens in Excel; save it again as .xlsx, or as CSV",
			"%v", err)
		return batch{}
	}
	return readSheets(r, in, sheets)
}

// readODS reads each sheet of a workbook of OpenDocument.
func readODS(in Input, r *report) batch {
	sheets, err := workbook.ReadODS(in.Data)
	if errors.Is(err, workbook.ErrPassword) {
		r.errorf(sources.Pos{File: in.File}, "save it without one, or as CSV", "%v, and cannot be read", err)
		return batch{}
	}
	if err != nil {
		r.errorf(sources.Pos{File: in.File},
			"want a spreadsheet that opens in LibreOffice; save it again as .ods, or as CSV", "%v", err)
		return batch{}
	}
	return readSheets(r, in, sheets)
}

// A book is a workbook whose sheets are being read.
type book struct {
	*report
	file   string
	sheets []workbook.Sheet
	all    batch
	read   []string // what each sheet was read as
}

func readSheets(r *report, in Input, sheets []workbook.Sheet) batch {
	r.obeyed.add(sheetOption, hiddenOption)
	b := &book{report: r, file: in.File, sheets: sheets}
	if !b.hasWanted() {
		return batch{}
	}
	var unclear []*grid
	for i := range sheets {
		s := &sheets[i]
		if b.leaves(s) {
			continue
		}
		at := sources.Pos{File: b.file + ":" + s.Name}
		if strings.EqualFold(s.Name, "contacts") && hasTables(sheets) {
			r.notef(at, "", "the sheet %q is left out: it is derived from the claims", s.Name)
			continue
		}
		g := gridOf(r, in.File, s)
		if len(g.lines) == 0 {
			r.notef(at, "", "the sheet %q is empty", s.Name)
			continue
		}
		if s.Name == aboutSheet && readAboutSheet(r, g) {
			b.read = append(b.read, fmt.Sprintf("%q, what the dossier says of itself", s.Name))
			continue
		}
		must := len(sheets) == 1 || b.wanted(s.Name)
		r.byHeadsOnly = !must
		if !b.take(g, must) && !must && r.ds.Err() == nil {
			unclear = append(unclear, g)
		}
		r.byHeadsOnly = false
	}
	b.takeUnclear(unclear)
	if len(b.read) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File}, `want a sheet with a header and rows; --column actor="..." `+
			`--column recipient="..." say which columns hold the two parties`, "the workbook has no sheet that can be read")
	}
	b.all.what = strings.Join(b.read, "; ")
	return b.all
}

// hasWanted tells whether the workbook has the sheets that --sheet names, and says which it has if not.
func (b *book) hasWanted() bool {
	for _, name := range b.opts.Sheets {
		if slices.ContainsFunc(b.sheets, func(s workbook.Sheet) bool { return strings.EqualFold(s.Name, name) }) {
			continue
		}
		var names []string
		for _, s := range b.sheets {
			names = append(names, s.Name)
		}
		b.errorf(sources.Pos{File: b.file}, "want one of "+strings.Join(names, ", "), "the workbook has no sheet %q", name)
		return false
	}
	return true
}

// wanted tells whether --sheet names a sheet.
func (b *book) wanted(name string) bool {
	return slices.ContainsFunc(b.opts.Sheets, func(s string) bool { return strings.EqualFold(s, name) })
}

// leaves tells whether a sheet is left out unread.
func (b *book) leaves(s *workbook.Sheet) bool {
	at := sources.Pos{File: b.file + ":" + s.Name}
	switch {
	case s.Name == workbook.WordsSheet: // of init's workbook
	case len(b.opts.Sheets) > 0 && !b.wanted(s.Name):
		b.notef(at, "", "the sheet %q is left out, since --sheet names others", s.Name)
	case s.Hidden && !b.opts.Hidden && !b.wanted(s.Name):
		b.warnf(at, "--hidden takes it in", "the sheet %q is hidden, and left out", s.Name)
	default:
		return false
	}
	return true
}

// take takes the rows of a sheet; false if it cannot be told what they are about.
func (b *book) take(g *grid, must bool) bool {
	rows := readGrid(b.report, g, must)
	if rows.what == "" {
		return false
	}
	b.all.ours = append(b.all.ours, rows.ours...)
	b.all.rows = append(b.all.rows, rows.rows...)
	b.read = append(b.read, fmt.Sprintf("%q, %s", g.name, rows.what))
	return true
}

// takeUnclear takes sheets whose heads do not name the parties. Beside one whose heads do, one in which they would be
// guessed is counts of it, or notes.
func (b *book) takeUnclear(sheets []*grid) {
	hasClaims := slices.ContainsFunc(slices.Concat(b.all.ours, b.all.rows),
		func(row sources.Row) bool { return row.Table == "claims" })
	for _, g := range sheets {
		if !hasClaims {
			b.take(g, false)
			continue
		}
		b.warnf(g.lines[0].pos(), "name it actors, documents or claims if it is one of these",
			"the sheet %q is left out: its columns do not say what the rows are about", g.name)
	}
}

// aboutSheet is the name of the sheet in which a workbook of relgraph's has what the dossier says of itself.
const aboutSheet = "dossier"

// readAboutSheet reads that sheet; it returns false for one of other columns.
func readAboutSheet(r *report, g *grid) bool {
	if g.lines[0].cell(0).text != "setting" || g.lines[0].cell(1).text != "value" {
		return false
	}
	for _, l := range g.lines[1:] {
		name, text := l.cell(0).text, l.cell(1).text
		if of, what, listed := strings.Cut(name, ": "); listed && (of == "figure" || of == "sides") {
			r.about.AddSetting(of, sources.Setting{Name: what, Value: text, At: l.pos()})
		} else if !r.about.SetAbout(name, text) {
			r.warnf(l.pos(), "", "left out: the setting %q is none of a dossier's", name)
		}
	}
	return true
}

// withoutStruck is a cell without what is struck out in it, which is said.
func withoutStruck(r *report, c gridCell, rest string) gridCell {
	text := c.text
	if c.text = r.clean(rest, c.pos()); c.text == "" {
		r.warnf(c.pos(), "--hidden takes it in", "a cell that is struck out is left out: %q",
			gridCell{text: text, more: c.more}.whole())
		return c.withLink("")
	}
	r.warnf(c.pos(), "--hidden takes it in", "what is struck out in a cell is left out: of %q, %q is read", text, c.text)
	return c
}

// aboutColumns are what relgraph says at the heads of the columns of its workbooks.
var aboutColumns = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, c := range sources.Columns() {
		all[oneLine(c.About)], all[oneLine(c.Comment())] = true, true
	}
	return all
})

// isAboutColumn tells whether a comment says what relgraph says of a column.
func isAboutColumn(text string) bool { return aboutColumns()[oneLine(text)] }

// hasTables tells whether a workbook has the tables of a dossier by their names, as relgraph writes one.
func hasTables(sheets []workbook.Sheet) bool {
	for _, name := range []string{"actors", "documents", "claims"} {
		if !slices.ContainsFunc(sheets, func(s workbook.Sheet) bool { return strings.EqualFold(s.Name, name) }) {
			return false
		}
	}
	return true
}

// gridOf is a sheet as a grid. Columns that are hidden are left out, unless they are asked for.
func gridOf(r *report, file string, s *workbook.Sheet) *grid {
	g := &grid{file: file + ":" + s.Name, base: baseName(file) + ":" + s.Name, name: s.Name, cells: true}
	hidden := map[string]int{}
	var tints colours
	for i := range s.Rows {
		row := &s.Rows[i]
		l := line{at: g.place(row.Number, 1), cells: make([]gridCell, 0, len(row.Cells))}
		switch {
		case row.Hidden:
			l.hidden = "hidden or filtered out"
		case row.Struck:
			l.hidden = "struck out"
		}
		for j, c := range row.Cells {
			cell := sheetCell(r, s, row, j, g.place(row.Number, j+1))
			if s.HiddenColumns[j] && !r.opts.Hidden {
				if cell.text != "" {
					hidden[columnLetters(j)]++
				}
				cell.text, cell.more = "", nil
			}
			if c.Colour != "" && cell.text != "" && (c.Link == "" || !strings.HasPrefix(c.Colour, "written")) {
				tints.add(c.Colour, row.Number)
			}
			l.cells = append(l.cells, cell)
		}
		row.Cells = nil // which stand in the line now
		if !l.blank() {
			g.lines = append(g.lines, l)
		}
	}
	tints.say(r, g)
	at := sources.Pos{File: g.file}
	for letters, n := range sortedCounts(hidden) {
		r.warnf(at, "--hidden takes it in", "the column %s is hidden, and left out: %s", letters, count(n, "cell"))
	}
	sayLost(r, file, s)
	return g
}

// sheetCell is what stands in the cell of a row at column j. An error of a formula is said, and is blank.
func sheetCell(r *report, s *workbook.Sheet, row *workbook.Row, j int, at place) gridCell {
	c := row.Cells[j]
	cell := cleanCell(r, c.Text, at)
	if c.Date {
		cell.more = aDay
	}
	cell = cell.withLink(c.Link)
	hidden := s.HiddenColumns[j] && !r.opts.Hidden
	if c.Struck && !row.Struck && !row.Hidden && !s.HiddenColumns[j] && !r.opts.Hidden {
		cell = withoutStruck(r, cell, c.Rest)
	}
	if c.Bad && !hidden {
		r.account.leave("error of a formula", c.Text, at.pos(), "want the formula put right, or the value itself")
		cell.text = ""
	}
	return cell
}

// sayLost says what a sheet holds that its grid does not.
func sayLost(r *report, file string, s *workbook.Sheet) {
	if s.Blank > 0 {
		r.warnf(sources.Pos{File: file + ":" + s.Name}, "open it in the program that wrote it and save it again",
			"%s with a formula hold no value", count(s.Blank, "cell"))
	}
	for _, c := range s.Comments {
		if c.OfHead(isAboutColumn) {
			continue
		}
		at := sources.Pos{File: fmt.Sprintf("%s:%s!%s", file, s.Name, c.Ref)}
		r.warnf(at, "write into a cell what is to come along", "a comment on the cell is left out: %s",
			oneLine(r.clean(c.Text, at)))
	}
	for _, area := range s.Merged {
		r.warnf(sources.Pos{File: fmt.Sprintf("%s:%s!%s", file, s.Name, area)},
			"split it, and fill each cell, or give --fill-down", "cells are merged, and only the first has the value")
	}
}
