package main

import (
	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/out/answers"
	"relgraph/sources"
)

// linkFlags say what ties actors for path, measure and --between.
type linkFlags struct {
	want    graph.Links
	problem error // the first value that could not be read
}

func (f *linkFlags) add(cmd *cobra.Command) {
	listed(flagsInto{cmd.Flags(), &f.problem}, &f.want.Also, graph.ParseStates, "also",
		"take contacts in this `state` as links too, such as requested, planned or denied")
	cmd.Flags().BoolVar(&f.want.Ties, "with-ties", false,
		"take ties as links too, such as affiliations, ownership or family, though they are no contacts")
	cmd.Flags().BoolVar(&f.want.Ties, "affiliations", false, "the former name of --with-ties")
	_ = cmd.Flags().MarkHidden("affiliations")
	var states []string
	for _, s := range graph.States() {
		if !(graph.Links{}).Include(&graph.Contact{State: s}) {
			states = append(states, s.String())
		}
	}
	offerWords(cmd, "also", states)
}

func (f *linkFlags) links() (graph.Links, error) {
	if f.problem != nil {
		return f.want, misuse{f.problem}
	}
	return f.want, nil
}

func newPath() *cobra.Command {
	var flags askFlags
	var link linkFlags
	var lang langFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "path [DOSSIER] FROM TO",
		Short: "Show how two actors are connected, and who says so",
		Args:  wants(2, 3, "two actors, and perhaps a dossier before them", "relgraph path my-dossier ann bo"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dossier, args, err := dossierFirst(cmd, args, 2)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return misusef("only one actor, %q: want two, FROM and TO", args[0])
			}
			if args[0] == args[1] {
				return misusef("%q twice: want two actors", args[0])
			}
			l, err := link.links()
			if err != nil {
				return err
			}
			g, err := flags.graph(cmd, dossier)
			if err != nil {
				return err
			}
			ids := idsTyped[sources.ActorID](args)
			if err := meant(g.Whole().Dossier(), &ids); err != nil {
				return err
			}
			if ids[0] == ids[1] {
				return misusef("%q and %q are one actor, %q: want two", args[0], args[1], ids[0])
			}
			c, err := answers.Path(g, ids[0], ids[1], l)
			if err != nil {
				return err
			}
			return lang.writeAnswer(cmd, g, asJSON, c.JSON(), c)
		},
	}
	flags.add(cmd)
	link.add(cmd)
	lang.add(cmd, "the words between names and cells")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}
