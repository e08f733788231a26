package texts

import (
	"strings"
	"testing"

	"relgraph/out/quote"
)

// readBib reads a field of a .bib file as TeX does: commands for signs, and nothing that opens or ends a group.
func readBib(field string) (string, string) {
	text := field
	var b strings.Builder
	for text != "" {
		switch {
		case strings.HasPrefix(text, `\textbackslash{}`):
			b.WriteByte('\\')
			text = text[len(`\textbackslash{}`):]
		case strings.HasPrefix(text, `\textasciitilde{}`):
			b.WriteByte('~')
			text = text[len(`\textasciitilde{}`):]
		case strings.HasPrefix(text, `\textasciicircum{}`):
			b.WriteByte('^')
			text = text[len(`\textasciicircum{}`):]
		case len(text) > 1 && text[0] == text[1] && strings.IndexByte("-`'", text[0]) >= 0:
			return "", text[:2]
		case strings.HasPrefix(text, "-{}-") || strings.HasPrefix(text, "`{}`") || strings.HasPrefix(text, "'{}'"):
			b.WriteByte(text[0])
			text = text[3:]
		case len(text) > 1 && text[0] == '\\' && strings.IndexByte("{}&%$#_", text[1]) >= 0:
			b.WriteByte(text[1])
			text = text[2:]
		case strings.IndexByte("\\{}&%$#_~^\n", text[0]) >= 0:
			return "", text[:1]
		default:
			b.WriteByte(text[0])
			text = text[1:]
		}
	}
	return b.String(), ""
}

func FuzzBibTeX(f *testing.F) {
	for _, text := range []string{"", "plain", "{", "}", `\`, `\textbackslash{}`, `\input{/etc/passwd}`,
		"a & b % c $ d # e _ f ~ g ^ h", "two\nlines", "\x00\xff", "--- ``a''", "@article{x,", `"`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, bare := readBib(bibText(text))
		if want := strings.ReplaceAll(quote.Printable(text), "\n", " "); bare != "" || read != want {
			t.Errorf("%q: %q has a bare %q and reads as %q", text, bibText(text), bare, read)
		}
		if strings.ContainsAny(bibURL(text), "{}\\ ") {
			t.Errorf("%q: %q can end its field", text, bibURL(text))
		}
	})
}
