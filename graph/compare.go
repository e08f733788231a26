package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/change"
	"relgraph/sources/edtf"
)

// A Comparison is what changed from one edition of a dossier to another: its rows, and the contacts that they add up
// to.
type Comparison struct {
	Rows     *change.Changes
	Contacts []Difference // in the new edition's order; those that are gone follow in the old one's
	Old, New *Graph
}

// A Difference is a contact or affiliation that is not as it was. Old is nil for one that appeared, New for one that
// is gone.
type Difference struct {
	Old, New *Contact
	Facts    []change.CellChange // of one that is in both: what is said of it now, and was before; see Compare
}

// Compare tells what changed from the graph of one edition to that of another, each actor as it is, whatever they are
// rolled up to. A contact is the same if its actors
// and its kind, or the id that rows give it, are; otherwise if it rests on the very claims that the other rested on,
// which were changed.
//
// The facts that are compared, in this order, are "from", "to", "direction", "kind", "label", "when", "state",
// "modality", "origins", "documents" (how many) and "checked" ("1 of 2": how many of the claims somebody compared
// with their document).
func Compare(old, new *Graph) *Comparison {
	old, new = eachOf(old), eachOf(new)
	c := &Comparison{Rows: change.Between(old.Dossier(), new.Dossier()), Old: old, New: new}
	was := c.match()
	for now := range new.All() {
		before := was[now]
		if before == nil {
			c.Contacts = append(c.Contacts, Difference{New: now})
		} else if facts := c.facts(before, now); facts != nil {
			c.Contacts = append(c.Contacts, Difference{before, now, facts})
		}
	}
	kept := map[*Contact]bool{}
	for _, before := range was {
		kept[before] = true
	}
	for before := range old.All() {
		if !kept[before] {
			c.Contacts = append(c.Contacts, Difference{Old: before})
		}
	}
	return c
}

// Complete is c, with editions that say nothing in the place of those it has none of, as the zero Comparison and a nil
// one have.
func (c *Comparison) Complete() *Comparison {
	if c != nil && c.Rows != nil && c.Rows.Old != nil && c.Rows.New != nil && c.Old != nil && c.New != nil {
		return c
	}
	whole := Comparison{}
	if c != nil {
		whole = *c
	}
	whole.Old, whole.New = known(whole.Old), known(whole.New)
	rows := change.Changes{}
	if whole.Rows != nil {
		rows = *whole.Rows
	}
	rows.Old, rows.New = cmp.Or(rows.Old, whole.Old.Dossier()), cmp.Or(rows.New, whole.New.Dossier())
	whole.Rows = &rows
	return &whole
}

// Union is the graph of the new edition with the contacts that are gone, as the old edition had them.
func (c *Comparison) Union() *Graph {
	c = c.Complete()
	gone := map[sources.ClaimID]bool{}
	for _, d := range c.Contacts {
		if d.New != nil {
			continue
		}
		for _, cl := range d.Old.Claims {
			gone[cl.ID] = true
		}
	}
	both := c.New.Dossier().And(c.Old.Dossier(), gone)
	// the rows of both editions in the one dossier, where old ones may have other ids
	now := map[*sources.Claim]*sources.Claim{}
	for i := range c.New.Dossier().Claims {
		now[&c.New.Dossier().Claims[i]] = &both.Claims[i]
	}
	next := len(c.New.Dossier().Claims)
	for i := range c.Old.Dossier().Claims {
		if cl := &c.Old.Dossier().Claims[i]; gone[cl.ID] {
			now[cl] = &both.Claims[next]
			next++
		}
	}
	g := &Graph{dossier: both, actors: placesOf(both)}
	add := func(contact *Contact) {
		claims := make([]*sources.Claim, len(contact.Claims))
		for i, cl := range contact.Claims {
			claims[i] = now[cl]
		}
		one := contact.of(claims, both)
		for g.Contact(one.ID) != nil {
			one.ID += "-old"
		}
		addTo(g, one)
	}
	for contact := range c.New.All() {
		add(contact)
	}
	for _, d := range c.Contacts {
		if d.New == nil {
			add(d.Old)
		}
	}
	g.edges = edgesOf(g, byIDs(g))
	return g
}

// None tells whether the editions say the same.
func (c *Comparison) None() bool {
	return (c.Rows == nil || c.Rows.None()) && len(c.Contacts) == 0
}

// match finds for contacts of the new edition what they were in the old one.
func (c *Comparison) match() map[*Contact]*Contact {
	was := map[*Contact]*Contact{}
	found := map[*Contact]bool{}
	take := func(now, before *Contact) {
		was[now], found[before] = before, true
	}
	byKey := map[string]*Contact{}
	for before := range c.Old.All() {
		key := before.Naming().key(c.Rows.Actor)
		if byKey[key] == nil { // two are one now if their actors were joined: the first of them lives on
			byKey[key] = before
		}
	}
	same := func(id sources.ActorID) sources.ActorID { return id }
	for now := range c.New.All() {
		if before := byKey[now.Naming().key(same)]; before != nil && !found[before] {
			take(now, before)
		}
	}
	byClaims := map[string][]*Contact{}
	for before := range c.Old.All() {
		if key, whole := c.restsOn(before.Claims, c.Rows.Claim); whole && !found[before] {
			byClaims[key] = append(byClaims[key], before)
		}
	}
	for now := range c.New.All() {
		key, _ := c.restsOn(now.Claims, func(cl *sources.Claim) *sources.Claim { return cl })
		if list := byClaims[key]; was[now] == nil && len(list) == 1 && !found[list[0]] {
			take(now, list[0])
		}
	}
	c.matchByOne(was, found)
	return was
}

// matchByOne takes a contact for another one if claims of the one are on the other now: a date that was made more
// exact gives another id. Where several have some, the one with the most counts, then the first.
func (c *Comparison) matchByOne(was map[*Contact]*Contact, found map[*Contact]bool) {
	stands := map[sources.ClaimID][]*Contact{}
	for before := range c.Old.All() {
		for _, cl := range before.Claims {
			if after := c.Rows.Claim(cl); after != nil && !found[before] {
				stands[after.ID] = append(stands[after.ID], before)
			}
		}
	}
	for now := range c.New.All() {
		if was[now] != nil {
			continue
		}
		shared := map[*Contact]int{}
		var best *Contact
		for _, cl := range now.Claims {
			for _, before := range stands[cl.ID] {
				if shared[before]++; !found[before] && (best == nil || shared[before] > shared[best]) {
					best = before
				}
			}
		}
		if best != nil {
			was[now], found[best] = best, true
		}
	}
}

// key is what makes the contact another than others, under the ids that its actors have now: the id that rows give
// it, or its members, kind, direction and date.
func (c *Naming) key(now func(sources.ActorID) sources.ActorID) string {
	for _, cl := range c.Claims { // the first may be one that only refers to it, such as a "no comment"
		if cl.Detail().Contact != "" {
			return string(cl.Detail().Contact)
		}
	}
	members := make([]sources.ActorID, len(c.Members))
	for i, id := range c.Members {
		members[i] = now(id)
	}
	from := ""
	if c.Directed {
		from = string(members[0])
	}
	return strings.Join([]string{set(members), from, string(c.Kind), c.Event}, "\n")
}

// restsOn names the claims, as they are now; whole is false if one of them was withdrawn.
func (c *Comparison) restsOn(claims []*sources.Claim, now func(*sources.Claim) *sources.Claim) (key string, whole bool) {
	var ids []string
	for _, cl := range claims {
		after := now(cl)
		if after == nil {
			return "", false
		}
		ids = append(ids, string(after.ID))
	}
	slices.Sort(ids)
	return strings.Join(ids, " "), true
}

func (c *Comparison) facts(before, now *Contact) []change.CellChange {
	var facts []change.CellChange
	add := func(what, old, new string) {
		if old != new {
			facts = append(facts, change.CellChange{Column: what, Old: old, New: new})
		}
	}
	from, to := before.From, before.To
	turned := !before.Directed && !now.Directed && c.Rows.Actor(from) == now.To && c.Rows.Actor(to) == now.From
	if turned {
		from, to = to, from
	}
	if c.Rows.Actor(from) != now.From {
		add("from", string(from), string(now.From))
	}
	if c.Rows.Actor(to) != now.To {
		add("to", string(to), string(now.To))
	}
	add("direction", direction(before), direction(now))
	// A contact shows the kind and the label of its first claim. Another order of rows is no change.
	if !slices.Equal(ofClaims(before, kindOf), ofClaims(now, kindOf)) {
		add("kind", before.Kind.String(), now.Kind.String())
	}
	if !slices.Equal(ofClaims(before, labelOf), ofClaims(now, labelOf)) {
		add("label", before.Naming().Label(), now.Naming().Label())
	}
	add("when", written(before.When().Dates()), written(now.When().Dates()))
	add("state", before.State.String(), now.State.String())
	add("modality", before.Modality.String(), now.Modality.String())
	add("origins", before.Origins.Range(), now.Origins.Range())
	add("documents", fmt.Sprint(len(before.Evidence().Documents())), fmt.Sprint(len(now.Evidence().Documents())))
	had, hadAll := checks(before)
	has, hasAll := checks(now)
	if had != has || hadAll != hasAll {
		add("checked", fmt.Sprintf("%d of %d", had, len(before.Claims)), fmt.Sprintf("%d of %d", has, len(now.Claims)))
	}
	return facts
}

// written joins dates as they were written.
func written(dates []edtf.Date) string {
	texts := make([]string, len(dates))
	for i, d := range dates {
		texts[i] = d.String()
	}
	return strings.Join(texts, "; ")
}

func kindOf(cl *sources.Claim) string  { return cl.Kind.String() }
func labelOf(cl *sources.Claim) string { return cl.Detail().Label }

// ofClaims lists what the claims say, whatever their order.
func ofClaims(c *Contact, of func(*sources.Claim) string) []string {
	texts := collect(c.Claims, func(cl *sources.Claim) []string { return []string{of(cl)} })
	slices.Sort(texts)
	return texts
}

func direction(c *Contact) string {
	return sources.DirectionOf(c.Directed, c.Direction() == Mutual).String()
}

// checks counts the rows that were checked.
func checks(c *Contact) (n int, all bool) {
	_, n = c.Evidence().Checked()
	return n, n == len(c.Claims)
}
