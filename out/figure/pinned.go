package figure

import (
	"io"
	"math"
	"path/filepath"
	"strings"

	"relgraph/out/internal/positions"
	"relgraph/sources"
)

// PlaceFiles lists the endings of the files that [ReadPlaces] reads.
func PlaceFiles() []string { return positions.Formats() }

// A PlaceColumn is one of a table of places.
type PlaceColumn = positions.Column

// PlaceColumns are the columns of a table of places, such as places.csv beside a dossier.
func PlaceColumns() []PlaceColumn { return positions.Columns() }

// ReadPlaces reads where actors stand from a file that a graph program has saved, or from a figure of relgraph's own
// as SVG; the ending of name tells which. Places from a graph program are in a unit of its own, and fit says that the
// layout is to find a scale for them: see [Options].
func ReadPlaces(name string, r io.Reader) (places map[sources.ActorID]Point, fit bool, err error) {
	read, err := positions.Read(name, r)
	if err != nil {
		return nil, false, err
	}
	places = map[sources.ActorID]Point{}
	for id, at := range read {
		places[sources.ActorID(id)] = at
	}
	fit = strings.ToLower(filepath.Ext(name)) != ".svg"
	if fit {
		bringNear(places)
	}
	return places, fit, nil
}

// reach is how far from the origin a place may be that the layout is to scale, in units of its file: a tenth of the
// points beyond which the layout takes none.
const reach = 1e5

// bringNear moves and shrinks places in a unit of their own, all alike, where some are out of reach: a program may
// count in pixels of a map or in metres. Places within reach, and those that are no numbers, stay as they are.
func bringNear(places map[sources.ActorID]Point) {
	least, most := Point{X: math.Inf(1), Y: math.Inf(1)}, Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, at := range places {
		least = Point{X: min(least.X, at.X), Y: min(least.Y, at.Y)}
		most = Point{X: max(most.X, at.X), Y: max(most.Y, at.Y)}
	}
	farthest := max(-least.X, -least.Y, most.X, most.Y)
	if !(farthest >= reach) || math.IsInf(farthest, 0) {
		return
	}
	middle := Point{X: least.X/2 + most.X/2, Y: least.Y/2 + most.Y/2}
	_, power := math.Frexp(max(most.X/2-least.X/2, most.Y/2-least.Y/2) / reach)
	power = max(power, 0)
	for id, at := range places { // a power of two loses no digit
		places[id] = Point{X: math.Ldexp(at.X-middle.X, -power), Y: math.Ldexp(at.Y-middle.Y, -power)}
	}
}
