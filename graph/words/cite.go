package words

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// Citations number the documents that contacts rest on, and the passages in each.
type Citations struct {
	List []*Cited // those that are cited, by number
	all  []*Cited // those of the whole dossier, by number
	of   map[sources.DocumentID]*Cited
	kept *sources.Dossier // whose numbers are kept, if it has any to keep
	last int              // the highest number so far
}

// A Cited document keeps one number, and its passages are told apart by letters: 3a, 3b.
type Cited struct {
	Number   int
	Document *sources.Document
	Passages []Passage // in the order of first use

	places map[string]int // of passages by their locators, the first of each; nil for few
	placed int            // of how many passages
	cites  bool           // by the contacts that are shown
}

// A Passage is a place in a document that claims stand on.
type Passage struct {
	Locator string // "" for claims without one
	Link    string // to the place itself where address and anchor are known, else to the document; or ""
	Cited   bool   // by the contacts that are shown
}

// Of returns what cites a document, nil if no claim does.
func (c *Citations) Of(id sources.DocumentID) *Cited { return c.of[id] }

// Cite numbers the documents of g's contacts: first those of drawn contacts, in the graph's order, then the others. A
// graph that was selected from another has the numbers and letters of that other, so that a source has one number in
// all figures of a dossier, and nobody who asks for "3b" gets another passage; what it does not cite is left out of
// the list.
func Cite(g *graph.Graph) *Citations {
	d := g.Whole().Dossier()
	c := &Citations{of: map[sources.DocumentID]*Cited{}, kept: d, last: d.Numbers.Last()}
	for _, drawn := range []bool{true, false} {
		for contact := range g.Whole().All() {
			if contact.Drawn() != drawn {
				continue
			}
			for _, cl := range contact.Claims {
				c.add(d.DocumentOf(cl), cl)
			}
		}
	}
	slices.SortStableFunc(c.all, func(a, b *Cited) int { return a.Number - b.Number })
	for contact := range g.All() {
		for _, cl := range contact.Claims {
			if cited := c.of[cl.Document]; cited != nil {
				cited.cites = true
				cited.Passages[cited.passage(cl)].Cited = true
			}
		}
	}
	for _, cited := range c.all {
		if cited.cites {
			c.List = append(c.List, cited)
		}
	}
	return c
}

func (c *Citations) add(d *sources.Document, cl *sources.Claim) {
	if d == nil {
		return
	}
	cited := c.of[d.ID]
	if cited == nil {
		cited = &Cited{Document: d}
		if kept, ok := c.kept.Numbers[d.ID]; ok {
			cited.Number = kept.Number
			for _, locator := range kept.Passages {
				cited.Passages = append(cited.Passages, Passage{Locator: locator})
			}
		} else {
			c.last++
			cited.Number = c.last
		}
		c.of[d.ID] = cited
		c.all = append(c.all, cited)
	}
	link := d.PassageLink(cl)
	switch i := cited.passage(cl); {
	case i < 0:
		cited.Passages = append(cited.Passages, Passage{Locator: cl.Locator, Link: link})
	case cited.Passages[i].Link == d.URL, cited.Passages[i].Link == "":
		cited.Passages[i].Link = link
	}
}

// passage is the place in Passages of what the claim stands on, or -1.
func (c *Cited) passage(cl *sources.Claim) int {
	const few = 24 // so that looking through them takes less than a map
	if len(c.Passages) <= few {
		for i := range c.Passages {
			if c.Passages[i].Locator == cl.Locator {
				return i
			}
		}
		return -1
	}
	if c.places == nil {
		c.places = make(map[string]int, 2*few)
	}
	for ; c.placed < len(c.Passages); c.placed++ {
		if _, known := c.places[c.Passages[c.placed].Locator]; !known {
			c.places[c.Passages[c.placed].Locator] = c.placed
		}
	}
	if i, ok := c.places[cl.Locator]; ok {
		return i
	}
	return -1
}

// Numbers are the numbers and letters of all documents of the dossier, for a later edition to keep.
func (c *Citations) Numbers() sources.Numbers {
	numbers := sources.Numbers{}
	for _, cited := range c.all {
		n := sources.Numbered{Number: cited.Number}
		for _, p := range cited.Passages {
			n.Passages = append(n.Passages, p.Locator)
		}
		numbers[cited.Document.ID] = n
	}
	return numbers
}

// Mark is the number at a claim's line: "3", or "3b" if the document is cited for several passages. It is "" for an
// unsourced claim.
func (c *Citations) Mark(cl *sources.Claim) string {
	cited := c.of[cl.Document]
	if cited == nil {
		return ""
	}
	return cited.mark(cited.passage(cl))
}

// Marks are the distinct marks of the claims that keep admits, of all if it is nil, joined by commas.
func (c *Citations) Marks(claims []*sources.Claim, keep func(*sources.Claim) bool) string {
	if len(claims) == 1 {
		if keep != nil && !keep(claims[0]) {
			return ""
		}
		return c.Mark(claims[0])
	}
	places := c.places(claims, keep)
	var marks []string
	for _, p := range places {
		marks = append(marks, p.mark(p.passage))
	}
	return strings.Join(marks, ",")
}

// A Reference is a mark at a line of a figure and where it leads: to the passage or, where that is not on the web, to
// the entry in the list of sources.
type Reference struct{ Mark, Link string }

// A place is a passage of a document.
type place struct {
	*Cited
	passage int
}

// places are what the claims that keep admits stand on, each once, in the order of numbers.
func (c *Citations) places(claims []*sources.Claim, keep func(*sources.Claim) bool) []place {
	var places []place
	for _, cl := range claims {
		if keep != nil && !keep(cl) {
			continue
		}
		cited := c.of[cl.Document]
		if cited == nil {
			continue
		}
		if p := (place{cited, cited.passage(cl)}); !slices.Contains(places, p) {
			places = append(places, p)
		}
	}
	if len(places) > 1 {
		slices.SortFunc(places, func(a, b place) int { return cmp.Or(a.Number-b.Number, a.passage-b.passage) })
	}
	return places
}

// Refer lists what the claims that keep admits, all if it is nil, stand on: each passage once, in the order of numbers.
func (c *Citations) Refer(claims []*sources.Claim, keep func(*sources.Claim) bool) []Reference {
	places := c.places(claims, keep)
	var list []Reference
	for _, p := range places {
		list = append(list, Reference{p.mark(p.passage), cmp.Or(p.Passages[p.passage].Link, "#"+p.ID())})
	}
	return list
}

// Whole refers to the documents of claims without telling passages apart.
func (c *Citations) Whole(claims []*sources.Claim, keep func(*sources.Claim) bool) []Reference {
	var list []Reference
	for _, cited := range c.all {
		if slices.ContainsFunc(claims,
			func(cl *sources.Claim) bool { return cl.Document == cited.Document.ID && keep(cl) }) {
			list = append(list, Reference{strconv.Itoa(cited.Number), "#" + cited.ID()})
		}
	}
	return list
}

// mark is the number at what stands on the i-th passage.
func (c *Cited) mark(i int) string {
	if len(c.Passages) > 1 {
		return string(append(strconv.AppendInt(make([]byte, 0, 16), int64(c.Number), 10), Letter(i)...))
	}
	return strconv.Itoa(c.Number)
}

// ID is that of the document's entry in the list of sources.
func (c *Cited) ID() string { return "source-" + strconv.Itoa(c.Number) }

// Where says where in the document the passages stand: "a para. 4; b para. 6".
func (c *Cited) Where(v Voice) string {
	var parts []string
	for i, p := range c.Passages {
		if p.Cited {
			parts = append(parts, c.Place(v, i))
		}
	}
	return v.Semicolons(parts...)
}

// Only is the document with those of its passages cited that the claims stand on.
func (c *Cited) Only(claims []*sources.Claim) *Cited {
	only := &Cited{Number: c.Number, Document: c.Document, Passages: slices.Clone(c.Passages)}
	for i := range only.Passages {
		only.Passages[i].Cited = false
	}
	for _, cl := range claims {
		if i := only.passage(cl); i >= 0 && cl.Document == c.Document.ID {
			only.Passages[i].Cited = true
		}
	}
	return only
}

// Place says where the i-th passage stands, from 0: "a para. 4", without a letter if it is the only one, "" if there are
// fewer.
func (c *Cited) Place(v Voice, i int) string {
	if i < 0 || i >= len(c.Passages) {
		return ""
	}
	if len(c.Passages) == 1 {
		return c.Passages[0].Locator
	}
	return Letter(i) + " " + cmp.Or(c.Passages[i].Locator, v.Say("sources.no-place"))
}

// Letter is the n-th letter, from 0: a to z, then aa, ab ...
func Letter(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return Letter(n/26-1) + Letter(n%26)
}
