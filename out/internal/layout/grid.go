package layout

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// What parts of a figure may do to each other, in points.
const (
	slack     = 0.5  // how deep they may reach into each other: they touch
	mergeGap  = 1.0  // lines so near each other
	mergeLong = 14.0 // for so long cannot be told apart
)

// A grid finds boxes by where they are.
type grid struct {
	size  float64
	cells map[[2]int][]int // numbers of boxes, ascending
}

func newGrid(boxes []Box) grid {
	total := 0.0
	for _, b := range boxes {
		total += b.width() + b.height()
	}
	g := grid{size: max(20, total/float64(2*max(1, len(boxes)))), cells: map[[2]int][]int{}}
	for i, b := range boxes {
		g.visit(b, func(cell [2]int) { g.cells[cell] = append(g.cells[cell], i) })
	}
	return g
}

func (g grid) visit(b Box, cell func([2]int)) {
	for x := math.Floor(b.Min.X / g.size); x <= math.Floor(b.Max.X/g.size); x++ {
		for y := math.Floor(b.Min.Y / g.size); y <= math.Floor(b.Max.Y/g.size); y++ {
			cell([2]int{int(x), int(y)})
		}
	}
}

// near lists boxes that may overlap b, each once, ascending.
func (g grid) near(b Box) []int {
	var near []int
	g.visit(b, func(cell [2]int) { near = append(near, g.cells[cell]...) })
	slices.SortFunc(near, cmp.Compare)
	return slices.Compact(near)
}

// merges lists the pairs of chains that are less than gap apart for too long. It looks at points of each, a little
// way apart.
func merges(chains [][]plane.Point, gap float64) (pairs [][2]int) {
	type dot struct {
		plane.Point
		line int
	}
	cell := func(v float64) int { return int(math.Floor(v / (2 * gap))) }
	seen := map[[2]int][]dot{}
	last := make([]int, len(chains)) // of the dots of a chain, the one that was near each other chain
	for i, flat := range chains {
		along := map[int]float64{} // how long it has run on other chains
		ps := dots(flat, gap)
		for j := range last {
			last[j] = -1
		}
		for k, p := range ps {
			x, y := cell(p.X), cell(p.Y)
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					for _, q := range seen[[2]int{x + dx, y + dy}] {
						if last[q.line] != k && plane.Distance(p, q.Point) <= gap {
							last[q.line] = k
							along[q.line] += gap
						}
					}
				}
			}
		}
		for _, j := range slices.Sorted(maps.Keys(along)) {
			if along[j] >= mergeLong {
				pairs = append(pairs, [2]int{j, i})
			}
		}
		for _, p := range ps {
			at := [2]int{cell(p.X), cell(p.Y)}
			seen[at] = append(seen[at], dot{p, i})
		}
	}
	return pairs
}

// dots are points of a chain, one every step.
func dots(flat []plane.Point, step float64) []plane.Point {
	var ps []plane.Point
	left := 0.0 // to the next
	for i := 1; i < len(flat); i++ {
		l := plane.Distance(flat[i-1], flat[i])
		for ; left < l; left += step {
			ps = append(ps, plane.Between(flat[i-1], flat[i], left/l))
		}
		left -= l
	}
	return ps
}
