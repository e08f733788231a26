package figure

import (
	"fmt"
	"net/url"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// WhenAndHedge says when a contact took place, in which words its documents hedge it, and whether it may lie outside the time
// that was asked for.
func WhenAndHedge(c *graph.Contact) string {
	var parts []string
	if when := c.When(); when != "" {
		parts = append(parts, when)
	}
	for _, hedge := range c.Hedges() {
		parts = append(parts, "“"+hedge+"”")
	}
	if c.Perhaps {
		parts = append(parts, "perhaps")
	}
	return strings.Join(parts, ", ")
}

func stanceWord(s sources.Stance) string {
	if s == sources.Denies {
		return "denied"
	}
	return "disputed"
}

// speaker names who made a claim: the first of its chain, else its document's publisher.
func (s *sheet) speaker(cl *sources.Claim) string {
	if len(cl.AssertedBy) == 0 {
		if doc := s.g.Dossier().Document(cl.Document); doc != nil {
			return outlet(doc)
		}
		return "no source"
	}
	return speakerName(s.g.Dossier(), cl.AssertedBy[0])
}

func speakerName(dossier *sources.Dossier, sp sources.Speaker) string {
	if a := dossier.Actor(sp.Actor); a != nil {
		return a.Short
	}
	if doc := dossier.Document(sp.Document); doc != nil {
		return outlet(doc)
	}
	return sp.Text
}

func outlet(doc *sources.Document) string {
	if doc.Publisher != "" {
		return doc.Publisher
	}
	return doc.Name()
}

func (s *sheet) name(id sources.ActorID) string {
	if a := s.g.Dossier().Actor(id); a != nil {
		return a.Short
	}
	return string(id)
}

// SideName is what an actor is grouped by: his side, else the English name of his country, else "".
func SideName(a *sources.Actor) string {
	if a.Side != "" {
		return a.Side
	}
	return countryName(a.Country)
}

// paragraph says a claim in full: its id, what the document does and how it hedges, the summary, who told whom, and where the
// passage stands.
func (s *sheet) paragraph(cl *sources.Claim) string {
	dossier := s.g.Dossier()
	says := fmt.Sprintf("Claim %s %s", cl.ID, cl.Stance)
	if cl.Modality != sources.Happened {
		says += ", " + cl.Modality.String()
	}
	if cl.Hedge != "" {
		says += ", “" + cl.Hedge + "”"
	}
	if when := cl.Date.Words(); when != "" {
		says += ", " + when
	}
	parts := []string{says + "."}
	if cl.Summary != "" {
		parts = append(parts, cl.Summary)
	}
	var chain []string
	for _, sp := range cl.AssertedBy {
		link := speakerName(dossier, sp)
		switch {
		case sp.Anonymous:
			link += " (anonymous)"
		case sp.OnRecord:
			link += " (on record)"
		}
		chain = append(chain, link)
	}
	if doc := dossier.Document(cl.Document); doc != nil {
		chain = append(chain, outlet(doc))
		parts = append(parts, "Told by: "+strings.Join(chain, " > ")+".")
		where := Describe(doc)
		for _, more := range []string{cl.Locator, doc.URL} {
			if more != "" {
				where += ", " + more
			}
		}
		parts = append(parts, fmt.Sprintf("Source %s: %s", s.fig.Citations.Mark(cl), where))
	}
	return strings.Join(parts, " ")
}

// Sentence says a contact in words, as a screen reader would read it.
func Sentence(d *sources.Dossier, c *graph.Contact, cite *Citations) string {
	name := func(id sources.ActorID) string {
		if a := d.Actor(id); a != nil {
			return a.Name
		}
		return string(id)
	}
	joint := " and "
	if c.Directed {
		joint = " to "
	}
	parts := []string{name(c.From) + joint + name(c.To) + ": " + c.Label()}
	if c.IsAffiliation() {
		parts[0] = name(c.From) + joint + name(c.To) + ": belongs (" + c.Label() + ")"
	} else if kind := strings.ReplaceAll(c.Kind.String(), "-", " "); kind != c.Label() {
		parts[0] += " (" + kind + ")"
	}
	if when := c.When(); when != "" {
		parts = append(parts, when)
	}
	if !c.IsAffiliation() {
		parts = append(parts, c.State.String())
	}
	parts = append(parts, c.Origins.String())
	if marks := cite.Marks(c.Claims, func(*sources.Claim) bool { return true }); marks != "" {
		parts = append(parts, fmt.Sprintf("source %s", strings.ReplaceAll(marks, ",", ", ")))
	}
	return strings.Join(parts, "; ")
}

// Describe names outlet, title and date of a document.
func Describe(doc *sources.Document) string {
	var parts []string
	if doc.Publisher != "" {
		parts = append(parts, doc.Publisher)
	}
	switch {
	case strings.HasPrefix(doc.Title, "["):
		parts = append(parts, doc.Title)
	case doc.Title != "":
		parts = append(parts, "“"+doc.Title+"”")
	case doc.Publisher == "":
		parts = append(parts, site(doc.URL))
	}
	if issued := doc.Published(); issued != "" {
		parts = append(parts, issued)
	}
	return strings.Join(parts, ", ")
}

// RestsOn names what a document rests on by derived_from, nearest first; "" if it rests on nothing else.
func RestsOn(d *sources.Dossier, doc *sources.Document) string {
	var names []string
	seen := map[sources.DocumentID]bool{doc.ID: true}
	for level := doc.DerivedFrom; len(level) > 0; {
		var next []sources.DocumentID
		for _, id := range level {
			if from := d.Document(id); from != nil && !seen[id] {
				seen[id] = true
				names = append(names, Describe(from))
				next = append(next, from.DerivedFrom...)
			}
		}
		level = next
	}
	return strings.Join(names, "; itself on ")
}

// Followable tells whether a link may be followed: http and https only.
func Followable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// site is the host of an address.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// shortAddress is an address as a printed page shows it.
func shortAddress(address string) string {
	short := strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(short, "www."), "/")
}

// Count says a number with its word: "1 claim", "2 claims".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// tableOf says contacts as a table.
func (s *sheet) tableOf(contacts []*graph.Contact) Table {
	t := Table{Head: []string{"From", "To", "Contact", "Direction", "When", "State", "Sources"}}
	for _, c := range contacts {
		t.Rows = append(t.Rows, s.row(c))
	}
	return t
}

// row says a contact in the cells of a table.
func (s *sheet) row(c *graph.Contact) []string {
	direction, state := "mutual, or not told", c.State.String()
	if c.Directed {
		direction = "one-sided"
	}
	if c.IsAffiliation() {
		direction, state = "", "affiliation, "+state
	}
	marks := s.fig.Citations.Marks(c.Claims, func(*sources.Claim) bool { return true })
	return []string{s.name(c.From), s.name(c.To), c.Label(), direction, WhenAndHedge(c), state, marks}
}
