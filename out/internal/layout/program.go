package layout

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"relgraph/out/internal/plane"
)

// Programs are Graphviz's programs that [Spots] asks: springs by stress (neato) or by force (fdp, sfdp), circles
// (circo), and rings around one node (twopi).
func Programs() []string { return []string{"neato", "fdp", "sfdp", "circo", "twopi"} }

// Spots asks one of Graphviz's [Programs] where the nodes of g stand, and returns their centres in the order of
// g.Nodes, in points, y downwards. The program is told how large the boxes are and how long lines have to be for their
// labels. What it makes of each part that edges hold together is scaled, boxes that overlap are moved apart, and the
// parts are put beside each other. The centre of twopi's rings is g.Centre or, without one, the node with the most edges.
//
// The programs know no width apart from a height. They are shown boxes as squares in a space in which the usual box
// and label are as high as wide, so that figures need less paper.
func Spots(ctx context.Context, e Engine, program string, g Graph) ([]plane.Point, error) {
	if !slices.Contains(Programs(), program) {
		return nil, fmt.Errorf("unknown program %q: want %s", program, strings.Join(Programs(), ", "))
	}
	if e == nil {
		return nil, errors.New("this layout needs Graphviz: give an engine")
	}
	d, err := newDraft(g)
	if err != nil {
		return nil, err
	}
	out, err := e.Place(ctx, newScript(d).undirected(program))
	if err != nil {
		return nil, err
	}
	a, err := decode(out)
	if err != nil {
		return nil, unusable(err)
	}
	objects, err := a.objects(&draft{Graph: Graph{Nodes: g.Nodes}})
	if err != nil {
		return nil, unusable(err)
	}
	scenes := d.scenes()
	pages := make([]Box, len(scenes))
	for k, s := range scenes {
		for m, i := range s.of {
			n := g.Nodes[i]
			side := squared(n.Width, n.Height)
			box, err := objects[nodeName(i)].box(side, side)
			if err != nil {
				return nil, unusable(fmt.Errorf("node %q: %w", n.ID, err))
			}
			s.nodes[m] = boxAround(box.centre().Stretched(1, 1/tall), n.Width, n.Height)
		}
		s.given, s.fit = slices.Repeat([]bool{true}, len(s.nodes)), true
		newPinning(s).arrange()
		pages[k] = around(s.nodes)
		for i := range s.lines { // whose labels may stand outside
			l := &s.lines[i]
			pages[k].grow(boxAround(plane.Between(s.nodes[l.a].centre(), s.nodes[l.b].centre(), 0.5), l.width, l.height))
		}
	}
	spots := make([]plane.Point, len(g.Nodes))
	for k, corner := range pack(pages, 3*d.NodeSep, d.Aspect) {
		by := corner.Minus(pages[k].Min)
		for m, i := range scenes[k].of {
			spots[i] = scenes[k].nodes[m].centre().Plus(by)
		}
	}
	return spots, nil
}

// squared is the side of the square that stands for a box.
func squared(width, height float64) float64 { return 2 * reach(width, height) }

// undirected writes the graph for one of the programs: one edge for all that join the same two nodes, as long as the
// longest of them wants to be. The seed of random places is given, so that they are the same each time.
func (s *script) undirected(program string) []byte {
	long := map[[2]int]float64{} // edges by their nodes
	total := 0.0
	for i, e := range s.Edges {
		from, to := s.ends(i)
		if from == to {
			continue
		}
		p, q := s.Nodes[from], s.Nodes[to]
		wants := reach(p.Width, p.Height) + 2*reach(e.LabelWidth, e.LabelHeight) + reach(q.Width, q.Height) + 2*s.NodeSep
		pair := [2]int{min(from, to), max(from, to)}
		long[pair] = max(long[pair], wants)
		total += wants
	}
	mean := inches(total / float64(max(1, len(s.Edges))))
	s.WriteString("graph {\n")
	fmt.Fprintf(s, "graph [layout=%s start=1 overlap=true splines=none pack=%d", program, int(s.NodeSep))
	switch program {
	case "fdp", "sfdp":
		fmt.Fprintf(s, " K=%s", mean)
	case "twopi":
		fmt.Fprintf(s, " ranksep=%s root=%s", mean, nodeName(s.middle()))
	case "circo":
		fmt.Fprintf(s, " mindist=%s", inches(2*s.NodeSep))
	}
	s.WriteString("]\nnode [shape=box fixedsize=true fontsize=1 margin=0 label=\" \"]\n")
	for i, n := range s.Nodes {
		side := squared(n.Width, n.Height)
		s.writeBox(nodeName(i), side, side)
	}
	for _, pair := range s.bundles() {
		fmt.Fprintf(s, "%s -- %s [len=%s]\n", nodeName(pair[0]), nodeName(pair[1]),
			inches(long[[2]int{min(pair[0], pair[1]), max(pair[0], pair[1])}]))
	}
	s.WriteString("}\n")
	return s.Bytes()
}

// middle is the centre that is wanted, or the first node of those with the most neighbours.
func (s *script) middle() int {
	degree := make([]int, len(s.Nodes))
	for _, pair := range s.bundles() {
		degree[pair[0]]++
		degree[pair[1]]++
	}
	best := 0
	for i, n := range s.Nodes {
		if s.Centre != "" && n.ID == s.Centre {
			return i
		}
		if degree[i] > degree[best] {
			best = i
		}
	}
	return best
}
