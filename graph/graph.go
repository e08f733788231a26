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
	edges    edges

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
	return grouped(d)
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

// The edges of a graph, and those of each node of it, in compressed sparse rows.
type edges struct {
	list     []edge  // by contact
	row      []int32 // where each node's run in incident begins; one more at the end
	incident []int32 // places in list, by node
}

// of are the places in the list of the edges of a node, in the order of the list.
func (e *edges) of(node int32) []int32 { return e.incident[e.row[node]:e.row[node+1]] }

// edgesOf are those that the contacts of g make. ends are the places of the two parties of a contact; see byIDs.
func edgesOf(g *Graph, ends func(contact int) (from, to int32)) edges {
	list := make([]edge, 0, len(g.contacts))
	for i := range g.contacts {
		c := &g.contacts[i]
		if len(c.Members) == 2 {
			from, to := ends(i)
			list = append(list, edge{int32(i), from, to})
			continue
		}
		for _, p := range c.Parties().Pairs() {
			list = append(list, edge{int32(i), g.actors.at(p[0]), g.actors.at(p[1])})
		}
	}
	row := make([]int32, len(g.Dossier().Actors)+1)
	for _, e := range list {
		row[e.from+1]++
		row[e.to+1]++
	}
	for i := range g.Dossier().Actors {
		row[i+1] += row[i]
	}
	next := slices.Clone(row)
	incident := make([]int32, 2*len(list))
	for i, e := range list {
		for _, node := range []int32{e.from, e.to} {
			incident[next[node]] = int32(i)
			next[node]++
		}
	}
	return edges{list, row, incident}
}

// byIDs finds the places of the two parties of a contact of g by their ids.
func byIDs(g *Graph) func(contact int) (from, to int32) {
	return func(i int) (from, to int32) { return g.actors.at(g.contacts[i].From), g.actors.at(g.contacts[i].To) }
}

// Dossier is what the graph was built from; of a selection, the part of it that the selected contacts refer to.
func (g *Graph) Dossier() *sources.Dossier { return cmp.Or(known(g).dossier, nothing) }

// nothing is the dossier of zero values.
var nothing = &sources.Dossier{}

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
		for _, e := range g.edges.list {
			if !yield(&g.contacts[e.contact], [2]int{int(e.from), int(e.to)}) {
				return
			}
		}
	}
}

// Contacts yields the contacts, without the ties, in the order of their first claims.
func (g *Graph) Contacts() iter.Seq[*Contact] { return only(g, false) }

// Ties yields the ties, such as affiliations, in the order of their first claims.
func (g *Graph) Ties() iter.Seq[*Contact] { return only(g, true) }

// only yields the ties, or the contacts, of g.
func only(g *Graph, ties bool) iter.Seq[*Contact] {
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
		for _, i := range g.edges.of(node) {
			if c := g.edges.list[i].contact; c != last {
				last = c
				if !yield(&g.contacts[c]) {
					return
				}
			}
		}
	}
}
