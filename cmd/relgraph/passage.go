package main

import (
	"io/fs"

	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/copies"
	"relgraph/sources/verify"
)

// A reader finds the passages of claims in the checker's copies, and what stands around them.
type reader struct {
	folder fs.FS
	found  map[sources.ClaimID]verify.ClaimResult
	notes  map[sources.DocumentID]string // why there is no copy
	texts  map[sources.DocumentID]string
}

func newReader(folder fs.FS, r verify.Report) *reader {
	found := map[sources.ClaimID]verify.ClaimResult{}
	for _, c := range r.Claims {
		found[c.Claim.ID] = c
	}
	notes := map[sources.DocumentID]string{}
	for _, doc := range r.Documents {
		notes[doc.Document.ID] = doc.Note
	}
	return &reader{folder, found, notes, map[sources.DocumentID]string{}}
}

// text is the text of a document's copy.
func (r *reader) text(doc *sources.Document) (string, error) {
	if text, ok := r.texts[doc.ID]; ok {
		return text, nil
	}
	c, err := copies.Read(r.folder, doc.Path)
	if err != nil {
		return "", err
	}
	r.texts[doc.ID] = c.Text
	return c.Text, nil
}

// maxAround is how many characters before and behind a passage are shown where a document has no paragraphs.
const maxAround = 800

// excerpt is the paragraph, or the paragraphs, that the claim's passage stands in, with more of them before and behind it, and
// the passage marked. It is "" if there is none to show.
func (r *reader) excerpt(doc *sources.Document, id sources.ClaimID, more int) (string, error) {
	res, ok := r.found[id]
	if !ok || !res.Found() || doc == nil {
		return "", nil
	}
	text, err := r.text(doc)
	if err != nil {
		return "", err
	}
	return markedIn(text, res.Start, res.Length, more), nil
}

// markedIn returns the paragraphs of text that hold the passage, each in a line, with the passage marked.
func markedIn(text string, start, length, more int) string {
	var parts []anchor.Text
	for _, p := range paragraphs(text) {
		parts = append(parts, anchor.Normalise(p))
	}
	first, last, at := -1, -1, 0
	var begins []int
	for i, p := range parts {
		begins = append(begins, at)
		if first < 0 && at+p.Len() > start {
			first = i
		}
		if at < start+length {
			last = i
		}
		at += p.Len() + 1
	}
	if first < 0 {
		return ""
	}
	first, last = max(0, first-more), min(len(parts)-1, last+more)
	var joined []rune
	for i := first; i <= last; i++ {
		if i > first {
			joined = append(joined, '\n') // for the blank that the normalised text has there
		}
		joined = append(joined, []rune(parts[i].String())...)
	}
	begin := start - begins[first]
	end := min(begin+length, len(joined))
	before, passage, behind := joined[:begin], joined[begin:end], joined[end:]
	around := maxAround * (more + 1)
	cutBefore, cutBehind := "", ""
	if len(before) > around {
		before, cutBefore = before[len(before)-around:], "… "
	}
	if len(behind) > around {
		behind, cutBehind = behind[:around], " …"
	}
	return cutBefore + readable(string(before)) + string(passageStart) + readable(string(passage)) + string(passageEnd) + readable(string(behind)) + cutBehind
}

// state says what became of the passage and, if there is none to show, why.
func (r *reader) state(c *sources.Claim) string {
	res := r.found[c.ID]
	says := withDetail(res.Status.String(), res.Detail())
	if c.Locator != "" {
		says = c.Locator + ", " + says
	}
	switch res.Status {
	case verify.NoCopy:
		if note := r.notes[c.Document]; note != "" {
			says += ": " + note
		}
	case verify.NotAnchored:
		says += "; mark the passage with \"relgraph anchor\", or find it in the document yourself"
	}
	return says
}
