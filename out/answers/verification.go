package answers

import (
	"fmt"
	"io"
	"strings"

	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

// The records are the JSON form. The checker's own file names and, unless asked for, the words of documents stay out.

// Verification is the JSON of a report on passages and copies.
type Verification struct {
	Versioned
	Claims    []VerifiedClaim     `json:"claims"`
	Documents []VerifiedDocument  `json:"documents"`
	Verbatim  sources.Diagnostics `json:"verbatim,omitempty"`
}

// A VerifiedClaim says whether the passage of a claim stands where it stood.
type VerifiedClaim struct {
	ID       sources.ClaimID    `json:"id"`
	Document sources.DocumentID `json:"document,omitempty"`
	Locator  string             `json:"locator,omitempty"`
	Status   verify.Status      `json:"status"`
	Detail   string             `json:"detail,omitempty"`
	Start    *int               `json:"start,omitempty"`
	Length   *int               `json:"length,omitempty"`
	FoundBy  verify.Clue        `json:"found_by,omitzero"`
	AtLeast  float64            `json:"differs_at_least,omitzero"`
	Passage  string             `json:"passage,omitempty"`
}

// A VerifiedDocument says which copy of a document was read.
type VerifiedDocument struct {
	ID     sources.DocumentID `json:"id"`
	Status verify.CopyStatus  `json:"status"`
	SHA256 string             `json:"sha256,omitempty"`
	ReadAs string             `json:"read_as,omitempty"`
	Claims int                `json:"claims"`
}

// VerificationOf is what is to be encoded of a report; the passages themselves only if they are to be shown.
func VerificationOf(r verify.Report, show bool) Verification {
	record := Verification{versioned, []VerifiedClaim{}, []VerifiedDocument{}, r.Verbatim}
	for _, c := range r.Claims {
		j := VerifiedClaim{ID: c.Claim.ID, Document: c.Claim.Document, Locator: c.Claim.Locator, Status: c.Status,
			FoundBy: c.By, AtLeast: c.AtLeast()}
		if c.Found() {
			j.Start, j.Length, j.Detail = &c.Start, &c.Length, c.Detail()
		}
		if show {
			j.Passage = c.Passage
		}
		record.Claims = append(record.Claims, j)
	}
	for _, doc := range r.Documents {
		record.Documents = append(record.Documents, VerifiedDocument{doc.Document.ID, doc.Status, doc.SHA256, doc.By,
			doc.Claims})
	}
	return record
}

// VerifiedClaims is the table of passages.
func VerifiedClaims(r verify.Report) Table {
	t := Table{Header: []string{"CLAIM", "DOCUMENT", "WHERE", "RESULT"}}
	for _, c := range r.Claims {
		t.add(string(c.Claim.ID), string(c.Claim.Document), where(c.Claim), withDetail(c.Status.String(), c.Detail()))
	}
	return t
}

// VerifiedCopies is the table of documents that have a copy or a claim.
func VerifiedCopies(r verify.Report) Table {
	t := Table{Header: []string{"DOCUMENT", "CLAIMS", "COPY", "READ AS"}}
	for _, doc := range r.Documents {
		if Concerns(doc) {
			t.add(string(doc.Document.ID), fmt.Sprint(doc.Claims), doc.Status.String(), doc.By)
		}
	}
	return t
}

// WritePassages writes the passages that were found, which are text of the documents.
func WritePassages(w io.Writer, r verify.Report) error {
	for _, c := range r.Claims {
		if c.Found() {
			if _, err := fmt.Fprintf(w, "\n%s (%s):\n  %s\n", c.Claim.ID, c.Status, c.Passage); err != nil {
				return err
			}
		}
	}
	return nil
}

// Concerns tells whether a copy of the document is wanted: documents that others only rest on need none.
func Concerns(doc verify.DocumentResult) bool { return doc.Claims > 0 || doc.Document.Path != "" }

// CopyWarning says why there is no text, where the document's row stands; a sheet without a table of documents has no
// such row.
func CopyWarning(d *sources.Dossier, doc verify.DocumentResult) sources.Diagnostic {
	at := doc.Document.At("path")
	if at.File == "" {
		at.File = d.Name
	}
	return sources.Diagnostic{Pos: at, Severity: sources.Warning,
		Problem: fmt.Sprintf("document %q: %s", doc.Document.ID, doc.Note)}
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

// VerifySummary counts, in a line, what became of passages and copies.
func VerifySummary(d *sources.Dossier, r verify.Report) string {
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
