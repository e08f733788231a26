package page

import (
	"slices"
	"time"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// mostStops is how many days "known by" stops at. Where documents came out on more, it stops at ends of months, of
// years or of decades: at each stop the contacts are derived anew.
const mostStops = 48

// asOf are the contacts as they were known by a day, by their ids; those of today if it is zero. The lines of a roll-up
// are those of today, each of what was known by then of the contacts that it stands for.
func (b *builder) asOf(day edtf.Date) (func(sources.ContactID) *graph.Contact, error) {
	switch view := b.g.View(); {
	case day.IsZero():
		return b.g.Contact, nil
	case view.Lifted():
		lines, err := view.Lines(graph.Selection{KnownBy: day})
		return func(id sources.ContactID) *graph.Contact { return lines[id] }, err
	}
	g, err := b.g.Select(graph.Selection{KnownBy: day})
	if err != nil {
		return nil, err
	}
	return g.Contact, nil
}

// history derives the contacts anew for each day on which a document came out, from what was known by then.
func (b *builder) history() {
	b.known, b.claims = map[sources.ContactID][]Known{}, map[sources.ClaimID]int{}
	for _, day := range b.days() {
		date, err := edtf.Parse(day.String())
		if err != nil {
			continue // a year that no date can be written with
		}
		b.stops = append(b.stops, Stop{Day: b.voice.Calendar.Day(day), day: date})
	}
	if len(b.stops) == 0 {
		return
	}
	b.stops = append(b.stops, Stop{})
	before := map[sources.ContactID]Known{}
	kept := b.stops[:0]
	seen := map[sources.ClaimID]bool{}
	for _, stop := range b.stops {
		then, err := b.asOf(stop.day)
		if err != nil {
			continue
		}
		changed, last := false, stop.day.IsZero()
		for c := range b.g.All() {
			now := Known{Stop: len(kept)}
			if at := then(c.ID); at != nil {
				now.Of = max(1, len(at.StandsFor))
				now.State, now.Perhaps, now.Says = at.State.String(), at.Perhaps &&
					!c.Perhaps, b.voice.Evidence.Known(b.d, at)
				for _, cl := range at.Claims {
					if !seen[cl.ID] {
						seen[cl.ID] = true
						b.claims[cl.ID] = len(kept)
						changed = true
					}
				}
			}
			if was, ok := before[c.ID]; ok && was.State == now.State && was.Perhaps == now.Perhaps &&
				was.Says == now.Says && was.Of == now.Of || !ok && now.State == "" {
				continue
			}
			changed = true
			before[c.ID] = now
			b.known[c.ID] = append(b.known[c.ID], now)
		}
		if changed || last {
			stop.Came = b.came(stop.day)
			kept = append(kept, stop)
		}
	}
	b.stops = kept
	if len(b.stops) < 2 { // nothing ever changed
		b.stops, b.known = nil, map[sources.ContactID][]Known{}
	}
}

// days are those on which documents came out, or may have at the earliest or latest, in their order.
func (b *builder) days() []edtf.Day {
	var all []edtf.Day
	for i := range b.d.Documents {
		issued := b.d.Documents[i].Issued
		if issued.IsZero() {
			continue
		}
		for _, bound := range []func(edtf.Date) (edtf.Day, bool){edtf.Date.Earliest, edtf.Date.Latest} {
			if day, ok := bound(issued); ok {
				all = append(all, day)
			}
		}
	}
	coarser := []func(edtf.Day) edtf.Day{
		func(d edtf.Day) edtf.Day { return d },
		func(d edtf.Day) edtf.Day { return edtf.Day{Year: d.Year, Month: d.Month, Day: lastOf(d.Year, d.Month)} },
		func(d edtf.Day) edtf.Day { return edtf.Day{Year: d.Year, Month: 12, Day: 31} },
		func(d edtf.Day) edtf.Day { return edtf.Day{Year: d.Year - (d.Year%10+10)%10 + 9, Month: 12, Day: 31} },
	}
	var days []edtf.Day
	for _, round := range coarser {
		days = days[:0]
		for _, d := range all {
			days = append(days, round(d))
		}
		slices.SortFunc(days, edtf.Day.Compare)
		days = slices.Compact(days)
		if len(days) <= mostStops {
			break
		}
	}
	return days[max(0, len(days)-mostStops):]
}

// lastOf is the last day of a month.
func lastOf(year int64, month int) int {
	return time.Date(int(year), time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// came names the outlets of cited documents that came out at a stop, or may have from it on.
func (b *builder) came(stop edtf.Date) []string {
	day, ok := stop.Latest()
	if !ok {
		return nil
	}
	var names []string
	for _, cited := range b.cite.List {
		first, known := cited.Document.Issued.Earliest()
		last, ended := cited.Document.Issued.Latest()
		if known && first == day || ended && last == day {
			if name := words.Outlet(cited.Document); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
