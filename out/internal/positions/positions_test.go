package positions

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/out/internal/plane"
)

const graphML = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="x" attr.type="float" for="node" id="d1"/>
<key attr.name="y" attr.type="float" for="node" id="d2"/>
<key attr.name="x" attr.type="float" for="edge" id="d3"/>
<graph edgedefault="undirected">
<node id="ann"><data key="label">Ann</data><data key="d1">-12.5</data><data key="d2">30.0</data></node>
<node id="bo"><data key="d2"> -4E1 </data><data key="d1">0</data></node>
<node id="cy"/>
<edge source="ann" target="bo"><data key="d3">7</data></edge>
</graph></graphml>`

const yEd = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d0" yfiles.type="nodegraphics"/>
<graph edgedefault="directed">
<node id="ann"><data key="d0"><y:ShapeNode><y:Geometry height="20.0" width="60.0" x="-42.5" y="-40.0"/><y:NodeLabel>Ann</y:NodeLabel></y:ShapeNode></data></node>
<node id="bo"><data key="d0"><y:GenericNode configuration="x"><y:Geometry height="30" width="50" x="-25" y="25"/></y:GenericNode></data></node>
<node id="cy"/>
</graph></graphml>`

const gexf = `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"><graph><nodes>
<node id="ann" label="Ann"><viz:size value="4"/><viz:position x="-12.5" y="30.0" z="0.0"/></node>
<node id="bo"><viz:position x="0" y="-40"/></node><node id="cy"/></nodes><edges/></graph></gexf>`

func TestEveryFormatGivesTheSamePlaces(t *testing.T) {
	want := map[string]plane.Point{"ann": {X: -12.5, Y: -30}, "bo": {X: 0, Y: 40}}
	for name, text := range map[string]string{
		"a.graphml":   graphML,
		"a.GEXF":      gexf,
		"yed.graphml": yEd,
		"plain.gexf":  strings.ReplaceAll(gexf, "viz:", ""), // as the schema of 1.3 has it
		"nodes.csv":   "\ufeffLabel,Id,Y,X\nAnn,ann,30,-12.5\n,bo,-40,0\n,cy,,\nshort,dan\n",
		"renamed.graphml": strings.NewReplacer(`"y" attr.type="float" for="node" id="d2"/>`,
			`"y" attr.type="float" for="node" id="d2"/><key attr.name="records" for="node" id="d9"/>`,
			`<node id="ann">`, `<node id="n0"><data key="d9">actor: id: ann | name: Ann || drawn: contact: x</data>`,
			`<node id="bo">`, `<node id="n1"><data key="d9">actor: id: bo || dossier: actors: 2</data>`).Replace(graphML),
		"a.nodelink.json":   `{"nodes": [{"id": "ann", "x": -12.5, "y": 30}, {"y": -40, "x": 0, "id": "bo"}, {"id": "cy"}], "edges": []}`,
		"a.graphology.json": `{"nodes": [{"key": "ann", "attributes": {"x": -12.5, "y": 30}}, {"key": "bo", "attributes": {"x": 0, "y": -40}}, {"key": "cy", "attributes": {}}]}`,
		"session.cyjs":      `{"elements": {"nodes": [{"data": {"id": "ann"}, "position": {"x": -12.5, "y": -30}}, {"data": {"id": "bo"}, "position": {"x": 0, "y": 40}}, {"data": {"id": "cy"}}]}}`,
	} {
		got, err := Read(name, strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	none := `no node has a place: want x and y as Gephi saves them (in its export dialog, tick "Position")`
	for _, tt := range []struct{ name, text, want string }{
		{"a.dot", "", `unknown ending ".dot": want .graphml, .gexf, .csv, .cyjs, .json, .svg`},
		{"a.graphml", "", `the file is no GraphML: EOF`},
		{"a.graphml", "<graphml/>", none},
		{"a.gexf", "<gexf/>", none},
		{"a.gexf", "<gexf><graph>", `the file is no GEXF: XML syntax error on line 1: unexpected EOF`},
		{"a.csv", "", `the file is no table: EOF`},
		{"a.csv", "Id,x\na,1\n", `the table has no column "y": want the columns Id, x and y`},
		{"a.csv", "Id,x,y\na,1,2\na,1,2\n", `line 3: node "a" has two places: want each node once`},
		{"a.csv", "Id,x,y\na,1,\n", `line 2: node "a": y: "" is no coordinate: want a number such as -12.5`},
		{"a.csv", "Id,x,y\na,NaN,1\n", `line 2: node "a": x: "NaN" is no coordinate: want a number such as -12.5`},
		{"a.csv", "Id,x,y\na,\"1,5\",1\n", `line 2: node "a": x: "1,5" is no coordinate: want a number such as -12.5`},
		{"a.cyjs", "", `the file is no JSON of a graph: want an object with nodes or, as Cytoscape has it, elements (EOF)`},
		{"a.cyjs", `{"elements": {"nodes": [{"data": {"id": "a"}, "position": {"x": 1}}]}}`,
			`node "a": y: "" is no coordinate: want a number such as -12.5`},
		{"a.cyjs", `{"elements": {"nodes": [{"data": {"id": "a"}, "position": {"x": "NaN", "y": 1}}]}}`,
			`elements.nodes.position.x is a string: want a number such as -12.5`},
		{"a.svg", `<svg><g><g id="actor-a" class="actor"><rect x="2e8" y="1"/></g></g></svg>`,
			`node "a" is at 2e+08, 1: want numbers below 1e+06`},
		{"a.svg", `<svg><g><g id="actor-a" class="actor"><rect x="NaN" y="1"/></g></g></svg>`,
			`node "a" is at NaN, 1: want numbers below 1e+06`},
	} {
		if _, err := Read(tt.name, strings.NewReader(tt.text)); fmt.Sprint(err) != tt.want {
			t.Errorf("%s %q: got %v, want %s", tt.name, tt.text, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range [][2]string{{"a.graphml", graphML}, {"a.gexf", gexf}, {"a.csv", "Id,x,y\na,1,2\n"},
		{"a.cyjs", `{"elements": {"nodes": []}}`}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		places, err := Read(name, strings.NewReader(text))
		if err == nil && len(places) == 0 {
			t.Errorf("%s: no place and no error", name)
		}
	})
}

// A figure says where its actors stand, though it was made smaller to fit a page.
func TestAFigureOfOursGivesPlaces(t *testing.T) {
	const figure = `<svg xmlns="http://www.w3.org/2000/svg" data-scale="0.5"><g id="actors" class="layer">
<g id="actor-ann" class="actor"><title>Ann</title><rect x="10" y="20" width="40" height="10"/></g>
<g id="actor-bo" class="actor"><rect x="110" y="20" width="40" height="10"/></g></g>
<g id="sources"><g id="source-1" class="source"><rect x="1" y="1" width="1" height="1"/></g></g></svg>`
	got, err := Read("last.svg", strings.NewReader(figure))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]plane.Point{"ann": {X: 60, Y: 50}, "bo": {X: 260, Y: 50}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

// An id of JSON may be a number, and is read as it is written; a node without one has no place.
func TestIDsOfNumbers(t *testing.T) {
	for name, text := range map[string]string{
		"a.cyjs":          `{"elements": {"nodes": [{"data": {"id": 70000000001}, "position": {"x": 1, "y": -2}}]}}`,
		"a.nodelink.json": `{"nodes": [{"id": 70000000001, "x": 1, "y": 2}]}`,
	} {
		got, err := Read(name, strings.NewReader(text))
		if diff := cmp.Diff(map[string]plane.Point{"70000000001": {X: 1, Y: -2}}, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}
