package layout

import (
	"fmt"
	"slices"
	"strconv"
)

const (
	minLength = 2      // pt; Graphviz makes boxes at least 1.44 pt high
	maxLength = 10_000 // pt; keeps a sum of lengths within the digits Graphviz prints
	minGap    = 4      // pt; below 2 pt dot fails in one of 4,000 graphs, and may take Graphviz with it
	maxDepth  = 20     // of groups in groups; Graphviz's stack is 64 KiB and overflows silently

	maxPlace = 1e6 // pt, of a given place

	defaultNodeSep = 12
	defaultRankSep = 30
)

// A draft is a Graph that has been checked and resolved: ids are indices, none is -1.
type draft struct {
	Graph
	parent   nesting
	group    []int // of nodes, a group
	from, to []int // of edges, a node
	inhabits []int // of groups, the number of nodes in it and in its groups
	labelled bool  // some edge has a label
	given    bool  // some node has a given place

	place []int // of nodes, their place in the walk that decides which end of an edge is placed first
	home  []int // of edges, the group that their label stands in
}

// A nesting tells of each group the one that it is in, -1 for none.
type nesting []int

// common is the innermost group around both groups a and b.
func (n nesting) common(a, b int) int {
	around := func(inner, outer int) bool {
		for inner >= 0 && inner != outer {
			inner = n[inner]
		}
		return inner == outer
	}
	for a >= 0 && !around(b, a) {
		a = n[a]
	}
	return a
}

// level is how many groups are around a group.
func (n nesting) level(g int) int {
	level := 0
	for ; n[g] >= 0; g = n[g] {
		level++
	}
	return level
}

// outermost is the outermost group around a group, or itself.
func (n nesting) outermost(g int) int {
	for g >= 0 && n[g] >= 0 {
		g = n[g]
	}
	return g
}

// newDraft checks g.
func newDraft(g Graph) (*draft, error) {
	d := &draft{Graph: g}
	if n := len(g.Nodes); n > maxNodes {
		return nil, tooBig(n, "nodes", maxNodes)
	}
	if n := len(g.Edges); n > maxEdges {
		return nil, tooBig(n, "edges", maxEdges)
	}
	if g.Direction != LeftToRight && g.Direction != TopToBottom {
		return nil, fmt.Errorf("direction %d: want LeftToRight or TopToBottom", g.Direction)
	}
	if g.Method < Layered || g.Method > Force {
		return nil, fmt.Errorf("method %d: want Layered, Radial or Force", g.Method)
	}
	if g.Aspect != 0 && !(g.Aspect >= 0.1 && g.Aspect <= 10) {
		return nil, fmt.Errorf("aspect %v: want 0 or 0.1 to 10", g.Aspect)
	}
	if !isGap(g.NodeSep) || !isGap(g.RankSep) {
		return nil, fmt.Errorf("gaps of %v and %v pt: want 0 or %d to %d", g.NodeSep, g.RankSep, minGap, maxLength)
	}
	for _, resolve := range []func() error{d.resolveGroups, d.resolveNodes, d.resolveEdges} {
		if err := resolve(); err != nil {
			return nil, err
		}
	}
	if d.NodeSep == 0 {
		d.NodeSep = defaultNodeSep
	}
	if d.RankSep == 0 {
		d.RankSep = defaultRankSep
	}
	if d.Ordered {
		d.sort()
	} else {
		d.walk()
	}
	d.settle()
	return d, nil
}

func tooBig(n int, what string, most int) error {
	return fmt.Errorf("%w: %d %s, and %d are the most: leave out actors or contacts, "+
		"or export graphml, which needs no figure", ErrTooBig, n, what, most)
}

func isLength(v float64) bool { return v >= 0 && v <= maxLength } // false for NaN

// isGap tells whether v is a gap, or 0 for the usual one.
func isGap(v float64) bool { return v == 0 || v >= minGap && isLength(v) }

// isSize tells whether w and h are the size of a box.
func isSize(w, h float64) bool { return isLength(w) && isLength(h) && min(w, h) >= minLength }

// isLabel tells whether w and h are the size of a label, or of none.
func isLabel(w, h float64) bool { return isSize(w, h) || w == 0 && h == 0 }

func (d *draft) resolveGroups() error {
	index := make(map[GroupID]int, len(d.Groups))
	for i, g := range d.Groups {
		if g.ID == "" {
			return fmt.Errorf("group %d has no id", i)
		}
		if _, twice := index[g.ID]; twice {
			return fmt.Errorf("group %q is given twice", g.ID)
		}
		if !isLabel(g.Width, g.Height) {
			return fmt.Errorf("group %q has a label of %v x %v pt: want 0 x 0 or %d to %d", g.ID, g.Width, g.Height,
				minLength, maxLength)
		}
		index[g.ID] = i
	}
	in := func(what string, id any, group GroupID) (int, error) {
		at, known := index[group]
		switch {
		case group == "":
			return -1, nil
		case !known:
			return 0, fmt.Errorf("%s %q is in unknown group %q", what, id, group)
		}
		return at, nil
	}
	var err error
	d.parent = make(nesting, len(d.Groups))
	for i, g := range d.Groups {
		if d.parent[i], err = in("group", g.ID, g.Parent); err != nil {
			return err
		}
	}
	for i, g := range d.Groups {
		depth := 0
		for p := i; p >= 0; p = d.parent[p] {
			if depth++; depth > maxDepth {
				return fmt.Errorf("group %q is in itself or more than %d groups deep", g.ID, maxDepth)
			}
		}
	}
	d.inhabits = make([]int, len(d.Groups))
	d.group = make([]int, len(d.Nodes))
	for i, n := range d.Nodes {
		if d.group[i], err = in("node", n.ID, n.Group); err != nil {
			return err
		}
		for k := d.group[i]; k >= 0; k = d.parent[k] {
			d.inhabits[k]++
		}
	}
	return nil
}

func (d *draft) resolveNodes() error {
	seen := make(map[NodeID]bool, len(d.Nodes))
	for _, n := range d.Nodes {
		if seen[n.ID] {
			return fmt.Errorf("node %q is given twice", n.ID)
		}
		seen[n.ID] = true
		if max(n.Width, n.Height) > maxLength {
			return tooLong("the box of "+strconv.Quote(string(n.ID)), max(n.Width, n.Height))
		}
		if !isSize(n.Width, n.Height) {
			return fmt.Errorf("node %q has a size of %v x %v pt: want %d to %d", n.ID, n.Width, n.Height, minLength,
				maxLength)
		}
		if n.At != nil {
			d.given = true
			if !(abs(n.At.X) < maxPlace && abs(n.At.Y) < maxPlace) { // NaN too
				return fmt.Errorf("node %q is at %v, %v: want numbers below %.0e", n.ID, n.At.X, n.At.Y, maxPlace)
			}
		}
	}
	if d.Centre != "" && !seen[d.Centre] {
		return fmt.Errorf("centre is unknown node %q", d.Centre)
	}
	return nil
}

// tooLong is the error for a text that no figure has room for.
func tooLong(what string, length float64) error {
	return fmt.Errorf("%w: %s has %.0f pt, and %d are the most: want shorter words in it, or export graphml, which needs "+
		"no figure", ErrTooBig, what, length, maxLength)
}

func (d *draft) resolveEdges() error {
	index := make(map[NodeID]int, len(d.Nodes))
	for i, n := range d.Nodes {
		index[n.ID] = i
	}
	seen := make(map[EdgeID]bool, len(d.Edges))
	d.from, d.to = make([]int, len(d.Edges)), make([]int, len(d.Edges))
	for i, e := range d.Edges {
		if seen[e.ID] {
			return fmt.Errorf("edge %q is given twice", e.ID)
		}
		seen[e.ID] = true
		from, knownFrom := index[e.From]
		to, knownTo := index[e.To]
		switch {
		case !knownFrom:
			return fmt.Errorf("edge %q starts at unknown node %q", e.ID, e.From)
		case !knownTo:
			return fmt.Errorf("edge %q ends at unknown node %q", e.ID, e.To)
		case max(e.LabelWidth, e.LabelHeight) > maxLength:
			return tooLong("the label of "+strconv.Quote(string(e.ID)), max(e.LabelWidth, e.LabelHeight))
		case !isLabel(e.LabelWidth, e.LabelHeight):
			return fmt.Errorf("edge %q has a label of %v x %v pt: want 0 x 0 or %d to %d", e.ID, e.LabelWidth,
				e.LabelHeight, minLength, maxLength)
		}
		d.from[i], d.to[i] = from, to
		d.labelled = d.labelled || e.LabelWidth > 0
	}
	return nil
}

// walk numbers the nodes breadth first, each component from its busiest node. Edges go to dot from the lower to the
// higher number: figures grow outwards from the actor with the most contacts. dot by itself keeps the direction of
// edges as far as cycles allow, which for contacts says nothing, and makes figures about half as wide again with
// twice the length of line.
func (d *draft) walk() {
	neighbours := make([][]int, len(d.Nodes))
	for i := range d.Edges {
		a, b := d.from[i], d.to[i]
		if a == b {
			continue
		}
		neighbours[a] = append(neighbours[a], b)
		neighbours[b] = append(neighbours[b], a)
	}
	busiest := make([]int, len(d.Nodes))
	for v := range busiest {
		busiest[v] = v
	}
	slices.SortStableFunc(busiest, func(a, b int) int { return len(neighbours[b]) - len(neighbours[a]) })

	d.place = make([]int, len(d.Nodes))
	for v := range d.place {
		d.place[v] = -1
	}
	var queue []int
	visit := func(v int) {
		if d.place[v] < 0 {
			d.place[v] = len(queue)
			queue = append(queue, v)
		}
	}
	next := 0
	for _, start := range busiest {
		visit(start)
		for ; next < len(queue); next++ {
			for _, w := range neighbours[queue[next]] {
				visit(w)
			}
		}
	}
}

// sort numbers the nodes of an ordered graph so that edges run from lower to higher numbers, as far as cycles allow.
func (d *draft) sort() {
	after := make([][]int, len(d.Nodes))
	before := make([]int, len(d.Nodes)) // edges that arrive from nodes without a number
	for i := range d.Edges {
		if a, b := d.from[i], d.to[i]; a != b {
			after[a] = append(after[a], b)
			before[b]++
		}
	}
	d.place = make([]int, len(d.Nodes))
	for v := range d.place {
		d.place[v] = -1
	}
	var queue []int
	visit := func(v int) {
		if d.place[v] < 0 {
			d.place[v] = len(queue)
			queue = append(queue, v)
		}
	}
	for v, n := range before {
		if n == 0 {
			visit(v)
		}
	}
	next := 0
	for v := range d.Nodes {
		for ; next < len(queue); next++ {
			for _, w := range after[queue[next]] {
				if before[w]--; before[w] == 0 {
					visit(w)
				}
			}
		}
		visit(v) // if it has no number yet, it is on a cycle
	}
}

// settle finds the group for the label of each edge. The label of an edge within a group stands in the group if most
// edges that touch the group are within it, so that its nodes can spread over several ranks. Otherwise the label
// stands outside: the group stays a plain column, and the whole figure has the shorter lines.
func (d *draft) settle() {
	within, across := make([]int, len(d.Groups)), make([]int, len(d.Groups))
	common := make([]int, len(d.Edges))
	for i := range d.Edges {
		common[i] = d.parent.common(d.group[d.from[i]], d.group[d.to[i]])
		for k := common[i]; k >= 0; k = d.parent[k] {
			within[k]++
		}
		for _, v := range [2]int{d.from[i], d.to[i]} {
			for k := d.group[v]; k != common[i]; k = d.parent[k] {
				across[k]++
			}
		}
	}
	d.home = common
	for i, k := range common {
		for k >= 0 && within[k] < across[k] {
			k = d.parent[k]
		}
		d.home[i] = k
	}
}

// ends gives the nodes of edge i in the order they are placed in.
func (d *draft) ends(i int) (first, second int) {
	a, b := d.from[i], d.to[i]
	if d.place[a] > d.place[b] {
		return b, a
	}
	return a, b
}

// effort is the most that the size of the graph allows.
func (d *draft) effort() effort {
	if d.Method != Layered || d.given {
		if len(d.Nodes) <= freeNodes && len(d.Edges) <= freeEdges {
			return ours
		}
		return rough
	}
	n, span := max(len(d.Edges), len(d.Nodes)), d.span()
	switch {
	case n <= fullSize && span <= fullSpan:
		return full
	case n <= quickSize && span <= quickSpan:
		return quick
	}
	return rough
}

// span estimates how many ranks the edges pass, all together, which is what dot's time grows with.
func (d *draft) span() int {
	after := make([][]int, len(d.Nodes))
	for i := range d.Edges {
		if a, b := d.ends(i); a != b {
			after[a] = append(after[a], b)
		}
	}
	queue := make([]int, len(d.Nodes))
	for v, p := range d.place {
		queue[p] = v
	}
	rank := make([]int, len(d.Nodes))
	for _, v := range queue {
		for _, w := range after[v] {
			rank[w] = max(rank[w], rank[v]+1)
		}
	}
	span := 0
	for i := range d.Edges {
		a, b := d.ends(i)
		span += rank[b] - rank[a]
	}
	if d.labelled {
		span *= 2
	}
	return span
}

// empty is the placement of a graph without nodes.
func (d *draft) empty() Placement {
	p := Placement{Groups: make([]PlacedGroup, len(d.Groups)), Nodes: []PlacedNode{}, Edges: []PlacedEdge{}}
	for i, g := range d.Groups {
		p.Groups[i].ID = g.ID
	}
	return p
}
