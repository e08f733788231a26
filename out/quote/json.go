package quote

import (
	"fmt"
	"unicode/utf8"
)

// A Member is a name in a JSON object (RFC 8259), with its value as JSON.
type Member struct{ Name, Value string }

// TextMember is a member whose value is text, which is quoted.
func TextMember(name, value string) Member { return Member{name, JSON(value)} }

// JSON writes text as JSON, without escaping what only HTML needs escaped.
func JSON(text string) string { return string(AppendJSON(nil, text)) }

// AppendJSON appends what JSON returns: escapes are those of encoding/json, which also writes U+2028 and U+2029, line
// ends to JavaScript, as such.
func AppendJSON(b []byte, text string) []byte {
	b = append(b, '"')
	written := 0
	replace := func(from, to int, by string) {
		b = append(append(b, text[written:from]...), by...)
		written = to
	}
	for i := plain(text, 0); i < len(text); i = plain(text, i) {
		c := text[i]
		if c < utf8.RuneSelf {
			switch {
			case c == '"':
				replace(i, i+1, `\"`)
			case c == '\\':
				replace(i, i+1, `\\`)
			case c < ' ':
				replace(i, i+1, controlEscapes[c])
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
		case r == utf8.RuneError && size == 1:
			replace(i, i+1, `\ufffd`)
		case r == 0x2028:
			replace(i, i+size, `\u2028`)
		case r == 0x2029:
			replace(i, i+size, `\u2029`)
		}
		i += size
	}
	return append(append(b, text[written:]...), '"')
}

// controlEscapes are what JSON has for the control characters, by their numbers.
var controlEscapes = func() (all [' ']string) {
	for b := range all {
		all[b] = fmt.Sprintf(`\u%04x`, b)
	}
	all['\b'], all['\f'], all['\n'], all['\r'], all['\t'] = `\b`, `\f`, `\n`, `\r`, `\t`
	return all
}()

// Object writes an object.
func Object(members ...Member) string { return string(AppendObject(nil, members...)) }

// AppendObject appends what Object returns.
func AppendObject(b []byte, members ...Member) []byte {
	b = append(b, '{')
	for i, m := range members {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(append(AppendJSON(b, m.Name), ": "...), m.Value...)
	}
	return append(b, '}')
}
