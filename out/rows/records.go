package rows

import (
	"iter"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/sources"
)

// RecordSeparator stands between records in one cell. No record has it: a bar in a value stands behind a backslash.
const RecordSeparator = " || "

// An Escape appends text as a notation has it. It escapes each sign by itself, so that a text can be appended piece by
// piece; plain signs, as [quote.IsPlain] has them, and bars stand for themselves in each notation.
type Escape func(text []byte, piece string) []byte

func unescaped(text []byte, piece string) []byte { return append(text, piece...) }

// A shelf keeps what rows say of documents again and again, so that it is said, and escaped, once.
type shelf struct {
	escape   Escape
	room     []byte    // for what is escaped
	wordings []wording // by the places of documents in the dossier
}

// A wording is what is said of one document, escaped. The zero wording is one that nobody has asked for yet.
type wording struct {
	source string // a text that can be read, with the address
	rests  string // the records of the document and of those that it rests on
	record int    // where in rests its own ends
	facts  []Fact // nil as long as nobody asked for them
}

// at is what is said of the document at a place of d. Its texts stand side by side: rows take documents in no order, and
// those of a large dossier are more than a processor has at hand.
func (s *shelf) at(d *sources.Dossier, place int) *wording {
	if s.wordings == nil {
		s.wordings = make([]wording, len(d.Documents))
	}
	w := &s.wordings[place]
	if w.rests == "" {
		s.word(d, &d.Documents[place], w)
	}
	return w
}

func (s *shelf) word(d *sources.Dossier, doc *sources.Document, w *wording) {
	text := s.escape(s.room[:0], words.English().Documents.Cited(doc))
	if doc.URL != "" {
		if len(text) > 0 {
			text = append(text, ", "...)
		}
		text = s.escape(text, doc.URL)
	}
	source := len(text)
	for i, one := range WithRoots(d, []*sources.Document{doc}, nil) {
		text = appendRecord(appendSort(text, source, "document"), ofDocuments, one, one.Extra, s.escape)
		if i == 0 {
			w.record = len(text) - source
		}
	}
	s.room = text
	all := string(text)
	w.source, w.rests = all[:source], all[source:]
}

// of is what is said of a document of d.
func (s *shelf) of(d *sources.Dossier, doc *sources.Document) *wording {
	if at, ok := sources.DocumentAt(d, doc.ID); ok {
		return s.at(d, at)
	}
	w := &wording{}
	s.word(d, doc, w)
	return w
}

// facts are DocumentFacts of a document of d.
func (s *shelf) facts(d *sources.Dossier, doc *sources.Document) []Fact {
	w := s.of(d, doc)
	if w.facts == nil {
		w.facts = DocumentFacts(doc)
	}
	return w.facts
}

// sources are documents of d as texts that can be read, with their addresses, escaped.
func (s *shelf) sources(d *sources.Dossier, docs []*sources.Document) string {
	texts := make([]string, len(docs))
	for i, doc := range docs {
		texts[i] = s.of(d, doc).source
	}
	return strings.Join(texts, "; ")
}

// recorded is what the records of a row are about: a contact, a claim and others about the same contact, or an actor.
type recorded struct {
	contact *graph.Contact
	claim   []*sources.Claim // one
	others  []*sources.Claim
	actor   *actorRecords
}

// An actorRecords is what the records of an actor's row are about.
type actorRecords struct {
	job    *Job
	actor  *sources.Actor
	drawn  []sources.ContactID // those of its contacts that are drawn; in room that the next actor's take
	hidden bool                // it has others
	first  bool                // it carries the dossier's own records: a graph has no place that all readers keep
}

// begin begins an actor.
func (a *actorRecords) begin(actor *sources.Actor, first bool) {
	a.actor, a.drawn, a.hidden, a.first = actor, a.drawn[:0], false, first
}

// gather finds the actor's contacts and counts those drawn that are no ties.
func (a *actorRecords) gather() (contacts int) {
	for c := range a.job.Graph.Of(a.actor.ID) {
		if !c.Drawn() {
			a.hidden = true
			continue
		}
		a.drawn = append(a.drawn, c.ID)
		if !c.IsTie() {
			contacts++
		}
	}
	return contacts
}

// each yields the records, in room that the next takes.
func (a *actorRecords) each(t *gatherer, yield func(string, []Fact) bool) {
	t.cells = appendPassedOn(appendFacts(t.cells[:0], ofActors, a.actor), a.actor.Extra)
	if !yield("actor", t.cells) || a.hidden && !a.notDrawn(t, yield) {
		return
	}
	t.cells = t.cells[:0]
	for _, id := range a.drawn { // by which import sees that somebody deleted one
		t.cells = append(t.cells, Fact{"contact", string(id)})
	}
	if len(a.drawn) > 0 && !yield("drawn", t.cells) {
		return
	}
	if a.first {
		dossierRecords(a.job.Graph, yield)
	}
}

// notDrawn yields what claims say about contacts that are not drawn, and what they stand on.
func (a *actorRecords) notDrawn(t *gatherer, yield func(string, []Fact) bool) bool {
	return record(yield, "not_drawn", a.job.notDrawn(a.actor.ID), itself) &&
		record(yield, "other_document", notDrawnDocuments(a.job.Graph, a.actor.ID), t.documentFacts)
}

// append appends what each yields as one text, escaped.
func (a *actorRecords) append(text []byte, t *gatherer) []byte {
	begin, escape := len(text), t.shelf.escape
	text = appendRecord(appendSort(text, begin, "actor"), ofActors, a.actor, a.actor.Extra, escape)
	if a.hidden {
		text = appendAll(text, begin, func(yield func(string, []Fact) bool) { a.notDrawn(t, yield) }, escape)
	}
	if len(a.drawn) > 0 {
		text = appendSort(text, begin, "drawn")
		list := len(text)
		for _, id := range a.drawn {
			text = append(append(appendBar(text, list), "contact: "...), id...) // which all have as they are
		}
	}
	if a.first {
		text = appendAll(text, begin, OfDossier(a.job.Graph), escape)
	}
	return text
}

// appendAll appends records to a text of records that begins there, escaped.
func appendAll(text []byte, begin int, records iter.Seq2[string, []Fact], escape Escape) []byte {
	for sort, facts := range records {
		text = appendEscaped(appendSort(text, begin, sort), facts, escape)
	}
	return text
}

// record yields records of one sort, and tells whether to go on.
func record[T any](yield func(string, []Fact) bool, sort string, items []T, facts func(T) []Fact) bool {
	for _, item := range items {
		if !yield(sort, facts(item)) {
			return false
		}
	}
	return true
}

// each yields the records of the row, in room that the next takes.
func (t *gatherer) each(yield func(string, []Fact) bool) {
	if a := t.recorded.actor; a != nil {
		a.each(t, yield)
		return
	}
	claims := t.recorded.claim
	if t.recorded.contact != nil {
		claims = t.recorded.contact.Claims
	}
	_ = record(yield, "claim", claims, t.claimFacts) && record(yield, "other_claim", t.recorded.others, t.claimFacts) &&
		record(yield, "document", t.restsOn(), t.documentFacts)
}

// restsOn are the documents that stand at the row, and those that they and the claims rest on.
func (t *gatherer) restsOn() []*sources.Document {
	if c := t.recorded.contact; c != nil {
		return WithRoots(t.d, t.documentsOf(c), c.Claims)
	}
	docs := slices.Clone(t.papers)
	for _, other := range t.recorded.others {
		if doc := t.d.DocumentOf(other); doc != nil && !slices.Contains(docs, doc) {
			docs = append(docs, doc)
		}
	}
	return WithRoots(t.d, docs, slices.Concat(t.recorded.claim, t.recorded.others))
}

// onlyRest is where the document of a contact with one claim stands, whose chain of speakers names no other; false of
// other rows.
func (t *gatherer) onlyRest() (at int, ok bool) {
	c := t.recorded.contact
	if c == nil || len(c.Claims) != 1 || len(c.Claims[0].Detail().AssertedBy) > 0 {
		return 0, false
	}
	return t.onlyPlaceOf(c)
}

// claimFacts are ClaimFacts in room that the next claim takes.
func (t *gatherer) claimFacts(cl *sources.Claim) []Fact {
	t.cells = appendPassedOn(appendFacts(t.cells[:0], columnsOf(cl), cl), cl.Detail().Extra)
	return t.cells
}

// documentFacts are DocumentFacts.
func (t *gatherer) documentFacts(doc *sources.Document) []Fact { return t.shelf.facts(t.d, doc) }

// appendRecords appends the records of the row as one text, escaped.
func (t *gatherer) appendRecords(text []byte) []byte {
	begin, escape := len(text), t.shelf.escape
	if a := t.recorded.actor; a != nil {
		text = a.append(text, t)
	} else {
		claims := t.recorded.claim
		if t.recorded.contact != nil {
			claims = t.recorded.contact.Claims
		}
		for _, cl := range claims {
			text = appendRecord(appendSort(text, begin, "claim"), columnsOf(cl), cl, cl.Detail().Extra, escape)
		}
		for _, cl := range t.recorded.others {
			text = appendRecord(appendSort(text, begin, "other_claim"), columnsOf(cl), cl, cl.Detail().Extra, escape)
		}
		if at, ok := t.onlyRest(); ok {
			return append(appendSeparator(text, begin), t.shelf.at(t.d, at).rests...)
		}
		for _, doc := range t.restsOn() {
			w := t.shelf.of(t.d, doc)
			text = append(appendSeparator(text, begin), w.rests[:w.record]...)
		}
	}
	return text
}

// appendSort appends what a record is, in a text of records that begins there.
func appendSort(text []byte, begin int, sort string) []byte {
	return append(append(appendSeparator(text, begin), sort...), ": "...)
}

// appendSeparator appends what parts a record from the one before it, in a text of records that begins there.
func appendSeparator(text []byte, begin int) []byte {
	if len(text) > begin {
		text = append(text, RecordSeparator...)
	}
	return text
}

// appendEscaped appends a record, escaped.
func appendEscaped(text []byte, facts []Fact, escape Escape) []byte {
	begin := len(text)
	for i := range facts {
		if f := &facts[i]; f.Value != "" {
			text = appendValue(escape(appendBar(text, begin), EscapeName(f.Name)), f.Value, escape)
		}
	}
	return text
}

// appendRecord appends the record of all cells of a row and of those of the dossier's own columns, escaped: what
// factsOf and OwnFacts return, without making them.
func appendRecord[R any](text []byte, columns []told[R], r *R, own []sources.Field, escape Escape) []byte {
	begin := len(text)
	for i := range columns {
		c := &columns[i]
		value := c.Text(r)
		switch {
		case value == "" && c.blank == "":
		case value == "":
			text = appendValue(append(appendBar(text, begin), c.name...), c.blank, escape)
		case c.List && strings.IndexByte(value, '|') >= 0:
			for _, v := range c.Values(r) {
				if v != "" {
					text = appendValue(append(appendBar(text, begin), c.name...), v, escape)
				}
			}
		default:
			text = appendValue(append(appendBar(text, begin), c.name...), value, escape)
		}
	}
	for i := range own {
		if f := &own[i]; f.Value != "" {
			text = appendValue(escape(appendBar(text, begin), EscapeName(sources.NameInRecord(f.Name))), f.Value, escape)
		}
	}
	return text
}

// appendBar appends what parts a fact from the one before it, in a record that begins there.
func appendBar(text []byte, begin int) []byte {
	if len(text) > begin {
		text = append(text, " | "...)
	}
	return text
}

// appendValue appends the value behind the name of a fact.
func appendValue(text []byte, value string, escape Escape) []byte {
	text = append(text, ": "...)
	if quote.IsPlain(value) {
		return append(text, value...)
	}
	return escape(text, EscapeRecord(value))
}
