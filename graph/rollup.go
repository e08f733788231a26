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
	By Level
	// of ByPartOf: how many are shown, 1 for the topmost wholes alone, 2 also what belongs to these directly
	Levels int
	Expand []sources.ActorID // these are shown as they are, and so is what belongs to them
	Words  Wording           // of what is shown in place of others; nil for English
}

// A Wording says what a roll-up calls the sides and countries that it shows, and notes at them for whom they stand.
type Wording interface {
	Whole(by Level, name string) string // since neither a side nor a country is the state of that name
	StandsFor(parts []string) string    // a sentence that names these
}

type inEnglish struct{}

func (inEnglish) Whole(by Level, name string) string {
	return name + map[Level]string{BySide: " (side)", ByCountry: " (country)"}[by]
}

func (inEnglish) StandsFor(parts []string) string {
	return "Stands here for: " + strings.Join(parts, ", ") + "."
}

func (r RollUp) words() Wording {
	if r.Words == nil {
		return inEnglish{}
	}
	return r.Words
}

// A Level is what actors are rolled up to.
type Level uint8

// The levels.
const (
	ByCountry Level = iota + 1
	BySide
	ByPartOf // what an actor belongs to
)

// ParseRollUp reads "country", "side", "part-of" for the topmost wholes alone, or "part-of:2" for two levels from the
// top.
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
	return RollUp{},
		fmt.Errorf("unknown roll-up %q: want country, side, part-of, or part-of:2 for two levels from the top", s)
}

// RollUp returns the graph with actors shown as their country, side or whole.
//
// Contacts between the same are one line, in the best state that one of them has: that two contacts of one origin
// each stand on one line does not make them two origins. What is disputed keeps a line of its own, and so does each
// sort of what is not drawn and each sort of tie, so that nothing of that kind disappears in a solid line. A line
// goes one way if all that it stands for do; Arrows tells of the others. It keeps all claims, its StandsFor are the
// contacts that it stands for, and Met names who really met. A contact within what is shown as one has no line, and
// is listed in the View's Within. What is rolled up again is shown as r alone says.
//
// It refuses, with a reason, what would mislead: to choose between the wholes of an actor that belongs to two, and to
// make one of a country whose actors are on different sides.
func (g *Graph) RollUp(r RollUp) (*Graph, error) {
	g = known(g)
	if g.single != nil {
		g = g.single
	}
	if r.By == 0 {
		return g, nil
	}
	for _, id := range r.Expand {
		if g.Whole().Dossier().Actor(id) == nil {
			return nil, UnknownActor(g.Whole().Dossier(), id)
		}
	}
	l := lift{g: g, r: r, to: map[sources.ActorID]sources.ActorID{}, wholes: map[sources.ActorID]*sources.Actor{}}
	if err := l.actors(); err != nil {
		return nil, err
	}
	return l.graph(), nil
}

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
		for _, id := range c.Members {
			parties[id] = true
		}
	}
	d := l.g.Dossier()
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
	for i := range l.g.Dossier().Actors {
		if a := &l.g.Dossier().Actors[i]; l.to[a.ID] == id && a.ID != id {
			parts = append(parts, a.Short)
		}
	}
	if parts != nil {
		whole := *l.wholes[id]
		whole.Note = strings.TrimSpace(whole.Note + " " + l.r.words().StandsFor(parts))
		l.wholes[id] = &whole
	}
}

func (l *lift) wholeOf(a *sources.Actor) (*sources.Actor, error) {
	if l.expanded(a) {
		return a, nil
	}
	switch {
	case l.r.By == BySide && SideOf(a) != "":
		return l.made(BySide, SideOf(a), a), nil
	case l.r.By == ByCountry && a.Country != "":
		whole := l.made(ByCountry, a.Country, a)
		if whole.Side != a.Side {
			return nil, fmt.Errorf("actors from %s are on different sides, %q and %q: want --rollup side, or "+
				"--expand %s", a.Country, whole.Side, a.Side, a.ID)
		}
		return whole, nil
	case l.r.By == ByPartOf:
		return l.climb(a)
	}
	return a, nil
}

// expanded tells whether a, or what it belongs to, is to be shown as it is.
func (l *lift) expanded(a *sources.Actor) bool {
	return slices.ContainsFunc(l.r.Expand, func(id sources.ActorID) bool { return l.g.Dossier().Bodies().Within(a.ID, id) })
}

// climb goes up what a belongs to, to the level that is shown. Levels are counted from the top, so that an actor and
// its parts never stand on both sides of a border.
func (l *lift) climb(a *sources.Actor) (*sources.Actor, error) {
	way := []*sources.Actor{a}
	for {
		if len(a.PartOf) > 1 {
			wholes := make([]string, len(a.PartOf))
			for i, id := range a.PartOf {
				wholes[i] = strconv.Quote(string(id))
			}
			return nil, fmt.Errorf("%q belongs to %s, and a line can stand at one of them only: want --expand %s to "+
				"show it as it is", a.ID,
				strings.Join(wholes, " and "), a.ID)
		}
		if len(a.PartOf) == 0 || l.g.Dossier().Actor(a.PartOf[0]) == nil {
			break
		}
		a = l.g.Dossier().Actor(a.PartOf[0])
		way = append(way, a)
	}
	return way[max(0, len(way)-l.r.Levels)], nil
}

// made is the actor that stands for a country or side. It is called what it is, so that nobody takes it for the state
// of that name.
func (l *lift) made(by Level, name string, a *sources.Actor) *sources.Actor {
	what := "side"
	if by == ByCountry {
		what = "country"
	}
	id := sources.ActorID(what + "-" + strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), "-"))
	for l.g.Whole().Dossier().Actor(id) != nil {
		id += "-" // taken by an actor of the dossier
	}
	if whole := l.wholes[id]; whole != nil {
		return whole
	}
	shown := l.r.words().Whole(by, name)
	whole := &sources.Actor{ID: id, Name: shown, Short: shown, Kind: sources.Group, Side: a.Side}
	if by == ByCountry || a.Side == "" {
		whole.Country = a.Country
	}
	return whole
}

// A bundle is what makes contacts be one line: between whom it is shown, and whether the line speaks for them or has
// to be told apart.
type bundle struct {
	among string // the set of those that are shown
	apart string // of a tie, and of what is disputed or not said to have been: what it is
}

func (l *lift) bundle(c *Contact) bundle {
	b := bundle{among: set(l.shown(c.Members))}
	switch {
	case c.IsTie():
		b.apart = c.Kind.String()
	case c.State == Disputed || !c.Drawn():
		b.apart = c.State.String()
	}
	return b
}

// shown is as whom actors are shown, each once.
func (l *lift) shown(ids []sources.ActorID) []sources.ActorID {
	list := make([]sources.ActorID, len(ids))
	for i, id := range ids {
		list[i] = l.to[id]
	}
	return distinct(list)
}

// graph bundles the contacts.
func (l *lift) graph() *Graph {
	var bundles []bundle
	standsFor := map[bundle][]*Contact{}
	lifted := &Graph{whole: l.g.Whole(), filters: l.g.filters, single: l.g, rolled: l.r}
	for c := range l.g.All() {
		if len(l.shown(c.Members)) == 1 {
			lifted.within = append(lifted.within, c)
			continue
		}
		b := l.bundle(c)
		if standsFor[b] == nil {
			bundles = append(bundles, b)
		}
		standsFor[b] = append(standsFor[b], c)
	}
	lifted.dossier = l.dossier(lifted.within)
	lifted.actors = placesOf(lifted.Dossier())
	for _, b := range bundles {
		addTo(lifted, l.contact(b, standsFor[b], lifted))
	}
	lifted.edges = edgesOf(lifted, byIDs(lifted))
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
	_, documents, claims := rowsOf(l.g.Dossier(), shown, nil)
	var actors []sources.Actor
	for _, id := range l.order {
		actors = append(actors, *l.wholes[id])
	}
	return l.g.Dossier().Part(nil, documents, claims).With(actors)
}

// contact is the line of a bundle. It is in the best state of those that it stands for, none of which is disputed or
// denied unless all are; Label says which of them only was planned, or asked for.
func (l *lift) contact(b bundle, standsFor []*Contact, in *Graph) *Contact {
	one := standsFor[0]
	c := &Contact{ID: one.ID, Event: one.Event, Members: l.parties(one), Directed: one.Directed, Kind: one.Kind,
		State: one.State, Modality: one.Modality,
		Origins: one.Origins, dossier: in.Dossier()}
	lifted, telling := &lifting{}, []*sources.Claim(nil)
	c.From, c.To = c.Members[0], c.Members[1]
	if len(standsFor) > 1 || !slices.Equal(c.Members, one.Members) {
		c.Event, c.StandsFor = "", standsFor
		c.ID = sources.ContactID(strings.ReplaceAll(strings.TrimSpace(b.among+" "+b.apart), " ", "--"))
		for l.g.Whole().Contact(c.ID) != nil || in.Contact(c.ID) != nil {
			c.ID += "-lifted" // since another has that id
		}
	}
	c.Origins.List = nil
	for _, m := range standsFor {
		c.Claims = append(c.Claims, rowsIn(in.Dossier(), m.Claims)...)
		telling = append(telling, rowsIn(in.Dossier(), tellingOf(m))...)
		c.Perhaps = c.Perhaps || m.Perhaps
		c.Directed = c.Directed && m.Directed && l.to[m.From] == c.From
		mutual := m.Direction() == Mutual
		lifted.arrows[0] = lifted.arrows[0] || mutual || m.Directed && l.to[m.From] == c.From
		lifted.arrows[1] = lifted.arrows[1] || mutual || m.Directed && l.to[m.From] == c.To
		c.Modality, c.State = min(c.Modality, m.Modality), min(c.State, m.State)
		if m.Kind != c.Kind {
			c.Kind = sources.ContactKind
		}
		c.Origins.Min, c.Origins.Max = min(c.Origins.Min, m.Origins.Min), max(c.Origins.Max, m.Origins.Max)
		c.Origins.Named = min(c.Origins.Named, m.Origins.Named)
		c.Origins.List = append(c.Origins.List, m.Origins.List...)
		lifted.pairs = append(lifted.pairs, l.pairs(m)...)
	}
	for _, m := range standsFor {
		if m.State == c.State {
			c.ConfirmedBy = append(c.ConfirmedBy, l.shown(m.ConfirmedBy)...)
			c.OtherSide = max(c.OtherSide, m.OtherSide)
		}
	}
	lifted.pairs = eachPair(lifted.pairs)
	c.ConfirmedBy = distinct(c.ConfirmedBy)
	c.Origins.List = distinct(c.Origins.List)
	c.Claims, c.further = inOrder(c.Claims), &further{telling: inOrder(telling), lifted: lifted}
	return c
}

// parties is as whom the parties are shown, one of either side first.
func (l *lift) parties(c *Contact) []sources.ActorID {
	shown := l.shown(c.Members)
	for _, p := range l.pairs(c) {
		return distinct(append(p[:], shown...))
	}
	return shown
}

// pairs are the pairs that a contact ties, as they are shown.
func (l *lift) pairs(c *Contact) [][2]sources.ActorID {
	var pairs [][2]sources.ActorID
	for _, p := range c.Parties().Pairs() {
		if from, to := l.to[p[0]], l.to[p[1]]; from != to {
			pairs = append(pairs, [2]sources.ActorID{from, to})
		}
	}
	return pairs
}

// eachPair lists each pair once, whichever way it is written.
func eachPair(pairs [][2]sources.ActorID) [][2]sources.ActorID {
	var once [][2]sources.ActorID
	seen := map[[2]sources.ActorID]bool{}
	for _, p := range pairs {
		if !seen[p] && !seen[[2]sources.ActorID{p[1], p[0]}] {
			seen[p] = true
			once = append(once, p)
		}
	}
	return once
}

func rowsIn(d *sources.Dossier, claims []*sources.Claim) []*sources.Claim {
	list := make([]*sources.Claim, len(claims))
	for i, cl := range claims {
		list[i] = d.Claim(cl.ID)
	}
	return list
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
		return cmp.Or(cmp.Compare(a.Pos().Line, b.Pos().Line), cmp.Compare(a.Pos().Column, b.Pos().Column),
			cmp.Compare(a.ID, b.ID))
	})
	return slices.Compact(claims)
}
