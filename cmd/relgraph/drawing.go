package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/out/figure"
	"relgraph/sources"
)

// An exportJob is one run of export: what is drawn, from what, into which files.
type exportJob struct {
	*exportFlags
	cmd     *cobra.Command
	g       *graph.Graph
	engine  figure.Engine
	targets []target
	guard   *files.Guard
}

// write writes the graph to its targets.
func (e *exportJob) write(ctx context.Context) error {
	set := files.New(e.cmd.Context(), e.guard)
	defer set.Discard()
	again := drawingOf(e.cmd.Context())
	e.out.Figure.Draft = again.like
	r := out.Render(e.g, e.engine, e.out)
	defer func() { again.drawn = r.Draft() }()
	if err := e.commit(e.cmd, len(e.targets), set, e.stage(ctx, r, e.targets, set)); err != nil {
		return err
	}
	e.sayGivenAway(e.cmd, r, e.targets)
	return e.sayAlternative(ctx, r)
}

// writeSeries writes a file for each period of --by, and one with a small diagram for each where the file's name has no
// place for a period.
func (e *exportJob) writeSeries(ctx context.Context) error {
	set := files.New(e.cmd.Context(), e.guard)
	defer set.Discard()
	slices, err := sliced(e.g, e.by)
	if err != nil {
		return err
	}
	var failed failures
	var each, one []target
	for _, t := range e.targets {
		if strings.Contains(t.file, "{}") {
			each = append(each, t)
		} else {
			one = append(one, t)
		}
	}
	if len(one) > 0 {
		err := e.stage(ctx, out.Multiples(e.g, slices, e.engine, e.out), one, set)
		if some := (failures{}); errors.As(err, &some) {
			failed = append(failed, some...)
		} else if err != nil {
			return err
		}
	}
	for i, r := range out.Series(e.g, slices, e.engine, e.out) {
		if len(each) == 0 {
			break
		}
		var named []target
		for _, t := range each {
			named = append(named, target{strings.ReplaceAll(t.file, "{}", slices[i].Period.Name), t.format})
		}
		var some failures
		if err := e.stage(ctx, r, named, set); errors.As(err, &some) {
			failed = append(failed, some...)
		} else if err != nil {
			return err
		}
	}
	return e.commit(e.cmd, len(each)*len(slices)+len(one), set, failed.err())
}

// stage writes a rendering to its targets: files at their side, to be put in their place together, the rest at once.
func (e *exportJob) stage(ctx context.Context, r *out.Rendering, targets []target, set *files.Set) error {
	var failed failures
	for _, t := range targets {
		err := e.stageOne(ctx, r, t, set)
		if stopped := e.cmd.Context().Err(); stopped != nil {
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
func (e *exportJob) stageOne(ctx context.Context, r *out.Rendering, t target, set *files.Set) error {
	defer terminal.Doing(e.cmd.Context(), "writing %s", t.file).End()
	write := func() error { return t.write(ctx, r, set, terminal.Raw(e.cmd.OutOrStdout())) }
	if drawn := write; t.format.Picture { // a graph file is written in any case, though perhaps without places
		write = func() error { return e.within(ctx, drawn) }
	}
	if err := write(); err != nil {
		return err
	}
	if n, err := r.Pages(ctx, t.format); err == nil && n > 1 {
		what := fmt.Sprintf("the figure has %d pages", n)
		if !t.format.Picture {
			what = fmt.Sprintf("the diagram is in %d parts", n)
		}
		fmt.Fprintf(e.cmd.ErrOrStderr(), "relgraph: %s: written as %s to %s\n", what, sources.OneLine(pageFile(t.file, 0)),
			sources.OneLine(pageFile(t.file, n-1)))
	}
	for _, w := range r.Warnings(t.format) {
		sayWarning(e.cmd, sources.OneLine(t.file)+": "+w)
	}
	return nil
}

// within waits for work no longer than ctx lasts. The work asks for ctx itself, but not at every step.
func (e *exportJob) within(ctx context.Context, work func() error) error {
	err, ended := awaited(ctx, grace, work)
	if !ended {
		err = ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("drawing took longer than %v: give it more with --timeout, leave out actors or contacts, "+
			"or export a format that needs no figure", e.timeout)
	}
	return err
}

// writeMeasures writes what the eye meets in the ways to draw the figure.
func (e *exportJob) writeMeasures(ctx context.Context) error {
	if e.out.Subject != out.Contacts {
		return misusef("--measure-figure measures the figure of contacts, and --what is %s", e.out.Subject)
	}
	defer terminal.Doing(e.cmd.Context(), "drawing the figure in several ways").End()
	list, err := out.Candidates(ctx, e.g, e.engine, e.out)
	if err != nil {
		return err
	}
	return writeJSON(e.cmd.OutOrStdout(), answers.Listed("candidates", list))
}
