package out

import (
	"slices"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// isTie tells whether c is an affiliation that nobody disputes.
func isTie(c *graph.Contact) bool { return c.IsAffiliation() && style.Of(c.State).Dash == nil }

func lineOf(c *graph.Contact) style.Line {
	if isTie(c) {
		return style.Report().Affiliation()
	}
	return style.Of(c.State)
}

// connected tells which actors have a contact or affiliation that is drawn.
func connected(g *graph.Graph) map[sources.ActorID]bool {
	ids := map[sources.ActorID]bool{}
	for c := range g.All() {
		if c.Drawn() {
			ids[c.From], ids[c.To] = true, true
		}
	}
	return ids
}

// sidesOf lists the sides in the dossier's order, first those with actors that are drawn.
func sidesOf(g *graph.Graph) []string {
	var sides []string
	ids := connected(g)
	for _, drawn := range []bool{true, false} {
		for i := range g.Dossier().Actors {
			a := &g.Dossier().Actors[i]
			if s := figure.SideName(a); s != "" && ids[a.ID] == drawn && !slices.Contains(sides, s) {
				sides = append(sides, s)
			}
		}
	}
	return sides
}

func tintOf(sides []string, side string) style.Tint {
	if n := slices.Index(sides, side); n >= 0 {
		return style.Tints(n)
	}
	return style.Report().Neutral()
}
