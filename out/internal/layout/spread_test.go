package layout

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/out/internal/plane"
)

// drawBoxes draws boxes that may lie anywhere, some of them in one spot.
func drawBoxes(t *rapid.T) []Box {
	size := rapid.Float64Range(1, 300)
	place := rapid.OneOf(rapid.Float64Range(-200, 200), rapid.SampledFrom([]float64{0, 50}))
	box := rapid.Custom(func(t *rapid.T) Box {
		return boxAround(plane.Point{X: place.Draw(t, "x"), Y: place.Draw(t, "y")}, size.Draw(t, "width"), size.Draw(t, "height"))
	})
	return rapid.SliceOfN(box, 1, 40).Draw(t, "boxes")
}

// touching lists the pairs of boxes that overlap.
func touching(boxes []Box) (pairs [][2]Box) {
	for i, a := range boxes {
		for _, b := range boxes[:i] {
			if a.overlaps(b, 0) {
				pairs = append(pairs, [2]Box{a, b})
			}
		}
	}
	return pairs
}

// However boxes lie, they come apart and keep their sizes.
func TestSeparate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		boxes := drawBoxes(t)
		before := slices.Clone(boxes)
		gap := rapid.Float64Range(2, 20).Draw(t, "gap")
		stretch(boxes, 0, gap)
		separate(boxes, gap)

		if pairs := touching(boxes); pairs != nil {
			t.Errorf("overlaps: %v", pairs)
		}
		for i, b := range before {
			if math.Abs(boxes[i].width()-b.width()) > 1e-6 || math.Abs(boxes[i].height()-b.height()) > 1e-6 {
				t.Errorf("box %d was %v, is %v", i, b, boxes[i])
			}
		}
	})
}

// A cloud that is dense in the middle, as sfdp makes them, does not blow up: boxes fill a tenth of the page.
func TestSeparateCloud(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var boxes []Box
	area := 0.0
	for range 500 {
		b := boxAround(plane.Point{X: 300 * random.NormFloat64(), Y: 300 * random.NormFloat64()}, 120, 36)
		boxes = append(boxes, b)
		area += b.width() * b.height()
	}
	stretch(boxes, 0, 12)
	separate(boxes, 12)
	if page := around(boxes); area < page.width()*page.height()/10 {
		t.Errorf("a page of %.0f x %.0f pt for boxes of %.0f² pt", page.width(), page.height(), math.Sqrt(area))
	}
	if pairs := touching(boxes); pairs != nil {
		t.Errorf("overlaps: %v", pairs)
	}
}

// stack is for what separate cannot mend; by itself it has to do.
func TestStack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		boxes := drawBoxes(t)
		stack(boxes, 5)
		if pairs := touching(boxes); pairs != nil {
			t.Errorf("overlaps: %v", pairs)
		}
	})
}

// A line leaves its first box and ends on the border of its second, wherever the two are and however it bends.
func TestArc(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		boxes := drawBoxes(t)
		stretch(boxes, 0, 12)
		separate(boxes, 12)
		for i := 1; i < len(boxes); i++ {
			a, b := boxes[i-1], boxes[i]
			path := arc(a, b, rapid.Float64Range(-100, 100).Draw(t, "offset"))
			for _, end := range []struct {
				box Box
				at  plane.Point
			}{{a, path[0]}, {b, path[3]}} {
				if off := plane.Distance(end.at, end.box.border(end.at)); off > 1e-6 {
					t.Errorf("the line from %v to %v, %v, is %v pt off", a, b, path, off)
				}
			}
		}
	})
}

func TestStraightLine(t *testing.T) {
	got := arc(boxAround(plane.Point{X: 0, Y: 0}, 20, 10), boxAround(plane.Point{X: 100, Y: 0}, 40, 10), 0)
	for i := range got {
		got[i] = plane.Point{X: round(got[i].X), Y: round(got[i].Y)}
	}
	if diff := cmp.Diff([]plane.Point{{X: 10, Y: 0}, {X: 33.333, Y: 0}, {X: 56.667, Y: 0},
		{X: 80, Y: 0}}, got); diff != "" {
		t.Errorf("line (-want +got):\n%s", diff)
	}
}

// Edges that join the same nodes lie label beside label, loops outside each other, and parts of the graph in rows.
func TestSpread(t *testing.T) {
	g := Graph{
		Groups: []Group{{ID: "east"}},
		Nodes: []Node{
			{ID: "ann", Width: 72, Height: 36, Group: "east"}, {ID: "bo", Width: 72, Height: 36},
			{ID: "cy", Width: 72, Height: 36}, {ID: "di", Width: 72, Height: 36},
		},
		Edges: []Edge{
			{ID: "1", From: "ann", To: "bo", LabelWidth: 40, LabelHeight: 20},
			{ID: "2", From: "bo", To: "ann", LabelWidth: 40, LabelHeight: 20},
			{ID: "3", From: "ann", To: "bo", LabelWidth: 40, LabelHeight: 20},
			{ID: "4", From: "cy", To: "cy"},
			{ID: "5", From: "cy", To: "cy"},
		},
	}
	d, err := newDraft(g)
	if err != nil {
		t.Fatal(err)
	}
	p, err := reading{draft: d}.spread([]byte(`{"objects": [
{"name": "n1", "pos": "0,0", "width": "1", "height": "0.5"},
{"name": "n2", "pos": "300,0", "width": "1", "height": "0.5"},
{"name": "n3", "pos": "0,0", "width": "1", "height": "0.5"},
{"name": "n4", "pos": "0,0", "width": "1", "height": "0.5"}]}`))
	if err != nil {
		t.Fatal(err)
	}

	var labels []string
	for _, e := range p.Edges[:3] {
		labels = append(labels, fmt.Sprintf("%.0f,%.0f", e.Label.X, e.Label.Y))
	}
	middle := p.Nodes[0].Centre.Y
	want := []string{}
	for _, off := range []float64{-24, 0, 24} {
		want = append(want, fmt.Sprintf("%.0f,%.0f", (p.Nodes[0].Centre.X+p.Nodes[1].Centre.X)/2, middle+off))
	}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if p.Edges[3].Path[1].X >= p.Edges[4].Path[1].X {
		t.Errorf("the second loop %v is not outside the first, %v", p.Edges[4].Path, p.Edges[3].Path)
	}
	if p.Groups[0].Box != (Box{}) {
		t.Errorf("group has a box, %v", p.Groups[0].Box)
	}
	if p.Nodes[2].Centre == p.Nodes[3].Centre {
		t.Error("two parts of the graph in one place")
	}
}
