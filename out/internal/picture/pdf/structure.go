package pdf

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"relgraph/out/figure"
	"relgraph/out/internal/picture"
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
	page     *page // on which its marked content stands; nil without any
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

// link makes a link of the place of a text (12.5.6.5). What neither leads to the web nor to a part of the figure is
// no link.
func (p *page) link(t figure.Text, in *element) *element {
	var action, means string
	switch id, inside := strings.CutPrefix(t.Link, "#"); {
	case inside:
		page, top := p.document.find(id, p)
		if page == nil {
			return in
		}
		action, means = fmt.Sprintf("/Dest [%v /XYZ null %s null]", page.self, picture.Number(top)), t.Content
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
	p.document.links = append(p.document.links, e)
	r := p.document.add(fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect %s /Border [0 0 0] /F %d %s /Contents %s "+
		"/StructParent %d >>",
		p.ink.rectangle(box), printed, action, textString(means), len(p.document.pages)+len(p.document.links)-1))
	p.annotations = append(p.annotations, r)
	e.contents, e.page = append(e.contents, content{annotation: r}), p
	return e
}

// find tells where a part stands: on the page itself, if it is there.
func (d *document) find(id string, self *page) (*page, float64) {
	for _, p := range append([]*page{self}, d.pages...) {
		if top, ok := p.tops[id]; ok {
			return p, top
		}
	}
	return nil, 0
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
func (d *document) writeStructure() ref {
	root := d.reserve()
	document := d.writeElement(d.root, root)
	var numbers []string
	for i, p := range d.pages {
		var marked []ref
		for _, e := range p.marked {
			marked = append(marked, e.ref)
		}
		numbers = append(numbers, fmt.Sprintf("%d %s", i, array(marked)))
	}
	for i, e := range d.links {
		numbers = append(numbers, fmt.Sprintf("%d %v", len(d.pages)+i, e.ref))
	}
	parents := d.add(fmt.Sprintf("<< /Nums %s >>", array(numbers)))
	d.set(root, fmt.Sprintf("<< /Type /StructTreeRoot /K [%v] /ParentTree %v /ParentTreeNextKey %d >>", document,
		parents, len(d.pages)+len(d.links)))
	return root
}

func (d *document) writeElement(e *element, parent ref) ref {
	e.ref = d.reserve()
	page := d.pages[0]
	if e.page != nil {
		page = e.page
	}
	var kids []string
	for _, c := range e.contents {
		switch {
		case c.element != nil && c.element.empty():
		case c.element != nil:
			kids = append(kids, d.writeElement(c.element, e.ref).String())
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
	d.set(e.ref, fmt.Sprintf("<< /Type /StructElem /S /%s /P %v /Pg %v%s /K %s >>", e.role, parent, page.self, more,
		array(kids)))
	return e.ref
}
