package ledger

import (
	"math"
	"slices"
)

// A Curve is the way of a line through the gutter: level from its beginning to From, then in one smooth curve to To,
// then level to the box.
type Curve struct{ From, To int }

// A Lane is a line on its way through the gutter.
type Lane struct {
	Owner      int // lines of one contact may meet
	Start      int // where it begins, on the left
	High, Low  int // its level on the left, and on the right
	End        int // the box that it ends at: lines of one box part near it
	Begin, Out int // the gutter
	Free       int // where it may leave its level at the earliest, if the gutter is too narrow: what it passes ends before
}

// Curve is the line as cubic Bézier curves, each from its first point on by threes.
func (l Lane) Curve(s Curve) [][2]int {
	if l.High == l.Low {
		return [][2]int{{l.Start, l.High}, {l.Start, l.High}, {l.Out, l.Low}, {l.Out, l.Low}}
	}
	m := (s.From + s.To) / 2
	return [][2]int{
		{l.Start, l.High}, {l.Start, l.High}, {s.From, l.High}, {s.From, l.High},
		{m, l.High}, {m, l.Low}, {s.To, l.Low},
		{s.To, l.Low}, {l.Out, l.Low}, {l.Out, l.Low},
	}
}

// polyline is the curve in straight parts: at eighths of its step.
func (l Lane) polyline(s Curve, into []corner) []corner {
	into = append(into[:0], corner{l.Start, l.High})
	if l.High == l.Low {
		return append(into, corner{l.Out, l.Low})
	}
	w, h := s.To-s.From, l.Low-l.High
	into = append(into, corner{s.From, l.High})
	for _, at := range eighths {
		into = append(into, corner{s.From + w*at[0]/1000, l.High + h*at[1]/1000})
	}
	return append(into, corner{s.To, l.Low}, corner{l.Out, l.Low})
}

// eighths are the points of a step of 1000 by 1000 at eighths of its curve.
var eighths = [...][2]int{{166, 43}, {297, 156}, {404, 316}, {500, 500}, {596, 684}, {703, 844}, {834, 957}}

type corner struct{ x, y int }

// What faults of two lines cost against each other.
const (
	costCross = 1000 // a crossing
	costFlat  = 900  // that is flat
	costMerge = 3    // a point of length in which they run closer than they may
)

// Near is how close two lines may run before they are taken for one, in hundredths of a point.
const near = 380

// Route chooses the steps, so that lines that need not cross do not, those that must cross do so steeply, and none
// run into one. Steps are tried on a grid; each line in turn takes the best, until none changes or the work is used
// up. Quickly is for a first look: with a tenth of the work.
func Route(lanes []Lane, tip int, quickly bool) []Curve {
	key := []int{tip}
	for _, l := range lanes {
		key = append(key, l.Owner, l.Start, l.Begin, l.Out, l.High, l.Low, l.End, l.Free)
	}
	return slices.Clone(routed.of(key, quickly, func() []Curve { return route(lanes, tip, quickly) }))
}

func route(lanes []Lane, tip int, quickly bool) []Curve {
	steps, cost := stepped(lanes, tip, quickly)
	if cost%costCross == 0 {
		return steps
	}
	wider := slices.Clone(lanes)
	for i := range wider {
		wider[i].Begin = min(wider[i].Begin, max(wider[i].Free, wider[i].Start))
	}
	if others, less := stepped(wider, tip, quickly); less < cost {
		return others
	}
	return steps
}

// stepped chooses the steps within the gutter, and tells what they cost all together.
func stepped(lanes []Lane, tip int, quickly bool) (_ []Curve, cost int) {
	steps := make([]Curve, len(lanes))
	options := make([][]Curve, len(lanes))
	for i, l := range lanes {
		options[i] = l.options(tip)
		steps[i] = options[i][0]
	}
	first(lanes, options, steps)
	r := router{lanes: lanes, steps: steps, lines: make([][]corner, len(lanes))}
	for i := range lanes {
		r.lines[i] = lanes[i].polyline(steps[i], nil)
	}
	budget := 6_000_000
	if quickly {
		budget /= 10
	}
	for range 6 {
		moved := false
		for i := range lanes {
			if len(options[i]) > 1 && budget > 0 && r.better(i, options[i], &budget) {
				moved = true
			}
		}
		if !moved {
			break
		}
	}
	unbounded := math.MaxInt
	for i, line := range r.lines {
		cost += r.cost(i, line, math.MaxInt, &unbounded)
	}
	return steps, cost / 2
}

const grid = 300 // of the beginnings of steps

// options are the steps that a lane may take, the widest in the middle first.
func (l Lane) options(tip int) []Curve {
	end := l.Out - tip
	room := end - l.Begin
	drop := l.High - l.Low
	if drop < 0 {
		drop = -drop
	}
	if drop == 0 || room <= 2*grid {
		return []Curve{{l.Begin, max(end, l.Begin+1)}}
	}
	var list []Curve
	for _, w := range []int{2400, 1600, 1000} {
		w = min(w, room)
		if w > max(drop, 1000) && w != room { // a small step is short, so that it crosses others steeply
			continue
		}
		var of []Curve
		for x := l.Begin; x+w <= end; x += grid {
			of = append(of, Curve{x, x + w})
		}
		middle := (l.Begin + end) / 2
		slices.SortStableFunc(of,
			func(a, b Curve) int { return distance(a.From+a.To, 2*middle) - distance(b.From+b.To, 2*middle) })
		list = append(list, of...)
	}
	return slices.Compact(list)
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// first puts steps side by side as in a channel: of lines that lead down, an upper one's step stands to the right of
// those that it passes; of lines that lead up, a lower one's does.
func first(lanes []Lane, options [][]Curve, steps []Curve) {
	n := len(lanes)
	rank := make([]int, n)
	for range n {
		changed := false
		for i, a := range lanes {
			for j, b := range lanes {
				if i == j || a.Owner == b.Owner {
					continue
				}
				down := a.High < b.High && a.Low > a.High && b.Low >= b.High && a.Low < b.Low+near && a.Low+near > b.High
				up := a.High > b.High && a.Low < a.High && b.Low <= b.High && a.Low+near > b.Low && a.Low < b.High+near
				if (down || up) && rank[i] <= rank[j] && rank[j] < n {
					rank[i], changed = rank[j]+1, true
				}
			}
		}
		if !changed {
			break
		}
	}
	highest := 0
	for _, r := range rank {
		highest = max(highest, r)
	}
	for i, l := range lanes {
		if highest == 0 || len(options[i]) < 2 {
			continue
		}
		width := options[i][0].To - options[i][0].From
		span := 0
		for _, o := range options[i] {
			if o.To-o.From == width {
				span = max(span, o.From-l.Begin)
			}
		}
		want := l.Begin + span*rank[i]/highest
		for _, o := range options[i] {
			if o.To-o.From == width && distance(o.From, want) < distance(steps[i].From, want) {
				steps[i] = o
			}
		}
	}
}

type router struct {
	lanes []Lane
	steps []Curve
	lines [][]corner
	trial []corner
}

// better moves a line to its best step.
func (r *router) better(i int, options []Curve, budget *int) bool {
	least := r.cost(i, r.lines[i], math.MaxInt, budget)
	if least == 0 {
		return false
	}
	best := -1
	for k, o := range options {
		if o == r.steps[i] {
			continue
		}
		r.trial = r.lanes[i].polyline(o, r.trial)
		if c := r.cost(i, r.trial, least, budget); c < least {
			best, least = k, c
		}
	}
	if best < 0 {
		return false
	}
	r.steps[i] = options[best]
	r.lines[i] = r.lanes[i].polyline(options[best], r.lines[i])
	return true
}

// cost is what a line costs against all others; it stops counting at the limit.
func (r *router) cost(i int, line []corner, limit int, budget *int) int {
	top, bottom := span(line)
	total := 0
	for j, other := range r.lines {
		if j == i || r.lanes[j].Owner == r.lanes[i].Owner {
			continue
		}
		if t, b := span(other); t > bottom+near || b < top-near {
			continue
		}
		total += against(line, other, r.lanes[i].End == r.lanes[j].End, r.lanes[i].Out)
		*budget -= len(line) * len(other)
		if total >= limit {
			return total
		}
	}
	return total
}

func span(line []corner) (top, bottom int) {
	top, bottom = line[0].y, line[len(line)-1].y
	return min(top, bottom), max(top, bottom)
}

// against is what two lines cost each other.
func against(a, b []corner, together bool, out int) int {
	total := 0
	for i := range a[1:] {
		for j := range b[1:] {
			total += segments(a[i], a[i+1], b[j], b[j+1], together, out)
		}
	}
	return total
}

func segments(p, q, s, t corner, together bool, out int) int {
	if max(p.x, q.x) < min(s.x, t.x)-near || max(s.x, t.x) < min(p.x, q.x)-near ||
		max(p.y, q.y) < min(s.y, t.y)-near || max(s.y, t.y) < min(p.y, q.y)-near {
		return 0
	}
	dx, dy, ex, ey := q.x-p.x, q.y-p.y, t.x-s.x, t.y-s.y
	turned := dx*ey - dy*ex
	dot := dx*ex + dy*ey
	if turned != 0 {
		fx, fy := s.x-p.x, s.y-p.y
		along, across, whole := fx*ey-fy*ex, fx*dy-fy*dx, turned
		if whole < 0 {
			whole, along, across = -whole, -along, -across
		}
		if along >= 0 && along <= whole && across >= 0 && across <= whole {
			if 10*whole < 7*abs(dot) { // less than 35 degrees, since curves are flatter than their parts here and there
				return costCross + costFlat
			}
			return costCross
		}
	}
	if 100*abs(turned) > 36*abs(dot) { // more than 20 degrees apart: not taken for one
		return 0
	}
	if together && min(p.x, s.x) > out-1200 {
		return 0
	}
	length := min(max(p.x, q.x), max(s.x, t.x)) - max(min(p.x, q.x), min(s.x, t.x))
	length = max(length, min(max(p.y, q.y), max(s.y, t.y))-max(min(p.y, q.y), min(s.y, t.y)))
	if length <= 0 {
		return 0
	}
	// the distance of the middle of one from the other, by the area of the parallelogram
	mx, my := (p.x+q.x)/2, (p.y+q.y)/2
	area := abs((mx-s.x)*ey - (my-s.y)*ex)
	long := max(abs(ex), abs(ey)) + min(abs(ex), abs(ey))*2/5 // the length of the other, within 8 %
	if long == 0 || area > near*long {
		return 0
	}
	return costMerge * length / 100
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
