package layout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/out/internal/plane"
)

// pair and its answer: ann in a group, a labelled line to bo.
var pair = Graph{
	Groups: []Group{{ID: "east", Width: 40, Height: 16}},
	Nodes:  []Node{{ID: "ann", Width: 72, Height: 36, Group: "east"}, {ID: "bo", Width: 72, Height: 36}},
	Edges:  []Edge{{ID: "call", From: "bo", To: "ann", LabelWidth: 40, LabelHeight: 14}},
}

const pairAnswer = `{"objects": [
{"_gvid": 0, "name": "cluster_g1", "bb": "0,0,88,80", "lp": "44,68"},
{"_gvid": 1, "name": "n1", "pos": "44,30", "width": "1", "height": "0.5"},
{"_gvid": 2, "name": "n2", "pos": "220,30", "width": "1", "height": "0.5"},
{"_gvid": 3, "name": "l1", "pos": "130,30", "width": "0.55556", "height": "0.19444"}
], "edges": [
{"tail": 1, "head": 3, "id": "e1a", "pos": "80.4,30 97,32 113,32 130,30"},
{"tail": 3, "head": 2, "id": "e1b", "pos": "130,30 150,28 167,28 183.5,30"}
]}`

// The answer turned upside down, its line put together from bo to ann and pulled to the boxes' borders.
func TestAnswer(t *testing.T) {
	d, err := newDraft(pair)
	if err != nil {
		t.Fatal(err)
	}
	got, err := reading{draft: d}.ranked([]byte(pairAnswer))
	if err != nil {
		t.Fatal(err)
	}
	want := Placement{
		Width: 256, Height: 80,
		Groups: []PlacedGroup{{"east", Box{plane.Point{X: 0, Y: 0}, plane.Point{X: 88, Y: 80}}, plane.Point{X: 44, Y: 12}}},
		Nodes:  []PlacedNode{{"ann", plane.Point{X: 44, Y: 50}}, {"bo", plane.Point{X: 220, Y: 50}}},
		Edges: []PlacedEdge{{"call", []plane.Point{
			{X: 184, Y: 50}, {X: 167, Y: 52}, {X: 150, Y: 52}, {X: 130, Y: 50}, {X: 113, Y: 48}, {X: 97, Y: 48},
			{X: 80, Y: 50},
		}, plane.Point{X: 130, Y: 50}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("placement (-want +got):\n%s", diff)
	}
}

func TestAnswerRejected(t *testing.T) {
	const n1, e1b = `{"_gvid": 1, "name": "n1", "pos": "44,30", "width": "1", "height": "0.5"},`, `,
{"tail": 3, "head": 2, "id": "e1b", "pos": "130,30 150,28 167,28 183.5,30"}`
	for _, test := range []struct {
		name     string
		old, new string // what to change in the answer
		want     string
	}{
		{"nothing", pairAnswer, "", "not as JSON should be: unexpected end of JSON input"},
		{"cut off", "], \"edges\"", "\x00", "not as JSON should be: invalid character '\\x00' after array element"},
		{"something else", pairAnswer, "[]",
			"not as JSON should be: json: cannot unmarshal array into Go value of type layout.answer"},
		{"node missing", n1, "", `node "ann" is missing`},
		{"node twice", n1, n1 + n1, `object "n1" is there twice`},
		{"node of nobody", n1, n1 + `{"name": "n9"},`, "5 objects instead of 4"},
		{"group missing", `"cluster_g1"`, `"cluster_g2"`, `group "east" is missing`},
		{"label missing", `"l1"`, `"l2"`, `label of edge "call" is missing`},
		{"node nowhere", `"44,30"`, `""`, `node "ann": position "": want one point`},
		{"node in two places", `"44,30"`, `"44,30 50,30"`, `node "ann": position "44,30 50,30": want one point`},
		{"not a number", `"44,30"`, `"nan,30"`, `node "ann": position "nan,30": want pairs of numbers below 1e8`},
		{"no end", `"44,30"`, `"inf,30"`, `node "ann": position "inf,30": want pairs of numbers below 1e8`},
		{"wrong width", `"0.55556"`, `"0.6"`, `label of edge "call": width of "0.6" in: want 0.55556`},
		{"wrong height", `"0.19444"`, `""`, `label of edge "call": height of "" in: want 0.19444`},
		{"far away", `"44,30"`, `"1e300,30"`, `node "ann": position "1e300,30": want pairs of numbers below 1e8`},
		{"group nowhere", `"0,0,88,80"`, `"0,0,88"`, `group "east": box "0,0,88": want four numbers`},
		{"group without end", `"0,0,88,80"`, `"0,0,inf,80"`,
			`group "east": position "0,0 inf,80": want pairs of numbers below 1e8`},
		{"group without label", `"44,68"`, `""`, `group "east": label position "": want one point`},
		{"edge missing", e1b, "", `edge "call" is missing`},
		{"edge twice", e1b, e1b + e1b, `line "e1b" is there twice`},
		{"edge of nobody", e1b, e1b + `, {"id": "e9"}`, "3 lines instead of 2"},
		{"edge astray", `"tail": 1`, `"tail": 2`, `edge "call" joins "n2" and "l1": want "n1" and "l1"`},
		{"no line", `"130,30 150,28 167,28 183.5,30"`, `""`, `edge "call": line of 0 points: want 4, 7, 10 and so on`},
		{"line in pieces", `150,28 167`, `150,28;167`,
			`edge "call": position "130,30 150,28;167,28 183.5,30": want pairs of numbers below 1e8`},
		{"line too short", ` 150,28`, ``, `edge "call": line of 3 points: want 4, 7, 10 and so on`},
		{"line off its label", `"130,30 150`, `"144,30 150`, `edge "call": the line is 14 pt away from its label`},
		{"line off its node", `183.5,30`, `170,30`, `edge "call": the line is 14 pt away from node "bo"`},
		{"line into its node", `"80.4,30`, `"60,30`, `edge "call": the line is 18 pt away from node "ann"`},
		{"nodes on one spot", `"220,30"`, `"50,30"`, `edge "call": the line is 98 pt away from node "bo"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Count(pairAnswer, test.old) != 1 {
				t.Fatalf("%q is not there once", test.old)
			}
			d, err := newDraft(pair)
			if err != nil {
				t.Fatal(err)
			}
			_, err = reading{draft: d}.ranked([]byte(strings.Replace(pairAnswer, test.old, test.new, 1)))
			if err == nil || err.Error() != test.want {
				t.Errorf("error %v\nwant  %s", err, test.want)
			}
		})
	}
}

// When dot gives up halfway, nodes without lines are all in one place, and nothing else is wrong.
func TestAnswerOnOneSpot(t *testing.T) {
	d, err := newDraft(Graph{Nodes: []Node{{ID: "bo", Width: 72, Height: 36}, {ID: "cy", Width: 72, Height: 36}}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = reading{draft: d}.ranked([]byte(`{"objects": [
{"_gvid": 0, "name": "n1", "pos": "0,0", "width": "1", "height": "0.5"},
{"_gvid": 1, "name": "n2", "pos": "0,0", "width": "1", "height": "0.5"}]}`))
	if want := `node "bo" and node "cy" overlap`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// Whatever Graphviz says, it is a placement with all lines whole, or an error.
func FuzzAnswer(f *testing.F) {
	f.Add(pairAnswer)
	f.Add(sfdp)
	f.Add(`{"objects": [{"name": "n1", "pos": "1e308,-1e308"}], "edges": [null]}`)
	f.Fuzz(func(t *testing.T, out string) {
		d, err := newDraft(pair)
		if err != nil {
			t.Fatal(err)
		}
		for _, read := range []func([]byte) (Placement, error){reading{draft: d}.ranked, reading{draft: d}.spread} {
			p, err := read([]byte(out))
			if err != nil {
				continue
			}
			if len(p.Nodes) != 2 || len(p.Edges) != 1 || len(p.Edges[0].Path)%3 != 1 {
				t.Errorf("placement %+v", p)
			}
			if !(p.Width < 1e10 && p.Height < 1e10) {
				t.Errorf("size %v x %v", p.Width, p.Height)
			}
		}
	})
}
