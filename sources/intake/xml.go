package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// A node is an XML element, by its local name: graph tools write name spaces in many ways.
type node struct {
	at       sources.Pos
	name     string
	attrs    []xml.Attr
	children []*node
	text     string // all character data directly in it
	parted   bool   // it has, or had, others in it
}

// maxDepth is how deep elements, and JSON values, may stand in each other.
const maxDepth = 200

// maxKept is how many elements are kept at once, which take two hundred bytes each: those of a graph's nodes and edges are
// given back one after the other, and of groups of yEd's some dozen a node are kept.
var maxKept = 3_000_000

// maxAttributes is how many attributes an element may have: no format has more than some dozens.
const maxAttributes = 10_000

var declaredEncoding = pattern.Of(`^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// readXML reads a document without following anything that it points to: a document type is passed over, and an
// entity that is not one of XML's own five is an error.
//
// Each element that has ended is given to take with those that it stands in, the outermost first. What take tells to have
// dealt with is not kept: of a large graph, what is read of its elements takes a part of the room of the elements.
func readXML(in Input, r *report, kind string, take func(n *node, within []*node) bool) *node {
	data, err := decodeXML(in.Data)
	if err != nil {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1}, "want UTF-8", "%v", err)
		return nil
	}
	where := newPlaces(in.File, data)
	tokens := newXMLTokens(data)
	var spare spareNodes
	root := &node{}
	open, names := []*node{root}, []xml.Name(nil) // the elements that are not closed yet
	n := &node{}                                  // the next one
	for {
		start := tokens.at
		t, err := tokens.next(n.attrs[:0])
		if err == io.EOF && len(names) == 0 {
			break
		}
		if t.kind == xmlEnd && err == nil {
			err = closes(names, t.name)
		}
		if err != nil {
			r.errorf(where.at(int64(tokens.at)), "want well-formed XML; open the file in the program that wrote it "+
				"and save it again", "%s", problemOf(err))
			return nil
		}
		last := open[len(open)-1]
		switch t.kind {
		case xmlStart:
			n.at, n.name, n.attrs = where.at(int64(start)), t.name.Local, t.attrs
			last.children, last.parted = append(last.children, n), true
			open, names = append(open, n), append(names, t.name)
			if tooLarge(r, n, len(open), spare.made) {
				return nil
			}
			n = spare.node()
		case xmlEnd:
			if n := len(open) - 2; n > 0 && take(last, open[1:n+1]) {
				open[n].children = open[n].children[:len(open[n].children)-1]
				spare.back(last)
			}
			open, names = open[:len(open)-1], names[:len(names)-1]
		case xmlText:
			if !last.parted || strings.TrimSpace(t.text) != "" { // blanks between elements say nothing
				last.text += t.text
			}
		}
	}
	if len(root.children) == 0 {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1}, "want an XML file", "the file has no element")
		return nil
	}
	if first := root.children[0]; first.name != kind {
		r.errorf(first.at, "want the element <"+kind+">"+r.opts.offerFormat(", or another --format"),
			"the file begins with <%s>", first.name)
		return nil
	}
	return root.children[0]
}

// problemOf says what is wrong with XML.
func problemOf(err error) string {
	var syntax *xml.SyntaxError
	switch {
	case err == io.EOF:
		return "unexpected EOF"
	case errors.As(err, &syntax):
		return syntax.Msg
	}
	return err.Error()
}

// tooLarge tells whether an element that stands so deep, or has so many attributes, is no graph's, and says so.
func tooLarge(r *report, n *node, depth, kept int) bool {
	const want = "want a file that a graph tool wrote"
	switch {
	case len(n.attrs) > maxAttributes:
		r.errorf(n.at, want, "the element <%s> has %d attributes, of which %d are the most that is read", n.name,
			len(n.attrs), maxAttributes)
	case depth > maxDepth:
		r.errorf(n.at, want, "elements stand in each other more than %d deep", maxDepth)
	case kept > maxKept:
		r.errorf(n.at, want, "more than %d elements must be held to the end of the file", maxKept)
	default:
		return false
	}
	return true
}

// spareNodes are elements that were dealt with, in whose room others are read.
type spareNodes struct {
	free []*node
	made int // how many there are, spare or not
}

func (s *spareNodes) node() *node {
	n := len(s.free) - 1
	if n < 0 {
		s.made++
		return &node{}
	}
	spare := s.free[n]
	s.free = s.free[:n]
	return spare
}

// back takes an element back, and those in it.
func (s *spareNodes) back(n *node) {
	for _, c := range n.children {
		s.back(c)
	}
	clear(n.children)
	clear(n.attrs)
	*n = node{children: n.children[:0], attrs: n.attrs[:0]}
	s.free = append(s.free, n)
}

// closes tells what is wrong with the end of an element, of those that are open.
func closes(open []xml.Name, end xml.Name) error {
	written := func(n xml.Name) string {
		if n.Space != "" {
			return n.Space + ":" + n.Local
		}
		return n.Local
	}
	switch {
	case len(open) == 0:
		return &xml.SyntaxError{Msg: "unexpected end element </" + written(end) + ">"}
	case open[len(open)-1] != end:
		return &xml.SyntaxError{Msg: "element <" + written(open[len(open)-1]) + "> closed by </" + written(end) + ">"}
	}
	return nil
}

// decodeXML brings the file into UTF-8, from the encoding that its byte order mark or its declaration names.
func decodeXML(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	m := declaredEncoding.FindSubmatch(data[:min(len(data), 200)])
	if m == nil || strings.EqualFold(string(m[1]), "utf-8") {
		return data, nil
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, errors.New("the file is in the encoding " + string(m[1]) + ", which is not known")
	}
	return e.NewDecoder().Bytes(data)
}

// declaredLate tells whether a document may declare columns behind its first node: it is then read as a whole before
// anything is made of it.
func declaredLate(data []byte, declaration string) bool {
	text, err := decodeXML(data)
	if err != nil {
		return true
	}
	first := func(text []byte, element string) int {
		at := -1
		for _, before := range []string{"<", ":"} {
			if i := bytes.Index(text, []byte(before+element)); i >= 0 && (at < 0 || i < at) {
				at = i
			}
		}
		return at
	}
	node := first(text, "node")
	return node < 0 || first(text[node:], declaration) >= 0
}

// attr is the value of an attribute by its local name; "" if there is none.
func (n *node) attr(name string) string {
	for i := len(n.attrs) - 1; i >= 0; i-- {
		if a := &n.attrs[i]; a.Name.Local == name && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// all yields the elements of that name in n, at any depth, but not those inside others of the name.
func (n *node) all(name string) []*node {
	var found []*node
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		} else {
			found = append(found, c.all(name)...)
		}
	}
	return found
}

// child is the first element of that name directly in n, or nil.
func (n *node) child(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// words is the text of n and of all in it.
func (n *node) words() string {
	text := n.text
	for _, c := range n.children {
		text += c.words()
	}
	return strings.TrimSpace(text)
}

// looksLike tells whether the file's first element has that name.
func looksLike(element string) func([]byte) bool {
	begins := sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`<([A-Za-z_][\w.-]*:)?` + element + `[\s>/]`)
	})
	return func(data []byte) bool {
		text, err := decodeXML(data[:min(len(data), 4<<10)])
		return err == nil && begins().Match(text)
	}
}
