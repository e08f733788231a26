package edits

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/out/rows"
	"relgraph/sources/intake"
)

// cellOf says for the columns of nodes in which of the dossier's they are kept.
var cellOf = map[string]string{"label": "short", "name": "name", "kind": "kind", "role": "role", "side": "side",
	"country": "country", "aliases": "alias",
	"part_of": "part_of", "wikidata": "wikidata", "same_as": "same_as", "not_same_as": "not_same_as", "note": "note"}

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
	for _, d := range l.compare(s, l.values(s), r, columns) {
		e := Edit{At: d.now.Pos, What: what, Column: d.column, Kept: d.kept, Now: d.now.Text}
		switch own := l.ownColumn("actors", d.column); {
		case slices.Contains([]string{"aliases", "part_of", "same_as", "not_same_as"}, d.column):
			e.Changes = change(cellOf[d.column], strings.Join(splitted(d.now.Text), "|"))
		case cellOf[d.column] != "":
			e.Changes = change(cellOf[d.column], d.now.Text)
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
