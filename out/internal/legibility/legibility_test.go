package legibility

import (
	"math"
	"testing"

	"relgraph/out/internal/plane"
)

// straight is a line from one point to another.
func straight(x1, y1, x2, y2 float64) []plane.Point {
	return []plane.Point{{X: x1, Y: y1}, {X: x1, Y: y1}, {X: x2, Y: y2}, {X: x2, Y: y2}}
}

func at(x, y float64) Box { return Box{x - 10, y - 5, x + 10, y + 5} }

func TestMeasure(t *testing.T) {
	left, right := at(0, 0), at(200, 0)
	low, lowRight := at(0, 100), at(200, 100)
	for _, c := range []struct {
		name string
		d    Drawing
		want Report
	}{
		{name: "nothing"},
		{
			name: "one line",
			d:    Drawing{Boxes: []Box{left, right}, Lines: []Line{{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}}}},
			want: Report{Boxes: 2, Lines: 1},
		},
		{
			name: "a steep crossing",
			d: Drawing{Boxes: []Box{at(0, 0), at(100, 0), at(0, 100), at(100, 100)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 5, 90, 95)}}, {Pieces: [][]plane.Point{straight(10, 95, 90, 5)}},
			}},
			want: Report{Boxes: 4, Lines: 2, Crossings: 1},
		},
		{
			name: "a flat crossing of two lines",
			d: Drawing{Boxes: []Box{at(0, 0), at(400, 0), at(0, 100), at(400, 100)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 5, 390, 95)}}, {Pieces: [][]plane.Point{straight(10, 95, 390, 5)}},
			}},
			want: Report{Boxes: 4, Lines: 2, Crossings: 1, Flat: 1, FlatLines: 2},
		},
		{
			name: "a cut beside the box that both end at is no crossing",
			d: Drawing{Boxes: []Box{left, right, at(0, -100)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, -3, 190, 40)}}, {Pieces: [][]plane.Point{straight(10, 3, 14, -90)}},
			}},
			want: Report{Boxes: 3, Lines: 2},
		},
		{
			name: "two that cross twice",
			d: Drawing{Boxes: []Box{left, right, low, lowRight}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}},
				{Pieces: [][]plane.Point{straight(10, 100, 50, -50), straight(50, -50, 150, -50), straight(150, -50, 190,
					100)}},
			}},
			want: Report{Boxes: 4, Lines: 2, Crossings: 2, Twice: 1},
		},
		{
			name: "two that run side by side, closer than three points",
			d: Drawing{Boxes: []Box{at(0, 0), at(400, 0), at(0, 12), at(400, 12)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 4, 390, 4)}}, {Pieces: [][]plane.Point{straight(10, 6.5, 390, 6.5)}},
			}},
			want: Report{Boxes: 4, Lines: 2, Merged: 100},
		},
		{
			name: "ends that stand too close",
			d: Drawing{Boxes: []Box{left, right, lowRight}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, -2, 190, 0)}}, {Pieces: [][]plane.Point{straight(10, 2, 190, 100)}},
			}},
			want: Report{Boxes: 3, Lines: 2, Ends: 1},
		},
		{
			name: "through a box, and through a label",
			d: Drawing{Boxes: []Box{left, right, at(100, 0), low, lowRight}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}},
				{Pieces: [][]plane.Point{straight(10, 100, 190, 100)}, Label: Box{80, -40, 120, 101}},
			}},
			want: Report{Boxes: 5, Lines: 2, Through: 2, Overlap: 1, Ambiguous: 1},
		},
		{
			name: "along the edge of a box, just outside it",
			d: Drawing{Boxes: []Box{left, right, at(100, 6)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}},
			}},
			want: Report{Boxes: 3, Lines: 1, Through: 1},
		},
		{
			name: "past a box, three points off",
			d: Drawing{Boxes: []Box{left, right, at(100, 8)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}},
			}},
			want: Report{Boxes: 3, Lines: 1},
		},
		{
			name: "past the corner of a box, a point off",
			d: Drawing{Boxes: []Box{left, at(160, 120), {40, 21, 60, 40}}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, -30, 155, 115)}},
			}},
			want: Report{Boxes: 3, Lines: 1},
		},
		{
			name: "through the frame of another side, and of its own",
			d: Drawing{Boxes: []Box{left, right}, Frames: []Box{{-20, -10, 20, 10}, {90, -10, 110, 10}}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}},
			}},
			want: Report{Boxes: 2, Lines: 1, Through: 1},
		},
		{
			name: "a label between two lines",
			d: Drawing{Boxes: []Box{left, right, at(0, 20), at(200, 20)}, Lines: []Line{
				{Pieces: [][]plane.Point{straight(10, 0, 190, 0)}, Label: Box{80, 5, 120, 15}},
				{Pieces: [][]plane.Point{straight(10, 20, 190, 20)}},
			}},
			want: Report{Boxes: 4, Lines: 2, Ambiguous: 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Measure(c.d)
			got.Ink, got.Width, got.Height = 0, 0, 0
			if got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestExtent(t *testing.T) {
	r := Measure(Drawing{Boxes: []Box{at(0, 0), at(100, 90)}, Lines: []Line{{Pieces: [][]plane.Point{straight(10, 0, 90,
		90)}}}})
	if r.Width != 120 || r.Height != 100 || r.Ink != 3 {
		t.Errorf("got %v × %v with %d %% ink: want 120 × 100 with 3 %%", r.Width, r.Height, r.Ink)
	}
}

// TestTurn: directions of lines have no front and back.
func TestTurn(t *testing.T) {
	for _, c := range []struct{ a, b, want float64 }{
		{0, math.Pi / 2, 90}, {0, math.Pi, 0}, {-math.Pi, math.Pi, 0}, {math.Pi / 4, -math.Pi / 4, 90},
		{0.1, math.Pi, 0.1 * 180 / math.Pi},
	} {
		if got := turn(c.a, c.b); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("turn(%v, %v) = %v: want %v", c.a, c.b, got, c.want)
		}
	}
}
