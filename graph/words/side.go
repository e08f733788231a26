package words

import "relgraph/sources"

// Side is what an actor is grouped by: its side, else the English name of its country, else "".
func Side(a *sources.Actor) string { return a.SideOf() }

// AnySide tells whether any actor of a dossier has a side.
func AnySide(d *sources.Dossier) bool {
	for i := range d.Actors {
		if Side(&d.Actors[i]) != "" {
			return true
		}
	}
	return false
}
