package quotes

import (
	"strings"
	"testing"
)

// FuzzRead has files of quotes read, whatever is in them: what comes out has words, and a place in the file.
func FuzzRead(f *testing.F) {
	f.Add("q.csv", "claim,quote,before,after,url\nc1,some words,a,b,https://example.org/1\n")
	f.Add("q.csv", "id;text\n\"c1\";\"two\nlines\"\n;;\n")
	f.Add("q.json", `{"@context":"http://www.w3.org/ns/anno.jsonld","target":{"source":"https://example.org/1",`+
		`"selector":{"type":"TextQuoteSelector","exact":"some words","prefix":"a","suffix":"b"}},"body":"c1"}`)
	f.Add("q.json", `{"rows":[{"uri":"https://example.org/1","tags":["c1"],"text":"c2","target":[{"selector":`+
		`[{"type":"TextQuoteSelector","exact":"some words"}]}]}]}`)
	f.Add("q.json", strings.Repeat(`[`, 300))
	f.Add("q.json", "\xff\xfe[\x00]\x00")
	f.Fuzz(func(t *testing.T, file, text string) {
		if ending := strings.ToLower(file); !strings.HasSuffix(ending, ".json") {
			file = "q.csv"
		}
		list, err := Read(file, []byte(text))
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		for _, q := range list {
			if q.At.File == "" {
				t.Errorf("%+v stands nowhere", q)
			}
		}
	})
}
