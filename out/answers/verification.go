package answers

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strconv"
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
			j.Start, j.Length, j.Detail = &c.Start, &c.Length, proofDetail(words.English(), c)
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
func VerifiedClaims(r verify.Report, v words.Voice) Table {
	t := newTable(v, "claim", "document", "where", "result")
	for _, c := range r.Claims {
		t.add(string(c.Claim.ID), string(c.Claim.Document), where(c.Claim, v), Proof(v, c))
	}
	return t
}

// VerifiedCopies is the table of documents that have a copy or a claim.
func VerifiedCopies(r verify.Report, v words.Voice) Table {
	t := newTable(v, "document", "claims", "copy", "read-as")
	for _, doc := range r.Documents {
		if Concerns(doc) {
			t.add(string(doc.Document.ID), strconv.Itoa(doc.Claims), v.Say("verify.copy", "is", key(doc.Status)), doc.By)
		}
	}
	return t
}

// WritePassages writes the passages that were found, which are text of the documents.
func WritePassages(w io.Writer, r verify.Report, v words.Voice) error {
	for _, c := range r.Claims {
		if !c.Found() {
			continue
		}
		head := v.Say("verify.passage", "claim", string(c.Claim.ID), "result", v.Say("verify.status", "is", key(c.Status)))
		if _, err := fmt.Fprintf(w, "\n%s\n  %s\n", head, c.Passage); err != nil {
			return err
		}
	}
	return nil
}

// key is the word by which texts choose one of a closed list.
func key(word fmt.Stringer) string { return strings.ReplaceAll(word.String(), " ", "-") }

// Proof says what became of a passage, and what else is known of it: "moved: 15 characters further up". It never holds
// words of the document.
func Proof(v words.Voice, c verify.ClaimResult) string {
	status := v.Say("verify.status", "is", key(c.Status))
	if detail := proofDetail(v, c); detail != "" {
		return v.Say("verify.result", "status", status, "detail", detail)
	}
	return status
}

// proofDetail says what the status does not: where the passage stands now, or by what a changed one was found and how
// its length differs. It is "" where there is nothing to add.
func proofDetail(v words.Voice, c verify.ClaimResult) string {
	var facts []string
	if c.Status == verify.Changed {
		facts = append(facts, v.Say("verify.found-by", "what", key(c.By)))
		if c.By == verify.ByBothEnds {
			facts = append(facts, lengthOf(v, c))
		}
		facts = append(facts, apart(v, "first", c.First), apart(v, "last", c.Last))
	}
	switch n := c.Further(); {
	case n > 0:
		facts = append(facts, v.Say("verify.further-down", "n", n))
	case n < 0:
		facts = append(facts, v.Say("verify.further-up", "n", -n))
	}
	if c.Note != 0 {
		facts = append(facts, v.Say("verify.remark", "what", key(c.Note)))
	}
	return v.Facts(facts...)
}

// lengthOf says how the length of a changed passage differs.
func lengthOf(v words.Voice, c verify.ClaimResult) string {
	percent := int(math.Ceil(100 * c.AtLeast())) // rounded up, so that a change is never said to be none
	switch n := c.Longer(); {
	case n > 0:
		return v.Say("verify.longer", "n", n, "percent", percent)
	case n < 0:
		return v.Say("verify.shorter", "n", -n, "percent", percent)
	}
	return v.Say("verify.same-length")
}

// apart says how far an end is from the anchor's, unless it is the same.
func apart(v words.Voice, which string, l verify.Likeness) string {
	if l.Apart == 0 {
		return ""
	}
	return v.Say("verify.apart", "which", which, "n", l.Apart, "of", l.Of)
}

// Concerns tells whether a copy of the document is wanted: documents that others only rest on need none.
func Concerns(doc verify.DocumentResult) bool {
	return doc.Claims > 0 || doc.Document != nil && doc.Document.Path != ""
}

// CopyWarning says why there is no text, where the document's row stands; a sheet without a table of documents has no
// such row.
func CopyWarning(d *sources.Dossier, doc verify.DocumentResult) sources.Diagnostic {
	document := cmp.Or(doc.Document, &sources.Document{})
	at := document.At("path")
	if at.File == "" {
		at.File = d.Name
	}
	return sources.Diagnostic{Pos: at, Severity: sources.Warning,
		Problem: fmt.Sprintf("document %q: %s", document.ID, doc.Note)}
}

// where says where a reader finds the passage, or else where a program does.
func where(c *sources.Claim, v words.Voice) string {
	switch {
	case c.Locator != "":
		return c.Locator
	case !c.Detail().Anchor.IsZero():
		return v.Say("verify.character", "n", c.Detail().Anchor.Start)
	}
	return ""
}

// VerifySummary counts, in a line, what became of passages and copies.
func VerifySummary(d *sources.Dossier, r verify.Report, v words.Voice) string {
	var others []string
	for _, s := range verify.Statuses() {
		if n := r.Count(s); n > 0 && s != verify.Verified {
			others = append(others, v.Say("verify.counted", "n", n, "is", key(s)))
		}
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
	copies := v.Say("verify.no-copies")
	if read > 0 {
		copies = v.Say("verify.copies", "n", recorded, "all", read)
	}
	return v.Semicolons(
		v.Say("verify.summary", "dossier", d.Name, "n", r.Count(verify.Verified), "claims", len(r.Claims)),
		v.Facts(others...), copies)
}
