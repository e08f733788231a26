package words

import (
	"strconv"

	"relgraph/graph"
)

// A Noun is what is counted.
type Noun string

// The nouns. Each is the key of a text with its plural forms in every catalogue.
const (
	Claims       Noun = "count.claims"
	Contacts     Noun = "count.contacts"
	Affiliations Noun = "count.affiliations"
	Ties         Noun = "count.ties"
	Actors       Noun = "count.actors"
	Documents    Noun = "count.documents"
	Years        Noun = "count.years"
	Denials      Noun = "count.denials"
	NoComments   Noun = "count.no-comments"
)

// Count says a number with its noun: "1 claim", "2 claims".
func (v speech) Count(n int, what Noun) string { return v.Say(string(what), "n", n) }

// Plural says a number with an English noun, for messages of the command: "1 conflict", "2 second codings".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Lines says what n contacts and m ties are together, for texts that choose by it: "contacts", "ties", or "both". What
// is empty speaks of contacts.
func Lines(contacts, ties int) string {
	switch {
	case ties == 0:
		return "contacts"
	case contacts == 0:
		return "ties"
	}
	return "both"
}

// CountLines says how many contacts and ties there are, each with its noun, and leaves out what there is none of:
// "2 contacts", "1 tie", "2 contacts and 1 tie".
func (v speech) CountLines(contacts, ties int) string {
	switch Lines(contacts, ties) {
	case "contacts":
		return v.Count(contacts, Contacts)
	case "ties":
		return v.Count(ties, Ties)
	}
	return v.And([]string{v.Count(contacts, Contacts), v.Count(ties, Ties)})
}

// TiesOf is what to call the ties of a graph: affiliations if all are of that kind.
func TiesOf(g *graph.Graph) Noun {
	for c := range g.Ties() {
		if !c.IsAffiliation() {
			return Ties
		}
	}
	return Affiliations
}
