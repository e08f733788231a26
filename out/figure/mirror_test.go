package figure_test

import (
	"slices"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/internal/typeface"
)

// TestWhoActsIsSeenInAnyScript: the arrow of a timeline points from the one who acts to the other, and "A to B" in a
// matrix's list is seen in the order in which the figure's language is read, whatever the letters of the names.
func TestWhoActsIsSeenInAnyScript(t *testing.T) {
	for _, c := range []struct{ lang, from, to, timeline, matrix string }{
		{"en", "Bank", "Ministry", "Bank → Ministry", "1 Bank to 2 Ministry"},
		{"en", "Bank", "ديوان", "Bank → ناويد", "1 Bank to 2 ناويد"},
		{"en", "بنك", "Ministry", "كنب → Ministry", "1 كنب to 2 Ministry"},
		{"en", "بنك", "ديوان", "كنب → ناويد", "1 كنب to 2 ناويد"},
		{"de", "בנק", "Ministerium", "קנב → Ministerium", "1 קנב an 2 Ministerium"},
		{"ar", "Bank", "Ministry", "Bank → Ministry", "Ministry 2 ىلإ Bank 1"},
		{"ar", "بنك", "Ministry", "كنب → Ministry", "Ministry 2 ىلإ كنب 1"},
		{"ar", "Bank", "ديوان", "Bank → ناويد", "ناويد 2 ىلإ Bank 1"},
	} {
		voice, err := words.In(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		g := graphOf(t, map[string]string{"claims.csv": "actor,recipient,document,label,direction,date\n" +
			c.from + "," + c.to + ",https://example.org/1,a warning,directed,2014\n"})
		opts := figure.Options{Voice: voice, Title: "Warnings"}
		matrix, err := figure.Matrix(g, opts)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(seenIn(drawTimeline(t, g, opts)), c.timeline) {
			t.Errorf("%s: %q is not seen in the timeline: %q", c.lang, c.timeline, seenIn(drawTimeline(t, g, opts)))
		}
		if !slices.Contains(seenIn(matrix), c.matrix) {
			t.Errorf("%s: %q is not seen in the matrix: %q", c.lang, c.matrix, seenIn(matrix))
		}
	}
}

// TestASourceInAnotherScriptKeepsItsDay: the day of an Arabic paper stands before its month and year in an English list.
func TestASourceInAnotherScriptKeepsItsDay(t *testing.T) {
	g := graphOf(t, map[string]string{
		"claims.csv":    "actor,recipient,document,label\nBank,Ministry,d,a warning\n",
		"documents.csv": "id,title,url,publisher,issued\nd,لقاء,https://example.org/1,ساحل,2020-05-09\n",
	})
	for _, compact := range []figure.Layout{figure.Network, figure.Ledger} {
		said := seenIn(drawOn(t, g, figure.Options{Layout: compact}))
		if !slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, "لحاس, “ءاقل”, 9 May 2020") }) {
			t.Errorf("the source is seen in none of %q", said)
		}
	}
}

// TestWhatIsOnlyDeniedIsNotCalledReported: a timeline or matrix of denials alone does not say that documents report them.
func TestWhatIsOnlyDeniedIsNotCalledReported(t *testing.T) {
	g := graphOf(t, map[string]string{"claims.csv": "actor,recipient,document,label,date,stance,asserted_by\n" +
		"Bank,Ministry,https://example.org/1,a meeting,2014,denies,Bank (on record)\n"})
	denied, err := g.Select(graph.Selection{States: []graph.State{graph.Denied}})
	if err != nil {
		t.Fatal(err)
	}
	matrix, err := figure.Matrix(denied, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]*figure.Figure{
		"No row here means that a document reports the contact":  drawTimeline(t, denied, figure.Options{}),
		"No mark here means that a document reports the contact": matrix,
	} {
		if said := strings.Join(seenIn(f), " "); !strings.Contains(said, want) {
			t.Errorf("%q is not said in %q", want, said)
		}
	}
}

// TestALongNameIsNotSeveralParties: the words of a party's name that is wider than a line of a ledger have no box each.
func TestALongNameIsNotSeveralParties(t *testing.T) {
	long := "Limited company for the dredging of harbours and the deepening of rivers and all such works at sea and on land"
	g := graphOf(t, map[string]string{"claims.csv": "actor,recipient,document,label\nBank|Ministry|" + long +
		"|Guild,,https://example.org/1,talks\n"})
	said := seenIn(drawOn(t, g, figure.Options{Layout: figure.Ledger}))
	for _, word := range []string{"Limited", "dredging", "and", "land"} {
		if slices.Contains(said, word) {
			t.Errorf("%q stands by itself in %q", word, said)
		}
	}
}

// seenIn lists the texts of a figure, each with its signs from the left to the right.
func seenIn(f *figure.Figure) []string {
	var seen []string
	f.Each(func(p figure.Part) {
		p.Each(func(inner figure.Part) {
			for _, text := range inner.Texts {
				line := ""
				for _, run := range typeface.Default().Set(text.Content, typeface.Regular) {
					signs := []rune(run.Text)
					if run.RightToLeft {
						slices.Reverse(signs)
					}
					line += string(signs)
				}
				seen = append(seen, strings.NewReplacer("\u200E", "", "\u200F", "").Replace(line))
			}
		})
	})
	return seen
}
