package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// readingRow is the height within which labels count as side by side, in points.
const readingRow = 8.0

// Numbers are the numbers that the sources of g have if they are numbered in the order in which an eye that reads the
// figure row by row meets them: first those at lines, then those that are only in boxes and notes.
func (f *Figure) Numbers(g *graph.Graph) sources.Numbers {
	var contacts []*graph.Contact
	for _, page := range f.Pages() {
		edges := slices.Clone(page.Edges)
		row := func(e Edge) float64 { return math.Floor(e.Label.Y / readingRow) }
		slices.SortStableFunc(edges,
			func(a, b Edge) int { return cmp.Or(cmp.Compare(row(a), row(b)), cmp.Compare(a.Label.X, b.Label.X)) })
		for _, e := range edges {
			contacts = append(contacts, e.Contact)
		}
	}
	for _, drawn := range []bool{true, false} {
		for c := range g.All() {
			if c.Drawn() == drawn {
				contacts = append(contacts, c)
			}
		}
	}
	numbers := sources.Numbers{}
	for _, c := range contacts {
		for _, cl := range c.Claims {
			if g.Dossier().Document(cl.Document) == nil {
				continue
			}
			n, known := numbers[cl.Document]
			if !known {
				n.Number = len(numbers) + 1
			}
			if !slices.Contains(n.Passages, cl.Locator) {
				n.Passages = append(n.Passages, cl.Locator)
			}
			numbers[cl.Document] = n
		}
	}
	return numbers
}

// Alternative is the figure in a few words, for the field of that name in a content management system: its title,
// what it is, and who has the most contacts in it.
func (f *Figure) Alternative(g *graph.Graph) string {
	count := map[sources.ActorID]int{}
	for c := range g.Contacts() {
		if c.Drawn() {
			for _, id := range c.Members {
				count[id]++
			}
		}
	}
	var ids []sources.ActorID
	for i := range g.Dossier().Actors {
		if id := g.Dossier().Actors[i].ID; count[id] > 1 {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b sources.ActorID) int { return count[b] - count[a] })
	title := strings.TrimRight(f.Title, ". ")
	if !strings.ContainsAny(title[max(0, len(title)-1):], "?!") {
		title = f.Voice.Say("sentence", "text", title)
	}
	parts := []string{title, f.Says}
	var most []string
	for _, id := range ids[:min(3, len(ids))] {
		most = append(most, fmt.Sprintf("%s (%d)", words.Short(g.Dossier(), id), count[id]))
	}
	if most != nil {
		parts = append(parts, f.Voice.Say("alt.most", "list", f.Voice.Facts(most...)))
	}
	return strings.Join(parts, " ")
}
