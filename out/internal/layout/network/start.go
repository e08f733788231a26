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

// start puts the boxes where the n-th start has them: the side with the most lines to others in the middle, the
// others around it in an order that keeps those near each other that have lines, each box near those it has lines
// with.
func (s *search) start(n int) {
	r := chance(s, n+77)
	var units []unitOf
	unit := make([]int, len(s.boxes))
	sides := 0
	for _, members := range s.members {
		if len(members) > 0 {
			sides++
		}
	}
	for g, members := range s.members {
		if len(members) == 0 || sides < 3 {
			continue
		}
		for _, b := range members {
			unit[b] = len(units)
		}
		units = append(units, unitOf{boxes: s.members[g]})
	}
	for b := range s.boxes {
		if s.group[b] < 0 || sides < 3 {
			unit[b] = len(units)
			units = append(units, unitOf{boxes: []int{b}})
		}
	}
	weight := make([][]int, len(units))
	degree := make([]int, len(units))
	for u := range units {
		weight[u] = make([]int, len(units))
	}
	for _, l := range s.lines {
		for i, e := range l.ends {
			for _, f := range l.ends[:i] {
				if unit[e] != unit[f] {
					weight[unit[e]][unit[f]]++
					weight[unit[f]][unit[e]]++
					degree[unit[e]]++
					degree[unit[f]]++
				}
			}
		}
	}
	order := make([]int, len(units))
	for i := range order {
		order[i] = i
	}
	for i := range order { // a different one each time
		j := i + r.below(len(order)-i)
		order[i], order[j] = order[j], order[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if degree[a] == degree[b] {
			return 0
		}
		return cmp.Compare(degree[b], degree[a])
	})
	ring := slices.Clone(order[min(1, len(order)):])
	for i := range ring { // only the middle is by rank
		j := i + r.below(len(ring)-i)
		ring[i], ring[j] = ring[j], ring[i]
	}
	untangle(ring, weight)
	middle := point{s.page.x / 2, s.page.y / 2}
	if len(order) > 0 {
		units[order[0]].at = middle
	}
	for i, u := range ring {
		out := compass(i, len(ring))
		units[u].at = point{middle.x + out.x*s.page.x*3/8/1024, middle.y + out.y*s.page.y*3/8/1024}
	}
	places := make([]point, len(s.boxes))
	for b := range s.boxes {
		places[b] = units[unit[b]].at.plus(point{r.within(30 * grain), r.within(20 * grain)})
	}
	for range 6 { // towards those it has lines with
		for b := range s.boxes {
			sum, count := times(units[unit[b]].at, 2*1024), 2
			for _, l := range s.of[b] {
				for _, e := range s.lines[l].ends {
					if e != b {
						sum, count = sum.plus(places[e]), count+1
					}
				}
			}
			places[b] = point{sum.x/count + r.within(20*grain), sum.y/count + r.within(15*grain)}
		}
	}
	for b := range s.boxes {
		if !s.fixed[b] {
			s.put(b, onGrid(places[b]), 0)
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
