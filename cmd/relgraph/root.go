package main

import (
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
)

// version is set by the Makefile's linker flags; a build by "go install" has the module's version.
var version = ""

const startedNote = "started" // annotation of a command that began its work: what fails from then on is no misuse

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:     "relgraph",
		Short:   "Turn a hand-checked list of reported contacts into figures and graph files",
		Version: buildVersion(),
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			if err := nothingEmpty(cmd, args); err != nil {
				return err
			}
			if err := knownKinds(cmd); err != nil {
				return err
			}
			cmd.Annotations = map[string]string{startedNote: "yes"}
			return nil
		},
	}
	explainItself(root)
	root.SetVersionTemplate("relgraph {{.Version}}\n")
	root.SetFlagErrorFunc(flagMisuse)
	root.SetHelpCommand(newHelp(root))
	root.CompletionOptions.HiddenDefaultCmd = false
	for _, j := range jobs() {
		root.AddGroup(&cobra.Group{ID: j.title, Title: j.title + ":"})
		for _, newCommand := range j.commands {
			cmd := newCommand()
			explainItself(cmd)
			cmd.GroupID = j.title
			root.AddCommand(cmd)
		}
	}
	completeNames(root)
	layHelp(root)
	return root
}

// layHelp says how help looks: it begins with an example, and is as wide as the terminal.
func layHelp(root *cobra.Command) {
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		stderr := cmd.ErrOrStderr()
		cmd.SetErr(io.Discard) // that standard output cannot be written, run says, of every command alike
		help(cmd, args)
		cmd.SetErr(stderr)
	})
	root.SetHelpTemplate("{{with firstExample .Example}}{{.}}\n\n{{end}}" + root.HelpTemplate())
	root.SetUsageTemplate(strings.NewReplacer(".FlagUsages", ".FlagUsagesWrapped columns", "Additional Commands:",
		"Besides:").Replace(root.UsageTemplate()))
}

// A job is what people come for, with the commands that serve it.
type job struct {
	title    string
	commands []func() *cobra.Command
}

// jobs are all of them, in the order in which most people have them.
func jobs() []job {
	return []job{
		{"Begin a list, or bring yours", []func() *cobra.Command{newInit, newImport}},
		{"Make a figure or a file", []func() *cobra.Command{newExport, newFormats}},
		{"Check it", []func() *cobra.Command{newCheck, newServe, newAnchor, newReview, newVerify}},
		{"Ask it", []func() *cobra.Command{newList, newExplain, newPath, newMeasure}},
		{"Work in editions, or in two", []func() *cobra.Command{newDiff, newMerge}},
	}
}

// tellCompletion puts cobra's command for completion into words of ours, with an example.
func tellCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	cmd, _, err := root.Find([]string{"completion"})
	if err != nil || cmd == root {
		return
	}
	cmd.Short = "Have the shell complete commands, flags, and ids and names of a dossier"
	cmd.Long = ""
	explainItself(cmd)
	cmd.Args, cmd.DisableFlagsInUseLine = cobra.ArbitraryArgs, true
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return misusef("there is no completion for %q: want bash, fish, powershell or zsh", args[0])
		}
		return cmd.Help()
	}
}

func init() {
	cobra.EnableCommandSorting = false // jobs has them in order
	cobra.AddTemplateFunc("columns", func() int { return terminal.Width(os.Stdout) })
	cobra.AddTemplateFunc("firstExample", func(examples string) string {
		first, _, _ := strings.Cut(examples, "\n")
		return first
	})
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
