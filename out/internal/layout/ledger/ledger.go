// Package ledger places contacts as a table with lines: actors stand in two columns, each contact is a row of text
// beside the box of the actor on its left, and its line goes on through a gutter to the box of the other on its
// right.
//
// [Divide] chooses who stands left and right, [Table.Arrange] in what order, [Table.Place] how high, and [Route]
// where in the gutter each line takes its step. The package draws nothing and knows no text. Lengths are hundredths
// of a point, in whole numbers, and work is counted, so that the same table is placed alike on every machine.
//
// To leave few crossings between two columns is the two-sided crossing problem. As Jünger and Mutzel (2-Layer
// Straightline Crossing Minimization: Performance of Exact and Heuristic Algorithms, 1997) found, one column is
// ordered exactly where it is short, by barycentres and shifts where it is long, by turns with the other until
// neither gets better, from several beginnings. Sides stay together as the leaves of a tanglegram's trees do (Buchin
// et al., Drawing (Complete) Binary Tanglegrams, 2012): sides are ordered by the sums of their actors' crossings, and
// actors within them.
package ledger

import "slices"

// A Row is a contact between two actors, by their numbers. Both may be one.
type Row struct {
	From, To int
	Date     int // rows of one pair follow each other by it
}

// A Division says who stands in the left column, and which rows have both ends in one column.
type Division struct {
	Left   []bool // by actor
	Within []int  // rows
	Split  bool   // actors of one side stand in both columns
}

// most is how many units are divided by trying all ways.
const most = 16

// tooMany tells whether so many rows are within a column that two columns are not how to show them.
func (d Division) tooMany(rows int) bool { return 3*len(d.Within) > rows }

// Divide puts actors into two columns so that few rows stay within one. Actors of one side stay together unless more
// than a third of the rows were within a column then. The sides are numbers; an actor with a negative one has none,
// and may stand anywhere.
//
// An actor that acts more than it is acted upon stands on the left, so that a figure is read from actor to deed to other.
func Divide(sides []int, rows []Row) Division {
	whole := divide(units(sides), rows)
	if !whole.tooMany(len(rows)) {
		return whole
	}
	each := make([]int, len(sides))
	for i := range each {
		each[i] = i
	}
	split := divide(each, rows)
	if len(split.Within) >= len(whole.Within) {
		return whole
	}
	split.Split = true
	return split
}

// units numbers what stays together from 0 on.
func units(sides []int) []int {
	of := make([]int, len(sides))
	number := map[int]int{}
	n := 0
	for i, s := range sides {
		u, known := number[s]
		if s < 0 || !known {
			u = n
			n++
			if s >= 0 {
				number[s] = u
			}
		}
		of[i] = u
	}
	return of
}

// divide is a maximum cut of the units: exact for few, else by moving single units as long as it helps, from the
// actors' order and from breadth first.
func divide(unit []int, rows []Row) Division {
	n := 0
	for _, u := range unit {
		n = max(n, u+1)
	}
	weight := make([][]int, n)
	for i := range weight {
		weight[i] = make([]int, n)
	}
	surplus := make([]int, n)
	for _, r := range rows {
		a, b := unit[r.From], unit[r.To]
		if a != b {
			weight[a][b]++
			weight[b][a]++
			surplus[a]++
			surplus[b]--
		}
	}
	left := make([]bool, n)
	for _, piece := range pieces(weight) {
		cut(piece, weight, left)
		if leans(piece, left, unit, rows, surplus) {
			for _, u := range piece {
				left[u] = !left[u]
			}
		}
	}
	d := Division{Left: make([]bool, len(unit))}
	for i, u := range unit {
		d.Left[i] = left[u]
	}
	for i, r := range rows {
		if d.Left[r.From] == d.Left[r.To] {
			d.Within = append(d.Within, i)
		}
	}
	return d
}

// pieces are the units that rows hold together.
func pieces(weight [][]int) [][]int {
	seen := make([]bool, len(weight))
	var list [][]int
	for u := range weight {
		if seen[u] {
			continue
		}
		seen[u] = true
		piece := []int{u}
		for i := 0; i < len(piece); i++ {
			for v, w := range weight[piece[i]] {
				if w > 0 && !seen[v] {
					seen[v] = true
					piece = append(piece, v)
				}
			}
		}
		list = append(list, piece)
	}
	return list
}

// cut divides a piece.
func cut(piece []int, weight [][]int, left []bool) {
	if len(piece) > most {
		cutLong(piece, weight, left)
		return
	}
	best, least := 0, -1
	for mask := range 1 << (len(piece) - 1) { // the last unit stays right: its mirror is the same cut
		within := 0
		for i, u := range piece {
			for j, v := range piece[i+1:] {
				if mask>>i&1 == mask>>(i+1+j)&1 {
					within += weight[u][v]
				}
			}
		}
		if least < 0 || within < least {
			best, least = mask, within
		}
	}
	for i, u := range piece {
		left[u] = best>>i&1 == 1
	}
}

func cutLong(piece []int, weight [][]int, left []bool) {
	depth := map[int]int{piece[0]: 0}
	for _, u := range piece {
		for v, w := range weight[u] {
			if _, known := depth[v]; w > 0 && !known {
				depth[v] = depth[u] + 1
			}
		}
	}
	var best []bool
	least := -1
	for _, begin := range []func(i, u int) bool{
		func(_, u int) bool { return depth[u]%2 == 0 },
		func(i, _ int) bool { return i%2 == 0 },
		func(i, _ int) bool { return i < len(piece)/2 },
	} {
		for i, u := range piece {
			left[u] = begin(i, u)
		}
		for moved := true; moved; {
			moved = false
			for _, u := range piece {
				gain := 0
				for v, w := range weight[u] {
					if left[u] == left[v] {
						gain += w
					} else {
						gain -= w
					}
				}
				if gain > 0 {
					left[u], moved = !left[u], true
				}
			}
		}
		within := 0
		for i, u := range piece {
			for _, v := range piece[i+1:] {
				if left[u] == left[v] {
					within += weight[u][v]
				}
			}
		}
		if least < 0 || within < least {
			best, least = slices.Clone(left), within
		}
	}
	for _, u := range piece {
		left[u] = best[u]
	}
}

// leans tells whether a piece had better stand the other way round: rows within the right column need a second box of
// an actor in the left one, those within the left do not; then those who act stand left; then whoever is named first.
func leans(piece []int, left []bool, unit []int, rows []Row, surplus []int) bool {
	within := 0
	for _, r := range rows {
		u := unit[r.From]
		if slices.Contains(piece, u) && left[u] == left[unit[r.To]] {
			if left[u] {
				within--
			} else {
				within++
			}
		}
	}
	if within != 0 {
		return within > 0
	}
	acts := 0
	for _, u := range piece {
		if left[u] {
			acts += surplus[u]
		} else {
			acts -= surplus[u]
		}
	}
	if acts != 0 {
		return acts < 0
	}
	return !left[slices.Min(piece)]
}
