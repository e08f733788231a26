package network

import (
	"context"
	"slices"
	"testing"
)

// What a move changes is worked out alone, and left out half-way where it is sure to be too much; none of that may
// drift from what all of it costs when worked out anew.
func TestCostsKeptByPairsAreThoseOfTheWhole(t *testing.T) {
	d := threeSides()
	s := newSearch(d)
	s.page = s.pageFor(d.Page)
	s.aligns = true
	s.start(1)
	s.sketch(1, 2000)
	s.all()
	a := annealing{search: s, random: 1, hot: 50, cold: 2, far: s.page.x / 6, near: 4 * grain}
	if err := a.run(context.Background(), 3000); err != nil {
		t.Fatal(err)
	}
	a.repair()
	got := s.costs.total
	rows := slices.Clone(s.costs.rows)
	s.costs = newCosts(len(s.boxes), len(s.lines), len(s.members))
	s.all()
	if got != s.costs.total {
		t.Errorf("moves add up to %d, the whole costs %d", got, s.costs.total)
	}
	last := len(rows) - 1 // what counts in no row
	if !slices.Equal(rows[:last], s.costs.rows[:last]) {
		t.Errorf("rows have\n%v, want\n%v", rows[:last], s.costs.rows[:last])
	}
}

func TestCostsOfASketchAreThoseOfTheWhole(t *testing.T) {
	d := threeSides()
	s := newSearch(d)
	s.page = s.pageFor(d.Page)
	s.start(1)
	k := newSketch(&s.plan)
	for b := range s.boxes {
		k.at[b] = s.centre(b)
	}
	r := random(7)
	p := newPencil(k)
	p.draw(&r, 3000)
	again := newPencil(k)
	if p.total != again.total {
		t.Errorf("moves add up to %d, the whole costs %d", p.total, again.total)
	}
	if !slices.Equal(p.rows, again.rows) {
		t.Errorf("rows have\n%v, want\n%v", p.rows, again.rows)
	}
}

// threeSides is a diagram of three sides of four boxes each, with lines within and between them, two of them between
// the same two, one of three ends and one of a box with itself.
func threeSides() Diagram {
	var d Diagram
	for b := range 12 {
		d.Boxes = append(d.Boxes, Box{Group: b / 4, Sizes: []Size{{80, 30}, {50, 45}}})
	}
	label := []Label{{Size: Size{60, 22}}, {Size: Size{40, 34}}}
	for _, ends := range [][]int{{0, 4}, {0, 4}, {1, 5}, {2, 8}, {3, 9}, {4, 8}, {5, 10}, {6, 11}, {7, 0}, {10, 2}, {1, 2},
		{9, 6}, {3, 7, 11}, {8, 8}} {
		d.Lines = append(d.Lines, Line{Ends: ends, Labels: label})
	}
	return d
}
