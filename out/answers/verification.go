package answers

import (
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
		j := VerifiedClaim{ID: c.Claim.ID, Document: c.Claim.Document, Locator: c.Claim.Locator, Status: c.Status, FoundBy: c.By, AtLeast: c.AtLeast()}
		if c.Found() {
			j.Start, j.Length, j.Detail = &c.Start, &c.Length, c.Detail()
		}
		if show {
			j.Passage = c.Passage
		}
		record.Claims = append(record.Claims, j)
	}
	for _, doc := range r.Documents {
		record.Documents = append(record.Documents, VerifiedDocument{doc.Document.ID, doc.Status, doc.SHA256, doc.By, doc.Claims})
	}
	return record
}
