package out

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/sources"
)

// cells are what a row of each table says in columns that cannot hold any text. Every other column gets a word of its
// own.
var cells = map[string]string{
	"actors.id": "ann", "actors.kind": "ministry", "actors.part_of": "whole", "actors.country": "NO",
	"actors.wikidata": "Q424242", "actors.not_same_as": "other",
	"documents.id": "doc", "documents.url": "https://example.org/zurl", "documents.type": "broadcast",
	"documents.issued": "2021-03-04", "documents.accessed": "2021-05-06",
	"documents.language": "nn", "documents.archive_url": "https://archive.example/zarchive",
	"documents.derived_from": "root", "documents.reliability": "B",
	"documents.sha256": strings.Repeat("5a", 32),
	"claims.id":        "claim-z", "claims.contact": "zcontact", "claims.actor": "ann", "claims.recipient": "bo",
	"claims.document": "doc", "claims.kind": "negotiation",
	"claims.direction": "directed", "claims.date": "2020-11-12", "claims.channel": "via whole",
	"claims.modality": "planned", "claims.stance": "disputes",
	"claims.asserted_by": "zspeaker (on record)", "claims.about": "answered", "claims.checked_on": "2021-07-08",
	"claims.checked_row": "r1:0123456789abcdef",
	"claims.anchor":      "n1 15+85 sha256:3670ef556339d9e6a57391aa9c1554677f2141794ba5a130d8da41e012dd316e The ferry to the … master told the union",
}

// otherwise is what formats say in another notation.
var otherwise = map[string]string{
	"csl documents.issued": `[[2021, 3, 4]]`, "csl documents.accessed": `[[2021, 5, 6]]`,
	"ftm actors.country":        `"country": ["no"]`,
	"bibtex documents.language": "langid = {nynorsk}",
}

// filled is a dossier with a row of each table that has something in every column, and what stands there by the
// columns' names.
func filled(t *testing.T) (*graph.Graph, map[string]string) {
	t.Helper()
	others := map[string]string{
		"actors": "bo,Bo\nwhole,Whole\nother,Other\n", "documents": "root,Root report\n",
		"claims": "answered,ann,bo,root,negotiation,2020-11-12,zcontact,planned,directed\n",
	}
	heads := map[string]string{"actors": "id,name", "documents": "id,title",
		"claims": "id,actor,recipient,document,kind,date,contact,modality,direction"}
	files, said := fstest.MapFS{}, map[string]string{}
	for _, table := range []string{"actors", "documents", "claims"} {
		var names, values []string
		for _, c := range sources.Columns() {
			if c.Table != table {
				continue
			}
			value, given := cells[table+"."+c.Name]
			if !given {
				value = fmt.Sprintf("z%s%s", strings.ReplaceAll(c.Name, "_", ""), table)
			}
			said[table+"."+c.Name] = value
			names, values = append(names, c.Name), append(values, value)
		}
		text := strings.Join(names, ",") + "\n" + strings.Join(values, ",") + "\n"
		for line := range strings.Lines(others[table]) {
			cellsOf := strings.Split(strings.TrimSpace(line), ",")
			row := make([]string, len(names))
			for i, name := range strings.Split(heads[table], ",") {
				if i < len(cellsOf) {
					row[slices.Index(names, name)] = cellsOf[i]
				}
			}
			text += strings.Join(row, ",") + "\n"
		}
		files["d/"+table+".csv"] = &fstest.MapFile{Data: []byte(text)}
	}
	d, problems := sources.OpenFS(files, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d)), said
}

// unpacked is a file's text, or those of the files in it.
func unpacked(t *testing.T, file []byte) string {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return string(file)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// TestEveryColumnIsToldOrLeftOutWithAReason writes a dossier that has something in every column in every format. What
// a file lacks, its format's list of omissions has to name; what the list names, the file has to lack.
func TestEveryColumnIsToldOrLeftOutWithAReason(t *testing.T) {
	g, said := filled(t)
	for _, f := range Formats() {
		if f.Picture {
			continue // it tells contacts, and no rows
		}
		var b bytes.Buffer
		if err := Render(g, nil, Options{}).Write(context.Background(), &b, f); err != nil {
			t.Fatal(err)
		}
		text := unpacked(t, b.Bytes())
		for _, c := range sources.Columns() {
			name := c.Table + "." + c.Name
			value, filled := said[name]
			if !filled {
				continue
			}
			left := slices.ContainsFunc(f.Omits, func(o format.Omission) bool {
				return slices.Contains(o.Columns, name) || slices.Contains(o.Columns, c.Table)
			})
			switch told := strings.Contains(text, value) || otherwise[f.Name+" "+name] != "" &&
				strings.Contains(text, otherwise[f.Name+" "+name]); {
			case c.Reach == sources.Local && told:
				t.Errorf("%s tells %s, which is of the owner's machine", f.Name, name)
			case c.Reach != sources.Local && !told && !left:
				t.Errorf("%s leaves out %s (%q) without a reason", f.Name, name, value)
			}
		}
		for _, o := range f.Omits {
			if o.Why == "" {
				t.Errorf("%s leaves out %v without a reason", f.Name, o.Columns)
			}
		}
	}
}
