// Package workbook reads spreadsheets in Excel's own format, .xlsx (ECMA-376), as text. It is the one package that knows
// github.com/xuri/excelize.
package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A Sheet is one sheet of a workbook, in the order of its tabs.
type Sheet struct {
	Name   string
	Rows   [][]Cell // the first row first, all of one length; blank rows and cells are there
	Merged []string // the ranges of merged cells, of which only the first has a value
}

// A Cell is one cell. Its text is what was typed, not what the cell's format makes of it; that of a date is year-month-day.
type Cell struct {
	Ref  string // such as C7
	Text string
	Date bool // Excel holds it as a day, whatever was typed: it makes 1 March 2019 of "2019-03"
	Bad  bool // it holds one of Excel's errors, such as #REF!
}

// maxUnzipped is how many bytes the parts of a workbook may have together, since a small file can hold a great many.
const maxUnzipped = 512 << 20

// Read reads a workbook. Formulas are read as the values that they had when it was saved.
func Read(data []byte) ([]Sheet, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		if errors.Is(err, excelize.ErrWorkbookFileFormat) {
			err = errors.New("no workbook of the kind .xlsx, or one with a password")
		}
		return nil, err
	}
	defer f.Close()
	b := book{File: f, dated: map[int]bool{}}
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
	from1904 bool         // days are counted from 1904, as old Macintoshes did
	dated    map[int]bool // the styles that show numbers as dates
}

func (b book) sheet(name string) (Sheet, error) {
	s := Sheet{Name: name}
	rows, err := b.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return s, err
	}
	width := 0
	for _, texts := range rows {
		width = max(width, len(texts))
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
			if err := b.look(name, &row[j]); err != nil {
				return s, fmt.Errorf("cell %s: %w", ref, err)
			}
		}
		s.Rows = append(s.Rows, row)
	}
	merged, err := b.GetMergeCells(name)
	for _, m := range merged {
		s.Merged = append(s.Merged, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	return s, err
}

// look finds out what a cell is besides text.
func (b book) look(sheet string, c *Cell) error {
	if strings.HasPrefix(c.Text, "#") {
		kind, err := b.GetCellType(sheet, c.Ref)
		c.Bad = kind == excelize.CellTypeError
		return err
	}
	number, err := strconv.ParseFloat(c.Text, 64)
	if err != nil {
		return nil // text
	}
	kind, err := b.GetCellType(sheet, c.Ref)
	if err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		return err
	}
	style, err := b.GetCellStyle(sheet, c.Ref)
	if err != nil {
		return err
	}
	if c.Date, err = b.showsDate(style); err != nil || !c.Date {
		return err
	}
	day, err := excelize.ExcelDateToTime(number, b.from1904)
	if err != nil {
		return err
	}
	c.Text = day.Format("2006-01-02")
	return nil
}

// showsDate tells whether a style shows numbers as dates.
func (b book) showsDate(style int) (bool, error) {
	if is, known := b.dated[style]; known {
		return is, nil
	}
	s, err := b.GetStyle(style)
	if err != nil {
		return false, err
	}
	is := 14 <= s.NumFmt && s.NumFmt <= 17 || s.NumFmt == 22 || 27 <= s.NumFmt && s.NumFmt <= 36 || 50 <= s.NumFmt && s.NumFmt <= 58 // ECMA-376, 18.8.30
	if s.CustomNumFmt != nil {
		is = dateLetters.MatchString(quotedFormat.ReplaceAllString(*s.CustomNumFmt, ""))
	}
	b.dated[style] = is
	return is, nil
}

var (
	quotedFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)
	dateLetters  = regexp.MustCompile(`(?i)[yd]`)
)
