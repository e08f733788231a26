package rows

import (
	"bytes"
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
	room     []byte // for what is escaped
	wordings map[*sources.Document]*wording

	last   *sources.Document // that was asked for
	saying *wording          // what is said of it
}

// A wording is what is said of one document; "" and nil for what nobody asked for yet.
type wording struct {
	source string
	record string // escaped
	facts  []Fact
}

func (s *shelf) of(doc *sources.Document) *wording {
	if doc == s.last && s.saying != nil {
		return s.saying
	}
	w, ok := s.wordings[doc]
	if !ok {
		if s.wordings == nil {
			s.wordings = map[*sources.Document]*wording{}
		}
		w = &wording{}
		s.wordings[doc] = w
	}
	s.last, s.saying = doc, w
	return w
}

// facts are DocumentFacts.
func (s *shelf) facts(doc *sources.Document) []Fact {
	w := s.of(doc)
	if w.facts == nil {
		w.facts = DocumentFacts(doc)
	}
	return w.facts
}

// source is a document as text that can be read, with its address.
func (s *shelf) source(doc *sources.Document) string {
	w := s.of(doc)
	if w.source == "" {
		w.source = quote.Joined(", ", words.English().Documents.Cited(doc), doc.URL)
	}
	return w.source
}

// sources are several, as source has each.
func (s *shelf) sources(docs []*sources.Document) string {
	if len(docs) == 1 {
		return s.source(docs[0])
	}
	texts := make([]string, len(docs))
	for i, doc := range docs {
		texts[i] = s.source(doc)
	}
	return strings.Join(texts, "; ")
}

// record is the record of a document, escaped.
func (s *shelf) record(doc *sources.Document) string {
	w := s.of(doc)
	if w.record == "" {
		s.room = appendRecord(s.room[:0], ofDocuments, doc, doc.Extra, s.escape)
		w.record = string(s.room)
	}
	return w.record
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
		record(yield, "other_document", notDrawnDocuments(a.job.Graph, a.actor.ID), t.shelf.facts)
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
			text = appendValue(append(appendBar(text, list), "contact"...), string(id), escape)
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
		record(yield, "document", t.restsOn(), t.shelf.facts)
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

// claimFacts are ClaimFacts in room that the next claim takes.
func (t *gatherer) claimFacts(cl *sources.Claim) []Fact {
	t.cells = appendPassedOn(appendFacts(t.cells[:0], columnsOf(cl), cl), cl.Detail().Extra)
	return t.cells
}

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
		for _, doc := range t.restsOn() {
			text = append(appendSort(text, begin, "document"), t.shelf.record(doc)...)
		}
	}
	t.infinite = t.infinite || bytes.Contains(text[begin:], infinity)
	return text
}

// appendSort appends what a record is, in a text of records that begins there.
func appendSort(text []byte, begin int, sort string) []byte {
	if len(text) > begin {
		text = append(text, RecordSeparator...)
	}
	return append(append(text, sort...), ": "...)
}

// infinity is what Gephi turns into another word.
var infinity = []byte("INF")

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
