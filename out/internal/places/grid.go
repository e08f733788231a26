package places

import (
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// A grid finds what lies near a place. Its cells are lists of numbers.
type grid struct {
	w, h  float64
	cells map[[2]int32][]int32
	seen  []int32 // the visit in which a number was last met
	visit int32
	work  int // how many cells were looked into
}

// newGrid makes a grid for numbers below n.
func newGrid(w, h float64, n int) *grid {
	return &grid{w: w, h: h, cells: map[[2]int32][]int32{}, seen: make([]int32, n)}
}

func (g *grid) cell(x, y float64) (int32, int32) {
	return int32(math.Floor(x / g.w)), int32(math.Floor(y / g.h))
}

// add puts a number into all cells of a rectangle.
func (g *grid) add(i int32, left, top, right, bottom float64) {
	x0, y0 := g.cell(left, top)
	x1, y1 := g.cell(right, bottom)
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			g.cells[[2]int32{x, y}] = append(g.cells[[2]int32{x, y}], i)
		}
	}
}

func (g *grid) remove(i int32, x, y float64) {
	cx, cy := g.cell(x, y)
	g.drop([2]int32{cx, cy}, i)
}

func (g *grid) drop(key [2]int32, i int32) {
	list := g.cells[key]
	if n := slices.Index(list, i); n >= 0 {
		list[n] = list[len(list)-1]
		g.cells[key] = list[:len(list)-1]
	}
}

// within calls do with the numbers in the cells of a rectangle, each once, in no order that matters to what do counts.
func (g *grid) within(left, top, right, bottom float64, do func(int32)) {
	x0, y0 := g.cell(left, top)
	x1, y1 := g.cell(right, bottom)
	g.visit++
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			g.work++
			for _, i := range g.cells[[2]int32{x, y}] {
				if g.seen[i] != g.visit {
					g.seen[i] = g.visit
					do(i)
				}
			}
		}
	}
}

// along calls do with the cells that a line passes, and those within a box's reach of it.
func (g *grid) along(a, b plane.Point, reachX, reachY float64, do func(key [2]int32)) {
	if a.X > b.X {
		a, b = b, a
	}
	x0, _ := g.cell(a.X-reachX, 0)
	x1, _ := g.cell(b.X+reachX, 0)
	for x := x0; x <= x1; x++ {
		// the part of the line above the column of cells, widened by the reach
		left, right := float64(float64(x)*g.w)-reachX, float64(float64(x+1)*g.w)+reachX
		top, bottom := a.Y, b.Y
		if b.X > a.X {
			slope := (b.Y - a.Y) / (b.X - a.X)
			top = a.Y + float64(slope*(max(left, a.X)-a.X))
			bottom = a.Y + float64(slope*(min(right, b.X)-a.X))
		}
		if top > bottom {
			top, bottom = bottom, top
		}
		_, y0 := g.cell(0, top-reachY)
		_, y1 := g.cell(0, bottom+reachY)
		for y := y0; y <= y1; y++ {
			do([2]int32{x, y})
		}
	}
}

func (g *grid) addLine(n int32, a, b plane.Point) {
	g.along(a, b, 0, 0, func(key [2]int32) { g.cells[key] = append(g.cells[key], n) })
}

func (g *grid) removeLine(n int32, a, b plane.Point) {
	g.along(a, b, 0, 0, func(key [2]int32) { g.drop(key, n) })
}

// near calls do with the numbers of places that a line passes within reach, and some more.
func (g *grid) near(a, b plane.Point, reachX, reachY float64, do func(int32)) {
	g.along(a, b, reachX, reachY, func(key [2]int32) {
		g.work++
		for _, i := range g.cells[key] {
			do(i)
		}
	})
}
