package intake

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
)

// A draft is the dossier while it is put together.
type draft struct {
	*report
	actors, documents, claims *draftTable
	kinds, codings            *draftTable
	listed                    map[string]bool      // the tables that some file has
	named                     string               // the file that has the claims
	met                       map[[2]string]*entry // the actor that a text in a file means, where it is one alone

	byAddress, byTitle map[string]*entry // documents that rows name, by plain address and by title
	titles             []told            // what stands beside addresses, each once a document
	besides            map[besideKey]bool
	joinedTitles       *joinedNames          // sources without an address that seem to be several
	nameless           *joinedNames          // actors that are called by their ids
	cited              map[string][]citation // what cells of sources name
}

// A draftTable is one table while it is put together.
type draftTable struct {
	name  string
	known []string // relgraph's columns
	own   []string // further ones, in the order in which they came
	rows  []*entry

	byKey  map[string][]*entry  // by the id that the file gives
	byBoth map[[2]string]*entry // by that id and the plain name
	byName map[string][]*entry  // by the names that rows may call the entry
	ids    map[string]int       // taken, with the last number that goes behind one

	given map[string]bool   // plain names of columns that files have
	work  map[string]string // columns of our own making, under the name that no file has
}

func newDraft(r *report) *draft {
	return &draft{report: r, actors: newDraftTable("actors"), documents: newDraftTable("documents"),
		claims: newDraftTable("claims"), kinds: newDraftTable("kinds"), codings: newDraftTable("codings"),
		listed: map[string]bool{}, byAddress: map[string]*entry{}, byTitle: map[string]*entry{},
		besides: map[besideKey]bool{}, cited: map[string][]citation{}, met: map[[2]string]*entry{}}
}

func newDraftTable(name string) *draftTable {
	t := &draftTable{name: name, byKey: map[string][]*entry{}, byBoth: map[[2]string]*entry{},
		byName: map[string][]*entry{}, ids: map[string]int{}, given: map[string]bool{}, work: map[string]string{}}
	for _, c := range sources.Columns() {
		if c.Table == name && !slices.Contains(t.known, c.Name) {
			t.known = append(t.known, c.Name)
		}
	}
	return t
}

func (d *draft) table(name string) *draftTable {
	return map[string]*draftTable{"actors": d.actors, "documents": d.documents, "claims": d.claims, "kinds": d.kinds,
		"codings": d.codings}[name]
}

// documentColumns are those in which a row of a one-sheet dossier describes its document.
var documentColumns = func() (names []string) {
	for _, c := range sources.Columns() {
		if c.InSheet {
			names = append(names, c.Name)
		}
	}
	return names
}()

// take adds what a file says.
func (d *draft) take(b batch) {
	d.takeRows(b.ours, true)
	d.takeRows(b.rows, false)
}

func (d *draft) takeRows(rows []sources.Row, ours bool) {
	kept := columnsKept{}
	if !d.giveColumns(rows, kept) {
		return
	}
	for i, r := range rows {
		rows[i].Cells = nil // so that no cell is held twice
		t := d.table(r.Table)
		if t == nil {
			d.warnf(r.Pos, "want actors, documents, claims, kinds or codings", "left out: a row of the table %q", r.Table)
			continue
		}
		d.listed[r.Table] = true
		if !ours {
			d.obeyed.add(datesOption)
			if t == d.claims {
				d.obeyed.add(documentOption, splitOption, sayOption)
			}
		}
		if t == d.claims && d.named == "" {
			d.named = d.file
		}
		e := &entry{at: r.Pos, file: d.file, ours: ours, cells: make([]entryCell, 0, len(r.Cells)+1)}
		for _, c := range r.Cells {
			if ours {
				c.Text = d.usable(c.Text, c.Pos)
			} else {
				c.Text = d.clean(c.Text, c.Pos)
			}
			if c.Text != "" {
				d.takeCell(e, t, kept, c)
			}
		}
		if t == d.claims && !ours && e.text("found_in") == "" && len(e.cells) > 0 {
			e.put("found_in", cell{foundIn(r.Pos), r.Pos})
		}
		if len(e.cells) > 0 {
			t.rows = append(t.rows, e)
		}
	}
}

// giveColumns takes in which columns rows have. It returns false if these are more than a table has.
func (d *draft) giveColumns(rows []sources.Row, kept columnsKept) bool {
	columns := map[*draftTable]int{}
	for _, r := range rows {
		t := d.table(r.Table)
		for _, c := range r.Cells {
			if !kept.add(r.Table, c.Column) || t == nil || strings.HasPrefix(c.Column, working) {
				continue
			}
			if columns[t]++; columns[t] > maxColumns {
				tooManyColumns(d.report, c.Pos, t.name)
				return false
			}
			t.given[sources.PlainName(c.Column)] = true
		}
	}
	return true
}

// tooManyColumns refuses what has more columns than a table that a person keeps: they would be compared with each other.
func tooManyColumns(r *report, at sources.Pos, of string) {
	r.errorf(at, fmt.Sprintf("want at most %d", maxColumns), "%[2]s have more than %[1]d columns, or fields",
		maxColumns, of)
}

// columnsKept tells under which name the cells of a column are kept, by table and column; "" is not settled yet.
type columnsKept map[[2]string]string

// add tells whether a column is new.
func (k columnsKept) add(table, column string) bool {
	_, had := k[[2]string{table, column}]
	if !had {
		k[[2]string{table, column}] = ""
	}
	return !had
}

// takeCell puts a cell into an entry, beside what stands there already.
func (d *draft) takeCell(e *entry, t *draftTable, kept columnsKept, c sources.Cell) {
	key := [2]string{t.name, c.Column}
	column := kept[key]
	if column == "" {
		column = d.columnFor(t, c.Column, e.ours)
		kept[key] = column
	}
	text := c.Text
	if !e.ours && t != d.actors && slices.Contains([]string{"title", "url", "archive_url"}, column) {
		text = d.withoutFolder(text, c.Pos)
	}
	if had, twice := e.cell(column); twice {
		sep := "|"
		if column == "document" {
			sep = "\n"
			if d.leavesBeside(text, c.Pos) {
				return
			} else if d.leavesBeside(had.text, had.at) {
				e.put(column, cell{text, c.Pos})
				return
			}
		}
		text = had.text + sep + text
	}
	e.put(column, cell{text, c.Pos})
}

// leavesBeside leaves out the cell of one of several columns of documents that holds nothing but words which lead to one.
func (d *draft) leavesBeside(text string, at sources.Pos) bool {
	if !strings.ContainsFunc(text, isLetter) || cleanWords(text) != "" {
		return false
	}
	d.account.leave("source", text, at, "want the address or the title of what reports it")
	return true
}

// columnFor is the name under which the cells of a column are kept.
func (d *draft) columnFor(t *draftTable, column string, ours bool) string {
	column, own := strings.CutPrefix(column, working)
	aboutDocument := t.name == "claims" && slices.Contains(documentColumns, column) && !ours
	switch {
	case own:
		return t.workColumn(column)
	case ours && sources.PlainName(column) == "" && column != "": // a sign, which is a name to the dossier's reader
		if !slices.Contains(t.own, column) {
			t.own = append(t.own, column)
		}
	case !slices.Contains(t.known, column) && !aboutDocument:
		return t.ownColumn(column)
	}
	return column
}

// working is what columns of our own making begin with on their way into the draft, since a file may have one of that
// name.
const working = "\x01"

// foundIn is a place as a claim keeps it: the file without its folder, and the row.
func foundIn(at sources.Pos) string {
	if at.Line == 0 {
		return baseName(at.File)
	}
	return fmt.Sprintf("%s:%d", baseName(at.File), at.Line)
}

// workColumn is the name of a column of our own making: that name, unless a file has a column of the name.
func (t *draftTable) workColumn(name string) string {
	if had, ok := t.work[name]; ok {
		return had
	}
	free := name
	for n := 2; t.given[sources.PlainName(free)]; n++ {
		free = fmt.Sprintf("%s_%d", name, n)
	}
	t.work[name] = t.ownColumn(free)
	return t.work[name]
}

// readAs are names of columns that the dossier's reader would take for one of its own, though the canonical tables
// have that already.
var readAs = []string{"outlet", "newspaper", "published", "publication_date", "date_published"}

// ownColumn is the name under which a column that the dossier does not know is kept: its own, unless that means
// something else here.
func (t *draftTable) ownColumn(name string) string {
	name = norm.NFC.String(strings.TrimSpace(name))
	plain := sources.PlainName(name)
	if plain == "" {
		name, plain = "column without a name", "column_without_a_name"
	}
	if slices.Contains(t.known, plain) || t.name == "claims" && slices.Contains(readAs, plain) {
		name, plain = "original_"+plain, "original_"+plain
	}
	for _, own := range t.own {
		if sources.PlainName(own) == plain {
			return own
		}
	}
	t.own = append(t.own, name)
	return name
}

// keep moves a cell that cannot be used where it stands into a column of its own.
func (t *draftTable) keep(e *entry, column string) (kept string) {
	kept = t.workColumn(column + "_as_found")
	e.put(kept, e.get(column))
	e.drop(column)
	return kept
}

// finish gives ids, ties claims to actors and documents, and brings cells into the dossier's words.
func (d *draft) finish() []*draftTable {
	d.identifyListed()
	named := len(d.documents.rows)
	binding(d).missingActors()
	binding(d).missingDocuments()
	if len(d.codings.rows) > 0 {
		binding(d).lostCodings()
	}
	d.claims.rows = binding(d).onePerDocument(d.claims.rows)
	citing(d).settleTitles()
	nearDocuments{citing(d)}.say()
	for _, e := range d.documents.rows[named:] {
		if e.ours {
			continue
		}
		d.identify(d.documents, e, d.documents.called(e), "document")
	}
	namedDocuments := len(d.documents.rows) - named
	d.sayNamed(binding(d).tie(), "actor", d.listed["actors"])
	d.sayNamed(namedDocuments, "document", d.listed["documents"])
	for _, t := range []*draftTable{d.actors, d.documents, d.claims} {
		for _, e := range t.rows {
			settling(d).understand(t, e)
		}
	}
	settling(d).answer()
	settling(d).joinRepeated()
	settling(d).settleIDs()
	d.sayValues()
	var tables []*draftTable
	for _, t := range []*draftTable{d.actors, d.documents, d.claims, d.kinds, d.codings} {
		if (t == d.kinds || t == d.codings) && len(t.rows) == 0 {
			continue
		}
		if own := t.columns()[len(t.known):]; len(own) > 0 {
			d.notef(sources.Pos{File: t.name + ".csv"}, "", "keeps further columns of its own: %s", strings.Join(own, ", "))
		}
		tables = append(tables, t)
	}
	return tables
}

// columns are those of the table as the dossier has it: relgraph's, and of the others those that hold anything.
func (t *draftTable) columns() []string {
	used := map[string]bool{}
	for _, e := range t.rows {
		for _, c := range e.cells {
			if c.text != "" && !used[c.column] {
				used[c.column] = true
			}
		}
	}
	columns := slices.Clone(t.known)
	for _, column := range t.own {
		if used[column] {
			columns = append(columns, column)
		}
	}
	return columns
}

// places are where its rows came from.
func (t *draftTable) places() []sources.Pos {
	all := make([]sources.Pos, len(t.rows))
	for i, e := range t.rows {
		all[i] = e.at
	}
	return all
}

// size is about how many bytes the table takes as a file.
func (t *draftTable) size(columns int) int {
	n := 0
	for _, e := range t.rows {
		n += columns
		for _, c := range e.cells {
			n += len(c.text) + 1
		}
	}
	return n
}

// spend yields the rows as the dossier has them, and drops the cells of each so that none is held twice. What it yields
// is written over by the next row.
func (t *draftTable) spend(columns []string) iter.Seq[[]string] {
	place := map[string]int{}
	for i, column := range columns {
		place[column] = i
	}
	return func(yield func(row []string) bool) {
		row := make([]string, len(columns))
		for i, e := range t.rows {
			clear(row)
			for _, c := range e.cells {
				if at, written := place[c.column]; written {
					row[at] = c.text
				}
			}
			t.rows[i] = nil
			if !yield(row) {
				return
			}
		}
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	first, of, several := strings.Cut(what, " of ")
	switch {
	case strings.HasSuffix(first, "s"):
		first += "es"
	case strings.HasSuffix(first, "y") && !strings.HasSuffix(first, "ay"):
		first = strings.TrimSuffix(first, "y") + "ies"
	default:
		first += "s"
	}
	if several {
		first += " of " + of
	}
	return fmt.Sprintf("%d %s", n, first)
}

// The steps in which a draft is finished, by what they are about.
type (
	// A citer finds the documents that claims name.
	citer struct{ *draft }
	// A binder ties claims to their actors and documents.
	binder struct{ *draft }
	// A settler brings cells into the dossier's words, and gives ids.
	settler struct{ *draft }
)

func citing(d *draft) citer { return citer{d} }

func binding(d *draft) binder { return binder{d} }

func settling(d *draft) settler { return settler{d} }
