package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"relgraph/sources"
)

// dossierFlags choose how a dossier is read; every command that reads one has them.
type dossierFlags struct{ opts sources.Options }

func (f *dossierFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.opts.AllowUnsourced, "allow-unsourced", false, "take claims without a document, and mark them as unsourced")
}

// open reads the dossier that the command line means and says on stderr if it chose one itself.
func (f *dossierFlags) open(cmd *cobra.Command, name string) (*sources.Dossier, sources.Diagnostics) {
	switch {
	case name == "" && sources.IsDossier("."):
		fmt.Fprintln(cmd.ErrOrStderr(), "relgraph: taking the dossier in the current folder")
		return sources.Open(".", f.opts)
	case name == "":
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: taking the built-in dossier, %s\n", sources.BuiltIn)
		return sources.OpenBuiltIn(f.opts)
	case meansBuiltIn(name):
		return sources.OpenBuiltIn(f.opts)
	}
	return sources.Open(name, f.opts)
}

// meansBuiltIn tells whether a name on the command line is that of the dossier that no file holds.
func meansBuiltIn(name string) bool {
	_, err := os.Stat(name)
	return name == sources.BuiltIn && errors.Is(err, fs.ErrNotExist)
}

// load opens the dossier for a command that makes something from it. It prints the problems; errors among them end the command.
func (f *dossierFlags) load(cmd *cobra.Command, name string) (*sources.Dossier, error) {
	d, problems := f.open(cmd, name)
	for _, p := range problems {
		if p.Severity != sources.Hint {
			fmt.Fprintln(cmd.ErrOrStderr(), p)
		}
	}
	if problems.Err() != nil {
		return nil, errReported
	}
	return d, nil
}

// loadSilently is load without a word about anything but errors.
func (f *dossierFlags) loadSilently(cmd *cobra.Command, name string) (*sources.Dossier, error) {
	d, problems := f.open(cmd, name)
	for _, p := range problems.Only(sources.Error) {
		fmt.Fprintln(cmd.ErrOrStderr(), p)
	}
	if problems.Err() != nil {
		return nil, errReported
	}
	return d, nil
}

// optional is the argument at i, or "".
func optional(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}
