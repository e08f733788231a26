package table

import (
	"errors"
	"io"
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
	s.row.texts, s.row.begins = s.row.texts[:0], s.row.begins[:0]
	i, lines := s.at, 0
	for {
		s.row.begins = append(s.row.begins, i)
		text, end, ok := s.cell(i)
		if !ok {
			return nil, errIllFormed
		}
		if i < len(s.text) && s.text[i] == '"' {
			lines += strings.Count(s.text[i:end], "\n")
		}
		s.row.texts = append(s.row.texts, text)
		i = end
		if n := s.lineEnd(i); n > 0 || i == len(s.text) {
			s.at, s.line = i+n, s.line+1+lines
			return &s.row, nil
		}
		i++ // the comma
	}
}

// cell reads a cell that begins at i, and tells where the comma or the line's end stands behind it.
func (s *splitter) cell(i int) (text string, end int, ok bool) {
	if i < len(s.text) && s.text[i] == '"' {
		return s.quoted(i + 1)
	}
	for end = i; end < len(s.text); end++ {
		switch b := s.text[end]; {
		case b == s.comma:
			return s.text[i:end], end, true
		case b == '\n':
			if end > i && s.text[end-1] == '\r' {
				end--
			}
			return s.text[i:end], end, true
		case b == '"':
			return "", 0, false
		}
	}
	return s.text[i:], end, true
}

// quoted reads a cell whose text begins at i, behind a quotation mark.
func (s *splitter) quoted(i int) (text string, end int, ok bool) {
	doubled := false
	for k := i; ; {
		mark := strings.IndexByte(s.text[k:], '"')
		if mark < 0 {
			return "", 0, false
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
		return "", 0, false
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	return text, end, true
}
