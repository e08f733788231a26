package out

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/sources"
)

// sided is a dossier of so many contacts between and within the sides north and south, and one of nobody's.
func sided(t *testing.T, contacts int) *graph.Graph {
	t.Helper()
	actors, claims := "id,name,side\nno-one,No One,\nsomebody,Some Body,\n", "actor,recipient,document,kind,date\n"
	for i := range contacts {
		actors += fmt.Sprintf("n%[1]d,North %[1]d,north\ns%[1]d,South %[1]d,south\n", i)
		claims += fmt.Sprintf("n%d,%s%d,d,meeting,2020\n", i, []string{"n", "s"}[i%2], (i+1)%contacts)
	}
	claims += "no-one,somebody,d,meeting,2021\n"
	d, problems := sources.OpenFS(fstest.MapFS{"d/actors.csv": {Data: []byte(actors)},
		"d/claims.csv":    {Data: []byte(claims)},
		"d/documents.csv": {Data: []byte("id,title\nd,D\n")}}, "d", sources.Options{})
	for _, p := range problems {
		if p.Severity == sources.Error {
			t.Fatal(p)
		}
	}
	return graph.Must(graph.Build(d))
}

// TestMermaidSplitsWhatItRefuses writes a diagram of more lines than Mermaid draws: a part a side, and one for the rest.
func TestMermaidSplitsWhatItRefuses(t *testing.T) {
	mermaid, err := FormatNamed("mermaid")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	small := Render(sided(t, 40), nil, Options{})
	if n, err := small.Pages(ctx, mermaid); n != 1 || err != nil || len(small.Warnings(mermaid)) > 0 {
		t.Errorf("41 contacts: %d files (%v), warnings %q; want 1 and none", n, err, small.Warnings(mermaid))
	}
	large := Render(sided(t, 520), nil, Options{})
	n, err := large.Pages(ctx, mermaid)
	if n != 3 || err != nil {
		t.Fatalf("521 contacts: %d files (%v), want 3", n, err)
	}
	drawn := map[string]int{} // contacts, by the parts that they stand in
	for part := range n {
		var b bytes.Buffer
		if err := large.WritePage(ctx, &b, mermaid, part); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if id, ok := strings.CutPrefix(line, "\t%% contact "); ok {
				drawn[id]++
			}
		}
		if title := []string{": north", ": south", ": others"}[part]; !strings.Contains(b.String(), title) {
			t.Errorf("part %d has not %q in its title", part+1, title)
		}
	}
	if len(drawn) != 521 {
		t.Errorf("the parts have %d contacts, want 521", len(drawn))
	}
	want := "more than Mermaid draws as one diagram (500 and 50000): each of the 3 parts has the contacts of one side"
	if w := large.Warnings(mermaid); len(w) == 0 || !strings.Contains(w[0], want) {
		t.Errorf("warnings %q, want one with %q", w, want)
	}
}
