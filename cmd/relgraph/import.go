package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/desk/dialog"
	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
	"relgraph/sources/intake"
)

type importFlags struct {
	dossierFlags
	understandFlags
	folder string
	format string
	edits  string
	asJSON bool
}

func newImport() *cobra.Command {
	var flags importFlags
	cmd := &cobra.Command{
		Use:   "import FILE ... [-o DOSSIER]",
		Short: "Make a dossier of what you have: sheets, graph files, collections of other tools",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("the file to import is not named: want FILE ..., such as contacts.csv")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return flags.run(cmd, args) },
	}
	flags.dossierFlags.add(cmd)
	flags.understandFlags.add(cmd)
	f := cmd.Flags()
	f.StringVarP(&flags.folder, "output", "o", "", "`folder` to make")
	f.StringVar(&flags.format, "format", "", "`format` of the files, whatever their endings")
	f.StringVar(&flags.edits, "edits", reportEdits, "`what` becomes of edits of relgraph's own graph files: take or report")
	f.BoolVar(&flags.asJSON, "json", false, "write what is said about the files, and the problems, as JSON")
	offerWords(cmd, "edits", []string{reportEdits, takeEdits})
	var dialects []string
	for _, d := range intake.Dialects() {
		dialects = append(dialects, d.Name+"\t"+d.From)
	}
	offerWords(cmd, "format", dialects)
	return cmd
}

func dialectLines() string {
	var b strings.Builder
	for _, d := range intake.Dialects() {
		fmt.Fprintf(&b, "  %-10s %s (%s)\n", d.Name, d.From, strings.Join(d.Exts, ", "))
	}
	return b.String()
}

func (f *importFlags) run(cmd *cobra.Command, names []string) error {
	opts, err := f.asked()
	if err != nil {
		return err
	}
	inputs, err := f.inputs(cmd, names)
	if err != nil {
		return err
	}
	collectRarely()
	defer collectBeyond(roomFor(inputs))()
	var ask *dialog.Asker
	if !f.asJSON && terminal.IsInteractive(cmd.InOrStdin(), cmd.ErrOrStderr()) {
		ask = dialog.NewAsker(terminal.NewConsole(cmd.Context(), cmd.InOrStdin(), cmd.ErrOrStderr()))
	}
	im, opts, err := ask.Settle(func(opts intake.Options) *intake.Import {
		defer terminal.Doing(cmd.Context(), "reading %s", strings.Join(names, ", ")).End()
		return intake.Read(inputs, opts)
	}, opts, f.dossierFlags.opts)
	if err != nil {
		return err
	}
	defer func() {
		if flags := ask.Flags(); len(flags) > 0 {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: the same without questions: %s\n", f.again(names, flags))
		}
	}()
	if im.Problems.Err() != nil {
		last := "nothing was written"
		if f.folder != "" {
			last = fmt.Sprintf("nothing was written to %q", f.folder)
		}
		return f.say(cmd, im, edited{}, nil, last, errReported)
	}
	if err := f.understandFlags.obeyed(strings.Join(names, ", "), im, "edits"); err != nil {
		return err
	}
	im, changed := f.findEdits(im, inputs, opts)
	inputs = nil // which are not needed while the dossier is checked
	return f.finish(cmd, names, im, changed)
}

// asked are the options by which the files are to be read.
func (f *importFlags) asked() (opts intake.Options, err error) {
	if _, err := intake.DialectNamed(f.format); f.format != "" && err != nil {
		return opts, misuse{err}
	}
	if f.edits != reportEdits && f.edits != takeEdits {
		return opts, misusef("unknown --edits %q: want %s or %s", f.edits, takeEdits, reportEdits)
	}
	if opts, err = f.options(); err != nil {
		return opts, err
	}
	opts.Dialect = f.format
	if f.folder == "" {
		return opts, nil
	}
	if err := files.Free(f.folder); err != nil {
		return opts, err
	}
	return opts, isForFolder("import", f.folder)
}

// inputs reads the files of the command line.
func (f *importFlags) inputs(cmd *cobra.Command, names []string) ([]intake.Input, error) {
	var inputs []intake.Input
	for _, name := range names {
		if err := notBack(name); err != nil && f.format == "" {
			return nil, err
		}
		in, err := readAny(cmd, name)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, in)
	}
	return inputs, nil
}

// finish writes what was understood into the folder, if there is to be one, and says what it is and what is wrong.
func (f *importFlags) finish(cmd *cobra.Command, names []string, im *intake.Import, changed edited) error {
	defer terminal.Doing(cmd.Context(), "checking what was read").End()
	var d *sources.Dossier
	var problems sources.Diagnostics
	last := ""
	if f.folder == "" {
		d, problems = im.Open(f.dossierFlags.opts)
		d.Name = "understood"
		problems = problems[len(im.Problems):]
	} else {
		d, problems = im.Check(f.folder, f.dossierFlags.opts)
		var bases []string
		for _, name := range names {
			bases = append(bases, filepath.Base(name))
		}
		all := append(im.Files(), sources.File{Name: intake.OptionsFile, Data: im.OptionsText(bases)})
		if err := writeFolder(cmd.Context(), f.folder, all); err != nil {
			return err
		}
		d.Name, last = sources.OneLine(f.folder), "wrote "
	}
	last += account(im, d, problems, changed)
	if f.folder == "" {
		last += "; nothing is written without -o DOSSIER"
	}
	if says := changed.outcome(f, names); says != "" {
		last += "; " + says
	}
	if problems.Err() != nil {
		return f.say(cmd, im, changed, problems, last+"; these rows need a person before anything can be made of it",
			errReported)
	}
	return f.say(cmd, im, changed, problems, last, changed.err())
}
