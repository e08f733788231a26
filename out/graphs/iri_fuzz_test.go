package graphs

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzIRI writes ids and addresses as IRIs, which hold none of the signs that RFC 3987 lets stand nowhere, and which the
// reader of Go's library decodes to what was written.
func FuzzIRI(f *testing.F) {
	for _, text := range []string{"ann", "a b", "<>\"{}|\\^`", "é", "\x00\x7f\u0085", "\ue000", "\xff", "100%", "a%20b",
		"😀"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := escapeIRI(text)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "<>\"{}|\\^` \n\r\t\x00\x7f") {
			t.Errorf("%q: %q is no IRI", text, got)
		}
		if strings.Contains(text, "%") || !utf8.ValidString(text) {
			return
		}
		if read, err := url.PathUnescape(got); err != nil || read != text {
			t.Errorf("%q: %q reads as %q, %v", text, got, read, err)
		}
	})
}
