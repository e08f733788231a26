package graph

import (
	"slices"

	"relgraph/sources"
)

// An Answer is what a party to a contact says of it, on record. The zero Answer is that of a contact that nobody
// confirms.
type Answer uint8

// The answers, the strongest last.
const (
	Silent Answer = iota + 1
	Confirms
	NoComment
	Denies
)

var answerWords = []string{"", "silent", "confirms", "no comment", "denies"}

// String is the word for a.
func (a Answer) String() string {
	if int(a) < len(answerWords) {
		return answerWords[a]
	}
	return ""
}

// Whose says of whom a side speaks that confirms a contact. The zero Whose is not told.
type Whose uint8

// Whom a side speaks of: who says "we met them" admits something, who says "they came to us" says it of others.
const (
	OfItself Whose = iota + 1
	OfOthers
)

// Whose tells of whom the one side speaks that confirms a contact: of itself if it acted, alone or together with the
// other. It is zero if nobody tells who acted, and where no side or each confirms.
func (c *Contact) Whose() Whose {
	if c.ConfirmedBy == nil || c.OtherSide == Confirms {
		return 0
	}
	switch {
	case c.Directed && overlap(c.ConfirmedBy, c.Sides()[0]):
		return OfItself
	case c.Directed:
		return OfOthers
	case !slices.ContainsFunc(c.telling, func(cl *sources.Claim) bool { return !cl.Mutual }):
		return OfItself
	}
	return 0
}

// Says tells what the side that a party stands on says of the contact. Who confirms and denies, denies; what was
// taken back was not said. What is in doubt confirms nothing.
func (c *Contact) Says(party sources.ActorID) Answer {
	sides := c.Sides()
	i := slices.IndexFunc(sides, func(side []sources.ActorID) bool { return slices.Contains(side, party) })
	if i < 0 {
		return 0
	}
	return c.answers(sides)[i]
}

// answers are what the sides say.
func (c *Contact) answers(sides [][]sources.ActorID) []Answer {
	answers := make([]Answer, len(sides))
	for i := range answers {
		answers[i] = Silent
	}
	if len(c.StandsFor) > 0 {
		return answers
	}
	takenBack := c.takenBack()
	for _, cl := range c.Claims {
		answer := answerOf(cl)
		if answer == Silent || takenBack(cl) {
			continue
		}
		if i := c.speaksFor(cl, sides); i >= 0 {
			answers[i] = max(answers[i], answer)
		}
	}
	return answers
}

func answerOf(cl *sources.Claim) Answer {
	switch {
	case cl.Stance == sources.Confirms && cl.Doubt == "":
		return Confirms
	case cl.Stance == sources.Denies:
		return Denies
	case cl.Stance == sources.NoComment:
		return NoComment
	}
	return Silent
}

// speaksFor finds the side that a claim's first speaker speaks for, -1 for none. Who stands as near to two of them,
// as the government of two agencies does, speaks for the first.
func (c *Contact) speaksFor(cl *sources.Claim, sides [][]sources.ActorID) int {
	if len(cl.AssertedBy) == 0 || cl.AssertedBy[0].Actor == "" {
		return -1
	}
	best, nearest := -1, strangers
	for i, side := range sides {
		for _, party := range side {
			if d := kinship(c.rows(), cl.AssertedBy[0].Actor, party); d < nearest {
				best, nearest = i, d
			}
		}
	}
	return best
}

const strangers = 4

// kinship tells how near a speaker is to a party: 0 for itself, 1 for somebody who belongs to it, 2 for what it
// belongs to, 3 for somebody of the same body, strangers otherwise.
func kinship(d *sources.Dossier, speaker, party sources.ActorID) int {
	if speaker == party {
		return 0
	}
	over, under := d.Above(speaker), d.Above(party)
	switch {
	case slices.Contains(over, party):
		return 1
	case slices.Contains(under, speaker):
		return 2
	case overlap(over, under):
		return 3
	}
	return strangers
}

// hear finds who confirms the contact, and what the others say. decisive are the claims that its state rests on.
func (c *Contact) hear(decisive []*sources.Claim) {
	c.ConfirmedBy, c.OtherSide = nil, 0
	if !slices.ContainsFunc(decisive, func(cl *sources.Claim) bool { return answerOf(cl) == Confirms }) {
		return
	}
	sides := c.Sides()
	confirms := make([]bool, len(sides))
	for _, cl := range decisive {
		if i := c.speaksFor(cl, sides); i >= 0 && answerOf(cl) == Confirms {
			confirms[i] = true
			c.ConfirmedBy = append(c.ConfirmedBy, c.party(cl, sides[i]))
		}
	}
	c.ConfirmedBy = distinct(c.ConfirmedBy)
	if c.ConfirmedBy == nil {
		return
	}
	c.OtherSide = Confirms
	for i, answer := range c.answers(sides) {
		switch {
		case confirms[i] && answer != Denies:
		case c.OtherSide == Confirms, answer > c.OtherSide:
			c.OtherSide = answer
		}
	}
}

// party is the one of a side whom a claim's speaker is nearest to.
func (c *Contact) party(cl *sources.Claim, side []sources.ActorID) sources.ActorID {
	return slices.MinFunc(side, func(a, b sources.ActorID) int {
		return kinship(c.rows(), cl.AssertedBy[0].Actor, a) - kinship(c.rows(), cl.AssertedBy[0].Actor, b)
	})
}
