package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/desk/dialog"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
	"relgraph/sources/anchor"
)

// anchorFlags are what anchor can be asked for.
type anchorFlags struct {
	dossierFlags
	folder string
	nth    int // 0 if the words have to stand in one place only
	print  bool

	walks  bool   // through the claims that have no anchor
	quotes string // a file of passages

	digests map[sources.DocumentID]string // of the copies that were read
}

func newAnchor() *cobra.Command {
	f := anchorFlags{digests: map[sources.DocumentID]string{}}
	cmd := &cobra.Command{
		Use:   "anchor DOSSIER CLAIM --documents DIR [WORDS ...]",
		Short: "Record where a claim's passage stands in its document",
		Args: func(cmd *cobra.Command, args []string) error {
			if f.walks || f.quotes != "" {
				return wants(1, 1, "one dossier", "relgraph anchor my-dossier --next --documents copies")(cmd, args)
			}
			return wants(2, -1, "a dossier and the id of a claim",
				"relgraph anchor my-dossier c1 --documents copies")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.walks || f.quotes != "" {
				return f.runMany(cmd, args[0])
			}
			return f.run(cmd, args[0], sources.ClaimID(args[1]), strings.Join(args[2:], " "))
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&f.folder, "documents", "", "`folder` with your copies of the documents")
	cmd.Flags().IntVar(&f.nth, "nth", 0, "which of several places the words stand at, from `1`")
	cmd.Flags().BoolVar(&f.print, "print", false, "write the anchor to standard output and change no file")
	cmd.Flags().BoolVar(&f.walks, "next", false, "ask for the passage of each claim that has none")
	cmd.Flags().StringVar(&f.quotes, "quotes", "", "`file` of passages: a table of claims and quotes, or Web Annotations")
	_ = cmd.MarkFlagDirname("documents")
	return cmd
}

// runMany checks the flags of many.
func (f *anchorFlags) runMany(cmd *cobra.Command, name string) error {
	switch {
	case f.walks && f.quotes != "":
		return misusef("--next and --quotes: want one of the two")
	case f.nth != 0 || f.print:
		return misusef("--nth and --print are for one claim: want its id, or neither of them")
	case f.folder == "":
		return misusef("--documents is missing: want --documents DIR, the folder with your copies of the documents")
	case meansBuiltIn(name):
		return errors.New("the built-in dossier cannot be written: want a dossier of your own")
	}
	return f.many(cmd, name)
}

func (f *anchorFlags) run(cmd *cobra.Command, name string, id sources.ClaimID, words string) error {
	if f.folder == "" {
		return misusef("--documents is missing: want --documents DIR, the folder with your copies of the documents")
	}
	if f.nth < 0 || f.nth == 0 && cmd.Flags().Changed("nth") {
		return misusef("--nth %d: want 1 for the first place, 2 for the second ...", f.nth)
	}
	if !f.print && meansBuiltIn(name) {
		return errors.New("the built-in dossier cannot be written: want a dossier of your own, or --print to see the " +
			"anchor")
	}
	d, err := f.load(cmd, name)
	if err != nil {
		return err
	}
	if err := f.writable(name); err != nil && !f.print {
		return err
	}
	claim, err := desk.ClaimOf(d, id)
	if err != nil {
		return err
	}
	read, err := f.copyFor(cmd, d, claim)
	if err != nil {
		return err
	}
	f.digests[claim.Document] = read.SHA256
	console := terminal.NewConsole(cmd.Context(), cmd.InOrStdin(), cmd.ErrOrStderr()) // standard output is for --print
	if words == "" {
		if words, err = askFor(cmd, console, d, claim); err != nil {
			return err
		}
	}
	if strings.TrimSpace(words) == "" {
		return misusef("the words to look for are missing: want the passage as arguments or on standard input")
	}
	found, err := f.choose(console, read.Holding(words), words)
	var nowhere *desk.NoSuchPlace
	switch {
	case errors.Is(err, terminal.ErrStopped):
		fmt.Fprintln(cmd.ErrOrStderr(), "nothing is written")
		return errReported
	case errors.As(err, &nowhere):
		return misusef("claim %q: %w", id, err)
	case err != nil:
		return fmt.Errorf("claim %q: %w", id, err)
	case f.print:
		_, err := fmt.Fprintln(cmd.OutOrStdout(), found)
		return err
	}
	return f.write(cmd, desk.New(name, f.opts, d), claim, found)
}

// choose finds the passage by its words; at a terminal somebody chooses it.
func (f *anchorFlags) choose(console *terminal.Console, text, words string) (found anchor.Anchor, err error) {
	if !console.Echo && f.nth == 0 {
		return dialog.Pick(console, text, words)
	}
	found, err = desk.NewText(text).Passage(words, f.nth)
	if n := anchor.Normalise(words).Len(); err == nil && n < anchor.MinLength && n < found.Length {
		console.Printf("the words are only %d characters, which could be guessed: they are anchored with their "+
			"neighbours\n", n)
	}
	return found, err
}

// write sets the cell in the claim's row and says where it stands; then the document's row gets the digest of the
// copy, if it has none.
func (f *anchorFlags) write(cmd *cobra.Command, k *desk.Desk, c *sources.Claim, found anchor.Anchor) error {
	at := fmt.Sprintf("at character %d, %d characters", found.Start, found.Length)
	now, fresh, err := k.Anchor(cmd.Context(), c, found)
	switch {
	case err != nil && !errors.Is(err, context.Canceled):
		return fmt.Errorf("claim %q: %w", c.ID, err)
	case err != nil:
		return err
	case !fresh:
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s is anchored already %s\n", now.At("anchor"), c.ID, at)
		return nil
	}
	if !c.Detail().Anchor.IsZero() {
		at += fmt.Sprintf("; before: character %d, %d characters", c.Detail().Anchor.Start, c.Detail().Anchor.Length)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: anchored %s %s\n", now.At("anchor"), c.ID, at)
	fresh, err = k.Digest(cmd.Context(), c.Document, f.digests[c.Document])
	if fresh {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: the copy of %s is recorded by its SHA-256\n",
			k.Dossier().Document(c.Document).At("sha256"), c.Document)
	}
	return err
}

// maxPassage is the most that is read from standard input: far more than any passage.
const maxPassage = 1 << 20

// askFor reads the passage from standard input: all of it or, on a terminal, up to an empty line.
func askFor(cmd *cobra.Command, console *terminal.Console, d *sources.Dossier, c *sources.Claim) (string, error) {
	if console.Echo {
		return console.Rest(maxPassage)
	}
	doc := d.Document(c.Document)
	fmt.Fprintf(cmd.ErrOrStderr(), "Paste the passage of %q that claim %s stands on, or type some words of it, then "+
		"an empty line:\n", doc.Name(), c.ID)
	return console.Lines()
}
