package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
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
		key := headKey(u.name)
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

// filled tells whether a cell of the column holds anything.
func (rd content) filled(i int) bool {
	return slices.ContainsFunc(rd.body, func(l line) bool { return l.cell(i).whole() != "" })
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

// sheetTables are the tables of a dossier that a sheet of a workbook may be, by its name or its heads.
var sheetTables = []string{"actors", "documents", "claims", "kinds"}

// tellTable tells what the rows are about: of claims by their parties; of actors and documents by what such tables
// have; at last by the name of the file or sheet.
func (rd *reading) tellTable() {
	if rd.table != "" {
		return
	}
	given := slices.Clone(rd.uses)
	name := strings.ToLower(rd.name)
	named := ""
	for _, table := range sheetTables {
		if name == table {
			named = table
		}
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

// takeNote takes what a table says of actors for their names, where nothing else does and it is short enough.
func (rd headSearch) takeNote() {
	const longest = 6 // words
	i := rd.has("note")
	if i < 0 || rd.has("name") >= 0 || rd.uses[i].why != "" || !contentOf(rd.reading).named(i) {
		return
	}
	for k := range rd.body {
		if len(strings.Fields(rd.body[k].cell(i).text)) > longest {
			return
		}
	}
	rd.uses[i].column, rd.uses[i].why = "name", "since no other column names them"
}

// tableByColumns tells a table of documents from one of actors.
func (rd headSearch) tableByColumns(name string) string {
	have := map[string]bool{}
	for _, u := range rd.uses {
		have[headKey(u.name)] = true
	}
	any := func(names ...string) bool { return slices.ContainsFunc(names, func(n string) bool { return have[n] }) }
	inName := strings.FieldsFunc(name, func(r rune) bool { return !isNameRune(r) })
	says := func(beginnings ...string) bool {
		return slices.ContainsFunc(inName, func(word string) bool {
			return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
		})
	}
	named := rd.guessName()
	some := func(table, column string) bool {
		return slices.ContainsFunc(rd.uses, func(u use) bool { return means(table, u.name, column) })
	}
	documents := any("doc_id", "document_id", "id_doc", "id_document", "citation_key") && some("documents", "title") ||
		any("title", "headline", "titel", "titre", "título", "titolo", "заголовок", "source", "sources",
			"reference", "citation", "document") &&
			any("url", "link", "publisher", "publication_title", "author", "issued", "item_type", "outlet", "published",
				"href", "newspaper")
	actors := any("name", "label", "full_name", "nom", "nombre", "nome", "имя", "الاسم") ||
		any("id") && any("type", "kind", "desc", "description") || some("actors", "id") && some("actors", "name")
	switch {
	case documents:
		return "documents"
	case says("document", "source", "reference", "quelle", "fuente", "bibliograph") &&
		any("url", "link", "title", "name", "source", "id", "no", "nr", "key", "#"):
		return "documents"
	case actors:
		return "actors"
	case says("actor", "element", "node", "vertices", "entit", "people", "person", "akteur") && named:
		return "actors"
	}
	return ""
}

// guessName tells whether some column of a table can hold the names of what its rows are about.
func (rd headSearch) guessName() bool {
	return slices.ContainsFunc(rd.uses,
		func(u use) bool { return means("actors", u.name, "id") || means("actors", u.name, "name") })
}

// takeParties finds the two columns of who and with whom, or the one of all who were there.
func (rd partySearch) takeParties() bool {
	if rd.has("actor") >= 0 && (rd.has("recipient") >= 0 || rd.has("parties") >= 0) || rd.has("parties") >= 0 {
		return true
	}
	key := rd.pairKeys()
	if rd.has("actor") < 0 && rd.has("recipient") < 0 {
		for _, p := range pairsOfHeads() {
			a, ok1 := key[p.actor]
			b, ok2 := key[p.recipient]
			if ok1 && ok2 && !(p.actor == "source" && p.recipient == "target" && a > b && key["from"] > 0) {
				rd.uses[a].column, rd.uses[b].column, rd.kind = "actor", "recipient", p.kind
				return true
			}
		}
	}
	searchHeads(rd.reading).takeHead("claims", "actor")
	searchHeads(rd.reading).takeHead("claims", "recipient")
	rd.takeDeed()
	rd.takeWho()
	a, b := rd.has("actor"), rd.has("recipient")
	if a >= 0 && b >= 0 {
		return true
	}
	if rd.numberedPair() {
		return true
	}
	if a >= 0 && rd.takeName() {
		return true
	}
	searchHeads(rd.reading).takeHead("claims", "parties")
	if p := rd.has("parties"); p >= 0 && contentOf(rd.reading).lists(p) {
		return true
	}
	if p := rd.has("parties"); p >= 0 {
		rd.uses[p].column = ""
	}
	if a >= 0 && contentOf(rd.reading).lists(a) { // all in the column of the first
		return true
	}
	return false
}

// pairKeys are the columns without a meaning by what pairs call them: by their heads, and otherwise without what
// says that names are in them ("name_donor", "Org name"), or that several are ("Lobbyists").
func (rd partySearch) pairKeys() map[string]int {
	key := map[string]int{}
	take := func(name string, i int) {
		if _, had := key[name]; !had && name != "" {
			key[name] = i
		}
	}
	for _, by := range []func(key string) string{
		func(key string) string { return key },
		withoutName,
		func(key string) string { return strings.TrimSuffix(withoutName(key), "s") },
	} {
		for i, u := range rd.uses {
			if u.column == "" && u.name != "" && contentOf(rd.reading).mayBeParty(i) {
				take(by(headKey(u.name)), i)
			}
		}
	}
	return key
}

// withoutName is the key of a head without the word that says that its column holds names.
func withoutName(key string) string {
	if m := ofWhat.FindStringSubmatch(key); m != nil && m[1] != "id" {
		return strings.TrimPrefix(m[2], "of_")
	}
	if m := ofWhatLast.FindStringSubmatch(key); m != nil && m[2] != "id" {
		return m[1]
	}
	return key
}

// takeDeed finds the other party below a head that says what was done: "Spoke to", "A rencontré", "Had dinner with". One
// word alone may as well be what a column of texts is called.
func (rd partySearch) takeDeed() {
	if rd.has("recipient") >= 0 {
		return
	}
	for i, u := range rd.uses {
		kind := sources.KindOf(u.name)
		if u.column == "" && len(strings.Fields(u.name)) > 1 && len(headsOf("claims", u.name)) == 0 &&
			sources.IsKindWord(u.name) && kind.Class == sources.ContactClass &&
			contentOf(rd.reading).named(i) && contentOf(rd.reading).share(i, looksNamed) >= 0.5 {
			rd.uses[i].column, rd.kind = "recipient", kind.Word
			return
		}
	}
}

// takeWho finds who acts in a list with dates whose other party is told: a column of names is then no table of actors.
func (rd partySearch) takeWho() {
	if rd.has("actor") >= 0 || rd.has("recipient") < 0 {
		return
	}
	name, dated := rd.nameBesideDates()
	if dated && name >= 0 {
		rd.uses[name].column = "actor"
	}
}

// takeName finds who the other party is in a list of what somebody did: a column of names beside one of officials and
// one of dates.
func (rd partySearch) takeName() bool {
	name, dated := rd.nameBesideDates()
	if !dated || name < 0 {
		name = slices.IndexFunc(rd.uses, func(u use) bool { return u.column == "" && headKey(u.name) == "contact" })
		if name < 0 || !contentOf(rd.reading).named(name) || contentOf(rd.reading).share(name, startsLarge) < 0.5 {
			return false
		}
	}
	rd.uses[name].column, rd.uses[name].why = "recipient", "since it holds the only further names"
	return true
}

// nameBesideDates is the first column of names that has no use yet, -1 if there is none, and whether a column of dates
// stands beside it.
func (rd partySearch) nameBesideDates() (name int, dated bool) {
	name = -1
	for i, u := range rd.uses {
		if u.name == "" || u.column != "" {
			continue
		}
		for _, h := range headsOf("claims", u.name) {
			dated = dated || h.column == "date"
		}
		for _, h := range headsOf("actors", u.name) {
			if h.column == "name" && headKey(u.name) != "title" && headKey(u.name) != "label" &&
				contentOf(rd.reading).named(i) && name < 0 {
				name = i
			}
		}
	}
	return name, dated
}

var partyNumber = pattern.Of(`^(.+?)[_]?(1|2|a|b|one|two|i|ii)$`)

// numberedPair finds two columns whose names differ in a number or a letter alone: "Body 1", "Body 2".
func (rd partySearch) numberedPair() bool {
	firsts := map[string]int{}
	for i, u := range rd.uses {
		m := partyNumber.FindStringSubmatch(headKey(u.name))
		if m == nil || u.column != "" && !namesParty(u.column) ||
			slices.ContainsFunc(headsOf("claims", m[1]), func(h head) bool {
				return !namesParty(h.column) && h.column != "parties"
			}) {
			continue
		}
		switch m[2] {
		case "1", "a", "one", "i":
			firsts[m[1]] = i
		default:
			if j, ok := firsts[m[1]]; ok && contentOf(rd.reading).named(i) && contentOf(rd.reading).named(j) {
				rd.uses[j].column, rd.uses[i].column = "actor", "recipient"
				return true
			}
		}
	}
	return false
}

// partyColumn is what each of several columns is used as in which one of those who were there stands.
const partyColumn = "party"

var anyNumber = pattern.Of(`^(.+?)_?([1-9]\d?|[a-z])$`)

// takeFurther finds columns of a third and further party, whose heads differ from those of the first two in the number
// alone: "Person 1", "Person 2", "Person 3". All of these were there together.
func (rd partySearch) takeFurther() {
	a, b := rd.has("actor"), rd.has("recipient")
	if a < 0 || b < 0 || rd.kind != "" {
		return
	}
	stem := func(i int) string {
		if m := anyNumber.FindStringSubmatch(headKey(rd.uses[i].name)); m != nil {
			return m[1]
		}
		return ""
	}
	if stem(a) == "" || stem(a) != stem(b) {
		return
	}
	all := []int{a, b}
	for i, u := range rd.uses {
		if u.column == "" && u.name != "" && stem(i) == stem(a) && contentOf(rd.reading).named(i) {
			all = append(all, i)
		}
	}
	if len(all) == 2 {
		return
	}
	for _, i := range all {
		rd.uses[i].column, rd.uses[i].why = partyColumn, "one of those who were there"
	}
}

// named tells whether the cells of a column can be names: short, and not figures alone.
func (rd content) named(i int) bool {
	names, n := 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		n++
		if utf8.RuneCountInString(text) <= 120 && !isAddress.MatchString(text) && strings.ContainsFunc(text, isLetter) {
			names++
		}
	}
	others := n - names
	return n > 0 && (10*others <= n || others == 1 && names > 1)
}

// lists tells whether the cells of a column hold several names each.
func (rd content) lists(i int) bool {
	lists, n := 0, 0
	for k := range rd.body {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		n++
		if len(rd.parties.names(sources.Cell{Text: text}, true)) > 1 {
			lists++
		}
	}
	return n > 0 && 2*lists >= n
}

// takeHead gives a dossier's column to the column whose head means it most surely.
func (rd headSearch) takeHead(table, column string) {
	if rd.has(column) >= 0 {
		return
	}
	best, rank := -1, 0
	for i, u := range rd.uses {
		if u.name == "" || u.column != "" {
			continue
		}
		for _, h := range headsOf(table, u.name) {
			if h.column == column && (best < 0 || h.rank < rank) && rd.fits(i, table, column) {
				best, rank = i, h.rank
			}
		}
	}
	if best >= 0 {
		rd.uses[best].column = column
	}
}

// fits tells whether the cells of a column can be what its head says: "From" may be who or when.
func (rd headSearch) fits(i int, table, column string) bool {
	if table != "claims" {
		return true
	}
	switch column {
	case "actor", "recipient":
		return contentOf(rd.reading).mayBeParty(i)
	case "start", "end":
		name := rd.uses[i].name
		return !means(table, name, "actor") && !means(table, name, "recipient") || contentOf(rd.reading).tellsWhen(i)
	}
	return true
}

// mayBeParty tells whether the cells of a column can say who, whatever its head says: dates, answers and sums of money
// are nobody. Numbers are somebody's ids.
func (rd content) mayBeParty(i int) bool {
	return !rd.tellsWhen(i) && rd.share(i, isNoParty) <= 0.5 && (rd.filled(i) || len(rd.body) == 0)
}

// isNoParty tells a cell that is an answer to a question or a sum of money.
func isNoParty(text string) bool {
	return strings.ContainsFunc(text, isLetter) && (sources.SaysYes(text) || sources.SaysNo(text)) ||
		sumOfMoney.MatchString(text)
}

// sumOfMoney is a number with a currency before or after it, or with a fraction: "£5,000", "1.250,00 EUR", "5,000.00".
var sumOfMoney = pattern.Of(`^[-+]?(?:\p{Sc}|\p{Lu}{3}\s)\s*\d[\d.,'’\s]*$|^[-+]?\d[\d.,'’\s]*(?:\s*\p{Sc}|\s\p{Lu}{3})$|^[-+]?\d[\d,'’]*[.,]\d\d$`)

// tellsWhen tells whether the cells of a column are dates, years or ends that are open.
func (rd content) tellsWhen(i int) bool {
	dates, open, n := 0, 0, 0
	for k := range rd.body[:min(len(rd.body), enoughDates)] {
		c := rd.body[k].cell(i)
		if c.text == "" {
			continue
		}
		if isOpenEnd(c.text) {
			open++
			continue
		}
		n++
		if c.day() || mayBeYear(c.text) || strings.ContainsFunc(c.text, unicode.IsDigit) && len(c.text) <= 40 &&
			strings.ContainsFunc(c.text, isNoDigit) && isDate(c.text) {
			dates++
		}
	}
	return n+open > 0 && 10*dates >= 9*n
}

// enoughDates is how many rows tell whether a column holds dates.
const enoughDates = 200

func isNoDigit(r rune) bool { return r < '0' || r > '9' }

// mayBeYear tells a number that is more likely a year than an id.
func mayBeYear(text string) bool { return len(text) == 4 && text >= "1500" && text <= "2100" }

// takeHeads gives their meaning to the columns whose heads are known. Several columns may hold documents.
func (rd headSearch) takeHeads(table string) {
	order := knownColumns(table)
	if table == "claims" {
		rd.takeDirections()
		order = slices.Concat(order, []string{"start", "end"}, documentColumns)
	}
	for _, column := range order {
		if namesParty(column) {
			continue
		}
		rd.takeHead(table, column)
	}
	if table != "claims" {
		return
	}
	for i := range rd.uses {
		if u := &rd.uses[i]; u.name != "" && u.column == "" {
			for _, h := range headsOf(table, u.name) {
				if h.column == "document" {
					u.column = "document"
				}
			}
		}
	}
	rd.freeNumbers()
	rd.freeProfiles()
	rd.takeDenials()
}

// takeDirections finds a column of types that only say whether a tie is directed, as tables of Gephi have it.
func (rd headSearch) takeDirections() {
	for i := range rd.uses {
		u := &rd.uses[i]
		if rd.has("direction") < 0 && u.column == "" && means("claims", u.name, "kind") &&
			contentOf(rd.reading).filled(i) &&
			!slices.ContainsFunc(rd.body, func(l line) bool { return !saysDirection(l.cell(i).text) }) {
			u.column, u.why = "direction", "since it says nothing else"
		}
	}
}

// saysDirection tells whether a text says of a tie whether it is directed, or nothing.
func saysDirection(text string) bool {
	text = strings.ToLower(text)
	return slices.Contains([]string{"", "undirected", "arc", "edge", sources.NotTold.String()}, text) ||
		slices.Contains(sources.Directions(), text)
}

// freeNumbers frees columns of short numbers, each its row's own ("R1", "R2"), that a head such as "Reference" calls
// documents where another column has the addresses of these.
func (rd headSearch) freeNumbers() {
	isAddressed := func(text string) bool { return addressIn.MatchString(text) || bareAddress(text) }
	addressed := false
	for i, u := range rd.uses {
		addressed = addressed || u.column == "document" && contentOf(rd.reading).share(i, isAddressed) >= 0.5
	}
	if !addressed {
		return
	}
	for i := range rd.uses {
		if u := &rd.uses[i]; u.column == "document" && contentOf(rd.reading).numbersRows(i) {
			u.column = ""
		}
	}
}

// numbersRows tells whether each cell of a column is a number or mark of one word, and no two are the same.
func (rd content) numbersRows(i int) bool {
	const longest = 16 // signs of a mark
	seen := map[string]bool{}
	for k := range rd.body {
		text := rd.body[k].cell(i).whole()
		if text == "" {
			continue
		}
		if seen[text] || len(text) > longest || strings.ContainsAny(text, " .") ||
			!strings.ContainsFunc(text, unicode.IsDigit) {
			return false
		}
		seen[text] = true
	}
	return len(seen) > 1
}

// share is the part of a column's filled cells that are as wanted.
func (rd content) share(i int, wanted func(text string) bool) float64 {
	n, of := 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		if text := rd.body[k].cell(i).whole(); text != "" {
			of++
			if wanted(text) {
				n++
			}
		}
	}
	return float64(n) / float64(max(of, 1))
}

// deniedColumn is what a column is used as that says of a row that it is denied, or by whom.
const deniedColumn = "denied"

// takeDenials finds columns that ask whether a contact is denied, or by whom: their cells say yes, no or a name.
func (rd headSearch) takeDenials() {
	if rd.has("stance") >= 0 || rd.has(deniedColumn) >= 0 {
		return
	}
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.column != "" || u.name == "" ||
			sources.ReadsLike(strings.ReplaceAll(u.name, "_", " "), false) != "a denial" ||
			!contentOf(rd.reading).answers(i) {
			continue
		}
		u.column, u.why = deniedColumn, "since its cells answer its question"
		return
	}
}

// answers tells whether the cells of a column say yes, no or a name, and nothing longer.
func (rd content) answers(i int) bool {
	const longest = 5 // words of a name
	return rd.filled(i) && !slices.ContainsFunc(rd.body, func(l line) bool {
		text := l.cell(i).text
		return len(strings.Fields(text)) > longest || sources.ReadsLike(text, true) != "" && !sources.SaysNo(text)
	})
}

// enoughRows is how many rows tell what a column holds.
const enoughRows = 2000

// takeByContent finds what no head says: columns of addresses, and of dates.
func (rd headSearch) takeByContent() {
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.name == "" || u.own || u.column != "" && u.column != "note" && u.column != "summary" {
			continue
		}
		addresses, dates, n := 0, 0, 0
		for k := range rd.body[:min(len(rd.body), enoughRows)] {
			c := rd.body[k].cell(i)
			if c.whole() == "" || rd.body[k].hidden != "" && !rd.opts.Hidden {
				continue
			}
			n++
			if addressIn.MatchString(c.whole()) {
				addresses++
			}
			if c.day() || len(c.text) <= 40 && strings.ContainsFunc(c.text, unicode.IsDigit) && dates >= n-1-n/10 &&
				isDate(c.text) {
				dates++
			}
		}
		needed := 6 // of ten cells
		if u.column == "" && rd.has("document") < 0 {
			needed = 3
		}
		switch {
		case n == 0:
		case 10*addresses >= needed*n && (rd.has("document") < 0 || u.column == ""):
			u.column, u.why = "document", "since it holds addresses"
		case u.column == "" && rd.has("document") < 0 && contentOf(rd.reading).share(i, fileOfDocument.MatchString) >= 0.6:
			u.column, u.why = "document", "since it names files"
		case u.column == "" && 10*dates >= 9*n && n > 1 && rd.has("date") < 0 && rd.has("start") < 0 &&
			contentOf(rd.reading).plausibleDates(i):
			u.column, u.why = "date", "since it holds dates"
		}
	}
}

// fileOfDocument is the name of a file that people read, or file away: a scan, a letter, a page, a mail.
var fileOfDocument = pattern.Of(`(?i)^[^\s/\\][^/\\]*\.(pdf|docx?|odt|rtf|html?|txt|md|eml|msg|jpe?g|png|tiff?|xlsx?|ods|pptx?|mp3|mp4)$`)

// takeKind finds the kind in a column of short texts that say what happened: "dinner", "phone call", "denied meeting".
func (rd headSearch) takeKind() {
	if rd.has("kind") >= 0 {
		return
	}
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.name == "" || u.why != "" || u.column != "" && u.column != "summary" && u.column != "label" ||
			rd.has("date") >= 0 && means("actors", u.name, "role") { // what a minister is, who met somebody on a day
			continue
		}
		needed := 6 // of ten cells
		if u.column == "" {
			needed = 8
		}
		kinds, n := 0, 0
		distinct := map[string]bool{}
		for k := range rd.body[:min(len(rd.body), enoughRows)] {
			text := rd.body[k].cell(i).text
			if text == "" {
				continue
			}
			n++
			distinct[plainText(text)] = true
			if len(strings.Fields(text)) <= 4 && !sources.SaysYes(text) && !sources.SaysNo(text) &&
				(sources.IsKindWord(text) || sources.ReadsLike(text, true) != "") {
				kinds++
			}
		}
		if n > 0 && 10*kinds >= needed*n && len(distinct) <= max(maxNewKinds, n/2) {
			u.column, u.why = "kind", "since it says in a word or two what happened"
			return
		}
	}
}

// maxNewKinds is how many different texts may stand in a short column of kinds. In a longer one half of them repeat, or
// they say more than the kind.
const maxNewKinds = 12

// plausibleDates tells a column of dates from one of numbers.
func (rd content) plausibleDates(i int) bool {
	for k := range rd.body {
		c := rd.body[k].cell(i)
		if c.day() || strings.ContainsFunc(c.text, func(r rune) bool { return r < '0' || r > '9' }) {
			return true
		}
	}
	return false
}

// guessParties takes the only two columns that can be names for the parties.
func (rd partySearch) guessParties() bool {
	if rd.byHeadsOnly {
		return false
	}
	candidates := rd.candidates()
	if len(candidates) != 2 {
		return false
	}
	for n, column := range []string{"actor", "recipient"} {
		rd.uses[candidates[n]].column, rd.uses[candidates[n]].why = column, "since no other two columns hold names"
	}
	return true
}

// candidates are the columns whose cells can be the names of parties, and repeat.
func (rd partySearch) candidates() []int {
	var all []int
	for i, u := range rd.uses {
		if u.name == "" || u.column != "" || !contentOf(rd.reading).named(i) || contentOf(rd.reading).describes(i) ||
			contentOf(rd.reading).alike(i) || ofAttribute(u.name) {
			continue
		}
		known := false
		for _, h := range headsOf("claims", u.name) {
			known = known || !namesParty(h.column) && h.column != "parties" &&
				(h.column != "start" && h.column != "end" || contentOf(rd.reading).tellsWhen(i)) &&
				(h.column != "contact" || contentOf(rd.reading).share(i, startsLarge) < 0.5) // but ids of contacts
		}
		if !known {
			all = append(all, i)
		}
	}
	return all
}

// noTable refuses a table, and proposes the flags that would read it.
func (rd partySearch) noTable() {
	unknown := PartiesUnknown{}
	var names []string
	for _, u := range rd.uses {
		if u.name != "" {
			unknown.Columns = append(unknown.Columns, u.name)
			names = append(names, strconv.Quote(u.name))
		}
	}
	shown := strings.Join(names[:min(len(names), 12)], ", ")
	if n := len(names) - 12; n > 0 {
		shown += fmt.Sprintf(" and %d more", n)
	}
	want := "want a table with a column for each of the two parties"
	if likely := rd.likeliest(); len(likely) == 2 {
		unknown.Actor, unknown.Recipient = rd.uses[likely[0]].name, rd.uses[likely[1]].name
		want = fmt.Sprintf("say which columns hold the two parties, such as --column actor=%s --column recipient=%s; "+
			"or call the file actors.csv or documents.csv if it is such a "+
			"table", quoted(unknown.Actor), quoted(unknown.Recipient))
	}
	rd.addCause(unknown, sources.Error, rd.lines[0].pos(), want, "the columns %s do not say who had contact with whom",
		shown)
}

// offerParties says how a table that is read as one of actors is read as one of contacts, where it has columns that
// can be both parties.
func (rd partySearch) offerParties() {
	given := rd.uses
	rd.uses = slices.Clone(given)
	for i := range rd.uses {
		if u := &rd.uses[i]; u.column != "" && u.column != "name" {
			u.name = "" // which says something else
		}
		rd.uses[i].column = ""
	}
	likely := rd.likeliest()
	rd.uses = given
	if len(likely) < 2 || !slices.ContainsFunc(likely, func(i int) bool { return given[i].column == "name" }) {
		return
	}
	for _, i := range likely {
		if !contentOf(rd.reading).named(i) || contentOf(rd.reading).share(i, looksNamed) < 0.5 ||
			contentOf(rd.reading).alike(i) {
			return
		}
	}
	rd.notef(given[likely[0]].at, fmt.Sprintf("--column actor=%s --column recipient=%s if each row is a contact",
		quoted(given[likely[0]].name), quoted(given[likely[1]].name)), "each row is taken for an actor")
}

// likeliest are the two columns that are the likeliest to hold parties, by their heads and by what their cells look like:
// none if no two can.
func (rd partySearch) likeliest() []int {
	type scored struct{ column, score int }
	var all []scored
	for i, u := range rd.uses {
		if u.name == "" || !contentOf(rd.reading).filled(i) {
			continue
		}
		if s := rd.likelihood(i); s > 0 {
			all = append(all, scored{i, s})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var found []int
	for _, s := range all[:min(len(all), 2)] {
		found = append(found, s.column)
	}
	slices.Sort(found)
	return found
}

// likelihood is how likely a column holds parties, 0 if it does not.
func (rd partySearch) likelihood(i int) int {
	u, c := rd.uses[i], contentOf(rd.reading)
	key := withoutName(headKey(u.name))
	score := 2
	for word := range strings.SplitSeq(key, "_") {
		if isParty(word) {
			score++
		}
	}
	if isParty(key) || isParty(strings.TrimSuffix(key, "s")) {
		score += 4
	}
	if c.named(i) {
		score += 2
	}
	if c.share(i, looksNamed) >= 0.5 {
		score += 2
	}
	for _, table := range []string{"claims", "actors"} {
		for _, h := range headsOf(table, u.name) {
			switch h.column {
			case "actor", "recipient", "parties", "name", "contact", "part_of", "same_as", "short", "alias", "publisher":
			case "document", "date", "start", "end", "issued", "archive_url", "url":
				return 0
			default: // of a note, a place, a role
				score -= 3
			}
		}
	}
	if ofAttribute(u.name) {
		score -= 4
	}
	if c.share(i, addressIn.MatchString) >= 0.5 {
		return 0
	}
	if c.alike(i) {
		score -= 4
	}
	if c.describes(i) {
		score -= 3
	}
	return max(score, 1)
}

// ofAttribute tells a head that names what somebody has, and not somebody: "Person role", "company_id".
func ofAttribute(name string) bool {
	words := strings.Split(headKey(name), "_")
	return len(words) > 1 && (attributes()[words[len(words)-1]] || slices.Contains(words, "id"))
}

// describes tells a column of texts, of which nearly each is another and has some words, from one of names.
func (rd content) describes(i int) bool {
	const many, words = 20, 4
	seen, n, all := map[string]bool{}, 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		if text := rd.body[k].cell(i).text; text != "" {
			seen[text] = true
			all += len(strings.Fields(text))
			n++
		}
	}
	return n >= many && 10*len(seen) >= 9*n && all >= words*n
}

// alike tells whether a column of many rows has so few different texts that it sorts them, and these are no names.
func (rd content) alike(i int) bool {
	const many, few = 20, 12
	seen, n, names := map[string]bool{}, 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		if n++; !seen[text] {
			seen[text] = true
			if words := strings.Fields(text); len(words) > 1 &&
				!slices.ContainsFunc(words, func(w string) bool { return !startsLarge(w) }) {
				names++
			}
		}
	}
	return n >= many && many*len(seen) < n && len(seen) <= few && 2*names < len(seen)
}

// looksNamed tells a text that looks like a name: a few words, of which the first has a large letter.
func looksNamed(text string) bool {
	const longest = 8 // words
	return startsLarge(text) && !strings.ContainsFunc(text[:1], unicode.IsDigit) && len(strings.Fields(text)) <= longest &&
		!addressIn.MatchString(text) && (strings.Contains(text, " ") || !strings.ContainsFunc(text, unicode.IsDigit))
}

// tellTitle finds out whether a column of titles names the documents, or what happened: one document has one title.
func (rd headSearch) tellTitle() {
	t := rd.has("title")
	if t < 0 || rd.uses[t].why != "" {
		return
	}
	title := map[string]string{}
	several := false
	for k := range rd.body {
		l := &rd.body[k]
		doc := ""
		for i, u := range rd.uses {
			if u.column == "document" {
				doc += l.cell(i).whole()
			}
		}
		text := l.cell(t).text
		if doc == "" || text == "" {
			continue
		}
		if had, ok := title[doc]; ok && had != text {
			several = true
		}
		title[doc] = text
	}
	switch event := cmp.Or(map[bool]string{true: "summary"}[rd.has("summary") < 0], ""); {
	case several:
		rd.uses[t].column, rd.uses[t].why = event, "since rows of one document have several"
	case rd.has("document") < 0 && headKey(rd.uses[t].name) == "title" && rd.has("publisher") < 0:
		rd.uses[t].column, rd.uses[t].why = event, "since no column holds documents"
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
		if u.name != "" && (u.column == "" || u.column == "note" || u.column == "summary") {
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
		if rd.fillsDown(u) {
			if c.text == "" && c.link() == "" {
				c = fill[i]
			} else {
				fill[i] = c
			}
		}
		if u.name == "" || c.whole() == "" {
			continue
		}
		text := c.text
		if u.column == "document" || u.column == "url" || u.column == "archive_url" || u.column == "" {
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

// isCalled tells whether --fill-down means the column by that name.
func (u use) isCalled(name string) bool {
	return name == "parties" && (namesParty(u.column) || u.column == partyColumn) ||
		name == u.column ||
		headKey(name) == headKey(u.name)
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

func contentOf(rd *reading) content         { return content{rd} }
func searchHeads(rd *reading) headSearch    { return headSearch{rd} }
func searchParties(rd *reading) partySearch { return partySearch{rd} }
func makeRows(rd *reading) rowMaker         { return rowMaker{rd} }
