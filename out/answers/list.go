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
	Table func(*graph.Graph) Table
	JSON  func(*graph.Graph) any // an object with the version, and the list by its name
}

// Listings are all of them, in the order in which help shows them.
func Listings() []Listing {
	return []Listing{
		{"actors", actorTable, func(g *graph.Graph) any {
			rows := []Row{}
			for i := range g.Dossier().Actors {
				rows = append(rows, ActorRow(g, &g.Dossier().Actors[i]))
			}
			return listed("actors", rows)
		}},
		{"documents", documentTable, func(g *graph.Graph) any {
			rows := []Row{}
			for i := range g.Dossier().Documents {
				rows = append(rows, DocumentRow(&g.Dossier().Documents[i]))
			}
			return listed("documents", rows)
		}},
		{"claims", claimTable, func(g *graph.Graph) any {
			rows := []Row{}
			for i := range g.Dossier().Claims {
				rows = append(rows, ClaimRow(&g.Dossier().Claims[i]))
			}
			return listed("claims", rows)
		}},
		{"contacts", func(g *graph.Graph) Table { return contactTable(g, false) }, func(g *graph.Graph) any { return listed("contacts", listOf(g, false)) }},
		{"ties", func(g *graph.Graph) Table { return contactTable(g, true) }, func(g *graph.Graph) any { return listed("ties", listOf(g, true)) }},
	}
}

// Listed is the JSON of anything under its name, behind the version.
func Listed(name string, list any) any { return listed(name, list) }

func listed(name string, list any) Row { return Row{{"version", Version}, {name, list}} }

func listOf(g *graph.Graph, ties bool) []Contact {
	each := g.Contacts()
	if ties {
		each = g.Ties()
	}
	list := []Contact{}
	for c := range each {
		list = append(list, ContactRecord(c))
	}
	return list
}

func actorTable(g *graph.Graph) Table {
	t := Table{Header: []string{"ACTOR", "NAME", "KIND", "PART OF", "CONTACTS"}}
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		t.add(string(a.ID), a.Name, a.Kind.String(), joined(a.PartOf), strconv.Itoa(contactCount(g, a.ID)))
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

func documentTable(g *graph.Graph) Table {
	claims := map[sources.DocumentID]int{}
	for i := range g.Dossier().Claims {
		claims[g.Dossier().Claims[i].Document]++
	}
	t := Table{Header: []string{"DOCUMENT", "OUTLET", "DATE", "CLAIMS", "RESTS ON", "TITLE"}}
	for i := range g.Dossier().Documents {
		d := &g.Dossier().Documents[i]
		t.add(string(d.ID), d.Publisher, d.Issued.String(), strconv.Itoa(claims[d.ID]), joined(d.DerivedFrom), d.Name())
	}
	return t
}

func claimTable(g *graph.Graph) Table {
	t := Table{Header: []string{"CLAIM", "ACTOR", "", "RECIPIENT", "KIND", "DATE", "STANCE", "WHO SAYS SO", "WHERE"}}
	for i := range g.Dossier().Claims {
		c := &g.Dossier().Claims[i]
		t.add(string(c.ID), joined(c.Actors), arrow(c.Directed), joined(c.Recipients), c.KindWord(), c.Date.String(), c.Stance.String(), c.AssertedBy.String(), c.Locator)
	}
	return t
}

func contactTable(g *graph.Graph, ties bool) Table {
	t := Table{Header: []string{"ID", "ONE SIDE", "", "OTHER SIDE", "KIND", "WHEN", "STATE", "CLAIMS", "DOCS", "ORIGINS"}}
	timed := len(g.View().Uncertain()) > 0
	if timed {
		t.Header = append(t.Header, "IN THAT TIME")
	}
	each := g.Contacts()
	if ties {
		each = g.Ties()
	}
	lifted := g.View().Lifted()
	if lifted {
		t.Header = append(t.Header, "WHO MET")
	}
	confirmed := false
	for c := range each {
		confirmed = confirmed || c.ConfirmedBy != nil
	}
	if confirmed {
		t.Header = append(t.Header, "CONFIRMED BY")
	}
	for c := range each {
		one, other := words.English().Sides(g.Dossier(), c, words.Short)
		row := []string{string(c.ID), one, arrow(c.Directed), other, c.Relation(), words.English().When(c), c.State.String(),
			strconv.Itoa(len(c.Claims)), strconv.Itoa(len(c.Documents())), c.Origins.Range()}
		switch {
		case c.Perhaps:
			row = append(row, "perhaps")
		case timed:
			row = append(row, "yes")
		}
		if lifted {
			row = append(row, whoMet(g, c))
		}
		if confirmed {
			row = append(row, words.English().Confirmers(g.Dossier(), c, words.Short))
		}
		t.add(row...)
	}
	return t
}

// whoMet names the parties to the contacts that one in a roll-up stands for.
func whoMet(g *graph.Graph, c *graph.Contact) string {
	var pairs []string
	listed := map[string]bool{}
	for _, m := range c.StandsFor {
		one, other := words.English().Sides(g.Dossier(), m, words.Short)
		if pair := fmt.Sprintf("%s %s %s", one, arrow(m.Directed), other); !listed[pair] {
			listed[pair] = true
			pairs = append(pairs, pair)
		}
	}
	return strings.Join(pairs, ", ")
}
