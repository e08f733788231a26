package edits

import (
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/edtf"
	"relgraph/sources/intake"
)

// timed compares the times of an edge on a timeline with those that would be written, which hold a date coarsely: so a
// date is another only where its days are. It tells whether they are.
func timed(l *ledger, s intake.Shown, r rows.Row, what string, c *graph.Contact, claims []*sources.Claim) (another bool) {
	written := rows.AppendSpells(nil, r.Dates)
	if len(s.Times) > 0 && s.Times[0].Pos == s.At && s.Times[0].Text == outermost(r.Dates, c) {
		switch { // NetworkX has made it of the columns "start" and "end"
		case len(s.Times) > 1:
			s.Times = s.Times[1:]
		case len(written) <= 1:
			return false
		}
	}
	var before, now []string
	for _, w := range written {
		if text := w.String(); text != "" { // dates that are open at either end make one that is always
			before = append(before, text)
		}
	}
	for _, t := range s.Times {
		now = append(now, t.Text)
	}
	shown := strings.Join(now, "; ")
	slices.Sort(before)
	slices.Sort(now)
	if slices.Equal(before, now) {
		return false
	}
	var kept []string
	for _, d := range r.Dates {
		kept = append(kept, d.String())
	}
	e := Edit{At: s.At, What: what, Column: "date", Kept: strings.Join(kept, "; "), Now: shown}
	if len(s.Times) > 0 {
		e.At = s.Times[0].Pos
	}
	switch date, ok := dateShown(r.Dates, written, s.Times); {
	case len(s.Times) > 1:
		e.Cannot = oneDateEach
	case !ok:
		e.Cannot = "want days as 2020-12-31, the first not after the last"
	default:
		e.Now = date
		e.Changes, e.Cannot = agreed(claims, "date", date, func(cl *sources.Claim) string { return cl.Date.String() })
	}
	l.say(c, e)
	return true
}

// outermost is the time from the first to the last day of an edge's dates, as the columns "start" and "end" have it.
func outermost(dates []edtf.Date, c *graph.Contact) string {
	first, last := c.When().First, c.When().Last
	if len(dates) == 1 {
		first, last = dates[0].Earliest, dates[0].Latest
	}
	var s rows.Spell
	s.From, _ = first()
	s.Until, _ = last()
	return s.String()
}

const oneDateEach = "each claim has one date: export --profile claims shows them one by one"

// dateShown is the date of the time that an edge has, if it has one. An end that nobody changed stays as the one date
// that the edge had says it; a whole month or year in place of a date without ends is a date of that month or year, which
// says no more than the timeline does.
func dateShown(dates []edtf.Date, written []rows.Spell, times []sources.Cell) (text string, ok bool) {
	if len(times) != 1 {
		return "", len(times) == 0
	}
	now, err := edtf.Parse(times[0].Text)
	if err != nil {
		return "", false
	}
	var had edtf.Date
	var w rows.Spell
	if len(dates) == 1 {
		had = dates[0]
	}
	if len(written) == 1 {
		w = written[0]
	}
	s := spellOf(now)
	if had.IsInterval() {
		start, end, _ := strings.Cut(had.String(), "/")
		if s.From != w.From {
			start = dayOf(s.From)
		}
		if s.Until != w.Until {
			end = dayOf(s.Until)
		}
		text = start + "/" + end
		_, err := edtf.Parse(text)
		return text, err == nil
	}
	if s.From != (edtf.Day{}) {
		for _, precision := range []string{"2006-01", "2006"} {
			part := s.From.String()[:len(precision)]
			if whole, err := edtf.Parse(part); err == nil && spellOf(whole) == s {
				return part, true
			}
		}
	}
	return times[0].Text, true
}

// spellOf is the time of a date on a timeline.
func spellOf(d edtf.Date) rows.Spell {
	return rows.Spell{From: rows.OnTimeline(d.Earliest()), Until: rows.OnTimeline(d.Latest())}
}

// dayOf is a day of a date in EDTF; "" for the zero Day, of which nothing is told.
func dayOf(d edtf.Day) string {
	if d == (edtf.Day{}) {
		return ""
	}
	return d.String()
}
