package check_test

import (
	"net/url"
	"strings"
	"testing"

	"relgraph/sources/check"
)

// FuzzURL has addresses checked. One that passes is a web address with a host, holds no sign that ends an attribute, a
// tag or a quoted text, and is well-formed to the reader of Go's library.
func FuzzURL(f *testing.F) {
	for _, text := range []string{"https://example.org/a?b=c#d", "http://[::1]/", "https://user:pw@example.org:80/",
		"javascript:alert(1)", "JAVASCRIPT://example.org/%0aalert(1)", "https://e.org/?q=\"><script>",
		"https://e.org/%2", "https://",
		"https:///a", "//e.org", "https://e.org/a b", "https://e.org\\@f.org", "data:text/html,1", "https://é.org/ü",
		"https://e.org/'",
		"https://[e.org", "https://e.org/\u2028", "https://e.org/\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if check.URL(text) != nil {
			return
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
			t.Errorf("%q passes: %v", text, err)
		}
		if lower := strings.ToLower(text); !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
			t.Errorf("%q passes", text)
		}
		if strings.ContainsAny(text, "\"<>\\^`{|} \t\n\r\x00") {
			t.Errorf("%q passes with a sign that an address cannot hold", text)
		}
	})
}
