package main

import (
	"github.com/spf13/cobra"

	"relgraph/out"
)

func newFormats() *cobra.Command {
	return &cobra.Command{
		Use:   "formats",
		Short: "List the formats that export writes",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			t := table{header: []string{"FORMAT", "ENDING", "WHAT IT IS"}}
			for _, f := range out.Formats() {
				t.add(f.Name, f.Ext, f.About)
			}
			return t.write(cmd.OutOrStdout())
		},
	}
}
