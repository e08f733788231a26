package quote

import (
	"html"
	"strings"
	"unicode"
)

// xmlText escapes text for content and attributes, and drops the signs that XML cannot hold.
func XMLText(text string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}

// xmlComment is text that a comment can hold.
func XMLComment(text string) string { return strings.ReplaceAll(ValidXML(text), "--", "–") }

// xmlContent writes text as the content of an element, with as few entities as can be: between two of them some
// parsers lose a blank.
func XMLContent(text string) string { return xmlEscapes.Replace(ValidXML(text)) }

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")

// validXML puts U+FFFD for what XML cannot hold, even escaped.
func ValidXML(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// xmlAttribute writes text as the value of an attribute.
func XMLAttribute(text string) string { return xmlAttributeEscapes.Replace(ValidXML(text)) }

var xmlAttributeEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")
