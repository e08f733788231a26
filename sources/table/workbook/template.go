package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A Template is a sheet that somebody is to fill.
type Template struct {
	Name    string
	Columns []TemplateColumn
	Rows    [][]string // that stand there to begin with
}

// A TemplateColumn is a column of a template.
type TemplateColumn struct {
	Name  string
	About string   // a comment at its head
	Words []string // what a drop-down offers; other texts may be typed as well
	From  string   // the sheet whose first column a drop-down offers
	Wide  bool
}

// WordsSheet is the name of the hidden sheet that drop-downs take their words from.
const WordsSheet = "relgraph words"

// templateRows is how many rows below the heads have drop-downs and are formatted as text.
const templateRows = 2000

// WriteTemplate makes a workbook of templates: heads that stay in sight, with a comment each; cells formatted as
// text, so that no program makes a day of "2019-03"; and drop-downs.
func WriteTemplate(sheets []Template) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return nil, err
	}
	head, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECEF"}}})
	if err != nil {
		return nil, err
	}
	w := templateWriter{File: f}
	for i, s := range sheets {
		if i == 0 {
			w.do(f.SetSheetName("Sheet1", s.Name))
		} else {
			_, err := f.NewSheet(s.Name)
			w.do(err)
		}
		w.sheet(s, head, text)
	}
	w.do(w.words())
	if w.err != nil {
		return nil, w.err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

type templateWriter struct {
	*excelize.File
	lists [][]string // of the sheet of words, column by column
	err   error      // the first
}

func (w *templateWriter) do(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *templateWriter) sheet(s Template, head, text int) {
	for j, c := range s.Columns {
		letters, err := excelize.ColumnNumberToName(j + 1)
		w.do(err)
		first := letters + "1"
		w.do(w.SetColStyle(s.Name, letters, text))
		w.do(w.SetCellStr(s.Name, first, c.Name))
		w.do(w.SetCellStyle(s.Name, first, first, head))
		width := 16.0
		if c.Wide {
			width = 44
		}
		w.do(w.SetColWidth(s.Name, letters, letters, width))
		w.do(w.AddComment(s.Name, excelize.Comment{Author: Author, Cell: first, Text: c.About, Width: 260, Height: 90}))
		w.dropDown(s.Name, fmt.Sprintf("%s2:%s%d", letters, letters, templateRows), c)
	}
	for i, row := range s.Rows {
		for j, cell := range row {
			ref, err := excelize.CoordinatesToCellName(j+1, i+2)
			w.do(err)
			if cell != "" {
				w.do(w.SetCellStr(s.Name, ref, cell))
			}
		}
	}
	w.do(w.SetPanes(s.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// dropDown offers words without refusing others.
func (w *templateWriter) dropDown(sheet, cells string, c TemplateColumn) {
	source := ""
	switch {
	case c.From != "":
		source = fmt.Sprintf("'%s'!$A$2:$A$%d", c.From, templateRows)
	case len(c.Words) > 0:
		w.lists = append(w.lists, c.Words)
		letters, err := excelize.ColumnNumberToName(len(w.lists))
		w.do(err)
		source = fmt.Sprintf("'%s'!$%s$1:$%s$%d", WordsSheet, letters, letters, len(c.Words))
	default:
		return
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	v.SetSqrefDropList(source)
	v.ShowErrorMessage = false
	w.do(w.AddDataValidation(sheet, v))
}

// words writes the hidden sheet that drop-downs take their words from.
func (w *templateWriter) words() error {
	if len(w.lists) == 0 {
		return nil
	}
	if _, err := w.NewSheet(WordsSheet); err != nil {
		return err
	}
	for j, list := range w.lists {
		for i, word := range list {
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := w.SetCellStr(WordsSheet, ref, strings.TrimSpace(word)); err != nil {
				return err
			}
		}
	}
	return w.SetSheetVisible(WordsSheet, false)
}
