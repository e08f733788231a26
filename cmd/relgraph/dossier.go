package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/revision"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
)

// dossierFlags choose how a dossier is read; every command that reads one has them.
type dossierFlags struct {
	opts sources.Options
	name string // of the dossier that was read
	made bool   // of a list, as import would

	understand *understandFlags // how a sheet of other people's is read; nil if the command has no flags for it
}

func (f *dossierFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.opts.AllowUnsourced, "allow-unsourced", false,
		"take claims without a document, and mark them as unsourced")
	cmd.Flags().StringSliceVar(&f.opts.Kinds, "kinds", nil, "know only the words of these `fields` for kinds: "+
		strings.Join(sources.KindPacks(), ", ")+" (default all)")
}

// knownKinds refuses what --kinds does not know, whatever is read.
func knownKinds(cmd *cobra.Command) error {
	names, err := cmd.Flags().GetStringSlice("kinds")
	if err != nil { // the command has no such flag, or one of its own
		return nil
	}
	for _, name := range names {
		if !slices.Contains(sources.KindPacks(), name) {
			return fmt.Errorf("--kinds: unknown field %q: %s", name, sources.OneOf(name, sources.KindPacks()))
		}
	}
	return nil
}

// opened is open where somebody waits. Its error is of flags that say how to read what is read in another way.
func (f *dossierFlags) opened(cmd *cobra.Command, name string) (*sources.Dossier, sources.Diagnostics, error) {
	defer terminal.Doing(cmd.Context(), "reading and checking %s", name).End()
	if err := f.understand.ready(name); err != nil {
		return nil, nil, err
	}
	d, problems := f.open(name)
	if f.understand != nil {
		if err := f.understand.obeyed(name, f.understand.read); err != nil {
			return nil, nil, err
		}
	}
	return d, problems, nil
}

// open reads the dossier that the command line means.
func (f *dossierFlags) open(name string) (*sources.Dossier, sources.Diagnostics) {
	if meansBuiltIn(name) {
		return sources.OpenBuiltIn(name, f.opts)
	}
	expect(name)
	if d, problems, ok := f.openSheet(name); ok {
		return d, problems
	}
	return sources.Open(name, f.opts)
}

// writable is why nothing can be written into the dossier that was loaded, nil if something can.
func (f *dossierFlags) writable(name string) error {
	if f.made {
		return fmt.Errorf("%q is a list that is read as import would, and nothing is written into it: want a dossier "+
			"made of it, by \"relgraph import FILE -o DOSSIER\"", name)
	}
	return nil
}

// meant puts the ids of actors in the place of the names, or parts of names, that were typed.
func meant(d *sources.Dossier, ids *[]sources.ActorID) error {
	for i, id := range *ids {
		a, err := d.Names().ActorMeant(string(id))
		if err != nil {
			return err
		}
		(*ids)[i] = a.ID
	}
	return nil
}

// guard knows the files of dossiers that are read, so that none of them is written over.
func (f *dossierFlags) guard(names ...string) *files.Guard {
	g := &files.Guard{}
	for _, name := range names {
		if r, ok := revision.Of(name); ok {
			name = r.Path // which is another edition of the same
		}
		g.Reads(name)
		g.ReadsFolder(name, sources.Files())
	}
	return g
}

// filesOfRows lists the files that a dossier's rows stand in, those of dossiers that it includes among them.
func filesOfRows(d *sources.Dossier) []string {
	seen := map[string]bool{}
	for i := range d.Actors {
		seen[d.Actors[i].Pos().File] = true
	}
	for i := range d.Documents {
		seen[d.Documents[i].Pos().File] = true
	}
	for i := range d.Claims {
		seen[d.Claims[i].Pos().File] = true
	}
	delete(seen, "")
	return slices.Sorted(maps.Keys(seen))
}

// load opens the dossier for a command that makes something from it. It prints the problems; errors among them end
// the command.
func (f *dossierFlags) load(cmd *cobra.Command, name string) (*sources.Dossier, error) {
	return f.named(cmd, name, func(p sources.Diagnostic) bool { return p.Severity != sources.Hint })
}

// loadSilently is load without a word about anything but errors.
func (f *dossierFlags) loadSilently(cmd *cobra.Command, name string) (*sources.Dossier, error) {
	return f.named(cmd, name, isError)
}

func isError(p sources.Diagnostic) bool { return p.Severity == sources.Error }

// named opens the dossier of that name, and says of its problems those that are to be said.
func (f *dossierFlags) named(cmd *cobra.Command, name string, says func(sources.Diagnostic) bool) (*sources.Dossier,
	error) {
	name, err := dossierNamed(cmd, name)
	if err != nil {
		return nil, err
	}
	f.name = name
	d, problems, err := f.opened(cmd, name)
	if err != nil {
		return nil, err
	}
	return sound(cmd, d, problems, says)
}

// sound is d if its problems are no errors; it says those that are to be said.
func sound(cmd *cobra.Command, d *sources.Dossier, problems sources.Diagnostics,
	says func(sources.Diagnostic) bool) (*sources.Dossier, error) {
	for _, p := range problems {
		if says(p) {
			fmt.Fprintln(cmd.ErrOrStderr(), p)
		}
	}
	if problems.Err() != nil {
		return nil, errReported
	}
	return d, nil
}

// edition reads one of two dossiers, which may be a revision of one, and prints its errors; what else could be said
// of it is no matter of comparing the two.
func (f *dossierFlags) edition(cmd *cobra.Command, name string) (*sources.Dossier, error) {
	open := func() (*sources.Dossier, sources.Diagnostics, error) { return f.opened(cmd, name) }
	if r, ok := revision.Of(name); ok {
		open = func() (*sources.Dossier, sources.Diagnostics, error) { return r.Open(cmd.Context(), f.opts) }
	}
	d, problems, err := open()
	switch {
	case errors.Is(err, revision.ErrNoRevision):
		return nil, misuse{err}
	case err != nil:
		return nil, err
	}
	return sound(cmd, d, problems, isError)
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
