package graphs

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"relgraph/graph/words"
	"relgraph/out/internal/golden"

	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/graphviz"
	"relgraph/out/rows"
	"relgraph/sources"
)

func yedFile(t *testing.T, g *graph.Graph) (file []byte, fig *figure.Figure) {
	t.Helper()
	fig, err := figure.Draw(context.Background(), g, graphviz.Engine{}, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteYEd(&b, g, figure.Title(g.Dossier(), figure.Options{}), fig, rows.Options{Flavour: rows.YEd}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), fig
}

// own is e without the graph within it: of a group, the group alone.
func own(e golden.Element) golden.Element {
	var kept []golden.Element
	for _, c := range e.Children {
		if c.XMLName.Local != "graph" {
			kept = append(kept, c)
		}
	}
	e.Children = kept
	return e
}

func lengths(t *testing.T, e golden.Element, names ...string) []float64 {
	t.Helper()
	var values []float64
	for _, name := range names {
		v, err := strconv.ParseFloat(e.Attr(name), 64)
		if err != nil {
			t.Fatalf("%s: %v", e.XMLName.Local, err)
		}
		values = append(values, v)
	}
	return values
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.02 }

// TestYEdShowsTheFigure reads the file with the standard library and holds it against the figure: every actor in his box, within
// the frame of his side; every line from box to box, through the middle of its label; every claim in words and as data.
func TestYEdShowsTheFigure(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			data, fig := yedFile(t, g)
			var file golden.Element
			if err := xml.Unmarshal(data, &file); err != nil {
				t.Fatal(err)
			}
			boxes := map[string]figure.Box{}
			var frames []string
			for _, n := range file.Find("node") {
				v := lengths(t, own(n).Find("Geometry")[0], "x", "y", "width", "height")
				boxes[n.Attr("id")] = figure.Box{X: v[0], Y: v[1], Width: v[2], Height: v[3]}
				if n.Attr("yfiles.foldertype") == "group" {
					frames = append(frames, own(n).Find("NodeLabel")[0].Words())
					for _, inside := range n.Find("node")[1:] {
						if a := g.Dossier().Actor(sources.ActorID(inside.Attr("id"))); words.Side(a) != frames[len(frames)-1] {
							t.Errorf("actor %q stands in the frame of %q", a.ID, frames[len(frames)-1])
						}
					}
				}
			}
			if len(boxes) != len(g.Dossier().Actors)+len(fig.Groups) || len(frames) != len(fig.Groups) {
				t.Errorf("%d nodes, %d of them frames: want %d actors and %d frames", len(boxes), len(frames), len(g.Dossier().Actors), len(fig.Groups))
			}
			for _, a := range fig.Actors {
				if b := boxes[string(a.Actor.ID)]; !near(b.X, a.Box.X) || !near(b.Y, a.Box.Y) || !near(b.Width, a.Box.Width) || !near(b.Height, a.Box.Height) {
					t.Errorf("actor %q stands in %v, in the figure in %v", a.Actor.ID, b, a.Box)
				}
			}
			for id, box := range boxes { // below the figure stands who is not in it
				drawn := slices.ContainsFunc(fig.Actors, func(a figure.Actor) bool { return string(a.Actor.ID) == id })
				for _, e := range fig.Edges {
					if g.Dossier().Actor(sources.ActorID(id)) != nil && !drawn && box.Y < e.Label.Y+e.Label.Height {
						t.Errorf("actor %q stands in %v, among the figure's labels", id, box)
					}
				}
			}
			edges := file.Find("edge")
			if want := tallyOf(g).Contacts; len(edges) != want {
				t.Fatalf("%d edges, want %d", len(edges), want)
			}
			for _, e := range edges {
				c := g.Contact(sources.ContactID(e.Attr("id")))
				if c == nil {
					continue // a pair of a round, which the figure draws as one
				}
				holdYEdLine(t, e, figureEdgeOf(fig, c), boxes)
				for _, cl := range c.Claims {
					if text := e.Words(); !strings.Contains(text, "id: "+string(cl.ID)+" | ") || !strings.Contains(text, "Claim "+string(cl.ID)) {
						t.Errorf("contact %q lacks claim %q", c.ID, cl.ID)
					}
				}
				if got := e.Find("Arrows")[0].Attr("target") == "standard"; got != c.Directed {
					t.Errorf("contact %q: an arrow is %t, want %t", c.ID, got, c.Directed)
				}
			}
			declared := map[string]bool{}
			for _, k := range file.Find("key") {
				if k.Attr("for") == "" || declared[k.Attr("id")] || k.Attr("attr.name") != "" && declared[k.Attr("for")+k.Attr("attr.name")] {
					t.Errorf("key %q, %q is declared twice or for nothing", k.Attr("id"), k.Attr("attr.name"))
				}
				declared[k.Attr("id")], declared[k.Attr("for")+k.Attr("attr.name")] = true, true
			}
			for _, d := range file.Find("data") {
				if !declared[d.Attr("key")] {
					t.Errorf("data of key %q, which is not declared", d.Attr("key"))
				}
			}
		})
	}
}

func figureEdgeOf(fig *figure.Figure, c *graph.Contact) figure.Edge {
	for _, e := range fig.Edges {
		if e.Contact == c {
			return e
		}
	}
	return figure.Edge{}
}

func holdYEdLine(t *testing.T, e golden.Element, drawn figure.Edge, boxes map[string]figure.Box) {
	t.Helper()
	id := e.Attr("id")
	ends := lengths(t, e.Find("Path")[0], "sx", "sy", "tx", "ty")
	from, to := boxes[e.Attr("source")], boxes[e.Attr("target")]
	points := []figure.Point{{X: from.X + from.Width/2 + ends[0], Y: from.Y + from.Height/2 + ends[1]}}
	for _, p := range e.Find("Point") {
		v := lengths(t, p, "x", "y")
		points = append(points, figure.Point{X: v[0], Y: v[1]})
	}
	points = append(points, figure.Point{X: to.X + to.Width/2 + ends[2], Y: to.Y + to.Height/2 + ends[3]})
	for i, box := range []figure.Box{from, to} {
		p, touch := []figure.Point{points[0], points[len(points)-1]}[i], 4.0
		if p.X < box.X-touch || p.X > box.X+box.Width+touch || p.Y < box.Y-touch || p.Y > box.Y+box.Height+touch {
			t.Errorf("contact %q: end %d is at %v, away from its box %v", id, i, p, box)
		}
	}
	for _, part := range e.Find("SmartEdgeLabelModelParameter") {
		n := int(lengths(t, part, "segment")[0])
		if p := points[n+1]; !near(p.X, drawn.Label.X+drawn.Label.Width/2) || !near(p.Y, drawn.Label.Y+drawn.Label.Height/2) {
			t.Errorf("contact %q: the label is at %v, in the figure in %v", id, p, drawn.Label)
		}
	}
	label := strings.NewReplacer("[", "", "]", "", ",", "", " ", "", "\n", "").Replace(e.Find("EdgeLabel")[0].Words())
	drawn.Each(func(p figure.Part) {
		for _, text := range p.Texts {
			if want := strings.NewReplacer("[", "", "]", "", ",", "", " ", "", "\n", "").Replace(text.Content); !strings.Contains(label, want) {
				t.Errorf("contact %q: the label lacks %q: %q", id, text.Content, label)
			}
		}
	})
}

func TestYEdFiles(t *testing.T) {
	for _, name := range []string{"names-in-quotes", "parallel-and-mixed-directions"} {
		data, _ := yedFile(t, golden.Graphs(t)[name])
		golden.Compare(t, name+"-yed.graphml", data)
	}
}

func TestAGraphThatCannotBePlacedIsStillWrittenForYEd(t *testing.T) {
	g := golden.Graphs(t)["three-parties"]
	var b bytes.Buffer
	if err := WriteYEd(&b, g, golden.TitleOf(g), nil, rows.Options{Flavour: rows.YEd}); err != nil {
		t.Fatal(err)
	}
	var file golden.Element
	if err := xml.Unmarshal(b.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(len(file.Find("node")), len(file.Find("edge"))), fmt.Sprint(len(g.Dossier().Actors), tallyOf(g).Contacts); got != want {
		t.Errorf("got %s nodes and edges, want %s", got, want)
	}
}

func TestBendsStayByTheCurve(t *testing.T) {
	coordinate := rapid.Float64Range(-500, 500)
	rapid.Check(t, func(t *rapid.T) {
		var curve []figure.Point
		for range 4 {
			curve = append(curve, figure.Point{X: coordinate.Draw(t, "x"), Y: coordinate.Draw(t, "y")})
		}
		bends := straightened(curve)
		if bends[0] != curve[0] || distance(bends[len(bends)-1], curve[3]) > 1e-9 {
			t.Fatalf("%v begins or ends elsewhere than %v", bends, curve)
		}
		for n := 0; n <= curveSteps; n++ {
			p, off := onCurve(curve, float64(n)/curveSteps), math.Inf(1)
			for i := 1; i < len(bends); i++ {
				off = min(off, fromLine(p, bends[i-1], bends[i]))
			}
			if off > nearEnough {
				t.Errorf("%v is %.2f from the bends %v", p, off, bends)
			}
		}
	})
}
