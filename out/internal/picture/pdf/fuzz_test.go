package pdf

import (
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf16"
)

// readString reads a string as ISO 32000-1 has it, 7.3.4 and 7.9.2.2.
func readString(object string) (string, bool) {
	if digits, ok := strings.CutPrefix(object, "<FEFF"); ok {
		data, err := hex.DecodeString(strings.TrimSuffix(digits, ">"))
		if err != nil || len(data)%2 != 0 || !strings.HasSuffix(digits, ">") {
			return "", false
		}
		var units []uint16
		for i := 0; i < len(data); i += 2 {
			units = append(units, uint16(data[i])<<8|uint16(data[i+1]))
		}
		return string(utf16.Decode(units)), true
	}
	if len(object) < 2 || object[0] != '(' || object[len(object)-1] != ')' {
		return "", false
	}
	var b strings.Builder
	for inside := object[1 : len(object)-1]; inside != ""; inside = inside[1:] {
		switch inside[0] {
		case '(', ')':
			return "", false
		case '\\':
			if inside = inside[1:]; inside == "" || strings.IndexByte(`\()`, inside[0]) < 0 {
				return "", false
			}
		}
		b.WriteByte(inside[0])
	}
	return b.String(), true
}

func FuzzTextString(f *testing.F) {
	for _, text := range []string{"", "plain", "(", ")", `\`, `\)`, "é", "😀", "\x00\n\r", "\xff",
		") /S /JavaScript /JS (app.alert(1))", "\ufffe"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := readString(textString(text))
		if want := strings.ToValidUTF8(text, "\uFFFD"); !ok || got != want {
			t.Errorf("%q: %s reads as %q", text, textString(text), got)
		}
		if read, ok := readString(literal(asciiURL(text))); !ok ||
			strings.ContainsFunc(read, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q: the address %s reads as %q", text, literal(asciiURL(text)), read)
		}
	})
}
