package words

import (
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

// Parties names who a contact is between: "A to B" if it runs one way, else "A and B", "A, B and C". Where claims name different
// parties to one act, it says so: "A to B or C, as told".
func (v Voice) Parties(d *sources.Dossier, c *graph.Contact, name Naming) string {
	sides, told := c.Sides(), c.AsTold()
	if len(sides) != 2 || told == nil && !c.Directed {
		return v.asTold(v.And(name.each(d, c.Members)), told != nil)
	}
	side := func(ids []sources.ActorID) string {
		for _, parties := range told {
			if slices.ContainsFunc(ids, func(id sources.ActorID) bool { return !slices.Contains(parties, id) }) {
				return v.Or(name.each(d, ids))
			}
		}
		return v.And(name.each(d, ids))
	}
	return v.asTold(v.Say("contact.parties", "how", direction(c.Directed), "from", side(sides[0]), "to", side(sides[1])), told != nil)
}

func (v Voice) asTold(parties string, differently bool) string {
	if differently {
		return v.Say("contact.as-told", "parties", parties)
	}
	return parties
}

// Met names who was in contact where a roll-up shows others in their place: "met: MI6, Foreign Office"; "" for a contact that stands for
// itself.
func (v Voice) Met(d *sources.Dossier, c *graph.Contact, name Naming) string {
	met := c.Met()
	if met == nil {
		return ""
	}
	how := "happened"
	if c.State > graph.Disputed || c.IsTie() {
		how = "other"
	}
	return v.Say("contact.met", "how", how, "actors", v.Names(d, met, name))
}

// ConfirmedBy tells which sides say so on record: "says Assad's government", "say A and B"; "" if none does.
func (v Voice) ConfirmedBy(d *sources.Dossier, c *graph.Contact, name Naming) string {
	if c.ConfirmedBy == nil {
		return ""
	}
	return v.Say("contact.confirmed-by", "n", len(c.ConfirmedBy), "who", v.And(name.each(d, c.ConfirmedBy)))
}
