package figure

import (
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// facts say in words what an actor is, for its box: its role, what it is part of, and, instead of lines, what it belongs to,
// founded or leads, with source numbers. Ties of actors without a box are told in the box of the other.
func (s *sheet) facts(a *sources.Actor, ties []*graph.Contact, boxed func(sources.ActorID) bool) []run {
	var list []run
	tell := func(text string, raised []reference) {
		list = append(list, run{hand: s.hands.role, colour: s.theme.Muted, text: text, raised: raised})
	}
	if a.Role != "" && !saidByTies(a, ties) {
		tell(a.Role, nil)
	}
	var wholes []string
	for _, id := range a.PartOf {
		tied := slices.ContainsFunc(ties, func(c *graph.Contact) bool { return c.From == a.ID && c.To == id })
		if whole := s.g.Dossier().Actor(id); whole != nil && !tied && whole.Name != SideName(a) && whole.Short != SideName(a) {
			wholes = append(wholes, whole.Short)
		}
	}
	if wholes != nil {
		tell(s.voice.Say("fact.part-of", "wholes", s.voice.Facts(wholes...)), nil)
	}
	for _, c := range ties {
		var text string
		switch {
		case c.From == a.ID:
			text = s.tieWords(c.Label(), s.name(c.To))
		case c.To == a.ID && !boxed(c.From):
			text = s.voice.Say("fact.of-other", "what", withoutLink(c.Label()), "who", s.name(c.From))
		default:
			continue
		}
		tell(s.voice.Facts(text, s.voice.WhenAndHedge(c)), s.supporting(c))
	}
	return list
}

// saidByTies tells whether an actor's role is what ties say, with their sources: each of their labels stands in it.
func saidByTies(a *sources.Actor, ties []*graph.Contact) bool {
	said := false
	for _, c := range ties {
		if c.From != a.ID {
			continue
		}
		if !strings.Contains(strings.ToLower(a.Role), strings.ToLower(c.Label())) {
			return false
		}
		said = true
	}
	return said
}

// links are the words at the end of a label that ask for the other's name.
var links = []string{"of", "in", "at", "by", "for", "to", "with", "from", "von", "in", "bei", "de", "du", "des"}

// tieWords says a tie and its other end: "leader of HTS", but "president, the presidency".
func (s *sheet) tieWords(label, other string) string {
	if withoutLink(label) != label {
		return label + " " + other
	}
	return s.voice.Facts(label, other)
}

// withoutLink is a label without the word that asks for the other's name: "founder" for "founder of".
func withoutLink(label string) string {
	words := strings.Fields(label)
	if n := len(words); n > 1 && slices.Contains(links, words[n-1]) {
		return strings.Join(words[:n-1], " ")
	}
	return label
}
