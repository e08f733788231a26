// Package texts writes what people read as text: the figure in words, the correction note, the bibliography.
package texts

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

// Markdown is the format.
var Markdown = format.Format[*rows.Job]{
	Description: format.Description{Name: "md", Ext: ".md",
		About: "the figure in words: sourcing statement, table of contacts, sources",
		Holds: "the figure in words: sourcing, contacts, sources",
		Takes: []format.Option{format.Title, format.Subtitle, format.Language, format.Numbering},
		Omits: []format.Omission{
			{Columns: []string{"actors", "documents", "claims"},
				Why: "a text for publication tells contacts in words, and no rows"},
		},
	},
	Write: writeMarkdown,
}

// writeMarkdown writes what a figure says in words: a statement of how the list was sourced, every number of it with
// the ids it counts, then the contacts as a table and the numbered sources. It is the text alternative to the figure.
func writeMarkdown(w io.Writer, j *rows.Job) error {
	g, v := j.Graph, j.Voice
	m := markdown{w: bufio.NewWriter(w), g: g, cite: words.Cite(g), voice: v}
	m.printf("# %s\n", quote.Markdown(j.Title))
	if j.Subtitle != "" {
		m.printf("\n%s\n", quote.Markdown(j.Subtitle))
	}
	if says := v.Selections.Shown(g); says != "" {
		m.printf("\n%s\n", quote.Markdown(v.Say("sentence", "text", says)))
	}
	m.statement(j.Verified)
	m.contacts(v.Say("contacts"), func(c *graph.Contact) bool { return c.Drawn() && !c.IsTie() })
	ties := v.Say("markdown.ties")
	if words.TiesOf(g) == words.Affiliations {
		ties = v.Say("markdown.affiliations")
	}
	m.contacts(ties, func(c *graph.Contact) bool { return c.Drawn() && c.IsTie() })
	m.contacts(v.Say("markdown.not-drawn"), func(c *graph.Contact) bool { return !c.Drawn() })
	m.sources()
	return m.w.Flush() // a bufio.Writer remembers its first error
}

type markdown struct {
	w     *bufio.Writer
	g     *graph.Graph
	cite  *words.Citations
	voice words.Voice
}

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(m.w, format, args...) }

// statement is the paragraph on method that a report needs, and below it what each number counts.
func (m *markdown) statement(verified rows.Verified) {
	d := m.g.Dossier()
	documents, roots := m.documents()
	v := m.voice
	m.printf("\n## %s\n\n%s %s\n\n", v.Say("markdown.sourcing"),
		v.Say("markdown.list", "claims", len(d.Claims), "documents", len(documents), "roots", len(roots)),
		v.Say("markdown.figure", "contacts", m.drawn(false), "ties", v.Count(m.drawn(true), words.TiesOf(m.g))))
	m.item(v.Say("markdown.item.documents", "n", len(documents)), documents)
	m.item(v.Say("markdown.item.roots", "n", len(roots)), roots)
	for _, s := range graph.States() {
		ids := m.inState(s)
		m.item(v.Say("markdown.item.state", "n", len(ids), "state", v.Evidence.Means(s)), ids)
	}
	ids := m.claims(func(c *sources.Claim) bool { return c.Detail().Hedge != "" })
	m.item(v.Say("markdown.item.hedged", "n", len(ids)), ids)
	ids = m.claims(func(c *sources.Claim) bool { return c.Stance == sources.NoComment })
	m.item(v.Say("markdown.item.no-comment", "n", len(ids)), ids)
	ids = m.claims(func(c *sources.Claim) bool { return c.Detail().Anchor.IsZero() })
	m.item(v.Say("markdown.item.unmarked", "n", len(ids)), ids)
	ids = m.claims(func(c *sources.Claim) bool { return c.Checking() == sources.Unchecked })
	m.item(v.Say("markdown.item.unchecked", "n", len(ids)), ids)
	ids = m.claims(func(c *sources.Claim) bool { return c.Checking() == sources.Outdated })
	m.item(v.Say("markdown.item.changed", "n", len(ids)), ids)
	ids = m.claims(func(c *sources.Claim) bool { return c.Checking() == sources.Doubted })
	m.item(v.Say("markdown.item.doubted", "n", len(ids)), ids)
	if says := verified.In(v); says != "" {
		m.printf("\n%s\n", says)
	}
	m.printf("\n%s%s\n", m.checkers(), quote.Markdown(v.Notes.Edition(d)))
}

// item says what a number counts, with the number in bold, and each of them; nothing if there are none.
func (m *markdown) item(what string, ids []string) {
	if n := strconv.Itoa(len(ids)); len(ids) > 0 {
		m.printf("- %s: %s\n", strings.Replace(what, n, "**"+n+"**", 1), quote.Markdown(m.voice.Semicolons(ids...)))
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

// drawn counts the contacts, or the ties, that a figure draws.
func (m *markdown) drawn(ties bool) int {
	n := 0
	for c := range m.g.All() {
		if c.Drawn() && c.IsTie() == ties {
			n++
		}
	}
	return n
}

func (m *markdown) inState(s graph.State) []string {
	var ids []string
	for c := range m.g.Contacts() {
		if c.State == s {
			ids = append(ids, m.voice.Facts(m.voice.Contacts.Parties(m.g.Dossier(), c, words.Short), c.Naming().Label()))
		}
	}
	return ids
}

// documents names the documents that claims stand in, with their numbers, and those that they rest on in the end.
func (m *markdown) documents() (cited, roots []string) {
	d, seen := m.g.Dossier(), map[sources.DocumentID]bool{}
	for _, c := range m.cite.List {
		cited = append(cited, m.voice.Say("markdown.document", "document", words.Outlet(c.Document), "n", c.Number))
		for _, id := range d.Roots(c.Document.ID) {
			if root := d.Document(id); root != nil && !seen[id] {
				seen[id] = true
				roots = append(roots, m.voice.Facts(words.Outlet(root), m.voice.Documents.Published(root)))
			}
		}
	}
	return cited, roots
}

// checkers says by how many people the passages were checked, who they are and when last, and how far the second
// readings of passages agree with the rows; nothing if nobody did either.
func (m *markdown) checkers() string {
	var who []string
	n, last := 0, ""
	for i := range m.g.Dossier().Claims {
		c := &m.g.Dossier().Claims[i]
		if c.Checking() != sources.Checked {
			continue
		}
		n++
		if !slices.Contains(who, c.Detail().CheckedBy) {
			who = append(who, c.Detail().CheckedBy)
		}
		last = max(last, c.Detail().CheckedOn.String())
	}
	v, says := m.voice, ""
	if who != nil {
		names := quote.Markdown(v.Facts(who...))
		says = v.Say("markdown.checked", "rows", len(m.g.Dossier().Claims), "n", n, "people", len(who), "names",
			names) + " "
		if last != "" {
			says = v.Say("markdown.checked-on", "rows", len(m.g.Dossier().Claims), "n", n, "people", len(who), "names",
				names, "date", last) + " "
		}
	}
	for _, c := range agreement.Of(m.g.Dossier()) {
		if c.Claims == 0 { // of a whole document in which nothing was found that a row has
			continue
		}
		var fields []string
		for _, f := range c.Fields {
			share := fmt.Sprintf("%.0f", 100*f.Share())
			if kappa, ok := f.Kappa(); ok {
				fields = append(fields, v.Say("markdown.agreement.kappa", "field", v.Lists.Column(f.Name), "share", share,
					"kappa", fmt.Sprintf("%.2f", kappa)))
			} else {
				fields = append(fields, v.Say("markdown.agreement", "field", v.Lists.Column(f.Name), "share", share))
			}
		}
		says += v.Say("markdown.second", "rows", c.Claims, "coder", quote.Markdown(c.Coder), "fields",
			v.Facts(fields...)) + " "
	}
	return says
}

func (m *markdown) contacts(heading string, keep func(*graph.Contact) bool) {
	begun := false
	for c := range m.g.All() {
		if !keep(c) {
			continue
		}
		if !begun {
			v := m.voice
			m.printf("\n## %s\n\n| %s | | %s | %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- | --- | --- | "+
				"--- |\n", heading, v.Say("markdown.who"), v.Say("markdown.with-whom"),
				v.Say("markdown.what"), v.Say("markdown.when"), v.Say("markdown.state"), v.Say("markdown.origins"),
				v.Say("markdown.sources"))
			begun = true
		}
		one, other := m.voice.Contacts.Sides(m.g.Dossier(), c, words.Full)
		m.printf("| %s | %s | %s | %s | %s | %s | %s | %s |\n", quote.MarkdownCell(one),
			words.English().Lists.Way(c), quote.MarkdownCell(other), quote.MarkdownCell(m.voice.Contacts.What(c)),
			quote.MarkdownCell(m.when(c)),
			quote.MarkdownCell(m.voice.Evidence.State(c.State)), c.Origins.Range(), m.cite.Marks(c.Claims, nil))
	}
}

// when says when it happened, and if that may lie outside the time that was asked for.
func (m *markdown) when(c *graph.Contact) string {
	if c.Perhaps {
		return m.voice.Semicolons(m.voice.Contacts.When(c), m.voice.Say("markdown.perhaps"))
	}
	return m.voice.Contacts.When(c)
}

func (m *markdown) sources() {
	if len(m.cite.List) == 0 {
		return
	}
	m.printf("\n## %s\n\n", m.voice.Say("sources"))
	for _, c := range m.cite.List {
		// a numbered list would be numbered anew where the selection leaves out a source
		m.printf("- **%d** %s", c.Number, quote.Markdown(m.voice.Documents.CitedInOrder(c.Document)))
		if c.Document.URL != "" {
			m.printf(", <%s>", c.Document.URL)
		}
		if rests := m.voice.Documents.RestsOnInOrder(m.g.Dossier(), c.Document); rests != "" {
			m.printf(". %s", quote.Markdown(m.voice.Say("sources.rests-on", "documents", rests)))
		}
		if where := c.Where(m.voice); where != "" {
			m.printf(". %s", quote.Markdown(m.voice.Say("sources.passages", "passages", where)))
		}
		m.printf("\n")
	}
}
