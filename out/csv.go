package out

import (
	"encoding/csv"
	"io"
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

// The tables of nodes and of edges are for Gephi's "Import spreadsheet" and for whatever else reads tables. Their first columns
// have the names that Gephi knows; the others are those of the graph files.

// writeNodes writes the table of actors for Gephi's "Import spreadsheet".
func writeNodes(w io.Writer, g *graph.Graph, at map[sources.ActorID]Place, o GraphOptions) error {
	t, _ := nodeTable(g, at, o).forSpreadsheets()
	return writeCSV(w, t)
}

// nodesWarnings says which cells of that table are not what the dossier has.
func nodesWarnings(g *graph.Graph, o GraphOptions) []string {
	_, warnings := nodeTable(g, nil, o).forSpreadsheets()
	return warnings
}

// writeEdges writes the table of contacts for Gephi's "Import spreadsheet".
func writeEdges(w io.Writer, g *graph.Graph, o GraphOptions) error {
	t, _ := edgeTable(g, o).forSpreadsheets()
	return writeCSV(w, t)
}

// edgesWarnings says which cells of that table are not what the dossier has.
func edgesWarnings(g *graph.Graph, o GraphOptions) []string {
	_, warnings := edgeTable(g, o).forSpreadsheets()
	return warnings
}

// nodeTable has a row for every actor.
func nodeTable(g *graph.Graph, at map[sources.ActorID]Place, o GraphOptions) table {
	s := o.nodeSheet(g, at)
	t := table{name: "nodes", columns: []column{{"Id", "string"}, {"Label", "string"}}}
	rest := without(s.columns(), "label")
	t.columns = append(t.columns, rest...)
	for _, r := range s.rows {
		t.rows = append(t.rows, append([]string{r.id, r.get("label")}, cells(r, rest)...))
	}
	return t
}

// edgeTable has a row for every edge. Each goes its own way unless o says otherwise: Gephi takes the word in Type. The word
// in Kind tells the edges of a pair apart, so that Gephi does not add them up.
func edgeTable(g *graph.Graph, o GraphOptions) table {
	s := o.edgeSheet(g)
	t := table{name: "edges"}
	for _, name := range []string{"Id", "Source", "Target", "Type", "Kind", "Label"} {
		t.columns = append(t.columns, column{name, "string"})
	}
	t.columns = append(t.columns, column{"Weight", "double"})
	rest := without(s.columns(), "label", "weight")
	t.columns = append(t.columns, rest...)
	for _, r := range s.rows {
		direction := "Undirected"
		if r.directed && o.Direction != Alike || s.allDirected() {
			direction = "Directed"
		}
		first := []string{r.id, string(r.from), string(r.to), direction, r.kind, r.get("label"), r.get("weight")}
		t.rows = append(t.rows, append(first, cells(r, rest)...))
	}
	return t
}

func without(columns []column, names ...string) []column {
	return slices.DeleteFunc(columns, func(c column) bool { return slices.Contains(names, c.name) })
}

// writeCSV writes a table in UTF-8, with commas and without a byte order mark, which Gephi would take for a part of the first
// column's name.
func writeCSV(w io.Writer, t table) error {
	c := csv.NewWriter(w)
	header := make([]string, len(t.columns))
	for i, column := range t.columns {
		header[i] = column.name
	}
	if err := c.Write(header); err != nil {
		return err
	}
	return c.WriteAll(t.rows)
}
