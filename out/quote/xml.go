package quote

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
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
func XMLComment(text string) string {
	text = strings.ReplaceAll(ValidXML(text), "--", "–")
	if rest, ok := strings.CutSuffix(text, "-"); ok { // which would be one with the comment's end
		text = rest + "–"
	}
	return text
}

// XMLContent writes text as the content of an element, with as few entities as can be: between two of them some
// parsers lose a blank.
func XMLContent(text string) string { return string(AppendXMLContent(nil, text)) }

// XMLAttribute writes text as the value of an attribute.
func XMLAttribute(text string) string { return string(AppendXMLAttribute(nil, text)) }

// AppendXMLContent appends what XMLContent returns.
func AppendXMLContent(b []byte, text string) []byte { return appendXML(b, text, &contentEscapes) }

// AppendXMLAttribute appends what XMLAttribute returns.
func AppendXMLAttribute(b []byte, text string) []byte { return appendXML(b, text, &attributeEscapes) }

// escapes has what is written for a character of ASCII; "" if it stands for itself.
type escapes [utf8.RuneSelf]string

var (
	contentEscapes = newEscapes("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")

	attributeEscapes = newEscapes("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;",
		"\t", "&#9;")
)

func newEscapes(pairs ...string) (all escapes) {
	for b := range ' ' { // which XML cannot hold, even escaped, but for the three below
		all[b] = string(unicode.ReplacementChar)
	}
	all['\t'], all['\n'], all['\r'] = "", "", ""
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i][0]] = pairs[i+1]
	}
	return all
}

// ValidXML puts U+FFFD for what XML cannot hold, even escaped.
func ValidXML(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// appendXML appends text with its escapes, in pieces as long as can be.
func appendXML(b []byte, text string, e *escapes) []byte {
	written := 0
	replace := func(from, to int, by string) {
		b = append(append(b, text[written:from]...), by...)
		written = to
	}
	for i := plain(text, 0); i < len(text); i = plain(text, i) {
		if c := text[i]; c < utf8.RuneSelf {
			if by := e[c]; by != "" {
				replace(i, i+1, by)
			}
			i++
			continue
		}
		if end := letters(text, i); end > i {
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1: // as one, however many bytes follow each other
			end := i + 1
			for end < len(text) {
				if r, size := utf8.DecodeRuneInString(text[end:]); r != utf8.RuneError || size != 1 {
					break
				}
				end++
			}
			replace(i, end, string(unicode.ReplacementChar))
			i = end
			continue
		case r == 0xFFFE || r == 0xFFFF:
			replace(i, i+size, string(unicode.ReplacementChar))
		}
		i += size
	}
	return append(b, text[written:]...)
}
