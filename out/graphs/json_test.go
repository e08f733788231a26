package graphs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"relgraph/out/internal/golden"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

// jsonWriters are the JSON formats, and where their rows stand: the lists of nodes and edges, and the field that holds the data
// of a row, if any.
var jsonWriters = []struct {
	name       string
	write      func(io.Writer, *graph.Graph, string, map[sources.ActorID]rows.Place, rows.Options) error
	lists      []string
	id, nested string
}{
	{"nodelink", WriteNodeLink, []string{"nodes", "edges"}, "", ""},
	{"graphology", WriteGraphology, []string{"nodes", "edges"}, "key", "attributes"},
	{"cyjs", WriteCytoscape, []string{"elements.nodes", "elements.edges"}, "id", "data"},
}

// TestJSONHoldsWhatGraphMLHolds compares every value, and every record with the column that GraphML has for it.
func TestJSONHoldsWhatGraphMLHolds(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		doc := readGraphML(t, rows.Options{}, g, golden.InARow(g))
		for _, format := range jsonWriters {
			var b bytes.Buffer
			if err := format.write(&b, g, golden.TitleOf(g), golden.InARow(g), rows.Options{}); err != nil {
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
						if at := strings.LastIndexByte(column, '_'); numbered.MatchString(column) {
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

// numbered is how the other graph files call the columns of one list.
var numbered = regexp.MustCompile(`^(claim|other_claim|document|not_drawn|other_document)_\d+$`)

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
	g := golden.Graphs(t)["names-in-quotes"]
	for _, format := range jsonWriters {
		var b bytes.Buffer
		if err := format.write(&b, g, golden.TitleOf(g), golden.InARow(g), rows.Options{}); err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, "names-in-quotes."+format.name+".json", b.Bytes())
	}
	var mermaid bytes.Buffer
	if err := WriteMermaid(&mermaid, g, golden.TitleOf(g)); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "names-in-quotes.mermaid", mermaid.Bytes())
	golden.Compare(t, "parallel-and-mixed-directions.mermaid", written(t, golden.Graphs(t)["parallel-and-mixed-directions"], WriteMermaid))
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
