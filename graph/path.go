package graph

import (
	"cmp"
	"fmt"
	"slices"

	"relgraph/sources"
)

// Links say what ties two actors for Path and Measure. The zero Links are the contacts that somebody says took place:
// those of the states confirmed to disputed. What is only denied, retracted, planned, asked for or thought possible
// is no link.
type Links struct {
	Also []State // contacts of these states are links too
	Ties bool    // ties are links too, though they are no contacts
}

// Include tells whether c is a link.
func (l Links) Include(c *Contact) bool {
	if c.IsTie() && !l.Ties {
		return false
	}
	return c.State <= Disputed || slices.Contains(l.Also, c.State)
}

// A Preference says which of the ways between two actors is wanted.
type Preference uint8

// The preferences. Whichever is asked for, the other one decides among ways that are equal by it, and the dossier's
// order among those that are equal by both.
const (
	// Shortest wants the fewest links.
	Shortest Preference = iota
	// BestEvidenced wants the best weakest link: a chain holds no better than that. It wants the fewest links in the
	// worst of the states that cannot be avoided, then the fewest in the next worst, and so on, in the order of
	// States, ties being worse than any state; then the most origins at the links. So three confirmed
	// contacts are preferred to one that rests on one origin. No number is put on how much better one state is than
	// another, because nothing would justify it.
	BestEvidenced
)

// A Way leads from one actor to another.
type Way struct {
	From, To sources.ActorID
	Steps    []Step // empty if From is To
}

// A Step goes from one actor to the next.
type Step struct {
	From, To sources.ActorID
	// all that tie the two and are links, the best evidenced first; empty if they are tied by BelongsTo alone
	Links []*Contact
	// what else the dossier has about the two: denials, plans, and affiliations that are not asked for
	Others []*Contact
	// of the two the one that the other belongs to, for a step of NearestWay that rests on nothing else
	PartOf sources.ActorID
}

// joins tells whether two actors stand beside each other on the way.
func (w Way) joins(a, b sources.ActorID) bool {
	return slices.ContainsFunc(w.Steps, func(s Step) bool { return s.From == a && s.To == b || s.From == b && s.To == a })
}

// NotConnected is the error of Path if no way leads from one actor to the other.
type NotConnected struct {
	From, To  sources.ActorID
	FromAmong []sources.ActorID // whom the links tie From to, however indirectly, From included, in the dossier's order
	ToAmong   []sources.ActorID
	Nearest   Way // a way that takes as little as can be that is no link; without steps if there is none
}

// Error says between whom, by their ids.
func (n *NotConnected) Error() string {
	return fmt.Sprintf("no chain of contacts leads from %q to %q", n.From, n.To)
}

// Path finds how two actors are connected. A contact joins its parties whichever way it runs. The error is a
// *NotConnected if no way leads from one to the other, and another one if the dossier does not know an actor.
func (g *Graph) Path(from, to sources.ActorID, l Links, p Preference) (Way, error) {
	g = known(g)
	for _, id := range []sources.ActorID{from, to} {
		if g.Whole().Dossier().Actor(id) == nil {
			return Way{}, UnknownActor(g.Whole().Dossier(), id)
		}
	}
	u, known1 := g.actors.get(from)
	v, known2 := g.actors.get(to)
	if !known1 || !known2 {
		return Way{}, tiesOf(g, l).notConnected(from, to)
	}
	better := costs.shorter
	if p == BestEvidenced {
		better = costs.holdsBetter
	}
	way, ok := tiesOf(g, l).search(u, v, better, false)
	if !ok {
		return Way{}, tiesOf(g, l).notConnected(from, to)
	}
	return way, nil
}

// A tie is all that there is between an actor and another one.
type tie struct {
	to     int32
	links  []*Contact // the best evidenced first
	others []*Contact
	partOf sources.ActorID
}

// ties are a graph's ties by node, those of each in the order of the other nodes. They are put together where a search
// asks for them.
type ties struct {
	g     *Graph
	links Links
	rows  [][]tie
}

// tiesOf are those of g, of which some are links.
func tiesOf(g *Graph, l Links) ties { return ties{g, l, make([][]tie, len(g.Dossier().Actors))} }

// of are the ties of a node.
func (t ties) of(u int32) []tie {
	if t.rows[u] == nil {
		t.rows[u] = t.row(u)
	}
	return t.rows[u]
}

func (t ties) row(u int32) []tie {
	g := t.g
	incident := slices.Clone(g.edges.of(u))
	other := func(i int32) int32 { return g.edges.list[i].from + g.edges.list[i].to - u }
	slices.SortStableFunc(incident, func(i, j int32) int { return cmp.Compare(other(i), other(j)) })
	row := []tie{}
	for _, i := range incident {
		if len(row) == 0 || row[len(row)-1].to != other(i) {
			row = append(row, tie{to: other(i)})
		}
		last := &row[len(row)-1]
		if c := &g.contacts[g.edges.list[i].contact]; t.links.Include(c) {
			last.links = append(last.links, c)
		} else {
			last.others = append(last.others, c)
		}
	}
	for i := range row {
		slices.SortStableFunc(row[i].links, bestEvidenced)
	}
	return row
}

// at is the tie from u to v, which it makes if there is none.
func (t ties) at(u, v int32) *tie {
	i, found := slices.BinarySearchFunc(t.of(u), v, func(e tie, v int32) int { return cmp.Compare(e.to, v) })
	if !found {
		t.rows[u] = slices.Insert(t.rows[u], i, tie{to: v})
	}
	return &t.rows[u][i]
}

// belonging adds to t what belongs to what by part_of.
func (t ties) belonging() ties {
	for i := range t.g.Dossier().Actors {
		a := &t.g.Dossier().Actors[i]
		for _, whole := range a.PartOf {
			if v, ok := t.g.actors.get(whole); ok && v != int32(i) {
				t.at(int32(i), v).partOf = whole
				t.at(v, int32(i)).partOf = whole
			}
		}
	}
	return t
}

// among lists whom links tie u to, however indirectly, u included.
func (t ties) among(u int32) []sources.ActorID {
	reached := map[int32]bool{u: true}
	list := []int32{u}
	for i := 0; i < len(list); i++ {
		for _, e := range t.of(list[i]) {
			if len(e.links) > 0 && !reached[e.to] {
				reached[e.to] = true
				list = append(list, e.to)
			}
		}
	}
	slices.Sort(list)
	ids := make([]sources.ActorID, len(list))
	for i, n := range list {
		ids[i] = t.g.Dossier().Actors[n].ID
	}
	return ids
}

// notConnected is the error of a search that finds no way.
func (t ties) notConnected(from, to sources.ActorID) error {
	n := &NotConnected{From: from, To: to, FromAmong: []sources.ActorID{from}, ToAmong: []sources.ActorID{to}}
	u, known1 := t.g.actors.get(from)
	v, known2 := t.g.actors.get(to)
	if known1 {
		n.FromAmong = t.among(u)
	}
	if known2 {
		n.ToAmong = t.among(v)
	}
	if known1 && known2 {
		n.Nearest, _ = t.belonging().search(u, v, costs.nearer, true)
	}
	return n
}

// bestEvidenced orders contacts by their state, contacts before affiliations, then by their origins.
func bestEvidenced(a, b *Contact) int {
	return cmp.Or(cmp.Compare(grade(a), grade(b)), cmp.Compare(b.Origins.Min, a.Origins.Min))
}

// grade is how well a link is evidenced as a contact, the best first.
func grade(c *Contact) int {
	if c.IsTie() {
		return tieGrade
	}
	return int(c.State)
}

// tieGrade is that of ties, behind those of all states.
const (
	tieGrade = len(stateTable)
	grades   = tieGrade + 1
)

// costs are what a way costs: each measure is a sum over its steps, so that Dijkstra's algorithm finds the least.
type costs struct {
	noLinks int32 // steps that no link makes
	steps   int32
	by      [grades]int32 // steps by the grade of their best link
	doubt   float64       // the sum of 1/origins: links with more origins cost less
}

func (c costs) plus(e tie) costs {
	c.steps++
	if len(e.links) == 0 {
		c.noLinks++
		return c
	}
	c.by[grade(e.links[0])]++
	c.doubt += 1 / float64(max(1, e.links[0].Origins.Min))
	return c
}

// evidence compares how many steps are of the worst grade, then of the next.
func (c costs) evidence(d costs) int {
	for i := grades - 1; i >= 0; i-- {
		if c.by[i] != d.by[i] {
			return cmp.Compare(c.by[i], d.by[i])
		}
	}
	return cmp.Compare(c.doubt, d.doubt)
}

func (c costs) shorter(d costs) int {
	return cmp.Or(cmp.Compare(c.steps, d.steps), c.evidence(d))
}

func (c costs) holdsBetter(d costs) int {
	return cmp.Or(c.evidence(d), cmp.Compare(c.steps, d.steps))
}

func (c costs) nearer(d costs) int {
	return cmp.Or(cmp.Compare(c.noLinks, d.noLinks), c.shorter(d))
}

// search finds the way of least cost from u to v; with all, along ties too that are no links.
func (t ties) search(u, v int32, compare func(a, b costs) int, all bool) (Way, bool) {
	n := len(t.rows)
	best, before := make([]costs, n), make([]int32, n) // the node before each, from 1; 0 for one that is not reached
	done := make([]bool, n)
	before[u] = u + 1
	open := &frontier{compare: compare, ends: []end{{u, costs{}}}}
	for len(open.ends) > 0 && !done[v] {
		at := open.pop()
		if done[at.node] {
			continue
		}
		done[at.node] = true
		for _, e := range t.of(at.node) {
			if len(e.links) == 0 && !all || done[e.to] {
				continue
			}
			cost := at.cost.plus(e)
			if before[e.to] == 0 || compare(cost, best[e.to]) < 0 {
				best[e.to], before[e.to] = cost, at.node+1
				open.push(end{e.to, cost})
			}
		}
	}
	way := Way{From: t.g.Dossier().Actors[u].ID, To: t.g.Dossier().Actors[v].ID}
	if !done[v] {
		return way, false
	}
	for v != u {
		from := before[v] - 1
		e := t.at(from, v)
		way.Steps = append(way.Steps, Step{t.g.Dossier().Actors[from].ID, t.g.Dossier().Actors[v].ID, e.links, e.others,
			e.partOf})
		v = from
	}
	slices.Reverse(way.Steps)
	return way, true
}

// A frontier is the heap of Dijkstra's algorithm: ways found so far by their cost, then by the node where they end.
type frontier struct {
	compare func(a, b costs) int
	ends    []end
}

type end struct {
	node int32
	cost costs
}

func (f *frontier) less(i, j int) bool {
	return cmp.Or(f.compare(f.ends[i].cost, f.ends[j].cost), cmp.Compare(f.ends[i].node, f.ends[j].node)) < 0
}

func (f *frontier) swap(i, j int) { f.ends[i], f.ends[j] = f.ends[j], f.ends[i] }

func (f *frontier) push(e end) {
	f.ends = append(f.ends, e)
	for i := len(f.ends) - 1; i > 0 && f.less(i, (i-1)/2); i = (i - 1) / 2 {
		f.swap(i, (i-1)/2)
	}
}

// pop takes the least out of a frontier that has any.
func (f *frontier) pop() end {
	least, last := f.ends[0], len(f.ends)-1
	f.swap(0, last)
	f.ends = f.ends[:last]
	for i := 0; ; {
		next := 2*i + 1
		if next+1 < last && f.less(next+1, next) {
			next++
		}
		if next >= last || !f.less(next, i) {
			return least
		}
		f.swap(i, next)
		i = next
	}
}
