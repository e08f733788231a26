package rows

import (
	"slices"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// IsTie tells whether c is an affiliation that nobody disputes.
func IsTie(c *graph.Contact) bool { return c.IsAffiliation() && style.Of(c.State).Dash == nil }

// LineOf is the line that the report's figure draws a contact with.
func LineOf(c *graph.Contact) style.Line {
	if lines := linesOf(); int(c.State) < len(lines) && !c.IsAffiliation() {
		return lines[c.State]
	}
	if IsTie(c) {
		return style.Report().Affiliation()
	}
	return style.Of(c.State)
}

// linesOf are those of the states, by their numbers. The look of figures is read when a file first needs it.
var linesOf = sync.OnceValue(func() []style.Line {
	lines := []style.Line{style.Of(0)}
	for _, s := range graph.States() {
		lines = append(lines, style.Of(s))
	}
	return lines
})

// connected tells which actors have a contact or affiliation that is drawn.
func Connected(g *graph.Graph) map[sources.ActorID]bool {
	ids := make(map[sources.ActorID]bool, len(g.Dossier().Actors))
	for c := range g.All() {
		if c.Drawn() {
			for _, id := range c.Members { // From and To are two of them
				ids[id] = true
			}
		}
	}
	return ids
}

// sidesOf lists the sides in the dossier's order, first those with actors that are drawn.
func SidesOf(g *graph.Graph) []string {
	var sides []string
	if !words.AnySide(g.Dossier()) {
		return nil
	}
	ids := Connected(g)
	for _, drawn := range []bool{true, false} {
		for i := range g.Dossier().Actors {
			a := &g.Dossier().Actors[i]
			if s := words.Side(a); s != "" && ids[a.ID] == drawn && !slices.Contains(sides, s) {
				sides = append(sides, s)
			}
		}
	}
	return sides
}

// TintsOf are the colours of the sides, as the figures of the report theme have them.
func TintsOf(g *graph.Graph) map[string]style.Tint { return style.TintsOf(g, style.Report()) }

// TintOf is the colour of a side; actors without one have a neutral one.
func TintOf(tints map[string]style.Tint, side string) style.Tint {
	if tint, ok := tints[side]; ok {
		return tint
	}
	return style.Report().Neutral()
}
