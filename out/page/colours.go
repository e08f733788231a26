package page

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/internal/style"
)

// The ground and ink of the page where the reader's machine is set to dark, as in page.css.
const darkPaper, darkInk style.Colour = "#15181b", "#e9ebee"

// schemes are the rules of the figure's colours where its own would be wrong: on a dark page, and where the reader's
// machine forces colours. A figure that is dark itself stays as it is.
func schemes(f *figure.Figure, theme *style.Theme) string {
	if f == nil || style.Contrast(theme.Paper, theme.Ink) < 3 || isDark(theme.Paper) {
		return ""
	}
	fills, strokes := coloursOf(f, theme)
	var dark, forced strings.Builder
	rule := func(attr, property string, c style.Colour) {
		fmt.Fprintf(&dark, "[%s=\"%s\"]{%s:%s}", attr, c, property, onDark(c, theme.Paper))
		system := "CanvasText"
		switch {
		case isGround(c, theme.Paper):
			system = "Canvas"
		case c == theme.Link:
			system = "LinkText"
		}
		fmt.Fprintf(&forced, "[%s=\"%s\"]{%s:%s}", attr, c, property, system)
	}
	for _, c := range fills {
		rule("fill", "fill", c)
	}
	for _, c := range strokes {
		rule("stroke", "stroke", c)
	}
	return "@media screen and (prefers-color-scheme:dark){" + dark.String() + "}\n@media(forced-colors:active){" +
		forced.String() + "}\n"
}

// coloursOf lists the colours of a figure, and of the samples beside it, each once, in the order of their names.
func coloursOf(f *figure.Figure, theme *style.Theme) (fills, strokes []style.Colour) {
	fills = append(fills, theme.Paper)
	take := func(shapes []figure.Shape) {
		for _, s := range shapes {
			fills, strokes = append(fills, s.Fill), append(strokes, s.Stroke)
		}
	}
	for _, s := range graph.States() {
		take(figure.Sample(theme, s))
	}
	for _, page := range f.Pages() {
		page.Each(func(p figure.Part) {
			take(p.Shapes)
			for _, t := range p.Texts {
				fills, strokes = append(fills, t.Colour), append(strokes, t.Halo)
			}
		})
	}
	once := func(list []style.Colour) []style.Colour {
		slices.Sort(list)
		return slices.DeleteFunc(slices.Compact(list), func(c style.Colour) bool { return c == "" })
	}
	return once(fills), once(strokes)
}

// isDark tells whether light letters stand on a colour.
func isDark(c style.Colour) bool { return style.Contrast(c, "#000000") < style.Contrast(c, "#ffffff") }

// isGround tells a colour that others stand on, such as the tint of a side, from one that is drawn with.
func isGround(c, paper style.Colour) bool { return style.Contrast(c, paper) < 1.6 }

// onDark is the colour that stands for one of a light figure on a dark page: a ground is dark and keeps a little of its
// hue, all else is mixed with the ink until it can be read.
func onDark(c, paper style.Colour) style.Colour {
	if c == paper {
		return darkPaper
	}
	if isGround(c, paper) {
		r, g, b := c.RGB()
		least := min(r, g, b)
		hue := func(v uint8) int { return min(255, int(v-least)*3/2) } // what is left without the white in it
		return style.Colour(fmt.Sprintf("#%02x%02x%02x", 0x1b+hue(r)/2, 0x1f+hue(g)/2, 0x23+hue(b)/2))
	}
	for step := range 21 {
		if lighter := c.Mixed(darkInk, float64(step)/20); style.Contrast(lighter, darkPaper) >= 6.5 {
			return lighter
		}
	}
	return darkInk
}
