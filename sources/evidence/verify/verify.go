// Package verify proves that each claim's passage still stands where it stood.
//
// The dossier holds no passage, only its anchor: a place, a length, a digest and the outermost words. A passage is
// proved by its digest and by nothing else; the words serve to find what became of a passage that is no more the
// same, and then only to show where to look. Dossier does the whole work. Each claim gets a Status, each document a
// CopyStatus.
package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"

	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/evidence/copies"
)

// A Status says what became of a claim's passage.
type Status uint8

const (
	Verified    Status = iota + 1 // the very passage stands at the very place
	Moved                         // the very passage stands, but elsewhere
	Changed                       // other words stand where its first or last words, or words like them, are found
	Gone                          // neither the passage nor anything like its ends is found
	NoCopy                        // there is no copy of the document to look in
	NotAnchored                   // the row does not say where its passage stands
)

// Statuses lists every status, the best first.
func Statuses() []Status { return []Status{Verified, Moved, Changed, Gone, NoCopy, NotAnchored} }

var statusWords = [...]string{"", "verified", "moved", "changed", "gone", "no copy", "not anchored"}

// String is the word for s.
func (s Status) String() string { return statusWords[s] }

// MarshalText makes s a word in JSON.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A CopyStatus says whether a document's copy is the one that was recorded.
type CopyStatus uint8

const (
	Recorded   CopyStatus = iota + 1 // its digest is the recorded one
	Other                            // its digest is another one
	Unrecorded                       // the row has no digest to compare with
	Missing                          // the row names no copy, or there is none of that name
	Unreadable                       // there is one, but no text could be read from it
)

var copyWords = [...]string{"", "recorded copy", "other copy", "no digest recorded", "no copy", "cannot be read"}

// String is the word for s.
func (s CopyStatus) String() string { return copyWords[s] }

// MarshalText makes s a word in JSON.
func (s CopyStatus) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Remark says of a passage what its status does not. The zero Remark says nothing.
type Remark uint8

const (
	NoDocument Remark = iota + 1 // the row names no document
	OtherWords                   // the words in the anchor are not those of the passage
	NoWords                      // the anchor holds no words to search by
)

var remarkWords = [...]string{"", "no document", "other words", "no words"}

// String is a word for r.
func (r Remark) String() string { return remarkWords[r] }

// A Report is the outcome of one run. Claims and documents come in the order of the dossier's rows.
type Report struct {
	Claims    []ClaimResult
	Documents []DocumentResult

	// Verbatim has a warning for each cell of the dossier that holds words of a copy in a row, as package verbatim
	// finds them, by place. Titles and addresses are not looked at.
	Verbatim sources.Diagnostics
}

// A ClaimResult says what became of the passage of one claim.
type ClaimResult struct {
	Claim   *sources.Claim
	Status  Status
	Start   int      // where the passage was found, in code points of the normalised text; only if Found
	Length  int      // of what was found
	By      Clue     // how a changed passage was found
	First   Likeness // of the words that a changed passage begins with to the anchor's; blank if the anchor has none
	Last    Likeness // likewise at its end
	Passage string   // what was found, normalised: text of the document, to be shown only when asked for
	Note    Remark   // what else there is to say
}

// A DocumentResult says what was found out about the copy of one document.
type DocumentResult struct {
	Document *sources.Document
	Status   CopyStatus
	SHA256   string // of the copy at hand, in hexadecimal
	By       string // how its text was read
	Note     string // why it is missing or cannot be read
	Claims   int    // how many claims stand on it
}

// Count is the number of claims of that status.
func (r Report) Count(s Status) int {
	n := 0
	for _, c := range r.Claims {
		if c.Status == s {
			n++
		}
	}
	return n
}

// AllVerified tells whether every claim's passage stands where it stood.
func (r Report) AllVerified() bool { return r.Count(Verified) == len(r.Claims) }

// Found tells whether there is a passage to show.
func (c ClaimResult) Found() bool {
	return c.Status == Verified || c.Status == Moved || c.Status == Changed
}

// Shift is by how many characters the passage stands further on than the anchor says; less than 0 is further up.
func (c ClaimResult) Shift() int { return c.Start - c.Claim.Detail().Anchor.Start }

// Longer is by how many characters the passage is longer than the anchor's; less than 0 is shorter.
func (c ClaimResult) Longer() int { return c.Length - c.Claim.Detail().Anchor.Length }

// Dossier looks for the passage of every claim of d in the copies, which are named by the documents' paths. It reads
// each copy once and keeps none. If progress is not nil, it is called with the number of claims done and of all,
// never by two at once. The only error is that of ctx; then the report is not complete.
func Dossier(ctx context.Context, d *sources.Dossier, copies fs.FS, progress func(done, all int)) (Report, error) {
	own := newOwnWords(d)
	r := Report{Claims: make([]ClaimResult, len(d.Claims)), Documents: make([]DocumentResult, len(d.Documents))}
	of := map[*sources.Document][]int{}
	for i := range d.Claims {
		r.Claims[i].Claim = &d.Claims[i]
		doc := d.Document(d.Claims[i].Document)
		of[doc] = append(of[doc], i)
	}
	for _, i := range of[nil] {
		r.Claims[i] = withoutCopy(&d.Claims[i], NoDocument)
	}
	var told sync.Mutex
	done := len(of[nil])
	tell := func(n int) {
		told.Lock()
		defer told.Unlock()
		done += n
		if progress != nil {
			progress(done, len(d.Claims))
		}
	}
	documents := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range documents {
				doc := &d.Documents[i]
				r.Documents[i] = inspect(doc, copies, r.Claims, of[doc], own)
				tell(len(of[doc]))
			}
		})
	}
	for i := range d.Documents {
		select {
		case documents <- i:
		case <-ctx.Done():
		}
	}
	close(documents)
	workers.Wait()
	r.Verbatim = own.warnings()
	return r, ctx.Err()
}

// inspect reads the copy of doc, fills in the results of the claims that stand on it, and looks for its words in the
// dossier.
func inspect(doc *sources.Document, folder fs.FS, results []ClaimResult, claims []int, own *ownWords) DocumentResult {
	res := DocumentResult{Document: doc, Claims: len(claims)}
	var text anchor.Text
	text, res.Status, res.Note = res.read(folder)
	if res.Status == Missing || res.Status == Unreadable {
		for _, i := range claims {
			results[i] = withoutCopy(results[i].Claim, 0)
		}
		return res
	}
	own.look(doc, text)
	f := newFinder(text)
	for _, i := range claims {
		results[i] = f.prove(results[i].Claim)
	}
	for _, i := range claims {
		if results[i].Status == Gone {
			f.trace(&results[i])
		}
	}
	return res
}

// read reads the copy and compares its digest.
func (res *DocumentResult) read(folder fs.FS) (text anchor.Text, s CopyStatus, note string) {
	doc := res.Document
	if doc.Path == "" {
		return text, Missing, `the row names no copy: want a file name in the column "path"`
	}
	c, err := copies.Read(folder, doc.Path)
	res.SHA256, res.By = c.SHA256, c.By
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return text, Missing, fmt.Sprintf("the folder has no file %q", doc.Path)
	case err != nil:
		return text, Unreadable, err.Error()
	case doc.SHA256 == "":
		s = Unrecorded
	case doc.SHA256 == c.SHA256:
		s = Recorded
	default:
		s = Other
	}
	return anchor.Normalise(c.All()), s, ""
}

func withoutCopy(c *sources.Claim, why Remark) ClaimResult {
	if c.Detail().Anchor.IsZero() {
		return ClaimResult{Claim: c, Status: NotAnchored}
	}
	return ClaimResult{Claim: c, Status: NoCopy, Note: why}
}
