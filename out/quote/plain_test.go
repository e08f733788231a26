package quote_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"relgraph/out/quote"
)

// TestJSONIsThatOfTheStandardLibrary at every place in a text: signs are looked for in eights.
func TestJSONIsThatOfTheStandardLibrary(t *testing.T) {
	signs := []string{"\"", "\\", "\x00", "\x1f", "\b", "\f", "\n", "\r", "\t", "\x7f", "é", "\u2028", "\u2029", "\uffff",
		"\xff", "\xe2\x80", "😀", "<", ">", "&", "|", "'", "#", " ", "~"}
	for _, sign := range signs {
		for before := range 18 {
			for behind := range 10 {
				text := strings.Repeat("a", before) + sign + strings.Repeat("z", behind)
				var want bytes.Buffer
				e := json.NewEncoder(&want)
				e.SetEscapeHTML(false)
				if err := e.Encode(text); err != nil {
					t.Fatal(err)
				}
				if got := quote.JSON(text); got != strings.TrimSuffix(want.String(), "\n") {
					t.Errorf("%q: got %s, want %s", text, got, want.String())
				}
			}
		}
	}
}

// TestSignsAreEscapedWhereverTheyStand in each of the notations.
func TestSignsAreEscapedWhereverTheyStand(t *testing.T) {
	for _, c := range []struct {
		name string
		of   func(string) string
		want map[string]string
	}{
		{"XMLContent", quote.XMLContent, map[string]string{"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;",
			"\n": "\n", "\x01": "\ufffd", "\ufffe": "\ufffd", "\xff": "\ufffd", "\"": "\"", "é": "é", "\x7f": "\x7f"}},
		{"XMLAttribute", quote.XMLAttribute, map[string]string{"&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;",
			"\n": "&#10;", "\t": "&#9;", "'": "'"}},
		{"DOT", quote.DOT, map[string]string{"\\": `\\`, "\"": `\"`, "\n": `\n`, "&": "&amp;", "\x7f": "", "\x01": "",
			"\t": " ", "é": "é"}},
		{"DOTRecord", written(quote.AppendDOTRecord), map[string]string{"\\": `\`, "\"": `\"`, "&": "&", "\x02": "", "\xff": "\ufffd"}},
		{"Cypher", written(quote.AppendCypher), map[string]string{"'": `\'`, "\\": `\\`, "\n": `\n`, "\x7f": `\u007F`, "é": "é",
			"\u0085": `\u0085`, "\"": "\""}},
	} {
		for sign, want := range c.want {
			for before := range 18 {
				text, around := "a"+strings.Repeat("a", before)+sign+"zzzz", "a"+strings.Repeat("a", before)+want+"zzzz"
				if got := c.of(text); strings.Trim(got, `"'`) != around {
					t.Errorf("%s(%q) = %s, want %s", c.name, text, got, around)
				}
			}
		}
	}
}

// written is what a function that appends writes by itself.
func written(to func([]byte, string) []byte) func(string) string {
	return func(text string) string { return string(to(nil, text)) }
}
