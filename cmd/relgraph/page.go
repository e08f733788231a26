package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/out"
)

// pageFlags are the flags of a page of the web.
type pageFlags struct {
	private []string // columns that it shows though they are private
	embed   bool
}

func (f *pageFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.private, "private", nil, "private columns that a page of the web shows: "+strings.Join(out.PrivateColumns(), ", ")+"; without it, none")
	flags.BoolVar(&f.embed, "embed", false, "a page of the web that stands in a frame of another one, and says how high it is; how to put it there is printed")
	_ = cmd.RegisterFlagCompletionFunc("private", cobra.FixedCompletions(out.PrivateColumns(), cobra.ShellCompDirectiveNoFileComp))
}

// options reads the flags.
func (f *pageFlags) options() (o out.PageOptions, err error) {
	o.Embed = f.embed
	if o.Private, err = out.ParsePrivate(f.private); err != nil {
		return o, misuse{err}
	}
	return o, nil
}

// sayGivenAway says in a line what each page that was written gives away.
func sayGivenAway(cmd *cobra.Command, r *out.Rendering, targets []target) {
	for _, t := range targets {
		if says := r.GivesAway(t.format); says != "" {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s gives away %s\n", t.file, says)
		}
	}
}
