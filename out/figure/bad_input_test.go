package figure_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"relgraph/graph"
	"relgraph/out/figure"
)

// drawnContacts counts the contacts that have a line, on all pages.
func drawnContacts(f *figure.Figure) int {
	drawn := map[string]bool{}
	for _, page := range f.Pages() {
		for _, e := range page.Edges {
			drawn[string(e.Contact.ID)] = true
		}
	}
	return len(drawn)
}

// claimsOf writes a table of contacts between actors a, b, c ... whose names are given.
func claimsOf(t *testing.T, names []string, rows ...string) *graph.Graph {
	t.Helper()
	var actors strings.Builder
	actors.WriteString("id,name\n")
	for i, name := range names {
		fmt.Fprintf(&actors, "%c,%s\n", 'a'+i, name)
	}
	return graphOf(t, map[string]string{
		"actors.csv":    actors.String(),
		"documents.csv": "id,title,url\nd1,Report,https://example.org/1\n",
		"claims.csv":    "actor,recipient,document,kind,label,date,stance,asserted_by\n" + strings.Join(rows, "\n") + "\n",
	})
}

// Whatever a list has, a figure shows every contact, or says in a sentence why it cannot.
func TestAFigureOfAnythingHasALineForEachContact(t *testing.T) {
	var thousand []string
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 1000 {
		thousand = append(thousand, "a,b,d1,meeting,met,"+day.AddDate(0, 0, i).Format(time.DateOnly)+",,")
	}
	long := func(letter string) string { return strings.Repeat(letter, 300) }
	for _, c := range []struct {
		name    string
		g       *graph.Graph
		lines   int
		network string // what a figure says that takes the place of that layout
	}{
		{"denials", claimsOf(t, []string{"Ann", "Bo", "Cy"}, "a,b,d1,meeting,met,2014,denies,a (on record)",
			"c,b,d1,call,called,2015,denies,b (on record)"), 2, ""},
		{"no sides", claimsOf(t, []string{"Ann", "Bo", "Cy"}, "a,b,d1,meeting,met,2014,,", "c,b,d1,call,called,2015,,"),
			2, ""},
		{"long words", claimsOf(t, []string{long("A"), long("W"), long("ش")}, "a,b,d1,meeting,"+long("L")+",2014,,",
			"c,b,d1,call,called,2015,,"), 2, ""},
		{"long names", claimsOf(t, []string{strings.Repeat("Very long ", 30), "Bo", "Cy"},
			"a,b,d1,meeting,"+strings.Repeat("very long ", 30)+",2014,,", "c,b,d1,call,called,2015,,"), 2, ""},
		{"Arabic", claimsOf(t, []string{"أحمد الشرع", "أسعد الشيباني", "وزارة الخارجية"},
			"a,b,d1,meeting,اجتماع في دمشق,2014,,", "c,b,d1,call,اتصال هاتفي,2015,,"), 2, ""},
		{"a thousand of one pair", claimsOf(t, []string{"Ann", "Bo"}, thousand...), 1000,
			"drawn as list, since network cannot be read: 1000 lines between the same two leave no room at a box"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, layout := range []figure.Layout{figure.Auto, figure.Network, figure.Ledger} {
				f, err := figure.Draw(context.Background(), c.g, nil, figure.Options{Layout: layout})
				if err != nil {
					t.Errorf("%s: %v", figure.Layouts()[layout], err)
					continue
				}
				if layout == figure.Network && f.Note != c.network {
					t.Errorf("network: it says %q, want %q", f.Note, c.network)
				}
				if n := drawnContacts(f); n != c.lines {
					t.Errorf("%s: %d contacts have a line, want %d", figure.Layouts()[layout], n, c.lines)
				}
				for i, page := range f.Pages() {
					if len(page.Edges) == 0 && len(page.Actors) > 0 || page.Width <= 0 || page.Height <= 0 {
						t.Errorf("%s: page %d is empty", figure.Layouts()[layout], i+1)
					}
				}
			}
		})
	}
}

func TestAFigureOfNothingIsAnError(t *testing.T) {
	g := claimsOf(t, []string{"Ann"})
	const want = "there is no contact to draw: want a dossier with claims, or fewer of the flags that choose"
	for i, word := range figure.Layouts() {
		if _, err := figure.Draw(context.Background(), g, nil, figure.Options{Layout: figure.Layout(i)}); err == nil ||
			err.Error() != want {
			t.Errorf("%s: the error is %v, want %s", word, err, want)
		}
	}
	if _, err := figure.Timeline(g, figure.Options{}); err == nil || err.Error() != want {
		t.Errorf("timeline: the error is %v, want %s", err, want)
	}
	if _, err := figure.Matrix(g, figure.Options{}); err == nil || err.Error() != want {
		t.Errorf("matrix: the error is %v, want %s", err, want)
	}
	if _, err := figure.Chains(context.Background(), g, nil, nil, figure.Options{}); err == nil || err.Error() != want {
		t.Errorf("chains: the error is %v, want %s", err, want)
	}
}
