package style

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"relgraph/graph"
	"relgraph/sources/table"
)

//go:embed themes/*.yaml
var themes embed.FS

// Names lists the built-in themes, the usual one first.
func Names() []string { return []string{report, "grey", "dark", "slide"} }

// Report is the usual theme.
var Report = sync.OnceValue(func() *Theme { return builtIn(report) })

// Named returns a built-in theme; its error lists those there are.
func Named(name string) (*Theme, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("unknown theme %q: want %s, or a theme file (name.yaml)", name, strings.Join(Names(), ", "))
	}
	return builtIn(name), nil
}

func builtIn(name string) *Theme {
	if name == report { // there is nothing to read over it
		s := base()
		t, err := s.theme()
		if err != nil {
			panic("built-in theme: " + err.Error())
		}
		t.Name = report
		return t
	}
	data, err := themes.ReadFile("themes/" + name + ".yaml")
	if err != nil {
		panic(err)
	}
	t, err := Parse(name, data)
	if err != nil {
		panic("built-in theme: " + err.Error())
	}
	return t
}

const report = "report"

// base is the sheet of the report theme, over which others are read. They change nothing of what it points to.
var base = sync.OnceValue(func() sheet {
	data, err := themes.ReadFile("themes/" + report + ".yaml")
	if err != nil {
		panic(err)
	}
	var s sheet
	if err := s.read(report+".yaml", data); err != nil {
		panic("built-in theme: " + err.Error())
	}
	return s
})

// Parse reads a theme file, written in YAML as the built-in report theme is. What it leaves out is as in that theme.
// The name is the file's name, for errors, which say line and column.
func Parse(file string, data []byte) (*Theme, error) {
	s := base()
	sides := s.Sides.turns
	s.Sides = sheetSides{}
	if err := s.read(file, data); err != nil {
		return nil, err
	}
	if len(s.Sides.turns) == 0 {
		s.Sides.turns = sides
	}
	t, err := s.theme()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	t.Name = strings.TrimSuffix(path.Base(file), path.Ext(file))
	return t, nil
}

// A sheet is a theme as its file has it.
type sheet struct {
	Colours map[string]Colour
	Sides   sheetSides
	Lines   map[string]*sheetLine
	Text    Sizes
}

// sheetSides are the colours of sides: tints that are given out by turns, or colours by name.
type sheetSides struct {
	turns []Tint
	named map[string]Colour
}

// UnmarshalYAML reads a list of tints or a map of colours. Errors begin with their place, as the library's do.
func (s *sheetSides) UnmarshalYAML(node ast.Node) error {
	byName, ok := node.(ast.MapNode)
	if !ok {
		return yaml.NodeToValue(node, &s.turns, yaml.Strict())
	}
	s.named = map[string]Colour{}
	for each := byName.MapRange(); each.Next(); {
		var name string
		var colour Colour
		if err := yaml.NodeToValue(each.Key(), &name); err != nil {
			return err
		}
		if err := yaml.NodeToValue(each.Value(), &colour); err != nil || !colour.valid() {
			at := each.Key().GetToken().Position
			return fmt.Errorf("[%d:%d] unreadable colour %q of the side %q: want #rrggbb between quotation marks",
				at.Line, at.Column, colour, name)
		}
		s.named[name] = colour
	}
	return nil
}

type sheetLine struct {
	Colour string
	Width  float64
	Dash   []float64
	Mark   string
	Alone  Colour
}

// read adds what a file says to what is there. Maps are merged entry by entry.
func (s *sheet) read(file string, data []byte) error {
	if tells := table.Refused(file, data); tells != nil {
		return errors.New(tells.String())
	}
	before := *s
	s.Colours, s.Lines = nil, nil
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(s)
	if err != nil && !errors.Is(err, io.EOF) { // an empty file changes nothing
		return fmt.Errorf("%s%s", file, place(err))
	}
	s.Colours = merged(before.Colours, s.Colours)
	if both, ok := s.Lines["confirmed"]; ok { // of themes from when there was one state of that name
		delete(s.Lines, "confirmed")
		for _, state := range []graph.State{graph.ConfirmedByBoth, graph.ConfirmedByOne} {
			if s.Lines[state.String()] == nil && both != nil {
				line := *both
				s.Lines[state.String()] = &line
			}
		}
	}
	for state, line := range s.Lines {
		if old := before.Lines[state]; old != nil && line != nil {
			line.Colour, line.Mark = cmp.Or(line.Colour, old.Colour), cmp.Or(line.Mark, old.Mark)
			line.Width, line.Alone = cmp.Or(line.Width, old.Width), cmp.Or(line.Alone, old.Alone)
			if line.Dash == nil {
				line.Dash = old.Dash
			}
		}
	}
	s.Lines = merged(before.Lines, s.Lines)
	return nil
}

func merged[V any](old, added map[string]V) map[string]V {
	all := maps.Clone(old)
	if all == nil {
		all = map[string]V{}
	}
	maps.Copy(all, added)
	return all
}

// place turns the library's "[4:2] message" with its excerpt into ":4:2: message".
func place(err error) string {
	first := table.YAMLError(err)
	at, message, found := strings.Cut(strings.TrimPrefix(first, "["), "] ")
	if !found || !strings.HasPrefix(first, "[") {
		return ": " + first
	}
	return ":" + at + ": " + message
}

// maxLength bounds the widths, dashes and sizes of a theme, in points.
const maxLength = 100.0

// theme checks the sheet.
func (s *sheet) theme() (*Theme, error) {
	t := &Theme{tints: s.Sides.turns, own: s.Sides.named, lines: map[graph.State]Line{}, Text: s.Text}
	roles := map[string]*Colour{"paper": &t.Paper, "ink": &t.Ink, "muted": &t.Muted, "border": &t.Border,
		"link": &t.Link, "alarm": &t.Alarm}
	for _, name := range slices.Sorted(maps.Keys(s.Colours)) {
		role := roles[name]
		if role == nil {
			return nil, fmt.Errorf("unknown colour name %q: want %s", name,
				strings.Join(slices.Sorted(maps.Keys(roles)), ", "))
		}
		if *role = s.Colours[name]; !role.valid() {
			return nil, fmt.Errorf("colour %s is %q: want #rrggbb", name, *role)
		}
	}
	for i, tint := range s.Sides.turns {
		for _, c := range []Colour{tint.Fill, tint.Edge, tint.Text} {
			if !c.valid() {
				return nil, fmt.Errorf("colour %q of side %d: want fill, edge and text, each #rrggbb", c, i+1)
			}
		}
	}
	for _, size := range []float64{s.Text.Title, s.Text.Subtitle, s.Text.Side, s.Text.Name, s.Text.Role, s.Text.Label,
		s.Text.Detail, s.Text.Number, s.Text.Heading, s.Text.Note} {
		if !(size >= 4 && size <= maxLength) {
			return nil, fmt.Errorf("text of %v pt: want 4 to %v", size, maxLength)
		}
	}
	return t, s.lines(t, roles)
}

// lines reads the lines of the states into t.
func (s *sheet) lines(t *Theme, colours map[string]*Colour) error {
	states := map[string]graph.State{}
	for _, state := range graph.States() {
		states[state.String()] = state
	}
	for _, name := range slices.Sorted(maps.Keys(s.Lines)) {
		l := s.Lines[name]
		state, known := states[name]
		switch {
		case !known && name != "affiliation":
			return fmt.Errorf("unknown state %q of a line: want affiliation, %s", name,
				strings.Join(slices.Sorted(maps.Keys(states)), ", "))
		case l == nil || colours[l.Colour] == nil:
			return fmt.Errorf("line of %s: want a colour of %s", name,
				strings.Join(slices.Sorted(maps.Keys(colours)), ", "))
		case !(l.Width >= 0.1 && l.Width <= maxLength):
			return fmt.Errorf("line of %s is %v pt wide: want 0.1 to %v", name, l.Width, maxLength)
		}
		for _, d := range l.Dash {
			if !(d >= 0.1 && d <= maxLength) {
				return fmt.Errorf("dash of %v pt in the line of %s: want 0.1 to %v", d, name, maxLength)
			}
		}
		mark, ok := marks[l.Mark]
		if !ok {
			return fmt.Errorf("unknown mark %q of %s: want %s", l.Mark, name,
				strings.Join(slices.Sorted(maps.Keys(marks))[1:], ", "))
		}
		if !l.Alone.valid() {
			return fmt.Errorf("line of %s: alone is %q: want #rrggbb", name, l.Alone)
		}
		line := Line{*colours[l.Colour], l.Width, l.Dash, mark, l.Alone}
		if known {
			t.lines[state] = line
		} else {
			t.affiliation = line
		}
	}
	return nil
}

func (c Colour) valid() bool {
	_, err := strconv.ParseUint(strings.TrimPrefix(string(c), "#"), 16, 32)
	return err == nil && len(c) == 7 && c[0] == '#'
}

// luminance is the relative luminance of WCAG 2.2, from 0 for black to 1 for white.
func (c Colour) luminance() float64 {
	rgb, _ := strconv.ParseUint(strings.TrimPrefix(string(c), "#"), 16, 32)
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(rgb>>(16-8*i)&0xff) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Round(math.Pow((v+0.055)/1.055, 2.4)*1e9) / 1e9 // the last digits differ by processor
		}
		sum += float64(weight * v)
	}
	return sum
}

// Contrast is the contrast ratio of two colours by WCAG 2.2, from 1 to 21.
func Contrast(a, b Colour) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// least is the contrast that WCAG 2.2 asks of text in level AA.
const least = 4.5

// Warnings lists the pairs of colours in which text is hard to read.
func (t *Theme) Warnings() []string {
	var warnings []string
	hold := func(what string, text, ground Colour) {
		if c := Contrast(text, ground); c < least {
			warnings = append(warnings,
				fmt.Sprintf("theme %s: %s, %s on %s, has a contrast of %.1f to 1: want %.1f or more", t.Name, what,
					text, ground, c, least))
		}
	}
	for _, text := range []struct {
		what   string
		colour Colour
	}{{"ink", t.Ink}, {"muted", t.Muted}, {"link", t.Link}, {"alarm", t.Alarm}} {
		hold(text.what, text.colour, t.Paper)
		for i, tint := range t.tints {
			hold(fmt.Sprintf("%s over side %d", text.what, i+1), text.colour, tint.Fill)
		}
	}
	for i, tint := range t.tints {
		hold(fmt.Sprintf("the name of side %d", i+1), tint.Text, tint.Fill)
	}
	return warnings
}
