package graph

import (
	"fmt"
	"slices"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Period is a part of time with a name.
type Period struct {
	Name         string
	Since, Until edtf.Date // the first day of Since to the last day of Until, as in a Selection; a zero date is no border
}

// Years lists the years that dates of contacts name, each as a period. A year that a date only leaves possible, by an
// end that is open or not told, is not listed for that alone.
func Years(g *Graph) []Period {
	var years []int64
	for c := range g.Contacts() {
		for _, d := range c.When().Dates() {
			for _, end := range []edtf.Date{d.Start(), d.End()} {
				first, known := end.Earliest()
				last, knownToo := end.Latest()
				if !known || !knownToo {
					continue
				}
				for y := first.Year; y <= last.Year; y++ {
					years = append(years, y)
				}
			}
		}
	}
	slices.Sort(years)
	var periods []Period
	for _, y := range slices.Compact(years) {
		name := fmt.Sprintf("%04d", y)
		date, err := edtf.Parse(name)
		if err != nil {
			continue // a year that EDTF level 1 writes in another way
		}
		periods = append(periods, Period{name, date, date})
	}
	return periods
}

// A Slice is a graph as it stood in one period.
type Slice struct {
	Period Period
	Graph  *Graph            // its contacts that a date of theirs puts into the period, by the days that it names
	Come   []sources.ActorID // who has a contact in it and had none in the slice before; in the first slice, all
	Gone   []sources.ActorID // who had a contact in the slice before and has none in it
}

// Slices cuts g, as it is shown, by time. Affiliations are left out of the count of who comes and goes: they are no
// contacts.
func Slices(g *Graph, periods []Period) ([]Slice, error) {
	var slicesOf []Slice
	before := map[sources.ActorID]bool{}
	for _, p := range periods {
		part, err := g.Select(Selection{Since: p.Since, Until: p.Until, Named: true})
		if err != nil {
			return nil, fmt.Errorf("period %q: %w", p.Name, err)
		}
		now := map[sources.ActorID]bool{}
		for c := range part.Contacts() {
			if c.Drawn() {
				for _, id := range c.Members {
					now[id] = true
				}
			}
		}
		s := Slice{Period: p, Graph: part}
		for i := range g.Dossier().Actors {
			switch id := g.Dossier().Actors[i].ID; {
			case now[id] && !before[id]:
				s.Come = append(s.Come, id)
			case !now[id] && before[id]:
				s.Gone = append(s.Gone, id)
			}
		}
		slicesOf = append(slicesOf, s)
		before = now
	}
	return slicesOf, nil
}
