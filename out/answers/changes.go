package answers

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change"
)

// Tally counts the changes, in a line: "changed: 2 contacts, 3 claims; added: 1 claim".
func Tally(c *graph.Comparison, v words.Voice) string {
	c = c.Complete()
	counts := map[string]map[words.Noun]int{} // by the word for the change
	add := func(change string, what words.Noun) {
		if counts[change] == nil {
			counts[change] = map[words.Noun]int{}
		}
		counts[change][what]++
	}
	ties := tiesOf(c)
	for _, d := range c.Contacts {
		what := words.Contacts
		if differenceOf(d).IsTie() {
			what = ties
		}
		add(differenceWord(d), what)
	}
	for _, r := range c.Rows.Claims {
		add(claimWord(r), words.Claims)
	}
	for _, r := range c.Rows.Documents {
		add(r.Outcome.String(), words.Documents)
	}
	for _, r := range c.Rows.Actors {
		add(r.Outcome.String(), words.Actors)
	}
	var says []string
	for _, change := range []string{"changed", "appeared", "added", "gone", "removed", "withdrawn", "merged", "split"} {
		var things []string
		for _, what := range []words.Noun{words.Contacts, ties, words.Claims, words.Documents, words.Actors} {
			if n := counts[change][what]; n > 0 {
				things = append(things, v.Count(n, what))
			}
		}
		if change == "changed" && len(c.Rows.About) > 0 {
			things = append(things, v.Say("diff.about"))
		}
		if things != nil {
			says = append(says, v.Say("diff.tally", "change", v.Changes.Word(change), "things", v.Facts(things...)))
		}
	}
	return v.Semicolons(says...)
}

// tiesOf is what to call the ties of both editions.
func tiesOf(c *graph.Comparison) words.Noun {
	if words.TiesOf(c.New) == words.Affiliations {
		return words.TiesOf(c.Old)
	}
	return words.Ties
}

// differenceOf is the contact as it is now or, if it is gone, as it was.
func differenceOf(d graph.Difference) *graph.Contact {
	if d.New != nil {
		return d.New
	}
	return d.Old
}

func differenceWord(d graph.Difference) string {
	switch {
	case d.Old == nil:
		return "appeared"
	case d.New == nil:
		return "gone"
	}
	return "changed"
}

func claimWord(r change.RowChange[sources.Claim]) string {
	if r.Outcome == change.Removed {
		return "withdrawn"
	}
	return r.Outcome.String()
}

// WriteChanges writes a comparison for people.
func WriteChanges(w io.Writer, c *graph.Comparison, v words.Voice) error {
	c = c.Complete()
	r := reporter{page: page{g: c.New, w: w, voice: v}, c: c}
	r.all()
	return r.err
}

// WriteRowChanges writes what changed in the rows of a comparison, without what they add up to.
func WriteRowChanges(w io.Writer, c *graph.Comparison, v words.Voice) error {
	c = c.Complete()
	r := reporter{page: page{g: c.New, w: w, voice: v}, c: c}
	r.rows()
	r.heading(v.Say("diff.dossier"), len(c.Rows.About))
	r.cells(c.Rows.About)
	return r.err
}

// A reporter tells of changes.
type reporter struct {
	page
	c     *graph.Comparison
	begun bool
}

// heading begins a part, with a blank line before all but the first.
func (t *reporter) heading(what string, n int) {
	if n == 0 {
		return
	}
	if t.begun {
		t.printf("\n")
	}
	t.begun = true
	t.printf("%s\n", what)
}

func (t *reporter) all() {
	var contacts, affiliations []graph.Difference
	for _, d := range t.c.Contacts {
		if differenceOf(d).IsTie() {
			affiliations = append(affiliations, d)
		} else {
			contacts = append(contacts, d)
		}
	}
	t.heading(t.voice.Say("contacts"), len(contacts))
	t.contacts(contacts)
	ties := t.voice.Say("affiliations")
	if tiesOf(t.c) == words.Ties {
		ties = t.voice.Say("ties")
	}
	t.heading(ties, len(affiliations))
	t.contacts(affiliations)
	t.rows()
	t.heading(t.voice.Say("diff.dossier"), len(t.c.Rows.About))
	t.cells(t.c.Rows.About)
}

// rows tells of the rows alone.
func (t *reporter) rows() {
	t.heading(t.voice.Say("table.claims"), len(t.c.Rows.Claims))
	for _, r := range t.c.Rows.Claims {
		t.claim(r)
	}
	t.heading(t.voice.Say("diff.documents"), len(t.c.Rows.Documents))
	for _, r := range t.c.Rows.Documents {
		t.document(r)
	}
	t.heading(t.voice.Say("diff.actors"), len(t.c.Rows.Actors))
	for _, a := range t.c.Rows.Actors {
		t.actor(a)
	}
}

func (t *reporter) contacts(list []graph.Difference) {
	for _, d := range list {
		g, c := t.c.New, d.New
		if c == nil {
			g, c = t.c.Old, d.Old
		}
		one, other := t.voice.Contacts.Sides(g.Dossier(), c, words.Short)
		t.printf("  %-9s %s: %s %s %s, %s", t.voice.Changes.Word(differenceWord(d)), c.ID, one,
			t.voice.Lists.Way(c),
			other, c.Naming().Label())
		if d.Old == nil || d.New == nil {
			t.printf("; %s\n", t.voice.Evidence.StateOf(g.Dossier(), c, words.Full))
			continue
		}
		t.printf("\n")
		if d.Old.ID != d.New.ID {
			t.turned("id", string(d.Old.ID), string(d.New.ID))
		}
		for _, f := range d.Facts {
			turn := t.voice.Changes.Fact(t.c, d, f)
			t.turned(turn.What, t.orNothing(turn.Old), t.orNothing(turn.New))
		}
	}
}

// turned writes what was and what is now.
func (t *reporter) turned(what, old, new string) {
	t.printf("      %s: %s %s %s\n", what, old, t.voice.Lists.Becomes(), new)
}

func (t *reporter) orNothing(text string) string {
	if text == "" {
		return t.voice.Say("diff.nothing")
	}
	return text
}

// row writes what became of a row: its place and id, and what it says.
func (t *reporter) row(change string, at sources.Pos, id, says string) {
	if at != (sources.Pos{}) { // a sheet without a table of documents has no row for them
		id = fmt.Sprintf("%s, %s", at, id)
	}
	t.printf("  %-9s %s: %s\n", t.voice.Changes.Word(change), id, says)
}

func (t *reporter) claim(r change.RowChange[sources.Claim]) {
	switch cl := r.New; r.Outcome {
	case change.Changed:
		t.row("changed", cl.Pos(), string(cl.ID), t.voice.Facts(t.aspects(r.Cells)...))
		t.cells(r.Cells)
	case change.Added:
		t.row("added", cl.Pos(), string(cl.ID), t.voice.Claims.InShort(t.c.New.Dossier(), cl))
	default:
		t.row(claimWord(r), r.Old.Pos(), string(r.Old.ID), t.voice.Claims.InShort(t.c.Old.Dossier(), r.Old))
	}
}

// aspects say in a few words what sort of change it is.
func (t *reporter) aspects(cells []change.CellChange) []string {
	var said []string
	for _, c := range cells {
		word := t.voice.Changes.Aspect(c.Column)
		switch {
		case c.Column == "checked_by" && c.Old == "":
			word = t.voice.Say("aspect.checked")
		case c.Column == "checked_by" && c.New == "":
			word = t.voice.Say("aspect.unchecked")
		case c.Column == "checked_on" && slices.ContainsFunc(cells,
			func(c change.CellChange) bool { return c.Column == "checked_by" }):
			continue
		}
		if !slices.Contains(said, word) {
			said = append(said, word)
		}
	}
	return said
}

func (t *reporter) document(r change.RowChange[sources.Document]) {
	switch {
	case r.Outcome == change.Changed:
		t.row("changed", r.New.Pos(), string(r.New.ID), t.voice.Documents.Cited(r.New))
		t.cells(r.Cells)
	case r.Outcome == change.Merged:
		t.row("merged", r.Old.Pos(), string(r.Old.ID), t.voice.Say("diff.same-as", "id", string(r.New.ID), "what",
			t.voice.Documents.Cited(r.New)))
	case r.New != nil:
		t.row(r.Outcome.String(), r.New.Pos(), string(r.New.ID), t.voice.Documents.Cited(r.New))
	default:
		t.row(r.Outcome.String(), r.Old.Pos(), string(r.Old.ID), t.voice.Documents.Cited(r.Old))
	}
}

func (t *reporter) actor(a change.ActorChange) {
	row := a.New
	if row == nil || a.Outcome == change.Merged {
		row = a.Old
	}
	says := []string{row.Name}
	switch a.Outcome {
	case change.Merged:
		says = append(says, t.voice.Say("diff.same-as", "id", string(a.New.ID), "what", a.New.Name))
	case change.Split:
		says = append(says, t.voice.Say("diff.name-of", "actor", words.Short(t.c.Old.Dossier(), a.From)))
	}
	instead := ""
	switch n := len(a.Instead); {
	case n > 0 && a.New == nil:
		instead = t.voice.Say("diff.in-its-place", "n", n, "actors", t.voice.And(shorts(t.c.New, a.Instead)))
	case n > 0:
		instead = t.voice.Say("diff.stands-where", "actors", t.voice.And(shorts(t.c.Old, a.Instead)))
	}
	t.row(a.Outcome.String(), row.Pos(), string(row.ID), t.voice.Semicolons(t.voice.Facts(says...), instead))
	t.cells(a.Cells)
}

func shorts(g *graph.Graph, ids []sources.ActorID) []string {
	var names []string
	for _, id := range ids {
		names = append(names, words.Short(g.Dossier(), id))
	}
	return names
}

const shortCell = 40 // characters of a cell that is shown beside what it was

func (t *reporter) cells(cells []change.CellChange) {
	for _, c := range cells {
		if utf8.RuneCountInString(c.Old) <= shortCell && utf8.RuneCountInString(c.New) <= shortCell {
			t.turned(c.Column, t.quotedOrNothing(c.Old), t.quotedOrNothing(c.New))
			continue
		}
		t.printf("      %s:\n        - %s\n        + %s\n", c.Column, t.quotedOrNothing(c.Old), t.quotedOrNothing(c.New))
	}
}

func (t *reporter) quotedOrNothing(text string) string {
	if text == "" {
		return t.orNothing("")
	}
	return t.voice.Quote(strings.ReplaceAll(text, "\n", "¶"))
}

// Changes is the JSON of a comparison.
type Changes struct {
	Versioned
	Old       Edition             `json:"old"`
	New       Edition             `json:"new"`
	Same      bool                `json:"same"`
	About     []change.CellChange `json:"about"`
	Contacts  []ChangedContact    `json:"contacts"`
	Claims    []ChangedRow        `json:"claims"`
	Documents []ChangedRow        `json:"documents"`
	Actors    []ChangedRow        `json:"actors"`
}

// An Edition is one of the two that are compared.
type Edition struct {
	Name    string `json:"name"`
	Edition string `json:"edition,omitempty"`
	SHA256  string `json:"sha256"`
}

// A ChangedContact is a contact or tie that appeared, is gone, or is told otherwise.
type ChangedContact struct {
	Change      string              `json:"change"`
	ID          string              `json:"id"`
	Affiliation bool                `json:"affiliation,omitempty"`
	Facts       []change.CellChange `json:"facts,omitempty"`
	Old         *Contact            `json:"old,omitempty"`
	New         *Contact            `json:"new,omitempty"`
}

// A ChangedRow is a row that was added, removed or changed.
type ChangedRow struct {
	Change  string              `json:"change"`
	ID      string              `json:"id"`
	Row     string              `json:"row,omitempty"`
	Cells   []change.CellChange `json:"cells,omitempty"`
	From    sources.ActorID     `json:"from,omitempty"`
	Instead []sources.ActorID   `json:"instead,omitempty"`
	Old     any                 `json:"old,omitempty"`
	New     any                 `json:"new,omitempty"`
}

// ChangesOf is what is to be encoded of a comparison.
func ChangesOf(c *graph.Comparison) Changes {
	c = c.Complete()
	edition := func(d *sources.Dossier) Edition { return Edition{d.Name, d.Edition, d.Digest()} }
	r := Changes{Versioned: versioned, Old: edition(c.Rows.Old), New: edition(c.Rows.New), Same: c.None(),
		About:    append([]change.CellChange{}, c.Rows.About...),
		Contacts: []ChangedContact{}, Claims: []ChangedRow{}, Documents: []ChangedRow{}, Actors: []ChangedRow{}}
	for _, d := range c.Contacts {
		record := ChangedContact{Change: differenceWord(d), ID: string(differenceOf(d).ID),
			Affiliation: differenceOf(d).IsTie(), Facts: d.Facts}
		if d.Old != nil {
			old := ContactRecord(d.Old)
			record.Old = &old
		}
		if d.New != nil {
			new := ContactRecord(d.New)
			record.New = &new
		}
		r.Contacts = append(r.Contacts, record)
	}
	for _, row := range c.Rows.Claims {
		record := ChangedRow{Change: claimWord(row), Cells: row.Cells}
		if row.Old != nil {
			record.Old, record.ID, record.Row = ClaimRow(row.Old), string(row.Old.ID), row.Old.Pos().String()
		}
		if row.New != nil {
			record.New, record.ID, record.Row = ClaimRow(row.New), string(row.New.ID), row.New.Pos().String()
		}
		r.Claims = append(r.Claims, record)
	}
	for _, row := range c.Rows.Documents {
		record := ChangedRow{Change: row.Outcome.String(), Cells: row.Cells}
		if row.New != nil {
			record.New, record.ID, record.Row = DocumentRow(row.New), string(row.New.ID), row.New.Pos().String()
		}
		if row.Old != nil {
			record.Old = DocumentRow(row.Old)
		}
		if row.New == nil || row.Outcome == change.Merged {
			record.ID, record.Row = string(row.Old.ID), row.Old.Pos().String()
		}
		r.Documents = append(r.Documents, record)
	}
	for _, row := range c.Rows.Actors {
		record := ChangedRow{Change: row.Outcome.String(), Cells: row.Cells, From: row.From, Instead: row.Instead}
		if row.New != nil {
			record.New, record.ID, record.Row = ActorRow(c.New, row.New), string(row.New.ID), row.New.Pos().String()
		}
		if row.Old != nil {
			record.Old = ActorRow(c.Old, row.Old)
		}
		if row.New == nil || row.Outcome == change.Merged {
			record.ID, record.Row = string(row.Old.ID), row.Old.Pos().String()
		}
		r.Actors = append(r.Actors, record)
	}
	return r
}
