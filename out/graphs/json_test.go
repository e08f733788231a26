package graphs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"relgraph/out/format"
	"relgraph/out/internal/golden"

	"relgraph/out/rows"
)

// jsonWriters are the JSON formats, and where their rows stand: the lists of nodes and edges, and the field that
// holds the data of a row, if any.
var jsonWriters = []struct {
	format.Format[*rows.Job]
	lists      []string
	id, nested string
}{
	{NodeLink, []string{"nodes", "edges"}, "", ""},
	{Graphology, []string{"nodes", "edges"}, "key", "attributes"},
	{Cytoscape, []string{"elements.nodes", "elements.edges"}, "id", "data"},
}

// TestJSONHoldsWhatGraphMLHolds compares every value, and every record with the column that GraphML has for it.
func TestJSONHoldsWhatGraphMLHolds(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		doc := readGraphML(t, rows.Options{}, g, golden.InARow(g))
		for _, format := range jsonWriters {
			var b bytes.Buffer
			if err := format.Write(&b, job(g, golden.InARow(g), rows.Options{})); err != nil {
				t.Fatal(err)
			}
			var file map[string]any
			if err := json.Unmarshal(b.Bytes(), &file); err != nil {
				t.Fatalf("%s, %s: %v", name, format.Name, err)
			}
			for n, elements := range [][]graphMLElement{doc.Graph.Nodes, doc.Graph.Edges} {
				var list any = file
				for field := range strings.SplitSeq(format.lists[n], ".") {
					list = list.(map[string]any)[field]
				}
				rows := list.([]any)
				if len(rows) != len(elements) {
					t.Fatalf("%s, %s: %d %s, want %d", name, format.Name, len(rows), format.lists[n], len(elements))
				}
				for i, e := range elements {
					data := rows[i].(map[string]any)
					if format.nested != "" {
						data = data[format.nested].(map[string]any)
					}
					for column, want := range apart(doc.values(e)) {
						if column == "records" {
							continue // they are lists of objects here
						}
						if format.Name == "cyjs" && (column == "x" || column == "y" || column == "size") {
							continue // the place stands beside the data
						}
						got := fmt.Sprint(data[column])
						if at := strings.LastIndexByte(column, '_'); numbered.MatchString(column) {
							records := data[column[:at]].([]any)
							got, want = fmt.Sprint(records[numberOf(column[at+1:])-1].(map[string]any)),
								fmt.Sprint(recordMap(t, want))
						}
						if got != want {
							t.Errorf("%s, %s: %q: %s is %q, want %q", name, format.Name, e.ID, column, got, want)
						}
					}
				}
			}
		}
	}
}

// numbered is how the other graph files call the columns of one list.
var numbered = regexp.MustCompile(`^(actor|claim|other_claim|document|not_drawn|other_document|drawn|dossier|setting|own_kind|coding)_\d+$`)

func numberOf(digits string) (n int) {
	fmt.Sscan(digits, &n)
	return n
}

// recordMap reads a record of GraphML as the object that JSON has for it.
func recordMap(t *testing.T, text string) map[string]any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal(appendRecordJSON(nil, readRecord(text)), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFilesOfOneDossier(t *testing.T) {
	g := golden.Graphs(t)["names-in-quotes"]
	for _, format := range jsonWriters {
		var b bytes.Buffer
		if err := format.Write(&b, job(g, golden.InARow(g), rows.Options{})); err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, "names-in-quotes."+format.Name+".json", b.Bytes())
	}
	var mermaid bytes.Buffer
	if err := Mermaid.Write(&mermaid, job(g, nil, rows.Options{})); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "names-in-quotes.mermaid", mermaid.Bytes())
	golden.Compare(t, "parallel-and-mixed-directions.mermaid",
		written(t, Mermaid, rows.NewJob(golden.Graphs(t)["parallel-and-mixed-directions"])))
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
