package ledger

import (
	"cmp"
	"slices"
)

// An Arrangement is two columns of boxes and the rows between them. An actor may have several boxes.
type Arrangement struct {
	Left, Right []Box
	Lines       []Line
	Quick       bool // for a first look: one beginning is tried instead of several
}

// A Box stands in a column.
type Box struct {
	Side   int // those of one side, 0 or more, stand together under one head; a negative one stands by itself
	Height int // the least that its text needs
	Head   int // what the side's name needs above its first box; all boxes of a side say the same
}

// A Line is a row of text and where it leads.
type Line struct {
	Left   int   // the box on the left
	Right  []int // the boxes on the right: none for a row that ends by itself, several for a round of many
	Date   int   // rows of a pair follow each other by it
	Height int   // of the row
	Level  int   // how far below the row's top its line runs
}

// An Order is how the boxes of both columns, and the rows, follow each other from top to bottom. Rows of a box on the
// left stand together.
type Order struct {
	Left, Right []int
	Rows        []int
	Crossings   int
}

// exact is how many things are ordered by dynamic programming over their subsets.
const exact = 11

// A column is what is being ordered.
type column struct {
	groups [][]int // the boxes of each group, groups and boxes in their order
}

func newColumn(boxes []Box) column {
	var c column
	at := map[int]int{}
	for i, b := range boxes {
		g, known := at[b.Side]
		if b.Side < 0 || !known {
			g = len(c.groups)
			c.groups = append(c.groups, nil)
			if b.Side >= 0 {
				at[b.Side] = g
			}
		}
		c.groups[g] = append(c.groups[g], i)
	}
	return c
}

func (c column) clone() column {
	d := column{groups: make([][]int, len(c.groups))}
	for i, g := range c.groups {
		d.groups[i] = slices.Clone(g)
	}
	return d
}

func (c column) list() []int { return slices.Concat(c.groups...) }

// ranks are the places of n boxes in the column.
func (c column) ranks(n int) []int {
	rank := make([]int, n)
	for i, b := range c.list() {
		rank[b] = i
	}
	return rank
}

// A tie is one line between two boxes, for counting.
type tie struct{ left, right int }

// Arrange orders both columns so that few lines cross, and among those with as few, so that lines are level and
// earlier rows stand higher.
func (t *Arrangement) Arrange() Order {
	return arranged.of(t.arrangement(), t.Quick, t.arrange).clone()
}

func (o Order) clone() Order {
	return Order{slices.Clone(o.Left), slices.Clone(o.Right), slices.Clone(o.Rows), o.Crossings}
}

// arrangement is all that the order depends on.
func (t *Arrangement) arrangement() []int {
	list := []int{len(t.Left), len(t.Right)}
	for _, b := range slices.Concat(t.Left, t.Right) {
		list = append(list, b.Side)
	}
	for _, l := range t.Lines {
		list = append(list, l.Left, l.Date, len(l.Right))
		list = append(list, l.Right...)
	}
	return list
}

func (t *Arrangement) arrange() Order {
	var ties []tie
	for _, l := range t.Lines {
		for _, r := range l.Right {
			ties = append(ties, tie{l.Left, r})
		}
	}
	left, right := newColumn(t.Left), newColumn(t.Right)
	best := Order{Crossings: -1}
	bestSlope := 0
	starts := min(max(400_000/(len(ties)*len(ties)+200), 3), 60)
	if t.Quick {
		starts = 1
	}
	random := uint64(1)
	for start := range starts {
		l, r := left.clone(), right.clone()
		switch {
		case start == 1:
			slices.Reverse(r.groups)
		case start > 1:
			shuffle(&random, r)
			shuffle(&random, l)
		}
		crossings := t.settle(ties, &l, &r)
		o := t.order(l, r)
		o.Crossings = crossings
		slope := t.slope(o)
		if best.Crossings < 0 || crossings < best.Crossings || crossings == best.Crossings && slope < bestSlope {
			best, bestSlope = o, slope
		}
	}
	return t.upright(best)
}

// Loosened looks for an order in which sides need not stand together. If it saves more crossings than there are
// pieces more of sides, it counts: the boxes of t then belong to the pieces, each named by the first box in it. Else
// o stays.
func (t *Arrangement) Loosened(o Order) Order {
	loose := Arrangement{Left: alone(t.Left), Right: alone(t.Right), Lines: t.Lines, Quick: t.Quick}
	best := loose.Arrange()
	more := pieced(t.Left, best.Left) - sidesOf(t.Left) + pieced(t.Right, best.Right) - sidesOf(t.Right)
	if best.Crossings+more >= o.Crossings {
		return o
	}
	name(t.Left, best.Left)
	name(t.Right, best.Right)
	return best
}

// alone are boxes without sides.
func alone(boxes []Box) []Box {
	list := slices.Clone(boxes)
	for i := range list {
		list[i].Side = -1
	}
	return list
}

func sidesOf(boxes []Box) int {
	seen := map[int]bool{}
	for _, b := range boxes {
		if b.Side >= 0 {
			seen[b.Side] = true
		}
	}
	return len(seen)
}

// pieced is in how many pieces sides stand.
func pieced(boxes []Box, order []int) int {
	n, last := 0, -1
	for _, i := range order {
		if side := boxes[i].Side; side != last {
			if last = side; side >= 0 {
				n++
			}
		}
	}
	return n
}

// name makes each piece of a side one of its own.
func name(boxes []Box, order []int) {
	last, first := -1, -1
	for _, i := range order {
		side := boxes[i].Side
		if side != last {
			last, first = side, i
		}
		if side >= 0 {
			boxes[i].Side = first
		}
	}
}

// settle improves one column after the other until neither gets better.
func (t *Arrangement) settle(ties []tie, l, r *column) int {
	last := -1
	for range 20 {
		r.improve(len(t.Right), ties, l.ranks(len(t.Left)), false)
		l.improve(len(t.Left), ties, r.ranks(len(t.Right)), true)
		n := crossings(ties, l.ranks(len(t.Left)), r.ranks(len(t.Right)))
		if n == last || n == 0 {
			return n
		}
		last = n
	}
	return last
}

// shuffle puts a column into an order of chance, the same in every run.
func shuffle(random *uint64, c column) {
	next := func(n int) int { // by Marsaglia's xorshift
		*random ^= *random << 13
		*random ^= *random >> 7
		*random ^= *random << 17
		return int(*random >> 33 % uint64(n))
	}
	for i := len(c.groups) - 1; i > 0; i-- {
		j := next(i + 1)
		c.groups[i], c.groups[j] = c.groups[j], c.groups[i]
	}
	for _, g := range c.groups {
		for i := len(g) - 1; i > 0; i-- {
			j := next(i + 1)
			g[i], g[j] = g[j], g[i]
		}
	}
}

func crossings(ties []tie, left, right []int) int {
	n := 0
	for i, a := range ties {
		for _, b := range ties[i+1:] {
			if (left[a.left]-left[b.left])*(right[a.right]-right[b.right]) < 0 {
				n++
			}
		}
	}
	return n
}

// improve orders the column, of n boxes, by the places of the other: boxes within their group, then groups. What one
// group's order costs does not depend on another's.
func (c *column) improve(n int, ties []tie, other []int, left bool) {
	ends := make([][]int, n) // of each box, the places of its lines in the other column
	for _, t := range ties {
		if left {
			ends[t.left] = append(ends[t.left], other[t.right])
		} else {
			ends[t.right] = append(ends[t.right], other[t.left])
		}
	}
	for _, e := range ends {
		slices.Sort(e)
	}
	for i, g := range c.groups {
		c.groups[i] = ordered(g,
			func(a, b int) int { return inversions(ends[a], ends[b]) },
			func(a int) (int, int) { return sum(ends[a]), len(ends[a]) })
	}
	joint := make([][]int, len(c.groups))
	for i, g := range c.groups {
		for _, b := range g {
			joint[i] = append(joint[i], ends[b]...)
		}
		slices.Sort(joint[i])
	}
	index := make([]int, len(c.groups))
	for i := range index {
		index[i] = i
	}
	index = ordered(index,
		func(a, b int) int { return inversions(joint[a], joint[b]) },
		func(a int) (int, int) { return sum(joint[a]), len(joint[a]) })
	groups := make([][]int, len(index))
	for i, g := range index {
		groups[i] = c.groups[g]
	}
	c.groups = groups
}

func sum(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}

// inversions counts the pairs of one from each sorted list where the upper's is larger.
func inversions(upper, lower []int) int {
	n, j := 0, 0
	for _, u := range upper {
		for j < len(lower) && lower[j] < u {
			j++
		}
		n += j
	}
	return n
}

// ordered puts things into the order of least cost, where cost(a, b) is that of a before b. Among equals the given
// order stays.
func ordered(things []int, cost func(a, b int) int, mean func(a int) (sum, of int)) []int {
	n := len(things)
	if n < 2 {
		return things
	}
	table := make([][]int, n)
	for i, a := range things {
		table[i] = make([]int, n)
		for j, b := range things {
			if i != j {
				table[i][j] = cost(a, b)
			}
		}
	}
	var order []int
	if n <= exact {
		order = bySubsets(table)
	} else {
		order = make([]int, n)
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(i, j int) int {
			s, m := mean(things[i])
			u, k := mean(things[j])
			return cmp.Compare(s*max(k, 1), u*max(m, 1))
		})
		shift(order, table)
	}
	out := make([]int, n)
	for i, k := range order {
		out[i] = things[k]
	}
	return out
}

// bySubsets is the exact order: the cheapest way to have a set of things first is to have one of them last in it.
func bySubsets(table [][]int) []int {
	n := len(table)
	least := make([]int, 1<<n)
	last := make([]int8, 1<<n)
	for set := 1; set < 1<<n; set++ {
		least[set] = -1
		for i := n - 1; i >= 0; i-- { // the last in the given order, if equal
			if set>>i&1 == 0 {
				continue
			}
			before := set &^ (1 << i)
			c := least[before]
			for j := range n {
				if before>>j&1 == 1 {
					c += table[j][i]
				}
			}
			if least[set] < 0 || c < least[set] {
				least[set], last[set] = c, int8(i)
			}
		}
	}
	order := make([]int, n)
	set := 1<<n - 1
	for i := n - 1; i >= 0; i-- {
		order[i] = int(last[set])
		set &^= 1 << order[i]
	}
	return order
}

// shift moves single things to where they cost least, as long as that helps.
func shift(order []int, table [][]int) {
	for range 50 {
		moved := false
		for at := range order {
			thing := order[at]
			best, gain, change := at, 0, 0
			for to := at - 1; to >= 0; to-- { // upwards, past order[to]
				change += table[thing][order[to]] - table[order[to]][thing]
				if change < gain {
					best, gain = to, change
				}
			}
			change = 0
			for to := at + 1; to < len(order); to++ {
				change += table[order[to]][thing] - table[thing][order[to]]
				if change < gain {
					best, gain = to, change
				}
			}
			if best == at {
				continue
			}
			moved = true
			if best < at {
				copy(order[best+1:at+1], order[best:at])
			} else {
				copy(order[at:best], order[at+1:best+1])
			}
			order[best] = thing
		}
		if !moved {
			return
		}
	}
}

// order puts the rows to their boxes: of one box in the order of what they lead to, rows of a pair by date, those that
// lead nowhere last.
func (t *Arrangement) order(l, r column) Order {
	o := Order{Left: l.list(), Right: r.list()}
	rank := r.ranks(len(t.Right))
	of := make([][]int, len(t.Left))
	for i, line := range t.Lines {
		of[line.Left] = append(of[line.Left], i)
	}
	for _, b := range o.Left {
		rows := of[b]
		slices.SortStableFunc(rows, func(i, j int) int {
			return cmp.Or(cmp.Compare(t.aim(i, rank), t.aim(j, rank)), cmp.Compare(t.Lines[i].Date, t.Lines[j].Date))
		})
		o.Rows = append(o.Rows, rows...)
	}
	return o
}

// aim is twice the middle of where a row leads.
func (t *Arrangement) aim(row int, rank []int) int {
	ends := t.Lines[row].Right
	if len(ends) == 0 {
		return 1 << 30
	}
	low, high := rank[ends[0]], rank[ends[0]]
	for _, e := range ends {
		low, high = min(low, rank[e]), max(high, rank[e])
	}
	return low + high
}

// ports are the ends of lines on the right, from top to bottom: box by box, in each the order of the rows.
func (t *Arrangement) ports(o Order) []port {
	of := make([][]port, len(t.Right))
	for _, row := range o.Rows {
		for _, r := range t.Lines[row].Right {
			of[r] = append(of[r], port{row, r})
		}
	}
	var list []port
	for _, b := range o.Right {
		list = append(list, of[b]...)
	}
	return list
}

type port struct{ row, box int }

// Crossed counts how many others each line crosses.
func (t *Arrangement) Crossed(o Order) []int {
	at := make([]int, len(t.Lines))
	for i, row := range o.Rows {
		at[row] = i
	}
	crossed := make([]int, len(t.Lines))
	ports := t.ports(o)
	for i, p := range ports {
		for _, q := range ports[i+1:] {
			if p.row != q.row && at[p.row] > at[q.row] {
				crossed[p.row]++
				crossed[q.row]++
			}
		}
	}
	return crossed
}

// slope is how far lines lead up and down, in places.
func (t *Arrangement) slope(o Order) int {
	at := make([]int, len(t.Lines))
	for i, row := range o.Rows {
		at[row] = i
	}
	n := 0
	for i, p := range t.ports(o) {
		d := at[p.row] - i
		n += d * d
	}
	return n
}

// upright turns the order round if earlier rows then stand higher: crossings stay what they are.
func (t *Arrangement) upright(o Order) Order {
	lean, n := 0, len(o.Rows)
	for i, row := range o.Rows {
		lean += (2*i - n + 1) * t.Lines[row].Date
	}
	if lean >= 0 {
		return o
	}
	l, r := newColumn(t.Left), newColumn(t.Right)
	turn := func(c *column, order []int) {
		slices.Reverse(order)
		at := make([]int, len(order))
		for i, b := range order {
			at[b] = i
		}
		for _, g := range c.groups {
			slices.SortFunc(g, func(a, b int) int { return at[a] - at[b] })
		}
		slices.SortFunc(c.groups, func(a, b []int) int { return at[a[0]] - at[b[0]] })
	}
	turn(&l, slices.Clone(o.Left))
	turn(&r, slices.Clone(o.Right))
	turned := t.order(l, r)
	turned.Crossings = o.Crossings
	return turned
}
