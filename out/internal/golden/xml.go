package golden

import "encoding/xml"

// An Element is what a reader of XML finds.
type Element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Content  string     `xml:",chardata"`
	Children []Element  `xml:",any"`
}

// Attr is the value of an attribute, "" if e has none of that name.
func (e Element) Attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Each calls visit with e and everything in it.
func (e Element) Each(visit func(Element)) {
	visit(e)
	for _, c := range e.Children {
		c.Each(visit)
	}
}

// Words is what a reader sees of e, in the order of the file.
func (e Element) Words() string {
	text := e.Content
	for _, c := range e.Children {
		text += c.Words()
	}
	return text
}

// Find lists the elements of that name in e.
func (e Element) Find(name string) (found []Element) {
	e.Each(func(e Element) {
		if e.XMLName.Local == name {
			found = append(found, e)
		}
	})
	return found
}
