// Package places finds where the actors of a graph file stand: places for programs that draw an edge as one straight
// line between the middles of two nodes, whatever stands between them.
//
// Up to [Exact] actors no line passes through a third actor, unless the graph is too dense for that: the answer
// counts such lines. Actors that have much to do with each other stand near each other, parts of the graph that
// nothing ties stand apart, and actors without any tie stand in short rows below. Beyond [Exact] actors the places
// are rough: near is near, and that is all; beyond some thousands actors stand in rows, each beside those through whom
// it hangs together with the others. The work grows about as the number of actors and edges does, but for the first
// thousand actors of a part, where every pair counts.
//
// The arithmetic gives the same places on every processor: each product is rounded before it is added to anything (an
// explicit conversion keeps a compiler from fusing the two), nothing but square roots is taken from package math, and
// what comes out stands on a grid of whole points.
package places

import (
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// exact is how many actors get places in which lines are kept off third actors.
const exact = 3000

// A Graph is what is to be placed. Edges name nodes by their numbers from 0; loops and repeated edges do not matter.
type Graph struct {
	Nodes int
	Edges [][2]int
	Sides []int // of each node the number of its side, which stands together where it can; -1 for none; nil for all none

	// Names are how wide the nodes' names are, in points, so that those in rows do not stand in each other's; nil if
	// all fit into a box.
	Names []float64
}

// A Placement is where the nodes of a graph stand, the middle of all at the origin.
type Placement struct {
	At    []plane.Point
	Boxes int  // how many times a line passes through a third node's box, in programs that draw boxes with names in them
	Dots  int  // the same of dots, in programs that draw these
	Rough bool // the graph has more than Exact nodes: no line was looked at
}

// The box of a node, with a name of one or two lines in 10 points: half of its width and height, and how far others,
// and lines that are not its own, keep off. Names in Gephi and Sigma are about as wide; a dot of Gephi's (radius 10)
// is well within.
const (
	halfWidth  = 52.0
	halfHeight = 20.0
	clearance  = 6.0

	dot          = 10.0 // the radius of a node in Gephi, where a file names no other
	dotClearance = 2.0
	gap          = 26.0 // between boxes, so that a line can be seen to begin and end

	edgeLength = 190.0 // between neighbours, at first
	wide       = 1.25  // boxes are wider than high, and so is the page they are read on
)

// Of places g. The same graph has the same places every time.
func Of(g Graph) Placement {
	p := Placement{At: make([]plane.Point, g.Nodes)}
	if g.Nodes == 0 {
		return p
	}
	adjacent := neighbours(g)
	parts, lonely := partsOf(adjacent)
	p.Rough = g.Nodes-len(lonely) > exact
	var blocks []block
	number := make([]int32, g.Nodes)
	for _, nodes := range parts {
		d := newDrawing(nodes, adjacent, g.Sides, number)
		if len(nodes) > unfolded {
			d.fill()
			blocks = append(blocks, d.block(nodes))
			continue
		}
		d.unfold()
		d.widen()
		d.spread(len(nodes) <= everyPair)
		if !p.Rough {
			boxes, dots := d.mend()
			p.Boxes, p.Dots = p.Boxes+boxes, p.Dots+dots
		}
		blocks = append(blocks, d.block(nodes))
	}
	pack(blocks, lonely, g.Names, p.At)
	centre(p.At)
	return p
}

// neighbours lists the neighbours of every node, each once, by number.
func neighbours(g Graph) [][]int32 {
	adjacent := make([][]int32, g.Nodes)
	degree, ends := make([]int, g.Nodes), 0
	for _, e := range g.Edges {
		if e[0] != e[1] {
			degree[e[0]]++
			degree[e[1]]++
			ends += 2
		}
	}
	all := make([]int32, ends)
	for i, n := range degree {
		adjacent[i], all = all[:0:n], all[n:]
	}
	for _, e := range g.Edges {
		if e[0] != e[1] {
			adjacent[e[0]] = append(adjacent[e[0]], int32(e[1]))
			adjacent[e[1]] = append(adjacent[e[1]], int32(e[0]))
		}
	}
	for i := range adjacent {
		slices.Sort(adjacent[i])
		adjacent[i] = slices.Compact(adjacent[i])
	}
	return adjacent
}

// partsOf lists the connected parts, the largest first, and the nodes that have no neighbour.
func partsOf(adjacent [][]int32) (parts [][]int32, lonely []int) {
	seen := make([]bool, len(adjacent))
	for i := range adjacent {
		if len(adjacent[i]) == 0 {
			lonely = append(lonely, i)
			continue
		}
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int32{int32(i)}
		for n := 0; n < len(part); n++ {
			for _, j := range adjacent[part[n]] {
				if !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		slices.Sort(part)
		parts = append(parts, part)
	}
	slices.SortStableFunc(parts, func(a, b []int32) int { return len(b) - len(a) })
	return parts, lonely
}

// A block is a part that has its places, its top left corner at the origin.
type block struct {
	nodes         []int32
	at            []plane.Point
	width, height float64
}

func (d *drawing) block(nodes []int32) block {
	b := block{nodes: nodes, at: make([]plane.Point, len(nodes))}
	left, top, right, bottom := d.bounds()
	for i, at := range d.at {
		b.at[i] = plane.Point{X: math.Round(at.X - left), Y: math.Round(at.Y - top)}
	}
	b.width, b.height = math.Round(right-left), math.Round(bottom-top)
	return b
}

const (
	rowStep    = 2*halfWidth + gap
	lineStep   = 2*halfHeight + gap
	blockSpace = 90.0 // between the boxes of two parts
	shortRow   = 8    // actors without a tie in a row, if the rest is no wider
)

// pack sets the blocks in rows, as wide as the first or as makes the whole about as wide as high, and below them the
// nodes that have no neighbour, in short rows.
func pack(blocks []block, lonely []int, names []float64, at []plane.Point) {
	area, widest := 0.0, 0.0
	for _, b := range blocks {
		area += float64((b.width + rowStep) * (b.height + lineStep))
		widest = max(widest, b.width)
	}
	limit := max(widest, float64(wide*math.Sqrt(area)))
	x, y, high := 0.0, 0.0, 0.0
	for _, b := range blocks {
		if x > 0 && x+b.width > limit {
			x, y, high = 0, y+high+2*halfHeight+blockSpace, 0
		}
		for i, n := range b.nodes {
			at[n] = plane.Point{X: x + b.at[i].X, Y: y + b.at[i].Y}
		}
		x, high = x+b.width+2*halfWidth+blockSpace, max(high, b.height)
	}
	if len(blocks) > 0 {
		y += high + 2*halfHeight + blockSpace
	}
	perRow := max(shortRow, int(limit/rowStep)+1, int(math.Sqrt(float64(len(lonely)))))
	x = 0
	before := 0.0
	for n, i := range lonely {
		room := rowStep
		if names != nil {
			room = max(room, math.Round(names[i]+gap))
		}
		// a name stands below or beside its node: to the right of it in Sigma
		switch across := max(before, math.Ceil((before+room)/2)); {
		case n == 0:
		case x+across > float64(perRow-1)*rowStep:
			x, y = 0, y+lineStep
		default:
			x += across
		}
		at[i], before = plane.Point{X: x, Y: y}, room
	}
}

// centre moves the middle of all places to the origin, on whole points.
func centre(at []plane.Point) {
	var sum plane.Point
	for _, p := range at {
		sum.X, sum.Y = sum.X+p.X, sum.Y+p.Y // whole numbers: no order of adding them makes a difference
	}
	n := float64(len(at))
	middle := plane.Point{X: math.Round(sum.X / n), Y: math.Round(sum.Y / n)}
	for i := range at {
		at[i] = plane.Point{X: at[i].X - middle.X, Y: at[i].Y - middle.Y}
	}
}
