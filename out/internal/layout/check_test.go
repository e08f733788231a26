package layout

import (
	"fmt"
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// A PartKind says which part of a figure is meant. The zero PartKind is none.
type PartKind int

const (
	NodeBox    PartKind = iota + 1 // the box of a node
	EdgeLabel                      // the box of an edge's label
	EdgeLine                       // the line of an edge
	GroupFrame                     // the frame of a group
	GroupLabel                     // the box of a group's label
	Page                           // all of the figure
)

// A Part is something that a Placement places. Of the three identities it has the one that its Kind speaks of.
type Part struct {
	Kind  PartKind
	Node  NodeID
	Edge  EdgeID
	Group GroupID
}

// String names the part as an error message would: label of edge "e1".
func (p Part) String() string {
	switch p.Kind {
	case NodeBox:
		return fmt.Sprintf("node %q", p.Node)
	case EdgeLabel:
		return fmt.Sprintf("label of edge %q", p.Edge)
	case EdgeLine:
		return fmt.Sprintf("line of edge %q", p.Edge)
	case GroupFrame:
		return fmt.Sprintf("group %q", p.Group)
	case GroupLabel:
		return fmt.Sprintf("label of group %q", p.Group)
	case Page:
		return "the page"
	}
	return "nothing"
}

// A FaultKind says what is wrong between two parts. The zero FaultKind is nothing.
type FaultKind int

const (
	// two boxes share room: of nodes, of labels, or a group's frame and what is not in the group
	Overlap FaultKind = iota + 1
	// a line passes through a node or a label; also through its own node, after it has left it
	RunsInto
	Overflow // a part reaches out of the page, or out of its group's frame
	Astray   // a line does not end at its node or does not run through its label
	// two lines run on top of each other for a while; usual in Layered layouts with groups, where dot bundles lines
	Merge
)

// A Fault is what a reader would stumble over: two parts of a figure that are in each other's way. A is the one that
// comes first among nodes, labels and lines; of two of a sort, the one that the Graph has first.
type Fault struct {
	Kind FaultKind
	A, B Part
}

// String says the fault in words: line of edge "e1" runs into node "n2".
func (f Fault) String() string {
	says := map[FaultKind]string{Overlap: "overlaps", RunsInto: "runs into", Overflow: "reaches out of",
		Astray: "is astray from", Merge: "merges with"}[f.Kind]
	return fmt.Sprintf("%v %s %v", f.A, says, f.B)
}

// What Faults counts, in points.
const (
	astray    = 1.0  // how far off its label or node a line may be
	exactness = 0.05 // of a curve made straight
)

// Faults lists what overlaps in the placement of g: nodes, labels and lines of each with each, and all of them with
// the page. A group's frame, if it has one, is held against the nodes and frames that are not in it, those that are,
// and its label against everything but lines, which run behind it. Things that touch, or reach into each other by
// half a point, are no fault. Lines may cross. The list is in the order of the Graph; nil is as it should be. Time
// grows with the number of parts and the length of lines, not with its square: a figure of 500 edges takes some 20
// ms.
func (p Placement) Faults(g Graph) []Fault {
	if len(p.Nodes) != len(g.Nodes) || len(p.Edges) != len(g.Edges) || len(p.Groups) != len(g.Groups) {
		return []Fault{{Kind: Astray, A: Part{Kind: Page}, B: Part{Kind: Page}}}
	}
	c := newCheck(p, g)
	c.boxes()
	c.lines()
	c.merges()
	c.frames()
	c.page()
	return c.found
}

// A check is a placement with all its boxes, and those in a grid.
type check struct {
	p     Placement
	g     Graph
	parts []Part // that have a box: nodes, labels of edges, labels of groups
	at    []Box
	owner []int // of a part: the number of the node, edge or group
	index map[NodeID]int
	flat  [][]plane.Point
	grid  grid
	found []Fault
}

func newCheck(p Placement, g Graph) *check {
	c := &check{p: p, g: g, index: make(map[NodeID]int, len(g.Nodes))}
	add := func(part Part, owner int, at Box) {
		c.parts, c.owner, c.at = append(c.parts, part), append(c.owner, owner), append(c.at, at)
	}
	for i, n := range g.Nodes {
		c.index[n.ID] = i
		add(Part{Kind: NodeBox, Node: n.ID}, i, boxAround(p.Nodes[i].Centre, n.Width, n.Height))
	}
	for i, e := range g.Edges {
		if e.LabelWidth > 0 {
			add(Part{Kind: EdgeLabel, Edge: e.ID}, i, boxAround(p.Edges[i].Label, e.LabelWidth, e.LabelHeight))
		}
		c.flat = append(c.flat, flatten(p.Edges[i].Path, exactness))
	}
	for i, group := range g.Groups {
		if group.Width > 0 && p.Groups[i].Box != (Box{}) {
			add(Part{Kind: GroupLabel, Group: group.ID}, i, boxAround(p.Groups[i].Label, group.Width, group.Height))
		}
	}
	c.grid = newGrid(c.at)
	return c
}

func (c *check) add(kind FaultKind, a, b Part) {
	c.found = append(c.found, Fault{kind, a, b})
}

// boxes compares boxes with boxes.
func (c *check) boxes() {
	for i, a := range c.at {
		for _, j := range c.grid.near(a) {
			if j > i && a.overlaps(c.at[j], -slack) {
				c.add(Overlap, c.parts[i], c.parts[j])
			}
		}
	}
}

// lines compares lines with boxes.
func (c *check) lines() {
	for i, e := range c.g.Edges {
		line, flat := Part{Kind: EdgeLine, Edge: e.ID}, c.flat[i]
		if len(flat) == 0 {
			c.add(Astray, line, Part{Kind: Page})
			continue
		}
		for k, end := range [2]struct {
			at   plane.Point
			node NodeID
		}{{flat[0], e.From}, {flat[len(flat)-1], e.To}} {
			if k == 0 || e.From != e.To {
				node := c.index[end.node]
				if plane.Distance(end.at, c.at[node].border(end.at)) > astray {
					c.add(Astray, line, c.parts[node])
				}
			}
		}
		if e.LabelWidth > 0 && nearestTo(flat, c.p.Edges[i].Label) > astray {
			c.add(Astray, line, Part{Kind: EdgeLabel, Edge: e.ID})
		}
		for _, j := range c.hit(flat) {
			switch c.parts[j].Kind {
			case EdgeLabel:
				if c.owner[j] == i {
					continue
				}
			case GroupLabel:
				continue
			}
			c.add(RunsInto, line, c.parts[j])
		}
	}
}

// hit lists the boxes that a line passes through, in their order.
func (c *check) hit(flat []plane.Point) []int {
	var hit []int
	for k := 1; k < len(flat); k++ {
		a, b := flat[k-1], flat[k]
		c.grid.along(a, b, func(j int) {
			if !slices.Contains(hit, j) && c.at[j].grown(-slack).crossedBy(a, b) && !c.at[j].thin() {
				hit = append(hit, j)
			}
		})
	}
	slices.Sort(hit)
	return hit
}

// thin tells whether b has no inside that is farther than slack from its border.
func (b Box) thin() bool { return min(b.width(), b.height()) <= 2*slack }

// merges finds lines that run on top of each other.
func (c *check) merges() {
	for _, pair := range merges(c.flat, mergeGap) {
		c.add(Merge, Part{Kind: EdgeLine, Edge: c.g.Edges[pair[0]].ID}, Part{Kind: EdgeLine, Edge: c.g.Edges[pair[1]].ID})
	}
}

// frames compares the frames of groups with nodes and with each other.
func (c *check) frames() {
	parent := map[GroupID]GroupID{}
	for _, g := range c.g.Groups {
		parent[g.ID] = g.Parent
	}
	within := func(inner, outer GroupID) bool {
		for steps := 0; inner != "" && inner != outer && steps <= maxDepth; steps++ {
			inner = parent[inner]
		}
		return inner == outer
	}
	for i, g := range c.g.Groups {
		box, frame := c.p.Groups[i].Box, Part{Kind: GroupFrame, Group: g.ID}
		if box == (Box{}) {
			continue
		}
		for k, n := range c.g.Nodes {
			switch {
			case within(n.Group, g.ID):
				if !box.grown(slack).holds(c.at[k]) {
					c.add(Overflow, c.parts[k], frame)
				}
			case box.overlaps(c.at[k], -slack):
				c.add(Overlap, c.parts[k], frame)
			}
		}
		for k, other := range c.g.Groups[:i] {
			inner := c.p.Groups[k].Box
			if inner != (Box{}) && !within(other.ID, g.ID) && !within(g.ID, other.ID) && box.overlaps(inner, -slack) {
				c.add(Overlap, Part{Kind: GroupFrame, Group: other.ID}, frame)
			}
		}
		if label := boxAround(c.p.Groups[i].Label, g.Width, g.Height); g.Width > 0 && !box.grown(slack).holds(label) {
			c.add(Overflow, Part{Kind: GroupLabel, Group: g.ID}, frame)
		}
	}
}

// page finds what is not on the page.
func (c *check) page() {
	page := Box{Max: plane.Point{X: c.p.Width, Y: c.p.Height}}.grown(slack)
	out := func(part Part, b Box) {
		if !page.holds(b) {
			c.add(Overflow, part, Part{Kind: Page})
		}
	}
	for i, b := range c.at {
		out(c.parts[i], b)
	}
	for i, flat := range c.flat {
		if len(flat) > 0 {
			out(Part{Kind: EdgeLine, Edge: c.g.Edges[i].ID}, bounds(flat))
		}
	}
	for i, g := range c.g.Groups {
		if box := c.p.Groups[i].Box; box != (Box{}) {
			out(Part{Kind: GroupFrame, Group: g.ID}, box)
		}
	}
}

// along calls box for each box that a straight bit may meet, some of them several times.
func (g grid) along(a, b plane.Point, box func(int)) {
	bits := max(1, math.Ceil(plane.Distance(a, b)/g.size))
	for k := range int(bits) {
		bit := bounds([]plane.Point{plane.Between(a, b, float64(k)/bits), plane.Between(a, b, float64(k+1)/bits)})
		g.visit(bit, func(cell [2]int) {
			for _, i := range g.cells[cell] {
				box(i)
			}
		})
	}
}

// nearestTo is how far p is from a chain.
func nearestTo(flat []plane.Point, p plane.Point) float64 {
	least := plane.Distance(flat[0], p)
	for i := 1; i < len(flat); i++ {
		a, way := flat[i-1], flat[i].Minus(flat[i-1])
		t := 0.0
		if l := way.Dot(way); l > 0 {
			t = min(1, max(0, p.Minus(a).Dot(way)/l))
		}
		least = min(least, plane.Distance(plane.Between(a, flat[i], t), p))
	}
	return least
}

// holds tells whether c is in b.
func (b Box) holds(c Box) bool { return b.contains(c.Min) && b.contains(c.Max) }
