package network

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"relgraph/out/internal/plane"
)

func placed(t *testing.T, d Diagram) Placement {
	t.Helper()
	p, err := Place(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Boxes) != len(d.Boxes) || len(p.Lines) != len(d.Lines) {
		t.Fatalf("%d boxes and %d lines came back of %d and %d", len(p.Boxes), len(p.Lines), len(d.Boxes), len(d.Lines))
	}
	return p
}

func (r Rect) over(o Rect) bool {
	return r.Left < o.Right && o.Left < r.Right && r.Top < o.Bottom && o.Top < r.Bottom
}

// near tells whether p is on the border of the rectangle, or within half a point of it.
func (r Rect) near(p plane.Point) bool {
	const far = 0.5
	in := p.X > r.Left-far && p.X < r.Right+far && p.Y > r.Top-far && p.Y < r.Bottom+far
	deep := p.X > r.Left+far && p.X < r.Right-far && p.Y > r.Top+far && p.Y < r.Bottom-far
	return in && !deep
}

// TestSparseGraphsHaveNoFaults places random graphs of the sorts that dossiers are and looks at what came back with
// other eyes than the search: nothing lies over anything else, each line begins and ends at its boxes.
func TestSparseGraphsHaveNoFaults(t *testing.T) {
	for _, c := range []struct{ n, m, sides int }{{2, 1, 2}, {6, 5, 2}, {9, 11, 3}, {12, 14, 4}, {16, 20, 2}, {22, 26, 6}} {
		for seed := range 3 {
			t.Run(fmt.Sprintf("%d-%d-%d", c.n, c.m, seed), func(t *testing.T) {
				d := randomDiagram(100*c.n+seed, c.n, c.m, c.sides)
				p := placed(t, d)
				if p.Faults.Through > 0 || p.Faults.Overlaps > 0 {
					t.Errorf("%+v", p.Faults)
				}
				var all []Rect
				for _, b := range p.Boxes {
					all = append(all, b.Rect)
				}
				for i, l := range p.Lines {
					all = append(all, l.Label)
					ends := d.Lines[i].Ends
					first, last := l.Parts[0], l.Parts[len(l.Parts)-1]
					if from, to := p.Boxes[ends[0]], p.Boxes[ends[1]]; !from.near(first[0]) || !to.near(last[len(last)-1]) {
						t.Errorf("line %d runs from %v to %v, not from box %+v to %+v", i, first[0], last[len(last)-1],
							from, to)
					}
				}
				for i, r := range all {
					for j, o := range all[:i] {
						if r.over(o) {
							t.Errorf("%d lies over %d: %+v, %+v", i, j, r, o)
						}
					}
					if r.Left < -0.01 || r.Top < -0.01 || r.Right > p.Width+0.01 || r.Bottom > p.Height+0.01 {
						t.Errorf("%d is outside of %.1f × %.1f: %+v", i, p.Width, p.Height, r)
					}
				}
			})
		}
	}
}

// TestDenseGraphsHaveLinesThroughNothing: where lines cross often, each can still be followed.
func TestDenseGraphsHaveLinesThroughNothing(t *testing.T) {
	d := randomDiagram(12, 12, 40, 3)
	if p := placed(t, d); p.Faults.hard() > 0 {
		t.Errorf("%+v", p.Faults)
	}
}

// TestLinesThatWouldCrossManyEndAtSmallBoxes: 40 lines between 12 boxes cross at least ten times, since only 30 can be
// drawn without a crossing; small boxes that stand for boxes once more leave one for ten lines.
func TestLinesThatWouldCrossManyEndAtSmallBoxes(t *testing.T) {
	d := randomDiagram(12, 12, 40, 3)
	for b := range d.Boxes {
		d.Boxes[b].Again = []Size{{50, 14}}
	}
	p := placed(t, d)
	if p.Faults.hard() > 0 || p.Faults.Crossings > 4 {
		t.Errorf("%+v, want no more than four crossings", p.Faults)
	}
	if n := len(p.Again); n == 0 || n > 40/3 {
		t.Errorf("%d small boxes, want some, for a third of the lines at most", n)
	}
	for i, l := range p.Lines {
		last := l.Parts[len(l.Parts)-1]
		for k, tip := range []plane.Point{l.Parts[0][0], last[len(last)-1]} {
			end := d.Lines[i].Ends[k]
			at := p.Boxes[end].near(tip)
			for _, again := range p.Again {
				at = at || again.Of == end && again.near(tip)
			}
			if !at {
				t.Errorf("line %d ends at %v, not at box %d nor at a small box of it", i, tip, end)
			}
		}
	}
}

// TestBoxesStandOnceWhereLinesCrossLittle: a graph that can be followed is left as it is.
func TestBoxesStandOnceWhereLinesCrossLittle(t *testing.T) {
	d := randomDiagram(3, 12, 14, 3)
	before := placed(t, d)
	for b := range d.Boxes {
		d.Boxes[b].Again = []Size{{50, 14}}
	}
	if p := placed(t, d); !reflect.DeepEqual(p, before) {
		t.Error("another figure came out")
	}
}

// TestWhatHasNoRoomIsGivenUp: a star for which a page has not nearly the room is not searched again and again with more
// small boxes.
func TestWhatHasNoRoomIsGivenUp(t *testing.T) {
	d := Diagram{Page: Size{200, 200}}
	for n := range 41 {
		d.Boxes = append(d.Boxes, Box{Sizes: []Size{{80, 20}}, Again: []Size{{50, 14}}})
		if n > 0 {
			d.Lines = append(d.Lines, Line{Ends: []int{0, n}, Labels: []Label{{Size: Size{70, 20}}}})
		}
	}
	s, after, err := find(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if faults := s.faults().hard(); faults <= len(d.Lines) {
		t.Fatalf("%d faults are no case for giving up", faults)
	}
	if len(after.Boxes) > len(d.Boxes) || s.spent+s.work > mostWork {
		t.Errorf("%d small boxes were tried, and %d million pairs looked at", len(after.Boxes)-len(d.Boxes),
			(s.spent+s.work)/1_000_000)
	}
}

func TestPlacingIsRepeatable(t *testing.T) {
	d := randomDiagram(5, 14, 18, 3)
	if p, q := placed(t, d), placed(t, d); !reflect.DeepEqual(p, q) {
		t.Error("the same diagram came out in two ways")
	}
}

func TestTreesAreDrawnWithoutCrossings(t *testing.T) {
	label := []Label{{Size: Size{70, 22}}}
	box := Box{Group: -1, Sizes: []Size{{70, 24}}}
	star, chain := Diagram{Boxes: []Box{box}}, Diagram{Boxes: []Box{box}}
	for i := range 12 {
		star.Boxes, chain.Boxes = append(star.Boxes, box), append(chain.Boxes, box)
		star.Lines = append(star.Lines, Line{Ends: []int{0, i + 1}, Labels: label})
		chain.Lines = append(chain.Lines, Line{Ends: []int{i, i + 1}, Labels: label})
	}
	for name, d := range map[string]Diagram{"star": star, "chain": chain} {
		if p := placed(t, d); p.Faults != (Faults{}) {
			t.Errorf("%s: %+v", name, p.Faults)
		}
	}
}

func TestParallelLinesFanOut(t *testing.T) {
	d := Diagram{Boxes: []Box{{Sizes: []Size{{80, 24}}}, {Sizes: []Size{{80, 24}}}}}
	for range 7 {
		d.Lines = append(d.Lines, Line{Ends: []int{0, 1}, Labels: []Label{{Size: Size{90, 22}}}})
	}
	d.Lines[3].Ends = []int{1, 0} // one the other way
	p := placed(t, d)
	if p.Faults != (Faults{}) {
		t.Errorf("%+v", p.Faults)
	}
	for i, l := range p.Lines {
		if from := p.Boxes[d.Lines[i].Ends[0]]; !from.near(l.Parts[0][0]) {
			t.Errorf("line %d begins at %v, not at its box %+v", i, l.Parts[0][0], from)
		}
	}
}

func TestLinesOfManyAndOfOneMeetAtTheirLabel(t *testing.T) {
	box := Box{Group: -1, Sizes: []Size{{70, 24}}}
	d := Diagram{Boxes: []Box{box, box, box, box}, Lines: []Line{
		{Ends: []int{0, 1, 2}, Labels: []Label{{Size: Size{70, 22}}}},
		{Ends: []int{3, 3}, Labels: []Label{{Size: Size{70, 22}}}},
		{Ends: []int{0, 3}, Labels: []Label{{Size: Size{70, 22}}}},
	}}
	p := placed(t, d)
	if p.Faults != (Faults{}) {
		t.Errorf("%+v", p.Faults)
	}
	for i, ends := range [][]int{{0, 1, 2}, {3, 3}} {
		for k, e := range ends {
			if tip := p.Lines[i].Parts[k][0]; !p.Boxes[e].near(tip) {
				t.Errorf("part %d of line %d begins at %v, not at box %+v", k, i, tip, p.Boxes[e])
			}
		}
	}
}

func TestGivenPlacesStay(t *testing.T) {
	d := randomDiagram(9, 8, 9, 2)
	d.Boxes[0].At, d.Boxes[1].At = &plane.Point{X: 100, Y: 100}, &plane.Point{X: 300, Y: 160}
	p := placed(t, d)
	middle := func(b PlacedBox) plane.Point {
		return plane.Point{X: (b.Left + b.Right) / 2, Y: (b.Top + b.Bottom) / 2}
	}
	a, b := middle(p.Boxes[0]), middle(p.Boxes[1])
	if dx, dy := b.X-a.X, b.Y-a.Y; dx < 199.8 || dx > 200.2 || dy < 59.8 || dy > 60.2 {
		t.Errorf("they are %.1f, %.1f apart, want 200, 60", dx, dy)
	}
}

func TestWhatCannotBePlaced(t *testing.T) {
	box := Box{Sizes: []Size{{70, 24}}}
	for _, c := range []struct {
		d    Diagram
		want string
	}{
		{Diagram{Boxes: []Box{{}}}, "box 0 has no size"},
		{Diagram{Boxes: []Box{box}, Lines: []Line{{Ends: []int{0}}}}, "line 0 has 1 ends, want two or more"},
		{Diagram{Boxes: []Box{box}, Lines: []Line{{Ends: []int{0, 1}}}}, "line 0 ends at box 1 of 1"},
		{Diagram{Boxes: make([]Box, maxBoxes+1)}, "too big for a network: 121 boxes and 0 lines, at most 120 and 180"},
	} {
		if _, err := Place(context.Background(), c.d); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Place(ctx, randomDiagram(1, 5, 5, 2)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if p, err := Place(context.Background(), Diagram{}); err != nil || len(p.Boxes) != 0 {
		t.Errorf("an empty diagram: %v, %v", p, err)
	}
}

// A contact of many has an arm to each of them. None runs through the box of another, who would seem to be its end.
func TestArmsOfARoundPassTheBoxesOfOthers(t *testing.T) {
	for seed := range 8 {
		var d Diagram
		for b := range 9 {
			d.Boxes = append(d.Boxes, Box{Group: b % 3, Sizes: []Size{{110, 27}, {70, 40}}})
		}
		label := []Label{{Size: Size{70, 22}}}
		r := random(seed)
		for _, ends := range [][]int{{0, 1, 2, 3}, {4, 5, 6}, {7, 8}, {0, 7}, {3, 4, 5, 8, 0}} {
			shift := r.below(9)
			var turned []int
			for _, e := range ends {
				turned = append(turned, (e+shift)%9)
			}
			d.Lines = append(d.Lines, Line{Ends: turned, Labels: label})
		}
		p := placed(t, d)
		for l, line := range p.Lines {
			for _, part := range line.Parts {
				for k := 0.0; k <= 1; k += 1. / 64 {
					at := plane.On(part, k)
					for b, box := range p.Boxes {
						if at.X > box.Left+1 && at.X < box.Right-1 && at.Y > box.Top+1 && at.Y < box.Bottom-1 {
							t.Fatalf("%d: line %d, of %v, runs through box %d at %v", seed, l, d.Lines[l].Ends, b, at)
						}
					}
				}
			}
		}
	}
}

// An arrowhead that lies along the edge of its box, or in it, is not seen.
func TestCurvesLeaveTheirBoxesOutwards(t *testing.T) {
	box := rect{0, 0, 100 * grain, 30 * grain}
	middle := box.centre()
	for _, bend := range []point{{-80 * grain, 29 * grain}, {180 * grain, 10 * grain}, {20 * grain, 90 * grain},
		{60 * grain, -70 * grain}} {
		for _, towards := range []point{{50 * grain, 200 * grain}, {50 * grain, -200 * grain}, {300 * grain, 15 * grain}} {
			tip := leave(box, middle, towards, bend)
			if out := outward(box, tip, bend); out <= 0 {
				t.Errorf("a curve to %v that leaves towards %v begins at %v, from where it runs into the box", bend,
					towards, tip)
			}
		}
	}
}
