package ledger

import "slices"

// Measures are the distances that a table is placed by.
type Measures struct {
	Pad     int // between a box's border and its first and last row, on the left
	Gap     int // between boxes
	SideGap int // between the grounds of sides
	Ground  int // how far a ground reaches beyond its boxes
	RowGap  int // between rows
	Port    int // the least distance of two ends at one box
	Tip     int // between a box's corner and the first end at it
}

// A Span is from top to bottom.
type Span struct{ Top, Bottom int }

// A Placement is where everything stands; the top is 0.
type Placement struct {
	Left, Right             []Span // of boxes
	LeftGround, RightGround []Ground
	Rows                    []Span  // of rows
	Level                   []int   // of rows, where their lines run
	Ends                    [][]int // of rows, where they end at the boxes of Line.Right
	Height                  int
}

// A Ground lies under the boxes of a side that stand together.
type Ground struct {
	Side int
	Span
}

// A placing is a table on its way to its place.
type placing struct {
	table    *Arrangement
	order    Order
	ports    []port // ends on the right, from top to bottom
	measures Measures
	place    Placement
}

// Place finds the heights. On the left, boxes are as high as their rows; on the right, ends stand as level with their
// rows as the order allows.
func (t *Arrangement) Place(o Order, m Measures) Placement {
	g := placing{table: t, order: o, ports: t.ports(o), measures: m,
		place: Placement{Left: make([]Span, len(t.Left)), Right: make([]Span, len(t.Right)),
			Rows: make([]Span, len(t.Lines)), Level: make([]int, len(t.Lines)), Ends: make([][]int, len(t.Lines))}}
	spare := 0
	if right := g.leastRight(); right > 0 {
		g.stackLeft(0)
		if more := right - g.place.Height; more > 0 && len(o.Rows) > 0 {
			spare = more / len(o.Rows)
		}
	}
	g.stackLeft(spare)
	for i, l := range t.Lines {
		g.place.Ends[i] = make([]int, len(l.Right))
	}
	g.hang()
	g.level()
	p := g.place
	for _, s := range slices.Concat(p.Left, p.Right) {
		p.Height = max(p.Height, s.Bottom)
	}
	for _, g := range slices.Concat(p.LeftGround, p.RightGround) {
		p.Height = max(p.Height, g.Bottom)
	}
	return p
}

// stackLeft puts the boxes on the left below each other, each as high as its rows; every row gets spare room.
func (g *placing) stackLeft(spare int) {
	t, p, o, m := g.table, &g.place, g.order, g.measures
	of := make([][]int, len(t.Left))
	for _, row := range o.Rows {
		of[t.Lines[row].Left] = append(of[t.Lines[row].Left], row)
	}
	p.LeftGround = nil
	y, side := 0, -1
	for i, b := range o.Left {
		box := t.Left[b]
		if i == 0 || box.Side != side || side < 0 {
			if i > 0 {
				y += m.SideGap
				if side >= 0 {
					y += m.Ground
					p.LeftGround[len(p.LeftGround)-1].Bottom = y - m.SideGap
				}
			}
			side = box.Side
			if side >= 0 {
				p.LeftGround = append(p.LeftGround, Ground{side, Span{y, y}})
				y += box.Head
			}
		} else {
			y += m.Gap
		}
		rows := 0
		for k, row := range of[b] {
			rows += t.Lines[row].Height + spare
			if k > 0 {
				rows += m.RowGap
			}
		}
		height := max(box.Height, rows+2*m.Pad)
		at := y + (height-rows)/2
		for _, row := range of[b] {
			top := at + spare/2
			p.Rows[row] = Span{top, top + t.Lines[row].Height}
			p.Level[row] = top + t.Lines[row].Level
			at += t.Lines[row].Height + spare + m.RowGap
		}
		p.Left[b] = Span{y, y + height}
		y += height
	}
	if side >= 0 && len(p.LeftGround) > 0 {
		y += m.Ground
		p.LeftGround[len(p.LeftGround)-1].Bottom = y
	}
	p.Height = y
}

// A block is a box on the right that hangs by its ends.
type block struct {
	box     int
	ports   []port
	offsets []int // of the ends below the block's top
	height  int
	before  int // what stands between it and the block above
}

// blocks are the boxes on the right in order. Ends of rows that follow each other, and of nobody else's, keep the
// distance of their rows, but are no farther apart than most; others stand as close as they may.
func (g *placing) blocks(most int) []block {
	t, p, o, m := g.table, &g.place, g.order, g.measures
	at := make([]int, len(t.Lines))
	for i, row := range o.Rows {
		at[row] = i
	}
	of := make([][]port, len(t.Right))
	for _, q := range g.ports {
		of[q.box] = append(of[q.box], q)
	}
	var list []block
	side := -1
	for i, b := range o.Right {
		k := block{box: b, ports: of[b]}
		box := t.Right[b]
		if i == 0 || box.Side != side || side < 0 {
			if i > 0 {
				k.before = m.SideGap
				if side >= 0 {
					k.before += m.Ground
				}
			}
			if side = box.Side; side >= 0 {
				k.before += box.Head
			}
		} else {
			k.before = m.Gap
		}
		y := m.Tip
		for n, q := range k.ports {
			if n > 0 {
				apart := m.Port
				if above := k.ports[n-1].row; at[q.row] == at[above]+1 {
					apart = max(apart, min(p.Level[q.row]-p.Level[above], most))
				}
				y += apart
			}
			k.offsets = append(k.offsets, y)
		}
		k.height = y + m.Tip
		if short := box.Height - k.height; short > 0 {
			k.height = box.Height
			for n := range k.offsets {
				k.offsets[n] += short / 2
			}
		}
		list = append(list, k)
	}
	return list
}

// leastRight is the height of the right column if it is packed.
func (g *placing) leastRight() int { return stacked(g.blocks(0)) + g.measures.Ground }

// stacked is the height of blocks one below the other.
func stacked(blocks []block) int {
	y := 0
	for _, b := range blocks {
		y += b.before + b.height
	}
	return y
}

// hang places the boxes on the right. Each wants its ends level with their rows; where they do not all fit, those
// that meet are placed as one, at the median of what their ends want (the pool of adjacent violators of isotonic
// regression).
func (g *placing) hang() {
	t, p, m := g.table, &g.place, g.measures
	var blocks []block
	for most := 4 * m.Port; most >= m.Port; most /= 2 { // a column that would be longer than the other is packed closer
		blocks = g.blocks(most)
		if stacked(blocks)+m.Ground <= p.Height {
			break
		}
	}
	type pool struct {
		first, last int
		wants       []int // of each end, the top of the pool's first block if that end is level
		at          int
	}
	base := make([]int, len(blocks)) // of a block's top, if all were packed from 0
	y := 0
	for i, b := range blocks {
		y += b.before
		base[i] = y
		y += b.height
	}
	var pools []pool
	for i, b := range blocks {
		q := pool{first: i, last: i}
		for n, port := range b.ports {
			q.wants = append(q.wants, p.Level[port.row]-b.offsets[n]-base[i])
		}
		q.at = max(median(q.wants), 0)
		for len(pools) > 0 && pools[len(pools)-1].at >= q.at {
			above := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			q = pool{first: above.first, last: q.last, wants: append(above.wants, q.wants...)}
			q.at = max(median(q.wants), 0)
		}
		pools = append(pools, q)
	}
	side := -1
	for _, q := range pools {
		for i := q.first; i <= q.last; i++ {
			b, box := blocks[i], t.Right[blocks[i].box]
			top := q.at + base[i]
			p.Right[b.box] = Span{top, top + b.height}
			for n, port := range b.ports {
				p.Ends[port.row][slices.Index(t.Lines[port.row].Right, port.box)] = top + b.offsets[n]
			}
			if box.Side >= 0 {
				if box.Side != side {
					p.RightGround = append(p.RightGround, Ground{box.Side, Span{top - box.Head, 0}})
				}
				p.RightGround[len(p.RightGround)-1].Bottom = top + b.height + m.Ground
			}
			side = box.Side
		}
	}
}

// level moves ends that are nearly level with their rows so that they are, where their neighbours and their box leave
// room.
func (g *placing) level() {
	t, p, ports, m := g.table, &g.place, g.ports, g.measures
	end := func(i int) int {
		q := ports[i]
		return p.Ends[q.row][slices.Index(t.Lines[q.row].Right, q.box)]
	}
	for i, q := range ports {
		now, want := end(i), p.Level[q.row]
		if now == want || abs(now-want) > m.Port {
			continue
		}
		low, high := p.Right[q.box].Top+m.Tip, p.Right[q.box].Bottom-m.Tip
		if i > 0 && ports[i-1].box == q.box {
			low = max(low, end(i-1)+m.Port)
		}
		if i+1 < len(ports) && ports[i+1].box == q.box {
			high = min(high, end(i+1)-m.Port)
		}
		if want >= low && want <= high {
			p.Ends[q.row][slices.Index(t.Lines[q.row].Right, q.box)] = want
		}
	}
}

// median is the lower of the middle values, 0 of none.
func median(list []int) int {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[(len(sorted)-1)/2]
}
