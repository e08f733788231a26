package answers_test

import (
	"bytes"
	"strings"
	"testing"

	"relgraph/graph/words"
	"relgraph/out/answers"
)

// Contacts of every direction, and among more than two.
const everyWay = `title: Every way
actors:
- {id: ann, name: Ann Example}
- {id: bo, name: Bo Sample}
- {id: cy, name: Cy Third}
documents:
- {id: courier, title: "A meeting", url: "https://example.org/1"}
claims:
- {actor: ann|bo|cy, document: courier, kind: talks, date: 2020-01}
- {actor: ann, recipient: bo|cy, document: courier, kind: warning, direction: directed, date: 2020-02}
- {actor: ann, recipient: bo, document: courier, kind: letter, direction: mutual, date: 2020-03}
- {actor: ann, recipient: bo, document: courier, kind: warning, date: 2020-04}
- {actor: ann, recipient: bo, document: courier, kind: warning, direction: directed, date: 2020-05}
`

// An actor's contacts run the way that the rows say, also those that come to it: mutual ones are not told from those of
// which nobody tells the direction by the same sign.
func TestContactsRunAsTheirRowsSay(t *testing.T) {
	g := graphOf(t, everyWay)
	explained := func(id string) []string {
		e, err := answers.Explain(g, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := e.WriteText(&b, words.English()); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for line := range strings.Lines(b.String()) {
			if _, says, is := strings.Cut(line, "  ann--"); is {
				_, says, _ = strings.Cut(says, "  ")
				lines = append(lines, strings.TrimSpace(says))
			}
		}
		return lines
	}
	for id, want := range map[string][]string{
		"ann": {"↔ Bo Sample, Cy Third, talks", "Ann Example → Bo Sample and Cy Third, warning", "↔ Bo Sample, letter",
			"– Bo Sample, warning", "→ Bo Sample, warning"},
		"bo": {"↔ Ann Example, Cy Third, talks", "Ann Example → Bo Sample and Cy Third, warning", "↔ Ann Example, letter",
			"– Ann Example, warning", "← Ann Example, warning"},
	} {
		got := explained(id)
		for i := range got {
			got[i] = strings.TrimSuffix(got[i], " (single-origin)")
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", id, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	for _, l := range answers.Listings() {
		if l.Name != "contacts" && l.Name != "claims" {
			continue
		}
		var signs []string
		for _, row := range l.Table(g, words.English()).Rows {
			signs = append(signs, row[2])
		}
		if got := strings.Join(signs, " "); got != "↔ → ↔ – →" {
			t.Errorf("%s: got the signs %q, want %q", l.Name, got, "↔ → ↔ – →")
		}
	}
}
