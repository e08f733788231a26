package main

import (
	"slices"
	"strings"

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

// obeyedBy are the figures that obey a flag; those that it does not name are obeyed by all.
var obeyedBy = map[string][]out.Subject{
	"layout": {out.Contacts}, "panels": {out.Contacts}, "centre": {out.Contacts}, "ties": {out.Contacts},
	"pin": {out.Contacts}, "positions": {out.Contacts}, "size-by": {out.Contacts},
	"highlight": {out.Contacts, out.Timeline}, "contact": {out.Chains},
}

// drawable refuses flags that were given and that the figure which is asked for does not obey; small tells that it is one
// of small diagrams.
func drawable(flags *pflag.FlagSet, what out.Subject, small bool) error {
	var problem error
	flags.Visit(func(flag *pflag.Flag) {
		by, some := obeyedBy[flag.Name]
		switch {
		case problem != nil || !some:
		case !slices.Contains(by, what):
			problem = misusef("--%s makes no difference to --what %s: it is for %s", flag.Name, what,
				words.English().Or(spelled(by)))
		case small && slices.Contains([]string{"layout", "panels", "centre", "ties"}, flag.Name):
			problem = misusef("--%s makes no difference to the small diagrams of --by, which are networks: want it for a "+
				`file a period, such as -o contacts-{}.svg`, flag.Name)
		}
	})
	return problem
}

// inPanels takes a ledger for whoever asks for its panels.
func (f *figureFlags) inPanels() error {
	switch f.layout {
	case "auto":
		f.layout = "ledger"
	case "ledger":
	default:
		return misusef("--panels are parts of a ledger, and --layout is %s: want --layout ledger", f.layout)
	}
	return nil
}

// onOnePage tells whether --by draws small diagrams on one page, and not a file for each period.
func onOnePage(by string, files []string) bool {
	return by != "" && !slices.ContainsFunc(files, func(file string) bool { return strings.Contains(file, "{}") })
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
