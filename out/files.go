package out

import (
	"context"
	"fmt"
	"io"

	"relgraph/out/figure"
	"relgraph/out/internal/workbook"
)

// A File is one of several that a format is made of.
type File struct {
	Name string // without a folder
	Data []byte
}

// Files returns the files of a format with Folder, in the order in which they belong into an archive.
func (r *Rendering) Files(ctx context.Context, f Format) ([]File, error) {
	files, err := packageFiles(r.graph, r.title())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return files, nil
}

// exportPackage writes the data package as an archive.
func exportPackage(_ context.Context, w io.Writer, r *Rendering) error {
	files, err := packageFiles(r.graph, r.title())
	if err != nil {
		return err
	}
	return writeZip(w, files)
}

func exportNodes(ctx context.Context, w io.Writer, r *Rendering) error {
	at, err := r.places(ctx)
	if err != nil {
		return err
	}
	t, _ := nodeTable(r.graph, at, r.opts.Graph).forSpreadsheets()
	return writeCSV(w, t)
}

func exportEdges(_ context.Context, w io.Writer, r *Rendering) error {
	t, _ := edgeTable(r.graph, r.opts.Graph).forSpreadsheets()
	return writeCSV(w, t)
}

// exportWorkbook writes contacts first, since they are what most open it for.
func exportWorkbook(_ context.Context, w io.Writer, r *Rendering) error {
	tables := append([]table{contactTable(r.graph)}, dossierTables(r.graph.Dossier())...)
	sheets := make([]workbook.Sheet, len(tables))
	for i, t := range tables {
		sheets[i] = workbook.Sheet{Name: t.name, Rows: t.rows}
		for _, c := range t.columns {
			column := workbook.Column{Name: c.name, About: columnAbout(t.name, c.name), Number: c.kind != "string"}
			if c.name == "url" || c.name == "archive_url" {
				column.Link = figure.Followable
			}
			sheets[i].Columns = append(sheets[i].Columns, column)
		}
	}
	return workbook.Write(w, r.title(), sheets)
}

// tableWarnings says which cells of the files for spreadsheets are not what the dossier has.
func (r *Rendering) tableWarnings(f Format) []string {
	var warnings []string
	switch f.Name {
	case "nodes":
		_, warnings = nodeTable(r.graph, nil, r.opts.Graph).forSpreadsheets()
	case "edges":
		_, warnings = edgeTable(r.graph, r.opts.Graph).forSpreadsheets()
	case "xlsx":
		for _, t := range dossierTables(r.graph.Dossier()) {
			for _, row := range t.rows {
				for i, c := range t.columns {
					if workbook.Fit(row[i]) != row[i] {
						warnings = append(warnings, fmt.Sprintf("%s %q: %s is cut: a spreadsheet's cell holds no more", t.name, row[0], c.name))
					}
				}
			}
		}
	}
	return warnings
}
