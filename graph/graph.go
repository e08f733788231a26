// Package graph is the model: actors, and the contacts between them that a dossier's claims add up to.
//
// Build makes a Graph from a checked dossier. Claims that can be about one event of the same actors, kind and
// direction become one Contact, with the State that all of them together give it. The graph is a directed multigraph
// in which an edge may be mutual, kept in compact slices. Everything that leaves the package comes in one order:
// actors as the dossier lists them, contacts in the order of their first claims.
//
// Ask a Graph by Select and RollUp, whose results know by their View what was left out and as what actors are shown; by
// Path, which says how two actors are connected; and by Measure, which says who stands where. Multigraph and Undirected
// offer it to gonum's algorithms.
package graph

import (
	"cmp"
	"errors"
	"iter"
	"slices"

	"relgraph/sources"
)

// A Graph is what the claims of a dossier say together. It does not change once built. The zero Graph, and a nil one,
// are those of a dossier without a claim.
type Graph struct {
	dossier  *sources.Dossier
	actors   *index[sources.ActorID] // actor to node, the actor's place in the dossier
	contacts []Contact
	byID     *index[sources.ContactID]
	edges    []edge  // by contact
	row      []int32 // where each node's run in incident begins; one more at the end
	incident []int32 // edges by node

	whole   *Graph      // what was selected from; nil for a graph of all claims
	filters []Selection // by which it was, one after the other
	single  *Graph      // of a roll-up, the graph that shows each actor as it is
	rolled  RollUp
	within  []*Contact // those within what a roll-up shows as one
}

// Build derives the contacts of a dossier. The error is that of a dossier that is not sound: nothing is made of rows
// that have errors, or that nobody checked.
func Build(d *sources.Dossier) (*Graph, error) {
	if d == nil {
		return nil, errors.New("there is no dossier to build from: want one from sources.New, Open or OpenFS")
	}
	if err := d.Sound(); err != nil {
		return nil, err
	}
	g := &Graph{dossier: d, actors: placesOf(d)}
	if err := g.group(); err != nil {
		return nil, err
	}
	return g, nil
}

// placesOf finds actors by their ids.
func placesOf(d *sources.Dossier) *index[sources.ActorID] {
	places := newIndex(len(d.Actors), func(n int32) sources.ActorID { return d.Actors[n].ID })
	for i := range d.Actors {
		places.put(d.Actors[i].ID, int32(i))
	}
	return places
}

// addTo adds contacts to g, each of whose ids no other has.
func addTo(g *Graph, contacts ...*Contact) {
	if g.byID == nil {
		g.byID = newIndex(len(contacts), idsOf(g))
	}
	for _, c := range contacts {
		g.contacts = append(g.contacts, *c)
		g.byID.put(c.ID, int32(len(g.contacts)-1))
	}
}

// idsOf are the ids of the contacts of g, by their places.
func idsOf(g *Graph) func(int32) sources.ContactID {
	return func(n int32) sources.ContactID { return g.contacts[n].ID }
}

// Must returns the graph of a Build that cannot fail, such as that of a dossier that comes with a program. It panics
// if it did.
func Must(g *Graph, err error) *Graph {
	if err != nil {
		panic(err)
	}
	return g
}

// An edge is a pair of actors that a contact ties.
type edge struct{ contact, from, to int32 }

// link builds the rows of incident edges. ends are the places of the two parties of a contact, found by their ids if it
// is nil.
func (g *Graph) link(ends func(contact int) (from, to int32)) {
	if ends == nil {
		ends = func(i int) (from, to int32) { return g.actors.at(g.contacts[i].From), g.actors.at(g.contacts[i].To) }
	}
	g.edges = make([]edge, 0, len(g.contacts))
	for i := range g.contacts {
		c := &g.contacts[i]
		if len(c.Members) == 2 {
			from, to := ends(i)
			g.edges = append(g.edges, edge{int32(i), from, to})
			continue
		}
		for _, p := range c.Parties().Pairs() {
			g.edges = append(g.edges, edge{int32(i), g.actors.at(p[0]), g.actors.at(p[1])})
		}
	}
	g.row = make([]int32, len(g.rows().Actors)+1)
	for _, e := range g.edges {
		g.row[e.from+1]++
		g.row[e.to+1]++
	}
	for i := range g.rows().Actors {
		g.row[i+1] += g.row[i]
	}
	next := slices.Clone(g.row)
	g.incident = make([]int32, 2*len(g.edges))
	for i, e := range g.edges {
		for _, node := range []int32{e.from, e.to} {
			g.incident[next[node]] = int32(i)
			next[node]++
		}
	}
}

// Dossier is what the graph was built from; of a selection, the part of it that the selected contacts refer to.
func (g *Graph) Dossier() *sources.Dossier { return g.rows() }

// nothing is the dossier of zero values.
var nothing = &sources.Dossier{}

func (g *Graph) rows() *sources.Dossier { return cmp.Or(known(g).dossier, nothing) }

// All yields contacts and ties in the order of their first claims.
func (g *Graph) All() iter.Seq[*Contact] {
	g = known(g)
	return func(yield func(*Contact) bool) {
		for i := range g.contacts {
			if !yield(&g.contacts[i]) {
				return
			}
		}
	}
}

// PairsOf yields the contacts and ties of g with each of the [Parties.Pairs] that they tie, by their places among the
// actors of g's dossier.
func PairsOf(g *Graph) iter.Seq2[*Contact, [2]int] {
	g = known(g)
	return func(yield func(*Contact, [2]int) bool) {
		for _, e := range g.edges {
			if !yield(&g.contacts[e.contact], [2]int{int(e.from), int(e.to)}) {
				return
			}
		}
	}
}

// Contacts yields the contacts, without the ties, in the order of their first claims.
func (g *Graph) Contacts() iter.Seq[*Contact] { return g.only(false) }

// Ties yields the ties, such as affiliations, in the order of their first claims.
func (g *Graph) Ties() iter.Seq[*Contact] { return g.only(true) }

func (g *Graph) only(ties bool) iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		for c := range g.All() {
			if c.IsTie() == ties && !yield(c) {
				return
			}
		}
	}
}

// Contact returns the contact or affiliation of that id, or nil.
func (g *Graph) Contact(id sources.ContactID) *Contact {
	if i, ok := known(g).byID.get(id); ok {
		return &g.contacts[i]
	}
	return nil
}

// ContactsCalled lists the contact of that id or, if there is none, those that have it as their BareID:
// "ann--bo--meeting" is every meeting of the two, whatever its date.
func (g *Graph) ContactsCalled(id string) []*Contact {
	if c := g.Contact(sources.ContactID(id)); c != nil {
		return []*Contact{c}
	}
	var list []*Contact
	for c := range g.All() {
		if c.BareID() == id {
			list = append(list, c)
		}
	}
	return list
}

// Of yields the contacts and affiliations of one actor in the order of their first claims.
func (g *Graph) Of(id sources.ActorID) iter.Seq[*Contact] {
	g = known(g)
	return func(yield func(*Contact) bool) {
		node, ok := g.actors.get(id)
		if !ok {
			return
		}
		last := int32(-1)
		for _, i := range g.incident[g.row[node]:g.row[node+1]] {
			if c := g.edges[i].contact; c != last {
				last = c
				if !yield(&g.contacts[c]) {
					return
				}
			}
		}
	}
}
