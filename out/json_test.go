package out

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/sources"
)

// jsonWriters are the JSON formats, and where their rows stand: the lists of nodes and edges, and the field that holds the data
// of a row, if any.
var jsonWriters = []struct {
	name       string
	write      func(io.Writer, *graph.Graph, string, map[sources.ActorID]Place, GraphOptions) error
	lists      []string
	id, nested string
}{
	{"nodelink", writeNodeLink, []string{"nodes", "edges"}, "", ""},
	{"graphology", writeGraphology, []string{"nodes", "edges"}, "key", "attributes"},
	{"cyjs", writeCytoscape, []string{"elements.nodes", "elements.edges"}, "id", "data"},
}

// TestJSONHoldsWhatGraphMLHolds compares every value, and every record with the column that GraphML has for it.
func TestJSONHoldsWhatGraphMLHolds(t *testing.T) {
	for name, g := range graphs(t) {
		doc := readGraphML(t, GraphOptions{}, g, inARow(g))
		for _, format := range jsonWriters {
			var b bytes.Buffer
			if err := format.write(&b, g, titleOf(g), inARow(g), GraphOptions{}); err != nil {
				t.Fatal(err)
			}
			var file map[string]any
			if err := json.Unmarshal(b.Bytes(), &file); err != nil {
				t.Fatalf("%s, %s: %v", name, format.name, err)
			}
			for n, elements := range [][]graphMLElement{doc.Graph.Nodes, doc.Graph.Edges} {
				var list any = file
				for field := range strings.SplitSeq(format.lists[n], ".") {
					list = list.(map[string]any)[field]
				}
				rows := list.([]any)
				if len(rows) != len(elements) {
					t.Fatalf("%s, %s: %d %s, want %d", name, format.name, len(rows), format.lists[n], len(elements))
				}
				for i, e := range elements {
					data := rows[i].(map[string]any)
					if format.nested != "" {
						data = data[format.nested].(map[string]any)
					}
					for column, want := range doc.values(e) {
						if format.name == "cyjs" && (column == "x" || column == "y" || column == "size") {
							continue // the place stands beside the data
						}
						got := fmt.Sprint(data[column])
						if at := strings.LastIndexByte(column, '_'); numberedColumn.MatchString(column) {
							records := data[column[:at]].([]any)
							got, want = fmt.Sprint(records[numberOf(column[at+1:])-1].(map[string]any)), fmt.Sprint(recordMap(t, want))
						}
						if got != want {
							t.Errorf("%s, %s: %q: %s is %q, want %q", name, format.name, e.ID, column, got, want)
						}
					}
				}
			}
		}
	}
}

func numberOf(digits string) (n int) {
	fmt.Sscan(digits, &n)
	return n
}

// recordMap reads a record of GraphML as the object that JSON has for it.
func recordMap(t *testing.T, text string) map[string]any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal([]byte(recordJSON(readRecord(text))), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFilesOfOneDossier(t *testing.T) {
	g := graphs(t)["names-in-quotes"]
	for _, format := range jsonWriters {
		var b bytes.Buffer
		if err := format.write(&b, g, titleOf(g), inARow(g), GraphOptions{}); err != nil {
			t.Fatal(err)
		}
		golden(t, "names-in-quotes."+format.name+".json", b.Bytes())
	}
	for _, name := range []string{"mermaid", "csl", "bibtex"} {
		golden(t, "names-in-quotes."+name, writeNamed(t, g, name, Options{Figure: figure.Options{Title: titleOf(g)}}))
	}
	golden(t, "parallel-and-mixed-directions.mermaid", writeNamed(t, graphs(t)["parallel-and-mixed-directions"], "mermaid", Options{}))
}

func TestMermaidText(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"plain words, 2014–15: said", "plain words, 2014–15: said"},
		{`"a" <b> & #1;`, "#34;a#34; #60;b#62; #38; #35;1#59;"},
		{"end | [x] `y`\nz", "end #124; #91;x#93; #96;y#96;<br/>z"},
		{"بيت 😀", "بيت 😀"},
	} {
		if got := mermaidText(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestDatesInBibliographies(t *testing.T) {
	for _, tt := range []struct{ issued, csl, bib string }{
		{"2014-09-23", `{"date-parts": [[2014, 9, 23]]}`, "year = {2014}, date = {2014-09-23}"},
		{"2014-09", `{"date-parts": [[2014, 9]]}`, "year = {2014}, date = {2014-09}"},
		{"2014~", `{"date-parts": [[2014]], "circa": true}`, "year = {2014}, date = {2014~}"},
		{"2014-09/2015", `{"date-parts": [[2014, 9], [2015]]}`, "year = {2014}, date = {2014-09/2015}"},
		{"2014-09/..", `{"literal": "on or after Sep 2014"}`, "note = {published on or after Sep 2014}"},
		{"2014-22", `{"literal": "summer 2014"}`, "note = {published summer 2014}"},
		{"201X", `{"literal": "2010s"}`, "note = {published 2010s}"},
	} {
		g := situation{
			actors: "id,name\na,Ann\nb,Bo\n", documents: "id,title,issued\nd,T," + tt.issued + "\n", claims: "actor,recipient,document\na,b,d\n",
		}.graph(t)
		var items []struct{ Issued json.RawMessage }
		if err := json.Unmarshal(writeNamed(t, g, "csl", Options{}), &items); err != nil {
			t.Fatal(err)
		}
		bib := strings.Join(strings.Fields(string(writeNamed(t, g, "bibtex", Options{}))), " ")
		if diff := cmp.Diff(tt.csl, string(items[0].Issued)); diff != "" || !strings.Contains(bib, tt.bib) {
			t.Errorf("%s: CSL %s; BibTeX %s, want %s", tt.issued, diff, bib, tt.bib)
		}
	}
}
