package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The rules of events: which rows can be of one contact, and what a denial denies. What is derived of rows that keep
// to them, package graph says.

// checkEvents finds rows that name one contact and cannot be of one: of different days, of opposite ways, or without a
// party in common.
func checkEvents(c checker) {
	rows := map[ContactID][]*Claim{}
	var ids []ContactID
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Detail().Contact != "" {
			if rows[cl.Detail().Contact] == nil {
				ids = append(ids, cl.Detail().Contact)
			}
			rows[cl.Detail().Contact] = append(rows[cl.Detail().Contact], cl)
		}
	}
	for _, id := range ids {
		if c.Kind(rows[id][0].Kind).Class != TieClass {
			c.oneTime(id, rows[id])
		}
		c.oneWay(id, rows[id])
		c.oneCircle(id, rows[id])
	}
}

// oneTime finds the first row whose date no day has in common with those of the rows before.
func (c checker) oneTime(id ContactID, rows []*Claim) {
	var latestStart, earliestEnd *Claim // of the rows so far
	for _, cl := range rows {
		first, begins := cl.Date.Earliest()
		last, ends := cl.Date.Latest()
		var other *Claim
		if latestStart != nil && ends {
			if start, _ := latestStart.Date.Earliest(); last.Before(start) {
				other = latestStart
			}
		}
		if earliestEnd != nil && begins {
			if end, _ := earliestEnd.Date.Latest(); end.Before(first) {
				other = earliestEnd
			}
		}
		if other != nil {
			c.ds.Errorf(cl.At("date"), "want one date in both, or another contact for another event",
				"the rows of contact %q exclude each other: %q here, %q in line %d",
				string(id), cl.Date, other.Date, other.Pos().Line)
			return
		}
		if begins {
			if latestStart == nil {
				latestStart = cl
			} else if start, _ := latestStart.Date.Earliest(); start.Before(first) {
				latestStart = cl
			}
		}
		if ends {
			if earliestEnd == nil {
				earliestEnd = cl
			} else if end, _ := earliestEnd.Date.Latest(); last.Before(end) {
				earliestEnd = cl
			}
		}
	}
}

// oneWay finds the first row that goes from somebody to whom a row before it goes.
func (c checker) oneWay(id ContactID, rows []*Claim) {
	acts, suffers := map[ActorID]*Claim{}, map[ActorID]*Claim{}
	for _, cl := range rows {
		if !cl.Directed {
			continue
		}
		for _, side := range []struct {
			parties    []ActorID
			ours, past map[ActorID]*Claim
			here, then string
		}{
			{cl.Actors, acts, suffers, "acts", "is acted on"},
			{cl.Recipients, suffers, acts, "is acted on", "acts"},
		} {
			for _, party := range side.parties {
				other := side.past[party]
				if other == nil {
					first(side.ours, party, cl)
					continue
				}
				c.ds.Errorf(cl.At("direction"), "want the same direction in both, or another contact for the answer",
					"the rows of contact %q exclude each other: %q %s here, and %s in line %d", string(id), party,
					side.here, side.then, other.Pos().Line)
				return
			}
		}
	}
}

// oneCircle finds the first row that has no party with the rows before it in common, however indirectly.
func (c checker) oneCircle(id ContactID, rows []*Claim) {
	circle := map[ActorID]bool{}
	for _, party := range rows[0].parties() {
		circle[party] = true
	}
	left := slices.Clone(rows[1:])
	for grown := true; grown; {
		grown = false
		left = slices.DeleteFunc(left, func(cl *Claim) bool {
			if !slices.ContainsFunc(cl.parties(), func(party ActorID) bool { return circle[party] }) {
				return false
			}
			for _, party := range cl.parties() {
				circle[party] = true
			}
			grown = true
			return true
		})
	}
	if len(left) > 0 {
		cl := left[0]
		c.ds.Errorf(cl.At("contact"), "want another contact, or a party that takes part in both",
			"the rows of contact %q exclude each other: no party here takes part in line %d",
			string(id), rows[0].Pos().Line)
	}
}

// parties are all who take part.
func (c *Claim) parties() []ActorID { return slices.Concat(c.Actors, c.Recipients) }

// checkAnswerLoops finds rows that are about each other in a circle, and so about nothing.
func checkAnswerLoops(c checker) {
	var ids []ClaimID
	for i := range c.Claims {
		if c.Claims[i].Detail().About != "" {
			ids = append(ids, c.Claims[i].ID)
		}
	}
	for _, loop := range loops(ids, func(id ClaimID) []ClaimID {
		cl := c.Claim(id)
		if cl == nil || cl.Detail().About == "" {
			return nil
		}
		if about := ClaimID(cl.Detail().About); about != id && c.Claim(about) != nil {
			return []ClaimID{about}
		}
		return nil
	}) {
		c.ds.Errorf(c.Claim(loop[0]).At("about"), "want one of them to be about something else",
			"claim %q answers itself: %s", loop[0], wayRound(loop))
	}
}

// checkHedged asks whether somebody who says something on record, and only with a hedge, confirms it.
func checkHedged(c checker, cl *Claim) {
	if cl.Stance == Confirms && cl.Detail().Hedge != "" {
		c.ds.Warnf(cl.At("hedge"), `want the stance "reports", or no hedge if the words are those of the party itself`,
			"the stance %q stands beside the hedge %q", cl.Stance, cl.Detail().Hedge)
	}
}

// checkMissed asks of denials that reach no report whether they mean one of the same body: what the head of an archive
// denies of themselves they may deny of the archive, who denies any contact may deny a meeting, and a row of a denial
// may have the day on which somebody denied. It asks for the report that has the most parties in common, the first of
// them in the table.
func checkMissed(c checker) {
	m := misses{checker: c, same: map[string][]*Claim{}, of: map[ActorID][]*Claim{}, parts: map[ActorID][]ActorID{},
		left: mostLooked}
	var denials []*Claim
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Detail().leaveContactOpen() && cl.Stance.Contradicts() {
			denials = append(denials, cl)
		}
	}
	if denials == nil {
		return
	}
	for i := range c.Claims {
		cl := &c.Claims[i]
		if !cl.Stance.Supports() {
			continue
		}
		m.same[cl.circle()] = append(m.same[cl.circle()], cl)
		for _, party := range cl.parties() {
			m.of[party] = append(m.of[party], cl)
		}
	}
	for i := range c.Actors {
		for _, whole := range c.Actors[i].PartOf {
			m.parts[whole] = append(m.parts[whole], c.Actors[i].ID)
		}
	}
	for _, cl := range denials {
		if meant := m.meant(cl); meant != nil {
			c.ds.Warnf(cl.At("about"), "want about "+quoted(meant.about())+", if it is denied too",
				"the denial of %s does not reach what claim %q reports of %s%s",
				Joined(cl.parties(), " and "), meant.ID, Joined(meant.parties(), " and "), c.unlike(cl, meant))
		}
	}
}

// mostLooked bounds how many reports are looked at in all.
const mostLooked = 1 << 22

// misses are the reports of a dossier, as denials look for them.
type misses struct {
	checker
	same  map[string][]*Claim  // by who takes part
	of    map[ActorID][]*Claim // by party
	parts map[ActorID][]ActorID
	left  int // reports still to be looked at
}

// meant finds the first report that a denial may mean and does not reach; nil if it reaches one.
func (m *misses) meant(cl *Claim) *Claim {
	var meant *Claim
	shared := -1 // parties of the denial that are parties of the report meant
	look := func(report *Claim) {
		if m.left--; !sameSort(cl.Kind, report.Kind) {
			return
		}
		n := 0
		for _, p := range cl.parties() {
			if slices.Contains(report.parties(), p) {
				n++
			}
		}
		if n > shared || n == shared && report.Pos().Line < meant.Pos().Line {
			meant, shared = report, n
		}
	}
	for _, report := range m.same[cl.circle()] {
		if m.left < 0 || report.Kind == cl.Kind && cl.reaches(report) {
			return nil
		}
		look(report)
	}
	if meant != nil {
		return meant
	}
	party := cl.parties()[0]
	for _, near := range m.family(party) {
		for _, report := range m.of[near] {
			if m.left < 0 {
				return nil
			}
			m.left -= len(report.parties())
			if !slices.ContainsFunc(cl.parties(), func(p ActorID) bool {
				return !slices.ContainsFunc(report.parties(), func(q ActorID) bool { return m.akin(p, q) })
			}) {
				look(report)
			}
		}
	}
	return meant
}

// family lists an actor, what it belongs to, what belongs to it, and what belongs to the same.
func (m *misses) family(id ActorID) []ActorID {
	list, seen := []ActorID{id}, map[ActorID]bool{id: true}
	add := func(ids []ActorID) {
		m.left -= len(ids)
		for _, other := range ids {
			if !seen[other] {
				seen[other] = true
				list = append(list, other)
			}
		}
	}
	for i := 0; i < len(list) && m.left > 0; i++ {
		add(m.parts[list[i]])
	}
	add(m.Bodies().Above(id))
	if a := m.Actor(id); a != nil {
		for _, whole := range a.PartOf {
			add(m.parts[whole])
		}
	}
	return list
}

// akin tells whether one is of the other's family.
func (m *misses) akin(a, b ActorID) bool {
	if m.Bodies().Within(a, b) || m.Bodies().Within(b, a) {
		return true
	}
	one, other := m.Actor(a), m.Actor(b)
	return one != nil && other != nil && slices.ContainsFunc(one.PartOf,
		func(whole ActorID) bool { return slices.Contains(other.PartOf, whole) })
}

// sameSort tells whether somebody who denies the one kind may mean the other: the same, or any contact.
func sameSort(denied, reported KindID) bool {
	return denied == reported || denied == ContactKind && reported != AffiliationKind
}

// reaches tells whether a denial can be of the event that a report of the same parties and kind is of.
func (c *Claim) reaches(report *Claim) bool {
	if c.Directed && report.Directed && !sameActors(c.Actors, report.Actors) {
		return false
	}
	return !endsBefore(c, report) && !endsBefore(report, c)
}

func endsBefore(a, b *Claim) bool {
	last, ends := a.Date.Latest()
	first, begins := b.Date.Earliest()
	return ends && begins && last.Before(first)
}

func sameActors(a, b []ActorID) bool {
	return !slices.ContainsFunc(a, func(id ActorID) bool { return !slices.Contains(b, id) }) &&
		!slices.ContainsFunc(b, func(id ActorID) bool { return !slices.Contains(a, id) })
}

// circle writes who takes part, in the order of ids.
func (c *Claim) circle() string {
	ids := slices.Sorted(slices.Values(c.parties()))
	return Joined(ids, " ")
}

// unlike says why a denial does not reach a report of the same parties.
func (c checker) unlike(denial, report *Claim) string {
	switch {
	case denial.Kind != report.Kind:
		return fmt.Sprintf(": %s here, %s there", c.Kind(denial.Kind).Word, c.Kind(report.Kind).Word)
	case denial.circle() != report.circle():
		return ""
	case endsBefore(denial, report) || endsBefore(report, denial):
		return fmt.Sprintf(": %s here, %s there (when it was, not when it was denied)", denial.Date, report.Date)
	}
	return ": the other way round"
}

// leaveContactOpen tells whether a row with these details does not say what contact it is of.
func (d *Details) leaveContactOpen() bool { return d.About == "" && d.Contact == "" }

// about is what a row that is about c says.
func (c *Claim) about() string { return cmp.Or(string(c.Detail().Contact), string(c.ID)) }

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }

// related tells whether a party of one row is, belongs to or stands above a party of the other.
func (c checker) related(a, b *Claim) bool {
	for _, p := range a.parties() {
		for _, q := range b.parties() {
			if c.Bodies().Within(p, q) || c.Bodies().Within(q, p) {
				return true
			}
		}
	}
	return false
}
