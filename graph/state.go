package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// A State says what all claims about a contact together make of it.
type State uint8

// The states, best evidenced first.
const (
	ConfirmedByBoth State = iota + 1 // two sides say so on record, each by itself; of a round, members of two bodies
	ConfirmedByOne                   // a side says so on record; Contact.ConfirmedBy has which
	Corroborated                     // two or more independent origins that are named
	ReportedTwice                    // perhaps one origin, perhaps more: they are not named
	SingleOrigin                     // one origin, however many documents
	Unsourced                        // said by nobody: no claim has a document
	Disputed                         // reported or confirmed, and denied or disputed
	Requested                        // said to have been asked for, not to have happened
	Planned                          // said to be planned
	Hypothetical                     // said to be possible
	Denied                           // only denied
	Retracted                        // reported, and every report taken back
	Unreported                       // somebody refuses to comment on it, nobody reports it
)

// stateTable has the word for each state, and whether figures leave contacts in it aside, which have no line then.
var stateTable = [...]struct {
	word  string
	aside bool
}{
	ConfirmedByBoth: {word: "confirmed-by-both"},
	ConfirmedByOne:  {word: "confirmed-by-one"},
	Corroborated:    {word: "corroborated"},
	ReportedTwice:   {word: "reported-twice"},
	SingleOrigin:    {word: "single-origin"},
	Unsourced:       {word: "unsourced"},
	Disputed:        {word: "disputed"},
	Requested:       {word: "requested"},
	Planned:         {word: "planned"},
	Hypothetical:    {word: "hypothetical"},
	Denied:          {word: "denied", aside: true},
	Retracted:       {word: "retracted", aside: true},
	Unreported:      {word: "unreported", aside: true},
}

// Confirmed tells whether a side says so on record, and nobody contradicts.
func (s State) Confirmed() bool { return s == ConfirmedByBoth || s == ConfirmedByOne }

// String is the word for s.
func (s State) String() string {
	if int(s) < len(stateTable) {
		return stateTable[s].word
	}
	return ""
}

func (s State) aside() bool { return int(s) < len(stateTable) && stateTable[s].aside }

// States lists the states in their order.
func States() []State {
	states := make([]State, len(stateTable)-1)
	for i := range states {
		states[i] = State(i + 1)
	}
	return states
}

// ParseStates is the only way from text to states: the word for one or, for both of those that it can mean,
// "confirmed". Its error lists the words it knows.
func ParseStates(s string) ([]State, error) {
	if strings.EqualFold(s, "confirmed") {
		return []State{ConfirmedByBoth, ConfirmedByOne}, nil
	}
	words := []string{"confirmed"}
	for _, state := range States() {
		if strings.EqualFold(s, state.String()) {
			return []State{state}, nil
		}
		words = append(words, state.String())
	}
	return nil, fmt.Errorf("unknown state %q: %s", s, sources.OneOf(s, words))
}

// judge derives the contact's state, modality and origins from its claims, and which of them tell what it is.
//
// A claim that is in doubt shows what is said, and strengthens nothing: as long as another supports the contact, the
// others alone decide how far it is evidenced. Its short lists stand in rooms that it shares with others, if there are any.
func (c *Contact) judge(in *rooms) {
	w := c.weigh()
	telling := w.retracted
	switch {
	case w.supporting != nil:
		telling = w.supporting
	case w.contradicting != nil:
		telling = w.contradicting
	}
	if len(telling) != len(c.Claims) {
		c.further = &further{telling: telling}
	}
	c.Parties().settle(in)
	decisive := w.decisive()
	c.Modality = sources.Happened
	if len(decisive) > 0 {
		c.Modality = decisive[0].Modality
	}
	var twice bool
	c.Origins, twice = trace(c.rows(), w.atOneTime(decisive), in)
	both := false
	if slices.ContainsFunc(decisive, func(cl *sources.Claim) bool { return answerOf(cl) == Confirms }) {
		both = newHearing(c, decisive).judge()
	}
	c.State = w.verdict(both, twice)
	if len(decisive) > 0 && inDoubt(decisive[0]) && c.State < SingleOrigin {
		c.State = SingleOrigin
	}
}

// decisive are the claims that the state rests on: of those that support the contact the ones that nobody doubts, as
// long as there are any, and of these the ones that say the most of it.
func (w weighing) decisive() []*sources.Claim {
	firm := w.supporting
	if slices.ContainsFunc(firm, inDoubt) {
		firm = slices.DeleteFunc(slices.Clone(firm), inDoubt)
	}
	if len(firm) == 0 {
		firm = w.supporting
	}
	if len(firm) == 0 {
		return nil
	}
	most := slices.MinFunc(firm, func(a, b *sources.Claim) int { return cmp.Compare(a.Modality, b.Modality) }).Modality
	less := func(cl *sources.Claim) bool { return cl.Modality != most }
	if slices.ContainsFunc(firm, less) {
		return slices.DeleteFunc(slices.Clone(firm), less)
	}
	return firm
}

// atOneTime are the claims about a tie that tell of one and the same day: of the days that most of them tell of, that
// for which the most origins speak. Who says that somebody owned a thing until 2004, and who says so of 2005, do not
// corroborate each other. Of an event it is all claims.
func (w weighing) atOneTime(claims []*sources.Claim) []*sources.Claim {
	if len(claims) < 2 || !w.contact.IsTie() {
		return claims
	}
	var all calendar
	for _, cl := range claims {
		all.add(spanOf(cl.Date))
	}
	all.sort()
	if all.starts[len(all.starts)-1] <= all.ends[0] {
		return claims
	}
	days := slices.Compact(slices.Clone(all.starts))
	on := func(day int64) int { return all.meeting(span{day, day}) }
	slices.SortStableFunc(days, func(a, b int64) int { return on(b) - on(a) })
	var best []*sources.Claim
	var most Origins
	for _, day := range days[:min(len(days), daysTried)] {
		told := slices.DeleteFunc(slices.Clone(claims),
			func(cl *sources.Claim) bool { return !spanOf(cl.Date).meets(span{day, day}) })
		origins, _ := trace(w.contact.rows(), told, nil)
		if best == nil || origins.Named > most.Named || origins.Named == most.Named && origins.Max > most.Max {
			best, most = told, origins
		}
	}
	return best
}

// daysTried is of how many days of a tie the claims are weighed: those of which the most tell.
const daysTried = 32

func inDoubt(cl *sources.Claim) bool { return cl.Detail().Doubt != "" }

// A weighing sorts claims by what they do to a contact.
type weighing struct {
	contact       *Contact
	supporting    []*sources.Claim // those with a document or, if none has one, those without
	sourced       bool             // which of the two
	contradicting []*sources.Claim
	retracted     []*sources.Claim // supporting ones that were taken back
}

// weigh leaves out refusals to comment, which change nothing, and denials that were taken back.
func (c *Contact) weigh() weighing {
	if len(c.Claims) == 1 && c.Claims[0].Stance.Supports() {
		return weighing{contact: c, supporting: c.Claims, sourced: c.Claims[0].Document != ""}
	}
	w := weighing{contact: c}
	var unsourced []*sources.Claim
	takenBack := c.Evidence().TakenBack()
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

// verdict derives the state. both tells whether two sides confirm the contact, twice whether two of the decisive claims
// begin at different places.
func (w weighing) verdict(both, twice bool) State {
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
	switch w.contact.Modality {
	case sources.Planned:
		return Planned
	case sources.Requested:
		return Requested
	case sources.Hypothetical:
		return Hypothetical
	}
	switch {
	case both:
		return ConfirmedByBoth
	case w.contact.ConfirmedBy != nil:
		return ConfirmedByOne
	case w.contact.Origins.Named >= 2:
		return Corroborated
	case twice && w.contact.Origins.Max >= 2:
		return ReportedTwice
	}
	return SingleOrigin
}

// TakenBack returns the test whether a retraction takes a claim back: one about that claim, or one by the same document
// that names no claim, or the whole contact. A retraction that is in doubt takes no denial back, and one that was taken
// back itself nothing.
func (c *Evidence) TakenBack() func(*sources.Claim) bool {
	if !slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return cl.Stance == sources.Retracts }) {
		return func(*sources.Claim) bool { return false }
	}
	type retraction struct{ firm, doubted bool }
	ids, documents := map[sources.ClaimID]retraction{}, map[sources.DocumentID]retraction{}
	void := c.voidRetractions()
	for _, cl := range c.Claims {
		if cl.Stance != sources.Retracts || void[cl.ID] {
			continue
		}
		add := func(r retraction) retraction { return retraction{r.firm || !inDoubt(cl), r.doubted || inDoubt(cl)} }
		switch about := cl.Detail().About; {
		case about != "" && about != string(c.ID) && about != string(cl.Detail().Contact) && about != c.Event:
			ids[sources.ClaimID(about)] = add(ids[sources.ClaimID(about)])
		case cl.Document != "":
			documents[cl.Document] = add(documents[cl.Document])
		}
	}
	return func(cl *sources.Claim) bool {
		of, by := ids[cl.ID], documents[cl.Document]
		return of.firm || by.firm || cl.Stance.Supports() && (of.doubted || by.doubted)
	}
}

// voidRetractions finds the retractions that were taken back by another, which was not.
func (c *Evidence) voidRetractions() map[sources.ClaimID]bool {
	about := map[sources.ClaimID]sources.ClaimID{} // what each retraction takes back
	for _, cl := range c.Claims {
		if cl.Stance == sources.Retracts && !inDoubt(cl) {
			about[cl.ID] = sources.ClaimID(cl.Detail().About)
		}
	}
	on := map[sources.ClaimID]int{} // how many retractions of each retraction are still to be judged
	for _, target := range about {
		if _, is := about[target]; is {
			on[target]++
		}
	}
	var judged []sources.ClaimID
	for id := range about { // in any order: each is judged after those on it
		if on[id] == 0 {
			judged = append(judged, id)
		}
	}
	void := map[sources.ClaimID]bool{}
	for i := 0; i < len(judged); i++ {
		target := about[judged[i]]
		void[target] = void[target] || !void[judged[i]]
		if on[target]--; on[target] == 0 {
			judged = append(judged, target)
		}
	}
	return void
}
