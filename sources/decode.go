package sources

import (
	"errors"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources/anchor"
	"relgraph/sources/edtf"
)

// An origin is the row that a record was read from.
type origin struct {
	t *table
	r int
}

// Pos is where the row stands. It is zero for a record that no row of its own describes.
func (o origin) Pos() Pos {
	if o.t == nil {
		return Pos{}
	}
	return o.t.pos(o.t.rows[o.r].at)
}

// At is where the row's cell in the named column stands; the row's own place if it has no such cell.
func (o origin) At(column string) Pos {
	if o.t == nil {
		return Pos{}
	}
	if i := o.t.column(column); i >= 0 && o.t.rows[o.r].cells[i].at.line > 0 {
		return o.t.pos(o.t.rows[o.r].cells[i].at)
	}
	return o.Pos()
}

// Text is what the row's cell in the named column says, as it is written there; "" if it has no such cell.
func (o origin) Text(column string) string {
	if o.t == nil {
		return ""
	}
	if i := o.t.column(column); i >= 0 {
		return o.t.rows[o.r].cells[i].text
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

// date reads a cell as an EDTF date.
func (r rowReader) date(column string) edtf.Date {
	return parsed(r, column, func(text string) (edtf.Date, error) {
		d, err := edtf.Parse(text)
		if err != nil {
			return d, fmt.Errorf("unreadable date %w", err)
		}
		return d, nil
	})
}

// parsed reads a cell by parse. A blank cell is the zero value.
func parsed[T any](r rowReader, column string, parse func(string) (T, error)) T {
	var zero T
	text := r.text(column)
	if text == "" {
		return zero
	}
	v, err := parse(text)
	if err == nil {
		return v
	}
	var f fault
	if errors.As(err, &f) {
		r.ds.errorf(r.At(column), f.want, "%s", f.problem)
	} else {
		r.ds.errorf(r.At(column), "", "%v", err)
	}
	return zero
}

// extra returns the cells of columns that are not known.
func (r rowReader) extra(known []string) []Field {
	var fields []Field
	for i, name := range r.t.columns {
		text := r.t.rows[r.r].cells[i].text
		if name != "" && text != "" && !slices.Contains(known, name) {
			fields = append(fields, Field{name, text})
		}
	}
	return fields
}

// decode fills the dossier from its tables. Tables that are missing are made up from what the claims name.
func (d *Dossier) decode(tables []*table, opts Options, ds *Diagnostics) {
	required := []string{"actor", "document"}
	if opts.AllowUnsourced {
		required = []string{"actor"}
	}
	claims, actors, documents := tableOf(tables, claimTable), tableOf(tables, actorTable), tableOf(tables, documentTable)
	claims.require(ds, required...)
	actors.require(ds, "id", "name")
	documents.require(ds, "id")
	if claims != nil && len(claims.rows) == 0 && !claims.partial {
		ds.warnf(claims.pos(claims.at), "want a row for each contact that a document reports", "no claims in the table")
	}
	if actors == nil && claims != nil {
		d.nameActors(claims)
	}
	if documents == nil && claims != nil {
		d.nameDocuments(claims, ds)
	}
	d.decodeActors(actors, ds)
	d.decodeDocuments(documents, ds)
	d.decodeClaims(claims, documents == nil, ds)
	d.decodeCodings(tableOf(tables, codingTable), ds)
	d.index()
}

// require reports the columns that a table must have and does not, and empties the table then: its rows say nothing.
func (t *table) require(ds *Diagnostics, columns ...string) {
	if t == nil || len(t.columns) == 0 {
		return
	}
	for _, c := range columns {
		if t.column(c) < 0 {
			ds.errorf(t.pos(t.at), "want the columns "+strings.Join(columns, ", "), "no column %q", c)
			t.rows, t.partial = nil, true
		}
	}
}

// all yields a reader for each row; none for a table that is missing.
func (t *table) all(ds *Diagnostics) iter.Seq[rowReader] {
	return func(yield func(rowReader) bool) {
		for i := 0; t != nil && i < len(t.rows) && yield(rowReader{origin{t, i}, ds}); i++ {
		}
	}
}

func (d *Dossier) decodeActors(t *table, ds *Diagnostics) {
	for r := range t.all(ds) {
		a := Actor{
			ID:        ActorID(r.text("id")),
			Name:      r.text("name"),
			Short:     r.text("short"),
			Role:      r.text("role"),
			Kind:      parsed(r, "kind", ParseActorKind),
			Aliases:   r.list("alias"),
			PartOf:    ids[ActorID](r.list("part_of")),
			Country:   strings.ToUpper(r.text("country")),
			Side:      r.text("side"),
			Wikidata:  r.text("wikidata"),
			SameAs:    r.list("same_as"),
			NotSameAs: ids[ActorID](r.list("not_same_as")),
			Note:      r.text("note"),
			Extra:     r.extra(columnsOf[actorTable]),
			origin:    r.origin,
		}
		if a.Short == "" {
			a.Short = a.Name
		}
		d.Actors = append(d.Actors, a)
	}
}

func (d *Dossier) decodeDocuments(t *table, ds *Diagnostics) {
	for r := range t.all(ds) {
		d.Documents = append(d.Documents, Document{
			ID:          DocumentID(r.text("id")),
			Title:       r.text("title"),
			URL:         r.text("url"),
			Type:        r.text("type"),
			Publisher:   r.text("publisher"),
			Author:      r.list("author"),
			Issued:      r.date("issued"),
			Accessed:    r.date("accessed"),
			Language:    r.text("language"),
			ArchiveURL:  r.text("archive_url"),
			DerivedFrom: ids[DocumentID](r.list("derived_from")),
			Reliability: strings.ToUpper(r.text("reliability")),
			Path:        r.text("path"),
			SHA256:      strings.ToLower(r.text("sha256")),
			Note:        r.text("note"),
			Extra:       r.extra(columnsOf[documentTable]),
			origin:      r.origin,
		})
	}
}

// decodeClaims reads the claims. In a one-sheet dossier they describe their documents too; elsewhere those columns are
// nobody's and pass through like any other.
func (d *Dossier) decodeClaims(t *table, oneSheet bool, ds *Diagnostics) {
	if t == nil {
		return
	}
	d.Claims = make([]Claim, 0, len(t.rows))
	byName, byTitle := d.actorNames(), d.documentNames()
	known := columnsOf[claimTable]
	if oneSheet {
		known = slices.Concat(known, sheetColumns)
	}
	given := map[ClaimID]bool{}
	for r := range t.all(ds) {
		c := Claim{
			ID:         ClaimID(r.text("id")),
			Contact:    ContactID(r.text("contact")),
			Actors:     lookUp(r.list("actor"), byName),
			Recipients: lookUp(r.list("recipient"), byName),
			Document:   lookUpOne(r.text("document"), byTitle),
			Kind:       parsed(r, "kind", ParseKind),
			Directed:   parsed(r, "direction", parseDirection),
			Date:       r.date("date"),
			Places:     r.list("place"),
			Channel:    parsed(r, "channel", parseChannel),
			Modality:   parsed(r, "modality", ParseModality),
			Stance:     parsed(r, "stance", ParseStance),
			AssertedBy: parsed(r, "asserted_by", parseChain),
			Hedge:      r.text("hedge"),
			About:      r.text("about"),
			Locator:    r.text("locator"),
			Anchor:     parsed(r, "anchor", anchor.Parse),
			Label:      r.text("label"),
			Summary:    r.text("summary"),
			CheckedBy:  r.text("checked_by"),
			CheckedOn:  r.date("checked_on"),
			CheckedRow: strings.ToLower(r.text("checked_row")),
			Doubt:      r.text("doubt"),
			Note:       r.text("note"),
			Extra:      r.extra(known),
			origin:     r.origin,
		}
		c.Channel.Via = lookUp(c.Channel.Via, byName)
		c.AssertedBy.tie(byName, byTitle)
		orDefault(&c.Kind, Contact)
		orDefault(&c.Modality, Happened)
		orDefault(&c.Stance, Reports)
		given[c.ID] = true
		d.Claims = append(d.Claims, c)
	}
	d.numberClaims(given)
}

func (d *Dossier) decodeCodings(t *table, ds *Diagnostics) {
	t.require(ds, "claim", "coder")
	for r := range t.all(ds) {
		c := Coding{
			Claim:      ClaimID(r.text("claim")),
			Coder:      r.text("coder"),
			CodedOn:    r.date("coded_on"),
			Actors:     r.list("actor"),
			Recipients: r.list("recipient"),
			Kind:       parsed(r, "kind", ParseKind),
			Directed:   parsed(r, "direction", parseDirection),
			Date:       r.date("date"),
			Stance:     parsed(r, "stance", ParseStance),
			Modality:   parsed(r, "modality", ParseModality),
			Hedge:      r.text("hedge"),
			Note:       r.text("note"),
			Extra:      r.extra(columnsOf[codingTable]),
			origin:     r.origin,
		}
		orDefault(&c.Kind, Contact)
		orDefault(&c.Modality, Happened)
		orDefault(&c.Stance, Reports)
		d.Codings = append(d.Codings, c)
	}
}

func orDefault[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}

// numberClaims gives an id to each claim that has none: its document's, and the first number that is free.
func (d *Dossier) numberClaims(given map[ClaimID]bool) {
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
	switch strings.ToLower(s) {
	case "directed":
		return true, nil
	case "mutual":
		return false, nil
	}
	return false, fault{fmt.Sprintf("unknown direction %q", s), `want "directed" (from actor to recipient), or nothing for mutual`}
}

// actorNames returns what a cell may call an actor besides his id. With a table of actors that is nothing: people with one
// table name each actor in one way.
func (d *Dossier) actorNames() map[string]ActorID {
	names := map[string]ActorID{}
	for _, a := range d.Actors {
		if a.t == nil {
			names[PlainText(a.Name)] = a.ID
		}
	}
	return names
}

func (d *Dossier) documentNames() map[string]DocumentID {
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
		c[i].Document = byTitle[c[i].Text]
		if c[i].Document == "" {
			c[i].Actor = byName[PlainText(c[i].Text)]
		}
	}
}

func lookUp[S, T ~string](texts []S, names map[string]T) []T {
	var found []T
	for _, text := range texts {
		if id, ok := names[PlainText(string(text))]; ok {
			found = append(found, id)
		} else {
			found = append(found, T(text))
		}
	}
	return found
}

func lookUpOne[T ~string](text string, names map[string]T) T {
	if id, ok := names[text]; ok {
		return id
	}
	return T(text)
}

// PlainText makes two spellings of one name equal: case, accents composed or not, and white space do not count.
func PlainText(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// nameActors makes an actor of each name in a one-sheet dossier, in the order of their first rows.
func (d *Dossier) nameActors(claims *table) {
	taken := map[string]int{}
	seen := map[string]bool{}
	for r := range claims.all(nil) {
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

// nameDocuments makes a document of each URL or title in a one-sheet dossier. What one row leaves out about it, another may
// tell. A cell that holds several makes none.
func (d *Dossier) nameDocuments(claims *table, ds *Diagnostics) {
	var docs []*sheetDocument
	byName := map[string]*sheetDocument{}
	for r := range claims.all(ds) {
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
			r.ds.warnf(r.At(column), fmt.Sprintf("want the same in all rows, or nothing; line %d counts", first.At(column).Line),
				"another %q for the same document, %q", column, text)
		}
	}
}

// address is how a cell begins that means a URL and not a title.
var address = regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]*://|https?:|www\.)`)

func (s *sheetDocument) document(taken map[string]int) Document {
	doc := Document{
		Title:      s.told["title"].text("title"),
		Publisher:  s.told["publisher"].text("publisher"),
		Author:     s.told["author"].list("author"),
		Issued:     s.told["issued"].date("issued"),
		ArchiveURL: s.told["archive_url"].text("archive_url"),
		given:      s.name,
		named:      s.named,
	}
	slugOf := s.name
	if !address.MatchString(s.name) {
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

// freeSlug makes an id of letters, digits and hyphens from a name. If it is taken, a number goes behind; taken holds the last
// number that each id has got so far.
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

// index makes the look-up tables and ties the chains' words to actors and documents. Of two records with one id the first
// counts; check reports the other.
func (d *Dossier) index() {
	d.actors = map[ActorID]*Actor{}
	d.documents = map[DocumentID]*Document{}
	d.claims = map[ClaimID]*Claim{}
	for i := range d.Actors {
		first(d.actors, d.Actors[i].ID, &d.Actors[i])
	}
	for i := range d.Documents {
		first(d.documents, d.Documents[i].ID, &d.Documents[i])
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		first(d.claims, c.ID, c)
		for j := range c.AssertedBy {
			sp := &c.AssertedBy[j]
			if sp.Document != "" || sp.Actor != "" {
				continue
			}
			if _, ok := d.documents[DocumentID(sp.Text)]; ok {
				sp.Document = DocumentID(sp.Text)
			} else if _, ok := d.actors[ActorID(sp.Text)]; ok {
				sp.Actor = ActorID(sp.Text)
			}
		}
	}
}

func first[K comparable, V any](m map[K]V, k K, v V) {
	if _, ok := m[k]; !ok {
		m[k] = v
	}
}
