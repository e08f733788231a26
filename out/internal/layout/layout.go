// Package layout decides where the boxes, lines and labels of a figure go; it draws nothing.
//
// There are two sorts of layouts. In a Layered one, Graphviz ranks the nodes. In the free ones, Radial, Force, and
// that of given places, lines may leave a box on any side; they are made here, without Graphviz: nodes are placed,
// then lines and labels choose courses that leave everything else alone, and where there is none, the figure is made
// larger. All layouts keep labels apart from boxes, lines and each other; a test looks for what overlaps in made ones.
//
// In Layered layouts Graphviz does the placing. It is told sizes only: nodes, edges and groups go to it under made-up
// names, so no text of a dossier reaches it and nothing has to be quoted. Its answer is checked in full before
// anybody draws from it, because Graphviz can fail without saying so.
//
// There the label of an edge is placed as a box of its own that the edge runs through: from its first node to the
// middle of the label, and on to its second node. So labels never lie over boxes or over each other, other lines go
// round them, and edges between the same two nodes fan out. (Graphviz's own edge labels stand beside their lines;
// with groups they ended up under other lines and on top of each other, and from about 100 labels on the layout
// failed.) In all layouts a line runs through its label; [PlacedEdge.Outside] is what a figure draws of it.
//
// Describe the figure as a [Graph], find an [Engine] with [FindHelper], and call [Place]. The engine is a program of
// its own, relgraph-layout, because Graphviz can run for hours and only a process can be stopped. Package
// [relgraph/out/graphviz] runs it inside the calling program instead, at a price that its documentation names.
package layout

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"relgraph/out/internal/plane"
)

// An Engine runs Graphviz: DOT in, Graphviz's JSON out (-Tjson0, or -Tjson, of which the drawing operations are not
// read). The layout program is the one the DOT names in its layout attribute. An Engine stops when ctx is done, if it
// can, and then returns an error that is ctx.Err() to [errors.Is].
type Engine interface {
	Place(ctx context.Context, dot []byte) ([]byte, error)
}

// Identities of the parts of a [Graph]. They are returned as they came and never reach Graphviz.
type (
	NodeID  string
	EdgeID  string
	GroupID string
)

// A RankDirection is the way the ranks of a figure follow each other. The zero RankDirection is LeftToRight.
type RankDirection int

const (
	LeftToRight RankDirection = iota // columns; the better choice with labels, which are wider than high
	TopToBottom                      // rows
)

// A Method is a way to lay a graph out. The zero Method is Layered.
type Method int

const (
	Layered Method = iota // in ranks, by Graphviz's dot: who stands before whom
	Radial                // in rings around one node, by distance from it: who is close to whom
	Force                 // by springs between boxes and labels: who belongs with whom
)

// A Graph is what is to be placed. All lengths are in points (1/72 inch); boxes and labels are from 2 to
// 10,000 wide and high.
type Graph struct {
	Method Method // does not matter if a node has a given place

	// For free layouts. A figure of one piece has the wanted shape roughly, as far as it can be had by turning and
	// stretching it.
	Centre NodeID  // the middle of a Radial layout; empty for the node with the most edges
	Aspect float64 // wanted width of the page for a height of 1, 0.1 to 10; 0 for any
	Fit    bool    // given places are in a unit of their own, as another program saved them: the layout finds the scale

	// For Layered.
	Direction RankDirection
	Ordered   bool // every edge runs from an earlier rank to a later one, From to To; otherwise the layout chooses
	// ranks go through groups, so that what is equally far along lines up; lines then may run through labels and boxes
	Aligned bool
	RankSep float64 // least gap between neighbouring ranks, 4 or more; 0 means 30

	Groups []Group
	Nodes  []Node
	Edges  []Edge
	// least gap between boxes, and in Layered between labels of a rank too, 4 or more; 0 means 12; free layouts may
	// halve it
	NodeSep float64
}

// A Group is a frame around nodes, with room for a label along its top. A group without nodes is not placed.
type Group struct {
	ID            GroupID // not empty
	Parent        GroupID // the group around this one; empty for none
	Width, Height float64 // of the label; both 0 for no label
}

// A Node is a box.
type Node struct {
	ID            NodeID
	Group         GroupID // the innermost group it stands in; empty for none
	Width, Height float64

	// At is the centre of its given place; nil for wherever the layout puts it. Nodes with given places, y downwards,
	// stand to each other exactly as these do, if their boxes do not overlap there; the others are put near their
	// neighbours. Where labels then have no room, all is put as many times farther apart as the Note says.
	At *plane.Point
}

// An Edge is a line between two nodes, or from a node to itself. Any number may join the same two.
type Edge struct {
	ID                      EdgeID
	From, To                NodeID
	LabelWidth, LabelHeight float64 // both 0 for no label
}

// A Placement is where everything goes, in points from the top left corner, y downwards, to 1/1000 pt. Its slices are
// in the order of the Graph, with one element for each there.
type Placement struct {
	Width, Height float64 // of everything placed, without a margin
	Groups        []PlacedGroup
	Nodes         []PlacedNode
	Edges         []PlacedEdge
	Note          string // what is not as it was wanted and why; empty in full quality
}

// A PlacedGroup is the frame of a group. The Box is zero for a group without nodes, for every group in a layout that
// could not keep groups together (the Note then says so), and in a free layout for a group among whose nodes others
// stand.
type PlacedGroup struct {
	ID    GroupID
	Box   Box
	Label plane.Point // centre of the label, if it has one
}

// A PlacedNode is the centre of a node's box.
type PlacedNode struct {
	ID     NodeID
	Centre plane.Point
}

// A PlacedEdge is the line of an edge.
type PlacedEdge struct {
	ID    EdgeID
	Path  []plane.Point // cubic Bézier control points, 3n+1 of them, from the border of From's box to that of To's
	Label plane.Point   // centre of the label, if it has one; the line runs through it
}

// A Box is an upright rectangle. Min is its top left corner in a Placement.
type Box struct{ Min, Max plane.Point }

// What Place can place, and how long it tries.
const (
	// maxNodes and MaxEdges are the most a figure can have.
	maxNodes = 10_000
	maxEdges = 30_000

	// budget is the time Place takes at most when its context has no deadline: many times what the greatest graph
	// needs on a slow machine. What is made does not depend on it.
	budget = 5 * time.Minute
)

// An effort is one way to lay a graph out: the later, the faster and the plainer.
type effort int

const (
	ours  effort = iota // one of the free layouts
	full                // Graphviz's dot as it comes
	quick               // dot with few passes against crossings
	rough               // sfdp, straight lines, no groups
)

// next is what is tried after f.
func (f effort) next() effort {
	if f == ours {
		return rough
	}
	return f + 1
}

// Up to this size a free layout is made here. At the bounds, it took 20 s on two slow cores.
const freeNodes, freeEdges = 300, 400

// Graphs with up to so many edges, and nodes, are tried with full and with quick effort. The work of dot grows with the
// square of the number of ranks that all edges pass, the span, so a bound on edges alone would let through what takes
// minutes: 40 nodes joined each to each. At the bounds, full took 3 s and quick 6 s on two slow cores.
const (
	fullSize, fullSpan   = 500, 6_000
	quickSize, quickSpan = 1_500, 12_000
)

// Place lays g out. For a Layered layout it has three ways: dot, dot with limits, and sfdp with straight lines. The
// size of g decides which it takes, and so the work there is; if Graphviz fails, it goes on to the next. The other
// layouts need no Graphviz up to 300 nodes and 400 edges, and so no e; beyond that they too are left to sfdp. How
// fast the machine is decides nothing: what takes longer than until ctx's deadline, or than [Budget] if it has none,
// is an error and never a plainer placement. A Note says if the placement is not the best that dot can do, and why.
//
// In a free layout of up to 60 nodes and 120 edges with labels, nothing is in the way of anything; at that size the work
// takes 1 to 4 s on a slow core, and for the usual figure of 30 nodes a tenth of that. Beyond that a Note says if
// labels or lines are in each other's way.
//
// A graph without nodes is placed without e. Errors are about g (an id that is not known or given twice, a length out
// of range, a graph too big for a figure), about time (these are [context.DeadlineExceeded] to [errors.Is]), or, when
// all attempts failed, about what was wrong with the first.
func Place(ctx context.Context, e Engine, g Graph) (Placement, error) {
	d, err := newDraft(g)
	if err != nil {
		return Placement{}, err
	}
	if len(g.Nodes) == 0 {
		return d.empty(), nil
	}
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, budget)
		defer cancel()
	}
	deadline, _ := ctx.Deadline()
	limit := time.Until(deadline)
	var failed error // the first one
	why := "its size"
	for f := d.effort(); f <= rough; f = f.next() {
		p, err := d.try(ctx, e, f)
		switch {
		case err == nil:
			p.Note = cmp.Or(p.Note, f.leftOut(why, d.given))
			return p, nil
		case ctx.Err() != nil:
			return Placement{}, stopped(ctx, limit)
		case errors.Is(err, context.DeadlineExceeded): // of the engine's own time
			return Placement{}, err
		default:
			failed, why = cmp.Or(failed, err), "a fault in Graphviz"
		}
	}
	return Placement{}, failed
}

// try makes one attempt.
func (d *draft) try(ctx context.Context, e Engine, f effort) (Placement, error) {
	if f == ours {
		p, err := d.free(ctx)
		if err != nil {
			return Placement{}, fmt.Errorf("layout: %w", err)
		}
		return p, nil
	}
	if e == nil {
		return Placement{}, errors.New("this layout needs Graphviz: give an engine")
	}
	out, err := e.Place(ctx, newScript(d).dot(f))
	if err != nil {
		return Placement{}, err
	}
	read := reading{draft: d}.ranked
	if f == rough {
		read = reading{draft: d}.spread
	}
	p, err := read(out)
	if err != nil {
		return Placement{}, unusable(err)
	}
	return p, nil
}

// leftOut says what the effort did not do, and why; given tells whether some nodes have a given place.
func (f effort) leftOut(why string, given bool) string {
	if f == rough && given {
		return "simplified because of " + why + ": given places are not kept, lines are straight, groups have no " +
			"frame, labels may overlap"
	}
	switch f {
	case quick:
		return "simplified because of " + why + ": lines cross more often than they must"
	case rough:
		return "simplified because of " + why + ": lines are straight, groups have no frame, labels may overlap"
	}
	return ""
}

// ErrTooBig is what the error is, to [errors.Is], for a graph with more nodes or edges than a figure can have.
var ErrTooBig = errors.New("too big for a figure")

// unusable is the error for an answer that is none: of another version of relgraph-layout, or of another program.
func unusable(err error) error {
	return fmt.Errorf("the answer of Graphviz cannot be used: %w: want the %s that came with this relgraph", err, program)
}

// A tooSlow error is a layout that was stopped because its time was up.
type tooSlow struct{ limit time.Duration }

func (e tooSlow) Error() string {
	return fmt.Sprintf("the layout took longer than %v: give it more time, leave out actors or contacts, or export a "+
		"format that needs no figure", e.limit)
}

func (tooSlow) Unwrap() error { return context.DeadlineExceeded }

// stopped is the error for a context that is done; limit is the time it had.
func stopped(ctx context.Context, limit time.Duration) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		unit := time.Millisecond
		for unit*100 < limit { // two digits or three are told
			unit *= 10
		}
		return tooSlow{limit.Round(unit)}
	}
	return fmt.Errorf("the layout was stopped: %w", ctx.Err())
}
