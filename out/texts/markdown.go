// Package texts writes what people read as text: the figure in words, the correction note, the bibliography.
package texts

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

// writeMarkdown writes what a figure says in words: a statement of how the list was sourced, every number of it with the ids
// it counts, then the contacts as a table and the numbered sources. It is the text alternative to the figure.
func WriteMarkdown(w io.Writer, g *graph.Graph, title, subtitle string, verified Verified) error {
	m := markdown{w: bufio.NewWriter(w), g: g, cite: figure.Cite(g)}
	m.printf("# %s\n", quote.Markdown(title))
	if subtitle != "" {
		m.printf("\n%s\n", quote.Markdown(subtitle))
	}
	if says := words.English().Shown(g); says != "" {
		m.printf("\n%s.\n", quote.Markdown(says))
	}
	m.statement(verified)
	m.contacts("Contacts", func(c *graph.Contact) bool { return c.Drawn() && !c.IsAffiliation() })
	m.contacts("Affiliations, which are no contacts", func(c *graph.Contact) bool { return c.Drawn() && c.IsAffiliation() })
	m.contacts("Not drawn: denied, taken back, or not reported", func(c *graph.Contact) bool { return !c.Drawn() })
	m.sources()
	return m.w.Flush() // a bufio.Writer remembers its first error
}

type markdown struct {
	w    *bufio.Writer
	g    *graph.Graph
	cite *figure.Citations
}

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(m.w, format, args...) }

// statement is the paragraph on method that a report needs, and below it what each number counts.
func (m *markdown) statement(verified Verified) {
	d := m.g.Dossier()
	documents, roots := m.documents()
	m.printf("\n## How this was sourced\n\n")
	m.printf("The list holds %s from %s. Traced back, the documents rest on %s, in whole or in part.", words.Plural(len(d.Claims), "claim"),
		words.Plural(len(documents), "document"), words.Plural(len(roots), "report"))
	m.printf(" A figure of it draws %s and %s.\n\n", words.Plural(m.drawn(false), "contact"), words.Plural(m.drawn(true), "affiliation"))
	m.item("documents", documents)
	m.item("reports that they rest on", roots)
	for _, s := range graph.States() {
		m.item("contacts "+s.Means(), m.inState(s))
	}
	m.item("claims hedged by their document", m.claims(func(c *sources.Claim) bool { return c.Hedge != "" }))
	m.item("refusals to comment", m.claims(func(c *sources.Claim) bool { return c.Stance == sources.NoComment }))
	m.item("claims without a passage marked", m.claims(func(c *sources.Claim) bool { return c.Anchor.IsZero() }))
	m.item("claims that nobody checked", m.claims(func(c *sources.Claim) bool { return c.Checking() == sources.Unchecked }))
	m.item("claims changed since they were checked", m.claims(func(c *sources.Claim) bool { return c.Checking() == sources.Outdated }))
	m.item("claims in doubt", m.claims(func(c *sources.Claim) bool { return c.Checking() == sources.Doubted }))
	if says := verified.String(); says != "" {
		m.printf("\n%s\n", says)
	}
	m.printf("\n%sDossier %s", m.checkers(), d.Name)
	if d.Edition != "" {
		m.printf(", edition %s", quote.Markdown(d.Edition))
	}
	m.printf("; SHA-256 %s.\n", d.Digest())
}

// item says a number and the ids that it counts; nothing if there are none.
func (m *markdown) item(what string, ids []string) {
	if len(ids) > 0 {
		m.printf("- **%d** %s: %s\n", len(ids), what, strings.Join(ids, ", "))
	}
}

func (m *markdown) claims(keep func(*sources.Claim) bool) []string {
	var ids []string
	for i := range m.g.Dossier().Claims {
		if c := &m.g.Dossier().Claims[i]; keep(c) {
			ids = append(ids, string(c.ID))
		}
	}
	return ids
}

// drawn counts the contacts, or the affiliations, that a figure draws.
func (m *markdown) drawn(affiliations bool) int {
	n := 0
	for c := range m.g.All() {
		if c.Drawn() && c.IsAffiliation() == affiliations {
			n++
		}
	}
	return n
}

func (m *markdown) inState(s graph.State) []string {
	var ids []string
	for c := range m.g.Contacts() {
		if c.State == s {
			ids = append(ids, string(c.ID))
		}
	}
	return ids
}

// documents lists the documents that claims stand in, and those that they rest on in the end.
func (m *markdown) documents() (cited, roots []string) {
	for _, c := range m.cite.List {
		cited = append(cited, string(c.Document.ID))
		for _, root := range m.g.Dossier().Roots(c.Document.ID) {
			if !slices.Contains(roots, string(root)) {
				roots = append(roots, string(root))
			}
		}
	}
	return cited, roots
}

// checkers says by how many people the passages were checked, who they are and when last, and how far the second readings of
// passages agree with the rows; nothing if nobody did either.
func (m *markdown) checkers() string {
	var who []string
	n, last := 0, ""
	for i := range m.g.Dossier().Claims {
		c := &m.g.Dossier().Claims[i]
		if c.Checking() != sources.Checked {
			continue
		}
		n++
		if !slices.Contains(who, c.CheckedBy) {
			who = append(who, c.CheckedBy)
		}
		last = max(last, c.CheckedOn.String())
	}
	says := ""
	if who != nil {
		says = fmt.Sprintf("Of %s, %d %s compared with the passage, by %s (%s)", words.Plural(len(m.g.Dossier().Claims), "row"), n, wasOrWere(n),
			people(len(who)), quote.Markdown(strings.Join(who, ", ")))
		if last != "" {
			says += ", last on " + last
		}
		says += ". "
	}
	for _, c := range agreement.Of(m.g.Dossier()) {
		says += fmt.Sprintf("The passages of %s were read a second time, by %s, without the rows; the two agree in ", words.Plural(c.Claims, "row"), quote.Markdown(c.Coder))
		var fields []string
		for _, f := range c.Fields {
			field := fmt.Sprintf("%s %.0f %%", f.Name, 100*f.Share())
			if kappa, ok := f.Kappa(); ok {
				field += fmt.Sprintf(" (kappa %.2f)", kappa)
			}
			fields = append(fields, field)
		}
		says += strings.Join(fields, ", ") + ". "
	}
	return says
}

func wasOrWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func people(n int) string {
	if n == 1 {
		return "one person or team"
	}
	return fmt.Sprintf("%d people or teams", n)
}

func (m *markdown) contacts(heading string, keep func(*graph.Contact) bool) {
	begun := false
	for c := range m.g.All() {
		if !keep(c) {
			continue
		}
		if !begun {
			m.printf("\n## %s\n\n| who | | with whom | what | when | state | origins | sources |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n", heading)
			begun = true
		}
		arrow := "–"
		if c.Directed {
			arrow = "→"
		}
		what := c.Label()
		for _, h := range c.Hedges() {
			what += ", “" + h + "”"
		}
		m.printf("| %s | %s | %s | %s | %s | %s | %s | %s |\n", quote.MarkdownCell(m.name(c.From)), arrow, quote.MarkdownCell(m.name(c.To)), quote.MarkdownCell(what), quote.MarkdownCell(m.when(c)),
			c.State, c.Origins.Range(), m.cite.Marks(c.Claims, nil))
	}
}

// when says when it happened, and if that may lie outside the time that was asked for.
func (m *markdown) when(c *graph.Contact) string {
	if c.Perhaps {
		return quote.Joined("; ", c.When(), "perhaps not in the time asked for")
	}
	return c.When()
}

func (m *markdown) name(id sources.ActorID) string {
	if a := m.g.Dossier().Actor(id); a != nil {
		return a.Name
	}
	return string(id)
}

func (m *markdown) sources() {
	if len(m.cite.List) == 0 {
		return
	}
	m.printf("\n## Sources\n\n")
	for _, c := range m.cite.List {
		// a numbered list would be numbered anew where the selection leaves out a source
		m.printf("- **%d** %s", c.Number, quote.Markdown(words.English().Document(c.Document)))
		if c.Document.URL != "" {
			m.printf(", <%s>", c.Document.URL)
		}
		if rests := words.English().RestsOn(m.g.Dossier(), c.Document); rests != "" {
			m.printf(". Rests on: %s", quote.Markdown(rests))
		}
		if where := c.Where(words.English()); where != "" {
			m.printf(". Passages: %s", quote.Markdown(where))
		}
		m.printf("\n")
	}
}
