package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/copies"
	"relgraph/sources/edit"
)

func newAnchor() *cobra.Command {
	var flags dossierFlags
	var a anchorer
	cmd := &cobra.Command{
		Use:   "anchor DOSSIER CLAIM --documents DIR [WORDS ...]",
		Short: "Write into a claim where its passage stands in the document",
		Long: `anchor finds the passage that a claim stands on in your copy of the document and writes the place
into the claim's column "anchor": a position, a digest, and the first and last words. verify can
then tell whether the passage still stands there. The passage itself is not written anywhere.

WORDS are the passage as the document has it, at least 40 characters; without them they are read
from standard input. On a terminal a few words of it are enough: you choose the paragraph that
has them, and its sentences, by number. Spaces, line ends, quotation marks and dashes may be of another kind. Of the
file only that one cell changes.

DIR holds your copies of the documents, under the names in the column "path" of documents.csv.`,
		Example: `  relgraph anchor my-dossier toi-2014-01 --documents copies "the whole sentence that says so ..."
  relgraph anchor my-dossier toi-2014-01 --documents copies
  relgraph anchor my-dossier toi-2014-01 --documents copies < passage.txt
  relgraph anchor my-dossier toi-2014-01 --documents copies --nth 2 < passage.txt`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.documents == "" {
				return misusef("no folder of documents: want --documents DIR, the folder with your copies")
			}
			if a.nth < 0 {
				return misusef("--nth %d: want 1 for the first place, 2 for the second ...", a.nth)
			}
			if !a.print && meansBuiltIn(args[0]) {
				return errors.New("the built-in dossier cannot be written: want a dossier of your own, or --print to see the anchor")
			}
			var err error
			if a.dossier, err = flags.load(cmd, args[0]); err != nil {
				return err
			}
			a.again = func() (*sources.Dossier, sources.Diagnostics) { return sources.Open(args[0], flags.opts) }
			a.stdin, a.stdout, a.stderr = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
			a.console = newConsole(cmd)
			a.console.out = a.stderr // standard output is for --print
			return a.run(cmd.Context(), sources.ClaimID(args[1]), strings.Join(args[2:], " "))
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&a.documents, "documents", "", "`folder` with your copies of the documents")
	cmd.Flags().IntVar(&a.nth, "nth", 0, "which of several places the words stand at, from `1`")
	cmd.Flags().BoolVar(&a.print, "print", false, "write the anchor to standard output and change no file")
	return cmd
}

// An anchorer anchors one claim.
type anchorer struct {
	dossier        *sources.Dossier
	again          func() (*sources.Dossier, sources.Diagnostics) // reads it as it is now
	documents      string
	nth            int // 0 if the words have to stand in one place only
	print          bool
	console        *console
	stdin          io.Reader
	stdout, stderr io.Writer
}

func (a anchorer) run(ctx context.Context, id sources.ClaimID, words string) error {
	claim, err := a.claim(id)
	if err != nil {
		return err
	}
	text, err := a.copyFor(claim)
	if err != nil {
		return err
	}
	if words == "" {
		if words, err = a.askFor(ctx, claim); err != nil {
			return err
		}
	}
	if strings.TrimSpace(words) == "" {
		return misusef("no words to look for: want the passage as arguments or on standard input")
	}
	find := findPassage
	if a.console != nil && !a.console.echo && a.nth == 0 {
		find = func(text, words string, _ int) (anchor.Anchor, error) { return newPicker(a.console, text).pick(words) }
	}
	found, err := find(text, words, a.nth)
	switch {
	case errors.Is(err, errStopped):
		fmt.Fprintln(a.stderr, "nothing is written")
		return errReported
	case err != nil:
		return fmt.Errorf("claim %q: %w", id, err)
	case a.print:
		_, err := fmt.Fprintln(a.stdout, found)
		return err
	}
	if claim, err = a.unchanged(id); err != nil {
		return err
	}
	return a.write(claim, found)
}

func (a anchorer) claim(id sources.ClaimID) (*sources.Claim, error) {
	if c := a.dossier.Claim(id); c != nil {
		return c, nil
	}
	var ids []string
	for _, c := range a.dossier.Claims {
		ids = append(ids, string(c.ID))
	}
	want := `see "relgraph list claims" for the ids`
	if near := sources.Nearest(string(id), ids); near != "" {
		want = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, fmt.Errorf("no claim %q in %s: %s", id, a.dossier.Name, want)
}

// copyFor reads the checker's copy of the claim's document. A copy other than the recorded one is said to be so, and taken.
func (a anchorer) copyFor(c *sources.Claim) (string, error) {
	doc := a.dossier.Document(c.Document)
	switch {
	case doc == nil:
		return "", fmt.Errorf("%s: claim %q has no document: want the document that the passage stands in", c.At("document"), c.ID)
	case doc.Path == "" && doc.Pos() == sources.Pos{}:
		return "", fmt.Errorf("document %q has no path, since the dossier is one sheet: make a folder with claims.csv and documents.csv (id, title, url, path), whose ids claims.csv names", doc.ID)
	case doc.Path == "":
		return "", fmt.Errorf(`%s: document %q has no path: save a copy in %q and write its name into the column "path"`, doc.At("path"), doc.ID, a.documents)
	}
	if info, err := os.Stat(a.documents); err != nil || !info.IsDir() {
		return "", fmt.Errorf("%q is no folder: want --documents DIR, the folder with your copies", a.documents)
	}
	root, err := openCopies(a.documents)
	if err != nil {
		return "", err
	}
	defer root.Close()
	read, err := copies.Read(root.FS(), doc.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("%s: no file %q in %q: save a copy of document %q under that name, or correct the path", doc.At("path"), doc.Path, a.documents, doc.ID)
	case err != nil:
		return "", fmt.Errorf("%s: %w", doc.At("path"), err)
	case doc.SHA256 != "" && doc.SHA256 != read.SHA256:
		fmt.Fprintf(a.stderr, "%s: warning: the copy %q is not the recorded one: the anchor is that of the copy as it is now\n", doc.At("sha256"), doc.Path)
	}
	return read.Text, nil
}

// unchanged returns the claim with its place in the file as it is now. While somebody looked for a passage to paste, the file
// may have been saved by another program, and another row may stand there.
func (a anchorer) unchanged(id sources.ClaimID) (*sources.Claim, error) {
	d, problems := a.again()
	claim := d.Claim(id)
	if problems.Err() != nil || claim == nil || d.Digest() != a.dossier.Digest() {
		return nil, fmt.Errorf("claim %q: the dossier was changed in the meantime: nothing is written, so run the command again", id)
	}
	return claim, nil
}

// maxPassage is the most that is read from standard input: far more than any passage.
const maxPassage = 1 << 20

// askFor reads the passage from standard input: all of it or, on a terminal, up to an empty line.
func (a anchorer) askFor(ctx context.Context, c *sources.Claim) (string, error) {
	if a.console.echo {
		return orInterrupted(ctx, func() (string, error) {
			data, err := io.ReadAll(io.LimitReader(a.stdin, maxPassage))
			return string(data), err
		})
	}
	doc := a.dossier.Document(c.Document)
	fmt.Fprintf(a.stderr, "Paste the passage of %q that claim %s stands on, or type some words of it, then an empty line:\n", doc.Name(), c.ID)
	return orInterrupted(ctx, func() (string, error) { return untilEmptyLine(a.console.in) })
}

// untilEmptyLine reads up to the first empty line that stands behind words.
func untilEmptyLine(lines *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if strings.TrimSpace(line) == "" && strings.TrimSpace(b.String()) != "" {
			return b.String(), nil
		}
		b.WriteString(line)
		switch {
		case errors.Is(err, io.EOF):
			return b.String(), nil
		case err != nil:
			return "", err
		}
	}
}

// orInterrupted waits for read, which cannot be stopped, no longer than ctx lasts.
func orInterrupted(ctx context.Context, read func() (string, error)) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := read()
		done <- result{text, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-done:
		return r.text, r.err
	}
}

// findPassage returns the anchor of the words in a document's text: of their only place or, if nth is not 0, of the nth.
func findPassage(text, words string, nth int) (anchor.Anchor, error) {
	t := anchor.Normalise(text)
	found, err := t.Find(words)
	var f *anchor.FindError
	switch {
	case err == nil && nth <= 1:
		return found, nil
	case err == nil:
		return anchor.Anchor{}, misusef("--nth %d: the words stand in one place only, at character %d", nth, found.Start)
	case !errors.As(err, &f) || len(f.Starts) == 0:
		return anchor.Anchor{}, fmt.Errorf("%w%s", err, nearestPlace(t, text, words))
	case nth > len(f.Starts):
		return anchor.Anchor{}, misusef("--nth %d: the words stand %d times in the document", nth, len(f.Starts))
	case nth == 0:
		return anchor.Anchor{}, fmt.Errorf("%w, or choose with --nth:%s", err, placesOf(t, text, words, f.Starts))
	}
	// The words as a text of their own have the same anchor but for its place.
	found, err = anchor.Normalise(words).Find(words)
	found.Start = f.Starts[nth-1]
	if err == nil && !t.Stands(found) {
		err = fmt.Errorf("the words do not stand at character %d", found.Start)
	}
	return found, err
}

// shown is how many words of a document a message quotes at most.
const shown = 4

// placesOf says, a line each, where the words stand and what stands around them.
func placesOf(t anchor.Text, text, words string, starts []int) string {
	length := anchor.Normalise(words).Len()
	var b strings.Builder
	for i, start := range starts {
		before := wordsBefore(t, start)
		after := wordsAfter(t, start+length)
		fmt.Fprintf(&b, "\n  --nth %d  character %d, paragraph %d", i+1, start, paragraphAt(text, start))
		if before != "" {
			fmt.Fprintf(&b, ", after %q", before)
		}
		if after != "" {
			fmt.Fprintf(&b, ", before %q", after)
		}
	}
	return b.String()
}

// fewest is how many words have to stand in a row for a place to be near.
const fewest = 3

// nearestPlace says where the longest row of first words stands that the document has too; nothing if it has none.
func nearestPlace(t anchor.Text, text, words string) string {
	q := anchor.Normalise(words)
	all := strings.Fields(q.String())
	if q.Len() < anchor.MinLength || len(all) < fewest {
		return ""
	}
	first := func(n int) string { return strings.Join(all[:n], " ") }
	n := sort.Search(len(all), func(n int) bool { return len(t.Index(first(n+1))) == 0 })
	if n < fewest {
		return ""
	}
	start, length := t.Index(first(n))[0], anchor.Normalise(first(n)).Len()
	said := fmt.Sprintf("; the first %d of them stand at character %d, in paragraph %d, ", n, start, paragraphAt(text, start))
	if next := wordsAfter(t, start+length); next != "" {
		return said + fmt.Sprintf("and there it goes on %q", next)
	}
	return said + "and there it ends"
}

// around is how many characters are searched for the few words that are shown.
const around = 200

func wordsBefore(t anchor.Text, end int) string {
	start := max(0, end-around)
	words := strings.Fields(t.Slice(start, end-start))
	return strings.Join(words[max(0, len(words)-shown):], " ")
}

func wordsAfter(t anchor.Text, start int) string {
	words := strings.Fields(t.Slice(start, min(around, t.Len()-start)))
	return strings.Join(words[:min(shown, len(words))], " ")
}

// paragraphAt is the number of the paragraph that holds the character at start of the normalised text. Paragraphs are what blank
// lines separate, a headline too; in a text without blank lines each line is one, and so is each that is longer than wrapped text is.
func paragraphAt(text string, start int) int {
	n, end := 0, 0
	for _, paragraph := range paragraphs(text) {
		n++
		if end += anchor.Normalise(paragraph).Len(); start < end {
			break
		}
		end++ // the space between two of them
	}
	return n
}

// longestWrapped is how many characters a line of wrapped text has at most.
const longestWrapped = 200

// paragraphs are the parts of a text that hold anything.
func paragraphs(text string) []string {
	var blocks, lines []string
	fresh := true
	for line := range strings.Lines(strings.TrimSpace(text)) {
		length := anchor.Normalise(line).Len()
		switch {
		case length == 0:
			fresh = true
			continue
		case fresh || length > longestWrapped:
			blocks = append(blocks, line)
		default:
			blocks[len(blocks)-1] += line
		}
		lines = append(lines, line)
		fresh = length > longestWrapped
	}
	if len(blocks) == 1 {
		return lines
	}
	return blocks
}

// write sets the cell in the claim's file and says where it stands.
func (a anchorer) write(c *sources.Claim, found anchor.Anchor) error {
	file := filepath.FromSlash(c.Pos().File)
	old, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%q cannot be read: %w", file, withoutPath(err))
	}
	data, err := edit.Set(old, c.Pos(), "anchor", found.String())
	if err != nil {
		return err
	}
	at := fmt.Sprintf("at character %d, %d characters", found.Start, found.Length)
	if bytes.Equal(data, old) {
		fmt.Fprintf(a.stderr, "%s: %s is anchored already %s\n", c.At("anchor"), c.ID, at)
		return nil
	}
	var files fileSet
	defer files.discard()
	if err := files.stage(file, data); err != nil {
		return err
	}
	if err := files.commit(); err != nil {
		return err
	}
	if !c.Anchor.IsZero() {
		at += fmt.Sprintf("; before: character %d, %d characters", c.Anchor.Start, c.Anchor.Length)
	}
	fmt.Fprintf(a.stderr, "%s: anchored %s %s\n", placeOf(c, data), c.ID, at)
	return nil
}

// placeOf is where the claim's anchor stands in its file as it is now.
func placeOf(c *sources.Claim, data []byte) sources.Pos {
	rows, _ := sources.ReadRows(c.Pos().File, data)
	for _, row := range rows {
		for _, cell := range row.Cells {
			if row.Pos == c.Pos() && cell.Column == "anchor" {
				return cell.Pos
			}
		}
	}
	return c.Pos()
}
