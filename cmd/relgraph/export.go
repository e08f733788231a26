package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/out"
)

type exportFlags struct {
	askFlags
	figureFlags
	graphFlags
	pageFlags
	files    []string
	format   string
	what     string
	contacts []string
	by       string
	sizeBy   string
	timeout  time.Duration
	watch    bool // make it again when what it reads changes
	measure  bool // write what the eye meets in the ways to draw it

	out out.Options // what the flags, and then the dossier, make of it
}

func newExport() *cobra.Command {
	var flags exportFlags
	cmd := &cobra.Command{
		Use:   "export [DOSSIER] -o FILE ...",
		Short: "Write the contacts as a figure or a graph file",
		Args: wants(0, 1, "one dossier, and -o before each file to write",
			"relgraph export my-dossier -o figure.svg -o figure.pdf"),
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
	flags.graphFlags.add(cmd)
	flags.pageFlags.add(cmd)
	f := cmd.Flags()
	f.StringArrayVarP(&flags.files, "output", "o", nil, "`file` to write; may be given several times; - is standard output")
	f.StringVar(&flags.format, "format", "", "`format` to write, whatever the file's ending")
	f.StringVar(&flags.what, "what", out.Contacts.String(),
		"`figure` to draw: contacts, who with whom; timeline, what when; chains, who told whom; or matrix, actors by "+
			"actors")
	f.StringArrayVar(&flags.contacts, "contact", nil, "`contact` whose chain --what chains draws, by its id; may be "+
		"given several times; without it, all")
	f.StringVar(&flags.sizeBy, "size-by", "", "names in the figure of contacts larger by a `measure`: degree, "+
		"betweenness ... (\"relgraph measure --help\")")
	f.StringVar(&flags.by, "by", "", "a small diagram for each period on one page or, where {} in the file's name "+
		"is the period, a file for each, with every actor in one place: "+periodsHelp)
	f.BoolVar(&flags.measure, "measure-figure", false,
		"write, as JSON, what the eye meets in each way to draw the figure: crossings, flat ones, smallest letters "+
			"...; -o is not needed")
	f.BoolVar(&flags.watch, "watch", false, "write again whenever a table, or another file that is read, has "+
		"changed, until Ctrl-C")
	f.DurationVar(&flags.timeout, "timeout", 2*time.Minute,
		"longest `time` that drawing may take; what takes longer is an error, and nothing is written")
	offerWords(cmd, "what", spelled(out.Subjects()))
	var formats []string
	for _, f := range out.Formats() {
		formats = append(formats, f.Name+"\t"+f.About)
	}
	offerWords(cmd, "format", formats)
	return cmd
}

func (f *exportFlags) run(cmd *cobra.Command, dossier string) error {
	targets, guard, selection, err := f.read(cmd, dossier)
	if err != nil {
		return err
	}
	if f.watch {
		return watchExport(cmd, dossier, targets)
	}
	g, err := f.selected(cmd, dossier, selection)
	if err != nil {
		return err
	}
	if !selection.IsZero() && isEmpty(g) {
		return errors.New("nothing is left to export, and no file was written: want fewer of the flags that choose")
	}
	f.readsOf(g, guard)
	if err := f.settle(cmd, g, selection.Links, targets); err != nil {
		return err
	}
	engine, err := f.engine(targets)
	if err != nil {
		engine = noEngine{err} // only pictures fail without one
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), f.timeout)
	defer cancel()
	e := &exportJob{f, cmd, g, engine, targets, guard}
	if f.measure {
		if err := e.writeMeasures(ctx); err != nil || len(targets) == 0 {
			return err
		}
	}
	if err := e.renumber(ctx); err != nil {
		return err
	}
	if f.by != "" {
		return e.writeSeries(ctx)
	}
	return e.write(ctx)
}

// read is what the flags say before the dossier is read, which then stands in f.out. No file is read, such as a theme,
// that is a target too.
func (f *exportFlags) read(cmd *cobra.Command, dossier string) (targets []target, guard *files.Guard, s graph.Selection,
	err error) {
	if f.out.Subject, err = out.ParseSubject(f.what); err != nil {
		return nil, nil, s, misuse{err}
	}
	if f.timeout <= 0 {
		return nil, nil, s, misusef("--timeout %v: want more than nothing, such as 30s or 2m", f.timeout)
	}
	if err := drawable(cmd.Flags(), f.out.Subject, onOnePage(f.by, f.files)); err != nil {
		return nil, nil, s, err
	}
	if cmd.Flags().Changed("panels") && f.panels != "auto" {
		if err := f.inPanels(); err != nil {
			return nil, nil, s, err
		}
	}
	if targets, err = f.targets(); err != nil {
		return nil, nil, s, err
	}
	if err := obeyed(cmd.Flags(), targets); err != nil {
		return nil, nil, s, err
	}
	if guard, err = f.guarded(dossier, targets); err != nil {
		return nil, nil, s, err
	}
	if f.out.Graph, err = f.graphFlags.options(); err != nil {
		return nil, nil, s, err
	}
	if f.out.Page, err = f.pageFlags.options(); err != nil {
		return nil, nil, s, err
	}
	warnings, err := f.figureFlags.options(&f.out)
	if err != nil {
		return nil, nil, s, err
	}
	for _, w := range warnings {
		sayWarning(cmd, w)
	}
	s, err = f.selection(cmd)
	return targets, guard, s, err
}
