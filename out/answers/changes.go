package answers

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change"
)

// Tally counts the changes: "2 contacts changed, 1 appeared; 3 claims changed, 1 added".
func Tally(c *graph.Comparison) string {
	var parts []string
	add := func(what string, changes []string, counts map[string]int) {
		var said []string
		for _, w := range changes {
			switch n := counts[w]; {
			case n == 0:
			case said == nil:
				said = append(said, words.Plural(n, what)+" "+w)
			default:
				said = append(said, fmt.Sprintf("%d %s", n, w))
			}
		}
		if said != nil {
			parts = append(parts, strings.Join(said, ", "))
		}
	}
	contacts, affiliations := map[string]int{}, map[string]int{}
	for _, d := range c.Contacts {
		if differenceOf(d).IsTie() {
			affiliations[differenceWord(d)]++
		} else {
			contacts[differenceWord(d)]++
		}
	}
	differences := []string{"changed", "appeared", "gone"}
	add("contact", differences, contacts)
	tie := tieWord(c.New)
	if tie == "affiliation" {
		tie = tieWord(c.Old)
	}
	add(tie, differences, affiliations)
	rows := []string{"changed", "added", "removed", "withdrawn", "merged", "split"}
	actors, documents, claims := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range c.Rows.Actors {
		actors[r.Kind.String()]++
	}
	for _, r := range c.Rows.Documents {
		documents[r.Kind.String()]++
	}
	for _, r := range c.Rows.Claims {
		claims[claimWord(r)]++
	}
	add("claim", rows, claims)
	add("document", rows, documents)
	add("actor", rows, actors)
	if len(c.Rows.About) > 0 {
		parts = append(parts, "what the dossier says of itself")
	}
	return strings.Join(parts, "; ")
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

func claimWord(r change.Row[sources.Claim]) string {
	if r.Kind == change.Removed {
		return "withdrawn"
	}
	return r.Kind.String()
}

// WriteChanges writes a comparison for people.
func WriteChanges(w io.Writer, c *graph.Comparison) error {
	r := reporter{page: page{g: c.New, w: w}, c: c}
	r.all()
	return r.err
}

// WriteRowChanges writes what changed in the rows of a comparison, without what they add up to.
func WriteRowChanges(w io.Writer, c *graph.Comparison) error {
	r := reporter{page: page{g: c.New, w: w}, c: c}
	r.rows()
	r.heading("The dossier itself", len(c.Rows.About))
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
	t.heading("Contacts", len(contacts))
	t.contacts(contacts)
	ties := "Affiliations"
	if tieWord(t.c.New) == "tie" || tieWord(t.c.Old) == "tie" {
		ties = "Ties"
	}
	t.heading(ties, len(affiliations))
	t.contacts(affiliations)
	t.rows()
	t.heading("The dossier itself", len(t.c.Rows.About))
	t.cells(t.c.Rows.About)
}

// rows tells of the rows alone.
func (t *reporter) rows() {
	t.heading("Claims", len(t.c.Rows.Claims))
	for _, r := range t.c.Rows.Claims {
		t.claim(r)
	}
	t.heading("Documents", len(t.c.Rows.Documents))
	for _, r := range t.c.Rows.Documents {
		t.document(r)
	}
	t.heading("Actors", len(t.c.Rows.Actors))
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
		one, other := words.English().Sides(g.Dossier(), c, words.Short)
		t.printf("  %-9s %s: %s %s %s, %s", differenceWord(d), c.ID, one, arrow(c.Directed), other, c.Label())
		if d.Old == nil || d.New == nil {
			t.printf("; %s\n", words.English().Means(c.State))
			continue
		}
		t.printf("\n")
		if d.Old.ID != d.New.ID {
			t.printf("      id: %s → %s\n", d.Old.ID, d.New.ID)
		}
		for _, f := range d.Facts {
			turn := words.English().Fact(t.c, d, f)
			t.printf("      %s: %s → %s\n", f.Column, orNothing(turn.Old), orNothing(turn.New))
		}
	}
}

func orNothing(text string) string {
	if text == "" {
		return "(nothing)"
	}
	return text
}

func (t *reporter) claim(r change.Row[sources.Claim]) {
	switch cl := r.New; r.Kind {
	case change.Changed:
		t.printf("  %-9s %s, %s: %s\n", "changed", cl.Pos(), cl.ID, strings.Join(aspects(r.Cells), ", "))
		t.cells(r.Cells)
	case change.Added:
		t.printf("  %-9s %s, %s: %s\n", "added", cl.Pos(), cl.ID, claimWords(t.c.New, cl))
	default:
		t.printf("  %-9s %s, %s: %s\n", claimWord(r), r.Old.Pos(), r.Old.ID, claimWords(t.c.Old, r.Old))
	}
}

// aspects say in a few words what sort of change it is.
func aspects(cells []change.Cell) []string {
	words := map[string]string{
		"date": "dated anew", "document": "another source", "asserted_by": "another source", "stance": "another stance", "actor": "other parties", "recipient": "other parties",
		"direction": "another direction", "checked_by": "checking", "checked_on": "checking", "anchor": "passage", "locator": "passage", "id": "another id",
	}
	var said []string
	for _, c := range cells {
		word := cmp.Or(words[c.Column], c.Column)
		if c.Column == "checked_by" && (c.Old == "" || c.New == "") {
			word = map[bool]string{true: "checked", false: "no longer checked"}[c.Old == ""]
		}
		if c.Column == "checked_on" && slices.ContainsFunc(cells, func(c change.Cell) bool { return c.Column == "checked_by" }) {
			continue
		}
		if !slices.Contains(said, word) {
			said = append(said, word)
		}
	}
	return said
}

// claimWords says a claim on one line.
func claimWords(g *graph.Graph, cl *sources.Claim) string {
	names := func(ids []sources.ActorID) string {
		var list []string
		for _, id := range ids {
			list = append(list, words.Short(g.Dossier(), id))
		}
		return strings.Join(list, ", ")
	}
	said := names(cl.Actors)
	if len(cl.Recipients) > 0 {
		said += " " + arrow(cl.Directed) + " " + names(cl.Recipients)
	}
	said += ", " + cl.KindWord()
	if !cl.Date.IsZero() {
		said += ", " + words.English().Date(cl.Date)
	}
	if cl.Stance != sources.Reports {
		said += ", " + cl.Stance.String()
	}
	if doc := g.Dossier().Document(cl.Document); doc != nil {
		said += "; " + words.English().Document(doc)
		if cl.Locator != "" {
			said += ", " + cl.Locator
		}
	}
	return said
}

func (t *reporter) document(r change.Row[sources.Document]) {
	switch {
	case r.Kind == change.Changed:
		t.printf("  %-9s %s: %s\n", "changed", placed(r.New.Pos(), string(r.New.ID)), words.English().Document(r.New))
		t.cells(r.Cells)
	case r.Kind == change.Merged:
		t.printf("  %-9s %s: now the same as %s, %s\n", "merged", placed(r.Old.Pos(), string(r.Old.ID)), r.New.ID, words.English().Document(r.New))
	case r.New != nil:
		t.printf("  %-9s %s: %s\n", r.Kind, placed(r.New.Pos(), string(r.New.ID)), words.English().Document(r.New))
	default:
		t.printf("  %-9s %s: %s\n", r.Kind, placed(r.Old.Pos(), string(r.Old.ID)), words.English().Document(r.Old))
	}
}

func (t *reporter) actor(a change.Actor) {
	row := a.New
	if row == nil || a.Kind == change.Merged {
		row = a.Old
	}
	t.printf("  %-9s %s: %s", a.Kind, placed(row.Pos(), string(row.ID)), row.Name)
	switch a.Kind {
	case change.Merged:
		t.printf(", now the same as %s, %s", a.New.ID, a.New.Name)
	case change.Split:
		t.printf(", which was a name of %s", words.Short(t.c.Old.Dossier(), a.From))
	}
	for i, id := range a.Instead {
		g, says := t.c.Old, "; in a claim it stands where %s stood"
		if a.New == nil {
			g, says = t.c.New, "; in a claim %s stands in its place"
		}
		if i > 0 {
			says = ", and %s"
		}
		t.printf(says, words.Short(g.Dossier(), id))
	}
	t.printf("\n")
	t.cells(a.Cells)
}

// placed is a row's place and id; the id alone of what no row describes.
func placed(at sources.Pos, id string) string {
	if at == (sources.Pos{}) {
		return id
	}
	return fmt.Sprintf("%s, %s", at, id)
}

const shortCell = 40 // characters of a cell that is shown beside what it was

func (t *reporter) cells(cells []change.Cell) {
	for _, c := range cells {
		if len(c.Old) <= shortCell && len(c.New) <= shortCell {
			t.printf("      %s: %s → %s\n", c.Column, quotedOrNothing(c.Old), quotedOrNothing(c.New))
			continue
		}
		t.printf("      %s:\n        - %s\n        + %s\n", c.Column, quotedOrNothing(c.Old), quotedOrNothing(c.New))
	}
}

func quotedOrNothing(text string) string {
	if text == "" {
		return "(nothing)"
	}
	return "“" + strings.ReplaceAll(text, "\n", "¶") + "”"
}

// Changes is the JSON of a comparison.
type Changes struct {
	Versioned
	Old       Edition          `json:"old"`
	New       Edition          `json:"new"`
	Same      bool             `json:"same"`
	About     []change.Cell    `json:"about"`
	Contacts  []ChangedContact `json:"contacts"`
	Claims    []ChangedRow     `json:"claims"`
	Documents []ChangedRow     `json:"documents"`
	Actors    []ChangedRow     `json:"actors"`
}

// An Edition is one of the two that are compared.
type Edition struct {
	Name    string `json:"name"`
	Edition string `json:"edition,omitempty"`
	SHA256  string `json:"sha256"`
}

// A ChangedContact is a contact or tie that appeared, is gone, or is told otherwise.
type ChangedContact struct {
	Change      string        `json:"change"`
	ID          string        `json:"id"`
	Affiliation bool          `json:"affiliation,omitempty"`
	Facts       []change.Cell `json:"facts,omitempty"`
	Old         *Contact      `json:"old,omitempty"`
	New         *Contact      `json:"new,omitempty"`
}

// A ChangedRow is a row that was added, removed or changed.
type ChangedRow struct {
	Change  string            `json:"change"`
	ID      string            `json:"id"`
	Row     string            `json:"row,omitempty"`
	Cells   []change.Cell     `json:"cells,omitempty"`
	From    sources.ActorID   `json:"from,omitempty"`
	Instead []sources.ActorID `json:"instead,omitempty"`
	Old     any               `json:"old,omitempty"`
	New     any               `json:"new,omitempty"`
}

// ChangesOf is what is to be encoded of a comparison.
func ChangesOf(c *graph.Comparison) Changes {
	edition := func(d *sources.Dossier) Edition { return Edition{d.Name, d.Edition, d.Digest()} }
	r := Changes{Versioned: versioned, Old: edition(c.Rows.Old), New: edition(c.Rows.New), Same: c.None(), About: append([]change.Cell{}, c.Rows.About...),
		Contacts: []ChangedContact{}, Claims: []ChangedRow{}, Documents: []ChangedRow{}, Actors: []ChangedRow{}}
	for _, d := range c.Contacts {
		record := ChangedContact{Change: differenceWord(d), ID: string(differenceOf(d).ID), Affiliation: differenceOf(d).IsTie(), Facts: d.Facts}
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
		record := ChangedRow{Change: row.Kind.String(), Cells: row.Cells}
		if row.New != nil {
			record.New, record.ID, record.Row = DocumentRow(row.New), string(row.New.ID), row.New.Pos().String()
		}
		if row.Old != nil {
			record.Old = DocumentRow(row.Old)
		}
		if row.New == nil || row.Kind == change.Merged {
			record.ID, record.Row = string(row.Old.ID), row.Old.Pos().String()
		}
		r.Documents = append(r.Documents, record)
	}
	for _, row := range c.Rows.Actors {
		record := ChangedRow{Change: row.Kind.String(), Cells: row.Cells, From: row.From, Instead: row.Instead}
		if row.New != nil {
			record.New, record.ID, record.Row = ActorRow(c.New, row.New), string(row.New.ID), row.New.Pos().String()
		}
		if row.Old != nil {
			record.Old = ActorRow(c.Old, row.Old)
		}
		if row.New == nil || row.Kind == change.Merged {
			record.ID, record.Row = string(row.Old.ID), row.Old.Pos().String()
		}
		r.Actors = append(r.Actors, record)
	}
	return r
}
