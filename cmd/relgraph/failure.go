package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/sources"
)

// An unwritten file is one of several that could not be written, and why.
type unwritten struct {
	file string
	why  error
}

// failures are an error that leaves the other files of a run alone.
type failures []unwritten

func (fs failures) err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

func (fs failures) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = fmt.Sprintf("%s: %v", sources.OneLine(f.file), f.why)
	}
	return strings.Join(lines, "\n")
}

// commit puts what was staged in its place. Where a run was to write several files, each that could not be written is
// named, and the others are written; where it was to write one, the error is that of the one.
func (f *exportFlags) commit(cmd *cobra.Command, asked int, set *files.Set, err error) error {
	var failed failures
	if err != nil && (!errors.As(err, &failed) || asked == 1) {
		if len(failed) == 1 {
			return failed[0].why
		}
		return err
	}
	if err := set.Commit(); err != nil {
		return err
	}
	for _, f := range failed {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %q is not written: %v\n", f.file, f.why)
	}
	if failed != nil {
		return fmt.Errorf("%d of %d files could not be written; the others are there", len(failed), asked)
	}
	return nil
}

// noEngine stands for the engine that was not found.
type noEngine struct{ why error }

func (e noEngine) Place(context.Context, []byte) ([]byte, error) { return nil, e.why }
