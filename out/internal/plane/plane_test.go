package plane_test

import (
	"math"
	"testing"

	"relgraph/out/internal/plane"
)

// bernstein is the point of a cubic Bézier curve by its polynomials, which the package does not use.
func bernstein(c []plane.Point, t float64) plane.Point {
	u := 1 - t
	a, b, d, e := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return plane.Point{X: a*c[0].X + b*c[1].X + d*c[2].X + e*c[3].X, Y: a*c[0].Y + b*c[1].Y + d*c[2].Y + e*c[3].Y}
}

func TestBothPartsOfACurveLieOnIt(t *testing.T) {
	curve := []plane.Point{{X: 0, Y: 0}, {X: 10, Y: 40}, {X: 70, Y: -20}, {X: 90, Y: 30}}
	for _, cut := range []float64{0, 0.25, 0.5, 0.9, 1} {
		two := plane.Split(curve, cut)
		if two[3] != plane.On(curve, cut) {
			t.Errorf("cut at %v it ends at %v, and On says %v", cut, two[3], plane.On(curve, cut))
		}
		for k := range 11 {
			part := float64(k) / 10
			for _, half := range []struct {
				curve []plane.Point
				whole float64
			}{{two[:4], cut * part}, {two[3:], cut + (1-cut)*part}} {
				got, want := plane.On(half.curve, part), bernstein(curve, half.whole)
				if plane.Distance(got, want) > 1e-9 {
					t.Errorf("cut at %v, part %v: %v, want %v", cut, part, got, want)
				}
			}
		}
	}
}

func TestWays(t *testing.T) {
	p := plane.Point{X: 3, Y: 4}
	if p.Length() != 5 || p.Unit() != (plane.Point{X: 0.6, Y: 0.8}) || (plane.Point{}).Unit() != (plane.Point{X: 1}) {
		t.Errorf("length %v, unit %v, unit of nothing %v", p.Length(), p.Unit(), plane.Point{}.Unit())
	}
	right := plane.Point{X: -4, Y: 3}
	if p.Dot(right) != 0 || p.Cross(right) != 25 || p.Cross(p.Times(2)) != 0 {
		t.Errorf("dot %v, cross %v, cross with itself %v", p.Dot(right), p.Cross(right), p.Cross(p.Times(2)))
	}
	if middle := plane.Between(p, right, 0.5); math.Abs(plane.Distance(middle, p)-plane.Distance(middle, right)) > 1e-12 {
		t.Errorf("the middle is %v", middle)
	}
}
