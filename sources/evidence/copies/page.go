package copies

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readPage reads the text of a web page: everything between its tags that a reader can see, each block on a line of
// its own. Menus, scripts, styles and the head are left out.
func readPage(data []byte) (text, by string, err error) {
	source, name := decodePage(data)
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return "", "", fmt.Errorf("not understood as a web page: %w", err)
	}
	var b strings.Builder
	writeText(&b, doc)
	return b.String(), "web page, " + name, nil
}

// decodePage goes by the byte order mark, then by what the bytes are, and only then by what the page says: pages that a
// browser saved often are UTF-8 and still name the encoding they once had.
func decodePage(data []byte) (text, name string) {
	if text, name, ok := decodeMarked(data); ok {
		return text, name
	}
	e, name, _ := charset.DetermineEncoding(data, "")
	if utf8.Valid(data) && name != "iso-2022-jp" {
		return string(data), "UTF-8"
	}
	return decode(e, data), encodingName(name)
}

// encodingName writes the common encodings as readText does.
func encodingName(name string) string {
	switch name {
	case "utf-8":
		return "UTF-8"
	case "windows-1252":
		return "Windows-1252"
	}
	return name
}

// unread are the elements that hold no text of the document.
var unread = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Nav: true, atom.Noscript: true, atom.Template: true,
	atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Select: true, atom.Textarea: true, atom.Button: true,
	atom.Datalist: true,
}

// inline are the elements that stand within a line, so that the words around them may touch: "<b>D</b>amascus". Every
// other one begins and ends a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true,
	atom.Cite: true,
	atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true,
	atom.Img: true, atom.Ins: true,
	atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Picture: true, atom.Q: true, atom.Rb: true, atom.Ruby: true,
	atom.S: true, atom.Samp: true,
	atom.Small: true, atom.Source: true, atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true,
	atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
}

func writeText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && (unread[n.DataAtom] || hidden(n)):
		return
	}
	// An element without an atom is one that somebody made up for a page of their own; browsers set those within the line.
	block := n.Type == html.ElementNode && n.DataAtom != 0 && !inline[n.DataAtom]
	if block {
		b.WriteByte('\n')
	}
	for child := range n.ChildNodes() {
		writeText(b, child)
	}
	if block {
		b.WriteByte('\n')
	}
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return false
}
