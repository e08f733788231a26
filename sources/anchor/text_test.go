package anchor_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/anchor"
)

// The bar stands where a passage may or may not begin or end.
func TestWhole(t *testing.T) {
	for text, want := range map[string]bool{
		"|a":                  true,
		"a|":                  true,
		"said| no":            true,
		"said |no":            true,
		"said|, no":           true,
		"said|.":              true,
		"\"|said":             true,
		"talks|-a source":     true, // a dash without spaces has become a hyphen
		"can|not":             false,
		"can|'t":              false,
		"can'|t":              false,
		"'|said":              true,
		"said|'":              true,
		"20|14":               false,
		"3|.5":                false,
		"1,|000":              false,
		"at 10|:30":           false,
		"in 2014|.":           true,
		"MI|6":                false,
		"x|\u0323":            false, // the mark makes it another letter
		"می\u200C|خواهم":      false,
		"می|\u200Cخواهم":      false,
		"双方|会谈":               true, // Han has no spaces
		"การ|ประชุม":          true,
		"회담|을":                false, // Hangul has
		"Damascus|双方":         true,
		"\u200D |next":        true,
		"a state|'s business": false,
	} {
		before, after, _ := strings.Cut(text, "|")
		whole := anchor.Normalise(before + after)
		at := len([]rune(before))
		for name, got := range map[string]bool{"end": at == 0 || whole.Whole(0, at), "start": at == whole.Len() ||
			whole.Whole(at, whole.Len()-at)} {
			if got != want {
				t.Errorf("%s: whole as a %s: %v, want %v", text, name, got, want)
			}
		}
	}
}

// A passage is found in every place where its very characters stand as whole words, with or without
// words to search by.
func TestPlaces(t *testing.T) {
	a, err := anchor.Normalise(report).Find("The mayor of Bath met two envoys of the river guild on Monday")
	if err != nil {
		t.Fatal(err)
	}
	wordless, misworded := a, a
	wordless.First, wordless.Last = "", ""
	misworded.First = "A mayor"
	const passage = "The mayor of Bath met two envoys of the river guild on Monday"
	for _, tt := range []struct {
		name, text string
		want       []int
	}{
		{"where it was", report, []int{25}},
		{"elsewhere", "New! " + report, []int{30}},
		{"twice", passage + ". " + passage, []int{0, 63}},
		{"a letter changed", strings.Replace(report, "mayor", "major", 1), nil},
		{"within longer words", passage + "s. Un" + passage, nil},
		{"nothing", "", nil},
	} {
		text := anchor.Normalise(tt.text)
		if diff := cmp.Diff(tt.want, text.Places(a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.want, text.Places(wordless)); diff != "" {
			t.Errorf("%s, without words in the anchor (-want +got):\n%s", tt.name, diff)
		}
	}
	text := anchor.Normalise(report)
	if !text.Names(a, a.Start) || !text.Names(wordless, a.Start) || text.Names(misworded, a.Start) {
		t.Error("the anchor's words are not told from others")
	}
	if !text.Stands(misworded) {
		t.Error("the words of an anchor outweigh its digest")
	}
}
