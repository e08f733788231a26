package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

// settle puts into f.out what only the graph, or its dossier, can tell, and warns of what readers may take amiss.
func (f *exportFlags) settle(cmd *cobra.Command, g *graph.Graph, links graph.Links, targets []target) (err error) {
	fig, whole := &f.out.Figure, g.Whole().Dossier()
	if err := f.obeySettings(g.Dossier()); err != nil {
		return err
	}
	if fig.Voice, err = f.voice(g.Dossier()); err != nil {
		return err
	}
	if err := f.findLetters(cmd, whole, targets); err != nil {
		return err
	}
	if f.folder != "" {
		if f.out.Verified, err = f.verified(cmd, g.Dossier()); err != nil {
			return err
		}
	}
	if len(f.out.Graph.Measures) > 0 {
		m := g.Measure(links, f.out.Graph.Measures...)
		f.out.Graph.Measurement = m
		if m.Few() {
			sayWarning(cmd, fmt.Sprintf("over %s measures mean little: one more document can turn their order round",
				words.Plural(m.Pairs, "tied pair")))
		}
	}
	if err := f.emphasise(g, links); err != nil {
		return err
	}
	if centre := []sources.ActorID{fig.Centre}; centre[0] != "" {
		if err := meant(g.Dossier(), &centre); err != nil {
			return err
		}
		fig.Centre = centre[0]
	}
	if err := f.chosen(g); err != nil {
		return err
	}
	if f.out.Page.Steps, err = steps(g); err != nil {
		return err
	}
	for _, side := range fig.Theme.Strangers(whole) {
		sayWarning(cmd, fmt.Sprintf("theme %s has a colour for the side %q, on which no actor of %s is: see "+
			"\"relgraph list actors\" for the sides",
			fig.Theme.Name, side, whole.Name))
	}
	if err := f.editor.options(g, &f.out); err != nil {
		return err
	}
	own, err := f.keepPlaces(g, targets)
	if err != nil {
		return err
	}
	return f.sayPinned(cmd, g, fig.Places, own)
}

// sayWarning says on stderr what the readers of an output may have trouble with.
func sayWarning(cmd *cobra.Command, warning string) {
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s\n", warning)
}

// readsOf adds the files that the graph's dossier stands in, and its copies, to those that are read.
func (f *exportFlags) readsOf(g *graph.Graph, guard *files.Guard) {
	d := g.Whole().Dossier()
	guard.Reads(filesOfRows(d)...)
	for i := range d.Documents {
		if path := d.Documents[i].Path; path != "" && f.folder != "" {
			guard.Reads(filepath.Join(f.folder, path))
		}
	}
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

// emphatic is why names cannot be larger by a measure, nil if they can or there is none of that name.
func emphatic(name string) error {
	if measure, err := graph.ParseMeasure(name); err == nil && measure.Numbering() {
		return fmt.Errorf("%s: the numbers of groups say nothing about size: want %s", measure,
			"degree, betweenness, closeness ...")
	}
	return nil
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
	if err := emphatic(f.sizeBy); err != nil {
		return misusef("--size-by %w", err)
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
			return misusef("there is no contact %q in %s: %s", id, g.Dossier().Name, meantContact(g, id))
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
