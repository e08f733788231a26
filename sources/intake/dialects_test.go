package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// dialects are files as programs and people write them, with what each says: who, and who did what with whom, "->" where it
// goes one way, in the order of the file, and what else has to be in the tables.
var dialects = []struct {
	name, file, text string
	says             string
	has              string // a part of the tables as CSV, "" for none
}{
	{"fields of nodes that Cytoscape calls otherwise", "net.json", `{"nodes": [{"id": "a", "name": "Ann", "position": "Director",
"classes": "guest", "style": "loud"}, {"id": "b", "name": "Bo"}], "links": [{"source": "a", "target": "b", "kind": "meeting"}]}`,
		"Ann, Bo: Ann meeting Bo", "Director,,,,,,,,,guest,loud"},
	{"Cytoscape's own fields of elements", "net.cyjs", `{"elements": {"nodes": [{"data": {"id": "a", "name": "Ann"}, "position": {"x": 1, "y": 2},
"classes": "big", "selected": true, "locked": false}, {"data": {"id": "b", "name": "Bo"}}], "edges": [{"data": {"source": "a", "target": "b", "kind": "call"}}]}}`,
		"Ann, Bo: Ann call Bo", ""},
	{"NetworkX's lists of neighbours", "net.json", `{"directed": false, "multigraph": true, "graph": [], "nodes": [{"id": "Ann"}, {"id": "Bo"}],
"adjacency": [[{"kind": "meeting", "id": "Bo", "key": 0}, {"kind": "call", "id": "Bo", "key": 1}],
[{"kind": "meeting", "id": "Ann", "key": 0}, {"kind": "call", "id": "Ann", "key": 1}]]}`, "Ann, Bo: Ann meeting Bo; Ann call Bo", ""},
	{"NetworkX's lists of successors", "net.json", `{"directed": true, "multigraph": false, "graph": [], "nodes": [{"id": "Ann"}, {"id": "Bo"}],
"adjacency": [[{"kind": "call", "id": "Bo"}], [{"kind": "call", "id": "Ann"}]]}`, "Ann, Bo: Ann call -> Bo; Bo call -> Ann", ""},
	{"arrows of vis.js", "net.json", `{"nodes": [{"id": 1, "label": "Ann"}, {"id": 2, "label": "Bo"}], "edges": [
{"from": 1, "to": 2, "label": "call", "arrows": "to"}, {"from": 1, "to": 2, "label": "warning", "arrows": "from"},
{"from": 1, "to": 2, "label": "meeting"}]}`, "Ann, Bo: Ann call -> Bo; Bo warning -> Ann; Ann meeting Bo", ""},
	{"graphology, where each edge says whether it has no direction", "net.json", `{"options": {"type": "mixed", "multi": true},
"nodes": [{"key": "a", "attributes": {"label": "Ann"}}, {"key": "b", "attributes": {"label": "Bo"}}],
"edges": [{"source": "a", "target": "b", "undirected": false, "attributes": {"kind": "call"}},
{"source": "a", "target": "b", "undirected": true, "attributes": {"kind": "meeting"}}]}`,
		"Ann, Bo: Ann call -> Bo; Ann meeting Bo", ""},
	{"Obsidian's canvas", "board.canvas", `{"nodes": [{"id": "n1", "type": "text", "text": "# Ann", "x": 0, "y": 0, "width": 250, "height": 60},
{"id": "n2", "type": "file", "file": "People/Bo.md", "x": 300, "y": 0, "width": 250, "height": 60}],
"edges": [{"id": "e1", "fromNode": "n1", "fromSide": "right", "toNode": "n2", "toSide": "left", "label": "meeting"}]}`,
		"Ann, Bo: Ann meeting Bo", ""},
	{"arrowheads of Graphviz", "net.dot", `digraph { Ann -> Bo [label=warning, dir=back]; Ann -> Cy [label=call, dir=both]; Bo -> Cy [label=call];
{ edge [dir=none]; Bo -> Cy [label=meeting] } }`,
		"Ann, Bo, Cy: Bo warning -> Ann; Ann call Cy; Bo call -> Cy; Bo meeting Cy", ""},
	{"edges within a node of GEXF", "net.gexf", `<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph><nodes><node id="p" label="Ann"><nodes><node id="a" label="Bo"/></nodes>
<edges><edge id="i" source="a" target="p" kind="call"/></edges></node></nodes><edges/></graph></gexf>`, "Ann, Bo: Bo call Ann", ""},
	{"texts of GML with line ends", "net.gml", "graph [ node [ id 0 label \"Ann\" note \"one\ttab\ntwo lines\" ] node [ id 1 label \"Bo\" ] edge [ source 0 target 1 kind \"call\" ] ]",
		"Ann, Bo: Ann call Bo", "\"one\ttab\ntwo lines\""},
	{"GML of igraph for R, whose texts have quotation marks", "net.gml", "graph\n[\n  node\n  [\n    id 0\n    label \"The \"Ann\" of it\"\n    note \"R&amp;D\"\n  ]\n" +
		"  node\n  [\n    id 1\n    label \"Bo\"\n  ]\n  edge\n  [\n    source 0\n    target 1\n    kind \"call\"\n  ]\n]\n",
		`The "Ann" of it, Bo: The "Ann" of it call Bo`, "R&amp;D"},
	{"JSON Graph Format 2, nodes by their ids", "net.json", `{"graph": {"directed": true, "nodes": {"a": {"label": "Ann", "metadata": {"role": "Director"}}, "b": {"label": "Bo"}},
"edges": [{"source": "a", "target": "b", "relation": "call", "metadata": {"date": "2020-05"}}, {"source": "a", "target": "b", "relation": "meeting", "directed": false}]}}`,
		"Ann, Bo: Ann call -> Bo; Ann meeting Bo", "Director"},
	{"JSON Graph Format, several graphs", "net.json", `{"graphs": [{"nodes": {"a": {"label": "Ann"}, "b": {"label": "Bo"}}, "edges": [{"source": "a", "target": "b", "relation": "meeting"}]},
{"nodes": {"x": {"label": "Elsewhere"}}}]}`, "Ann, Bo: Ann meeting Bo", ""},
	{"Python's words for no number", "net.json", `{"nodes": [{"id": "Ann", "note": "NaN and \"Infinity\" are words", "rank": NaN}, {"id": "Bo", "rank": -Infinity}],
"links": [{"source": "Ann", "target": "Bo", "kind": "meeting", "rank": NaN}]}`, "Ann, Bo: Ann meeting Bo", "-Infinity"},
	{"a list without heads", "list.csv", "Ann,Bo,meeting,https://example.org/1\nBo,Cy,call,https://example.org/2\n",
		"Ann, Bo, Cy: Ann meeting Bo; Bo call Cy", ""},
	{"a list of edges, with weights", "list.csv", "Ann,Bo,1\nBo,Cy,2\n", "Ann, Bo, Cy: Ann contact Bo; Bo contact Cy", ""},
}

// Where no row says what columns hold, and the cells do not tell either, the first row is not lost: the list is refused.
func TestAListWithoutHeadsIsNotGuessed(t *testing.T) {
	im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte("2020-05-01,Ann,Bo,https://example.org/1\n" +
		"2020-05-02,Ann,Cy,https://example.org/2\n")}}, intake.Options{})
	want := "list.csv:1:1: no row says what the columns hold: want a row above it that does, such as from, to, kind, date, source"
	if err := im.Problems.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestDialects reads each.
func TestDialects(t *testing.T) {
	for _, s := range dialects {
		im := intake.Read([]intake.Input{{File: s.file, Data: []byte(s.text)}}, intake.Options{})
		if err := im.Problems.Err(); err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		d, _ := im.Open(sources.Options{AllowUnsourced: true})
		if diff := cmp.Diff(s.says, saysOf(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", s.name, diff, im.Problems)
		}
		var tables strings.Builder
		for _, file := range im.Files() {
			tables.Write(file.Data)
		}
		if !strings.Contains(tables.String(), s.has) {
			t.Errorf("%s: want %q in\n%s", s.name, s.has, tables.String())
		}
	}
}

// saysOf is a dossier in a line: its actors, and of each claim who, what and with whom.
func saysOf(d *sources.Dossier) string {
	var actors, claims []string
	for i := range d.Actors {
		actors = append(actors, d.Actors[i].Name)
	}
	names := func(ids []sources.ActorID) string {
		var all []string
		for _, id := range ids {
			all = append(all, d.Actor(id).Name)
		}
		return strings.Join(all, " and ")
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		way := ""
		if c.Directed {
			way = "-> "
		}
		claims = append(claims, names(c.Actors)+" "+c.KindWord()+" "+way+names(c.Recipients))
	}
	return strings.Join(actors, ", ") + ": " + strings.Join(claims, "; ")
}
