package main

import (
	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/out"
)

func newFormats() *cobra.Command {
	return &cobra.Command{
		Use:   "formats",
		Short: "List the formats that export writes",
		Args:  wants(0, 0, "none", "relgraph formats"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			t := terminal.Table{Header: []string{"FORMAT", "ENDING", "WHAT IT IS"}}
			for _, f := range out.Formats() {
				t.Add(f.Name, f.Ext, f.About)
			}
			return t.Write(cmd.OutOrStdout())
		},
	}
}
