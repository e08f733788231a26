package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
)

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
