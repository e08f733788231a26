package table

import (
	"errors"
	"io"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// A splitter cuts comma-separated values (RFC 4180) into rows whose cells are parts of the one text, so that a cell
// takes no memory of its own. It reads as the csv package does, and stops before a row with a quotation mark in the
// wrong place.
type splitter struct {
	text  string
	at    int // where the next row begins
	line  int // of it, from 1
	comma byte
	usual bool // the comma is one that can be found byte by byte

	row csvRecord
}

// errIllFormed says that the next row is not well-formed, or has another comma than the splitter knows.
var errIllFormed = errors.New("not well-formed")

func newSplitter(text string, at, line int, comma rune) *splitter {
	return &splitter{text: strings.TrimSuffix(text, "\r"), at: at, line: line, comma: byte(comma),
		usual: comma > 0 && comma < utf8.RuneSelf && !strings.ContainsRune("\"\r\n", comma)}
}

// next reads a row. It is valid until the next one is read.
func (s *splitter) next() (*csvRecord, error) {
	if !s.usual {
		return nil, errIllFormed
	}
	for s.at < len(s.text) { // rows without anything are none
		if n := s.lineEnd(s.at); n > 0 {
			s.at += n
			s.line++
			continue
		}
		return s.cells()
	}
	return nil, io.EOF
}

// lineEnd is how many bytes the end of a line takes at i; 0 if there is none.
func (s *splitter) lineEnd(i int) int {
	switch {
	case i < len(s.text) && s.text[i] == '\n':
		return 1
	case i+1 < len(s.text) && s.text[i] == '\r' && s.text[i+1] == '\n':
		return 2
	}
	return 0
}

// cells reads the cells of a row that begins at s.at.
func (s *splitter) cells() (*csvRecord, error) {
	s.row.text, s.row.line, s.row.at = s.text, s.line, Place{}
	s.row.texts, s.row.spans = s.row.texts[:0], s.row.spans[:0]
	i, lines := s.at, 0
	for {
		text, at, end, ok := s.cell(i)
		if !ok {
			return nil, errIllFormed
		}
		if at.size&(quoted|ownText) != 0 {
			lines += strings.Count(s.text[i:end], "\n")
		}
		s.row.texts, s.row.spans = append(s.row.texts, text), append(s.row.spans, at)
		i = end
		if n := s.lineEnd(i); n > 0 || i == len(s.text) {
			s.row.end, s.at, s.line = i, i+n, s.line+1+lines
			return &s.row, nil
		}
		i++ // the comma
	}
}

// cell reads a cell that begins at i, and tells where the comma or the line's end stands behind it.
func (s *splitter) cell(i int) (text string, at span, end int, ok bool) {
	if i < len(s.text) && s.text[i] == '"' {
		return s.quoted(i)
	}
	return s.bare(i)
}

// bare is cell for one without quotation marks.
func (s *splitter) bare(i int) (text string, at span, end int, ok bool) {
	end = s.stop(i)
	if end < len(s.text) {
		switch s.text[end] {
		case '"':
			return "", span{}, 0, false
		case '\n':
			if end > i && s.text[end-1] == '\r' {
				end--
			}
		}
	}
	return s.text[i:end], span{uint32(i), uint32(end - i)}, end, true
}

// stop is where, from the i-th byte on, the first comma, line feed or quotation mark stands: eight bytes at a time, of
// which the lowest bit that is left tells the first such.
func (s *splitter) stop(i int) int {
	comma := ones * uint64(s.comma)
	for ; i+8 <= len(s.text); i += 8 {
		x := eight(s.text[i:])
		c, line, mark := x^comma, x^(ones*'\n'), x^(ones*'"') // 0 where the byte is one, and 0 borrows
		if found := ((c-ones)&^c | (line-ones)&^line | (mark-ones)&^mark) & tops; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(s.text); i++ {
		if b := s.text[i]; b == s.comma || b == '\n' || b == '"' {
			return i
		}
	}
	return i
}

// quoted is cell for one that begins with a quotation mark.
func (s *splitter) quoted(begin int) (text string, at span, end int, ok bool) {
	i, doubled := begin+1, false
	for k := i; ; {
		mark := strings.IndexByte(s.text[k:], '"')
		if mark < 0 {
			return "", span{}, 0, false
		}
		k += mark
		if k+1 < len(s.text) && s.text[k+1] == '"' {
			doubled, k = true, k+2
			continue
		}
		text, end = s.text[i:k], k+1
		break
	}
	if end < len(s.text) && s.text[end] != s.comma && s.lineEnd(end) == 0 {
		return "", span{}, 0, false
	}
	at = span{uint32(begin), uint32(len(text)) | quoted}
	if strings.IndexByte(text, '\r') >= 0 {
		text, at.size = strings.ReplaceAll(text, "\r\n", "\n"), ownText
	}
	if doubled {
		text, at.size = strings.ReplaceAll(text, `""`, `"`), ownText
	}
	return text, at, end, true
}
