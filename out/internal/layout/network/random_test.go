package network

import (
	"context"
	"testing"
)

// randomDiagram has n boxes of some sides and m lines between different pairs, the same for the same seed.
func randomDiagram(seed, n, m, sides int) Diagram {
	r := random(seed)
	d := Diagram{Page: Size{567, 560}}
	for range n {
		wide := float64(50 + r.below(60))
		high := float64(20 + 9*r.below(3))
		d.Boxes = append(d.Boxes, Box{Group: r.below(sides), Sizes: []Size{{wide, high}, {wide * 0.7, high + 11}}})
	}
	pairs := map[[2]int]bool{}
	for len(d.Lines) < m {
		a, b := r.below(n), r.below(n)
		if a == b || pairs[[2]int{a, b}] || pairs[[2]int{b, a}] {
			continue
		}
		pairs[[2]int{a, b}] = true
		wide := float64(60 + r.below(50))
		d.Lines = append(d.Lines,
			Line{Ends: []int{a, b}, Labels: []Label{{Size: Size{wide, 22}}, {Size: Size{wide * 0.6, 32}}}})
	}
	return d
}

func BenchmarkPlace(b *testing.B) {
	d := randomDiagram(3, 20, 24, 6)
	for range b.N {
		if _, err := Place(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}
