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

// privateColumns are the columns of Private: what each is called, and where it is asked for.
var privateColumns = []struct {
	name, about string
	asked       func(*Private) *bool
}{
	{"checked_by", "names of checkers", func(p *Private) *bool { return &p.CheckedBy }},
	{"doubt", "doubts", func(p *Private) *bool { return &p.Doubt }},
	{"note", "notes", func(p *Private) *bool { return &p.Note }},
}

// PrivateColumns are the columns of [Private] by their names in tables.
func PrivateColumns() []string {
	names := make([]string, len(privateColumns))
	for i, c := range privateColumns {
		names[i] = c.name
	}
	return names
}

// ParsePrivate reads names of such columns; its error lists those that there are.
func ParsePrivate(names []string) (Private, error) {
	var p Private
	for _, name := range names {
		i := slices.Index(PrivateColumns(), strings.ToLower(strings.TrimSpace(name)))
		if i < 0 {
			return Private{}, fmt.Errorf("private column %q: a page can show %s", name,
				strings.Join(PrivateColumns(), ", "))
		}
		*privateColumns[i].asked(&p) = true
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
		for _, id := range slices.Concat(c.Members, c.Parties().Via()) {
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
	for _, c := range privateColumns {
		if *c.asked(&opts.Private) {
			with = append(with, c.about)
		} else {
			without = append(without, c.about)
		}
	}
	without = append(without, "paths of copies")
	return words.English().And(append(whole, with...)) + "; no " + words.English().Or(without)
}
