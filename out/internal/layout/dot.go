package layout

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

const pointsPerInch = 72

// dot writes the graph for Graphviz. Names are made up from places in the Graph: nodes n1, n2 ..., groups cluster_g1,
// edges e1. Where edge e1 has a label, that is node l1, and the edge is two halves, e1a and e1b.
func (d *draft) dot(f effort) []byte {
	var b bytes.Buffer
	b.WriteString("digraph {\n")
	if f == rough {
		d.writeSpread(&b)
	} else {
		d.writeRanked(&b, f)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// writeRanked writes the graph for dot.
func (d *draft) writeRanked(b *bytes.Buffer, f effort) {
	rankdir := "LR"
	if d.Direction == TopToBottom {
		rankdir = "TB"
	}
	fmt.Fprintf(b, "graph [layout=dot rankdir=%s splines=true nodesep=%s ranksep=%s]\n", rankdir, inches(d.NodeSep),
		inches(d.RankSep))
	if f == quick {
		// Passes of dot's network simplex and of its crossing reduction, as parts of what it would do. Only all
		// three together save time.
		b.WriteString("graph [nslimit=0.1 nslimit1=0.1 mclimit=0.05]\n")
	}
	if d.Aligned {
		b.WriteString("graph [newrank=true]\n")
	}
	// go-graphviz makes \N of an empty label
	b.WriteString("node [shape=box fixedsize=true fontsize=1 margin=0 label=\" \"]\n")
	b.WriteString("edge [arrowhead=none]\n")

	in := d.contents()
	d.writeGroup(b, in, -1)
	for i := range d.Edges {
		d.writeEdge(b, i)
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

func (d *draft) contents() contents {
	c := make(contents, len(d.Groups)+1)
	for i, p := range d.parent {
		if d.inhabits[i] > 0 {
			c.of(p).groups = append(c.of(p).groups, i)
		}
	}
	for i, g := range d.group {
		c.of(g).nodes = append(c.of(g).nodes, i)
	}
	for i, g := range d.home {
		if d.Edges[i].LabelWidth > 0 {
			c.of(g).labels = append(c.of(g).labels, i)
		}
	}
	return c
}

func (d *draft) writeGroup(b *bytes.Buffer, c contents, group int) {
	for _, i := range c.of(group).groups {
		fmt.Fprintf(b, "subgraph %s {\n", groupName(i))
		fmt.Fprintf(b, "label=%s\n", room(d.Groups[i].Width, d.Groups[i].Height))
		d.writeGroup(b, c, i)
		b.WriteString("}\n")
	}
	for _, i := range c.of(group).nodes {
		writeBox(b, nodeName(i), d.Nodes[i].Width, d.Nodes[i].Height)
	}
	for _, i := range c.of(group).labels {
		writeBox(b, labelName(i), d.Edges[i].LabelWidth, d.Edges[i].LabelHeight)
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

func (d *draft) writeEdge(b *bytes.Buffer, i int) {
	label := labelName(i)
	for _, p := range d.pieces(i) {
		fmt.Fprintf(b, "%s -> %s [id=%s", p.tail, p.head, p.id)
		switch {
		case p.head == label:
			b.WriteString(" headclip=false") // up to the middle of the label
		case p.tail == label:
			b.WriteString(" tailclip=false")
		case d.labelled:
			b.WriteString(" minlen=2") // as long as an edge with a label, so that ranks of nodes and of labels take turns
		}
		b.WriteString("]\n")
	}
}

// writeSpread writes the graph for sfdp, which only places the nodes: without groups and labels, one edge for all
// that join the same two nodes. Parts that no edge joins are put in rows, as fitting them into each other, the
// default, takes three minutes for 4,000 of them.
func (d *draft) writeSpread(b *bytes.Buffer) {
	size := 0.0
	for _, n := range d.Nodes {
		size += n.Width + n.Height
	}
	fmt.Fprintf(b, "graph [layout=sfdp packmode=array splines=none K=%s]\n", inches(size/float64(len(d.Nodes))))
	b.WriteString("node [shape=box fixedsize=true fontsize=1 margin=0 label=\" \"]\n")
	for i, n := range d.Nodes {
		writeBox(b, nodeName(i), n.Width, n.Height)
	}
	for _, e := range d.bundles() {
		fmt.Fprintf(b, "%s -> %s\n", nodeName(e[0]), nodeName(e[1]))
	}
}

func writeBox(b *bytes.Buffer, name string, width, height float64) {
	fmt.Fprintf(b, "%s [width=%s height=%s]\n", name, inches(width), inches(height))
}

// bundles lists the pairs of nodes that edges join, each pair once and in the order of its first edge.
func (d *draft) bundles() [][2]int {
	var pairs [][2]int
	seen := map[[2]int]bool{}
	for i := range d.Edges {
		a, b := d.ends(i)
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
