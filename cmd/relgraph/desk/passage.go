package desk

import (
	"io/fs"

	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/evidence/copies"
	"relgraph/sources/evidence/verify"
)

// Passages finds the passages of claims in the checker's copies, and what stands around them.
type Passages struct {
	folder fs.FS
	found  map[sources.ClaimID]verify.ClaimResult
	notes  map[sources.DocumentID]string // why there is no copy
	texts  map[sources.DocumentID]string
}

// NewPassages returns the passages in a folder of copies, which a report tells of.
func NewPassages(folder fs.FS, r verify.Report) *Passages {
	p := &Passages{folder, map[sources.ClaimID]verify.ClaimResult{}, map[sources.DocumentID]string{},
		map[sources.DocumentID]string{}}
	for _, c := range r.Claims {
		p.found[c.Claim.ID] = c
	}
	for _, doc := range r.Documents {
		p.notes[doc.Document.ID] = doc.Note
	}
	return p
}

// text is the text of a document's copy.
func (p *Passages) text(doc *sources.Document) (string, error) {
	if text, ok := p.texts[doc.ID]; ok {
		return text, nil
	}
	c, err := copies.Read(p.folder, doc.Path)
	if err != nil {
		return "", err
	}
	p.texts[doc.ID] = c.All()
	return p.texts[doc.ID], nil
}

// An Excerpt is a passage and what stands around it, in the document's words; paragraphs end with a line end.
type Excerpt struct{ Before, Passage, After string }

// maxAround is how many characters before and behind a passage are shown where a document has no paragraphs.
const maxAround = 800

// Excerpt is the paragraph, or the paragraphs, that the claim's passage stands in, with that many more of them before
// and behind. It is zero if there is none to show.
func (p *Passages) Excerpt(doc *sources.Document, id sources.ClaimID, more int) (Excerpt, error) {
	res, ok := p.found[id]
	if !ok || !res.Found() || doc == nil {
		return Excerpt{}, nil
	}
	text, err := p.text(doc)
	if err != nil {
		return Excerpt{}, err
	}
	return NewText(text).Paragraphs(res.Start, res.Length, more), nil
}

// Place is where the claim's passage was found, in characters of the normalised text; a length of 0 if it was not.
func (p *Passages) Place(id sources.ClaimID) (start, length int) {
	if res := p.found[id]; res.Found() {
		return res.Start, res.Length
	}
	return 0, 0
}

// State says what became of the claim's passage and, if there is none to show, why.
func (p *Passages) State(c *sources.Claim) string {
	res := p.found[c.ID]
	says := answers.Proof(words.English(), res)
	if c.Locator != "" {
		says = c.Locator + ", " + says
	}
	switch res.Status {
	case verify.NoCopy:
		if note := p.notes[c.Document]; note != "" {
			says += ": " + note
		}
	case verify.NotAnchored:
		says += "; mark the passage with \"relgraph anchor\", or find it in the document yourself"
	}
	return says
}
