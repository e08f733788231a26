package change

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/sources"
)

// A match says which rows of two tables are the same row.
type match struct {
	at   []int       // of each old row: the new one, or -1
	from []int       // of each new row: the old one, or -1
	into map[int]int // of old rows without one of their own: the new row that stands for the same thing
}

// A trust says what an id proves.
type trust uint8

const (
	byID     trust = iota // two rows with one id are one row, whatever they say: two editions of one list
	bySameID              // only if something else says so too: lists of two people
)

// A key is one way to recognise a row: rows that share one of its texts may be the same. Blank texts recognise nothing.
type key[R any] func(*R) []string

// matchRows pairs rows by the first key that singles out one row of each table among those that have no partner yet.
// may can refuse a pair; of keys and rows, the earlier ones go first.
func matchRows[R any](old, new []R, may func(nth int, old, new *R) bool, keys ...key[R]) match {
	m := match{make([]int, len(old)), make([]int, len(new)), map[int]int{}}
	fill(m.at)
	fill(m.from)
	for nth, k := range keys {
		before, after := index(old, m.at, k), index(new, m.from, k)
		for i := range old {
			for _, text := range k(&old[i]) {
				js := after[text]
				if text == "" || m.at[i] >= 0 || len(before[text]) != 1 || len(js) != 1 || m.from[js[0]] >= 0 ||
					!may(nth, &old[i], &new[js[0]]) {
					continue
				}
				m.at[i], m.from[js[0]] = js[0], i
			}
		}
	}
	return m
}

func fill(at []int) {
	for i := range at {
		at[i] = -1
	}
}

// index lists the rows without a partner by the texts of their key.
func index[R any](rows []R, partner []int, k key[R]) map[string][]int {
	by := map[string][]int{}
	for i := range rows {
		if partner != nil && partner[i] >= 0 {
			continue
		}
		for _, text := range distinct(k(&rows[i])) {
			by[text] = append(by[text], i)
		}
	}
	return by
}

func distinct(texts []string) []string { return slices.Compact(slices.Sorted(slices.Values(texts))) }

// standIns finds for each old row without a partner the only new row that some key recognises it by.
func (m match) standIns(n int, find func(i int) []int) {
	for i := range n {
		if m.at[i] >= 0 {
			continue
		}
		if js := find(i); len(js) == 1 && m.from[js[0]] >= 0 {
			m.into[i] = js[0]
		}
	}
}

// A pairing is which rows of two dossiers are the same.
type pairing struct {
	old, new  *sources.Dossier
	trust     trust
	ids       ids
	actors    match
	documents match
	claims    match
}

func pair(old, new *sources.Dossier, t trust) *pairing {
	p := &pairing{old: old, new: new, trust: t, ids: ids{Actors: map[sources.ActorID]sources.ActorID{},
		Documents: map[sources.DocumentID]sources.DocumentID{}, Claims: map[sources.ClaimID]sources.ClaimID{}}}
	p.pairActors()
	p.pairDocuments()
	p.pairClaims()
	return p
}

var noPos sources.Pos

// givenActor is the id that an actor's own row gives it: others are made from names, and another order of rows
// changes them.
func givenActor(a *sources.Actor) []string {
	if a.Pos() == noPos {
		return nil
	}
	return []string{string(a.ID)}
}

func givenDocument(d *sources.Document) []string {
	if d.Pos() == noPos {
		return nil
	}
	return []string{string(d.ID)}
}

func givenClaim(c *sources.Claim) []string { return []string{c.Text("id")} }

func actorName(a *sources.Actor) []string { return []string{"name " + sources.PlainText(a.Name)} }

func actorWikidata(a *sources.Actor) []string {
	if a.Wikidata == "" {
		return nil
	}
	return []string{"wikidata " + a.Wikidata}
}

func actorSameAs(a *sources.Actor) []string {
	var texts []string
	for _, s := range a.SameAs {
		texts = append(texts, "same "+cmp.Or(sources.PlainAddress(s), sources.PlainText(s)))
	}
	return texts
}

func actorNames(a *sources.Actor) []string {
	texts := actorName(a)
	for _, alias := range a.Aliases {
		texts = append(texts, "name "+sources.PlainText(alias))
	}
	return texts
}

// actorMarks is all that an actor is recognised by but its id.
func actorMarks(a *sources.Actor) []string {
	return slices.Concat(actorNames(a), actorWikidata(a), actorSameAs(a))
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func (p *pairing) pairActors() {
	may := func(nth int, old, new *sources.Actor) bool {
		if nth == 0 {
			return p.trust == byID || share(actorMarks(old), actorMarks(new)) && !apart(old, new)
		}
		return !apart(old, new)
	}
	p.actors = matchRows(p.old.Actors, p.new.Actors, may, givenActor, actorName, actorWikidata, actorSameAs, actorNames)
	marks := index(p.new.Actors, nil, actorMarks)
	if p.trust == bySameID {
		marks = nil // that two of one list are one in the other is for a person to decide
	}
	p.actors.standIns(len(p.old.Actors), func(i int) []int {
		a := &p.old.Actors[i]
		return slices.DeleteFunc(found(marks, slices.Concat(actorName(a), actorWikidata(a), actorSameAs(a))),
			func(j int) bool { return apart(a, &p.new.Actors[j]) })
	})
	rename(p, p.ids.Actors, p.old.Actors, p.new.Actors, p.actors, func(a *sources.Actor) sources.ActorID { return a.ID })
}

// rename enters the ids that new rows have for old ones. Where two people number alike, an old row that has a namesake
// and no partner is called what no new row is: else what is said of it would be taken for what is said of the other.
func rename[R any, T ~string](p *pairing, to map[T]T, old, new []R, pairs match, name func(*R) T) {
	theirs := map[T]bool{}
	for j := range new {
		theirs[name(&new[j])] = true
	}
	for i := range old {
		id := name(&old[i])
		if j := pairs.partner(i); j >= 0 {
			to[id] = name(&new[j])
		} else if p.trust == bySameID && theirs[id] {
			to[id] = namesake + id
		}
	}
}

// namesake goes before the id of a row that is not the one which the other table has under it.
const namesake = "\x00"

// namesNamesakes tells whether an old claim names an actor or a document that has a namesake in the new tables.
func (p *pairing) namesNamesakes(c *sources.Claim) bool {
	return strings.HasPrefix(string(p.ids.Documents[c.Document]), namesake) ||
		slices.ContainsFunc(slices.Concat(c.Actors, c.Recipients), func(id sources.ActorID) bool {
			return strings.HasPrefix(string(p.ids.Actors[id]), namesake)
		})
}

// partner is the new row that stands for the old one, its own or another; -1 if there is none.
func (m match) partner(i int) int {
	if into, ok := m.into[i]; ok {
		return into
	}
	return m.at[i]
}

// found lists the rows that have one of the texts, each once.
func found(by map[string][]int, texts []string) []int {
	var rows []int
	for _, text := range texts {
		rows = append(rows, by[text]...)
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// apart tells whether one of two actors is said not to be the other, or they have Wikidata ids that differ.
func apart(a, b *sources.Actor) bool {
	return slices.Contains(a.NotSameAs, b.ID) || slices.Contains(b.NotSameAs, a.ID) ||
		a.Wikidata != "" && b.Wikidata != "" && a.Wikidata != b.Wikidata
}

// splits finds the added actors whose name was a name of an actor that is still there.
func (p *pairing) splits() map[sources.ActorID]sources.ActorID {
	split := map[sources.ActorID]sources.ActorID{}
	marks := index(p.old.Actors, nil, actorMarks)
	for j := range p.new.Actors {
		a := &p.new.Actors[j]
		if p.actors.from[j] >= 0 {
			continue
		}
		if rows := found(marks, slices.Concat(actorName(a), actorWikidata(a))); len(rows) == 1 &&
			p.actors.at[rows[0]] >= 0 {
			split[a.ID] = p.old.Actors[rows[0]].ID
		}
	}
	return split
}

func documentAddress(d *sources.Document) []string {
	if a := sources.PlainAddress(d.URL); a != "" {
		return []string{"url " + a}
	}
	return nil
}

// documentTitle recognises a document by title, outlet and day, the latter two as far as it has them.
func documentTitle(d *sources.Document) []string {
	if d.Title == "" {
		return nil
	}
	return []string{strings.Join([]string{"title", sources.PlainText(d.Title), sources.PlainText(d.Publisher),
		d.Issued.String()}, "\x00")}
}

func documentMarks(d *sources.Document) []string {
	return slices.Concat(documentAddress(d), documentTitle(d))
}

func (p *pairing) pairDocuments() {
	may := func(nth int, old, new *sources.Document) bool {
		return nth > 0 || p.trust == byID || share(documentMarks(old), documentMarks(new))
	}
	p.documents = matchRows(p.old.Documents, p.new.Documents, may, givenDocument, documentAddress, documentTitle)
	marks := index(p.new.Documents, nil, documentMarks)
	if p.trust == bySameID {
		marks = nil
	}
	p.documents.standIns(len(p.old.Documents),
		func(i int) []int { return found(marks, documentMarks(&p.old.Documents[i])) })
	rename(p, p.ids.Documents, p.old.Documents, p.new.Documents, p.documents,
		func(d *sources.Document) sources.DocumentID { return d.ID })
}

func (p *pairing) pairClaims() {
	before, after := comparedClaims(p.old.Claims, &p.ids), comparedClaims(p.new.Claims, &ids{})
	given := func(c *comparedClaim) []string { return givenClaim(c.claim) }
	meaning := func(c *comparedClaim) []string { return []string{c.meaning} }
	if p.trust == byID {
		p.claims = matchRows(before, after, func(int, *comparedClaim, *comparedClaim) bool { return true }, given, meaning)
	} else {
		says := func(c *comparedClaim) []string { return []string{c.says} }
		p.claims = matchRows(before, after, mayBeOne, meaning, given, says)
	}
	p.claims.repeated(meanings(before), meanings(after))
	if p.trust == byID {
		p.claims.near(before, after)
	}
	rename(p, p.ids.Claims, p.old.Claims, p.new.Claims, p.claims, func(c *sources.Claim) sources.ClaimID { return c.ID })
}

// mayBeOne tells whether claims of two people that share the nth key, all that they say, their ids, or what the
// document says, are one.
func mayBeOne(nth int, old, new *comparedClaim) bool {
	switch a, b := old.claim.Locator, new.claim.Locator; nth {
	case 1:
		return old.document == new.document && old.parties == new.parties && old.claim.Kind == new.claim.Kind
	case 2: // two passages of one document may say the same
		return a == "" || b == "" || a == b
	}
	return true
}

func (p *pairing) actorCells(old, new *sources.Actor) []CellChange {
	return withoutMade(differing(actorCells(old, &p.ids), actorCells(new, &ids{})), old.Pos(), new.Pos())
}

func (p *pairing) documentCells(old, new *sources.Document) []CellChange {
	cells := withoutMade(differing(documentCells(old, &p.ids), documentCells(new, &ids{})), old.Pos(), new.Pos())
	if p.trust == byID {
		cells = orNil(slices.DeleteFunc(cells, missingHere))
	}
	return cells
}

// missingHere tells whether a cell is blank on one side only because no export has its column, which is of one
// machine: two editions do not differ in that.
func missingHere(c CellChange) bool {
	column := columnCalled(sources.DocumentColumns(), c.Column)
	return column != nil && column.Reach == sources.Local && (c.Old == "" || c.New == "")
}

// withoutMade leaves out the id if one of two rows is none and so has an id that was made for it.
func withoutMade(cells []CellChange, old, new sources.Pos) []CellChange {
	if old != noPos && new != noPos {
		return cells
	}
	return orNil(slices.DeleteFunc(cells, func(c CellChange) bool { return c.Column == "id" }))
}

func orNil(cells []CellChange) []CellChange {
	if len(cells) == 0 {
		return nil
	}
	return cells
}

// claimCells leaves out the sides of a mutual contact if they changed places.
func (p *pairing) claimCells(old, new *sources.Claim) []CellChange {
	before, after := claimCells(old, &p.ids), claimCells(new, &ids{})
	cells := differing(before, after)
	if !old.Directed && !new.Directed && valueOf(before, "actor") == valueOf(after, "recipient") &&
		valueOf(before, "recipient") == valueOf(after, "actor") {
		cells = slices.DeleteFunc(cells, func(c CellChange) bool { return c.Column == "actor" || c.Column == "recipient" })
	}
	return orNil(cells)
}
