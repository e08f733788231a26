package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change"
	"relgraph/sources/evidence/verify"
)

// askFlags are those of a command that shows contacts: of which dossier, and which.
type askFlags struct {
	numbersFrom string // an edition whose numbers of sources are kept
	dossierFlags
	selectionFlags
	editor *editorFlags // of a command that makes a figure for print
}

// graph builds what the flags select from a dossier, and says what is left out.
func (f *askFlags) graph(cmd *cobra.Command, dossier string) (*graph.Graph, error) {
	s, err := f.selection(cmd)
	if err != nil {
		return nil, err
	}
	return f.selected(cmd, dossier, s)
}

// selected is graph for a selection that was read already.
func (f *askFlags) selected(cmd *cobra.Command, dossier string, s graph.Selection) (*graph.Graph, error) {
	r, err := f.rollUp()
	if err != nil {
		return nil, err
	}
	d, err := f.load(cmd, dossier)
	if err != nil {
		return nil, err
	}
	if f.numbersFrom != "" {
		if err := f.keepNumbers(d); err != nil {
			return nil, err
		}
	}
	if err := meant(d, &r.Expand); err != nil {
		return nil, err
	}
	g, err := f.choose(cmd, d, s)
	if err != nil {
		return nil, err
	}
	if r.Words, err = wordingOf(cmd, d); err != nil {
		return nil, err
	}
	if g, err = g.RollUp(r); err != nil {
		return nil, err
	}
	sayShown(cmd, g)
	return g, nil
}

// keepNumbers has d number its sources as the edition of --numbers-from does, whatever ids they have now.
func (f *askFlags) keepNumbers(d *sources.Dossier) error {
	old, problems := f.open(f.numbersFrom)
	if err := problems.Err(); err != nil {
		return fmt.Errorf("--numbers-from %s: %w", f.numbersFrom, err)
	}
	before, err := graph.Build(old)
	if err != nil {
		return fmt.Errorf("--numbers-from %s: %w", f.numbersFrom, err)
	}
	numbers := sources.Numbers{}
	changes := change.Between(old, d)
	for id, n := range words.Cite(before).Numbers() {
		now := changes.Document(id)
		if before, twice := numbers[now]; !twice || n.Number < before.Number { // two that became one keep the first number
			numbers[now] = n
		}
	}
	d.Numbers = numbers
	return nil
}

// choose selects from the graph of d what s and --verified want.
func (f *askFlags) choose(cmd *cobra.Command, d *sources.Dossier, s graph.Selection) (*graph.Graph, error) {
	if f.verified {
		found, err := proofs(cmd, d, f.folder)
		if err != nil {
			return nil, err
		}
		s.Verified = map[sources.ClaimID]bool{}
		for id, result := range found {
			s.Verified[id] = result.Status == verify.Verified
		}
	}
	if err := called(d, &s); err != nil {
		return nil, err
	}
	step := terminal.Doing(cmd.Context(), "finding the contacts of %s", d.Name)
	g, err := graph.Build(d)
	step.End()
	if err != nil {
		return nil, err
	}
	if f.editor != nil {
		if err := f.editor.hideIn(cmd, g, &s); err != nil {
			return nil, err
		}
	}
	g, err = g.Select(s)
	var apart *graph.NotConnected
	if errors.As(err, &apart) {
		err = fmt.Errorf("%w: see \"relgraph path %s %s %s\" for what comes nearest", err, f.name, apart.From, apart.To)
	}
	return g, err
}

// kindCalled is the kind of the dossier, or of those that come with relgraph, that a word on the command line means.
func kindCalled(d *sources.Dossier, word string) (sources.KindID, error) {
	if k, near := d.Names().Kind(word); k != nil {
		return k.ID, nil
	} else if known, _ := sources.ParseKind(word); slices.Contains(sources.Kinds(), string(known)) {
		return known, nil // which no row has; the selection says that nothing is left
	} else if near != "" {
		return "", misusef("unknown kind %q: did you mean %q?", word, near)
	}
	var words []string
	for _, k := range d.Kinds {
		words = append(words, string(k.ID))
	}
	return "", misusef("unknown kind %q: the dossier has %s", word, strings.Join(words, ", "))
}

// sayShown says on stderr what was selected, so that nothing is left out in silence.
func sayShown(cmd *cobra.Command, g *graph.Graph) {
	says := words.English().Selections.Shown(g)
	if says == "" {
		return
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s\n", strings.ToLower(says[:1])+says[1:])
	if isEmpty(g) {
		fmt.Fprintln(cmd.ErrOrStderr(), "relgraph: nothing of the dossier is left")
	}
}

func isEmpty(g *graph.Graph) bool {
	for range g.All() {
		return false
	}
	return true
}

// called puts ids in the place of what was typed for kinds and actors.
func called(d *sources.Dossier, s *graph.Selection) error {
	typed := s.Kinds
	s.Kinds = nil
	for _, word := range typed {
		kind, err := kindCalled(d, string(word))
		if err != nil {
			return err
		}
		s.Kinds = append(s.Kinds, kind)
	}
	if err := meant(d, &s.Actors); err != nil {
		return err
	}
	if way := s.Between[:]; s.Between[0] != "" {
		if err := meant(d, &way); err != nil {
			return err
		}
	}
	return nil
}
