// Package edit changes single cells of a dossier's files, adds columns and rows to them, and changes nothing else.
//
// A dossier is kept by hand, often by several people in a version control system: a program that writes an anchor or
// a day into it must leave quotation marks, line ends, comments and the order of columns as they are. So a cell's old
// bytes are cut out and the new ones put in their place; the file is never written anew from what was read. Then the
// result is read, and if it says anything else than the old file with the one cell changed, there is no result.
//
// Set is given the place that Claim.Pos tells, which stays the row's place after Set and AddColumn. What they and
// AddRow return, the caller writes.
package edit

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
)

// Set returns data, the file at.File, with value in one cell: that of the row at the given place in the named column.
// All other bytes stay. The cell keeps its quotation marks or its YAML style if they can hold the value. A key that a
// YAML entry lacks becomes its last line. A cell that says value already leaves data as it is.
//
// It is an error if the file is not UTF-8 or cannot be read, no row begins there, a CSV file has no such column, or
// the cell holds a list of its own lines.
func Set(data []byte, at sources.Pos, column, value string) ([]byte, error) {
	rows, err := readRows(data, at.File)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(r sources.Row) bool { return r.Table != "" && r.Pos == at })
	if i < 0 {
		return nil, fmt.Errorf("%s: no row begins here: want the place of a row", at)
	}
	value = norm.NFC.String(strings.TrimSpace(value))
	old, given := cellOf(rows[i], column)
	if old.Text == value {
		return data, nil
	}
	e := editor{newText(data), rows, i, column, value}
	var tries []splice
	switch strings.ToLower(path.Ext(at.File)) {
	case ".yaml", ".yml":
		tries, err = yamlEditor{e}.edits(old, given)
	default:
		tries, err = csvEditor{e}.edits(old, given)
	}
	if err != nil {
		return nil, err
	}
	return e.firstProved(tries)
}

// An editor holds what an edit of one cell starts from.
type editor struct {
	text   text
	rows   []sources.Row
	row    int // the index of the row to change
	column string
	value  string
}

// What an edit is in bytes depends on how the file is written.
type (
	csvEditor  struct{ editor }
	yamlEditor struct{ editor }
)

// A splice puts text in the place of the bytes from start to end.
type splice struct {
	start, end int
	text       string
}

func (s splice) apply(data []byte) []byte {
	return slices.Concat(data[:s.start], []byte(s.text), data[s.end:])
}

// firstProved makes the first of the splices that does what it should. There are several because YAML can write a
// value in several ways, not all of which hold it.
func (e editor) firstProved(tries []splice) ([]byte, error) {
	failure := errors.New("the bytes of the cell cannot be told")
	for i, s := range tries {
		data := s.apply(e.text.data)
		err := e.prove(data)
		if err == nil {
			return data, nil
		}
		if i == 0 {
			failure = err
		}
	}
	at := e.rows[e.row].Pos
	if c, ok := cellOf(e.rows[e.row], e.column); ok {
		at = c.Pos
	}
	return nil,
		fmt.Errorf("%s: %s cannot be set without changing more than that, so nothing is changed: %w; edit it by hand",
			at, e.column, failure)
}

// prove reads the changed file and tells whether it says the same as before but for the one cell.
func (e editor) prove(data []byte) error {
	rows, problems := sources.ReadRows(e.rows[e.row].File, data)
	if err := problems.Only(sources.Error); len(err) > 0 {
		return fmt.Errorf("then %s", err[0])
	}
	if len(rows) != len(e.rows) {
		return fmt.Errorf("the file would have %d rows, and has %d", len(rows), len(e.rows))
	}
	for i, old := range e.rows {
		want := filled(old)
		if i == e.row {
			want = with(want, e.column, e.value)
		}
		if old.Table != rows[i].Table || !slices.Equal(want, filled(rows[i])) {
			return fmt.Errorf("the row at %s would not say what it should", rows[i].Pos)
		}
	}
	return nil
}

// said is what a cell says, wherever it stands.
type said struct{ column, text string }

// filled is what a row says, in the order of the columns' names: those of YAML come in the order of their first use,
// which an edit may change.
func filled(r sources.Row) []said {
	var out []said
	for _, c := range r.Cells {
		if c.Text != "" {
			out = append(out, said{c.Column, c.Text})
		}
	}
	sortSaid(out)
	return out
}

// with returns the cells with the named one saying value.
func with(cells []said, column, value string) []said {
	cells = slices.DeleteFunc(cells, func(s said) bool { return s.column == column })
	if value != "" {
		cells = append(cells, said{column, value})
	}
	sortSaid(cells)
	return cells
}

func sortSaid(cells []said) {
	slices.SortStableFunc(cells, func(a, b said) int { return strings.Compare(a.column, b.column) })
}

func cellOf(r sources.Row, column string) (sources.Cell, bool) {
	for _, c := range r.Cells {
		if c.Column == column {
			return c, true
		}
	}
	return sources.Cell{}, false
}

// checkEncoding refuses what is read, but in another encoding than it would be written in.
func checkEncoding(file string, data []byte) error {
	const way = "it can be read, but to write into it, save it as UTF-8 first"
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return fmt.Errorf("%s: the file is UTF-16: %s", file, way)
	case !utf8.Valid(data):
		return fmt.Errorf("%s: the file is not UTF-8: %s", file, way)
	}
	return nil
}

// A text is a file's bytes and where its lines begin.
type text struct {
	data   []byte
	starts []int
	eol    string
}

func newText(data []byte) text {
	t := text{data, []int{0}, "\n"}
	if bytes.HasPrefix(data, []byte("\uFEFF")) {
		t.starts[0] = len("\uFEFF")
	}
	end := byte('\n')
	switch i := bytes.IndexByte(data, '\n'); {
	case i > 0 && data[i-1] == '\r':
		t.eol = "\r\n"
	case i < 0 && bytes.IndexByte(data, '\r') >= 0:
		t.eol, end = "\r", '\r'
	}
	for i, b := range data {
		if b == end {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// offset is where in the bytes the character at p begins, at most the end of its line.
func (t text) offset(p sources.Pos) int {
	at, end := t.starts[p.Line-1], t.end(p.Line)
	for range p.Column - 1 {
		if at >= end {
			break
		}
		_, size := utf8.DecodeRune(t.data[at:])
		at += size
	}
	return at
}

// end is where a line's text ends, before its line end.
func (t text) end(line int) int {
	if line < len(t.starts) {
		at := t.starts[line] - 1
		if t.eol != "\r" && at > t.starts[line-1] && t.data[at-1] == '\r' {
			at--
		}
		return at
	}
	return len(t.data)
}

// line is a line's text.
func (t text) line(n int) string { return string(t.data[t.starts[n-1]:t.end(n)]) }
