package sheets

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"relgraph/out/internal/golden"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

func job(g *graph.Graph) *rows.Job {
	j := rows.NewJob(g)
	j.Title = golden.TitleOf(g)
	return j
}

func packageOf(t *testing.T, g *graph.Graph) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := DataPackage.Write(&b, job(g)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSameDossierGivesTheSameBytes(t *testing.T) {
	for _, g := range golden.Graphs(t) {
		for name, write := range map[string]func(io.Writer) error{
			"edges":       func(w io.Writer) error { return Edges.Write(w, job(g)) },
			"xlsx":        func(w io.Writer) error { return Workbook.Write(w, job(g)) },
			"datapackage": func(w io.Writer) error { return DataPackage.Write(w, job(g)) },
		} {
			var first, second bytes.Buffer
			if err := errors.Join(write(&first), write(&second)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("%s differs from one writing to the next", name)
			}
		}
	}
}

// TestADataPackageReadsAsTheDossierAgain opens the tables of the package as a dossier and compares every record of
// both.
func TestADataPackageReadsAsTheDossierAgain(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		folder := t.TempDir()
		files, err := packageFiles(job(g))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(folder, f.Name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d, problems := sources.Open(folder, sources.Options{})
		if err := problems.Err(); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		facts := func(d *sources.Dossier) (all []string) {
			for i := range d.Actors {
				all = append(all, rows.Record(rows.ActorFacts(&d.Actors[i])))
			}
			for i := range d.Documents {
				all = append(all, rows.Record(rows.DocumentFacts(&d.Documents[i])))
			}
			for i := range d.Claims {
				all = append(all, rows.Record(rows.ClaimFacts(&d.Claims[i])))
			}
			return all
		}
		if diff := cmp.Diff(facts(g.Dossier()), facts(d)); diff != "" {
			t.Errorf("%s (-dossier +package):\n%s", name, diff)
		}
		if strings.Contains(string(files[2].Data), "path") {
			t.Errorf("%s: the package tells of the checker's copies: %s", name, files[2].Data)
		}
	}
}

// TestADataPackageDescribesEveryColumn compares the schema with the tables.
func TestADataPackageDescribesEveryColumn(t *testing.T) {
	g := golden.Graphs(t)["columns-of-their-own"]
	archive := packageOf(t, g)
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var p dataPackage
	if err := json.Unmarshal(read("datapackage.json"), &p); err != nil {
		t.Fatal(err)
	}
	var names, keys []string
	for _, r := range p.Resources {
		rows, err := csv.NewReader(bytes.NewReader(read(r.Path))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var fields []string
		for _, f := range r.Schema.Fields {
			fields = append(fields, f.Name)
			known := slices.ContainsFunc(sources.Columns(),
				func(c sources.Column) bool { return c.Table == r.Name && c.Name == f.Name })
			if f.Description == "" && (known || r.Name == "contacts") {
				t.Errorf("%s: the column %q is not described", r.Name, f.Name)
			}
		}
		if diff := cmp.Diff(rows[0], fields); diff != "" || len(read(r.Path)) != r.Bytes {
			t.Errorf("%s: %d bytes; columns (-table +schema):\n%s", r.Name, r.Bytes, diff)
		}
		names = append(names, r.Name)
		for _, k := range r.Schema.ForeignKeys {
			keys = append(keys, r.Name+"."+k.Fields+" > "+k.Reference.Resource+"."+k.Reference.Fields)
		}
	}
	if diff := cmp.Diff([]string{"actors", "documents", "claims", "contacts"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"claims.document > documents.id", "contacts.from > actors.id",
		"contacts.to > actors.id"}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestCellsForSpreadsheets(t *testing.T) {
	plain := table{name: "t", columns: []rows.Column{{Name: "id", Kind: "string"}, {Name: "text", Kind: "string"},
		{Name: "n", Kind: "double"}}, rows: nil}
	for _, tt := range []struct {
		cell, want, warning string
	}{
		{"plain", "plain", ""},
		{"", "", ""},
		{"a = b", "a = b", ""},
		{"=1+1", "'=1+1", `"x": text: an apostrophe is written before the "=", which a spreadsheet would run as a formula`},
		{"+49 30", "'+49 30",
			`"x": text: an apostrophe is written before the "+", which a spreadsheet would run as a formula`},
		{"-; said", "'-; said",
			`"x": text: an apostrophe is written before the "-", which a spreadsheet would run as a formula`},
		{"@sum", "'@sum", `"x": text: an apostrophe is written before the "@", which a spreadsheet would run as a formula`},
		{"\t=1", "'\t=1",
			`"x": text: an apostrophe is written before the "\t", which a spreadsheet would run as a formula`},
		{"2014-09-23", "2014-09-23",
			"text: every cell is a day or a month, so that Gephi takes them for moments in time: choose String for the column as you import it"},
		{"2014-09", "2014-09",
			"text: every cell is a day or a month, so that Gephi takes them for moments in time: choose String for the column as you import it"},
		{"-0043-09-01", "'-0043-09-01",
			`"x": text: an apostrophe is written before the "-", which a spreadsheet would run as a formula`},
		{"2014", "2014", ""},
		{"2014-09-23; 2016", "2014-09-23; 2016", ""},
		{`C:\`, `C:\\`, `"x": text: backslashes are written twice, as Gephi reads them`},
		{"NULL", "NULL", `"x": text: Gephi will leave out the value "null"`},
	} {
		row := []string{"x", tt.cell, "-1.5"}
		plain.rows = slices.Values([][]string{row})
		look := plain.look()
		safe := slices.Collect(plain.forSpreadsheets(look).rows)[0]
		warnings := look.warnings()
		if got := safe[1]; got != tt.want || safe[2] != "-1.5" || strings.Join(warnings, "\n") != tt.warning {
			t.Errorf("%q: got %q, warnings %q; want %q, %q", tt.cell, safe, warnings, tt.want, tt.warning)
		}
		if row[1] != tt.cell {
			t.Errorf("%q: the table itself was changed", tt.cell)
		}
	}
}

func TestTablesForGephi(t *testing.T) {
	g := golden.Graphs(t)["parallel-and-mixed-directions"]
	placed := job(g)
	placed.At = golden.InARow(g)
	for name, plain := range map[string]table{"nodes": nodeTable(placed), "edges": edgeTable(job(g))} {
		var b bytes.Buffer
		if err := writeCSV(&b, plain.forSpreadsheets(plain.look())); err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, "parallel-and-mixed-directions."+name+".csv", b.Bytes())
	}
}
