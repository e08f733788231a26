package sources

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readCSV reads one table. It takes what spreadsheets write: a byte order mark, UTF-16 with one, CRLF, "sep=" lines, and
// semicolons or tabs for commas. Text that is not UTF-8 is read as Windows-1252, with a warning.
func readCSV(what tableKind, file string, data []byte, ds *Diagnostics) *table {
	t := &table{what: what, file: file}
	data, ok := decodeText(file, data, ds)
	if !ok {
		return t
	}
	comma, skip := separator(data)
	r := csv.NewReader(bytes.NewReader(data[skip:]))
	r.Comma = comma
	r.FieldsPerRecord = -1
	index := newLineIndex(data, skip)
	place := func(field int) place { return index.place(r.FieldPos(field)) }

	header, err := r.Read()
	if err == io.EOF {
		ds.errorf(Pos{File: file, Line: 1, Column: 1}, "want a first row with the columns' names", "the file is empty")
		return t
	}
	if err != nil {
		t.reportSyntax(err, index, ds)
		return t
	}
	for i := range header {
		t.head = append(t.head, place(i))
	}
	t.nameColumns(header, ds)
	for {
		record, err := r.Read()
		if err == io.EOF {
			return t
		}
		if err != nil {
			t.reportSyntax(err, index, ds)
			return t
		}
		if blank(record) {
			continue
		}
		at := place(0)
		if len(record) != len(header) {
			want := fmt.Sprintf("want %d, as in the header", len(header))
			if len(record) > len(header) {
				want += "; text with the separator in it stands between quotation marks"
			}
			ds.errorf(t.pos(at), want, "a row of %d cells", len(record))
		}
		cells := make([]cell, len(header))
		for i := range min(len(record), len(header)) {
			c := cell{strings.TrimSpace(record[i]), place(i)}
			if c.text != "" && !checkCell(c.text, t.pos(c.at), ds) {
				c.text = ""
			}
			cells[i] = c
		}
		t.rows = append(t.rows, row{at, cells})
	}
}

func blank(record []string) bool {
	for _, text := range record {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

// reportSyntax says where the reader gave up; what stands behind that place is not read.
func (t *table) reportSyntax(err error, index *lineIndex, ds *Diagnostics) {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		ds.errorf(Pos{File: t.file}, "want a table of comma-separated values", "%v", err)
		return
	}
	want := "want every quotation mark inside a cell doubled, and the cell between quotation marks"
	problem := "a quotation mark in the wrong place"
	at := index.place(p.Line, p.Column)
	if errors.Is(p.Err, csv.ErrQuote) && p.StartLine != p.Line {
		problem = fmt.Sprintf("the quotation mark opened in line %d is not closed well", p.StartLine+index.firstLine)
	}
	ds.errorf(t.pos(at), want, "%s", problem)
}

// decodeText turns the file's bytes into UTF-8 without a byte order mark. It refuses what cannot be a table.
func decodeText(file string, data []byte, ds *Diagnostics) ([]byte, bool) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			ds.errorf(Pos{File: file}, "want UTF-8", "the file begins as UTF-16 and is not")
			return nil, false
		}
		data = text
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if i := bytes.IndexByte(data, 0); i >= 0 {
		ds.errorf(posAt(file, data, i), "want text: a spreadsheet's own file is saved as CSV first", "a NUL byte")
		return nil, false
	}
	if i := conflictMarker(data); i >= 0 {
		ds.errorf(posAt(file, data, i), "want the conflict resolved and the marker lines deleted", "a conflict marker of a version control system")
		return nil, false
	}
	if i := invalidUTF8(data); i >= 0 {
		ds.warnf(posAt(file, data, i), "save the file as UTF-8", "the file is not UTF-8: read as Windows-1252")
		text, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			ds.errorf(Pos{File: file}, "want UTF-8", "%v", err)
			return nil, false
		}
		data = text
	}
	return data, true
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// conflictMarker finds a line that git leaves where two versions disagree. A marker is seven signs, then a blank or nothing.
func conflictMarker(data []byte) int {
	for start := 0; start < len(data); {
		end := len(data)
		if i := bytes.IndexByte(data[start:], '\n'); i >= 0 {
			end = start + i
		}
		line := strings.TrimSuffix(string(data[start:min(end, start+9)]), "\r")
		for _, marker := range []string{"<<<<<<<", "=======", ">>>>>>>"} {
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
	line, _, _ := bytes.Cut(data, []byte("\n"))
	if s, ok := bytes.CutPrefix(line, []byte("sep=")); ok {
		if s = bytes.TrimRight(s, "\r"); len(s) == 1 {
			return rune(s[0]), min(len(line)+1, len(data))
		}
	}
	comma, most := ',', bytes.Count(line, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			comma, most = c, n
		}
	}
	return comma, 0
}

// A lineIndex turns the csv package's byte columns into columns of characters.
type lineIndex struct {
	data      []byte
	starts    []int
	firstLine int // lines skipped before the reader's first
}

func newLineIndex(data []byte, skip int) *lineIndex {
	x := &lineIndex{data: data, starts: []int{0}, firstLine: bytes.Count(data[:skip], []byte("\n"))}
	for i, b := range data {
		if b == '\n' {
			x.starts = append(x.starts, i+1)
		}
	}
	return x
}

func (x *lineIndex) place(line, byteColumn int) place {
	line += x.firstLine
	if line < 1 || line > len(x.starts) {
		return place{int32(line), 1}
	}
	start := x.starts[line-1]
	end := min(start+max(byteColumn-1, 0), len(x.data))
	return place{int32(line), int32(utf8.RuneCount(x.data[start:end])) + 1}
}
