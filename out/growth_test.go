//go:build unix

package out

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

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

// write writes a format and tells how many bytes it allocated, and how long a processor worked on it.
func write(t *testing.T, g *graph.Graph, f Format) (bytes uint64, busy time.Duration) {
	t.Helper()
	r := Render(g, nil, Options{})
	r.job.At = map[sources.ActorID]rows.Place{} // to find places has a budget of its own
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := busySoFar(t)
	if err := r.Write(context.Background(), io.Discard, f); err != nil {
		t.Fatal(err)
	}
	busy = busySoFar(t) - began
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, busy
}

// TestFilesAreLinearInRows counts the bytes that a format allocates for a dossier and for one ten times as large:
// copying all rows for each row shows in them. Pictures have budgets of their own.
func TestFilesAreLinearInRows(t *testing.T) {
	small, large := ferries(t, 400), ferries(t, 4000)
	for _, f := range Formats() {
		if f.Picture {
			continue
		}
		few, _ := write(t, small, f)
		if many, _ := write(t, large, f); many > 13*few {
			t.Errorf("%s: %d bytes for 400 rows, %d for 4,000: more than 13 times as many", f.Name, few, many)
		}
	}
}

// TestLinkedFilesLookRowsUp takes the formats in which a row refers to others, whose search for these took longer
// than all the rest. Looking through rows allocates nothing, so this one counts the time for which a processor worked
// for the program, which is about the same however busy the machine is, at a size at which a scan shows.
func TestLinkedFilesLookRowsUp(t *testing.T) {
	small, large := ferries(t, 1500), ferries(t, 15_000)
	for _, name := range []string{"jsonld", "cypher", "neo4j", "ftm"} {
		f, err := FormatNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		least := math.Inf(1)
		for try := 0; least > 30 && try < 6; try++ { // something else may fall into one of the two
			_, few := write(t, small, f)
			_, many := write(t, large, f)
			least = min(least, float64(many)/float64(few))
		}
		if least > 30 {
			t.Errorf("%s: ten times the rows take %.0f times as long", name, least)
		}
	}
}

// busySoFar is how long processors have worked for this program.
func busySoFar(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano())
}
