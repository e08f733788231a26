package layout

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/out/internal/made"
	"relgraph/out/internal/plane"
)

// placed places a graph without Graphviz.
func placed(t *testing.T, g Graph) Placement {
	t.Helper()
	p, err := Place(t.Context(), nil, g)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Labels, lines and boxes of made-up figures leave each other alone, and everything is on the page.
func TestFreeLayoutsHaveNoFaults(t *testing.T) {
	for i, shape := range shapes {
		seeds := made.Seeds(3, 60) // each kind of page, and each way of drawing on it for every other shape
		if shape.name == "large" {
			seeds = made.Seeds(2, 12)
		}
		for seed := range seeds {
			t.Run(fmt.Sprint(shape.name, seed), func(t *testing.T) {
				t.Parallel()
				g := shape.make(rand.New(rand.NewPCG(seed, 7)))
				g.Method = []Method{Force, Radial}[(seed+uint64(i))%2]
				g.Aspect = []float64{0, 0.7, 1.5}[seed%3]
				p := placed(t, g)
				for _, f := range p.Faults(g) {
					t.Error(f)
				}
				if p.Note != "" {
					t.Errorf("note %q", p.Note)
				}
			})
		}
	}
}

func TestFreeLayoutsAreRepeatable(t *testing.T) {
	for _, method := range []Method{Radial, Force} {
		for i, shape := range shapes[:8] {
			if i%2 == int(method)%2 {
				continue // drawn in the other way
			}
			g := shape.make(rand.New(rand.NewPCG(1, 7)))
			g.Method = method
			before := runtime.GOMAXPROCS(1)
			first := placed(t, g)
			runtime.GOMAXPROCS(2)
			second := placed(t, g)
			runtime.GOMAXPROCS(before)
			if diff := cmp.Diff(first, second); diff != "" {
				t.Errorf("%s, method %d, with one processor and with two (-one +two):\n%s", shape.name, method, diff)
			}
		}
	}
}

// The next edition's figure: what the last one had stays where it was, three more nodes find room.
func TestGivenPlaces(t *testing.T) {
	scaled, tried := 0, 0
	for seed := range made.Seeds(5, 50) {
		tried++
		m := &maker{Graph: shapes[7].make(rand.New(rand.NewPCG(seed, 7))), r: rand.New(rand.NewPCG(seed, 8))}
		m.Method = Force
		last := placed(t, m.Graph)
		for i, n := range last.Nodes {
			m.Nodes[i].At = &n.Centre
		}
		old := len(m.Nodes)
		m.Nodes = append(m.Nodes, Node{ID: "new 1", Width: 80, Height: 24}, Node{ID: "new 2", Width: 60, Height: 36},
			Node{ID: "new 3", Width: 100, Height: 20})
		m.join(old, 1)
		m.join(old+1, 2)
		m.join(old+1, old)

		p := placed(t, m.Graph)
		for _, f := range p.Faults(m.Graph) {
			t.Errorf("seed %d: %v", seed, f)
		}
		if strings.Contains(p.Note, "times as far apart") {
			scaled++
			continue
		}
		for i := range old {
			was, is := last.Nodes[i].Centre.Minus(last.Nodes[0].Centre), p.Nodes[i].Centre.Minus(p.Nodes[0].Centre)
			if plane.Distance(was, is) > 1e-6 {
				t.Errorf("seed %d: node %q was at %v from the first, is at %v", seed, m.Nodes[i].ID, was, is)
			}
		}
	}
	if 10*scaled > 3*tried {
		t.Errorf("%d of %d figures are larger than the last edition's", scaled, tried)
	}
}

// Places of another program: whatever their unit, the figure is the same.
func TestFit(t *testing.T) {
	figure := func(unit float64) Placement {
		g := shapes[7].make(rand.New(rand.NewPCG(3, 7)))
		g.Method, g.Fit = Force, true
		for i := range g.Nodes {
			u := compass(float64(i) * 0.382) // a spiral
			at := u.Times(unit * math.Sqrt(float64(i+1)))
			g.Nodes[i].At = &at
		}
		p := placed(t, g)
		for _, f := range p.Faults(g) {
			t.Error(f)
		}
		return p
	}
	small, large := figure(0.25), figure(1024)
	for i, n := range small.Nodes {
		if plane.Distance(n.Centre, large.Nodes[i].Centre) > 0.01 {
			t.Errorf("node %q is at %v and %v", n.ID, n.Centre, large.Nodes[i].Centre)
		}
	}
}

// Given boxes that overlap are moved apart.
func TestGivenPlacesOverlap(t *testing.T) {
	g := Graph{Nodes: []Node{
		{ID: "ann", Width: 80, Height: 20, At: &plane.Point{X: 0, Y: 0}},
		{ID: "bo", Width: 80, Height: 20, At: &plane.Point{X: 10, Y: 5}},
	}}
	p := placed(t, g)
	if faults := p.Faults(g); faults != nil {
		t.Error(faults)
	}
}

// Order and proportion of given places stay, as long as boxes fit when all grow alike: then nobody is moved.
func TestGivenPlacesGrowAlike(t *testing.T) {
	at := []plane.Point{{X: 0, Y: 0}, {X: 30, Y: 0}, {X: 0, Y: 12}, {X: 45, Y: 30}, {X: -20, Y: 40}}
	g := Graph{Method: Force, Fit: true}
	for i, p := range at {
		g.Nodes = append(g.Nodes, Node{ID: NodeID(fmt.Sprint("n", i)), Width: 60, Height: 20, At: &p})
	}
	g.Edges = []Edge{{ID: "e", From: "n0", To: "n1"}}
	p := placed(t, g)
	if strings.Contains(p.Note, "moved") {
		t.Errorf("somebody was moved: %s", p.Note)
	}
	factor := plane.Distance(p.Nodes[1].Centre, p.Nodes[0].Centre) / plane.Distance(at[1], at[0])
	for i := range at {
		is, was := p.Nodes[i].Centre.Minus(p.Nodes[0].Centre), at[i].Minus(at[0]).Times(factor)
		if plane.Distance(is, was) > 0.01 {
			t.Errorf("node %d is at %v from the first, want %v", i, is, was)
		}
	}
}

// Who stands on another all the same is moved, and named with how far.
func TestWhoWasMovedIsSaid(t *testing.T) {
	g := Graph{Method: Force, Fit: true, Nodes: []Node{
		{ID: "ann", Width: 80, Height: 20, At: &plane.Point{X: 0, Y: 0}},
		{ID: "bo", Width: 80, Height: 20, At: &plane.Point{X: 0.5, Y: 0.5}},
		{ID: "cy", Width: 80, Height: 20, At: &plane.Point{X: 500, Y: 0}},
		{ID: "di", Width: 80, Height: 20, At: &plane.Point{X: 0, Y: 700}}},
		Edges: []Edge{{ID: "e", From: "ann", To: "cy"}}}
	p := placed(t, g)
	for _, name := range []string{"ann by ", "bo by ", " pt"} {
		if !strings.Contains(p.Note, name) {
			t.Errorf("the note %q does not say %q", p.Note, name)
		}
	}
	if faults := p.Faults(g); faults != nil {
		t.Error(faults)
	}
}

// The page has about the shape that is asked for.
func TestAspect(t *testing.T) {
	g := shapes[7].make(rand.New(rand.NewPCG(2, 7)))
	for _, method := range []Method{Radial, Force} {
		shape := func(aspect float64) float64 {
			g.Method, g.Aspect = method, aspect
			p := placed(t, g)
			return p.Width / p.Height
		}
		tall, broad := shape(0.6), shape(1.8)
		if tall > 1.2 || broad < 1.2 {
			t.Errorf("method %d: %.2f for 0.6 and %.2f for 1.8", method, tall, broad)
		}
	}
}

// The middle of a radial layout is the busiest node or the one that is asked for.
func TestCentre(t *testing.T) {
	m := newMade(rand.New(rand.NewPCG(1, 1)), 9)
	for i := 1; i < 9; i++ {
		m.join(0, i)
	}
	m.Method = Radial
	inside := func(p Placement) (at []string) {
		for _, n := range p.Nodes {
			left := slices.ContainsFunc(p.Nodes, func(o PlacedNode) bool { return o.Centre.X < n.Centre.X-30 })
			right := slices.ContainsFunc(p.Nodes, func(o PlacedNode) bool { return o.Centre.X > n.Centre.X+30 })
			above := slices.ContainsFunc(p.Nodes, func(o PlacedNode) bool { return o.Centre.Y < n.Centre.Y-30 })
			below := slices.ContainsFunc(p.Nodes, func(o PlacedNode) bool { return o.Centre.Y > n.Centre.Y+30 })
			if left && right && above && below {
				at = append(at, string(n.ID))
			}
		}
		return at
	}
	if got := inside(placed(t, m.Graph)); !slices.Contains(got, "node 0") {
		t.Errorf("the hub is not among those inside, %q", got)
	}
	m.Centre = "node 3"
	p := placed(t, m.Graph)
	far := func(i int) float64 { return plane.Distance(p.Nodes[3].Centre, p.Nodes[i].Centre) }
	if far(0) > far(1) || far(0) > far(5) {
		t.Errorf("from the middle it is %.0f pt to its neighbour and %.0f and %.0f to those behind it", far(0), far(1),
			far(5))
	}
}

// A group has a frame where its nodes are among themselves, and none where another stands between them.
func TestFramesOfFreeLayouts(t *testing.T) {
	at := func(x, y float64) *plane.Point { return &plane.Point{X: x, Y: y} }
	g := Graph{
		Groups: []Group{{ID: "east", Width: 40, Height: 14}, {ID: "west", Width: 40, Height: 14}, {ID: "nobody"}},
		Nodes: []Node{
			{ID: "a", Group: "east", Width: 60, Height: 20, At: at(0, 0)},
			{ID: "b", Group: "east", Width: 60, Height: 20, At: at(0, 80)},
			{ID: "c", Group: "west", Width: 60, Height: 20, At: at(200, 0)},
			{ID: "d", Group: "west", Width: 60, Height: 20, At: at(200, 160)},
			{ID: "e", Width: 60, Height: 20, At: at(200, 80)},
		},
	}
	p := placed(t, g)
	if faults := p.Faults(g); faults != nil {
		t.Error(faults)
	}
	var framed []GroupID
	for _, group := range p.Groups {
		if group.Box != (Box{}) {
			framed = append(framed, group.ID)
		}
	}
	if diff := cmp.Diff([]GroupID{"east"}, framed); diff != "" {
		t.Errorf("groups with frames (-want +got):\n%s", diff)
	}
}

// What is too big to be made here goes to sfdp, and the Note says what that costs.
func TestFreeLayoutTooBig(t *testing.T) {
	g := Graph{Method: Force}
	for i := range freeNodes + 1 {
		g.Nodes = append(g.Nodes, Node{ID: NodeID(fmt.Sprint(i)), Width: 20, Height: 20,
			At: &plane.Point{X: float64(30 * i), Y: 0}})
	}
	var asked string
	_, err := Place(t.Context(), engineFunc(func(_ context.Context, dot []byte) ([]byte, error) {
		asked, _, _ = strings.Cut(string(dot), " splines")
		return nil, errors.New("no")
	}), g)
	if asked != "digraph {\ngraph [layout=sfdp packmode=array" || err == nil {
		t.Errorf("asked for %q, error %v", asked, err)
	}
}

func BenchmarkFree(b *testing.B) {
	for _, shape := range []int{7, 8} {
		for _, method := range []Method{Radial, Force} {
			g := shapes[shape].make(rand.New(rand.NewPCG(1, 7)))
			g.Method = method
			b.Run(fmt.Sprintf("%s, %d nodes, %d edges, method %d", shapes[shape].name, len(g.Nodes), len(g.Edges),
				method), func(b *testing.B) {
				for b.Loop() {
					if _, err := Place(b.Context(), nil, g); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// shapes are kinds of graphs that figures have, made up by chance.
var shapes = []struct {
	name string
	make func(r *rand.Rand) Graph
}{
	{"star", func(r *rand.Rand) Graph {
		m := newMade(r, 6+r.IntN(16))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(0, i)
		}
		return m.Graph
	}},
	{"chain", func(r *rand.Rand) Graph {
		m := newMade(r, 5+r.IntN(20))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(i-1, i)
		}
		return m.Graph
	}},
	{"dense core", func(r *rand.Rand) Graph {
		m := newMade(r, 10+r.IntN(15))
		for i := range 6 {
			for j := range i {
				m.join(i, j)
			}
		}
		for i := 6; i < len(m.Nodes); i++ {
			m.join(i, r.IntN(6))
		}
		return m.Graph
	}},
	{"parallel", func(r *rand.Rand) Graph {
		m := newMade(r, 3+r.IntN(5))
		for i := 1; i < len(m.Nodes); i++ {
			for j := r.IntN(i); r.IntN(4) > 0; {
				m.join(i, j)
			}
		}
		return m.Graph
	}},
	{"pieces", func(r *rand.Rand) Graph {
		m := newMade(r, 8+r.IntN(30))
		for range len(m.Nodes) * 2 / 3 {
			m.join(r.IntN(len(m.Nodes)), r.IntN(len(m.Nodes)))
		}
		return m.Graph
	}},
	{"long labels", func(r *rand.Rand) Graph {
		m := newMade(r, 5+r.IntN(10))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(i, r.IntN(i))
		}
		for i := range m.Edges {
			m.Edges[i].LabelWidth, m.Edges[i].LabelHeight = 150+float64(r.IntN(150)), 12+float64(r.IntN(30))
		}
		return m.Graph
	}},
	{"loops", func(r *rand.Rand) Graph {
		m := newMade(r, 3+r.IntN(8))
		for i := 1; i < len(m.Nodes); i++ {
			m.join(i, r.IntN(i))
			m.join(i, i)
		}
		m.join(0, 0)
		m.join(0, 0)
		return m.Graph
	}},
	{"sides", func(r *rand.Rand) Graph {
		m := newMade(r, 10+r.IntN(20))
		for i := range 2 + r.IntN(4) {
			m.Groups = append(m.Groups, Group{ID: GroupID(fmt.Sprint("side ", i)), Width: 60, Height: 16})
		}
		for i := range m.Nodes {
			if k := r.IntN(len(m.Groups) + 1); k < len(m.Groups) {
				m.Nodes[i].Group = m.Groups[k].ID
			}
		}
		for range len(m.Nodes) * 4 / 3 {
			busy := r.Float64()
			m.join(int(busy*busy*float64(len(m.Nodes))), r.IntN(len(m.Nodes)))
		}
		return m.Graph
	}},
	{"large", func(r *rand.Rand) Graph {
		m := newMade(r, 60)
		for i := 1; i < 60; i++ {
			busy := r.Float64()
			m.join(i, int(busy*busy*float64(i)))
		}
		for len(m.Edges) < 120 {
			m.join(r.IntN(60), r.IntN(60))
		}
		return m.Graph
	}},
}

// maker is a graph being made up.
type maker struct {
	Graph
	r *rand.Rand
}

func newMade(r *rand.Rand, nodes int) *maker {
	m := &maker{r: r}
	for i := range nodes {
		m.Nodes = append(m.Nodes, Node{ID: NodeID(fmt.Sprint("node ", i)), Width: 40 + float64(r.IntN(80)),
			Height: 20 + float64(r.IntN(20))})
	}
	return m
}

func (m *maker) join(a, b int) {
	e := Edge{ID: EdgeID(fmt.Sprint("edge ", len(m.Edges))), From: m.Nodes[a].ID, To: m.Nodes[b].ID}
	if m.r.IntN(8) > 0 {
		e.LabelWidth, e.LabelHeight = 40+float64(m.r.IntN(80)), 12+float64(m.r.IntN(30))
	}
	m.Edges = append(m.Edges, e)
}
