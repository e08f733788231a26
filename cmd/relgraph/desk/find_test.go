package desk

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/anchor"
)

// bulletin is a made-up document in which a sentence stands twice.
const bulletin = `Ferry to run again

The harbour master said that the ferry
would run again on Monday.

Two crews have been hired. The company did not answer questions about the fares, it said. Nobody was hurt.

The union disagreed.
The company did not answer questions about the fares, it said.
`

const twice = "The company did not answer questions about the fares, it said."

func TestFindPassage(t *testing.T) {
	tests := []struct {
		words string
		nth   int
		want  string // start+length, or the error
	}{
		{"The harbour master said that the ferry would run again on Monday.", 0, "19+65"},
		{"The harbour\u00A0master said\nthat the ferry would run again on Monday.", 1, "19+65"},
		{twice, 1, "112+62"},
		{twice, 2, "213+62"},
		{"run again on Monday.", 0, "43+41"},
		{"The union disagreed.", 1, "192+40"},
		{"The union objected.", 0, "the words do not stand in the document as whole words: copy them from the text itself"},
		{"company did not answer", 2, "213+42"},
		{"company did not answer", 3, "--nth 3: the words stand 2 times in the document"},
		{
			"The harbour master said that the ferry would run again on Tuesday.", 0,
			"the words do not stand in the document: copy them from the text itself; the first 11 of them stand at character 19, in paragraph 2, and there it goes on \"Monday. Two crews have\"",
		},
		{
			"The company did not answer questions about the fares, it said. Then it did.", 0,
			"the words do not stand in the document: copy them from the text itself; the first 11 of them stand at character 112, in paragraph 3, and there it goes on \"Nobody was hurt. The\"",
		},
		{
			"about the fares, it said. The union disagreed and went home at once", 0,
			"the words do not stand in the document: copy them from the text itself; the first 5 of them stand at character 149, in paragraph 3, and there it goes on \"Nobody was hurt. The\"",
		},
		{
			"Something else altogether, which nobody has ever said", 0,
			"the words do not stand in the document: copy them from the text itself",
		},
		{
			"harbour master said that the ferry would run again on Mon", 0,
			"the words begin or end within a longer word of the document: mark whole words; the first 10 of them stand at character 23, in paragraph 2, and there it goes on \"Monday. Two crews have\"",
		},
		{
			twice, 0,
			"the words stand 2 times in the document: mark more of the passage, or choose with --nth:\n" +
				"  --nth 1  character 112, paragraph 3, after \"crews have been hired.\", before \"Nobody was hurt. The\"\n" +
				"  --nth 2  character 213, paragraph 4, after \"hurt. The union disagreed.\"",
		},
		{twice, 3, "--nth 3: the words stand 2 times in the document"},
		{"The harbour master said that the ferry would run", 2,
			"--nth 2: the words stand in one place only, at character 19"},
	}
	for _, tt := range tests {
		found, err := NewText(bulletin).Passage(tt.words, tt.nth)
		got := strings.Split(found.String()+"  ", " ")[1]
		if err != nil {
			got = err.Error()
		} else if !anchor.Normalise(bulletin).Stands(found) {
			t.Errorf("%q: %s does not stand in the document", tt.words, found)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q, --nth %d (-want +got):\n%s", tt.words, tt.nth, diff)
		}
	}
}

func TestParagraphAt(t *testing.T) {
	tests := []struct {
		name, text string
		word       string
		want       int
	}{
		{"first", "\n\none\n\ntwo\n", "one", 1},
		{"wrapped lines", "one\n\ntwo\nthree\n\nfour", "three", 2},
		{"several blank lines", "one\r\n\r\n \r\n\u00AD\r\ntwo\r\n\r\nthree\r\n", "three", 3},
		{"no blank lines", "one\ntwo\nthree", "three", 3},
		{"lines longer than wrapped ones", "one\n" + strings.Repeat("long ", 50) + "\ntwo\nthree\n\nfour", "three", 3},
		{"ligatures and marks that are dropped", "o\u00ADne…\n\ne\u0301 two\n\nthree", "three", 3},
	}
	for _, tt := range tests {
		start := anchor.Normalise(tt.text).Index(tt.word)[0]
		if got := paragraphAt(tt.text, start); got != tt.want {
			t.Errorf("%s: %q stands in paragraph %d, want %d", tt.name, tt.word, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`One. Two? "Three!" Four`, `One.|Two?|"Three!"|Four`},
		{"He met Gen. smith at 3.5 km. then left.", "He met Gen. smith at 3.5 km. then left."},
		{"One", "One"},
		{"...", "..."},
		{"“So.” She left. (Twice.) 5 days.", "\"So.\"|She left.|(Twice.)|5 days."},
	} {
		text := anchor.Normalise(tt.text).String()
		var got []string
		for _, s := range (Part{text, 7}).Sentences() {
			if cut := string([]rune(text)[s.Start-7 : s.Start-7+s.length()]); cut != s.Text {
				t.Errorf("%q: the sentence %q stands at %q", tt.text, s.Text, cut)
			}
			got = append(got, s.Text)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}
