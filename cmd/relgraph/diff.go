package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
)

// errDiffers ends a diff that found differences and printed them.
var errDiffers = errors.New("the editions differ")

// A failed comparison has an exit code of its own, which is not that of editions that differ.
type failed struct{ error }

func (f failed) Unwrap() error { return f.error }

// diffFlags are what diff can be asked for.
type diffFlags struct {
	dossierFlags
	figureFlags
	format string
	json   bool
	files  []string
	driver bool
}

func newDiff() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Show what changed between two editions of a dossier",
		Args:  f.args,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.driver {
				return f.drive(cmd, args)
			}
			return f.run(cmd, args[0], args[1])
		},
	}
	f.dossierFlags.add(cmd)
	f.figureFlags.add(cmd)
	cmd.Flags().StringVar(&f.format, "format", "", "`format` to write: text, json, or md, a correction note")
	cmd.Flags().BoolVar(&f.json, "json", false, "write everything that is known, as JSON")
	cmd.Flags().StringArrayVarP(&f.files, "output", "o", nil,
		"write to this `FILE`; its ending says what: .txt, .json, .md, or a picture, such as .svg")
	cmd.Flags().BoolVar(&f.driver, "driver", false, "be a diff driver of git; the exit code is then 0 whether files "+
		"differ or not")
	offerWords(cmd, "format", diffFormatNames())
	return cmd
}

func (f *diffFlags) args(_ *cobra.Command, args []string) error {
	switch {
	case f.driver && len(args) != 1 && len(args) < 7:
		return fmt.Errorf("%s: want the seven with which git calls a diff driver; without --driver, OLD and NEW",
			words.Plural(len(args), "argument"))
	case !f.driver && len(args) != 2:
		return fmt.Errorf("%s: want two, OLD and NEW", words.Plural(len(args), "dossier"))
	}
	return nil
}

func (f *diffFlags) run(cmd *cobra.Command, old, new string) error {
	targets, err := f.targets()
	if err != nil {
		return err
	}
	if err := f.obeyed(cmd.Flags(), targets); err != nil {
		return err
	}
	editions, err := f.editions(cmd, old, new)
	if err != nil {
		return failed{err}
	}
	step := terminal.Doing(cmd.Context(), "comparing %s with %s", old, new)
	c := graph.Compare(editions[0], editions[1])
	step.End()
	pictures, err := f.pictures(cmd, c, targets)
	if err != nil {
		return failed{err}
	}
	voice, err := f.voice(c.Rows.New)
	if err != nil {
		return failed{err}
	}
	set := files.New(cmd.Context(), f.guard(old, new))
	defer set.Discard()
	for _, t := range targets {
		if err := t.stage(cmd, set, c, pictures, voice); err != nil {
			return failed{err}
		}
	}
	if err := set.Commit(); err != nil {
		return failed{err}
	}
	if c.None() {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s\n", voice.Say("diff.same", "old", sources.OneLine(old), "new",
			sources.OneLine(new)))
		return nil
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s\n", answers.Tally(c, voice))
	return errDiffers
}

// editions reads both editions and tells the problems of both.
func (f *diffFlags) editions(cmd *cobra.Command, old, new string) (editions [2]*graph.Graph, err error) {
	broken := false
	for i, name := range []string{old, new} {
		d, err := f.edition(cmd, name)
		switch {
		case errors.Is(err, errReported):
			broken = true // the other edition's problems are told too
		case err != nil:
			return editions, err
		default:
			if editions[i], err = graph.Build(d); err != nil {
				return editions, err
			}
		}
	}
	if broken {
		return editions, errReported
	}
	return editions, nil
}
