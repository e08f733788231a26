package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
)

// editorFlags are what an editor changes on a figure before it is printed. A dossier may have the same settings,
// below "figure" in dossier.yaml; a flag counts before them.
type editorFlags struct {
	hide, highlight     []string
	noLegend, noSources bool
	numberBy            string
	alt                 bool

	set map[string]sources.Pos // where the dossier sets what no flag does
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
		"`order` of the sources' numbers: dossier, so that each has one number in all its figures, or appearance in this figure")
	flags.BoolVar(&f.alt, "alt", false, "print a short alternative text for the picture, for the field of that name "+
		"in a content management system; -o is not needed")
	_ = cmd.RegisterFlagCompletionFunc("number-by", cobra.FixedCompletions([]string{byDossier, byAppearance},
		cobra.ShellCompDirectiveNoFileComp))
}

// hideIn adds to a selection of g what is to be hidden. Before, it reads the settings of g's dossier.
func (f *editorFlags) hideIn(cmd *cobra.Command, g *graph.Graph, s *graph.Selection) error {
	if err := f.settle(cmd, g.Dossier()); err != nil {
		return err
	}
	for _, word := range f.hide {
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

// settle takes the settings of the dossier for flags that were not given.
func (f *editorFlags) settle(cmd *cobra.Command, d *sources.Dossier) error {
	f.set = map[string]sources.Pos{}
	for _, s := range d.Figure {
		flag := cmd.Flags().Lookup(s.Name)
		if flag == nil || flag.Changed {
			continue
		}
		f.set[s.Name] = s.At
		values := []string{s.Value}
		if flag.Value.Type() == "stringArray" {
			values = s.Values()
		}
		for _, v := range values {
			if err := flag.Value.Set(besideDossier(s, v)); err != nil {
				want := "true or false"
				if flag.Value.Type() == "float64" {
					want = "a number"
				}
				return fmt.Errorf("%s: unreadable setting %s %q: want %s", s.At, s.Name, v, want)
			}
		}
	}
	switch f.numberBy {
	case byDossier, byAppearance:
		return nil
	}
	problem := fmt.Errorf("unknown way to number sources %q: want %s, %s", f.numberBy, byDossier, byAppearance)
	if at, set := f.set["number-by"]; set {
		return fmt.Errorf("%s: %w", at, problem)
	}
	return misuse{problem}
}

// besideDossier is a value of a setting; a file that it names stands beside dossier.yaml.
func besideDossier(s sources.Setting, value string) string {
	ext := strings.ToLower(filepath.Ext(value))
	if s.Name == "font" || s.Name == "theme" && (ext == ".yaml" || ext == ".yml") {
		return filepath.Join(filepath.Dir(s.At.File), value)
	}
	return value
}

// lookSettings reads the values of settings that more than one word is for.
var lookSettings = map[string]func(string) error{
	"size":      func(v string) error { _, err := figure.ParseSize(v); return err },
	"layout":    func(v string) error { _, err := figure.ParseLayout(v); return err },
	"panels":    func(v string) error { _, err := figure.ParsePanels(v); return err },
	"ties":      func(v string) error { _, err := figure.ParseTies(v); return err },
	"font-mode": func(v string) error { _, err := out.ParseFontMode(v); return err },
	"size-by":   func(v string) error { _, err := graph.ParseMeasure(v); return err },
	"theme": func(v string) error {
		if filepath.Ext(v) != "" {
			return nil // read as a file
		}
		_, err := figure.ThemeNamed(v)
		return err
	},
}

// obeySettings reads the flags of the figure once more if the dossier has set any of them. A setting that the flags
// leave no use for, such as the middle of rings that are not drawn, is passed over.
func (f *exportFlags) obeySettings(d *sources.Dossier) error {
	if len(f.editor.set) == 0 {
		return nil
	}
	for _, s := range d.Figure {
		if read := lookSettings[s.Name]; read != nil {
			if err := read(s.Value); err != nil {
				return fmt.Errorf("%s: %s: %w", s.At, s.Name, err)
			}
		}
	}
	set := func(name string) bool { _, is := f.editor.set[name]; return is }
	if set("ties") && f.out.Subject != out.Contacts {
		f.ties = "words"
	}
	if set("centre") && f.layout != "radial" && f.layout != "twopi" {
		f.centre = ""
	}
	if size, err := figure.ParseSize(f.size); set("landscape") && f.landscape && (err != nil || size.Height == 0) {
		f.landscape = false
	}
	if set("size-by") && f.out.Subject != out.Contacts {
		f.sizeBy = ""
	}
	if _, err := f.figureFlags.options(&f.out); err != nil {
		return fmt.Errorf("%s: figure: %w", d.Name, plain(err))
	}
	return nil
}

// plain is an error of a dossier's setting, which is no misuse of the command.
func plain(err error) error {
	if m := (misuse{}); errors.As(err, &m) {
		return m.error
	}
	return err
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
	a, err := g.Dossier().ActorMeant(word)
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
	case !drawn:
		return misusef("--highlight makes lines and boxes stronger, which --what %s has not: want --what contacts "+
			"or timeline", o.Subject)
	}
	for _, word := range f.highlight {
		within := g
		if set { // which is for all figures of the dossier, also for those that do not show it
			within = g.Whole()
		}
		actor, contacts, err := f.called(within, "highlight", word)
		if err != nil {
			return err
		}
		if g.Dossier().Actor(actor) != nil {
			fig.Highlight.Actors = append(fig.Highlight.Actors, actor)
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
// drawn for it; a number of more or fewer digits may move a line, so that it is looked at once more.
func (f *exportFlags) renumber(ctx context.Context, g *graph.Graph, engine figure.Engine) error {
	switch {
	case f.editor.numberBy != byAppearance:
		return nil
	case f.numbersFrom != "":
		return misusef("--number-by appearance gives new numbers, and --numbers-from keeps old ones: want one of the two")
	case f.by != "":
		return misusef("--number-by appearance goes by one figure, and --by makes several: want one of the two")
	}
	for range 2 {
		drawn, err := out.Render(g, engine, f.out).Figure(ctx)
		if err != nil {
			return err
		}
		g.Whole().Dossier().KeepNumbers(drawn.Numbers(g))
	}
	return nil
}

// sayAlternative prints the alternative text, if it is asked for, and says where sources are that the figure has not.
func (f *exportFlags) sayAlternative(ctx context.Context, cmd *cobra.Command, g *graph.Graph, r *out.Rendering) error {
	if f.editor.noSources {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: the figure has no list of sources: -o caption.md beside it writes "+
			"one with the same numbers\n")
	}
	if !f.editor.alt {
		return nil
	}
	drawn, err := r.Figure(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(terminal.Raw(cmd.OutOrStdout()), drawn.Alternative(g))
	return err
}
