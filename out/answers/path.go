package answers

import (
	"errors"
	"io"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A Connection says how two actors are connected.
type Connection struct {
	g           *graph.Graph
	short, best graph.Way
	apart       *graph.NotConnected // nil if they are connected
}

// Path finds the shortest way from one actor to the other and the best evidenced one.
func Path(g *graph.Graph, from, to sources.ActorID, l graph.Links) (*Connection, error) {
	c := &Connection{g: g}
	var err error
	if c.short, err = g.Path(from, to, l, graph.Shortest); errors.As(err, &c.apart) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	if c.best, err = g.Path(from, to, l, graph.BestEvidenced); err != nil {
		return nil, err
	}
	return c, nil
}

// WriteText writes it for people.
func (c *Connection) WriteText(w io.Writer, v words.Voice) error {
	p := pathway{explainer{page: page{g: c.g, w: w, voice: v}}, words.Cite(c.g)}
	switch {
	case c.apart != nil:
		p.apart(c.apart)
	case slices.EqualFunc(c.short.Steps, c.best.Steps, func(a, b graph.Step) bool { return a.To == b.To }):
		p.way(v.Say("path.shortest-and-best"), c.short)
		p.sources(c.short)
	default:
		p.way(v.Say("path.shortest"), c.short)
		p.printf("\n")
		p.way(v.Say("path.best"), c.best)
		p.sources(c.short, c.best)
	}
	return p.err
}

// A Route is the JSON of a Connection.
type Route struct {
	Versioned
	From          sources.ActorID   `json:"from"`
	To            sources.ActorID   `json:"to"`
	Connected     bool              `json:"connected"`
	Shortest      []Step            `json:"shortest,omitempty"`
	BestEvidenced []Step            `json:"best_evidenced,omitempty"`
	FromAmong     []sources.ActorID `json:"from_among,omitempty"` // whom From is connected with, if not with To
	ToAmong       []sources.ActorID `json:"to_among,omitempty"`
	Nearest       []Step            `json:"nearest,omitempty"` // a way with steps that are no links
}

// A Step leads from one actor to the next.
type Step struct {
	From    sources.ActorID `json:"from"`
	To      sources.ActorID `json:"to"`
	Links   []Contact       `json:"links"`
	NoLinks []Contact       `json:"no_links,omitempty"` // contacts that do not count as links
	// the one of the two that the other belongs to, if nothing else ties them
	PartOf sources.ActorID `json:"part_of,omitempty"`
}

// JSON is what is to be encoded.
func (c *Connection) JSON() Route {
	if n := c.apart; n != nil {
		return Route{Versioned: versioned, From: n.From, To: n.To, FromAmong: n.FromAmong, ToAmong: n.ToAmong,
			Nearest: stepsOf(n.Nearest)}
	}
	return Route{Versioned: versioned, From: c.short.From, To: c.short.To, Connected: true, Shortest: stepsOf(c.short),
		BestEvidenced: stepsOf(c.best)}
}

func stepsOf(w graph.Way) []Step {
	var steps []Step
	for _, s := range w.Steps {
		step := Step{From: s.From, To: s.To, Links: contactRecords(s.Links)}
		if len(s.Links) == 0 {
			step.PartOf = s.PartOf
		}
		if len(s.Others) > 0 {
			step.NoLinks = contactRecords(s.Others)
		}
		steps = append(steps, step)
	}
	return steps
}

// A pathway writes ways with the numbers of their sources.
type pathway struct {
	explainer
	cite *words.Citations
}

func (p *pathway) way(what string, way graph.Way) {
	ties := 0
	for _, s := range way.Steps {
		if s.Links[0].IsTie() {
			ties++
		}
	}
	p.printf("%s\n", p.voice.Say("path.way", "from", p.full(way.From), "to", p.full(way.To), "links",
		p.voice.Lists.Links(p.g, len(way.Steps), ties), "what", what))
	p.steps(way)
}

func (p *pathway) steps(way graph.Way) {
	for i, s := range way.Steps {
		p.printf("\n  %d. %s\n", i+1, p.voice.Say("path.step", "from", p.full(s.From), "to", p.full(s.To)))
		for _, c := range s.Links {
			p.printf("     %s\n", p.link(s, c))
		}
		for _, c := range s.Others {
			p.printf("     %s\n", p.voice.Say("path.no-link", "what", p.link(s, c)))
		}
		if s.PartOf != "" && len(s.Links) == 0 {
			part := s.From
			if part == s.PartOf {
				part = s.To
			}
			p.printf("     %s\n", p.voice.Say("path.no-link", "what",
				p.voice.Say("path.belongs", "part", p.full(part), "whole", p.full(s.PartOf))))
		}
	}
}

// link says a contact of a step in one line, with the numbers of its sources.
func (p *pathway) link(s graph.Step, c *graph.Contact) string {
	is := p.voice.Evidence.StateOf(p.g.Dossier(), c, words.Full)
	if c.IsTie() {
		is = p.voice.Lists.NoContact(p.g)
	}
	what := []string{c.Naming().Label(), p.voice.Contacts.WhenAndHedge(c)}
	for _, id := range c.Parties().Via() {
		what = append(what, p.voice.Say("label.via", "actors", p.full(id)))
	}
	says := p.voice.Lists.WayFrom(s.From, c) + " " + p.voice.Semicolons(p.voice.Facts(what...), is)
	if marks := p.cite.Marks(c.Claims, nil); marks != "" {
		says += " [" + marks + "]"
	}
	return says
}

// sources lists what the numbers at the links stand for.
func (p *pathway) sources(ways ...graph.Way) {
	told := map[string][]*sources.Claim{}
	var marks []string
	for _, way := range ways {
		for _, s := range way.Steps {
			for _, c := range slices.Concat(s.Links, s.Others) {
				for _, cl := range c.Claims {
					if m := p.cite.Mark(cl); m != "" {
						told[m], marks = append(told[m], cl), append(marks, m)
					}
				}
			}
		}
	}
	if marks == nil {
		return
	}
	slices.SortFunc(marks, compareMarks)
	p.printf("\n%s\n", p.voice.Say("sources"))
	for _, m := range slices.Compact(marks) {
		cl := told[m][0]
		p.printf("  %-4s %s\n", m, p.voice.Facts(p.title(cl.Document), cl.Locator))
		var chains []string
		for _, cl := range told[m] {
			chains = append(chains, p.from(cl))
		}
		slices.Sort(chains)
		for _, from := range slices.Compact(chains) {
			if from != "" {
				p.printf("       %s\n", from)
			}
		}
	}
}

// from says whom a claim comes from, "" if its document speaks for itself alone.
func (p *pathway) from(cl *sources.Claim) string {
	doc := p.g.Dossier().DocumentOf(cl)
	if len(cl.Detail().AssertedBy) > 0 {
		return p.voice.Say("path.from", "chain", p.chain(cl))
	}
	if rests := p.voice.Documents.RestsOn(p.g.Dossier(), doc); rests != "" {
		return p.voice.Say("path.rests-on", "documents", rests)
	}
	return ""
}

// compareMarks puts 2 before 10, 3b before 3aa.
func compareMarks(a, b string) int {
	number := func(s string) string { return footnote().FindStringSubmatch(s)[1] }
	if c := len(number(a)) - len(number(b)); c != 0 {
		return c
	}
	if c := strings.Compare(number(a), number(b)); c != 0 {
		return c
	}
	if c := len(a) - len(b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func (p *pathway) apart(n *graph.NotConnected) {
	p.printf("%s\n\n", p.voice.Say("path.apart", "from", p.full(n.From), "to", p.full(n.To)))
	for _, side := range []struct {
		id    sources.ActorID
		among []sources.ActorID
	}{{n.From, n.FromAmong}, {n.To, n.ToAmong}} {
		others := slices.DeleteFunc(slices.Clone(side.among), func(id sources.ActorID) bool { return id == side.id })
		if len(others) == 0 {
			p.printf("%s\n", p.voice.Say("path.alone", "actor", p.full(side.id)))
			continue
		}
		p.printf("%s\n", p.voice.Say("path.among", "actor", p.full(side.id), "actors",
			p.voice.Count(len(others), words.Actors), "names", p.several(others)))
	}
	for _, id := range []sources.ActorID{n.From, n.To} {
		for c := range p.g.Contacts() {
			if slices.Contains(c.Parties().Via(), id) {
				p.printf("%s\n", p.voice.Say("path.between", "actor", p.full(id), "parties",
					p.voice.Contacts.Parties(p.g.Dossier(), c, words.Full), "what", c.Naming().Label()))
			}
		}
	}
	if len(n.Nearest.Steps) == 0 {
		p.printf("\n%s\n", p.voice.Say("path.nothing"))
		return
	}
	without := 0
	for _, s := range n.Nearest.Steps {
		if len(s.Links) == 0 {
			without++
		}
	}
	p.printf("\n%s\n", p.voice.Say("path.nearest", "steps", len(n.Nearest.Steps), "n", without))
	p.steps(n.Nearest)
	p.sources(n.Nearest)
}
