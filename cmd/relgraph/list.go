package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// listings are what list can show.
var listings = []struct {
	name string
	rows func(*graph.Graph) terminal.Table
	json func(*graph.Graph) any
}{
	{"actors", actorRows, func(g *graph.Graph) any {
		return records(len(g.Dossier().Actors), func(i int) any { return actorRecord(g, &g.Dossier().Actors[i]) })
	}},
	{"documents", documentRows, func(g *graph.Graph) any {
		return records(len(g.Dossier().Documents), func(i int) any { return documentRecord(&g.Dossier().Documents[i]) })
	}},
	{"claims", claimRows, func(g *graph.Graph) any {
		return records(len(g.Dossier().Claims), func(i int) any { return claimRecord(&g.Dossier().Claims[i]) })
	}},
	{"contacts", func(g *graph.Graph) terminal.Table { return contactRows(g, false) }, func(g *graph.Graph) any { return contactRecords(g, false) }},
	{"ties", func(g *graph.Graph) terminal.Table { return contactRows(g, true) }, func(g *graph.Graph) any { return contactRecords(g, true) }},
}

func newList() *cobra.Command {
	var flags askFlags
	var asJSON bool
	var by string
	var names []string
	for _, l := range listings {
		names = append(names, l.name)
	}
	names = append(names, "periods")
	cmd := &cobra.Command{
		Use:   "list " + strings.Join(names, "|") + " [DOSSIER]",
		Short: "List what a dossier holds, or the contacts that its claims add up to",
		Long: `list shows a dossier's actors, documents or claims, row by row, or what the claims add up to:
contacts, with their state and the number of independent origins, and affiliations. list periods
says for each period how many contacts may lie in it, how many of these perhaps not, and who comes
and goes.`,
		Example: `  relgraph list contacts
  relgraph list contacts --state single-origin
  relgraph list contacts --until 2014 --country GB
  relgraph list claims --known-by 2014 --json my-dossier
  relgraph list periods --by year`,
		Args:      wants(1, 2, "what to list, and perhaps a dossier", "relgraph list contacts my-dossier"),
		ValidArgs: names,
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "periods" {
				return flags.periods(cmd, optional(args, 1), by, asJSON)
			}
			if cmd.Flags().Changed("by") {
				return misusef("--by says which periods: want list periods")
			}
			for _, l := range listings {
				if l.name != args[0] {
					continue
				}
				g, err := flags.graph(cmd, optional(args, 1))
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), l.json(g))
				}
				t := l.rows(g)
				return t.Write(cmd.OutOrStdout())
			}
			if len(args) == 2 && slices.Contains(names, args[1]) && namesDossier(args[0]) {
				return misusef("%q is a dossier, and stands last: want \"%s %s %s\"", args[0], cmd.CommandPath(), args[1], args[0])
			}
			return misusef("cannot list %q: want %s", args[0], strings.Join(names, ", "))
		},
	}
	flags.add(cmd)
	flags.addRollUp(cmd)
	flags.addBetween(cmd)
	cmd.Flags().StringVar(&by, "by", "year", "with periods: "+periodsHelp)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

// periods lists what lies in each period.
func (f *askFlags) periods(cmd *cobra.Command, dossier, by string, asJSON bool) error {
	g, err := f.graph(cmd, dossier)
	if err != nil {
		return err
	}
	slices, err := sliced(g, by)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(cmd.OutOrStdout(), periodRecords(slices))
	}
	t := periodRows(slices)
	return t.Write(cmd.OutOrStdout())
}

func actorRows(g *graph.Graph) terminal.Table {
	t := terminal.Table{Header: []string{"ACTOR", "NAME", "KIND", "PART OF", "CONTACTS"}}
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		t.Add(string(a.ID), a.Name, a.Kind.String(), joined(a.PartOf), strconv.Itoa(contactCount(g, a.ID)))
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

func documentRows(g *graph.Graph) terminal.Table {
	claims := map[sources.DocumentID]int{}
	for i := range g.Dossier().Claims {
		claims[g.Dossier().Claims[i].Document]++
	}
	t := terminal.Table{Header: []string{"DOCUMENT", "OUTLET", "DATE", "CLAIMS", "RESTS ON", "TITLE"}}
	for i := range g.Dossier().Documents {
		d := &g.Dossier().Documents[i]
		t.Add(string(d.ID), d.Publisher, d.Issued.String(), strconv.Itoa(claims[d.ID]), joined(d.DerivedFrom), d.Name())
	}
	return t
}

func claimRows(g *graph.Graph) terminal.Table {
	t := terminal.Table{Header: []string{"CLAIM", "ACTOR", "", "RECIPIENT", "KIND", "DATE", "STANCE", "WHO SAYS SO", "WHERE"}}
	for i := range g.Dossier().Claims {
		c := &g.Dossier().Claims[i]
		t.Add(string(c.ID), joined(c.Actors), arrow(c.Directed), joined(c.Recipients), c.KindWord(), c.Date.String(), c.Stance.String(), c.AssertedBy.String(), c.Locator)
	}
	return t
}

func contactRows(g *graph.Graph, ties bool) terminal.Table {
	t := terminal.Table{Header: []string{"ID", "ONE SIDE", "", "OTHER SIDE", "KIND", "WHEN", "STATE", "CLAIMS", "DOCS", "ORIGINS"}}
	timed := len(g.Uncertain()) > 0
	if timed {
		t.Header = append(t.Header, "IN THAT TIME")
	}
	each := g.Contacts()
	if ties {
		each = g.Ties()
	}
	lifted := g.Lifted()
	if lifted {
		t.Header = append(t.Header, "WHO MET")
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
		t.Add(row...)
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

func arrow(directed bool) string {
	if directed {
		return "→"
	}
	return "–"
}

func name(g *graph.Graph, id sources.ActorID) string {
	if a := g.Dossier().Actor(id); a != nil {
		return a.Short
	}
	return string(id)
}

func joined[T ~string](ids []T) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, ", ")
}

func records(n int, record func(int) any) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = record(i)
	}
	return all
}

func contactRecords(g *graph.Graph, ties bool) []any {
	each := g.Contacts()
	if ties {
		each = g.Ties()
	}
	all := []any{}
	for c := range each {
		all = append(all, contactRecord(c))
	}
	return all
}
