package graph

import (
	"slices"

	"relgraph/sources"
)

// Parties is a contact that is asked who took part in it. It is what [Contact.Parties] returns.
type Parties Contact

// IsRound tells whether more than two actors are parties to c: a round of talks, or an act that claims tell with
// different recipients.
func (c *Parties) IsRound() bool { return len(c.Members) > 2 }

// Has tells whether id is a party.
func (c *Parties) Has(id sources.ActorID) bool { return slices.Contains(c.Members, id) }

// Others lists the parties but id.
func (c *Parties) Others(id sources.ActorID) []sources.ActorID {
	return slices.DeleteFunc(slices.Clone(c.Members), func(member sources.ActorID) bool { return member == id })
}

// Sides are the parties as they face each other: those who act or are named first, and their counterparts. In a round
// in which nobody faces anybody, each member is a side.
func (c *Parties) Sides() [][]sources.ActorID {
	if len(c.Members) <= 2 {
		return [][]sources.ActorID{{c.From}, {c.To}}
	}
	if len(c.StandsFor) > 0 {
		return c.apart()
	}
	var sides [2][]sources.ActorID
	for _, cl := range (*Evidence)(c).leading() {
		here, there := cl.Actors, cl.Recipients
		if overlap(here, sides[1]) || overlap(there, sides[0]) {
			here, there = there, here
		}
		if len(there) == 0 || len(here) == 0 || overlap(here, sides[1]) || overlap(there, sides[0]) {
			return c.apart()
		}
		sides[0], sides[1] = distinct(slices.Concat(sides[0], here)), distinct(slices.Concat(sides[1], there))
	}
	return sides[:]
}

// apart has each member as a side.
func (c *Parties) apart() [][]sources.ActorID {
	sides := make([][]sources.ActorID, len(c.Members))
	for i, id := range c.Members {
		sides[i] = []sources.ActorID{id}
	}
	return sides
}

func overlap(a, b []sources.ActorID) bool {
	return slices.ContainsFunc(a, func(id sources.ActorID) bool { return slices.Contains(b, id) })
}

// Pairs lists the pairs of members that claims tie, each once, in the direction of the contact. Formats that know
// edges between two alone have an edge for each.
func (c *Parties) Pairs() [][2]sources.ActorID {
	if len(c.Members) <= 2 {
		return [][2]sources.ActorID{{c.From, c.To}}
	}
	if lifted := liftingOf((*Contact)(c)); lifted != nil {
		return lifted.pairs
	}
	var pairs [][2]sources.ActorID
	sides := c.Sides()
	for _, cl := range (*Evidence)(c).leading() {
		for _, p := range cl.Pairs() {
			if len(sides) == 2 && slices.Contains(sides[1], p[0]) {
				p[0], p[1] = p[1], p[0]
			}
			pairs = append(pairs, p)
		}
	}
	return eachPair(pairs)
}

// Weight is the share of the contact that each of its Pairs carries, 1/(n-1) of a contact of n members, so that the
// edges of a member of a round weigh one contact together.
func (c *Parties) Weight() float64 { return 1 / float64(len(c.Members)-1) }

// AsTold lists the parties as claims name them, where they differ: one act of which one document says that it went to
// the one, and another to the other. It is nil if all name the same.
func (c *Parties) AsTold() [][]sources.ActorID {
	if len(c.Members) <= 2 || len(c.StandsFor) > 0 {
		return nil
	}
	var told [][]sources.ActorID
	for _, cl := range (*Evidence)(c).leading() {
		parties := slices.Concat(cl.Actors, cl.Recipients)
		if !slices.ContainsFunc(told, func(other []sources.ActorID) bool { return sameSet(parties, other) }) {
			told = append(told, parties)
		}
	}
	if len(told) < 2 {
		return nil
	}
	return told
}

// sameSet compares lists without repetitions.
func sameSet(a, b []sources.ActorID) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id sources.ActorID) bool { return !slices.Contains(b, id) })
}

// Via lists the go-betweens that supporting claims name, each once.
func (c *Parties) Via() []sources.ActorID {
	return collect(supportingOf((*Contact)(c)),
		func(cl *sources.Claim) []sources.ActorID { return cl.Detail().Channel.Via })
}

// Met lists those who were really in contact where a roll-up shows others in their place, each once. It is nil for a
// contact that stands for itself.
func (c *Parties) Met() []sources.ActorID {
	if len(c.StandsFor) == 0 {
		return nil
	}
	var list []sources.ActorID
	for _, m := range c.StandsFor {
		for _, id := range m.Members {
			if !slices.Contains(c.Members, id) {
				list = append(list, id)
			}
		}
	}
	return distinct(list)
}

// settle finds the kind, the parties, and which way the contact goes. A claim that does not tell the way leaves it to
// those that do.
func (c *Parties) settle(in *rooms) {
	told, directed := 0, 0
	for _, cl := range tellingOf((*Contact)(c)) {
		if cl.Directed {
			directed++
		}
		if cl.Directed || cl.Mutual {
			told++
		}
	}
	c.Directed = told > 0 && directed == told
	first := (*Evidence)(c).leading()[0]
	c.Kind, c.Members = first.Kind, nil
	c.class = (*Contact)(c).rows().Kind(c.Kind).Class
	switch {
	case len(first.Actors) == 1 && len(first.Recipients) == 1:
		c.Members = in.pair(first.Actors[0], first.Recipients[0])
	case len(first.Actors) == 2 && len(first.Recipients) == 0:
		c.Members = in.pair(first.Actors[0], first.Actors[1])
	}
	others := len(tellingOf((*Contact)(c))) != 1 && slices.ContainsFunc(tellingOf((*Contact)(c)),
		func(cl *sources.Claim) bool { return !sameSet(slices.Concat(cl.Actors, cl.Recipients), c.Members) })
	if c.Members == nil || others {
		c.Members = c.joined()
	}
	c.From, c.To = c.Members[0], c.Members[1]
}

// joined lists the parties, more than two, that claims name, one of either side first: the one whose id comes first,
// so that the order of rows does not tell who that is.
func (c *Parties) joined() []sources.ActorID {
	var all []sources.ActorID
	for _, cl := range (*Evidence)(c).leading() {
		all = append(append(all, cl.Actors...), cl.Recipients...)
	}
	c.Members = distinct(all)
	if sides := c.Sides(); len(sides) == 2 {
		ends := []sources.ActorID{slices.Min(sides[0]), slices.Min(sides[1])}
		return distinct(slices.Concat(ends, sides[0], sides[1]))
	}
	return c.Members
}
