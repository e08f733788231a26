package quote

import (
	"bufio"
	"html"
	"io"
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
func XMLContent(text string) string { return inXML(text, &contentEscapes) }

// XMLAttribute writes text as the value of an attribute.
func XMLAttribute(text string) string { return inXML(text, &attributeEscapes) }

// WriteXMLContent writes what XMLContent returns.
func WriteXMLContent(w *bufio.Writer, text string) { writeXML(w, text, &contentEscapes) }

// WriteXMLAttribute writes what XMLAttribute returns.
func WriteXMLAttribute(w *bufio.Writer, text string) { writeXML(w, text, &attributeEscapes) }

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

func inXML(text string, e *escapes) string {
	var b strings.Builder
	writeXML(&b, text, e)
	return b.String()
}

// writeXML writes text with its escapes, in pieces as long as can be.
func writeXML(w io.StringWriter, text string, e *escapes) {
	written := 0
	replace := func(from, to int, by string) {
		_, _ = w.WriteString(text[written:from]) // a bufio.Writer remembers its first error
		_, _ = w.WriteString(by)
		written = to
	}
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			if by := e[b]; by != "" {
				replace(i, i+1, by)
			}
			i++
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
	_, _ = w.WriteString(text[written:])
}
