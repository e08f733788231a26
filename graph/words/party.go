package words

import (
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

// Parties names who a contact is between: "A to B" if it runs one way, else "A and B", "A, B and C". Where claims
// name different parties to one act, it says so: "A to B or C, as told".
func (v Voice) Parties(d *sources.Dossier, c *graph.Contact, name Naming) string {
	sides, told := c.Sides(), c.AsTold()
	if len(sides) != 2 || told == nil && !c.Directed {
		return v.asTold(v.And(name.each(d, c.Members)), told != nil)
	}
	from, to := v.Sides(d, c, name)
	return v.asTold(v.Say("contact.parties", "how", direction(c.Directed), "from", from, "to", to), told != nil)
}

// Sides names those who face each other in a contact, "A" and "B and C", or "B or C" where claims name now the one
// and now the other. In a round in which nobody faces anybody, the first faces the others.
func (v Voice) Sides(d *sources.Dossier, c *graph.Contact, name Naming) (one, other string) {
	sides, told := c.Sides(), c.AsTold()
	if len(sides) != 2 {
		return name(d, c.Members[0]), v.And(name.each(d, c.Members[1:]))
	}
	side := func(ids []sources.ActorID) string {
		for _, parties := range told {
			if slices.ContainsFunc(ids, func(id sources.ActorID) bool { return !slices.Contains(parties, id) }) {
				return v.Or(name.each(d, ids))
			}
		}
		return v.And(name.each(d, ids))
	}
	return side(sides[0]), side(sides[1])
}

func (v Voice) asTold(parties string, differently bool) string {
	if differently {
		return v.Say("contact.as-told", "parties", parties)
	}
	return parties
}

// Met names who was in contact where a roll-up shows others in their place: "met: MI6, Foreign Office"; "" for a
// contact that stands for itself.
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

// StateOf says how well a contact is evidenced: Means of its state, but of a confirmed one who says so, of whom, and
// what the other side does: "confirmed by Assad's government; the other side does not comment".
func (v Voice) StateOf(d *sources.Dossier, c *graph.Contact, name Naming) string {
	switch {
	case c.State == graph.ReportedTwice && c.Origins.Max > 2:
		return v.Say("contact.reported-more", "origins", v.Origins(c.Origins))
	case c.State != graph.ConfirmedByOne || c.ConfirmedBy == nil || c.StandsFor != nil:
		return v.Means(c.State)
	}
	whose := map[graph.Whose]string{graph.OfItself: "itself", graph.OfOthers: "others"}[c.Whose()]
	other := map[graph.Answer]string{graph.NoComment: "nocomment", graph.Denies: "denies"}[c.OtherSide]
	return v.Say("contact.confirmed", "who", v.And(name.each(d, c.ConfirmedBy)), "whose", whose, "other", other)
}

// ConfirmedBy tells which sides say so on record: "says Assad's government", "say A and B"; "" if none does.
func (v Voice) ConfirmedBy(d *sources.Dossier, c *graph.Contact, name Naming) string {
	if c.ConfirmedBy == nil {
		return ""
	}
	return v.Say("contact.confirmed-by", "n", len(c.ConfirmedBy), "who", v.And(name.each(d, c.ConfirmedBy)))
}
