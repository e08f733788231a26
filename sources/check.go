package sources

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources/check"
	"relgraph/sources/edtf"
)

// checkDossier adds every problem of the dossier as a whole to ds. What single cells have wrong was found when they were
// read.
func checkDossier(d *Dossier, tables []*knownTable, opts Options, ds *Diagnostics) {
	c := newChecker(d, tables, opts, ds)
	for _, rule := range dossierRules {
		rule(c)
	}
}

type checker struct {
	*Dossier
	opts     Options
	ds       *Diagnostics
	oneSheet bool // without a table of documents

	contacts map[ContactID]*Claim // the first claim of each contact that rows give an id to
	lastDays []edtf.Day           // that documents can be of, by their numbers; zero where that is not told

	// What unknown ids could have been meant to be. Nil if some of the table could not be read: then an unknown id
	// may be one of those, and is not reported.
	actorIDs, documentIDs, claimIDs, speakerIDs *suggester
}

func newChecker(d *Dossier, tables []*knownTable, opts Options, ds *Diagnostics) checker {
	c := checker{Dossier: d, opts: opts, ds: ds, oneSheet: tableOf(tables, documentTable) == nil,
		contacts: map[ContactID]*Claim{}}
	c.actorIDs, c.documentIDs = newSuggester(func(s *suggester) { s.addActors(d) }),
		newSuggester(func(s *suggester) { s.addDocuments(d) })
	c.speakerIDs = newSuggester(func(s *suggester) {
		s.addActors(d)
		s.addDocuments(d)
	})
	c.claimIDs = newSuggester(func(s *suggester) {
		for i := range d.Claims {
			s.add(string(d.Claims[i].ID))
		}
	})
	if d.documents != nil {
		c.lastDays = make([]edtf.Day, len(d.documents.records))
		for i, doc := range d.documents.records {
			c.lastDays[i], _ = doc.Issued.Latest()
		}
	}
	for i := range d.Claims {
		if id := d.Claims[i].Detail().Contact; id != "" {
			first(c.contacts, id, &d.Claims[i])
		}
	}
	partial := func(what tableKind) bool {
		return slices.ContainsFunc(tablesOf(tables, what), func(t *knownTable) bool { return t.Partial })
	}
	if partial(actorTable) {
		c.actorIDs, c.speakerIDs = nil, nil
	}
	if partial(documentTable) {
		c.documentIDs, c.speakerIDs = nil, nil
	}
	if partial(claimTable) {
		c.claimIDs = nil
	}
	return c
}

// seenFrom names the line of another row, and its file if that is not the same.
func seenFrom(here, other Pos) string {
	if here.File == other.File {
		return fmt.Sprintf("line %d", other.Line)
	}
	return fmt.Sprintf("%s:%d", other.File, other.Line)
}

// each holds every record to the rules for one.
func each[R any](records func(checker) []R, rules ...func(checker, *R)) func(checker) {
	return func(c checker) {
		all := records(c)
		for i := range all {
			for _, rule := range rules {
				rule(c, &all[i])
			}
		}
	}
}

// checkActorID asks for an id of its own in an actor's row; one that no row describes has an id that was made for it.
func checkActorID(c checker, a *Actor) {
	if a.t != nil {
		checkID(c, a.origin, "actor", a.ID, c.actors.isAgain(a), func() Pos { return c.Actor(a.ID).At("id") })
	}
}

func checkActorName(c checker, a *Actor) {
	if a.Name == "" {
		c.ds.Errorf(a.At("name"), "want the name that figures show", "actor %q has no name", a.ID)
	}
}

func checkActorTies(c checker, a *Actor) {
	c.knownActors(a.origin, "part_of", a.PartOf)
	c.knownActors(a.origin, "not_same_as", a.NotSameAs)
}

// checkPartLoops finds actors that are parts of themselves.
func checkPartLoops(c checker) {
	var ids []ActorID
	for i := range c.Actors {
		if len(c.Actors[i].PartOf) > 0 {
			ids = append(ids, c.Actors[i].ID)
		}
	}
	for _, loop := range loops(ids, func(id ActorID) []ActorID {
		if a := c.Actor(id); a != nil {
			return a.PartOf
		}
		return nil
	}) {
		c.ds.Errorf(c.Actor(loop[0]).At("part_of"), "want one of these ties taken out", "%q is a part of itself: %s",
			loop[0], wayRound(loop))
	}
}

// maxID is how long an id may be, in bytes: people type it, and unknown ones are compared with it.
const maxID = 200

// maxParties is how many actors one row may tie: half of the states there are, in a conference. The pairs of a row
// grow with the square.
const maxParties = 100

// checkID holds ids to what every format can carry: XML's NMTOKEN, which has letters of any script, digits and . - _
// but no blank.
func checkID[T ~string](c checker, at origin, what string, id T, twice bool, firstAt func() Pos) {
	switch {
	case id == "":
		c.ds.Errorf(at.At("id"), "want a short name in letters, digits and hyphens", "the %s has no id", what)
	case !isNameToken(string(id)):
		c.ds.Errorf(at.At("id"), "want letters, digits, hyphens, dots and underscores only",
			"the id %q has other signs than an id can have", string(id))
	case len(id) > maxID:
		c.ds.Errorf(at.At("id"), fmt.Sprintf("want at most %d", maxID), "the id has %d bytes", len(id))
	case twice:
		c.ds.Errorf(at.At("id"), "want each id once", "the %s id %q stands in %s already", what, string(id),
			seenFrom(at.Pos(), firstAt()))
	}
}

func isNameToken(s string) bool {
	for _, r := range s {
		if !isNameRune(r) && r != '-' && r != '.' && r != '_' {
			return false
		}
	}
	return s != ""
}

// isNameRune leaves out the three signs that are letters to Unicode and not to XML.
func isNameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !strings.ContainsRune("ªµº", r)
}

func checkDocumentID(c checker, d *Document) {
	if d.t != nil {
		checkID(c, d.origin, "document", d.ID, c.documents.isAgain(d), func() Pos { return c.Document(d.ID).At("id") })
	}
}

func checkDocumentName(c checker, d *Document) {
	if d.Title == "" && d.URL == "" {
		c.ds.Errorf(d.At("title"), "want one of the two", "document %q has neither title nor url", d.ID)
	}
}

func checkDocumentDay(c checker, d *Document) {
	if issued, ok := d.Issued.Earliest(); ok && c.toCome(issued) {
		c.ds.Warnf(d.At("issued"), "want the day put right", "document %q of %s was issued after %s", d.ID, d.Issued,
			c.opts.AsOf)
	}
}

func checkDocumentSources(c checker, d *Document) {
	for _, from := range d.DerivedFrom {
		if c.Document(from) == nil && c.documentIDs != nil {
			c.ds.Errorf(d.At("derived_from"), c.documentIDs.didYouMean(string(from),
				"want an id of the documents' table"), "unknown document %q", from)
		}
		c.olderThan(d, c.Document(from))
	}
}

// olderThan finds a document that came out, whatever its date leaves open, before one that it is said to rest on.
func (c checker) olderThan(d, from *Document) {
	if from == nil {
		return
	}
	last, ok1 := d.Issued.Latest()
	earliest, ok2 := from.Issued.Earliest()
	if ok1 && ok2 && last.Before(earliest) {
		c.ds.Errorf(d.At("derived_from"), "want the dates or the tie put right",
			"document %q of %s is older than %q of %s, which it is said to rest on", d.ID, d.Issued, from.ID, from.Issued)
	}
}

// checkRestLoops finds documents that rest on themselves, by derived_from or by the chains of claims: in the chain A > B
// of a claim in document C, B rests on A and C on B. That a document names itself as the speaker is no loop.
func checkRestLoops(c checker) {
	type tie [2]DocumentID
	rests := map[DocumentID][]DocumentID{}
	said := map[tie]Pos{}
	add := func(id, on DocumentID, at Pos) {
		if _, ok := said[tie{id, on}]; !ok {
			said[tie{id, on}] = at
			rests[id] = append(rests[id], on)
		}
	}
	var ids []DocumentID
	for i := range c.Documents {
		d := &c.Documents[i]
		ids = append(ids, d.ID)
		for _, on := range d.DerivedFrom {
			add(d.ID, on, d.At("derived_from"))
		}
	}
	for i := range c.Claims {
		cl := &c.Claims[i]
		hearer := cl.Document
		for _, sp := range slices.Backward(cl.Detail().AssertedBy) {
			if sp.Document != "" && sp.Document != hearer {
				add(hearer, sp.Document, cl.At("asserted_by"))
				hearer = sp.Document
			}
		}
	}
	for _, loop := range loops(ids, func(id DocumentID) []DocumentID { return rests[id] }) {
		c.ds.Errorf(said[tie{loop[0], loop[1]}], "want one of these ties taken out", "document %q rests on itself: %s",
			loop[0], wayRound(loop))
	}
}

// cells holds the cells of a table to the rules of their columns, and what its own columns hold to what any text is
// held to.
func cells[R any](c checker, s *schema[R], records []R, named func(*R) Pos) {
	var ruled []*ColumnOf[R]
	for i := range s.columns {
		if s.columns[i].rules != nil {
			ruled = append(ruled, &s.columns[i])
		}
	}
	for i := range records {
		r := &records[i]
		from, extra := s.row(r)
		tell := func(column string, f *check.Fault) {
			at := from.At(column)
			if from.t == nil {
				at = named(r)
			}
			if f.Warning {
				c.ds.Warnf(at, f.Want, "%s", f.Problem)
			} else {
				c.ds.Errorf(at, f.Want, "%s", f.Problem)
			}
		}
		for _, column := range ruled {
			for value := range column.each(r) {
				if f := firstFault(column.rules, value); f != nil {
					tell(column.Name, f)
				}
			}
		}
		for _, own := range extra {
			if f := check.Visible(own.Value); f != nil {
				tell(own.Name, f)
			}
		}
	}
}

func firstFault(rules []check.Rule, text string) *check.Fault {
	for _, rule := range rules {
		if f := rule(text); f != nil {
			return f
		}
	}
	return nil
}

func checkClaimID(c checker, cl *Claim) {
	if cl.hasColumn("id") {
		checkID(c, cl.origin, "claim", cl.ID, c.claims.isAgain(cl), func() Pos { return c.Claim(cl.ID).At("id") })
	}
}

func checkWhenChecked(c checker, cl *Claim) {
	if cl.Detail().CheckedOn.IsInterval() {
		c.ds.Errorf(cl.At("checked_on"), `want a day, such as "2026-11-22"`, "%q is an interval", cl.Detail().CheckedOn)
	}
}

func checkWhatWasChecked(c checker, cl *Claim) {
	if cl.Detail().CheckedRow != "" && !rowDigestForm().MatchString(cl.Detail().CheckedRow) {
		c.ds.Errorf(cl.At("checked_row"),
			fmt.Sprintf(`want %q and %d hexadecimal digits, as "relgraph review" writes them, or nothing`, rowRule,
				rowDigestLength), "the digest %q is none of a row", cl.Detail().CheckedRow)
	}
}

func checkCodings(c checker) {
	type reading struct {
		claim ClaimID
		coder string
	}
	seen := map[reading]*Coding{}
	for i := range c.Codings {
		co := &c.Codings[i]
		switch {
		case co.Claim == "" && co.Document == "":
			c.ds.Errorf(co.At("claim"),
				`want the id of the claim whose passage was coded or, in the column "document", of the document that was `+
					`gone through`, "the row names no claim and no document")
		case co.Claim == "" && c.Document(co.Document) == nil && c.documentIDs != nil:
			c.ds.Errorf(co.At("document"), c.documentIDs.didYouMean(string(co.Document), "want the id of the "+
				"document that was gone through"), "unknown document %q", co.Document)
		case co.Claim != "" && c.Claim(co.Claim) == nil && c.claimIDs != nil:
			c.ds.Errorf(co.At("claim"), c.claimIDs.didYouMean(string(co.Claim), "want the id of the claim whose "+
				"passage was coded"), "unknown claim %q", co.Claim)
		case co.Claim != "" && co.Document != "" && c.Claim(co.Claim) != nil && c.Claim(co.Claim).Document != co.Document:
			c.ds.Errorf(co.At("document"), "want a blank cell for the passage of a claim, or no claim for a "+
				"document that was gone through as a whole", "claim %q is not of document %q", co.Claim, co.Document)
		}
		if co.Coder == "" {
			c.ds.Errorf(co.At("coder"), "want the name of who coded the passage", "no coder")
		}
		if co.CodedOn.IsInterval() {
			c.ds.Errorf(co.At("coded_on"), `want a day, such as "2026-11-22"`, "%q is an interval", co.CodedOn)
		}
		if co.Claim == "" {
			continue
		}
		one := reading{co.Claim, co.Coder}
		if twice := seen[one]; twice != nil {
			c.ds.Errorf(co.Pos(), "want each claim once for each coder", "%q coded claim %q in %s already", co.Coder,
				co.Claim, seenFrom(co.Pos(), twice.Pos()))
		}
		first(seen, one, co)
	}
}

// checkContact checks the id that a row gives to its contact.
func checkContact(c checker, cl *Claim) {
	one := c.contacts[cl.Detail().Contact]
	switch {
	case cl.Detail().Contact == "":
	case !isNameToken(string(cl.Detail().Contact)):
		c.ds.Errorf(cl.At("contact"), "want letters, digits, hyphens, dots and underscores only",
			"the contact id %q has other signs than an id can have",
			string(cl.Detail().Contact))
	case c.Kind(one.Kind).Class != c.Kind(cl.Kind).Class:
		c.ds.Errorf(cl.At("contact"), "want an id of its own, since a tie is no contact",
			"%q is the kind %q here and %q in %s", string(cl.Detail().Contact), cl.Kind, one.Kind,
			seenFrom(cl.Pos(), one.Pos()))
	}
}

func checkParties(c checker, cl *Claim) {
	if cl.isOfTwo() && len(cl.Detail().Channel.Via) == 0 {
		return // as most are, and nothing is wrong with
	}
	if cl.found.actor == 0 {
		c.knownActors(cl.origin, "actor", cl.Actors)
	}
	if cl.found.recipient == 0 {
		c.knownActors(cl.origin, "recipient", cl.Recipients)
	}
	c.knownActors(cl.origin, "channel", cl.Detail().Channel.Via)
	var few [2]ActorID // most rows have two parties, and need no list
	all := append(append(few[:0], cl.Actors...), cl.Recipients...)
	switch {
	case len(cl.Actors) == 0:
		c.ds.Errorf(cl.At("actor"), "want the actor whose contact this is", "no actor")
	case len(all) > maxParties:
		c.ds.Errorf(cl.At("actor"), fmt.Sprintf("want at most %d, or a group of them as one actor", maxParties),
			"the row has %d parties", len(all))
		cl.Actors, cl.Recipients = cl.Actors[:1], nil // so that the pairs of the others do not take all memory
	case len(all) < 2:
		c.ds.Errorf(cl.At("recipient"), "want a recipient, or a second actor", "the row has only one party, %q", all[0])
	case cl.isOfTwo():
	case repeated(all) != "":
		c.ds.Errorf(cl.At("recipient"), "want distinct actors", "%q stands on both sides or twice", repeated(all))
	case cl.Directed && len(cl.Recipients) == 0:
		c.ds.Errorf(cl.At("direction"), "want a recipient, or no direction", "the row is directed at nobody")
	}
	for _, via := range cl.Detail().Channel.Via {
		if slices.Contains(all, via) {
			c.ds.Errorf(cl.At("channel"), "want somebody else as the go-between", "%q is a party itself", via)
		}
	}
}

// checkHeading warns of a row that is mutual, of a kind that goes one way.
func checkHeading(c checker, cl *Claim) {
	if cl.Directed || len(cl.Recipients) == 0 {
		return
	}
	if k := c.Kind(cl.Kind); k.Heading == DirectedHeading {
		c.ds.Warnf(cl.At("direction"), `want "directed", or nothing`,
			"the kind %q goes from actor to recipient, and this row is mutual", k.Word)
	}
}

// isOfTwo tells whether the row is from one actor to another, both known, so that nobody stands in it twice.
func (c *Claim) isOfTwo() bool {
	return c.found.actor != 0 && c.found.recipient != 0 && c.found.actor != c.found.recipient
}

// toCome tells whether a day lies after the one on which is asked.
func (c checker) toCome(day edtf.Day) bool {
	return c.opts.AsOf != edtf.Day{} && c.opts.AsOf.Before(day)
}

// A NoDocument is the Cause of the problem that a claim names nothing that reports it.
type NoDocument struct{}

func checkDocument(c checker, cl *Claim) {
	switch {
	case cl.Document == "" && cl.Stance == Retracts:
		c.ds.Errorf(cl.At("document"), "want the document that takes its report back",
			"a retraction without a document takes nothing back")
	case cl.Document == "" && c.opts.AllowUnsourced:
		c.ds.Warnf(cl.At("document"), "it is drawn as unsourced", "claim %q has no document", cl.ID)
	case cl.Document == "":
		*c.ds = append(*c.ds, Diagnostic{Pos: cl.At("document"), Severity: Error, Problem: "no document",
			Want:  "want the document that reports it, or --allow-unsourced to draw it marked as unsourced",
			Cause: NoDocument{}})
	case cl.found.document != 0:
	case strings.Contains(string(cl.Document), "|"):
		c.ds.Errorf(cl.At("document"), "want one row for each document", "several documents stand in one cell")
	case c.documentIDs != nil:
		c.ds.Errorf(cl.At("document"), c.documentIDs.didYouMean(string(cl.Document),
			"want an id of the documents' table"), "unknown document %q", cl.Document)
	}
}

// checkDates compares the event with its publication: what has happened cannot begin after the last day the report can be
// of, nor, on the day that is asked about, after that.
func checkDates(c checker, cl *Claim) {
	began, ok := cl.Date.Earliest()
	if !ok || cl.Modality != Happened {
		return
	}
	if cl.Stance.Supports() && c.toCome(began) {
		c.ds.Warnf(cl.At("date"), `want the day put right, or the modality "planned"`,
			"the event of %s, which is said to have happened, lies after %s", cl.Date, c.opts.AsOf)
	}
	if cl.found.document == 0 {
		return
	}
	if issued := c.lastDays[cl.found.document-1]; issued != (edtf.Day{}) && issued.Before(began) {
		doc := c.documents.records[cl.found.document-1]
		c.ds.Errorf(cl.At("date"), `want a date before it, or the modality "planned"`,
			"the event of %s is after its publication, %s", cl.Date, doc.Issued)
	}
}

// checkSpeakers holds denials and confirmations to those who can give them: a party that speaks under its name. Anybody
// may refuse to comment, but somebody must.
func checkSpeakers(c checker, cl *Claim) {
	if len(cl.Detail().AssertedBy) == 0 && cl.Stance == Reports {
		return
	}
	at := cl.At("asserted_by")
	for _, sp := range cl.Detail().AssertedBy {
		if body, who, _ := sp.speaksFor(); sp.speaksForNobody() && c.actorIDs != nil {
			tell := c.ds.Warnf
			if isNameToken(body) || sp.OnRecord || cl.Stance == Confirms || cl.Stance == Denies ||
				c.actorIDs.nearest(body) != "" {
				tell = c.ds.Errorf
			}
			tell(at, c.actorIDs.didYouMean(body, "want an actor's id before the colon, or the words without one"),
				"%q speaks for %q, which is no actor", who, body)
			continue
		}
		if id := c.likelySpeaker(sp); id != "" {
			c.ds.Warnf(at, DidYouMean(string(id), ""), "the speaker %q is neither an actor nor a document", sp.Text)
		}
	}
	if len(cl.Detail().AssertedBy) > 0 && namesNobody(cl.Detail().AssertedBy[0]) {
		c.ds.Warnf(at, "want the document that it was read in, or who spoke",
			"the chain begins with %q, which names no origin", cl.Detail().AssertedBy[0].Text)
	}
	if doubled := repeated(speakerTexts(cl.Detail().AssertedBy)); doubled != "" {
		c.ds.Errorf(at, "want each speaker once, the origin first", "the chain comes back to %q", doubled)
	}
	switch cl.Stance {
	case Confirms:
		c.partySpeaks(cl, `, or the stance "reports"`)
	case Denies:
		c.partySpeaks(cl, `, or the stance "disputes"`)
	case NoComment:
		if len(cl.Detail().AssertedBy) == 0 {
			c.ds.Errorf(at, "want who would not comment", "the stance %q has no speaker", cl.Stance)
		}
	}
}

// namesNobody finds the beginnings of chains that lead nowhere: "media reports", "local media", "news reports".
func namesNobody(sp Speaker) bool {
	words := strings.Fields(strings.ToLower(sp.Text))
	if sp.Actor != "" || sp.Document != "" || len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return last == "media" || last == "press" || last == "rumours" || last == "reports" && len(words) > 1
}

// likelySpeaker is the id that free words in a chain were probably meant to be. Words with a blank are no mistyped
// id, but can be somebody's name.
func (c checker) likelySpeaker(sp Speaker) string {
	switch {
	case sp.Actor != "" || sp.Document != "" || sp.Anonymous || c.speakerIDs == nil:
		return ""
	case strings.Contains(sp.Text, " "):
		id, _ := c.speakerIDs.called(PlainText(sp.Text))
		return id
	}
	return c.speakerIDs.nearest(sp.Text)
}

// partySpeaks holds a claim's chain to begin with a party on record; instead is what the claim can be otherwise.
func (c checker) partySpeaks(cl *Claim, instead string) {
	at := cl.At("asserted_by")
	if len(cl.Detail().AssertedBy) == 0 {
		c.ds.Errorf(at, "want the party that speaks"+instead, "the stance %q has no speaker", cl.Stance)
		return
	}
	switch origin := cl.Detail().AssertedBy[0]; {
	case origin.Anonymous:
		c.ds.Errorf(at, "want a party on record"+instead, "%q speaks anonymously, which cannot be the stance %q",
			origin.Text, cl.Stance)
	case origin.Actor == "" && c.actorIDs == nil: // perhaps one of the actors that could not be read
	case origin.Actor == "" && origin.speaksForNobody(): // and is told so
	case !c.isParty(origin.Actor, cl):
		c.ds.Errorf(at, "want one of them, or somebody who belongs to one"+instead,
			"%q, whose words are the stance %q, is no party to the contact of %s",
			origin.Text, cl.Stance, join(slices.Concat(cl.Actors, cl.Recipients), " and "))
	}
}

// isParty tells whether the speaker is, belongs to or stands above a party to the contact, or belongs to the same as
// a party does: a foreign ministry speaks for its country's secret service.
func (c checker) isParty(speaker ActorID, cl *Claim) bool {
	if speaker == "" {
		return false
	}
	speaksFor := append(c.Bodies().Above(speaker), speaker)
	for _, party := range slices.Concat(cl.Actors, cl.Recipients) {
		for _, body := range append(c.Bodies().Above(party), party) {
			if slices.Contains(speaksFor, body) {
				return true
			}
		}
	}
	return false
}

func speakerTexts(chain Chain) []string {
	var texts []string
	for _, sp := range chain {
		texts = append(texts, sp.Text)
	}
	return texts
}

// checkAnswers checks what a denial, a refusal to comment or a retraction refers to.
func checkAnswers(c checker, cl *Claim) {
	if cl.Detail().About == "" && cl.Stance != NoComment && cl.Stance != Retracts {
		return
	}
	at := cl.At("about")
	other := c.Claim(ClaimID(cl.Detail().About))
	switch {
	case cl.Detail().About == "":
		if cl.Stance == NoComment || cl.Stance == Retracts {
			c.ds.Warnf(at, "want the id of the claim it answers", "stance %q answers nothing", cl.Stance)
		}
	case cl.Detail().About == string(cl.ID):
		c.ds.Errorf(at, "want the id of another claim", "claim %q answers itself", cl.ID)
	case other != nil && cl.Detail().Contact != "" && cl.Detail().Contact != other.Detail().Contact:
		c.ds.Errorf(at, "want the same contact in both, or none here: a row belongs to what it is about",
			"claim %q is of contact %q and answers %q, which is not", cl.ID, string(cl.Detail().Contact), other.ID)
	case other != nil && !c.related(cl, other):
		c.ds.Warnf(at, "want a claim that has to do with one of the same actors",
			"claim %q answers %q, which is about others", cl.ID, other.ID)
	case other == nil && c.contacts[ContactID(cl.Detail().About)] == nil && c.claimIDs != nil:
		c.ds.Errorf(at, c.claimIDs.didYouMean(cl.Detail().About, "want the id of a claim or contact"),
			"unknown claim or contact %q", cl.Detail().About)
	}
}

func (c checker) knownActors(at origin, column string, ids []ActorID) {
	for _, id := range ids {
		if c.Actor(id) == nil && c.actorIDs != nil {
			c.ds.Errorf(at.At(column), c.actorIDs.didYouMean(string(id), "want an id of the actors' table"),
				"unknown actor %q", id)
		}
	}
}

// checkRepeatedClaims finds rows that say the same but for the id, whichever way they are written. A row with an
// unreadable cell repeats none.
func checkRepeatedClaims(c checker) {
	bad := map[Pos]bool{}
	for _, d := range c.ds.Only(Error) {
		bad[Pos{File: d.File, Line: d.Line}] = true
	}
	// Rows are found by a hash of what tells most of them apart, and those that have it in common by one of all that they
	// say, and compared: the texts of all rows would be another list of claims.
	seed := maphash.MakeSeed()
	firsts := newGists(len(c.Claims))
	var alike map[uint64][]*Claim // by all that they say, of those of one gist, in their order
	var here, there []byte
	repeats := func(cl *Claim) *Claim {
		here = appendStatement(cl, here[:0])
		hash := maphash.Bytes(seed, here)
		for _, one := range alike[hash] {
			if there = appendStatement(one, there[:0]); bytes.Equal(here, there) {
				return one
			}
		}
		if alike == nil {
			alike = map[uint64][]*Claim{}
		}
		alike[hash] = append(alike[hash], cl)
		return nil
	}
	for i := range c.Claims {
		cl := &c.Claims[i]
		if len(bad) > 0 && bad[Pos{File: cl.Pos().File, Line: cl.Pos().Line}] {
			continue
		}
		here = appendGist(here[:0], c, cl)
		first, isListed := firsts.add(maphash.Bytes(seed, here), i)
		if first == i {
			continue
		}
		if !isListed { // among those that are alike
			repeats(&c.Claims[first])
		}
		if one := repeats(cl); one != nil {
			c.ds.Errorf(cl.Pos(), "want each row once", "the row repeats %s", seenFrom(cl.Pos(), one.Pos()))
		}
	}
}

// gists find the first row of each gist by its hash, in sixteen bytes a row or less, of which a map takes three times as
// many. Of two gists one is taken for the other if the half of their hashes is the same, which asks for a closer look.
type gists struct {
	slots []uint64 // half of the hash, then whether it was seen again, then the row, from 1; 0 is free
}

const seenAgain = 1 << 31

func newGists(rows int) gists {
	n := 8
	for 3*n < 4*(rows+1) {
		n *= 2
	}
	return gists{make([]uint64, n)}
}

// add adds a row, unless another of that hash is there; it returns the first one, and whether that was returned before.
func (g gists) add(hash uint64, row int) (first int, again bool) {
	half := hash >> 32
	last := len(g.slots) - 1
	at := int(half) & last
	for g.slots[at] != 0 && g.slots[at]>>32 != half {
		at = (at + 1) & last
	}
	s := g.slots[at]
	if s == 0 {
		g.slots[at] = half<<32 | uint64(row+1)
		return row, false
	}
	g.slots[at] |= seenAgain
	return int(uint32(s)&^seenAgain) - 1, s&seenAgain != 0
}

// appendGist writes who was in contact, according to which document, when and as what: what most rows differ in. Rows
// that say the same have the same. Whom the dossier knows it has by numbers, whose letters stand all over the memory.
func appendGist(text []byte, c checker, cl *Claim) []byte {
	text = appendParties(text, c, cl.found.actor, cl.Actors)
	text = appendParties(text, c, cl.found.recipient, cl.Recipients)
	if n := cl.found.document; n != 0 {
		text = binary.LittleEndian.AppendUint32(text, uint32(n))
	} else {
		text = append(append(text, cl.Document...), 0)
	}
	text, _ = cl.Date.AppendText(append(append(text, cl.Kind...), 0))
	return text
}

// appendParties writes those on one side of a claim: the one of that number, or of several their ids.
func appendParties(text []byte, c checker, n number, ids []ActorID) []byte {
	if n == 0 && len(ids) == 1 { // as of a cell that has a "|" behind it
		n = c.actors.number(ids[0])
	}
	if n != 0 {
		return binary.LittleEndian.AppendUint32(text, uint32(n))
	}
	for _, id := range ids {
		text = append(append(text, id...), 0)
	}
	return append(text, 0)
}

// appendStatement writes all that the row says but for its id, each cell before a sign that no cell holds.
func appendStatement(c *Claim, text []byte) []byte {
	for n := range claimSchema.columns {
		if column := &claimSchema.columns[n]; column.Part != Identity {
			text = append(append(text, column.Text(c)...), 0)
		}
	}
	for _, f := range c.Detail().Extra {
		text = append(append(append(append(text, f.Name...), 0), f.Value...), 0)
	}
	return text
}

// checkSameDocuments finds one document with two entries: by its address, or by its title if the publishers do not tell
// the two apart and none of them rests on the other.
func checkSameDocuments(c checker) {
	byAddress, byTitle := map[string]*Document{}, map[string]*Document{}
	for i := range c.Documents {
		d := &c.Documents[i]
		at := d.named
		if d.t != nil {
			at = d.Pos()
		}
		const want = "want one entry, or the text counts as two sources"
		address, title := PlainAddress(d.URL), PlainText(d.Title)
		switch b, t := byAddress[address], byTitle[title]; {
		case address != "" && b != nil && b.ID != d.ID:
			c.ds.Warnf(at, want, "%q has the address of %q", d.ID, b.ID)
		case title != "" && t != nil && t.ID != d.ID && d.mayBe(t):
			c.ds.Warnf(at, want, "%q has the title of %q and no other publisher", d.ID, t.ID)
		}
		first(byAddress, address, d)
		first(byTitle, title, d)
	}
}

func (d *Document) mayBe(other *Document) bool {
	apart := d.Publisher != "" && other.Publisher != "" && PlainText(d.Publisher) != PlainText(other.Publisher)
	return !apart && !d.otherDay(other) && !slices.Contains(d.DerivedFrom, other.ID) &&
		!slices.Contains(other.DerivedFrom, d.ID)
}

// otherDay tells whether two documents were issued on different days, as two numbers of a newspaper are.
func (d *Document) otherDay(other *Document) bool {
	last, ok1 := d.Issued.Latest()
	first, ok2 := other.Issued.Earliest()
	after, ok3 := other.Issued.Latest()
	before, ok4 := d.Issued.Earliest()
	return ok1 && ok2 && last.Before(first) || ok3 && ok4 && after.Before(before)
}

// PlainAddress makes two spellings of one address equal: scheme, "www.", trailing slash, fragment and campaign marks
// do not count. It is "" for what is no address.
func PlainAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	start := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.EscapedPath(), "/") + "?"
	if isPlainQuery(u.RawQuery) {
		return start + u.RawQuery
	}
	query := u.Query()
	for name := range query {
		if isCampaign(name) {
			query.Del(name)
		}
	}
	return start + query.Encode()
}

// isPlainQuery tells a query that would be encoded as it is: of plain letters, in the order of its names, without
// campaign marks.
func isPlainQuery(query string) bool {
	last := ""
	for part := range strings.SplitSeq(query, "&") {
		name, value, found := strings.Cut(part, "=")
		if !found || name < last || !isPlainLetters(name) || !isPlainLetters(value) || isCampaign(name) {
			return query == ""
		}
		last = name
	}
	return true
}

func isPlainLetters(text string) bool {
	for i := range len(text) {
		if b := text[i]; b >= utf8.RuneSelf || !isNameRune(rune(b)) && strings.IndexByte("-_.~", b) < 0 {
			return false
		}
	}
	return true
}

// isCampaign tells a parameter that says through whom an address was found.
func isCampaign(parameter string) bool {
	return strings.HasPrefix(parameter, "utm_") || parameter == "fbclid" || parameter == "gclid"
}

// invite tells somebody who began with a sheet what would make it stronger.
func invite(c checker) {
	if len(c.Claims) == 0 {
		return
	}
	t := c.Claims[0].t
	for _, i := range []struct{ column, gain string }{
		{"date", "say when it happened"},
		{"stance", "tell reports, confirmations and denials apart"},
		{"locator", "say where in the document it stands"},
		{"checked_by", "say who checked the row"},
	} {
		if t.Column(i.column) < 0 {
			c.ds.Hintf(Pos{File: t.File, Line: 1, Column: 1}, "it would "+i.gain, "the table has no column %q", i.column)
		}
	}
}

// checkWhoseWords invites to say whose words a claim of a document that rests on others has: without a chain it counts as
// theirs, also where the document adds something of its own.
func checkWhoseWords(c checker) {
	if !slices.ContainsFunc(c.Documents, func(d Document) bool { return len(d.DerivedFrom) > 0 }) {
		return
	}
	var first *Claim
	n := 0
	for i := range c.Claims {
		cl := &c.Claims[i]
		doc := c.DocumentOf(cl)
		if len(cl.Detail().AssertedBy) > 0 || !cl.Stance.Supports() || doc == nil || len(doc.DerivedFrom) == 0 {
			continue
		}
		if n++; first == nil {
			first = cl
		}
	}
	if first == nil {
		return
	}
	from := join(c.DocumentOf(first).DerivedFrom, " or ")
	says := fmt.Sprintf("claim %q does not say whether its document has it from what it rests on", first.ID)
	if n > 1 {
		says = fmt.Sprintf("%d claims do not say whether their documents have it from what these rest on, the first "+
			"is %q", n, first.ID)
	}
	c.ds.Hintf(first.At("asserted_by"), fmt.Sprintf("asserted_by would tell: %s, as which it counts now, or %q for "+
		"the document's own words", from, string(first.Document)), "%s", says)
}

// maxLoops is how many loops are told of: enough for a day's work, and little enough for a tangle of a thousand.
const maxLoops = 20

// loops lists ways from an id along next back to itself. It walks no tie twice.
func loops[T comparable](ids []T, next func(T) []T) [][]T {
	const onWay, done = 1, 2
	state := map[T]int{}
	var way []T
	var found [][]T
	var walk func(T)
	walk = func(id T) {
		state[id] = onWay
		way = append(way, id)
		for _, n := range next(id) {
			switch {
			case state[n] == 0:
				walk(n)
			case state[n] == onWay && len(found) < maxLoops:
				found = append(found, append(slices.Clone(way[slices.Index(way, n):]), n))
			}
		}
		way = way[:len(way)-1]
		state[id] = done
	}
	for _, id := range ids {
		if len(next(id)) > 0 && state[id] == 0 {
			walk(id)
		}
	}
	return found
}

// wayRound writes a loop on one line, a long one without its middle.
func wayRound[T ~string](loop []T) string {
	if len(loop) > 10 {
		return join(loop[:5], " > ") + " > ... > " + join(loop[len(loop)-4:], " > ")
	}
	return join(loop, " > ")
}

// repeated returns the first value that stands twice in list, or the zero value.
func repeated[T comparable](list []T) T {
	for i, v := range list {
		if slices.Contains(list[:i], v) {
			return v
		}
	}
	var zero T
	return zero
}
