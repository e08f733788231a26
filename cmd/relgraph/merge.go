package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change"
)

// mergeFlags are what merge can be asked for.
type mergeFlags struct {
	dossierFlags
	folder string
	keep   string
}

func newMerge() *cobra.Command {
	var f mergeFlags
	cmd := &cobra.Command{
		Use:   "merge A B -o DIR",
		Short: "Make one dossier of two, and list what a person has to decide",
		Long: `merge brings the dossiers of two people together in a new folder. Actors are recognised by names, aliases,
Wikidata ids and addresses (not_same_as keeps them apart), documents by their address, or by title, outlet and
date, claims by their id together with document, parties and kind, or by what they say the document says. What is
the same becomes one row; what only one of the two has is taken over.

Nothing is decided silently. Where the two disagree, have two ids for one thing or one id for two, both places are
listed, nothing is written, and the exit code is 1. Put the two right and run merge again, or decide all of it
with --keep A or --keep B: then that side's text and ids are taken. A row of the other side that is not the same but
has the same id gets a new one, so that no claim is lost.

A and B are folders, YAML files, CSV sheets, or DOSSIER@REV, as for diff. Blank cells that the other side fills, and claims
that may be one and are both kept, are listed too.`,
		Example: `  relgraph merge anns-dossier bos-dossier -o together
  relgraph merge anns-dossier bos-dossier --keep A -o together`,
		Args: wants(2, 2, "two dossiers", "relgraph merge anns-dossier bos-dossier -o together"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0], args[1]) },
	}
	f.add(cmd)
	cmd.Flags().StringVarP(&f.folder, "output", "o", "", "new `DIR` for the merged dossier")
	cmd.Flags().StringVar(&f.keep, "keep", "", "where the two disagree, take what `A` or B says")
	_ = cmd.RegisterFlagCompletionFunc("keep", cobra.FixedCompletions([]string{"A", "B"},
		cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (f *mergeFlags) side() (change.Side, error) {
	switch strings.ToUpper(f.keep) {
	case "":
		return 0, nil
	case "A":
		return change.A, nil
	case "B":
		return change.B, nil
	}
	return 0, misusef("--keep %q: want A, the first dossier, or B, the second", f.keep)
}

func (f *mergeFlags) run(cmd *cobra.Command, a, b string) error {
	keep, err := f.side()
	if err != nil {
		return err
	}
	if f.folder == "" {
		return misusef("no folder to write: want -o DIR")
	}
	if err := files.Free(f.folder); err != nil {
		return err
	}
	var dossiers [2]*sources.Dossier
	broken := false
	for i, name := range []string{a, b} {
		d, err := f.edition(cmd, name)
		if err != nil && !errors.Is(err, errReported) {
			return err
		}
		broken = broken || err != nil // the other one's problems are told too
		dossiers[i] = d
	}
	if broken {
		return errReported
	}
	for i, d := range dossiers {
		if len(d.Codings) > 0 {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s of %s %s not merged, since claims may get other "+
				"ids: keep its %s\n",
				words.Plural(len(d.Codings), "second coding"), [2]string{a, b}[i],
				map[bool]string{true: "is", false: "are"}[len(d.Codings) == 1], sources.CodingsFile)
		}
	}
	u := change.Merge(dossiers[0], dossiers[1], keep)
	f.tell(cmd, u, keep)
	if len(u.Conflicts) > 0 && keep == 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s to decide: nothing is written; put the dossiers right, or "+
			"decide with --keep A or --keep B\n", words.Plural(len(u.Conflicts), "conflict"))
		return errReported
	}
	made := filesOf(u)
	if err := f.prove(cmd, made); err != nil {
		return err
	}
	if err := writeFolder(cmd.Context(), f.folder, made); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s: %s, %s, %s; %s in both\n", f.folder,
		words.Plural(len(u.Tables[0].Rows), "actor"),
		words.Plural(len(u.Tables[1].Rows), "document"), words.Plural(len(u.Tables[2].Rows), "claim"),
		words.Plural(u.Joined, "row"))
	return nil
}

// tell lists what was found, conflicts last, each with both its places.
func (f *mergeFlags) tell(cmd *cobra.Command, u *change.Union, keep change.Side) {
	w := cmd.ErrOrStderr()
	for _, c := range u.Filled {
		fmt.Fprintf(w, "%s, %s: note: %s\n", c.A, c.B, c.Problem)
	}
	for _, c := range u.Alike {
		fmt.Fprintf(w, "%s, %s: warning: %s: both are kept; if they are one, give them one id\n", c.A, c.B, c.Problem)
	}
	for _, c := range u.Conflicts {
		if keep == 0 {
			fmt.Fprintf(w, "%s, %s: %s: %s\n", c.A, c.B, c.Problem, c.Want)
		} else {
			fmt.Fprintf(w, "%s, %s: kept as in %s: %s\n", c.A, c.B, strings.ToUpper(f.keep), c.Problem)
		}
	}
}

// filesOf writes a union as the folder of a dossier.
func filesOf(u *change.Union) []sources.File {
	return sources.FilesOf(u.Tables, u.About)
}

// prove reads the merged dossier as it would be written. What makes it one that cannot be used is told, and ends the
// command.
func (f *mergeFlags) prove(cmd *cobra.Command, made []sources.File) error {
	held := map[string][]byte{}
	for _, f := range made {
		held["merged/"+f.Name] = f.Data
	}
	fsys, err := files.InMemory(held)
	if err != nil {
		return err
	}
	_, problems := sources.OpenFS(fsys, "merged", f.opts)
	if problems.Err() == nil {
		return nil
	}
	for _, p := range problems.Only(sources.Error) {
		fmt.Fprintln(cmd.ErrOrStderr(), p)
	}
	return errors.New("together the two would make a dossier with these errors: nothing is written")
}
