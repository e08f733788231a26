package figure

import (
	"fmt"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A prose is what a page says of the contacts of a graph, with the numbers of the passages that say so.
type prose struct {
	g           *graph.Graph
	voice       words.Voice
	citations   *Citations
	rightToLeft bool // the page is read from the right
}

func (p *prose) name(id sources.ActorID) string { return words.Short(p.g.Dossier(), id) }

// shortAddress is an address as a printed page shows it.
func shortAddress(address string) string {
	short := strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(short, "www."), "/")
}

// tableOf says contacts as a table.
func (p *prose) tableOf(contacts []*graph.Contact) TextAlternative {
	v := p.voice
	t := TextAlternative{Head: []string{v.Say("table.from"), v.Say("table.to"), v.Say("table.contact"),
		v.Say("table.direction"), v.Say("table.when"), v.Say("table.state"), v.Say("table.sources")}}
	for _, c := range contacts {
		t.Rows = append(t.Rows, p.row(c))
	}
	return t
}

// row says a contact in the cells of a table.
func (p *prose) row(c *graph.Contact) []string {
	direction, state := p.voice.Contacts.Direction(c), p.voice.Evidence.State(c.State)
	if c.IsAffiliation() {
		direction, state = "", p.voice.Say("table.affiliation", "state", state)
	}
	marks := p.citations.Marks(c.Claims, nil)
	one, other := p.voice.Contacts.Sides(p.g.Dossier(), c, words.Short)
	return []string{one, other, c.Naming().Label(), direction, p.voice.Contacts.WhenAndHedge(c),
		state, marks}
}

// supporting are the numbers of the passages that say that the contact took place.
func (p *prose) supporting(c *graph.Contact) []reference {
	takenBack := c.Evidence().TakenBack()
	return p.citations.Refer(c.Claims, func(cl *sources.Claim) bool { return cl.Stance.Supports() && !takenBack(cl) })
}

// told is a contact's part of the page, in words.
func (p *prose) told(c *graph.Contact) Part {
	var claims []string
	for _, cl := range c.Claims {
		claims = append(claims, p.voice.Claims.InFull(p.g.Dossier(), cl, p.citations.Mark(cl)))
	}
	return Part{
		ID: "contact-" + string(c.ID), Class: fmt.Sprintf("contact %s %s", c.Kind, c.State), Stop: true,
		Name:  p.voice.Contacts.Line(p.g.Dossier(), c, p.citations.Marks(c.Claims, nil)),
		About: strings.Join(claims, "\n"),
	}
}

// tieWords says a tie and its other end: "leader of HTS", but "founded (Inter Mediate)".
func (p *prose) tieWords(label, other string) string {
	if withoutLink(label) != label {
		return label + " " + other
	}
	return p.voice.Say("fact.with-other", "what", label, "who", other)
}

// lineNote says what a line of the figure means. A line of what no document reports is no such report.
func (p *prose) lineNote() string {
	reported, other := reports(p.g)
	note := p.voice.Notes.Line(p.g)
	switch {
	case !other:
		return note
	case !reported:
		return p.voice.Say("note.line-unreported")
	}
	return note + " " + p.voice.Say("note.line-asked")
}

// listed is how many undrawn contacts a note names one by one.
const listed = 6

// notDrawn says what the figure leaves out, if anything.
func (p *prose) notDrawn() []string {
	var hidden []string
	contacts, ties := 0, 0
	has := shows(p.g)
	for c := range p.g.All() {
		if !has(c) {
			if c.IsTie() {
				ties++
			} else {
				contacts++
			}
			marks := p.citations.Marks(c.Claims, nil)
			hidden = append(hidden, p.voice.Say("note.not-drawn.one", "parties",
				p.voice.Actors.Together(p.g.Dossier(), c.Members, words.Short), "what", c.Naming().Label(),
				"state", p.voice.Evidence.State(c.State), "marks", marks))
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	lines, what := words.Lines(contacts, ties), p.voice.CountLines(contacts, ties)
	if len(hidden) > listed {
		return []string{p.voice.Say("note.not-drawn", "lines", lines, "what", what)}
	}
	return []string{p.voice.Say("note.not-drawn.listed", "lines", lines, "what", what,
		"list", p.voice.Semicolons(hidden...))}
}

// cited names a document: publisher, title, day. That is their order in any script, but on a page that is turned round
// for its dossier's sake.
func (p *prose) cited(doc *sources.Document) string {
	if p.rightToLeft && !p.voice.RightToLeft() {
		return p.voice.Documents.Cited(doc)
	}
	return p.voice.Documents.CitedInOrder(doc)
}

// restsOn cites what a document rests on, in that order too.
func (p *prose) restsOn(doc *sources.Document) string {
	if p.rightToLeft && !p.voice.RightToLeft() {
		return p.voice.Documents.RestsOn(p.g.Dossier(), doc)
	}
	return p.voice.Documents.RestsOnInOrder(p.g.Dossier(), doc)
}

// letter stands at the label of a contact.
func (p *prose) letter(b became) string {
	switch b {
	case appeared:
		return p.voice.Say("changes.letter.new")
	case changed:
		return p.voice.Say("changes.letter.changed")
	case removed:
		return p.voice.Say("changes.letter.removed")
	}
	return ""
}
