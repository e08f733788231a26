package page

import (
	"relgraph/graph/words"
	"relgraph/sources"
)

// A counting says how many contacts somebody has, and how many ties apart from them: who belongs to a body has not met it.
type counting struct {
	voice words.Voice
	noun  words.Noun // of ties
	isTie map[sources.ContactID]bool
}

func count(data *Data) counting {
	c := counting{data.voice, data.ties, map[sources.ContactID]bool{}}
	for i := range data.Contacts {
		if data.Contacts[i].Tie {
			c.isTie[data.Contacts[i].ID] = true
		}
	}
	return c
}

// Count says a number of contacts, and one of ties.
func (c counting) Count(contacts, ties int) string {
	switch some := c.voice.Count(ties, c.noun); {
	case ties == 0:
		return c.voice.Count(contacts, words.Contacts)
	case contacts == 0:
		return some
	default:
		return c.voice.And([]string{c.voice.Count(contacts, words.Contacts), some})
	}
}

// Tally is Count for an actor.
func (c counting) Tally(a Actor) string {
	ties := c.tiesOf(a)
	return c.Count(len(a.Contacts)-ties, ties)
}

func (c counting) tiesOf(a Actor) int {
	n := 0
	for _, id := range a.Contacts {
		if c.isTie[id] {
			n++
		}
	}
	return n
}
