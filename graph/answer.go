package graph

import (
	"cmp"
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

// String is the word for w: "itself", "others", "" for what is not told.
func (w Whose) String() string {
	switch w {
	case OfItself:
		return "itself"
	case OfOthers:
		return "others"
	}
	return ""
}

// A Saying is what a party to a contact says of it on record.
type Saying struct {
	Party  sources.ActorID
	Answer Answer
	Of     Whose // of whom a party speaks that confirms
	// who confirms in its place, if neither it nor anybody who belongs to it does: its government, a sister
	Through sources.ActorID
}

// String says it without the party: "confirms (of itself)", "confirms (through uk)", "no comment".
func (s Saying) String() string {
	switch {
	case s.Through != "":
		return s.Answer.String() + " (through " + string(s.Through) + ")"
	case s.Of != 0:
		return s.Answer.String() + " (of " + s.Of.String() + ")"
	}
	return s.Answer.String()
}

// Says tells what a party says of the contact, zero if id is none.
func (c *Evidence) Says(id sources.ActorID) Answer {
	i := slices.Index(c.Members, id)
	if i < 0 {
		return 0
	}
	return hear((*Contact)(c)).says()[i].Answer
}

// Answers lists what each party says of the contact on record, in the order of Members. It is nil if none says
// anything, and at a line of a roll-up. Who confirms and denies, denies; what was taken back was not said. What is in
// doubt, or of something less than the contact, such as a plan of it, confirms nothing.
func (c *Evidence) Answers() []Saying {
	if !slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return answerOf(cl) != Silent }) {
		return nil
	}
	list := hear((*Contact)(c)).says()
	if !slices.ContainsFunc(list, func(s Saying) bool { return s.Answer != Silent }) {
		return nil
	}
	return list
}

// A hearing finds out what the parties to a contact say of it.
type hearing struct {
	c        *Contact
	sides    [][]sources.ActorID
	asTold   bool             // claims name now the one and now the other of a side
	decisive []*sources.Claim // that the contact's state rests on
}

// hear asks the parties to a contact that was judged.
func hear(c *Contact) *hearing { return newHearing(c, c.weigh().decisive()) }

func newHearing(c *Contact, decisive []*sources.Claim) *hearing {
	return &hearing{c: c, sides: c.Parties().Sides(), asTold: c.Parties().AsTold() != nil, decisive: decisive}
}

// says is what Evidence.Answers lists, with those of the silent.
func (h *hearing) says() []Saying {
	c := h.c
	list := make([]Saying, len(c.Members))
	at := make(map[sources.ActorID]*Saying, len(c.Members))
	for i, id := range c.Members {
		list[i] = Saying{Party: id, Answer: Silent}
		at[id] = &list[i]
	}
	if len(c.StandsFor) > 0 {
		return list
	}
	for _, cl := range h.decisive {
		if answerOf(cl) != Confirms {
			continue
		}
		for _, party := range h.speaksFor(cl) {
			s, through := at[party], cl.Detail().AssertedBy[0].Actor
			if kinship(c.rows(), through, party) <= ofParty {
				through = ""
			}
			if s.Answer != Confirms || through == "" {
				s.Answer, s.Through = Confirms, through
			}
		}
	}
	takenBack := c.Evidence().TakenBack()
	for _, cl := range c.Claims {
		answer := answerOf(cl)
		if answer < NoComment || takenBack(cl) {
			continue
		}
		for _, party := range h.speaksFor(cl) {
			if s := at[party]; answer == Denies || s.Answer == Silent {
				s.Answer, s.Through = answer, ""
			}
		}
	}
	for i := range list {
		if list[i].Answer == Confirms {
			list[i].Of = h.whose(list[i].Party)
		}
	}
	return list
}

// whose tells of whom a party speaks that confirms: of itself if it acted, alone or together with the others. It is
// zero if nobody tells who acted.
func (h *hearing) whose(party sources.ActorID) Whose {
	switch {
	case h.c.Directed && slices.Contains(h.sides[0], party):
		return OfItself
	case h.c.Directed:
		return OfOthers
	case !slices.ContainsFunc(tellingOf(h.c), func(cl *sources.Claim) bool { return !cl.Mutual }):
		return OfItself
	}
	return 0
}

func answerOf(cl *sources.Claim) Answer {
	switch {
	case cl.Stance == sources.Confirms && cl.Detail().Doubt == "":
		return Confirms
	case cl.Stance == sources.Denies:
		return Denies
	case cl.Stance == sources.NoComment:
		return NoComment
	}
	return Silent
}

// speaksFor finds the parties that a claim's first speaker speaks for: those that it is nearest to, on one side. Of
// two parties alone, and of those of which one claim names the one and another the other, it is the first.
func (h *hearing) speaksFor(cl *sources.Claim) []sources.ActorID {
	if len(cl.Detail().AssertedBy) == 0 || cl.Detail().AssertedBy[0].Actor == "" {
		return nil
	}
	speaker, d := cl.Detail().AssertedBy[0].Actor, h.c.rows()
	var parties []sources.ActorID
	nearest := strangers
	for _, party := range h.c.Members {
		switch near := kinship(d, speaker, party); {
		case near < nearest:
			parties, nearest = []sources.ActorID{party}, near
		case near == nearest && near < strangers:
			parties = append(parties, party)
		}
	}
	if len(parties) < 2 {
		return parties
	}
	all := slices.Clone(parties)
	parties = slices.DeleteFunc(parties, func(party sources.ActorID) bool { // another stands between the two
		return slices.ContainsFunc(all, func(other sources.ActorID) bool {
			return nearest == ofParty && slices.Contains(d.Bodies().Above(other), party) ||
				nearest == overParty && slices.Contains(d.Bodies().Above(party), other)
		})
	})
	if h.asTold || len(h.c.Members) == 2 {
		return parties[:1]
	}
	if len(h.sides) == 2 {
		first := slices.Contains(h.sides[0], parties[0])
		parties = slices.DeleteFunc(parties,
			func(party sources.ActorID) bool { return slices.Contains(h.sides[0], party) != first })
	}
	return parties
}

// How near a speaker is to a party.
type nearness uint8

const (
	itself    nearness = iota
	ofParty            // it belongs to it
	overParty          // the party belongs to it
	sister             // both belong to the same
	strangers
)

func kinship(d *sources.Dossier, speaker, party sources.ActorID) nearness {
	if speaker == party {
		return itself
	}
	over, under := d.Bodies().Above(speaker), d.Bodies().Above(party)
	switch {
	case slices.Contains(over, party):
		return ofParty
	case slices.Contains(under, speaker):
		return overParty
	case overlap(over, under):
		return sister
	}
	return strangers
}

// judge finds who confirms the contact, and what the others say. It tells whether two sides confirm, each by itself: in
// a round in which nobody faces anybody, speakers of two bodies for members of two bodies.
func (h *hearing) judge() (both bool) {
	c := h.c
	c.ConfirmedBy, c.OtherSide = nil, 0
	var speakers, parties []Origin
	for _, cl := range h.decisive {
		if answerOf(cl) != Confirms {
			continue
		}
		for _, party := range h.speaksFor(cl) {
			speakers = append(speakers, Origin{Actor: cl.Detail().AssertedBy[0].Actor})
			parties = append(parties, Origin{Actor: party})
		}
	}
	if parties == nil {
		return false
	}
	parties = distinct(parties)
	for _, id := range c.Members {
		if slices.Contains(parties, Origin{Actor: id}) {
			c.ConfirmedBy = append(c.ConfirmedBy, id)
		}
	}
	c.OtherSide = h.others()
	if len(h.sides) == 2 {
		return overlap(h.sides[0], c.ConfirmedBy) && overlap(h.sides[1], c.ConfirmedBy)
	}
	return min(voices(c.rows(), distinct(speakers)), voices(c.rows(), parties)) > 1
}

// others is the strongest of the answers of those who do not confirm, Confirms if all do. Where claims name now the
// one and now the other of a side, one of them answers for the side.
func (h *hearing) others() Answer {
	strongest := Answer(0)
	for _, s := range h.says() {
		if s.Answer == Confirms || s.Answer == Silent && h.answered(s.Party) {
			continue
		}
		strongest = max(strongest, s.Answer)
	}
	return cmp.Or(strongest, Confirms)
}

// answered tells whether another on its side confirms in place of a party that only some claims name.
func (h *hearing) answered(party sources.ActorID) bool {
	return h.asTold && slices.ContainsFunc(h.sides, func(side []sources.ActorID) bool {
		return slices.Contains(side, party) && overlap(side, h.c.ConfirmedBy)
	})
}
