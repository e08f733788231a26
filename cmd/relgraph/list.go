package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
)

func newList() *cobra.Command {
	var flags askFlags
	var lang langFlags
	var asJSON bool
	var by string
	var names []string
	for _, l := range answers.Listings() {
		names = append(names, l.Name)
	}
	names = append(names, "periods")
	cmd := &cobra.Command{
		Use:       "list " + strings.Join(names, "|") + " [DOSSIER]",
		Short:     "List what a dossier holds, or the contacts that its claims add up to",
		Args:      wants(1, 2, "what to list, and perhaps a dossier", "relgraph list contacts my-dossier"),
		ValidArgs: names,
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "periods" {
				return flags.periods(cmd, optional(args, 1), by, &lang, asJSON)
			}
			if cmd.Flags().Changed("by") {
				return misusef("--by says which periods: want list periods")
			}
			for _, l := range answers.Listings() {
				if l.Name != args[0] {
					continue
				}
				g, err := flags.graph(cmd, optional(args, 1))
				if err != nil {
					return err
				}
				return lang.writeList(cmd, g, asJSON,
					func() any { return l.JSON(g) }, func(v words.Voice) answers.Table { return l.Table(g, v) })
			}
			if len(args) == 2 && slices.Contains(names, args[1]) && namesDossier(args[0]) {
				return misusef("%q is a dossier, and stands last: want \"%s %s %s\"", args[0], cmd.CommandPath(),
					args[1], args[0])
			}
			return misusef("cannot list %q: want %s", args[0], strings.Join(names, ", "))
		},
	}
	flags.add(cmd)
	flags.addRollUp(cmd)
	lang.add(cmd, "heads, and of states, kinds and dates of contacts")
	flags.addBetween(cmd)
	cmd.Flags().StringVar(&by, "by", "year", "with periods: "+periodsHelp)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

// periods lists what lies in each period.
func (f *askFlags) periods(cmd *cobra.Command, dossier, by string, lang *langFlags, asJSON bool) error {
	g, err := f.graph(cmd, dossier)
	if err != nil {
		return err
	}
	slices, err := sliced(g, by)
	if err != nil {
		return err
	}
	return lang.writeList(cmd, g, asJSON,
		func() any { return answers.PeriodList(slices) },
		func(v words.Voice) answers.Table { return answers.PeriodTable(slices, v) })
}

// writeList prints a list, as JSON or as a table.
func (f *langFlags) writeList(cmd *cobra.Command, g *graph.Graph, asJSON bool, record func() any,
	table func(words.Voice) answers.Table) error {
	v, err := f.voice(g.Dossier())
	switch {
	case err != nil:
		return err
	case asJSON:
		return writeJSON(cmd.OutOrStdout(), record())
	}
	return writeTable(cmd, table(v))
}
