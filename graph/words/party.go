package words

import (
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

// Parties names who a contact is between: "A to B" if it runs one way, else "A and B", "A, B and C". Where claims
// name different parties to one act, it says so: "A to B or C, as told".
func (v ContactWords) Parties(d *sources.Dossier, c *graph.Contact, name Namer) string {
	sides, told := c.Parties().Sides(), c.Parties().AsTold()
	if len(sides) != 2 || told == nil && !c.Directed {
		return v.asTold(v.And(name.each(d, c.Members)), told != nil)
	}
	from, to := v.Sides(d, c, name)
	return v.asTold(v.Say("contact.parties", "how", direction(c.Directed), "from", from, "to", to), told != nil)
}

// appendParties appends what Parties says of actors by their full names.
func appendParties(text []byte, v ContactWords, d *sources.Dossier, c *graph.Contact) []byte {
	if len(c.Members) != 2 {
		return append(text, v.Parties(d, c, Full)...)
	}
	one, other := c.Members[0], c.Members[1]
	if c.Directed {
		return appendSaid(v.speech, text, "contact.parties", filling{name: "how", text: direction(true)},
			filling{name: "from", text: Full(d, c.From)}, filling{name: "to", text: Full(d, c.To)})
	}
	return appendSaid(v.speech, text, "list.and", filling{name: "first", text: Full(d, one)},
		filling{name: "last", text: Full(d, other)})
}

// Between says in a phrase who a contact is between: "from A to B", "between A, B and C".
func (v ContactWords) Between(d *sources.Dossier, c *graph.Contact, name Namer) string {
	return v.Say("label.parties", "how", direction(c.Directed && len(c.Parties().Sides()) == 2), "parties",
		v.Parties(d, c, name))
}

// Sides names those who face each other in a contact, "A" and "B and C", or "B or C" where claims name now the one
// and now the other. In a round in which nobody faces anybody, the first faces the others.
func (v ContactWords) Sides(d *sources.Dossier, c *graph.Contact, name Namer) (one, other string) {
	sides, told := c.Parties().Sides(), c.Parties().AsTold()
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

func (v ContactWords) asTold(parties string, differently bool) string {
	if differently {
		return v.Say("contact.as-told", "parties", parties)
	}
	return parties
}

// Met names who was in contact where a roll-up shows others in their place: "met: MI6, Foreign Office"; "" for a
// contact that stands for itself.
func (v ContactWords) Met(d *sources.Dossier, c *graph.Contact, name Namer) string {
	met := c.Parties().Met()
	if met == nil {
		return ""
	}
	how := "happened"
	if c.State > graph.Disputed || c.IsTie() {
		how = "other"
	}
	return v.Say("contact.met", "how", how, "actors", ActorWords(v).Names(d, met, name))
}

// StateOf says how well a contact is evidenced: Means of its state, but of a confirmed one who says so, of whom, and
// what the others do: "confirmed by Assad's government (of itself); the other side does not comment".
func (v EvidenceWords) StateOf(d *sources.Dossier, c *graph.Contact, name Namer) string {
	switch {
	case c.State == graph.ReportedTwice && c.Origins.Max > 2:
		return v.Say("contact.reported-more", "origins", v.Origins(c.Origins))
	case !tellsWho(c):
		return v.Means(c.State)
	case c.State == graph.Disputed:
		return v.Say("contact.disputed", "says", v.confirmed(d, c, name))
	}
	return v.confirmed(d, c, name)
}

// tellsWho tells whether a state has to be said with who confirms, since its word alone does not tell.
func tellsWho(c *graph.Contact) bool {
	if c.ConfirmedBy == nil || c.StandsFor != nil {
		return false
	}
	return c.State == graph.ConfirmedByOne || c.State == graph.Disputed ||
		c.State == graph.ConfirmedByBoth && c.Parties().IsRound()
}

// confirmed says who confirms a contact, of whom, and what the others do, those of a round by their names.
func (v EvidenceWords) confirmed(d *sources.Dossier, c *graph.Contact, name Namer) string {
	says := []string{v.Say("contact.confirmed", "who", v.Confirmers(d, c, name))}
	takenBack := c.Evidence().TakenBack()
	for _, cl := range c.Claims {
		if cl.Stance == sources.Disputes && !takenBack(cl) {
			says = append(says, ClaimWords(v).Contradicted(d, cl))
		}
	}
	if !c.Parties().IsRound() || c.Parties().AsTold() != nil {
		if c.OtherSide != graph.Confirms {
			says = append(says, v.Say("contact.other-side", "answer", answerKeys[c.OtherSide]))
		}
		return v.Semicolons(says...)
	}
	for _, answer := range []graph.Answer{graph.Denies, graph.NoComment, graph.Silent} {
		var who []sources.ActorID
		for _, s := range c.Evidence().Answers() {
			if s.Answer == answer && !slices.Contains(c.ConfirmedBy, s.Party) {
				who = append(who, s.Party)
			}
		}
		if len(who) == 0 {
			continue
		}
		others := v.And(name.each(d, who))
		if answer == graph.Silent && len(who) > silentNamed {
			others = v.Say("contact.many-others", "n", len(who))
		}
		says = append(says, v.Say("contact.others", "answer", answerKeys[answer], "n", len(who), "who", others))
	}
	return v.Semicolons(says...)
}

// silentNamed is how many members of a round that say nothing are named; more are counted.
const silentNamed = 4

var answerKeys = map[graph.Answer]string{graph.NoComment: "nocomment", graph.Denies: "denies"}

// confirmers names those who confirm a contact, each with whom it speaks of: "A (of itself)", "B (for C)".
func (v EvidenceWords) confirmers(d *sources.Dossier, c *graph.Contact, name Namer) []string {
	if c.StandsFor != nil {
		return name.each(d, c.ConfirmedBy)
	}
	if c.ConfirmedBy == nil {
		return nil
	}
	var who []string
	for _, s := range c.Evidence().Answers() {
		switch {
		case !slices.Contains(c.ConfirmedBy, s.Party):
		case s.Through != "":
			who = append(who, v.Say("contact.confirmer-for", "name", name(d, s.Through), "party", name(d, s.Party)))
		case c.State == graph.ConfirmedByBoth && !c.Parties().IsRound(): // each of itself
			who = append(who, name(d, s.Party))
		default:
			whose := s.Of.String()
			switch kind := d.Actor(s.Party).Kind; {
			case s.Of != graph.OfItself:
			case kind == sources.Person:
				whose = "themself"
			case kind == 0: // which may be a person or a body
				whose = "own"
			}
			who = append(who, v.Say("contact.confirmer", "name", name(d, s.Party), "whose", whose))
		}
	}
	return who
}

// Confirmers names those who confirm a contact, each with whom it speaks of: "A (of itself) and B (for C)". It is "" if
// nobody does.
func (v EvidenceWords) Confirmers(d *sources.Dossier, c *graph.Contact, name Namer) string {
	return v.And(v.confirmers(d, c, name))
}

// ConfirmedBy tells which sides say so on record: "says Assad's government (of itself)", "say A and B"; "" if none
// does.
func (v EvidenceWords) ConfirmedBy(d *sources.Dossier, c *graph.Contact, name Namer) string {
	who := v.confirmers(d, c, name)
	if who == nil {
		return ""
	}
	return v.Say("contact.confirmed-by", "n", len(who), "who", v.And(who))
}
