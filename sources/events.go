package sources

import (
	"cmp"
	"slices"
	"strings"
)

// The rules of events: which rows can be of one contact, and what a denial denies. What is derived of rows that keep
// to them, package graph says.

// events finds rows that name one contact and cannot be of one: of different days, of opposite ways, or without a
// party in common.
func (c checker) events() {
	rows := map[ContactID][]*Claim{}
	var ids []ContactID
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Contact != "" {
			if rows[cl.Contact] == nil {
				ids = append(ids, cl.Contact)
			}
			rows[cl.Contact] = append(rows[cl.Contact], cl)
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
			c.ds.Errorf(cl.At("date"), "want one date in both, or another contact for another event", "the rows of contact %q exclude each other: %q here, %q in line %d",
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
		for _, actor := range cl.Actors {
			other := suffers[actor]
			if other == nil {
				first(acts, actor, cl)
				continue
			}
			c.ds.Errorf(cl.At("direction"), "want the same direction in both, or another contact for the answer",
				"the rows of contact %q exclude each other: %q acts here, and is acted on in line %d", string(id), actor, other.Pos().Line)
			return
		}
		for _, recipient := range cl.Recipients {
			other := acts[recipient]
			if other == nil {
				first(suffers, recipient, cl)
				continue
			}
			c.ds.Errorf(cl.At("direction"), "want the same direction in both, or another contact for the answer",
				"the rows of contact %q exclude each other: %q is acted on here, and acts in line %d", string(id), recipient, other.Pos().Line)
			return
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
		c.ds.Errorf(cl.At("contact"), "want another contact, or a party that takes part in both", "the rows of contact %q exclude each other: no party here takes part in line %d",
			string(id), rows[0].Pos().Line)
	}
}

// parties are all who take part.
func (c *Claim) parties() []ActorID { return slices.Concat(c.Actors, c.Recipients) }

// answerLoops finds rows that are about each other in a circle, and so about nothing.
func (c checker) answerLoops() {
	var ids []ClaimID
	for i := range c.Claims {
		if c.Claims[i].About != "" {
			ids = append(ids, c.Claims[i].ID)
		}
	}
	for _, loop := range loops(ids, func(id ClaimID) []ClaimID {
		if cl := c.Claim(id); cl != nil && cl.About != "" && cl.About != string(id) && c.Claim(ClaimID(cl.About)) != nil {
			return []ClaimID{ClaimID(cl.About)}
		}
		return nil
	}) {
		c.ds.Errorf(c.Claim(loop[0]).At("about"), "want one of them to be about something else", "claim %q answers itself: %s", loop[0], wayRound(loop))
	}
}

// hedged asks whether somebody who says something on record, and only with a hedge, confirms it.
func (c checker) hedged(cl *Claim) {
	if cl.Stance == Confirms && cl.Hedge != "" {
		c.ds.Warnf(cl.At("hedge"), `want the stance "reports", or no hedge if the words are those of the party itself`, "stance %q with the hedge %q", cl.Stance, cl.Hedge)
	}
}

// missed asks of denials that reach no report whether they mean one of a part or a whole of their parties: what the
// head of an archive denies of themselves they may deny of the archive.
func (c checker) missed() {
	denied := false
	for i := range c.Claims {
		denied = denied || c.Claims[i].free() && c.Claims[i].Stance.Contradicts()
	}
	if !denied {
		return
	}
	type between struct {
		low, high ActorID
		kind      KindID
	}
	reports := map[between]*Claim{}
	parts := map[ActorID][]ActorID{}
	for i := range c.Claims {
		cl := &c.Claims[i]
		if !cl.Stance.Supports() {
			continue
		}
		for _, p := range cl.Pairs() {
			first(reports, between{min(p[0], p[1]), max(p[0], p[1]), cl.Kind}, cl)
		}
	}
	for i := range c.Actors {
		for _, whole := range c.Above(c.Actors[i].ID) {
			parts[whole] = append(parts[whole], c.Actors[i].ID)
		}
	}
	family := func(id ActorID) []ActorID { return slices.Concat([]ActorID{id}, c.Above(id), parts[id]) }
	for i := range c.Claims {
		cl := &c.Claims[i]
		if !cl.free() || !cl.Stance.Contradicts() {
			continue
		}
		var meant *Claim
		reached := false
		for _, p := range cl.Pairs() {
			if reports[between{min(p[0], p[1]), max(p[0], p[1]), cl.Kind}] != nil {
				reached = true
			}
			for _, a := range family(p[0]) {
				for _, b := range family(p[1]) {
					if report := reports[between{min(a, b), max(a, b), cl.Kind}]; report != nil && (meant == nil || report.Pos().Line < meant.Pos().Line) {
						meant = report
					}
				}
			}
		}
		if meant != nil && !reached {
			c.ds.Warnf(cl.At("about"), "want about "+quoted(meant.about())+", if it is denied too", "the denial of %s does not reach what claim %q reports of %s",
				join(cl.parties(), " and "), meant.ID, join(meant.parties(), " and "))
		}
	}
}

// free tells whether a row leaves open what contact it is of.
func (c *Claim) free() bool { return c.About == "" && c.Contact == "" }

// about is what a row that is about c says.
func (c *Claim) about() string { return cmp.Or(string(c.Contact), string(c.ID)) }

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }

// related tells whether a party of one row is, belongs to or stands above a party of the other.
func (c checker) related(a, b *Claim) bool {
	for _, p := range a.parties() {
		for _, q := range b.parties() {
			if c.Within(p, q) || c.Within(q, p) {
				return true
			}
		}
	}
	return false
}
