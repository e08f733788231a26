package sheets

import (
	"fmt"
	"io"
	"slices"

	"relgraph/sources"

	"relgraph/out/format"
	"relgraph/out/internal/workbook"
	"relgraph/out/rows"
)

// Workbook is the format.
var Workbook = format.Format[*rows.Job]{
	Description: format.Description{Name: "xlsx", Ext: ".xlsx",
		About: "workbook for Excel and others: contacts, actors, documents, claims",
		Holds: "every actor, contact, claim and document, with origins and states, joined by their ids",
		Lacks: "a text of more than 32,767 characters, which is cut with a warning",
		Takes: []format.Option{format.Title},
		Omits: []format.Omission{{Columns: apart, Why: "import takes each further sheet of a workbook for a table of claims"}},
		Whole: true,
	},
	Write:    writeWorkbook,
	Warnings: workbookWarnings,
}

// apart are the tables that a workbook goes without.
var apart = []string{"kinds", "codings"}

// writeWorkbook writes g as a workbook for Excel and others: contacts first, since they are what most open it for.
func writeWorkbook(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	tables := append([]table{contactTable(g)}, workbookTables(g.Dossier())...)
	sheets := make([]workbook.Sheet, len(tables))
	for i, t := range tables {
		sheets[i] = workbook.Sheet{Name: t.name, Rows: slices.Collect(t.rows)}
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
func workbookWarnings(j *rows.Job) []string {
	var warnings []string
	for _, t := range workbookTables(j.Graph.Dossier()) {
		for row := range t.rows {
			for i, c := range t.columns {
				if workbook.Fit(row[i]) != row[i] {
					warnings = append(warnings, fmt.Sprintf("%s %q: %s is cut: a spreadsheet's cell holds no more", t.name, row[0], c.Name))
				}
			}
		}
	}
	for _, t := range dossierTables(j.Graph.Dossier()) {
		if leftOut(t) && len(slices.Collect(t.rows)) > 0 {
			warnings = append(warnings, fmt.Sprintf("the table %s, which has rows, is left out of the workbook: the data package (.zip) carries it", t.name))
		}
	}
	return warnings
}

// leftOut tells whether a workbook goes without a table of the dossier.
func leftOut(t table) bool { return slices.Contains(apart, t.name) }

// workbookTables are those of the dossier's tables that a workbook has.
func workbookTables(d *sources.Dossier) []table {
	return slices.DeleteFunc(dossierTables(d), leftOut)
}
