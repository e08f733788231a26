package words

import (
	"slices"
	"strings"
	"unicode"

	"relgraph/graph"
	"relgraph/sources"
)

// SpelledOut says once what the abbreviations stand for by which a figure of g calls actors, from their names and
// aliases: "CIA: Central Intelligence Agency; HTS: Hay'at Tahrir al-Sham.". It is "" if there is none that the
// dossier spells out.
func (v NoteWords) SpelledOut(g *graph.Graph) string {
	d, read := g.Dossier(), readNames(g)
	var list []string
	for i := range d.Actors {
		a := &d.Actors[i]
		if name := spelledOut(a); name != "" && read(a) {
			list = append(list, v.Say("note.abbreviation", "short", a.Short, "name", name))
		}
	}
	if list == nil {
		return ""
	}
	slices.Sort(list)
	return v.Say("note.abbreviations", "list", v.Semicolons(list...))
}

// spelledOut is what an actor's abbreviation stands for: the name, or else the first alias of several words; "" if
// the actor is called by none.
func spelledOut(a *sources.Actor) string {
	if !abbreviates(a.Short) {
		return ""
	}
	for _, name := range append([]string{a.Name}, a.Aliases...) {
		if strings.Contains(name, " ") && !abbreviates(name) {
			return name
		}
	}
	return ""
}

// abbreviates tells whether text is letters in capitals, with digits perhaps: HTS, MI6.
func abbreviates(text string) bool {
	capitals := 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsDigit(r) && r != '-' && r != '.':
			return false
		}
	}
	return capitals > 1
}

// readNames returns the test whether a reader of a figure of g meets the actor's short name: as a party, a
// go-between, one who denies or refuses to comment, or in words at a line or a name.
func readNames(g *graph.Graph) func(*sources.Actor) bool {
	met, texts := map[sources.ActorID]bool{}, map[string]bool{}
	hear := func(text string) {
		for _, word := range strings.FieldsFunc(text,
			func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			texts[word] = true
		}
	}
	d := g.Dossier()
	for c := range g.All() {
		if !c.Drawn() {
			continue
		}
		hear(c.Label())
		for _, id := range slices.Concat(c.Members, c.Via()) {
			met[id] = true
		}
		for _, cl := range c.Claims {
			if len(cl.Detail().AssertedBy) > 0 && !cl.Stance.Supports() {
				met[cl.Detail().AssertedBy[0].Actor] = true
			}
		}
	}
	for i := range d.Actors {
		if a := &d.Actors[i]; met[a.ID] {
			hear(a.Role)
			for _, id := range a.PartOf {
				hear(Short(d, id))
			}
		}
	}
	return func(a *sources.Actor) bool { return met[a.ID] || texts[a.Short] }
}
