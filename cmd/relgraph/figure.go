package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
)

// figureFlags are the flags that say how a figure looks.
type figureFlags struct {
	title, subtitle string
	langFlags
	theme          string
	size           string
	landscape      bool
	layout, centre string
	panels         string
	ties           string
	pin            string
	fonts          []string
	fontMode       string
	systemFonts    bool
	dpi            float64
}

func (f *figureFlags) add(cmd *cobra.Command) {
	var sizes []string
	for _, s := range figure.Sizes() {
		sizes = append(sizes, s.Name)
	}
	flags := cmd.Flags()
	flags.StringVar(&f.title, "title", "", "`title` of the figure, instead of the dossier's")
	flags.StringVar(&f.subtitle, "subtitle", "", "`subtitle` of the figure, instead of the dossier's")
	f.langFlags.add(cmd, "the figure's own words")
	flags.StringVar(&f.theme, "theme", "report", "`look` of the figure: "+strings.Join(figure.ThemeNames(), ", ")+
		", or a file (docs/figures.md)")
	flags.StringVar(&f.size, "size", "", "`page` of the figure: "+strings.Join(sizes, ", ")+
		", or measures such as 160x100mm; without it, as large as needed")
	flags.BoolVar(&f.landscape, "landscape", false, "turn the page of --size on its side")
	flags.StringVar(&f.layout, "layout", "auto", "`how` actors stand: "+strings.Join(figure.Layouts(), ", ")+
		"; auto measures network, ledger and others and takes what is read best on the page")
	flags.StringVar(&f.panels, "panels", "auto", "`parts` of a ledger: "+strings.Join(figure.PanelsWords(), ", ")+
		"; auto divides it where that is read more easily")
	flags.StringVar(&f.ties, "ties", "words",
		"`how` to show what actors belong to, found or lead: words in their boxes, or lines")
	flags.StringVar(&f.centre, "centre", "", "with --layout radial or twopi: the `actor` in the middle, by id; "+
		"without it, the one with the most contacts")
	flags.StringVar(&f.pin, "pin", "", "keep actors where this `file` has them: an SVG of relgraph's, or what Gephi "+
		"or Cytoscape has saved ("+strings.Join(figure.PlaceFiles(), ", ")+")")
	flags.StringVar(&f.pin, "positions", "", "another name of --pin")
	_ = flags.MarkHidden("positions")
	flags.StringArrayVar(&f.fonts, "font", nil, "font `file` (TTF, OTF) for letters that the built-in ones lack; may "+
		"be given several times")
	flags.BoolVar(&f.systemFonts, "system-fonts", true,
		"take letters that neither the built-in fonts nor those of --font have from fonts of this machine, and name these")
	flags.StringVar(&f.fontMode, "font-mode", "embed",
		"`how` letters stand in an SVG: embed them, system (the reader's fonts), or paths (as shapes)")
	flags.Float64Var(&f.dpi, "dpi", out.DefaultDPI,
		"`number` of pixels to an inch of a PNG: 300 for print, 96 for a screen")
	complete := func(flag string, words []string) {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveDefault))
	}
	complete("theme", figure.ThemeNames())
	complete("size", sizes)
	complete("layout", figure.Layouts())
	complete("panels", figure.PanelsWords())
	complete("ties", []string{"words", "lines"})
	complete("font-mode", []string{"embed", "system", "paths"})
	complete("dpi", []string{"96", "150", "300", "600"})
}

// options reads the flags into o. Warnings are what the figure's readers may have trouble with.
func (f *figureFlags) options(o *out.Options) (warnings []string, err error) {
	o.Figure.Title, o.Figure.Subtitle = f.title, f.subtitle
	if f.lang != "" {
		if o.Figure.Voice, err = words.In(f.lang); err != nil {
			return nil, misuse{fmt.Errorf("--lang: %w", err)}
		}
	}
	if o.FontMode, err = out.ParseFontMode(f.fontMode); err != nil {
		return nil, misuse{err}
	}
	if o.DPI = f.dpi; out.CheckDPI(f.dpi) != nil {
		return nil, misuse{out.CheckDPI(f.dpi)}
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
	if o.Figure.Panels, err = figure.ParsePanels(f.panels); err != nil {
		return nil, misuse{err}
	}
	if o.Figure.Ties, err = figure.ParseTies(f.ties); err != nil {
		return nil, misuse{err}
	}
	o.Figure.Centre = sources.ActorID(f.centre)
	if f.centre != "" && o.Figure.Layout != figure.Radial && o.Figure.Layout != figure.TwoPi {
		return nil, misusef("--centre is the middle of rings: want --layout radial or twopi too")
	}
	if err := f.readPlaces(o); err != nil {
		return nil, err
	}
	if o.Figure.Theme, err = f.readTheme(); err != nil {
		return nil, err
	}
	if f.size == "" && o.Figure.Theme.Name == slide {
		if o.Figure.Size, err = figure.ParseSize(slide); err != nil {
			return nil, err
		}
	}
	o.Figure.Family, err = f.family()
	return o.Figure.Theme.Warnings(), err
}

// slide is the theme that is for a page of the same name.
const slide = "slide"

// readTheme finds the theme, a name or a file.
func (f *figureFlags) readTheme() (*figure.Theme, error) {
	if !sources.IsYAML(f.theme) {
		theme, err := figure.ThemeNamed(f.theme)
		if err != nil {
			return nil, misuse{err}
		}
		return theme, nil
	}
	data, err := files.Read(f.theme, files.MaxInput)
	if err != nil {
		return nil, err
	}
	return figure.ParseTheme(f.theme, data)
}

// reads adds the files that are read for the look of the figure.
func (f *figureFlags) reads(g *files.Guard) { g.Reads(append([]string{f.pin, f.theme}, f.fonts...)...) }

func (f *figureFlags) family() (*figure.Family, error) {
	family := figure.DefaultFamily()
	for _, file := range f.fonts {
		data, err := files.Read(file, files.MaxInput)
		if err != nil {
			return nil, fmt.Errorf("font: %w", err)
		}
		if family, err = family.With(file, data); err != nil {
			return nil, err
		}
	}
	return family, nil
}
