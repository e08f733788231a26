package ledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDivide(t *testing.T) {
	for _, c := range []struct {
		name   string
		sides  []int
		rows   []Row
		left   []bool
		within int
		split  bool
	}{
		{name: "two sides that meet: who acts stands left", sides: []int{0, 0, 1, 1},
			rows: []Row{{From: 2, To: 0}, {From: 3, To: 1}, {From: 2, To: 1}}, left: []bool{false, false, true, true}},
		{name: "one contact within a side", sides: []int{0, 0, 1},
			rows: []Row{{From: 0, To: 2}, {From: 1, To: 2}, {From: 2, To: 0}, {From: 0, To: 1}},
			left: []bool{true, true, false}, within: 1},
		{name: "a side that keeps to itself is split", sides: []int{0, 0, 0},
			rows: []Row{{From: 0, To: 1}, {From: 0, To: 2}}, left: []bool{true, false, false}, split: true},
		{name: "no sides, two groups", sides: []int{-1, -1, -1, -1},
			rows: []Row{{From: 0, To: 1}, {From: 2, To: 1}, {From: 2, To: 3}}, left: []bool{true, false, true, false}},
		{name: "one with himself", sides: []int{-1}, rows: []Row{{From: 0, To: 0}}, left: []bool{true}, within: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Divide(c.sides, c.rows)
			if !slices.Equal(d.Left, c.left) || len(d.Within) != c.within || d.Split != c.split {
				t.Errorf("left %v, within %v, split %v: want %v, %d, %v", d.Left, d.Within, d.Split, c.left, c.within,
					c.split)
			}
		})
	}
}

// made is a table of chance: boxes of some sides, lines between them.
func made(r *rand.Rand, left, right, lines, sides int) *Arrangement {
	t := &Arrangement{}
	boxes := func(n int) []Box {
		var list []Box
		for range n {
			b := Box{Side: r.IntN(sides+1) - 1, Height: 1000 + r.IntN(2000)}
			if b.Side >= 0 {
				b.Head = 1100
			}
			list = append(list, b)
		}
		return list
	}
	t.Left, t.Right = boxes(left), boxes(right)
	for i := range lines {
		t.Lines = append(t.Lines, Line{Left: r.IntN(left), Right: []int{r.IntN(right)}, Date: i,
			Height: 900 + 800*r.IntN(3), Level: 450})
	}
	return t
}

// fewest tries all orders of both columns in which sides stand together.
func fewest(t *Arrangement) int {
	together := func(boxes []Box, order []int) bool {
		seen := map[int]bool{}
		for i, b := range order {
			side := boxes[b].Side
			if side < 0 || i > 0 && boxes[order[i-1]].Side == side {
				continue
			}
			if seen[side] {
				return false
			}
			seen[side] = true
		}
		return true
	}
	orders := func(boxes []Box) [][]int {
		var list [][]int
		var grow func(order []int)
		grow = func(order []int) {
			if len(order) == len(boxes) {
				if together(boxes, order) {
					list = append(list, slices.Clone(order))
				}
				return
			}
			for i := range boxes {
				if !slices.Contains(order, i) {
					grow(append(order, i))
				}
			}
		}
		grow(nil)
		return list
	}
	best := -1
	for _, l := range orders(t.Left) {
		for _, r := range orders(t.Right) {
			n := 0
			for i, a := range t.Lines {
				for _, b := range t.Lines[i+1:] {
					x := slices.Index(l, a.Left) - slices.Index(l, b.Left)
					y := slices.Index(r, a.Right[0]) - slices.Index(r, b.Right[0])
					if x*y < 0 {
						n++
					}
				}
			}
			if best < 0 || n < best {
				best = n
			}
		}
	}
	return best
}

func TestArrangeLeavesFewestCrossings(t *testing.T) {
	for seed := range uint64(60) {
		table := made(rand.New(rand.NewPCG(seed, 1)), 4, 4, 7, 2)
		if got, want := table.Arrange().Crossings, fewest(table); got != want {
			t.Errorf("seed %d: %d crossings: %d are possible", seed, got, want)
		}
	}
}

func TestRowsOfABoxStandTogetherAndPairsByDate(t *testing.T) {
	for seed := range uint64(30) {
		table := made(rand.New(rand.NewPCG(seed, 2)), 6, 5, 24, 3)
		o := table.Arrange()
		seen := map[int]bool{}
		last := map[string]int{}
		for i, row := range o.Rows {
			l := table.Lines[row]
			if i > 0 && table.Lines[o.Rows[i-1]].Left != l.Left && seen[l.Left] {
				t.Fatalf("seed %d: the rows of box %d are torn apart", seed, l.Left)
			}
			seen[l.Left] = true
			pair := fmt.Sprint(l.Left, l.Right)
			if date, known := last[pair]; known && date > l.Date {
				t.Fatalf("seed %d: rows of a pair are not in order of date", seed)
			}
			last[pair] = l.Date
		}
	}
}

func TestPlaceKeepsThingsApart(t *testing.T) {
	m := Measures{Pad: 200, Gap: 240, SideGap: 180, Ground: 260, RowGap: 130, Port: 620, Tip: 420}
	for seed := range uint64(40) {
		table := made(rand.New(rand.NewPCG(seed, 3)), 5, 6, 20, 3)
		o := table.Arrange()
		p := table.Place(o, m)
		for _, column := range [][]Span{p.Left, p.Right} {
			for i, a := range column {
				for _, b := range column[i+1:] {
					if a.Top < b.Bottom && b.Top < a.Bottom {
						t.Fatalf("seed %d: boxes %v and %v overlap", seed, a, b)
					}
				}
			}
		}
		ends := map[int][]int{}
		for i, l := range table.Lines {
			box := p.Left[l.Left]
			if p.Rows[i].Top < box.Top || p.Rows[i].Bottom > box.Bottom {
				t.Fatalf("seed %d: row %v leaves its box %v", seed, p.Rows[i], box)
			}
			if right := p.Right[l.Right[0]]; p.Ends[i][0] < right.Top+m.Tip || p.Ends[i][0] > right.Bottom-m.Tip {
				t.Fatalf("seed %d: an end at %d beside its box %v", seed, p.Ends[i][0], right)
			}
			ends[l.Right[0]] = append(ends[l.Right[0]], p.Ends[i][0])
		}
		for box, list := range ends {
			slices.Sort(list)
			for i := range list[1:] {
				if list[i+1]-list[i] < m.Port {
					t.Fatalf("seed %d: ends %v of box %d are closer than %d", seed, list, box, m.Port)
				}
			}
		}
	}
}

// TestRouteStaysInTheGutter: a step lies in the gutter with room for an arrowhead, and the same lanes take the same
// steps again.
func TestRouteStaysInTheGutter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	var lanes []Lane
	for i := range 20 {
		lanes = append(lanes, Lane{Owner: i, Start: 10000, Begin: 20000, Out: 26000, High: 1000 * i,
			Low: 1000 * r.IntN(20), End: i})
	}
	steps := Route(lanes, 850, false)
	for i, s := range steps {
		if s.From < 20000 || s.To > 26000-850 || s.From >= s.To {
			t.Errorf("the step of lane %d is %v", i, s)
		}
	}
	if again := Route(lanes, 850, false); !slices.Equal(steps, again) {
		t.Error("other steps the second time")
	}
}

// TestTwoThatNeedNotCrossDoNot: both lead down past each other's levels; the upper one steps farther right.
func TestTwoThatNeedNotCrossDoNot(t *testing.T) {
	lanes := []Lane{{Owner: 0, Start: 0, Begin: 0, Out: 6000, High: 0, Low: 5000, End: 0},
		{Owner: 1, Start: 0, Begin: 0, Out: 6000, High: 1000, Low: 5700, End: 0}}
	steps := Route(lanes, 850, false)
	if steps[0].From <= steps[1].From {
		t.Errorf("the upper line steps at %v, the lower one at %v", steps[0], steps[1])
	}
}

// TestCrowdedLinesLeaveWhereTheyAreFree: where the gutter has no room for all, lines take their steps before it, but none
// sooner than what it passes ends; where it has, they stay in it.
func TestCrowdedLinesLeaveWhereTheyAreFree(t *testing.T) {
	lanes := func(n int) []Lane {
		var list []Lane
		for i := range n {
			list = append(list, Lane{Owner: i, Start: 10000, Begin: 22000, Out: 26000, Free: 14000, High: 900 * i,
				Low: 12000 + 1500*i, End: i})
		}
		return list
	}
	first := func(steps []Curve) int {
		return slices.MinFunc(steps, func(a, b Curve) int { return a.From - b.From }).From
	}
	if from := first(Route(lanes(3), 850, false)); from < 22000 {
		t.Errorf("three lines have room in the gutter, and one steps at %d", from)
	}
	if from := first(Route(lanes(14), 850, false)); from >= 22000 || from < 14000 {
		t.Errorf("of fourteen lines the first steps at %d: want before the gutter, and after 14000", from)
	}
}

// TestRowsThatEndByThemselvesMakeRoom: they stand among the others of their box where lines would crowd, and last where
// there are none to crowd.
func TestRowsThatEndByThemselvesMakeRoom(t *testing.T) {
	m := Measures{Pad: 200, Gap: 240, RowGap: 130, Port: 620, Tip: 420}
	table := func(leading, loose int) *Arrangement {
		tab := &Arrangement{Left: []Box{{Side: -1, Height: 1000}}}
		for i := range leading {
			tab.Right = append(tab.Right, Box{Side: -1, Height: 1500})
			tab.Lines = append(tab.Lines, Line{Right: []int{i}, Date: i, Height: 900, Level: 450})
		}
		for range loose {
			tab.Lines = append(tab.Lines, Line{Date: 100, Height: 900, Level: 450})
		}
		return tab
	}
	for _, c := range []struct {
		leading, loose int
		woven          bool
	}{{24, 16, true}, {3, 2, false}} {
		tab := table(c.leading, c.loose)
		o := tab.Arrange()
		w := tab.Woven(o, m)
		if woven := !slices.Equal(o.Rows, w.Rows); woven != c.woven {
			t.Errorf("%d rows that lead on and %d that end: woven %v, want %v", c.leading, c.loose, woven, c.woven)
		}
		if before, after := tab.Place(o, m).abreast(), tab.Place(w, m).abreast(); c.woven && after > mostAbreast {
			t.Errorf("%d lines lead down side by side, %d before: want %d at most", after, before, mostAbreast)
		}
		leads := func(rows []int) []int {
			return slices.DeleteFunc(slices.Clone(rows), func(row int) bool { return len(tab.Lines[row].Right) == 0 })
		}
		if !slices.Equal(leads(o.Rows), leads(w.Rows)) {
			t.Error("rows that lead on have changed their order")
		}
	}
}
