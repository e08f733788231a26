package graph

import (
	"fmt"
	"slices"
	"strconv"

	"relgraph/sources"
)

// Origins say how many independent beginnings the information about a contact has: at least Min, at most Max. Named
// speakers are counted, those of one body once. Unnamed speakers, and documents that name nobody, cannot be told
// apart: together they are at least one, at most each.
type Origins struct {
	Min, Max int
	Named    int      // how many of them are named; they are certain
	List     []Origin // in the order of the claims, each once
}

// An Origin is where information begins: a named speaker, a document that says that it speaks for itself, or somebody
// unnamed, who is known only by the document that heard them.
type Origin struct {
	Actor    sources.ActorID    // the named speaker, if it is an actor
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

// trace finds the origins of claims, and whether two of the claims begin at different places.
//
// Claims that begin with the same named speaker, or with speakers of one body, are one origin. An unnamed beginning
// adds nothing to the least number once there is any origin, and one to the most for each document that may have
// heard it. A document that is an origin itself has no unnamed speakers beside it.
func trace(d *sources.Dossier, claims []*sources.Claim, in *rooms) (o Origins, twice bool) {
	if len(claims) == 1 && len(claims[0].Detail().AssertedBy) == 0 {
		if doc := d.DocumentOf(claims[0]); doc != nil && len(doc.DerivedFrom) == 0 { // as most are
			return Origins{Min: 1, Max: 1, List: in.unnamed(doc)}, false
		}
	}
	const few = 16 // so that looking through them takes less than a map
	var begun [][]Origin
	var seen map[Origin]bool
	has := func(origin Origin) bool { return seen[origin] || seen == nil && slices.Contains(o.List, origin) }
	for _, c := range claims {
		if c.Document == "" {
			continue
		}
		begin := beginnings(d, c)
		begun = append(begun, begin)
		for _, origin := range begin {
			if has(origin) {
				continue
			}
			if o.List = append(o.List, origin); seen == nil && len(o.List) > few {
				seen = make(map[Origin]bool, 2*few)
				for _, one := range o.List {
					seen[one] = true
				}
			} else if seen != nil {
				seen[origin] = true
			}
		}
	}
	o.Named = voices(d, o.List)
	o.Min, o.Max = o.Named, o.Named
	for _, origin := range o.List {
		if origin.Unnamed && !has(Origin{Document: origin.Document}) {
			o.Max++
		}
	}
	o.Min = max(o.Min, min(o.Max, 1))
	return o, apart(begun)
}

// voices counts named origins. Speakers whom part_of ties to one body are one.
func voices(d *sources.Dossier, list []Origin) int {
	n := 0
	var speakers []sources.ActorID
	for _, origin := range list {
		switch {
		case origin.Unnamed:
		case origin.Actor != "":
			speakers = append(speakers, origin.Actor)
		default:
			n++
		}
	}
	if len(speakers) < 2 {
		return n + len(speakers)
	}
	body := map[sources.ActorID]sources.ActorID{} // somebody of the same body, up to one who stands for all of it
	var first func(sources.ActorID) sources.ActorID
	first = func(id sources.ActorID) sources.ActorID {
		if body[id] == "" {
			return id
		}
		return first(body[id])
	}
	for _, speaker := range speakers {
		for _, of := range append(d.Bodies().Above(speaker), speaker) {
			if a, b := first(of), first(speaker); a != b {
				body[b] = a
			}
		}
	}
	bodies := map[sources.ActorID]bool{}
	for _, speaker := range speakers {
		bodies[first(speaker)] = true
	}
	return n + len(bodies)
}

// apart tells whether two claims begin at different places: the one that may begin at the fewest, and another.
func apart(begun [][]Origin) bool {
	if len(begun) < 2 {
		return false
	}
	one := slices.MinFunc(begun, func(a, b []Origin) int { return len(a) - len(b) })
	return slices.ContainsFunc(begun, func(other []Origin) bool {
		return !slices.ContainsFunc(other, func(o Origin) bool { return slices.Contains(one, o) })
	})
}

// beginnings follows one claim's chain to where it starts. A claim without a chain begins with somebody whom its
// document does not name; that a document speaks for itself, its chain says.
func beginnings(d *sources.Dossier, c *sources.Claim) []Origin {
	if len(c.Detail().AssertedBy) == 0 {
		return heardBy(d.Roots(c.Document))
	}
	switch start := c.Detail().AssertedBy[0]; {
	case start.Document == c.Document:
		return []Origin{{Document: start.Document}}
	case start.Document != "":
		return heardBy(d.Roots(start.Document))
	case start.Anonymous:
		return heardBy(hearers(d, c))
	case start.Actor != "":
		return []Origin{{Actor: start.Actor}}
	default:
		return []Origin{{Speaker: start.Text}}
	}
}

// hearers are the documents that an unnamed speaker spoke to: the first one that the chain names, or what the claim's
// own document rests on.
func hearers(d *sources.Dossier, c *sources.Claim) []sources.DocumentID {
	for _, sp := range c.Detail().AssertedBy {
		if sp.Document == c.Document && sp.Document != "" {
			return []sources.DocumentID{sp.Document}
		}
		if sp.Document != "" {
			return d.Roots(sp.Document)
		}
	}
	return d.Roots(c.Document)
}

func heardBy(docs []sources.DocumentID) []Origin {
	origins := make([]Origin, len(docs))
	for i, id := range docs {
		origins[i] = Origin{Document: id, Unnamed: true}
	}
	return origins
}
