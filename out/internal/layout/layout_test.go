package layout

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"relgraph/out/internal/plane"
)

// engineFunc is a function as an Engine.
type engineFunc func(ctx context.Context, dot []byte) ([]byte, error)

func (f engineFunc) Place(ctx context.Context, dot []byte) ([]byte, error) { return f(ctx, dot) }

// small has all that a Graph can have.
var small = Graph{
	Groups: []Group{{ID: "east", Width: 60, Height: 18}, {ID: "nobody", Width: 60, Height: 18},
		{ID: "capital", Parent: "east"}},
	Nodes: []Node{
		{ID: "ann", Width: 110, Height: 36, Group: "capital"},
		{ID: "bo", Width: 90, Height: 36, Group: "east"},
		{ID: "cy", Width: 72, Height: 36},
	},
	Edges: []Edge{
		{ID: "visit", From: "ann", To: "bo", LabelWidth: 50, LabelHeight: 14.2},
		{ID: "call", From: "ann", To: "cy", LabelWidth: 40, LabelHeight: 14},
		{ID: "note to self", From: "cy", To: "cy", LabelWidth: 40, LabelHeight: 14},
		{ID: "part of", From: "bo", To: "ann"},
		{ID: "warning", From: "cy", To: "ann", LabelWidth: 40, LabelHeight: 14},
	},
}

// What Graphviz gets to read: no id of the graph, no empty group, each label as a node between the halves of its edge.
func TestDOT(t *testing.T) {
	room := func(width, height string) string {
		return `<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr><td fixedsize="true" width="` +
			width + `" height="` + height + `"></td></tr></table>>`
	}
	for _, test := range []struct {
		name   string
		effort effort
		want   string
	}{
		{"full", full, `digraph {
graph [layout=dot rankdir=LR splines=true nodesep=0.16667 ranksep=0.41667]
node [shape=box fixedsize=true fontsize=1 margin=0 label=" "]
edge [arrowhead=none]
subgraph cluster_g1 {
label=` + room("60", "18") + `
subgraph cluster_g3 {
label=""
n1 [width=1.52778 height=0.50000]
}
n2 [width=1.25000 height=0.50000]
l1 [width=0.69444 height=0.19722]
}
n3 [width=1.00000 height=0.50000]
l2 [width=0.55556 height=0.19444]
l3 [width=0.55556 height=0.19444]
l5 [width=0.55556 height=0.19444]
n1 -> l1 [id=e1a headclip=false]
l1 -> n2 [id=e1b tailclip=false]
n1 -> l2 [id=e2a headclip=false]
l2 -> n3 [id=e2b tailclip=false]
n3 -> l3 [id=e3a headclip=false]
n3 -> l3 [id=e3b headclip=false]
n1 -> n2 [id=e4 minlen=2]
n1 -> l5 [id=e5a headclip=false]
l5 -> n3 [id=e5b tailclip=false]
}
`},
		{"rough", rough, `digraph {
graph [layout=sfdp packmode=array splines=none K=1.75926]
node [shape=box fixedsize=true fontsize=1 margin=0 label=" "]
n1 [width=1.52778 height=0.50000]
n2 [width=1.25000 height=0.50000]
n3 [width=1.00000 height=0.50000]
n1 -> n2
n1 -> n3
}
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := newDraft(small)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(newScript(d).dot(test.effort))); diff != "" {
				t.Errorf("DOT (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAttributes(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*Graph)
		effort effort
		want   string // a line of the DOT
	}{
		{"top to bottom",
			func(g *Graph) { g.Direction = TopToBottom }, full,
			"graph [layout=dot rankdir=TB splines=true nodesep=0.16667 ranksep=0.41667]"},
		{"gaps",
			func(g *Graph) { g.NodeSep, g.RankSep = 36, 72 }, full,
			"graph [layout=dot rankdir=LR splines=true nodesep=0.50000 ranksep=1.00000]"},
		{"aligned", func(g *Graph) { g.Aligned = true }, full, "graph [newrank=true]"},
		{"quick", func(*Graph) {}, quick, "graph [nslimit=0.1 nslimit1=0.1 mclimit=0.05]"},
		{"against the edge's direction", func(*Graph) {}, full, "n1 -> n2 [id=e4 minlen=2]"},
		{"ordered", func(g *Graph) { g.Ordered, g.Edges = true, g.Edges[3:4] }, full, "n2 -> n1 [id=e1]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := small
			g.Edges = append([]Edge(nil), small.Edges...)
			test.change(&g)
			d, err := newDraft(g)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(newScript(d).dot(test.effort)); !strings.Contains(got, test.want+"\n") {
				t.Errorf("no line %s in\n%s", test.want, got)
			}
		})
	}
}

func TestGraphRejected(t *testing.T) {
	node := Node{ID: "a", Width: 9, Height: 9}
	nodes := []Node{node}
	edge := Edge{ID: "e", From: "a", To: "a"}
	deep := []Group{{ID: "0"}}
	for i := range 20 {
		deep = append(deep, Group{ID: GroupID(fmt.Sprint(i + 1)), Parent: GroupID(fmt.Sprint(i))})
	}
	for _, test := range []struct {
		g    Graph
		want string
	}{
		{Graph{Nodes: make([]Node, 10_001)},
			"too big for a figure: 10001 nodes, and 10000 are the most: leave out actors or contacts, or export graphml, which needs no figure"},
		{Graph{Nodes: nodes, Edges: make([]Edge, 30_001)},
			"too big for a figure: 30001 edges, and 30000 are the most: leave out actors or contacts, or export graphml, which needs no figure"},
		{Graph{Nodes: []Node{{ID: "a", Width: 9, Height: 29_283}}}, `too big for a figure: the box of "a" has 29283 pt, ` +
			`and 10000 are the most: want shorter words in it, or export graphml, which needs no figure`},
		{Graph{Nodes: nodes, Edges: []Edge{{ID: "e", From: "a", To: "a", LabelWidth: 9, LabelHeight: 29_283}}},
			`too big for a figure: the label of "e" has 29283 pt, ` +
				`and 10000 are the most: want shorter words in it, or export graphml, which needs no figure`},
		{Graph{Method: 9}, "method 9: want Layered, Radial or Force"},
		{Graph{Aspect: 11}, "aspect 11: want 0 or 0.1 to 10"},
		{Graph{Nodes: nodes, Centre: "b"}, `centre is unknown node "b"`},
		{Graph{Nodes: []Node{{ID: "a", Width: 9, Height: 9, At: &plane.Point{X: 0, Y: 1e7}}}},
			`node "a" is at 0, 1e+07: want numbers below 1e+06`},
		{Graph{Direction: 2}, "direction 2: want LeftToRight or TopToBottom"},
		{Graph{NodeSep: -1}, "gaps of -1 and 0 pt: want 0 or 4 to 10000"},
		{Graph{NodeSep: 3.9}, "gaps of 3.9 and 0 pt: want 0 or 4 to 10000"},
		{Graph{RankSep: 10_001}, "gaps of 0 and 10001 pt: want 0 or 4 to 10000"},
		{Graph{Groups: []Group{{}}}, "group 0 has no id"},
		{Graph{Groups: []Group{{ID: "g"}, {ID: "g"}}}, `group "g" is given twice`},
		{Graph{Groups: []Group{{ID: "g", Width: 5}}}, `group "g" has a label of 5 x 0 pt: want 0 x 0 or 2 to 10000`},
		{Graph{Groups: []Group{{ID: "g", Parent: "h"}}}, `group "g" is in unknown group "h"`},
		{Graph{Groups: []Group{{ID: "g", Parent: "h"}, {ID: "h", Parent: "g"}}},
			`group "g" is in itself or more than 20 groups deep`},
		{Graph{Groups: deep}, `group "20" is in itself or more than 20 groups deep`},
		{Graph{Nodes: []Node{node, node}}, `node "a" is given twice`},
		{Graph{Nodes: []Node{{ID: "a", Height: 9}}}, `node "a" has a size of 0 x 9 pt: want 2 to 10000`},
		{Graph{Nodes: []Node{{ID: "a", Width: 9, Height: 1.9}}}, `node "a" has a size of 9 x 1.9 pt: want 2 to 10000`},
		{Graph{Nodes: []Node{{ID: "a", Width: math.NaN(), Height: 9}}},
			`node "a" has a size of NaN x 9 pt: want 2 to 10000`},
		{Graph{Nodes: []Node{{ID: "a", Width: 9, Height: 9, Group: "g"}}}, `node "a" is in unknown group "g"`},
		{Graph{Nodes: nodes, Edges: []Edge{edge, edge}}, `edge "e" is given twice`},
		{Graph{Nodes: nodes, Edges: []Edge{{ID: "e", From: "b", To: "a"}}}, `edge "e" starts at unknown node "b"`},
		{Graph{Nodes: nodes, Edges: []Edge{{ID: "e", From: "a", To: "b"}}}, `edge "e" ends at unknown node "b"`},
		{Graph{Nodes: nodes, Edges: []Edge{{ID: "e", From: "a", To: "a", LabelHeight: 3}}},
			`edge "e" has a label of 0 x 3 pt: want 0 x 0 or 2 to 10000`},
	} {
		_, err := Place(t.Context(), nil, test.g) // the engine is not asked
		if err == nil || err.Error() != test.want {
			t.Errorf("error %v\nwant  %s", err, test.want)
		}
		if strings.HasPrefix(test.want, "too big") != errors.Is(err, ErrTooBig) {
			t.Errorf("%v: ErrTooBig is %v", err, errors.Is(err, ErrTooBig))
		}
	}
}

func TestNoNodes(t *testing.T) {
	got, err := Place(t.Context(), nil, Graph{Groups: []Group{{ID: "g", Width: 5, Height: 5}}})
	want := Placement{Groups: []PlacedGroup{{ID: "g"}}, Nodes: []PlacedNode{}, Edges: []PlacedEdge{}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v, placement (-want +got):\n%s", err, diff)
	}
}

// The size of a graph decides how its layout begins.
func TestFirstAttempt(t *testing.T) {
	chain := func(n int) Graph {
		var g Graph
		for i := range n {
			g.Nodes = append(g.Nodes, Node{ID: NodeID(fmt.Sprint(i)), Width: 9, Height: 9})
			if i > 0 {
				g.Edges = append(g.Edges, Edge{ID: EdgeID(fmt.Sprint(i)), From: g.Nodes[i-1].ID, To: g.Nodes[i].ID})
			}
		}
		return g
	}
	complete := func(n int) Graph {
		g := chain(n)
		g.Edges = nil
		for i := range n {
			for j := range i {
				g.Edges = append(g.Edges, Edge{ID: EdgeID(fmt.Sprint(i, j)), From: g.Nodes[j].ID, To: g.Nodes[i].ID,
					LabelWidth: 9, LabelHeight: 9})
			}
		}
		return g
	}
	for _, test := range []struct {
		name string
		g    Graph
		want string
	}{
		{"chain of 500", chain(500), "layout=dot"},
		{"chain of 501", chain(501), "layout=dot nslimit"},
		{"chain of 1500", chain(1500), "layout=dot nslimit"},
		{"chain of 1501", chain(1501), "layout=sfdp"},
		{"20 nodes, each to each", complete(20), "layout=dot"},
		{"30 nodes, each to each", complete(30), "layout=dot nslimit"},
		{"40 nodes, each to each", complete(40), "layout=sfdp"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got string
			ctx, cancel := context.WithCancel(t.Context())
			Place(ctx, engineFunc(func(ctx context.Context, dot []byte) ([]byte, error) {
				got = way(dot)
				cancel()
				return nil, ctx.Err()
			}), test.g)
			if got != test.want {
				t.Errorf("begins with %s, want %s", got, test.want)
			}
		})
	}
}

// way tells in which way dot is to be laid out.
func way(dot []byte) string {
	_, layout, _ := strings.Cut(string(dot), "layout=")
	layout, _, _ = strings.Cut(layout, " ")
	if strings.Contains(string(dot), "nslimit") {
		layout += " nslimit"
	}
	return "layout=" + layout
}

// sfdp answers as Graphviz does for the node a.
const sfdp = `{"objects": [{"_gvid": 0, "name": "n1", "pos": "27,18", "width": "1", "height": "0.5"}]}`

// When an attempt fails, a plainer one follows; when it takes too long, that is an error.
func TestNextAttempt(t *testing.T) {
	const tooLate, broken = "too late", "broken"
	hour := time.Hour
	for _, test := range []struct {
		name     string
		deadline time.Duration // 0 for none
		attempts []string      // what happens to each
		took     time.Duration
		note     string
		err      string
	}{
		{
			name:     "not in time",
			attempts: []string{tooLate},
			took:     5 * time.Minute,
			err:      "the layout took longer than 5m0s: give it more time, leave out actors or contacts, or export a format that needs no figure",
		},
		{
			name:     "not within the caller's deadline",
			deadline: hour,
			attempts: []string{tooLate},
			took:     hour,
			err:      "the layout took longer than 1h0m0s: give it more time, leave out actors or contacts, or export a format that needs no figure",
		},
		{
			name:     "an engine at fault",
			attempts: []string{broken, `{}`, sfdp},
			note:     "simplified because of a fault in Graphviz: lines are straight, groups have no frame, labels may overlap",
		},
		{
			name:     "the first fault counts",
			attempts: []string{broken, `{}`, `{}`},
			err:      "broken",
		},
		{
			name:     "a fault, and then not in time",
			attempts: []string{broken, tooLate},
			took:     5 * time.Minute,
			err:      "the layout took longer than 5m0s: give it more time, leave out actors or contacts, or export a format that needs no figure",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				attempts := 0
				engine := engineFunc(func(ctx context.Context, dot []byte) ([]byte, error) {
					happens := test.attempts[attempts]
					attempts++
					switch happens {
					case tooLate:
						<-ctx.Done()
						return nil, ctx.Err()
					case broken:
						return nil, errors.New("broken")
					default:
						return []byte(happens), nil
					}
				})
				ctx := t.Context()
				if test.deadline > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.deadline)
					defer cancel()
				}
				p, err := Place(ctx, engine, Graph{Nodes: []Node{{ID: "a", Width: 72, Height: 36}}})
				if p.Note != test.note || fmt.Sprint(err) != orNil(test.err) {
					t.Errorf("note %q, error %v", p.Note, err)
				}
				if late := strings.Contains(test.err, "longer"); late != errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("%v: DeadlineExceeded is %v", err, !late)
				}
				if took := time.Since(start); took != test.took || attempts != len(test.attempts) {
					t.Errorf("%d attempts in %v, want %d in %v", attempts, took, len(test.attempts), test.took)
				}
			})
		})
	}
}

// orNil is how an error prints.
func orNil(err string) string {
	if err == "" {
		return "<nil>"
	}
	return err
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	attempts := 0
	_, err := Place(ctx, engineFunc(func(ctx context.Context, _ []byte) ([]byte, error) {
		attempts++
		cancel()
		return nil, ctx.Err()
	}), small)
	if want := "the layout was stopped: context canceled"; err == nil || err.Error() != want || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %s", err, want)
	}
	if attempts != 1 {
		t.Errorf("%d attempts, want 1", attempts)
	}
}
