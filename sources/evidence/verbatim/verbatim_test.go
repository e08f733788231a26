package verbatim_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/sources/evidence/verbatim"
)

const document = `The ferry will not run before spring, the harbour master told the union’s envoys on Monday. He
didn’t say why it won’t. The envoys went home.`

func TestLook(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		allowed    []string
		want       []string // the words found, and how many
	}{
		{"eight words", "They heard that the ferry will not run before spring, the mayor says.", nil, nil},
		{"nine words", "It says: the ferry will not run before spring, the harbour is full.", nil,
			[]string{"9: the ferry will not run before spring, the harbour"}},
		{"other case, marks, apostrophes and line ends",
			"THE HARBOUR MASTER - told the Union's\n«envoys» on Monday: he did not", nil,
			[]string{"10: THE HARBOUR MASTER - told the Union's\n«envoys» on Monday: he"}},
		{"all of it", document, nil, []string{"26: " + document[:len(document)-1]}},
		{"one word exchanged",
			"The ferry will not run before summer, the harbour master told the union's envoys on Monday", nil,
			[]string{"9: the harbour master told the union's envoys on Monday"}},
		{"twice in one text",
			"The ferry will not run before spring, the harbour. No! The harbour master told the union's envoys on Monday, he", nil,
			[]string{"9: The ferry will not run before spring, the harbour",
				"10: The harbour master told the union's envoys on Monday, he"}},
		{"a title, which anybody may name",
			"As the ferry will not run before spring, the harbour master told the union",
			[]string{"The ferry will not run before spring, the harbour master told"},
			[]string{"9: not run before spring, the harbour master told the"}},
		{"soft hyphens", "the ferry will not run be\u00ADfore spring, the har\u00ADbour", nil,
			[]string{"9: the ferry will not run be\u00ADfore spring, the har\u00ADbour"}},
		{"blank", "", nil, nil},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			var got []string
			for _, r := range verbatim.New([]string{"something else", tt.text}, tt.allowed).Look(document) {
				if r.Text != 1 {
					t.Errorf("found in text %d", r.Text)
				}
				got = append(got, fmt.Sprintf("%d: %s", r.Words, tt.text[r.Start:r.End]))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Nine words are found wherever they stand, and eight are not, whatever is around them.
func TestLookFindsWhatIsThere(t *testing.T) {
	other := rapid.SliceOf(rapid.StringMatching(`x[a-z]{0,3}`)) // no word of the document begins so
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Fields(document)
		n := rapid.SampledFrom([]int{verbatim.Length - 1, verbatim.Length, verbatim.Length + 3}).Draw(t, "words")
		at := rapid.IntRange(0, len(words)-n).Draw(t, "from")
		before, behind := other.Draw(t, "before"), other.Draw(t, "behind")
		text := strings.Join(append(append(before, words[at:at+n]...), behind...), " ")
		found := verbatim.New([]string{text}, nil).Look(document)
		switch {
		case n < verbatim.Length && len(found) > 0:
			t.Fatalf("%d words are found in %q: %v", n, text, found)
		case n >= verbatim.Length && (len(found) != 1 || found[0].Words != n):
			t.Fatalf("%d words in %q are found as %v", n, text, found)
		}
	})
}

// A hundred thousand rows that repeat each other, and a document that repeats itself, take no time to speak of.
func TestLookIsQuick(t *testing.T) {
	texts := make([]string, 100_000)
	for i := range texts {
		texts[i] = "the ferry will not run before spring the harbour master told"
	}
	found := verbatim.New(texts,
		nil).Look(strings.Repeat("the ferry will not run before spring the harbour master told ", 10_000))
	if len(found) != len(texts) {
		t.Errorf("%d texts found of %d", len(found), len(texts))
	}
}

func ExampleFinder_Look() {
	cells := []string{"Two envoys met.", "The ferry will not run before spring, the harbour master told them."}
	for _, r := range verbatim.New(cells, nil).Look(document) {
		fmt.Printf("cell %d: %d words\n", r.Text, r.Words)
	}
	// Output: cell 1: 11 words
}
