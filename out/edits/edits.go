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
	l.findGone(files)
	for i := range files {
		l.file(&files[i])
	}
	l.deleted(files)
	return l.edits, nil
}

// A ledger holds what would be written, and what was found to differ.
type ledger struct {
	g     *graph.Graph
	cite  *words.Citations
	edits []Edit

	actors  map[sources.ActorID]*sources.Actor
	nodes   map[sources.ActorID]rows.Row
	edges   map[edgeKey]rows.Row
	about   map[sources.ClaimID]*graph.Contact
	numbers map[string]bool            // columns of numbers
	known   map[string]map[string]bool // columns that relgraph writes of actors and of claims
	seen    map[edgeKey]bool
	there   map[string]bool              // contacts that have an edge in the files
	gone    []string                     // and those that had one
	own     map[string]map[string]string // the dossier's own columns, by table and by their names in graph files
	names   map[string]string            // of columns, as rows have them
	said    map[string]bool              // what was said of a round, which has several edges

	cells map[string]sources.Cell // room for what an element shows
	done  map[string]bool         // and for which of that was looked at
}

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
		about: map[sources.ClaimID]*graph.Contact{}, numbers: map[string]bool{},
		known: map[string]map[string]bool{"actors": {}, "claims": {}}, seen: map[edgeKey]bool{},
		own: map[string]map[string]string{"actors": {}, "claims": {}}, names: map[string]string{}, said: map[string]bool{},
		cells: map[string]sources.Cell{}, done: map[string]bool{}}
	note := func(table string, fields []sources.Field) {
		for _, f := range fields {
			l.own[table][rows.ColumnName(f.Name)] = f.Name
		}
	}
	for i := range g.Dossier().Actors {
		note("actors", g.Dossier().Actors[i].Extra)
	}
	for i := range g.Dossier().Claims {
		note("claims", g.Dossier().Claims[i].Detail().Extra)
	}
	for c := range g.All() {
		for _, cl := range c.Claims {
			l.about[cl.ID] = c
		}
	}
	job := rows.NewJob(g)
	job.At, job.Records = map[sources.ActorID]rows.Place{}, rows.NoRecords // places are not compared
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
	for r := range job.Edges().All() {
		id := string(r.Contact)
		if job.Claims {
			id = r.Get("claim")
		}
		r.Facts = slices.Clone(r.Facts)
		l.edges[keyOf(id, r.From, r.To)] = r
	}
	for table, s := range map[string]*rows.Sheet{"actors": job.Nodes(), "claims": job.Edges()} {
		for _, c := range s.Columns() {
			l.known[table][c.Name] = true
			if c.Kind != "string" {
				l.numbers[c.Name] = true
			}
		}
	}
	return l
}

// rich tells whether the edges of a file have columns that relgraph writes only with all.
func rich(f intake.Returned) bool {
	extra := map[string]bool{} // names that were looked at
	has := func(name string) bool {
		is, known := extra[name]
		if !known {
			is = rows.IsExtra(plainName(name))
			extra[name] = is
		}
		return is
	}
	return slices.ContainsFunc(f.EdgeColumns, has) || slices.ContainsFunc(f.Edges, func(s intake.Shown) bool {
		return slices.ContainsFunc(s.Cells, func(c sources.Cell) bool { return has(c.Column) })
	})
}

// ofClaim tells an edge that stands for one claim.
func ofClaim(s intake.Shown) bool {
	return slices.ContainsFunc(s.Cells, func(c sources.Cell) bool { return c.Column == "claim" })
}

func (l *ledger) add(e Edit) { l.edits = append(l.edits, e) }

// file compares the elements of a file with its records.
func (l *ledger) file(f *intake.Returned) {
	nodes, edges := l.columnsOf(f.NodeColumns, f.Nodes, f.Whole), l.columnsOf(f.EdgeColumns, f.Edges, f.Whole)
	for _, s := range f.Nodes {
		if r, ok := l.nodes[s.Actor]; ok {
			l.node(s, r, nodes)
		}
	}
	for _, s := range f.Edges {
		l.edge(s, edges)
	}
	l.newColumns("actors", f.Nodes)
	l.newColumns("claims", f.Edges)
	for _, s := range f.Added {
		what := fmt.Sprintf("actor %q", cmp.Or(s.Label, s.ID))
		if s.IsEdge() {
			what = fmt.Sprintf("edge %s from %q to %q", quoted(cmp.Or(s.Label, s.ID)), s.Source, s.Target)
		}
		l.add(Edit{At: s.At, What: what, Happens: "was added: it has no record"})
	}
}

// A shownColumns says which columns a blank cell can stand in.
type shownColumns struct {
	all   bool // those that relgraph writes
	rich  bool // those too that it writes only with all columns
	names map[string]bool
}

func (s shownColumns) has(column string) bool {
	return s.names[column] || s.all && (s.rich || !rows.IsExtra(column))
}

func (l *ledger) columnsOf(declared []string, elements []intake.Shown, whole bool) shownColumns {
	s := shownColumns{names: map[string]bool{}}
	for _, name := range declared {
		s.names[l.columnName(name)] = true
	}
	for _, e := range elements {
		for _, c := range e.Cells {
			name := l.columnName(c.Column)
			s.names[name] = true
			s.rich = s.rich || rows.IsExtra(name)
		}
		s.names["label"] = s.names["label"] || e.Label != ""
	}
	s.all = whole
	return s
}

// columnName is the name of one of relgraph's columns where tools call it otherwise. It was worked out before for
// every element of a file but the first.
func (l *ledger) columnName(name string) string {
	plain, known := l.names[name]
	if !known {
		plain = plainName(name)
		l.names[name] = plain
	}
	return plain
}

func plainName(name string) string {
	plain := rows.ColumnName(name)
	switch plain {
	case "edge_label", "node_label", "nodelabel", "edgelabel":
		return "label"
	case "edge_weight":
		return "weight"
	}
	return plain
}

// values are what an element shows, by column. They are good until the next element is asked for.
func (l *ledger) values(s intake.Shown) map[string]sources.Cell {
	cells := l.cells
	clear(cells)
	for _, c := range s.Cells {
		name := l.columnName(c.Column)
		if _, had := cells[name]; !had {
			cells[name] = c
		}
	}
	if s.Label != "" && !s.Drawn {
		cells["label"] = sources.Cell{Pos: s.At, Column: "label", Text: s.Label}
	}
	return cells
}

// same tells whether a tool that changed nothing can have made now of kept: blanks fold, Gephi turns INF into
// Infinity and drops null, numbers are written in many ways, and a missing one as 0, NA or NaN.
func (l *ledger) same(column, kept, now string) bool {
	if kept == now {
		return true
	}
	kept, now = oneLine(kept), oneLine(now)
	if kept == now || strings.ReplaceAll(kept, "INF", "Infinity") == now || now == "" && strings.EqualFold(kept, "null") {
		return true
	}
	if column == "weight" && kept == "1" && now == "" { // which Gephi leaves out of GEXF
		return true
	}
	if kept == "" {
		return now == "NA" || strings.EqualFold(now, "nan") || strings.EqualFold(now, "null") ||
			l.numbers[column] && strings.Trim(now, "0.") == ""
	}
	x, err1 := strconv.ParseFloat(kept, 64)
	y, err2 := strconv.ParseFloat(now, 64)
	// Gephi keeps some numbers in single precision
	return err1 == nil && err2 == nil && (x == y || float32(x) == float32(y))
}

// A difference is a column in which an element shows another text than its record has.
type difference struct {
	column, kept string
	now          sources.Cell
}

// compare finds the differences between an element and the row that would be written for it.
func (l *ledger) compare(s intake.Shown, shown map[string]sources.Cell, r rows.Row,
	columns shownColumns) (all []difference) {
	known := l.known["actors"]
	if s.IsEdge() {
		known = l.known["claims"]
	}
	for _, f := range r.Facts {
		now, has := shown[f.Name]
		if !has {
			now.Pos = s.At
		}
		if f.Name == "records" || drawing(f.Name) || !has && !columns.has(f.Name) || f.Name == "label" && s.Drawn {
			continue
		}
		if !l.same(f.Name, f.Value, now.Text) {
			all = append(all, difference{f.Name, f.Value, now})
		}
	}
	for name, now := range l.ordered(s, shown) {
		if known[name] && name != "records" && !drawing(name) && r.Get(name) == "" && !l.same(name, "", now.Text) {
			all = append(all, difference{name, "", now})
		}
	}
	return all
}

// ownColumn is the dossier's own column whose name in graph files is that; "" if there is none.
func (l *ledger) ownColumn(table, name string) string {
	return cmp.Or(l.own[table][name], l.own[table][strings.TrimPrefix(name, "extra_")])
}

const derived = "it follows from the claims"

// ordered yields the cells in the order in which the file has them.
func (l *ledger) ordered(s intake.Shown, shown map[string]sources.Cell) func(func(string, sources.Cell) bool) {
	return func(yield func(string, sources.Cell) bool) {
		done := l.done
		clear(done)
		for i := -1; i < len(s.Cells); i++ {
			name := "label"
			if i >= 0 {
				name = l.columnName(s.Cells[i].Column)
			}
			if cell, has := shown[name]; has && !done[name] {
				done[name] = true
				if !yield(name, cell) {
					return
				}
			}
		}
	}
}

// drawing tells columns that say how an element is drawn or what was measured of it.
func drawing(column string) bool {
	return slices.Contains([]string{"color", "x", "y", "size", "forcelabel"}, column) ||
		strings.HasPrefix(column, "measure_")
}

// newColumns reports columns that relgraph did not write, each once.
func (l *ledger) newColumns(table string, elements []intake.Shown) {
	type column struct {
		name    string
		first   sources.Cell
		texts   int
		changes []intake.Change
	}
	var order []*column
	byName := map[string]*column{}
	for _, s := range elements {
		for _, c := range s.Cells {
			name := l.columnName(c.Column)
			if l.known[table][name] || drawing(name) || ofTools[name] || strings.TrimSpace(c.Text) == "" ||
				s.Drawn && (name == "url" || name == "description") {
				continue
			}
			col := byName[name]
			if col == nil {
				col = &column{name: c.Column, first: c}
				byName[name], order = col, append(order, col)
			}
			col.texts++
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
		l.add(Edit{At: col.first.Pos, What: fmt.Sprintf("column %q of the %s", col.name, of),
			Happens: fmt.Sprintf("was added: %s, the first %q", words.Plural(col.texts, "cell"), col.first.Text),
			Changes: col.changes})
	}
}

// ofTools are columns in which programs keep what they need themselves.
var ofTools = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`id timeset interval time type kind date start end key suid shared_name shared_interaction selected interaction line width
		source target directed undirected z r g b a viz fixed shape fill xpos ypos zpos height thickness index vx vy group of graphics label_color label_size viewlabel
		viewcolor viewlayout viewsize viewshape networkx_key selectable locked grabbable pannable removed classes text labels x_1 y_1 name_1`) {
		names[name] = true
	}
	return names
}()
