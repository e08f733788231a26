package pdf

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/sources"
)

// An element says what a piece of the page is (14.7, 14.8).
type element struct {
	role     string
	alt      string // what is told instead of what is drawn
	actual   string // the text, if it is not read as its glyphs are written
	box      string // of a Figure
	kids     []*element
	contents []content
	ref      ref
}

// A content is something that belongs to an element: an element in it, a piece of marked content or an annotation.
type content struct {
	element    *element
	marked     int
	annotation ref
}

func (e *element) child(role string) *element {
	c := &element{role: role}
	e.kids = append(e.kids, c)
	e.contents = append(e.contents, content{element: c})
	return c
}

// empty tells an element that has nothing to say, such as a layer of decoration.
func (e *element) empty() bool {
	return !slices.ContainsFunc(e.contents, func(c content) bool { return c.element == nil || !c.element.empty() })
}

// list is the list at the end of e, which begins if there is none.
func (e *element) list() *element {
	if n := len(e.kids); n > 0 && e.kids[n-1].role == "L" {
		return e.kids[n-1]
	}
	return e.child("L")
}

// link makes a link of the place of a text (12.5.6.5). What neither leads to the web nor to a part of the figure is no link.
func (p *page) link(t figure.Text, in *element) *element {
	var action, means string
	switch id, inside := strings.CutPrefix(t.Link, "#"); {
	case inside:
		top, ok := p.tops[id]
		if !ok {
			return in
		}
		action, means = fmt.Sprintf("/Dest [%v /XYZ null %s null]", p.self, number(top)), t.Content
	case sources.Followable(t.Link):
		action, means = fmt.Sprintf("/A << /S /URI /URI %s >>", literal(asciiURL(t.Link))), t.Link
	default:
		return in
	}
	e := in.child("Link")
	var box extent
	box.add(figure.Point{X: t.At.X, Y: t.At.Y - t.Size})
	box.add(figure.Point{X: t.At.X + t.Width, Y: t.At.Y + t.Size/4})
	const printed = 4
	p.links = append(p.links, e)
	r := p.document.add(fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect %s /Border [0 0 0] /F %d %s /Contents %s /StructParent %d >>",
		p.rectangle(box), printed, action, textString(means), len(p.links)))
	p.annotations = append(p.annotations, r)
	e.contents = append(e.contents, content{annotation: r})
	return e
}

// asciiURL writes an address as URIs must be: other signs as their bytes in hexadecimal digits (RFC 3987, 3.1).
func asciiURL(address string) string {
	if u, err := url.Parse(address); err == nil {
		address = u.String()
	}
	var b strings.Builder
	for _, c := range []byte(address) {
		if c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// writeStructure adds the tree of elements, and for each piece of content the way back to its element (14.7.4.4).
func (p *page) writeStructure() ref {
	root := p.document.reserve()
	document := p.writeElement(p.root, root)
	var marked []ref
	for _, e := range p.marked {
		marked = append(marked, e.ref)
	}
	numbers := "0 " + array(marked)
	for i, e := range p.links {
		numbers += fmt.Sprintf(" %d %v", i+1, e.ref)
	}
	parents := p.document.add(fmt.Sprintf("<< /Nums [%s] >>", numbers))
	p.document.set(root, fmt.Sprintf("<< /Type /StructTreeRoot /K [%v] /ParentTree %v /ParentTreeNextKey %d >>", document, parents, len(p.links)+1))
	return root
}

func (p *page) writeElement(e *element, parent ref) ref {
	e.ref = p.document.reserve()
	var kids []string
	for _, c := range e.contents {
		switch {
		case c.element != nil && c.element.empty():
		case c.element != nil:
			kids = append(kids, p.writeElement(c.element, e.ref).String())
		case c.annotation != 0:
			kids = append(kids, fmt.Sprintf("<< /Type /OBJR /Obj %v >>", c.annotation))
		default:
			kids = append(kids, fmt.Sprint(c.marked))
		}
	}
	var more string
	if e.alt != "" {
		more += " /Alt " + textString(e.alt)
	}
	if e.actual != "" {
		more += " /ActualText " + textString(e.actual)
	}
	if e.box != "" {
		more += fmt.Sprintf(" /A << /O /Layout /Placement /Block /BBox %s >>", e.box)
	}
	if e.role == "L" {
		more += " /A << /O /List /ListNumbering /Decimal >>"
	}
	p.document.set(e.ref, fmt.Sprintf("<< /Type /StructElem /S /%s /P %v /Pg %v%s /K %s >>", e.role, parent, p.self, more, array(kids)))
	return e.ref
}
