package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

func newVerify() *cobra.Command {
	var flags dossierFlags
	var folder string
	var asJSON, show bool
	cmd := &cobra.Command{
		Use:   "verify [DOSSIER] --documents DIR",
		Short: "Prove that each claim's passage still stands where it stood",
		Long: `verify looks for the passage of each claim in your own copies of the documents, by the claim's
anchor, and says of each:

  verified      the very passage stands at the very place
  moved         the very passage stands, but elsewhere
  changed       other words stand where its first or last words, or words like them, are found
  gone          neither the passage nor anything like its ends is found
  no copy       there is no copy of the document to look in
  not anchored  the row does not say where its passage stands

DIR holds the copies under the names that documents.csv has in its column path: .txt, .md, .html,
.docx, and .pdf where poppler's pdftotext is installed. They are only read, and nothing is fetched
from the network. Of each copy it says whether its digest is the one in the column sha256.

It warns of cells that hold nine or more words in a row of a document: a dossier is passed on, and
must not carry texts that belong to somebody else.

The exit code is 0 only if every claim is verified, otherwise 1.`,
		Example: `  relgraph verify my-dossier --documents my-dossier/copies
  relgraph verify my-dossier --documents copies --show
  relgraph verify my-dossier --documents copies --json > verified.json`,
		Args: wants(0, 1, "one dossier", "relgraph verify my-dossier --documents copies"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if folder == "" {
				return misusef("no folder of documents: want --documents DIR, the folder with your copies")
			}
			root, err := openCopies(folder)
			if err != nil {
				return err
			}
			defer root.Close()
			d, err := flags.load(cmd, optional(args, 0))
			if err != nil {
				return err
			}
			r, err := verifyClaims(cmd, d, root.FS())
			if err != nil {
				return err
			}
			if asJSON {
				err = writeJSON(cmd.OutOrStdout(), answers.VerificationOf(r, show))
			} else {
				err = writeVerified(cmd.OutOrStdout(), r, show)
			}
			if err != nil {
				return err
			}
			for _, doc := range r.Documents {
				if doc.Note != "" && concerns(doc) {
					fmt.Fprintln(cmd.ErrOrStderr(), copyWarning(d, doc))
				}
			}
			for _, w := range r.Verbatim {
				fmt.Fprintln(cmd.ErrOrStderr(), w)
			}
			fmt.Fprintln(cmd.ErrOrStderr(), verifySummary(d, r))
			if !r.AllVerified() {
				return errReported
			}
			return nil
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&folder, "documents", "", "folder with your copies of the documents")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that was found out, as JSON")
	cmd.Flags().BoolVar(&show, "show", false, "print the passages found, which are text of the documents")
	if err := cmd.MarkFlagDirname("documents"); err != nil {
		panic(err)
	}
	return cmd
}

// openCopies opens the folder of the checker's copies, which nothing that is read from it can leave.
func openCopies(folder string) (*os.Root, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("folder of documents %q: %w", folder, files.WithoutPath(err))
	}
	return root, nil
}

// verifyClaims looks for every passage. If that takes long and a person looks on, it says how far it has come.
func verifyClaims(cmd *cobra.Command, d *sources.Dossier, copies fs.FS) (verify.Report, error) {
	p := progress{w: cmd.ErrOrStderr()}
	defer p.end()
	if !terminal.IsTerminal(p.w) {
		return verify.Dossier(cmd.Context(), d, copies, nil)
	}
	return verify.Dossier(cmd.Context(), d, copies, p.tell)
}

// A progress is one line that counts on a terminal.
type progress struct {
	w           io.Writer
	began, told time.Time
}

const (
	progressAfter = time.Second // what is done sooner needs no line
	progressEvery = 100 * time.Millisecond
)

func (p *progress) tell(done, all int) {
	now := time.Now()
	if p.began.IsZero() {
		p.began = now
	}
	if now.Sub(p.began) < progressAfter || now.Sub(p.told) < progressEvery {
		return
	}
	p.told = now
	fmt.Fprintf(terminal.Raw(p.w), "\r%d of %d claims", done, all)
}

// end wipes the line away.
func (p *progress) end() {
	if !p.told.IsZero() {
		fmt.Fprint(terminal.Raw(p.w), "\r"+strings.Repeat(" ", 40)+"\r")
	}
}

// writeVerified writes the claims, then the documents that have a copy or a claim.
func writeVerified(w io.Writer, r verify.Report, show bool) error {
	claims := terminal.Table{Header: []string{"CLAIM", "DOCUMENT", "WHERE", "RESULT"}}
	for _, c := range r.Claims {
		claims.Add(string(c.Claim.ID), string(c.Claim.Document), where(c.Claim), withDetail(c.Status.String(), c.Detail()))
	}
	if err := claims.Write(w); err != nil {
		return err
	}
	documents := terminal.Table{Header: []string{"DOCUMENT", "CLAIMS", "COPY", "READ AS"}}
	for _, doc := range r.Documents {
		if concerns(doc) {
			documents.Add(string(doc.Document.ID), fmt.Sprint(doc.Claims), doc.Status.String(), doc.By)
		}
	}
	fmt.Fprintln(w)
	if err := documents.Write(w); err != nil || !show {
		return err
	}
	for _, c := range r.Claims {
		if c.Found() {
			if _, err := fmt.Fprintf(w, "\n%s (%s):\n  %s\n", c.Claim.ID, c.Status, c.Passage); err != nil {
				return err
			}
		}
	}
	return nil
}

// concerns tells whether a copy of the document is wanted: documents that others only rest on need none.
func concerns(doc verify.DocumentResult) bool { return doc.Claims > 0 || doc.Document.Path != "" }

// copyWarning says why there is no text, where the document's row stands; a sheet without a table of documents has no
// such row.
func copyWarning(d *sources.Dossier, doc verify.DocumentResult) sources.Diagnostic {
	at := doc.Document.At("path")
	if at.File == "" {
		at.File = d.Name
	}
	return sources.Diagnostic{Pos: at, Severity: sources.Warning, Problem: fmt.Sprintf("document %q: %s", doc.Document.ID, doc.Note)}
}

func withDetail(status, detail string) string {
	if detail == "" {
		return status
	}
	return status + ": " + detail
}

// where says where a reader finds the passage, or else where a program does.
func where(c *sources.Claim) string {
	switch {
	case c.Locator != "":
		return c.Locator
	case !c.Anchor.IsZero():
		return fmt.Sprintf("character %d", c.Anchor.Start)
	}
	return ""
}

func verifySummary(d *sources.Dossier, r verify.Report) string {
	parts := []string{}
	for _, s := range verify.Statuses() {
		if n := r.Count(s); n > 0 && s != verify.Verified {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	text := fmt.Sprintf("%s: %d of %s verified", d.Name, r.Count(verify.Verified), words.Plural(len(r.Claims), "claim"))
	if len(parts) > 0 {
		text += "; " + strings.Join(parts, ", ")
	}
	recorded, read := 0, 0
	for _, doc := range r.Documents {
		switch doc.Status {
		case verify.Recorded:
			recorded++
			read++
		case verify.Other, verify.Unrecorded, verify.Unreadable:
			read++
		}
	}
	switch read {
	case 0:
		return text + "; no copies found"
	case 1:
		return text + fmt.Sprintf("; %d of 1 copy as recorded", recorded)
	}
	return text + fmt.Sprintf("; %d of %d copies as recorded", recorded, read)
}
