package out

import (
	"context"
	"io"
	"runtime"
	"testing"

	"relgraph/graph"
	"relgraph/out/internal/made"
	"relgraph/out/rows"
	"relgraph/sources"
)

// answered is a dossier of n claims, every second of which denies the one before it.
func answered(t *testing.T, n int) *graph.Graph {
	t.Helper()
	d, err := made.Answered(n)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

// write writes a format and tells how many bytes it allocated.
func write(t *testing.T, g *graph.Graph, f Format) uint64 {
	t.Helper()
	r := Render(g, nil, Options{})
	r.job.At = map[sources.ActorID]rows.Point{} // to find places has a budget of its own
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
	small, large := answered(t, 200), answered(t, 2000)
	for _, f := range Formats() {
		if f.Picture {
			continue
		}
		few := write(t, small, f)
		if many := write(t, large, f); many > 13*few {
			t.Errorf("%s: %d bytes for 200 rows, %d for 2,000: more than 13 times as many", f.Name, few, many)
		}
	}
}
