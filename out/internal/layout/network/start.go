package network

import (
	"cmp"
	"slices"
)

// A unit of a start is a side or, without one, a box.
type unitOf struct {
	boxes []int
	at    point
}

// A beginning is how the boxes stand together where a search begins.
type beginning struct {
	*search
	units  []unitOf
	of     []int   // the unit of each box
	weight [][]int // how many lines two units have
	degree []int   // how many a unit has to others
}

// start puts the boxes where the n-th start has them: the side with the most lines to others in the middle, the
// others around it in an order that keeps those near each other that have lines, each box near those it has lines
// with.
func (s *search) start(n int) {
	r := chance(s, n+77)
	b := &beginning{search: s}
	b.unite()
	b.weigh()
	b.around(&r)
	for box, at := range b.places(&r) {
		if !s.fixed[box] {
			s.put(box, onGrid(at), 0)
		}
	}
	for l := range s.lines {
		line := &s.lines[l]
		line.at, line.way = sixteenths/2, 0
		line.off = point{}
		if line.loop {
			line.off = point{80 * grain, 0}
		}
	}
	for b := range s.bundles {
		s.bundles[b].bow, s.bundles[b].spread = 0, 100
	}
}

// unite makes a unit of each side, if there are three, and of each other box.
func (b *beginning) unite() {
	b.of = make([]int, len(b.boxes))
	sides := 0
	for _, members := range b.members {
		if len(members) > 0 {
			sides++
		}
	}
	for _, members := range b.members {
		if len(members) == 0 || sides < 3 {
			continue
		}
		for _, box := range members {
			b.of[box] = len(b.units)
		}
		b.units = append(b.units, unitOf{boxes: members})
	}
	for box := range b.boxes {
		if b.group[box] < 0 || sides < 3 {
			b.of[box] = len(b.units)
			b.units = append(b.units, unitOf{boxes: []int{box}})
		}
	}
}

// weigh counts the lines between units.
func (b *beginning) weigh() {
	b.weight, b.degree = make([][]int, len(b.units)), make([]int, len(b.units))
	for u := range b.units {
		b.weight[u] = make([]int, len(b.units))
	}
	for _, l := range b.lines {
		for i, end := range l.ends {
			for _, other := range l.ends[:i] {
				if u, v := b.of[end], b.of[other]; u != v {
					b.weight[u][v]++
					b.weight[v][u]++
					b.degree[u]++
					b.degree[v]++
				}
			}
		}
	}
}

// around puts the unit with the most lines in the middle of the page, and the others around it.
func (b *beginning) around(r *random) {
	order := make([]int, len(b.units))
	for i := range order {
		order[i] = i
	}
	r.shuffle(order) // a different one each time
	slices.SortStableFunc(order, func(u, v int) int { return cmp.Compare(b.degree[v], b.degree[u]) })
	ring := slices.Clone(order[min(1, len(order)):])
	r.shuffle(ring) // only the middle is by rank
	untangle(ring, b.weight)
	middle := point{b.page.x / 2, b.page.y / 2}
	if len(order) > 0 {
		b.units[order[0]].at = middle
	}
	for i, u := range ring {
		out := compass(i, len(ring))
		b.units[u].at = point{middle.x + out.x*b.page.x*3/8/1024, middle.y + out.y*b.page.y*3/8/1024}
	}
}

// places draws each box from the place of its unit towards those that it has lines with.
func (b *beginning) places(r *random) []point {
	places := make([]point, len(b.boxes))
	for box := range b.boxes {
		places[box] = b.units[b.of[box]].at.plus(point{r.within(30 * grain), r.within(20 * grain)})
	}
	for range 6 {
		for box := range b.boxes {
			sum, count := times(b.units[b.of[box]].at, 2*1024), 2
			for _, l := range b.search.of[box] {
				for _, e := range b.lines[l].ends {
					if e != box {
						sum, count = sum.plus(places[e]), count+1
					}
				}
			}
			places[box] = point{sum.x/count + r.within(20*grain), sum.y/count + r.within(15*grain)}
		}
	}
	return places
}

// sketch finds places for the boxes without looking at labels.
func (s *search) sketch(r random, moves int) *pencil {
	k := newSketch(&s.plan)
	for b := range s.boxes {
		k.at[b] = s.centre(b)
	}
	next := len(s.boxes)
	for l := range s.lines {
		if line := &s.lines[l]; line.gathers && !line.loop {
			k.at[next] = s.middleOf(l)
			next++
		}
	}
	for n := range k.at {
		k.at[n] = point{min(max(k.at[n].x, k.half[n].x), s.page.x-k.half[n].x),
			min(max(k.at[n].y, k.half[n].y), s.page.y-k.half[n].y)}
	}
	p := newPencil(k)
	p.draw(&r, moves)
	for b := range s.boxes {
		if !s.fixed[b] {
			s.put(b, onGrid(k.at[b]), 0)
		}
	}
	next = len(s.boxes)
	for l := range s.lines {
		if line := &s.lines[l]; line.gathers && !line.loop {
			line.off = k.at[next].minus(s.middleOf(l))
			next++
		}
	}
	return p
}

// untangle orders a ring so that those with lines between them come near each other: by swaps, as long as one helps.
func untangle(ring []int, weight [][]int) {
	n := len(ring)
	cost := func() int {
		sum := 0
		for i, u := range ring {
			for j := range i {
				apart := i - j
				sum += weight[u][ring[j]] * min(apart, n-apart)
			}
		}
		return sum
	}
	if n > 40 {
		return
	}
	best := cost()
	for range 4 {
		better := false
		for i := range ring {
			for j := range i {
				ring[i], ring[j] = ring[j], ring[i]
				if c := cost(); c < best {
					best, better = c, true
				} else {
					ring[i], ring[j] = ring[j], ring[i]
				}
			}
		}
		if !better {
			return
		}
	}
}

// compass is the i-th of n directions around, in 1024ths, by a polynomial for the sine so that every processor has
// the same.
func compass(i, n int) point {
	return point{wave(i*4096/max(n, 1) + 1024), wave(i * 4096 / max(n, 1))}
}

// wave is the sine of a turn of 4096 parts, in 1024ths; off by at most one in a hundred and eighty (Bhaskara, 7th
// century).
func wave(turn int) int {
	turn &= 4095
	sign := 1
	if turn >= 2048 {
		turn, sign = turn-2048, -1
	}
	p := turn * (2048 - turn)
	return sign * 1024 * 16 * p / (5*2048*2048 - 4*p)
}
