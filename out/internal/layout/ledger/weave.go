package ledger

import "slices"

// mostAbreast is how many lines may lead up or down side by side: more do not stay apart in the gutter.
const mostAbreast = 4

// Woven looks for places among the others for rows that end by themselves, which stand last at their box, where lines
// would otherwise lead down past each other in a crowd: a box with many of them is far higher than what its other rows
// lead to. The order of the rows that lead to the right stays.
func (t *Arrangement) Woven(o Order, m Measures) Order {
	p := t.Place(o, m)
	crowd := p.abreast()
	for range weavings {
		if crowd <= mostAbreast {
			break
		}
		woven := o.clone()
		woven.Rows = t.weave(o, p, m)
		q := t.Place(woven, m)
		fewer := q.abreast()
		if fewer >= crowd {
			break
		}
		o, p, crowd = woven, q, fewer
	}
	return o
}

// weavings is how often rows are woven at most: ends move with their rows, so that a second look finds more.
const weavings = 4

// abreast is how many lines lead up or down at one height at most.
func (p Placement) abreast() int {
	type turn struct{ at, by int }
	var turns []turn
	for row, ends := range p.Ends {
		for _, end := range ends {
			top, bottom := min(p.Level[row], end), max(p.Level[row], end)
			if bottom-top > near {
				turns = append(turns, turn{top, 1}, turn{bottom, -1})
			}
		}
	}
	slices.SortFunc(turns, func(a, b turn) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return a.by - b.by
	})
	most, now := 0, 0
	for _, turn := range turns {
		now += turn.by
		most = max(most, now)
	}
	return most
}

// weave puts each row that ends by itself before the first of its box that would stand lower than its line ends.
func (t *Arrangement) weave(o Order, p Placement, m Measures) []int {
	rows := make([]int, 0, len(o.Rows))
	for n := 0; n < len(o.Rows); {
		var leading, loose []int
		box := t.Lines[o.Rows[n]].Left
		for ; n < len(o.Rows) && t.Lines[o.Rows[n]].Left == box; n++ {
			if row := o.Rows[n]; len(t.Lines[row].Right) > 0 {
				leading = append(leading, row)
			} else {
				loose = append(loose, row)
			}
		}
		y := p.Left[box].Top + m.Pad
		for _, row := range leading {
			end := median(p.Ends[row])
			for len(loose) > 0 && y+t.Lines[row].Level+t.Lines[loose[0]].Height/2 < end {
				rows = append(rows, loose[0])
				y += t.Lines[loose[0]].Height + m.RowGap
				loose = loose[1:]
			}
			rows = append(rows, row)
			y += t.Lines[row].Height + m.RowGap
		}
		rows = append(rows, loose...)
	}
	return rows
}
