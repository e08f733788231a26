package rows

import (
	"sync"
	"unicode/utf8"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/places"
	"relgraph/out/internal/plane"
	"relgraph/sources"
)

// A Job is a graph that is to be written into files, and what was chosen for them. Make one with [NewJob]; one job
// serves for any number of formats.
type Job struct {
	Graph           *graph.Graph
	Title, Subtitle string
	Verified        Verified
	Voice           words.Voice // in which texts are written
	Options

	// where actors are to stand, those of them that it has; nil for places of the job's own
	At map[sources.ActorID]plane.Point

	places, nodeRows, edgeRows, scriptRows sync.Once
	place                                  func() Placement
	placed                                 Placement
	nodes, edges, scripted                 *Sheet
	noted                                  sync.Map // by the name of what was written
}

// Note keeps what a writer saw on the way, under the name of what it wrote, so that nothing is gone through again for it.
func (j *Job) Note(what string, saw []string) { j.noted.Store(what, saw) }

// Noted is what a writer saw on the way; false if nothing of that name was written.
func (j *Job) Noted(what string) (saw []string, ok bool) {
	noted, ok := j.noted.Load(what)
	if ok {
		saw = noted.([]string)
	}
	return saw, ok
}

// NewJob writes g as it is, under its dossier's title.
func NewJob(g *graph.Graph) *Job {
	return &Job{Graph: g, Title: words.English().Notes.Title(g.Dossier()), Subtitle: g.Dossier().Subtitle}
}

// PlacedAs has the job take its places from a function, such as one that places a whole of which the job is a part.
func (j *Job) PlacedAs(place func() Placement) { j.place = place }

// Nodes has a row for every actor.
func (j *Job) Nodes() *Sheet {
	j.nodeRows.Do(func() { j.nodes = j.nodeSheet() })
	return j.nodes
}

// Edges has a row for every contact that is drawn or, as the job says, for every claim that reports one.
func (j *Job) Edges() *Sheet {
	j.edgeRows.Do(func() { j.edges = j.edgeSheet(Everywhere) })
	return j.edges
}

// EdgeTable has the rows of Edges with the columns too that the records say as well: a table is read by scripts, which
// take no records apart.
func (j *Job) EdgeTable() *Sheet {
	if j.Claims || j.extent() >= Unrecorded {
		return j.Edges()
	}
	j.scriptRows.Do(func() { j.scripted = j.edgeSheet(Unrecorded) })
	return j.scripted
}

// A Placement is where all actors of a graph stand.
type Placement struct {
	At    map[sources.ActorID]plane.Point
	Boxes int  // how many times a straight line passes through the box of a third actor
	Dots  int  // the same of dots, as Gephi draws actors
	Rough bool // there are too many actors for lines to be kept off others
}

// Placement finds where the actors stand; it is found once.
func (j *Job) Placement() Placement {
	j.places.Do(func() {
		switch {
		case j.At != nil:
			j.placed.At = j.At
		case j.place != nil:
			j.placed = j.place()
		default:
			j.placed = PlacementOf(j.Graph)
		}
	})
	return j.placed
}

// letterWidth is about the width of a letter in points, as Gephi's Preview writes names beside nodes of their size; other
// programs write smaller.
const letterWidth = 11

// PlacementOf finds places for the actors of g.
func PlacementOf(g *graph.Graph) Placement {
	actors := g.Dossier().Actors
	sides := map[string]int{}
	of := places.Graph{Nodes: len(actors), Sides: make([]int, len(actors)),
		Names: make([]float64, len(actors))}
	for i := range actors {
		of.Sides[i] = -1
		of.Names[i] = letterWidth * float64(utf8.RuneCountInString(actors[i].Short))
		if side := words.Side(&actors[i]); side != "" {
			if _, known := sides[side]; !known {
				sides[side] = len(sides)
			}
			of.Sides[i] = sides[side]
		}
	}
	of.Edges = make([][2]int, 0, len(g.Dossier().Claims)) // as many as there are, but for contacts of more than two
	for c, pair := range graph.PairsOf(g) {
		if c.Drawn() {
			of.Edges = append(of.Edges, pair)
		}
	}
	found := places.Of(of)
	p := Placement{At: make(map[sources.ActorID]plane.Point, len(actors)), Boxes: found.Boxes, Dots: found.Dots,
		Rough: found.Rough}
	for i := range actors {
		p.At[actors[i].ID] = plane.Point{X: found.At[i].X, Y: found.At[i].Y}
	}
	return p
}
