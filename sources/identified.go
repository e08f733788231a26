package sources

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
		return Joined(loop[:5], " > ") + " > ... > " + Joined(loop[len(loop)-4:], " > ")
	}
	return Joined(loop, " > ")
}
