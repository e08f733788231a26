package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/evidence/quotes"
)

// maxQuotes is the most that is read of a file of quotes: more than the annotations of a whole library.
const maxQuotes = 64 << 20

// many anchors claim after claim: those that a file of quotes names, or those that have no anchor yet.
func (f *anchorFlags) many(cmd *cobra.Command, name string) error {
	d, err := f.load(cmd, name)
	if err != nil {
		return err
	}
	if err := f.writable(name); err != nil {
		return err
	}
	k := desk.New(name, f.opts, d)
	if f.quotes != "" {
		return f.ofQuotes(cmd, k)
	}
	return f.walk(cmd, k)
}

// ofQuotes anchors what a file quotes. What cannot be anchored is told and left, and makes the command fail.
func (f *anchorFlags) ofQuotes(cmd *cobra.Command, k *desk.Desk) error {
	data, err := readQuotes(f.quotes)
	if err != nil {
		return err
	}
	all, err := quotes.Read(f.quotes, data)
	if err != nil {
		return err
	}
	texts := map[sources.DocumentID]*orders{}
	done := 0
	for _, q := range all {
		err := f.quoted(cmd, k, q, texts)
		switch {
		case cmd.Context().Err() != nil:
			return cmd.Context().Err()
		case err != nil:
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %v\n", q.At, err)
		default:
			done++
		}
	}
	if done < len(all) {
		return fmt.Errorf("%d of %s anchored", done, words.Plural(len(all), "passage"))
	}
	return nil
}

func readQuotes(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q cannot be read: %w", name, files.WithoutPath(err))
	case !info.Mode().IsRegular() || info.Size() > maxQuotes:
		return nil, fmt.Errorf("%q is no file of at most %d MB: want a table of quotes, or annotations", name,
			maxQuotes>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, files.WithoutPath(err))
	}
	return data, nil
}

// orders is the text of a copy as it is usually read and, of a PDF with columns, in each order.
type orders struct{ usual, all *desk.Text }

// quoted anchors one passage; texts are the copies that were read before.
func (f *anchorFlags) quoted(cmd *cobra.Command, k *desk.Desk, q quotes.Quote, texts map[sources.DocumentID]*orders) error {
	c := q.Claim(k.Dossier())
	switch {
	case c == nil && len(q.Claims) == 0:
		return errors.New("the annotation names no claim: want the claim's id as a tag, or in its note")
	case c == nil:
		_, err := desk.ClaimOf(k.Dossier(), sources.ClaimID(q.Claims[0]))
		return err
	}
	if doc := k.Dossier().Document(c.Document); doc != nil && !sameAddress(q.Source, doc.URL) {
		return fmt.Errorf("the passage is from %q, and claim %q stands on %q: want the claim of that document",
			q.Source, c.ID, doc.URL)
	}
	text := texts[c.Document]
	if text == nil {
		read, err := f.copyFor(cmd, k.Dossier(), c)
		if err != nil {
			return err
		}
		text = &orders{usual: desk.NewText(read.Text)}
		if read.Raw != "" {
			text.all = desk.NewText(read.All())
		}
		texts[c.Document], f.digests[c.Document] = text, read.SHA256
	}
	found, err := text.usual.Quoted(q.Words, q.Before, q.After)
	if err != nil && text.all != nil {
		if again, other := text.all.Quoted(q.Words, q.Before, q.After); other == nil {
			found, err = again, nil
		}
	}
	if err != nil {
		return fmt.Errorf("claim %q: %w", c.ID, err)
	}
	return f.write(cmd, k, c, found)
}

// sameAddress tells whether two addresses may be of one document: that of a copy on the checker's machine is any
// document's.
func sameAddress(a, b string) bool {
	a, b = sources.PlainAddress(a), sources.PlainAddress(b)
	return a == "" || b == "" || a == b
}

// walk asks for the passage of each claim that has no anchor, in the order of the rows.
func (f *anchorFlags) walk(cmd *cobra.Command, k *desk.Desk) error {
	console := terminal.NewConsole(cmd.Context(), cmd.InOrStdin(), cmd.ErrOrStderr())
	var open []sources.ClaimID
	for i := range k.Dossier().Claims {
		if c := &k.Dossier().Claims[i]; c.Detail().Anchor.IsZero() && c.Document != "" {
			open = append(open, c.ID)
		}
	}
	if len(open) == 0 {
		console.Tell("nothing to do: each claim with a document has an anchor")
		return nil
	}
	console.Printf("%s without an anchor. An empty passage leaves a claim for later, Ctrl-D stops.\n",
		words.Plural(len(open), "claim"))
	left := 0
	for n, id := range open {
		err := f.next(cmd, k, console, id)
		switch {
		case errors.Is(err, terminal.ErrStopped):
			console.Printf("%d left: the same command goes on\n", left+len(open)-n)
			return nil
		case cmd.Context().Err() != nil:
			return cmd.Context().Err()
		case err != nil:
			left++
			console.Tell(err.Error())
		}
	}
	console.Printf("%d left\n", left)
	return nil
}

// errLeft leaves a claim for later.
var errLeft = errors.New("left for later")

// next asks for the passage of one claim and anchors it.
func (f *anchorFlags) next(cmd *cobra.Command, k *desk.Desk, console *terminal.Console, id sources.ClaimID) error {
	c := k.Dossier().Claim(id)
	if c == nil {
		return errLeft
	}
	doc := k.Dossier().Document(c.Document)
	console.Printf("\n")
	console.Named("claim", fmt.Sprintf("%s (%s)", c.ID, c.Pos()))
	console.Named("document", terminal.Readable(words.Voice{}.Documents.Cited(doc)))
	console.Named("says", terminal.Readable(words.Voice{}.Claims.Statement(k.Dossier(), c)))
	if c.Locator != "" {
		console.Named("where", terminal.Readable(c.Locator))
	}
	read, err := f.copyFor(cmd, k.Dossier(), c)
	if err != nil {
		return err
	}
	f.digests[c.Document] = read.SHA256
	console.Printf("Paste the passage, or type some words of it, then an empty line:\n")
	passage, err := console.Paragraph()
	switch {
	case err != nil:
		return err
	case passage == "":
		return errLeft
	}
	found, err := f.choose(console, read.Holding(passage), passage)
	if err != nil {
		return err
	}
	return f.write(cmd, k, c, found)
}
