package sheets

import (
	"fmt"
	"io"

	"relgraph/graph"
	"relgraph/sources"

	"relgraph/out/internal/workbook"
)

// writeWorkbook writes g as a workbook for Excel and others: contacts first, since they are what most open it for.
func WriteWorkbook(w io.Writer, g *graph.Graph, title string) error {
	tables := append([]table{contactTable(g)}, dossierTables(g.Dossier())...)
	sheets := make([]workbook.Sheet, len(tables))
	for i, t := range tables {
		sheets[i] = workbook.Sheet{Name: t.name, Rows: t.rows}
		for _, c := range t.columns {
			column := workbook.Column{Name: c.Name, About: columnAbout(t.name, c.Name), Number: c.Kind != "string"}
			if c.Name == "url" || c.Name == "archive_url" {
				column.Link = sources.Followable
			}
			sheets[i].Columns = append(sheets[i].Columns, column)
		}
	}
	return workbook.Write(w, title, sheets)
}

// workbookWarnings says which cells of a workbook are not what the dossier has.
func WorkbookWarnings(g *graph.Graph) []string {
	var warnings []string
	for _, t := range dossierTables(g.Dossier()) {
		for _, row := range t.rows {
			for i, c := range t.columns {
				if workbook.Fit(row[i]) != row[i] {
					warnings = append(warnings, fmt.Sprintf("%s %q: %s is cut: a spreadsheet's cell holds no more", t.name, row[0], c.Name))
				}
			}
		}
	}
	return warnings
}
