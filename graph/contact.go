package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Contact is an edge: what all claims that can be about one event, or one standing tie, of the same actors say
// together.
type Contact struct {
	ID sources.ContactID
	// what tells it from others of its members and kind: the id that rows give it, or its date; see Graph.group
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
func (c *Contact) IsAffiliation() bool { return c.Kind == sources.Affiliation }

// Relation is the kind as tables and graph files have it: what the first telling row calls it, or its id.
//
// It is the id at a line of a roll-up that shows several kinds.
func (c *Contact) Relation() string {
	if c.mixed() {
		return string(c.Kind)
	}
	for _, cl := range tellingOf(c) {
		return cl.KindWord()
	}
	return string(c.Kind)
}

// KindText is the first telling row's own word for the kind; "" if all call it by its id or its word.
func (c *Contact) KindText() string {
	if c.mixed() {
		return ""
	}
	for _, cl := range tellingOf(c) {
		if cl.KindText != "" {
			return cl.KindText
		}
	}
	return ""
}

// mixed tells whether a line of a roll-up stands for contacts of several kinds.
func (c *Contact) mixed() bool {
	return slices.ContainsFunc(c.StandsFor, func(m *Contact) bool { return m.Kind != c.StandsFor[0].Kind })
}

// KindWord is KindText, or the kind's own word.
func (c *Contact) KindWord() string {
	if text := c.KindText(); text != "" {
		return text
	}
	return c.rows().Kind(c.Kind).Word
}

// Label is the first label of a claim that supports the contact or, if none does, of one that contradicts it; without
// a label it is the row's word for the kind.
//
// In a roll-up it is the label of each contact that it stands for, each once, as far as a figure has room; at one
// that is not said to have happened, as others are, stands its state.
func (c *Contact) Label() string {
	if len(c.StandsFor) > 0 {
		return c.labels()
	}
	for _, cl := range tellingOf(c) {
		if cl.Detail().Label != "" {
			return cl.Detail().Label
		}
	}
	return c.KindWord()
}

const labelsShown = 3 // of a line in a roll-up

func (c *Contact) labels() string {
	var labels []string
	for _, m := range c.StandsFor {
		label := m.Label()
		if m.State != c.State && m.State > SingleOrigin {
			label += " (" + m.State.String() + ")"
		}
		labels = append(labels, label)
	}
	labels = distinct(labels)
	if n := len(labels) - labelsShown; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(labels[:labelsShown], ", "), n)
	}
	return strings.Join(labels, ", ")
}

// Documents lists the documents of the claims, each once, in the order of the claims.
func (c *Contact) Documents() []sources.DocumentID {
	if len(c.Claims) == 1 && c.Claims[0].Document != "" {
		return []sources.DocumentID{c.Claims[0].Document}
	}
	return collect(c.Claims, func(cl *sources.Claim) []sources.DocumentID { return []sources.DocumentID{cl.Document} })
}

// Dates lists the distinct dates that claims give for the event, earliest first. A month or year in which another of
// the dates lies is that date, told less exactly, and not listed, but for a tie, which holds for all of it. Only if no
// claim supports the contact are the dates of denials listed.
func (c *Contact) Dates() []edtf.Date {
	telling := tellingOf(c)
	if len(telling) == 1 {
		if telling[0].Date.IsZero() {
			return nil
		}
		return []edtf.Date{telling[0].Date}
	}
	dates := collect(telling, func(cl *sources.Claim) []edtf.Date { return []edtf.Date{cl.Date} })
	if len(dates) < 2 {
		return dates
	}
	all := slices.Clone(dates)
	dates = slices.DeleteFunc(dates, func(d edtf.Date) bool {
		wide := spanOf(d)
		return !d.IsInterval() && !c.IsTie() && slices.ContainsFunc(all, func(other edtf.Date) bool {
			exact := spanOf(other)
			return exact != wide && exact.within(wide) == exact
		})
	})
	slices.SortFunc(dates, edtf.Compare)
	return dates
}

// AppendDates appends what Dates lists.
func (c *Contact) AppendDates(to []edtf.Date) []edtf.Date {
	telling := tellingOf(c)
	if len(telling) != 1 {
		return append(to, c.Dates()...)
	}
	if d := telling[0].Date; !d.IsZero() {
		to = append(to, d)
	}
	return to
}

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

// First is the earliest day that a claim allows for the event; false if one of them leaves the beginning open or
// unknown.
func (c *Contact) First() (edtf.Day, bool) {
	if telling := tellingOf(c); len(telling) == 1 {
		return telling[0].Date.Earliest()
	}
	return outermost(c.Dates(), edtf.Date.Earliest, edtf.Day.Before)
}

// Last is the latest day that a claim allows; false if one of them leaves the end open or unknown.
func (c *Contact) Last() (edtf.Day, bool) {
	if telling := tellingOf(c); len(telling) == 1 {
		return telling[0].Date.Latest()
	}
	return outermost(c.Dates(), edtf.Date.Latest, func(a, b edtf.Day) bool { return b.Before(a) })
}

// FirstPublished is the earliest day on which one of the documents can have come out; false if one of those with a
// date leaves its beginning open or unknown, or none has a date.
func (c *Contact) FirstPublished() (edtf.Day, bool) {
	return outermost(issued(c), edtf.Date.Earliest, edtf.Day.Before)
}

// LastPublished is the latest day on which one of the documents can have come out; false if one of those with a date
// leaves its end open or unknown, or none has a date.
func (c *Contact) LastPublished() (edtf.Day, bool) {
	return outermost(issued(c), edtf.Date.Latest, func(a, b edtf.Day) bool { return b.Before(a) })
}

// issued lists the dates of the documents that have one.
func issued(c *Contact) []edtf.Date {
	var dates []edtf.Date
	if len(c.Claims) == 1 {
		if d := c.rows().DocumentOf(c.Claims[0]); d != nil && !d.Issued.IsZero() {
			dates = append(dates, d.Issued)
		}
		return dates
	}
	for _, id := range c.Documents() {
		if d := c.rows().Document(id); d != nil && !d.Issued.IsZero() {
			dates = append(dates, d.Issued)
		}
	}
	return dates
}

// Checked is the latest day on which one of the rows was checked, the zero Date if none was; n of them were. A row
// that was changed since, or that somebody doubts, does not count.
func (c *Contact) Checked() (last edtf.Date, n int) {
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

func outermost(dates []edtf.Date, bound func(edtf.Date) (edtf.Day, bool),
	better func(a, b edtf.Day) bool) (best edtf.Day, ok bool) {
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

// PlacesNamed lists the places that supporting claims name, each once. As its date and its go-betweens, that of a contact
// which was taken back stays told: it is what was taken back.
func PlacesNamed(c *Contact) []string {
	if len(c.Claims) == 1 && c.Claims[0].Detail().Places == nil {
		return nil
	}
	return collect(c.supporting(), func(cl *sources.Claim) []string { return cl.Detail().Places })
}

// Via lists the go-betweens that supporting claims name, each once.
func (c *Contact) Via() []sources.ActorID {
	return collect(c.supporting(), func(cl *sources.Claim) []sources.ActorID { return cl.Detail().Channel.Via })
}

// Mutual tells whether a claim says that both sides acted, and none that it went one way.
func (c *Contact) Mutual() bool {
	return !c.Directed && slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return cl.Mutual })
}

// Arrows tells at which ends an arrowhead stands: at that of To and at that of From. A line of a roll-up can have
// both, for a message and its answer; so has a contact that is mutual. One of which nobody tells the direction has none.
func (c *Contact) Arrows() (to, from bool) {
	if len(c.StandsFor) == 0 {
		return c.Directed || c.Mutual(), c.Mutual()
	}
	arrows := liftingOf(c).arrows
	return arrows[0], arrows[1]
}

// Met lists those who were really in contact where a roll-up shows others in their place, each once. It is nil for a
// contact that stands for itself.
func (c *Contact) Met() []sources.ActorID {
	if len(c.StandsFor) == 0 {
		return nil
	}
	var list []sources.ActorID
	for _, m := range c.StandsFor {
		for _, id := range m.Members {
			if !slices.Contains(c.Members, id) {
				list = append(list, id)
			}
		}
	}
	return distinct(list)
}

// Hedges lists the hedging words of supporting claims, each once.
func (c *Contact) Hedges() []string {
	if len(c.Claims) == 1 && c.Claims[0].Detail().Hedge == "" {
		return nil
	}
	return collect(c.supporting(), func(cl *sources.Claim) []string { return []string{cl.Detail().Hedge} })
}

// supporting lists the telling claims if they support the contact.
func (c *Contact) supporting() []*sources.Claim {
	if telling := tellingOf(c); len(telling) > 0 && telling[0].Stance.Supports() {
		return telling
	}
	return nil
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

// Supporting returns how many claims say that the contact took place, without those that were taken back.
func (c *Contact) Supporting() int {
	takenBack := c.TakenBack()
	n := 0
	for _, cl := range c.Claims {
		if cl.Stance.Supports() && !takenBack(cl) {
			n++
		}
	}
	return n
}

// Drawn tells whether a figure has a line for the contact: somebody says that it took place, is planned or was asked
// for, and has not taken it back. What is only denied is counted beside the figure instead.
func (c *Contact) Drawn() bool {
	switch c.State {
	case Denied, Retracted, Unreported:
		return false
	}
	return true
}

// Doubted tells whether a checker doubts one of the rows. What is in doubt does not strengthen the contact.
func (c *Contact) Doubted() bool {
	return slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return cl.Detail().Doubt != "" })
}
