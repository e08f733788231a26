package terminal

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzStream writes text to a stream, as wide as it is and on a narrow screen: no sign that commands a terminal or turns
// text round reaches it, and no word is lost.
func FuzzStream(f *testing.F) {
	for _, text := range []string{"plain", "\x1b]0;t\a\x1b[2J", "a\r\nb\tc", "\u202egnp.exe", "\u2028\u2029",
		"\xff\xfe", "\u009b1m",
		strings.Repeat("word ", 40), "😀 بيت", "  - set in, and " + strings.Repeat("long", 30)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, width := range []int{0, 20} {
			var b bytes.Buffer
			s := &Stream{w: &b, width: width}
			if _, err := s.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool {
				return unicode.IsControl(r) && r != '\n' && r != '\t' || '\u202a' <= r && r <= '\u202e' ||
					'\u2066' <= r && r <= '\u2069' || r == '\u2028' || r == '\u2029'
			}) {
				t.Errorf("%q reaches a terminal as %q", text, got)
			}
			bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if bare(got) != bare(visible(text)) {
				t.Errorf("%q on a screen of %d: %q", text, width, got)
			}
		}
		for _, line := range Wrap(Readable(text), 20) {
			if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' }) {
				t.Errorf("%q: %q", text, line)
			}
		}
	})
}
