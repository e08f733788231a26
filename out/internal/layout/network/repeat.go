package network

import (
	"cmp"
	"slices"
)

// Where a graph has more lines than can be drawn without many crossings, those that would cross the most others end at a
// small box instead, which stands for the actor once more: a short line to a repeated name is followed more surely than
// a long one across others (Henry, Bezerianos, Fekete, "Improving the readability of clustered social networks using node
// duplication", 2008; Ehlers, Villedieu, Raidou, Wu, "Improving readability of static, straight-line graph drawings: a
// first look at edge crossing resolution through iterative vertex splitting", 2023).
const (
	tangled   = 5  // more than a crossing for so many lines is more than an eye follows
	untangled = 10 // a crossing for so many lines is left
	mostCut   = 60 // lines beyond which no page of paper holds what comes of it, and searching again takes long
	repeated  = 3  // one of so many lines may end at a small box: of more, nobody sees whom an actor has to do with
)

// mayRepeat is how many small boxes there may be besides those that there are.
func (d Diagram) mayRepeat() int {
	if len(d.Lines) > mostCut {
		return 0
	}
	n := len(d.Lines) / repeated
	for _, b := range d.Boxes {
		switch {
		case b.of > 0:
			n--
		case len(b.Again) == 0 || b.At != nil:
			return 0
		}
	}
	return n
}

// A cut says that all lines of a pair, or one end of a line that gathers, should end at a small box.
type cut struct {
	lines []int
	end   int // the box
}

// repeating is the diagram in which lines that are cut end at a small box.
func (d Diagram) repeating(cuts []cut) Diagram {
	d.Boxes, d.Lines = slices.Clone(d.Boxes), slices.Clone(d.Lines)
	for _, c := range cuts {
		n := len(d.Boxes)
		d.Boxes = append(d.Boxes, Box{Group: -1, Sizes: d.Boxes[c.end].Again, of: c.end + 1})
		for _, l := range c.lines {
			ends := slices.Clone(d.Lines[l].Ends)
			ends[slices.Index(ends, c.end)] = n
			d.Lines[l].Ends = ends
		}
	}
	return d
}

// A tangle is a sketch with what it costs.
type tangle struct {
	cost int
	*sketch
}

// cuts lists what should end at a small box so that few crossings of the sketch are left, or as few as come of at most
// so many small boxes: none where there are few.
func (k *sketch) cuts(most int) []cut {
	return k.cutsOf(k.countCrossings(func(e, f int) int {
		if k.crossed(e, f) == 0 {
			return 0
		}
		return k.edges[e].count * k.edges[f].count
	}), most)
}

// cutsAfterAll is cuts for a whole placement, since labels may have needed more crossings than a sketch has.
func (s *search) cutsAfterAll() []cut {
	k := newSketch(&s.plan)
	return k.cutsOf(k.countCrossings(func(e, f int) int {
		n := 0
		for _, l := range k.linesOf(e) {
			for _, o := range k.linesOf(f) {
				if l != o && s.crossing(s.course(l), s.course(o), s.shared(l, o)) > 0 {
					n++
				}
			}
		}
		return n
	}), s.repeats)
}

// cutsOfFaults lists up to two lines, those that cost the most, that have a fault which nothing has mended, to end at
// a small box. With more faults than lines there is no hope.
func (s *search) cutsOfFaults(most int) []cut {
	if s.cramped || most <= 0 || s.spent+s.work > mostInAll || s.faults().hard() > len(s.lines) {
		return nil
	}
	troubled, _ := inspection{&s.prices}.troubled()
	k := newSketch(&s.plan)
	t := k.countCrossings(func(_, _ int) int { return 0 })
	slices.SortStableFunc(troubled, func(l, o int) int { return cmp.Compare(ofLine(s, o), ofLine(s, l)) })
	var cuts []cut
	for _, l := range troubled {
		if line := &s.lines[l]; line.gathers || len(s.bundles[line.bundle].lines) > 1 || len(cuts) == min(2, most) {
			continue
		}
		if end := t.endOf(k, s.lines[l].bundle); end >= 0 {
			cuts = append(cuts, cut{[]int{l}, end})
			t.remove(s.lines[l].bundle, end)
		}
	}
	return cuts
}

func (k *sketch) cutsOf(t *crossings, most int) []cut {
	if t.all*tangled < len(k.lines) {
		return nil
	}
	var cuts []cut
	for t.all*untangled > len(k.lines) {
		e, end := t.worst(k)
		if e < 0 || len(cuts) == most {
			break
		}
		cuts = append(cuts, cut{k.linesOf(e), end})
		t.remove(e, end)
	}
	return cuts
}

// crossings says which edges cross which others, and how often lines do that.
type crossings struct {
	of   [][]int // by edge, how often it crosses each other one
	each []int   // by edge, all together
	ends []int   // by node, its edges that are left
	gone []bool
	all  int
}

// countCrossings counts how often edges cross by how often two of them do.
func (k *sketch) countCrossings(crossed func(e, f int) int) *crossings {
	m := len(k.edges)
	t := &crossings{of: make([][]int, m), each: make([]int, m), ends: make([]int, len(k.at)), gone: make([]bool, m)}
	for e := range k.edges {
		t.of[e] = make([]int, m)
		t.ends[k.edges[e].from]++
		t.ends[k.edges[e].to]++
		for f := range e {
			if n := crossed(e, f); n > 0 {
				t.of[e][f], t.of[f][e] = n, n
				t.each[e] += n
				t.each[f] += n
				t.all += n
			}
		}
	}
	return t
}

// worst is the edge that crosses the most lines for each of its own, and at which of its ends it should be cut: at the
// one with more edges, which loses least; -1 if there is none.
func (t *crossings) worst(k *sketch) (worst, end int) {
	worst = -1
	for e := range k.edges {
		if t.gone[e] || t.each[e] == 0 {
			continue
		}
		if end := t.endOf(k, e); end >= 0 && (worst < 0 ||
			t.each[e]*k.edges[worst].count > t.each[worst]*k.edges[e].count) {
			worst = e
		}
	}
	if worst < 0 {
		return -1, -1
	}
	return worst, t.endOf(k, worst)
}

// endOf is the end of an edge with more edges, if it is a box that may stand for itself once more and has others; or -1.
func (t *crossings) endOf(k *sketch, e int) int {
	best := -1
	for _, n := range []int{k.edges[e].from, k.edges[e].to} {
		if n < len(k.boxes) && k.again[n] && t.ends[n] > 1 && (best < 0 || t.ends[n] > t.ends[best]) {
			best = n
		}
	}
	return best
}

// linesOf are the lines that an edge stands for.
func (k *sketch) linesOf(e int) []int {
	if e < len(k.bundles) {
		return slices.Clone(k.bundles[e].lines)
	}
	arm := e - len(k.bundles)
	for l := range k.lines {
		if line := &k.lines[l]; line.gathers && !line.loop {
			if arm < len(line.ends) {
				return []int{l}
			}
			arm -= len(line.ends)
		}
	}
	return nil
}

// remove takes an edge away from one of its ends.
func (t *crossings) remove(e, end int) {
	t.gone[e] = true
	t.ends[end]--
	t.all -= t.each[e]
	for f, n := range t.of[e] {
		t.each[f] -= n
		t.of[f][e] = 0
	}
	t.each[e] = 0
}
