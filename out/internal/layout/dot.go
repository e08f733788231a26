package layout

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

const pointsPerInch = 72

// A script is a graph on its way to Graphviz, in DOT. Names are made up from places in the Graph: nodes n1, n2 ...,
// groups cluster_g1, edges e1. Where edge e1 has a label, that is node l1, and the edge is two halves, e1a and e1b.
type script struct {
	*draft
	bytes.Buffer
}

func newScript(d *draft) *script { return &script{draft: d} }

// dot is the graph for dot or, with the least effort, for sfdp.
func (s *script) dot(f effort) []byte {
	s.WriteString("digraph {\n")
	if f == rough {
		s.spread()
	} else {
		s.ranked(f)
	}
	s.WriteString("}\n")
	return s.Bytes()
}

// ranked writes the graph for dot.
func (s *script) ranked(f effort) {
	rankdir := "LR"
	if s.Direction == TopToBottom {
		rankdir = "TB"
	}
	fmt.Fprintf(s, "graph [layout=dot rankdir=%s splines=true nodesep=%s ranksep=%s]\n", rankdir, inches(s.NodeSep),
		inches(s.RankSep))
	if f == quick {
		// Passes of dot's network simplex and of its crossing reduction, as parts of what it would do. Only all
		// three together save time.
		s.WriteString("graph [nslimit=0.1 nslimit1=0.1 mclimit=0.05]\n")
	}
	if s.Aligned {
		s.WriteString("graph [newrank=true]\n")
	}
	// go-graphviz makes \N of an empty label
	s.WriteString("node [shape=box fixedsize=true fontsize=1 margin=0 label=\" \"]\n")
	s.WriteString("edge [arrowhead=none]\n")

	in := s.contents()
	s.writeGroup(in, -1)
	for i := range s.Edges {
		s.writeEdge(i)
	}
}

// contents is what stands directly in each group, and at the end, in none.
type contents []struct{ groups, nodes, labels []int }

func (c contents) of(group int) *struct{ groups, nodes, labels []int } {
	if group < 0 {
		return &c[len(c)-1]
	}
	return &c[group]
}

func (s *script) contents() contents {
	c := make(contents, len(s.Groups)+1)
	for i, p := range s.parent {
		if s.inhabits[i] > 0 {
			c.of(p).groups = append(c.of(p).groups, i)
		}
	}
	for i, g := range s.group {
		c.of(g).nodes = append(c.of(g).nodes, i)
	}
	for i, g := range s.home {
		if s.Edges[i].LabelWidth > 0 {
			c.of(g).labels = append(c.of(g).labels, i)
		}
	}
	return c
}

func (s *script) writeGroup(c contents, group int) {
	for _, i := range c.of(group).groups {
		fmt.Fprintf(s, "subgraph %s {\n", groupName(i))
		fmt.Fprintf(s, "label=%s\n", room(s.Groups[i].Width, s.Groups[i].Height))
		s.writeGroup(c, i)
		s.WriteString("}\n")
	}
	for _, i := range c.of(group).nodes {
		s.writeBox(nodeName(i), s.Nodes[i].Width, s.Nodes[i].Height)
	}
	for _, i := range c.of(group).labels {
		s.writeBox(labelName(i), s.Edges[i].LabelWidth, s.Edges[i].LabelHeight)
	}
}

// The names that things have in DOT.
func nodeName(i int) string  { return "n" + strconv.Itoa(i+1) }
func labelName(i int) string { return "l" + strconv.Itoa(i+1) }
func groupName(i int) string { return "cluster_g" + strconv.Itoa(i+1) }
func edgeName(i int) string  { return "e" + strconv.Itoa(i+1) }

// A piece is an edge in DOT: an edge of the Graph without a label, or the half of one.
type piece struct{ id, tail, head string }

// pieces gives the one or two pieces of edge i. Those of a loop both run to the label, because there and back would
// be a cycle, on which dot turns things round as it likes.
func (d *draft) pieces(i int) []piece {
	first, second := d.ends(i)
	id, tail, head, label := edgeName(i), nodeName(first), nodeName(second), labelName(i)
	switch {
	case d.Edges[i].LabelWidth == 0:
		return []piece{{id, tail, head}}
	case first == second:
		return []piece{{id + "a", tail, label}, {id + "b", tail, label}}
	}
	return []piece{{id + "a", tail, label}, {id + "b", label, head}}
}

func (s *script) writeEdge(i int) {
	label := labelName(i)
	for _, p := range s.pieces(i) {
		fmt.Fprintf(s, "%s -> %s [id=%s", p.tail, p.head, p.id)
		switch {
		case p.head == label:
			s.WriteString(" headclip=false") // up to the middle of the label
		case p.tail == label:
			s.WriteString(" tailclip=false")
		case s.labelled:
			s.WriteString(" minlen=2") // as long as an edge with a label, so that ranks of nodes and of labels take turns
		}
		s.WriteString("]\n")
	}
}

// spread writes the graph for sfdp, which only places the nodes: without groups and labels, one edge for all
// that join the same two nodes. Parts that no edge joins are put in rows, as fitting them into each other, the
// default, takes three minutes for 4,000 of them.
func (s *script) spread() {
	size := 0.0
	for _, n := range s.Nodes {
		size += n.Width + n.Height
	}
	fmt.Fprintf(s, "graph [layout=sfdp packmode=array splines=none K=%s]\n", inches(size/float64(len(s.Nodes))))
	s.WriteString("node [shape=box fixedsize=true fontsize=1 margin=0 label=\" \"]\n")
	for i, n := range s.Nodes {
		s.writeBox(nodeName(i), n.Width, n.Height)
	}
	for _, e := range s.bundles() {
		fmt.Fprintf(s, "%s -> %s\n", nodeName(e[0]), nodeName(e[1]))
	}
}

func (s *script) writeBox(name string, width, height float64) {
	fmt.Fprintf(s, "%s [width=%s height=%s]\n", name, inches(width), inches(height))
}

// bundles lists the pairs of nodes that edges join, each pair once and in the order of its first edge.
func (s *script) bundles() [][2]int {
	var pairs [][2]int
	seen := map[[2]int]bool{}
	for i := range s.Edges {
		a, b := s.ends(i)
		if pair := [2]int{a, b}; a != b && !seen[pair] {
			seen[pair] = true
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// inches is a length as Graphviz takes it, to less than 1/1000 pt.
func inches(pt float64) string { return strconv.FormatFloat(pt/pointsPerInch, 'f', 5, 64) }

// room is a label that only takes up space. The size is on the cell, because a table around a cell of size 0 makes
// dot give up without an error; it is in whole points, of which HTML labels know no parts.
func room(width, height float64) string {
	if width == 0 {
		return `""`
	}
	return fmt.Sprintf(`<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr><td fixedsize="true" width="%.0f" height="%.0f"></td></tr></table>>`,
		math.Ceil(width), math.Ceil(height))
}
