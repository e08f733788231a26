package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
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

// A target is a file and the format to write it in.
type target struct {
	file   string
	format out.Format
}

func (f *exportFlags) targets() ([]target, error) {
	if len(f.files) == 0 && f.measure {
		return nil, nil
	}
	if len(f.files) == 0 {
		return nil, misusef("no file to write: want -o FILE, such as -o figure.svg")
	}
	var targets []target
	seen := map[string]string{}
	for _, file := range f.files {
		var format out.Format
		var err error
		switch {
		case f.format != "":
			format, err = out.FormatNamed(f.format)
		case file == "-":
			err = fmt.Errorf("standard output has no ending to tell the format by: want --format")
		default:
			format, err = out.FormatOf(file)
		}
		if err != nil {
			return nil, misuse{err}
		}
		if isFolder(file) && !format.Folder {
			return nil, misusef("%q is a folder, and %s is one file: want the name of a file", file, format.Name)
		}
		if err := format.Shows(f.out.What); err != nil {
			return nil, misusef("%q: %w", file, err)
		}
		if f.by != "" && !strings.Contains(file, "{}") {
			return nil, misusef("%q is one file: want {} in its name for the period, such as contacts-{}.svg", file)
		}
		place := file
		if there, err := files.Place(filepath.Clean(file)); err == nil && file != "-" {
			place = there
		}
		switch before, twice := seen[place]; {
		case twice && before == file:
			return nil, misusef("%q is to be written twice: want each file once", file)
		case twice:
			return nil, misusef("%q and %q are one file: want each file once", before, file)
		}
		seen[place] = file
		targets = append(targets, target{file, format})
	}
	return targets, nil
}

// graph reads the flags that choose the readers of a file for graph tools.
func (f *exportFlags) graph() (o out.GraphOptions, err error) {
	switch f.direction {
	case "":
	case "undirected":
		o.Direction = out.Alike
	case "mixed":
		o.Direction = out.Mixed
	default:
		return o, misusef("unknown direction %q: want undirected, mixed", f.direction)
	}
	switch f.flavour {
	case "gephi":
	case "strict":
		o.Flavour = out.Strict
	case "yed":
		o.Flavour = out.YEd
	default:
		return o, misusef("unknown flavour %q: want gephi, strict, yed", f.flavour)
	}
	switch f.profile {
	case "contacts":
	case "claims":
		o.Claims = true
	default:
		return o, misusef("unknown profile %q: want contacts, claims", f.profile)
	}
	switch f.records {
	case "full":
	case "none":
		o.Records = out.NoRecords
	default:
		return o, misusef("unknown records %q: want full, none", f.records)
	}
	if o.Flavour == out.YEd && o.Claims {
		return o, misusef("--flavour yed draws the figure, whose lines are contacts: want it without --profile claims")
	}
	return o, nil
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
	if err := f.sayPinned(cmd, g, f.out.Figure.Places); err != nil {
		return err
	}
	if f.measure {
		if err := f.writeMeasures(ctx, cmd, g, engine); err != nil || len(targets) == 0 {
			return err
		}
	}
	set := files.New(cmd.Context(), guard)
	defer set.Discard()
	if f.by == "" {
		return f.commit(cmd, len(targets), set, f.stage(ctx, cmd, out.Render(g, engine, f.out), targets, set))
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

// guarded knows what is read for the export, and refuses targets among it.
func (f *exportFlags) guarded(dossier string, targets []target) (*files.Guard, error) {
	g := f.guard(cmp.Or(dossier, "."))
	g.Reads(f.by)
	f.figureFlags.reads(g)
	for _, t := range targets {
		if err := g.Check(t.file); err != nil && t.file != "-" && !isFolder(t.file) {
			return nil, misuse{err}
		}
	}
	return g, nil
}

func isFolder(file string) bool { return strings.HasSuffix(file, "/") }

// write stages the target's file or files, or writes to standard output.
func (t target) write(ctx context.Context, r *out.Rendering, set *files.Set, stdout io.Writer) error {
	if isFolder(t.file) {
		parts, err := r.Files(ctx, t.format)
		if err != nil {
			return err
		}
		if err := set.MakeFolder(t.file); err != nil {
			return err
		}
		for _, part := range parts {
			if err := set.Stage(filepath.Join(t.file, part.Name), part.Data); err != nil {
				return err
			}
		}
		return nil
	}
	pages, err := r.Pages(ctx, t.format)
	switch {
	case err != nil:
		return err
	case pages > 1 && t.file == "-":
		return fmt.Errorf("%s: the figure has %d pages, and standard output takes one file: want -o FILE, or --format pdf", t.format.Name, pages)
	case pages > 1:
		for n := range pages {
			var b bytes.Buffer
			if err := r.WritePage(ctx, &b, t.format, n); err != nil {
				return err
			}
			if err := set.Stage(pageFile(t.file, n), b.Bytes()); err != nil {
				return err
			}
		}
		return nil
	}
	var b bytes.Buffer
	if err := r.Write(ctx, &b, t.format); err != nil {
		return err
	}
	if t.file == "-" {
		set.Print(stdout, b.Bytes())
		return nil
	}
	return set.Stage(t.file, b.Bytes())
}

// pageFile is the file of the n-th page of a figure, from 0: figure-1.svg, figure-2.svg ...
func pageFile(file string, n int) string {
	ext := filepath.Ext(file)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(file, ext), n+1, ext)
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

// engine finds the layout engine if one of the formats needs it. Auto does without, if there is none.
func (f *exportFlags) engine(targets []target) (figure.Engine, error) {
	if f.out.What == out.Contacts && f.out.Figure.Layout != figure.Layered {
		if f.out.Figure.Layout != figure.Auto {
			return nil, nil
		}
		if helper, err := figure.FindHelper(); err == nil {
			return helper, nil
		}
		return nil, nil
	}
	for _, t := range targets {
		if t.format.NeedsEngine(f.out.What) {
			return figure.FindHelper()
		}
	}
	return nil, nil
}
