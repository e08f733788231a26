package intake

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
)

// A draft is the dossier while it is put together.
type draft struct {
	*report
	actors, documents, claims *draftTable
	listed                    map[string]bool // the tables that some file has
	named                     string          // the file that has the claims
}

// A draftTable is one table while it is put together.
type draftTable struct {
	name  string
	known []string // relgraph's columns
	own   []string // further ones, in the order in which they came
	rows  []*entry

	byKey  map[string][]*entry // by the id that the file gives
	byName map[string][]*entry // by the names that rows may call the entry
	ids    map[string]bool     // taken
}

// An entry is one row while it is put together.
type entry struct {
	at     sources.Pos
	file   string // that it came from
	ours   bool   // relgraph wrote it
	merged bool   // into an earlier entry
	cells  map[string]cell
}

type cell struct {
	text string
	at   sources.Pos
}

func (e *entry) text(column string) string { return e.cells[column].text }

// place is where a cell stands, or where its row does.
func (e *entry) place(column string) sources.Pos {
	if c, ok := e.cells[column]; ok {
		return c.at
	}
	return e.at
}

func (e *entry) set(column, text string) { e.cells[column] = cell{text, e.place(column)} }

func newDraft(r *report) *draft {
	return &draft{report: r, actors: newDraftTable("actors"), documents: newDraftTable("documents"), claims: newDraftTable("claims"), listed: map[string]bool{}}
}

func newDraftTable(name string) *draftTable {
	t := &draftTable{name: name, byKey: map[string][]*entry{}, byName: map[string][]*entry{}, ids: map[string]bool{}}
	for _, c := range sources.Columns() {
		if c.Table == name && !slices.Contains(t.known, c.Name) {
			t.known = append(t.known, c.Name)
		}
	}
	return t
}

func (d *draft) table(name string) *draftTable {
	return map[string]*draftTable{"actors": d.actors, "documents": d.documents, "claims": d.claims}[name]
}

// documentColumns are those in which a row of a one-sheet dossier describes its document.
var documentColumns = []string{"title", "publisher", "author", "issued", "archive_url"}

// take adds what a file says.
func (d *draft) take(b batch) {
	d.takeRows(b.ours, true)
	d.takeRows(b.rows, false)
}

func (d *draft) takeRows(rows []sources.Row, ours bool) {
	for _, r := range rows {
		t := d.table(r.Table)
		d.listed[r.Table] = true
		if t == d.claims && d.named == "" {
			d.named = d.file
		}
		e := &entry{at: r.Pos, file: d.file, ours: ours, cells: map[string]cell{}}
		for _, c := range r.Cells {
			text := d.clean(c)
			if text == "" {
				continue
			}
			column := c.Column
			aboutDocument := t.name == "claims" && slices.Contains(documentColumns, column) && !ours
			if !slices.Contains(t.known, column) && !aboutDocument {
				column = t.ownColumn(column)
			}
			if had, twice := e.cells[column]; twice {
				text = had.text + "|" + text
			}
			e.cells[column] = cell{text, c.Pos}
		}
		if len(e.cells) > 0 {
			t.rows = append(t.rows, e)
		}
	}
}

// clean takes out what no cell of a dossier may hold.
func (d *draft) clean(c sources.Cell) string {
	text := strings.ReplaceAll(strings.ToValidUTF8(c.Text, "\uFFFD"), "\r\n", "\n")
	plain := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
	if plain != text {
		d.warnf(c.Pos, "look at the cell", "control characters in the column %q are taken out", c.Column)
	}
	return norm.NFC.String(strings.TrimSpace(plain))
}

// readAs are names of columns that the dossier's reader would take for one of its own, though the canonical tables have that already.
var readAs = []string{"outlet", "newspaper", "published", "publication_date", "date_published"}

// ownColumn is the name under which a column that the dossier does not know is kept: its own, unless that means something else here.
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
	kept = t.ownColumn(column + "_as_found")
	e.cells[kept] = e.cells[column]
	delete(e.cells, column)
	return kept
}

// finish gives ids, ties claims to actors and documents, and brings cells into the dossier's words.
func (d *draft) finish() ([]sources.Table, map[string][]sources.Pos) {
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
	for _, t := range []*draftTable{d.actors, d.documents} {
		t.rows = slices.DeleteFunc(t.rows, func(e *entry) bool { return e.merged })
	}
	d.claims.rows = d.onePerDocument(d.claims.rows)
	namedActors, namedDocuments := 0, 0
	for _, e := range d.claims.rows {
		namedActors += d.tieParties(e)
		namedDocuments += d.tieDocument(e)
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
	d.sayNamed(namedActors, "actor", d.listed["actors"])
	d.sayNamed(namedDocuments, "document", d.listed["documents"])
	for _, t := range []*draftTable{d.actors, d.documents, d.claims} {
		for _, e := range t.rows {
			d.understand(t, e)
		}
	}
	d.numberClaims()
	var tables []sources.Table
	from := map[string][]sources.Pos{}
	for _, t := range []*draftTable{d.actors, d.documents, d.claims} {
		written := t.written()
		if own := written.Columns[len(t.known):]; len(own) > 0 {
			d.notef(sources.Pos{File: t.name + ".csv"}, "", "keeps further columns of its own: %s", strings.Join(own, ", "))
		}
		tables = append(tables, written)
		for _, e := range t.rows {
			from[t.name] = append(from[t.name], e.at)
		}
	}
	return tables, from
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

// identify gives an entry its id and enters it under its key and its names. A second entry of one key adds to the first what that
// does not say.
func (d *draft) identify(t *draftTable, e *entry, name, otherwise string) {
	key := e.text("id")
	if same := t.byKey[key]; key != "" && len(same) > 0 && !e.ours {
		for _, first := range same {
			if t.alike(first, e, name) {
				d.merge(t, first, e)
				return
			}
		}
		d.warnf(e.place("id"), "rows of one file mean the one that it describes", "the id %q stands for another %s already, %q of %s: this one, %q, gets an id of its own", key, otherwise, t.called(same[0]), same[0].at, name)
	}
	if t.name == "actors" && e.text("name") == "" {
		d.notef(e.at, "", "the actor %q has no name: called by that id", key)
		e.set("name", cmp.Or(name, key))
	}
	id := key
	if !e.ours && !isID(key) || key == "" {
		id = t.freeID(cmp.Or(name, key, otherwise), otherwise)
	} else if t.ids[id] && !e.ours {
		id = t.freeID(id, otherwise)
	}
	t.ids[id] = true
	if key != "" && key != id && key != e.text("name") {
		e.cells[t.ownColumn("original_id")] = cell{key, e.place("id")}
	}
	e.set("id", id)
	enter(t.byKey, key, e)
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

// alike tells whether an entry, called name, is the one that has its key already. Numbers of two files mean different things.
func (t *draftTable) alike(first, e *entry, name string) bool {
	had := t.called(first)
	if had != "" && name != "" {
		return plainText(had) == plainText(name)
	}
	return first.file == e.file || !machineID.MatchString(e.text("id"))
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
		c, ok := second.cells[column]
		switch had, has := first.cells[column]; {
		case !ok || column == "id":
		case !has:
			first.cells[column] = c
		case had.text != c.text:
			kept := t.ownColumn("another_" + column)
			d.warnf(c.at, fmt.Sprintf("%q of %s counts", had.text, had.at), "%q has another %s here, %q, kept in the column %q", second.text("id"), column, c.text, kept)
			first.cells[kept] = c
		}
	}
}

// machineID finds ids that say nothing to a person: 12, n3, node-4, Kumu's elem-Ab1, and long ones of digits and hexadecimal letters.
var machineID = regexp.MustCompile(`(?i)^(n|e|v|id|node|edge)?[-_:]?\d+$|^(elem|conn|loop)-\w+$|^[0-9a-f]{4,}(-[0-9a-f]{4,})+$|^[0-9a-f]{16,}$`)

// isID tells whether a foreign id can stay: a short one, of letters, digits, hyphens, dots and underscores, that says something.
func isID(key string) bool {
	return len([]rune(key)) <= maxSlug && !machineID.MatchString(key) && isNameToken(key)
}

func isNameToken(key string) bool {
	return key != "" && !strings.ContainsFunc(key, func(r rune) bool { return !isNameRune(r) && !strings.ContainsRune("-._", r) })
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
	for n := 2; t.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", slug, n)
	}
	t.ids[id] = true
	return id
}

// plainText makes two spellings of one name equal: case and white space do not count.
func plainText(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// isAddress tells a URL from a title.
var isAddress = regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]*://|https?:|www\.)`)

func slugOfAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.") + " " + u.Path
}

// several finds the addresses in a cell that holds nothing else.
func severalDocuments(text string) []string {
	parts := splitList(text)
	if len(parts) > 1 {
		return parts
	}
	parts = strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ';' || r == ',' })
	for _, p := range parts {
		if !isAddress.MatchString(p) {
			return []string{text}
		}
	}
	return parts
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

// onePerDocument makes of a row that names several documents one row for each.
func (d *draft) onePerDocument(rows []*entry) []*entry {
	var all []*entry
	for _, e := range rows {
		docs := severalDocuments(e.text("document"))
		if len(docs) < 2 || e.ours {
			all = append(all, e)
			continue
		}
		d.notef(e.place("document"), "", "a row with %d documents: one claim for each", len(docs))
		for i, doc := range docs {
			one := &entry{at: e.at, file: e.file, cells: map[string]cell{}}
			for column, c := range e.cells {
				one.cells[column] = c
			}
			one.set("document", doc)
			if i > 0 && one.text("id") != "" {
				one.cells[d.claims.ownColumn("original_id")] = one.cells["id"]
				delete(one.cells, "id")
			}
			all = append(all, one)
		}
	}
	return all
}

// find returns the entry that a cell of a file means by id or name, or nil. If that may be either of two, it says so and returns the
// first.
func (d *draft) find(t *draftTable, ref string, at sources.Pos, file string) *entry {
	for _, known := range [][]*entry{t.byKey[ref], t.byName[plainText(ref)]} {
		here := slices.DeleteFunc(slices.Clone(known), func(e *entry) bool { return e.file != file })
		if len(here) == 0 {
			here = known
		}
		if len(here) > 1 {
			d.errorf(at, fmt.Sprintf("want the id or another name of the one that is meant, or names that tell the %s apart", t.name), "%q may be %q of %s or %q of %s",
				ref, here[0].text("id"), here[0].at, here[1].text("id"), here[1].at)
		}
		if len(here) > 0 {
			return here[0]
		}
	}
	return nil
}

// tieParties puts ids for what a claim calls its parties, and makes an actor of each that is not known. It returns how many.
func (d *draft) tieParties(e *entry) (made int) {
	if e.ours {
		return 0 // they are ids, and the dossier's check says which nobody has
	}
	for _, column := range []string{"actor", "recipient"} {
		var ids []string
		for _, ref := range splitList(e.text(column)) {
			known := d.find(d.actors, ref, e.place(column), e.file)
			if known == nil {
				known = &entry{at: e.place(column), file: e.file, cells: map[string]cell{"name": {ref, e.place(column)}}}
				d.actors.rows = append(d.actors.rows, known)
				d.identify(d.actors, known, ref, "actor")
				made++
				if d.listed["actors"] {
					d.warnf(e.place(column), "want the name or id of one that is, if this is one of them", "%q is not among the actors: taken as a further one, %q", ref, known.text("id"))
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

// tieDocument puts an id for what a claim calls its document, and makes a document of one that is not known. It returns how many.
func (d *draft) tieDocument(e *entry) (made int) {
	if e.ours {
		return 0
	}
	ref := e.text("document")
	doc := d.find(d.documents, ref, e.place("document"), e.file)
	switch {
	case ref == "":
		for _, column := range documentColumns { // they describe no document
			if c, ok := e.cells[column]; ok {
				e.cells[d.claims.ownColumn("document_"+column)] = c
				delete(e.cells, column)
			}
		}
		return 0
	case doc == nil:
		column := "title"
		if isAddress.MatchString(ref) {
			column = "url"
		}
		doc = &entry{at: e.place("document"), file: e.file, cells: map[string]cell{column: {ref, e.place("document")}}}
		if column == "title" {
			delete(e.cells, "title")
		} else if title, ok := e.cells["title"]; ok {
			doc.cells["title"] = title
		}
		d.documents.rows = append(d.documents.rows, doc)
		d.identify(d.documents, doc, map[string]string{"title": ref, "url": slugOfAddress(ref)}[column], "document")
		enter(d.documents.byName, plainText(ref), doc)
		made++
		if d.listed["documents"] && column == "title" {
			d.warnf(e.place("document"), "want the id, title or address of one that is, if this is one of them", "%q is not among the documents: taken as a further one, %q", ref, doc.text("id"))
		}
	}
	told := &entry{at: e.at, cells: map[string]cell{"id": {ref, e.place("document")}}}
	for _, column := range documentColumns {
		if c, ok := e.cells[column]; ok {
			told.cells[column] = c
			delete(e.cells, column)
		}
	}
	d.merge(d.documents, doc, told)
	e.set("document", doc.text("id"))
	return made
}

// tieWords puts ids for the actors and documents in a claim's channel and chain.
func (d *draft) tieWords(e *entry) {
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
func (d *draft) tieList(t *draftTable, e *entry, column string, others *draftTable) {
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
			d.warnf(at, fmt.Sprintf("want an id or a name of the table of %s", others.name), "unknown %q in the column %s, kept in the column %q", ref, column, t.keep(e, column))
			return
		}
	}
	if refs != nil {
		e.set(column, strings.Join(refs, "|"))
	}
}

// numberClaims gives an id to each claim that has none, as the dossier's reader does: its document's, and the first number that is
// free. An id that cannot stay is kept elsewhere, and claims that answer it follow it.
func (d *draft) numberClaims() {
	t := d.claims
	given := map[string]*entry{}
	for _, e := range t.rows {
		if id := e.text("id"); given[id] == nil {
			given[id] = e
		}
		if id := e.text("id"); id != "" && !e.ours && (!isNameToken(id) || t.ids[id]) {
			e.cells[t.ownColumn("original_id")] = e.cells["id"]
			delete(e.cells, "id")
		}
		t.ids[e.text("id")] = true
	}
	last := map[string]int{}
	for _, e := range t.rows {
		name := cmp.Or(e.text("document"), "claim")
		for e.text("id") == "" {
			last[name]++
			if id := fmt.Sprintf("%s-%d", name, last[name]); !t.ids[id] {
				t.ids[id] = true
				e.set("id", id)
			}
		}
	}
	for _, e := range t.rows {
		if other := given[e.text("about")]; other != nil && e.text("about") != "" {
			e.set("about", other.text("id"))
		}
	}
}

// written is the table as the dossier has it.
func (t *draftTable) written() sources.Table {
	used := func(column string) bool {
		return slices.ContainsFunc(t.rows, func(e *entry) bool { return e.text(column) != "" })
	}
	out := sources.Table{Name: t.name, Columns: slices.Clone(t.known)}
	for _, column := range t.own {
		if used(column) {
			out.Columns = append(out.Columns, column)
		}
	}
	for _, e := range t.rows {
		row := make([]string, len(out.Columns))
		for i, column := range out.Columns {
			row[i] = e.text(column)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
