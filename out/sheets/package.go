package sheets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/archive"
	"relgraph/out/quote"
	"relgraph/out/rows"
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

// references are the columns that hold one id of another table. Cells that hold a list have no foreign key, since a
// table schema ties whole cells only; their About says what they list.
var references = map[string]map[string]string{
	"claims":   {"document": "documents"},
	"contacts": {"from": "actors", "to": "actors"},
}

// contactAbout describes the columns of contacts that the dossier does not have.
var contactAbout = map[string]string{
	"id": "as figures and graph files name the contact", "label": "as figures label its line",
	"relation": "kind of contact",
	"from":     "id of the actor who acts, if direction is directed", "to": "id of the other actor",
	"direction": "mutual or directed",
	"state":     "what all claims about it say together", "modality": "happened, planned, requested or hypothetical",
	"when":  "when it happened, in words",
	"dates": "dates that claims give (EDTF; list)", "start": "first day that every claim allows",
	"end":       "last day that every claim allows",
	"published": "first day on which a document about it came out", "published_last": "last such day",
	"checked": "last day on which a claim was checked",
	"places":  "places (list)", "members": "ids of all parties (list)", "class": "contact or tie",
	"event":        "what tells it from others of its parties and kind: an id or its date",
	"confirmed_by": "ids of the parties that say so on record (list)",
	"other_side":   "what the others say then: confirms, denies, no comment or silent",
	"answers":      "what each party says on record, and of whom who confirms speaks",
	"doubted":      "whether a checker doubts a row", "perhaps": "whether its date may lie outside the time asked for",
	"via": "ids of go-betweens (list)", "origins": "independent origins, in words",
	"origins_min": "independent origins at least",
	"origins_max": "independent origins at most", "originated_by": "the origins (list)",
	"reports": "claims that report it", "claims": "claims about it",
	"claim_ids": "ids of those claims (list)", "stances": "what each of them does (list)",
	"documents": "ids of the documents (list)",
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
			packageTitles[t.name], "csv", "text/csv", "utf-8", b.Len(), schemaOf(t)})
	}
	for _, f := range g.Dossier().Files() { // which reads as a dossier's folder with it
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

var packageTitles = map[string]string{
	"actors": "Who has contacts", "documents": "The texts that report them",
	"claims":   "What each text says about each contact",
	"contacts": "What the claims add up to", "kinds": "What the kinds of contacts and ties mean",
	"codings": "What second readers read in passages",
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
		if to := references[t.name][c.Name]; to != "" {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{c.Name, reference{to, "id"}})
		}
	}
	return s
}

// columnAbout says what stands in a column, "" for one that relgraph does not know.
func columnAbout(table, name string) string {
	if c, known := columnOf(table, name); known {
		return c.About
	}
	if table == "contacts" {
		return contactAbout[name]
	}
	return ""
}
