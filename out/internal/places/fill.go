package places

import (
	"math"

	"relgraph/out/internal/plane"
)

// unfolded is the largest part whose distances are drawn; one that is larger is set in rows.
const unfolded = 8000

// fill sets the nodes in rows, so that each stands near the one through which it was reached from the node with the
// most neighbours: the nodes, in the order of a walk through the tree of shortest ways, fill a rectangle half by half.
func (d *drawing) fill() {
	order := walk(d.near)
	n := float64(len(order))
	columns := max(1, int(math.Sqrt(float64(n*wide)*lineStep/rowStep)))
	rows := (len(order) + columns - 1) / columns
	fillHalves(d.at, order, 0, 0, columns, rows)
}

// fillHalves sets the nodes in a rectangle of that many columns and rows, the first half in the left or upper half.
func fillHalves(at []plane.Point, nodes []int32, left, top, columns, rows int) {
	switch {
	case len(nodes) == 0:
	case columns == 1 && rows == 1:
		at[nodes[0]] = plane.Point{X: float64(float64(left) * rowStep), Y: float64(float64(top) * lineStep)}
	case float64(columns)*rowStep >= float64(rows)*lineStep && columns > 1 || rows == 1:
		first := min(columns/2*rows, len(nodes))
		fillHalves(at, nodes[:first], left, top, columns/2, rows)
		fillHalves(at, nodes[first:], left+columns/2, top, columns-columns/2, rows)
	default:
		first := min(rows/2*columns, len(nodes))
		fillHalves(at, nodes[:first], left, top, columns, rows/2)
		fillHalves(at, nodes[first:], left, top+rows/2, columns, rows-rows/2)
	}
}

// walk lists all nodes of a part by their neighbours, each before those that are reached through it and these together,
// from the node with the most neighbours on.
func walk(near [][]int32) []int32 {
	root := int32(0)
	for i := range near {
		if len(near[i]) > len(near[root]) {
			root = int32(i)
		}
	}
	const none = -1
	through, queue := make([]int32, len(near)), []int32{root}
	for i := range through {
		through[i] = none
	}
	through[root] = root
	for n := 0; n < len(queue); n++ {
		for _, j := range near[queue[n]] {
			if through[j] == none {
				through[j] = queue[n]
				queue = append(queue, j)
			}
		}
	}
	// How many nodes hang on each, itself among them, tells where in the walk each begins.
	hang := make([]int32, len(near))
	for n := len(queue) - 1; n >= 0; n-- {
		i := queue[n]
		hang[i]++
		if i != root {
			hang[through[i]] += hang[i]
		}
	}
	place, order := make([]int32, len(near)), make([]int32, len(queue)) // place: of the next that hangs on a node
	for _, i := range queue {
		at := int32(0)
		if i != root {
			at = place[through[i]]
			place[through[i]] += hang[i]
		}
		order[at], place[i] = i, at+1
	}
	return order
}
