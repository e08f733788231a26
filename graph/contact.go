package graph

import (
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Contact is an edge: what all claims about the same two actors and the same kind of contact say together.
type Contact struct {
	ID       sources.ContactID
	From, To sources.ActorID // in the order of the first claim; From acts if Directed
	Directed bool            // every claim has it go one way, From to To
	Kind     sources.Kind
	Claims   []*sources.Claim // in the order of the dossier; never empty
	State    State
	Modality sources.Modality // the strongest of the claims that support it
	Origins  Origins

	dossier *sources.Dossier
}

// IsAffiliation tells whether c is not a contact but a tie of belonging, which is never counted as a contact.
func (c *Contact) IsAffiliation() bool { return c.Kind == sources.Affiliation }

// Label is the first label that a claim gives, else the word for the kind. Claims that support the contact come first.
func (c *Contact) Label() string {
	for _, supporting := range []bool{true, false} {
		for _, cl := range c.Claims {
			if cl.Stance.Supports() == supporting && cl.Label != "" {
				return cl.Label
			}
		}
	}
	return strings.ReplaceAll(c.Kind.String(), "-", " ")
}

// Documents lists the documents of the claims, each once, in the order of the claims.
func (c *Contact) Documents() []sources.DocumentID {
	var docs []sources.DocumentID
	for _, cl := range c.Claims {
		if cl.Document != "" && !slices.Contains(docs, cl.Document) {
			docs = append(docs, cl.Document)
		}
	}
	return docs
}

// Dates lists the distinct dates that claims give for the event, earliest first. Only if no claim supports the contact are
// the dates of denials listed.
func (c *Contact) Dates() []edtf.Date {
	dates := c.dates(sources.Stance.Supports)
	if dates == nil && !c.anyStance(sources.Stance.Supports) {
		dates = c.dates(sources.Stance.Contradicts)
	}
	return dates
}

func (c *Contact) dates(of func(sources.Stance) bool) []edtf.Date {
	var dates []edtf.Date
	for _, cl := range c.Claims {
		if of(cl.Stance) && !cl.Date.IsZero() && !slices.Contains(dates, cl.Date) {
			dates = append(dates, cl.Date)
		}
	}
	slices.SortFunc(dates, edtf.Compare)
	return dates
}

func (c *Contact) anyStance(of func(sources.Stance) bool) bool {
	return slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return of(cl.Stance) })
}

// When says in words when it happened, "" if no claim does.
func (c *Contact) When() string {
	var words []string
	for _, d := range c.Dates() {
		words = append(words, d.Words())
	}
	return strings.Join(words, "; ")
}

// First is the earliest day that a claim allows for the event; false if one of them leaves the beginning open or unknown.
func (c *Contact) First() (edtf.Day, bool) {
	return outermost(c.Dates(), edtf.Date.Earliest, edtf.Day.Before)
}

// Last is the latest day that a claim allows; false if one of them leaves the end open or unknown.
func (c *Contact) Last() (edtf.Day, bool) {
	return outermost(c.Dates(), edtf.Date.Latest, func(a, b edtf.Day) bool { return b.Before(a) })
}

// FirstPublished is the earliest day on which one of the documents can have come out; false if none has a date.
func (c *Contact) FirstPublished() (edtf.Day, bool) {
	var issued []edtf.Date
	for _, id := range c.Documents() {
		if d := c.dossier.Document(id); d != nil && !d.Issued.IsZero() {
			issued = append(issued, d.Issued)
		}
	}
	return outermost(issued, edtf.Date.Earliest, edtf.Day.Before)
}

func outermost(dates []edtf.Date, bound func(edtf.Date) (edtf.Day, bool), better func(a, b edtf.Day) bool) (best edtf.Day, ok bool) {
	for i, d := range dates {
		day, known := bound(d)
		if !known {
			return edtf.Day{}, false
		}
		if i == 0 || better(day, best) {
			best, ok = day, true
		}
	}
	return best, ok
}

// Via lists the go-betweens that supporting claims name, each once.
func (c *Contact) Via() []sources.ActorID {
	var via []sources.ActorID
	for _, cl := range c.Claims {
		for _, id := range cl.Channel.Via {
			if cl.Stance.Supports() && !slices.Contains(via, id) {
				via = append(via, id)
			}
		}
	}
	return via
}

// Hedges lists the hedging words of supporting claims, each once.
func (c *Contact) Hedges() []string {
	var hedges []string
	for _, cl := range c.Claims {
		if cl.Stance.Supports() && cl.Hedge != "" && !slices.Contains(hedges, cl.Hedge) {
			hedges = append(hedges, cl.Hedge)
		}
	}
	return hedges
}

// Count returns how many claims have the stance.
func (c *Contact) Count(s sources.Stance) int {
	n := 0
	for _, cl := range c.Claims {
		if cl.Stance == s {
			n++
		}
	}
	return n
}

// Supporting returns how many claims say that the contact took place.
func (c *Contact) Supporting() int { return c.Count(sources.Reports) + c.Count(sources.Confirms) }

// Drawn tells whether a figure has a line for the contact: somebody says that it took place, is planned or was asked for,
// and has not taken it back. What is only denied is counted beside the figure instead.
func (c *Contact) Drawn() bool {
	switch c.State {
	case Denied, Retracted, Unreported:
		return false
	}
	return true
}

// Other returns the party that is not id.
func (c *Contact) Other(id sources.ActorID) sources.ActorID {
	if c.From == id {
		return c.To
	}
	return c.From
}
