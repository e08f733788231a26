package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources"
)

// A grid is a table as its file has it, before anybody says what it means.
type grid struct {
	file  string // as messages call it: "folder/list.csv", "folder/book.xlsx:Sheet1"
	base  string // as claims keep it, without the folder
	name  string // of the sheet, or of the file without its ending
	lines []line // blank ones are left out
	cells bool   // places are called as spreadsheets call their cells: "B7"
}

// A line is a row of a grid.
type line struct {
	at     place
	from   string // where it stands, as a claim keeps it, if it is several places
	cells  []gridCell
	hidden string // why a reader of the file does not see it: "hidden", "struck out"; "" if they do
}

// A gridCell is a cell of a grid. A list has many, so that they are small.
type gridCell struct {
	text string
	at   place
	more *cellMore // nil for most
}

// A cellMore is what few cells have beside their text.
type cellMore struct {
	link  string // the address that it leads to
	day   bool   // a date that the program holds as one, as exact as it shows it
	exact string // the text with the marks that nobody sees, if it has any
}

// A place is where a cell stands in a grid: its line and character or, in a spreadsheet, its row and column from 1.
type place struct {
	in           *grid
	line, column int32
}

// newGrid is the grid of a text that is a table.
func newGrid(file, name string) *grid { return &grid{file: file, base: baseName(file), name: name} }

func (g *grid) place(line, column int) place { return place{g, int32(line), int32(column)} }

// placeOf is the place of a cell in a grid of text.
func (g *grid) placeOf(at sources.Pos) place { return g.place(at.Line, at.Column) }

// pos is the place as messages have it.
func (p place) pos() sources.Pos {
	switch {
	case p.in == nil: // of a cell that is in no grid
		return sources.Pos{}
	case !p.in.cells:
		return sources.Pos{File: p.in.file, Line: int(p.line), Column: int(p.column)}
	}
	return sources.Pos{File: fmt.Sprintf("%s!%s%d", p.in.file, columnLetters(int(p.column)-1), p.line)}
}

func (c gridCell) pos() sources.Pos { return c.at.pos() }

func (c gridCell) link() string {
	if c.more == nil {
		return ""
	}
	return c.more.link
}

func (c gridCell) day() bool { return c.more != nil && c.more.day }

// exact is the text as it stands in the file, with the marks that nobody sees.
func (c gridCell) exact() string {
	if c.more == nil || withoutMarks(c.more.exact) != c.text { // of which a part was left out
		return c.text
	}
	return c.more.exact
}

// withLink is the cell with an address that it leads to, or without one.
func (c gridCell) withLink(address string) gridCell {
	if address != "" || c.link() != "" {
		c.more = &cellMore{link: address, day: c.day(), exact: c.exact()}
	}
	return c
}

// aDay is what cells have that are days and nothing else.
var aDay = &cellMore{day: true}

// whole is the text of a cell with the address that it leads to.
func (c gridCell) whole() string {
	if c.more == nil || c.more.link == "" || strings.Contains(c.text, c.more.link) {
		return c.text
	}
	return fmt.Sprintf(`<a href="%s">%s</a>`, c.more.link, c.text)
}

func (l *line) pos() sources.Pos { return l.at.pos() }

// found is where the line stands, as a claim keeps it: "list.csv:7", "book.xlsx:Sheet1!7".
func (l *line) found() string {
	if l.from != "" {
		return l.from
	}
	sign := ":"
	if l.at.in.cells {
		sign = "!"
	}
	return l.at.in.base + sign + strconv.Itoa(int(l.at.line))
}

func (l *line) cell(i int) gridCell {
	if i < len(l.cells) {
		return l.cells[i]
	}
	return gridCell{at: l.at}
}

func (l *line) blank() bool {
	return !slices.ContainsFunc(l.cells, func(c gridCell) bool { return c.text != "" || c.link() != "" })
}

// texts are the cells of the line in one text, for a message.
func (l *line) texts() string {
	var all []string
	for _, c := range l.cells {
		if c.text != "" {
			all = append(all, oneLine(c.whole()))
		}
	}
	return strings.Join(all, " | ")
}

// maxColumns is the most columns that are read, since a table with more is none that a person keeps.
const maxColumns = 1000

// What of a text is read as a table, since a row of a few bytes takes many times as many: the rows that a sheet of Excel
// has room for, and cells that take half a gigabyte.
const (
	maxLines = 1 << 20
	maxCells = 10_000_000
)

// readDelimited reads comma-separated values, or what spreadsheets write for them: semicolons, tabs or bars, in any
// encoding.
func readDelimited(in Input, opts Options, r *report) *grid {
	data, ok := r.decode(in, opts.Encoding)
	if !ok {
		return nil
	}
	g := newGrid(in.File, bareName(in.File))
	comma, skip := separator(data)
	where := newPlaces(in.File, data[skip:])
	before := bytes.Count(data[:skip], []byte("\n"))
	lines, err := readLines(r, g, data[skip:], comma, before, where, false)
	if p := (*csv.ParseError)(nil); errors.As(err, &p) {
		again, lazy := readLines(r, g, data[skip:], comma, before, where, true)
		switch {
		case lazy != nil:
			err = lazy
		case swallowed(again):
			r.errorf(where.in(p.StartLine+before, 1), "want every quotation mark inside a cell doubled, and the "+
				"cell between quotation marks",
				"a quotation mark stands in the wrong place, or is never closed")
			return nil
		default:
			r.warnf(where.in(p.Line+before, p.Column), "look at the row",
				"a quotation mark stands in the wrong place: read as a sign of the text")
			lines, err = again, nil
		}
	}
	if wide := tooWide(0); errors.As(err, &wide) {
		r.errorf(lines[len(lines)-1].pos(), fmt.Sprintf("want at most %d", maxColumns), "the row has %d cells", int(wide))
		return nil
	}
	if many := (tooMany{}); errors.As(err, &many) {
		r.errorf(lines[len(lines)-1].pos(), fmt.Sprintf("want at most %d, or the file in parts", many.most), "%v", err)
		return nil
	}
	if err != nil {
		r.errorf(sources.Pos{File: in.File}, "want a table of comma-separated values", "%v", err)
		return nil
	}
	g.lines = lines
	return g
}

// tooWide is the error of a row with more cells than are read.
type tooWide int

func (n tooWide) Error() string { return fmt.Sprintf("the row has %d cells", int(n)) }

// tooMany is the error of a table with more rows or cells than are read.
type tooMany struct {
	of   string // "rows", "cells"
	most int
}

func (e tooMany) Error() string { return fmt.Sprintf("the table has more than %d %s", e.most, e.of) }

// An allowance is how many rows and cells may still be read of a table.
type allowance struct{ rows, cells int }

// take takes a row off, if there is as much left.
func (a *allowance) take(l line) error {
	a.rows--
	a.cells -= len(l.cells)
	switch {
	case a.rows < 0:
		return tooMany{"rows", maxLines}
	case a.cells < 0:
		return tooMany{"cells", maxCells}
	}
	return nil
}

// readLines reads the lines of a text that are not blank. lazy takes a quotation mark in the wrong place for a sign of
// the cell. With an error, the last line is the one behind which it is.
func readLines(r *report, g *grid, text []byte, comma rune, before int, where *places, lazy bool) ([]line, error) {
	c := csv.NewReader(bytes.NewReader(text))
	c.Comma, c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = comma, -1, lazy, true
	c.TrimLeadingSpace = comma != '\t'
	var all []line
	left := allowance{maxLines, maxCells}
	for {
		texts, err := c.Read()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		l := line{cells: make([]gridCell, min(len(texts), maxColumns))}
		for i := range l.cells {
			at := g.placeOf(where.in(c.FieldPos(i)))
			if at.line += int32(before); i == 0 {
				l.at = at
			}
			l.cells[i] = cleanCell(r, texts[i], at)
		}
		if len(texts) > maxColumns {
			return append(all, l), tooWide(len(texts))
		}
		if l.blank() {
			continue
		}
		// room for those behind at once, and not by copying again and again
		if n := len(all); n == cap(all) && n >= manyLines {
			behind := float64(n) / float64(c.InputOffset()) * float64(int64(len(text))-c.InputOffset())
			all = slices.Grow(all, min(int(behind*1.02), left.rows)+1)
		}
		all = append(all, l)
		if err := left.take(l); err != nil {
			return all, err
		}
	}
}

// manyLines are so many that how many follow can be told from how much of the text they take.
const manyLines = 4096

// swallowed tells whether a quotation mark that is never closed took whole rows into one cell.
func swallowed(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool {
		return slices.ContainsFunc(l.cells, func(c gridCell) bool { return strings.Count(c.text, "\n") > 3 })
	})
}

// sampleBytes and sampleRows are how much of a text tells the sign between its cells.
const (
	sampleBytes = 64 << 10
	sampleRows  = 30
)

// separator is the sign between cells: the one by which most of the first rows have equally many cells, above all if
// these are the heads of a table that are known. Rows are those of the sign, so that line ends between quotation marks
// end none. A "sep=;" line before them, which spreadsheets write, is skipped.
func separator(data []byte) (comma rune, skip int) {
	text := bytes.TrimLeft(data, "\r\n")
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if s, ok := bytes.CutPrefix(bytes.TrimRight(first, "\r"), []byte("sep=")); ok && len(s) == 1 && s[0] != '"' {
		return rune(s[0]), len(data) - len(rest)
	}
	best := 0
	comma = ','
	for _, c := range []byte(",;\t|") {
		rows := cut(text[:min(len(text), sampleBytes)], c)
		wide, heads := map[int]int{}, 0
		for _, row := range rows {
			if len(row) > 1 {
				wide[len(row)-1]++
				known, _ := headScore(row)
				heads = max(heads, known)
			}
		}
		score := 0
		for n, of := range wide {
			score = max(score, of*of*min(n, 20))
		}
		if heads > 1 {
			score *= 1 + heads*heads
		}
		if score > best {
			comma, best = rune(c), score
		}
	}
	return comma, 0
}

// cut cuts the first rows of a text at a sign. Within quotation marks, which stand around whole cells, neither it nor
// a line end ends anything.
func cut(text []byte, comma byte) (rows [][]string) {
	var row []string
	for len(text) > 0 && len(rows) < sampleRows {
		end, quoted := 0, false
		if lead := bytes.TrimLeft(text, " "); len(lead) > 0 && lead[0] == '"' {
			end, quoted = len(text)-len(lead)+1, true
		}
		for ; end < len(text) && (quoted || text[end] != comma && text[end] != '\n' && text[end] != '\r'); end++ {
			if text[end] == '"' {
				quoted = quoted && end+1 < len(text) && text[end+1] == '"'
				if quoted { // doubled, for one of the cell's
					end++
				}
			}
		}
		row = append(row, strings.Trim(string(text[:end]), ` "`))
		if end < len(text) && text[end] == comma {
			text = text[end+1:]
			if len(text) > 0 {
				continue
			}
			row = append(row, "")
		} else {
			text = bytes.TrimLeft(text[end:], "\r\n")
		}
		rows, row = append(rows, row), nil
	}
	return rows
}

// headScore is how much a line looks like the heads of a table: the names of columns that it has.
func (l *line) headScore() (known, filled int) {
	texts := make([]string, len(l.cells))
	for i, c := range l.cells {
		texts[i] = c.text
	}
	return headScore(texts)
}

func headScore(texts []string) (known, filled int) {
	seen := map[string]bool{}
	for _, text := range texts {
		if text == "" {
			continue
		}
		filled++
		if len(text) > maxHead {
			continue
		}
		if s := spell(text); !seen[s.key] && s.isHead() {
			seen[s.key] = true
			known++
		}
	}
	return known, filled
}

// maxHead is how long, in bytes, the name of a column can be that is looked for among those that are known.
const maxHead = 200

// headLines is how far down the heads of a table are looked for.
const headLines = 20

// header finds the line with the columns' names: the one with most names that are known, the first of equals; without
// any, the first that is as wide as most. It is -1 for a grid without lines.
func (g *grid) header() int {
	best, bestKnown := -1, 0
	for i := range g.lines[:min(len(g.lines), headLines)] {
		if known, filled := g.lines[i].headScore(); known > bestKnown && filled > 1 {
			if known == 1 &&
				slices.ContainsFunc(g.lines[:i], func(l line) bool { _, of := l.headScore(); return of >= filled }) {
				continue // a word of a cell, below heads that are not known
			}
			best, bestKnown = i, known
		}
	}
	if best >= 0 {
		return best
	}
	width := 0
	for i := range g.lines[:min(len(g.lines), 3*headLines)] {
		_, filled := g.lines[i].headScore()
		width = max(width, filled)
	}
	for i := range g.lines[:min(len(g.lines), headLines)] {
		if _, filled := g.lines[i].headScore(); filled > 1 && 2*filled > width {
			return i
		}
	}
	return min(len(g.lines)-1, 0)
}

// isHeadless tells whether the first row is one like those below: an address stands in it above addresses, or two names
// that say nothing of columns, and one of them stands in these columns below too.
func (g *grid) isHeadless(head int) bool {
	if head != 0 || len(g.lines) < 2 {
		return false
	}
	first := &g.lines[0]
	for i := range first.cells {
		if isWebAddress(first.cell(i).text) &&
			slices.ContainsFunc(g.lines[1:], func(l line) bool { return isWebAddress(l.cell(i).text) }) {
			return true
		}
	}
	a, b := plainText(first.cell(0).text), plainText(first.cell(1).text)
	if known, _ := first.headScore(); known > 0 || a == "" || b == "" {
		return false
	}
	return slices.ContainsFunc(g.lines[1:], func(l line) bool {
		x, y := plainText(l.cell(0).text), plainText(l.cell(1).text)
		return x == a && y != b || x == b || y == a || y == b && x != a
	})
}

// isWebAddress tells a cell that is an address and nothing else.
func isWebAddress(text string) bool {
	return (strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")) && !strings.ContainsAny(text, " |")
}

// place is the place of a line and of a byte column in it, as messages have it.
func (p *places) in(line, byteColumn int) sources.Pos {
	line = min(max(line, 1), len(p.starts))
	start := int(p.starts[line-1])
	end := min(start+max(byteColumn-1, 0), len(p.data))
	if p.line == line && p.byteEnd <= end { // counting on from the last place keeps long lines quick
		p.column += utf8.RuneCount(p.data[p.byteEnd:end])
	} else {
		p.line, p.column = line, 1+utf8.RuneCount(p.data[start:end])
	}
	p.byteEnd = end
	return sources.Pos{File: p.file, Line: line, Column: p.column}
}

func bareName(file string) string {
	base := baseName(file)
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		base = base[:i]
	}
	return base
}

func baseName(file string) string {
	return file[strings.LastIndexAny(file, `/\`)+1:]
}

func isLetter(c rune) bool { return unicode.IsLetter(c) }

// sortedCounts yields a map in the order of its keys.
func sortedCounts(m map[string]int) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}
