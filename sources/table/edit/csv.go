package edit

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// edits replaces the cell's bytes. It keeps quotation marks, and sets them where all that is filled in the row has them.
func (e csvEditor) edits(old sources.Cell, given bool) ([]splice, error) {
	row := e.rows[e.row]
	if !given {
		return nil,
			fmt.Errorf("%s: the table has no column %q: add it to the first row, and a blank cell to each row below",
				row.File, e.column)
	}
	start := e.text.offset(old.Pos)
	end := e.csvEnd(row, old, start)
	quoted := e.quoted(old) || old.Text == "" && e.allQuoted(row)
	return []splice{{start, end, e.csvCell(row, quoted)}}, nil
}

func (e csvEditor) quoted(c sources.Cell) bool {
	at := e.text.offset(c.Pos)
	return at < len(e.text.data) && e.text.data[at] == '"'
}

func (e csvEditor) allQuoted(row sources.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(c sources.Cell) bool { return c.Text != "" && !e.quoted(c) })
}

// csvEnd is where the cell's bytes end, the separator or the line end not included.
func (e csvEditor) csvEnd(row sources.Row, old sources.Cell, start int) int {
	if e.quoted(old) {
		return quoteEnd(e.text.data, start)
	}
	if i := slices.Index(row.Cells, old) + 1; i < len(row.Cells) {
		return e.text.offset(row.Cells[i].Pos) - 1
	}
	return e.text.end(old.Line)
}

// quoteEnd is where text between quotation marks that begins at start ends, behind its last mark. A doubled mark is
// text.
func quoteEnd(data []byte, start int) int {
	mark := data[start]
	for i := start + 1; i < len(data); i++ {
		switch {
		case data[i] != mark:
		case i+1 < len(data) && data[i+1] == mark:
			i++
		default:
			return i + 1
		}
	}
	return len(data)
}

func (e csvEditor) csvCell(row sources.Row, quoted bool) string {
	separator := ""
	if len(row.Cells) > 1 {
		separator = e.separator(row)
	}
	return e.csvText(e.value, separator, quoted)
}

// csvText is text as a cell, between quotation marks if it must or should stand between them.
func (e csvEditor) csvText(text, separator string, quoted bool) string {
	if !quoted && !strings.ContainsAny(text, "\"\r\n"+separator) {
		return text
	}
	return `"` + strings.ReplaceAll(strings.ReplaceAll(text, `"`, `""`), "\n", e.text.eol) + `"`
}
