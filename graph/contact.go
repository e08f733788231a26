package graph

import (
	"cmp"
	"slices"

	"relgraph/sources"
)

// A Contact is an edge: what all claims that can be about one event, or one standing tie, of the same actors say
// together.
type Contact struct {
	ID sources.ContactID
	// what tells it from others of its members and kind: the id that rows give it, or its date; see grouped
	Event    string
	Members  []sources.ActorID // its parties, two or more: From, To, and then the others in the order of the claims
	From, To sources.ActorID   // the first two, one on either side; From acts if Directed
	Kind     sources.KindID    // of the first claim that tells what it is
	Claims   []*sources.Claim  // in the order of the dossier; never empty
	Origins  Origins           // of those claims, as far as they are of the contact's modality

	ConfirmedBy []sources.ActorID // the parties that say so on record, in the order of Members
	StandsFor   []*Contact        // the contacts that a line of a roll-up shows; nil if it stands for itself

	Directed bool // the claims that tell the way it went all have it go one way, from From's side to To's
	State    State
	Modality sources.Modality // the strongest of the claims that support it
	// what those say who do not confirm it: the strongest of their answers; zero if nobody confirms
	OtherSide Answer
	Perhaps   bool          // selected by a time that it may lie outside of, wholly or in part
	class     sources.Class // of the kind; 0 if nobody asked

	dossier *sources.Dossier
	further *further // nil for most: there are as many contacts as rows
}

// A further is what few contacts have.
type further struct {
	telling []*sources.Claim // see tellingOf
	lifted  *lifting         // of a line of a roll-up
}

// A lifting is what a line of a roll-up has from the contacts that it stands for.
type lifting struct {
	pairs  [][2]sources.ActorID // as they are shown
	arrows [2]bool              // see Contact.Arrows
}

// tellingOf are the claims that say what a contact is: they support it or, if none does, contradict it. They are all of
// its claims unless something else is set.
func tellingOf(c *Contact) []*sources.Claim {
	if c.further != nil {
		return c.further.telling
	}
	return c.Claims
}

// liftingOf is what a line of a roll-up has, nil for a contact that is none.
func liftingOf(c *Contact) *lifting {
	if c.further != nil {
		return c.further.lifted
	}
	return nil
}

// When is the contact, asked for its dates and those of its documents.
func (c *Contact) When() *Times { return (*Times)(c) }

// Parties is the contact, asked who took part in it.
func (c *Contact) Parties() *Parties { return (*Parties)(c) }

// Naming is the contact, asked what rows call it.
func (c *Contact) Naming() *Naming { return (*Naming)(c) }

// Evidence is the contact, asked what it rests on.
func (c *Contact) Evidence() *Evidence { return (*Evidence)(c) }

// rows is the dossier that the claims stand in.
func (c *Contact) rows() *sources.Dossier { return cmp.Or(c.dossier, nothing) }

// Class says whether c is a contact, which is an event, or a tie, which holds for a time and is never counted as a
// contact.
func (c *Contact) Class() sources.Class {
	if c.class != 0 {
		return c.class
	}
	return c.rows().Kind(c.Kind).Class
}

// IsTie tells whether c is a tie.
func (c *Contact) IsTie() bool { return c.Class() == sources.TieClass }

// IsAffiliation tells whether c is a tie of belonging, which a figure draws more quietly than others.
func (c *Contact) IsAffiliation() bool { return c.Kind == sources.AffiliationKind }

// collect lists what claims hold, each value once, in the order of the claims, without zero values.
func collect[T comparable](claims []*sources.Claim, of func(*sources.Claim) []T) []T {
	const few = 16 // so that looking through them takes less than a map
	var list []T
	var zero T
	var seen map[T]bool
	for _, cl := range claims {
		for _, v := range of(cl) {
			if v == zero || seen[v] || seen == nil && slices.Contains(list, v) {
				continue
			}
			list = append(list, v)
			if seen == nil && len(list) > few {
				seen = make(map[T]bool, 2*few)
				for _, one := range list {
					seen[one] = true
				}
			} else if seen != nil {
				seen[v] = true
			}
		}
	}
	return list
}

// PlacesNamed lists the places that supporting claims name, each once. As its date and its go-betweens, that of a contact
// which was taken back stays told: it is what was taken back.
func PlacesNamed(c *Contact) []string {
	if len(c.Claims) == 1 && c.Claims[0].Detail().Places == nil {
		return nil
	}
	return collect(supportingOf(c), func(cl *sources.Claim) []string { return cl.Detail().Places })
}

// A Direction is which way a contact runs, or the contacts that a line of a roll-up stands for. The zero Direction is that
// nobody tells it.
type Direction uint8

// The directions.
const (
	NotTold  Direction = iota
	OneSided           // from From's side to To's
	Mutual             // a telling claim says that both sides acted, and not all that it went one way
	BothWays           // of a roll-up: one contact runs one way, and another the other way or both
	Partly             // of a roll-up: those contacts run one way that tell it, others do not
)

// Direction says which way the contact runs.
func (c *Contact) Direction() Direction {
	if c.Directed {
		return OneSided
	}
	mutual := slices.ContainsFunc(tellingOf(c), func(cl *sources.Claim) bool { return cl.Mutual })
	if len(c.StandsFor) == 0 {
		if mutual {
			return Mutual
		}
		return NotTold
	}
	oneSided := slices.ContainsFunc(c.StandsFor, func(m *Contact) bool { return m.Directed })
	switch arrows := liftingOf(c).arrows; {
	case arrows[0] && arrows[1] && oneSided:
		return BothWays
	case arrows[0] && arrows[1]:
		return Mutual
	case arrows[0] || arrows[1]:
		return Partly
	}
	return NotTold
}

// Arrows tells at which ends an arrowhead stands: at that of To and at that of From. A line of a roll-up can have
// both, for a message and its answer; so has a contact that is mutual. One of which nobody tells the direction has none.
func (c *Contact) Arrows() (to, from bool) {
	if len(c.StandsFor) == 0 {
		d := c.Direction()
		return d != NotTold, d == Mutual
	}
	arrows := liftingOf(c).arrows
	return arrows[0], arrows[1]
}

// supportingOf lists the telling claims if they support the contact.
func supportingOf(c *Contact) []*sources.Claim {
	if telling := tellingOf(c); len(telling) > 0 && telling[0].Stance.Supports() {
		return telling
	}
	return nil
}

// Drawn tells whether a figure has a line for the contact: somebody says that it took place, is planned or was asked
// for, and has not taken it back. What is only denied is counted beside the figure instead.
func (c *Contact) Drawn() bool { return !c.State.aside() }
