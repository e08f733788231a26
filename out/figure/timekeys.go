package figure

import (
	"slices"

	"relgraph/out/internal/style"
	"relgraph/sources/edtf"
)

// timeKeys explain what a time line draws, and nothing else. The samples are drawn by the code that draws the rows.
func (t *timeline) timeKeys() []key {
	return slices.Concat(t.markKeys(), t.dateKeys(), t.publicationKeys(), t.textKeys(t.contacts))
}

// markKeys explain the marks of states: a time line has no lines.
func (t *timeline) markKeys() []key {
	keys := t.legend.ofStates(t.contacts)
	for i, k := range keys {
		keys[i] = key{text: k.text,
			draw: func(x, y float64) []Shape { return t.mark(*k.line, Point{X: x + keyLine/2, Y: y}) }}
	}
	return keys
}

// sampleLine is the line of samples that tell of dates alone.
func (t *timeline) sampleLine() style.Line {
	return style.Line{Colour: t.theme.Ink, Width: 1.1, Mark: style.Ring}
}

// may is a day of a sample's month.
func may(day int) edtf.Day { return edtf.Day{Year: 2000, Month: 5, Day: day} }

// sampleAxis shows the month of samples, from x on, with room beside it.
func (t *timeline) sampleAxis(x float64) *axis {
	const perDay = 0.5
	month := 31 * perDay
	return &axis{sheet: t.sheet, unit: unit{months: 1}, perDay: perDay, stretches: []stretch{{
		from: may(1), until: unit{months: 1}.next(may(1)), left: x, right: x + keyLine, x: x + (keyLine-month)/2,
	}}}
}

func (t *timeline) dateKeys() []key {
	var drawn, issued []occurrence
	for _, r := range t.rows {
		drawn = append(drawn, r.dates...)
		for _, p := range r.published {
			issued = append(issued, p.occurrence)
		}
	}
	isAbout := func(o occurrence) bool { return o.left == about || o.right == about }
	var keys []key
	explain := func(sample occurrence, text string, is func(o occurrence) bool) {
		if slices.ContainsFunc(drawn, is) {
			keys = append(keys, key{text: text, draw: func(x, y float64) []Shape {
				return sample.draw(t.sampleAxis(x), t.sampleLine(), y).shapes
			}})
		}
	}
	explain(occurrence{first: may(16), last: may(16)}, t.voice.Say("time.day"),
		func(o occurrence) bool { return o.single() && !o.uncertain })
	explain(occurrence{first: may(1), last: may(31)}, t.voice.Say("time.within"),
		func(o occurrence) bool { return o.first != o.last && !o.firm && !o.uncertain })
	lasted := func(o occurrence) bool { return o.firm && !o.uncertain }
	if slices.ContainsFunc(drawn, func(o occurrence) bool { return lasted(o) && o.openEnded() }) {
		explain(occurrence{first: may(1), last: may(31), surely: [2]edtf.Day{may(9), may(23)}, firm: true},
			t.voice.Say("time.lasted-open"), lasted)
	} else {
		explain(occurrence{first: may(1), last: may(31), surely: [2]edtf.Day{may(1), may(31)}, firm: true},
			t.voice.Say("time.lasted"), lasted)
	}
	explain(occurrence{first: may(10), last: may(22), left: about, right: about}, t.voice.Say("time.about"),
		func(o occurrence) bool { return isAbout(o) || slices.ContainsFunc(issued, isAbout) })
	explain(occurrence{first: may(4), last: may(28), uncertain: true}, t.voice.Say("time.uncertain"),
		func(o occurrence) bool { return o.uncertain })
	explain(occurrence{first: may(31), last: may(31), left: untold}, t.voice.Say("time.until"),
		func(o occurrence) bool { return o.left == untold })
	explain(occurrence{first: may(1), last: may(1), right: untold}, t.voice.Say("time.from"),
		func(o occurrence) bool { return o.right == untold })
	explain(occurrence{first: may(1), last: may(1), right: endless}, t.voice.Say("time.since"),
		func(o occurrence) bool { return o.right == endless })
	explain(occurrence{first: may(31), last: may(31), left: endless}, t.voice.Say("time.up-to"),
		func(o occurrence) bool { return o.left == endless })
	return keys
}

func (t *timeline) publicationKeys() []key {
	var drawn []publication
	for _, r := range t.rows {
		drawn = append(drawn, r.published...)
	}
	var keys []key
	explain := func(sample occurrence, text string, is func(p publication) bool) {
		if slices.ContainsFunc(drawn, func(p publication) bool { return p.named() && is(p) }) {
			keys = append(keys, key{text: text, draw: func(x, y float64) []Shape {
				return publication{occurrence: sample}.draw(t.sampleAxis(x), y).shapes
			}})
		}
	}
	explain(occurrence{first: may(16), last: may(16)}, t.voice.Say("time.published"),
		func(p publication) bool { return !p.long(t.axis) && p.left != untold && p.right != untold })
	explain(occurrence{first: may(1), last: may(31)}, t.voice.Say("time.published-within"),
		func(p publication) bool { return p.long(t.axis) })
	explain(occurrence{first: may(31), last: may(31), left: untold}, t.voice.Say("time.published-until"),
		func(p publication) bool { return p.left == untold })
	explain(occurrence{first: may(1), last: may(1), right: untold}, t.voice.Say("time.published-from"),
		func(p publication) bool { return p.right == untold })
	return keys
}
