// Package table reads and writes tables as text: comma-separated values and what spreadsheets write for them, and
// lists in YAML. Whatever the format, every cell knows its place in its file, and what cannot be read is told with
// its place, each problem once and all of them in one pass. What the columns mean, package sources knows.
package table

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxCell is the longest cell that is read, in bytes: two hundred times the longest summary anybody should write.
const maxCell = 64 << 10

// A Table is one table as text: whatever the file's format, cells that know where they stand.
type Table struct {
	File    string
	At      Place    // where it begins
	Columns []string // their names: as written, without blanks around them, until a reader gives them others
	Written []string // the columns' names as they stand in a CSV file
	Head    []Place  // where each column's name stands; in YAML, where it stands first
	Rows    []Row
	Partial bool // some of it could not be read

	room []Cell // for those of a row while it is read
}

// A Place is a line and a column, both from 1, compact because every cell has one.
type Place struct{ Line, Col int32 }

// A Row is one row, with a cell for each column. It holds those with text, and of the blank ones only those of which
// the others do not tell the place, since most cells of a table with many columns are blank.
type Row struct {
	At    Place
	cells []Cell
	nth   []int32 // of the columns, that each of cells stands in
	bare  bool    // between cells stands one sign a column, so that those behind a blank cell tell where it is
}

// NewRow is the row of these cells, one for each column. Without a place, a cell was not given.
func NewRow(at Place, cells []Cell) Row {
	r := Row{At: at, bare: !slices.ContainsFunc(cells, func(c Cell) bool { return c.At == Place{} })}
	kept := 0
	for range backward(cells, r.bare) {
		kept++
	}
	r.cells, r.nth = make([]Cell, kept), make([]int32, kept)
	for i := range backward(cells, r.bare) {
		kept--
		r.cells[kept], r.nth[kept] = cells[i], int32(i)
	}
	return r
}

// backward yields, from the last to the first, the cells that a row has to hold.
func backward(cells []Cell, bare bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		last := len(cells)
		for i := len(cells) - 1; i >= 0; i-- {
			c := cells[i]
			told := c.At == Place{}
			if bare {
				told = last < len(cells) && c.At == cells[last].At.before(last-i)
			}
			if c.Text == "" && told {
				continue
			}
			if !yield(i) {
				return
			}
			last = i
		}
	}
}

// before is the place that many signs before p.
func (p Place) before(signs int) Place { return Place{p.Line, p.Col - int32(signs)} }

// Cell is the row's cell in the i-th column; one without a place was not given.
func (r *Row) Cell(i int) Cell {
	for k, nth := range r.nth {
		switch {
		case int(nth) == i:
			return r.cells[k]
		case int(nth) > i && r.bare:
			return Cell{At: r.cells[k].At.before(int(nth) - i)}
		case int(nth) > i:
			return Cell{}
		}
	}
	return Cell{}
}

// Cells yields the cells of the first n columns, in their order.
func (r *Row) Cells(n int) iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		k := 0
		for i := range n {
			for k < len(r.nth) && int(r.nth[k]) < i {
				k++
			}
			c := Cell{}
			switch {
			case k == len(r.nth):
			case int(r.nth[k]) == i:
				c = r.cells[k]
			case r.bare:
				c.At = r.cells[k].At.before(int(r.nth[k]) - i)
			}
			if !yield(i, c) {
				return
			}
		}
	}
}

// A Cell is the text of a cell, and where it begins.
type Cell struct {
	Text string
	At   Place
}

// NewCell takes a cell's text without blanks around it, its letters and accents composed (Unicode NFC), with "\n" at
// line ends.
func NewCell(text string, at Place) Cell {
	if isPlain(text) {
		return Cell{strings.TrimSpace(text), at}
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	text = strings.TrimSpace(text)
	for _, r := range text {
		if r >= firstCombining && !isComposed(r) {
			return Cell{norm.NFC.String(text), at}
		}
	}
	return Cell{text, at}
}

// isComposed tells of common letters and signs that no text of nothing else changes when it is composed: Cyrillic,
// Hebrew and Arabic letters without marks, dashes and quotation marks, and the ideographs of East Asia.
func isComposed(r rune) bool {
	return 0x400 <= r && r <= 0x481 || 0x5D0 <= r && r <= 0x5EA || 0x620 <= r && r <= 0x64A || 0x2010 <= r && r <= 0x2027 ||
		0x4E00 <= r && r <= 0x9FFF
}

// firstCombining is the first character that may change when a text is composed: all below are as they are in NFC.
const firstCombining = 0x300

// isPlain tells a text of nothing but the printable characters of ASCII, in which nothing can be wrong.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// PlainName reduces a header cell to the form column names have: "Source(s)" and "sources", "Event date" and
// "event_date" are one.
func PlainName(header string) string {
	name := strings.ToLower(strings.TrimSpace(header))
	return strings.Trim(plainSigns.Replace(name), "_")
}

var plainSigns = strings.NewReplacer("(s)", "s", "(", "", ")", "", ":", "", " ", "_", "-", "_", ".", "_")

// Pos is a place with the table's file.
func (t *Table) Pos(p Place) Pos { return Pos{t.File, int(p.Line), int(p.Col)} }

// Column returns the index of the named column, or -1.
func (t *Table) Column(name string) int {
	for i, c := range t.Columns {
		if c == name {
			return i
		}
	}
	return -1
}

// CheckCell says what no cell may hold.
func CheckCell(text string, at Pos, ds *Diagnostics) bool {
	if len(text) > maxCell {
		ds.Errorf(at, fmt.Sprintf("want at most %d", maxCell), "a cell of %d bytes", len(text))
		return false
	}
	if isPlain(text) {
		return true
	}
	if !utf8.ValidString(text) {
		ds.Errorf(at, "want UTF-8", "text that is not UTF-8 in the cell")
		return false
	}
	lines, lost := false, false
	for _, r := range text {
		switch {
		case ' ' <= r && r <= '~':
		case r == '\n':
			lines = true
		case r == utf8.RuneError:
			lost = true
		case IsControl(r):
			ds.Errorf(at, "want it taken out", "the control character %U in the cell", r)
			return false
		}
	}
	if i := strings.IndexByte(text, '\n'); lines && conflictMarker([]byte(text[i:])) >= 0 {
		ds.Errorf(at, "want it taken out, or no CSV file can hold the cell",
			"a line in the cell that reads as a conflict marker of a version control system")
		return false
	}
	if lost {
		ds.Warnf(at, "want the letter that was lost where the text was copied",
			"the replacement character %q in the cell", utf8.RuneError)
	}
	return true
}

// IsControl finds what is no text: the control characters but tab and line ends, and the two noncharacters that XML
// cannot hold either.
func IsControl(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
