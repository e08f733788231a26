package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
)

// dossierFlags choose how a dossier is read; every command that reads one has them.
type dossierFlags struct{ opts sources.Options }

func (f *dossierFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.opts.AllowUnsourced, "allow-unsourced", false, "take claims without a document, and mark them as unsourced")
	cmd.Flags().StringSliceVar(&f.opts.Kinds, "kinds", nil, "know only the words of these fields for kinds: "+strings.Join(sources.KindPacks(), ", ")+" (default all)")
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

// guard knows the files of dossiers that are read, so that none of them is written over.
func (f *dossierFlags) guard(names ...string) *files.Guard {
	g := &files.Guard{}
	for _, name := range names {
		if r, ok := revisionOf(name); ok {
			name = r.path // which is another edition of the same
		}
		g.Reads(name)
		g.ReadsFolder(name, dossierFiles)
	}
	return g
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

// outFor is standard output for a file of that format: text is shown as text, everything else goes out byte for byte.
func outFor(cmd *cobra.Command, format string) io.Writer {
	if format == "text" {
		return cmd.OutOrStdout()
	}
	return terminal.Raw(cmd.OutOrStdout())
}
