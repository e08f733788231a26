package page

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/graph/words"
	"relgraph/out/rows"
	"relgraph/sources"
)

// Private are columns of the dossier that a page has only if they are asked for.
type Private struct{ Doubt, Note, CheckedBy bool }

// columns are the names of these columns.
func (p *Private) columns() map[string]*bool {
	return map[string]*bool{"checked_by": &p.CheckedBy, "doubt": &p.Doubt, "note": &p.Note}
}

// PrivateColumns are the columns of [Private] by their names in tables.
func PrivateColumns() []string { return []string{"checked_by", "doubt", "note"} }

// ParsePrivate reads names of such columns.
func ParsePrivate(names []string) (Private, error) {
	var p Private
	for _, name := range names {
		column := p.columns()[strings.ToLower(strings.TrimSpace(name))]
		if column == nil {
			return Private{}, fmt.Errorf("private column %q: a page can show %s", name,
				strings.Join(PrivateColumns(), ", "))
		}
		*column = true
	}
	return p, nil
}

// GivesAway says in English what a page tells whoever opens it, and what it does not.
func GivesAway(j *rows.Job, opts Options) string {
	d := j.Graph.Dossier()
	contacts, ties := 0, 0
	parties := map[sources.ActorID]bool{}
	for c := range j.Graph.All() {
		if c.IsTie() {
			ties++
		} else {
			contacts++
		}
		for _, id := range slices.Concat(c.Members, c.Via()) {
			parties[id] = true
		}
	}
	whole := []string{words.Plural(contacts, "contact")}
	if ties > 0 {
		whole = append(whole, words.Plural(ties, "tie"))
	}
	whole = append(whole, "the sentences, chains, hedges and passage links of "+words.Plural(len(d.Claims), "claim"),
		words.Plural(len(parties), "actor")+" with aliases",
		words.Plural(len(words.Cite(j.Graph).List), "source"))
	with, without := []string{}, []string{}
	named := map[string]string{"checked_by": "names of checkers", "doubt": "doubts", "note": "notes"}
	for _, name := range PrivateColumns() {
		if *opts.Private.columns()[name] {
			with = append(with, named[name])
		} else {
			without = append(without, named[name])
		}
	}
	without = append(without, "paths of copies")
	return words.English().And(append(whole, with...)) + "; no " + words.English().Or(without)
}
