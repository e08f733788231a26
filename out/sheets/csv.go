package sheets

import (
	"encoding/csv"
	"io"
	"slices"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

// The tables of nodes and of edges are for Gephi's "Import spreadsheet" and for whatever else reads tables. Their first columns
// have the names that Gephi knows; the others are those of the graph files.

// writeNodes writes the table of actors for Gephi's "Import spreadsheet".
func WriteNodes(w io.Writer, g *graph.Graph, at map[sources.ActorID]rows.Place, o rows.Options) error {
	t, _ := nodeTable(g, at, o).forSpreadsheets()
	return writeCSV(w, t)
}

// nodesWarnings says which cells of that table are not what the dossier has.
func NodesWarnings(g *graph.Graph, o rows.Options) []string {
	_, warnings := nodeTable(g, nil, o).forSpreadsheets()
	return warnings
}

// writeEdges writes the table of contacts for Gephi's "Import spreadsheet".
func WriteEdges(w io.Writer, g *graph.Graph, o rows.Options) error {
	t, _ := edgeTable(g, o).forSpreadsheets()
	return writeCSV(w, t)
}

// edgesWarnings says which cells of that table are not what the dossier has.
func EdgesWarnings(g *graph.Graph, o rows.Options) []string {
	_, warnings := edgeTable(g, o).forSpreadsheets()
	return warnings
}

// nodeTable has a row for every actor.
func nodeTable(g *graph.Graph, at map[sources.ActorID]rows.Place, o rows.Options) table {
	s := o.Nodes(g, at)
	t := table{name: "nodes", columns: []rows.Column{{Name: "Id", Kind: "string"}, {Name: "Label", Kind: "string"}}}
	rest := without(s.Columns(), "label")
	t.columns = append(t.columns, rest...)
	for _, r := range s.Rows {
		t.rows = append(t.rows, append([]string{r.ID, r.Get("label")}, cells(r, rest)...))
	}
	return t
}

// edgeTable has a row for every edge. Each goes its own way unless o says otherwise: Gephi takes the word in Type. The word
// in Kind tells the edges of a pair apart, so that Gephi does not add them up.
func edgeTable(g *graph.Graph, o rows.Options) table {
	s := o.Edges(g)
	t := table{name: "edges"}
	for _, name := range []string{"Id", "Source", "Target", "Type", "Kind", "Label"} {
		t.columns = append(t.columns, rows.Column{Name: name, Kind: "string"})
	}
	t.columns = append(t.columns, rows.Column{Name: "Weight", Kind: "double"})
	rest := without(s.Columns(), "label", "weight")
	t.columns = append(t.columns, rest...)
	for _, r := range s.Rows {
		direction := "Undirected"
		if r.Directed && o.Direction != rows.Alike || s.AllDirected() {
			direction = "Directed"
		}
		first := []string{r.ID, string(r.From), string(r.To), direction, r.Kind, r.Get("label"), r.Get("weight")}
		t.rows = append(t.rows, append(first, cells(r, rest)...))
	}
	return t
}

func without(columns []rows.Column, names ...string) []rows.Column {
	return slices.DeleteFunc(columns, func(c rows.Column) bool { return slices.Contains(names, c.Name) })
}

// writeCSV writes a table in UTF-8, with commas and without a byte order mark, which Gephi would take for a part of the first
// column's name.
func writeCSV(w io.Writer, t table) error {
	c := csv.NewWriter(w)
	header := make([]string, len(t.columns))
	for i, column := range t.columns {
		header[i] = column.Name
	}
	if err := c.Write(header); err != nil {
		return err
	}
	return c.WriteAll(t.rows)
}
