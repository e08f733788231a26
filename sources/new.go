package sources

import (
	"errors"

	"relgraph/sources/table"
)

// New makes a dossier of records that a program has, and checks it as Open checks a file: what a cell may not hold,
// no record may. It always returns a dossier, with what could be understood; make nothing from one whose Diagnostics
// have an Err. A record's Pos is its table's name and its number, from 1, with the number of the column. Zero fields
// are blank cells: a zero Stance reports, a claim without an ID gets one, an actor's Short is its Name. Give the
// dossier its Title afterwards.
func New(actors []Actor, documents []Document, claims []Claim, opts Options) (*Dossier, Diagnostics) {
	var ds Diagnostics
	tables := []*knownTable{
		asRead(actorTable, tableFor(&actorSchema, actors), &ds),
		asRead(documentTable, tableFor(&documentSchema, documents), &ds),
		asRead(claimTable, tableFor(&claimSchema, claims), &ds),
	}
	d := &Dossier{digest: digestOf(about{}, tables)}
	understand(d, tables, opts, &ds)
	return d, ds
}

// asRead is a table as if a file had been read that holds it.
func asRead(what tableKind, text Table, ds *Diagnostics) *knownTable {
	t := &knownTable{Table: &table.Table{File: text.Name, Columns: text.Columns}, what: what}
	for i := range text.Columns {
		t.Head = append(t.Head, table.Place{Line: 0, Col: int32(i + 1)})
	}
	for i, texts := range text.Rows {
		cells := make([]table.Cell, len(texts))
		sound := true
		for n, text := range texts {
			cells[n] = table.NewCell(text, table.Place{Line: int32(i + 1), Col: int32(n + 1)})
			sound = table.CheckCell(cells[n].Text, t.Pos(cells[n].At), ds) && sound
		}
		if !sound {
			t.Partial = true
			continue
		}
		t.Rows = append(t.Rows, table.NewRow(table.Place{Line: int32(i + 1), Col: 1}, cells))
	}
	return t
}

// understand makes a dossier of its tables, and checks it.
func understand(d *Dossier, tables []*knownTable, opts Options, ds *Diagnostics) {
	decoder{d}.decode(tables, opts, ds)
	checkDossier(d, tables, opts, ds)
	checkSides(d, ds)
	ds.Sort()
	d.checked, d.unsound = true, ds.Err()
}

// errUnchecked is what is wrong with a Dossier that no function of this package made.
var errUnchecked = errors.New("the dossier was never checked: want one from sources.New, Open or OpenFS")

// Sound returns nil for a dossier that was read or made by this package and has no errors, and otherwise what speaks
// against making anything of it. A part of a sound dossier is sound.
func (d *Dossier) Sound() error {
	if d == nil || !d.checked {
		return errUnchecked
	}
	return d.unsound
}
