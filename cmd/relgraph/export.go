package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/sources"
)

type exportFlags struct {
	askFlags
	figureFlags
	files     []string
	format    string
	what      string
	contacts  []string
	by        string
	sizeBy    string
	out       out.Options
	direction string
	flavour   string
	profile   string
	records   string
	timeout   time.Duration
	measure   bool // write what the eye meets in the ways to draw it
	measures  measureFlags
}

func newExport() *cobra.Command {
	var flags exportFlags
	cmd := &cobra.Command{
		Use:   "export [DOSSIER] -o FILE ...",
		Short: "Write the contacts as a figure or a graph file",
		Long: `export writes a dossier's contacts into files. The ending of each file's name tells its format
("relgraph formats" lists them); -o - writes to standard output, in the format of --format.
A name that ends in a slash is a folder, for the format that is made of several files.

A dossier with errors is not exported. Files are written whole or not at all. Of several files,
those that can be written are, and each that cannot is named; what was there before is then left
as it was.

--what timeline draws a row a contact along a time axis instead: bars and points for when it
took place, as exactly as the documents say, and marks for when those came out.

--what chains draws who told whom: from where the information begins, over those who retold
it, to the documents that were read.

--what matrix draws actors by actors with marks in the cells, and a list of the contacts below:
what can be read of many more contacts than lines can show.`,
		Example: `  relgraph export -o figure.svg my-dossier
  relgraph export -o figure.pdf -o figure.png --dpi 600 my-dossier
  relgraph export -o figure.svg -o graph.graphml -o graph.dot contacts.csv
  relgraph export -o contacts.gexf --profile claims my-dossier
  relgraph export -o for-yed.graphml --flavour yed my-dossier
  relgraph export -o contacts.jsonld -o contacts.cypher -o contacts.ftm.json my-dossier
  relgraph export -o nodes.csv -o edges.csv -o contacts.xlsx my-dossier
  relgraph export -o package/ my-dossier
  relgraph export --what timeline -o timeline.svg my-dossier
  relgraph export --what chains --contact hts--us-intelligence--meeting -o chain.svg
  relgraph export -o hts.svg --actor hts --since 2015
  relgraph export --by year -o contacts-{}.svg my-dossier
  relgraph export -o - --format dot | less`,
		Args: wants(0, 1, "one dossier, and -o before each file to write", "relgraph export my-dossier -o figure.svg -o figure.pdf"),
		RunE: func(cmd *cobra.Command, args []string) error { return flags.run(cmd, optional(args, 0)) },
	}
	flags.askFlags.add(cmd)
	flags.understand = &understandFlags{}
	flags.understand.add(cmd)
	flags.addRollUp(cmd)
	flags.addBetween(cmd)
	flags.figureFlags.add(cmd)
	flags.editor = &editorFlags{}
	flags.editor.add(cmd)
	f := cmd.Flags()
	f.StringArrayVarP(&flags.files, "output", "o", nil, "file to write; may be given several times; - is standard output")
	f.StringVar(&flags.format, "format", "", "format to write, whatever the file's ending")
	f.StringVar(&flags.what, "what", out.Contacts.String(), "figure to draw: contacts, who with whom; timeline, what when; chains, who told whom; or matrix, actors by actors")
	f.StringArrayVar(&flags.contacts, "contact", nil, "contact whose chain --what chains draws, by its id; may be given several times; without it, all")
	f.StringVar(&flags.sizeBy, "size-by", "", "names in the figure of contacts larger by a measure: degree, betweenness ... (\"relgraph measure --help\")")
	f.StringVar(&flags.by, "by", "", "one file for each period, with every actor in one place: "+periodsHelp+"; {} in the file's name is the period")
	f.StringVar(&flags.direction, "direction", "", "edges of a graph file: undirected, for every reader, or mixed, for arrows in Gephi (undirected in GraphML, mixed in GEXF)")
	f.StringVar(&flags.flavour, "flavour", "gephi", "GraphML for: gephi, with edge types; strict, by the schema to the letter; or yed, with the figure as yEd draws it")
	f.StringVar(&flags.profile, "profile", "contacts", "an edge of a GraphML or GEXF file is: contacts, what all claims add up to, or claims, each report with its own evidence")
	f.StringVar(&flags.records, "records", "full", "every claim, document and actor whole in one column of a graph file, so that it can be imported again: full, or none")
	flags.measures.add(cmd, "measures to write beside the actors of a GraphML file, such as degree,betweenness; \"relgraph measure --help\" lists them")
	f.BoolVar(&flags.measure, "measure-figure", false, "write, as JSON, what the eye meets in each way to draw the figure: crossings, flat ones, smallest letters ...; -o is not needed")
	f.DurationVar(&flags.timeout, "timeout", 2*time.Minute, "longest time that drawing may take, until which the file is written or an error is said")
	complete := func(flag string, words ...string) {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	var figures []string
	for _, w := range out.Whats() {
		figures = append(figures, w.String())
	}
	complete("what", figures...)
	complete("direction", "undirected", "mixed")
	complete("flavour", "gephi", "strict", "yed")
	complete("profile", "contacts", "claims")
	complete("records", "full", "none")
	_ = cmd.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, f := range out.Formats() {
			names = append(names, f.Name+"\t"+f.About)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

func (f *exportFlags) run(cmd *cobra.Command, dossier string) error {
	var err error
	if f.out.What, err = out.ParseWhat(f.what); err != nil {
		return misuse{err}
	}
	if f.timeout <= 0 {
		return misusef("--timeout %v: want more than nothing, such as 30s or 2m", f.timeout)
	}
	if len(f.contacts) > 0 && f.out.What != out.Chains {
		return misusef("--contact chooses what --what chains draws: want --what chains too")
	}
	targets, err := f.targets()
	if err != nil {
		return err
	}
	if err := obeyed(cmd.Flags(), targets); err != nil {
		return err
	}
	guard, err := f.guarded(dossier, targets)
	if err != nil {
		return err
	}
	if f.out.Graph, err = f.graph(); err != nil {
		return err
	}
	if f.out.Graph.Measures, err = f.measures.measures(); err != nil {
		return err
	}
	warnings, err := f.figureFlags.options(&f.out)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s\n", w)
	}
	selection, err := f.selection(cmd)
	if err != nil {
		return err
	}
	g, err := f.selected(cmd, dossier, selection)
	if err != nil {
		return err
	}
	if !selection.IsZero() && isEmpty(g) {
		return fmt.Errorf("nothing is left to export, and no file was written: want fewer of the flags that choose")
	}
	if f.out.Figure.Voice, err = f.voice(g.Dossier()); err != nil {
		return err
	}
	if f.folder != "" {
		if f.out.Verified, err = f.verified(cmd, g.Dossier()); err != nil {
			return err
		}
		for i := range g.Whole().Dossier().Documents {
			if path := g.Whole().Dossier().Documents[i].Path; path != "" {
				guard.Reads(filepath.Join(f.folder, path))
			}
		}
	}
	guard.Reads(filesOfRows(g.Whole().Dossier())...)
	if len(f.out.Graph.Measures) > 0 {
		m := g.Measure(selection.Links, f.out.Graph.Measures...)
		f.out.Graph.Measurement = m
		if m.Few() {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: over %s measures mean little: one more document can turn their order round\n", words.Plural(m.Pairs, "tied pair"))
		}
	}
	if err := f.emphasise(g, selection.Links); err != nil {
		return err
	}
	if centre := []sources.ActorID{f.out.Figure.Centre}; centre[0] != "" {
		if err := meant(g.Dossier(), &centre); err != nil {
			return err
		}
		f.out.Figure.Centre = centre[0]
	}
	engine, err := f.engine(targets)
	if err != nil {
		engine = noEngine{err} // only pictures fail for want of one
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), f.timeout)
	defer cancel()
	if err := f.chosen(g); err != nil {
		return err
	}
	for _, side := range f.out.Figure.Theme.Strangers(g.Whole().Dossier()) {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: theme %s has a colour for the side %q, on which no actor of %s is: see \"relgraph list actors\" for the sides\n",
			f.out.Figure.Theme.Name, side, g.Whole().Dossier().Name)
	}
	if err := f.editor.options(g, &f.out); err != nil {
		return err
	}
	own, err := f.keepPlaces(g, targets)
	if err != nil {
		return err
	}
	if err := f.sayPinned(cmd, g, f.out.Figure.Places, own); err != nil {
		return err
	}
	if f.measure {
		if err := f.writeMeasures(ctx, cmd, g, engine); err != nil || len(targets) == 0 {
			return err
		}
	}
	if err := f.renumber(ctx, g, engine); err != nil {
		return err
	}
	set := files.New(cmd.Context(), guard)
	defer set.Discard()
	if f.by == "" {
		r := out.Render(g, engine, f.out)
		if err := f.commit(cmd, len(targets), set, f.stage(ctx, cmd, r, targets, set)); err != nil {
			return err
		}
		return f.sayAlternative(ctx, cmd, g, r)
	}
	slices, err := sliced(g, f.by)
	if err != nil {
		return err
	}
	var failed failures
	for i, r := range out.Series(g, slices, engine, f.out) {
		var named []target
		for _, t := range targets {
			named = append(named, target{strings.ReplaceAll(t.file, "{}", slices[i].Period.Name), t.format})
		}
		var some failures
		if err := f.stage(ctx, cmd, r, named, set); errors.As(err, &some) {
			failed = append(failed, some...)
		} else if err != nil {
			return err
		}
	}
	return f.commit(cmd, len(targets)*len(slices), set, failed.err())
}
