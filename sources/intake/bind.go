package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

func splitList(text string) []string {
	var parts []string
	for p := range strings.SplitSeq(text, "|") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// numberedOnly tells a row that has but a number where its source should be, which may be the row's own.
func (d binder) numberedOnly(e *entry) bool {
	return e.text("document") == "" && listMark.MatchString(e.text(d.claims.workColumn("document_as_found")))
}

// onePerDocument makes of a row that names several documents one row for each, and puts the document's entry into each.
func (d binder) onePerDocument(rows []*entry) []*entry {
	var all []*entry
	several, most, places := 0, 0, 0
	var first cited
	for _, e := range rows {
		if e.ours {
			all = append(all, e)
			continue
		}
		if e.text("document") == "" && d.opts.Document != "" {
			e.put("document", cell{d.opts.Document, e.at})
		}
		docs := citing(d.draft).cite(e)
		if docs == nil && d.opts.Document != "" && d.numberedOnly(e) {
			e.put("document", cell{d.opts.Document, e.at})
			docs = citing(d.draft).cite(e)
		}
		for _, doc := range docs {
			if doc.place != "" {
				places++
				first = cmp.Or(first, doc)
			}
		}
		if len(docs) < 2 {
			if len(docs) == 1 {
				e.cite(docs[0])
			}
			all = append(all, e)
			continue
		}
		several, most = several+1, max(most, len(docs))
		for i, doc := range docs {
			one := &entry{at: e.at, file: e.file, cells: slices.Clone(e.cells)}
			one.cite(doc)
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
	if places > 0 {
		d.notef(sources.Pos{File: d.named}, "", "%s beside a document, such as %q, read as its locator",
			count(places, "place"), first.place)
	}
	if several > 0 {
		d.notef(sources.Pos{File: d.named}, "", "%s with several documents, up to %d: one claim for each",
			count(several, "row"), most)
	}
	return all
}

// cite says which document reports the entry's claim, and where in it: there the row may say it by itself, too.
func (e *entry) cite(c cited) {
	e.document = c.document
	if c.place != "" {
		e.put("locator", cell{joinPlaces(e.text("locator"), c.place), e.place("document")})
	}
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
