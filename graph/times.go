package graph

import (
	"slices"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// Times is a contact that is asked when it was, and when documents told of it. It is what [Contact.When] returns.
type Times Contact

// Dates lists the distinct dates that claims give for the event, earliest first. A month or year in which another of
// the dates lies is that date, told less exactly, and not listed, but for a tie, which holds for all of it. Only if no
// claim supports the contact are the dates of denials listed.
func (c *Times) Dates() []edtf.Date {
	telling := tellingOf((*Contact)(c))
	if len(telling) == 1 {
		if telling[0].Date.IsZero() {
			return nil
		}
		return []edtf.Date{telling[0].Date}
	}
	dates := collect(telling, func(cl *sources.Claim) []edtf.Date { return []edtf.Date{cl.Date} })
	if len(dates) < 2 {
		return dates
	}
	all := slices.Clone(dates)
	dates = slices.DeleteFunc(dates, func(d edtf.Date) bool {
		wide := spanOf(d)
		return !d.IsInterval() && !(*Contact)(c).IsTie() && slices.ContainsFunc(all, func(other edtf.Date) bool {
			exact := spanOf(other)
			return exact != wide && exact.within(wide) == exact
		})
	})
	slices.SortFunc(dates, edtf.Compare)
	return dates
}

// AppendDates appends what Dates lists.
func (c *Times) AppendDates(to []edtf.Date) []edtf.Date {
	telling := tellingOf((*Contact)(c))
	if len(telling) != 1 {
		return append(to, c.Dates()...)
	}
	if d := telling[0].Date; !d.IsZero() {
		to = append(to, d)
	}
	return to
}

// First is the earliest day that a claim allows for the event; false if one of them leaves the beginning open or
// unknown.
func (c *Times) First() (edtf.Day, bool) {
	if telling := tellingOf((*Contact)(c)); len(telling) == 1 {
		return telling[0].Date.Earliest()
	}
	return outermost(c.Dates(), edtf.Date.Earliest, edtf.Day.Before)
}

// Last is the latest day that a claim allows; false if one of them leaves the end open or unknown.
func (c *Times) Last() (edtf.Day, bool) {
	if telling := tellingOf((*Contact)(c)); len(telling) == 1 {
		return telling[0].Date.Latest()
	}
	return outermost(c.Dates(), edtf.Date.Latest, func(a, b edtf.Day) bool { return b.Before(a) })
}

// FirstPublished is the earliest day on which one of the documents can have come out; false if one of those with a
// date leaves its beginning open or unknown, or none has a date.
func (c *Times) FirstPublished() (edtf.Day, bool) {
	return outermost(issued((*Contact)(c)), edtf.Date.Earliest, edtf.Day.Before)
}

// LastPublished is the latest day on which one of the documents can have come out; false if one of those with a date
// leaves its end open or unknown, or none has a date.
func (c *Times) LastPublished() (edtf.Day, bool) {
	return outermost(issued((*Contact)(c)), edtf.Date.Latest, func(a, b edtf.Day) bool { return b.Before(a) })
}

// issued lists the dates of the documents that have one.
func issued(c *Contact) []edtf.Date {
	var dates []edtf.Date
	if len(c.Claims) == 1 {
		if d := c.rows().DocumentOf(c.Claims[0]); d != nil && !d.Issued.IsZero() {
			dates = append(dates, d.Issued)
		}
		return dates
	}
	for _, id := range c.Evidence().Documents() {
		if d := c.rows().Document(id); d != nil && !d.Issued.IsZero() {
			dates = append(dates, d.Issued)
		}
	}
	return dates
}

func outermost(dates []edtf.Date, bound func(edtf.Date) (edtf.Day, bool),
	better func(a, b edtf.Day) bool) (best edtf.Day, ok bool) {
	for i, d := range dates {
		day, known := bound(d)
		if !known {
			return edtf.Day{}, false
		}
		if i == 0 || better(day, best) {
			best, ok = day, true
		}
	}
	return best, ok
}

// Span is when a line of a roll-up lies, told shortly: one interval from the earliest to the latest day that the
// Dates of its contacts name, with an end left as it is, not known or open, where that of one of them is. Dates
// without a first day and dates without a last one say nothing of each other, so that they stay two. Of a contact
// that stands for itself, Span is Dates without those that another one of them makes more exact: a date inside
// another is the same date. A tie holds for all of the longer one, so that the shorter is left out.
func (c *Times) Span() []edtf.Date {
	dates := c.Dates()
	if len(dates) < 2 {
		return dates
	}
	if len(c.StandsFor) < 2 {
		return exact(dates, (*Contact)(c).IsTie())
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
