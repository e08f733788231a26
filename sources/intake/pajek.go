package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var (
	pajekBegins   = pattern.Of(`(?i)^(\s|%[^\n]*\n)*\*(vertices|network)\b`)
	pajekSection  = pattern.Of(`(?i)^\*\s*([a-z]+)\s*(.*)$`)
	pajekRelation = pattern.Of(`^:\s*(\d+)\s*(.*)$`)
	pajekToken    = pattern.Of(`"[^"]*"|\[[^\]]*\]|[^\s"\[]+`)
	pajekTimes    = pattern.Of(`^\[(.*)\]$`)
	pajekYears    = pattern.Of(`^\[\s*([12]\d{3})\s*(?:-\s*([12]\d{3}|\*)\s*)?\]$`)
	pajekNumber   = pattern.Of(`^(\d+):$`)
)

// pajekInterval is the column of the points in time at which something is there, where they are no years.
const pajekInterval = "points in time"

// likePajek tells a network of Pajek from other text: comments behind percent signs, then its first section.
func likePajek(data []byte) bool {
	return pajekBegins.Match(data[:min(len(data), 64<<10)])
}

// readPajek reads the networks of Pajek (its reference manual, "Network" and "Project file"): vertices as actors; arcs,
// edges, their lists and matrices as claims; the names of relations as kinds; partitions and vectors of a project as
// networkColumns of the actors. Of several networks in a project, which mostly are one in several forms, the first is read.
func readPajek(in Input, r *report) batch {
	data, ok := r.decode(in, r.opts.Encoding)
	if !ok {
		return batch{}
	}
	p := pajek{report: r, index: map[int]int{}, relations: map[string]string{}}
	line := 0
	for text := range strings.Lines(string(data)) {
		line++
		p.at = sources.Pos{File: in.File, Line: line, Column: 1}
		p.line(strings.TrimSpace(text))
		if r.ds.Err() != nil {
			return batch{}
		}
	}
	p.sayRest()
	return networkRows(r, p.network)
}

// A pajek is a file of Pajek's on its way into a network.
type pajek struct {
	*report
	network
	at sources.Pos
	// in small letters: "vertices", "arcs", "edges", "arcslist", "edgeslist", "matrix", "partition", "vector"
	section   string
	relation  string // the name of the section's relation
	relations map[string]string
	index     map[int]int // of the node, by the number of the vertex
	vertices  int         // that there are
	counted   sources.Pos // where that is said
	first     int         // how many of them are of the first of two sorts; 0 if there is one
	row       int         // of the matrix, or the vertex whose value of a partition comes next
	networks  int
	column    string // of a partition's or vector's values
	further   []string
	comments  []string
	said      sources.Pos // where the first comment stands
}

// line reads one line.
func (p *pajek) line(text string) {
	switch {
	case text == "":
	case text[0] == '%':
		if words := strings.TrimSpace(strings.TrimLeft(text, "% -")); words != "" {
			if p.comments == nil {
				p.said = p.at
			}
			p.comments = append(p.comments, words)
		}
	case text[0] == '*':
		m := pajekSection.FindStringSubmatch(text)
		if m == nil {
			p.errorf(p.at, "want *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist or *Matrix",
				"the section %q is unknown", text)
			return
		}
		p.begin(strings.ToLower(m[1]), strings.TrimSpace(m[2]))
	case p.networks > 1 || p.section == "skipped":
	default:
		p.read(pajekToken.FindAllString(text, maxElements+2), text)
	}
}

// begin begins a section.
func (p *pajek) begin(section, rest string) {
	switch section {
	case "network":
		p.startNetwork(rest)
	case "vertices":
		p.beginVertices(rest)
	case "arcs", "edges", "arcslist", "edgeslist", "matrix":
		p.section, p.relation, p.row = section, "", 0
		if m := pajekRelation.FindStringSubmatch(rest); m != nil {
			if name := unquoted(strings.TrimSpace(m[2])); name != "" {
				p.relations[m[1]] = name
			}
			p.relation = p.relations[m[1]]
			if p.relation == "" {
				p.relation = "relation " + m[1]
			}
		}
	case "partition", "vector":
		p.section, p.column, p.row = section, strings.TrimSuffix(strings.TrimSuffix(baseName(rest), ".clu"), ".vec"), 0
		if p.column == "" {
			p.column = section
		}
		if p.networks == 0 {
			p.networks = 1
		}
	default:
		p.section = "skipped"
		p.further = append(p.further, strings.TrimSpace("*"+section+" "+rest))
	}
}

// startNetwork begins a further network, of which the first alone is read.
func (p *pajek) startNetwork(name string) {
	p.networks++
	p.section = ""
	switch {
	case p.networks > 1:
		p.further = append(p.further, strings.TrimSpace("*Network "+name))
	case name != "":
		if p.about.Title == "" {
			p.about.SetAbout("title", unquoted(name))
		}
	}
}

// beginVertices begins the list of the vertices, or says to how many of them the values of a partition belong.
func (p *pajek) beginVertices(rest string) {
	if p.section == "partition" || p.section == "vector" || p.section == "skipped" {
		return
	}
	if p.networks == 0 || p.vertices > 0 && p.networks == 1 && p.section != "" {
		p.startNetwork("")
	}
	if p.networks > 1 {
		return
	}
	counts := strings.Fields(rest)
	var unread error
	if len(counts) > 0 {
		p.vertices, unread = strconv.Atoi(counts[0])
	}
	if len(counts) > 1 && unread == nil {
		p.first, unread = strconv.Atoi(counts[1])
	}
	p.counted = p.at
	if p.vertices <= 0 || unread != nil {
		p.errorf(p.at, "want their number, such as *Vertices 12", "the section of vertices says %q", rest)
	}
	p.section = "vertices"
}

// read reads a line of the section.
func (p *pajek) read(tokens []string, text string) {
	switch p.section {
	case "vertices":
		p.vertex(tokens)
	case "arcs", "edges":
		p.tie(tokens)
	case "arcslist", "edgeslist":
		if from, ok := p.number(tokens[0]); ok {
			for _, t := range tokens[1:] {
				if p.overfull {
					return
				}
				if to, ok := p.number(t); ok {
					p.add(from, to, p.section == "arcslist")
				}
			}
		}
	case "matrix":
		p.matrixRow(tokens)
	case "partition", "vector":
		p.row++
		if i, known := p.index[p.row]; known {
			p.nodes[i].put(p.at, p.section+": "+p.column, text)
		}
	default:
		p.errorf(p.at, "want *Vertices first", "the line %q stands in no section", text)
	}
}

// vertex reads a vertex: its number, its label, and how it is drawn.
func (p *pajek) vertex(tokens []string) {
	n, ok := p.number(tokens[0])
	if !ok {
		return
	}
	e := p.node(n)
	e.at = p.at
	for i, t := range tokens[1:] {
		switch {
		case i == 0:
			e.label = pajekText(t)
		case pajekTimes.MatchString(t):
			e.put(p.at, pajekInterval, t)
		case strings.ContainsFunc(t, isLetter):
			p.leftOut = append(p.leftOut, "shapes and colours")
		default:
			p.leftOut = append(p.leftOut, "places")
		}
	}
}

// node is the vertex of that number, which is new if no line before has it.
func (p *pajek) node(n int) *element {
	i, known := p.index[n]
	if !known {
		i = len(p.nodes)
		p.index[n] = i
		e := element{at: p.at, id: strconv.Itoa(n)}
		if p.first > 0 && p.first < p.vertices {
			e.put(p.at, "mode", map[bool]string{true: "1", false: "2"}[n <= p.first])
		}
		p.hasRoom(p.report, i, "nodes", p.at)
		p.nodes = append(p.nodes, e)
	}
	return &p.nodes[i]
}

// number is the number of a vertex, which must be one of those that there are.
func (p *pajek) number(text string) (n int, ok bool) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > p.vertices {
		p.errorf(p.at, fmt.Sprintf("want a number from 1 to %d", p.vertices), "%q is no vertex", text)
		return 0, false
	}
	return n, true
}

// tie reads an arc or an edge: its ends, its value, its label and its times.
func (p *pajek) tie(tokens []string) {
	relation := p.relation
	if m := pajekNumber.FindStringSubmatch(tokens[0]); m != nil && len(tokens) > 1 {
		if relation = p.relations[m[1]]; relation == "" {
			relation = "relation " + m[1]
		}
		tokens = tokens[1:]
	}
	if len(tokens) < 2 {
		p.errorf(p.at, "want the numbers of two vertices", "the line %q has only one end", tokens[0])
		return
	}
	from, ok1 := p.number(tokens[0])
	to, ok2 := p.number(tokens[1])
	if !ok1 || !ok2 {
		return
	}
	e := p.add(from, to, p.section == "arcs")
	e.cells = nil
	if relation != "" {
		e.put(p.at, "kind", relation)
	}
	for i := 2; i < len(tokens); i++ {
		t := tokens[i]
		m := pajekYears.FindStringSubmatch(t)
		switch {
		case m != nil:
			e.put(p.at, "date", strings.TrimSuffix(m[1]+"/"+strings.Replace(m[2], "*", "..", 1), "/"))
		case pajekTimes.MatchString(t):
			e.put(p.at, pajekInterval, t)
		case t == "l" && i+1 < len(tokens):
			i++
			e.label = pajekText(tokens[i])
		case i == 2 && isNumber(t):
			if t != "1" && t != "1.0" {
				e.put(p.at, "value", t)
			}
		default:
			p.leftOut = append(p.leftOut, "shapes and colours")
		}
	}
}

// add adds a tie between two vertices.
func (p *pajek) add(from, to int, directed bool) *element {
	e := element{at: p.at, source: p.node(from).id, target: p.node(to).id, directed: directed}
	if p.relation != "" {
		e.put(p.at, "kind", p.relation)
	}
	p.hasRoom(p.report, len(p.edges), "edges", p.at)
	p.edges = append(p.edges, e)
	return &p.edges[len(p.edges)-1]
}

// matrixRow reads a row of a matrix: of one sort of vertices by all, of two sorts by those of the second.
func (p *pajek) matrixRow(tokens []string) {
	p.row++
	width, before := p.vertices, 0
	if p.first > 0 && p.first < p.vertices {
		width, before = p.vertices-p.first, p.first
	}
	if len(tokens) != width {
		p.errorf(p.at, fmt.Sprintf("want %d", width), "a row of the matrix has %s", count(len(tokens), "number"))
		return
	}
	if _, ok := p.number(strconv.Itoa(p.row)); !ok {
		return
	}
	for i, t := range tokens {
		if p.overfull {
			return
		}
		if value, err := strconv.ParseFloat(t, 64); err != nil || value == 0 {
			if err != nil {
				p.errorf(p.at, "want numbers", "%q stands in a matrix", t)
			}
			continue
		}
		e := p.add(p.row, before+i+1, before == 0)
		if t != "1" && t != "1.0" {
			e.put(p.at, "value", t)
		}
	}
}

// sayRest says what of the file is in no claim.
func (p *pajek) sayRest() {
	if len(p.comments) > 0 {
		p.notef(p.said, p.opts.documentFlag()+" takes what reports the whole file", "left out: the comment %q",
			strings.Join(p.comments, " / "))
	}
	for _, name := range p.further {
		p.warnf(sources.Pos{File: p.file}, "want each network in a file of its own",
			"left out: %q, behind the first network", name)
	}
	if bare := p.vertices - len(p.nodes); bare > 0 {
		p.notef(p.counted, "", "left out: %s without a label and without ties", count(bare, "node"))
	}
	nameless := slices.ContainsFunc(p.nodes, func(e element) bool { return e.label == "" })
	if nameless && p.report.ds.Err() == nil {
		p.warnf(sources.Pos{File: p.file}, "want a label for each", "vertices without a label are called by their numbers")
	}
}

// pajekText is a label as it is read, in which \n is a line end and signs may be written as in HTML.
func pajekText(token string) string {
	return oneLine(unescaped(strings.ReplaceAll(unquoted(token), `\n`, " ")))
}

func unquoted(text string) string {
	if len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}

func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
