package rows

import (
	"relgraph/graph"
	"relgraph/out/internal/plane"
)

// A Point is where an actor stands: see [plane.Point].
type Point = plane.Point

// Options choose the readers that a file for graph tools is made for. The zero value suits the most readers.
type Options struct {
	Direction EdgeDirections
	Flavour   Flavour // of GraphML
	Claims    bool    // an edge is a claim that reports a contact, and not the contact that the claims add up to

	Columns     Columns            // which columns edges have
	Records     Records            // how much of the dossier stands beside
	Measurement *graph.Measurement // what else is told of nodes, or nil
	Measures    []graph.Measure    // of it
}

// Columns says which columns the contacts of a graph file have. The zero Columns is LeanColumns.
type Columns uint8

const (
	LeanColumns Columns = iota // those that people read, rank, filter and play in time
	AllColumns                 // those too that say what the records hold as well
)

// Records says how much of the dossier a graph file carries beside what programs draw and measure. The zero Records
// is FullRecords.
type Records uint8

// How much of the dossier a graph file carries.
const (
	FullRecords Records = iota // every claim, document and actor whole, in one column: the file can be imported again
	NoRecords                  // only what programs draw and measure
)

// A Flavour is what GraphML is written for. The zero Flavour is Gephi.
type Flavour uint8

const (
	Gephi  Flavour = iota // with edge types, for Gephi and all that read plain GraphML
	Strict                // without edge types, which the schema does not have; Gephi then adds up the edges of a pair
	YEd                   // with yFiles graphics, as yEd saves them: the figure, to be worked on
)

// EdgeDirections say whether edges go their own ways. The zero EdgeDirections leave it to the format: GraphML has all edges
// go alike, since NetworkX refuses a mix and igraph ignores it; the others mix.
type EdgeDirections uint8

const (
	Alike EdgeDirections = iota + 1 // undirected, or directed if all are; the column "direction" tells each edge's own
	Mixed                           // directed edges beside undirected ones
)
