package answers

import (
	"errors"
	"fmt"
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
func (c *Connection) WriteText(w io.Writer) error {
	p := pathway{explainer{page: page{g: c.g, w: w}}, words.Cite(c.g)}
	switch {
	case c.apart != nil:
		p.apart(c.apart)
	case slices.EqualFunc(c.short.Steps, c.best.Steps, func(a, b graph.Step) bool { return a.To == b.To }):
		p.way("the shortest way, and the best evidenced", c.short)
		p.sources(c.short)
	default:
		p.way("the shortest way", c.short)
		p.printf("\n")
		p.way("the best evidenced way", c.best)
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
	PartOf  sources.ActorID `json:"part_of,omitempty"`  // the one of the two that the other belongs to, if nothing else ties them
}

// JSON is what is to be encoded.
func (c *Connection) JSON() Route {
	if n := c.apart; n != nil {
		return Route{Versioned: versioned, From: n.From, To: n.To, FromAmong: n.FromAmong, ToAmong: n.ToAmong, Nearest: stepsOf(n.Nearest)}
	}
	return Route{Versioned: versioned, From: c.short.From, To: c.short.To, Connected: true, Shortest: stepsOf(c.short), BestEvidenced: stepsOf(c.best)}
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
	but := ""
	if ties > 0 {
		but = fmt.Sprintf(", %d of them no contact but %s", ties, map[string]string{"affiliation": "an affiliation", "tie": "a tie"}[tieWord(p.g)])
	}
	p.printf("%s to %s: %s%s, %s\n", p.full(way.From), p.full(way.To), words.Plural(len(way.Steps), "link"), but, what)
	p.steps(way)
}

func (p *pathway) steps(way graph.Way) {
	for i, s := range way.Steps {
		p.printf("\n  %d. %s and %s\n", i+1, p.full(s.From), p.full(s.To))
		for _, c := range s.Links {
			p.link("", s, c)
		}
		for _, c := range s.Others {
			p.link("no link: ", s, c)
		}
		if s.PartOf != "" && len(s.Links) == 0 {
			part := s.From
			if part == s.PartOf {
				part = s.To
			}
			p.printf("     no link: %s belongs to %s\n", p.full(part), p.full(s.PartOf))
		}
	}
}

// link writes a contact of a step in one line, with the numbers of its sources.
func (p *pathway) link(before string, s graph.Step, c *graph.Contact) {
	is := words.English().StateOf(p.g.Dossier(), c, words.Full)
	if c.IsTie() {
		is = tieWord(p.g) + ", which is no contact"
	}
	direction := arrow(c.Directed)
	if c.Directed && c.From != s.From {
		direction = "←"
	}
	what := []string{c.Label()}
	if when := words.English().WhenAndHedge(c); when != "" {
		what = append(what, when)
	}
	for _, id := range c.Via() {
		what = append(what, "via "+p.full(id))
	}
	marks := p.cite.Marks(c.Claims, nil)
	if marks != "" {
		marks = " [" + marks + "]"
	}
	p.printf("     %s%s %s; %s%s\n", before, direction, strings.Join(what, ", "), is, marks)
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
	p.printf("\nSources\n")
	for _, m := range slices.Compact(marks) {
		cl := told[m][0]
		where := ""
		if cl.Locator != "" {
			where = ", " + cl.Locator
		}
		p.printf("  %-4s %s%s\n", m, p.title(cl.Document), where)
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
	doc := p.g.Dossier().Document(cl.Document)
	if len(cl.AssertedBy) > 0 {
		return "from: " + p.chain(cl)
	}
	if rests := words.English().RestsOn(p.g.Dossier(), doc); rests != "" {
		return "rests on: " + rests
	}
	return ""
}

// compareMarks puts 2 before 10, 3b before 3aa.
func compareMarks(a, b string) int {
	number := func(s string) string { return footnote.FindStringSubmatch(s)[1] }
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
	p.printf("%s and %s are not connected: no chain of contacts leads from one to the other.\n\n", p.full(n.From), p.full(n.To))
	for _, side := range []struct {
		id    sources.ActorID
		among []sources.ActorID
	}{{n.From, n.FromAmong}, {n.To, n.ToAmong}} {
		others := slices.DeleteFunc(slices.Clone(side.among), func(id sources.ActorID) bool { return id == side.id })
		if len(others) == 0 {
			p.printf("%s has no contact that counts.\n", p.full(side.id))
			continue
		}
		names, more := others, ""
		if len(others) > longestList {
			names, more = others[:longestList], fmt.Sprintf(" and %d more", len(others)-longestList)
		}
		p.printf("%s is connected with %s: %s%s.\n", p.full(side.id), words.Plural(len(others), "actor"), p.fulls(names), more)
	}
	for _, id := range []sources.ActorID{n.From, n.To} {
		for c := range p.g.Contacts() {
			if slices.Contains(c.Via(), id) {
				p.printf("%s is named as a go-between of %s: %s.\n", p.full(id), words.English().Parties(p.g.Dossier(), c, words.Full), c.Label())
			}
		}
	}
	if len(n.Nearest.Steps) == 0 {
		p.printf("\nNothing else in the dossier ties the two, not even what is no link.\n")
		return
	}
	without := 0
	for _, s := range n.Nearest.Steps {
		if len(s.Links) == 0 {
			without++
		}
	}
	p.printf("\nThe nearest to a connection are %s, %d of which %s no link:\n", words.Plural(len(n.Nearest.Steps), "step"), without,
		map[bool]string{true: "is", false: "are"}[without == 1])
	p.steps(n.Nearest)
	p.sources(n.Nearest)
}

// tieWord is what to call one of the ties of a graph.
func tieWord(g *graph.Graph) string {
	if words.TiesOf(g) == words.Affiliations {
		return "affiliation"
	}
	return "tie"
}
