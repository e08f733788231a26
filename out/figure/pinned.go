package figure

import (
	"io"
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
		places[sources.ActorID(id)] = Point{X: at.X, Y: at.Y}
	}
	return places, strings.ToLower(filepath.Ext(name)) != ".svg", nil
}
