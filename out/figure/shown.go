package figure

import (
	"errors"
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

var errNothing = errors.New("there is no contact to draw: want a dossier with claims, or fewer of the flags that choose")

// shows tells of which contacts and ties a figure has lines: of those that a document reports, of those in a state,
// or with a stance, that the selection asks for by name, and, if that leaves none, of all, such as the denials of a
// dossier of denials.
func shows(g *graph.Graph) func(*graph.Contact) bool {
	asked := func(c *graph.Contact) bool {
		return c.Drawn() || slices.ContainsFunc(g.View().Selections, func(s graph.Selection) bool {
			return slices.Contains(s.States, c.State) ||
				slices.ContainsFunc(s.Stances, func(stance sources.Stance) bool { return c.Evidence().Count(stance) > 0 })
		})
	}
	for c := range g.All() {
		if asked(c) {
			return asked
		}
	}
	return func(*graph.Contact) bool { return true }
}

// shown are the contacts that a figure has lines for, and the ties that it tells in words. A graph of ties shows
// these as lines.
func shown(g *graph.Graph) (contacts, ties []*graph.Contact) {
	has := shows(g)
	for c := range g.All() {
		switch {
		case !has(c):
		case isTie(c):
			ties = append(ties, c)
		default:
			contacts = append(contacts, c)
		}
	}
	if contacts == nil {
		return ties, nil
	}
	return contacts, ties
}

// reports tells whether documents report anything that a figure of g shows, and whether it shows anything that none does.
func reports(g *graph.Graph) (reported, other bool) {
	has := shows(g)
	for c := range g.All() {
		reported = reported || c.Drawn()
		other = other || has(c) && !c.Drawn()
	}
	return reported, other
}

// Boxed are the actors that Draw has boxes for, in the dossier's order: those of contacts, and of ties where these
// are lines.
func Boxed(g *graph.Graph, opts Options) []sources.ActorID {
	contacts, ties := shown(g)
	if opts.along(g).Ties == TiesAsLines {
		contacts = append(slices.Clone(contacts), ties...)
	}
	boxed := map[sources.ActorID]bool{}
	for _, c := range contacts {
		for _, id := range c.Members {
			boxed[id] = true
		}
	}
	var ids []sources.ActorID
	for _, a := range g.Dossier().Actors {
		if boxed[a.ID] {
			ids = append(ids, a.ID)
		}
	}
	return ids
}
