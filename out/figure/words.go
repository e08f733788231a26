package figure

import (
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

func (s *sheet) name(id sources.ActorID) string { return words.Short(s.g.Dossier(), id) }

// shortAddress is an address as a printed page shows it.
func shortAddress(address string) string {
	short := strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(short, "www."), "/")
}

// tableOf says contacts as a table.
func (s *sheet) tableOf(contacts []*graph.Contact) TextAlternative {
	v := s.voice
	t := TextAlternative{Head: []string{v.Say("table.from"), v.Say("table.to"), v.Say("table.contact"),
		v.Say("table.direction"), v.Say("table.when"), v.Say("table.state"), v.Say("table.sources")}}
	for _, c := range contacts {
		t.Rows = append(t.Rows, s.row(c))
	}
	return t
}

// row says a contact in the cells of a table.
func (s *sheet) row(c *graph.Contact) []string {
	direction, state := s.voice.Contacts.Direction(c), s.voice.Evidence.State(c.State)
	if c.IsAffiliation() {
		direction, state = "", s.voice.Say("table.affiliation", "state", state)
	}
	marks := s.fig.Citations.Marks(c.Claims, nil)
	return []string{s.name(c.From), s.name(c.To), c.Naming().Label(), direction, s.voice.Contacts.WhenAndHedge(c),
		state, marks}
}
