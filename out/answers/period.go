package answers

import (
	"strconv"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// PeriodTable says for each slice how many contacts may lie in it, and who comes and goes.
func PeriodTable(slices []graph.Slice, v words.Voice) Table {
	t := newTable(v, "period", "contacts", "perhaps", "actors", "come", "gone")
	for _, s := range slices {
		contacts, perhaps := 0, 0
		actors := map[sources.ActorID]bool{}
		for c := range s.Graph.Contacts() {
			if !c.Drawn() {
				continue
			}
			contacts++
			if c.Perhaps {
				perhaps++
			}
			for _, id := range c.Members {
				actors[id] = true
			}
		}
		t.add(s.Period.Name, strconv.Itoa(contacts), strconv.Itoa(perhaps), strconv.Itoa(len(actors)),
			sources.Joined(s.Come, ", "), sources.Joined(s.Gone, ", "))
	}
	return t
}

// A Period is what lies in one slice of time.
type Period struct {
	Period   string              `json:"period"`
	Since    string              `json:"since,omitempty"`
	Until    string              `json:"until,omitempty"`
	Contacts []sources.ContactID `json:"contacts"`
	Perhaps  []sources.ContactID `json:"perhaps"`
	Come     []sources.ActorID   `json:"come"`
	Gone     []sources.ActorID   `json:"gone"`
}

// PeriodList is the JSON of PeriodTable: an object with the version and "periods".
func PeriodList(slices []graph.Slice) any {
	list := []Period{}
	for _, s := range slices {
		r := Period{
			Period: s.Period.Name, Since: s.Period.Since.String(), Until: s.Period.Until.String(),
			Contacts: []sources.ContactID{}, Perhaps: []sources.ContactID{},
			Come: append([]sources.ActorID{}, s.Come...), Gone: append([]sources.ActorID{}, s.Gone...),
		}
		for c := range s.Graph.Contacts() {
			if !c.Drawn() {
				continue
			}
			r.Contacts = append(r.Contacts, c.ID)
			if c.Perhaps {
				r.Perhaps = append(r.Perhaps, c.ID)
			}
		}
		list = append(list, r)
	}
	return listed("periods", list)
}
