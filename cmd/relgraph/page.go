package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/sources"
)

// pageFlags are the flags of a page of the web.
type pageFlags struct {
	private []string // columns that it shows though they are private
	embed   bool
}

func (f *pageFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.private, "private", nil, "private `columns` that a page of the web shows: "+
		strings.Join(out.PrivateColumns(), ", ")+"; without it, none")
	flags.BoolVar(&f.embed, "embed", false, "a page of the web that stands in a frame of another one, and says how "+
		"high it is; how to put it there is printed")
	offerWords(cmd, "private", out.PrivateColumns())
}

// options reads the flags.
func (f *pageFlags) options() (o out.PageOptions, err error) {
	o.Embed = f.embed
	if o.Private, err = out.ParsePrivate(f.private); err != nil {
		return o, misuse{err}
	}
	return o, nil
}

// steps finds the contacts of the steps that the dossier tells. A contact that the flags leave out is left out of its
// step, too; a step of which nothing is left is not told.
func steps(g *graph.Graph) ([]out.StoryStep, error) {
	var list []out.StoryStep
	for _, s := range g.Whole().Dossier().Steps {
		step := out.StoryStep{Title: s.Title, Text: s.Text}
		chosen := map[sources.ContactID]bool{}
		for _, id := range s.Contacts {
			if g.Whole().ContactsCalled(string(id)) == nil {
				return nil, fmt.Errorf("%s: step %q: there is no contact %q in %s: %s", s.At, s.Title, id, g.Dossier().Name,
					meantContact(g, string(id)))
			}
			for _, c := range g.ContactsCalled(string(id)) {
				chosen[c.ID] = true
			}
		}
		of, err := stepSelected(g, s)
		if err != nil {
			return nil, fmt.Errorf("%s: step %q: flags %q: %w", s.At, s.Title, s.Flags, err)
		}
		for c := range g.All() {
			if chosen[c.ID] || of != nil && of.Contact(c.ID) != nil {
				step.Contacts = append(step.Contacts, c.ID)
			}
		}
		if step.Contacts != nil {
			list = append(list, step)
		}
	}
	return list, nil
}

// stepSelected is what the flags of a step choose: nothing where it has none but names contacts, all where it has
// neither.
func stepSelected(g *graph.Graph, s sources.StoryStep) (*graph.Graph, error) {
	words, err := flagWords(s.Flags)
	switch {
	case err != nil:
		return nil, err
	case len(words) == 0 && len(s.Contacts) > 0:
		return nil, nil
	}
	var f selectionFlags
	scratch := &cobra.Command{}
	f.add(scratch)
	f.addBetween(scratch)
	if err := scratch.ParseFlags(words); err != nil {
		return nil, err
	}
	if rest := scratch.Flags().Args(); len(rest) > 0 {
		return nil, fmt.Errorf("%q is no flag: want flags that choose contacts, such as --actor hts --since 2015", rest[0])
	}
	want, err := f.selection(scratch)
	if err != nil {
		return nil, err
	}
	if f.verified || f.folder != "" {
		return nil, errors.New("--verified and --documents are about files of your own: want flags that choose contacts")
	}
	if err := called(g.Whole().Dossier(), &want); err != nil {
		return nil, err
	}
	return g.Select(want)
}

// flagWords parts a line into words, as a shell does with blanks and quotation marks.
func flagWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	begun, mark := false, rune(0)
	for _, r := range line {
		switch {
		case mark != 0 && r == mark:
			mark = 0
		case mark == 0 && (r == '"' || r == '\''):
			begun, mark = true, r
		case mark == 0 && unicode.IsSpace(r):
			if begun {
				words = append(words, word.String())
			}
			begun = false
			word.Reset()
		default:
			begun = true
			word.WriteRune(r)
		}
	}
	if mark != 0 {
		return nil, fmt.Errorf("a quotation mark %c without its partner", mark)
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}

// sayGivenAway says in a line what each page that was written gives away and, of one for a frame, how it is put there.
func (f *pageFlags) sayGivenAway(cmd *cobra.Command, r *out.Rendering, targets []target) {
	for _, t := range targets {
		says := r.GivesAway(t.format)
		if says == "" {
			continue
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s gives away %s\n", sources.OneLine(t.file), says)
		switch {
		case !f.embed:
		case slices.ContainsFunc(targets, func(t target) bool { return t.file == "-" }):
			fmt.Fprint(cmd.ErrOrStderr(), out.Snippet(t.file, r.Title()))
		default:
			fmt.Fprint(cmd.OutOrStdout(), out.Snippet(t.file, r.Title()))
		}
	}
}
