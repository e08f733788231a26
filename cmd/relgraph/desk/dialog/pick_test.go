package dialog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources/anchor"
)

// picked runs a picker over the bulletin, with the lines as answers.
func picked(t *testing.T, words string, answers ...string) (found, screen string) {
	t.Helper()
	var b strings.Builder
	c := terminal.NewConsole(t.Context(), strings.NewReader(strings.Join(answers, "\n")+"\n"), &b)
	c.Width = 70
	a, err := Pick(c, bulletin, words)
	if err != nil {
		return err.Error(), b.String()
	}
	if !anchor.Normalise(bulletin).Stands(a) {
		t.Errorf("%q: %s does not stand in the document", words, a)
	}
	return strings.Split(a.String(), " ")[1], b.String()
}

func TestPick(t *testing.T) {
	for _, tt := range []struct {
		name, words string
		answers     []string
		want        string
	}{
		{"the passage itself", "The harbour master said that the ferry would run again on Monday.", nil, "19+65"},
		{"words that stand twice", twice, []string{"3", "0", "2"}, "213+62"},
		{"some words of one paragraph, all of it", "two CREWS", []string{""}, "85+106"},
		{"some words of one paragraph, two sentences", "hired", []string{"4", "2-1", "x", "1-2"}, "85+89"},
		{"too short a sentence, then another", "hired", []string{"1", "2"}, "112+62"},
		{"words of two paragraphs", "fares", []string{"2", "2"}, "213+62"},
		{"words apart", "monday harbour", []string{"1"}, "19+65"},
		{"no such words, then others", "tuesday", []string{"", "Monday", "", "1"}, "19+65"},
		{"no such words, and no others", "tuesday", nil, "stopped"},
		{"stopped at the list", "fares", []string{"q"}, "stopped"},
		{"stopped at the sentences", "hired", []string{"q"}, "stopped"},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			if got, screen := picked(t, tt.words, tt.answers...); got != tt.want {
				t.Errorf("got %s, want %s:\n%s", got, tt.want, screen)
			}
		})
	}
}

// What is listed shows where the words stand.
func TestPickShowsTheContext(t *testing.T) {
	_, screen := picked(t, "fares", "1", "2")
	want := strings.TrimPrefix(`
   1      paragraph 3: … that the ferry would run again on Monday. Two
          crews have been hired. The company did not answer questions
          about the [[fares]], it said. Nobody was hurt. The union
          disagreed. The company did not answer questions about the
          fares, it said.
   2      paragraph 4: … about the fares, it said. Nobody was hurt.
          The union disagreed. The company did not answer questions
          about the [[fares]], it said.
Which one? (1 to 2; q stops) 1
   1      Two crews have been hired.
   2      The company did not answer questions about the fares, it
          said.
   3      Nobody was hurt.
Which of these sentences are the passage? (2, or 2-3; Enter: all; q
stops) 2
`, "\n")
	if diff := cmp.Diff(want, screen); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// bulletin is a made-up document in which a sentence stands twice.
const bulletin = `Ferry to run again

The harbour master said that the ferry
would run again on Monday.

Two crews have been hired. The company did not answer questions about the fares, it said. Nobody was hurt.

The union disagreed.
The company did not answer questions about the fares, it said.
`

const twice = "The company did not answer questions about the fares, it said."
