package style

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// TintsOf are the colours of the sides. They are given out in the order of the actors in the whole dossier, first of
// those that its figure draws, so that a side has one colour, and one band, in all figures and graph files, whatever
// they show. A side that the dossier or, before it, the theme gives a colour of its own by name has that.
func TintsOf(g *graph.Graph, theme *Theme) map[string]Tint {
	whole := g.Whole()
	if !words.AnySide(whole.Dossier()) {
		return map[string]Tint{}
	}
	actors := whole.Dossier().Actors
	drawn, inRounds := make([]bool, len(actors)), map[sources.ActorID]bool{} // who is one of the first two of a contact
	for c, pair := range graph.PairsOf(whole) {
		switch {
		case !c.Drawn():
		case c.Parties().IsRound():
			inRounds[c.From], inRounds[c.To] = true, true
		default:
			drawn[pair[0]], drawn[pair[1]] = true, true
		}
	}
	own := map[string]Colour{}
	for _, s := range whole.Dossier().Sides {
		if theme.grey() {
			break
		}
		own[s.Name] = Colour(strings.ToLower(s.Value))
	}
	maps.Copy(own, theme.own)
	tints := map[string]Tint{}
	for _, first := range []bool{true, false} {
		for i := range actors {
			name := words.Side(&actors[i])
			if _, known := tints[name]; name != "" && !known && (drawn[i] || inRounds[actors[i].ID]) == first {
				tint := theme.Tint(len(tints))
				if c, ok := own[name]; ok {
					tint = theme.tintOf(c)
				}
				tint.Band = FullBand + Band(len(tints)%bands)
				tints[name] = tint
			}
		}
	}
	return tints
}

// tintOf is the tint of a side that was given one colour: its text and bands have it, made darker or lighter where it
// could not be read on the ground otherwise; frame and ground are it, mixed with the paper.
func (t *Theme) tintOf(c Colour) Tint {
	tint := Tint{Fill: c.Mixed(t.Paper, 0.92), Edge: c.Mixed(t.Paper, 0.5), Text: c}
	for step := 1; step <= 10 && Contrast(tint.Text, tint.Fill) < least; step++ {
		tint.Text = c.Mixed(t.Ink, float64(step)/10)
	}
	return tint
}

// Mixed is the colour that share of the way to another, from 0 to 1; "" stays "".
func (c Colour) Mixed(to Colour, share float64) Colour {
	if c == "" {
		return c
	}
	r, g, b := c.RGB()
	r2, g2, b2 := to.RGB()
	mix := func(from, to uint8) int { return int(float64(from) + float64(share*(float64(to)-float64(from))) + 0.5) }
	return Colour(fmt.Sprintf("#%02x%02x%02x", mix(r, r2), mix(g, g2), mix(b, b2)))
}

// Strangers are the sides that t has a colour for by name and on which no actor of the dossier is.
func (t *Theme) Strangers(d *sources.Dossier) []string {
	known := map[string]bool{}
	for i := range d.Actors {
		known[words.Side(&d.Actors[i])] = true
	}
	var list []string
	for name := range t.own {
		if !known[name] {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// grey tells whether the theme's sides have no colour at all.
func (t *Theme) grey() bool {
	return !slices.ContainsFunc(t.tints, func(tint Tint) bool {
		r, g, b := tint.Text.RGB()
		return r != g || g != b
	})
}
