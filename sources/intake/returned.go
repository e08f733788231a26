package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
)

// A Returned is a graph file that relgraph wrote, as it stands now: somebody may have saved it with another program
// and changed it there. What its records hold is in the dossier; what its elements show may differ.
type Returned struct {
	File         string
	Nodes, Edges []Shown  // that have a record
	Added        []Shown  // that have none
	Drawn        []string // the contacts that it had edges for when it was written, by their ids
	Actors       int      // how many it had then; 0 if the file does not say
	NodeColumns  []string // that its elements can show; nil for those that they do show and, in JSON, any
	EdgeColumns  []string
	Whole        bool // a column that no element shows is one that they are all blank in
	Timed        bool // its edges have their times on a timeline, where one without any is always
}

// A Shown is a node or an edge as a file shows it.
type Shown struct {
	At             sources.Pos
	ID             string
	Label          string
	Drawn          bool // Label is what the tool draws, as yEd has it, and no column
	Actor          sources.ActorID
	Claims         []sources.ClaimID
	Source, Target sources.ActorID // of an edge
	Directed       bool
	Cells          []sources.Cell // by the names of the file's columns
	Times          []sources.Cell // of an edge on a timeline, each from day to day in EDTF, or as the file has it
}

// IsEdge tells edges from nodes.
func (s Shown) IsEdge() bool { return s.Source != "" || s.Target != "" }

// A Change is another text for a cell of the dossier.
type Change struct{ Table, ID, Column, Text string }

// Returned are the files of relgraph's among those that were read.
func (im *Import) Returned() []Returned { return im.returned }

// Take puts changes into the dossier. A column that its table does not have is put behind the others.
func (im *Import) Take(changes []Change) {
	im.opened = nil
	rows := map[[2]string]int{}
	for _, t := range im.tables {
		for i, row := range t.Rows {
			rows[[2]string{t.Name, row[0]}] = i // each table's first column is its id
		}
	}
	for _, c := range changes {
		n := slices.IndexFunc(im.tables, func(t sources.Table) bool { return t.Name == c.Table })
		i, known := rows[[2]string{c.Table, c.ID}]
		if n < 0 || !known {
			continue
		}
		t := &im.tables[n]
		column := slices.Index(t.Columns, c.Column)
		if column < 0 {
			column, t.Columns = len(t.Columns), append(t.Columns, c.Column)
			for k := range t.Rows {
				t.Rows[k] = append(t.Rows[k], "")
			}
		}
		t.Rows[i][column] = c.Text
	}
	im.write()
}

// shownBy is what a file of relgraph's shows beside its records.
func shownBy(r *report, n, rest network, actors map[string]string) Returned {
	back := Returned{File: r.file, NodeColumns: n.nodeColumns, EdgeColumns: n.edgeColumns, Whole: n.whole,
		Timed: n.timed}
	add := func(elements []element, sort string, to *[]Shown) {
		for _, e := range elements {
			s := Shown{At: e.at, ID: e.id, Label: e.label, Drawn: e.drawn, Directed: e.directed,
				Cells: e.cells, Times: e.times,
				Source: sources.ActorID(cmp.Or(actors[e.source], e.source)),
				Target: sources.ActorID(cmp.Or(actors[e.target], e.target))}
			for _, record := range e.records {
				switch record.sort {
				case "actor":
					s.Actor = sources.ActorID(record.id())
				case "claim":
					s.Claims = append(s.Claims, sources.ClaimID(record.id()))
				case "drawn":
					for part := range recordParts(record.text) {
						_, id, _ := strings.Cut(part, ": ")
						back.Drawn = append(back.Drawn, unescape(id))
					}
				case "dossier":
					actors, _ := strconv.Atoi(record.value("actors"))
					back.Actors = max(back.Actors, actors)
				}
			}
			if sort == "" || e.recorded(sort) != "" {
				*to = append(*to, s)
			}
		}
	}
	if !n.drawing {
		add(n.nodes, "actor", &back.Nodes)
		add(n.edges, "claim", &back.Edges)
	}
	add(rest.nodes, "", &back.Added)
	add(rest.edges, "", &back.Added)
	return back
}
