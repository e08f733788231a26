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
	Passages []string // locators, in the order of first use; "" for a claim without one
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
	if !slices.Contains(cited.Passages, cl.Locator) {
		cited.Passages = append(cited.Passages, cl.Locator)
	}
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
		mark += Letter(slices.Index(cited.Passages, cl.Locator))
	}
	return mark
}

// Marks are the distinct marks of the claims that keep admits, joined by commas.
func (c *Citations) Marks(claims []*sources.Claim, keep func(*sources.Claim) bool) string {
	var marks []string
	for _, cl := range claims {
		if mark := c.Mark(cl); mark != "" && keep(cl) && !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return strings.Join(marks, ",")
}

// Where says where in the document the passages stand: "a para. 4; b para. 6".
func (c *Cited) Where() string {
	if len(c.Passages) == 1 {
		return c.Passages[0]
	}
	parts := make([]string, len(c.Passages))
	for i, p := range c.Passages {
		parts[i] = Letter(i) + " " + cmp.Or(p, "(no place given)")
	}
	return strings.Join(parts, "; ")
}

// Letter is the n-th letter, from 0: a to z, then aa, ab ...
func Letter(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return Letter(n/26-1) + Letter(n%26)
}
