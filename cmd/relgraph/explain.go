package main

import (
	"io"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
)

func newExplain() *cobra.Command {
	var flags askFlags
	var lang langFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain [DOSSIER] ID | ACTOR ACTOR",
		Short: "Show what a contact, claim, footnote, document or actor rests on",
		Args: wants(1, 3, "what to explain, or two actors, and perhaps a dossier before that",
			"relgraph explain my-dossier ann--bo--meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for i := range args {
				args[i] = pastedID(args[i])
			}
			dossier, ids, err := dossierFirst(cmd, args, 2)
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				return misusef("%q is a dossier: want behind it what to explain, such as an id that \"relgraph list "+
					"contacts %s\" shows", dossier, sources.OneLine(dossier))
			}
			g, err := flags.graph(cmd, dossier)
			if err != nil {
				return err
			}
			var found answers.Proofs
			if flags.folder != "" {
				if found, err = proofs(cmd, g.Dossier(), flags.folder); err != nil {
					return err
				}
			}
			e, err := explained(g, ids, found)
			if err != nil {
				return err
			}
			return lang.writeAnswer(cmd, g, asJSON, e.JSON, e)
		},
	}
	flags.add(cmd)
	flags.addRollUp(cmd)
	lang.add(cmd, "the words between names and cells")
	cmd.Flags().Lookup("documents").Usage = "`folder` with your copies of the documents, to show the passages from " +
		"and for --verified"
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

// explained explains one thing, or two actors.
func explained(g *graph.Graph, names []string, found answers.Proofs) (*answers.Explanation, error) {
	if len(names) == 1 {
		if c, err := pastedRow(g.Dossier(), names[0]); err != nil {
			return nil, err
		} else if c != nil {
			names[0] = string(c.ID)
		}
		return answers.Explain(g, names[0], found)
	}
	ids := idsTyped[sources.ActorID](names)
	if err := meant(g.Dossier(), &ids); err != nil {
		return nil, err
	}
	return answers.Between(g, ids[0], ids[1], found), nil
}

// writeAnswer prints what was asked for, as JSON or for people.
func (f *langFlags) writeAnswer(cmd *cobra.Command, g *graph.Graph, asJSON bool, record any, text interface {
	WriteText(io.Writer, words.Voice) error
}) error {
	v, err := f.voice(g.Dossier())
	switch {
	case err != nil:
		return err
	case asJSON:
		return writeJSON(cmd.OutOrStdout(), record)
	}
	return text.WriteText(cmd.OutOrStdout(), v)
}

// writeTable prints a table as wide as the page.
func writeTable(cmd *cobra.Command, t answers.Table) error {
	set := terminal.Table{Header: t.Header}
	for _, row := range t.Rows {
		set.Add(row...)
	}
	return set.Write(cmd.OutOrStdout())
}
