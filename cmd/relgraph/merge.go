package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
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
		Args:  wants(2, 2, "two dossiers", "relgraph merge anns-dossier bos-dossier -o together"),
		RunE:  func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0], args[1]) },
	}
	f.add(cmd)
	cmd.Flags().StringVarP(&f.folder, "output", "o", "", "new `DIR` for the merged dossier")
	cmd.Flags().StringVar(&f.keep, "keep", "", "where the two disagree, take what `A` or B says")
	offerWords(cmd, "keep", []string{"A", "B"})
	return cmd
}

func (f *mergeFlags) side() (change.Edition, error) {
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
		return misusef("the folder to write is not named: want -o DIR")
	}
	if err := isForFolder("merge", f.folder); err != nil {
		return err
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
	step := terminal.Doing(cmd.Context(), "merging %s with %s", a, b)
	u := change.Merge(dossiers[0], dossiers[1], keep)
	step.End()
	f.tell(cmd, u, keep)
	if len(u.Conflicts) > 0 && keep == 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s to decide: nothing is written; put the dossiers right, or "+
			"decide with --keep A or --keep B\n", words.Plural(len(u.Conflicts), "conflict"))
		return errReported
	}
	made := sources.FilesOf(u.Tables, u.About)
	merged, err := f.prove(cmd, made)
	if err != nil {
		return err
	}
	for _, d := range dossiers {
		for _, p := range change.UnderstoodOtherwise(d, merged) {
			fmt.Fprintln(cmd.ErrOrStderr(), p)
		}
	}
	if err := tellable(merged); err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "%v (until that is put right, no page tells the steps)\n", err)
	}
	if err := writeFolder(cmd.Context(), f.folder, made); err != nil {
		return err
	}
	var rows []string
	for _, t := range u.Tables {
		rows = append(rows, words.Plural(len(t.Rows), strings.TrimSuffix(t.Name, "s")))
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s: %s; %s in both\n", sources.OneLine(f.folder), strings.Join(rows, ", "),
		words.Plural(u.Joined, "row"))
	return nil
}

// tell lists what was found, conflicts last, each with both its places.
func (f *mergeFlags) tell(cmd *cobra.Command, u *change.Union, keep change.Edition) {
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

// prove reads the merged dossier as it would be written. What makes it one that cannot be used is told, and ends the
// command.
func (f *mergeFlags) prove(cmd *cobra.Command, made []sources.File) (*sources.Dossier, error) {
	held := map[string][]byte{}
	for _, f := range made {
		held["merged/"+f.Name] = f.Data
	}
	fsys, err := files.InMemory(held)
	if err != nil {
		return nil, err
	}
	merged, problems := sources.OpenFS(fsys, "merged", f.opts)
	if problems.Err() == nil {
		return merged, nil
	}
	for _, p := range problems.Only(sources.Error) {
		fmt.Fprintln(cmd.ErrOrStderr(), p)
	}
	return nil, errors.New("together the two would make a dossier with these errors: nothing is written")
}

// tellable tells whether the contacts are there that a dossier's steps name: their ids are made of the actors', which
// may be others in a merged dossier.
func tellable(d *sources.Dossier) error {
	if len(d.Steps) == 0 {
		return nil
	}
	g, err := graph.Build(d)
	if err != nil {
		return err
	}
	_, err = steps(g)
	return err
}
