// Package table reads and writes tables as text: comma-separated values and what spreadsheets write for them, and
// lists in YAML. Whatever the format, every cell knows its place in its file, and what cannot be read is told with
// its place, each problem once and all of them in one pass. What the columns mean, package sources knows.
package table

import (
	"fmt"
	"math/bits"
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

	held *held // what the rows of a CSV file hold
}

// A Place is a line and a column, both from 1, compact because every cell has one.
type Place struct{ Line, Col int32 }

// NewCell takes a cell's text without blanks around it, its letters and accents composed (Unicode NFC), with "\n" at
// line ends.
func NewCell(text string, at Place) Cell {
	if isPlain(text) {
		return Cell{trimmed(text), at}
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	text = strings.TrimSpace(text)
	for i := 0; i < len(text); {
		if text[i] < firstByte {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r >= firstCombining && !isComposed(r) {
			return Cell{norm.NFC.String(text), at}
		}
		i += size
	}
	return Cell{text, at}
}

// firstByte is the first byte of firstCombining in UTF-8. No byte of a character before it is as great.
const firstByte = 0xCC

// isComposed tells of common letters and signs that no text of nothing else changes when it is composed: Cyrillic,
// Hebrew and Arabic letters without marks, dashes and quotation marks, and the ideographs of East Asia.
func isComposed(r rune) bool {
	return 0x400 <= r && r <= 0x481 || 0x5D0 <= r && r <= 0x5EA || 0x620 <= r && r <= 0x64A || 0x2010 <= r && r <= 0x2027 ||
		0x4E00 <= r && r <= 0x9FFF
}

// firstCombining is the first character that may change when a text is composed: all below are as they are in NFC.
const firstCombining = 0x300

// isPlain tells a text of nothing but the printable characters of ASCII, in which nothing can be wrong.
func isPlain(text string) bool { return plainTo(text, 0) == len(text) }

// In each of eight bytes its lowest bit, and its highest.
const ones, tops = 0x0101010101010101, 0x8080808080808080

// eight are the first eight bytes of a text, the first of them the lowest.
func eight(t string) uint64 {
	_ = t[7]
	return uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 |
		uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
}

// plainTo is where, from the i-th byte on, the first stands that is no printable character of ASCII: eight bytes at a
// time, of which the lowest bit that is left tells the first such.
func plainTo(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		x := eight(text[i:])
		// a byte below ' ' borrows, one above '~' carries, and one beyond ASCII has the bit itself
		if found := ((x - ones*' ') | (x + ones) | x) & tops; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(text); i++ {
		if b := text[i]; b < ' ' || b > '~' {
			return i
		}
	}
	return i
}

// isSettled tells a text, in UTF-8, in which nothing can be wrong and that is as NewCell has it, but for blanks: of
// printable characters that no text changes when it is composed, and tabs.
func isSettled(text string) bool {
	for i := plainTo(text, 0); i < len(text); i = plainTo(text, i) {
		switch b := text[i]; {
		case b == '\t':
			i++
		case 0xC3 <= b && b < firstByte, b == 0xC2 && i+1 < len(text) && text[i+1] >= 0xA0: // up to U+02FF
			i += 2
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !isComposed(r) {
				return false
			}
			i += size
		}
	}
	return true
}

// trimmed is strings.TrimSpace, which looks twice at a text that has no blanks around it.
func trimmed(text string) string {
	if text == "" || isInk(text[0]) && isInk(text[len(text)-1]) {
		return text
	}
	return strings.TrimSpace(text)
}

// isInk tells a byte that is a visible character of ASCII.
func isInk(b byte) bool { return ' ' < b && b <= '~' }

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
		ds.Errorf(at, fmt.Sprintf("want at most %d", maxCell), "the cell has %d bytes", len(text))
		return false
	}
	if utf8.ValidString(text) && !isSuspicious(text) {
		return true
	}
	if !utf8.ValidString(text) {
		ds.Errorf(at, "want UTF-8", "the cell has text that is not UTF-8")
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
		case isControl(r):
			ds.Errorf(at, "want it taken out", "the cell has the control character %U", r)
			return false
		}
	}
	if i := strings.IndexByte(text, '\n'); lines && conflictMarker([]byte(text[i:])) >= 0 {
		ds.Errorf(at, "want it taken out, or no CSV file can hold the cell",
			"a line of the cell reads as a conflict marker of a version control system")
		return false
	}
	if lost {
		ds.Warnf(at, "want the letter that was lost where the text was copied",
			"the cell has the replacement character %q", utf8.RuneError)
	}
	return true
}

// isSuspicious tells whether something in a text may be what no cell may hold, or a line end: a control character or
// one of the last of four digits.
func isSuspicious(text string) bool {
	for i := range len(text) {
		b := text[i]
		if b >= ' ' && b < 0x7F || b >= 0x80 && b != 0xC2 && b != 0xEF {
			continue
		}
		switch {
		case b < utf8.RuneSelf:
			return true
		case b == 0xC2 && i+1 < len(text) && text[i+1] < 0xA0, b == 0xEF && i+1 < len(text) && text[i+1] == 0xBF:
			return true
		}
	}
	return false
}

// isControl finds what is no text: the control characters but tab and line ends, and the two noncharacters that XML
// cannot hold either.
func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
