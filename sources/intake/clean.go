package intake

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
)

// invisible are the marks that no reader sees: blanks of no width, and those that set the direction of letters.
var invisible = strings.NewReplacer("\u200B", "", "\uFEFF", "", "\u200E", "", "\u200F", "", "\u202A", "", "\u202B", "",
	"\u202C", "", "\u202D", "", "\u202E", "",
	"\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "", "\u2060", "", "\u00AD", "")

// cleanCell is a cell of a grid with that text, without what clean takes out; what nobody sees in it stays beside, for
// tables of relgraph's.
func cleanCell(r *report, text string, at place) gridCell {
	if isPlain(text) && len(text) <= maxCell {
		return gridCell{text: strings.TrimSpace(text), at: at}
	}
	exact := r.usable(text, at.pos())
	c := gridCell{text: withoutMarks(exact), at: at}
	if c.text != exact {
		c.more = &cellMore{exact: exact}
	}
	return c
}

// isPlain tells whether nothing of a text can have to be taken out.
func isPlain(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= utf8.RuneSelf || c < ' ' || c == 0x7F {
			return false
		}
	}
	return true
}

// clean takes out what no cell of a dossier may hold, or what nobody sees in it.
func (r *report) clean(text string, at sources.Pos) string {
	text = r.usable(text, at)
	unturned(r, text, at)
	return withoutMarks(text)
}

// overrides are the marks behind which letters are shown in another order than they stand in, as UAX #9 calls them.
const overrides = "\u202D\u202E"

// unturned warns of a text without whose overrides a reader sees other words.
func unturned(r *report, text string, at sources.Pos) {
	if strings.ContainsAny(text, overrides) {
		r.warnf(at, "look at the cell", "signs that turn letters around are taken out")
	}
}

// withoutMarks takes out what nobody sees in a text, and writes each letter in one way.
func withoutMarks(text string) string {
	if isPlain(text) {
		return text
	}
	return norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(invisible.Replace(text), "\u00A0", " ")))
}

// usable takes out what no cell of a dossier may hold, and nothing else: what relgraph wrote comes back as it was.
func (r *report) usable(text string, at sources.Pos) string {
	if isPlain(text) {
		return r.bounded(strings.TrimSpace(text), at)
	}
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	cleaned := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF {
			return -1
		}
		return c
	}, text)
	if cleaned != text {
		r.warnf(at, "look at the cell", "control characters are taken out")
	}
	return r.bounded(strings.TrimSpace(cleaned), at)
}

// maxCell is the longest cell that a dossier can hold, in bytes.
const maxCell = 64 << 10

func (r *report) bounded(text string, at sources.Pos) string {
	if len(text) > maxCell {
		r.errorf(at, fmt.Sprintf("want at most %d", maxCell), "a cell has %d bytes", len(text))
		return strings.ToValidUTF8(text[:64], "") // nothing is written, and the row is told of by its beginning
	}
	return text
}
