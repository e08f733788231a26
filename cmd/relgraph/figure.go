package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/out/raster"
	"relgraph/out/style"
	"relgraph/out/typeface"
	"relgraph/sources"
)

// figureFlags are the flags that say how a figure looks.
type figureFlags struct {
	title, subtitle string
	theme           string
	size            string
	landscape       bool
	layout, centre  string
	fonts           []string
	fontMode        string
	dpi             float64
}

func (f *figureFlags) add(cmd *cobra.Command) {
	var sizes []string
	for _, s := range figure.Sizes() {
		sizes = append(sizes, s.Name)
	}
	flags := cmd.Flags()
	flags.StringVar(&f.title, "title", "", "title of the figure, instead of the dossier's")
	flags.StringVar(&f.subtitle, "subtitle", "", "subtitle of the figure, instead of the dossier's")
	flags.StringVar(&f.theme, "theme", "report", "look of the figure: "+strings.Join(style.Names(), ", ")+", or a file (docs/figures.md)")
	flags.StringVar(&f.size, "size", "", "page of the figure: "+strings.Join(sizes, ", ")+", or measures such as 160x100mm; without it, as large as needed")
	flags.BoolVar(&f.landscape, "landscape", false, "turn the page of --size on its side")
	flags.StringVar(&f.layout, "layout", "clustered", "how actors stand: "+strings.Join(figure.Layouts(), ", "))
	flags.StringVar(&f.centre, "centre", "", "with --layout radial: the actor in the middle, by id; without it, the one with the most contacts")
	flags.StringArrayVar(&f.fonts, "font", nil, "font file (TTF, OTF) for letters that the built-in ones lack; may be given several times")
	flags.StringVar(&f.fontMode, "font-mode", "embed", "letters of an SVG: embed them, system (the reader's fonts), or paths (as shapes)")
	flags.Float64Var(&f.dpi, "dpi", raster.DefaultDPI, "pixels to an inch of a PNG: 300 for print, 96 for a screen")
	complete := func(flag string, words []string) {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveDefault))
	}
	complete("theme", style.Names())
	complete("size", sizes)
	complete("layout", figure.Layouts())
	complete("font-mode", []string{"embed", "system", "paths"})
	complete("dpi", []string{"96", "150", "300", "600"})
}

// options reads the flags into o. Warnings are what the figure's readers may have trouble with.
func (f *figureFlags) options(o *out.Options) (warnings []string, err error) {
	o.Figure.Title, o.Figure.Subtitle = f.title, f.subtitle
	if o.FontMode, err = out.ParseFontMode(f.fontMode); err != nil {
		return nil, misuse{err}
	}
	if o.DPI = f.dpi; raster.CheckDPI(f.dpi) != nil {
		return nil, misuse{raster.CheckDPI(f.dpi)}
	}
	if f.size != "" {
		if o.Figure.Size, err = figure.ParseSize(f.size); err != nil {
			return nil, misuse{err}
		}
	}
	if f.landscape {
		if o.Figure.Size.Height == 0 {
			return nil, misusef("--landscape turns a page of a given height: want --size too, such as --size a4")
		}
		o.Figure.Size = o.Figure.Size.Turned()
	}
	if o.Figure.Layout, err = figure.ParseLayout(f.layout); err != nil {
		return nil, misuse{err}
	}
	o.Figure.Centre = sources.ActorID(f.centre)
	if f.centre != "" && o.Figure.Layout != figure.Radial {
		return nil, misusef("--centre is the middle of a radial layout: want --layout radial too")
	}
	if o.Figure.Theme, err = f.readTheme(); err != nil {
		return nil, err
	}
	o.Figure.Family, err = f.family()
	return o.Figure.Theme.Warnings(), err
}

// readTheme finds the theme, a name or a file.
func (f *figureFlags) readTheme() (*style.Theme, error) {
	if ext := strings.ToLower(filepath.Ext(f.theme)); ext != ".yaml" && ext != ".yml" {
		theme, err := style.Named(f.theme)
		if err != nil {
			return nil, misuse{err}
		}
		return theme, nil
	}
	data, err := os.ReadFile(f.theme)
	if err != nil {
		return nil, err
	}
	return style.Parse(f.theme, data)
}

func (f *figureFlags) family() (*typeface.Family, error) {
	family := typeface.Default()
	for _, file := range f.fonts {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("font: %w", err)
		}
		if family, err = family.With(file, data); err != nil {
			return nil, err
		}
	}
	return family, nil
}
