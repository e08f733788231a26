package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"relgraph/sources"
)

// A RollUp says as what actors are shown. The zero RollUp leaves each as it is.
type RollUp struct {
	By     Level
	Levels int               // of ByPartOf: how many are shown, 1 for the topmost wholes alone, 2 also what belongs to these directly
	Expand []sources.ActorID // these are shown as they are, and so is what belongs to them
}

// A Level is what actors are rolled up to.
type Level uint8

// The levels.
const (
	ByCountry Level = iota + 1
	BySide
	ByPartOf // what an actor belongs to
)

// ParseRollUp reads "country", "side", "part-of" for the topmost wholes alone, or "part-of:2" for two levels from the top.
func ParseRollUp(s string) (RollUp, error) {
	levels, counted := strings.CutPrefix(s, "part-of:")
	n, err := strconv.Atoi(levels)
	switch {
	case s == "country":
		return RollUp{By: ByCountry}, nil
	case s == "side":
		return RollUp{By: BySide}, nil
	case s == "part-of":
		return RollUp{By: ByPartOf, Levels: 1}, nil
	case counted && err == nil && n > 0:
		return RollUp{By: ByPartOf, Levels: n}, nil
	}
	return RollUp{}, fmt.Errorf("unknown roll-up %q: want country, side, part-of, or part-of:2 for two levels from the top", s)
}

// RollUp returns the graph with actors shown as their country, side or whole.
//
// Contacts between the same two are one if they are of one kind and in one state, so that a disputed or denied one keeps a line of
// its own and nothing looks better evidenced than it is: that two contacts of one origin each stand on one line does not make
// them two origins. Affiliations are never among contacts. Each line keeps all claims, its Members are the contacts that it stands
// for, and Via names who really met. A contact within what is shown as one has no line, and is counted in Within.
//
// It refuses, with a reason, what would mislead: to choose between the wholes of an actor that belongs to two, and to make one of
// a country whose actors are on different sides.
func (g *Graph) RollUp(r RollUp) (*Graph, error) {
	if r.By == 0 {
		return g, nil
	}
	for _, id := range r.Expand {
		if g.Whole().dossier.Actor(id) == nil {
			return nil, UnknownActor(g.Whole().dossier, id)
		}
	}
	l := lift{g: g, r: r, to: map[sources.ActorID]sources.ActorID{}, wholes: map[sources.ActorID]*sources.Actor{}}
	if err := l.actors(); err != nil {
		return nil, err
	}
	return l.graph(), nil
}

// Lifted tells whether g shows actors as their country, side or whole.
func (g *Graph) Lifted() bool { return g.rolled.By != 0 }

// RolledUp says as what g shows actors; the zero RollUp if each is shown as it is.
func (g *Graph) RolledUp() RollUp { return g.rolled }

// Within lists the contacts that have no line in g since a roll-up shows both their parties as one.
func (g *Graph) Within() []*Contact { return g.within }

// A lift is a roll-up at work.
type lift struct {
	g      *Graph
	r      RollUp
	to     map[sources.ActorID]sources.ActorID // as what each actor is shown
	wholes map[sources.ActorID]*sources.Actor  // those that others are shown as
	order  []sources.ActorID                   // of wholes, by their first part
}

// actors finds as what each party to a contact is shown.
func (l *lift) actors() error {
	parties := map[sources.ActorID]bool{}
	for c := range l.g.All() {
		parties[c.From], parties[c.To] = true, true
	}
	d := l.g.dossier
	for i := range d.Actors {
		a := &d.Actors[i]
		if !parties[a.ID] {
			continue
		}
		whole, err := l.wholeOf(a)
		if err != nil {
			return err
		}
		l.to[a.ID] = whole.ID
		if l.wholes[whole.ID] == nil {
			l.order = append(l.order, whole.ID)
			l.wholes[whole.ID] = whole
		}
	}
	for _, id := range l.order {
		l.stand(id)
	}
	return nil
}

// stand notes at a whole whom it stands for.
func (l *lift) stand(id sources.ActorID) {
	var parts []string
	for i := range l.g.dossier.Actors {
		if a := &l.g.dossier.Actors[i]; l.to[a.ID] == id && a.ID != id {
			parts = append(parts, a.Short)
		}
	}
	if parts != nil {
		whole := *l.wholes[id]
		whole.Note = strings.TrimSpace(whole.Note + " Stands here for: " + strings.Join(parts, ", ") + ".")
		l.wholes[id] = &whole
	}
}

func (l *lift) wholeOf(a *sources.Actor) (*sources.Actor, error) {
	if l.expanded(a) {
		return a, nil
	}
	switch {
	case l.r.By == BySide && SideOf(a) != "":
		return l.made("side", SideOf(a), a), nil
	case l.r.By == ByCountry && a.Country != "":
		whole := l.made("country", a.Country, a)
		if whole.Side != a.Side {
			return nil, fmt.Errorf("actors from %s are on different sides, %q and %q: want --rollup side, or --expand %s", a.Country, whole.Side, a.Side, a.ID)
		}
		return whole, nil
	case l.r.By == ByPartOf:
		return l.climb(a)
	}
	return a, nil
}

// expanded tells whether a, or what it belongs to, is to be shown as it is.
func (l *lift) expanded(a *sources.Actor) bool {
	return slices.ContainsFunc(l.r.Expand, func(id sources.ActorID) bool { return l.g.dossier.Within(a.ID, id) })
}

// climb goes up what a belongs to, to the level that is shown. Levels are counted from the top, so that an actor and its parts never
// stand on both sides of a border.
func (l *lift) climb(a *sources.Actor) (*sources.Actor, error) {
	way := []*sources.Actor{a}
	for {
		if len(a.PartOf) > 1 {
			wholes := make([]string, len(a.PartOf))
			for i, id := range a.PartOf {
				wholes[i] = strconv.Quote(string(id))
			}
			return nil, fmt.Errorf("%q belongs to %s, and a line can stand at one of them only: want --expand %s to show it as it is", a.ID,
				strings.Join(wholes, " and "), a.ID)
		}
		if len(a.PartOf) == 0 || l.g.dossier.Actor(a.PartOf[0]) == nil {
			break
		}
		a = l.g.dossier.Actor(a.PartOf[0])
		way = append(way, a)
	}
	return way[max(0, len(way)-l.r.Levels)], nil
}

// made is the actor that stands for a country or side. It is called what it is, so that nobody takes it for the state of that name.
func (l *lift) made(what, name string, a *sources.Actor) *sources.Actor {
	id := sources.ActorID(what + "-" + strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), "-"))
	for l.g.Whole().dossier.Actor(id) != nil {
		id += "-" // taken by an actor of the dossier
	}
	if whole := l.wholes[id]; whole != nil {
		return whole
	}
	shown := fmt.Sprintf("%s (%s)", name, what)
	whole := &sources.Actor{ID: id, Name: shown, Short: shown, Kind: sources.Group, Side: a.Side}
	if what == "country" || a.Side == "" {
		whole.Country = a.Country
	}
	return whole
}

// A bundle is what makes contacts be one line.
type bundle struct {
	low, high sources.ActorID
	kind      sources.KindID
	state     State
}

// graph bundles the contacts.
func (l *lift) graph() *Graph {
	var bundles []bundle
	members := map[bundle][]*Contact{}
	lifted := &Graph{whole: l.g.Whole(), filters: l.g.filters, rolled: l.r, index: map[sources.ActorID]int32{}, byID: map[sources.ContactID]int32{}}
	for c := range l.g.All() {
		from, to := l.to[c.From], l.to[c.To]
		if from == to {
			lifted.within = append(lifted.within, c)
			continue
		}
		b := bundle{min(from, to), max(from, to), c.Kind, c.State}
		if members[b] == nil {
			bundles = append(bundles, b)
		}
		members[b] = append(members[b], c)
	}
	lifted.dossier = l.dossier(lifted.within)
	for i := range lifted.dossier.Actors {
		lifted.index[lifted.dossier.Actors[i].ID] = int32(i)
	}
	for _, b := range bundles {
		c := l.contact(b, members[b], lifted)
		lifted.byID[c.ID] = int32(len(lifted.contacts))
		lifted.contacts = append(lifted.contacts, *c)
	}
	lifted.link()
	return lifted
}

// dossier lists the wholes in place of their parts, and no claim that stands on contacts within one alone.
func (l *lift) dossier(within []*Contact) *sources.Dossier {
	hidden := map[*Contact]bool{}
	for _, c := range within {
		hidden[c] = true
	}
	var shown []*Contact
	for c := range l.g.All() {
		if !hidden[c] {
			shown = append(shown, c)
		}
	}
	_, documents, claims := rowsOf(l.g.dossier, shown, nil)
	var actors []sources.Actor
	for _, id := range l.order {
		actors = append(actors, *l.wholes[id])
	}
	return l.g.dossier.Part(nil, documents, claims).With(actors)
}

// contact is the line of a bundle.
func (l *lift) contact(b bundle, members []*Contact, in *Graph) *Contact {
	one := members[0]
	from, to := l.to[one.From], l.to[one.To]
	c := &Contact{ID: one.ID, From: from, To: to, Directed: one.Directed, Kind: b.kind, State: b.state, Modality: one.Modality, Origins: one.Origins,
		dossier: in.dossier}
	if len(members) > 1 || from != one.From || to != one.To {
		c.ID = sources.ContactID(fmt.Sprintf("%s--%s--%s--%s", b.low, b.high, b.kind, b.state))
		for l.g.Whole().Contact(c.ID) != nil || in.Contact(c.ID) != nil {
			c.ID += "-lifted" // since another has that id
		}
		c.Members = members
	}
	c.Origins.List = nil
	rows := func(claims []*sources.Claim) []*sources.Claim {
		var list []*sources.Claim
		for _, cl := range claims {
			list = append(list, in.dossier.Claim(cl.ID))
		}
		return list
	}
	for _, m := range members {
		c.Claims = append(c.Claims, rows(m.Claims)...)
		c.telling = append(c.telling, rows(m.telling)...)
		c.Perhaps = c.Perhaps || m.Perhaps
		c.Directed = c.Directed && m.Directed && l.to[m.From] == from
		c.Modality = min(c.Modality, m.Modality)
		c.Origins.Min, c.Origins.Max = min(c.Origins.Min, m.Origins.Min), max(c.Origins.Max, m.Origins.Max)
		c.Origins.List = append(c.Origins.List, m.Origins.List...)
	}
	c.Origins.List = distinct(c.Origins.List)
	c.Claims, c.telling = inOrder(c.Claims), inOrder(c.telling)
	return c
}

// distinct lists each value once, in the order of the first ones.
func distinct[T comparable](list []T) []T {
	var once []T
	seen := map[T]bool{}
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			once = append(once, v)
		}
	}
	return once
}

// inOrder puts claims of one dossier in its order, each once.
func inOrder(claims []*sources.Claim) []*sources.Claim {
	slices.SortFunc(claims, func(a, b *sources.Claim) int {
		return cmp.Or(cmp.Compare(a.Pos().Line, b.Pos().Line), cmp.Compare(a.Pos().Column, b.Pos().Column), cmp.Compare(a.ID, b.ID))
	})
	return slices.Compact(claims)
}
