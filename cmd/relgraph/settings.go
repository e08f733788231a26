package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/graph/words"
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
		} else if err := oneValue(s); err != nil {
			return err
		}
		for _, v := range values {
			if err := flag.Value.Set(besideDossier(s, v)); err != nil {
				return fmt.Errorf("%s: unreadable setting %s %q: want %s", s.At, s.Name, v, valueOf(flag))
			}
		}
	}
	problem := numbersBy(f.numberBy)
	if problem == nil {
		return nil
	}
	if at, set := f.set["number-by"]; set {
		return fmt.Errorf("%s: %w", at, problem)
	}
	return misuse{problem}
}

// oneValue is the error of a setting that has a list where it takes one of some words, nil if it has not.
func oneValue(s sources.Setting) error {
	if n := len(s.Values()); n > 1 && lookSettings[s.Name] != nil {
		return fmt.Errorf("%s: %s has %d values: want one", s.At, s.Name, n)
	}
	return nil
}

func numbersBy(word string) error {
	switch word {
	case byDossier, byAppearance:
		return nil
	}
	return fmt.Errorf("unknown way to number sources %q: want %s, %s", word, byDossier, byAppearance)
}

// besideDossier is a value of a setting; a file that it names stands beside dossier.yaml, unless its whole path is named.
func besideDossier(s sources.Setting, value string) string {
	if (s.Name == "font" || s.Name == "theme" && sources.IsYAML(value)) && !filepath.IsAbs(value) {
		return filepath.Join(filepath.Dir(s.At.File), value)
	}
	return value
}

// settingProblems are the settings of dossier.yaml that no figure could obey, each at its place. sound says that the
// dossier has no other errors, so that what it shows can be asked.
func settingProblems(d *sources.Dossier, sound bool) (ds sources.Diagnostics) {
	add := func(at sources.Pos, err error) {
		if err != nil {
			said := strings.TrimPrefix(err.Error(), at.String()+": ")
			problem, want, _ := strings.Cut(said, ": want ")
			if want != "" {
				want = "want " + want
			}
			ds.Errorf(at, want, "%s", problem)
		}
	}
	if d.Lang != "" {
		_, err := words.In(d.Lang)
		add(d.LangAt, err)
	}
	shown := sync.OnceValue(func() *graph.Graph {
		if !sound {
			return nil
		}
		g, _ := graph.Build(d)
		return g
	})
	for _, s := range d.Figure {
		var f exportFlags
		f.editor = &editorFlags{set: map[string]sources.Pos{s.Name: s.At}}
		scratch := &cobra.Command{}
		f.figureFlags.add(scratch)
		f.editor.add(scratch)
		flag := scratch.Flags().Lookup(s.Name)
		values := []string{s.Value}
		if flag != nil && flag.Value.Type() == "stringArray" {
			values = s.Values()
		} else if err := oneValue(s); err != nil {
			add(s.At, err)
			continue
		}
		for _, v := range values {
			value := besideDossier(s, v)
			if flag != nil && flag.Value.Set(value) != nil {
				add(s.At, fmt.Errorf("unreadable setting %s %q: want %s", s.Name, v, valueOf(flag)))
				continue
			}
			if read := lookSettings[s.Name]; read != nil {
				add(s.At, read(value))
			}
			add(s.At, f.unobeyable(s.Name, v, value, d, shown))
		}
	}
	return ds
}

// unobeyable is why a figure of the dossier cannot obey a setting that is set, nil if it can. value is the value v as a
// flag would have it, shown what the dossier shows, nil if that cannot be told.
func (f *exportFlags) unobeyable(name, v, value string, d *sources.Dossier, shown func() *graph.Graph) error {
	switch name {
	case "dpi":
		return out.CheckDPI(f.dpi)
	case "theme":
		if _, err := f.readTheme(); filepath.Ext(v) != "" {
			return err
		}
	case "font":
		_, err := (&figureFlags{fonts: []string{value}}).family()
		return err
	case "centre":
		_, err := d.Names().ActorMeant(v)
		return err
	case "size-by":
		return emphatic(v)
	case "hide", "highlight":
		if g := shown(); g != nil {
			for _, word := range each(g, []string{v}) {
				if _, _, err := f.editor.called(g, name, word); err != nil {
					return plain(err)
				}
			}
		}
	}
	return nil
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
	if set("number-by") && (f.by != "" || f.numbersFrom != "") {
		f.editor.numberBy = byDossier
	}
	nothing := func() *graph.Graph { return nil } // who is hidden or stands out is asked for later
	for _, s := range d.Figure {
		if !set(s.Name) || s.Name == "centre" && f.centre == "" {
			continue
		}
		for _, v := range s.Values() {
			if err := f.unobeyable(s.Name, v, besideDossier(s, v), d, nothing); err != nil {
				return fmt.Errorf("%s: %s: %s", s.At, s.Name, strings.TrimPrefix(err.Error(), s.Name+": "))
			}
		}
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
