package intake

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
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

// An entry is one row while it is put together.
type entry struct {
	at     sources.Pos
	file   string // that it came from
	ours   bool   // relgraph wrote it
	made   bool   // a row of claims names it, and no table lists it
	merged bool   // into an earlier entry

	document *entry      // of a claim: what reports it
	cells    []entryCell // few, so that they are found as fast as in a map, in a fraction of its memory
}

type entryCell struct {
	column string
	cell
}

type cell struct {
	text string
	at   sources.Pos
}

// cell is the cell in the column, if the row has one.
func (e *entry) cell(column string) (c cell, ok bool) {
	for i := range e.cells {
		if e.cells[i].column == column {
			return e.cells[i].cell, true
		}
	}
	return cell{}, false
}

func (e *entry) get(column string) cell {
	c, _ := e.cell(column)
	return c
}

func (e *entry) text(column string) string { return e.get(column).text }

func (e *entry) put(column string, c cell) {
	for i := range e.cells {
		if e.cells[i].column == column {
			e.cells[i].cell = c
			return
		}
	}
	e.cells = append(e.cells, entryCell{column, c})
}

func (e *entry) drop(column string) {
	e.cells = slices.DeleteFunc(e.cells, func(c entryCell) bool { return c.column == column })
}

// place is where a cell stands, or where its row does.
func (e *entry) place(column string) sources.Pos {
	if c, ok := e.cell(column); ok {
		return c.at
	}
	return e.at
}

func (e *entry) set(column, text string) { e.put(column, cell{text, e.place(column)}) }

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
			if c.Text = d.clean(c.Text, c.Pos); c.Text != "" {
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

// invisible are the marks that no reader sees: blanks of no width, and those that set the direction of letters.
var invisible = strings.NewReplacer("\u200B", "", "\uFEFF", "", "\u200E", "", "\u200F", "", "\u202A", "", "\u202B", "",
	"\u202C", "", "\u202D", "", "\u202E", "",
	"\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "", "\u2060", "", "\u00AD", "")

// cleanCell is clean for a cell of a grid.
func (r *report) cleanCell(text string, at place) string {
	if isPlain(text) && len(text) <= maxCell {
		return strings.TrimSpace(text)
	}
	return r.clean(text, at.pos())
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
	return r.bounded(norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(invisible.Replace(cleaned), "\u00A0", " "))), at)
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

// identifyListed gives ids to the actors and documents that the files list, and joins those that are one.
func (d *draft) identifyListed() {
	for _, ours := range []bool{true, false} { // so that ids of relgraph's own stay as they are
		for _, e := range d.actors.rows {
			if e.ours == ours {
				d.identify(d.actors, e, d.actors.called(e), "actor")
			}
		}
		for _, e := range d.documents.rows {
			if e.ours == ours {
				d.identify(d.documents, e, d.documents.called(e), "document")
			}
		}
	}
	d.joinSame()
	for _, t := range []*draftTable{d.actors, d.documents} {
		t.rows = slices.DeleteFunc(t.rows, func(e *entry) bool { return e.merged })
	}
	if n := d.nameless; n != nil {
		d.notef(n.first.Pos, "", "%s without a name, called by the id: %q%s", count(n.cells, "actor"), n.first.Text,
			map[bool]string{true: " is the first"}[n.cells > 1])
	}
}

// sayNamed says how many entries were made of what claims call them, where no table has any.
func (d *draft) sayNamed(n int, what string, listed bool) {
	if n > 0 && !listed {
		d.notef(sources.Pos{File: d.named}, "", "%s, of what the rows name; ids are made of the names", count(n, what))
	}
}

func documentName(e *entry) string {
	if address := e.text("url"); address != "" && e.text("title") == "" {
		return slugOfAddress(address)
	}
	return e.text("title")
}

// identify gives an entry its id and enters it under its key and its names. A second entry of one key adds to the
// first what that does not say.
func (d *draft) identify(t *draftTable, e *entry, name, otherwise string) {
	key := e.text("id")
	// in the nodes' file and in the edges'
	if same := t.byKey[key]; e.ours && len(same) > 0 && same[0].ours && same[0].file != e.file {
		d.merge(t, same[0], e)
		return
	}
	if same := t.byKey[key]; key != "" && len(same) > 0 && !e.ours {
		if first := t.alike(same, e, key, name); first != nil {
			d.merge(t, first, e)
			return
		}
		d.warnf(e.place("id"), "rows of one file mean the one that it describes",
			"the id %q stands for another %s already, %q of %s: this one, %q, gets an id of its own", key, otherwise,
			t.called(same[0]), same[0].at, name)
	}
	if t.name == "actors" && e.text("name") == "" {
		if d.nameless == nil {
			d.nameless = &joinedNames{first: sources.Cell{Pos: e.at, Text: key}}
		}
		d.nameless.cells++
		e.set("name", cmp.Or(name, key))
	}
	id := key
	if !e.ours && !isID(key) || key == "" {
		id = t.freeID(cmp.Or(name, key, otherwise), otherwise)
	} else if t.ids[id] > 0 && !e.ours {
		id = t.freeID(id, otherwise)
	}
	t.ids[id] = max(t.ids[id], 1)
	if key != "" && key != id && key != e.text("name") {
		e.put(t.workColumn("original_id"), cell{key, e.place("id")})
	}
	e.set("id", id)
	enter(t.byKey, key, e)
	if key != "" {
		first := [2]string{key, plainText(t.called(e))}
		if t.byBoth[first] == nil {
			t.byBoth[first] = e
		}
	}
	names := append(strings.Split(e.text("alias"), "|"), e.text("name"), e.text("short"))
	if t.name == "documents" {
		names = []string{e.text("title"), e.text("url")}
	}
	for _, n := range names {
		enter(t.byName, plainText(n), e)
	}
}

func enter(m map[string][]*entry, key string, e *entry) {
	if key != "" && !slices.Contains(m[key], e) {
		m[key] = append(m[key], e)
	}
}

// alike is the one of the entries with a key that another one with that key, called name, is. Numbers of two files
// mean different things.
func (t *draftTable) alike(same []*entry, e *entry, key, name string) *entry {
	mayBe := func(first *entry) bool { return first.file == e.file || !machineID.MatchString(key) }
	if name != "" {
		if first := t.byBoth[[2]string{key, plainText(name)}]; first != nil {
			return first
		}
		if first := t.byBoth[[2]string{key, ""}]; first != nil && mayBe(first) { // which nobody has named so far
			return first
		}
		return nil
	}
	if i := slices.IndexFunc(same, mayBe); i >= 0 {
		return same[i]
	}
	return nil
}

// called is what tells an entry from another one of the same key.
func (t *draftTable) called(e *entry) string {
	if t.name == "documents" {
		return documentName(e)
	}
	return cmp.Or(e.text("name"), e.text("short"))
}

// merge adds to an entry what another one of the same key says beyond it.
func (d *draft) merge(t *draftTable, first, second *entry) {
	second.merged = true
	for _, column := range slices.Concat(t.known, t.own) {
		c, ok := second.cell(column)
		switch had, has := first.cell(column); {
		case !ok || column == "id":
		case !has:
			first.put(column, c)
		case had.text != c.text:
			kept := t.workColumn("another_" + column)
			d.warnf(c.at, fmt.Sprintf("%q of %s counts", had.text, had.at),
				"%q has another %s here, %q, kept in the column %q", second.text("id"), column, c.text, kept)
			if before, twice := first.cell(kept); twice {
				if !slices.Contains(splitList(before.text), c.text) {
					first.put(kept, cell{before.text + "|" + c.text, before.at})
				}
			} else {
				first.put(kept, c)
			}
		}
	}
}

// machineID finds ids that say nothing to a person: 12, n3, node-4, Kumu's elem-Ab1, STIX's, and long ones of digits and
// hexadecimal letters.
var machineID = pattern.Of(`(?i)^(n|e|v|id|node|edge)?[-_:]?\d+$|^[a-z-]+--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^(elem|conn|loop)-\w+$|^[0-9a-f]{4,}(-[0-9a-f]{4,})+$|^[0-9a-f]{16,}$`)

// isID tells whether a foreign id can stay: a short one, of letters, digits, hyphens, dots and underscores, that says
// something.
func isID(key string) bool {
	return len([]rune(key)) <= maxSlug && !machineID.MatchString(key) && isNameToken(key)
}

func isNameToken(key string) bool {
	return key != "" &&
		!strings.ContainsFunc(key, func(r rune) bool { return !isNameRune(r) && !strings.ContainsRune("-._", r) })
}

const maxSlug = 48

func isNameRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !strings.ContainsRune("ªµº", r)
}

// freeID makes an id of a name that nothing else has.
func (t *draftTable) freeID(name, otherwise string) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(name)), func(r rune) bool { return !isNameRune(r) })
	slug := strings.Join(words, "-")
	if r := []rune(slug); len(r) > maxSlug {
		slug = strings.TrimRight(string(r[:maxSlug]), "-")
	}
	slug = cmp.Or(slug, otherwise)
	id := slug
	for t.ids[id] > 0 { // the count keeps many alike names quick
		t.ids[slug]++
		id = fmt.Sprintf("%s-%d", slug, t.ids[slug])
	}
	t.ids[id] = 1
	return id
}

// plainText makes two spellings of one name equal: case and white space do not count.
func plainText(s string) string {
	if isEvenASCII(s) { // most names, without much work
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// samePlain tells whether two texts have one plain text.
func samePlain(a, b string) bool {
	if a == b {
		return true
	}
	if isEvenASCII(a) && isEvenASCII(b) {
		return strings.EqualFold(a, b)
	}
	return plainText(a) == plainText(b)
}

// plainly is what a map has for the plain text of a text, which for most is made without any room of its own.
func plainly[V any](m map[string]V, text string) (V, bool) {
	var small [64]byte
	if len(text) > len(small) || !isEvenASCII(text) {
		v, ok := m[plainText(text)]
		return v, ok
	}
	lower := small[:copy(small[:], text)]
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	v, ok := m[string(lower)]
	return v, ok
}

// isEvenASCII tells whether a text is of ASCII, with single blanks between its words and none around them.
func isEvenASCII(s string) bool {
	before := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// isAddress tells a URL from a title.
var isAddress = pattern.Of(`^(?i:[a-z][a-z0-9+.-]*://|https?:|www\.|(?:javascript|vbscript|data|file|mailto|ftp):)`)

func slugOfAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.") + " " + u.Path
}

func splitList(text string) []string {
	var parts []string
	for p := range strings.SplitSeq(text, "|") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// onePerDocument makes of a row that names several documents one row for each, and puts the document's entry into each.
func (d binder) onePerDocument(rows []*entry) []*entry {
	var all []*entry
	several, most := 0, 0
	for _, e := range rows {
		if e.ours {
			all = append(all, e)
			continue
		}
		if e.text("document") == "" && d.opts.Document != "" {
			e.put("document", cell{d.opts.Document, e.at})
		}
		docs := citing(d.draft).cite(e)
		if len(docs) < 2 {
			if len(docs) == 1 {
				e.document = docs[0]
			}
			all = append(all, e)
			continue
		}
		several, most = several+1, max(most, len(docs))
		for i, doc := range docs {
			one := &entry{at: e.at, file: e.file, cells: slices.Clone(e.cells), document: doc}
			if i > 0 && one.text("id") != "" {
				one.put(d.claims.workColumn("original_id"), one.get("id"))
				one.drop("id")
			}
			all = append(all, one)
		}
	}
	if j := d.joinedTitles; j != nil {
		d.warnf(j.first.Pos, `want --split ";" if each title is a document of its own`,
			"%q is taken for one source%s", j.first.Text, j.andMore())
	}
	if several > 0 {
		d.notef(sources.Pos{File: d.named}, "", "%s with several documents, up to %d: one claim for each",
			count(several, "row"), most)
	}
	return all
}

// find returns the entry that a cell of a file means by id or name, or nil. If that may be either of two, it says so
// and returns the first.
func (d binder) find(t *draftTable, ref string, at sources.Pos, file string) *entry {
	here := t.mayBe(ref, file)
	if len(here) > 1 {
		d.errorf(at,
			fmt.Sprintf("want the id or another name of the one that is meant, or names that tell the %s apart",
				t.name), "%q may be %q of %s or %q of %s",
			ref, here[0].text("id"), here[0].at, here[1].text("id"), here[1].at)
	}
	if len(here) > 0 {
		return here[0]
	}
	return nil
}

// mayBe are the entries that a cell of a file may mean: those with the id, or else with the name; of these those of the
// file, if there are any.
func (t *draftTable) mayBe(ref, file string) []*entry {
	known := t.byKey[ref]
	if len(known) == 0 {
		known = t.byName[plainText(ref)]
	}
	if len(known) < 2 {
		return known
	}
	here := slices.DeleteFunc(slices.Clone(known), func(e *entry) bool { return e.file != file })
	if len(here) == 0 {
		return known
	}
	return here
}

// tie puts ids for what claims, actors and documents call others. It returns how many actors were made for that.
func (d binder) tie() (made int) {
	for _, e := range d.claims.rows {
		made += d.tieParties(e)
		d.tieDocument(e)
	}
	for _, e := range d.claims.rows {
		d.tieWords(e)
	}
	for _, e := range d.actors.rows {
		d.tieList(d.actors, e, "part_of", d.actors)
		d.tieList(d.actors, e, "not_same_as", d.actors)
	}
	for _, e := range d.documents.rows {
		d.tieList(d.documents, e, "derived_from", d.documents)
	}
	return made
}

// tieParties puts ids for what a claim calls its parties, and makes an actor of each that is not known. It returns
// how many.
func (d binder) tieParties(e *entry) (made int) {
	if e.ours {
		return 0 // they are ids, and the dossier's check says which nobody has
	}
	for _, column := range []string{"actor", "recipient"} {
		var ids []string
		for _, ref := range splitList(e.text(column)) {
			known := d.party(e, column, ref)
			if known == nil {
				known = &entry{at: e.place(column), file: e.file, cells: []entryCell{{"name", cell{ref, e.place(column)}}}}
				d.actors.rows = append(d.actors.rows, known)
				d.identify(d.actors, known, ref, "actor")
				made++
				if d.listed["actors"] {
					d.warnf(e.place(column), "want the name or id of one that is, if this is one of them",
						"%q is not among the actors: taken as a further one, %q", ref, known.text("id"))
				}
			}
			ids = append(ids, known.text("id"))
		}
		if ids != nil {
			e.set(column, strings.Join(ids, "|"))
		}
	}
	return made
}

// party is the actor that a cell of a row means, or nil. Of several of a name it is the one whose id stands in the
// row, in a further column of that party.
func (d binder) party(e *entry, column, ref string) *entry {
	key := [2]string{ref, e.file}
	if known := d.met[key]; known != nil {
		return known
	}
	alike := d.actors.mayBe(ref, e.file)
	if len(alike) < 2 {
		known := d.find(d.actors, ref, e.place(column), e.file)
		if known != nil {
			d.met[key] = known
		}
		return known
	}
	var named []*entry
	for _, c := range e.cells {
		if slices.Contains(d.claims.own, c.column) && means("claims", c.column, column) {
			for _, a := range d.actors.byKey[c.text] {
				if slices.Contains(alike, a) && !slices.Contains(named, a) {
					named = append(named, a)
				}
			}
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	return d.find(d.actors, ref, e.place(column), e.file)
}

// tieDocument puts the id of what reports a claim into its row. What the row says of a document that it does not name
// is kept.
func (d binder) tieDocument(e *entry) {
	if e.ours {
		return
	}
	if e.document == nil {
		for _, column := range documentColumns {
			if c, ok := e.cell(column); ok {
				e.put(d.claims.workColumn("document_"+column), c)
				e.drop(column)
			}
		}
		return
	}
	e.put("document", cell{e.document.text("id"), e.place("document")})
	for _, column := range documentColumns {
		c, ok := e.cell(column)
		if !ok {
			continue
		}
		e.drop(column)
		if !e.document.holds(c.text) { // of one of several documents
			e.put(d.claims.workColumn("document_"+column), c)
		}
	}
}

// holds tells whether a cell of the entry says that text.
func (e *entry) holds(text string) bool {
	if slices.ContainsFunc(e.cells, func(c entryCell) bool { return c.text == text }) { // mostly, and soon told
		return true
	}
	for _, c := range e.cells {
		if slices.Contains(splitList(c.text), text) || samePlain(c.text, text) {
			return true
		}
	}
	return false
}

// tieWords puts ids for the actors and documents in a claim's channel and chain.
func (d binder) tieWords(e *entry) {
	if e.ours {
		return
	}
	if word, actors, ok := strings.Cut(e.text("channel"), " "); ok && strings.EqualFold(word, "via") {
		ids := splitList(actors)
		for i, ref := range ids {
			if a := d.find(d.actors, ref, e.place("channel"), e.file); a != nil {
				ids[i] = a.text("id")
			}
		}
		e.set("channel", "via "+strings.Join(ids, "|"))
	}
	if e.text("asserted_by") == "" {
		return
	}
	speakers := strings.Split(e.text("asserted_by"), ">")
	for i, s := range speakers {
		s = strings.TrimSpace(s)
		words, mark, marked := strings.Cut(s, " (")
		if doc := d.find(d.documents, words, e.place("asserted_by"), e.file); doc != nil {
			words = doc.text("id")
		} else if a := d.find(d.actors, words, e.place("asserted_by"), e.file); a != nil {
			words = a.text("id")
		}
		if marked {
			words += " (" + mark
		}
		speakers[i] = words
	}
	e.set("asserted_by", strings.Join(speakers, " > "))
}

// tieList puts ids of others for names in a cell. What means nobody is kept elsewhere.
func (d binder) tieList(t *draftTable, e *entry, column string, others *draftTable) {
	refs := splitList(e.text(column))
	if e.ours {
		return
	}
	for i, ref := range refs {
		other := d.find(others, ref, e.place(column), e.file)
		switch {
		case other != nil:
			refs[i] = other.text("id")
		default:
			at := e.place(column)
			d.warnf(at, fmt.Sprintf("want an id or a name of the table of %s", others.name),
				"unknown %q in the column %s, kept in the column %q", ref, column, t.keep(e, column))
			return
		}
	}
	if refs != nil {
		e.set(column, strings.Join(refs, "|"))
	}
}

// settleIDs keeps the ids that files give to claims, as far as they can stay. Claims without one have none: their
// reader numbers them, so that no order of rows is taken for a name.
func (d settler) settleIDs() {
	t := d.claims
	given := map[string]*entry{}
	for _, e := range t.rows {
		id := e.text("id")
		if given[id] == nil {
			given[id] = e
		}
		if id != "" && !e.ours && (!isID(id) || t.ids[id] > 0) {
			column, own := t.workColumn("original_id"), e.get("id")
			if joined := e.text(column); joined != "" { // ids of rows that say the same
				own.text += "|" + joined
			}
			e.put(column, own)
			e.drop("id")
		}
		t.ids[e.text("id")] = 1
	}
	for _, e := range t.rows {
		if other := given[e.text("about")]; other != nil && e.text("about") != "" {
			if other.text("id") == "" {
				other.set("id", t.freeID(other.text("document")+" "+other.text("actor")+" "+other.text("recipient"),
					"claim"))
			}
			e.set("about", other.text("id"))
		}
	}
}

// mostPlaces is how many places a claim keeps: a list that says one thing more often has a fault of its own, and a cell
// holds few thousand.
const mostPlaces = 1000

// joinRepeated makes one row of rows that say the same, which keeps their places.
func (d settler) joinRepeated() {
	t := d.claims
	seen, seed := map[uint64]*entry{}, maphash.MakeSeed()
	places := map[*entry]*placeList{}
	kept := t.rows[:0]
	for _, e := range t.rows {
		key := t.sum(e, seed)
		for seen[key] != nil && !t.sayTheSame(seen[key], e) {
			key++
		}
		first := seen[key]
		if first == nil || e.ours {
			seen[key] = e
			kept = append(kept, e)
			continue
		}
		d.account.joined++
		d.notef(e.at, "", "the row says what %s says: one claim, found in both places", first.at)
		if places[first] == nil {
			places[first] = &placeList{}
			places[first].add(first)
		}
		places[first].add(e)
		if id := e.text("id"); id != "" && id != first.text("id") {
			column := t.workColumn("original_id")
			first.put(column, cell{strings.TrimPrefix(first.text(column)+"|"+id, "|"), e.place("id")})
		}
	}
	clear(t.rows[len(kept):])
	t.rows = kept
	for _, e := range kept {
		if all := places[e]; all != nil {
			e.set("found_in", strings.Join(all.list, "|"))
			if all.more > 0 {
				d.warnf(e.at, "want the row once in the list",
					"the claim stands in %d places, of which %d are named in its row",
					len(all.list)+all.more, len(all.list))
			}
		}
	}
}

// A placeList is where a claim was found, each place once.
type placeList struct {
	list []string
	has  map[string]bool
	more int // that are not kept
}

func (l *placeList) add(e *entry) {
	for _, place := range splitList(e.text("found_in")) {
		switch {
		case l.has[place]:
			continue
		case len(l.list) == mostPlaces:
			l.more++
			continue
		case l.has == nil:
			l.has = map[string]bool{}
		}
		l.has[place] = true
		l.list = append(l.list, place)
	}
}

// said yields the cells of a claim's row but for its id and its place.
func (t *draftTable) said(e *entry) iter.Seq2[string, string] {
	ids := t.work["original_id"]
	return func(yield func(column, text string) bool) {
		for i := range e.cells {
			c := &e.cells[i]
			if c.text != "" && c.column != "id" && c.column != "found_in" && c.column != ids && !yield(c.column, c.text) {
				return
			}
		}
	}
}

// sum is a number that two rows have in common if they say the same, in whatever order.
func (t *draftTable) sum(e *entry, seed maphash.Seed) (sum uint64) {
	for column, text := range t.said(e) {
		sum += maphash.String(seed, text) * (2*maphash.String(seed, column) + 1)
	}
	return sum
}

func (t *draftTable) sayTheSame(a, b *entry) bool {
	n := 0
	for column, text := range t.said(a) {
		if b.text(column) != text {
			return false
		}
		n++
	}
	for range t.said(b) {
		n--
	}
	return n == 0
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

// answer gives the claims whose wording a person has judged what was said of it: a stance, a modality, or that it is
// a report.
func (d settler) answer() {
	if len(d.opts.Say) == 0 {
		return
	}
	answers := map[string]string{}
	for wording, means := range d.opts.Say {
		if means != sayOne && means != saySeveral {
			answers[plainText(wording)] = means
		}
	}
	answered := map[string]int{}
	for _, e := range d.claims.rows {
		if e.ours {
			continue
		}
		for _, column := range slices.Concat([]string{"stance", "modality", "kind", "label", "summary", "note"},
			d.claims.own) {
			text := e.text(column)
			wording := text
			if text == "" {
				continue
			}
			if slices.Contains(d.claims.own, column) {
				if _, ok := answers[plainText(column+": "+text)]; ok {
					wording = column + ": " + text
				}
			}
			means, ok := answers[plainText(wording)]
			if !ok {
				continue
			}
			answered[plainText(wording)]++
			if column == "stance" || column == "modality" {
				e.drop(column)
			}
			d.meant(e, column, means)
			break
		}
	}
	for _, wording := range slices.Sorted(maps.Keys(d.opts.Say)) {
		means := d.opts.Say[wording]
		if answers[plainText(wording)] == "" {
			continue // which is about names
		}
		if n := answered[plainText(wording)]; n > 0 {
			d.notef(sources.Pos{File: d.named}, "", "%q means %s, as you say: %s", wording, means, count(n, "row"))
		} else {
			d.warnf(sources.Pos{File: d.named}, "want the text of a cell",
				"no row says %q, of which you say that it means %s", wording, means)
		}
	}
}

// meant sets the stance or modality of a claim. A kind that says both, such as "denied meeting", is then what is left
// without the denial, so that it reaches the meeting that it is about; the row's own words stay at its line. Who
// denies or confirms is the row's first party, if the row does not say it.
func (d settler) meant(e *entry, column, means string) {
	at := e.place(column)
	if _, err := sources.ParseStance(means); err == nil {
		e.put("stance", cell{means, at})
	} else {
		e.put("modality", cell{means, at})
	}
	if means == sources.Reports.String() {
		return
	}
	if column == "kind" {
		text := e.text("kind")
		if rest := sources.KindWithin(text); rest != "" && rest != plainText(text) {
			e.set("kind", rest)
			if e.text("label") == "" && len(strings.Fields(text)) <= maxLabel {
				e.put("label", cell{text, at})
			} else {
				e.put(d.claims.workColumn("kind_as_found"), cell{text, at})
			}
		}
	}
	if (means == sources.Denies.String() || means == sources.Confirms.String() ||
		means == sources.NoComment.String()) && e.text("asserted_by") == "" {
		if actors := splitList(e.text("actor")); len(actors) > 0 {
			e.put("asserted_by", cell{actors[0] + " (on record)", at})
		}
	}
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

func citing(d *draft) citer     { return citer{d} }
func binding(d *draft) binder   { return binder{d} }
func settling(d *draft) settler { return settler{d} }
