package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// ReadCSV reads one table. It takes what spreadsheets write: a byte order mark, UTF-16 with one, CRLF or CR, "sep="
// lines, and semicolons or tabs for commas. Text that is not UTF-8 is read as Windows-1252, with a warning.
func ReadCSV(file string, data []byte, ds *Diagnostics) *Table {
	t := &Table{File: file, Partial: true}
	data, ok := decodeText(file, data, ds)
	if !ok {
		return t
	}
	r := newCSVReader(data)
	t.held = &held{text: r.index.data}
	record, err := r.read()
	switch {
	case err == io.EOF:
		ds.Errorf(Pos{file, 1, 1}, "want a first row with the columns' names", "the file is empty")
		return t
	case err != nil:
		r.reportSyntax(err, t, ds)
		return t
	case !t.takeHeader(record, ds):
		return t
	}
	t.Partial = false
	header := t.Written
	for {
		record, err := r.read()
		switch {
		case err == io.EOF:
			return t
		case err != nil:
			r.reportSyntax(err, t, ds)
			t.Partial = true
			return t
		case len(t.Rows) == maxRows:
			ds.Errorf(t.Pos(record.place(0)), "want a dossier for each part of it", "the table has more than %d rows",
				maxRows)
			t.Partial = true
			return t
		case slices.Equal(record.texts, header):
			ds.Errorf(t.Pos(record.place(0)), "want it once, as the first row", "the header stands here again")
		case !blank(record.texts):
			t.takeRow(record, ds)
		}
	}
}

// maxColumns is the most columns that are read, since a file with more is no table kept by hand.
const maxColumns = 1000

// maxRows is the most rows that are read of a table, since one of a few bytes becomes a record of hundreds.
const maxRows = 3_000_000

func (t *Table) takeHeader(header *csvRecord, ds *Diagnostics) bool {
	t.At = header.place(0)
	if len(header.texts) > maxColumns {
		ds.Errorf(t.Pos(t.At), fmt.Sprintf("want at most %d", maxColumns), "the header has %d cells", len(header.texts))
		return false
	}
	ok := true
	for _, cell := range header.cells() {
		t.Head = append(t.Head, cell.At)
	}
	for i, text := range header.texts {
		ok = CheckCell(text, t.Pos(t.Head[i]), ds) && ok
	}
	if ok {
		t.Written = slices.Clone(header.texts)
		for _, text := range header.texts {
			t.Columns = append(t.Columns, strings.TrimSpace(text))
		}
	}
	return ok
}

// takeRow adds a row. One that does not fit the header, or with a cell that cannot be read, is reported and left out:
// what it says is not known, and what it seems to lack is not missing.
func (t *Table) takeRow(record *csvRecord, ds *Diagnostics) {
	at := record.place(0)
	if len(record.texts) != len(t.Head) {
		want := fmt.Sprintf("want %d, as in the header", len(t.Head))
		if len(record.texts) > len(t.Head) {
			want += "; text with the separator in it stands between quotation marks"
		}
		ds.Errorf(t.Pos(at), want, "the row has %d cells", len(record.texts))
		t.Partial = true
		return
	}
	if !t.takeTexts(record, ds) {
		t.Partial = true
		return
	}
	if record.spans == nil || len(record.texts) > spansHeld {
		t.Rows = append(t.Rows, NewRow(at, record.cells()))
		return
	}
	if n := len(t.Rows); n == cap(t.Rows) && n >= manyRows {
		t.Rows = slices.Grow(t.Rows, min(rowsBehind(n, int(record.spans[0].at), len(record.text)), maxRows-n))
	}
	t.Rows = append(t.Rows, t.held.hold(at, record))
}

// takeTexts puts the texts of a row's cells in order, as NewCell does, and is false where one cannot be read. Most rows
// are settled, which is found out by one look at all of their text.
func (t *Table) takeTexts(record *csvRecord, ds *Diagnostics) bool {
	if record.isSettled() {
		for i, text := range record.texts {
			if trimmed := trimmed(text); len(trimmed) < len(text) {
				record.put(i, trimmed)
			}
		}
		return true
	}
	ok := true
	for i, text := range record.texts {
		if isPlain(text) && len(text) <= maxCell {
			record.put(i, trimmed(text))
			continue
		}
		text = NewCell(text, Place{}).Text
		record.put(i, text)
		if len(text) > maxCell || isSuspicious(text) { // the file is UTF-8 throughout
			ok = CheckCell(text, t.Pos(record.place(i)), ds) && ok
		}
	}
	return ok
}

// manyRows are so many that room for those behind them is made at once, and not by copying all again and again.
const manyRows = 4096

// rowsBehind is how many rows probably begin behind a place of a text before which so many do, with some to spare.
func rowsBehind(rows, at, length int) int {
	return int(float64(rows)/float64(at)*float64(length-at)*1.02) + 1
}

// A csvReader reads rows and knows where in the file, in characters, each of their cells begins. What it reads is
// valid until it reads on.
type csvReader struct {
	cells    *splitter
	standard *csv.Reader // from the row on that is not well-formed; nil as long as all are
	index    *lineIndex
	comma    rune
}

// A csvRecord is one row: the texts of its cells, which are the reader's to be written over, and where these are in the
// reader's text or, if that is not known, the places where they begin.
type csvRecord struct {
	texts  []string
	text   string
	spans  []span
	end    int // of the row in text
	line   int // of the first cell
	places []Place

	// The place asked for last: the next one stands behind it, and counting on from there keeps long rows quick.
	asked int
	at    Place
}

// place is where the i-th cell begins.
func (r *csvRecord) place(i int) Place {
	if r.spans == nil {
		return r.places[i]
	}
	if i < r.asked || r.at.Line == 0 {
		r.asked, r.at = 0, Place{int32(r.line), 1}
	}
	r.at = r.at.onTo(r.text[r.spans[r.asked].at:r.spans[i].at])
	r.asked = i
	return r.at
}

// put gives a cell another text: without blanks, or composed.
func (r *csvRecord) put(i int, text string) {
	r.texts[i] = text
	if r.spans != nil {
		r.spans[i] = spanOf(r.text, r.spans[i].at, text)
	}
}

// isSettled tells a row of which no cell has to be put in order or looked at, but for blanks around it.
func (r *csvRecord) isSettled() bool {
	if r.spans == nil {
		return false
	}
	written := r.text[r.spans[0].at:r.end]
	return len(written) <= maxCell && isSettled(written)
}

func (r *csvRecord) cells() []Cell {
	cells := make([]Cell, len(r.texts))
	for i, text := range r.texts {
		cells[i] = Cell{text, r.place(i)}
	}
	return cells
}

func newCSVReader(data []byte) *csvReader {
	comma, skip := separator(data)
	r := &csvReader{index: newLineIndex(data, skip), comma: comma}
	r.cells = newSplitter(r.index.data, skip, r.index.firstLine+1, comma)
	return r
}

// read reads well-formed rows by itself, since that takes a third of the time, and leaves the others to the csv
// package, whose words say what is wrong with them.
func (r *csvReader) read() (*csvRecord, error) {
	if r.standard == nil {
		record, err := r.cells.next()
		if err != errIllFormed {
			return record, err
		}
		r.index.firstLine = r.cells.line - 1
		r.standard = csv.NewReader(strings.NewReader(r.index.data[r.cells.at:]))
		r.standard.Comma, r.standard.FieldsPerRecord = r.comma, -1
	}
	texts, err := r.standard.Read()
	if err != nil {
		return nil, err
	}
	places := make([]Place, len(texts))
	for i := range places {
		places[i] = r.index.place(r.standard.FieldPos(i))
	}
	return &csvRecord{texts: texts, places: places}, nil
}

func blank(record []string) bool {
	for _, text := range record {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

// reportSyntax says where a quotation mark goes wrong; what stands behind that place is not read. A cell that runs
// over several lines, or to the end of the file, is reported where it begins, since the mark is missing there and not
// at its end.
func (r *csvReader) reportSyntax(err error, t *Table, ds *Diagnostics) {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		ds.Errorf(Pos{File: t.File}, "want a table of comma-separated values", "%v", err)
		return
	}
	const want = "want every quotation mark inside a cell doubled, and the cell between quotation marks"
	at := r.index.place(p.Line, p.Column)
	if p.Err == csv.ErrBareQuote {
		ds.Errorf(t.Pos(at), want, "a quotation mark stands in the wrong place")
		return
	}
	line, column, closed := r.index.openQuote(p)
	switch open := r.index.place(line, column); {
	case !closed:
		ds.Errorf(t.Pos(open), want, "the quotation mark is never closed")
	case open.Line == at.Line:
		ds.Errorf(t.Pos(at), want, "a quotation mark stands in the wrong place")
	default:
		ds.Errorf(t.Pos(open), want, "the quotation mark is closed in the middle of a cell, in line %d", at.Line)
	}
}

// decodeText turns the file's bytes into UTF-8 without a byte order mark. It refuses what cannot be a table.
func decodeText(file string, data []byte, ds *Diagnostics) ([]byte, bool) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 {
			ds.Errorf(Pos{File: file}, "want UTF-8", "the file begins as UTF-16 and is not")
			return nil, false
		}
		data = text
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !bytes.Contains(data, []byte("\n")) {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // the line ends of the old Macintosh
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		ds.Errorf(posAt(file, data, i), "want text in UTF-8; a spreadsheet's own file is saved as CSV first",
			"the file has a NUL byte")
		return nil, false
	}
	if i := conflictMarker(data); i >= 0 {
		ds.Errorf(posAt(file, data, i), "want the conflict resolved and the marker lines deleted",
			"a conflict marker of a version control system stands here")
		return nil, false
	}
	bad, other := foreignBytes(data)
	switch {
	case bad < 0:
		return data, true
	case other:
		ds.Errorf(posAt(file, data, bad), "want UTF-8 throughout",
			"the byte %#x is not UTF-8, as the rest of the file is", data[bad])
		return nil, false
	}
	ds.Warnf(posAt(file, data, bad), "save the file as UTF-8", "the file is not UTF-8: read as Windows-1252")
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		ds.Errorf(Pos{File: file}, "want UTF-8", "%v", err)
	}
	return text, err == nil
}

// foreignBytes finds the first byte that is not UTF-8, or -1, and tells whether others beyond ASCII are. Words in
// Windows-1252 hardly ever make UTF-8, so both in one file mean that it was put together from two.
func foreignBytes(data []byte) (bad int, others bool) {
	bad = -1
	if utf8.Valid(data) {
		return bad, false
	}
	for i := 0; i < len(data); {
		_, size := utf8.DecodeRune(data[i:])
		if size > 1 {
			others = true
		} else if data[i] >= utf8.RuneSelf && bad < 0 {
			bad = i
		}
		i += size
	}
	return bad, others
}

// conflictMarker finds a line that git leaves where two versions disagree, or returns -1. A marker is seven signs,
// then a blank or nothing.
func conflictMarker(data []byte) int {
	for start := 0; start < len(data); {
		end := len(data)
		if i := bytes.IndexByte(data[start:], '\n'); i >= 0 {
			end = start + i
		}
		if end == start || strings.IndexByte("<|=>", data[start]) < 0 {
			start = end + 1
			continue
		}
		line := strings.TrimSuffix(string(data[start:min(end, start+9)]), "\r")
		for _, marker := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
			if line == marker || strings.HasPrefix(line, marker+" ") {
				return start
			}
		}
		start = end + 1
	}
	return -1
}

func posAt(file string, data []byte, offset int) Pos {
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	return Pos{file, bytes.Count(data[:offset], []byte("\n")) + 1, utf8.RuneCount(data[start:offset]) + 1}
}

// separator guesses the separator from the header line, and how many bytes of a "sep=;" line to skip before it.
func separator(data []byte) (comma rune, skip int) {
	text := bytes.TrimLeft(data, "\r\n")
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	if s, ok := bytes.CutPrefix(bytes.TrimRight(line, "\r"), []byte("sep=")); ok && len(s) == 1 && s[0] != '"' {
		return rune(s[0]), len(data) - len(rest)
	}
	line = unquoted(line)
	comma, most := ',', bytes.Count(line, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			comma, most = c, n
		}
	}
	return comma, 0
}

// unquoted leaves out what stands between quotation marks.
func unquoted(line []byte) []byte {
	var plain []byte
	for i, part := range bytes.Split(line, []byte(`"`)) {
		if i%2 == 0 {
			plain = append(plain, part...)
		}
	}
	return plain
}

// A lineIndex turns the csv package's byte columns into columns of characters.
type lineIndex struct {
	data      string
	starts    []int // of the lines, once they are asked for
	firstLine int   // lines skipped before the reader's first

	// The place asked for last: the next one mostly stands behind it in the same line, and counting on from there keeps
	// long lines quick.
	line, byteColumn, column int

	// The line measured last and its length in characters: a whole file may stand on one line.
	measured, length int
}

// newLineIndex is the index of a text that nobody writes to any more: it is not copied.
func newLineIndex(data []byte, skip int) *lineIndex {
	return &lineIndex{data: unsafe.String(unsafe.SliceData(data), len(data)),
		firstLine: bytes.Count(data[:skip], []byte("\n"))}
}

// lines are where the lines start. Most files are read without asking.
func (x *lineIndex) lines() []int {
	if x.starts == nil {
		x.starts = make([]int, 1, strings.Count(x.data, "\n")+1)
		for at := 0; ; {
			n := strings.IndexByte(x.data[at:], '\n')
			if n < 0 {
				break
			}
			at += n + 1
			x.starts = append(x.starts, at)
		}
	}
	return x.starts
}

// offset is where in the data the reader's line and column are.
func (x *lineIndex) offset(line, byteColumn int) int {
	starts := x.lines()
	line = min(line+x.firstLine, len(starts))
	return min(starts[line-1]+byteColumn-1, len(x.data))
}

func (x *lineIndex) place(line, byteColumn int) Place {
	if line != x.line || byteColumn < x.byteColumn {
		x.line, x.byteColumn, x.column = line, 1, 1
	}
	x.column += utf8.RuneCountInString(x.data[x.offset(line, x.byteColumn):x.offset(line, byteColumn)])
	x.byteColumn = byteColumn
	return Place{int32(line + x.firstLine), int32(x.column)}
}

// within keeps a Place, in characters, inside the file.
func (x *lineIndex) within(line, column int) Place {
	line = min(max(line, 1), len(x.lines()))
	if line != x.measured {
		x.measured, x.length = line, utf8.RuneCountInString(x.text(line))
	}
	return Place{int32(line), int32(min(max(column, 1), x.length+1))}
}

// text is a line without its end.
func (x *lineIndex) text(line int) string {
	end := len(x.data)
	if line < len(x.lines()) {
		end = x.lines()[line] - 1
	}
	return strings.TrimSuffix(x.data[x.lines()[line-1]:end], "\r")
}

// openQuote finds the quotation mark that opens the last quoted cell before an error, in the reader's line and
// column, and tells whether the cell is closed.
func (x *lineIndex) openQuote(p *csv.ParseError) (line, byteColumn int, closed bool) {
	start, end := x.offset(p.StartLine, 1), min(x.offset(p.Line, p.Column)+1, len(x.data))
	open, at := start, start
	closed = true
	for at < end {
		switch quote := x.data[at] == '"'; {
		case !quote:
		case !closed:
			closed = true
		case at > start && x.data[at-1] == '"' && at-1 > open: // the second half of a doubled mark
			closed = false
		default:
			open, closed = at, false
		}
		at++
	}
	line = p.StartLine + strings.Count(x.data[start:open], "\n")
	return line, open - x.offset(line, 1) + 1, closed
}
