// Package rows says what a file for other programs tells of an actor, a claim, a document and a contact: the facts of
// each, the table of all actors and the table of all edges. The writers differ in how they write a row down, not in
// what it says.
package rows

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"relgraph/graph"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// The records below are what both graph files say of actors, documents, claims and contacts.

// A fact is one thing that is told about an actor, a document, a claim or a contact.
type Fact struct{ Name, Value string }

var recordEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)

// escapeRecord writes a value as it stands in a record.
func EscapeRecord(value string) string {
	if len(value) < 24 {
		for i := range len(value) {
			if c := value[i]; c == '|' || c == '\\' || c == '\n' {
				return recordEscapes.Replace(value)
			}
		}
		return value
	}
	if strings.IndexByte(value, '|') < 0 && strings.IndexByte(value, '\\') < 0 && strings.IndexByte(value, '\n') < 0 {
		return value
	}
	return recordEscapes.Replace(value)
}

// IsBlank tells a value that is not told.
func IsBlank(value string) bool {
	return value == "" || (value[0] < '!' || value[0] > '~') && strings.TrimSpace(value) == ""
}

// Record writes facts on one line, "name: value" between " | ", without blank ones. Splitting it at " | ", and each
// part at its first ": ", gives the facts back; then a sign after a backslash is that sign, but \n a line end.
func Record(facts []Fact) string { return string(appendEscaped(nil, facts, unescaped)) }

// OwnFacts are the cells of the dossier's own columns, under names that a record can hold.
func OwnFacts(fields []sources.Field) []Fact { return appendPassedOn(nil, fields) }

func appendPassedOn(facts []Fact, fields []sources.Field) []Fact {
	for _, f := range fields {
		facts = append(facts, Fact{sources.NameInRecord(f.Name), f.Value})
	}
	return facts
}

// EscapeName writes the name of a column as it stands in a record: as a value does, and so that it has no sign in it that
// ends a name.
func EscapeName(name string) string {
	if quote.IsPlain(name) && !strings.Contains(name, ":") {
		return name
	}
	return strings.ReplaceAll(EscapeRecord(name), ": ", `:\ `)
}

// columnName makes the name of a column that relgraph does not know one that a record and an XML name token can hold.
func ColumnName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		return !letter || strings.ContainsRune("ªµº", r) // which are letters to Unicode and not to XML
	})
	return cmp.Or(strings.Join(words, "_"), "column")
}

var (
	ofActors    = toldOf(sources.ActorColumns())
	ofDocuments = toldOf(sources.DocumentColumns())
	ofClaims    = toldOf(sources.ClaimColumns())
	ofBareOnes  = slices.DeleteFunc(toldOf(sources.ClaimColumns()), func(c told[sources.Claim]) bool { return c.Detail })
	ofKinds     = toldOf(sources.KindColumns())
	ofCodings   = toldOf(sources.CodingColumns())
)

// A told column is one of which files for other programs say what it holds.
type told[R any] struct {
	*sources.ColumnOf[R]
	name  string // see factName
	blank string // what is said of a blank cell
}

// listed is the cell as an attribute of a graph file has it.
func (c told[R]) listed(r *R) string { return strings.Join(c.Values(r), "; ") }

// columnsOf are the columns of claims in which something may stand of one: most claims of large lists have no details.
func columnsOf(c *sources.Claim) []told[sources.Claim] {
	if sources.HasDetails(c) {
		return ofClaims
	}
	return ofBareOnes
}

// toldOf are the columns but for those that are of the owner's machine alone, which stay at home.
func toldOf[R any](columns []sources.ColumnOf[R]) []told[R] {
	var all []told[R]
	for i := range columns {
		c := &columns[i]
		if c.Reach == sources.Local {
			continue
		}
		one := told[R]{ColumnOf: c, name: factName(&c.Column)}
		if c.Spoken {
			one.blank = c.Blank
		}
		all = append(all, one)
	}
	return all
}

// factsOf are the cells of a row as the dossier would write them, a list value by value, in the order of the columns.
// Two names differ from the columns': see factName.
func factsOf[R any](columns []told[R], r *R) []Fact {
	return appendFacts(make([]Fact, 0, 16), columns, r)
}

// appendFacts appends what factsOf returns.
func appendFacts[R any](facts []Fact, columns []told[R], r *R) []Fact {
	for i := range columns {
		c := &columns[i]
		text := c.Text(r)
		switch {
		case text == "" && c.blank == "":
		case text == "":
			facts = append(facts, Fact{c.name, c.blank})
		case c.List && strings.IndexByte(text, '|') >= 0:
			for _, v := range c.Values(r) {
				facts = append(facts, Fact{c.name, v})
			}
		default:
			facts = append(facts, Fact{c.name, text})
		}
	}
	return facts
}

// factName is the name of a column as facts have it: "contact" is in all files the contact that a claim stands on,
// and the cell that joins rows or keeps them apart is "contact_id".
func factName(c *sources.Column) string {
	if c.Table == "claims" && c.Name == "contact" {
		return "contact_id"
	}
	return c.Name
}

// IsList tells whether a fact of that name is of a column that holds lists.
func IsList(name string) bool { return lists.has(name) }

// IsDate tells whether a fact of that name is of a column that holds dates.
func IsDate(name string) bool { return dates.has(name) }

var lists, dates = func() (lists, dates *nameSet) {
	lists, dates = newNameSet(), newNameSet()
	for _, c := range sources.Columns() {
		if c.List {
			lists.add(factName(&c))
		}
		if c.Holds == sources.HoldsDate {
			dates.add(factName(&c))
		}
	}
	return lists, dates
}()

// actorCells are the facts of an actor but for the dossier's own columns.
func actorCells(a *sources.Actor) []Fact { return factsOf(ofActors, a) }

// documentCells are the facts of a document but for the dossier's own columns.
func documentCells(d *sources.Document) []Fact { return factsOf(ofDocuments, d) }

// claimCells are the facts of a claim but for the dossier's own columns.
func claimCells(c *sources.Claim) []Fact { return factsOf(columnsOf(c), c) }

// ActorFacts are all cells of an actor.
func ActorFacts(a *sources.Actor) []Fact { return appendPassedOn(actorCells(a), a.Extra) }

// DocumentFacts are all cells of a document.
func DocumentFacts(d *sources.Document) []Fact { return appendPassedOn(documentCells(d), d.Extra) }

// ClaimFacts are all cells of a claim.
func ClaimFacts(c *sources.Claim) []Fact { return appendPassedOn(claimCells(c), c.Detail().Extra) }

// notDrawnFacts are, for each claim about a contact that is not drawn, of which contact it is, what it says, and where.
func NotDrawnFacts(d *sources.Dossier, c *graph.Contact) [][]Fact {
	var all [][]Fact
	for _, cl := range c.Claims {
		facts := append([]Fact{{"contact", string(c.ID)}, {"state", c.State.String()}}, ClaimFacts(cl)...)
		if doc := d.DocumentOf(cl); doc != nil {
			facts = append(facts, Fact{"title", doc.Title}, Fact{"url", doc.URL}, Fact{"publisher", doc.Publisher},
				Fact{"issued", doc.Issued.String()})
		}
		all = append(all, facts)
	}
	return all
}

// notDrawnDocuments are those that an actor's contacts which are not drawn stand on, and what they rest on, each once.
func notDrawnDocuments(g *graph.Graph, actor sources.ActorID) []*sources.Document {
	var docs []*sources.Document
	var claims []*sources.Claim
	for c := range g.Of(actor) {
		if c.Drawn() {
			continue
		}
		claims = append(claims, c.Claims...)
		for _, doc := range documentsOf(g.Dossier(), c) {
			if !slices.Contains(docs, doc) {
				docs = append(docs, doc)
			}
		}
	}
	return WithRoots(g.Dossier(), docs, claims)
}

// A FactBuffer tells the facts of one contact, claim or document after the other, in room that the next takes: who keeps
// facts clones them. Make one with [NewFactBuffer].
type FactBuffer struct {
	t     gatherer
	cells []Fact
	leave *nameSet
}

// NewFactBuffer tells all facts of a dossier's contacts, claims and documents but those of the names given.
func NewFactBuffer(d *sources.Dossier, but ...string) *FactBuffer {
	leave := newNameSet(but...)
	return &FactBuffer{t: gatherer{skips: leave, d: d}, leave: leave}
}

// Contact tells what is derived from the claims about a contact, without blank facts.
func (t *FactBuffer) Contact(c *graph.Contact) []Fact {
	t.t.begin(t.t.d)
	t.t.dates.last, t.t.sourced = nil, nil
	t.t.contacts.tell(&t.t, ofThings, c)
	return t.t.facts
}

// Claim tells the cells of a claim but for the dossier's own columns.
func (t *FactBuffer) Claim(c *sources.Claim) []Fact { return cellsBut(t, columnsOf(c), c) }

// AppendClaimRecord appends the record of all cells of a claim, escaped.
func (t *FactBuffer) AppendClaimRecord(text []byte, c *sources.Claim, escape Escape) []byte {
	return appendRecord(text, columnsOf(c), c, c.Detail().Extra, escape)
}

// AppendActorRecord appends the record of all cells of an actor, escaped.
func (t *FactBuffer) AppendActorRecord(text []byte, a *sources.Actor, escape Escape) []byte {
	return appendRecord(text, ofActors, a, a.Extra, escape)
}

// AppendDocumentRecord appends the record of all cells of a document, escaped.
func (t *FactBuffer) AppendDocumentRecord(text []byte, d *sources.Document, escape Escape) []byte {
	return appendRecord(text, ofDocuments, d, d.Extra, escape)
}

// Document tells the cells of a document but for the dossier's own columns.
func (t *FactBuffer) Document(d *sources.Document) []Fact { return cellsBut(t, ofDocuments, d) }

// Actor tells the cells of an actor but for the dossier's own columns.
func (t *FactBuffer) Actor(a *sources.Actor) []Fact { return cellsBut(t, ofActors, a) }

func cellsBut[R any](t *FactBuffer, columns []told[R], r *R) []Fact {
	t.cells = slices.DeleteFunc(appendFacts(t.cells[:0], columns, r), func(f Fact) bool {
		return t.leave.has(f.Name) || IsBlank(f.Value)
	})
	return t.cells
}

// joinIDs writes ids one behind the other, as cells of graph files have lists.
func joinIDs[T ~string](ids []T) string { return sources.Joined(ids, "; ") }

// standsFor lists the contacts that a line of a roll-up shows.
func standsFor(c *graph.Contact) string {
	var ids []sources.ContactID
	for _, m := range c.StandsFor {
		ids = append(ids, m.ID)
	}
	return joinIDs(ids)
}

// answersOf says what each party says of a contact on record, where any says something, and of whom who confirms
// speaks: "ann: confirms (of itself); bo: silent".
func answersOf(c *graph.Contact) string {
	var says []string
	for _, s := range c.Evidence().Answers() {
		says = append(says, string(s.Party)+": "+s.String())
	}
	return strings.Join(says, "; ")
}

// originsOf lists a contact's origins by id or, where they have none, in the words of the chain.
func OriginsOf(c *graph.Contact) []string {
	origins := make([]string, len(c.Origins.List))
	for i := range c.Origins.List {
		origins[i] = originOf(&c.Origins.List[i])
	}
	return origins
}

func originOf(o *graph.Origin) string {
	name := cmp.Or(string(o.Actor), o.Speaker, string(o.Document))
	if o.Unnamed {
		name = "unnamed, heard by " + name
	}
	return name
}

// documentsOf lists the documents of a contact's claims in their order, each once.
func documentsOf(d *sources.Dossier, c *graph.Contact) []*sources.Document {
	if len(c.Claims) == 1 && c.Claims[0].Document != "" {
		return []*sources.Document{d.DocumentOf(c.Claims[0])}
	}
	var docs []*sources.Document
	for _, id := range c.Evidence().Documents() {
		docs = append(docs, d.Document(id))
	}
	return docs
}

// WithRoots adds to docs, at the end, what they and the claims' chains rest on.
func WithRoots(d *sources.Dossier, docs []*sources.Document, claims []*sources.Claim) []*sources.Document {
	const few = 16 // so that looking through them takes less than a map
	all := docs[:len(docs):len(docs)]
	var listed map[*sources.Document]bool
	list := func() {
		listed = make(map[*sources.Document]bool, len(all))
		for _, doc := range all {
			listed[doc] = true
		}
	}
	if len(all) > few {
		list()
	}
	add := func(id sources.DocumentID) {
		doc := d.Document(id)
		if doc == nil || listed[doc] || listed == nil && slices.Contains(all, doc) {
			return
		}
		all = append(all, doc)
		if listed != nil {
			listed[doc] = true
		} else if len(all) > few {
			list()
		}
	}
	for _, cl := range claims {
		for _, speaker := range cl.Detail().AssertedBy {
			if speaker.Document != "" {
				add(speaker.Document)
			}
		}
	}
	for i := 0; i < len(all); i++ {
		for _, id := range all[i].DerivedFrom {
			add(id)
		}
	}
	return all
}

// dayText writes a day that is known.
func dayText(d edtf.Day, known bool) string {
	if !known {
		return ""
	}
	return d.String()
}
