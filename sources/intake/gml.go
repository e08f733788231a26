package intake

import (
	"bytes"
	"fmt"
	"iter"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var (
	gmlBegins = pattern.Of(`^\s*(?:#[^\n]*\n\s*|[A-Za-z]\w*\s+(?:"[^"]*"|[-+.\w]+)\s+)*graph\s*\[`)
)

// likeGML tells a graph of the Graph Modelling Language from other text.
func likeGML(data []byte) bool { return gmlBegins.Match(data[:min(len(data), 64<<10)]) }

// maxNesting is how deep the lists of a file may stand in each other.
const maxNesting = 100

// A gmlEntry is a key with its value: a text or number, or a list of entries.
type gmlEntry struct {
	at     sources.Pos
	key    string
	text   string
	isList bool
	list   []gmlEntry
}

// readGML reads the Graph Modelling Language (M. Himsolt, 1997), as Gephi, igraph, NetworkX, yEd and Cytoscape have it.
func readGML(in Input, r *report) batch {
	data, ok := r.decode(in, r.opts.Encoding)
	if !ok {
		return batch{}
	}
	root, ok := gmlEntries(r, in.File, data)
	if !ok {
		return batch{}
	}
	var n network
	for _, top := range root {
		if top.key != "graph" {
			if !top.isList {
				n.leftOut = append(n.leftOut, top.key)
			}
			continue
		}
		directed := false
		for _, e := range top.list {
			switch e.key {
			case "directed":
				directed = e.text == "1"
			case "label", "name":
				r.about.SetAbout("title", e.text)
			case "node", "edge":
			default:
				n.leftOut = append(n.leftOut, e.key)
			}
		}
		for _, e := range top.list {
			switch e.key {
			case "node":
				n.add(r, true, e.element(&n, "id"))
			case "edge":
				edge := e.element(&n, "id", "source", "target")
				edge.directed = directed
				n.add(r, false, edge)
			}
		}
	}
	return networkRows(r, n)
}

// gmlEntries are the entries of a file, outside in.
func gmlEntries(r *report, file string, data []byte) ([]gmlEntry, bool) {
	where := newPlaces(file, data)
	open := []gmlEntry{{isList: true}}
	key, keyAt := "", 0
	many := 0
	for span := range gmlTokens(data) {
		token := string(data[span[0]:span[1]])
		last := &open[len(open)-1]
		at := func(offset int) sources.Pos { return where.at(int64(offset)) }
		switch {
		case token == "]":
			if len(open) == 1 || key != "" {
				r.errorf(at(span[0]), "want a key with a value, or a list that was opened before",
					"a closing bracket stands in the wrong place")
				return nil, false
			}
			closed := *last
			open = open[:len(open)-1]
			open[len(open)-1].list = append(open[len(open)-1].list, closed)
		case token == "[":
			if key == "" {
				r.errorf(at(span[0]), "want a key before it", "a list has no name")
				return nil, false
			}
			if open = append(open, gmlEntry{at: at(keyAt), key: key, isList: true}); len(open) > maxNesting {
				r.errorf(at(span[0]), fmt.Sprintf("want at most %d", maxNesting), "lists stand %d deep in each other",
					len(open))
				return nil, false
			}
			key = ""
		case key == "":
			key, keyAt = token, span[0]
			if many++; many > maxValues {
				r.errorf(at(keyAt), fmt.Sprintf("want at most %d, or the file in parts", maxValues),
					"the file has more than %d keys", maxValues)
				return nil, false
			}
		default:
			text := strings.TrimSpace(unescaped(strings.Trim(token, `"`)))
			last.list = append(last.list, gmlEntry{at: at(keyAt), key: key, text: text})
			key = ""
		}
	}
	if len(open) > 1 || key != "" {
		r.errorf(where.at(int64(len(data))), "want the whole file", "the file ends in the middle of %q",
			map[bool]string{true: key, false: open[len(open)-1].key}[key != ""])
		return nil, false
	}
	return open[0].list, true
}

// gmlTokens are the places of keys, values and brackets; lines that begin with # are comments.
func gmlTokens(data []byte) iter.Seq[[2]int] {
	return func(yield func([2]int) bool) {
		newLine := true
		for i := 0; i < len(data); {
			start := i
			switch c := data[i]; {
			case c == '\n':
				newLine = true
				i++
				continue
			case c == ' ' || c == '\t' || c == '\r':
				i++
				continue
			case c == '#' && newLine:
				i = end(data, i, "\n")
				continue
			case c == '"':
				i = min(end(data, i+1, `"`)+1, len(data))
			case c == '[' || c == ']':
				i++
			default:
				i = end(data, i, " \t\r\n[]\"")
			}
			newLine = false
			if !yield([2]int{start, i}) {
				return
			}
		}
	}
}

// end is the place of the first of the signs from there on, or the end of the data.
func end(data []byte, from int, signs string) int {
	if n := bytes.IndexAny(data[from:], signs); n >= 0 {
		return from + n
	}
	return len(data)
}

// element is a node or an edge; but are the keys that say which. Lists in it say how it is drawn, or are cells of their
// own, one for each entry.
func (e gmlEntry) element(n *network, but ...string) element {
	el := element{at: e.at}
	for _, v := range e.list {
		switch {
		case v.key == "id":
			el.id = v.text
		case v.key == "source" && len(but) > 1:
			el.source = v.text
		case v.key == "target" && len(but) > 1:
			el.target = v.text
		case v.key == "label":
			el.label = oneLine(v.text)
		case v.isList && strings.HasSuffix(strings.ToLower(v.key), "graphics"):
			n.leftOut = append(n.leftOut, v.key)
		default:
			v.cells(&el, v.key)
		}
	}
	return el
}

// cells puts what an entry says into cells.
func (e gmlEntry) cells(el *element, name string) {
	if !e.isList {
		el.put(e.at, name, e.text)
		return
	}
	for _, v := range e.list {
		v.cells(el, name+"."+v.key)
	}
}
