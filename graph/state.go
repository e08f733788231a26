package graph

import (
	"fmt"
	"slices"

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

// judge derives a contact's state and modality from its claims. Refusals to comment change nothing.
func judge(claims []*sources.Claim, origins Origins) (State, sources.Modality) {
	var supporting, retracted, sourced, contradicting, confirming int
	modality := sources.Hypothetical
	for _, c := range claims {
		switch {
		case c.Stance.Contradicts():
			contradicting++
		case c.Stance.Supports() && isRetracted(c, claims):
			retracted++
		case c.Stance.Supports():
			supporting++
			modality = min(modality, c.Modality)
			if c.Document != "" {
				sourced++
			}
			if c.Stance == sources.Confirms && c.Modality == sources.Happened {
				confirming++
			}
		}
	}
	if supporting == 0 {
		modality = sources.Happened
	}
	switch {
	case supporting == 0 && contradicting > 0:
		return Denied, modality
	case supporting == 0 && retracted > 0:
		return Retracted, modality
	case supporting == 0:
		return Unreported, modality
	case contradicting > 0:
		return Disputed, modality
	case sourced == 0:
		return Unsourced, modality
	case modality == sources.Requested:
		return Requested, modality
	case modality == sources.Planned:
		return Planned, modality
	case modality == sources.Hypothetical:
		return Hypothetical, modality
	case confirming > 0:
		return Confirmed, modality
	case origins.Min >= 2:
		return Corroborated, modality
	}
	return SingleOrigin, modality
}

// isRetracted tells whether a retraction takes c back: one about c, or one by the same document that names no claim.
func isRetracted(c *sources.Claim, claims []*sources.Claim) bool {
	return slices.ContainsFunc(claims, func(r *sources.Claim) bool {
		return r.Stance == sources.Retracts && (r.About == string(c.ID) || r.About == "" && r.Document == c.Document)
	})
}

// Origins say how many independent beginnings the information about a contact has: at least Min, at most Max. They differ
// where speakers are unnamed: two unnamed speakers may be one person.
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

// String writes the range: "1 origin", "2 origins", "1–2 origins".
func (o Origins) String() string {
	switch {
	case o.Min != o.Max:
		return fmt.Sprintf("%d–%d origins", o.Min, o.Max)
	case o.Min == 1:
		return "1 origin"
	}
	return fmt.Sprintf("%d origins", o.Min)
}

// trace finds the origins of the claims that support a contact.
//
// Claims that begin with the same named speaker or the same document are one origin. Unnamed speakers heard by the same
// document cannot be counted apart, and those heard by different documents may be the same people: each such document adds
// nothing to the least and one to the most.
func trace(d *sources.Dossier, claims []*sources.Claim) Origins {
	var o Origins
	for _, c := range claims {
		if !c.Stance.Supports() || c.Document == "" || isRetracted(c, claims) {
			continue
		}
		for _, origin := range beginnings(d, c) {
			if !slices.Contains(o.List, origin) {
				o.List = append(o.List, origin)
			}
		}
	}
	for _, origin := range o.List {
		if !origin.Unnamed {
			o.Min++
			o.Max++
		} else if !slices.Contains(o.List, Origin{Document: origin.Document}) {
			o.Max++
		}
	}
	if o.Max > 0 {
		o.Min = max(o.Min, 1)
	}
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
