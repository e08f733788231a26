package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/cmd/relgraph/watch"
	"relgraph/out/figure"
	"relgraph/sources"
)

// An exporting is an export that can be made again: what its command line says, whatever a run has made of it.
type exporting struct {
	dossier string   // "" if none is named
	flags   []string // each as --name=value
	files   []string // that flags name, such as a theme
}

// exportingAs is what cmd was asked for, but for the flags named.
func exportingAs(cmd *cobra.Command, dossier string, without ...string) exporting {
	e := exporting{dossier: dossier}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if slices.Contains(without, f.Name) {
			return
		}
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, v := range values {
			if info, err := os.Stat(v); err == nil && info.Mode().IsRegular() && f.Name != "output" {
				e.files = append(e.files, v)
			}
			e.flags = append(e.flags, "--"+f.Name+"="+v)
		}
	})
	return e
}

// A drawing is what passes between the runs of an export that is made again and again.
type drawing struct {
	like  *figure.Draft // not nil: quickly, as the figure before was drawn
	drawn *figure.Draft // how it was drawn in the end
}

type drawingKey struct{}

// drawingOf is the drawing that a run of a command belongs to; one of its own, if there is none.
func drawingOf(ctx context.Context) *drawing {
	if d, ok := ctx.Value(drawingKey{}).(*drawing); ok {
		return d
	}
	return &drawing{}
}

// run makes the export once, with more flags, as a command line of its own would.
func (e exporting) run(ctx context.Context, stdout, stderr io.Writer, more ...string) (*cobra.Command, error) {
	args := append([]string{"export"}, e.flags...)
	args = append(args, more...)
	if e.dossier != "" {
		args = append(args, "--", e.dossier)
	}
	return execute(ctx, args, stdout, stderr)
}

// reads lists the files that the export is made from, those among them that are not there yet but would be read.
func (e exporting) reads() ([]string, error) {
	name, err := dossierNamed(silent, e.dossier)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(e.files)
	if meansBuiltIn(name) {
		return all, nil
	}
	folder := name
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		all = append(all, name)
		folder = filepath.Dir(name)
	} else {
		for _, file := range sources.Files() {
			all = append(all, filepath.Join(folder, file))
		}
	}
	all = append(all, filepath.Join(folder, placesFile), filepath.Join(folder, "steps.csv"))
	var flags dossierFlags
	if d, _ := flags.open(name); d != nil {
		all = append(all, filesOfRows(d)...) // also of what it includes
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// silent is a command that says nothing.
var silent = func() *cobra.Command {
	quiet := &cobra.Command{}
	quiet.SetErr(io.Discard)
	return quiet
}()

// watchExport makes an export, and again whenever a file that it reads has changed, until somebody ends it. Only a
// command line that is not understood ends it by itself.
func watchExport(cmd *cobra.Command, dossier string, targets []target) error {
	for _, t := range targets {
		if t.file == "-" {
			return misusef("--watch writes again and again, and standard output cannot be: want -o FILE")
		}
	}
	e := exportingAs(cmd, dossier, "watch")
	for {
		names, err := e.reads()
		if err != nil {
			return err
		}
		was := watch.Of(names)
		ran, err := e.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		if wrong := (misuse{}); errors.As(err, &wrong) {
			return err
		}
		if cmd.Context().Err() == nil {
			report(cmd.Context(), cmd.ErrOrStderr(), ran, err)
			fmt.Fprintln(cmd.ErrOrStderr(), "relgraph: waiting for changes; Ctrl-C ends it")
		}
		if _, err := watch.Change(cmd.Context(), names, was); err != nil {
			return nil // somebody ended it: all that was written is whole
		}
	}
}
