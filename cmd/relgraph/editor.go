package main

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/out"
	"relgraph/sources"
)

// editorFlags are what an editor changes on a figure before it is printed. A dossier may have the same settings,
// below "figure" in dossier.yaml; a flag counts before them.
type editorFlags struct {
	hide, highlight     []string
	noLegend, noSources bool
	numberBy            string
	alt                 bool

	set map[string]sources.Pos // where the dossier sets what no flag does; see settle
}

// The ways to number sources.
const (
	byDossier    = "dossier"
	byAppearance = "appearance"
)

func (f *editorFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.hide, "hide", nil, "leave out this `actor`, with all contacts in which it takes "+
		"part, or this contact; the note below the figure names it; may be given several times")
	f.addLook(cmd)
}

// addLook adds the flags that only a figure can obey.
func (f *editorFlags) addLook(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.highlight, "highlight", nil,
		"draw this `actor` with its contacts, or this contact, stronger and the rest quieter; may be given several times")
	flags.BoolVar(&f.noLegend, "no-legend", false, "no legend")
	flags.BoolVar(&f.noSources, "no-sources", false, "no list of sources; -o caption.md writes it, with the same numbers")
	flags.StringVar(&f.numberBy, "number-by", byDossier,
		"`order` of the sources' numbers: dossier, so that each has one number in all its figures, or appearance in "+
			"this figure")
	flags.BoolVar(&f.alt, "alt", false, "print a short alternative text for the picture, for the field of that name "+
		"in a content management system; -o is not needed")
	offerWords(cmd, "number-by", []string{byDossier, byAppearance})
}

// hideIn adds to a selection of g what is to be hidden. Before, it reads the settings of g's dossier.
func (f *editorFlags) hideIn(cmd *cobra.Command, g *graph.Graph, s *graph.Selection) error {
	if err := f.settle(cmd, g.Dossier()); err != nil {
		return err
	}
	for _, word := range each(g, f.hide) {
		actor, contacts, err := f.called(g, "hide", word)
		if err != nil {
			return err
		}
		if actor != "" {
			s.HiddenActors = append(s.HiddenActors, actor)
		}
		s.HiddenContacts = append(s.HiddenContacts, contacts...)
	}
	return nil
}

// each lists who is named in values of a flag or setting, of which one may name several between commas. A name that has a
// comma itself is one.
func each(g *graph.Graph, values []string) []string {
	var words []string
	for _, value := range values {
		_, err := g.Dossier().Names().ActorMeant(value)
		if err == nil || len(g.ContactsCalled(value)) > 0 {
			words = append(words, value)
			continue
		}
		for word := range strings.SplitSeq(value, ",") {
			words = append(words, strings.TrimSpace(word))
		}
	}
	return words
}

// called finds the actor or the contacts that a word of a flag, or of the dossier's setting of that name, means. A
// contact may be named without its date, and is then every one of that name.
func (f *editorFlags) called(g *graph.Graph, flag, word string) (sources.ActorID, []sources.ContactID, error) {
	var ids []sources.ContactID
	for _, c := range g.ContactsCalled(word) {
		ids = append(ids, c.ID)
	}
	if ids != nil {
		return "", ids, nil
	}
	a, err := g.Dossier().Names().ActorMeant(word)
	if at, set := f.set[flag]; err != nil && set {
		return "", nil, fmt.Errorf("%s: %s: no contact has the id %q, and %w", at, flag, word, err)
	} else if err != nil {
		return "", nil, misusef("--%s: no contact has the id %q, and %w", flag, word, err)
	}
	return a.ID, nil, nil
}

// options reads the flags into o; g is what the figure shows.
func (f *editorFlags) options(g *graph.Graph, o *out.Options) error {
	fig := &o.Figure
	fig.NoLegend, fig.NoSources = f.noLegend, f.noSources
	drawn := o.Subject != out.Matrix && o.Subject != out.Chains
	_, set := f.set["highlight"]
	switch {
	case len(f.highlight) == 0 || set && !drawn:
		return nil
	}
	within := g
	if set { // which is for all figures of the dossier, also for those that do not show it
		within = g.Whole()
	}
	for _, word := range each(within, f.highlight) {
		actor, contacts, err := f.called(within, "highlight", word)
		if err != nil {
			return err
		}
		switch shown := slices.Collect(g.Of(actor)) != nil; {
		case shown:
			fig.Highlight.Actors = append(fig.Highlight.Actors, actor)
		case actor != "" && !set:
			return misusef("--highlight %q: what is shown has no contact of that actor: leave it out, or show more", word)
		}
		for _, id := range contacts {
			if g.Contact(id) != nil {
				fig.Highlight.Contacts = append(fig.Highlight.Contacts, id)
			}
		}
	}
	return nil
}

// renumber numbers the sources in the order in which they appear in the figure, if that is asked for. The figure is
// drawn for it, and again with the numbers found, since wider or narrower ones may move boxes, and so change the order:
// until nothing changes.
func (e *exportJob) renumber(ctx context.Context) error {
	switch {
	case e.editor.numberBy != byAppearance:
		return nil
	case e.numbersFrom != "":
		return misusef("--number-by appearance gives new numbers, and --numbers-from keeps old ones: want one of the two")
	case e.by != "":
		return misusef("--number-by appearance goes by one figure, and --by makes several: want one of the two")
	}
	given := sources.Numbers{}
	for range mostNumberings {
		drawn, err := out.Render(e.g, e.engine, e.out).Figure(ctx)
		if err != nil {
			return err
		}
		met := drawn.Numbers(e.g)
		if reflect.DeepEqual(met, given) {
			return nil
		}
		given = met
		e.g.Whole().Dossier().Numbers = given
	}
	fmt.Fprintln(e.cmd.ErrOrStderr(), "relgraph: warning: the boxes move with the numbers of the sources, so that some "+
		"are not in the order of appearance: want --layout ledger, whose rows stay")
	return nil
}

// mostNumberings bounds how often a figure is drawn for the order of its sources: most are settled at the second or third.
const mostNumberings = 4

// sayAlternative prints the alternative text, if it is asked for, and says where sources are that the figure has not.
func (e *exportJob) sayAlternative(ctx context.Context, r *out.Rendering) error {
	caption := slices.IndexFunc(e.targets, func(t target) bool { return t.format.Name == "md" })
	switch {
	case e.editor.noSources && caption >= 0:
		fmt.Fprintf(e.cmd.ErrOrStderr(), "relgraph: the figure has no list of sources: %s has it, with the same numbers\n",
			e.targets[caption].file)
	case e.editor.noSources:
		fmt.Fprintf(e.cmd.ErrOrStderr(), "relgraph: the figure has no list of sources: -o caption.md beside it writes "+
			"one with the same numbers\n")
	}
	if !e.editor.alt {
		return nil
	}
	drawn, err := r.Figure(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(terminal.Raw(e.cmd.OutOrStdout()), drawn.Alternative(e.g))
	return err
}
