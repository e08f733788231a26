package figure_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"relgraph/out/figure"
	"relgraph/sources"
)

// Places in a unit of their own keep order and proportion however far from the origin they stand and however large
// they are. The y of a file goes up, that of a figure down.
func TestPlacesFarAway(t *testing.T) {
	for _, tt := range []struct {
		name       string
		unit, x, y float64
		asTheyWere bool
	}{
		{"as a program draws them", 1, 0, 0, true},
		{"in millionths", 1e-6, 0, 0, true},
		{"a million times as large", 1e6, 0, 0, false},
		{"larger than any map", 1e300, 0, 0, false},
		{"far from the origin", 1, 3e8, -7e8, false},
	} {
		at := [][2]float64{{0, 0}, {100, 0}, {0, 50}, {-250, -300}}
		file := "id,x,y\n"
		for i, p := range at {
			file += fmt.Sprintf("n%d,%v,%v\n", i, p[0]*tt.unit+tt.x, p[1]*tt.unit+tt.y)
		}
		places, fit, err := figure.ReadPlaces("places.csv", strings.NewReader(file))
		if err != nil || !fit || len(places) != 4 {
			t.Fatalf("%s: %v, %v, %v", tt.name, places, fit, err)
		}
		if asTheyWere := places["n1"].X == 100*tt.unit; asTheyWere != tt.asTheyWere {
			t.Errorf("%s: n1 is at %v", tt.name, places["n1"])
		}
		unit := (places["n1"].X - places["n0"].X) / 100
		for i, p := range at {
			got := places[sources.ActorID(fmt.Sprintf("n%d", i))]
			dx, dy := got.X-places["n0"].X-p[0]*unit, got.Y-places["n0"].Y+p[1]*unit
			if !(unit > 0 && math.Abs(dx) < 1e-3*unit && math.Abs(dy) < 1e-3*unit) || !(math.Abs(got.X) < 1e6) {
				t.Errorf("%s: n%d is at %v, the unit is %v", tt.name, i, got, unit)
			}
		}
	}
}
