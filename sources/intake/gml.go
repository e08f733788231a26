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
	byLine := false
	if torn := tornText(data); torn >= 0 {
		byLine = true
		r.warnf(where.at(int64(torn)), "want &quot; for it, or the file as GraphML",
			"a quotation mark stands in a text: each text is read to the last mark of its line")
	}
	open := []gmlEntry{{isList: true}}
	key, keyAt := "", 0
	many := 0
	for span := range gmlTokens(data, byLine) {
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
			text := unquoted(token)
			if !byLine { // whoever writes quotation marks as they are does so with ampersands
				text = unescaped(text)
			} else if n := strings.Count(text, `"`); n > 0 && n == strings.Count(text, `\"`) { // as graph-tool has it
				text = strings.ReplaceAll(text, `\"`, `"`)
			}
			text = strings.TrimSpace(text)
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

// tornText is the place of the first quotation mark that ends no text, since a letter stands behind it: programs such as
// igraph before 0.10 and graph-tool write those in texts as they are. It is -1 if there is none.
func tornText(data []byte) int {
	for span := range gmlTokens(data, false) {
		last := span[1] - 1
		if data[span[0]] == '"' && last > span[0] && data[last] == '"' && span[1] < len(data) &&
			bytes.IndexByte([]byte(" \t\r\n[]"), data[span[1]]) < 0 {
			return last
		}
	}
	return -1
}

// textEnd is where the text that begins there ends: behind the next quotation mark or, by line, the next that ends a line.
func textEnd(data []byte, start int, byLine bool) int {
	for i := start + 1; i < len(data); i++ {
		i = end(data, i, `"`)
		if !byLine || i == len(data) {
			return min(i+1, len(data))
		}
		if rest := end(data, i+1, "\n"); len(bytes.TrimSpace(data[i+1:rest])) == 0 {
			return i + 1
		}
	}
	return len(data)
}

// gmlTokens are the places of keys, values and brackets; lines that begin with # are comments. By line, a text goes to
// the last quotation mark of a line.
func gmlTokens(data []byte, byLine bool) iter.Seq[[2]int] {
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
				i = textEnd(data, i, byLine)
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
		case v.isList && (strings.HasSuffix(strings.ToLower(v.key), "graphics") || v.key == "viz"):
			n.leaveOut(v.key)
		case v.text == networkXList && !v.isList:
		case v.isRecord():
			el.records = append(el.records, record{v.at, v.key, recordOf(v.object())})
		default:
			v.cells(&el, v.key)
		}
	}
	return el
}

// networkXList stands before the value of a list that has one alone (NetworkX, "LIST_START_VALUE").
const networkXList = "_networkx_list_start"

// isRecord tells one of relgraph's records from a list of drawing: NetworkX writes so what was an object in JSON.
func (e gmlEntry) isRecord() bool {
	_, known := sources.RecordTable(e.key)
	return known && e.isList && len(e.list) > 0
}

// object is the entry as an object of JSON.
func (e gmlEntry) object() value {
	v := value{at: e.at, text: e.text}
	for _, inner := range e.list {
		if inner.text != networkXList || inner.isList {
			v.fields = append(v.fields, field{inner.key, inner.object()})
		}
	}
	return v
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
