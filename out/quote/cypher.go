package quote

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendCypher appends text as an expression of Cypher whose value is the text; bytes that are not UTF-8 become U+FFFD.
//
// A reader that puts in the sign for \u and four digits before it looks at other escapes would do so behind an
// escaped backslash too. A literal ends behind every backslash that stands before a u, and the next is added to it.
func AppendCypher(b []byte, text string) []byte {
	b = append(b, '\'')
	if plain(text, 0) == len(text) && strings.IndexByte(text, '\'') < 0 {
		return append(append(b, text...), '\'')
	}
	backslash := false
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		if backslash && r == 'u' {
			b = append(b, "' + '"...)
		}
		backslash = r == '\\'
		switch {
		case r == '\\' || r == '\'':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == 0x7F || r == 0x85 || r == 0x2028 || r == 0x2029:
			b = append(append(b, `\u`...), fourDigits(r)...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '\'')
}

func fourDigits(r rune) string {
	digits := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	return strings.Repeat("0", max(0, 4-len(digits))) + digits
}

// CypherComment is text for a comment: a Cypher comment ends with the line, and \u may stand for a line's end.
func CypherComment(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(Printable(text), `\`, "/")), " ")
}
