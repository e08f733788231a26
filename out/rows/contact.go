package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A said is a column of rows about Ss, and what it says of one; "" if that is nothing.
type said[S any] struct {
	name, kind string
	is         traits
	of         func(t *gatherer, s S) string
}

// traits say where contacts have a column. Edges of graph files have those columns that are lean: people read, rank,
// filter and play in time by them, or a program takes them for its own.
type traits uint8

const (
	derived   traits = 1 << iota // told too where a contact is no edge, but a thing of its own
	inRecords                    // edges have it with AllColumns, and where no records say the same
	rich                         // edges have it with AllColumns alone
	asItIs                       // its values are ids, which every notation has as they are, or escaped already
	sure                         // its values are numbers, days or own words: every program reads them as they are
	lean      traits = 0
)

// A telling is the columns of rows about Ss, of which it tells those that somebody wants: which these are, and what stands
// around their values, is asked once, and not for every row.
type telling[S any] struct {
	facts   []said[S]
	written []around[S]
	asked   bool
	but     int // how many columns nobody wanted then
}

// An around is a column and what stands before and behind its values in the notation of the rows. A cell that is sure and
// stands in two rows running, as those of states and classes mostly do, is kept until another is written.
type around[S any] struct {
	said[S]
	before, behind string
	last           string // the value that was written last
	cell           []byte // its cell, if the row before had it too
}

// tell adds the facts of a row, column by column.
func (w *telling[S]) tell(t *gatherer, all []said[S], s S) {
	if n := t.skips.len(); !w.asked || n != w.but {
		w.ask(t, all, n)
	}
	for i := range w.facts {
		c := &w.facts[i]
		if value := c.of(t, s); !IsBlank(value) {
			t.fact(c.name, value)
		}
	}
}

// write adds to the text of a row, whose facts are told, the cells that its notation has.
func (w *telling[S]) write(t *gatherer, s S) {
	for i := range w.written {
		c := &w.written[i]
		switch value := c.of(t, s); {
		case value == "" || c.is&(asItIs|sure) == 0 && IsBlank(value): // an id is not looked at before it is written
		case len(c.cell) > 0 && value == c.last:
			t.written.text = append(t.written.text, c.cell...)
		default:
			begin := len(t.written.text)
			t.written.add(c.name, c.is, c.before, value, c.behind)
			if c.is&sure == 0 {
				continue
			}
			if c.cell = c.cell[:0]; value == c.last {
				c.cell = append(c.cell, t.written.text[begin:]...)
			}
			c.last = value
		}
	}
}

func (w *telling[S]) ask(t *gatherer, all []said[S], but int) {
	w.facts, w.written, w.asked, w.but = w.facts[:0], w.written[:0], true, but
	for _, c := range all {
		switch before, behind := t.written.around(Column{c.name, c.kind}); {
		case t.skips.has(c.name):
		case before == "":
			w.facts = append(w.facts, c)
		default:
			w.written = append(w.written, around[S]{said: c, before: before, behind: behind})
		}
	}
}

// ofContacts is what the rows of contacts say, in this order; their records and the dossier's own columns follow.
var ofContacts = []said[*graph.Contact]{
	{"label", "string", lean, func(_ *gatherer, c *graph.Contact) string { return c.Naming().Label() }},
	{"weight", "double", sure, func(t *gatherer, c *graph.Contact) string {
		least := max(1, c.Origins.Min)
		if t.isPair {
			return quote.Number(float64(least) * c.Parties().Weight())
		}
		return strconv.Itoa(least)
	}},
	{"color", "string", sure, func(_ *gatherer, c *graph.Contact) string { return string(LineOf(c).Alone) }},
	{"relation", "string", lean, func(_ *gatherer, c *graph.Contact) string { return c.Naming().Relation() }},
	{"class", "string", derived | sure, func(_ *gatherer, c *graph.Contact) string { return c.Class().String() }},
	// NetworkX and igraph forget it of edges that go both ways
	{"from", "string", asItIs, func(t *gatherer, c *graph.Contact) string {
		if t.isPair {
			return string(t.pair[0])
		}
		return string(c.From)
	}},
	{"to", "string", inRecords | asItIs, func(t *gatherer, c *graph.Contact) string {
		if t.isPair {
			return string(t.pair[1])
		}
		return string(c.To)
	}},
	{"direction", "string", derived | sure, func(_ *gatherer, c *graph.Contact) string { return directionOf(c) }},
	{"contact", "string", asItIs, func(t *gatherer, c *graph.Contact) string {
		if !t.edge || !c.Parties().IsRound() {
			return ""
		}
		return string(c.ID)
	}},
	{"event", "string", derived | rich, func(_ *gatherer, c *graph.Contact) string { return c.Event }},
	{"members", "string", derived | inRecords | asItIs, func(t *gatherer, c *graph.Contact) string {
		if t.edge && !c.Parties().IsRound() {
			return ""
		}
		return joinIDs(c.Members)
	}},
	{"share", "double", inRecords | sure, func(t *gatherer, c *graph.Contact) string {
		if !t.edge || !c.Parties().IsRound() {
			return ""
		}
		return quote.Number(c.Parties().Weight())
	}},
	{"stands_for", "string", derived | asItIs, func(_ *gatherer, c *graph.Contact) string { return standsFor(c) }},
	{"met", "string", derived | asItIs,
		func(_ *gatherer, c *graph.Contact) string { return joinIDs(c.Parties().Met()) }},
	{"state", "string", derived | sure, func(_ *gatherer, c *graph.Contact) string { return c.State.String() }},
	{"confirmed_by", "string", derived | asItIs,
		func(_ *gatherer, c *graph.Contact) string { return joinIDs(c.ConfirmedBy) }},
	{"other_side", "string", derived | rich, func(_ *gatherer, c *graph.Contact) string { return c.OtherSide.String() }},
	{"answers", "string", derived | rich, func(_ *gatherer, c *graph.Contact) string { return answersOf(c) }},
	{"doubted", "string", derived | sure, func(_ *gatherer, c *graph.Contact) string {
		if c.Evidence().Doubted() {
			return "doubted by a checker"
		}
		return ""
	}},
	{"modality", "string", derived | inRecords | sure, func(t *gatherer, c *graph.Contact) string {
		if t.edge && c.Modality == sources.Happened {
			return ""
		}
		return c.Modality.String()
	}},
	{"when", "string", derived | sure, func(t *gatherer, c *graph.Contact) string { return t.dates.of(c).when }},
	{"perhaps", "string", derived | sure, func(_ *gatherer, c *graph.Contact) string {
		if c.Perhaps {
			return "perhaps not in the time asked for"
		}
		return ""
	}},
	{"dates", "string", derived | inRecords | sure,
		func(t *gatherer, c *graph.Contact) string { return t.dates.of(c).dates }},
	{"first_year", "int", sure, func(t *gatherer, c *graph.Contact) string { return t.dates.of(c).firstYear }},
	{"last_year", "int", sure, func(t *gatherer, c *graph.Contact) string { return t.dates.of(c).lastYear }},
	{"start", "string", derived | sure, func(t *gatherer, c *graph.Contact) string { return t.dates.of(c).start }},
	{"end", "string", derived | sure, func(t *gatherer, c *graph.Contact) string { return t.dates.of(c).end }},
	{"published", "string", derived | rich | sure, func(t *gatherer, c *graph.Contact) string {
		if doc := t.onlyDocumentOf(c); doc != nil {
			return t.dates.on(doc.Issued).start
		}
		return dayText(c.When().FirstPublished())
	}},
	{"published_last", "string", derived | rich | sure, func(t *gatherer, c *graph.Contact) string {
		if doc := t.onlyDocumentOf(c); doc != nil {
			return t.dates.on(doc.Issued).end
		}
		return dayText(c.When().LastPublished())
	}},
	{"checked", "string", derived | rich, func(_ *gatherer, c *graph.Contact) string {
		checked, _ := c.Evidence().Checked()
		return checked.String()
	}},
	{"places", "string", derived | rich,
		func(_ *gatherer, c *graph.Contact) string { return strings.Join(graph.PlacesNamed(c), "; ") }},
	{"via", "string", derived | rich | asItIs,
		func(_ *gatherer, c *graph.Contact) string { return joinIDs(c.Parties().Via()) }},
	{"origins", "string", derived | rich, func(_ *gatherer, c *graph.Contact) string { return c.Origins.String() }},
	{"origins_min", "int", derived | sure,
		func(_ *gatherer, c *graph.Contact) string { return strconv.Itoa(c.Origins.Min) }},
	{"origins_max", "int", derived | rich | sure,
		func(_ *gatherer, c *graph.Contact) string { return strconv.Itoa(c.Origins.Max) }},
	{"originated_by", "string", derived | rich, func(_ *gatherer, c *graph.Contact) string {
		if list := c.Origins.List; len(list) == 1 {
			return originOf(&list[0])
		}
		return strings.Join(OriginsOf(c), "; ")
	}},
	{"reports", "int", rich | sure,
		func(_ *gatherer, c *graph.Contact) string { return strconv.Itoa(c.Evidence().Supporting()) }},
	{"claims", "int", rich | sure, func(_ *gatherer, c *graph.Contact) string { return strconv.Itoa(len(c.Claims)) }},
	{"claim_ids", "string", rich | asItIs, eachClaim(func(cl *sources.Claim) string { return string(cl.ID) })},
	{"stances", "string", rich, eachClaim(func(cl *sources.Claim) string { return cl.Stance.String() })},
	{"asserted_by", "string", rich, eachClaim(func(cl *sources.Claim) string { return cl.Detail().AssertedBy.String() })},
	{"hedges", "string", rich, eachClaim(func(cl *sources.Claim) string { return cl.Detail().Hedge })},
	{"locators", "string", rich, eachClaim(func(cl *sources.Claim) string { return cl.Locator })},
	{"summaries", "string", rich, eachClaim(func(cl *sources.Claim) string { return cl.Summary })},
	{"summary", "string", lean, func(_ *gatherer, c *graph.Contact) string { return summaryOf(c) }},
	{"documents", "string", derived | asItIs, func(_ *gatherer, c *graph.Contact) string {
		if len(c.Claims) == 1 {
			return string(c.Claims[0].Document)
		}
		return joinIDs(c.Evidence().Documents())
	}},
	{"document_titles", "string", rich, eachDocument(documentTitle)},
	{"publishers", "string", rich, eachDocument(func(doc *sources.Document) string { return doc.Publisher })},
	{"issued", "string", rich, eachDocument(func(doc *sources.Document) string { return doc.Issued.String() })},
	{"urls", "string", rich, eachDocument(func(doc *sources.Document) string { return doc.URL })},
	{"sources", "string", asItIs, func(t *gatherer, c *graph.Contact) string {
		if at, ok := t.onlyPlaceOf(c); ok {
			return t.shelf.at(t.d, at).source
		}
		return t.shelf.sources(t.d, t.documentsOf(c))
	}},
}

// ofThings is what is told of contacts that are things of their own.
var ofThings = slices.DeleteFunc(slices.Clone(ofContacts), func(c said[*graph.Contact]) bool { return c.is&derived == 0 })

// BothWays is what the column direction says of a line of a roll-up that stands for contacts one way and the other.
const BothWays = "both ways"

// directionOf says which way a contact goes.
func directionOf(c *graph.Contact) string {
	d := c.Direction()
	if d == graph.BothWays {
		return BothWays
	}
	return sources.DirectionOf(d == graph.OneSided, d == graph.Mutual).String()
}

func eachClaim(text func(cl *sources.Claim) string) func(*gatherer, *graph.Contact) string {
	return func(_ *gatherer, c *graph.Contact) string { return each(c.Claims, text) }
}

func eachDocument(text func(doc *sources.Document) string) func(*gatherer, *graph.Contact) string {
	return func(t *gatherer, c *graph.Contact) string { return each(t.documentsOf(c), text) }
}

func documentTitle(doc *sources.Document) string { return string(doc.ID) + ": " + doc.Name() }

// A timing is when a contact took place, in words and in days.
type timing struct{ when, dates, start, end, firstYear, lastYear string }

// A diary says when contacts took place. What is said of a date is kept for the next contacts that have it alone, as
// long as no other date needs its place.
type diary struct {
	said []dated // a power of two of them

	last   *graph.Contact // that was asked for
	timing timing         // of it
	days   []edtf.Date    // its dates; room that the next contact takes
	room   []byte
}

// A dated is a date and what is said of it.
type dated struct {
	date edtf.Date
	timing
}

// keptDates is how many of them there is room for.
const keptDates = 1 << 9

func (d *diary) of(c *graph.Contact) *timing {
	if d.last == c {
		return &d.timing
	}
	d.last, d.days = c, c.When().AppendDates(d.days[:0])
	switch len(d.days) {
	case 0:
		d.timing = timing{}
	case 1:
		d.timing = *d.on(d.days[0])
	default:
		texts := make([]string, len(d.days))
		for i, day := range d.days {
			texts[i] = day.String()
		}
		d.timing = timing{when: d.when(c.When().Span()), dates: strings.Join(texts, "; ")}
		d.timing.bound(c.When().First())(c.When().Last())
	}
	return &d.timing
}

// when says a span as contacts have it.
func (d *diary) when(span []edtf.Date) string {
	if len(span) != 1 {
		return words.English().Calendar.Dates(span)
	}
	return d.on(span[0]).when
}

// on is the timing of what has one date, until another date is asked for.
func (d *diary) on(date edtf.Date) *timing {
	first, _ := date.Earliest()
	last, _ := date.Latest()
	if d.said == nil {
		d.said = make([]dated, keptDates)
	}
	at := (int(first.Year)*12+first.Month)*31 + first.Day + 7*((int(last.Year)*12+last.Month)*31+last.Day)
	said := &d.said[at&(keptDates-1)]
	if said.date != date {
		said.date, said.timing = date, d.say(date)
	}
	return &said.timing
}

// say says a date, in one text of which all others are parts.
func (d *diary) say(date edtf.Date) (s timing) {
	text := words.English().Calendar.AppendDate(d.room[:0], date)
	when := len(text)
	text, _ = date.AppendText(text)
	dates, start := len(text), len(text)
	first, begins := date.Earliest()
	if begins {
		text, _ = first.AppendText(text)
		start = len(text)
	}
	last, ends := date.Latest()
	end := start
	if ends {
		text, _ = last.AppendText(text)
		end = len(text)
	}
	d.room = text
	all := string(text)
	s = timing{when: all[:when], dates: all[when:dates], start: all[dates:start], end: all[start:end]}
	s.firstYear, s.lastYear = yearIn(s.start, first, begins), yearIn(s.end, last, ends)
	return s
}

// yearIn is the year of a day that is known, which begins its text where it has four digits.
func yearIn(text string, day edtf.Day, known bool) string {
	if known && 1000 <= day.Year && day.Year <= 9999 {
		return text[:4]
	}
	return yearText(day, known)
}

// bound sets the first day, and then the last.
func (s *timing) bound(first edtf.Day, begins bool) func(last edtf.Day, ends bool) {
	s.start, s.firstYear = dayText(first, begins), yearText(first, begins)
	return func(last edtf.Day, ends bool) {
		s.end, s.lastYear = dayText(last, ends), yearText(last, ends)
	}
}

// documentsOf are DocumentsOf, looked up once a contact.
func (t *gatherer) documentsOf(c *graph.Contact) []*sources.Document {
	if t.sourced == c {
		return t.papers
	}
	t.sourced, t.papers = c, t.papers[:0]
	if len(c.Claims) == 1 {
		if cl := c.Claims[0]; cl.Document != "" {
			t.papers = append(t.papers, t.d.DocumentOf(cl))
		}
		return t.papers
	}
	for _, id := range c.Evidence().Documents() {
		t.papers = append(t.papers, t.d.Document(id))
	}
	return t.papers
}

// onlyPlaceOf is where in the dossier the document of a contact's only claim stands; false if it has several, or none.
func (t *gatherer) onlyPlaceOf(c *graph.Contact) (at int, ok bool) {
	if len(c.Claims) != 1 {
		return 0, false
	}
	return sources.SourceOf(t.d, c.Claims[0])
}

// onlyDocumentOf is the document of a contact's only claim, nil if it has several, or its document has no date.
func (t *gatherer) onlyDocumentOf(c *graph.Contact) *sources.Document {
	if len(c.Claims) != 1 {
		return nil
	}
	if docs := t.documentsOf(c); len(docs) == 1 && docs[0] != nil && !docs[0].Issued.IsZero() {
		return docs[0]
	}
	return nil
}

// contact tells what a contact's row says, but for its records and the dossier's own columns.
func (t *gatherer) contact(d *sources.Dossier, c *graph.Contact) Row {
	t.begin(d)
	t.dates.last, t.sourced = nil, nil
	t.contacts.tell(t, ofContacts, c)
	t.recorded.contact = c
	r := Row{ID: string(c.ID), what: "contact", named: string(c.ID), // ids are name tokens: the dossier's check holds that
		From: c.From, To: c.To, Directed: c.Directed, Kind: c.Naming().Relation(), Line: LineOf(c), t: t, Records: t.every}
	if !t.inUse {
		t.dates.of(c)
		r.Dates = t.dates.days
	}
	return r
}

// ownFacts are the cells of the dossier's own columns in a contact's rows.
func ownFacts(c *graph.Contact) []Fact {
	if len(c.Claims) == 1 {
		return extras(c.Claims[0].Detail().Extra)
	}
	var fields []sources.Field
	for _, cl := range c.Claims {
		fields = append(fields, cl.Detail().Extra...)
	}
	return extras(fields)
}

// A claimed is a claim that says that a contact took place, and the pair of members that one of its rows is about.
type claimed struct {
	contact  *graph.Contact
	claim    *sources.Claim
	from, to sources.ActorID
	members  []sources.ActorID
	share    string
}

// ofClaimed is what the rows of claims say, in this order, and at the end what the columns of claims hold that this list
// does not name.
var (
	ofClaimed = slices.Concat(namedOfClaimed,
		unnamed(ofClaims, namedOfClaimed, func(r *claimed) *sources.Claim { return r.claim }))
	namedOfClaimed = []said[*claimed]{
		{"label", "string", lean, func(_ *gatherer, r *claimed) string {
			return cmp.Or(r.claim.Detail().Label, r.claim.KindText, strings.ReplaceAll(r.claim.Kind.String(), "-", " "))
		}},
		{"weight", "double", sure, func(_ *gatherer, r *claimed) string { return r.share }},
		{"color", "string", sure, func(_ *gatherer, r *claimed) string { return string(LineOf(r.contact).Alone) }},
		{"relation", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.KindWord() }},
		{"from", "string", asItIs, func(_ *gatherer, r *claimed) string { return string(r.from) }},
		{"to", "string", asItIs, func(_ *gatherer, r *claimed) string { return string(r.to) }},
		{"direction", "string", sure,
			func(_ *gatherer, r *claimed) string {
				return sources.DirectionOf(r.claim.Directed, r.claim.Mutual).String()
			}},
		{"contact", "string", asItIs, func(_ *gatherer, r *claimed) string { return string(r.contact.ID) }},
		{"members", "string", asItIs, func(_ *gatherer, r *claimed) string { return joinIDs(r.members) }},
		{"share", "double", sure, func(_ *gatherer, r *claimed) string { return r.share }},
		{"state", "string", sure, func(_ *gatherer, r *claimed) string { return r.contact.State.String() }},
		{"origins", "string", lean, func(_ *gatherer, r *claimed) string { return r.contact.Origins.String() }},
		{"origins_min", "int", sure,
			func(_ *gatherer, r *claimed) string { return strconv.Itoa(r.contact.Origins.Min) }},
		{"origins_max", "int", sure,
			func(_ *gatherer, r *claimed) string { return strconv.Itoa(r.contact.Origins.Max) }},
		{"claim", "string", asItIs, func(_ *gatherer, r *claimed) string { return string(r.claim.ID) }},
		{"stance", "string", sure, func(_ *gatherer, r *claimed) string { return r.claim.Stance.String() }},
		{"modality", "string", sure, func(_ *gatherer, r *claimed) string { return r.claim.Modality.String() }},
		{"when", "string", sure, func(t *gatherer, r *claimed) string { return t.dates.on(r.claim.Date).when }},
		{"dates", "string", sure, func(_ *gatherer, r *claimed) string { return r.claim.Date.String() }},
		{"start", "string", sure, func(t *gatherer, r *claimed) string { return t.dates.on(r.claim.Date).start }},
		{"end", "string", sure, func(t *gatherer, r *claimed) string { return t.dates.on(r.claim.Date).end }},
		{"places", "string", lean,
			func(_ *gatherer, r *claimed) string { return strings.Join(r.claim.Detail().Places, "; ") }},
		{"via", "string", asItIs,
			func(_ *gatherer, r *claimed) string { return joinIDs(r.claim.Detail().Channel.Via) }},
		{"channel", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().Channel.String() }},
		{"asserted_by", "string", lean,
			func(_ *gatherer, r *claimed) string { return r.claim.Detail().AssertedBy.String() }},
		{"hedge", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().Hedge }},
		{"about", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().About }},
		{"locator", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Locator }},
		{"summary", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Summary }},
		{"documents", "string", asItIs, func(_ *gatherer, r *claimed) string { return string(r.claim.Document) }},
		{"document_titles", "string", lean, ofPaper(documentTitle)},
		{"publishers", "string", lean, ofPaper(func(doc *sources.Document) string { return doc.Publisher })},
		{"issued", "string", sure, ofPaper(func(doc *sources.Document) string { return doc.Issued.String() })},
		{"urls", "string", lean, ofPaper(func(doc *sources.Document) string { return doc.URL })},
		{"anchor", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().Anchor.String() }},
		{"checked_by", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().CheckedBy }},
		{"checked_on", "string", sure,
			func(_ *gatherer, r *claimed) string { return r.claim.Detail().CheckedOn.String() }},
		{"doubt", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().Doubt }},
		{"note", "string", lean, func(_ *gatherer, r *claimed) string { return r.claim.Detail().Note }},
	}
)

func ofPaper(text func(doc *sources.Document) string) func(*gatherer, *claimed) string {
	return func(t *gatherer, _ *claimed) string { return each(t.papers, text) }
}

// claim tells what the row of a claim says, but for its records and the dossier's own columns.
func (t *gatherer) claim(d *sources.Dossier, c *graph.Contact, cl *sources.Claim, pair [2]sources.ActorID,
	others []*sources.Claim) Row {
	t.begin(d)
	t.members = append(append(t.members[:0], cl.Actors...), cl.Recipients...)
	one := &t.claimed
	*one = claimed{contact: c, claim: cl, from: pair[0], to: pair[1], members: t.members, share: "1"}
	if n := len(one.members); n > 2 {
		one.share = quote.Number(1 / float64(n-1))
	}
	t.papers = t.papers[:0]
	if doc := d.DocumentOf(cl); doc != nil {
		t.papers = append(t.papers, doc)
	}
	t.claims.tell(t, ofClaimed, one)
	id := string(cl.ID)
	if len(one.members) > 2 && len(cl.Pairs()) > 1 { // it may stand on several contacts
		id += "--" + string(one.from) + "--" + string(one.to)
	}
	t.recorded = recorded{claim: append(t.recorded.claim[:0], cl), others: others}
	t.dates.days = append(t.dates.days[:0], cl.Date)
	return Row{ID: id, what: "claim", named: string(cl.ID), From: one.from, To: one.to, Directed: cl.Directed,
		Kind: cl.KindWord(), Dates: t.dates.days, Line: LineOf(c), t: t, Records: t.every}
}
