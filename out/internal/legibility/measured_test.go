package legibility_test

import (
	"encoding/json"
	"os"
	"testing"

	"relgraph/out/internal/legibility"
	"relgraph/out/internal/plane"
)

// TestAnotherProgramMeasuresTheSame has drawings and what another program, which reads the finished SVG and was written
// apart from this package, counts in them: one of 24 lines without a fault, one of 40 among 12 boxes, and the same in
// a tangle.
func TestAnotherProgramMeasuresTheSame(t *testing.T) {
	data, err := os.ReadFile("testdata/measured.json")
	if err != nil {
		t.Fatal(err)
	}
	var drawings map[string]struct {
		Boxes [][4]float64
		Lines []struct {
			Pieces [][][2]float64
			Label  [4]float64
		}
		Ruler struct {
			Crossings, Flat, Twice, Ends, Through, Overlap, Ink int
			Merged, Ambiguous                                   float64
		}
	}
	if err := json.Unmarshal(data, &drawings); err != nil {
		t.Fatal(err)
	}
	box := func(b [4]float64) legibility.Box {
		return legibility.Box{Left: b[0], Top: b[1], Right: b[2], Bottom: b[3]}
	}
	for name, drawn := range drawings {
		var d legibility.Drawing
		for _, b := range drawn.Boxes {
			d.Boxes = append(d.Boxes, box(b))
		}
		for _, l := range drawn.Lines {
			line := legibility.Line{Label: box(l.Label)}
			for _, piece := range l.Pieces {
				var points []plane.Point
				for _, p := range piece {
					points = append(points, plane.Point{X: p[0], Y: p[1]})
				}
				line.Pieces = append(line.Pieces, points)
			}
			d.Lines = append(d.Lines, line)
		}
		got, want := legibility.Measure(d), drawn.Ruler
		for _, c := range []struct {
			what      string
			got, want int
			off       int
		}{
			{"crossings", got.Crossings, want.Crossings, 0},
			{"flat ones", got.Flat, want.Flat, 1}, // one of 30 degrees is flat or not as the curves are walked
			{"pairs that cross twice", got.Twice, want.Twice, 0}, {"close ends", got.Ends, want.Ends, 0},
			{"lines through others' boxes", got.Through, want.Through, 0}, {"overlaps", got.Overlap, want.Overlap, 0},
			{"labels of two lines", got.Ambiguous, int(want.Ambiguous), 0}, {"per cent of ink", got.Ink, want.Ink, 0},
		} {
			if c.got < c.want-c.off || c.got > c.want+c.off {
				t.Errorf("%s: %d %s, want %d", name, c.got, c.what, c.want)
			}
		}
		if apart := got.Merged - want.Merged; apart > 0.3 || apart < -0.3 { // of a per cent: it walks lines in other steps
			t.Errorf("%s: %.1f per cent merged, want %.1f", name, got.Merged, want.Merged)
		}
	}
	if len(drawings) != 3 {
		t.Errorf("%d drawings, want 3", len(drawings))
	}
}
