package graph

import (
	"cmp"
	"slices"

	"relgraph/sources"
)

// A View says how a graph was made of that of all claims: by which selections, and as what actors are shown. Neither
// depends on the order of the calls: Select chooses from what a roll-up stands for, and RollUp shows what was chosen.
type View struct {
	Whole      *Graph      // of all claims
	Selections []Selection // one after the other
	RollUp     RollUp      // zero if each actor is shown as it is
	Within     []*Contact  // those without a line, since the roll-up shows all their parties as one

	shown *Graph
}

// LeftOut is what selections leave out of the whole graph, in its order.
type LeftOut struct {
	Contacts     []*Contact
	Affiliations []*Contact
	Claims       []*sources.Claim // those that stand on no contact or affiliation that is left
	Restated     []*Contact       // contacts that are left, but in another state than with all claims
}

// View says how g was made.
func (g *Graph) View() View {
	g = known(g)
	return View{Whole: g.Whole(), Selections: g.filters, RollUp: g.rolled, Within: g.within, shown: g}
}

// Whole is the graph of all claims that g was selected from, or g itself.
func (g *Graph) Whole() *Graph {
	g = known(g)
	if g.whole != nil {
		return g.whole
	}
	return g
}

// eachOf is g with each actor as it is.
func eachOf(g *Graph) *Graph { return cmp.Or(g.single, g) }

// Lifted tells whether actors are shown as their country, side or whole.
func (v View) Lifted() bool { return v.RollUp.By != 0 }

// Lines are the lines of a roll-up as they would be if of the contacts that each stands for there were only what s
// wants, by the ids of the lines; those of which nothing is left are not in it. Other than in the roll-up of that
// selection, a contact stays with its line though its state would set it apart.
func (v View) Lines(s Selection) (map[sources.ContactID]*Contact, error) {
	of, err := eachOf(known(v.shown)).Select(s)
	if err != nil {
		return nil, err
	}
	l := lift{g: of, r: v.RollUp, to: map[sources.ActorID]sources.ActorID{}, wholes: map[sources.ActorID]*sources.Actor{}}
	if err := l.actors(); err != nil {
		return nil, err
	}
	in := &Graph{whole: v.Whole, dossier: l.dossier(nil)}
	lines := map[sources.ContactID]*Contact{}
	for line := range known(v.shown).All() {
		members := line.StandsFor
		if members == nil {
			members = []*Contact{line}
		}
		var left []*Contact
		for _, m := range members {
			if now := of.Contact(m.ID); now != nil {
				left = append(left, now)
			}
		}
		if left == nil {
			continue
		}
		c := l.contact(bundle{among: set(l.shown(left[0].Members))}, left, in)
		c.ID = line.ID
		lines[line.ID] = c
	}
	return lines, nil
}

// LeftOut tells what the selections left out.
func (v View) LeftOut() LeftOut {
	var left LeftOut
	members := map[sources.ContactID]bool{}
	for _, m := range v.stoodFor() {
		members[m.ID] = true
	}
	for c := range known(v.Whole).All() {
		shown := known(v.shown).Contact(c.ID)
		switch {
		case members[c.ID]:
		case shown != nil && shown.State != c.State:
			left.Restated = append(left.Restated, shown)
		case shown != nil:
		case c.IsTie():
			left.Affiliations = append(left.Affiliations, c)
		default:
			left.Contacts = append(left.Contacts, c)
		}
	}
	all := known(v.Whole).Dossier()
	within := map[sources.ClaimID]bool{}
	for _, c := range v.Within {
		for _, cl := range c.Claims {
			within[cl.ID] = true
		}
	}
	for i := range all.Claims {
		if id := all.Claims[i].ID; known(v.shown).Dossier().Claim(id) == nil && !within[id] {
			left.Claims = append(left.Claims, &all.Claims[i])
		}
	}
	return left
}

// Uncertain lists the contacts and affiliations that are selected by a time that they may lie outside of.
func (v View) Uncertain() []*Contact {
	var list []*Contact
	for c := range known(v.shown).All() {
		if c.Perhaps {
			list = append(list, c)
		}
	}
	return list
}

// stoodFor lists the contacts that a roll-up shows as others, or not at all because they lie within one.
func (v View) stoodFor() []*Contact {
	list := slices.Clone(v.Within)
	for c := range known(v.shown).All() {
		list = append(list, c.StandsFor...)
	}
	return list
}
