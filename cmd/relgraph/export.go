package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/layout"
)

type exportFlags struct {
	dossierFlags
	files     []string
	format    string
	options   out.Options
	direction string
	flavour   string
	profile   string
	timeout   time.Duration
}

func newExport() *cobra.Command {
	var flags exportFlags
	cmd := &cobra.Command{
		Use:   "export [DOSSIER] -o FILE ...",
		Short: "Write the contacts as a figure or a graph file",
		Long: `export writes a dossier's contacts into files. The ending of each file's name tells its format
("relgraph formats" lists them); -o - writes to standard output, in the format of --format.
A name that ends in a slash is a folder, for the format that is made of several files.

A dossier with errors is not exported. Files are written whole or not at all: if anything fails,
every file that was there before is left as it was.`,
		Example: `  relgraph export -o figure.svg my-dossier
  relgraph export -o figure.svg -o graph.graphml -o graph.dot contacts.csv
  relgraph export -o contacts.gexf --profile claims my-dossier
  relgraph export -o nodes.csv -o edges.csv -o contacts.xlsx my-dossier
  relgraph export -o package/ my-dossier
  relgraph export -o - --format dot | less`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return flags.run(cmd, optional(args, 0)) },
	}
	flags.add(cmd)
	f := cmd.Flags()
	f.StringArrayVarP(&flags.files, "output", "o", nil, "file to write; may be given several times; - is standard output")
	f.StringVar(&flags.format, "format", "", "format to write, whatever the file's ending")
	f.StringVar(&flags.options.Title, "title", "", "title of the figure, instead of the dossier's")
	f.StringVar(&flags.options.Subtitle, "subtitle", "", "subtitle of the figure, instead of the dossier's")
	f.StringVar(&flags.direction, "direction", "", "edges of a graph file: undirected, for every reader, or mixed, for arrows in Gephi (undirected in GraphML, mixed in GEXF)")
	f.StringVar(&flags.flavour, "flavour", "gephi", "GraphML for: gephi, with edge types, or strict, by the schema to the letter")
	f.StringVar(&flags.profile, "profile", "contacts", "an edge of a GraphML or GEXF file is: contacts, what all claims add up to, or claims, each report with its own evidence")
	f.DurationVar(&flags.timeout, "timeout", time.Minute, "longest time that the layout may take")
	complete := func(flag string, words ...string) {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	complete("direction", "undirected", "mixed")
	complete("flavour", "gephi", "strict")
	complete("profile", "contacts", "claims")
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
	if len(f.files) == 0 {
		return nil, misusef("no file to write: want -o FILE, such as -o figure.svg")
	}
	var targets []target
	seen := map[string]bool{}
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
		if seen[file] {
			return nil, misusef("%q is to be written twice: want each file once", file)
		}
		seen[file] = true
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
		o.Strict = true
	default:
		return o, misusef("unknown flavour %q: want gephi, strict", f.flavour)
	}
	switch f.profile {
	case "contacts":
	case "claims":
		o.Claims = true
	default:
		return o, misusef("unknown profile %q: want contacts, claims", f.profile)
	}
	return o, nil
}

func (f *exportFlags) run(cmd *cobra.Command, dossier string) error {
	targets, err := f.targets()
	if err != nil {
		return err
	}
	if f.options.Graph, err = f.graph(); err != nil {
		return err
	}
	d, err := f.load(cmd, dossier)
	if err != nil {
		return err
	}
	engine, err := f.engine(targets)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), f.timeout)
	defer cancel()
	r := out.Render(graph.Build(d), engine, f.options)
	var files fileSet
	defer files.discard()
	for _, t := range targets {
		if err := t.write(ctx, r, &files, cmd.OutOrStdout()); err != nil {
			return err
		}
		for _, w := range r.Warnings(t.format) {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s: %s\n", t.file, w)
		}
	}
	return files.commit()
}

func isFolder(file string) bool { return strings.HasSuffix(file, "/") }

// write stages the target's file or files, or writes to standard output.
func (t target) write(ctx context.Context, r *out.Rendering, files *fileSet, stdout io.Writer) error {
	if isFolder(t.file) {
		parts, err := r.Files(ctx, t.format)
		if err != nil {
			return err
		}
		if err := files.makeFolder(t.file); err != nil {
			return err
		}
		for _, part := range parts {
			if err := files.stage(filepath.Join(t.file, part.Name), part.Data); err != nil {
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
		_, err := stdout.Write(b.Bytes())
		return err
	}
	return files.stage(t.file, b.Bytes())
}

// engine finds the layout engine if one of the formats needs it.
func (f *exportFlags) engine(targets []target) (layout.Engine, error) {
	for _, t := range targets {
		if t.format.Placed {
			return layout.FindHelper()
		}
	}
	return nil, nil
}
