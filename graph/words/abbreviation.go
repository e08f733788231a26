package words

import (
	"slices"
	"strings"
	"unicode"

	"relgraph/graph"
	"relgraph/sources"
)

// SpelledOut says once what the abbreviations stand for that a reader of the texts meets and that actors of d are
// called by, from the actors' names and aliases: "CIA: Central Intelligence Agency; HTS: Hay'at Tahrir al-Sham.". An
// abbreviation is met as a whole text or as a word in one. SpelledOut is "" if there is none that d spells out.
func (v NoteWords) SpelledOut(d *sources.Dossier, texts ...string) string {
	met := map[string]bool{}
	for _, text := range texts {
		met[text] = true
		for _, word := range strings.FieldsFunc(text,
			func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			met[word] = true
		}
	}
	var list []string
	for i := range d.Actors {
		a := &d.Actors[i]
		if name := spelledOut(a); name != "" && met[a.Short] {
			list = append(list, v.Say("note.abbreviation", "short", a.Short, "name", name))
		}
	}
	if list == nil {
		return ""
	}
	slices.Sort(list)
	return v.Say("note.abbreviations", "list", v.Semicolons(list...))
}

// ReadOf lists the texts of a dossier's that a reader meets where contacts are shown: what was reported, parties and
// go-betweens, and who denies or refuses to comment; if actors have boxes, also what stands in these, and their sides.
func ReadOf(d *sources.Dossier, contacts []*graph.Contact, boxes bool) []string {
	met := map[sources.ActorID]bool{}
	var texts []string
	for _, c := range contacts {
		texts = append(texts, c.Naming().Label())
		for _, id := range slices.Concat(c.Members, c.Parties().Via()) {
			met[id] = true
		}
		for _, cl := range c.Claims {
			if len(cl.Detail().AssertedBy) > 0 && !cl.Stance.Supports() {
				met[cl.Detail().AssertedBy[0].Actor] = true
			}
		}
	}
	for i := range d.Actors {
		a := &d.Actors[i]
		if !met[a.ID] {
			continue
		}
		if texts = append(texts, a.Short); !boxes {
			continue
		}
		texts = append(texts, a.Role, Side(a))
		for _, id := range a.PartOf {
			texts = append(texts, Short(d, id))
		}
	}
	return texts
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
