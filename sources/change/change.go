// Package change compares two editions of a dossier, and joins two dossiers into one, row by row.
//
// Rows are compared by what they say. How a file writes it does not count: the order of rows and columns, quotation
// marks, separators, encoding, a word for what a blank cell means already, or whether the records stand in CSV or
// YAML.
//
// Two rows are the same row if they have the same id, or else if they mean the same: an actor by its name, aliases or
// Wikidata id, a document by its address or by title, outlet and date, a claim by all that it says or, if it has no
// id, by most of that. Ids that changed are followed into the rows that refer to them, so that a new id for an actor
// is one change and not one in every claim.
//
// Between tells what changed from one edition to the next. Merge makes one dossier of two, and lists what a person
// has to decide.
package change

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// An Outcome says what became of a row. The zero Outcome is none.
type Outcome uint8

// What becomes of rows.
const (
	Added   Outcome = iota + 1
	Removed         // a claim that is removed is withdrawn
	Changed
	Merged // removed, because another row stands for the same thing now
	Split  // added, for something that another row stood for before
)

var outcomeWords = []string{"", "added", "removed", "changed", "merged", "split"}

// String is the word for o, "" for none.
func (o Outcome) String() string {
	if int(o) < len(outcomeWords) {
		return outcomeWords[o]
	}
	return ""
}

// MarshalText makes o a word in JSON.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// A CellChange is one cell that says something else than before. What a blank cell means by default, such as the stance
// "reports", is written out.
type CellChange struct {
	Column string `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// A RowChange is a row that is not as it was. Old is nil for one that was added or split off, New for one that was removed.
// Merged rows have both: the row that is gone, and the one that stands for it now.
type RowChange[R any] struct {
	Outcome Outcome
	Old     *R
	New     *R
	Cells   []CellChange // of a changed row, in the order of sources.Columns, then the columns that relgraph does not know
}

// An ActorChange is an actor that is not as it was.
type ActorChange struct {
	RowChange[sources.Actor]
	From    sources.ActorID   // of one that was split off: the actor whose name or alias it was
	Instead []sources.ActorID // of one that was added or removed: who stood, or now stands, in its place in a claim
}

// Changes is what changed from one edition of a dossier to another. Rows that were added or changed come in the new
// edition's order; those that are gone follow in the old one's. The zero Changes says that nothing did.
type Changes struct {
	Old, New  *sources.Dossier
	About     []CellChange // title, subtitle, edition, and the tables that are compared as wholes: kinds, codings
	Actors    []ActorChange
	Documents []RowChange[sources.Document]
	Claims    []RowChange[sources.Claim]

	ids    ids
	claims map[*sources.Claim]*sources.Claim
}

// None tells whether the two editions say the same.
func (c *Changes) None() bool {
	return len(c.About)+len(c.Actors)+len(c.Documents)+len(c.Claims) == 0
}

// Actor is the id that an actor of the old edition has in the new one; its own if it is gone or the two do not know it.
func (c *Changes) Actor(old sources.ActorID) sources.ActorID { return as(c.ids.Actors, old) }

// Document is the id that a document of the old edition has in the new one; its own if it is gone or the two do not
// know it.
func (c *Changes) Document(old sources.DocumentID) sources.DocumentID {
	return as(c.ids.Documents, old)
}

// Claim is what became of a claim of the old edition; nil if it was withdrawn.
func (c *Changes) Claim(old *sources.Claim) *sources.Claim { return c.claims[old] }

// Between compares two editions of a dossier. Both may have problems; then what could be read of them is compared.
func Between(old, new *sources.Dossier) *Changes {
	p := pair(old, new, byID)
	c := &Changes{Old: old, New: new, About: aboutCells(old, new, &p.ids), ids: p.ids,
		claims: map[*sources.Claim]*sources.Claim{}}
	for i, j := range p.claims.at {
		if j >= 0 {
			c.claims[&old.Claims[i]] = &new.Claims[j]
		}
	}
	c.Claims = rowsOf(p.claims, old.Claims, new.Claims, p.claimCells)
	c.Documents = rowsOf(p.documents, old.Documents, new.Documents, p.documentCells)
	for _, r := range rowsOf(p.actors, old.Actors, new.Actors, p.actorCells) {
		c.Actors = append(c.Actors, ActorChange{RowChange: r})
	}
	c.follow(p)
	return c
}

func aboutCells(old, new *sources.Dossier, renamed *ids) []CellChange {
	cells := func(d *sources.Dossier) []cell {
		var list []cell
		for _, f := range d.AboutFields() {
			list = append(list, plain(f.Name, f.Value))
		}
		return list
	}
	list := differing(cells(old), cells(new))
	list = append(list, differing(stepCells(old.Steps), stepCells(new.Steps))...)
	list = append(list, tableCell("kinds", sources.KindColumns(), old.OwnKinds(), new.OwnKinds(), renamed)...)
	return append(list, tableCell("codings", sources.CodingColumns(), old.Codings, new.Codings, renamed)...)
}

// stepCells are the cells of all steps, each named by its step's title, and the order of the steps.
func stepCells(steps []sources.StoryStep) []cell {
	var list []cell
	var titles []string
	seen := map[string]int{}
	for i := range steps {
		name := steps[i].Title
		if seen[name]++; seen[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, seen[name])
		}
		titles = append(titles, name)
		for _, f := range steps[i].Fields()[1:] { // but for the title, which stands first in each
			list = append(list, plain(fmt.Sprintf("step %q: %s", name, f.Name), f.Value))
		}
	}
	if len(titles) > 0 {
		list = append(list, plain("steps", strings.Join(titles, " | ")))
	}
	return list
}

// tableCell counts the rows of a table that only one of the editions has, by what their cells mean.
func tableCell[R any](name string, columns []sources.ColumnOf[R], old, new []R, renamed *ids) []CellChange {
	balance := map[string]int{} // how many more rows of a meaning the new edition has
	count := func(rows []R, as *ids, by int) {
		for i := range rows {
			var row strings.Builder
			for _, c := range columns {
				row.WriteString(c.Same(&rows[i], as) + "\x00")
			}
			balance[row.String()] += by
		}
	}
	count(old, renamed, -1)
	count(new, &ids{}, 1)
	gone, added := 0, 0
	for _, n := range balance {
		gone, added = gone+max(0, -n), added+max(0, n)
	}
	if gone+added == 0 {
		return nil
	}
	told := func(rows, alone int) string {
		if rows == 0 {
			return ""
		}
		text := fmt.Sprintf("%d rows", rows)
		if rows == 1 {
			text = "1 row"
		}
		if alone > 0 {
			text += fmt.Sprintf(", of which the other edition lacks %d", alone)
		}
		return text
	}
	return []CellChange{{name, told(len(old), gone), told(len(new), added)}}
}

// rowsOf lists what became of the rows of one table.
func rowsOf[R any](m match, old, new []R, cells func(old, new *R) []CellChange) []RowChange[R] {
	var rows []RowChange[R]
	for j := range new {
		i := m.from[j]
		if i < 0 {
			rows = append(rows, RowChange[R]{Outcome: Added, New: &new[j]})
		} else if changed := cells(&old[i], &new[j]); changed != nil {
			rows = append(rows, RowChange[R]{Changed, &old[i], &new[j], changed})
		}
	}
	for i := range old {
		switch into, ok := m.into[i]; {
		case m.at[i] >= 0:
		case ok:
			rows = append(rows, RowChange[R]{Outcome: Merged, Old: &old[i], New: &new[into]})
		default:
			rows = append(rows, RowChange[R]{Outcome: Removed, Old: &old[i]})
		}
	}
	return rows
}

// follow tells, of actors that came or went, which other actors' names they had, and who stands in their place in the
// claims.
func (c *Changes) follow(p *pairing) {
	instead := map[sources.ActorID][]sources.ActorID{}
	note := func(id, other sources.ActorID) {
		if !slices.Contains(instead[id], other) {
			instead[id] = append(instead[id], other)
		}
	}
	for _, r := range c.Claims {
		if r.Outcome != Changed {
			continue
		}
		before, after := c.parties(r.Old, true), c.parties(r.New, false)
		gone, come := without(before, after), without(after, before)
		if len(gone) == 1 && len(come) == 1 {
			note(gone[0], come[0])
			note(come[0], gone[0])
		}
	}
	split := p.splits()
	for i := range c.Actors {
		a := &c.Actors[i]
		switch a.Outcome {
		case Added:
			a.Instead = instead[a.New.ID]
			if from, ok := split[a.New.ID]; ok {
				a.Outcome, a.From = Split, from
			}
		case Removed:
			a.Instead = instead[a.Old.ID]
		}
	}
}

// parties lists the parties to a claim, those of the old edition by their new ids.
func (c *Changes) parties(cl *sources.Claim, old bool) []sources.ActorID {
	all := slices.Concat(cl.Actors, cl.Recipients)
	if old {
		for i, id := range all {
			all[i] = c.Actor(id)
		}
	}
	return all
}

func without[T comparable](list, others []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return slices.Contains(others, v) })
}
