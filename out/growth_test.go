package out

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

// ferries is a dossier of n claims: every second denies the one before it, which it names in "about", and every
// document has a publisher of its own.
func ferries(t *testing.T, n int) *graph.Graph {
	t.Helper()
	actors, documents, claims := strings.Builder{}, strings.Builder{}, strings.Builder{}
	actors.WriteString("id,name\n")
	documents.WriteString("id,title,url,publisher,issued\n")
	claims.WriteString("id,actor,recipient,document,kind,date,stance,asserted_by,about\n")
	for i := range n/2 + 1 {
		fmt.Fprintf(&actors, "a%d,Actor %d\n", i, i)
		fmt.Fprintf(&documents, "d%d,Report %d,https://example.org/%d,Paper %d,2021-02-03\n", i, i, i, i)
	}
	for i := range n / 2 {
		fmt.Fprintf(&claims, "c%d,a%d,a%d,d%d,meeting,2020-01-%02d,,,\n", 2*i, i, i+1, i, 1+i%28)
		fmt.Fprintf(&claims, "c%d,a%d,a%d,d%d,meeting,2020-01-%02d,denies,a%d,c%d\n", 2*i+1, i, i+1, i+1, 1+i%28, i, 2*i)
	}
	d, problems := sources.OpenFS(fstest.MapFS{"d/actors.csv": {Data: []byte(actors.String())},
		"d/documents.csv": {Data: []byte(documents.String())},
		"d/claims.csv":    {Data: []byte(claims.String())}}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

// write writes a format and tells how many bytes it allocated.
func write(t *testing.T, g *graph.Graph, f Format) uint64 {
	t.Helper()
	r := Render(g, nil, Options{})
	r.job.At = map[sources.ActorID]rows.Place{} // to find places has a budget of its own
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	if err := r.Write(context.Background(), io.Discard, f); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestFilesAreLinearInRows counts the bytes that a format allocates for a dossier and for one ten times as large:
// copying all rows for each row shows in them. Pictures have budgets of their own.
func TestFilesAreLinearInRows(t *testing.T) {
	small, large := ferries(t, 400), ferries(t, 4000)
	for _, f := range Formats() {
		if f.Picture {
			continue
		}
		few := write(t, small, f)
		if many := write(t, large, f); many > 13*few {
			t.Errorf("%s: %d bytes for 400 rows, %d for 4,000: more than 13 times as many", f.Name, few, many)
		}
	}
}
