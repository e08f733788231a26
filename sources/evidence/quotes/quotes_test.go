package quotes_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/evidence/quotes"
)

func TestRead(t *testing.T) {
	at := func(file string, line int) sources.Pos { return sources.Pos{File: file, Line: line, Column: 1} }
	for _, tt := range []struct {
		name, file, data string
		want             []quotes.Quote
		err              string
	}{
		{"a table", "q.csv", "Claim,Quote,note\nc1,\"He said, \"\"no\"\".\",x\n", []quotes.Quote{
			{At: at("q.csv", 2), Claims: []string{"c1"}, Words: `He said, "no".`}}, ""},
		{"a table with words around", "q.tsv",
			"id\tpassage\tbefore\tafter\turl\nc1\tno\tHe said\tand left\thttps://e.org\n", []quotes.Quote{
				{At: at("q.tsv", 2), Claims: []string{"c1"}, Words: "no", Before: "He said", After: "and left",
					Source: "https://e.org"}}, ""},
		{"no table of quotes", "q.csv", "a,b\n1,2\n", nil,
			`q.csv: no columns "claim" and "quote": want the id of a claim and the words of its passage in each row`},
		{"an annotation of the W3C", "q.json",
			`{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":{"type":"TextualBody","value":"c2: who said it"},
			"target":{"source":"https://e.org/1","selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"no","prefix":"said ","suffix":" and"}}}}`,
			[]quotes.Quote{{At: at("q.json", 1), Claims: []string{"c2", "who", "said", "it"}, Source: "https://e.org/1",
				Words: "no", Before: "said ", After: " and"}}, ""},
		{"Hypothesis", "h.json",
			`{"total":2,"rows":[{"uri":"https://e.org/1","text":"","tags":["c1"],"target":[{"source":"https://e.org/1","selector":[
			{"type":"TextPositionSelector","start":3,"end":5},{"type":"TextQuoteSelector","exact":"yes"}]}]},{"uri":"https://e.org/2","text":"a page note","tags":[],"target":[{"source":"https://e.org/2"}]}]}`,
			[]quotes.Quote{{At: at("h.json", 1), Claims: []string{"c1"}, Source: "https://e.org/1", Words: "yes"}}, ""},
		{"no annotation", "h.json", `{"a":1}`, nil,
			"h.json: no quoted passage in it: want annotations with a TextQuoteSelector, as the W3C Web Annotation Data Model or Hypothesis has them"},
		{"no JSON", "h.json", `<html>`, nil, "h.json: no JSON: invalid character '<' looking for beginning of value"},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			got, err := quotes.Read(tt.file, []byte(tt.data))
			said := ""
			if err != nil {
				said = err.Error()
			}
			if diff := cmp.Diff(tt.err, said); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
