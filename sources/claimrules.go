package sources

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources/edtf"
)

// maxParties is how many actors one row may tie: half of the states there are, in a conference. The pairs of a row
// grow with the square.
const maxParties = 100

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
			origin.Text, cl.Stance, Joined(slices.Concat(cl.Actors, cl.Recipients), " and "))
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
