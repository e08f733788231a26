package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A subject is what two claims of one document would both be about: the contact of two actors.
type subject struct {
	document DocumentID
	contact  ContactID
	kind     KindID // of a claim that names no contact
	a, b     ActorID
}

// An account is a claim that is asked what it is about and whose voice it has.
type account Claim

// subjects lists what the claim would be about if it stood in the given document.
func (a *account) subjects(in DocumentID) []subject {
	c := (*Claim)(a)
	var all []subject
	for _, p := range c.Pairs() {
		m := subject{in, c.Detail().Contact, c.Kind, min(p[0], p[1]), max(p[0], p[1])}
		if c.Detail().Contact != "" {
			m.kind = ""
		}
		all = append(all, m)
	}
	return all
}

// checkEchoes finds claims that are counted as saying something anew although their document has it from another one in
// the list: a confirmation that only comes back from what it confirms, and a second origin that is the first one
// retold.
//
// In the chain X of a claim in document B, which rests on document A, X may have spoken to B itself, or to A. Only
// the coder can know; the chains X > B and X > A say which, and are not asked about.
func checkEchoes(c checker) {
	if !anyRests(c) {
		return
	}
	told := map[subject][]*Claim{}
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Stance.Supports() && cl.Document != "" {
			for _, m := range (*account)(cl).subjects(cl.Document) {
				told[m] = append(told[m], cl)
			}
		}
	}
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Stance.Supports() && cl.Document != "" {
			c.echo(cl, told)
		}
	}
}

// anyRests tells whether any document rests on another one, by the tables or by a chain.
func anyRests(c checker) bool {
	for i := range c.Documents {
		if len(c.Documents[i].DerivedFrom) > 0 {
			return true
		}
	}
	for i := range c.Claims {
		for _, sp := range c.Claims[i].Detail().AssertedBy {
			if sp.Document != "" {
				return true
			}
		}
	}
	return false
}

// echo looks among the claims told in the documents that cl rests on for one that cl seems to be counted beside.
func (c checker) echo(cl *Claim, told map[subject][]*Claim) {
	from, explicit := c.restsOn(cl)
	var earlier *Claim
	for _, id := range from {
		for _, m := range (*account)(cl).subjects(id) {
			for _, other := range told[m] {
				if (*account)(other).voice() == (*account)(cl).voice() {
					return // told there already, by the same voice: one origin
				}
				earlier = cmp.Or(earlier, other)
			}
		}
	}
	if earlier == nil {
		return
	}
	at, voice := cl.At("asserted_by"), (*account)(cl).voice()
	named := voice != "" && !cl.Detail().AssertedBy[0].Anonymous
	switch {
	case named && !explicit:
		c.ds.Warnf(at, fmt.Sprintf("want %q next in the chain if the speaker spoke to that document itself, or %q "+
			"if to that one", cl.Document, earlier.Document),
			"claim %q %s what it rests on: %q rests on %q, whose claim %q says the same, and the chain leaves open "+
				"to whom %q spoke",
			cl.ID, (*account)(cl).seems(), cl.Document, earlier.Document, earlier.ID, cl.Detail().AssertedBy[0].Text)
	case voice == "" && (*account)(earlier).voice() != "" && !earlier.Detail().AssertedBy[0].Anonymous:
		chain := earlier.Detail().AssertedBy.String()
		if last := earlier.Detail().AssertedBy[len(earlier.Detail().AssertedBy)-1]; last.Document != earlier.Document {
			chain += " > " + string(earlier.Document)
		}
		c.ds.Warnf(at, fmt.Sprintf("want the chain to begin as that claim's does: %q", chain),
			"claim %q seems a second origin of what it rests on: %q rests on %q, whose claim %q has it from %q",
			cl.ID, cl.Document, earlier.Document, earlier.ID, earlier.Detail().AssertedBy[0].Text)
	}
}

func (a *account) seems() string {
	if a.Stance == Confirms {
		return "confirms"
	}
	return "seems a second origin of"
}

// voice is who the chain begins with, as far as that is an origin of its own: "" for a document, or for an empty
// chain, which is the document's own voice.
func (a *account) voice() string {
	chain := (*Claim)(a).Detail().AssertedBy
	if len(chain) == 0 || chain[0].Document != "" {
		return ""
	}
	return strings.ToLower(chain[0].Text)
}

// restsOn lists the documents that the claim's information came through before its own, and those that they rest on,
// each once; explicit tells whether the chain itself names a document, so that it is known to whom its first speaker
// spoke.
func (c checker) restsOn(cl *Claim) (documents []DocumentID, explicit bool) {
	for _, sp := range cl.Detail().AssertedBy {
		if sp.Document == "" {
			continue
		}
		explicit = true
		if sp.Document != cl.Document {
			documents = append(documents, sp.Document)
		}
	}
	if !explicit {
		if d := c.DocumentOf(cl); d != nil {
			documents = slices.Clone(d.DerivedFrom)
		}
	}
	seen := map[DocumentID]bool{cl.Document: true}
	var all []DocumentID
	for len(documents) > 0 {
		id := documents[0]
		documents = documents[1:]
		if d := c.Document(id); d != nil && !seen[id] {
			seen[id] = true
			all = append(all, id)
			documents = append(documents, d.DerivedFrom...)
		}
	}
	return all, explicit
}
