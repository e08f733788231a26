package figure

import (
	"cmp"

	"relgraph/out/internal/typeface"
	"relgraph/sources"
)

// A Draft is how a figure was drawn, for another one of about the same contacts that is to be there at once, as while
// somebody types: it keeps the layout and, of a network, the places of the boxes, and leaves out most of the search. It
// serves one drawing at a time.
type Draft struct {
	layout Layout
	panels Panels
	places map[sources.ActorID]Point
	unit   float64 // of a register
	ruler  *ruler
}

// Draft is how f was drawn.
func (f *Figure) Draft() *Draft {
	d := &Draft{layout: f.layout, panels: f.panels, places: map[sources.ActorID]Point{}, unit: f.unit, ruler: f.ruler}
	if f.layout == Network && len(f.More) == 0 {
		for _, a := range f.Actors {
			if !a.Again {
				at := Point{X: (a.Box.X + a.Box.Width/2) / f.Scale, Y: (a.Box.Y + a.Box.Height/2) / f.Scale}
				if f.turned {
					at.X = -at.X
				}
				d.places[a.Actor.ID] = at
			}
		}
	}
	return d
}

// measured are the options with the ruler that text is measured by: that of the draft, if it has the same fonts.
func (o Options) measured() Options {
	family := cmp.Or(o.Family, typeface.Default())
	switch {
	case o.ruler != nil && o.ruler.family == family:
	case o.Draft != nil && o.Draft.ruler != nil && o.Draft.ruler.family == family:
		o.ruler = o.Draft.ruler
	default:
		o.ruler = newRuler(family)
	}
	return o
}

// placeOf is where an actor's box has to stand, if that is given: by the options or, in a draft, by the figure before.
func (o Options) placeOf(id sources.ActorID) (Point, bool) {
	if at, given := o.Places[id]; given || o.Draft == nil || len(o.Places) > 0 {
		return at, given
	}
	at, given := o.Draft.places[id]
	return at, given
}
