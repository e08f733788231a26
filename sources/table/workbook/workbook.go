// Package workbook reads spreadsheets in Excel's own format, .xlsx (ECMA-376), as text. It is the one package that
// knows github.com/xuri/excelize.
package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A Sheet is one sheet of a workbook, in the order of its tabs.
type Sheet struct {
	Name   string
	Rows   [][]Cell // the first row first, all of one length; blank rows and cells are there
	Merged []string // the ranges of merged cells, of which only the first has a value
	Hidden bool     // its tab is not shown

	HiddenRows, StruckRows map[int]bool // by their place in Rows: those that are hidden or filtered out, and those whose text is struck out
	HiddenColumns          map[int]bool
	Blank                  int // cells with a formula whose value is not stored
}

// A Cell is one cell. Its text is what was typed, not what the cell's format makes of it; that of a date is
// year-month-day.
type Cell struct {
	Ref  string // such as C7
	Text string
	Link string // the address that it leads to
	Date bool   // the program holds it as a day; its text is as exact as its format shows it: "2019-03-01", "2019-03" or "2019"
	Bad  bool   // it holds one of Excel's errors, such as #REF!
}

// maxUnzipped is how many bytes the parts of a workbook may have together, since a small file can hold a great many.
const maxUnzipped = 512 << 20

// Read reads a workbook. Formulas are read as the values that they had when it was saved.
func Read(data []byte) ([]Sheet, error) {
	if err := bounded(data); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		if errors.Is(err, excelize.ErrWorkbookFileFormat) {
			err = errors.New("no workbook of the kind .xlsx, or one with a password")
		}
		return nil, err
	}
	defer f.Close()
	b := book{File: f, dated: map[int]string{}, struck: map[int]bool{}}
	f.Pkg.Range(func(name, part any) bool {
		data, _ := part.([]byte)
		b.formulas = b.formulas || strings.HasPrefix(name.(string), "xl/worksheets/") && bytes.Contains(data, []byte("<f"))
		return true
	})
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.from1904 = *props.Date1904
	}
	var sheets []Sheet
	for _, name := range f.GetSheetList() {
		s, err := b.sheet(name)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", name, err)
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

type book struct {
	*excelize.File
	from1904 bool           // days are counted from 1904, as old Macintoshes did
	dated    map[int]string // the styles that show numbers as dates, with what they show: a layout of time.Format; "" for none
	struck   map[int]bool   // the styles that strike text out
	formulas bool           // some cell has a formula
}

func (b book) sheet(name string) (Sheet, error) {
	s := Sheet{Name: name, HiddenRows: map[int]bool{}, StruckRows: map[int]bool{}, HiddenColumns: map[int]bool{}}
	if visible, err := b.GetSheetVisible(name); err == nil {
		s.Hidden = !visible
	}
	rows, err := b.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return s, err
	}
	width, widest := 0, 0
	for i, texts := range rows {
		for !b.formulas && len(texts) > 0 && texts[len(texts)-1] == "" { // a formula's cell may be blank and be told of
			texts = texts[:len(texts)-1]
		}
		if rows[i] = texts; len(texts) > width {
			width, widest = len(texts), i
		}
	}
	if width*len(rows) > maxCells {
		far, _ := excelize.CoordinatesToCellName(width, widest+1)
		return s, fmt.Errorf("%d rows of %d columns are more than %d cells: want what stands far out, such as in %s, taken out", len(rows), width, maxCells, far)
	}
	for i, texts := range rows {
		row := make([]Cell, width)
		for j := range row {
			text := ""
			if j < len(texts) {
				text = texts[j]
			}
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return s, err
			}
			row[j] = Cell{Ref: ref, Text: text}
			if text == "" && !b.formulas {
				continue
			}
			blank, err := b.look(name, &row[j])
			if err != nil {
				return s, fmt.Errorf("cell %s: %w", ref, err)
			}
			if blank {
				s.Blank++
			}
		}
		s.Rows = append(s.Rows, row)
		if visible, err := b.GetRowVisible(name, i+1); err == nil && !visible {
			s.HiddenRows[i] = true
		}
		if j := slices.IndexFunc(row, func(c Cell) bool { return c.Text != "" }); j >= 0 && b.strikes(name, row[j].Ref) {
			s.StruckRows[i] = true
		}
	}
	for j := range width {
		letters, _ := excelize.ColumnNumberToName(j + 1)
		if visible, err := b.GetColVisible(name, letters); err == nil && !visible {
			s.HiddenColumns[j] = true
		}
	}
	if err := b.links(name, &s); err != nil {
		return s, err
	}
	merged, err := b.GetMergeCells(name)
	for _, m := range merged {
		s.Merged = append(s.Merged, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	return s, err
}

// look finds out what a cell is besides text.
func (b book) look(sheet string, c *Cell) (blankFormula bool, err error) {
	if b.formulas {
		formula, err := b.GetCellFormula(sheet, c.Ref)
		if err != nil {
			return false, err
		}
		if m := linkFormula.FindStringSubmatch(formula); m != nil {
			c.Link = m[1]
			if m[2] != "" {
				c.Text = m[2]
			}
		}
		if blankFormula = formula != "" && c.Text == ""; blankFormula {
			return true, nil
		}
	}
	if strings.HasPrefix(c.Text, "#") {
		kind, err := b.GetCellType(sheet, c.Ref)
		c.Bad = kind == excelize.CellTypeError
		return false, err
	}
	number, err := strconv.ParseFloat(c.Text, 64)
	if err != nil {
		return false, nil // text
	}
	kind, err := b.GetCellType(sheet, c.Ref)
	if err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		return false, err
	}
	if kind == excelize.CellTypeBool {
		c.Text = map[string]string{"1": "TRUE", "0": "FALSE"}[c.Text]
		return false, nil
	}
	style, err := b.GetCellStyle(sheet, c.Ref)
	if err != nil {
		return false, err
	}
	layout := b.showsDate(style)
	if c.Date = layout != ""; !c.Date {
		return false, nil
	}
	day, err := excelize.ExcelDateToTime(number, b.from1904)
	if err != nil {
		return false, err
	}
	c.Text = day.Format(layout)
	return false, nil
}

var linkFormula = regexp.MustCompile(`(?i)^=?\s*(?:_xlfn\.)?HYPERLINK\s*\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)$`)

// links finds the cells that lead to an address.
func (b book) links(name string, s *Sheet) error {
	cells, err := b.GetHyperLinkCells(name, "")
	if err != nil {
		return err
	}
	for _, ref := range cells {
		ref, _, _ = strings.Cut(ref, ":")
		column, row, err := excelize.CellNameToCoordinates(ref)
		if err != nil || row > len(s.Rows) || column > len(s.Rows[row-1]) {
			continue
		}
		if linked, address, err := b.GetCellHyperLink(name, ref); err == nil && linked && strings.Contains(address, "://") {
			s.Rows[row-1][column-1].Link = address
		}
	}
	return nil
}

// strikes tells whether the text of a cell is struck out.
func (b book) strikes(sheet, ref string) bool {
	style, err := b.GetCellStyle(sheet, ref)
	if err != nil || style == 0 {
		return false
	}
	struck, known := b.struck[style]
	if !known {
		if s, err := b.GetStyle(style); err == nil {
			struck = s.Font != nil && s.Font.Strike
		}
		b.struck[style] = struck
	}
	return struck
}

// showsDate tells whether a style shows numbers as dates: as days, months or years. It is "" if not.
func (b book) showsDate(style int) (layout string) {
	if layout, known := b.dated[style]; known {
		return layout
	}
	s, err := b.GetStyle(style)
	if err != nil { // a style that the workbook lacks, as all are in one that a program wrote without any: a plain number
		b.dated[style] = ""
		return ""
	}
	switch is := 14 <= s.NumFmt && s.NumFmt <= 16 || s.NumFmt == 22 || 27 <= s.NumFmt && s.NumFmt <= 36 || 50 <= s.NumFmt && s.NumFmt <= 58; { // ECMA-376, 18.8.30
	case s.CustomNumFmt != nil:
		layout = shown(*s.CustomNumFmt)
	case s.NumFmt == 17: // mmm-yy
		layout = "2006-01"
	case is:
		layout = "2006-01-02"
	}
	b.dated[style] = layout
	return layout
}

// shown is what a number's format shows of a day.
func shown(format string) string {
	format, _, _ = strings.Cut(strings.ToLower(quotedFormat.ReplaceAllString(format, "")), ";")
	switch {
	case strings.Contains(format, "d"):
		return "2006-01-02"
	case strings.Contains(format, "y") && strings.Contains(format, "m"):
		return "2006-01"
	case strings.Contains(format, "y"):
		return "2006"
	}
	return ""
}

var quotedFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.`)
