package page

import (
	"html"
	"html/template"
	"slices"
	"strings"
	"sync"

	"relgraph/graph/words"
)

// A view is what the template is filled with.
type view struct {
	*Data
	Embed    bool
	Overview bool
	Samples  []sample
	Keys     []key
	Figures  []template.HTML
	Style    template.CSS
	Script   template.JS
	Index    template.JS
	Policy   string

	says words.Voice
	counting
}

// Say is a text of the page's own.
func (v view) Say(key string, given ...any) string { return v.says.Say(key, given...) }

// Counted says how many contacts are drawn, or listed in a page without a figure, and how many ties.
func (v view) Counted() string {
	drawn, ties := 0, 0
	for i := range v.Contacts {
		switch c := &v.Contacts[i]; {
		case c.Tie:
			ties++
		case c.Drawn || v.Figures == nil:
			drawn++
		}
	}
	how := "drawn"
	if v.Figures == nil || v.Overview {
		how, drawn = "listed", v.Events()
	}
	voice := v.says
	return voice.Say("page.shown", "n", drawn, "all", v.Events(), "how", how, "ties", v.says.Count(ties, v.ties),
		"some", ties)
}

// Events counts the contacts, without the ties.
func (v view) Events() int {
	n := 0
	for i := range v.Contacts {
		if !v.Contacts[i].Tie {
			n++
		}
	}
	return n
}

// Undrawn counts the contacts of which the figure has no line.
func (v view) Undrawn() int {
	n := 0
	for i := range v.Contacts {
		if !v.Contacts[i].Tie && !v.Contacts[i].Drawn {
			n++
		}
	}
	return n
}

// Sampled are the states whose samples stand in the legend: those that are drawn.
func (v view) Sampled() []sample {
	drawn := map[string]bool{}
	for i := range v.Contacts {
		if c := &v.Contacts[i]; c.Drawn && !c.Tie {
			drawn[c.State] = true
		}
	}
	var list []sample
	for _, s := range v.Samples {
		if drawn[s.ID] {
			list = append(list, s)
		}
	}
	return list
}

// Hedged tells whether a contact carries the hedging word of a document.
func (v view) Hedged() bool {
	for i := range v.Contacts {
		if len(v.Contacts[i].Hedges) > 0 {
			return true
		}
	}
	return false
}

// The signs of how a contact runs: from one to the other, both ways, or not told.
const (
	oneWay   = "→"
	bothWays = "↔"
	untold   = "–"
)

// Sign is how a contact runs, by the sign that Ways explain.
func (v view) Sign(c Contact) string {
	switch {
	case c.Directed:
		return oneWay
	case c.Mutual:
		return bothWays
	}
	return untold
}

// An Arrowhead is the mark at the ends of lines, or of those without one, and what it says.
type Arrowhead struct{ Mark, Says string }

// Ways explain the arrowheads of the contacts that are drawn.
func (v view) Ways() []Arrowhead {
	var list []Arrowhead
	for _, sign := range []string{oneWay, bothWays, untold} {
		var says []string
		for i := range v.Contacts {
			if c := &v.Contacts[i]; c.Drawn && !c.Tie && v.Sign(*c) == sign && !slices.Contains(says, c.Way) {
				says = append(says, c.Way)
			}
		}
		if says != nil {
			list = append(list, Arrowhead{sign, strings.Join(says, "; ")})
		}
	}
	return list
}

// Turns are the points of a contact's history that are worth telling: none for one that is known for certain at once
// and never changes.
func (v view) Turns(c Contact) []Turn {
	var turns []Turn
	for i, k := range c.History {
		if k.State == "" {
			continue
		}
		if i > 0 && len(turns) > 0 && !turns[len(turns)-1].Perhaps && turns[len(turns)-1].Says == k.Says {
			continue
		}
		turns = append(turns, Turn{Day: v.Stops[k.Stop].Day, Perhaps: k.Perhaps, Says: k.Says})
	}
	if !slices.ContainsFunc(turns, func(t Turn) bool { return t.Says != c.Known }) {
		for i := range turns {
			turns[i].Says = "" // which stands at the contact
		}
	}
	return turns
}

// Tells tells whether who told whom is worth drawing for a contact. In a long list it is not where each document stands by
// itself, since its claim says that.
func (v view) Tells(c Contact) bool {
	return slices.ContainsFunc(c.Told, func(t Telling) bool { return !v.Overview || len(t.Next) > 0 || !t.AtHand })
}

// Rest tells whether what others answer and how the contact came to be known is worth saying: in a long list not where
// nobody answers, and where all was known at once.
func (v view) Rest(c Contact) bool {
	turns := v.Turns(c)
	voice := v.says
	return !v.Overview || c.Answers != voice.Say("page.answer.none") || len(turns) > 1 ||
		len(turns) == 1 && turns[0].Perhaps
}

// A Turn is a day from which on a contact was known in a way.
type Turn struct {
	Day     string
	Perhaps bool
	Says    string
}

// layout is the page's template.
var layout = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page.html.tmpl").ParseFS(files, "page.html.tmpl"))
})

// Text is words of the dossier, which keep their own direction and language within the page's.
func (v view) Text(s string) template.HTML {
	lang := ""
	if v.TextLang != "" {
		lang = ` lang="` + html.EscapeString(v.TextLang) + `"`
	}
	return template.HTML("<bdi" + lang + ">" + html.EscapeString(s) + "</bdi>")
}

// Join lists names.
func (v view) Join(names []string) string { return v.says.Facts(names...) }

// mostBusy is how many actors the overview of a list without sides names.
const mostBusy = 24

// Busiest are the actors with the most contacts, the busiest first.
func (v view) Busiest() []Actor {
	list := slices.Clone(v.Actors)
	contacts := func(a Actor) int { return len(a.Contacts) - v.tiesOf(a) }
	slices.SortStableFunc(list, func(a, b Actor) int { return contacts(b) - contacts(a) })
	return list[:min(len(list), mostBusy)]
}

// A Cross is a row of the table of sides by sides.
type Cross struct {
	Side  string
	Cells []CrossCount
}

// A CrossCount counts the contacts between two sides; Line names both.
type CrossCount struct {
	Line string
	N    int
}

// Sided counts the contacts between each two sides, the one with the other above the diagonal only. Those of an
// actor on no side stand at the end.
func (v view) Sided() []Cross {
	sides := append(slices.Clone(v.Sides), "")
	of := map[string]string{}
	for i := range v.Actors {
		of[string(v.Actors[i].ID)] = v.Actors[i].Side
	}
	counts := map[string]int{}
	for i := range v.Contacts {
		c := &v.Contacts[i]
		if c.Tie {
			continue
		}
		seen := map[string]bool{}
		for _, one := range c.Ends[0] {
			for _, other := range c.Ends[1] {
				pair := []string{of[string(one)], of[string(other)]}
				slices.SortFunc(pair, func(a, b string) int { return slices.Index(sides, a) - slices.Index(sides, b) })
				if line := pair[0] + "|" + pair[1]; !seen[line] {
					seen[line] = true
					counts[line]++
				}
			}
		}
	}
	if !slices.ContainsFunc(v.Actors, func(a Actor) bool { return a.Side == "" }) {
		sides = sides[:len(sides)-1]
	}
	var rows []Cross
	for i, side := range sides {
		row := Cross{Side: side}
		for j, other := range sides {
			cell := CrossCount{Line: side + "|" + other}
			if j >= i {
				cell.N = counts[cell.Line]
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}
