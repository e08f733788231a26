package legibility

import (
	"cmp"
	"math"
	"slices"
)

type pair struct{ k, l int }

// A cut is where two lines meet.
type cut struct{ x, y, angle float64 }

// cuts counts crossings, flat ones and pairs that cross twice.
func (w *walked) cuts(r *Report) {
	found := map[pair][]cut{}
	seen := map[pair]bool{}
	var pairs []pair
	for _, list := range w.sortedCells() {
		for n, i := range list {
			for _, j := range list[n+1:] {
				s, t := w.segments[i], w.segments[j]
				if s.owner == t.owner || seen[pair{i, j}] {
					continue
				}
				c, ok := meet(s, t)
				if !ok {
					continue
				}
				seen[pair{i, j}] = true
				p := pair{min(s.owner, t.owner), max(s.owner, t.owner)}
				if slices.ContainsFunc(found[p], func(o cut) bool { return length(o.x-c.x, o.y-c.y) <= samePlace }) {
					continue
				}
				if found[p] == nil {
					pairs = append(pairs, p)
				}
				found[p] = append(found[p], c)
			}
		}
	}
	inFlat := map[int]bool{}
	for _, p := range pairs {
		if len(found[p]) > 1 {
			r.Twice++
		}
		for _, c := range found[p] {
			if w.nearShared(p.k, p.l, c.x, c.y, atEnd) {
				continue
			}
			r.Crossings++
			if c.angle < flatter {
				r.Flat++
				inFlat[p.k], inFlat[p.l] = true, true
			}
		}
	}
	r.FlatLines = len(inFlat)
}

// sortedCells lists the segments of each cell, the cells in order.
func (w *walked) sortedCells() [][]int {
	var keys []cell
	for c := range w.cells {
		keys = append(keys, c)
	}
	slices.SortFunc(keys, func(a, b cell) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
	var lists [][]int
	for _, c := range keys {
		lists = append(lists, w.cells[c])
	}
	return lists
}

// meet finds where two segments cut, ends included.
func meet(s, t segment) (cut, bool) {
	dx, dy := s.b.x-s.a.x, s.b.y-s.a.y
	ex, ey := t.b.x-t.a.x, t.b.y-t.a.y
	turned := dx*ey - dy*ex
	if turned == 0 {
		return cut{}, false
	}
	fx, fy := t.a.x-s.a.x, t.a.y-s.a.y
	along, across := fx*ey-fy*ex, fx*dy-fy*dx
	if turned < 0 {
		turned, along, across = -turned, -along, -across
	}
	if along < 0 || along > turned || across < 0 || across > turned {
		return cut{}, false
	}
	x := float64(s.a.x+divide(along*dx, turned)) / unit
	y := float64(s.a.y+divide(along*dy, turned)) / unit
	return cut{x, y, turn(s.angle, t.angle)}, true
}

// merged is the share of length that runs within another line, in per cent with one digit behind the point.
func (w *walked) merged() float64 {
	total, within := 0.0, 0.0
	for _, s := range w.segments {
		total += s.long
		if w.runsWithin(s) {
			within += s.long
		}
	}
	if total == 0 {
		return 0
	}
	return math.Round(1000*within/total) / 10
}

func (w *walked) runsWithin(s segment) bool {
	x, y := s.middle()
	at := cell{floor((s.a.x + s.b.x) / 2), floor((s.a.y + s.b.y) / 2)}
	for cx := at.x - 1; cx <= at.x+1; cx++ {
		for cy := at.y - 1; cy <= at.y+1; cy++ {
			for _, i := range w.cells[cell{cx, cy}] {
				t := w.segments[i]
				if t.owner == s.owner {
					continue
				}
				tx, ty := t.middle()
				if length(tx-x, ty-y) < mergeNear && turn(s.angle, t.angle) < mergeTurn &&
					!w.nearShared(s.owner, t.owner, x, y, mergeEnd) {
					return true
				}
			}
		}
	}
	return false
}

// ends counts pairs of ends that stand too close at one box.
func (w *walked) ends() int {
	type tip struct {
		owner int
		at    place
	}
	tips := make([][]tip, len(w.boxes))
	for k, l := range w.lines {
		if l.from >= 0 {
			tips[l.from] = append(tips[l.from], tip{k, l.first})
		}
		if l.to >= 0 {
			tips[l.to] = append(tips[l.to], tip{k, l.last})
		}
	}
	n := 0
	for _, list := range tips {
		for i, p := range list {
			for _, q := range list[i+1:] {
				if p.owner != q.owner && apart(p.at, q.at) < endsApart {
					n++
				}
			}
		}
	}
	return n
}

// through counts lines that run through what is not theirs.
func (w *walked) through(d Drawing) int {
	n := 0
	for k, l := range w.lines {
		for b, box := range d.Boxes {
			if b != l.from && b != l.to && (l.passes(box, 1) || l.runsAlong(box)) {
				n++
			}
		}
		for j, other := range w.lines {
			if j != k && !other.label.isZero() && l.passes(other.label, 1) {
				n++
			}
		}
		for _, frame := range d.Frames {
			if !w.standsIn(l.from, frame) && !w.standsIn(l.to, frame) && l.passes(frame, 2) {
				n++
			}
		}
	}
	return n
}

func (l walkedLine) passes(b Box, margin float64) bool {
	return slices.ContainsFunc(l.places, func(p place) bool {
		x, y := p.point()
		return b.holds(x, y, margin)
	})
}

// runsAlong tells whether the line follows the edge of a box, so that it looks like a part of it.
func (l walkedLine) runsAlong(b Box) bool {
	long := 0.0
	for i, p := range l.places[1:] {
		x, y := l.places[i].point()
		if x2, y2 := p.point(); b.holds(x, y, -edgeNear) && b.holds(x2, y2, -edgeNear) {
			long += apart(l.places[i], p)
		}
	}
	return long > edgeRun
}

func (w *walked) standsIn(box int, frame Box) bool {
	if box < 0 {
		return false
	}
	b := w.boxes[box]
	return frame.holds((b.Left+b.Right)/2, (b.Top+b.Bottom)/2, 0)
}

// things lists labels and boxes.
func (w *walked) things(d Drawing) []Box {
	var list []Box
	for _, l := range w.lines {
		if !l.label.isZero() {
			list = append(list, l.label)
		}
	}
	return append(list, d.Boxes...)
}

func (w *walked) overlap(d Drawing) int {
	n := 0
	list := w.things(d)
	for i, a := range list {
		for _, b := range list[i+1:] {
			if min(a.Right, b.Right)-max(a.Left, b.Left) > overlapMin &&
				min(a.Bottom, b.Bottom)-max(a.Top, b.Top) > overlapMin {
				n++
			}
		}
	}
	return n
}

// ambiguous counts labels that do not clearly stand at their own line.
func (w *walked) ambiguous() int {
	n := 0
	for k, l := range w.lines {
		if l.label.isZero() {
			continue
		}
		own, other := math.Inf(1), math.Inf(1)
		for _, s := range w.segments {
			d := l.label.distance(s.middle())
			if s.owner == k {
				own = min(own, d)
			} else {
				other = min(other, d)
			}
		}
		if other < own+labelLead {
			n++
		}
	}
	return n
}

// extent measures the area and how much of it is under boxes and labels.
func (w *walked) extent(d Drawing, r *Report) {
	area := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	ink := 0.0
	for _, b := range w.things(d) {
		area.grow(b)
		ink += b.area()
	}
	for _, b := range d.Frames {
		area.grow(b)
	}
	for _, l := range w.lines {
		for _, p := range l.places {
			x, y := p.point()
			area.grow(Box{x, y, x, y})
		}
	}
	if area.Left > area.Right {
		return
	}
	r.Width, r.Height = math.Round(10*(area.Right-area.Left))/10, math.Round(10*(area.Bottom-area.Top))/10
	if a := area.area(); a > 0 {
		r.Ink = int(math.Round(100 * ink / a))
	}
}
