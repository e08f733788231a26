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
		Whole: true,
	},
	Write:    writeWorkbook,
	Warnings: workbookWarnings,
}

// writeWorkbook writes g as a workbook for Excel and others: contacts first, since they are what most open it for.
func writeWorkbook(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	tables := append([]table{contactTable(g)}, dossierTables(g.Dossier())...)
	tables = append(tables, aboutTable(g.Dossier()))
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
	for _, t := range dossierTables(j.Graph.Dossier()) {
		for row := range t.rows {
			for i, c := range t.columns {
				if workbook.Fit(row[i]) != row[i] {
					warnings = append(warnings, fmt.Sprintf("%s %q: %s is cut: a spreadsheet's cell holds no more",
						t.name, row[0], c.Name))
				}
			}
		}
	}
	return warnings
}

// aboutTable is what the dossier says of itself, in the sheet that import reads it from.
func aboutTable(d *sources.Dossier) table {
	var says [][]string
	for _, f := range d.AboutFields() {
		if f.Value != "" {
			says = append(says, []string{f.Name, f.Value})
		}
	}
	for _, list := range []struct {
		of       string
		settings []sources.Setting
	}{{"figure", d.Figure}, {"sides", d.Sides}} {
		for _, s := range list.settings {
			says = append(says, []string{list.of + ": " + s.Name, s.Value})
		}
	}
	return table{name: "dossier", columns: []rows.Column{{Name: "setting", Kind: "string"},
		{Name: "value", Kind: "string"}}, rows: slices.Values(says)}
}
