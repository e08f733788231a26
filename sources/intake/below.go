package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// Below a table, people write what belongs to it and is no row of it: a second table, such as the numbered sources, the
// texts of footnotes, and where all of it comes from.

// tableBelow is the line of the heads of a second table of documents or actors below the first, -1 if there is none:
// a line of nothing but such heads, behind a blank row or a caption of one cell. from is the line of the caption, or that
// line.
func (g *grid) tableBelow(head int) (from, at int) {
	for i := head + 2; i < len(g.lines); i++ {
		l, above := &g.lines[i], &g.lines[i-1]
		caption := above.only() != nil
		if !caption && l.at.line-above.at.line <= 1 || !l.beginsAsHeads() { // most lines, without much work
			continue
		}
		if !l.hasHeadsOf("documents", "title", "url") && !l.hasHeadsOf("documents", "id", "title", "url") &&
			!l.hasHeadsOf("actors", "id", "name") {
			continue
		}
		if caption {
			return i - 1, i
		}
		return i, i
	}
	return -1, -1
}

// beginsAsHeads tells whether the first cell of a line that holds anything is the name of a column, but for capitals.
func (l *line) beginsAsHeads() bool {
	const longest = 40
	i := slices.IndexFunc(l.cells, func(c gridCell) bool { return c.text != "" })
	if i < 0 || len(l.cells[i].text) > longest {
		return false
	}
	key := strings.ReplaceAll(strings.ToLower(strings.Trim(l.cells[i].text, ".:")), " ", "_")
	return heads()["documents"][key] != nil || heads()["actors"][key] != nil
}

// hasHeadsOf tells whether the cells of a line are nothing but heads of a table, of two of the columns among them.
func (l *line) hasHeadsOf(table string, columns ...string) bool {
	const fewest = 2
	found := map[string]bool{}
	filled := 0
	for _, c := range l.cells {
		if c.text == "" {
			continue
		}
		filled++
		means := headsOf(table, c.text)
		if len(means) == 0 || c.link() != "" {
			return false
		}
		for _, column := range columns {
			if !found[column] && slices.ContainsFunc(means, func(h head) bool { return h.column == column }) {
				found[column] = true
				break
			}
		}
	}
	return filled >= fewest && len(found) >= fewest
}

// only is the one cell of a line that holds anything, nil if several do.
func (l *line) only() *gridCell {
	var one *gridCell
	for i := range l.cells {
		if l.cells[i].text != "" || l.cells[i].link() != "" {
			if one != nil {
				return nil
			}
			one = &l.cells[i]
		}
	}
	return one
}

// readBelow reads the second table of a grid by itself, and leaves the first in the grid. It is called by the
// caption above it, if there is one.
func readBelow(r *report, g *grid, head int) batch {
	from, at := g.tableBelow(head)
	if at < 0 {
		return batch{}
	}
	below := &grid{file: g.file, base: g.base, name: g.name + " below", lines: g.lines[at:], cells: g.cells}
	if from < at {
		below.name = g.lines[from].only().text
	}
	r.notef(g.lines[at].pos(), "want each table in a sheet of its own if it is none",
		"a second table, %q, is read by itself: %s",
		below.name, g.lines[at].texts())
	g.lines = g.lines[:from]
	was := r.firstIsHead
	r.firstIsHead = true
	b := readGrid(r, below, false)
	r.firstIsHead = was
	return b
}

var (
	footnote = pattern.Of(`^(\[\d{1,3}\]|\[\pL\]|\(\d{1,3}\)|\(\pL\)|[¹²³⁰⁴-⁹]+|\*{1,3}|[†‡§])\s*(\S.*)$`)
	// a mark behind a text that leads to a footnote
	footMark = pattern.Of(`^(.*?[^\s\[(])\s*(\[\d{1,3}\]|\[\pL\]|\(\d{1,3}\)|\(\pL\)|[¹²³⁰⁴-⁹]+|\*{1,3}|[†‡§])$`)
	saysFrom = pattern.Of(`(?i)^(?:sources?|quellen?|fuentes?|fontes?|fonti|источники?|المصادر|المصدر)\s*:\s*(\S.*)$`)
)

// footnotesColumn is where the footnotes of a row's cells stand.
const footnotesColumn = "footnotes"

// takeFootnotes reads the lines of one cell below a table that begin with a mark as the footnotes of the cells that
// end with it, whose rows keep them.
func (rd *reading) takeFootnotes() {
	texts := map[string]string{}
	for k := range rd.body {
		if c := rd.body[k].only(); c != nil {
			if m := footnote.FindStringSubmatch(oneLine(c.text)); m != nil {
				texts[m[1]] = m[1] + " " + m[2]
			}
		}
	}
	if len(texts) == 0 {
		return
	}
	column := len(rd.uses)
	used, first := moveNotes(rd.body, texts, column)
	if len(used) == 0 {
		return
	}
	rd.uses = append(rd.uses, use{name: rd.freeHead(footnotesColumn), at: first.pos(), why: "of the cells"})
	rd.body = slices.DeleteFunc(rd.body, func(l line) bool {
		c := l.only()
		if c == nil {
			return false
		}
		m := footnote.FindStringSubmatch(oneLine(c.text))
		if m == nil || used[m[1]] == 0 {
			return false
		}
		rd.notef(l.pos(), "", "a footnote of %s, which keep it: %s", count(used[m[1]], "cell"), l.texts())
		return true
	})
}

// moveNotes puts the texts of the marks that cells end with into a column of their rows, and takes the marks off. It
// returns how often each is used, and the first cell of the column.
func moveNotes(body []line, texts map[string]string, column int) (used map[string]int, first gridCell) {
	used = map[string]int{}
	for k := range body {
		l := &body[k]
		if l.only() != nil {
			continue
		}
		var notes []string
		at := gridCell{}
		for i := range l.cells {
			c := &l.cells[i]
			for {
				m := footMark.FindStringSubmatch(c.text)
				if m == nil || texts[m[2]] == "" {
					break
				}
				c.text = m[1]
				used[m[2]]++
				notes, at = append(notes, texts[m[2]]), *c
			}
		}
		if len(notes) == 0 {
			continue
		}
		for len(l.cells) <= column {
			l.cells = append(l.cells, gridCell{at: l.at})
		}
		l.cells[column] = gridCell{text: strings.Join(unique(notes), "; "), at: at.at}
		if first.text == "" {
			first = l.cells[column]
		}
	}
	return used, first
}

// freeHead is a name for a column that no other one has.
func (rd *reading) freeHead(name string) string {
	free := name
	for n := 2; slices.ContainsFunc(rd.uses, func(u use) bool { return headKey(u.name) == headKey(free) }); n++ {
		free = fmt.Sprintf("%s %d", name, n)
	}
	return free
}

// wholeSource is what a line of one cell says that all of a table comes from: "Source: Register of interests".
func (l *line) wholeSource() string {
	if c := l.only(); c != nil {
		if m := saysFrom.FindStringSubmatch(oneLine(c.whole())); m != nil {
			return m[1]
		}
	}
	return ""
}

// withoutFootMark is the name of a party without the mark of a footnote behind it, where the name stands without it
// elsewhere in the list. A number in brackets may tell two people apart, and stays where there are several.
func (rd rowMaker) withoutFootMark(name string, at sources.Pos) string {
	last, _ := utf8.DecodeLastRuneInString(name)
	if !strings.ContainsRune("]*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹", last) {
		return name
	}
	m := footMark.FindStringSubmatch(name)
	if m == nil || !rd.parties.known[m[1]] || last == ']' && rd.parties.marks[plainText(m[1])] != m[2] {
		return name
	}
	rd.account.leave("mark of a footnote", m[2], at, "want the text of the footnote in a column, if it says anything")
	return m[1]
}

// numberedNames are the names behind which a mark in brackets stands, with that mark, where it is always the same one.
func (rd content) numberedNames() map[string]string {
	all := map[string]string{}
	for text := range partyCells(rd.reading) {
		if !strings.HasSuffix(text, "]") {
			continue
		}
		if m := footMark.FindStringSubmatch(text); m != nil {
			if had, is := all[plainText(m[1])]; is && had != m[2] {
				m[2] = ""
			}
			all[plainText(m[1])] = m[2]
		}
	}
	return all
}
