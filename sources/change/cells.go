package change

import (
	"cmp"
	"slices"

	"relgraph/sources"
)

// A cell is what a row says in one column: as the row has it, and in the form in which two editions are compared.
type cell struct {
	column, text, same string
	refers             bool   // to other rows, so that one text may mean two things
	made               string // the id that was made for a row without one
}

func plain(column, text string) cell { return cell{column: column, text: text, same: text} }

// ids say which id of the new edition an id of the old one is. The zero ids leave each as it is.
type ids = sources.Renames

func as[T comparable](m map[T]T, id T) T {
	if to, ok := m[id]; ok {
		return to
	}
	return id
}

// A record is a row of a dossier as this package meets it.
type record interface {
	Pos() sources.Pos
	At(column string) sources.Pos
	Text(column string) string
}

// cellsOf are the cells of a row, in the order of columns, then those of columns that relgraph does not know. Each
// has the text that stands in the row, or what a blank one means, and the form in which it is compared, with the ids
// that n has for its own.
func cellsOf[R any](columns []sources.ColumnOf[R], r *R, row record, extra []sources.Field, n *ids) []cell {
	cells := make([]cell, 0, len(columns)+len(extra))
	for i := range columns {
		c := &columns[i]
		text := row.Text(c.Name)
		if c.Part == sources.Identity { // an id that was made for the row says nothing about it
			id := plain(c.Name, text)
			if text == "" {
				id.made = c.Text(r)
			}
			cells = append(cells, id)
			continue
		}
		cells = append(cells, cell{column: c.Name, text: cmp.Or(text, c.Meaning(r)), same: c.Same(r, n),
			refers: c.Holds.Refers()})
	}
	own := len(cells)
	for _, f := range extra {
		cells = append(cells, plain(f.Name, f.Value))
	}
	slices.SortStableFunc(cells[own:], func(a, b cell) int { return cmp.Compare(a.column, b.column) })
	return cells
}

func actorCells(a *sources.Actor, n *ids) []cell {
	return cellsOf(sources.ActorColumns(), a, a, a.Extra, n)
}

func documentCells(d *sources.Document, n *ids) []cell {
	return cellsOf(sources.DocumentColumns(), d, d, d.Extra, n)
}

func claimCells(c *sources.Claim, n *ids) []cell {
	return cellsOf(sources.ClaimColumns(), c, c, c.Detail().Extra, n)
}

// differing lists the columns in which two rows differ, in the order of the old row's; columns that only the new one
// has come last.
func differing(old, new []cell) []CellChange {
	after := map[string]cell{}
	for _, c := range new {
		after[c.column] = c
	}
	var cells []CellChange
	seen := map[string]bool{}
	for _, c := range old {
		seen[c.column] = true
		n := after[c.column]
		// one edition has no id where the other has written down the one that was made
		wrote := c.made != "" && c.made == n.text || n.made != "" && n.made == c.text
		if n.same != c.same && !wrote && (c.refers || c.text != n.text) {
			cells = append(cells, CellChange{c.column, c.text, n.text})
		}
	}
	for _, n := range new {
		if !seen[n.column] && n.same != "" {
			cells = append(cells, CellChange{n.column, "", n.text})
		}
	}
	return cells
}

// valueOf is the compared form of a cell.
func valueOf(cells []cell, column string) string {
	for _, c := range cells {
		if c.column == column {
			return c.same
		}
	}
	return ""
}
