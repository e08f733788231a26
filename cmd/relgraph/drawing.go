package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

// stage writes a rendering to its targets: files at their side, to be put in their place together, the rest at once.
func (f *exportFlags) stage(ctx context.Context, cmd *cobra.Command, r *out.Rendering, targets []target, set *files.Set) error {
	var failed failures
	for _, t := range targets {
		write := func() error { return t.write(ctx, r, set, terminal.Raw(cmd.OutOrStdout())) }
		if drawn := write; t.format.Picture { // a graph file is written in any case, though perhaps without places
			write = func() error { return f.within(ctx, drawn) }
		}
		err := write()
		if stopped := cmd.Context().Err(); stopped != nil {
			return cmp.Or(err, stopped)
		}
		if wrong := (misuse{}); errors.As(err, &wrong) {
			return err
		}
		if err != nil {
			failed = append(failed, unwritten{t.file, err})
			continue
		}
		if n, err := r.Pages(ctx, t.format); err == nil && n > 1 {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: the figure has %d pages: written as %s to %s\n", n, pageFile(t.file, 0), pageFile(t.file, n-1))
		}
		for _, w := range r.Warnings(t.format) {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s: %s\n", t.file, w)
		}
	}
	return failed.err()
}

// within waits for work no longer than ctx lasts. The work asks for ctx itself, but not at every step.
func (f *exportFlags) within(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done: // which says in its own words that time was up
		return err
	case <-time.After(grace):
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("drawing took longer than %v: give it more with --timeout, leave out actors or contacts, or export a format that needs no figure", f.timeout)
	}
	return ctx.Err()
}

// verified counts the passages that stand unchanged in the copies of the documents.
func (f *exportFlags) verified(cmd *cobra.Command, d *sources.Dossier) (out.Verified, error) {
	found, err := proofs(cmd, d, f.folder)
	if err != nil {
		return out.Verified{}, err
	}
	v := out.Verified{Of: len(d.Claims)}
	for i := range d.Claims {
		if found[d.Claims[i].ID].Status == verify.Verified {
			v.Claims++
		}
	}
	return v, nil
}

// emphasise measures the actors for --size-by.
func (f *exportFlags) emphasise(g *graph.Graph, links graph.Links) error {
	if f.sizeBy == "" {
		return nil
	}
	measure, err := graph.ParseMeasure(f.sizeBy)
	if err != nil {
		return misuse{err}
	}
	if measure.Numbering() {
		return misusef("--size-by %s: the numbers of groups say nothing about size: want degree, betweenness, closeness ...", measure)
	}
	if f.out.What != out.Contacts {
		return misusef("--size-by is for the figure of contacts, and --what is %s", f.out.What)
	}
	m := g.Measure(links, measure)
	f.out.Figure.Emphasis = figure.Emphasis{Measure: measure.String(), Of: map[sources.ActorID]float64{}}
	for _, id := range m.Actors {
		f.out.Figure.Emphasis.Of[id], _ = m.Value(measure, id)
	}
	return nil
}

// chosen looks up the contacts of --contact.
func (f *exportFlags) chosen(g *graph.Graph) error {
	for _, id := range f.contacts {
		list := g.ContactsCalled(id)
		if list == nil {
			return misusef("no contact %q in %s: %s", id, g.Dossier().Name, meantContact(g, id))
		}
		for _, c := range list {
			f.out.Of = append(f.out.Of, c.ID)
		}
	}
	return nil
}

// meantContact says which contact an unknown id was probably to name.
func meantContact(g *graph.Graph, id string) string {
	var ids []string
	for c := range g.All() {
		ids = append(ids, string(c.ID), c.BareID())
	}
	return sources.DidYouMean(sources.Nearest(id, ids), `want an id as "relgraph list contacts" shows it`)
}

// writeMeasures writes what the eye meets in the ways to draw the figure.
func (f *exportFlags) writeMeasures(ctx context.Context, cmd *cobra.Command, g *graph.Graph, engine figure.Engine) error {
	if f.out.What != out.Contacts {
		return misusef("--measure-figure measures the figure of contacts, and --what is %s", f.out.What)
	}
	list, err := out.Candidates(ctx, g, engine, f.out)
	if err != nil {
		return err
	}
	return writeJSON(cmd.OutOrStdout(), answers.Listed("candidates", list))
}
