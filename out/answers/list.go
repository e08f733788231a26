package answers

import (
	"fmt"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A Listing is one of the lists of what a graph holds.
type Listing struct {
	Name  string
	Table func(*graph.Graph, words.Voice) Table
	JSON  func(*graph.Graph) any // an object with the version, and the list by its name
}

// Listings are all of them, in the order in which help shows them.
func Listings() []Listing {
	return []Listing{
		{"actors", actorTable, func(g *graph.Graph) any {
			return listed("actors", each(g.Dossier().Actors, func(r *sources.Actor) Row { return ActorRow(g, r) }))
		}},
		{"documents", documentTable, func(g *graph.Graph) any {
			return listed("documents", each(g.Dossier().Documents, func(r *sources.Document) Row { return DocumentRow(r) }))
		}},
		{"claims", claimTable, func(g *graph.Graph) any {
			return listed("claims", each(g.Dossier().Claims, func(r *sources.Claim) Row { return ClaimRow(r) }))
		}},
		{"contacts",
			func(g *graph.Graph, v words.Voice) Table { return contactTable(g, v, false) },
			func(g *graph.Graph) any { return listed("contacts", listOf(g, false)) }},
		{"ties",
			func(g *graph.Graph, v words.Voice) Table { return contactTable(g, v, true) },
			func(g *graph.Graph) any { return listed("ties", listOf(g, true)) }},
	}
}

// Listed is the JSON of anything under its name, behind the version.
func Listed(name string, list any) any { return listed(name, list) }

func listed(name string, list any) Row { return Row{{"version", Version}, {name, list}} }

// each is a list of what row makes of records.
func each[R any](records []R, row func(*R) Row) list[Row] {
	return list[Row]{func(yield func(Row) bool) {
		for i := range records {
			if !yield(row(&records[i])) {
				return
			}
		}
	}}
}

func listOf(g *graph.Graph, ties bool) list[Contact] {
	all := g.Contacts()
	if ties {
		all = g.Ties()
	}
	return list[Contact]{func(yield func(Contact) bool) {
		for c := range all {
			if !yield(ContactRecord(c)) {
				return
			}
		}
	}}
}

func actorTable(g *graph.Graph, v words.Voice) Table {
	t := newTable(v, "actor", "name", "kind", "part-of", "contacts")
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		t.add(string(a.ID), a.Name, v.Actors.KindOf(a.Kind), sources.Joined(a.PartOf, ", "),
			strconv.Itoa(contactCount(g, a.ID)))
	}
	return t
}

// contactCount is how many contacts of an actor a figure draws, ties not counted.
func contactCount(g *graph.Graph, id sources.ActorID) int {
	n := 0
	for c := range g.Of(id) {
		if c.Drawn() && !c.IsTie() {
			n++
		}
	}
	return n
}

func documentTable(g *graph.Graph, v words.Voice) Table {
	claims := map[sources.DocumentID]int{}
	for i := range g.Dossier().Claims {
		claims[g.Dossier().Claims[i].Document]++
	}
	t := newTable(v, "document", "outlet", "date", "claims", "rests-on", "title")
	for i := range g.Dossier().Documents {
		d := &g.Dossier().Documents[i]
		t.add(string(d.ID), d.Publisher, d.Issued.String(), strconv.Itoa(claims[d.ID]),
			sources.Joined(d.DerivedFrom, ", "), d.Name())
	}
	return t
}

func claimTable(g *graph.Graph, v words.Voice) Table {
	t := newTable(v, "claim", "actor", "", "recipient", "kind", "date", "stance", "who-says-so", "where")
	for i := range g.Dossier().Claims {
		c := &g.Dossier().Claims[i]
		t.add(string(c.ID), sources.Joined(c.Actors, ", "), v.Lists.Runs(c), sources.Joined(c.Recipients, ", "),
			v.Claims.KindCell(g.Dossier(), c),
			c.Date.String(), v.Claims.Stance(c.Stance), c.Detail().AssertedBy.String(), c.Locator)
	}
	return t
}

func contactTable(g *graph.Graph, v words.Voice, ties bool) Table {
	t := newTable(v, "id", "one-side", "", "other-side", "kind", "when", "state", "claims", "documents", "origins")
	timed := len(g.View().Uncertain()) > 0
	if timed {
		t.head(v, "time")
	}
	each := g.Contacts()
	if ties {
		each = g.Ties()
	}
	lifted := g.View().Lifted()
	if lifted {
		t.head(v, "who-met")
	}
	confirmed := false
	for c := range each {
		confirmed = confirmed || c.ConfirmedBy != nil
	}
	if confirmed {
		t.head(v, "confirmed-by")
	}
	for c := range each {
		one, other := v.Contacts.Sides(g.Dossier(), c, words.Short)
		row := []string{string(c.ID), one, v.Lists.Way(c), other, v.Contacts.KindListed(g.Dossier(), c),
			v.Contacts.When(c),
			v.Evidence.StateListed(c.State),
			strconv.Itoa(len(c.Claims)), strconv.Itoa(len(c.Evidence().Documents())), c.Origins.Range()}
		switch {
		case c.Perhaps:
			row = append(row, v.Say("list.perhaps"))
		case timed:
			row = append(row, v.Say("list.yes"))
		}
		if lifted {
			row = append(row, whoMet(g, v, c))
		}
		if confirmed {
			row = append(row, v.Evidence.Confirmers(g.Dossier(), c, words.Short))
		}
		t.add(row...)
	}
	return t
}

// whoMet names the parties to the contacts that one in a roll-up stands for.
func whoMet(g *graph.Graph, v words.Voice, c *graph.Contact) string {
	var pairs []string
	listed := map[string]bool{}
	for _, m := range c.StandsFor {
		one, other := v.Contacts.Sides(g.Dossier(), m, words.Short)
		if pair := fmt.Sprintf("%s %s %s", one, v.Lists.Way(m), other); !listed[pair] {
			listed[pair] = true
			pairs = append(pairs, pair)
		}
	}
	return strings.Join(pairs, ", ")
}
