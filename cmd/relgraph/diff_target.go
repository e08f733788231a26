package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/out/figure"
	"relgraph/out/format"
)

// diffFormats are the texts that diff writes: the names that --format takes, and the endings that tell them.
var diffFormats = []struct{ name, ending string }{{"text", ".txt"}, {"json", ".json"}, {"md", ".md"}}

func diffFormatNames() (names []string) {
	for _, f := range diffFormats {
		names = append(names, f.name)
	}
	return names
}

// A comparisonFile is where a comparison goes, and in which form.
type comparisonFile struct{ file, format string }

func (f *diffFlags) targets() ([]comparisonFile, error) {
	format := f.format
	if f.json {
		format = cmp.Or(format, "json")
	}
	if format != "" && !slices.Contains(diffFormatNames(), format) {
		return nil, misusef("unknown format %q: want %s", format, strings.Join(diffFormatNames(), ", "))
	}
	if f.json && format != "json" {
		return nil, misusef("--json and --format %s: want one of the two", format)
	}
	if len(f.files) == 0 {
		return []comparisonFile{{"-", cmp.Or(format, "text")}}, nil
	}
	var targets []comparisonFile
	for _, file := range f.files {
		its := format
		if its == "" && file != "-" {
			for _, f := range diffFormats {
				if strings.EqualFold(filepath.Ext(file), f.ending) {
					its = f.name
				}
			}
		}
		if picture, err := out.FormatOf(file); its == "" && err == nil && picture.Picture {
			its = picture.Name
		}
		if its == "" && file != "-" {
			return nil, misusef("%q: want a file that ends in .md, .json or .txt, a picture such as .svg, or --format",
				file)
		}
		targets = append(targets, comparisonFile{file, cmp.Or(its, "text")})
	}
	return targets, nil
}

// obeyed refuses flags that none of the targets can obey: how a figure looks makes no difference to a text.
func (f *diffFlags) obeyed(flags *pflag.FlagSet, targets []comparisonFile) error {
	var pictures []target
	var texts []string
	for _, t := range targets {
		if picture, err := out.FormatNamed(t.format); err == nil && picture.Picture {
			pictures = append(pictures, target{t.file, picture})
		} else {
			texts = append(texts, t.format)
		}
	}
	if len(pictures) > 0 {
		return obeyed(flags, pictures)
	}
	var problem error
	flags.Visit(func(f *pflag.Flag) {
		if o, asks := options[f.Name]; problem == nil && asks && o != format.Language {
			problem = misusef("--%s makes no difference to %s: it is for a picture, such as -o changes.svg", f.Name,
				words.English().And(texts))
		}
	})
	return problem
}

// stage readies the file, or prints it if it is standard output.
func (t comparisonFile) stage(cmd *cobra.Command, set *files.Set, c *graph.Comparison, pictures *out.Rendering,
	voice words.Voice) error {
	var b bytes.Buffer
	if picture, err := out.FormatNamed(t.format); err == nil && picture.Picture {
		if err := pictures.Write(cmd.Context(), &b, picture); err != nil {
			return err
		}
	} else if err := writeComparison(&b, c, t.format, voice); err != nil {
		return err
	}
	if t.file == "-" {
		set.Print(outFor(cmd, t.format), b.Bytes())
		return nil
	}
	return set.Stage(t.file, b.Bytes())
}

// pictures readies the figure of what changed if one of the targets is a picture.
func (f *diffFlags) pictures(cmd *cobra.Command, c *graph.Comparison, targets []comparisonFile) (*out.Rendering, error) {
	var opts out.Options
	for _, t := range targets {
		format, err := out.FormatNamed(t.format)
		if err != nil || !format.Picture {
			continue
		}
		warnings, err := f.figureFlags.options(&opts)
		if err != nil {
			return nil, err
		}
		for _, w := range warnings {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s\n", w)
		}
		engine, err := figure.FindHelper()
		if err != nil {
			return nil, err
		}
		return out.RenderChanges(c, engine, opts), nil
	}
	return nil, nil
}

func writeComparison(w io.Writer, c *graph.Comparison, format string, voice words.Voice) error {
	switch format {
	case "json":
		return writeJSON(w, answers.ChangesOf(c))
	case "md":
		return out.WriteCorrections(w, c, voice)
	}
	return answers.WriteChanges(w, c, voice)
}
