package graph

import (
	"slices"

	"relgraph/sources/edtf"
)

// Span is when a line of a roll-up lies, told shortly: one interval from the earliest to the latest day that the
// Dates of its contacts name, with an end left as it is, not known or open, where that of one of them is. Dates
// without a first day and dates without a last one say nothing of each other, so that they stay two. Of a contact
// that stands for itself, Span is Dates without those that another one of them makes more exact: a date inside
// another is the same date. A tie holds for all of the longer one, so that the shorter is left out.
func (c *Contact) Span() []edtf.Date {
	dates := c.Dates()
	if len(dates) < 2 {
		return dates
	}
	if len(c.StandsFor) < 2 {
		return exact(dates, c.IsTie())
	}
	var ended, begun []edtf.Date // those with a last day, and those without
	for _, d := range dates {
		if _, ok := d.Latest(); ok {
			ended = append(ended, d)
		} else {
			begun = append(begun, d)
		}
	}
	if first := hull(ended); first != nil {
		if _, ok := first[0].Earliest(); ok && begun != nil {
			return hull(dates)
		}
		return append(first, hull(begun)...)
	}
	return hull(begun)
}

// exact leaves out each date that has another one wholly inside, or those that lie inside another.
func exact(dates []edtf.Date, inside bool) []edtf.Date {
	holds := func(wide, narrow edtf.Date) bool { return !startsBefore(narrow, wide) && !endsAfter(narrow, wide) }
	return slices.DeleteFunc(slices.Clone(dates), func(d edtf.Date) bool {
		return slices.ContainsFunc(dates,
			func(other edtf.Date) bool { return holds(d, other) != holds(other, d) && holds(d, other) != inside })
	})
}

// hull is the interval that holds all dates: its ends are written as theirs are. It is empty for none.
func hull(dates []edtf.Date) []edtf.Date {
	if len(dates) < 2 {
		return dates
	}
	start, end := dates[0], dates[0]
	for _, d := range dates[1:] {
		if startsBefore(d, start) {
			start = d
		}
		if endsAfter(d, end) {
			end = d
		}
	}
	if start == end {
		return []edtf.Date{start}
	}
	from, _ := start.Bounds()
	_, to := end.Bounds()
	whole, err := edtf.Parse(endText(start.Start(), from) + "/" + endText(end.End(), to))
	if err != nil {
		return dates
	}
	return []edtf.Date{whole}
}

// startsBefore tells whether a may begin before b. Of two whose beginning no day tells, the open one, which is before
// all, comes first.
func startsBefore(a, b edtf.Date) bool {
	first, known := a.Earliest()
	than, other := b.Earliest()
	switch {
	case !known:
		start, _ := a.Bounds()
		thanStart, _ := b.Bounds()
		return other || start == edtf.Open && thanStart != edtf.Open
	case !other:
		return false
	}
	return first.Before(than)
}

func endsAfter(a, b edtf.Date) bool {
	last, known := a.Latest()
	than, other := b.Latest()
	switch {
	case !known:
		_, end := a.Bounds()
		_, thanEnd := b.Bounds()
		return other || end == edtf.Open && thanEnd != edtf.Open
	case !other:
		return false
	}
	return than.Before(last)
}

// endText writes an end of an interval.
func endText(end edtf.Date, bound edtf.Bound) string {
	if bound == edtf.Open {
		return ".."
	}
	return end.String()
}
