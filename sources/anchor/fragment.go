package anchor

import (
	"fmt"
	"strings"
	"unicode"
)

// Fragment returns the text fragment (WICG, URL Fragment Text Directives) that makes a browser show the passage, such
// as ":~:text=First%20words,last%20words": it goes behind the "#" of the document's address. An anchor without words
// gives "".
//
// Quotation marks and dashes at the ends are left out, since the page may have others than the normalised text.
func (a Anchor) Fragment() string {
	first, last := bareEnds(a.First), bareEnds(a.Last)
	if first == "" || last == "" {
		return ""
	}
	return ":~:text=" + directive(first) + "," + directive(last)
}

func bareEnds(words string) string {
	return strings.TrimFunc(words,
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// directive escapes words for a text directive, in which dash, comma and ampersand have a meaning of their own.
func directive(words string) string {
	var b strings.Builder
	for _, c := range []byte(words) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("._~!'()*", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
