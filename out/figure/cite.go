package figure

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// Citations number the documents that a figure rests on, and the passages in each.
type Citations struct {
	List []*Cited // by number, from 1
	of   map[sources.DocumentID]*Cited
}

// A Cited document keeps one number, and its passages are told apart by letters: 3a, 3b.
type Cited struct {
	Number   int
	Document *sources.Document
	Passages []Passage // in the order of first use
}

// A Passage is a place in a document that claims stand on.
type Passage struct {
	Locator string // "" for claims without one
	Link    string // to the place itself where address and anchor are known, else to the document; or ""
}

// Cite numbers the documents of g's contacts: first those of drawn contacts, in the graph's order, then the others.
func Cite(g *graph.Graph) *Citations {
	c := &Citations{of: map[sources.DocumentID]*Cited{}}
	for _, drawn := range []bool{true, false} {
		for contact := range g.All() {
			if contact.Drawn() != drawn {
				continue
			}
			for _, cl := range contact.Claims {
				c.add(g.Dossier().Document(cl.Document), cl)
			}
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
		cited = &Cited{Number: len(c.List) + 1, Document: d}
		c.of[d.ID] = cited
		c.List = append(c.List, cited)
	}
	link := PassageLink(d, cl)
	switch i := cited.passage(cl); {
	case i < 0:
		cited.Passages = append(cited.Passages, Passage{cl.Locator, link})
	case cited.Passages[i].Link == d.URL:
		cited.Passages[i].Link = link
	}
}

// passage is the place in Passages of what the claim stands on, or -1.
func (c *Cited) passage(cl *sources.Claim) int {
	return slices.IndexFunc(c.Passages, func(p Passage) bool { return p.Locator == cl.Locator })
}

// PassageLink leads to where a claim stands in its document on the web: a text fragment shows the very passage if the claim has
// an anchor. It is "" for a document without an address that can be followed.
func PassageLink(doc *sources.Document, cl *sources.Claim) string {
	if !Followable(doc.URL) {
		return ""
	}
	fragment := cl.Anchor.Fragment()
	switch {
	case fragment == "":
		return doc.URL
	case strings.Contains(doc.URL, "#"):
		return doc.URL + fragment
	}
	return doc.URL + "#" + fragment
}

// Mark is the number at a claim's line: "3", or "3b" if the document is cited for several passages. It is "" for an unsourced
// claim.
func (c *Citations) Mark(cl *sources.Claim) string {
	cited := c.of[cl.Document]
	if cited == nil {
		return ""
	}
	mark := strconv.Itoa(cited.Number)
	if len(cited.Passages) > 1 {
		mark += Letter(cited.passage(cl))
	}
	return mark
}

// Marks are the distinct marks of the claims that keep admits, joined by commas.
func (c *Citations) Marks(claims []*sources.Claim, keep func(*sources.Claim) bool) string {
	var marks []string
	for _, r := range c.refer(claims, keep) {
		marks = append(marks, r.mark)
	}
	return strings.Join(marks, ",")
}

// A reference is a mark at a line of the figure and where it leads: to the passage or, where that is not on the web, to the
// entry in the list of sources.
type reference struct{ mark, link string }

func (c *Citations) refer(claims []*sources.Claim, keep func(*sources.Claim) bool) []reference {
	var list []reference
	for _, cl := range claims {
		mark := c.Mark(cl)
		if mark == "" || !keep(cl) || slices.ContainsFunc(list, func(r reference) bool { return r.mark == mark }) {
			continue
		}
		cited := c.of[cl.Document]
		list = append(list, reference{mark, cmp.Or(cited.Passages[cited.passage(cl)].Link, "#"+cited.id())})
	}
	return list
}

// id is that of the document's entry in the list of sources.
func (c *Cited) id() string { return "source-" + strconv.Itoa(c.Number) }

// Where says where in the document the passages stand: "a para. 4; b para. 6".
func (c *Cited) Where() string {
	var parts []string
	for i := range c.Passages {
		parts = append(parts, c.place(i))
	}
	return strings.Join(parts, "; ")
}

// place says where the i-th passage stands: "a para. 4", without a letter if it is the only one.
func (c *Cited) place(i int) string {
	if len(c.Passages) == 1 {
		return c.Passages[0].Locator
	}
	return Letter(i) + " " + cmp.Or(c.Passages[i].Locator, "(no place given)")
}

// Letter is the n-th letter, from 0: a to z, then aa, ab ...
func Letter(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return Letter(n/26-1) + Letter(n%26)
}
