// Package workbook writes tables as a workbook for Excel, LibreOffice and others (Office Open XML, .xlsx).
//
// Every cell that is no number is text, dates included: a spreadsheet neither runs it as a formula nor makes another
// date of it. A cell that looks like a formula is marked as quoted besides, so that it stays text when somebody edits
// it. The same sheets give the same bytes.
package workbook

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	reader "relgraph/sources/table/workbook"
)

// A Sheet is a table on a tab of its own.
type Sheet struct {
	Name    string // as the tab shows it: 31 characters at most
	Columns []Column
	Rows    [][]string // a value for each column
}

// A Column says how its values are shown.
type Column struct {
	Name   string
	About  string // a note at the header, "" for none
	Number bool
	Link   func(value string) bool // tells whether a value is an address to follow; nil for none
}

// cellLimit is the most UTF-16 units that a cell holds: "Excel specifications and limits".
const cellLimit = 32767

// What Excel holds of links, by the same page.
const (
	linkLimit  = 2079  // characters of an address
	linksLimit = 65530 // links of a sheet
)

// escapeLike finds what would be read as an escaped character, _x000D_, and is escaped itself (ISO/IEC 29500-1,
// ST_Xstring).
var escapeLike = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`) })

// escaped writes text as an ST_Xstring. An underscore may end one such character and begin another.
func escaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '_' && escapeLike().MatchString(text[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// cutMark ends a text that was cut.
const cutMark = " … (cut: a cell holds no more)"

const (
	narrow, wide = 12.0, 60.0 // widths of columns, in characters
)

// Write writes a workbook with a tab for each sheet. Header rows stay in sight and have filters.
func Write(w io.Writer, title string, sheets []Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "relgraph",
		LastModifiedBy: "relgraph"}); err != nil {
		return err
	}
	b := &book{File: f}
	if err := b.addStyles(); err != nil {
		return err
	}
	for i, s := range sheets {
		if err := b.add(i, s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

type book struct {
	*excelize.File
	header, text, quoted, link int // styles
	links                      int // of the sheet
}

func (b *book) addStyles() error {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.header, excelize.Style{Font: &excelize.Font{Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}}},
		{&b.text, excelize.Style{Alignment: top, NumFmt: 49}}, // 49 is the format "@", text
		{&b.quoted, excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true},
			NumFmt: 49}},
		{&b.link, excelize.Style{Alignment: top, NumFmt: 49, Font: &excelize.Font{Color: "0563C1", Underline: "single"}}},
	} {
		id, err := b.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	quoted := true
	b.Styles.CellXfs.Xf[b.quoted].QuotePrefix = &quoted // excelize has no other way to say it
	return nil
}

func (b *book) add(index int, s Sheet) error {
	if index == 0 {
		if err := b.SetSheetName(b.GetSheetName(0), s.Name); err != nil {
			return err
		}
	} else if _, err := b.NewSheet(s.Name); err != nil {
		return err
	}
	b.links = 0
	for n, c := range s.Columns {
		if err := b.addColumn(s, n, c); err != nil {
			return err
		}
	}
	if err := b.SetPanes(s.Name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2",
		ActivePane: "bottomRight"}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(max(1, len(s.Columns)), len(s.Rows)+1)
	if err != nil {
		return err
	}
	return b.AutoFilter(s.Name, "A1:"+last, nil)
}

func (b *book) addColumn(s Sheet, n int, c Column) error {
	letter, err := excelize.ColumnNumberToName(n + 1)
	if err != nil {
		return err
	}
	head := letter + "1"
	if err := b.SetCellStr(s.Name, head, c.Name); err != nil {
		return err
	}
	if err := b.SetCellStyle(s.Name, head, head, b.header); err != nil {
		return err
	}
	if c.About != "" {
		note := excelize.Comment{Cell: head, Author: reader.Author, Paragraph: []excelize.RichTextRun{{Text: c.About}}}
		if err := b.AddComment(s.Name, note); err != nil {
			return err
		}
	}
	width := narrow
	for i, row := range s.Rows {
		if err := b.addCell(s.Name, letter+strconv.Itoa(i+2), row[n], c); err != nil {
			return err
		}
		width = max(width, min(wide, float64(len([]rune(row[n])))+2))
	}
	return b.SetColWidth(s.Name, letter, letter, width)
}

func (b *book) addCell(sheet, cell, value string, c Column) error {
	if value == "" {
		return nil
	}
	if number, err := strconv.ParseFloat(value, 64); c.Number && err == nil {
		return b.SetCellFloat(sheet, cell, number, -1, 64)
	}
	style := b.text
	switch {
	case c.Link != nil && c.Link(value) && len(value) <= linkLimit && b.links < linksLimit:
		style = b.link
		b.links++
		if err := b.SetCellHyperLink(sheet, cell, value, "External"); err != nil {
			return err
		}
	case strings.ContainsRune("=+-@\t\r", rune(value[0])):
		style = b.quoted
	}
	if err := b.SetCellStr(sheet, cell, escaped(Fit(value))); err != nil {
		return err
	}
	return b.SetCellStyle(sheet, cell, cell, style)
}

// Fit returns text, cut and marked as cut if a cell cannot hold it whole.
func Fit(text string) string {
	if len(utf16.Encode([]rune(text))) <= cellLimit {
		return text
	}
	room := cellLimit - len(utf16.Encode([]rune(cutMark)))
	units := 0
	for at, r := range text {
		if units += utf16.RuneLen(r); units > room {
			return text[:at] + cutMark
		}
	}
	return text
}
