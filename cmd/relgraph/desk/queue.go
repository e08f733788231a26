package desk

import (
	"fmt"

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
func Queue(d *sources.Dossier, f Filter, due func(*sources.Claim) bool) ([]sources.ClaimID, error) {
	if f.Claim != "" {
		if _, err := ClaimOf(d, f.Claim); err != nil {
			return nil, err
		}
		return []sources.ClaimID{f.Claim}, nil
	}
	if f.Document != "" && d.Document(f.Document) == nil {
		return nil, fmt.Errorf("there is no document %q in %s: see \"relgraph list documents\" for the ids", f.Document,
			d.Name)
	}
	kind, near := d.Names().Kind(f.Kind)
	switch {
	case f.Kind == "" || kind != nil:
	default:
		return nil, fmt.Errorf("there is no claim of the kind %q in %s: %s", f.Kind, d.Name,
			sources.DidYouMean(string(near), `see "relgraph list claims" for the kinds`))
	}
	var ids []sources.ClaimID
	for i := range d.Claims {
		c := &d.Claims[i]
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
	return nil, fmt.Errorf("there is no claim %q in %s: %s", id, d.Name, want)
}

// Unchecked tells whether a row has still to be compared with its passage: it was neither checked nor doubted as it
// is now.
func Unchecked(c *sources.Claim) bool {
	return c.Checking() != sources.Checked && (c.Detail().Doubt == "" || c.Detail().CheckedRow != c.RowDigest())
}

// AtHand tells whether the very passage is there to be read. Other words in its place are not what the row was made
// from.
func (p *Passages) AtHand(c *sources.Claim) bool {
	status := p.found[c.ID].Status
	return status == verify.Verified || status == verify.Moved
}
