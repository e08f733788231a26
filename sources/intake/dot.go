package intake

import (
	"bytes"
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
	if want, problem := tooMuchDOT(data); problem != "" {
		r.errorf(sources.Pos{File: in.File}, want, "%s", problem)
		return batch{}
	}
	file, err := dot.ParseBytes(data)
	if err != nil {
		problem, _, _ := strings.Cut(err.Error(), "\n")
		r.errorf(sources.Pos{File: in.File}, "want Graphviz source that dot can read", "%s", problem)
		return batch{}
	}
	d := dotReader{file: in.File, nodes: map[string]int{}, placed: map[string]bool{}}
	for _, g := range file.Graphs {
		d.directed = g.Directed
		d.own(g.Stmts)
		d.statements(g.Stmts, scope{})
	}
	if d.tooDeep {
		r.errorf(sources.Pos{File: in.File}, fmt.Sprintf("want at most %d", maxDepth),
			"groups stand in each other more than %d deep", maxDepth)
		return batch{}
	}
	for _, m := range d.byEdge {
		d.put(m.id, m.in)
	}
	if d.spread > maxSpread {
		r.errorf(sources.Pos{File: in.File}, fmt.Sprintf("want at most %d", maxSpread),
			"edges between groups of nodes stand for more than %d edges", maxSpread)
		return batch{}
	}
	return networkRows(r, d.network)
}

// maxDOTWords is the most names and values that are read: a parser takes a hundred bytes and more for each.
const maxDOTWords = 10_000_000

// tooMuchDOT says what a text has more of than is read, before it is parsed: a tree of it takes a hundred times its room.
// What stands in quotation marks, in HTML and in comments counts as one word, or none.
func tooMuchDOT(data []byte) (want, problem string) {
	deep, edges, words := 0, 0, 0
	inWord := false
	for i := 0; i < len(data); i++ {
		word := false
		switch c := data[i]; {
		case c == '"':
			i += quotedDOT(data[i:])
			words++
		case c == '<':
			i += angledDOT(data[i:])
			words++
		case bytes.HasPrefix(data[i:], []byte("/*")):
			i += until(data[i:], "*/")
		case bytes.HasPrefix(data[i:], []byte("//")), c == '#' && (i == 0 || data[i-1] == '\n'):
			i += until(data[i:], "\n")
		case c == '{':
			if deep++; deep > maxDepth {
				return fmt.Sprintf("want at most %d", maxDepth),
					fmt.Sprintf("groups stand in each other more than %d deep", maxDepth)
			}
		case c == '}':
			deep--
		case bytes.HasPrefix(data[i:], []byte("--")), bytes.HasPrefix(data[i:], []byte("->")):
			if edges++; edges > maxSpread {
				return fmt.Sprintf("want at most %d", maxSpread), fmt.Sprintf("the file has more than %d edges", maxSpread)
			}
			i++
		case c > ' ' && !strings.ContainsRune("[];,=:", rune(c)):
			word = true
			if !inWord {
				words++
			}
		}
		if inWord = word; words > maxDOTWords {
			return fmt.Sprintf("want at most %d", maxDOTWords),
				fmt.Sprintf("the file has more than %d names and values", maxDOTWords)
		}
	}
	return "", ""
}

// quotedDOT is where the text in quotation marks with which data begins ends.
func quotedDOT(data []byte) int {
	for i := 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(data)
}

// angledDOT is where the HTML with which data begins ends.
func angledDOT(data []byte) int {
	open := 0
	for i, c := range data {
		if c == '<' {
			open++
		} else if c == '>' {
			if open--; open == 0 {
				return i
			}
		}
	}
	return len(data)
}

// until is where the first of these ends stands in data.
func until(data []byte, end string) int {
	if i := bytes.Index(data, []byte(end)); i >= 0 {
		return i + len(end) - 1
	}
	return len(data)
}

type dotReader struct {
	network
	file     string
	directed bool
	nodes    map[string]int // by id
	spread   int            // how many edges the statements stand for
	tooDeep  bool
	placed   map[string]bool // the nodes whose clusters are known
	byEdge   []mention       // of nodes, at the ends of edges in clusters
}

// A mention is where an edge names a node.
type mention struct {
	id string
	in scope
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

// own takes the records that relgraph wrote into the graph itself. What its nodes and edges show is a drawing: it is
// made of the records, and not compared with them.
func (d *dotReader) own(list []ast.Stmt) {
	for _, s := range list {
		var attrs []*ast.Attr
		switch s := s.(type) {
		case *ast.Attr:
			attrs = []*ast.Attr{s}
		case *ast.AttrStmt: // as Graphviz writes them
			if s.Kind == ast.GraphKind {
				attrs = s.Attrs
			}
		}
		for _, a := range attrs {
			if m := ofTheGraph.FindStringSubmatch(a.Key); m != nil {
				d.records = append(d.records, record{sources.Pos{File: d.file}, m[1], dotRecord(a.Val)})
			}
		}
	}
	d.drawing = d.records != nil
}

// A scope is where statements stand: in which clusters, the outermost first, and which attributes all nodes that are
// first named, and all edges, have from there on.
type scope struct {
	clusters     []string
	nodes, edges []*ast.Attr
	depth        int // of groups within groups
}

// within is the scope of a subgraph. One with a label is taken for a cluster, whatever it is called; in a drawing of
// relgraph's own, what the label says stands in the records.
func (d *dotReader) within(list []ast.Stmt, in scope) scope {
	in.depth++
	label := ""
	for _, s := range list {
		if a, ok := s.(*ast.Attr); ok && a.Key == "label" && !d.drawing {
			label = cmp.Or(label, dotText(a.Val))
		}
		if a, ok := s.(*ast.AttrStmt); ok && a.Kind == ast.GraphKind && !d.drawing {
			for _, attr := range a.Attrs {
				if attr.Key == "label" {
					label = cmp.Or(label, dotText(attr.Val))
				}
			}
		}
	}
	if label != "" {
		in.clusters = append(slices.Clip(in.clusters), oneLine(label))
	}
	return in
}

// statements reads nodes and edges. Those in a cluster are of the side that its label names; of clusters within each
// other that is the outermost, and a column of its own has them all.
func (d *dotReader) statements(list []ast.Stmt, in scope) {
	if in.depth > maxDepth {
		d.tooDeep = true
		return
	}
	for _, s := range list {
		switch s := s.(type) {
		case *ast.AttrStmt:
			switch s.Kind {
			case ast.NodeKind:
				in.nodes = meant(in.nodes, s.Attrs)
			case ast.EdgeKind:
				in.edges = meant(in.edges, s.Attrs)
			}
		case *ast.NodeStmt:
			id := dotText(s.Node.ID)
			if _, known := d.nodes[id]; known {
				d.attributes(d.node(id), s.Attrs)
			} else {
				d.attributes(d.node(id), replaced(in.nodes, s.Attrs))
			}
			d.put(id, in)
		case *ast.EdgeStmt:
			d.edges(s, in)
		case *ast.Subgraph:
			d.statements(s.Stmts, d.within(s.Stmts, in))
		}
	}
}

// meant adds attributes that hold from here on, but for those that only say how things are drawn.
func meant(already, more []*ast.Attr) []*ast.Attr {
	more = slices.DeleteFunc(slices.Clone(more), func(a *ast.Attr) bool { return slices.Contains(drawn, a.Key) })
	return replaced(already, more)
}

// replaced are attributes that hold for all, but for those that a statement has itself.
func replaced(all, own []*ast.Attr) []*ast.Attr {
	if len(all) == 0 {
		return own
	}
	all = slices.DeleteFunc(slices.Clone(all), func(a *ast.Attr) bool {
		return slices.ContainsFunc(own, func(o *ast.Attr) bool { return o.Key == a.Key })
	})
	return append(all, own...)
}

// put puts a node into the clusters that a statement stands in: the first ones that it stands in by a statement of its
// own or, if it has none there, by an edge.
func (d *dotReader) put(id string, in scope) {
	if len(in.clusters) == 0 || d.placed[id] {
		return
	}
	d.placed[id] = true
	e := d.node(id)
	e.put(e.at, "side", in.clusters[0])
	if len(in.clusters) > 1 {
		e.put(e.at, "clusters", strings.Join(in.clusters, " > "))
	}
}

// edges reads a chain of edges, each from all of one end to all of the next.
func (d *dotReader) edges(s *ast.EdgeStmt, in scope) {
	attrs := replaced(in.edges, s.Attrs)
	from := d.ends(s.From, in)
	for to := s.To; to != nil; to = to.To {
		next := d.ends(to.Vertex, in)
		if d.spread += len(from) * len(next); d.spread > maxSpread {
			return
		}
		for _, a := range from {
			for _, b := range next {
				e := element{at: sources.Pos{File: d.file}, source: a, target: b, directed: d.directed && to.Directed}
				e.turn(attrs)
				d.attributes(&e, attrs)
				d.network.edges = append(d.network.edges, e)
			}
		}
		from = next
	}
}

// turn has an edge go the way that its arrowheads go: dir says at which ends they are.
func (e *element) turn(attrs []*ast.Attr) {
	for _, attr := range attrs {
		if attr.Key != "dir" {
			continue
		}
		switch dotText(attr.Val) {
		case "none", "both":
			e.directed = false
		case "back":
			e.source, e.target, e.directed = e.target, e.source, true
		case "forward":
			e.directed = true
		}
	}
}

// ends are the nodes at one end of an edge: one, or all of a group, whose statements are read too.
func (d *dotReader) ends(v ast.Vertex, in scope) []string {
	switch v := v.(type) {
	case *ast.Node:
		id := dotText(v.ID)
		if _, known := d.nodes[id]; !known {
			d.attributes(d.node(id), in.nodes)
		}
		if len(in.clusters) > 0 {
			d.byEdge = append(d.byEdge, mention{id, in})
		}
		return []string{id}
	case *ast.Subgraph:
		if d.statements(v.Stmts, d.within(v.Stmts, in)); d.tooDeep {
			return nil
		}
		var ids []string
		members(v, func(id string) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		})
		return ids
	}
	return nil
}

// members yields each node that a group names, at an end of an edge or in groups within it too.
func members(v ast.Vertex, yield func(id string)) {
	switch v := v.(type) {
	case *ast.Node:
		yield(dotText(v.ID))
	case *ast.Subgraph:
		for _, s := range v.Stmts {
			switch s := s.(type) {
			case *ast.NodeStmt:
				yield(dotText(s.Node.ID))
			case *ast.EdgeStmt:
				members(s.From, yield)
				for to := s.To; to != nil; to = to.To {
					members(to.Vertex, yield)
				}
			case *ast.Subgraph:
				members(s, yield)
			}
		}
	}
}

// drawn are the attributes that only say how Graphviz draws a thing.
var drawn = strings.Fields("color fontcolor fontname fontsize penwidth style shape fillcolor id tooltip " +
	"edgetooltip labeltooltip labelloc labeljust margin width height pos class arrowhead arrowtail arrowsize " +
	"constraint weight minlen rank group labelangle labeldistance target href headport tailport peripheries")

func (d *dotReader) attributes(e *element, attrs []*ast.Attr) {
	for _, a := range attrs {
		text := dotText(a.Val)
		switch {
		case d.drawing && recordColumn.MatchString(a.Key):
			e.put(e.at, a.Key, dotRecord(a.Val))
		case a.Key == "dir": // see turn
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
