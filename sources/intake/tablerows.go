package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources"
)

// sayNone says why a table has no rows.
func (rd rowMaker) sayNone(head *line, must bool) {
	if len(rd.left) == 0 {
		rd.warnf(head.pos(), "want a row for each", "no row stands below the heads of the table")
		return
	}
	severity := sources.Warning
	if must {
		severity = sources.Error
	}
	problem, want := rd.allLeftOut()
	rd.report.add(severity, head.pos(), want, "%s", problem)
}

// leaveOut leaves a row out, and says so.
func (rd rowMaker) leaveOut(why reason, at sources.Pos, want, format string, args ...any) {
	rd.left[why]++
	rd.aside(at, want, format, args...)
}

// allLeftOut says that no row is left, why, if there is one reason for all, and what helps.
func (rd rowMaker) allLeftOut() (problem, want string) {
	n := 0
	for _, rows := range rd.left {
		n += rows
	}
	problem = "nothing can be made of the only row below these heads"
	if n > 1 {
		problem = fmt.Sprintf("nothing can be made of any of the %s below these heads", count(n, "row"))
	}
	want = "want rows with a name on both sides, or --column to say which columns hold them"
	if rd.table != "claims" {
		want = "want rows with a name"
	}
	if len(rd.left) != 1 {
		return problem, want
	}
	for why := range rd.left {
		problem += ", since " + string(why)
		switch why {
		case sameOnBoth:
			want = "want rows with two different actors"
		case isHidden:
			want = "--hidden takes it in"
		}
	}
	return problem, want
}

// rows makes rows of the lines below the heads.
func (rd rowMaker) rows() []sources.Row {
	fill := map[int]gridCell{}
	all := make([]sources.Row, 0, len(rd.body))
	var room []sources.Cell // in which the cells of a row are gathered
	var head []string
	for _, u := range rd.uses {
		head = append(head, u.name)
	}
	for k := range rd.body {
		l := &rd.body[k]
		if k > 0 {
			rd.body[k-1].cells = nil // which stand in a row now, and need not be held twice
		}
		if rd.passesOver(l, head) {
			continue
		}
		row := sources.Row{Pos: l.pos(), Table: rd.table, Cells: rd.cells(room[:0], l, fill)}
		room = row.Cells
		switch {
		case rd.table == "claims" && !rd.ours:
			if !rd.finishClaim(&row, l) {
				continue
			}
		case rd.table == "actors" && !rd.ours && !rd.finishActor(&row, l) || len(row.Cells) == 0:
			continue
		default:
			row.Cells = slices.Clone(row.Cells)
		}
		all = append(all, row)
	}
	return all
}

// passesOver tells of a line that it is no row, and says why.
func (rd rowMaker) passesOver(l *line, head []string) bool {
	switch {
	case l.hidden != "" && !rd.opts.Hidden:
		rd.leaveOut(isHidden, l.pos(), "--hidden takes it in", "a row that is %s is left out: %s", l.hidden, l.texts())
	case rd.repeatsHead(l, head):
		rd.notef(l.pos(), "", "the heads of the columns stand here again: %s", l.texts())
	case !rd.ours && l.isHead():
		rd.errorf(l.pos(), "want each table in a file or a sheet of its own, or the row taken out",
			"the heads of another table stand here: %s", l.texts())
	case !rd.ours && rd.otherSign(l) != "":
		rd.errorf(l.pos(), "want one sign between cells throughout",
			"the cells of this row stand between %q, and those above it do not: %s", rd.otherSign(l), l.texts())
	default:
		return false
	}
	return true
}

// cells appends the cells of a line by the columns that they are of. fill are the last cells of columns that are filled
// down.
func (rd rowMaker) cells(row []sources.Cell, l *line, fill map[int]gridCell) []sources.Cell {
	for i, u := range rd.uses {
		c := l.cell(i)
		if c.more != nil && !(rd.ours && holdsAnyText(rd.table, u.column)) {
			unturned(rd.report, c.exact(), c.pos())
		}
		if rd.fillsDown(u) {
			if c.text == "" && c.link() == "" {
				c = fill[i]
			} else {
				fill[i] = c
			}
		}
		text := c.text
		if u.space != "" && text != "" {
			text = u.space + ":" + text
		}
		if rd.ours && c.more != nil && holdsAnyText(rd.table, u.column) {
			text = c.exact()
		}
		if u.name == "" || text == "" && c.whole() == "" {
			continue
		}
		if u.column == "document" || u.column == "url" || u.column == "archive_url" ||
			u.column == "" && c.link() != "" {
			text = c.whole()
		} else if c.link() != "" && c.link() != c.text {
			row = append(row, sources.Cell{Pos: c.pos(), Column: u.name + " (link)", Text: c.link()})
		}
		if u.column == deniedColumn { // the owner's words stay beside what they mean
			row = append(row, sources.Cell{Pos: c.pos(), Column: u.name, Text: text})
		}
		row = append(row, sources.Cell{Pos: c.pos(), Column: cmp.Or(u.column, u.name), Text: text})
	}
	return row
}

// holdsAnyText tells a column in which people write what they like from those whose cells mean something to a program.
func holdsAnyText(table, column string) bool {
	for _, c := range sources.Columns() {
		if c.Table == table && c.Name == column {
			return c.Holds == sources.HoldsText
		}
	}
	return true
}

// finishActor sees to the names of an actor; it returns false for a row that is left out.
func (rd rowMaker) finishActor(row *sources.Row, l *line) bool {
	for i := range row.Cells {
		if c := &row.Cells[i]; c.Column == "alias" {
			c.Text = strings.ReplaceAll(c.Text, ";", "|")
		}
	}
	i := slices.IndexFunc(row.Cells, func(c sources.Cell) bool { return c.Column == "name" })
	if i < 0 || !isNobody(row.Cells[i].Text) {
		return true
	}
	rd.leaveOut(namesNobody, l.pos(), "want a name", "left out, since %q names nobody: %s", row.Cells[i].Text, l.texts())
	return false
}

func (rd rowMaker) fillsDown(u use) bool {
	return !rd.ours && slices.ContainsFunc(rd.opts.FillDown, func(name string) bool { return u.isCalled(name) })
}

// isHead tells whether a line is the heads of a table: cells that are nothing but names of columns, of both parties
// among them.
func (l *line) isHead() bool {
	first := slices.IndexFunc(l.cells, func(c gridCell) bool { return c.text != "" })
	if first < 0 || !mayBeHead(l.cells[first].text) { // most lines, without much work
		return false
	}
	if known, filled := l.headScore(); filled < 2 || known < filled {
		return false
	}
	party := map[string]bool{}
	for _, c := range l.cells {
		for _, h := range headsOf("claims", c.text) {
			party[h.column] = true
		}
	}
	return party["actor"] && party["recipient"] && !slices.ContainsFunc(l.cells,
		func(c gridCell) bool { return c.link() != "" || strings.ContainsFunc(c.text, unicode.IsDigit) })
}

// mayBeHead tells whether a text is the name of a column but for signs and capitals.
func mayBeHead(text string) bool {
	const longest = 40
	if len(text) > longest {
		return false
	}
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf {
			return heads()["claims"][strings.ReplaceAll(strings.ToLower(text), " ", "_")] != nil
		}
	}
	var key [longest]byte // of ASCII, without any room of its own
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			key[i] = '_'
		case 'A' <= c && c <= 'Z':
			key[i] = c + 'a' - 'A'
		default:
			key[i] = c
		}
	}
	return heads()["claims"][string(key[:len(text)])] != nil
}

// otherSign is the sign between the cells of a line that has them all in its first one, "" if it has not.
func (rd rowMaker) otherSign(l *line) string {
	if len(rd.uses) < 3 || slices.ContainsFunc(l.cells[min(1, len(l.cells)):],
		func(c gridCell) bool { return c.text != "" }) || len(l.cells) == 0 {
		return ""
	}
	for _, sign := range []string{";", "\t", "|", ","} {
		if strings.Count(l.cells[0].text, sign) == len(rd.uses)-1 {
			return sign
		}
	}
	return ""
}

func (rd rowMaker) repeatsHead(l *line, head []string) bool {
	same := 0
	for i, c := range l.cells {
		if c.text == "" {
			continue
		}
		if i >= len(head) || oneLine(c.text) != head[i] {
			return false
		}
		same++
	}
	return same > 1
}

// denialCells are what a cell says that tells whether a contact is denied, or by whom.
func denialCells(c sources.Cell) []sources.Cell {
	if sources.SaysNo(c.Text) || isNobody(c.Text) && !sources.SaysYes(c.Text) {
		return nil
	}
	if sources.SaysYes(c.Text) || strings.ContainsAny(c.Text, ">()") { // which does not say by whom
		return []sources.Cell{{Pos: c.Pos, Column: "stance", Text: sources.Disputes.String()}}
	}
	return []sources.Cell{{Pos: c.Pos, Column: "stance", Text: sources.Denies.String()},
		{Pos: c.Pos, Column: "asserted_by", Text: c.Text + " (on record)"}}
}

// blankAfterName tells whether the first column of parties is blank where an earlier row has a name: a block of rows.
func (rd rowMaker) blankAfterName(l *line) bool {
	i := rd.has("actor")
	return i >= 0 && l.cell(i).text == ""
}
