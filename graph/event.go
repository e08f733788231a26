package graph

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"sort"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A topic is what claims must have in common to be about one event, unless they say so by a `contact` or `about`
// cell: the parties and the kind. Parties are numbered: two actors by their places in the dossier, more by a number
// that stands for the set of them. So are kinds.
type topic struct{ low, high, kind int32 }

// A heading is which way a claim has its contact go. The headings of two parties have these numbers; those of more
// have greater ones.
type heading int32

const (
	untold heading = iota
	forth          // from the party that comes first in the dossier
	back
	both // mutual
)

// A span is the days that a date can mean, from the first to the last.
type span struct{ from, to int64 }

var always = span{math.MinInt64, math.MaxInt64}

// spanOf takes a date at its word. Ends that are open or not known leave the span open.
func spanOf(d edtf.Date) span {
	s := always
	if first, ok := d.Earliest(); ok {
		s.from = dayNumber(first)
	}
	if last, ok := d.Latest(); ok {
		s.to = dayNumber(last)
	}
	return s
}

// dayNumber counts days, by the civil calendar's rule of leap years. Years beyond what any dossier tells of are all
// alike.
func dayNumber(d edtf.Day) int64 {
	const far = 1 << 40
	y, m := min(max(d.Year, -far), far), int64(d.Month)
	if m <= 2 {
		y--
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	m = (m + 9) % 12
	yearOfEra := y - era*400
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + (153*m+2)/5 + int64(d.Day)
}

func (s span) meets(t span) bool { return s.from <= t.to && t.from <= s.to }

// and is the shortest span that holds both.
func (s span) and(t span) span { return span{min(s.from, t.from), max(s.to, t.to)} }

// within is what both have in common; it ends before it begins if that is nothing.
func (s span) within(t span) span { return span{max(s.from, t.from), min(s.to, t.to)} }

// length tells how exact a span is.
func (s span) length() uint64 { return uint64(s.to) - uint64(s.from) }

// A calendar counts the spans that meet another one.
type calendar struct{ starts, ends []int64 }

func (c *calendar) add(s span) { c.starts, c.ends = append(c.starts, s.from), append(c.ends, s.to) }

func (c *calendar) sort() {
	slices.Sort(c.starts)
	slices.Sort(c.ends)
}

// beside counts the spans that end before s and those that begin after it.
func (c *calendar) beside(s span) (before, after int) {
	before, _ = slices.BinarySearch(c.ends, s.from)
	upTo := sort.Search(len(c.starts), func(i int) bool { return c.starts[i] > s.to })
	return before, len(c.starts) - upTo
}

func (c *calendar) meeting(s span) int {
	before, after := c.beside(s)
	return len(c.starts) - before - after
}

// An item is a claim as grouping sees it.
type item struct {
	claim   int32
	heading heading
	span    span
}

// sameEvent parts items of one topic into those that can be of one event, in the order of the first of each.
//
// Two claims can be of one event if their dates have a day in common and their ways do not exclude each other. That
// says nothing yet of three: an undated claim can be of either of two events that are years apart. So claims are of
// one event if whatever can be of one event with the one can be so with the other, and with it. What could be of two
// events that exclude each other is therefore of neither, and another row never brings claims together that were
// apart.
func sameEvent(items []item) [][]item {
	switch len(items) {
	case 1:
		return [][]item{items}
	case 2: // as most are of which there are several
		if a, b := items[0], items[1]; !a.span.meets(b.span) ||
			a.heading != b.heading && a.heading != untold && b.heading != untold {
			return [][]item{items[:1], items[1:]}
		}
		return [][]item{items}
	}
	type twins struct {
		heading       heading
		before, after int
	}
	n := newNeighbours(items)
	return parted(items, func(it item) twins {
		w, c := n.of(it)
		before, after := c.beside(it.span)
		return twins{w, before, after}
	})
}

// parted groups items by key, keeping their order.
func parted[K comparable](items []item, key func(item) K) [][]item {
	var groups [][]item
	at := map[K]int{}
	for _, it := range items {
		k := key(it)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], it)
	}
	return groups
}

// neighbours tells which items of a topic can be of one event with one of them.
type neighbours struct {
	all, silent calendar             // of all items; of those that do not tell the way
	along       map[heading]calendar // those of a way, and those that do not tell it
	told        map[heading]calendar
	byStart     []item // those that tell the way
	longest     []int  // of byStart up to each, which lasts the longest
	everyWay    calendar
}

func newNeighbours(items []item) *neighbours {
	n := &neighbours{along: map[heading]calendar{}, told: map[heading]calendar{}}
	for _, it := range items {
		n.all.add(it.span)
		if it.heading == untold {
			n.silent.add(it.span)
		} else {
			n.byStart = append(n.byStart, it)
			n.everyWay.add(it.span)
			c := n.told[it.heading]
			c.add(it.span)
			n.told[it.heading] = c
		}
	}
	n.all.sort()
	n.silent.sort()
	n.everyWay.sort()
	slices.SortFunc(n.byStart, func(a, b item) int { return cmp.Compare(a.span.from, b.span.from) })
	for i, it := range n.byStart {
		best := i
		if i > 0 && n.byStart[n.longest[i-1]].span.to >= it.span.to {
			best = n.longest[i-1]
		}
		n.longest = append(n.longest, best)
	}
	for w, c := range n.told {
		c.sort()
		n.told[w] = c
		n.along[w] = n.silent.and(c)
	}
	return n
}

// and holds the spans of both.
func (c calendar) and(other calendar) calendar {
	both := calendar{slices.Concat(c.starts, other.starts), slices.Concat(c.ends, other.ends)}
	both.sort()
	return both
}

const manyWays heading = -1

// of finds the calendar of what can be of one event with an item, and the way that those items have.
func (n *neighbours) of(it item) (heading, *calendar) {
	if it.heading == untold {
		i := sort.Search(len(n.byStart), func(i int) bool { return n.byStart[i].span.from > it.span.to }) - 1
		if i < 0 || n.byStart[n.longest[i]].span.to < it.span.from {
			return untold, &n.silent
		}
		it.heading = n.byStart[n.longest[i]].heading
		told := n.told[it.heading]
		if told.meeting(it.span) < n.everyWay.meeting(it.span) {
			return manyWays, &n.all
		}
	}
	c := n.along[it.heading]
	return it.heading, &c
}

// sameTie parts items of a standing tie: it is one as long as its dates touch. What names no day belongs to the only
// tie there is, or is one of its own.
func sameTie(items []item) [][]item {
	if len(items) == 1 {
		return [][]item{items}
	}
	told := map[heading]bool{}
	for _, it := range items {
		told[it.heading] = true
	}
	delete(told, untold)
	headingOf := func(it item) heading {
		if it.heading == untold && len(told) == 1 {
			for w := range told {
				return w
			}
		}
		return it.heading
	}
	type stretch struct {
		heading heading
		n       int
	}
	place := map[int32]stretch{}
	for _, along := range parted(items, headingOf) {
		dated := slices.DeleteFunc(slices.Clone(along), func(it item) bool { return it.span == always })
		slices.SortFunc(dated, func(a, b item) int { return cmp.Compare(a.span.from, b.span.from) })
		at, last := stretch{headingOf(along[0]), 0}, int64(math.MinInt64)
		for i, it := range dated {
			if i == 0 || last != math.MaxInt64 && it.span.from > last+1 {
				at.n++
			}
			last = max(last, it.span.to)
			place[it.claim] = at
		}
		if at.n == 1 {
			for _, it := range along {
				place[it.claim] = at
			}
		}
	}
	return parted(items, func(it item) stretch {
		if at, ok := place[it.claim]; ok {
			return at
		}
		return stretch{headingOf(it), 0}
	})
}

// An event is a contact to be: the claims that are of it.
type event struct {
	claims  []int32 // in the order of the dossier
	exact   int32   // the one whose date is the most exact
	heading heading
	id      sources.ContactID
	dated   [2]int32 // where in its id stands what tells it from others
	named   bool     // by rows
}

// A grouping finds the events of a dossier.
type grouping struct {
	d        *sources.Dossier
	actors   *index[sources.ActorID]
	kinds    map[sources.KindID]int32
	sets     map[string]int32   // of more than two parties
	headings map[string]heading // of more than two parties
	events   []event
	parties  [][2]int32                  // the ends of each claim that was asked for them, from 1
	named    map[sources.ContactID]int32 // those that rows name
	holder   *index[sources.ContactID]   // the event of each id
	lists    room[int32]                 // for the claims of events
	id       []byte                      // room for one
	ids      strings.Builder             // those of events stand in it side by side
}

// kind is the number of a kind.
func (p *grouping) kind(k sources.KindID) int32 {
	n, ok := p.kinds[k]
	if !ok {
		n = int32(len(p.kinds))
		p.kinds[k] = n
	}
	return n
}

// ends are the places of the two parties of a claim, which are looked for once.
func (p *grouping) ends(claim int32) (a, b int32) {
	known := &p.parties[claim]
	if known[0] == 0 {
		a, b = partiesOf(p.d, p.actors, &p.d.Claims[claim])
		*known = [2]int32{a + 1, b + 1}
	}
	return known[0] - 1, known[1] - 1
}

// partiesOf finds the places of the two parties of a claim.
func partiesOf(d *sources.Dossier, actors *index[sources.ActorID], cl *sources.Claim) (a, b int32) {
	if a, b, ok := sources.EndsOf(d, cl); ok {
		return int32(a), int32(b)
	}
	if len(cl.Recipients) == 1 {
		return actors.at(cl.Actors[0]), actors.at(cl.Recipients[0])
	}
	return actors.at(cl.Actors[0]), actors.at(cl.Actors[1])
}

// grouped derives the contacts of a dossier: which claims are of one event.
//
// A row that names its contact is of that one. A row that is about another claim, or about a contact, is of what that
// is. Of the rest, those that say that something took place are parted by sameEvent or sameTie. What contradicts
// them, is withheld or is taken back is of each event that it can be of, so that no denial is lost because it could
// deny two; what can be of none of them is parted likewise.
func grouped(d *sources.Dossier) (*Graph, error) {
	g := &Graph{dossier: d, actors: placesOf(d)}
	p := &grouping{d: d, actors: g.actors, kinds: map[sources.KindID]int32{}, sets: map[string]int32{},
		headings: map[string]heading{}, named: map[sources.ContactID]int32{}, parties: make([][2]int32, len(d.Claims))}
	about := p.about()
	supports, others := make([]int32, 0, len(d.Claims)), []int32(nil)
	for i := range p.d.Claims {
		cl := &p.d.Claims[i]
		_, answers := about[int32(i)]
		switch {
		case cl.Detail().Contact != "":
			n, ok := p.named[cl.Detail().Contact]
			if !ok {
				n = int32(len(p.events))
				p.named[cl.Detail().Contact] = n
				p.events = append(p.events, event{id: cl.Detail().Contact, named: true})
			}
			p.events[n].claims = append(p.events[n].claims, int32(i))
		case answers:
		case cl.Stance.Supports():
			supports = append(supports, int32(i))
		default:
			others = append(others, int32(i))
		}
	}
	p.part(supports)
	none, err := p.reach(others)
	if err != nil {
		return nil, err
	}
	p.part(none)
	p.attach(about)
	p.order()
	p.name()
	p.fill(g)
	var shared rooms
	for n := range g.contacts {
		g.contacts[n].dossier = g.dossier
		g.contacts[n].judge(&shared)
	}
	found := byIDs(g)
	g.edges = edgesOf(g, func(c int) (from, to int32) {
		if e := &p.events[c]; len(e.claims) == 1 {
			return p.ends(e.claims[0])
		}
		return found(c)
	})
	return g, nil
}

// A target is what a row is about in the end: a claim that is about nothing else or names its contact, or a contact that
// rows name.
type target struct {
	claim   int32 // -1 for a contact
	contact sources.ContactID
}

// about finds the targets of rows that say what they are about, and do not name their contact. In a dossier without
// errors there is what they are about, and none are about each other in a circle.
func (p *grouping) about() map[int32]target {
	claims := p.d.Claims
	var rows []int32
	place := map[sources.ClaimID]int32{} // of the claims that rows are about
	for i := range claims {
		if cl := &claims[i]; cl.Detail().About != "" && cl.Detail().Contact == "" {
			rows = append(rows, int32(i))
			place[sources.ClaimID(cl.Detail().About)] = -1
		}
	}
	if rows == nil {
		return nil
	}
	for i := range claims {
		if at, asked := place[claims[i].ID]; asked && at < 0 {
			place[claims[i].ID] = int32(i)
		}
	}
	targets := map[int32]target{}
	for _, row := range rows {
		var way []int32 // from the row to what it is about
		found := target{claim: -1}
		for at := row; ; {
			cl := &claims[at]
			if known, ok := targets[at]; ok {
				found = known
				break
			}
			if cl.Detail().About == "" || cl.Detail().Contact != "" {
				found.claim = at
				break
			}
			way = append(way, at)
			if at = place[sources.ClaimID(cl.Detail().About)]; at < 0 {
				found.contact = sources.ContactID(cl.Detail().About)
				break
			}
		}
		for _, at := range way {
			targets[at] = found
		}
	}
	return targets
}

// topic tells what a claim must have in common with others, and its heading.
func (p *grouping) topic(claim int32) (topic, heading) {
	cl := &p.d.Claims[claim]
	if len(cl.Actors)+len(cl.Recipients) == 2 {
		a, b := p.ends(claim)
		h := untold
		switch {
		case cl.Mutual:
			h = both
		case cl.Directed && a < b:
			h = forth
		case cl.Directed:
			h = back
		}
		return topic{min(a, b), max(a, b), p.kind(cl.Kind)}, h
	}
	actors, all := set(cl.Actors), set(slices.Concat(cl.Actors, cl.Recipients))
	n, ok := p.sets[all]
	if !ok {
		n = int32(len(p.sets))
		p.sets[all] = n
	}
	h := untold
	switch {
	case cl.Mutual:
		h = both
	case cl.Directed:
		if h, ok = p.headings[actors+" > "+all]; !ok {
			h = both + 1 + heading(len(p.headings))
			p.headings[actors+" > "+all] = h
		}
	}
	return topic{-1, n, p.kind(cl.Kind)}, h
}

// set writes a set of actors. No id has a blank in it.
func set(ids []sources.ActorID) string {
	texts := sources.Texts(ids)
	slices.Sort(texts)
	return strings.Join(texts, " ")
}

// part makes events of claims that name none.
func (p *grouping) part(claims []int32) {
	topics, headings := make([]topic, len(claims)), make([]heading, len(claims))
	for i, n := range claims {
		topics[i], headings[i] = p.topic(n)
	}
	p.events = slices.Grow(p.events, len(claims))
	var items []item
	for alike := range byTopic(topics, len(p.d.Actors)) {
		if len(alike) == 1 {
			p.add(item{claim: claims[alike[0]], heading: headings[alike[0]]})
			continue
		}
		items = items[:0]
		for _, i := range alike {
			items = append(items, item{claims[i], headings[i], spanOf(p.d.Claims[claims[i]].Date)})
		}
		parts := sameEvent
		if p.d.Kind(p.d.Claims[items[0].claim].Kind).Class == sources.TieClass {
			parts = sameTie
		}
		for _, part := range parts(items) {
			p.add(part...)
		}
	}
}

// add makes an event.
func (p *grouping) add(of ...item) {
	e := event{claims: p.lists.list(len(of)), heading: untold}
	for i, it := range of {
		e.claims[i] = it.claim
		e.heading = max(e.heading, it.heading)
	}
	p.events = append(p.events, e)
}

// byTopic yields lists of the places at which one topic stands, each in their order, in room that the next takes.
func byTopic(topics []topic, actors int) iter.Seq[[]int32] {
	// They are put side by side by the first of their two parties, of whom each has few others.
	begin := make([]int32, actors+2)
	for _, t := range topics {
		begin[t.low+2]++
	}
	for n := range actors {
		begin[n+2] += begin[n+1]
	}
	order := make([]int32, len(topics))
	for i, t := range topics {
		order[begin[t.low+1]] = int32(i)
		begin[t.low+1]++
	}
	return func(yield func([]int32) bool) {
		from := int32(0)
		for _, to := range begin[:actors+1] {
			all := order[from:to]
			from = to
			if len(all) > 1 {
				slices.SortFunc(all, func(i, j int32) int {
					a, b := &topics[i], &topics[j]
					return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(a.kind, b.kind), cmp.Compare(i, j))
				})
			}
			for len(all) > 0 {
				n := 1
				for n < len(all) && topics[all[n]] == topics[all[0]] {
					n++
				}
				if !yield(all[:n]) {
					return
				}
				all = all[n:]
			}
		}
	}
}

// A face is what an event shows to claims of a topic that may be of it.
type face struct {
	event   int32
	heading heading
	span    span
}

// reach puts claims that do not support anything into each event that they can be of. It returns those that can be of
// none.
func (p *grouping) reach(claims []int32) (none []int32, err error) {
	if len(claims) == 0 {
		return nil, nil
	}
	links := 0
	faces := map[topic][]face{}
	for _, i := range claims {
		t, _ := p.topic(i)
		faces[t] = nil
	}
	for n := range p.events {
		for _, i := range p.events[n].claims {
			cl := &p.d.Claims[i]
			t, h := p.topic(i)
			list, asked := faces[t]
			if !asked || !cl.Stance.Supports() {
				continue
			}
			span := spanOf(cl.Date)
			if last := len(list) - 1; last >= 0 && list[last].event == int32(n) {
				list[last].heading = max(list[last].heading, h)
				if common := list[last].span.within(span); p.d.Kind(cl.Kind).Class != sources.TieClass &&
					common.from <= common.to {
					list[last].span = common
				} else {
					list[last].span = list[last].span.and(span)
				}
				continue
			}
			faces[t] = append(list, face{int32(n), h, span})
		}
	}
	for _, i := range claims {
		cl := &p.d.Claims[i]
		t, h := p.topic(i)
		span, found := spanOf(cl.Date), false
		for _, f := range faces[t] {
			if f.span.meets(span) && !opposite(h, f.heading) {
				found = true
				if links++; links > mostReached+8*len(p.d.Claims) {
					return nil, fmt.Errorf("%s: too many rows deny what may be too many events: want a date, or "+
						"about, in rows such as this", cl.Pos())
				}
				p.events[f.event].claims = append(p.events[f.event].claims, i)
			}
		}
		if !found {
			none = append(none, i)
		}
	}
	return none, nil
}

// mostReached bounds the memory that denials without a date take beside events without number, each of which they may
// mean.
const mostReached = 1 << 20

// opposite tells whether two headings exclude each other for a denial: who denies that both met denies that one
// called on the other.
func opposite(a, b heading) bool {
	return a != b && a != untold && a != both && b != untold && b != both
}

// attach puts rows that are about something into the events of that.
func (p *grouping) attach(about map[int32]target) {
	stands := map[int32][]int32{} // the events of each claim that rows are about
	for _, t := range about {
		if t.claim >= 0 {
			stands[t.claim] = nil
		}
	}
	if len(stands) > 0 {
		for n := range p.events {
			for _, i := range p.events[n].claims {
				if list, asked := stands[i]; asked {
					stands[i] = append(list, int32(n))
				}
			}
		}
	}
	for i, t := range about { // in any order, since order sorts the claims
		events := stands[t.claim]
		if t.claim < 0 {
			events = []int32{p.named[t.contact]}
		}
		for _, n := range events {
			p.events[n].claims = append(p.events[n].claims, i)
		}
	}
}

// order sorts each event's claims, and the events by their first claims.
func (p *grouping) order() {
	begin := make([]int32, len(p.d.Claims)+1) // of the events of each first claim
	for n := range p.events {
		e := &p.events[n]
		e.exact = p.mostExact(e.claims)
		if e.named || len(e.claims) > 1 {
			slices.Sort(e.claims)
		}
		begin[e.claims[0]+1]++
	}
	for i := range p.d.Claims {
		begin[i+1] += begin[i]
	}
	to := make([]int32, len(p.events))
	for n := range p.events {
		first := p.events[n].claims[0]
		to[n] = begin[first]
		begin[first]++
	}
	ordered := p.events // in place: there are as many as rows
	for n := range ordered {
		for m := to[n]; m != int32(n); m = to[n] {
			ordered[n], ordered[m] = ordered[m], ordered[n]
			to[n], to[m] = to[m], m
		}
	}
	for n := 0; n < len(ordered); {
		same := n + 1
		for same < len(ordered) && ordered[same].claims[0] == ordered[n].claims[0] {
			same++
		}
		if same > n+1 {
			slices.SortStableFunc(ordered[n:same], func(a, b event) int { return cmp.Compare(a.exact, b.exact) })
		}
		n = same
	}
}

// mostExact is the claim with the most exact date among those that support an event or, if none does, among all.
func (p *grouping) mostExact(claims []int32) int32 {
	if len(claims) == 1 {
		return claims[0]
	}
	rank := func(i int32) (int, uint64, int64) {
		cl := &p.d.Claims[i]
		s, stands := spanOf(cl.Date), 1
		if cl.Stance.Supports() {
			stands = 0
		}
		return stands, s.length(), s.from
	}
	return slices.MinFunc(claims, func(i, j int32) int {
		stands1, length1, from1 := rank(i)
		stands2, length2, from2 := rank(j)
		return cmp.Or(cmp.Compare(stands1, stands2), cmp.Compare(length1, length2), cmp.Compare(from1, from2))
	})
}

// fill makes contacts of the events, and gives them to g.
func (p *grouping) fill(g *Graph) {
	events := p.events
	n := 0
	for i := range events {
		n += len(events[i].claims)
	}
	all := make([]*sources.Claim, 0, n) // one list serves all contacts
	g.contacts = make([]Contact, len(events))
	g.byID, p.holder.of = p.holder, idsOf(g)
	for n := range events {
		e, begin := &events[n], len(all)
		for _, i := range e.claims {
			all = append(all, &p.d.Claims[i])
		}
		c := &g.contacts[n]
		c.ID, c.Claims = e.id, all[begin:len(all):len(all)]
		c.Event = string(c.ID[e.dated[0]:e.dated[1]])
	}
}
