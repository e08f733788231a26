package words

import (
	"cmp"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// direction is the word by which texts choose between one way and both.
func direction(directed bool) string {
	if directed {
		return "directed"
	}
	return "mutual"
}

// Direction says which way a contact runs: one way, both ways, or that nobody tells.
func (v ContactWords) Direction(c *graph.Contact) string {
	return v.Say("contact.direction", "how", heading(c))
}

// heading is the word by which texts choose among one way, both, and what nobody tells.
func heading(c *graph.Contact) string {
	switch {
	case c.Directed:
		return "directed"
	case c.Mutual():
		return "mutual"
	}
	return "untold"
}

// When says when a contact took place, "" if no claim does.
func (v ContactWords) When(c *graph.Contact) string { return CalendarWords(v).Dates(c.Span()) }

// StandsFor counts the contacts that a line of a roll-up stands for, "" for a contact that stands for itself.
func (v ContactWords) StandsFor(c *graph.Contact) string {
	switch n := len(c.StandsFor); {
	case n < 2:
		return ""
	case c.IsTie():
		return v.Count(n, Ties)
	default:
		return v.Count(n, Contacts)
	}
}

// WhenAndHedge says how many a line stands for, when a contact took place, in which words its documents hedge it, and
// whether it may lie outside the time that was asked for.
func (v ContactWords) WhenAndHedge(c *graph.Contact) string {
	facts := append([]string{v.StandsFor(c), v.When(c)}, v.hedges(c)...)
	if c.Perhaps {
		facts = append(facts, v.Say("contact.perhaps"))
	}
	return v.Facts(facts...)
}

// What is a contact's label, and in which words its documents hedge it.
func (v ContactWords) What(c *graph.Contact) string {
	return v.Facts(append([]string{c.Label()}, v.hedges(c)...)...)
}

func (v ContactWords) hedges(c *graph.Contact) []string {
	var quoted []string
	for _, hedge := range c.Hedges() {
		quoted = append(quoted, v.Quote(hedge))
	}
	return quoted
}

// Line says a contact in one line, as a screen reader reads it: who, what, when, how well evidenced, by which
// sources. marks are the numbers of the sources, "" for none.
func (v ContactWords) Line(d *sources.Dossier, c *graph.Contact, marks string) string {
	what := c.Label()
	switch kind := v.KindOf(d, c); {
	case c.IsAffiliation():
		what = v.Say("contact.belongs", "label", what)
	case kind != what:
		what = v.Say("contact.label-and-kind", "label", what, "kind", kind)
	}
	state := ""
	if !c.IsAffiliation() {
		state = EvidenceWords(v).State(c.State)
		if tellsWho(c) {
			state = EvidenceWords(v).StateOf(d, c, Full)
		}
	}
	if marks != "" {
		marks = v.Say("contact.sources", "marks", strings.ReplaceAll(marks, ",", ", "))
	}
	says := v.Say("contact.what", "parties", v.Parties(d, c, Full), "what", what)
	return v.Semicolons(says, v.When(c), state, EvidenceWords(v).Origins(c.Origins), marks)
}

// Origins says how many independent origins there are: "1 origin", "1–2 origins".
func (v EvidenceWords) Origins(o graph.Origins) string {
	return v.Say("origins", "n", o.Max, "range", o.Range())
}

// State is the word for a state.
func (v EvidenceWords) State(s graph.State) string { return v.Say("state." + s.String()) }

// Means says in a few words, for a legend, what a state is.
func (v EvidenceWords) Means(s graph.State) string { return v.Say("state." + s.String() + ".means") }

// Kind is the word for a kind: ours in the reader's language, any other as the dossier has it.
func (v speech) Kind(d *sources.Dossier, k sources.KindID) string {
	if said := v.Say("kind." + string(k)); said != "kind."+string(k) && !d.DescribesKind(k) {
		return said
	}
	return d.Kind(k).Word
}

// KindOf is what a claim calls its kind: the row's own word, or the kind's.
func (v ClaimWords) KindOf(d *sources.Dossier, cl *sources.Claim) string {
	return cmp.Or(cl.KindText, v.Kind(d, cl.Kind))
}

// KindOf is what its claims call the kind of a contact.
func (v ContactWords) KindOf(d *sources.Dossier, c *graph.Contact) string {
	return cmp.Or(c.KindText(), v.Kind(d, c.Kind))
}

// word is that of a closed list, under a prefix; one that is not in it is said as it is, with blanks for hyphens.
func (v speech) word(prefix, word string) string {
	if word == "" {
		return ""
	}
	if said := v.Say(prefix + word); said != prefix+word {
		return said
	}
	return strings.ReplaceAll(word, "-", " ")
}
