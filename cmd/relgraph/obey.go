package main

import (
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/format"
)

// options are what the flags of an export ask of formats. All flags that say how a figure looks ask for its look.
var options = func() map[string]format.Option {
	asks := map[string]format.Option{
		"title": format.Title, "subtitle": format.Subtitle, "pin": format.Places, "positions": format.Places,
		"font-mode": format.Letters, "dpi": format.Pixels, "what": format.Look, "contact": format.Look,
		"size-by": format.Look,
		"lang":    format.Language, "number-by": format.Numbering, "direction": format.Direction,
		"flavour": format.Flavour, "profile": format.Profile, "records": format.Records, "columns": format.Columns,
		"measure": format.Measures,
		"private": format.Page, "embed": format.Page,
	}
	scratch := &cobra.Command{}
	new(figureFlags).add(scratch)
	new(editorFlags).addLook(scratch)
	scratch.Flags().VisitAll(func(f *pflag.Flag) {
		if asks[f.Name] == "" {
			asks[f.Name] = format.Look
		}
	})
	return asks
}()

// only refuses flags that were given and that what a command is asked for does not obey: others than those named, and
// than those that say how a dossier is read.
func only(cmd *cobra.Command, asked string, names ...string) error {
	reading := &cobra.Command{}
	new(dossierFlags).add(reading)
	var problem error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if problem == nil && reading.Flags().Lookup(f.Name) == nil && !slices.Contains(names, f.Name) {
			problem = misusef("--%s makes no difference to %s: want one of the two", f.Name, asked)
		}
	})
	return problem
}

// obeyed refuses flags that were given and that none of the formats can obey.
func obeyed(flags *pflag.FlagSet, targets []target) error {
	var problem error
	if len(targets) == 0 { // a figure is measured or told of
		return nil
	}
	flags.Visit(func(f *pflag.Flag) {
		o, asks := options[f.Name]
		if problem != nil || !asks || slices.ContainsFunc(targets, func(t target) bool { return t.format.Obeys(o) }) {
			return
		}
		var able, asked []string
		for _, f := range out.Formats() {
			if f.Obeys(o) {
				able = append(able, f.Name)
			}
		}
		for _, t := range targets {
			if !slices.Contains(asked, t.format.Name) {
				asked = append(asked, t.format.Name)
			}
		}
		problem = misusef("--%s makes no difference to %s: it is for %s", f.Name, words.English().And(asked),
			words.English().Or(able))
	})
	return problem
}
