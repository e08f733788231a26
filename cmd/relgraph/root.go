package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the Makefile's linker flags; a build by "go install" has the module's version.
var version = ""

const startedNote = "started" // annotation of a command that began its work: what fails from then on is no misuse

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "relgraph",
		Short: "Turn a hand-checked list of reported contacts into figures and graph files",
		Long: `relgraph turns a dossier, a hand-checked list of reported contacts with the documents that
report them, into figures for reports and graph files for analysis. Every line in what it
writes can be followed back to the row, the document and the passage it stands on.

DOSSIER is a folder with claims.csv (and actors.csv, documents.csv), one YAML file, or one
CSV sheet with the columns from, to, url. Without it, relgraph takes the current folder if
that is a dossier, otherwise its own built-in one, syria-contacts.`,
		Example: `  relgraph export -o figure.svg -o graph.graphml my-dossier
  relgraph check my-dossier
  relgraph list contacts
  relgraph explain mi6--syrian-diplomats--talks`,
		Version:       buildVersion(),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(cmd *cobra.Command, _ []string) {
			cmd.Annotations = map[string]string{startedNote: "yes"}
		},
	}
	root.SetVersionTemplate("relgraph {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return misuse{err} })
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(newExport(), newCheck(), newList(), newExplain(), newPath(), newMeasure(), newDiff(), newMerge(), newVerify(), newAnchor(), newReview(), newImport(), newFormats())
	return root
}

// understood tells whether the command line was well-formed, so that cmd began its work.
func understood(cmd *cobra.Command) bool { return cmd.Annotations[startedNote] != "" }

func buildVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
