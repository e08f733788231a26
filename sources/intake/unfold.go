package intake

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// A list of contacts has a row for each. Two other forms that people keep say the same, and are read as such a list: a
// matrix, whose heads and rows are the same names (J. Moreno, "Who shall survive?", 1934, drew groups from such), and a
// list of who was at which meeting (the affiliations of two modes in S. Wasserman and K. Faust, "Social network
// analysis", 1994, chapter 8).

// matrixHead is the line whose cells name the rows below it too, -1 if there is none: what stands in a cell is between its
// row and its column.
func (g *grid) matrixHead() int {
	const fewest = 3 // names
	for at := range g.lines[:min(len(g.lines), headLines)] {
		head := &g.lines[at]
		if known, _ := head.headScore(); len(head.cells) <= fewest || known > 1 {
			continue
		}
		columns := map[string]bool{}
		for _, c := range head.cells[1:] {
			if c.text != "" {
				columns[plainText(c.text)] = true
			}
		}
		rows, both := 0, 0
		twice := map[string]bool{} // names at both
		// the rows of a list, of which none is a head, are not gone through
		for i := at + 1; i < len(g.lines) && (both > 0 || rows < headLines); i++ {
			if label := g.lines[i].cell(0).text; label != "" {
				rows++
				if columns[plainText(label)] {
					twice[plainText(label)] = true
					both++
				}
			}
		}
		if len(twice) >= fewest && 3*both >= 2*rows && 3*len(twice) >= 2*len(columns) &&
			!columns[plainText(head.cells[0].text)] {
			return at
		}
	}
	return -1
}

// unfold makes a list of a matrix. A cell that only marks a contact is spent by it; one that says more stands in a
// column of its own. Where both halves say the same, it is said once.
func unfold(r *report, g *grid, head int) *grid {
	m := newMatrix(g, head, r.opts.Hidden)
	list := &grid{file: g.file, base: g.base, name: g.name, cells: g.cells, lines: slices.Clone(g.lines[:head])}
	heads := line{at: m.names.at}
	for _, head := range []string{"actor", "recipient", m.says()} {
		heads.cells = append(heads.cells, gridCell{text: head, at: m.names.at})
	}
	list.lines = append(list.lines, heads)
	spent, once := 0, 0
	for i := range m.body {
		l := &m.body[i]
		for j := 1; j < len(l.cells); j++ {
			text := l.cells[j].whole()
			if m.leaves(r, l, j) {
				continue
			}
			if other, first := m.mirrored(l, j); other == text && !first {
				once++
				continue
			}
			row := line{at: l.cells[j].at, hidden: l.hidden, cells: []gridCell{l.cell(0), m.names.cell(j)}}
			if marks(text) {
				spent++
			} else {
				row.cells = append(row.cells, l.cells[j])
			}
			list.lines = append(list.lines, row)
		}
	}
	detail := ""
	if spent > 0 {
		detail += fmt.Sprintf("; cells that only mark a contact: %d", spent)
	}
	if once > 0 {
		detail += fmt.Sprintf("; cells that repeat the one across the diagonal, which are taken once: %d", once)
	}
	r.notef(m.names.pos(), "want a list with a column for each party if it is none",
		"read as a matrix: a cell says what is between its row and its "+
			"column, in no direction%s", detail)
	return list
}

// A matrix is a grid whose rows and columns are headed by the same names.
type matrix struct {
	names    *line // at the heads of the columns
	body     []line
	rowOf    map[string]int // by the names in the first column
	columnOf map[string]int
	hidden   bool // rows that are hidden are taken in
}

func newMatrix(g *grid, head int, hidden bool) matrix {
	m := matrix{&g.lines[head], g.lines[head+1:], map[string]int{}, map[string]int{}, hidden}
	for i := range m.body {
		m.rowOf[plainText(m.body[i].cell(0).text)] = i
	}
	for j := 1; j < len(m.names.cells); j++ {
		m.columnOf[plainText(m.names.cells[j].text)] = j
	}
	return m
}

// says is the dossier's column for what stands in cells.
func (m matrix) says() string {
	says := "value"
	for i := range m.body {
		for j := 1; j < len(m.body[i].cells); j++ {
			text := m.body[i].cells[j].whole()
			if marks(text) || isNumber(text) {
				continue
			}
			if addressIn.MatchString(text) {
				return "sources"
			}
			says = "summary"
		}
	}
	return says
}

// mirrored is what the cell across the diagonal says, and whether the one in column j of a row comes first of the two.
func (m matrix) mirrored(l *line, j int) (text string, first bool) {
	i, hasRow := m.rowOf[plainText(m.names.cell(j).text)]
	across, hasColumn := m.columnOf[plainText(l.cell(0).text)]
	if !hasRow || !hasColumn || m.body[i].hidden != "" && !m.hidden {
		return "", true
	}
	return m.body[i].cell(across).whole(), j > across
}

// leaves tells whether the cell in column j of a row is no contact, and says so.
func (m matrix) leaves(r *report, l *line, j int) bool {
	c := l.cells[j]
	text := c.whole()
	switch {
	case saysNothing(text):
		if text != "" && (l.hidden == "" || m.hidden) {
			r.account.takeAt("cell of the matrix", text, "no contact", c.pos())
		}
	case !samePlain(l.cell(0).text, m.names.cell(j).text):
		return false
	case marks(text):
		r.account.takeAt("mark of a name with itself", text, "no contact", c.pos())
	default:
		r.aside(c.pos(), "want a cell between two different names", "left out, since %q stands at both ends: %s",
			oneLine(m.names.cell(j).text), oneLine(text))
	}
	return true
}

// marks tells a cell that says no more than that there is something.
func marks(text string) bool {
	return text == "1" || sources.SaysYes(text) ||
		slices.Contains([]string{"x", "X", "×", "✓", "✔", "✗", "•", "●", "*", "+"}, text)
}

// saysNothing tells a cell of a matrix for which there is nothing between two.
func saysNothing(text string) bool {
	return text == "" || text == "0" || sources.SaysNo(text) || strings.Trim(text, "-–—./\\") == ""
}

// gather makes one row of all that share a meeting, where each row names one who was there. It returns false for a list of
// another form.
func (rd *reading) gather() bool {
	group := rd.gathering()
	if group < 0 {
		return false
	}
	named := namedIn(rd, group)
	if named < 0 {
		return false
	}
	given := slices.Clone(rd.uses)
	rd.uses[group].column, rd.uses[named].column = "", ""
	rd.uses[named].column, rd.uses[named].why = "parties", fmt.Sprintf("all of one %q together", rd.uses[group].name)
	searchHeads(rd).takeHeads("claims")
	searchHeads(rd).takeByContent()
	rd.uses[group].column, rd.uses[group].why = "", ""
	groups, order := meetings(rd, group)
	if !areMeetings(rd, groups) {
		rd.uses = given
		return false
	}
	rows := len(rd.body)
	body := make([]line, 0, len(order))
	for _, key := range order {
		body = append(body, rd.together(groups[key], named))
	}
	rd.body = body
	rd.account.rows += rows - len(body)
	rd.notef(rd.uses[group].at, "", "rows of one %q are one contact of all whom they name: %s make %s", rd.uses[group].name,
		count(rows, "row"), count(len(body), "contact"))
	return true
}

// namedIn is the column that names who was there, -1 if none does.
func namedIn(rd *reading, group int) int {
	for _, as := range []struct{ table, column string }{{"claims", "actor"}, {"claims", "parties"}, {"actors", "name"}} {
		if i := searchHeads(rd).headed(as.table, as.column); i >= 0 && i != group && contentOf(rd).named(i) {
			return i
		}
	}
	return -1
}

// meetings are the rows of each meeting, and the meetings in order.
func meetings(rd *reading, group int) (groups map[string][]*line, order []string) {
	groups = map[string][]*line{}
	for k := range rd.body {
		l := &rd.body[k]
		key := plainText(l.cell(group).text)
		if key == "" || l.hidden != "" && !rd.opts.Hidden { // which is left out as it would be
			key = fmt.Sprintf("\x00%d", k)
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], l)
	}
	return groups, order
}

// areMeetings tells whether half of the groups are of several rows, and those of one agree about when, and who says so.
func areMeetings(rd *reading, groups map[string][]*line) bool {
	together := 0
	for _, of := range groups {
		if len(of) > 1 {
			together++
		}
		for i, u := range rd.uses {
			switch u.column {
			case "date", "start", "end", "document", "url":
				if len(distinct(of, i)) > 1 {
					return false
				}
			}
		}
	}
	return 2*together >= len(groups)
}

// gathering is the column that says at which meeting somebody was, -1 if none does: one whose cells repeat.
func (rd *reading) gathering() int {
	best, rank := -1, 0
	for i, u := range rd.uses {
		for _, h := range headsOf("claims", u.name) {
			if h.column == "gathering" && (best < 0 || h.rank < rank) && u.column == "" && contentOf(rd).repeats(i) {
				best, rank = i, h.rank
			}
		}
	}
	return best
}

// repeats tells whether most cells of a column stand in several rows.
func (rd content) repeats(i int) bool {
	times, filled := map[string]int{}, 0
	for k := range rd.body {
		if text := plainText(rd.body[k].cell(i).text); text != "" {
			times[text]++
			filled++
		}
	}
	return len(times) > 0 && 3*len(times) <= 2*filled
}

// headed is the column whose head means the dossier's column most surely, -1 if none does.
func (rd headSearch) headed(table, column string) int {
	best, rank := -1, 0
	for i, u := range rd.uses {
		for _, h := range headsOf(table, u.name) {
			if h.column == column && (best < 0 || h.rank < rank) {
				best, rank = i, h.rank
			}
		}
	}
	return best
}

// distinct are the texts of a column in some lines, each once.
func distinct(lines []*line, column int) []string {
	var all []string
	for _, l := range lines {
		if text := l.cell(column).whole(); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// together makes one line of several: what they say alike once, the names as a list, and what one says of somebody behind
// the name of whom it says it.
func (rd *reading) together(lines []*line, named int) line {
	one := *lines[0]
	one.cells = make([]gridCell, len(rd.uses))
	one.from = one.found()
	for _, l := range lines[1:] {
		one.from += "; " + l.found()
	}
	for i := range rd.uses {
		one.cells[i] = lines[0].cell(i)
		texts := distinct(lines, i)
		switch {
		case i == named:
			var names, links []string
			for _, l := range lines {
				c := l.cell(i)
				if name := oneLine(c.text); name != "" && !slices.Contains(names, name) {
					names = append(names, name)
				}
				if c.link() != "" {
					links = append(links, oneLine(c.text)+": "+c.link())
				}
			}
			one.cells[i].text = strings.Join(names, "\n")
			one.cells[i] = one.cells[i].withLink(strings.Join(links, "; "))
		case len(texts) == 1:
			k := slices.IndexFunc(lines, func(l *line) bool { return l.cell(i).whole() != "" })
			one.cells[i] = lines[k].cell(i)
		case len(texts) > 1:
			var each []string
			for _, l := range lines {
				if text := l.cell(i).whole(); text != "" {
					each = append(each, oneLine(l.cell(named).text)+": "+oneLine(text))
				}
			}
			one.cells[i] = gridCell{text: strings.Join(each, "; "), at: lines[0].cell(i).at}
		}
	}
	return one
}
