package graph

import (
	"slices"

	"relgraph/sources"
)

// A Reporting is who told whom: the sources that claims come from, from where the information begins down to the
// documents that were read, and who had it from whom.
type Reporting struct {
	Sources []*Source // in the order of the claims
	Relays  []*Relay  // likewise
}

// A Source is somebody who speaks, or a document.
type Source struct {
	Speaker  sources.Speaker    // Text is always set
	Document sources.DocumentID // set if the source is a document
	Heard    sources.DocumentID // of an unnamed speaker, by whom: the same words in another document may mean somebody else
	Claims   []*sources.Claim   // that are read in the document; none for other sources
	First    bool               // nobody is known to have told it before
}

// A Relay is what one source passed on to another.
type Relay struct {
	From, To *Source
	Claims   []*sources.Claim // that came this way, each once
}

// ReportingOf joins the ways in which the claims of contacts came about, those that deny or refuse to comment included.
// Unnamed speakers are one source only if the same document heard them under the same words.
func ReportingOf(contacts []*Contact) *Reporting {
	r := &Reporting{}
	seen := map[*sources.Claim]bool{} // a claim among three stands on three contacts
	for _, c := range contacts {
		for _, cl := range c.Claims {
			if cl.Document != "" && !seen[cl] {
				seen[cl] = true
				for _, way := range (ancestry{c.rows()}).ways(cl) {
					r.add(cl, way)
				}
			}
		}
	}
	for _, v := range r.Sources {
		v.First = !slices.ContainsFunc(r.Relays, func(t *Relay) bool { return t.To == v })
	}
	return r
}

func (r *Reporting) add(cl *sources.Claim, links []*Telling) {
	var before *Source
	for _, link := range links {
		v := r.source(link)
		if before != nil && before != v {
			t := r.relay(before, v)
			t.Claims = once(t.Claims, cl)
		}
		before = v
	}
	before.Claims = once(before.Claims, cl)
}

func (r *Reporting) source(link *Telling) *Source {
	for _, v := range r.Sources {
		same := v.Speaker == link.Speaker && v.Heard == link.heard
		if same || v.Document != "" && v.Document == link.Document {
			return v
		}
	}
	v := &Source{Speaker: link.Speaker, Document: link.Document, Heard: link.heard}
	r.Sources = append(r.Sources, v)
	return v
}

func (r *Reporting) relay(from, to *Source) *Relay {
	for _, t := range r.Relays {
		if t.From == from && t.To == to {
			return t
		}
	}
	t := &Relay{From: from, To: to}
	r.Relays = append(r.Relays, t)
	return t
}

// once adds a claim to a list that does not end in it.
func once(list []*sources.Claim, cl *sources.Claim) []*sources.Claim {
	if n := len(list); n > 0 && list[n-1] == cl {
		return list
	}
	return append(list, cl)
}
