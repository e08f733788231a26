package sheets

import (
	"encoding/csv"
	"io"
	"slices"

	"relgraph/out/format"
	"relgraph/out/rows"
)

// The tables of nodes and of edges are for Gephi's "Import spreadsheet" and for whatever else reads tables. Their
// first columns have the names that Gephi knows; the others are those of the graph files.

// Nodes is the format.
var Nodes = format.Format[*rows.Job]{
	Description: format.Description{Name: "nodes", Ext: ".nodes.csv",
		About:  "table of actors, for Gephi's \"Import spreadsheet\"",
		Holds:  "actors, with the claims that are not drawn as contacts",
		Lacks:  "in Gephi, positions",
		Takes:  []format.Option{format.Places, format.Records, format.Measures},
		Placed: true, Whole: true,
		Omits: []format.Omission{
			{Columns: []string{"documents", "claims"}, Why: "they stand in the table of edges, but for those of " +
				"contacts that are not drawn"},
		},
	},
	Write:    writeNodes,
	Warnings: nodesWarnings,
}

// writeNodes writes the table of actors for Gephi's "Import spreadsheet".
func writeNodes(w io.Writer, j *rows.Job) error { return nodeTable(j).writeFor(w, j) }

// nodesWarnings says which cells of that table are not what the dossier has.
func nodesWarnings(j *rows.Job) []string { return warnings(j, "nodes", nodeTable) }

// Edges is the format.
var Edges = format.Format[*rows.Job]{
	Description: format.Description{Name: "edges", Ext: ".edges.csv",
		About: "table of contacts, for Gephi's \"Import spreadsheet\"",
		Holds: "contacts with claims, documents, origins and states",
		Lacks: "in Gephi, a timeline; `start` and `end` (`dates` has the days)",
		Takes: []format.Option{format.Direction, format.Profile, format.Columns, format.Records},
		Whole: true,
		Omits: []format.Omission{
			{Columns: []string{"actors"}, Why: "they stand in the table of nodes"},
		},
	},
	Write:    writeEdges,
	Warnings: edgesWarnings,
}

// writeEdges writes the table of contacts for Gephi's "Import spreadsheet".
func writeEdges(w io.Writer, j *rows.Job) error { return edgeTable(j).writeFor(w, j) }

// edgesWarnings says which cells of that table are not what the dossier has.
func edgesWarnings(j *rows.Job) []string { return warnings(j, "edges", edgeTable) }

// writeFor writes the table for spreadsheets, and notes for what j will be asked what they make of its cells.
func (t table) writeFor(w io.Writer, j *rows.Job) error {
	l := t.look()
	if err := writeCSV(w, t.forSpreadsheets(l)); err != nil {
		return err
	}
	j.Note(t.name, l.warnings())
	return nil
}

// warnings are those of a table that was written, or that is gone through now.
func warnings(j *rows.Job, name string, of func(*rows.Job) table) []string {
	if noted, ok := j.Noted(name); ok {
		return noted
	}
	t := of(j)
	l := t.look()
	for row := range t.rows {
		l.see(row)
	}
	return l.warnings()
}

// nodeTable has a row for every actor.
func nodeTable(j *rows.Job) table {
	s := j.Nodes()
	t := table{name: "nodes", columns: []rows.Column{{Name: "Id", Kind: "string"}, {Name: "Label", Kind: "string"}}}
	rest := without(s.Columns(), "label")
	t.columns = append(t.columns, rest...)
	t.rows = func(yield func([]string) bool) {
		for r := range s.All() {
			if !yield(append([]string{r.ID, r.Get("label")}, r.Cells(rest)...)) {
				return
			}
		}
	}
	return t
}

// edgeTable has a row for every edge. Each goes its own way unless o says otherwise: Gephi takes the word in Type.
// The word in Kind tells the edges of a pair apart, so that Gephi does not add them up.
func edgeTable(j *rows.Job) table {
	s := j.EdgeTable()
	t := table{name: "edges"}
	for _, name := range []string{"Id", "Source", "Target", "Type", "Kind", "Label"} {
		t.columns = append(t.columns, rows.Column{Name: name, Kind: "string"})
	}
	t.columns = append(t.columns, rows.Column{Name: "Weight", Kind: "double"})
	// Columns of nothing but days are what Gephi takes for moments in time: see onlyMoments. The days stand in
	// "dates", the years in numbers.
	rest := without(s.Columns(), "label", "weight", "start", "end")
	t.columns = append(t.columns, rest...)
	t.rows = func(yield func([]string) bool) {
		for r := range s.All() {
			direction := "Undirected"
			if r.Directed && j.Direction != rows.Alike || s.AllDirected() {
				direction = "Directed"
			}
			first := []string{r.ID, string(r.From), string(r.To), direction, r.Kind, r.Get("label"), r.Get("weight")}
			if !yield(append(first, r.Cells(rest)...)) {
				return
			}
		}
	}
	return t
}

func without(columns []rows.Column, names ...string) []rows.Column {
	return slices.DeleteFunc(columns, func(c rows.Column) bool { return slices.Contains(names, c.Name) })
}

// writeCSV writes a table in UTF-8, with commas and without a byte order mark, which Gephi would take for a part of
// the first column's name.
func writeCSV(w io.Writer, t table) error {
	c := csv.NewWriter(w)
	header := make([]string, len(t.columns))
	for i, column := range t.columns {
		header[i] = column.Name
	}
	if err := c.Write(header); err != nil {
		return err
	}
	for row := range t.rows {
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
