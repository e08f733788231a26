package graph

import (
	"slices"

	"relgraph/sources"
)

// A Telling is one link of a reporting tree: somebody who speaks, or a document, and those who have it from there.
type Telling struct {
	Speaker  sources.Speaker    // Text is always set
	Document sources.DocumentID // set if the link is a document
	Claims   []*sources.Claim   // that the document makes about the contact; only at documents
	Next     []*Telling         // in the order of the claims
	heard    sources.DocumentID // by whom an unnamed speaker was heard
}

// Tellings shows who told whom, from where the information begins down to the documents of the claims that support the
// contact. Claims that share their first links share them in the tree. Unnamed speakers are one only if the same document
// heard them under the same words.
func (c *Contact) Tellings() []*Telling {
	var roots []*Telling
	for _, cl := range c.Claims {
		if !cl.Stance.Supports() || cl.Document == "" {
			continue
		}
		level, at := &roots, (*Telling)(nil)
		for _, link := range c.links(cl) {
			at = graft(level, link)
			level = &at.Next
		}
		at.Claims = append(at.Claims, cl)
	}
	return roots
}

// links is the way that a claim's information went: its chain, before it what the chain's beginning rests on, at the end its
// document.
func (c *Contact) links(cl *sources.Claim) []*Telling {
	var links []*Telling
	if len(cl.AssertedBy) == 0 {
		links = c.ancestry(cl.Document, nil)
	}
	for i, sp := range cl.AssertedBy {
		if i == 0 && sp.Document != "" && sp.Document != cl.Document {
			links = c.ancestry(sp.Document, nil)
		}
		link := &Telling{Speaker: sp, Document: sp.Document}
		if sp.Anonymous {
			link.heard = hearers(c.dossier, cl)[0]
		}
		links = append(links, link)
	}
	if n := len(links); n == 0 || links[n-1].Document != cl.Document {
		links = append(links, &Telling{Speaker: sources.Speaker{Text: string(cl.Document), Document: cl.Document}, Document: cl.Document})
	}
	return links
}

// ancestry lists what a document rests on, the farthest first. Where it rests on several, the first is followed: the others are
// origins of their own, which the contact's Origins list.
func (c *Contact) ancestry(id sources.DocumentID, seen []sources.DocumentID) []*Telling {
	d := c.dossier.Document(id)
	if d == nil || len(d.DerivedFrom) == 0 || slices.Contains(seen, id) {
		return nil
	}
	from := d.DerivedFrom[0]
	link := &Telling{Speaker: sources.Speaker{Text: string(from), Document: from}, Document: from}
	return append(c.ancestry(from, append(seen, id)), link)
}

// graft returns the link of level that is the same as link, adding it if there is none.
func graft(level *[]*Telling, link *Telling) *Telling {
	for _, t := range *level {
		if t.Speaker == link.Speaker && t.heard == link.heard {
			return t
		}
	}
	*level = append(*level, link)
	return link
}
