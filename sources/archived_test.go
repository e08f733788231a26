package sources_test

import (
	"testing"

	"relgraph/sources"
)

func TestPlainAddressOfOnePage(t *testing.T) {
	const page = "https://example.org/news/a"
	for _, same := range []string{page + "/", "http://www.example.org/news/a", "https://m.example.org/news/a", page + "/amp",
		"https://EXAMPLE.org:443/news/a?utm_source=x&fbclid=1#part",
		"https://web.archive.org/web/20200101000000/" + page, "https://archive.ph/2020/http://example.org/news/a",
		"https://web.archive.org/web/2020id_/https://web.archive.org/web/2019/" + page} {
		if got, want := sources.PlainAddress(same), sources.PlainAddress(page); got != want {
			t.Errorf("%s is %q, want %q", same, got, want)
		}
	}
	for _, other := range []string{page + "?id=2", "https://example.com/news/a", "https://news.example.org/news/a",
		"https://m.org/news/a", "https://archive.ph/AbC", "https://example.org/to/https://example.org/news/a",
		"https://web.archive.org/web/2020/https://example.org/news/b"} {
		if sources.PlainAddress(other) == sources.PlainAddress(page) {
			t.Errorf("%s is taken for %s", other, page)
		}
	}
}

func TestLeadsTo(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D": "https://example.org/a?b=1",
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa":    "https://example.org/a",
		"https://www.google.com/search?q=https://example.org":             "",
		"https://www.google.com/url?q=/local":                             "",
		"https://example.org/url?q=https://example.org/a":                 "",
		"%": "",
	} {
		if got := sources.LeadsTo(address); got != want {
			t.Errorf("%s leads to %q, want %q", address, got, want)
		}
	}
}
