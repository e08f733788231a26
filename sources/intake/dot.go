package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// readDOT reads a graph of Graphviz's language.
func readDOT(in Input, r *report) batch {
	data, ok := r.decode(in, r.opts.Encoding)
	if !ok {
		return batch{}
	}
	file, err := dot.ParseBytes(data)
	if err != nil {
		problem, _, _ := strings.Cut(err.Error(), "\n")
		r.errorf(sources.Pos{File: in.File}, "want Graphviz source that dot can read", "%s", problem)
		return batch{}
	}
	d := dotReader{file: in.File, nodes: map[string]int{}}
	for _, g := range file.Graphs {
		d.directed = g.Directed
		d.own(g.Stmts)
		d.statements(g.Stmts, "")
	}
	if d.spread > maxSpread {
		r.errorf(sources.Pos{File: in.File}, fmt.Sprintf("want at most %d", maxSpread),
			"edges between groups of nodes that stand for more than %d edges", maxSpread)
		return batch{}
	}
	return networkRows(r, d.network)
}

type dotReader struct {
	network
	file     string
	directed bool
	nodes    map[string]int // by id
	spread   int            // how many edges the statements stand for
}

// maxSpread is the most edges that are read. Two groups of some thousand nodes are written in a few kilobytes, and stand
// for millions.
const maxSpread = 1_000_000

func (d *dotReader) node(id string) *element {
	i, known := d.nodes[id]
	if !known {
		i = len(d.network.nodes)
		d.nodes[id] = i
		d.network.nodes = append(d.network.nodes, element{at: sources.Pos{File: d.file}, id: id})
	}
	return &d.network.nodes[i]
}

// ofTheGraph are the attributes of a graph of relgraph's that are records.
var ofTheGraph = pattern.Of(`^(document|other_document|not_drawn|dossier|setting|own_kind|coding)_\d+$`)

// own takes the records that relgraph wrote into the graph itself. What its nodes and edges show is a drawing: it is made of
// the records, and not compared with them.
func (d *dotReader) own(list []ast.Stmt) {
	for _, s := range list {
		a, ok := s.(*ast.Attr)
		if !ok {
			continue
		}
		if m := ofTheGraph.FindStringSubmatch(a.Key); m != nil {
			d.records = append(d.records, record{sources.Pos{File: d.file}, m[1], dotRecord(a.Val)})
		}
	}
	d.drawing = d.records != nil
}

// statements reads nodes and edges; those in a cluster are of the side that its label names.
func (d *dotReader) statements(list []ast.Stmt, side string) {
	for _, s := range list {
		if a, ok := s.(*ast.Attr); ok && a.Key == "label" && !d.drawing {
			side = cmp.Or(side, dotText(a.Val))
		}
		if a, ok := s.(*ast.AttrStmt); ok && a.Kind == ast.GraphKind {
			for _, attr := range a.Attrs {
				if attr.Key == "label" {
					side = cmp.Or(side, dotText(attr.Val))
				}
			}
		}
	}
	for _, s := range list {
		switch s := s.(type) {
		case *ast.NodeStmt:
			e := d.node(dotText(s.Node.ID))
			d.attributes(e, s.Attrs)
			if side != "" {
				e.put(e.at, "side", side)
			}
		case *ast.EdgeStmt:
			d.edges(s)
		case *ast.Subgraph:
			d.statements(s.Stmts, map[bool]string{true: "", false: side}[strings.HasPrefix(dotText(s.ID), "cluster")])
		}
	}
}

// edges reads a chain of edges, each from all of one end to all of the next.
func (d *dotReader) edges(s *ast.EdgeStmt) {
	from := d.ends(s.From)
	for to := s.To; to != nil; to = to.To {
		next := d.ends(to.Vertex)
		if d.spread += len(from) * len(next); d.spread > maxSpread {
			return
		}
		for _, a := range from {
			for _, b := range next {
				e := element{at: sources.Pos{File: d.file}, source: a, target: b, directed: d.directed && to.Directed}
				for _, attr := range s.Attrs {
					if attr.Key == "dir" && (dotText(attr.Val) == "none" || dotText(attr.Val) == "both") {
						e.directed = false
					}
				}
				d.attributes(&e, s.Attrs)
				d.network.edges = append(d.network.edges, e)
			}
		}
		from = next
	}
}

func (d *dotReader) ends(v ast.Vertex) []string {
	switch v := v.(type) {
	case *ast.Node:
		id := dotText(v.ID)
		d.node(id)
		return []string{id}
	case *ast.Subgraph:
		var ids []string
		for _, s := range v.Stmts {
			if n, ok := s.(*ast.NodeStmt); ok {
				ids = append(ids, dotText(n.Node.ID))
				d.node(dotText(n.Node.ID))
			}
		}
		return ids
	}
	return nil
}

// drawn are the attributes that only say how Graphviz draws a thing.
var drawn = strings.Fields("dir color fontcolor fontname fontsize penwidth style shape fillcolor id tooltip " +
	"edgetooltip labeltooltip labelloc labeljust margin width height pos class arrowhead arrowtail arrowsize " +
	"constraint weight minlen rank group labelangle labeldistance target href headport tailport peripheries")

func (d *dotReader) attributes(e *element, attrs []*ast.Attr) {
	for _, a := range attrs {
		text := dotText(a.Val)
		switch {
		case d.drawing && recordColumn.MatchString(a.Key):
			e.put(e.at, a.Key, dotRecord(a.Val))
		case slices.Contains(drawn, a.Key):
			d.leftOut = append(d.leftOut, a.Key)
		case a.Key == "label":
			e.label = oneLine(strings.NewReplacer(`\n`, " ", `\l`, " ", `\r`, " ").Replace(text))
		default:
			e.put(e.at, a.Key, text)
		}
	}
}

// dotRecord is a record without the quotation marks around it: in it a backslash belongs to the record.
func dotRecord(id string) string {
	if len(id) >= 2 && id[0] == '"' && id[len(id)-1] == '"' {
		return strings.NewReplacer(`\\`, `\\`, `\"`, `"`, "\\\n", "").Replace(id[1 : len(id)-1])
	}
	return id
}

// dotText is an ID without the quotation marks around it.
func dotText(id string) string {
	if len(id) >= 2 && id[0] == '"' && id[len(id)-1] == '"' {
		return strings.NewReplacer(`\"`, `"`, "\\\n", "", `\\`, `\`).Replace(id[1 : len(id)-1])
	}
	if strings.HasPrefix(id, "<") && strings.HasSuffix(id, ">") {
		return oneLine(otherTag.ReplaceAllString(id[1:len(id)-1], " "))
	}
	return id
}
