package graph

import "relgraph/sources"

// A Telling is one link of a reporting tree: somebody who speaks, or a document, and those who have it from there.
type Telling struct {
	Speaker  sources.Speaker    // Text is always set
	Document sources.DocumentID // set if the link is a document
	Claims   []*sources.Claim   // that the document makes about the contact; only at documents
	Next     []*Telling         // in the order of the claims
	heard    sources.DocumentID // by whom an unnamed speaker was heard
}

// Tellings shows who told whom, from where the information begins down to the documents of the claims that support the
// contact and were not taken back. Claims that share their first links share them in the tree; a document that rests on
// several stands below each of them. Unnamed speakers are one only if the same document heard them under the same
// words.
func (c *Evidence) Tellings() []*Telling {
	var roots []*Telling
	takenBack := c.TakenBack()
	from := ancestry{(*Contact)(c).rows()}
	for _, cl := range c.Claims {
		if !cl.Stance.Supports() || cl.Document == "" || takenBack(cl) {
			continue
		}
		for _, way := range from.ways(cl) {
			level, at := &roots, (*Telling)(nil)
			for _, link := range way {
				at = graft(level, link)
				level = &at.Next
			}
			at.Claims = append(at.Claims, cl)
		}
	}
	return roots
}

// An ancestry finds what documents rest on.
type ancestry struct{ *sources.Dossier }

// ways are those that a claim's information may have gone: its chain, before it what the chain's beginning rests on,
// at the end its document.
func (a ancestry) ways(cl *sources.Claim) [][]*Telling {
	var chain []*Telling
	begin := cl.Document // whose sources come before the chain
	for i, sp := range cl.Detail().AssertedBy {
		if i == 0 {
			begin = sp.Document
		}
		link := &Telling{Speaker: sp, Document: sp.Document}
		if sp.Anonymous {
			link.heard = hearers(a.Dossier, cl)[0]
		}
		chain = append(chain, link)
	}
	if n := len(chain); n == 0 || chain[n-1].Document != cl.Document {
		chain = append(chain, document(cl.Document))
	}
	if len(cl.Detail().AssertedBy) > 0 && begin == cl.Document { // it says that it speaks for itself
		return [][]*Telling{chain}
	}
	var ways [][]*Telling
	for _, before := range a.before(begin, map[sources.DocumentID]bool{}) {
		way := before
		for _, link := range chain { // each way has links of its own, since each has other ones below it
			own := *link
			way = append(way, &own)
		}
		ways = append(ways, way)
	}
	return ways
}

func document(id sources.DocumentID) *Telling {
	return &Telling{Speaker: sources.Speaker{Text: string(id), Document: id}, Document: id}
}

// waysShown is how many ways from a document to where its information begins are followed. Where more documents rest
// on more others, nobody can follow them.
const waysShown = 32

// before lists the ways from what a document rests on, the farthest first; one without links if it rests on
// nothing. Below are the documents that the way has come through, to which it does not return.
func (a ancestry) before(id sources.DocumentID, below map[sources.DocumentID]bool) [][]*Telling {
	d := a.Document(id)
	if d == nil || len(d.DerivedFrom) == 0 || below[id] {
		return [][]*Telling{nil}
	}
	below[id] = true
	defer delete(below, id)
	var ways [][]*Telling
	for _, from := range d.DerivedFrom {
		if len(ways) == waysShown { // asked before the next is followed: the ways double with each level of documents
			break
		}
		for _, way := range a.before(from, below) {
			if len(ways) < waysShown {
				ways = append(ways, append(way, document(from)))
			}
		}
	}
	return ways
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
