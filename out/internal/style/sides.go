package style

import (
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// TintsOf are the colours of the sides. They are given out in the order of the actors in the whole dossier, first of those that its
// figure draws, so that a side has one colour, and one band, in all figures and graph files, whatever they show.
func TintsOf(g *graph.Graph, theme *Theme) map[string]Tint {
	whole := g.Whole()
	drawn := map[sources.ActorID]bool{}
	for c := range whole.All() {
		if c.Drawn() {
			drawn[c.From], drawn[c.To] = true, true
		}
	}
	tints := map[string]Tint{}
	actors := whole.Dossier().Actors
	for _, first := range []bool{true, false} {
		for i := range actors {
			name := words.Side(&actors[i])
			if _, known := tints[name]; name != "" && !known && drawn[actors[i].ID] == first {
				tint := theme.Tint(len(tints))
				tint.Band = FullBand + Band(len(tints)%bands)
				tints[name] = tint
			}
		}
	}
	return tints
}
