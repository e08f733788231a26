package figure

import (
	"cmp"
	"math"
	"slices"

	"relgraph/graph/words"
	"relgraph/sources/edtf"
)

// An axis maps days to the width of a page. It is broken where years pass without a date; between the breaks a day
// has the same length everywhere, so that times may be compared by eye.
type axis struct {
	*sheet
	unit      unit
	perDay    float64 // points
	stretches []stretch
}

// A stretch is what the axis shows between two breaks.
type stretch struct {
	first, last edtf.Day // with a date
	from, until edtf.Day // shown: whole pieces of the unit, until not included
	left, right float64  // its room on the page
	x           float64  // of from; what lies before it is room for signs that reach out
	spans       []span
}

// A span is what a date says of the calendar, both days included, and how far its sign reaches beyond them, in points.
type span struct {
	first, last   edtf.Day
	before, after float64
}

// The rules by which an axis is broken: a gap must be longer than a year and than a third of what the axis would show.
const (
	mostBreaks   = 3
	leastGap     = 366.0 // days
	leastShare   = 1.0 / 3
	leastShown   = 28.0 // days that a stretch shows at least, so that a single day has its surroundings
	breakRoom    = 16.0
	stretchRoom  = 4.0  // before and after what a stretch shows
	mostOverhang = 40.0 // that room is made for
	labelGap     = 4.0  // between the labels of an axis
)

// newAxis chooses the finest unit whose labels have room between left and right. There must be a span.
func newAxis(s *sheet, spans []span, left, right float64) *axis {
	stretches := stretchesOf(spans)
	var a *axis
	for _, u := range units() {
		a = &axis{sheet: s, unit: u}
		for _, st := range stretches {
			a.show(st)
		}
		if a.fit(left, right); a.legible() {
			break
		}
	}
	return a
}

// stretchesOf parts the spans where the axis is to be broken.
func stretchesOf(spans []span) []stretch {
	sorted := slices.Clone(spans)
	slices.SortStableFunc(sorted, func(a, b span) int { return cmp.Or(a.first.Compare(b.first), a.last.Compare(b.last)) })
	var runs []stretch // without a gap inside that is long enough
	for _, s := range sorted {
		if n := len(runs); n > 0 && dayNumber(s.first)-dayAfter(runs[n-1].last) < leastGap {
			runs[n-1] = runs[n-1].with(s)
		} else {
			runs = append(runs, stretch{first: s.first, last: s.last, spans: []span{s}})
		}
	}
	gap := func(i int) float64 { return dayNumber(runs[i].first) - dayAfter(runs[i-1].last) } // before run i
	shown := dayAfter(runs[len(runs)-1].last) - dayNumber(runs[0].first)
	broken := map[int]bool{}
	for len(broken) < mostBreaks {
		widest := 0
		for i := 1; i < len(runs); i++ {
			if !broken[i] && (widest == 0 || gap(i) > gap(widest)) {
				widest = i
			}
		}
		if widest == 0 || gap(widest) < leastShare*shown {
			break
		}
		broken[widest] = true
		shown -= gap(widest)
	}
	var stretches []stretch
	for i, r := range runs {
		if i == 0 || broken[i] {
			stretches = append(stretches, r)
			continue
		}
		s := &stretches[len(stretches)-1]
		for _, span := range r.spans {
			*s = s.with(span)
		}
	}
	return stretches
}

// with is the stretch with one more span, which begins no earlier than the others.
func (s stretch) with(more span) stretch {
	if s.last.Before(more.last) {
		s.last = more.last
	}
	s.spans = append(s.spans, more)
	return s
}

// show adds a stretch, in whole pieces of the unit; a stretch that then touches the last one becomes part of it.
func (a *axis) show(s stretch) {
	s.from, s.until = a.unit.floor(s.first), a.unit.next(s.last)
	for dayNumber(s.until)-dayNumber(s.from) < leastShown {
		s.until = a.unit.next(s.until)
		if dayNumber(s.until)-dayNumber(s.from) < leastShown {
			s.from = a.unit.before(s.from)
		}
	}
	n := len(a.stretches)
	if n == 0 || a.stretches[n-1].until.Before(s.from) {
		a.stretches = append(a.stretches, s)
		return
	}
	last := &a.stretches[n-1]
	last.last, last.until = s.last, s.until
	last.spans = slices.Concat(last.spans, s.spans)
}

// fit gives every stretch its room: days of one length, and beside them what signs need that reach out of what is
// shown.
func (a *axis) fit(left, right float64) {
	days, breaks := 0.0, 0.0
	for i, s := range a.stretches {
		days += dayNumber(s.until) - dayNumber(s.from)
		if i > 0 {
			breaks += a.breakWidth(i)
		}
	}
	before, after := make([]float64, len(a.stretches)), make([]float64, len(a.stretches))
	for range 8 { // more room beside makes days shorter, which asks for more room; this soon ends, and signs can be cut
		a.perDay = (right - left - breaks - sum(before) - sum(after)) / days
		for i, s := range a.stretches {
			before[i], after[i] = s.overhang(a.perDay)
		}
	}
	a.perDay = (right - left - breaks - sum(before) - sum(after)) / days
	x := left
	for i := range a.stretches {
		s := &a.stretches[i]
		if i > 0 {
			x += a.breakWidth(i)
		}
		s.left, s.x = x, x+before[i]
		x = s.x + float64((dayNumber(s.until)-dayNumber(s.from))*a.perDay) + after[i]
		s.right = x
	}
}

// overhang is the room that signs need before and after what is shown if a day is that long.
func (s stretch) overhang(perDay float64) (before, after float64) {
	before, after = stretchRoom, stretchRoom
	for _, sp := range s.spans {
		before = max(before, sp.before-float64((dayNumber(sp.first)-dayNumber(s.from))*perDay))
		after = max(after, sp.after-float64((dayNumber(s.until)-dayAfter(sp.last))*perDay))
	}
	return min(before, mostOverhang), min(after, mostOverhang)
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// breakWidth is the room of the break before stretch i.
func (a *axis) breakWidth(i int) float64 {
	return max(breakRoom, a.textStyles.tick.width(a.leftOut(i))+6)
}

// leftOut says how long the time is that the break before stretch i leaves out.
func (a *axis) leftOut(i int) string {
	days := dayNumber(a.stretches[i].first) - dayAfter(a.stretches[i-1].last)
	return a.voice.Count(int(max(days/365.2425, 1)), words.Years)
}

// at is where day begins, counted in days; a day within a break lies in its middle.
func (a *axis) at(day float64) float64 {
	last := len(a.stretches) - 1
	for i, s := range a.stretches {
		switch {
		case i == last || day <= dayNumber(s.until):
			return s.x + float64((day-dayNumber(s.from))*a.perDay)
		case day < dayNumber(a.stretches[i+1].from):
			return (s.right + a.stretches[i+1].left) / 2
		}
	}
	return math.NaN() // there is always a last stretch
}

// stretchOf is the number of the stretch that shows the day.
func (a *axis) stretchOf(day edtf.Day) int {
	for i, s := range a.stretches {
		if day.Before(s.until) {
			return i
		}
	}
	return len(a.stretches) - 1
}

// room is where the signs of a day may reach to.
func (a *axis) room(day edtf.Day) (left, right float64) {
	s := a.stretches[a.stretchOf(day)]
	return s.left, s.right
}

// A tick is where a piece of the unit begins.
type tick struct {
	x           float64
	piece, year string // year only where it is said anew
	newYear     bool
}

// ticks lists the ticks of a stretch from left to right.
func (a *axis) ticks(s stretch) []tick {
	var ticks []tick
	said := ""
	for d := s.from; d.Before(s.until); d = a.unit.next(d) {
		t := tick{x: a.at(dayNumber(d)), newYear: d.Month == 1 && d.Day == 1 && a.unit.years == 0}
		t.piece, t.year = a.unit.labels(d, a.voice)
		if t.year == said {
			t.year = ""
		} else {
			said = t.year
		}
		ticks = append(ticks, t)
	}
	return ticks
}

// legible tells whether the shortest piece of the unit holds every label.
func (a *axis) legible() bool {
	room := a.unit.least() * a.perDay
	if room < a.textStyles.tick.width("0")+labelGap {
		return false // and perhaps too many to look at
	}
	for _, s := range a.stretches {
		for _, t := range a.ticks(s) {
			if max(a.textStyles.tick.width(t.piece), a.textStyles.year.width(t.year))+labelGap > room {
				return false
			}
		}
	}
	return true
}
