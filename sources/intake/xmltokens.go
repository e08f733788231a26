package intake

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Package encoding/xml reads letter by letter, which takes a third of the time of an import. What graph tools write is
// plain nearly everywhere: tags, attributes and texts of which nothing but the end has to be found. That is read here;
// whatever else stands in a file is read by encoding/xml, token by token, and so is all that is wrong.

// An xmlToken is a part of a document.
type xmlToken struct {
	kind  xmlKind
	name  xml.Name // of an element, as it is written
	attrs []xml.Attr
	text  string
}

type xmlKind uint8

const (
	xmlOther xmlKind = iota // a comment, an instruction, a document type
	xmlStart
	xmlEnd
	xmlText
)

// xmlTokens are the tokens of a document in UTF-8, of which nobody has looked yet whether they stand within each other.
type xmlTokens struct {
	whole string // of which nearly all texts are a part, and need no room of their own
	at    int    // where the next token begins
	ends  bool   // the last one was an element without content, whose end comes next
	name  xml.Name
}

func newXMLTokens(data []byte) *xmlTokens { return &xmlTokens{whole: textOf(data)} }

// next is the next token, whose attributes stand in room; [io.EOF] behind the last.
func (x *xmlTokens) next(room []xml.Attr) (xmlToken, error) {
	if x.ends {
		x.ends = false
		return xmlToken{kind: xmlEnd, name: x.name}, nil
	}
	if x.at == len(x.whole) {
		return xmlToken{}, io.EOF
	}
	t, end, plain := x.plain(room)
	if !plain {
		return x.read()
	}
	x.at = end
	return t, nil
}

// plain reads a token that has nothing but plain parts, and tells where it ends.
func (x *xmlTokens) plain(room []xml.Attr) (t xmlToken, end int, ok bool) {
	s, i := x.whole, x.at
	if s[i] != '<' {
		t.kind = xmlText
		t.text, end, ok = textUpTo(s, i, '<')
		return t, end, ok
	}
	if i++; i < len(s) && s[i] == '/' {
		t.kind = xmlEnd
		if t.name, i, ok = nameAt(s, i+1); !ok {
			return t, 0, false
		}
		i = afterBlanks(s, i)
		return t, i + 1, i < len(s) && s[i] == '>'
	}
	t.kind, t.attrs = xmlStart, room
	if t.name, i, ok = nameAt(s, i); !ok {
		return t, 0, false
	}
	for {
		if i = afterBlanks(s, i); i+1 >= len(s) {
			return t, 0, false
		}
		switch {
		case s[i] == '>':
			return t, i + 1, true
		case s[i] == '/' && s[i+1] == '>':
			x.ends, x.name = true, t.name
			return t, i + 2, true
		}
		var a xml.Attr
		if a.Name, i, ok = nameAt(s, i); !ok {
			return t, 0, false
		}
		if i = afterBlanks(s, i); i >= len(s) || s[i] != '=' {
			return t, 0, false
		}
		if i = afterBlanks(s, i+1); i >= len(s) || s[i] != '"' && s[i] != '\'' {
			return t, 0, false
		}
		quote := s[i]
		if a.Value, i, ok = textUpTo(s, i+1, quote); !ok || i >= len(s) {
			return t, 0, false
		}
		t.attrs = append(t.attrs, a)
		i++
	}
}

// nameAt reads a name of ASCII letters, with a prefix or none.
func nameAt(s string, at int) (name xml.Name, end int, ok bool) {
	colon := -1
	for end = at; end < len(s); end++ {
		switch of := xmlSigns[s[end]]; {
		case of&inName != 0 && (end > at || of&beginsName != 0):
			continue
		case s[end] == ':' && colon < 0 && end > at:
			colon = end
			continue
		}
		break
	}
	switch {
	case end == at, end == len(s), s[end] >= utf8.RuneSelf, s[end] == ':', colon == end-1:
		return name, end, false
	case colon < 0:
		return xml.Name{Local: s[at:end]}, end, true
	}
	return xml.Name{Space: s[at:colon], Local: s[colon+1 : end]}, end, true
}

// textUpTo reads up to a sign, or the end of the file.
func textUpTo(s string, at int, until byte) (text string, end int, ok bool) {
	escapes, ascii := 0, true
	for end = at; end < len(s) && s[end] != until; end++ {
		switch of := xmlSigns[s[end]]; {
		case of&asItIs != 0:
		case s[end] == '&':
			escapes++
		case s[end] >= utf8.RuneSelf:
			ascii = false
		case s[end] == '>' && !(end-at >= 2 && s[end-1] == ']' && s[end-2] == ']'):
		default:
			return "", 0, false
		}
	}
	text = s[at:end]
	if !ascii && (!utf8.ValidString(text) || strings.Contains(text, "\uFFFE") || strings.Contains(text, "\uFFFF")) {
		return "", 0, false
	}
	if escapes > 0 {
		text, ok = withoutEscapes(text)
		return text, end, ok
	}
	return text, end, true
}

// withoutEscapes puts signs in place of XML's own five entities and of numbers.
func withoutEscapes(text string) (string, bool) {
	var b strings.Builder
	b.Grow(len(text))
	for {
		plain, rest, more := strings.Cut(text, "&")
		b.WriteString(plain)
		if !more {
			return b.String(), true
		}
		name, _, ended := strings.Cut(rest[:min(len(rest), 10)], ";")
		if !ended {
			return "", false
		}
		switch name {
		case "amp":
			b.WriteByte('&')
		case "lt":
			b.WriteByte('<')
		case "gt":
			b.WriteByte('>')
		case "quot":
			b.WriteByte('"')
		case "apos":
			b.WriteByte('\'')
		default:
			digits, base := strings.TrimPrefix(name, "#"), 10
			if digits == name {
				return "", false
			}
			if hex, is := strings.CutPrefix(digits, "x"); is {
				digits, base = hex, 16
			}
			n, err := strconv.ParseUint(digits, base, 32)
			if err != nil || !xmlHas(rune(n)) {
				return "", false
			}
			b.WriteRune(rune(n))
		}
		text = rest[len(name)+1:]
	}
}

// xmlHas tells whether a document may have a character (Extensible Markup Language 1.0, 5th edition, production 2).
func xmlHas(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= 0xD7FF || 0xE000 <= r && r <= 0xFFFD ||
		0x10000 <= r && r <= utf8.MaxRune
}

func afterBlanks(s string, at int) int {
	for at < len(s) && (s[at] == ' ' || s[at] == '\n' || s[at] == '\t' || s[at] == '\r') {
		at++
	}
	return at
}

// What a byte of a document may be without a closer look.
const (
	asItIs     = 1 << iota // in a text
	inName                 // in a name
	beginsName             // its first
)

var xmlSigns = func() (signs [256]uint8) {
	for b := range utf8.RuneSelf {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b == '_':
			signs[b] = asItIs | inName | beginsName
		case '0' <= b && b <= '9', b == '-', b == '.':
			signs[b] = asItIs | inName
		case b >= ' ' && b != '<' && b != '>' && b != '&', b == '\t', b == '\n':
			signs[b] = asItIs
		}
	}
	return signs
}()

// read has encoding/xml read the next token.
func (x *xmlTokens) read() (xmlToken, error) {
	d := xml.NewDecoder(strings.NewReader(x.whole[x.at:]))
	d.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil } // it is UTF-8 by now
	token, err := d.RawToken()
	start := x.at
	x.at += int(d.InputOffset())
	if err != nil {
		return xmlToken{}, err
	}
	switch t := token.(type) {
	case xml.StartElement:
		if x.ends = x.whole[x.at-2] == '/'; x.ends {
			x.name = t.Name
		}
		return xmlToken{kind: xmlStart, name: t.Name, attrs: t.Attr}, nil
	case xml.EndElement:
		return xmlToken{kind: xmlEnd, name: t.Name}, nil
	case xml.CharData:
		text := x.whole[start:x.at]
		if text != string(t) {
			text = string(t)
		}
		return xmlToken{kind: xmlText, text: text}, nil
	}
	return xmlToken{kind: xmlOther}, nil
}
