package words

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"relgraph/sources"
)

// resting opens a dossier of documents: "top: a b; a: c" is that top rests on a and b, and a on c.
func resting(t interface{ Fatal(...any) }, shape string) *sources.Dossier {
	rests := map[string]string{"top": ""}
	ids := []string{"top"}
	note := func(id string) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for part := range strings.SplitSeq(shape, ";") {
		id, from, _ := strings.Cut(part, ":")
		id = strings.TrimSpace(id)
		note(id)
		for _, f := range strings.Fields(from) {
			note(f)
		}
		rests[id] = strings.Join(strings.Fields(from), "|")
	}
	table := "id,publisher,title,derived_from\n"
	for _, id := range ids {
		table += fmt.Sprintf("%s,%s,t,%s\n", id, strings.ToUpper(id), rests[id])
	}
	d, problems := sources.OpenFS(fstest.MapFS{"d/documents.csv": {Data: []byte(table)},
		"d/actors.csv": {Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
		"d/claims.csv": {Data: []byte("actor,recipient,document\nann,bo,top\n")}}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

// What documents rest on is said for every shape, each beside the one that it belongs to.
func TestRestsOn(t *testing.T) {
	for shape, want := range map[string]string{
		"top:":                             "",
		"top: a":                           "A",
		"top: a b":                         "A, and on B",
		"top: a b c":                       "A, and on B, and on C",
		"top: a; a: b; b: c":               "A; itself on B; itself on C",
		"top: a; a: b c":                   "A; itself on B, and on C",
		"top: a b; a: c":                   "A (itself on C), and on B",
		"top: a b; b: c":                   "A, and on B (itself on C)",
		"top: a b; a: c; b: c":             "A (itself on C), and on B (itself on C)",
		"top: a b; a: x; b: y":             "A (itself on X), and on B (itself on Y)",
		"top: a c; a: b; b: c":             "A (itself on B; itself on C), and on C",
		"top: c a; a: b; b: c; c: d":       "C (itself on D), and on A (itself on B; itself on C)",
		"top: a b; a: c; b: c; c: d; d: e": "A (itself on C; itself on D; itself on E), and on B (itself on C)",
		"top: a; a: b c; b: d; c: d; d: e": "A; itself on B (itself on D; itself on E), and on C (itself on D)",
	} {
		d := resting(t, shape)
		said := strings.ReplaceAll(English().Documents.RestsOn(d, d.Document("top")), ", “t”", "")
		if said != want {
			t.Errorf("%s:\n got %s\nwant %s", shape, said, want)
		}
	}
}

// Each document that one rests on, however indirectly, is named once for each that rests on it directly: no shape
// makes a document look as if it rested on nothing.
func TestRestsOnNamesEachTie(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := []string{"top", "a", "b", "c", "d", "e", "f"}
		var parts []string
		ties := map[string][]string{}
		for i, id := range ids {
			var from []string
			for _, other := range ids[i+1:] { // no circle, which check refuses
				if rapid.IntRange(0, 2).Draw(t, id+other) == 0 {
					from = append(from, other)
				}
			}
			from = rapid.Permutation(from).Draw(t, "order")
			ties[id] = from
			parts = append(parts, id+": "+strings.Join(from, " "))
		}
		d := resting(t, strings.Join(parts, "; "))
		said := strings.ReplaceAll(English().Documents.RestsOn(d, d.Document("top")), ", “t”", "")
		want := map[string]int{}
		reached := []string{"top"}
		for i := 0; i < len(reached); i++ {
			for _, other := range ties[reached[i]] {
				want[other]++
				if !slices.Contains(reached, other) {
					reached = append(reached, other)
				}
			}
		}
		for _, id := range ids[1:] {
			if got := strings.Count(said, strings.ToUpper(id)); got != want[id] {
				t.Fatalf("%v: %s stands %d times in %q, want %d", parts, id, got, said, want[id])
			}
		}
	})
}
