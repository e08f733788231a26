package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"relgraph/sources/intake"
)

// TestGraphsInOtherEncodings reads a text of every format of text in UTF-16, of either order, and in one of a single byte.
func TestGraphsInOtherEncodings(t *testing.T) {
	files := map[string]string{
		"net.json":     `{"nodes": [{"id": "Änn Exämple"}, {"id": "Bo"}], "links": [{"source": "Änn Exämple", "target": "Bo"}]}`,
		"net.gml":      "graph [ node [ id 1 label \"Änn Exämple\" ] node [ id 2 label \"Bo\" ] edge [ source 1 target 2 ] ]",
		"net.net":      "*Vertices 2\n1 \"Änn Exämple\"\n2 \"Bo\"\n*Edges\n1 2\n",
		"net.dot":      "graph { \"Änn Exämple\" -- Bo }",
		"net.csv":      "from,to\nÄnn Exämple,Bo\n",
		"net.jsonl":    `{"from": "Änn Exämple", "to": "Bo"}`,
		"net.bib":      "@online{a, title = {Änn Exämple}, url = {https://example.org/1}}",
		"net.graphml":  `<graphml><graph><node id="Änn Exämple"/><node id="Bo"/><edge source="Änn Exämple" target="Bo"/></graph></graphml>`,
		"net.csl.json": `[{"id": "a", "type": "article", "title": "Änn Exämple"}]`,
	}
	for _, e := range []struct {
		name string
		encoding.Encoding
	}{
		{"UTF-16, low byte first", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16, high byte first", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"Windows-1252", charmap.Windows1252},
	} {
		for file, text := range files {
			if e.Encoding == charmap.Windows1252 && file == "net.graphml" {
				text = `<?xml version="1.0" encoding="windows-1252"?>` + text
			}
			data, err := e.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			im := intake.Read([]intake.Input{{File: file, Data: data}}, intake.Options{})
			if err := im.Problems.Err(); err != nil {
				t.Errorf("%s, %s: %v", file, e.name, err)
				continue
			}
			var all strings.Builder
			for _, f := range im.Files() {
				all.Write(f.Data)
			}
			if !strings.Contains(all.String(), "Änn Exämple") {
				t.Errorf("%s, %s: the name is not in\n%s", file, e.name, all.String())
			}
		}
	}
}

// TestWhatIsOddIsSaidWithItsPlace reads graphs of which a part is left out, or taken for something else.
func TestWhatIsOddIsSaidWithItsPlace(t *testing.T) {
	for _, tt := range []struct{ name, file, text, says string }{
		{"vertices that nothing is said of", "net.net", "%\n*Vertices 999999999999\n1 \"Ann\"\n2 \"Bo\"\n*Edges\n1 2\n",
			"net.net:2:1: note: left out: 999999999997 nodes without a label and without ties"},
		{"more vertices than can be counted", "net.net", "*Vertices 99999999999999999999\n1 \"Ann\"\n",
			`net.net:1:1: the section of vertices says "99999999999999999999": want their number, such as *Vertices 12`},
		{"a graph within a node", "net.graphml", `<graphml><graph edgedefault="undirected"><node id="g"><graph><node id="Ann"/></graph></node>
<node id="Bo"/><edge source="Ann" target="Bo"/></graph></graphml>`,
			`net.graphml:1:55: note: nodes stand in others, such as in "g": these are their sides`},
		{"records that became none", "net.gexf", `<gexf xmlns="http://gexf.net/1.3"><graph><attributes class="node"><attribute id="actor" title="actor" type="liststring"/></attributes>
<nodes><node id="a" label="Ann"><attvalues><attvalue for="actor" value="[object Object]"/></attvalues></node><node id="b" label="Bo"/></nodes><edges><edge source="a" target="b"/></edges></graph></gexf>`,
			`net.gexf:2:44: warning: the records of relgraph are gone: the program that saved the file wrote "[object Object]" in their place: want it saved as JSON, or exported as GraphML or GEXF before it is opened`},
		{"a text of GML with marks in it", "net.gml", "graph [\nnode [\nid 1\nlabel \"The \"A\"\"\n]\nnode [\nid 2\n]\nedge [\nsource 1\ntarget 2\n]\n]\n",
			"net.gml:4:12: warning: a quotation mark stands in a text: each text is read to the last mark of its line: want &quot; for it, or the file as GraphML"},
		{"a hyperedge of JSON Graph Format", "net.json", `{"graph": {"nodes": {"a": {}, "b": {}}, "edges": [], "hyperedges": [{"nodes": ["a", "b"]}]}}`,
			"net.json:1:69: a hyperedge ties more than two nodes: want edges between two nodes"},
	} {
		im := intake.Read([]intake.Input{{File: tt.file, Data: []byte(tt.text)}}, intake.Options{})
		if said := fmt.Sprint(im.Problems); !strings.Contains(said, tt.says) {
			t.Errorf("%s: %s\nwant %s", tt.name, said, tt.says)
		}
	}
}

// TestManyNodesByTheirIDs reads a graph whose edges stand behind many nodes, which are an object: its beginning tells
// what it is.
func TestManyNodesByTheirIDs(t *testing.T) {
	const many = 20_000
	var b strings.Builder
	b.WriteString(`{"graph": {"nodes": {`)
	for i := range many {
		fmt.Fprintf(&b, "\"node %d\": {\"label\": \"Actor number %d\"}, ", i, i)
	}
	b.WriteString(`"last": {}}, "edges": [{"source": "node 0", "target": "last", "relation": "meeting"}]}}`)
	im := intake.Read([]intake.Input{{File: "net.json", Data: []byte(b.String())}}, intake.Options{})
	const want = "net.json: note: read as network: a graph of 20001 nodes and 1 edge"
	if said := fmt.Sprint(im.Problems); !strings.Contains(said, want) {
		t.Errorf("%.400s\nwant %s", said, want)
	}
}
