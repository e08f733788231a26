package layout

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/out/internal/plane"
)

// quiet is a figure without a fault: two lines side by side, with labels, between two groups.
func quiet() (Graph, Placement) {
	g := Graph{
		Groups: []Group{{ID: "east", Width: 30, Height: 10}, {ID: "west"}},
		Nodes: []Node{
			{ID: "ann", Width: 40, Height: 20, Group: "east"}, {ID: "bo", Width: 40, Height: 20, Group: "west"},
			{ID: "cy", Width: 40, Height: 20, Group: "east"}, {ID: "di", Width: 40, Height: 20, Group: "west"},
		},
		Edges: []Edge{
			{ID: "call", From: "ann", To: "bo", LabelWidth: 30, LabelHeight: 10},
			{ID: "visit", From: "cy", To: "di", LabelWidth: 30, LabelHeight: 10},
		},
	}
	p := Placement{
		Width: 300, Height: 120,
		Groups: []PlacedGroup{{"east", Box{plane.Point{X: 0, Y: 0}, plane.Point{X: 60, Y: 120}}, plane.Point{X: 20, Y: 8}},
			{"west", Box{plane.Point{X: 240, Y: 0}, plane.Point{X: 300, Y: 120}}, plane.Point{}}},
		Nodes: []PlacedNode{{"ann", plane.Point{X: 30, Y: 30}}, {"bo", plane.Point{X: 270, Y: 30}},
			{"cy", plane.Point{X: 30, Y: 90}}, {"di", plane.Point{X: 270, Y: 90}}},
		Edges: []PlacedEdge{
			{"call", []plane.Point{{X: 50, Y: 30}, {X: 100, Y: 30}, {X: 200, Y: 30},
				{X: 250, Y: 30}}, plane.Point{X: 150, Y: 30}},
			{"visit", []plane.Point{{X: 50, Y: 90}, {X: 100, Y: 90}, {X: 200, Y: 90},
				{X: 250, Y: 90}}, plane.Point{X: 150, Y: 90}},
		},
	}
	return g, p
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(g *Graph, p *Placement)
		want   []string
	}{
		{"none", func(*Graph, *Placement) {}, nil},
		{"lines cross", func(g *Graph, p *Placement) {
			g.Edges[0].To, g.Edges[0].LabelWidth, g.Edges[0].LabelHeight = "di", 0, 0
			g.Edges[1].To, g.Edges[1].LabelWidth, g.Edges[1].LabelHeight = "bo", 0, 0
			p.Edges[0].Path = []plane.Point{{X: 50, Y: 30}, {X: 100, Y: 30}, {X: 200, Y: 90}, {X: 250, Y: 90}}
			p.Edges[1].Path = []plane.Point{{X: 50, Y: 90}, {X: 100, Y: 90}, {X: 200, Y: 30}, {X: 250, Y: 30}}
		}, nil},
		{"boxes touch", func(_ *Graph, p *Placement) {
			p.Nodes[2].Centre.Y, p.Edges[1].Path[0].Y, p.Edges[1].Path[1].Y = 50, 50, 103.333
		}, nil},
		{"boxes overlap", func(_ *Graph, p *Placement) {
			p.Nodes[2].Centre.Y, p.Edges[1].Path[0].Y, p.Edges[1].Path[1].Y = 49, 49, 103.667
		}, []string{`node "ann" overlaps node "cy"`}},
		{"labels overlap", func(_ *Graph, p *Placement) {
			p.Edges[0].Path = []plane.Point{{X: 50, Y: 30}, {X: 150, Y: 75}, {X: 150, Y: 75}, {X: 250, Y: 30}}
			p.Edges[0].Label = plane.Point{X: 150, Y: 63.75}
			p.Edges[1].Path = []plane.Point{{X: 50, Y: 90}, {X: 150, Y: 58}, {X: 150, Y: 58}, {X: 250, Y: 90}}
			p.Edges[1].Label = plane.Point{X: 150, Y: 66}
		}, []string{
			`label of edge "call" overlaps label of edge "visit"`, `line of edge "call" runs into label of edge "visit"`,
			`line of edge "visit" runs into label of edge "call"`,
		}},
		{"label over a box",
			func(_ *Graph, p *Placement) { p.Edges[0].Label.X = 64.4 },
			[]string{`node "ann" overlaps label of edge "call"`}},
		{"line through a box", func(_ *Graph, p *Placement) {
			p.Nodes[2].Centre.X, p.Edges[1].Path[0].X = 100, 120
			p.Nodes[2].Centre.Y = 50
			p.Groups[0].Box.Max.X = 130
			p.Edges[1].Path[0].Y, p.Edges[1].Label = 60, plane.Point{X: 158.75, Y: 86.25}
			p.Edges[0].Path[1].Y, p.Edges[0].Label.Y = 80, 48.75
		}, []string{`line of edge "call" runs into node "cy"`}},
		{"line back through its own box", func(_ *Graph, p *Placement) {
			p.Edges[0].Path = []plane.Point{{X: 50, Y: 30}, {X: 60, Y: 30}, {X: 20, Y: 32}, {X: 30, Y: 20}, {X: 60, Y: 0},
				{X: 100, Y: 30}, {X: 150, Y: 30}, {X: 180, Y: 30},
				{X: 200, Y: 30}, {X: 250, Y: 30}}
		}, []string{`line of edge "call" runs into node "ann"`}},
		{"line ends elsewhere",
			func(_ *Graph, p *Placement) { p.Edges[0].Path[3].X = 246 },
			[]string{`line of edge "call" is astray from node "bo"`}},
		{"label beside its line",
			func(_ *Graph, p *Placement) { p.Edges[0].Label.Y = 50 },
			[]string{`line of edge "call" is astray from label of edge "call"`}},
		{"lines on each other", func(g *Graph, p *Placement) {
			g.Edges[1].From, g.Edges[1].To, g.Edges[1].LabelWidth, g.Edges[1].LabelHeight = "ann", "bo", 0, 0
			p.Edges[1].Path = []plane.Point{{X: 50, Y: 30}, {X: 100, Y: 30}, {X: 200, Y: 60}, {X: 250, Y: 33}}
		}, []string{`line of edge "call" merges with line of edge "visit"`}},
		{"off the page", func(_ *Graph, p *Placement) { p.Width = 299 }, []string{`group "west" reaches out of the page`}},
		{"stranger in a frame",
			func(g *Graph, _ *Placement) { g.Nodes[0].Group = "" }, []string{`node "ann" overlaps group "east"`}},
		{"out of its frame",
			func(_ *Graph, p *Placement) { p.Groups[1].Box.Max.Y = 95 }, []string{`node "di" reaches out of group "west"`}},
		{"frames overlap",
			func(_ *Graph, p *Placement) { p.Groups[0].Box.Max.X = 245 }, []string{`group "east" overlaps group "west"`}},
		{"name over a box",
			func(_ *Graph, p *Placement) { p.Groups[0].Label.Y = 20 },
			[]string{`node "ann" overlaps label of group "east"`}},
		{"another graph", func(_ *Graph, p *Placement) { p.Nodes = nil }, []string{"the page is astray from the page"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, p := quiet()
			test.change(&g, &p)
			var got []string
			for _, f := range p.Faults(g) {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// What is drawn of a line stops at its label.
func TestOutside(t *testing.T) {
	e := PlacedEdge{Path: []plane.Point{{X: 0, Y: 0}, {X: 30, Y: 0}, {X: 60, Y: 0}, {X: 90, Y: 0}, {X: 90, Y: 20},
		{X: 90, Y: 40}, {X: 90, Y: 60}}, Label: plane.Point{X: 45, Y: 0}}
	var got [][2]plane.Point
	for _, part := range e.Outside(30, 10) {
		first, last := part[0], part[len(part)-1]
		got = append(got, [2]plane.Point{{X: round(first.X), Y: round(first.Y)}, {X: round(last.X), Y: round(last.Y)}})
	}
	want := [][2]plane.Point{{{X: 0, Y: 0}, {X: 30, Y: 0}}, {{X: 60, Y: 0}, {X: 90, Y: 60}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ends of the parts (-want +got):\n%s", diff)
	}
	if all := e.Outside(0, 0); len(all) != 1 || len(all[0]) != 7 {
		t.Errorf("without a label %v", all)
	}
}
