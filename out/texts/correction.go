package texts

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/change"
)

// WriteCorrections writes a comparison as a correction note in Markdown: what an editor publishes beside a figure that was
// corrected. It says what was wrong and what is right, what is new and what no longer stands, contact by contact and row by row, with
// numbered sources of its own. Changes that a reader of the figure cannot see, such as who checked a row, are counted at the end.
func WriteCorrections(w io.Writer, c *graph.Comparison) error {
	n := note{markdown: markdown{w: bufio.NewWriter(w), g: c.New}, c: c}
	n.head()
	n.contacts("Contacts", false)
	n.contacts("Affiliations", true)
	n.claims()
	n.documents()
	n.actors()
	n.unseen()
	n.sourceList()
	return n.w.Flush() // a bufio.Writer remembers its first error
}

// A note is a correction note in the making.
type note struct {
	markdown
	c      *graph.Comparison
	cited  []citedSource
	hidden map[string]int // by column
}

// A citedSource is a document of the list at the end; of two editions of one, the new one.
type citedSource struct {
	document *sources.Document
	old      bool // it is gone from the new edition
}

// unseenColumns say how a row was checked and kept, and nothing that a reader of a figure sees.
var unseenColumns = []string{"id", "note", "anchor", "checked_by", "checked_on", "path", "sha256", "accessed", "alias", "wikidata", "same_as", "not_same_as", "contact", "about"}

func (n *note) head() {
	d := n.c.Rows.New
	title := d.Title
	if title == "" {
		title = d.Name
	}
	n.printf("# Corrections: %s\n\n", quote.Markdown(title))
	if n.c.None() {
		n.printf("Nothing was corrected: both editions say the same.\n")
		return
	}
	for _, c := range n.c.Rows.About {
		switch {
		case c.Old == "":
			n.printf("The %s is now “%s”.\n\n", c.Column, quote.Markdown(c.New))
		case c.New == "":
			n.printf("The %s “%s” was taken out.\n\n", c.Column, quote.Markdown(c.Old))
		default:
			n.printf("The %s is now “%s”; before: “%s”.\n\n", c.Column, quote.Markdown(c.New), quote.Markdown(c.Old))
		}
	}
}

// contacts says which contacts are in another state, new, or gone.
func (n *note) contacts(heading string, affiliations bool) {
	begun := false
	for _, d := range n.c.Contacts {
		c, g := d.New, n.c.New
		if c == nil {
			c, g = d.Old, n.c.Old
		}
		words := n.difference(d)
		if c.IsAffiliation() != affiliations || words == "" {
			continue
		}
		if !begun {
			n.printf("## %s\n\n", heading)
			begun = true
		}
		n.printf("- **%s**: %s%s\n", quote.Markdown(parties(g, c)+", "+c.Label()), words, n.marks(g, c.Claims))
	}
	if begun {
		n.printf("\n")
	}
}

func parties(g *graph.Graph, c *graph.Contact) string {
	joint := " and "
	if c.Directed {
		joint = " to "
	}
	return fullName(g.Dossier(), c.From) + joint + fullName(g.Dossier(), c.To)
}

func fullName(d *sources.Dossier, id sources.ActorID) string {
	if a := d.Actor(id); a != nil {
		return a.Name
	}
	return string(id)
}

// difference says what became of a contact, "" if a reader sees nothing of it.
func (n *note) difference(d graph.Difference) string {
	switch {
	case d.Old == nil:
		return "new; " + quote.Markdown(d.New.State.Means())
	case d.New == nil:
		return "no longer in the list; before: " + quote.Markdown(d.Old.State.Means())
	}
	var said []string
	for _, f := range d.Facts {
		old, new := f.Old, f.New
		switch f.Column {
		case "checked", "documents":
			continue
		case "from", "to":
			old, new = fullName(n.c.Rows.Old, sources.ActorID(old)), fullName(n.c.Rows.New, sources.ActorID(new))
			said = append(said, quote.Markdown(fmt.Sprintf("%s, not %s", new, old)))
		case "state":
			said = append(said, quote.Markdown(fmt.Sprintf("now %s; before, %s", d.New.State.Means(), d.Old.State.Means())))
		case "origins":
			if d.Old.State != d.New.State {
				continue // which says it in words
			}
			said = append(said, quote.Markdown(fmt.Sprintf("now %s; before, %s", d.New.Origins, d.Old.Origins)))
		case "direction":
			said = append(said, map[string]string{"directed": "runs one way, not both", "mutual": "runs both ways, or which way is not told"}[new])
		case "when":
			said = append(said, quote.Markdown(instead("when", old, new)))
		default:
			said = append(said, quote.Markdown(instead(f.Column, strings.ReplaceAll(old, "-", " "), strings.ReplaceAll(new, "-", " "))))
		}
	}
	return strings.Join(said, "; ")
}

// instead says what stands in the place of what: "date: by September 2014, not 2014".
func instead(what, old, new string) string {
	switch {
	case old == "":
		return fmt.Sprintf("%s: %s (before, none was given)", what, new)
	case new == "":
		return fmt.Sprintf("%s: none is given now (before, %s)", what, old)
	}
	return fmt.Sprintf("%s: %s, not %s", what, new, old)
}

// marks cite the documents of claims: " [1, 2]".
func (n *note) marks(g *graph.Graph, claims []*sources.Claim) string {
	var numbers []string
	for _, cl := range claims {
		if number := n.number(g.Dossier(), cl.Document); number > 0 && !slices.Contains(numbers, fmt.Sprint(number)) {
			numbers = append(numbers, fmt.Sprint(number))
		}
	}
	if numbers == nil {
		return ""
	}
	return ` \[` + strings.Join(numbers, ", ") + `\]`
}

// passage cites where one claim stands: " [1, para. 4]".
func (n *note) passage(g *graph.Graph, cl *sources.Claim) string {
	number := n.number(g.Dossier(), cl.Document)
	switch {
	case number == 0:
		return ""
	case cl.Locator == "":
		return fmt.Sprintf(` \[%d\]`, number)
	}
	return fmt.Sprintf(` \[%d, %s\]`, number, quote.Markdown(cl.Locator))
}

// number is that of a document in the list of sources, to which it is added if it is not there.
func (n *note) number(d *sources.Dossier, id sources.DocumentID) int {
	if id == "" {
		return 0
	}
	doc, old := d.Document(id), false
	if d == n.c.Rows.Old {
		if now := n.c.Rows.New.Document(n.c.Rows.Document(id)); now != nil {
			doc = now
		} else {
			old = true
		}
	}
	if doc == nil {
		return 0
	}
	for i, c := range n.cited {
		if c.document == doc {
			return i + 1
		}
	}
	n.cited = append(n.cited, citedSource{doc, old})
	return len(n.cited)
}

// claims says what documents are now said to say.
func (n *note) claims() {
	headings := map[change.Kind]string{change.Changed: "Corrected", change.Added: "Added", change.Removed: "Withdrawn"}
	for _, kind := range []change.Kind{change.Changed, change.Removed, change.Added} {
		begun := false
		for _, r := range n.c.Rows.Claims {
			if r.Kind != kind {
				continue
			}
			line := n.claim(r)
			if line == "" {
				continue
			}
			if !begun {
				n.printf("## %s\n\n", headings[kind])
				begun = true
			}
			n.printf("- %s\n", line)
		}
		if begun {
			n.printf("\n")
		}
	}
}

func (n *note) claim(r change.Row[sources.Claim]) string {
	cl, g := r.New, n.c.New
	if cl == nil {
		cl, g = r.Old, n.c.Old
	}
	says := quote.Markdown(statement(g.Dossier(), cl)) + n.passage(g, cl)
	if r.Kind != change.Changed {
		return says
	}
	var said []string
	for _, c := range r.Cells {
		if n.hide(c.Column) {
			continue
		}
		said = append(said, quote.Markdown(n.cell(c, r.Old, r.New)))
	}
	if said == nil {
		return ""
	}
	says += ": " + strings.Join(said, "; ")
	if slices.ContainsFunc(r.Cells, func(c change.Cell) bool { return c.Column == "document" }) {
		says += "; before, from" + n.passage(n.c.Old, r.Old)
	}
	return says
}

// hide counts a column that a reader does not see, and tells whether it is one.
func (n *note) hide(column string) bool {
	if !slices.Contains(unseenColumns, column) {
		return false
	}
	if n.hidden == nil {
		n.hidden = map[string]int{}
	}
	n.hidden[column]++
	return true
}

// cell says a cell of a claim in words.
func (n *note) cell(c change.Cell, old, new *sources.Claim) string {
	switch c.Column {
	case "actor":
		return instead("party", fullNames(n.c.Rows.Old, old.Actors), fullNames(n.c.Rows.New, new.Actors))
	case "recipient":
		return instead("party", fullNames(n.c.Rows.Old, old.Recipients), fullNames(n.c.Rows.New, new.Recipients))
	case "document":
		return "another source"
	case "date":
		return instead("date", old.Date.Words(), new.Date.Words())
	case "asserted_by":
		return instead("told by", chainWords(n.c.Rows.Old, old.AssertedBy), chainWords(n.c.Rows.New, new.AssertedBy))
	}
	return instead(strings.ReplaceAll(c.Column, "_", " "), c.Old, c.New)
}

func fullNames(d *sources.Dossier, ids []sources.ActorID) string {
	var names []string
	for _, id := range ids {
		names = append(names, fullName(d, id))
	}
	return strings.Join(names, ", ")
}

// chainWords names who told whom, with the names that actors and documents have.
func chainWords(d *sources.Dossier, chain sources.Chain) string {
	named := slices.Clone(chain)
	for i, sp := range named {
		if doc := d.Document(sp.Document); doc != nil {
			named[i].Text = words.English().Document(doc)
		} else if a := d.Actor(sp.Actor); a != nil {
			named[i].Text = a.Name
		}
	}
	return named.String()
}

// statement is what a claim says, in its own summary or in the words of its cells.
func statement(d *sources.Dossier, cl *sources.Claim) string {
	if cl.Summary != "" {
		return cl.Summary
	}
	joint := " and "
	if cl.Directed {
		joint = " to "
	}
	says := fullNames(d, cl.Actors)
	if len(cl.Recipients) > 0 {
		says += joint + fullNames(d, cl.Recipients)
	}
	says += ", " + strings.ReplaceAll(cl.Kind.String(), "-", " ")
	if !cl.Date.IsZero() {
		says += ", " + cl.Date.Words()
	}
	if cl.Stance != sources.Reports {
		says += " (" + cl.Stance.String() + ")"
	}
	return says
}

// documents says what is told otherwise about the sources.
func (n *note) documents() {
	var lines []string
	for _, r := range n.c.Rows.Documents {
		switch r.Kind {
		case change.Merged:
			lines = append(lines, fmt.Sprintf("%s and %s are one and the same document, and count as one.", quote.Markdown(words.English().Document(r.Old)), quote.Markdown(words.English().Document(r.New))))
		case change.Changed:
			var said []string
			for _, c := range r.Cells {
				if n.hide(c.Column) {
					continue
				}
				what, old, new := strings.ReplaceAll(c.Column, "_", " "), c.Old, c.New
				switch c.Column {
				case "issued":
					what, old, new = "published", r.Old.Published(), r.New.Published()
				case "derived_from":
					what, old, new = "rests on", words.English().RestsOn(n.c.Rows.Old, r.Old), words.English().RestsOn(n.c.Rows.New, r.New)
				}
				said = append(said, quote.Markdown(instead(what, old, new)))
			}
			if said != nil {
				lines = append(lines, fmt.Sprintf("%s \\[%d\\]: %s", quote.Markdown(words.English().Document(r.New)), n.number(n.c.Rows.New, r.New.ID), strings.Join(said, "; ")))
			}
		}
	}
	n.lines("About the sources", lines)
}

// actors says who is called or shown otherwise.
func (n *note) actors() {
	var lines []string
	for _, a := range n.c.Rows.Actors {
		switch a.Kind {
		case change.Merged:
			lines = append(lines, fmt.Sprintf("%s and %s are one and the same, and are shown as one.", quote.Markdown(a.Old.Name), quote.Markdown(a.New.Name)))
		case change.Split:
			lines = append(lines, fmt.Sprintf("%s is shown by itself; before, as %s.", quote.Markdown(a.New.Name), quote.Markdown(fullName(n.c.Rows.Old, a.From))))
		case change.Changed:
			var said []string
			for _, c := range a.Cells {
				if n.hide(c.Column) {
					continue
				}
				what, old, new := strings.ReplaceAll(c.Column, "_", " "), c.Old, c.New
				if c.Column == "part_of" {
					what, old, new = "belongs to", fullNames(n.c.Rows.Old, a.Old.PartOf), fullNames(n.c.Rows.New, a.New.PartOf)
				}
				said = append(said, quote.Markdown(instead(what, old, new)))
			}
			if said != nil {
				lines = append(lines, fmt.Sprintf("%s: %s", quote.Markdown(a.New.Name), strings.Join(said, "; ")))
			}
		}
	}
	n.lines("About those named", lines)
}

func (n *note) lines(heading string, lines []string) {
	if lines == nil {
		return
	}
	n.printf("## %s\n\n", heading)
	for _, line := range lines {
		n.printf("- %s\n", line)
	}
	n.printf("\n")
}

// unseen counts what changed and is not told.
func (n *note) unseen() {
	checks := 0
	for _, d := range n.c.Contacts {
		if d.Old != nil && d.New != nil && n.difference(d) == "" {
			checks++
		}
	}
	var parts []string
	for _, column := range unseenColumns {
		if count := n.hidden[column]; count > 0 {
			parts = append(parts, fmt.Sprintf("%s in %s", quote.Markdown(column), words.Plural(count, "row")))
		}
	}
	if checks > 0 {
		parts = append(parts, "how much of "+words.Plural(checks, "contact")+" is documented and checked")
	}
	come, gone := 0, 0
	for _, a := range n.c.Rows.Actors {
		switch a.Kind {
		case change.Added:
			come++
		case change.Removed:
			gone++
		}
	}
	for _, r := range n.c.Rows.Documents {
		switch r.Kind {
		case change.Added:
			come++
		case change.Removed:
			gone++
		}
	}
	if come > 0 {
		parts = append(parts, fmt.Sprintf("%s for actors and documents added", words.Plural(come, "row")))
	}
	if gone > 0 {
		parts = append(parts, fmt.Sprintf("%s for actors and documents removed", words.Plural(gone, "row")))
	}
	if parts != nil {
		n.printf("Not told of above, since it changes nothing that the list says: %s.\n\n", strings.Join(parts, "; "))
	}
}

func (n *note) sourceList() {
	if n.c.None() {
		return
	}
	if len(n.cited) > 0 {
		n.printf("## Sources\n\n")
	}
	for i, c := range n.cited {
		n.printf("%d. %s", i+1, quote.Markdown(words.English().Document(c.document)))
		if c.document.URL != "" {
			n.printf(", <%s>", c.document.URL)
		}
		d := n.c.Rows.New
		if c.old {
			d = n.c.Rows.Old
		}
		if rests := words.English().RestsOn(d, c.document); rests != "" {
			n.printf(". Rests on: %s", quote.Markdown(rests))
		}
		if c.old {
			n.printf(". No longer a source of the list")
		}
		n.printf("\n")
	}
	if len(n.cited) > 0 {
		n.printf("\n")
	}
	n.printf("Compared: %s with %s.\n", edition(n.c.Rows.Old), edition(n.c.Rows.New))
}

// edition names a dossier as it was compared.
func edition(d *sources.Dossier) string {
	says := d.Name
	if d.Edition != "" {
		says += ", edition " + d.Edition
	}
	return quote.Markdown(says) + ", SHA-256 " + d.Digest()
}
