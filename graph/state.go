package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
)

// A State says what all claims about a contact together make of it.
type State uint8

// The states, best evidenced first.
const (
	Confirmed    State = iota + 1 // a party to it says so on record
	Corroborated                  // two or more independent origins
	SingleOrigin                  // one origin, however many documents
	Unsourced                     // said by nobody: no claim has a document
	Disputed                      // reported or confirmed, and denied or disputed
	Requested                     // said to have been asked for, not to have happened
	Planned                       // said to be planned
	Hypothetical                  // said to be possible
	Denied                        // only denied
	Retracted                     // reported, and every report taken back
	Unreported                    // somebody refuses to comment on it, nobody reports it
)

var stateWords = []string{"", "confirmed", "corroborated", "single-origin", "unsourced", "disputed", "requested", "planned", "hypothetical",
	"denied", "retracted", "unreported"}

// String is the word for s.
func (s State) String() string {
	if int(s) < len(stateWords) {
		return stateWords[s]
	}
	return ""
}

// States lists the states in their order.
func States() []State {
	return []State{Confirmed, Corroborated, SingleOrigin, Unsourced, Disputed, Requested, Planned, Hypothetical, Denied, Retracted, Unreported}
}

// ParseState is the only way from text to a State; its error lists the words it knows.
func ParseState(s string) (State, error) {
	for _, state := range States() {
		if strings.EqualFold(s, state.String()) {
			return state, nil
		}
	}
	words := stateWords[1:]
	want := "want " + strings.Join(words, ", ")
	if near := sources.Nearest(s, words); near != "" {
		want = fmt.Sprintf("did you mean %q? %s", near, want)
	}
	return 0, fmt.Errorf("unknown state %q: %s", s, want)
}

// Means says in a few words, for a legend, what the state is.
func (s State) Means() string {
	switch s {
	case Confirmed:
		return "confirmed: a party says so on record"
	case Corroborated:
		return "corroborated: two or more independent origins"
	case SingleOrigin:
		return "reported: one origin"
	case Unsourced:
		return "unsourced: no document given"
	case Disputed:
		return "disputed: reported and denied"
	case Requested:
		return "requested: asked for, not said to have happened"
	case Planned:
		return "planned: not said to have happened"
	case Hypothetical:
		return "hypothetical: only said to be possible"
	case Denied:
		return "denied: nobody reports it"
	case Retracted:
		return "retracted by the document that reported it"
	case Unreported:
		return "no comment on something nobody reports"
	}
	return ""
}

// judge derives the contact's state, modality and origins from its claims, and which of them tell what it is.
func (c *Contact) judge() {
	w := c.weigh()
	c.Modality = sources.Happened
	if len(w.supporting) > 0 {
		c.Modality = slices.MinFunc(w.supporting, func(a, b *sources.Claim) int { return cmp.Compare(a.Modality, b.Modality) }).Modality
	}
	for _, claims := range [][]*sources.Claim{w.supporting, w.contradicting, w.retracted} {
		if c.telling == nil {
			c.telling = claims
		}
	}
	decisive := slices.DeleteFunc(slices.Clone(w.supporting), func(cl *sources.Claim) bool { return cl.Modality != c.Modality })
	c.Origins = trace(c.dossier, decisive)
	c.State = c.verdict(w, decisive)
}

// A weighing sorts claims by what they do to a contact.
type weighing struct {
	supporting    []*sources.Claim // those with a document or, if none has one, those without
	sourced       bool             // which of the two
	contradicting []*sources.Claim
	retracted     []*sources.Claim // supporting ones that were taken back
}

// weigh leaves out refusals to comment, which change nothing, and denials that were taken back.
func (c *Contact) weigh() weighing {
	var w weighing
	var unsourced []*sources.Claim
	takenBack := c.takenBack()
	for _, cl := range c.Claims {
		switch {
		case cl.Stance.Contradicts() && !takenBack(cl):
			w.contradicting = append(w.contradicting, cl)
		case !cl.Stance.Supports():
		case takenBack(cl):
			w.retracted = append(w.retracted, cl)
		case cl.Document == "":
			unsourced = append(unsourced, cl)
		default:
			w.supporting = append(w.supporting, cl)
		}
	}
	w.sourced = len(w.supporting) > 0
	if !w.sourced {
		w.supporting = unsourced
	}
	return w
}

// verdict derives the state; decisive are the supporting claims of the strongest modality.
func (c *Contact) verdict(w weighing, decisive []*sources.Claim) State {
	supported, contradicted := len(w.supporting) > 0, len(w.contradicting) > 0
	switch {
	case supported && contradicted:
		return Disputed
	case contradicted:
		return Denied
	case !supported && len(w.retracted) > 0:
		return Retracted
	case !supported:
		return Unreported
	case !w.sourced:
		return Unsourced
	}
	switch c.Modality {
	case sources.Planned:
		return Planned
	case sources.Requested:
		return Requested
	case sources.Hypothetical:
		return Hypothetical
	}
	switch {
	case slices.ContainsFunc(decisive, func(cl *sources.Claim) bool { return cl.Stance == sources.Confirms }):
		return Confirmed
	case c.Origins.Min >= 2:
		return Corroborated
	}
	return SingleOrigin
}

// takenBack returns the test whether a retraction takes a claim back: one about that claim, or one by the same document that
// names no claim, or the whole contact.
func (c *Contact) takenBack() func(*sources.Claim) bool {
	ids, documents := map[sources.ClaimID]bool{}, map[sources.DocumentID]bool{}
	for _, cl := range c.Claims {
		switch {
		case cl.Stance != sources.Retracts:
		case cl.About == "" || cl.About == string(c.ID) || cl.About == string(cl.Contact):
			documents[cl.Document] = true
		default:
			ids[sources.ClaimID(cl.About)] = true
		}
	}
	return func(cl *sources.Claim) bool { return ids[cl.ID] || documents[cl.Document] }
}

// Origins say how many independent beginnings the information about a contact has: at least Min, at most Max. They differ
// where two unnamed speakers may be one person, and where a document rests on several others and does not say on which of
// them for this contact.
type Origins struct {
	Min, Max int
	List     []Origin // in the order of the claims, each once
}

// An Origin is where information begins: a named speaker, a document that speaks for itself, or an unnamed speaker, who is
// known only by the document that heard him.
type Origin struct {
	Actor    sources.ActorID    // the named speaker, if he is an actor
	Speaker  string             // the named speaker otherwise
	Document sources.DocumentID // the document that speaks for itself, or that heard the unnamed speaker
	Unnamed  bool
}

// String writes the range with its word: "1 origin", "2 origins", "1–2 origins".
func (o Origins) String() string {
	if o.Min == 1 && o.Max == 1 {
		return "1 origin"
	}
	return o.Range() + " origins"
}

// Range writes the numbers alone: "1", "1–2".
func (o Origins) Range() string {
	if o.Min == o.Max {
		return strconv.Itoa(o.Min)
	}
	return fmt.Sprintf("%d–%d", o.Min, o.Max)
}

// trace finds the origins of claims.
//
// Claims that begin with the same named speaker or the same document are one origin. Unnamed speakers heard by the same
// document cannot be counted apart, and those heard by different documents may be the same people: each such document adds
// nothing to the least and one to the most. So does each of several documents that a claim may begin with.
func trace(d *sources.Dossier, claims []*sources.Claim) Origins {
	var o Origins
	certain := map[Origin]bool{} // false for an origin that may be none
	for _, c := range claims {
		if c.Document == "" {
			continue
		}
		begin := beginnings(d, c)
		for _, origin := range begin {
			if _, seen := certain[origin]; !seen {
				o.List = append(o.List, origin)
			}
			certain[origin] = certain[origin] || len(begin) == 1 && !origin.Unnamed
		}
	}
	for _, origin := range o.List {
		_, speaksItself := certain[Origin{Document: origin.Document}]
		switch {
		case certain[origin]:
			o.Min++
			o.Max++
		case !origin.Unnamed || !speaksItself:
			o.Max++
		}
	}
	o.Min = max(o.Min, min(o.Max, 1))
	return o
}

// beginnings follows one claim's chain to where it starts.
func beginnings(d *sources.Dossier, c *sources.Claim) []Origin {
	if len(c.AssertedBy) == 0 {
		return ownVoice(d.Roots(c.Document), false)
	}
	switch start := c.AssertedBy[0]; {
	case start.Document == c.Document:
		return ownVoice([]sources.DocumentID{start.Document}, false)
	case start.Document != "":
		return ownVoice(d.Roots(start.Document), false)
	case start.Anonymous:
		return ownVoice(hearers(d, c), true)
	case start.Actor != "":
		return []Origin{{Actor: start.Actor}}
	default:
		return []Origin{{Speaker: start.Text}}
	}
}

// hearers are the documents that an unnamed speaker spoke to: the first one that the chain names, or what the claim's own
// document rests on.
func hearers(d *sources.Dossier, c *sources.Claim) []sources.DocumentID {
	for _, sp := range c.AssertedBy {
		if sp.Document == c.Document && sp.Document != "" {
			return []sources.DocumentID{sp.Document}
		}
		if sp.Document != "" {
			return d.Roots(sp.Document)
		}
	}
	return d.Roots(c.Document)
}

func ownVoice(docs []sources.DocumentID, unnamed bool) []Origin {
	origins := make([]Origin, len(docs))
	for i, id := range docs {
		origins[i] = Origin{Document: id, Unnamed: unnamed}
	}
	return origins
}
