package graphs

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"relgraph/out/quote"
)

var mermaidEscape = regexp.MustCompile(`#(\d+);`)

// FuzzMermaid reads a label as Mermaid's documentation has it: #35; is a number sign. What is left may not end the label,
// begin a tag but for the line's end, or a directive.
func FuzzMermaid(f *testing.F) {
	for _, text := range []string{"", "plain", `"]`, "#quot;", "a\nb", "<script>", "%%{init}%%", "end", "click a href",
		"```", "**b**", "𝄞\x00\xff", "#35;"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		label := mermaidText(text)
		bare := strings.ReplaceAll(mermaidEscape.ReplaceAllString(label, ""), "<br/>", "")
		if at := strings.IndexAny(bare, "\"#&;<>`{}[]()|%\n\r"); at >= 0 {
			t.Fatalf("%q: %q has a bare %q", text, label, bare[at:at+1])
		}
		read := mermaidEscape.ReplaceAllStringFunc(strings.ReplaceAll(label, "<br/>", "\n"), func(code string) string {
			n, _ := strconv.Atoi(code[1 : len(code)-1])
			return string(rune(n))
		})
		if want := quote.Printable(text); read != want {
			t.Errorf("%q: %q reads as %q, want %q", text, label, read, want)
		}
	})
}

var ftmForm = regexp.MustCompile(`^[A-Za-z0-9-][A-Za-z0-9.-]*[A-Za-z0-9]$`)

// FuzzFTMID holds ids to the letters that FollowTheMoney takes, and apart from each other.
func FuzzFTMID(f *testing.F) {
	for _, text := range []string{"a", "mi6", "-", "a-", "a.b", "é", "日本", ".000061", "a b", "\xff", "a--b"} {
		f.Add(text, text+"x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == "" || b == "" || strings.ToValidUTF8(a, "\uFFFD") != a || strings.ToValidUTF8(b, "\uFFFD") != b {
			return // no ids
		}
		one, other := ftmID("actor", a), ftmID("actor", b)
		if !ftmForm.MatchString(one) {
			t.Errorf("%q: %q", a, one)
		}
		if (one == other) != (a == b) {
			t.Errorf("%q and %q are %q and %q", a, b, one, other)
		}
	})
}
