package desk

import (
	"fmt"
	"slices"

	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

// A Filter chooses claims. What is blank chooses nothing.
type Filter struct {
	All      bool // those too that are done already
	Claim    sources.ClaimID
	Document sources.DocumentID
	Kind     string
}

// Queue lists the claims to ask about: those that the filter chooses, and that are due.
func (k *Desk) Queue(f Filter, due func(*sources.Claim) bool) ([]sources.ClaimID, error) {
	if f.Claim != "" {
		if _, err := ClaimOf(k.dossier, f.Claim); err != nil {
			return nil, err
		}
		return []sources.ClaimID{f.Claim}, nil
	}
	if f.Document != "" && k.dossier.Document(f.Document) == nil {
		return nil, fmt.Errorf("no document %q in %s: see \"relgraph list documents\" for the ids", f.Document,
			k.dossier.Name)
	}
	kind, near := k.dossier.KindCalled(f.Kind)
	switch {
	case f.Kind == "" || kind != nil:
	default:
		return nil, fmt.Errorf("no claim of the kind %q in %s: %s", f.Kind, k.dossier.Name,
			sources.DidYouMean(string(near), `see "relgraph list claims" for the kinds`))
	}
	var ids []sources.ClaimID
	for i := range k.dossier.Claims {
		c := &k.dossier.Claims[i]
		if (f.Document == "" || c.Document == f.Document) && (f.Kind == "" || c.Kind == kind.ID) && (f.All || due(c)) {
			ids = append(ids, c.ID)
		}
	}
	return ids, nil
}

// ClaimOf returns the claim of that id. The error names the one that was probably meant.
func ClaimOf(d *sources.Dossier, id sources.ClaimID) (*sources.Claim, error) {
	if c := d.Claim(id); c != nil {
		return c, nil
	}
	var ids []string
	for _, c := range d.Claims {
		ids = append(ids, string(c.ID))
	}
	want := sources.DidYouMean(sources.Nearest(string(id), ids), `see "relgraph list claims" for the ids`)
	return nil, fmt.Errorf("no claim %q in %s: %s", id, d.Name, want)
}

// Unchecked tells whether a row has still to be compared with its passage: it was neither checked nor doubted as it
// is now.
func Unchecked(c *sources.Claim) bool {
	return c.Checking() != sources.Checked && (c.Doubt == "" || c.CheckedRow != c.RowDigest())
}

// Uncoded tells whether somebody has still to code the claim's passage: it is at hand, and they neither coded it nor
// checked the row, and so saw it.
func (k *Desk) Uncoded(c *sources.Claim, coder string, p *Passages) bool {
	coded := slices.ContainsFunc(k.dossier.Codings,
		func(co sources.Coding) bool { return co.Claim == c.ID && co.Coder == coder })
	return !coded && p.AtHand(c) && c.CheckedBy != coder
}

// Seen tells whether somebody has checked a row of the document, and so seen it.
func (k *Desk) Seen(id sources.DocumentID, coder string) bool {
	return slices.ContainsFunc(k.dossier.Claims,
		func(c sources.Claim) bool { return c.Document == id && c.CheckedBy == coder })
}

// Ended tells whether somebody has gone through the document to its end.
func (k *Desk) Ended(id sources.DocumentID, coder string) bool {
	return slices.ContainsFunc(k.dossier.Codings,
		func(c sources.Coding) bool { return c.Document == id && c.Coder == coder && c.Ends() })
}

// AtHand tells whether the very passage is there to be read. Other words in its place are not what the row was made
// from.
func (p *Passages) AtHand(c *sources.Claim) bool {
	status := p.found[c.ID].Status
	return status == verify.Verified || status == verify.Moved
}
