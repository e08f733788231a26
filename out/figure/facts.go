package figure

import (
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// facts say what actors are, for their boxes.
type facts struct {
	*look
	*prose
	ties  []*graph.Contact           // told in boxes
	boxed func(sources.ActorID) bool // whether an actor has one
}

// of says in words what an actor is, for its box: its role, what it is part of, and, instead of lines, what it
// belongs to, founded or leads, with source numbers. Ties of actors without a box are told in the box of the other.
// Where a part of the role says what a tie does, they are one: "leader of HTS".
func (f *facts) of(a *sources.Actor) []run {
	var told []run
	roles := strings.Split(a.Role, ";")
	for i := range roles {
		roles[i] = strings.TrimSpace(roles[i])
	}
	for _, c := range f.ties {
		var text string
		switch {
		case c.From == a.ID:
			text = f.tieWords(c.Naming().Label(), f.name(c.To))
			if i := slices.IndexFunc(roles, func(role string) bool { return saysTie(role, c.Naming().Label()) }); i >= 0 {
				if text = roles[i]; !strings.Contains(text, f.name(c.To)) {
					text = f.voice.Facts(text, f.name(c.To))
				}
				roles = slices.Delete(roles, i, i+1)
			}
		case c.To == a.ID && !f.boxed(c.From):
			text = f.voice.Say("fact.of-other", "what", withoutLink(c.Naming().Label()), "who", f.name(c.From))
		default:
			continue
		}
		told = append(told, f.fact(f.voice.Facts(text, f.voice.Contacts.WhenAndHedge(c)), c))
	}
	var list []run
	if role := strings.Join(slices.DeleteFunc(roles, func(r string) bool { return r == "" }), "; "); role != "" {
		list = append(list, f.fact(role, nil))
	}
	var wholes []string
	for _, id := range a.PartOf {
		tied := slices.ContainsFunc(f.ties, func(c *graph.Contact) bool { return c.From == a.ID && c.To == id })
		if whole := f.g.Dossier().Actor(id); whole != nil && !tied && whole.Name != words.Side(a) &&
			whole.Short != words.Side(a) {
			wholes = append(wholes, whole.Short)
		}
	}
	if wholes != nil {
		list = append(list, f.fact(f.voice.Say("fact.part-of", "wholes", f.voice.Facts(wholes...)), nil))
	}
	return append(list, told...)
}

// fact is a line of a box, with the numbers of the passages that tell its tie, if it is one.
func (f *facts) fact(text string, tie *graph.Contact) run {
	r := run{textStyle: f.textStyles.role, colour: f.theme.Muted, text: inItsOrder(f.voice, text), tie: tie}
	if tie != nil {
		r.raised = f.supporting(tie)
	}
	return r
}

// saysTie tells whether a part of an actor's role says what the label of a tie does: "leader of HTS" and "leader of".
func saysTie(role, label string) bool {
	rest, same := strings.CutPrefix(strings.ToLower(role), strings.ToLower(label))
	return same && label != "" && (rest == "" || strings.ContainsAny(rest[:1], " (,:"))
}

// looseTies are the ties that stand in no box, since neither of their ends has one.
func looseTies(ties []*graph.Contact, boxed func(sources.ActorID) bool) []*graph.Contact {
	var list []*graph.Contact
	for _, c := range ties {
		if !boxed(c.From) && !boxed(c.To) {
			list = append(list, c)
		}
	}
	return list
}

// links are the words at the end of a label that ask for the other's name.
var links = []string{"of", "in", "at", "by", "for", "to", "with", "from", "von", "in", "bei", "de", "du", "des"}

// withoutLink is a label without the word that asks for the other's name: "founder" for "founder of".
func withoutLink(label string) string {
	words := strings.Fields(label)
	if n := len(words); n > 1 && slices.Contains(links, words[n-1]) {
		return strings.Join(words[:n-1], " ")
	}
	return label
}
