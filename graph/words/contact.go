package words

import (
	"cmp"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// direction is the word by which texts choose between one way and both.
func direction(directed bool) string {
	if directed {
		return "directed"
	}
	return "mutual"
}

// Direction says which way a contact runs: one way, mutually, or that nobody tells. Of a line of a roll-up it says too
// where some contacts run one way and others the other, which is not mutual.
func (v ContactWords) Direction(c *graph.Contact) string { return runs(v.speech, c.Direction()) }

// Directions says which ways contacts run, each once.
func Directions(v Voice, contacts []*graph.Contact) string {
	var has [len(directions)]bool
	for _, c := range contacts {
		has[c.Direction()] = true
	}
	var texts []string
	for _, d := range []graph.Direction{graph.OneSided, graph.Partly, graph.Mutual, graph.BothWays, graph.NotTold} {
		if has[d] {
			texts = append(texts, runs(v.speech, d))
		}
	}
	return strings.Join(texts, "; ")
}

func runs(v speech, d graph.Direction) string {
	return v.Say("contact.direction", "how", directions[d])
}

// directions are the words by which texts choose among directions.
var directions = [...]string{graph.NotTold: "untold", graph.OneSided: "directed", graph.Mutual: "mutual",
	graph.BothWays: "both", graph.Partly: "partly"}

// When says when a contact took place, "" if no claim does.
func (v ContactWords) When(c *graph.Contact) string {
	var room [2]edtf.Date
	if dates := c.When().AppendDates(room[:0]); len(dates) < 2 { // of which Span makes nothing else
		return CalendarWords(v).Dates(dates)
	}
	return CalendarWords(v).Dates(c.When().Span())
}

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
	if len(c.StandsFor) == 0 && !c.Perhaps && len(c.Evidence().Hedges()) == 0 {
		return v.When(c)
	}
	facts := append([]string{v.StandsFor(c), v.When(c)}, v.hedges(c)...)
	if c.Perhaps {
		facts = append(facts, v.Say("contact.perhaps"))
	}
	return v.Facts(facts...)
}

// What is a contact's label, and in which words its documents hedge it.
func (v ContactWords) What(c *graph.Contact) string {
	return v.Facts(append([]string{c.Naming().Label()}, v.hedges(c)...)...)
}

func (v ContactWords) hedges(c *graph.Contact) []string {
	var quoted []string
	for _, hedge := range c.Evidence().Hedges() {
		quoted = append(quoted, v.Quote(hedge))
	}
	return quoted
}

// Line says a contact in one line, as a screen reader reads it: who, what, when, how well evidenced, by which
// sources. marks are the numbers of the sources, "" for none.
func (v ContactWords) Line(d *sources.Dossier, c *graph.Contact, marks string) string {
	return string(AppendLine(nil, v, d, c, marks))
}

// AppendLine appends what Line returns.
func AppendLine(text []byte, v ContactWords, d *sources.Dossier, c *graph.Contact, marks string) []byte {
	begin, sign := len(text), between(v.speech, semicolon)
	part := func(text []byte) []byte { // begins another one
		if len(text) > begin {
			text = append(text, sign...)
		}
		return text
	}
	add := func(said string) {
		if said != "" {
			text = append(part(text), said...)
		}
	}
	text = appendSaid(v.speech, part(text), "contact.what",
		filling{name: "parties", add: func(text []byte) []byte { return appendParties(text, v, d, c) }},
		filling{name: "what", add: func(text []byte) []byte { return appendWhat(text, v, d, c) }})
	add(v.When(c))
	switch {
	case c.IsAffiliation():
	case tellsWho(c):
		add(EvidenceWords(v).StateOf(d, c, Full))
	default:
		add(EvidenceWords(v).State(c.State))
	}
	text = appendOrigins(part(text), EvidenceWords(v), c.Origins)
	if marks != "" {
		if strings.IndexByte(marks, ',') >= 0 {
			marks = strings.ReplaceAll(marks, ",", ", ")
		}
		text = appendSaid(v.speech, part(text), "contact.sources", filling{name: "marks", text: marks})
	}
	return text
}

// appendWhat appends the label of a contact and, where they differ, its kind.
func appendWhat(text []byte, v ContactWords, d *sources.Dossier, c *graph.Contact) []byte {
	label := c.Naming().Label()
	switch kind := v.KindOf(d, c); {
	case c.IsAffiliation():
		return appendSaid(v.speech, text, "contact.belongs", filling{name: "label", text: label})
	case kind != label:
		return appendSaid(v.speech, text, "contact.label-and-kind", filling{name: "label", text: label},
			filling{name: "kind", text: kind})
	}
	return append(text, label...)
}

// Origins says how many independent origins there are: "1 origin", "1–2 origins".
func (v EvidenceWords) Origins(o graph.Origins) string {
	return string(appendOrigins(nil, v, o))
}

func appendOrigins(text []byte, v EvidenceWords, o graph.Origins) []byte {
	return appendSaid(v.speech, text, "origins", filling{name: "n", text: strconv.Itoa(o.Max)},
		filling{name: "range", text: o.Range()})
}

// State is the word for a state.
func (v EvidenceWords) State(s graph.State) string {
	if said, ok := said(v.speech, "state.", s.String()); ok {
		return said
	}
	return v.Say("state." + s.String())
}

// Means says in a few words, for a legend, what a state is.
func (v EvidenceWords) Means(s graph.State) string { return v.Say("state." + s.String() + ".means") }

// Kind is the word for a kind: ours in the reader's language, any other as the dossier has it.
func (v speech) Kind(d *sources.Dossier, k sources.KindID) string {
	if said, ok := said(v, "kind.", string(k)); ok && !d.Kind(k).IsOwn() {
		return said
	}
	return d.Kind(k).Word
}

// kindOf is what a claim calls its kind: the row's own word, or the kind's.
func (v ClaimWords) kindOf(d *sources.Dossier, cl *sources.Claim) string {
	return cmp.Or(cl.KindText, v.Kind(d, cl.Kind))
}

// KindOf is what its claims call the kind of a contact.
func (v ContactWords) KindOf(d *sources.Dossier, c *graph.Contact) string {
	return cmp.Or(c.Naming().KindText(), v.Kind(d, c.Kind))
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
