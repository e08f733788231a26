package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Numbers before the sources of a cell part them, and are no words of a title.
func TestNumberedSources(t *testing.T) {
	const a, b = "https://example.org/a", "https://example.org/b"
	both := func(second string) []citation {
		return []citation{{url: a, item: true}, {words: second, item: true}}
	}
	for text, want := range map[string][]citation{
		"[1] " + a + " [2] Courier, p. 3":          {{url: a, item: true}, {words: "Courier", place: "p. 3", item: true}},
		"(1) " + a + " (2) Post, 4 March 2021":     both("Post, 4 March 2021"),
		"1. " + a + " 2. Gazette":                  both("Gazette"),
		"1) " + a + "; 2) Gazette":                 both("Gazette"),
		"a) " + a + " b) Herald":                   both("Herald"),
		"(a) " + a + " and (b) Herald":             both("Herald"),
		"¹ " + a + " ² Tribune":                    both("Tribune"),
		"[3] " + a + ", [7] Tribune":               both("Tribune"),
		"1. " + a + "\n2. Gazette":                 both("Gazette"),
		"[1] Courier, p. 3 [2] " + b:               {{words: "Courier", place: "p. 3", item: true}, {url: b, item: true}},
		"[1] Courier [2] Mirror":                   {{words: "Courier", item: true}, {words: "Mirror", item: true}},
		"1. Courier; 2. Mirror":                    {{words: "Courier", item: true}, {words: "Mirror", item: true}},
		"[1](" + a + ") [2](" + b + ")":            {{url: a, words: "1"}, {url: b, words: "2"}},
		"[1] <a href=\"" + a + "\">x</a> [2] Post": {{url: a, words: "x", item: true}, {words: "Post", item: true}},
		"[1] Courier":                              {{words: "Courier", item: true}},
		// no lists
		"1. Bericht, 2. Auflage":         {{words: "1. Bericht, 2. Auflage"}},
		"1. Courier, 2. März 2021":       {{words: "1. Courier, 2. März 2021"}},
		"1. " + a + ", 2. März 2021":     {{url: a, words: "2. März 2021"}},
		"1. " + a + ", 2. 3. 2021":       {{url: a, words: "2. 3. 2021"}},
		"1) Courier (p. 2) Post":         {{words: "Courier (p. 2) Post", item: true}},
		"(1) Courier (2)":                {{words: "(1) Courier (2)"}},
		"Courier (1) and (2) of the law": {{words: "Courier (1) and (2) of the law"}},
		"[2021] Report [2022] Report":    {{words: "[2021] Report [2022] Report"}},
	} {
		if diff := cmp.Diff(want, citationsIn(text), cmp.AllowUnexported(citation{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
