package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Selection says what is wanted of a graph. The zero Selection wants all of it. Within one field any of the values
// will do; all fields that are set must be met.
//
// The first fields choose among claims. Contacts are derived anew from the claims that remain, so that a contact may
// be in another state, rest on fewer origins, or be gone. The other fields choose among these contacts and leave each
// as it is.
type Selection struct {
	Documents      []sources.DocumentID // claims that came through one of these, as ComesThrough has it
	Publishers     []string             // claims that came through a document of one of these; case does not count
	DropDocuments  []sources.DocumentID // the other way round: no claim that came through one of these
	DropPublishers []string
	KnownBy        edtf.Date                // claims of documents that may have been out by its last day
	Checked        bool                     // claims whose row somebody checked
	Verified       map[sources.ClaimID]bool // claims that it holds; nil for any claim

	Kinds     []sources.KindID
	Only      sources.Class // contacts alone, or ties alone; zero for both
	States    []State
	Stances   []sources.Stance // contacts with a claim of one of these
	Countries []string         // contacts with a party of one of these; case does not count
	Sides     []string         // likewise; an actor without a side is on its country's
	// contacts that may lie on or after its first day, wholly or in part; see Contact.Perhaps
	Since   edtf.Date
	Until   edtf.Date // contacts that may lie on or before its last day
	Certain bool      // no contact that may lie outside the time of Since, Until or KnownBy
	// Since and Until go by the days that dates name: "by 2015" lies in 2015 and no year before, and what has no date
	// nowhere
	Named            bool
	DropSingleOrigin bool // no contact that rests on one origin and that no party confirms

	HiddenActors   []sources.ActorID   // no contact with one of these as a party or on its way
	HiddenContacts []sources.ContactID // none of these

	Actors []sources.ActorID // contacts near these
	// how near: 1 is their own contacts, 2 also those of whom they met; 0 is contacts among themselves
	Hops    int
	Between [2]sources.ActorID // contacts of the actors on the shortest way from one to the other, as Path finds it
	Links   Links              // what that way may go along
}

// WithoutDrops parts a selection into what is selected, and what is dropped from it.
func (s Selection) WithoutDrops() (base, dropped Selection) {
	base = s
	base.DropDocuments, base.DropPublishers, base.DropSingleOrigin = nil, nil, false
	return base, Selection{DropDocuments: s.DropDocuments, DropPublishers: s.DropPublishers,
		DropSingleOrigin: s.DropSingleOrigin}
}

// IsZero tells whether s wants everything.
func (s Selection) IsZero() bool { return !s.ofClaims() && !s.ofContacts() }

func (s Selection) ofClaims() bool {
	return len(s.Documents)+len(s.Publishers)+len(s.DropDocuments)+len(s.DropPublishers) > 0 ||
		!s.KnownBy.IsZero() || s.Checked || s.Verified != nil
}

func (s Selection) ofContacts() bool {
	return len(s.Kinds)+len(s.States)+len(s.Stances)+len(s.Countries)+len(s.Sides)+len(s.Actors)+
		len(s.HiddenActors)+len(s.HiddenContacts) > 0 ||
		!s.Since.IsZero() || !s.Until.IsZero() || s.Certain || s.DropSingleOrigin || s.Only != 0 ||
		s.Between != [2]sources.ActorID{}
}

// Select returns the graph of what s wants. Contacts keep their ids, and the dossier lists only the rows that they
// refer to. Of a roll-up, s chooses among the actors and contacts that it stands for. The error is for a value that the
// whole dossier does not have, and for actors of Between that no way connects.
func (g *Graph) Select(s Selection) (*Graph, error) {
	g = known(g)
	if s.IsZero() {
		return g, nil
	}
	if g.single != nil {
		chosen, err := g.single.Select(s)
		if err != nil {
			return nil, err
		}
		return chosen.RollUp(g.rolled)
	}
	if err := cmp.Or(s.Check(), s.check(g.Whole().Dossier())); err != nil {
		return nil, err
	}
	choice := choosing{g, s}
	chosen := choice.restated()
	chosen = slices.DeleteFunc(chosen, func(c *Contact) bool { return !s.wants(c) })
	if len(s.Actors) > 0 {
		chosen = s.near(chosen)
	}
	if s.Between != [2]sources.ActorID{} {
		way, err := choice.graph(chosen).Path(s.Between[0], s.Between[1], s.Links, Shortest)
		if err != nil {
			return nil, err
		}
		chosen = slices.DeleteFunc(chosen, func(c *Contact) bool {
			return !slices.ContainsFunc(c.Parties().Pairs(),
				func(p [2]sources.ActorID) bool { return way.joins(p[0], p[1]) })
		})
	}
	return choice.graph(s.ofTies(chosen)), nil
}

// A choosing makes the graph of what a selection wants of another one.
type choosing struct {
	from *Graph
	Selection
}

// restated derives the contacts anew from the claims that are wanted, in the order of their first claims.
func (s choosing) restated() []*Contact {
	g := s.from
	verdicts := map[sources.ClaimID]inside{}
	place := map[sources.ClaimID]int{}
	for i := range g.Dossier().Claims {
		cl := &g.Dossier().Claims[i]
		place[cl.ID], verdicts[cl.ID] = i, s.admits(g.Dossier(), cl)
	}
	var contacts []*Contact
	for c := range g.All() {
		claims := slices.DeleteFunc(slices.Clone(c.Claims), func(cl *sources.Claim) bool { return verdicts[cl.ID] == no })
		if len(claims) == 0 {
			continue
		}
		anew := c.of(claims, g.Dossier())
		for _, cl := range claims {
			anew.Perhaps = anew.Perhaps || verdicts[cl.ID] == perhaps
		}
		contacts = append(contacts, anew)
	}
	slices.SortStableFunc(contacts, func(a, b *Contact) int {
		return cmp.Compare(place[a.Claims[0].ID], place[b.Claims[0].ID])
	})
	return contacts
}

// of is the contact as some of its claims, at least one, have it.
func (c *Contact) of(claims []*sources.Claim, d *sources.Dossier) *Contact {
	anew := &Contact{ID: c.ID, Event: c.Event, Claims: claims, Perhaps: c.Perhaps, dossier: d}
	anew.judge(nil)
	return anew
}

// graph is that of the contacts that were chosen, or derived anew from some of their claims.
func (s choosing) graph(contacts []*Contact) *Graph {
	g := s.from
	part := g.Dossier().Part(rowsOf(g.Dossier(), contacts, s.parties()))
	chosen := &Graph{dossier: part, actors: placesOf(part), whole: g.Whole()}
	chosen.filters = append(slices.Clone(g.filters), s.Selection)
	for _, c := range contacts {
		claims := make([]*sources.Claim, len(c.Claims))
		for j, cl := range c.Claims {
			claims[j] = part.Claim(cl.ID)
		}
		addTo(chosen, c.of(claims, part))
	}
	chosen.edges = edgesOf(chosen, byIDs(chosen))
	return chosen
}

// parties are the actors that s names, who stay even if nothing ties them.
func (s Selection) parties() []sources.ActorID {
	if s.Between == [2]sources.ActorID{} {
		return s.Actors
	}
	return slices.Concat(s.Actors, s.Between[:])
}

// rowsOf finds the rows that contacts refer to: their claims; their parties, go-betweens and speakers, and those that
// were asked for; their documents and what these rest on.
func rowsOf(d *sources.Dossier, contacts []*Contact, asked []sources.ActorID) (map[sources.ActorID]bool,
	map[sources.DocumentID]bool, map[sources.ClaimID]bool) {
	actors, documents, claims := map[sources.ActorID]bool{}, map[sources.DocumentID]bool{}, map[sources.ClaimID]bool{}
	var restOn func(sources.DocumentID)
	restOn = func(id sources.DocumentID) {
		doc := d.Document(id)
		if doc == nil || documents[id] {
			return
		}
		documents[id] = true
		for _, from := range doc.DerivedFrom {
			restOn(from)
		}
	}
	for _, id := range asked {
		actors[id] = true
	}
	for _, c := range contacts {
		for _, id := range c.Members {
			actors[id] = true
		}
		for _, cl := range c.Claims {
			claims[cl.ID] = true
			restOn(cl.Document)
			for _, id := range cl.Detail().Channel.Via {
				actors[id] = true
			}
			for _, sp := range cl.Detail().AssertedBy {
				actors[sp.Actor] = true
				restOn(sp.Document)
			}
		}
	}
	return actors, documents, claims
}

// inside says whether something lies within a span of time, or is wanted at all.
type inside uint8

const (
	no inside = iota
	perhaps
	yes
)

// admits tells whether s wants a claim.
func (s Selection) admits(d *sources.Dossier, cl *sources.Claim) inside {
	through := func(ids []sources.DocumentID, publishers []string) bool {
		return ComesThrough(d, cl, func(doc *sources.Document) bool {
			return slices.Contains(ids, doc.ID) ||
				slices.ContainsFunc(publishers, func(p string) bool { return strings.EqualFold(p, doc.Publisher) })
		})
	}
	switch {
	case len(s.Documents) > 0 && !through(s.Documents, nil),
		len(s.Publishers) > 0 && !through(nil, s.Publishers),
		len(s.DropDocuments)+len(s.DropPublishers) > 0 && through(s.DropDocuments, s.DropPublishers),
		s.Checked && cl.Detail().CheckedBy == "" && cl.Detail().CheckedOn.IsZero(),
		s.Verified != nil && !s.Verified[cl.ID]:
		return no
	case s.KnownBy.IsZero():
		return yes
	}
	return knownBy(d, cl, s.KnownBy)
}

// ComesThrough tells whether nobody would know of the claim but for documents that are meant: it stands in one, its
// chain leads through one, or the document that its chain begins with rests, in every way that derived_from leads, on
// one. What a named speaker told a document of their own accord does not rest on what that document rests on.
func ComesThrough(d *sources.Dossier, cl *sources.Claim, meant func(*sources.Document) bool) bool {
	is := func(id sources.DocumentID) bool {
		doc := d.Document(id)
		return doc != nil && meant(doc)
	}
	if is(cl.Document) ||
		slices.ContainsFunc(cl.Detail().AssertedBy, func(sp sources.Speaker) bool { return is(sp.Document) }) {
		return true
	}
	begin := cl.Document
	if len(cl.Detail().AssertedBy) > 0 && cl.Detail().AssertedBy[0].Document != "" {
		begin = cl.Detail().AssertedBy[0].Document
	} else if len(cl.Detail().AssertedBy) > 0 {
		return false
	}
	seen := map[sources.DocumentID]bool{}
	var free func(sources.DocumentID) bool // whether a way leads from id to a beginning that avoids those meant
	free = func(id sources.DocumentID) bool {
		doc := d.Document(id)
		if doc == nil || seen[id] || meant(doc) {
			return false
		}
		seen[id] = true
		return len(doc.DerivedFrom) == 0 || slices.ContainsFunc(doc.DerivedFrom, free)
	}
	return begin != "" && !free(begin)
}

// knownBy tells whether the document of a claim was out by the last day of a date. It was not if it, or a document
// that it has its information from, can only have come out later, or if what it tells of happened later.
func knownBy(d *sources.Dossier, cl *sources.Claim, date edtf.Date) inside {
	last, _ := date.Latest()
	_, documents, _ := rowsOf(d, []*Contact{{Claims: []*sources.Claim{cl}}}, nil)
	for id := range documents {
		if first, ok := d.Document(id).Issued.Earliest(); ok && last.Before(first) {
			return no
		}
	}
	if began, ok := cl.Date.Earliest(); ok && cl.Modality == sources.Happened && last.Before(began) {
		return no
	}
	if doc := d.DocumentOf(cl); doc != nil {
		if latest, ok := doc.Issued.Latest(); ok && !last.Before(latest) {
			return yes
		}
	}
	return perhaps
}

// wants tells whether s wants a contact by what it is, and marks it if it may lie outside the time asked for.
func (s Selection) wants(c *Contact) bool {
	if s.hides(c) || s.Only != 0 && c.Class() != s.Only {
		return false
	}
	if !anyOf(s.Kinds, func(k sources.KindID) bool { return c.Kind == k }) ||
		!anyOf(s.States, func(st State) bool { return c.State == st }) ||
		!anyOf(s.Stances, func(st sources.Stance) bool { return c.Evidence().Count(st) > 0 }) ||
		!anyOf(s.Countries, func(name string) bool {
			return c.Parties().hasParty(func(a *sources.Actor) bool { return strings.EqualFold(a.Country, name) })
		}) ||
		!anyOf(s.Sides, func(name string) bool {
			return c.Parties().hasParty(func(a *sources.Actor) bool { return strings.EqualFold(SideOf(a), name) })
		}) {
		return false
	}
	if s.DropSingleOrigin && c.Drawn() && c.Origins.Min < 2 && c.ConfirmedBy == nil {
		return false
	}
	in := s.within(c)
	c.Perhaps = c.Perhaps || in == perhaps
	return in != no && !(s.Certain && c.Perhaps)
}

// hides tells whether s leaves a contact out by its name or by those who take part in it.
func (s Selection) hides(c *Contact) bool {
	hidden := func(id sources.ActorID) bool { return slices.Contains(s.HiddenActors, id) }
	return slices.Contains(s.HiddenContacts, c.ID) || slices.ContainsFunc(c.Members, hidden) ||
		slices.ContainsFunc(c.Claims,
			func(cl *sources.Claim) bool { return slices.ContainsFunc(cl.Detail().Channel.Via, hidden) })
}

// anyOf tells whether one of the values holds; if there are none, nothing is asked.
func anyOf[T any](values []T, holds func(T) bool) bool {
	return len(values) == 0 || slices.ContainsFunc(values, holds)
}

func (c *Parties) hasParty(is func(*sources.Actor) bool) bool {
	return slices.ContainsFunc(c.Members, func(id sources.ActorID) bool { return is((*Contact)(c).rows().Actor(id)) })
}

// SideOf is the camp of an actor: its side or, if the dossier gives none, its country.
func SideOf(a *sources.Actor) string { return cmp.Or(a.Side, a.Country) }

// within tells whether a contact lies within the time asked for: yes if all days that its dates allow do, no if none
// does. A contact without a date may lie there. Dates are taken at their word, but one that its document doubts is
// never certain.
func (s Selection) within(c *Contact) inside {
	if s.Since.IsZero() && s.Until.IsZero() {
		return yes
	}
	dates := c.When().Dates()
	if len(dates) == 0 && s.Named {
		return no
	}
	if len(dates) == 0 {
		return perhaps
	}
	certain, possible := 0, 0
	for _, d := range dates {
		switch s.holds(d) {
		case yes:
			certain++
		case perhaps:
			possible++
		}
	}
	switch {
	case certain == len(dates):
		return yes
	case certain+possible > 0:
		return perhaps
	}
	return no
}

func (s Selection) holds(d edtf.Date) inside {
	first, began := d.Earliest()
	last, ended := d.Latest()
	start, end := d.Bounds()
	if s.Named && start == edtf.Unknown {
		first, began = d.End().Earliest()
	}
	if s.Named && end == edtf.Unknown {
		last, ended = d.Start().Latest()
	}
	since, from := s.Since.Earliest()
	until, to := s.Until.Latest()
	switch {
	case from && ended && last.Before(since), to && began && until.Before(first):
		return no
	case from && (!began || first.Before(since)), to && (!ended || until.Before(last)), d.Uncertain(), s.Named &&
		(start == edtf.Unknown || end == edtf.Unknown):
		return perhaps
	}
	return yes
}

// near keeps the contacts and affiliations that are as near to the actors of s as it wants. A way leads along
// contacts that somebody says took place, as Path's does, and not along affiliations.
func (s Selection) near(contacts []*Contact) []*Contact {
	reached := map[sources.ActorID]bool{}
	for _, id := range s.Actors {
		reached[id] = true
	}
	if s.Hops == 0 {
		return slices.DeleteFunc(contacts, func(c *Contact) bool { return !c.Parties().allIn(reached) })
	}
	for range s.Hops - 1 {
		var next []sources.ActorID
		for _, c := range contacts {
			if (Links{}).Include(c) && c.Parties().anyIn(reached) && !c.Parties().allIn(reached) {
				next = append(next, c.Members...)
			}
		}
		if next == nil {
			break
		}
		for _, id := range next {
			reached[id] = true
		}
	}
	return slices.DeleteFunc(contacts, func(c *Contact) bool { return !c.Parties().anyIn(reached) })
}

func (c *Parties) anyIn(list map[sources.ActorID]bool) bool {
	return slices.ContainsFunc(c.Members, func(id sources.ActorID) bool { return list[id] })
}

func (c *Parties) allIn(list map[sources.ActorID]bool) bool {
	return !slices.ContainsFunc(c.Members, func(id sources.ActorID) bool { return !list[id] })
}

// ofTies drops affiliations of uncertain time that belong to nobody whose contacts are left: they only help to read
// those.
func (s Selection) ofTies(contacts []*Contact) []*Contact {
	if s.Since.IsZero() && s.Until.IsZero() {
		return contacts
	}
	left := map[sources.ActorID]bool{}
	for _, id := range s.parties() {
		left[id] = true
	}
	for _, c := range contacts {
		if !c.IsTie() {
			for _, id := range c.Members {
				left[id] = true
			}
		}
	}
	return slices.DeleteFunc(contacts, func(c *Contact) bool { return c.IsTie() && c.Perhaps && !c.Parties().anyIn(left) })
}

// Check finds what makes no sense in s, whatever the dossier.
func (s Selection) Check() error {
	since, from := s.Since.Earliest()
	until, to := s.Until.Latest()
	_, known := s.KnownBy.Latest()
	switch {
	case !s.Since.IsZero() && !from:
		return fmt.Errorf("since %q: want a date whose first day is known", s.Since)
	case !s.Until.IsZero() && !to:
		return fmt.Errorf("until %q: want a date whose last day is known", s.Until)
	case !s.KnownBy.IsZero() && !known:
		return fmt.Errorf("known by %q: want a date whose last day is known", s.KnownBy)
	case from && to && until.Before(since):
		return fmt.Errorf("since %q until %q: want the earlier date first", s.Since, s.Until)
	case s.Hops < 0:
		return fmt.Errorf("%d hops: want 0 or more", s.Hops)
	}
	return nil
}

// check finds values that the dossier does not have.
func (s Selection) check(d *sources.Dossier) error {
	for _, id := range slices.Concat(s.parties(), s.HiddenActors) {
		if d.Actor(id) == nil {
			return UnknownActor(d, id)
		}
	}
	for _, id := range slices.Concat(s.Documents, s.DropDocuments) {
		if d.Document(id) == nil {
			return unknownDocument(d, id)
		}
	}
	var publishers, countries, sides []string
	for i := range d.Documents {
		publishers = append(publishers, d.Documents[i].Publisher)
	}
	for i := range d.Actors {
		countries = append(countries, d.Actors[i].Country)
		sides = append(sides, SideOf(&d.Actors[i]))
	}
	for _, f := range []struct {
		what          string
		values, known []string
	}{{"publisher", slices.Concat(s.Publishers, s.DropPublishers), publishers}, {"country", s.Countries, countries},
		{"side", s.Sides, sides}} {
		for _, v := range f.values {
			if !slices.ContainsFunc(f.known, func(k string) bool { return k != "" && strings.EqualFold(k, v) }) {
				return unknownWord(d, f.what, v, f.known)
			}
		}
	}
	return nil
}
