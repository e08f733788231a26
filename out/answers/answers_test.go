package answers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/out/internal/golden"
	"relgraph/sources"
)

const small = `title: Small
actors:
- {id: ann, name: Ann Example, part_of: guild}
- {id: bo, name: Bo Sample}
- {id: cy, name: Cy Specimen, role: clerk}
- {id: guild, name: Guild of Examples, short: Guild}
documents:
- {id: courier, title: "A meeting", publisher: Courier, url: "https://example.org/1", issued: 2020-03, path: private.txt}
- {id: post, title: "The same", publisher: Post, url: "https://example.com/2", derived_from: courier, mood: calm}
claims:
- {id: c1, actor: ann, recipient: bo, document: courier, kind: meeting, date: 2020-02-03, stance: confirms, asserted_by: ann (on record), summary: Ann met Bo., locator: para. 1}
- {id: c2, actor: bo, recipient: cy, document: post, kind: warning, direction: directed, summary: Bo warned Cy.}
- {id: c3, actor: ann, recipient: guild, document: post, kind: affiliation, direction: directed}
`

func graphOf(t *testing.T, yaml string) *graph.Graph {
	t.Helper()
	d, problems := sources.OpenFS(fstest.MapFS{"small.yaml": {Data: []byte(yaml)}}, "small.yaml", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

// What each answer looks like to a program.
func TestJSON(t *testing.T) {
	g := graphOf(t, small)
	edited := graphOf(t, strings.Replace(small, "2020-02-03", "2020-02-04", 1))
	explain := func(id string) any {
		e, err := answers.Explain(g, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		return e.JSON
	}
	path, err := answers.Path(g, "ann", "cy", graph.Links{})
	if err != nil {
		t.Fatal(err)
	}
	apart, err := answers.Path(g, "ann", "guild", graph.Links{})
	if err != nil {
		t.Fatal(err)
	}
	records := map[string]any{
		"explain-actor": explain("cy"), "explain-claim": explain("c1"), "explain-document": explain("post"),
		"explain-footnote": explain("1"),
		"path":             path.JSON(), "not-connected": apart.JSON(),
		"measure": answers.Measure(g, graph.Links{}, graph.Degree).JSON(),
		"diff":    answers.ChangesOf(graph.Compare(g, edited)),
		"check":   answers.Problems(sources.Diagnostics{{Problem: "a problem", Want: "a way out"}}),
	}
	for _, l := range answers.Listings() {
		records["list-"+l.Name] = l.JSON(g)
	}
	for name, record := range records {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if err := e.Encode(record); err != nil {
			t.Fatal(err)
		}
		var versioned struct{ Version int }
		if err := json.Unmarshal(b.Bytes(), &versioned); err != nil || versioned.Version != answers.Version {
			t.Errorf("%s: version %d, %v", name, versioned.Version, err)
		}
		if strings.Contains(b.String(), "private.txt") {
			t.Errorf("%s tells the path of a checker's copy", name)
		}
		golden.Compare(t, name+".json", b.Bytes())
		var written bytes.Buffer
		if err := answers.Write(&written, record); err != nil || written.String() != b.String() {
			t.Errorf("%s: Write writes something else than encoding/json, %v:\n%s", name, err, written.String())
		}
	}
}

// Each column of the tables that says something is a member of the row.
func TestRowsHoldEveryColumn(t *testing.T) {
	g := graphOf(t, small)
	has := func(row answers.Row, name string) bool {
		for _, m := range row {
			if m.Name == name {
				return true
			}
		}
		return false
	}
	cl := &g.Dossier().Claims[0]
	row := answers.ClaimRow(cl)
	for _, c := range sources.ClaimColumns() {
		if said := c.Meaning(cl) != ""; said != has(row, c.Name) {
			t.Errorf("column %q: says something: %t; member: %t", c.Name, said, has(row, c.Name))
		}
	}
	doc := answers.DocumentRow(g.Dossier().Document("courier"))
	if has(doc, "path") || !has(doc, "title") {
		t.Errorf("members of a document: %v", doc)
	}
}

var errFull = errors.New("no space left")

type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// An answer that cannot be written whole says so.
func TestWriteErrors(t *testing.T) {
	g := graphOf(t, small)
	e, err := answers.Explain(g, "ann", nil)
	if err != nil {
		t.Fatal(err)
	}
	path, err := answers.Path(g, "ann", "cy", graph.Links{})
	if err != nil {
		t.Fatal(err)
	}
	m := answers.Measure(g, graph.Links{})
	edited := graphOf(t, strings.Replace(small, "2020-02-03", "2020-02-04", 1))
	for name, write := range map[string]func(io.Writer, words.Voice) error{
		"explain": e.WriteText, "path": path.WriteText, "measure": m.WriteText,
		"diff": func(w io.Writer, v words.Voice) error { return answers.WriteChanges(w, graph.Compare(g, edited), v) },
	} {
		for left := range 20 {
			if err := write(&full{left}, words.English()); !errors.Is(err, errFull) {
				t.Fatalf("%s, after %d bytes: %v", name, left, err)
			}
		}
	}
}

func ExampleExplain() {
	d, _ := sources.SyriaContacts()
	e, err := answers.Explain(graph.Must(graph.Build(d)), "jonathan-powell", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	_ = e.WriteText(&b, words.English())
	first, _, _ := strings.Cut(b.String(), "\n")
	fmt.Println(first)
	// Output: Jonathan Powell
}

// Cells that an explanation has no words for stand in it under the names of their columns, the owner's own, too.
func TestExplainTellsOfEveryColumn(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name,wikidata,nickname\nann,Ann,Q42,Annie\nbo,Bo,,\n")},
		"d/documents.csv": {Data: []byte("id,title,type,shelf\nm,Mirror,article,12b\n")},
		"d/claims.csv":    {Data: []byte("id,actor,recipient,document,contact,mood\nc1,ann,bo,m,lunch,merry\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	g := graph.Must(graph.Build(d))
	for id, want := range map[string][]string{
		"ann": {"  wikidata:  Q42\n", "  nickname:  Annie\n"},
		"m":   {"  type:      article\n", "  shelf:     12b\n"},
		"c1":  {"  contact:   lunch\n", "  mood:      merry\n"},
	} {
		e, err := answers.Explain(g, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := e.WriteText(&b, words.English()); err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !strings.Contains(b.String(), line) {
				t.Errorf("%s: no line %q in\n%s", id, line, b.String())
			}
		}
	}
}
