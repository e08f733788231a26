package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/sources"
)

// A misuse is an error of the command line.
type misuse struct{ error }

func misusef(format string, args ...any) error { return misuse{fmt.Errorf(format, args...)} }

// wants holds a command to a number of arguments: what says which, example shows them.
func wants(least, most int, what, example string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) >= least && (len(args) <= most || most < 0) {
			return nil
		}
		return misusef("%s: want %s, such as %q", given(args), what, example)
	}
}

// given says what stands on a command line.
func given(args []string) string {
	quoted := make([]string, len(args))
	for i, a := range args {
		quoted[i] = fmt.Sprintf("%q", a)
	}
	switch len(args) {
	case 0:
		return "no argument"
	case 1:
		return "only one argument, " + quoted[0]
	case 2, 3, 4:
		return fmt.Sprintf("%d arguments, %s and %s", len(args), strings.Join(quoted[:len(quoted)-1], ", "),
			quoted[len(quoted)-1])
	}
	return fmt.Sprintf("%d arguments", len(args))
}

// flagMisuse says in our words what pflag finds wrong with a flag.
func flagMisuse(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var lacks *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		if args := cmd.Flags().Args(); !cmd.HasParent() && len(args) > 0 { // the flags of a command that there is not
			return unknownCommand(cmd, args[0])
		}
		return unknownFlag(cmd, unknown)
	case errors.As(err, &lacks):
		return misusef("--%s has nothing behind it: want %s", lacks.GetFlag().Name, valueOf(lacks.GetFlag()))
	case errors.As(err, &wrong):
		return misusef("--%s %q: want %s", wrong.GetFlag().Name, wrong.GetValue(), valueOf(wrong.GetFlag()))
	}
	return misuse{err}
}

func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	if short := err.GetSpecifiedShortnames(); short != "" {
		return misusef("there is no flag -%s: want one that %q lists", sources.OneLine(err.GetSpecifiedName()),
			cmd.CommandPath()+" --help")
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	if near := sources.Nearest(err.GetSpecifiedName(), known); near != "" {
		return misusef("there is no flag --%s: did you mean --%s?", sources.OneLine(err.GetSpecifiedName()), near)
	}
	return misusef("there is no flag --%s: want one that %q lists", sources.OneLine(err.GetSpecifiedName()),
		cmd.CommandPath()+" --help")
}

// valueOf says what a flag takes.
func valueOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "float64":
		return "a number"
	case "int":
		return "a whole number"
	case "duration":
		return "a time such as 30s or 2m"
	case "bool":
		return "true or false"
	}
	_, usage := pflag.UnquoteUsage(f)
	return "a value: " + usage
}

// unknownCommand says which command was probably meant.
func unknownCommand(root *cobra.Command, name string) error {
	var known []string
	for _, c := range root.Commands() {
		known = append(known, c.Name())
	}
	if near := sources.Nearest(name, known); near != "" {
		return misusef("there is no command %q: did you mean %q?", name, near)
	}
	slices.Sort(known)
	return misusef("there is no command %q: want %s", name, strings.Join(known, ", "))
}

// nothingEmpty refuses an argument without a sign in it, which is what a variable of a shell leaves that was never set:
// without it, a command would take the dossier in the current folder. A shell that completes a word asks with such a one.
func nothingEmpty(cmd *cobra.Command, args []string) error {
	if i := slices.Index(args, ""); i >= 0 && cmd.Name() != cobra.ShellCompRequestCmd {
		return misusef("argument %d is \"\", which names nothing: want a name, or no argument in its place", i+1)
	}
	return nil
}

// newHelp is cobra's help command, but that asking about what there is not is a misuse.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show how to use a command",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range root.Commands() {
				names = append(names, c.Name()+"\t"+c.Short)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 && about == root {
				return unknownCommand(root, args[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}
