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

func readSheets(r *report, in Input, sheets []workbook.Sheet) batch {
	r.obeyed.add(sheetOption, hiddenOption)
	var all batch
	var read []string
	var unclear []*grid
	take := func(name string, b batch) {
		all.ours = append(all.ours, b.ours...)
		all.rows = append(all.rows, b.rows...)
		read = append(read, fmt.Sprintf("%q, %s", name, b.what))
	}
	wanted := func(name string) bool {
		return slices.ContainsFunc(r.opts.Sheets, func(s string) bool { return strings.EqualFold(s, name) })
	}
	for _, name := range r.opts.Sheets {
		if !slices.ContainsFunc(sheets, func(s workbook.Sheet) bool { return strings.EqualFold(s.Name, name) }) {
			var names []string
			for _, s := range sheets {
				names = append(names, s.Name)
			}
			r.errorf(sources.Pos{File: in.File}, "want one of "+strings.Join(names, ", "), "no sheet %q", name)
			return batch{}
		}
	}
	for i := range sheets {
		s := &sheets[i]
		at := sources.Pos{File: in.File + ":" + s.Name}
		switch {
		case s.Name == workbook.WordsSheet: // of init's workbook
			continue
		case len(r.opts.Sheets) > 0 && !wanted(s.Name):
			r.notef(at, "", "the sheet %q is left out, since --sheet names others", s.Name)
			continue
		case s.Hidden && !r.opts.Hidden && !wanted(s.Name):
			r.warnf(at, "--hidden takes it in", "the sheet %q is hidden, and left out", s.Name)
			continue
		}
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
			read = append(read, fmt.Sprintf("%q, what the dossier says of itself", s.Name))
			continue
		}
		must := len(sheets) == 1 || wanted(s.Name)
		r.byHeadsOnly = !must
		b := readGrid(r, g, must)
		r.byHeadsOnly = false
		if b.what == "" {
			if !must && r.ds.Err() == nil {
				unclear = append(unclear, g)
			}
			continue
		}
		take(s.Name, b)
	}
	// Beside a sheet whose heads name the parties, one in which they would be guessed is counts of it, or notes.
	r.byHeadsOnly = slices.ContainsFunc(slices.Concat(all.ours, all.rows),
		func(row sources.Row) bool { return row.Table == "claims" })
	for _, g := range unclear {
		if r.byHeadsOnly {
			r.warnf(g.lines[0].pos(), "name it actors, documents or claims if it is one of these",
				"the sheet %q is left out: its columns do not say what the rows are about", g.name)
		} else if b := readGrid(r, g, false); b.what != "" {
			take(g.name, b)
		}
	}
	r.byHeadsOnly = false
	if len(read) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File},
			`want a sheet with a header and rows; --column actor="..." --column recipient="..." say which columns hold the two parties`, "no sheet that can be read")
	}
	all.what = strings.Join(read, "; ")
	return all
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
			at := g.place(row.Number, j+1)
			cell := gridCell{text: r.cleanCell(c.Text, at), at: at}
			if c.Date {
				cell.more = aDay
			}
			cell = cell.withLink(c.Link)
			if c.Struck && !row.Struck && !row.Hidden && !s.HiddenColumns[j] && !r.opts.Hidden {
				cell = withoutStruck(r, cell, c.Rest)
			}
			switch {
			case s.HiddenColumns[j] && !r.opts.Hidden:
				if cell.text != "" {
					hidden[columnLetters(j)]++
				}
				cell.text, cell.more = "", nil
			case c.Bad:
				r.account.leave("error of a formula", c.Text, at.pos(), "want the formula put right, or the value itself")
				cell.text = ""
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
	if s.Blank > 0 {
		r.warnf(at, "open it in the program that wrote it and save it again", "%s with a formula hold no value",
			count(s.Blank, "cell"))
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
			"split it, and fill each cell, or want --fill-down", "merged cells: only the first has the value")
	}
	return g
}
