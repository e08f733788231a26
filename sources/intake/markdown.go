package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// readMarkdown reads the tables of a text in Markdown as GitHub writes it (github.github.com/gfm, "Tables"), each as a
// sheet that the heading above it names. Other text is left out, and said to be.
func readMarkdown(in Input, r *report) batch {
	data, ok := r.decode(in, r.opts.Encoding)
	if !ok {
		return batch{}
	}
	md := markdown{report: r, file: in.File, where: newPlaces(in.File, data)}
	grids, besides := md.tables(data)
	return readTables(r, in.File, grids, besides, "block",
		`want a line "| Who | With whom | Source |", below it "|---|---|---|", and a row for each contact`)
}

// A markdown is a text in Markdown that is read.
type markdown struct {
	*report
	file  string
	where *places
}

var (
	delimiterRow = pattern.Of(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
	heading      = pattern.Of(`^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$`)
	fence        = pattern.Of("^ {0,3}(```+|~~~+)")
	ruler        = pattern.Of(`^ {0,3}([-*_]\s*){3,}$`)
)

// tables are the tables of the text, and where other blocks begin.
func (md *markdown) tables(data []byte) (grids []*grid, besides []sources.Pos) {
	name := bareName(md.file)
	var g *grid // that the lines belong to
	inText, fenced := false, ""
	offset := 0
	for rest := data; len(rest) > 0; {
		raw, after, _ := bytes.Cut(rest, []byte("\n"))
		at := offset
		offset += len(rest) - len(after)
		text := string(bytes.TrimRight(raw, "\r"))
		rest = after
		mark := fence.FindStringSubmatch(text)
		switch title := heading.FindStringSubmatch(text); {
		case fenced != "":
			if mark != nil && strings.HasPrefix(mark[1], fenced) {
				fenced = ""
			}
			continue
		case strings.TrimSpace(text) == "":
			g, inText = nil, false
			continue
		case title != nil:
			g, inText, name = nil, false, oneLine(readInline(title[1]).seen.String())
			continue
		case g != nil && mark == nil:
			g.add(md, text, at)
			continue
		case strings.Contains(text, "|") && md.isHead(text, after):
			g, inText = newGrid(md.file, name), false
			g.add(md, text, at)
			grids = append(grids, g)
			skipped, behind, _ := bytes.Cut(after, []byte("\n"))
			offset += len(skipped) + min(1, len(after)-len(skipped))
			rest = behind
			continue
		case mark != nil:
			g, fenced = nil, mark[1]
		case ruler.MatchString(text):
			inText = false
			continue
		}
		if !inText {
			besides = append(besides, md.where.at(int64(at)))
		}
		inText = fenced == ""
	}
	return grids, besides
}

// isHead tells whether the line below one with bars makes it the head of a table.
func (md *markdown) isHead(text string, after []byte) bool {
	next, _, _ := bytes.Cut(after, []byte("\n"))
	return delimiterRow.Match(next) && len(rowCells(string(next))) == len(rowCells(text))
}

// add adds a row of a table. Cells beyond those of the head, which GitHub does not show, are cells all the same.
func (g *grid) add(md *markdown, text string, offset int) {
	l := line{at: g.placeOf(md.where.at(int64(offset)))}
	for _, span := range rowCells(text) {
		l.cells = append(l.cells, md.cell(text[span[0]:span[1]], g.placeOf(md.where.at(int64(offset+span[0])))))
	}
	if !l.blank() {
		g.lines = append(g.lines, l)
	}
}

// rowCells are where in a row its cells begin and end, without the blanks around them.
func rowCells(text string) [][2]int {
	start := len(text) - len(strings.TrimLeft(text, " \t"))
	end := len(strings.TrimRight(text, " \t\r"))
	if start < end && text[start] == '|' {
		start++
	}
	var cells [][2]int
	cell := func(from, to int) {
		part := text[from:to]
		from += len(part) - len(strings.TrimLeft(part, " \t"))
		cells = append(cells, [2]int{from, max(from, to-len(part)+len(strings.TrimRight(part, " \t")))})
	}
	for i := start; i < end; i++ {
		switch text[i] {
		case '\\':
			i++
		case '|':
			cell(start, i)
			start = i + 1
		}
	}
	if start < end {
		cell(start, end)
	}
	return cells
}

// cell is what a reader of the text sees of a cell. An address beside other words stands as HTML has it, as it does in
// cells of spreadsheets.
func (md *markdown) cell(text string, at place) gridCell {
	t := readInline(text)
	c := cleanCell(md.report, t.seen.String(), at)
	if len(t.links) == 1 && !t.words {
		c = c.withLink(t.links[0])
	}
	if t.struck && !md.opts.Hidden {
		c = withoutStruck(md.report, c, t.rest.String())
	}
	return c
}

// An inline is a piece of a line, as a reader sees it.
type inline struct {
	seen, rest strings.Builder // with and without what is struck out
	links      []string
	words      bool            // beside links
	struck     bool            // something is
	out        bool            // what is being read is struck out
	none       map[string]bool // marks that nothing closes any more in what is being read
}

func readInline(text string) *inline {
	t := &inline{}
	t.read(text, 0)
	return t
}

func (t *inline) write(text string) {
	t.seen.WriteString(text)
	if !t.out {
		t.rest.WriteString(text)
	}
}

// deepest is how deep marks may stand in each other before they are taken for signs.
const deepest = 20

// escapable are the signs before which a backslash says that they mean themselves (CommonMark 0.31, section 2.4).
const escapable = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// read reads marks as CommonMark 0.31 has them in section 6, as far as they stand in cells: escapes, code, addresses,
// links, emphasis, line ends, and what GitHub strikes out.
func (t *inline) read(text string, depth int) {
	outer := t.none
	t.none = map[string]bool{}
	defer func() { t.none = outer }()
	for i := 0; i < len(text); {
		n := 0 // how much of the text is read
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && strings.IndexByte(escapable, text[i+1]) >= 0:
			t.write(text[i+1 : i+2])
			t.words, n = true, 2
		case depth > deepest:
		case c == '`':
			n = t.code(text[i:])
		case c == '<':
			n = t.angle(text[i:])
		case c == '[' || c == '!' && strings.HasPrefix(text[i+1:], "["):
			n = t.link(text[i:], i == 0 && depth == 0, depth)
		case c == '*' || c == '_' || c == '~':
			n = t.marked(text, i, depth)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
			t.words = t.words || text[i] != ' '
			t.write(text[i : i+n])
		}
		i += n
	}
}

// run is how often a text repeats its first sign, up to a number.
func run(text string, most int) int {
	n := 1
	for n < min(len(text), most) && text[n] == text[0] {
		n++
	}
	return n
}

// closes is where a mark stands again behind its first place, -1 if it does not.
func (t *inline) closes(text, mark string) int {
	if t.none[mark] {
		return -1
	}
	at := strings.Index(text[len(mark):], mark)
	if at < 0 {
		t.none[mark] = true // nor does it behind any later one
		return -1
	}
	return at + len(mark)
}

func (t *inline) code(text string) int {
	mark := text[:run(text, len(text))]
	end := t.closes(text, mark)
	if end < 0 {
		t.write(mark)
		t.words = true
		return len(mark)
	}
	t.write(strings.TrimSpace(strings.ReplaceAll(text[len(mark):end], `\|`, "|")))
	t.words = true
	return end + len(mark)
}

var lineEnd = pattern.Of(`(?i)^<br\s*/?>`)
var angled = pattern.Of(`^<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>`)

func (t *inline) angle(text string) int {
	const longest = 2000 // bytes of an address
	if m := lineEnd.FindStringSubmatch(text[:min(len(text), longest)]); m != nil {
		t.write("\n")
		return len(m[0])
	}
	if m := angled.FindStringSubmatch(text[:min(len(text), longest)]); m != nil {
		t.write(m[1])
		t.words = true
		return len(m[0])
	}
	return 0
}

var target = pattern.Of(`^\]\(\s*(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`)

// link reads "[words](address)"; alone tells whether nothing stands before it.
func (t *inline) link(text string, alone bool, depth int) int {
	const longest = 4000 // bytes of a link
	if t.closes(text, "]") < 0 {
		return 0
	}
	start := strings.IndexByte(text, '[') + 1
	level := 1
	for i := start; i < min(len(text), longest); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			level++
		case ']':
			if level--; level > 0 {
				continue
			}
			m := target.FindStringSubmatch(text[i:min(len(text), i+longest)])
			if m == nil {
				return 0
			}
			address := m[1] + m[2]
			alone = alone && i+len(m[0]) == len(text)
			t.links = append(t.links, address)
			if alone {
				had := t.words
				t.read(text[start:i], depth+1)
				t.words = had
			} else {
				t.words = true
				t.write(fmt.Sprintf(`<a href="%s">`, address))
				t.read(text[start:i], depth+1)
				t.write("</a>")
			}
			return i + len(m[0])
		}
	}
	return 0
}

// marked reads what stands between two marks of emphasis, or is struck out.
func (t *inline) marked(text string, i, depth int) int {
	mark := text[i : i+run(text[i:], 3)]
	if mark[0] == '~' && len(mark) != 2 {
		return 0
	}
	inner := text[i+len(mark):]
	if first, _ := utf8.DecodeRuneInString(inner); inner == "" || unicode.IsSpace(first) ||
		mark[0] == '_' && endsInLetter(text[:i]) {
		return 0
	}
	end := t.closes(text[i:], mark)
	if end <= len(mark) {
		return 0
	}
	inner = text[i+len(mark) : i+end]
	behind := text[i+end+len(mark):]
	if next, _ := utf8.DecodeRuneInString(behind); strings.TrimRight(inner, " ") != inner ||
		mark[0] == '_' && behind != "" && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
		return 0
	}
	was := t.out
	if mark[0] == '~' {
		t.out, t.struck = true, true
	}
	t.read(inner, depth+1)
	t.out = was
	return end + len(mark)
}

func endsInLetter(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return text != "" && (unicode.IsLetter(last) || unicode.IsDigit(last))
}
