package edits

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// cellOf is the column of actors in which a column of nodes is kept; false for what is derived.
func cellOf(column string) (sources.Column, bool) {
	if column == "label" {
		column = "short"
	}
	columns := sources.ActorColumns()
	i := slices.IndexFunc(columns, func(c sources.ColumnOf[sources.Actor]) bool {
		return c.Name == column || c.Attribute == column
	})
	if i < 0 || columns[i].Holds == sources.HoldsID {
		return sources.Column{}, false
	}
	return columns[i].Column, true
}

// node compares a node with its actor.
func (l *ledger) node(s intake.Shown, r rows.Row, columns shownColumns) {
	a := l.actors[s.Actor]
	what := fmt.Sprintf("actor %q", a.ID)
	change := func(column, text string) []intake.Change {
		return []intake.Change{{Table: "actors", ID: string(a.ID), Column: column, Text: text}}
	}
	if drawn := rows.BoxText(a); s.Drawn && !l.same("label", drawn, s.Label) {
		now, _ := strings.CutSuffix(oneLine(s.Label), oneLine(a.Role))
		now = strings.TrimSpace(now)
		l.add(Edit{At: s.At, What: what, Column: "label", Kept: oneLine(drawn), Now: oneLine(s.Label),
			Changes: change("short", now)})
	}
	l.described(s, what, rows.BoxURL(a), rows.BoxAbout(a))
	for _, d := range l.compare(s, l.values(s), r, columns) {
		e := Edit{At: d.now.Pos, What: what, Column: d.column, Kept: d.kept, Now: d.now.Text}
		cell, kept := cellOf(d.column)
		switch own := l.ownColumn("actors", d.column); {
		case kept && cell.List:
			e.Changes = change(cell.Name, strings.Join(splitted(d.now.Text), "|"))
		case kept:
			e.Changes = change(cell.Name, d.now.Text)
		case own != "":
			e.Changes = change(own, d.now.Text)
		case d.column == "contacts" && len(l.gone) > 0:
			continue // there are fewer of them
		default:
			e.Cannot = derived
		}
		l.add(e)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// splitted are the values of a list in a cell of a graph file.
func splitted(text string) []string {
	var values []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			values = append(values, part)
		}
	}
	return values
}
