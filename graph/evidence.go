package graph

import (
	"slices"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// Evidence is a contact that is asked what it rests on: documents, who told whom, what its parties say of it, and how
// sure the rows are. It is what [Contact.Evidence] returns.
type Evidence Contact

// Documents lists the documents of the claims, each once, in the order of the claims.
func (c *Evidence) Documents() []sources.DocumentID {
	if len(c.Claims) == 1 && c.Claims[0].Document != "" {
		return []sources.DocumentID{c.Claims[0].Document}
	}
	return collect(c.Claims, func(cl *sources.Claim) []sources.DocumentID { return []sources.DocumentID{cl.Document} })
}

// Checked is the latest day on which one of the rows was checked, the zero Date if none was; n of them were. A row
// that was changed since, or that somebody doubts, does not count.
func (c *Evidence) Checked() (last edtf.Date, n int) {
	for _, cl := range c.Claims {
		switch cl.Checking() {
		case sources.Outdated, sources.Doubted:
			continue
		case sources.Unchecked:
			if cl.Detail().CheckedOn.IsZero() {
				continue
			}
		}
		n++
		if last.IsZero() || edtf.Compare(last, cl.Detail().CheckedOn) < 0 {
			last = cl.Detail().CheckedOn
		}
	}
	return last, n
}

// Hedges lists the hedging words of supporting claims, each once.
func (c *Evidence) Hedges() []string {
	if len(c.Claims) == 1 && c.Claims[0].Detail().Hedge == "" {
		return nil
	}
	return collect(supportingOf((*Contact)(c)), func(cl *sources.Claim) []string { return []string{cl.Detail().Hedge} })
}

// Count returns how many claims have the stance.
func (c *Evidence) Count(s sources.Stance) int {
	n := 0
	for _, cl := range c.Claims {
		if cl.Stance == s {
			n++
		}
	}
	return n
}

// Supporting returns how many claims say that the contact took place, without those that were taken back.
func (c *Evidence) Supporting() int {
	takenBack := c.TakenBack()
	n := 0
	for _, cl := range c.Claims {
		if cl.Stance.Supports() && !takenBack(cl) {
			n++
		}
	}
	return n
}

// Doubted tells whether a checker doubts one of the rows. What is in doubt does not strengthen the contact.
func (c *Evidence) Doubted() bool {
	return slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return cl.Detail().Doubt != "" })
}

// leading lists the claims that name the parties, one that tells which way the contact went first.
func (c *Evidence) leading() []*sources.Claim {
	claims := tellingOf((*Contact)(c))
	if len(claims) == 0 {
		claims = c.Claims
	}
	if i := slices.IndexFunc(claims, func(cl *sources.Claim) bool { return cl.Directed }); c.Directed && i > 0 {
		claims = slices.Concat(claims[i:i+1], claims[:i], claims[i+1:])
	}
	return claims
}
