// Package graph is the model: actors, and the contacts between them that a dossier's claims add up to.
//
// Build makes a Graph from a checked dossier. Claims about the same two actors and the same kind of contact become one
// Contact, with the State that all of them together give it. The graph is a directed multigraph in which an edge may be
// mutual, kept in compact slices. Everything that leaves the package comes in one order: actors as the dossier lists them,
// contacts in the order of their first claims.
//
// Ask a Graph by Select, which gives a smaller one that knows what it left out, by Path, which says how two actors are
// connected, and by Measure, which says who stands where. Multigraph and Undirected offer it to gonum's algorithms.
package graph

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"gonum.org/v1/gonum/graph/topo"

	"relgraph/sources"
)

// A Graph is what the claims of a dossier say together. It does not change once built.
type Graph struct {
	dossier  *sources.Dossier
	index    map[sources.ActorID]int32 // actor to node, the actor's place in the dossier
	contacts []Contact
	byID     map[sources.ContactID]int32
	ends     [][2]int32 // of each contact, its From and To node
	row      []int32    // where each node's run in incident begins; one more at the end
	incident []int32    // contacts by node

	whole   *Graph      // what was selected from; nil for a graph of all claims
	filters []Selection // by which it was, one after the other
	rolled  RollUp
	within  []*Contact // those within what a roll-up shows as one
}

// Build derives the contacts of a dossier. The dossier must have been found free of errors.
func Build(d *sources.Dossier) *Graph {
	g := &Graph{dossier: d, index: make(map[sources.ActorID]int32, len(d.Actors))}
	for i := range d.Actors {
		g.index[d.Actors[i].ID] = int32(i)
	}
	g.group()
	for i := range g.contacts {
		c := &g.contacts[i]
		c.dossier = d
		c.judge()
		c.orient()
	}
	g.link()
	return g
}

// A pairing is what makes claims be about one contact.
type pairing struct {
	low, high sources.ActorID
	kind      sources.KindID    // "" if the row names the contact
	contact   sources.ContactID // named in the row
}

func pairingOf(cl *sources.Claim, pair [2]sources.ActorID) pairing {
	p := pairing{min(pair[0], pair[1]), max(pair[0], pair[1]), cl.Kind, cl.Contact}
	if p.contact != "" {
		p.kind = ""
	}
	return p
}

func (p pairing) compare(q pairing) int {
	return cmp.Or(cmp.Compare(p.low, q.low), cmp.Compare(p.high, q.high))
}

func (g *Graph) group() {
	at := map[pairing]int{}
	var pairings []pairing
	for i := range g.dossier.Claims {
		cl := &g.dossier.Claims[i]
		for _, pair := range cl.Pairs() {
			key := pairingOf(cl, pair)
			n, ok := at[key]
			if !ok {
				n = len(g.contacts)
				at[key] = n
				pairings = append(pairings, key)
				g.contacts = append(g.contacts, Contact{From: pair[0], To: pair[1], Kind: cl.Kind, dossier: g.dossier})
			}
			g.contacts[n].Claims = append(g.contacts[n].Claims, cl)
		}
	}
	g.name(pairings)
}

// name gives the contacts ids that the order of rows does not change. An id that rows give to a contact goes to the pair whose
// ids come first, since rows may give it to several pairs.
func (g *Graph) name(pairings []pairing) {
	least := map[sources.ContactID]pairing{}
	for _, p := range pairings {
		if one, ok := least[p.contact]; !ok || p.compare(one) < 0 {
			least[p.contact] = p
		}
	}
	g.byID = make(map[sources.ContactID]int32, len(pairings))
	for i, p := range pairings {
		id := p.contact
		switch {
		case id == "":
			id = sources.ContactID(fmt.Sprintf("%s--%s--%s", p.low, p.high, p.kind))
		case p != least[id]:
			id = sources.ContactID(fmt.Sprintf("%s--%s--%s", id, p.low, p.high))
		}
		g.contacts[i].ID = g.free(id)
		g.byID[g.contacts[i].ID] = int32(i)
	}
}

// free returns the id, or a like one: the actors a--b and c, and a and b--c, would get the same.
func (g *Graph) free(id sources.ContactID) sources.ContactID {
	free := id
	for n := 2; ; n++ {
		if _, taken := g.byID[free]; !taken {
			return free
		}
		free = sources.ContactID(fmt.Sprintf("%s-%d", id, n))
	}
}

// orient finds whether the claims that tell what the contact is have it go one way.
func (c *Contact) orient() {
	forth, back := len(c.telling) > 0, len(c.telling) > 0
	for _, cl := range c.telling {
		fromActs := slices.Contains(cl.Actors, c.From)
		forth = forth && cl.Directed && fromActs
		back = back && cl.Directed && !fromActs
	}
	c.Directed = forth || back
	if back {
		c.From, c.To = c.To, c.From
	}
}

// link builds the rows of incident contacts.
func (g *Graph) link() {
	g.ends = make([][2]int32, len(g.contacts))
	g.row = make([]int32, len(g.dossier.Actors)+1)
	for i := range g.contacts {
		c := &g.contacts[i]
		g.ends[i] = [2]int32{g.index[c.From], g.index[c.To]}
		g.row[g.ends[i][0]+1]++
		g.row[g.ends[i][1]+1]++
	}
	for i := range g.dossier.Actors {
		g.row[i+1] += g.row[i]
	}
	next := slices.Clone(g.row)
	g.incident = make([]int32, 2*len(g.contacts))
	for i, ends := range g.ends {
		for _, node := range ends {
			g.incident[next[node]] = int32(i)
			next[node]++
		}
	}
}

// Dossier is what the graph was built from; of a selection, the part of it that the selected contacts refer to.
func (g *Graph) Dossier() *sources.Dossier { return g.dossier }

// All yields contacts and ties in the order of their first claims.
func (g *Graph) All() iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		for i := range g.contacts {
			if !yield(&g.contacts[i]) {
				return
			}
		}
	}
}

// Contacts yields the contacts, without the ties, in the order of their first claims.
func (g *Graph) Contacts() iter.Seq[*Contact] { return g.only(false) }

// Ties yields the ties, such as affiliations, in the order of their first claims.
func (g *Graph) Ties() iter.Seq[*Contact] { return g.only(true) }

// TieWord is what to call one of the graph's ties in a count: "affiliation" if all are of that kind, otherwise "tie".
func (g *Graph) TieWord() string {
	for c := range g.Ties() {
		if !c.IsAffiliation() {
			return "tie"
		}
	}
	return "affiliation"
}

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
	if i, ok := g.byID[id]; ok {
		return &g.contacts[i]
	}
	return nil
}

// Of yields the contacts and affiliations of one actor in the order of their first claims.
func (g *Graph) Of(id sources.ActorID) iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		node, ok := g.index[id]
		if !ok {
			return
		}
		for _, i := range g.incident[g.row[node]:g.row[node+1]] {
			if !yield(&g.contacts[i]) {
				return
			}
		}
	}
}

// Components lists the actors that are connected, however indirectly, by contacts or affiliations that a figure draws: the
// largest component first, then by its first actor; actors in the dossier's order. An actor without any is left out.
func (g *Graph) Components() [][]sources.ActorID {
	var components [][]sources.ActorID
	for _, nodes := range topo.ConnectedComponents(g.Undirected()) {
		if len(nodes) < 2 {
			continue
		}
		indexes := make([]int64, len(nodes))
		for i, n := range nodes {
			indexes[i] = n.ID()
		}
		slices.Sort(indexes)
		component := make([]sources.ActorID, len(nodes))
		for i, n := range indexes {
			component[i] = g.dossier.Actors[n].ID
		}
		components = append(components, component)
	}
	slices.SortFunc(components, func(a, b []sources.ActorID) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(g.index[a[0]], g.index[b[0]]))
	})
	return components
}
