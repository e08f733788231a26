package rows

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"relgraph/out/internal/plane"
	"relgraph/sources"
)

const (
	gephiReach = 5000 // Gephi moves what lies farther out
	rowStep    = 130  // in points, between actors that have no place yet: a name is about 100 wide
	shortRow   = 8    // of them at least
)

// spread turns places for graph tools: y up, the mean at the origin, within Gephi's reach. Actors that at lacks stand
// in rows below the others.
func spread(actors []sources.Actor, at map[sources.ActorID]plane.Point) []plane.Point {
	places := make([]plane.Point, len(actors))
	var rest []int
	left, right, bottom := math.Inf(1), math.Inf(-1), math.Inf(1)
	for i := range actors {
		p, ok := at[actors[i].ID]
		if !ok {
			rest = append(rest, i)
			continue
		}
		places[i] = plane.Point{X: p.X, Y: -p.Y}
		left, right, bottom = min(left, p.X), max(right, p.X), min(bottom, -p.Y)
	}
	if len(rest) == len(actors) {
		left, right, bottom = 0, 0, 0
	}
	perRow := max(int((right-left)/rowStep)+1, shortRow)
	for n, i := range rest {
		places[i] = plane.Point{X: left + float64(float64(n%perRow)*rowStep),
			Y: bottom - float64(float64(n/perRow+1)*rowStep)}
	}
	var mean plane.Point
	for _, p := range places {
		mean.X += p.X / float64(len(places))
		mean.Y += p.Y / float64(len(places))
	}
	farthest := 1.0
	for _, p := range places {
		farthest = max(farthest, math.Abs(p.X-mean.X), math.Abs(p.Y-mean.Y))
	}
	scale := min(1, gephiReach/farthest)
	for i, p := range places {
		places[i] = plane.Point{X: float64((p.X - mean.X) * scale), Y: float64((p.Y - mean.Y) * scale)}
	}
	return places
}

// GephiWarnings says which texts Gephi will show in another way. Once a file is written that is known.
func (j *Job) GephiWarnings() []string {
	return slices.Concat(j.Nodes().misreadings(), j.Edges().misreadings())
}

func (s *Sheet) misreadings() []string {
	if !s.looked {
		var room []byte
		for r := range s.Written(Notation{unescaped, func(Column) (string, string) { return "\n", "" }}) { // which looks
			room = r.AppendCells(room[:0])
		}
	}
	return s.misread
}

// misread says which texts of the row Gephi will show in another way.
func (r *Row) misread() (warnings []string) {
	in := &r.t.written
	if len(in.infinite) > 0 {
		warnings = append(warnings, fmt.Sprintf(`%s: %s: Gephi will read "INF" as "Infinity"`, r.What(),
			strings.Join(in.infinite, ", ")))
	}
	if len(in.null) > 0 {
		warnings = append(warnings, fmt.Sprintf(`%s: %s: Gephi will leave out the value "null"`, r.What(),
			strings.Join(in.null, ", ")))
	}
	return warnings
}
