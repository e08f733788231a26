package texts

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/change"
)

// WriteCorrections writes a comparison as a correction note in Markdown: what an editor publishes beside a figure
// that was corrected. It says what was wrong and what is right, what is new and what no longer stands, contact by
// contact and row by row, with numbered sources of its own. Changes that a reader of the figure cannot see, such as
// who checked a row, are counted at the end.
func WriteCorrections(w io.Writer, c *graph.Comparison, v words.Voice) error {
	c = c.Complete()
	n := note{markdown: markdown{w: bufio.NewWriter(w), g: c.New, voice: v}, c: c}
	n.head()
	n.contacts(v.Say("contacts"), false)
	n.contacts(n.ties(), true)
	rows := rowNotes{&n}
	rows.claims()
	rows.documents()
	rows.actors()
	rows.uncounted()
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

// rowNotes is the part of a note that goes row by row, where the part before it goes contact by contact.
type rowNotes struct{ *note }

// A citedSource is a document of the list at the end; of two editions of one, the new one.
type citedSource struct {
	document *sources.Document
	old      bool // it is gone from the new edition
}

// shown tells of each column whether a reader of a figure sees what it says, by the columns' own table. What a
// dossier's own columns hold is known to nobody else, so of them nothing is told.
var shown = sync.OnceValue(func() map[string]bool {
	hidden, all := map[string]bool{}, map[string]bool{}
	for _, c := range sources.Columns() {
		hidden[c.Name] = hidden[c.Name] || c.Reach > sources.Shown
		all[c.Name] = !hidden[c.Name]
	}
	return all
})

func (n *note) head() {
	v := n.voice
	if title := n.c.Rows.New.Title; title != "" {
		n.printf("# %s\n\n", quote.Markdown(v.Say("correction.title-of", "title", title)))
	} else {
		n.printf("# %s\n\n", v.Say("correction.title"))
	}
	fields := n.c.Rows.New.AboutFields()
	// a table that its readers do not see
	about := slices.DeleteFunc(slices.Clone(n.c.Rows.About), func(c change.CellChange) bool {
		return !slices.ContainsFunc(fields, func(f sources.Field) bool { return f.Name == c.Column })
	})
	if seen := n.c.Rows; len(n.c.Contacts) == 0 && len(about)+len(seen.Actors)+len(seen.Documents)+len(seen.Claims) == 0 {
		n.printf("%s\n", v.Say("correction.nothing"))
		return
	}
	for _, c := range about {
		what, old, new := v.Lists.Column(c.Column), quote.Markdown(c.Old), quote.Markdown(c.New)
		switch {
		case c.Old == "":
			n.printf("%s\n\n", v.Say("correction.about.new", "what", what, "new", new))
		case c.New == "":
			n.printf("%s\n\n", v.Say("correction.about.gone", "what", what, "old", old))
		default:
			n.printf("%s\n\n", v.Say("correction.about", "what", what, "old", old, "new", new))
		}
	}
}

// contacts says which contacts are in another state, new, or gone.
// ties is what to call the ties of both editions.
func (n *note) ties() string {
	for _, g := range []*graph.Graph{n.c.Old, n.c.New} {
		if words.TiesOf(g) == words.Ties {
			return n.voice.Say("ties")
		}
	}
	return n.voice.Say("affiliations")
}

func (n *note) contacts(heading string, ties bool) {
	begun := false
	for _, d := range n.c.Contacts {
		c, g := d.New, n.c.New
		if c == nil {
			c, g = d.Old, n.c.Old
		}
		says := n.difference(d)
		if c.IsTie() != ties || says == "" {
			continue
		}
		if !begun {
			n.printf("## %s\n\n", heading)
			begun = true
		}
		n.printf("- **%s**: %s%s\n", quote.Markdown(n.voice.Facts(n.voice.Contacts.Parties(g.Dossier(), c, words.Full),
			c.Naming().Label())), says, n.marks(g, c.Claims))
	}
	if begun {
		n.printf("\n")
	}
}

// difference says what became of a contact, "" if a reader sees nothing of it.
func (n *note) difference(d graph.Difference) string {
	v := n.voice
	switch {
	case d.Old == nil:
		return quote.Markdown(v.Semicolons(v.Say("correction.new"),
			v.Evidence.StateOf(n.c.New.Dossier(), d.New, words.Full)))
	case d.New == nil:
		return quote.Markdown(v.Semicolons(v.Say("correction.gone"),
			v.Say("correction.before", "what", v.Evidence.StateOf(n.c.Old.Dossier(), d.Old, words.Full))))
	}
	var said []string
	for _, f := range d.Facts {
		switch f.Column {
		case "checked", "documents":
		case "from", "to":
			t := v.Changes.Fact(n.c, d, f)
			said = append(said, v.Say("correction.not", "new", t.New, "old", t.Old))
		case "state":
			said = append(said, v.Say("correction.now", "new", v.Evidence.StateOf(n.c.New.Dossier(), d.New, words.Full),
				"old", v.Evidence.StateOf(n.c.Old.Dossier(), d.Old, words.Full)))
		case "origins":
			if d.Old.State == d.New.State { // else the state says it in words
				said = append(said, v.Say("correction.now", "new", v.Evidence.Origins(d.New.Origins), "old",
					v.Evidence.Origins(d.Old.Origins)))
			}
		case "direction":
			said = append(said, v.Say("correction.direction", "how", f.New))
		default:
			said = append(said, v.Changes.Instead(v.Changes.Fact(n.c, d, f)))
		}
	}
	return quote.Markdown(v.Semicolons(said...))
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
func (n rowNotes) claims() {
	v := n.voice
	headings := map[change.Outcome]string{change.Changed: v.Say("correction.corrected"),
		change.Added: v.Say("correction.added"), change.Removed: v.Say("correction.withdrawn")}
	for _, kind := range []change.Outcome{change.Changed, change.Removed, change.Added} {
		begun := false
		for _, r := range n.c.Rows.Claims {
			if r.Outcome != kind {
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

func (n rowNotes) claim(r change.RowChange[sources.Claim]) string {
	cl, g := r.New, n.c.New
	if cl == nil {
		cl, g = r.Old, n.c.Old
	}
	says := quote.Markdown(n.voice.Claims.Statement(g.Dossier(), cl)) + n.passage(g, cl)
	if r.Outcome != change.Changed {
		return says
	}
	var said []string
	for _, c := range r.Cells {
		if n.hide(c.Column) {
			continue
		}
		said = append(said, n.cells(c, r.Old, r.New)...)
	}
	if said == nil {
		return ""
	}
	if slices.ContainsFunc(r.Cells, func(c change.CellChange) bool { return c.Column == "document" }) {
		said = append(said, n.voice.Say("correction.before-from", "passage", strings.TrimSpace(n.passage(n.c.Old, r.Old))))
	}
	return n.voice.Say("correction.line", "what", says, "turns", n.voice.Semicolons(said...))
}

// cells says what became of a cell of a claim, ready for Markdown. Who is no longer named in it is named.
func (n rowNotes) cells(c change.CellChange, old, new *sources.Claim) []string {
	v, from, to := n.voice, n.c.Rows.Old, n.c.Rows.New
	t := v.Changes.ClaimCell(from, to, c, old, new)
	switch c.Column {
	case "document":
		return []string{v.Say("correction.another-source")}
	case "summary":
		if old.Summary != "" && new.Summary != "" { // the line begins with the new one
			return []string{quote.Markdown(v.Say("correction.summary", "old", old.Summary))}
		}
	}
	said := []string{quote.Markdown(v.Changes.Instead(t))}
	var off []string
	for _, id := range named(old, c.Column) {
		if !slices.Contains(named(new, c.Column), n.c.Rows.Actor(id)) {
			off = append(off, words.Full(from, id))
		}
	}
	if off != nil {
		said = append(said, quote.Markdown(v.Say("correction.no-longer-named", "names", v.And(off))))
	}
	return said
}

// named lists the actors that a cell of a claim names.
func named(cl *sources.Claim, column string) []sources.ActorID {
	switch column {
	case "actor":
		return cl.Actors
	case "recipient":
		return cl.Recipients
	case "channel":
		return cl.Detail().Channel.Via
	case "asserted_by":
		var ids []sources.ActorID
		for _, sp := range cl.Detail().AssertedBy {
			if sp.Actor != "" {
				ids = append(ids, sp.Actor)
			}
		}
		return ids
	}
	return nil
}

// hide counts a column that a reader does not see, and tells whether it is one.
func (n rowNotes) hide(column string) bool {
	if shown()[column] {
		return false
	}
	if n.hidden == nil {
		n.hidden = map[string]int{}
	}
	n.hidden[column]++
	return true
}

// documents says what is told otherwise about the sources.
func (n rowNotes) documents() {
	v := n.voice
	var lines []string
	for _, r := range n.c.Rows.Documents {
		switch r.Outcome {
		case change.Merged:
			lines = append(lines, quote.Markdown(v.Say("correction.documents.one", "old", v.Documents.Cited(r.Old), "new",
				v.Documents.Cited(r.New))))
		case change.Changed:
			said := n.turns(r.Cells, func(column string, t *words.Turn) {
				switch column {
				case "issued":
					t.Old, t.New = v.Documents.Published(r.Old), v.Documents.Published(r.New)
				case "derived_from":
					t.Old, t.New = v.Documents.RestsOn(n.c.Rows.Old, r.Old), v.Documents.RestsOn(n.c.Rows.New, r.New)
				}
			})
			what := fmt.Sprintf("%s \\[%d\\]", quote.Markdown(v.Documents.Cited(r.New)), n.number(n.c.Rows.New, r.New.ID))
			lines = n.turned(lines, what, said)
		}
	}
	n.lines(v.Say("correction.documents"), lines)
}

// turns says what cells hold instead of what they held; put has other words for some columns.
func (n rowNotes) turns(cells []change.CellChange, put func(column string, t *words.Turn)) []string {
	var said []string
	for _, c := range cells {
		if n.hide(c.Column) {
			continue
		}
		t := words.Turn{What: n.voice.Lists.Column(c.Column), Old: c.Old, New: c.New}
		put(c.Column, &t)
		said = append(said, quote.Markdown(n.voice.Changes.Instead(t)))
	}
	return said
}

// turned adds the line of what is told otherwise, if anything is.
func (n rowNotes) turned(lines []string, what string, said []string) []string {
	if said == nil {
		return lines
	}
	return append(lines, n.voice.Say("correction.line", "what", what, "turns", n.voice.Semicolons(said...)))
}

// actors says who is called or shown otherwise.
func (n rowNotes) actors() {
	v := n.voice
	var lines []string
	for _, a := range n.c.Rows.Actors {
		switch a.Outcome {
		case change.Merged:
			lines = append(lines, quote.Markdown(v.Say("correction.actors.one", "old", a.Old.Name, "new", a.New.Name)))
		case change.Split:
			lines = append(lines, quote.Markdown(v.Say("correction.actors.split", "actor", a.New.Name, "old",
				words.Full(n.c.Rows.Old, a.From))))
		case change.Changed:
			said := n.turns(a.Cells, func(column string, t *words.Turn) {
				if column == "part_of" {
					t.Old, t.New = v.Actors.Names(n.c.Rows.Old, a.Old.PartOf, words.Full),
						v.Actors.Names(n.c.Rows.New, a.New.PartOf, words.Full)
				}
			})
			lines = n.turned(lines, quote.Markdown(a.New.Name), said)
		}
	}
	n.lines(v.Say("correction.actors"), lines)
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

// uncounted counts what changed and is not told.
func (n rowNotes) uncounted() {
	v, checks := n.voice, 0
	for _, d := range n.c.Contacts {
		if d.Old != nil && d.New != nil && n.difference(d) == "" {
			checks++
		}
	}
	var parts []string
	for _, column := range slices.Sorted(maps.Keys(n.hidden)) {
		parts = append(parts, v.Say("correction.unseen.column", "column", quote.Markdown(column), "n", n.hidden[column]))
	}
	if checks > 0 {
		parts = append(parts, v.Say("correction.unseen.checks", "n", checks))
	}
	come, gone := 0, 0
	count := func(kind change.Outcome) {
		switch kind {
		case change.Added:
			come++
		case change.Removed:
			gone++
		}
	}
	for _, a := range n.c.Rows.Actors {
		count(a.Outcome)
	}
	for _, r := range n.c.Rows.Documents {
		count(r.Outcome)
	}
	if come > 0 {
		parts = append(parts, v.Say("correction.unseen.added", "n", come))
	}
	if gone > 0 {
		parts = append(parts, v.Say("correction.unseen.removed", "n", gone))
	}
	if parts != nil {
		n.printf("%s\n\n", v.Say("correction.unseen", "what", v.Semicolons(parts...)))
	}
}

func (n *note) sourceList() {
	if n.c.None() {
		return
	}
	if len(n.cited) > 0 {
		n.printf("## %s\n\n", n.voice.Say("sources"))
	}
	for i, c := range n.cited {
		n.printf("%d. %s", i+1, quote.Markdown(n.voice.Documents.Cited(c.document)))
		if c.document.URL != "" {
			n.printf(", <%s>", c.document.URL)
		}
		d := n.c.Rows.New
		if c.old {
			d = n.c.Rows.Old
		}
		if rests := n.voice.Documents.RestsOn(d, c.document); rests != "" {
			n.printf(". %s", quote.Markdown(n.voice.Say("sources.rests-on", "documents", rests)))
		}
		if c.old {
			n.printf(". %s", n.voice.Say("correction.no-longer-source"))
		}
		n.printf("\n")
	}
	if len(n.cited) > 0 {
		n.printf("\n")
	}
	n.printf("%s\n", n.voice.Say("correction.compared", "old", n.edition(n.c.Rows.Old), "new", n.edition(n.c.Rows.New)))
}

// edition names a dossier as it was compared.
func (n *note) edition(d *sources.Dossier) string {
	says := n.voice.Say("correction.dossier", "name", d.Name, "digest", d.Digest())
	if d.Edition != "" {
		says = n.voice.Say("correction.edition", "name", d.Name, "edition", d.Edition, "digest", d.Digest())
	}
	return quote.Markdown(says)
}
