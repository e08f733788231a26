package sources

import (
	"errors"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// An origin is the row that a record was read from.
type origin struct {
	t *knownTable
	r int
}

// hasColumn tells whether the table that the row stands in has the named column. In YAML every entry may have every key.
func (o origin) hasColumn(name string) bool { return o.t != nil && o.t.Column(name) >= 0 }

// Pos is where the row stands. It is zero for a record that no row of its own describes.
func (o origin) Pos() Pos {
	if o.t == nil {
		return Pos{}
	}
	return o.t.Pos(o.t.Rows[o.r].At)
}

// At is where the row's cell in the named column stands; the row's own place if it has no such cell.
func (o origin) At(column string) Pos {
	if o.t == nil {
		return Pos{}
	}
	if i := o.t.Column(column); i >= 0 {
		if at := o.t.Rows[o.r].Cell(i).At; at.Line > 0 {
			return o.t.Pos(at)
		}
	}
	return o.Pos()
}

// Text is what the row's cell in the named column says, as it is written there; "" if it has no such cell.
func (o origin) Text(column string) string {
	if o.t == nil {
		return ""
	}
	if i := o.t.Column(column); i >= 0 {
		return o.t.Rows[o.r].Text(i)
	}
	return ""
}

// A rowReader reads the cells of one row into a record's fields.
type rowReader struct {
	origin
	ds *Diagnostics
}

func (r rowReader) text(column string) string { return r.Text(column) }

func (r rowReader) list(column string) []string { return split(r.text(column)) }

// A decoder makes a dossier of its tables.
type decoder struct{ *Dossier }

// decode fills the dossier from its tables. Tables that are missing are made up from what the claims name.
func (d decoder) decode(tables []*knownTable, opts Options, ds *Diagnostics) {
	required := []string{"actor", "document"}
	if opts.AllowUnsourced {
		required = []string{"actor"}
	}
	claims, actors, documents := tablesOf(tables, claimTable), tablesOf(tables, actorTable), tablesOf(tables, documentTable)
	kinds, codings := tablesOf(tables, kindTable), tablesOf(tables, codingTable)
	require(claims, ds, required...)
	require(actors, ds, "id", "name")
	require(documents, ds, "id")
	require(kinds, ds, "id")
	for _, t := range codings {
		of := "claim"
		if t.Column("claim") < 0 && t.Column("document") >= 0 {
			of = "document"
		}
		require([]*knownTable{t}, ds, of, "coder")
	}
	d.learnKinds(rowsOf(kinds, &kindSchema, nil, nil, ds), opts.Kinds)
	for _, t := range claims {
		if len(t.Rows) == 0 && !t.Partial {
			ds.Warnf(t.Pos(t.At), "want a row for each contact that a document reports", "the table has no claims")
		}
		t.namesOthers = len(actors) == 0 || len(documents) == 0
	}
	if len(actors) == 0 {
		d.nameActors(claims)
	}
	if len(documents) == 0 {
		d.nameDocuments(claims, ds)
	}
	if len(actors) > 0 {
		d.Actors = rowsOf(actors, &actorSchema, nil, nil, ds)
	}
	if len(documents) > 0 {
		d.Documents = rowsOf(documents, &documentSchema, nil, nil, ds)
	}
	d.register()
	var elsewhere []string
	if len(documents) == 0 { // the claims describe their documents too
		elsewhere = sheetColumns
	}
	d.Claims = rowsOf(claims, &claimSchema, d.reading(), elsewhere, ds)
	d.numberClaims()
	d.Codings = rowsOf(codings, &codingSchema, &reading{dossier: d.Dossier}, nil, ds)
	d.useKinds()
	d.index()
	d.implyDirections()
}

// reading is what the cells of claims may refer to.
func (d decoder) reading() *reading {
	return &reading{actors: d.actorNames(), documents: d.documentNames(), dossier: d.Dossier, called: map[string]ActorID{}}
}

// A NoColumn is the Cause of the problem that a table lacks the column of that name, without which its rows say nothing.
type NoColumn string

// require reports the columns that tables must have and do not, and empties such a table: its rows say nothing.
func require(tables []*knownTable, ds *Diagnostics, columns ...string) {
	for _, t := range tables {
		if len(t.Columns) == 0 {
			continue
		}
		for _, c := range columns {
			if t.Column(c) < 0 {
				*ds = append(*ds, Diagnostic{Pos: t.Pos(t.At), Severity: Error,
					Problem: fmt.Sprintf("the table has no column %q", c),
					Want:    "want the columns " + strings.Join(columns, ", "), Cause: NoColumn(c)})
				t.Rows, t.Partial = nil, true
			}
		}
	}
}

// allOf yields a reader for each row of the tables.
func allOf(tables []*knownTable, ds *Diagnostics) iter.Seq[rowReader] {
	return func(yield func(rowReader) bool) {
		for _, t := range tables {
			for i := range t.Rows {
				if !yield(rowReader{origin{t, i}, ds}) {
					return
				}
			}
		}
	}
}

// rowsOf reads the rows of tables of one sort into records: the cells of known columns into the fields that the
// schema has for them, the others into what is passed through, but for columns that are told of elsewhere.
func rowsOf[R any](tables []*knownTable, s *schema[R], in *reading, elsewhere []string, ds *Diagnostics) []R {
	if len(tables) == 0 {
		return nil
	}
	records := recordsOf(tables[0], s, in, elsewhere, ds)
	for _, t := range tables[1:] {
		records = append(records, recordsOf(t, s, in, elsewhere, ds)...)
	}
	return records
}

// recordsOf is rowsOf for one table.
func recordsOf[R any](t *knownTable, s *schema[R], in *reading, elsewhere []string, ds *Diagnostics) []R {
	type placed struct {
		*ColumnOf[R]
		at int // in the table
	}
	var known []placed
	var blank R // what a row without any cell says
	taken := make([]bool, len(t.Columns))
	for i := range s.columns {
		c := &s.columns[i]
		_ = c.set(&blank, "", nil) // a blank cell is never wrong
		if at := t.Column(c.Name); at >= 0 {
			known, taken[at] = append(known, placed{c, at}), true
		}
	}
	var own []int
	for i, name := range t.Columns {
		if !taken[i] && name != "" && !slices.Contains(elsewhere, name) {
			own = append(own, i)
		}
	}
	records := make([]R, len(t.Rows))
	for i := range records {
		r := &records[i]
		row := &t.Rows[i]
		*r = blank
		for _, c := range known {
			if text := row.Text(c.at); text != "" {
				if err := c.set(r, text, in); err != nil {
					refuse(ds, origin{t, i}.At(c.Name), err)
					_ = c.set(r, "", nil)
				}
			}
		}
		from, _ := s.row(r)
		*from = origin{t, i}
		for _, at := range own {
			if text := row.Text(at); text != "" {
				s.row(r, Field{t.Columns[at], text})
			}
		}
		if s.finish != nil {
			s.finish(r)
		}
	}
	return records
}

// refuse says why a cell cannot be read.
func refuse(ds *Diagnostics, at Pos, err error) {
	var f fault
	if errors.As(err, &f) {
		ds.Errorf(at, f.want, "%s", f.problem)
		return
	}
	ds.Errorf(at, "", "%v", err)
}

func orDefault[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}

// numberClaims gives an id to each claim that has none: its document's, and the first number that is free.
func (d decoder) numberClaims() {
	all := true
	for i := range d.Claims {
		all = all && d.Claims[i].ID != ""
	}
	if all {
		return
	}
	given := make(map[ClaimID]bool, len(d.Claims))
	for i := range d.Claims {
		given[d.Claims[i].ID] = true
	}
	last := map[DocumentID]int{}
	for i := range d.Claims {
		c := &d.Claims[i]
		for c.ID == "" {
			last[c.Document]++
			name := string(c.Document)
			if name == "" {
				name = "claim"
			}
			if id := ClaimID(fmt.Sprintf("%s-%d", name, last[c.Document])); !given[id] {
				c.ID = id
			}
		}
	}
}

func parseDirection(s string) (directed bool, err error) {
	d, err := directions.parse(s)
	if err != nil {
		return false, fault{fmt.Sprintf("unknown direction %q", s),
			`want "directed" (from actor to recipient), or nothing for mutual`}
	}
	return d == OneSided, nil
}

// actorNames returns what a cell may call an actor besides its id. With a table of actors that is nothing: people
// with one table name each actor in one way.
func (d decoder) actorNames() map[string]ActorID {
	names := map[string]ActorID{}
	for _, a := range d.Actors {
		if a.t == nil {
			names[PlainText(a.Name)] = a.ID
		}
	}
	return names
}

func (d decoder) documentNames() map[string]DocumentID {
	names := map[string]DocumentID{}
	for _, doc := range d.Documents {
		if doc.t == nil {
			names[doc.given] = doc.ID
		}
	}
	return names
}

// tie finds the actors and documents of a one-sheet dossier that speak; index does so where they have ids.
func (c Chain) tie(byName map[string]ActorID, byTitle map[string]DocumentID) {
	for i := range c {
		sp := &c[i]
		sp.Document = byTitle[sp.Text]
		if sp.Document != "" {
			continue
		}
		sp.Actor = byName[PlainText(sp.Text)]
		if body, who, ok := sp.speaksFor(); sp.Actor == "" && ok {
			if id, known := byName[PlainText(body)]; known {
				sp.Actor, sp.Who = id, who
			}
		}
	}
}

// PlainText makes two spellings of one name equal: case, accents composed or not, and white space do not count.
func PlainText(s string) string {
	if isPlainText(s) {
		return s
	}
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// isPlainText tells a text that is already as PlainText makes it, of those in ASCII.
func isPlainText(s string) bool {
	blank := true // before it, or the last sign
	for i := range len(s) {
		switch b := s[i]; {
		case b >= utf8.RuneSelf, 'A' <= b && b <= 'Z', b < ' ', b == ' ' && blank:
			return false
		default:
			blank = b == ' '
		}
	}
	return !blank || s == ""
}

// nameActors makes an actor of each name in a one-sheet dossier, in the order of their first rows.
func (d decoder) nameActors(claims []*knownTable) {
	taken := map[string]int{}
	seen := map[string]bool{}
	for r := range allOf(claims, nil) {
		add := func(column string, names []string) {
			for _, name := range names {
				if key := PlainText(name); !seen[key] {
					seen[key] = true
					id := ActorID(freeSlug(name, "actor", taken))
					d.Actors = append(d.Actors, Actor{ID: id, Name: name, Short: name, named: r.At(column)})
				}
			}
		}
		add("actor", r.list("actor"))
		add("recipient", r.list("recipient"))
		via, _ := cutVia(r.text("channel"))
		add("channel", split(via))
	}
}

// A sheetDocument is a document as the rows of a one-sheet dossier describe it.
type sheetDocument struct {
	name  string               // what the rows call it, a URL or a title
	named Pos                  // where the first one does so
	told  map[string]rowReader // for each column about documents, the first row that fills it
}

// nameDocuments makes a document of each URL or title in a one-sheet dossier. What one row leaves out about it,
// another may tell. A cell that holds several makes none.
func (d decoder) nameDocuments(claims []*knownTable, ds *Diagnostics) {
	var docs []*sheetDocument
	byName := map[string]*sheetDocument{}
	for r := range allOf(claims, ds) {
		name := r.text("document")
		if name == "" || strings.Contains(name, "|") {
			continue
		}
		if byName[name] == nil {
			byName[name] = &sheetDocument{name, r.At("document"), map[string]rowReader{}}
			docs = append(docs, byName[name])
		}
		byName[name].hear(r)
	}
	taken := map[string]int{}
	for _, s := range docs {
		d.Documents = append(d.Documents, s.document(taken))
	}
}

// hear takes in what a row says about its document, and says where it differs from an earlier one.
func (s *sheetDocument) hear(r rowReader) {
	for _, column := range sheetColumns {
		text := r.text(column)
		if text == "" {
			continue
		}
		if first := s.told[column]; first.t == nil {
			s.told[column] = r
		} else if first.text(column) != text {
			r.ds.Warnf(r.At(column), fmt.Sprintf("want the same in all rows, or nothing; line %d counts",
				first.At(column).Line),
				"another %q for the same document, %q", column, text)
		}
	}
}

// addressForm is how a cell begins that means a URL and not a title.
var addressForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]*://|https?:|www\.)`)
})

func (s *sheetDocument) document(taken map[string]int) Document {
	doc := Document{given: s.name, named: s.named}
	for i := range documentSchema.columns {
		c := &documentSchema.columns[i]
		if r, told := s.told[c.Name]; told {
			if err := c.set(&doc, r.text(c.Name), nil); err != nil {
				refuse(r.ds, r.At(c.Name), err)
			}
		}
	}
	slugOf := s.name
	if !addressForm().MatchString(s.name) {
		orDefault(&doc.Title, s.name)
	} else {
		doc.URL = s.name
		if u, err := url.Parse(s.name); err == nil {
			slugOf = strings.TrimPrefix(u.Hostname(), "www.") + " " + u.Path
		}
	}
	doc.ID = DocumentID(freeSlug(slugOf, "document", taken))
	return doc
}

// maxSlug keeps ids made from addresses readable.
const maxSlug = 48

// freeSlug makes an id of letters, digits and hyphens from a name. If it is taken, a number goes behind; taken holds
// the last number that each id has got so far.
func freeSlug(name, otherwise string, taken map[string]int) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(name)), func(r rune) bool { return !isNameRune(r) })
	slug := strings.Join(words, "-")
	if r := []rune(slug); len(r) > maxSlug {
		slug = strings.TrimRight(string(r[:maxSlug]), "-")
	}
	orDefault(&slug, otherwise)
	free := slug
	for taken[free] > 0 {
		taken[slug]++
		free = fmt.Sprintf("%s-%d", slug, taken[slug])
	}
	taken[free] = 1
	return free
}

// register makes the look-up tables of actors and documents. Of two records with one id the first counts; check
// reports the other.
func (d decoder) register() {
	d.actors, d.documents = actorRegister(len(d.Actors)), documentRegister(len(d.Documents))
	for i := range d.Actors {
		d.actors.first(&d.Actors[i])
	}
	for i := range d.Documents {
		d.documents.first(&d.Documents[i])
	}
}

// index makes the look-up tables of kinds and claims, as register does those of others, and ties the chains' words to
// actors and documents.
func (d decoder) index() {
	var names map[string]bool // made where a chain asks for it
	indexKinds(d.Dossier)
	d.claims = claimRegister(len(d.Claims))
	for i := range d.Claims {
		c := &d.Claims[i]
		d.claims.first(c)
		names = d.tieSpeakers(c.Detail().AssertedBy, names)
	}
	for i := range d.Codings {
		names = d.tieSpeakers(d.Codings[i].AssertedBy, names)
	}
}

// tieSpeakers finds the actors and documents that a chain names, and which of its speakers are nobody by name. It
// makes the dossier's proper names where it needs them.
func (d decoder) tieSpeakers(chain Chain, names map[string]bool) map[string]bool {
	for i := range chain {
		sp := &chain[i]
		if sp.Document == "" && sp.Actor == "" {
			d.tieSpeaker(sp)
		}
		if !sp.Anonymous && sp.namesNobody() {
			if names == nil {
				names = d.properNames()
			}
			sp.Anonymous = sp.Who != "" || !names[PlainText(sp.Text)]
		}
	}
	return names
}

// tieSpeaker finds the document or actor whose id the speaker's text is, or begins with.
func (d decoder) tieSpeaker(sp *Speaker) {
	if d.documents.get(DocumentID(sp.Text)) != nil {
		sp.Document = DocumentID(sp.Text)
		return
	}
	if d.actors.get(ActorID(sp.Text)) != nil {
		sp.Actor = ActorID(sp.Text)
		return
	}
	if body, who, ok := sp.speaksFor(); ok && d.actors.get(ActorID(body)) != nil {
		sp.Actor, sp.Who = ActorID(body), who
	}
}

// properNames are the names of actors, documents and those who publish them, which wording never makes unnamed
// sources: "The Insider".
func (d decoder) properNames() map[string]bool {
	names := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			names[PlainText(text)] = true
		}
	}
	for i := range d.Actors {
		a := &d.Actors[i]
		add(a.Name, a.Short)
		add(a.Aliases...)
	}
	for i := range d.Documents {
		doc := &d.Documents[i]
		add(doc.Title, doc.Publisher)
	}
	return names
}

func first[K comparable, V any](m map[K]V, k K, v V) {
	if _, ok := m[k]; !ok {
		m[k] = v
	}
}
