package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
)

func newCheck() *cobra.Command {
	var flags dossierFlags
	var asJSON bool
	var asOf string
	cmd := &cobra.Command{
		Use:   "check [DOSSIER]",
		Short: "List every problem, with its place and how to put it right",
		Args:  wants(0, 1, "one dossier", "relgraph check my-dossier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if flags.opts.AsOf, err = dayAsOf(asOf); err != nil {
				return err
			}
			name, err := dossierNamed(cmd, optional(args, 0))
			if err != nil {
				return err
			}
			d, problems, err := flags.opened(cmd, name)
			if err != nil {
				return err
			}
			problems = append(problems, settingProblems(d, problems.Err() == nil)...)
			if asJSON {
				if err := writeJSON(cmd.OutOrStdout(), answers.Problems(problems)); err != nil {
					return err
				}
			} else {
				for _, p := range problems {
					fmt.Fprintln(cmd.OutOrStdout(), p)
				}
				fmt.Fprintln(cmd.ErrOrStderr(), summary(d, problems))
			}
			if problems.Err() != nil {
				return errReported
			}
			return nil
		},
	}
	flags.add(cmd)
	flags.understand = &understandFlags{}
	flags.understand.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the problems as JSON")
	cmd.Flags().StringVar(&asOf, "as-of", "", "`day` on which to ask what is still to be checked (default today)")
	return cmd
}

// contentsOf counts what a dossier holds.
func contentsOf(d *sources.Dossier) string {
	return fmt.Sprintf("%s: %s, %s, %s", d.Name, words.Plural(len(d.Actors), "actor"),
		words.Plural(len(d.Documents), "document"), words.Plural(len(d.Claims), "claim"))
}

func summary(d *sources.Dossier, problems sources.Diagnostics) string {
	read := contentsOf(d)
	errs, warnings := len(problems.Only(sources.Error)), len(problems.Only(sources.Warning))
	if errs+warnings == 0 {
		return read + "; nothing is wrong"
	}
	return fmt.Sprintf("%s; %s, %s", read, words.Plural(errs, "error"), words.Plural(warnings, "warning"))
}

func writeJSON(w io.Writer, v any) error { return answers.Write(terminal.Raw(w), v) }
