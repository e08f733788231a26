package intake

import (
	"slices"

	"relgraph/sources"
)

// An entry is one row while it is put together.
type entry struct {
	at     sources.Pos
	file   string // that it came from
	ours   bool   // relgraph wrote it
	made   bool   // a row of claims names it, and no table lists it
	merged bool   // into an earlier entry

	document *entry      // of a claim: what reports it
	cells    []entryCell // few, so that they are found as fast as in a map, in a fraction of its memory
}

type entryCell struct {
	column string
	cell
}

type cell struct {
	text string
	at   sources.Pos
}

// cell is the cell in the column, if the row has one.
func (e *entry) cell(column string) (c cell, ok bool) {
	for i := range e.cells {
		if e.cells[i].column == column {
			return e.cells[i].cell, true
		}
	}
	return cell{}, false
}

func (e *entry) get(column string) cell {
	c, _ := e.cell(column)
	return c
}

func (e *entry) text(column string) string { return e.get(column).text }

func (e *entry) put(column string, c cell) {
	for i := range e.cells {
		if e.cells[i].column == column {
			e.cells[i].cell = c
			return
		}
	}
	e.cells = append(e.cells, entryCell{column, c})
}

func (e *entry) drop(column string) {
	e.cells = slices.DeleteFunc(e.cells, func(c entryCell) bool { return c.column == column })
}

// place is where a cell stands, or where its row does.
func (e *entry) place(column string) sources.Pos {
	if c, ok := e.cell(column); ok {
		return c.at
	}
	return e.at
}

func (e *entry) set(column, text string) { e.put(column, cell{text, e.place(column)}) }

// holds tells whether a cell of the entry says that text.
func (e *entry) holds(text string) bool {
	if slices.ContainsFunc(e.cells, func(c entryCell) bool { return c.text == text }) { // mostly, and soon told
		return true
	}
	for _, c := range e.cells {
		if slices.Contains(splitList(c.text), text) || samePlain(c.text, text) {
			return true
		}
	}
	return false
}
