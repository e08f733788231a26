package sheets

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/archive"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// The data package follows Frictionless Data Package and Table Schema, version 1, which all programs for it read:
// https://specs.frictionlessdata.io.

type dataPackage struct {
	Profile     string         `json:"profile"`
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Resources   []dataResource `json:"resources"`
}

type dataResource struct {
	Profile  string      `json:"profile"`
	Name     string      `json:"name"`
	Path     string      `json:"path"`
	Title    string      `json:"title"`
	Format   string      `json:"format"`
	Media    string      `json:"mediatype"`
	Encoding string      `json:"encoding"`
	Bytes    int         `json:"bytes"`
	Schema   tableSchema `json:"schema"`
}

type tableSchema struct {
	Fields      []tableField `json:"fields"`
	PrimaryKey  string       `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type tableField struct {
	Name        string            `json:"name"`
	Type        string            `json:"type"`
	Description string            `json:"description,omitempty"`
	Constraints *fieldConstraints `json:"constraints,omitempty"`
}

type fieldConstraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    string    `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

// DataPackage is the format.
var DataPackage = format.Format[*rows.Job]{
	Description: format.Description{Name: "datapackage", Ext: ".zip",
		About: "the dossier's tables as a Frictionless Data Package; in a folder with -o FOLDER/",
		Holds: "every actor, contact, claim and document, with origins and states, joined by their ids; it reads " +
			"as a dossier again",
		Lacks:  "paths of copies",
		Takes:  []format.Option{format.Title},
		Folder: true, Whole: true,
	},
	Write: writePackage,
	Files: packageFiles,
}

// writePackage writes the data package as an archive.
func writePackage(w io.Writer, j *rows.Job) error {
	files, err := packageFiles(j)
	if err != nil {
		return err
	}
	return archive.Zip(w, files)
}

// packageFiles are the files of the dossier's data package: its tables, which read as a dossier again, the contacts
// that they add up to, and the description of all columns.
func packageFiles(j *rows.Job) ([]format.File, error) {
	g, title := j.Graph, j.Title
	p := dataPackage{Profile: "tabular-data-package", Name: "reported-contacts", Title: title,
		Description: fmt.Sprintf("Reported contacts between actors, each tied to the document that reports it. "+
			"SHA-256 of the dossier: %s%s", g.Dossier().Digest(), quote.Afterwards(words.English().Selections.Shown(g)))}
	var files []format.File
	for _, t := range append(dossierTables(g.Dossier()), contactTable(g)) {
		var b bytes.Buffer
		if err := writeCSV(&b, t); err != nil {
			return nil, err
		}
		files = append(files, format.File{Name: t.name + ".csv", Data: b.Bytes()})
		p.Resources = append(p.Resources, dataResource{"tabular-data-resource", t.name, t.name + ".csv",
			cmp.Or(sources.TableAbout(t.name), "What the claims add up to"), "csv", "text/csv", "utf-8", b.Len(),
			schemaOf(t)})
	}
	for _, f := range g.Dossier().Folder().Files() { // which reads as a dossier's folder with it
		if f.Name == "dossier.yaml" {
			files = append(files, format.File(f))
		}
	}
	description, err := json.MarshalIndent(p, "", "\t")
	if err != nil {
		return nil, err
	}
	return append([]format.File{{Name: "datapackage.json", Data: append(description, '\n')}}, files...), nil
}

func schemaOf(t table) tableSchema {
	s := tableSchema{}
	for _, c := range t.columns {
		f := tableField{Name: c.Name, Type: "string", Description: columnAbout(t.name, c.Name)}
		if c.Kind == "int" {
			f.Type = "integer"
		}
		if c.Name == "id" {
			s.PrimaryKey, f.Constraints = "id", &fieldConstraints{Required: true, Unique: true}
		}
		s.Fields = append(s.Fields, f)
		if to := tableOf(t.name, c.Name); to != "" {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{c.Name, reference{to, "id"}})
		}
	}
	return s
}

// tableOf is the table whose ids the cells of a column hold, "" if they hold none or a list of them: a table schema ties
// whole cells only, and the About of such a column says what it lists. Codings are tied to nothing, since they outlast
// a selection that leaves out what they are about.
func tableOf(table, name string) string {
	c, known := columnOf(table, name)
	switch {
	case table == "contacts" && (name == "from" || name == "to"):
		return "actors"
	case !known || c.List || table == "codings":
	case c.Holds == sources.HoldsActors:
		return "actors"
	case c.Holds == sources.HoldsDocuments:
		return "documents"
	}
	return ""
}

// columnAbout says what stands in a column, "" for one that relgraph does not know.
func columnAbout(table, name string) string {
	if c, known := columnOf(table, name); known {
		return c.About
	}
	if table == "contacts" {
		for _, c := range contactColumns() {
			if c.name == name {
				return c.about
			}
		}
	}
	return ""
}
