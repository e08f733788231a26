package words

import (
	"strings"

	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/change"
)

// A Turn is a fact or a cell that is not as it was, in words: what it is, what it was, and what it is now; "" for none.
type Turn struct{ What, Old, New string }

// Fact puts a fact of a contact that changed into words, by the states, dates and names that both editions have.
func (v ChangeWords) Fact(c *graph.Comparison, d graph.Difference, f change.CellChange) Turn {
	t := Turn{ListWords(v).Column(f.Column), f.Old, f.New}
	switch f.Column {
	case "from", "to":
		t.Old, t.New = Full(c.Rows.Old, sources.ActorID(f.Old)), Full(c.Rows.New, sources.ActorID(f.New))
	case "direction":
		t.Old, t.New = ContactWords(v).Direction(d.Old), ContactWords(v).Direction(d.New)
	case "kind":
		t.Old, t.New = ContactWords(v).KindOf(c.Rows.Old, d.Old), ContactWords(v).KindOf(c.Rows.New, d.New)
	case "when":
		t.Old, t.New = ContactWords(v).When(d.Old), ContactWords(v).When(d.New)
	case "state":
		t.Old, t.New = EvidenceWords(v).State(d.Old.State), EvidenceWords(v).State(d.New.State)
	}
	return t
}

// ClaimCell puts a cell of a claim that changed into words: names for ids, dates and kinds in the reader's language.
func (v ChangeWords) ClaimCell(from, to *sources.Dossier, c change.CellChange, old, new *sources.Claim) Turn {
	t := Turn{ListWords(v).Column(c.Column), c.Old, c.New}
	say := func(of func(d *sources.Dossier, cl *sources.Claim) string) { t.Old, t.New = of(from, old), of(to, new) }
	switch c.Column {
	case "actor":
		say(func(d *sources.Dossier, cl *sources.Claim) string { return ActorWords(v).Names(d, cl.Actors, Full) })
	case "recipient":
		say(func(d *sources.Dossier, cl *sources.Claim) string { return ActorWords(v).Names(d, cl.Recipients, Full) })
	case "kind":
		say(ClaimWords(v).kindOf)
	case "stance":
		say(func(_ *sources.Dossier, cl *sources.Claim) string { return ClaimWords(v).Stance(cl.Stance) })
	case "modality":
		say(func(_ *sources.Dossier, cl *sources.Claim) string { return ClaimWords(v).Modality(cl.Modality) })
	case "date":
		say(func(_ *sources.Dossier, cl *sources.Claim) string { return CalendarWords(v).Date(cl.Date) })
	case "channel":
		say(ClaimWords(v).channel)
	case "asserted_by":
		say(func(d *sources.Dossier, cl *sources.Claim) string {
			return ActorWords(v).chain(d, cl.Detail().AssertedBy, Full)
		})
	case "direction":
		say(func(_ *sources.Dossier, cl *sources.Claim) string {
			switch {
			case cl.Directed:
				return runs(v.speech, graph.OneSided)
			case cl.Mutual:
				return runs(v.speech, graph.Mutual)
			}
			return runs(v.speech, graph.NotTold)
		})
	}
	return t
}

// Turned says a turn from what was to what is: "when: 2014 → 2015".
func (v ChangeWords) Turned(t Turn) string {
	return v.Say("change.turned", "what", t.What, "old", v.orNone(t.Old), "new", v.orNone(t.New))
}

func (v ChangeWords) orNone(text string) string {
	if text == "" {
		return v.Say("change.none")
	}
	return text
}

// Instead says what is right, and what stood in its place: "date: until Sep 2014, not 2014".
func (v ChangeWords) Instead(t Turn) string {
	switch {
	case t.Old == "":
		return v.Say("change.given", "what", t.What, "new", t.New)
	case t.New == "":
		return v.Say("change.taken", "what", t.What, "old", t.Old)
	}
	return v.Say("change.instead", "what", t.What, "old", t.Old, "new", t.New)
}

// Column is a reader's word for a column of the dossier or a fact of a contact; that of another one is its name with
// blanks.
func (v ListWords) Column(name string) string {
	return v.word("column.", strings.ReplaceAll(name, "_", "-"))
}

// ColumnListed is a column as lists have it: in English as the head of its table has it.
func (v ListWords) ColumnListed(name string) string {
	if v.Lang() == english {
		return name
	}
	return v.Column(name)
}
