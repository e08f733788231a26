package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"relgraph/sources"
)

// readSheet reads a file of comma-separated values.
func readSheet(in Input, r *report) batch {
	g := readDelimited(in, r.opts, r)
	if g == nil {
		return batch{}
	}
	return readGrid(r, g, true)
}

// A use is what becomes of a column of a grid.
type use struct {
	name   string // at its head
	at     sources.Pos
	column string // the dossier's column, or one of parties, start, end, denied; "" for a column of its own
	why    string // how that was told, where the head does not say it
	own    bool   // it holds addresses of the parties themselves, which are no sources
	space  string // in which the ids that it holds are unique, if its head says one
}

// A reading is a grid on its way into rows.
type reading struct {
	*report
	*grid
	table   string
	uses    []use
	body    []line
	kind    string         // that the heads of the parties imply
	order   string         // of figures in dates: "dmy", "mdy", "ymd"
	serials bool           // dates are the numbers by which Excel counts days
	ours    bool           // relgraph wrote it
	left    map[reason]int // how many rows are left out, and why
	parties parties
}

// A reason is why a row is left out.
type reason string

const (
	namesNobody   reason = "nobody is named"
	namesOneParty reason = "one party only is named"
	sameOnBoth    reason = "the same actor stands on both sides"
	isHidden      reason = "what is hidden, filtered out or struck out is left out"
)

// readGrid makes rows of a grid. must tells whether it is an error if its columns do not say what it is about.
func readGrid(r *report, g *grid, must bool) batch {
	rd := &reading{report: r, grid: g, parties: newParties(r.opts), left: map[reason]int{}}
	head, ok := headRow(r, g)
	if !ok {
		return batch{}
	}
	var below batch
	if !r.firstIsHead && !r.byHeadsOnly {
		below = readBelow(r, g, head)
	}
	if at := g.matrixHead(); at >= 0 && !r.firstIsHead && r.opts.HeaderRow == 0 && len(r.opts.Columns) == 0 {
		g, head = unfold(r, g, at), at
		rd.grid = g
	}
	if !r.firstIsHead && r.opts.HeaderRow == 0 && g.isHeadless(head) && !takeHeads(r, g) {
		return batch{}
	}
	leaveAbove(r, g.lines[:head])
	rd.body = g.lines[head+1:]
	rd.nameColumns(&g.lines[head])
	if n, ok := rd.asNetwork(); ok {
		return networkRows(r, n)
	}
	rd.isOurs()
	if !rd.ours && !r.firstIsHead {
		fillDittos(r, rd.body, isDitto, func(int) bool { return true })
		rd.takeFootnotes()
	}
	rd.tellTable()
	if rd.table == "claims" && !rd.ours && !r.firstIsHead {
		fillDittos(r, rd.body, saysTheSame,
			func(i int) bool { return rd.uses[i].isCalled("parties") || rd.uses[i].column == "document" })
		fillDittos(r, rd.body, isCitedAbove, func(i int) bool { return rd.uses[i].column == "document" })
	}
	switch {
	case rd.table == "":
		leaveTable(rd, &g.lines[head], must)
		return batch{}
	case rd.table == "claims" && !rd.ours && isLittleSis(rd.header()):
		return littleSisTable(r, rd.sheet())
	case rd.table == "actors" && !rd.ours && must && !strings.EqualFold(g.name, "actors"):
		searchParties(rd).offerParties()
	}
	if rd.table == "claims" && !rd.ours {
		searchHeads(rd).tellTitle()
		rd.tellDates()
	}
	rd.sayUses()
	obeyFillDown(rd)
	rd.parties.known, rd.parties.marks = contentOf(rd).wholeNames(), contentOf(rd).numberedNames()
	rows := makeRows(rd).rows()
	rd.parties.offer(r)
	if len(rows) == 0 && r.ds.Err() == nil {
		makeRows(rd).sayNone(&g.lines[head], must)
	}
	r.account.rows += len(rd.body)
	rows = append(rows, below.rows...)
	what := "a table of " + rd.table
	if rd.ours {
		return batch{ours: rows, what: what}
	}
	return batch{rows: rows, what: what}
}

// takeHeads gives a grid without heads such as its cells allow: two columns of names are the two parties. It is false, with
// a problem said, where that cannot be told.
func takeHeads(r *report, g *grid) bool {
	at := g.lines[0].at
	const want = "want a row above it that does, such as from, to, kind, date, source"
	for i := range 2 {
		if slices.ContainsFunc(g.lines, func(l line) bool {
			text := l.cell(i).text
			return !strings.ContainsFunc(text, unicode.IsLetter) || strings.ContainsFunc(text, unicode.IsDigit) ||
				isWebAddress(text)
		}) {
			r.errorf(g.lines[0].pos(), want, "no row says what the columns hold")
			return false
		}
	}
	r.warnf(g.lines[0].pos(), want, "no row says what the columns hold: the first two are taken for who and with whom")
	g.lines = append([]line{{at: at, cells: []gridCell{{text: "from", at: at}, {text: "to", at: at}}}}, g.lines...)
	return true
}

// headRow is the place of the row of heads among the lines of a grid; false, with a problem said, for a grid that
// cannot be read.
func headRow(r *report, g *grid) (head int, ok bool) {
	if len(g.lines) == 0 {
		r.errorf(sources.Pos{File: g.file}, "want a first row with the columns' names", "nothing stands in the table")
		return 0, false
	}
	for _, l := range g.lines {
		if len(l.cells) > maxColumns && slices.ContainsFunc(l.cells[maxColumns:],
			func(c gridCell) bool { return c.text != "" }) {
			r.errorf(l.pos(), fmt.Sprintf("want at most %d", maxColumns), "the row has %d cells", len(l.cells))
			return 0, false
		}
	}
	if r.firstIsHead {
		return 0, true
	}
	r.obeyed.add(headerRowOption)
	n := r.opts.HeaderRow
	if n <= 0 {
		return g.header(), true
	}
	head = slices.IndexFunc(g.lines, func(l line) bool { return int(l.at.line) == n })
	if head < 0 {
		r.errorf(sources.Pos{File: g.file}, "want --header-row with the number of a row that is not blank",
			"the table has no row %d", n)
	}
	return head, head >= 0
}

// leaveAbove says that the lines above the heads are left out.
func leaveAbove(r *report, above []line) {
	for _, l := range above {
		want := "it stands above the heads of the columns"
		if source := l.wholeSource(); source != "" && r.opts.Document == "" {
			want = fmt.Sprintf("%s %s if it is the source of the whole table", r.opts.documentFlag(), quoted(source))
		}
		r.notef(l.pos(), want, "left out: %s", l.texts())
	}
}

// leaveTable says that a table is left out since its columns do not say what it is about.
func leaveTable(rd *reading, head *line, must bool) {
	switch {
	case must:
		searchParties(rd).noTable()
	case !rd.byHeadsOnly:
		rd.warnf(head.pos(), "name it actors, documents or claims if it is one of these",
			"the sheet %q is left out: its columns do not say what the rows are about", rd.grid.name)
	}
}

// obeyFillDown notes which values of --fill-down mean a column of the table.
func obeyFillDown(rd *reading) {
	if rd.ours {
		return
	}
	rd.obeyed.add(fillDownOption)
	for _, name := range rd.opts.FillDown {
		rd.used["fill-down="+name] = rd.used["fill-down="+name] || slices.ContainsFunc(rd.uses,
			func(u use) bool { return u.isCalled(name) })
	}
}

// nameColumns takes the names at the heads, and what the user says of them. A second column of one name is told apart
// by a number.
func (rd *reading) nameColumns(head *line) {
	width := len(head.cells)
	for i := range rd.body {
		width = max(width, len(rd.body[i].cells))
	}
	seen, given := map[string]int{}, map[string]bool{}
	for _, c := range head.cells {
		given[headKey(oneLine(c.text))] = true
	}
	for i := range min(width, maxColumns) {
		c := head.cell(i)
		u := use{name: oneLine(c.text), at: c.pos()}
		if u.name == "" {
			if !contentOf(rd).filled(i) {
				rd.uses = append(rd.uses, use{at: c.pos()})
				continue
			}
			u.name = fmt.Sprintf("column %s", columnLetters(i))
			rd.warnf(c.pos(), "want a name at its head", "the column %s has no name: its cells are kept as %q",
				columnLetters(i), u.name)
		}
		key := cmp.Or(headKey(u.name), u.name) // signs alone are names, and each is another
		if seen[key]++; seen[key] > 1 {
			named := u.name
			for n := seen[key]; given[headKey(named)]; n++ {
				named = fmt.Sprintf("%s %d", u.name, n)
			}
			given[headKey(named)] = true
			rd.notef(c.pos(), "", "a second column %q: kept apart as %q", u.name, named)
			u.name = named
		}
		rd.uses = append(rd.uses, u)
	}
	takeNeo4jHeads(rd)
	partsJoiner{rd}.joinParts()
	for _, column := range slices.Sorted(maps.Keys(rd.opts.Columns)) {
		for _, name := range rd.opts.Columns[column] {
			i := slices.IndexFunc(rd.uses, func(u use) bool { return u.name != "" && headKey(u.name) == headKey(name) })
			if i < 0 {
				continue
			}
			rd.uses[i].column, rd.uses[i].why = column, "as you say"
			rd.used[column+"="+name] = true
		}
	}
}

// columnLetters is the name that spreadsheets give to a column, from 0: A, B ... AA.
func columnLetters(i int) string {
	letters := ""
	for i++; i > 0; i = (i - 1) / 26 {
		letters = string(rune('A'+(i-1)%26)) + letters
	}
	return letters
}

// isOurs tells whether the heads are those of relgraph's own table of that name, whose ids are the dossier's.
func (rd *reading) isOurs() {
	table := strings.ToLower(rd.name)
	var needs []string
	for _, c := range sources.Columns() {
		if c.Table == table && c.Telltale {
			needs = append(needs, c.Name)
		}
	}
	if needs == nil || !hasAll(plainNames(rd.header()), needs...) {
		return
	}
	rd.ours, rd.table = true, table
	for i := range rd.uses {
		if name := sources.PlainName(rd.uses[i].name); slices.Contains(knownColumns(table), name) {
			rd.uses[i].column = name
		}
	}
}

func (rd *reading) header() []sources.Cell {
	var header []sources.Cell
	for _, u := range rd.uses {
		header = append(header, sources.Cell{Pos: u.at, Column: u.name, Text: u.name})
	}
	return header
}

// sheet is the grid as a table of cells.
func (rd *reading) sheet() sources.Sheet {
	s := sources.Sheet{Header: rd.header()}
	for _, l := range rd.body {
		row := sources.Row{Pos: l.pos()}
		for i, u := range rd.uses {
			row.Cells = append(row.Cells, sources.Cell{Pos: l.cell(i).pos(), Column: u.name, Text: l.cell(i).whole()})
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func knownColumns(table string) []string {
	var names []string
	for _, c := range sources.Columns() {
		if c.Table == table {
			names = append(names, c.Name)
		}
	}
	return names
}

// has is the first column that is used so, or -1.
func (rd *reading) has(column string) int {
	return slices.IndexFunc(rd.uses, func(u use) bool { return u.column == column })
}

// tellTable tells what the rows are about: of claims by their parties; of actors and documents by what such tables
// have; at last by the name of the file or sheet.
func (rd *reading) tellTable() {
	if rd.table != "" {
		return
	}
	given := slices.Clone(rd.uses)
	name, named := strings.ToLower(rd.name), ""
	if sources.TableAbout(name) != "" {
		named = name
	}
	if named == "" || named == "claims" {
		if searchParties(rd).takeParties() || named == "claims" {
			rd.table = "claims"
			searchParties(rd).takeFurther()
			searchHeads(rd).takeHeads("claims")
			searchHeads(rd).takeByContent()
			searchHeads(rd).takeKind()
			return
		}
	}
	rd.uses = slices.Clone(given)
	if (named == "" || named == "claims") && rd.gather() {
		rd.table = "claims"
		searchHeads(rd).takeKind()
		return
	}
	rd.table = cmp.Or(named, searchHeads(rd).tableByColumns(name))
	if rd.table != "" {
		searchHeads(rd).takeHeads(rd.table)
		if rd.table == "actors" {
			searchHeads(rd).takeNote()
		}
		return
	}
	if searchParties(rd).guessParties() {
		rd.table = "claims"
		searchHeads(rd).takeHeads("claims")
		searchHeads(rd).takeByContent()
		searchHeads(rd).takeKind()
	}
}

// sayUses says how each column was understood, where its head does not say it itself.
func (rd *reading) sayUses() {
	for i, u := range rd.uses {
		switch {
		case u.name == "":
		case u.column == "":
			rd.notef(u.at, "kept as it is", "column %q is not one of relgraph's", u.name)
		case u.why != "":
			rd.notef(u.at, "", "%q read as %s, %s", u.name, u.column, u.why)
		case u.column == "start" || u.column == "end":
			rd.notef(u.at, "", "%q read as the %s of the date", u.name,
				map[string]string{"start": "beginning", "end": "end"}[u.column])
		case u.column == "parties":
			rd.notef(u.at, "", "%q read as all parties of the contact", u.name)
		case u.column == "title" && rd.table == "claims" && !rd.ours:
			rd.notef(u.at, fmt.Sprintf("--column summary=%s if it says what happened", quoted(u.name)),
				"%q read as the title of the document", u.name)
		case sources.PlainName(u.name) != u.column:
			rd.notef(u.at, "", "%q read as %s", u.name, u.column)
		}
		if u.name != "" && slices.Contains([]string{"", "note", "summary", "locator"}, u.column) {
			rd.sayAddresses(i)
		}
		rd.account.column(u)
	}
	if rd.kind != "" && rd.has("kind") < 0 {
		rd.notef(rd.uses[rd.has("actor")].at, "", "the kind is %q, as the heads %q and %q say", rd.kind,
			rd.uses[rd.has("actor")].name, rd.uses[rd.has("recipient")].name)
	}
}

// sayAddresses says of a column that is none of sources how many addresses stand in it.
func (rd *reading) sayAddresses(i int) {
	if rd.table != "claims" || rd.ours {
		return
	}
	n := 0
	var first gridCell
	for k := range rd.body {
		if c := rd.body[k].cell(i); addressIn.MatchString(c.whole()) {
			if n++; n == 1 {
				first = c
			}
		}
	}
	if n > 0 {
		rd.warnf(first.pos(), fmt.Sprintf("want --column document=%s if they are sources", quoted(rd.uses[i].name)),
			"%s of the column %q with an address, which is taken for no source: %q is the first",
			count(n, "cell"), rd.uses[i].name, oneLine(first.whole()))
	}
}

// isCalled tells whether --fill-down means the column by that name.
func (u use) isCalled(name string) bool {
	return name == "parties" && (namesParty(u.column) || u.column == partyColumn) ||
		name == u.column ||
		headKey(name) == headKey(u.name)
}

func unique(names []string) []string {
	if len(names) < 2 {
		return names
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		key := plainText(n)
		had := seen[key]
		seen[key] = true
		return had
	})
}

func hasAll(have []string, names ...string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(have, n) })
}

func plainNames(header []sources.Cell) []string {
	var names []string
	for _, c := range header {
		names = append(names, sources.PlainName(c.Text))
	}
	return names
}

// The steps of a reading, by what they are about.
type (
	// content tells what the cells of columns hold.
	content struct{ *reading }
	// A headSearch finds out what columns are used as, by their heads and their cells.
	headSearch struct{ *reading }
	// A partySearch finds the columns of who and with whom.
	partySearch struct{ *reading }
	// A partsJoiner makes one column of several that hold the parts of a name or a date.
	partsJoiner struct{ *reading }
	// A rowMaker makes rows of the lines below the heads.
	rowMaker struct{ *reading }
)

func contentOf(rd *reading) content { return content{rd} }

func searchHeads(rd *reading) headSearch { return headSearch{rd} }

func searchParties(rd *reading) partySearch { return partySearch{rd} }

func makeRows(rd *reading) rowMaker { return rowMaker{rd} }
