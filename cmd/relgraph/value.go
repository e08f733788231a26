package main

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// flagsInto adds flags whose values are read into their place at once. The first value that cannot be read is kept, so
// that the command says it in its own words.
type flagsInto struct {
	*pflag.FlagSet
	problem *error
}

func (f flagsInto) wrong(err error) {
	if *f.problem == nil {
		*f.problem = err
	}
}

// listed adds a flag that may be given several times, or with commas, and whose every value adds what parse makes of it.
func listed[T any](f flagsInto, into *[]T, parse func(string) ([]T, error), name, usage string) {
	f.Var(&listFlag[T]{into: into, parse: parse, flags: f}, name, usage)
}

// A listFlag is pflag's list of texts, but for what becomes of each.
type listFlag[T any] struct {
	into  *[]T
	parse func(string) ([]T, error)
	flags flagsInto
	typed []string
}

func (l *listFlag[T]) Type() string   { return "strings" }
func (l *listFlag[T]) String() string { return strings.Join(l.typed, ",") }

// Set never fails: see flagsInto.
func (l *listFlag[T]) Set(text string) error {
	if text == "" {
		return nil
	}
	words, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return err
	}
	l.typed = append(l.typed, words...)
	for _, w := range words {
		values, err := l.parse(strings.TrimSpace(w))
		if err != nil {
			l.flags.wrong(err)
		}
		*l.into = append(*l.into, values...)
	}
	return nil
}

// date adds a flag for a date.
func (f flagsInto) date(into *edtf.Date, name, usage string) {
	f.Var(&dateFlag{into, name, f}, name, usage)
}

type dateFlag struct {
	into  *edtf.Date
	name  string
	flags flagsInto
}

func (d *dateFlag) Type() string   { return "string" }
func (d *dateFlag) String() string { return d.into.String() }

// Set never fails: see flagsInto.
func (d *dateFlag) Set(text string) error {
	date, err := edtf.Parse(text)
	if err != nil {
		d.flags.wrong(fmt.Errorf("--%s: unreadable date %w", d.name, err))
	}
	*d.into = date
	return nil
}

// A wordFor is what a flag takes for a value.
type wordFor[T any] struct {
	word  string
	value T
}

// choice adds a flag that takes one of a few words; what into holds before is its default.
func choice[T comparable](cmd *cobra.Command, problem *error, into *T, name string, words []wordFor[T], usage string) {
	flags := flagsInto{cmd.Flags(), problem}
	flags.Var(&choiceFlag[T]{into, name, words, flags}, name, usage)
	var list []string
	for _, w := range words {
		list = append(list, w.word)
	}
	offerWords(cmd, name, list)
}

type choiceFlag[T comparable] struct {
	into  *T
	name  string
	words []wordFor[T]
	flags flagsInto
}

func (c *choiceFlag[T]) Type() string { return "string" }

func (c *choiceFlag[T]) String() string {
	for _, w := range c.words {
		if w.value == *c.into {
			return w.word
		}
	}
	return ""
}

// Set never fails: see flagsInto.
func (c *choiceFlag[T]) Set(text string) error {
	var known []string
	for _, w := range c.words {
		if w.word == text {
			*c.into = w.value
			return nil
		}
		known = append(known, w.word)
	}
	c.flags.wrong(fmt.Errorf("unknown %s %q: want %s", c.name, text, strings.Join(known, ", ")))
	return nil
}

// one is parse for a list of what it makes.
func one[T any](parse func(string) (T, error)) func(string) ([]T, error) {
	return func(text string) ([]T, error) {
		v, err := parse(text)
		return []T{v}, err
	}
}

// asTyped takes a word for an id, which the dossier may know by another name.
func asTyped[T ~string](text string) ([]T, error) { return []T{T(text)}, nil }

// kindAsTyped takes a word for a kind, which the dossier may describe otherwise.
func kindAsTyped(text string) ([]sources.KindID, error) {
	_, err := sources.ParseKind(text)
	return []sources.KindID{sources.KindID(text)}, err
}

// idsTyped takes the words of a command line for ids.
func idsTyped[T ~string](words []string) []T {
	var list []T
	for _, w := range words {
		list = append(list, T(strings.TrimSpace(w)))
	}
	return list
}

// lookSettings reads the values of settings that more than one word is for.
var lookSettings = map[string]func(string) error{
	"size":      func(v string) error { _, err := figure.ParseSize(v); return err },
	"layout":    func(v string) error { _, err := figure.ParseLayout(v); return err },
	"panels":    func(v string) error { _, err := figure.ParsePanels(v); return err },
	"ties":      func(v string) error { _, err := figure.ParseTies(v); return err },
	"font-mode": func(v string) error { _, err := out.ParseFontMode(v); return err },
	"size-by":   func(v string) error { _, err := graph.ParseMeasure(v); return err },
	"number-by": numbersBy,
	"theme": func(v string) error {
		if filepath.Ext(v) != "" {
			return nil // read as a file
		}
		_, err := figure.ThemeNamed(v)
		return err
	},
}
