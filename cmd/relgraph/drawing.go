package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/out/figure"
)

// write writes the graph to its targets.
func (f *exportFlags) write(ctx context.Context, cmd *cobra.Command, g *graph.Graph, engine figure.Engine,
	targets []target, guard *files.Guard) error {
	set := files.New(cmd.Context(), guard)
	defer set.Discard()
	again := drawingOf(cmd.Context())
	f.out.Figure.Draft = again.like
	r := out.Render(g, engine, f.out)
	defer func() { again.drawn = r.Draft() }()
	if err := f.commit(cmd, len(targets), set, f.stage(ctx, cmd, r, targets, set)); err != nil {
		return err
	}
	f.sayGivenAway(cmd, r, targets)
	return f.sayAlternative(ctx, cmd, g, r)
}

// writeSeries writes a file for each period of --by, and one with a small diagram for each where the file's name has no
// place for a period.
func (f *exportFlags) writeSeries(ctx context.Context, cmd *cobra.Command, g *graph.Graph, engine figure.Engine,
	targets []target, guard *files.Guard) error {
	set := files.New(cmd.Context(), guard)
	defer set.Discard()
	slices, err := sliced(g, f.by)
	if err != nil {
		return err
	}
	var failed failures
	var each, one []target
	for _, t := range targets {
		if strings.Contains(t.file, "{}") {
			each = append(each, t)
		} else {
			one = append(one, t)
		}
	}
	if len(one) > 0 {
		err := f.stage(ctx, cmd, out.Multiples(g, slices, engine, f.out), one, set)
		if some := (failures{}); errors.As(err, &some) {
			failed = append(failed, some...)
		} else if err != nil {
			return err
		}
	}
	for i, r := range out.Series(g, slices, engine, f.out) {
		if len(each) == 0 {
			break
		}
		var named []target
		for _, t := range each {
			named = append(named, target{strings.ReplaceAll(t.file, "{}", slices[i].Period.Name), t.format})
		}
		var some failures
		if err := f.stage(ctx, cmd, r, named, set); errors.As(err, &some) {
			failed = append(failed, some...)
		} else if err != nil {
			return err
		}
	}
	return f.commit(cmd, len(each)*len(slices)+len(one), set, failed.err())
}

// stage writes a rendering to its targets: files at their side, to be put in their place together, the rest at once.
func (f *exportFlags) stage(ctx context.Context, cmd *cobra.Command, r *out.Rendering, targets []target,
	set *files.Set) error {
	var failed failures
	for _, t := range targets {
		err := f.stageOne(ctx, cmd, r, t, set)
		if stopped := cmd.Context().Err(); stopped != nil {
			return cmp.Or(err, stopped)
		}
		if wrong := (misuse{}); errors.As(err, &wrong) {
			return err
		}
		if err != nil {
			failed = append(failed, unwritten{t.file, err})
		}
	}
	return failed.err()
}

// stageOne writes a rendering to one target, and what is to be said of it.
func (f *exportFlags) stageOne(ctx context.Context, cmd *cobra.Command, r *out.Rendering, t target, set *files.Set) error {
	defer terminal.Doing(cmd.Context(), "writing %s", t.file).End()
	write := func() error { return t.write(ctx, r, set, terminal.Raw(cmd.OutOrStdout())) }
	if drawn := write; t.format.Picture { // a graph file is written in any case, though perhaps without places
		write = func() error { return f.within(ctx, drawn) }
	}
	if err := write(); err != nil {
		return err
	}
	if n, err := r.Pages(ctx, t.format); err == nil && n > 1 {
		what := fmt.Sprintf("the figure has %d pages", n)
		if !t.format.Picture {
			what = fmt.Sprintf("the diagram is in %d parts", n)
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s: written as %s to %s\n", what, pageFile(t.file, 0), pageFile(t.file, n-1))
	}
	for _, w := range r.Warnings(t.format) {
		sayWarning(cmd, t.file+": "+w)
	}
	return nil
}

// within waits for work no longer than ctx lasts. The work asks for ctx itself, but not at every step.
func (f *exportFlags) within(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		select {
		case err = <-done:
		case <-time.After(grace):
			err = ctx.Err()
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("drawing took longer than %v: give it more with --timeout, leave out actors or contacts, "+
			"or export a format that needs no figure", f.timeout)
	}
	return err
}

// writeMeasures writes what the eye meets in the ways to draw the figure.
func (f *exportFlags) writeMeasures(ctx context.Context, cmd *cobra.Command, g *graph.Graph, engine figure.Engine) error {
	if f.out.Subject != out.Contacts {
		return misusef("--measure-figure measures the figure of contacts, and --what is %s", f.out.Subject)
	}
	defer terminal.Doing(cmd.Context(), "drawing the figure in several ways").End()
	list, err := out.Candidates(ctx, g, engine, f.out)
	if err != nil {
		return err
	}
	return writeJSON(cmd.OutOrStdout(), answers.Listed("candidates", list))
}
