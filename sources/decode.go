package sources

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

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

// A rowReader reads the cells of one row into a record's fields.
type rowReader struct {
	origin
	ds *Diagnostics
}

func (r rowReader) text(column string) string {
	if i := r.t.column(column); i >= 0 {
		return norm.NFC.String(r.t.rows[r.r].cells[i].text)
	}
	return ""
}

func (r rowReader) list(column string) []string { return split(r.text(column)) }

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

// extra returns the cells of columns that relgraph does not know.
func (r rowReader) extra() []Field {
	var fields []Field
	for i, name := range r.t.columns {
		text := r.t.rows[r.r].cells[i].text
		known := slices.Contains(columnsOf[r.t.what], name) || r.t.what == claimTable && slices.Contains(sheetColumns, name)
		if name != "" && text != "" && !known {
			fields = append(fields, Field{name, text})
		}
	}
	return fields
}

// decode fills the dossier from its tables. Tables that are missing are made up from what the claims name.
func (d *Dossier) decode(tables []*table, opts Options, ds *Diagnostics) {
	claims := tableOf(tables, claimTable)
	if claims != nil && claims.lacks(ds, "actor", "document") {
		claims = nil
	}
	if t := tableOf(tables, actorTable); t != nil {
		d.decodeActors(t, ds)
	} else if claims != nil {
		d.nameActors(claims)
	}
	if t := tableOf(tables, documentTable); t != nil {
		d.decodeDocuments(t, ds)
	} else if claims != nil {
		d.nameDocuments(claims, ds)
	}
	if claims != nil {
		d.decodeClaims(claims, ds)
	}
	d.index()
}

// lacks reports the required columns that a table with a header does not have.
func (t *table) lacks(ds *Diagnostics, columns ...string) bool {
	lacking := false
	for _, c := range columns {
		if len(t.columns) > 0 && t.column(c) < 0 {
			ds.errorf(Pos{t.file, 1, 1}, "want the columns "+strings.Join(columns, ", "), "no column %q in the header", c)
			lacking = true
		}
	}
	return lacking || len(t.columns) == 0
}

func (d *Dossier) decodeActors(t *table, ds *Diagnostics) {
	if t.lacks(ds, "id", "name") {
		return
	}
	for i := range t.rows {
		r := rowReader{origin{t, i}, ds}
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
			Extra:     r.extra(),
			origin:    r.origin,
		}
		if a.Short == "" {
			a.Short = a.Name
		}
		d.Actors = append(d.Actors, a)
	}
}

func (d *Dossier) decodeDocuments(t *table, ds *Diagnostics) {
	if t.lacks(ds, "id") {
		return
	}
	for i := range t.rows {
		r := rowReader{origin{t, i}, ds}
		d.Documents = append(d.Documents, Document{
			ID:          DocumentID(r.text("id")),
			Title:       r.text("title"),
			URL:         r.text("url"),
			Type:        r.text("type"),
			Publisher:   r.text("publisher"),
			Author:      r.list("author"),
			Issued:      parsed(r, "issued", edtf.Parse),
			Accessed:    parsed(r, "accessed", edtf.Parse),
			Language:    r.text("language"),
			ArchiveURL:  r.text("archive_url"),
			DerivedFrom: ids[DocumentID](r.list("derived_from")),
			Reliability: strings.ToUpper(r.text("reliability")),
			Path:        r.text("path"),
			SHA256:      strings.ToLower(r.text("sha256")),
			Note:        r.text("note"),
			Extra:       r.extra(),
			origin:      r.origin,
		})
	}
}

func (d *Dossier) decodeClaims(t *table, ds *Diagnostics) {
	byName := d.actorNames()
	byTitle := d.documentNames()
	given := map[ClaimID]bool{}
	for i := range t.rows {
		r := rowReader{origin{t, i}, ds}
		c := Claim{
			ID:         ClaimID(r.text("id")),
			Contact:    ContactID(r.text("contact")),
			Actors:     lookUp(r.list("actor"), byName),
			Recipients: lookUp(r.list("recipient"), byName),
			Document:   lookUpOne(r.text("document"), byTitle),
			Kind:       parsed(r, "kind", ParseKind),
			Directed:   parsed(r, "direction", parseDirection),
			Date:       parsed(r, "date", edtf.Parse),
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
			CheckedOn:  parsed(r, "checked_on", edtf.Parse),
			Note:       r.text("note"),
			Extra:      r.extra(),
			origin:     r.origin,
		}
		orDefault(&c.Kind, Contact)
		orDefault(&c.Modality, Happened)
		orDefault(&c.Stance, Reports)
		given[c.ID] = true
		d.Claims = append(d.Claims, c)
	}
	d.numberClaims(given)
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
			names[plainText(a.Name)] = a.ID
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

func lookUp[T ~string](texts []string, names map[string]T) []T {
	var found []T
	for _, text := range texts {
		if id, ok := names[plainText(text)]; ok {
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

// plainText makes two spellings of one name equal: case, accents composed or not, and white space do not count.
func plainText(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// nameActors makes an actor of each name in a one-sheet dossier, in the order of their first rows.
func (d *Dossier) nameActors(claims *table) {
	taken := map[string]bool{}
	seen := map[string]bool{}
	for i := range claims.rows {
		r := rowReader{origin: origin{claims, i}}
		for _, name := range append(r.list("actor"), r.list("recipient")...) {
			if key := plainText(name); !seen[key] {
				seen[key] = true
				d.Actors = append(d.Actors, Actor{ID: ActorID(freeSlug(name, "actor", taken)), Name: name, Short: name})
			}
		}
	}
}

// nameDocuments makes a document of each URL or title in a one-sheet dossier.
func (d *Dossier) nameDocuments(claims *table, ds *Diagnostics) {
	taken := map[string]bool{}
	seen := map[string]bool{}
	for i := range claims.rows {
		r := rowReader{origin{claims, i}, ds}
		name := r.text("document")
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		doc := Document{
			Title: r.text("title"), Publisher: r.text("publisher"), Author: r.list("author"),
			Issued: parsed(r, "issued", edtf.Parse), ArchiveURL: r.text("archive_url"), given: name,
		}
		slugOf := name
		if u, err := url.Parse(name); err == nil && u.Scheme != "" && u.Host != "" {
			doc.URL = name
			slugOf = strings.TrimPrefix(u.Hostname(), "www.") + " " + u.Path
		} else if doc.Title == "" {
			doc.Title = name
		}
		doc.ID = DocumentID(freeSlug(slugOf, "document", taken))
		d.Documents = append(d.Documents, doc)
	}
}

// maxSlug keeps ids made from addresses readable.
const maxSlug = 48

// freeSlug makes an id of letters, digits and hyphens from a name: the first one that is not taken.
func freeSlug(name, otherwise string, taken map[string]bool) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	slug := strings.Join(words, "-")
	if r := []rune(slug); len(r) > maxSlug {
		slug = strings.TrimRight(string(r[:maxSlug]), "-")
	}
	orDefault(&slug, otherwise)
	free := slug
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s-%d", slug, n)
	}
	taken[free] = true
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
