// Package edits finds what somebody changed in a graph file of relgraph's after it was written: in Gephi, in yEd, by a
// script. Each element of the file is held against what would be written for its record now.
package edits

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// An Edit is one thing that a file says other than its records do.
type Edit struct {
	At      sources.Pos
	What    string // of which it is said: actor "mi6", contact "mi6--assad"
	Column  string // "" where the whole element was added or deleted
	Kept    string // what the records say
	Now     string // what the file says
	Happens string // how it is said where no cell changed: "was added"
	Changes []intake.Change
	Cannot  string // why it cannot be taken; "" if it can
}

// Said says the edit as import reports it, and what is kept.
func (e Edit) Said() string {
	if e.Happens != "" {
		return e.What + " " + e.Happens
	}
	return fmt.Sprintf("%s: %s %s %s in the file; kept: %s", e.What, e.Column, e.verb("is", "are"), quoted(e.Now),
		quoted(e.Kept))
}

// Taken says the edit as import does when it takes it.
func (e Edit) Taken() string {
	if e.Happens != "" {
		return e.What + " " + e.Happens
	}
	return fmt.Sprintf("%s: %s %s now %s; before: %s", e.What, e.Column, e.verb("is", "are"), quoted(e.Now), quoted(e.Kept))
}

// verb chooses between the forms of a verb by the name of the column.
func (e Edit) verb(one, many string) string {
	if strings.HasSuffix(e.Column, "s") && e.Column != "class" && !strings.HasSuffix(e.Column, "ss") {
		return many
	}
	return one
}

func quoted(text string) string {
	if text == "" {
		return "blank"
	}
	return strconv.Quote(text)
}

// Of lists the edits of files, in the order in which their elements stand there; d is the dossier of their records.
func Of(d *sources.Dossier, files []intake.Returned) ([]Edit, error) {
	if len(files) == 0 {
		return nil, nil
	}
	g, err := graph.Build(d)
	if err != nil {
		return nil, err
	}
	l := newLedger(g, files)
	deletions{l}.findGone(files)
	for i := range files {
		l.file(&files[i])
	}
	deletions{l}.deleted(files)
	return l.edits, nil
}

// A ledger holds what would be written, and what was found to differ.
type ledger struct {
	columns
	g     *graph.Graph
	cite  *words.Citations
	edits []Edit

	actors  actors
	nodes   map[sources.ActorID]rows.Row
	edges   map[edgeKey]rows.Row
	about   contacts
	seen    map[edgeKey]bool
	there   map[string]bool // contacts that have an edge in the files
	gone    []string        // and those that had one
	without bool            // no file has edges
	said    map[string]bool // what was said of a round, which has several edges
	untold  bool            // an edge of the file says that nobody tells its direction
	arrows  arrows          // of the file's edges
	isTimed bool            // the file has them on a timeline
}

// actors are those of a dossier by their ids.
type actors map[sources.ActorID]*sources.Actor

// contacts are those that claims are about.
type contacts map[sources.ClaimID]*graph.Contact

// An edgeKey tells edges apart: by the contact or, in a file of claims, the claim, and by who is at its ends, in the
// order of their ids.
type edgeKey struct {
	id   string
	a, b sources.ActorID
}

func keyOf(id string, a, b sources.ActorID) edgeKey { return edgeKey{id, min(a, b), max(a, b)} }

func newLedger(g *graph.Graph, files []intake.Returned) *ledger {
	l := &ledger{g: g, cite: words.Cite(g), actors: map[sources.ActorID]*sources.Actor{},
		nodes: map[sources.ActorID]rows.Row{}, edges: map[edgeKey]rows.Row{},
		about: map[sources.ClaimID]*graph.Contact{}, columns: newColumns(g.Dossier()), seen: map[edgeKey]bool{},
		said: map[string]bool{}}
	for c := range g.All() {
		for _, cl := range c.Claims {
			l.about[cl.ID] = c
		}
	}
	job := rows.NewJob(g)
	job.At, job.Records = map[sources.ActorID]rows.Point{}, rows.NoRecords // places are not compared
	for _, f := range files {
		if rich(f) {
			job.Columns = rows.AllColumns
		}
		job.Claims = job.Claims || slices.ContainsFunc(f.Edges, ofClaim)
	}
	for r := range job.Nodes().All() {
		r.Facts = slices.Clone(r.Facts)
		l.actors[sources.ActorID(r.ID)], l.nodes[sources.ActorID(r.ID)] = g.Dossier().Actor(sources.ActorID(r.ID)), r
	}
	timed := slices.ContainsFunc(files, func(f intake.Returned) bool { return f.Timed })
	for r := range job.Edges().All() {
		id := string(r.Contact)
		if job.Claims {
			id = r.Get("claim")
		}
		r.Facts = slices.Clone(r.Facts)
		if timed {
			r.Dates = slices.Clone(r.Dates)
		}
		l.edges[keyOf(id, r.From, r.To)] = r
	}
	l.write("actors", job.Nodes())
	l.write("claims", job.Edges())
	return l
}

// rich tells whether the edges of a file have columns that relgraph writes only with all.
func rich(f intake.Returned) bool {
	extra := map[string]bool{} // names that were looked at
	has := func(name string) bool {
		is, known := extra[name]
		if !known {
			is = rows.ExtentOf(plainName(name)) == rows.OnRequest
			extra[name] = is
		}
		return is
	}
	return slices.ContainsFunc(f.EdgeColumns, has) || slices.ContainsFunc(f.Edges, func(s intake.Shown) bool {
		return slices.ContainsFunc(s.Cells, func(c sources.Cell) bool { return has(c.Column) })
	})
}

// ofClaim tells an edge that stands for one claim, by a column of such edges alone.
func ofClaim(s intake.Shown) bool {
	return slices.ContainsFunc(s.Cells, func(c sources.Cell) bool { return c.Column == "stance" })
}

func (l *ledger) add(e Edit) { l.edits = append(l.edits, e) }

// file compares the elements of a file with its records.
func (l *ledger) file(f *intake.Returned) {
	unlabelled(f)
	l.arrows, l.isTimed = arrows{}, f.Timed
	nodes, edges := l.columnsOf(f.NodeColumns, f.Nodes, f.Whole), l.columnsOf(f.EdgeColumns, f.Edges, f.Whole)
	var differ [2][]intake.Shown // nodes and edges that may show something else than their records say
	for _, s := range f.Nodes {
		if r, ok := l.nodes[s.Actor]; !ok || !shows(s, &r) {
			differ[0] = append(differ[0], s)
			if ok {
				l.node(s, r, nodes)
			}
		}
	}
	l.untold = slices.ContainsFunc(f.Edges, func(s intake.Shown) bool {
		return slices.ContainsFunc(s.Cells, func(c sources.Cell) bool {
			return c.Text == sources.NotTold.String() && l.columnName(c.Column) == "direction"
		})
	})
	for _, s := range f.Edges {
		if !l.edge(s, edges) {
			differ[1] = append(differ[1], s)
		}
	}
	if l.arrows.edited(true, false) || l.arrows.edited(false, true) {
		l.turned(f.Edges)
	}
	l.added("actors", differ[0])
	l.added("claims", differ[1])
	for _, s := range f.Added {
		what := fmt.Sprintf("actor %q", cmp.Or(s.Label, s.ID))
		if s.IsEdge() {
			what = fmt.Sprintf("edge %s from %q to %q", quoted(cmp.Or(s.Label, s.ID)), s.Source, s.Target)
		}
		l.add(Edit{At: s.At, What: what, Happens: "was added: it has no record"})
	}
}

// unlabelled forgets the labels of a file in which each node's is its id: so NetworkX writes GML, whatever label nodes had.
func unlabelled(f *intake.Returned) {
	if len(f.Nodes) < 2 || slices.ContainsFunc(f.Nodes, func(s intake.Shown) bool { return s.Label != string(s.Actor) }) {
		return
	}
	for i := range f.Nodes {
		f.Nodes[i].Label = ""
	}
}

// added reports columns that relgraph did not write, each once.
func (l *ledger) added(table string, elements []intake.Shown) {
	type column struct {
		name    string
		first   sources.Cell
		texts   int
		others  bool // it holds more than the elements' ids or numbers, which NetworkX and pandas add
		changes []intake.Change
	}
	var order []*column
	byName := map[string]*column{}
	for i, s := range elements {
		for _, c := range s.Cells {
			name := l.columnName(c.Column)
			ofATool := ofTools[name] && !(table == "actors" && ofOwners[name])
			if l.known[table][name] || drawing(name) || ofATool || strings.TrimSpace(c.Text) == "" ||
				ofYEd(s, strings.TrimPrefix(name, "extra_")) {
				continue
			}
			col := byName[name]
			if col == nil {
				col = &column{name: c.Column, first: c}
				byName[name], order = col, append(order, col)
			}
			col.texts++
			col.others = col.others || c.Text != s.ID && c.Text != string(s.Actor) && c.Text != strconv.Itoa(i)
			if table == "actors" {
				col.changes = append(col.changes, intake.Change{Table: table, ID: string(s.Actor), Column: c.Column,
					Text: c.Text})
				continue
			}
			for _, id := range s.Claims {
				col.changes = append(col.changes, intake.Change{Table: table, ID: string(id), Column: c.Column,
					Text: c.Text})
			}
		}
	}
	of := map[string]string{"actors": "nodes", "claims": "edges"}[table]
	for _, col := range order {
		if !col.others {
			continue
		}
		l.add(Edit{At: col.first.Pos, What: fmt.Sprintf("column %q of the %s", col.name, of),
			Happens: fmt.Sprintf("was added: %s, the first %q", words.Plural(col.texts, "cell"), col.first.Text),
			Changes: col.changes})
	}
}

const derived = "it follows from the claims"

// ofOwners are those of them that programs put at edges alone: at a node somebody has put them.
var ofOwners = map[string]bool{"start": true, "end": true, "date": true, "time": true, "type": true}

// ofTools are columns in which programs keep what they need themselves.
var ofTools = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`id timeset interval time type kind date start end key suid shared_name shared_interaction selected interaction line width
		source target directed undirected z r g b a viz fixed shape fill xpos ypos zpos height thickness index vx vy fx fy group of graphics label_color label_size viewlabel
		graphml_vertex_id graphml_edge_id viewcolor viewlayout viewsize viewshape networkx_key selectable locked grabbable pannable removed classes text labels x_1 y_1 name_1`) {
		names[name] = true
	}
	return names
}()
