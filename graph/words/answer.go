package words

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/sources"
)

// Head is the head of a column of a list.
func (v ListWords) Head(column string) string { return v.Say("head." + column) }

// labels are the keys of what stands before facts in a list of those that are known of one thing.
var labels = sync.OnceValue(func() (keys []string) {
	for key := range catalogueOf(english).patterns {
		if strings.HasPrefix(key, "known.") {
			keys = append(keys, key)
		}
	}
	return keys
})

// Label is what stands before a fact in a list of those that are known of one thing.
func (v ListWords) Label(fact string) string { return v.Say("known." + fact) }

// LabelWidth is how wide labels are set, so that what stands behind them stands in a column: 10 signs, or as many as the
// longest needs in a language whose words are longer.
func (v ListWords) LabelWidth() int {
	const narrow = 10
	longest := 0
	for _, key := range labels() {
		longest = max(longest, len([]rune(v.Say(key)))+1)
	}
	if longest <= narrow+1 {
		return narrow
	}
	return longest
}

// Word is the word for what became of a row or a contact between two editions.
func (v ChangeWords) Word(word string) string { return v.Say("changed." + word) }

// aspects are the columns of a claim a change of which has a name of its own.
var aspects = map[string]string{
	"date": "dated", "document": "source", "asserted_by": "source", "stance": "stance", "actor": "parties",
	"recipient": "parties", "direction": "direction",
	"checked_by": "checking", "checked_on": "checking", "anchor": "passage", "locator": "passage", "id": "id",
}

// Aspect says in a few words what sort of change one of a column of a claim is: "another source"; the column's name for
// those without a word.
func (v ChangeWords) Aspect(column string) string {
	if aspect := aspects[column]; aspect != "" {
		return v.Say("aspect." + aspect)
	}
	return column
}

// Becomes is the sign between what was and what is, or between a value with and without something.
func (v ListWords) Becomes() string { return v.Say("arrow.to") }

// Way is the sign between the two sides of a contact: to the second, both ways, or a dash where nobody tells the
// direction.
func (v ListWords) Way(c *graph.Contact) string {
	to, from := c.Arrows()
	return v.sign(to, from)
}

// WayFrom is Way as one of the contact's actors sees it: away from this actor, or to it.
func (v ListWords) WayFrom(id sources.ActorID, c *graph.Contact) string {
	to, from := c.Arrows()
	if sides := c.Parties().Sides(); len(sides) == 2 && slices.Contains(sides[1], id) && !slices.Contains(sides[0], id) {
		to, from = from, to
	}
	return v.sign(to, from)
}

// Runs is Way for what one row says.
func (v ListWords) Runs(cl *sources.Claim) string { return v.sign(cl.Directed || cl.Mutual, cl.Mutual) }

// sign is that of a contact with arrowheads at one end, at both, or at none.
func (v ListWords) sign(to, from bool) string {
	switch {
	case to && from:
		return v.Say("arrow.mutual")
	case to:
		return v.Say("arrow.to")
	case from:
		return v.Say("arrow.from")
	}
	return v.Say("arrow.untold")
}

// StateListed is a state as lists have it: in English by the word that a flag takes.
func (v EvidenceWords) StateListed(s graph.State) string {
	if v.Lang() == english {
		return s.String()
	}
	return v.State(s)
}

// KindListed is what a contact is as lists have it: in English as tables and graph files do.
func (v ContactWords) KindListed(d *sources.Dossier, c *graph.Contact) string {
	if v.Lang() == english {
		return c.Naming().Relation()
	}
	return v.KindOf(d, c)
}

// KindCoded is KindCell for a second coding.
func (v ClaimWords) KindCoded(d *sources.Dossier, c *sources.Coding) string {
	if c.KindText != "" {
		return c.KindText
	}
	if v.Lang() == english {
		return c.Kind.String()
	}
	return v.Kind(d, c.Kind)
}

// KindCell is the kind of a claim as its row has it, or in the reader's language.
func (v ClaimWords) KindCell(d *sources.Dossier, cl *sources.Claim) string {
	if v.Lang() == english {
		return cl.KindWord()
	}
	return v.kindOf(d, cl)
}

// KindOf is the word for what sort of actor one is, "" for none.
func (v ActorWords) KindOf(k sources.ActorKind) string {
	if k.String() == "" {
		return ""
	}
	return v.Say("actor-kind." + k.String())
}

// ChannelCell is how a claim has the contact go, in English as its row has it.
func (v ClaimWords) ChannelCell(d *sources.Dossier, cl *sources.Claim) string {
	if v.Lang() == english {
		return cl.Detail().Channel.String()
	}
	return v.channel(d, cl)
}

// InShort says a claim in one line by its cells, with its source: "A to B, warning, Sep 2014 (denies); Mirror,
// “Title”, p. 3".
func (v ClaimWords) InShort(d *sources.Dossier, cl *sources.Claim) string {
	source := ""
	if doc := d.DocumentOf(cl); doc != nil {
		source = v.Facts(DocumentWords(v).Cited(doc), cl.Locator)
	}
	return v.Semicolons(v.cells(d, cl, Short), source)
}

// Several names actors, but not more than a line holds.
func (v ActorWords) Several(d *sources.Dossier, ids []sources.ActorID) string {
	const most = 12 // names on one line
	if len(ids) <= most {
		return v.Names(d, ids, Full)
	}
	return v.Say("answer.more", "names", v.Names(d, ids[:most], Full), "n", len(ids)-most)
}

// CheckedBy says who compared the row with the document, and when; nothing if nobody did.
func (v ClaimWords) CheckedBy(c *sources.Claim) string {
	if c.Detail().CheckedBy == "" {
		return ""
	}
	says := strings.TrimSpace(v.Say("checked.by", "who", c.Detail().CheckedBy, "date", c.Detail().CheckedOn.String()))
	if c.Checking() == sources.Outdated {
		says = v.Semicolons(says, v.Say("checked.outdated"))
	}
	return says
}

// tieWord is the word by which texts choose what to call a tie.
func (v ListWords) tieWord(g *graph.Graph) string {
	return cmp.Or(map[Noun]string{Affiliations: "affiliation"}[TiesOf(g)], "tie")
}

// NoContact says of a tie what it is: "affiliation, which is no contact".
func (v ListWords) NoContact(g *graph.Graph) string { return v.Say("path.tie", "what", v.tieWord(g)) }

// Links says how long a way is, and how many of its links are ties: "3 links, 1 of them no contact but an affiliation".
func (v ListWords) Links(g *graph.Graph, n, ties int) string {
	links := v.Say("path.links", "n", n)
	if ties == 0 {
		return links
	}
	return v.Say("path.links-with-ties", "links", links, "n", ties, "what", v.tieWord(g))
}
