package main

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/sources"
)

// TestEachFlagOfTheFigureCanBeSet in dossier.yaml, so that a flag that is added is not forgotten there.
func TestEachFlagOfTheFigureCanBeSet(t *testing.T) {
	elsewhere := []string{
		"alt",              // prints a text in place of a figure
		"lang",             // is said of the whole dossier
		"pin", "positions", // name a file: places.csv beside the tables is taken without a word
	}
	var f exportFlags
	look := &cobra.Command{}
	f.figureFlags.add(look)
	(&editorFlags{}).add(look)
	settings := sources.FigureSettings()
	look.Flags().VisitAll(func(flag *pflag.Flag) {
		if slices.Contains(settings, flag.Name) == slices.Contains(elsewhere, flag.Name) {
			t.Errorf("--%s: want it either among the settings of the figure or among %q", flag.Name, elsewhere)
		}
	})
	for _, name := range settings {
		if newExport().Flags().Lookup(name) == nil {
			t.Errorf("the setting %q of the figure stands for no flag", name)
		}
	}
}

// TestFilesOfSettings stand beside dossier.yaml, or where their whole path says, as included dossiers do.
func TestFilesOfSettings(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "house.yaml")
	beside := func(name string) string { return filepath.Join("d", name) }
	for _, test := range []struct{ name, value, want string }{
		{"theme", "house.yaml", beside("house.yaml")},
		{"theme", whole, whole},
		{"theme", "grey", "grey"},
		{"font", "house.ttf", beside("house.ttf")},
		{"font", whole, whole},
		{"size", "a4", "a4"},
	} {
		s := sources.Setting{Name: test.name, Value: test.value, At: sources.Pos{File: beside("dossier.yaml")}}
		if got := besideDossier(s, test.value); got != test.want {
			t.Errorf("%s: %s is taken as %q, want %q", test.name, test.value, got, test.want)
		}
	}
}
