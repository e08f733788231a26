package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/cmd/internal/bench/made"
	"relgraph/graph"
	"relgraph/out"
	"relgraph/sources"
)

// inMemory is a dossier of that many claims that no disk has to be waited for.
func inMemory(tb testing.TB, claims int) fstest.MapFS {
	tb.Helper()
	files := fstest.MapFS{}
	for name, rows := range made.Tables(made.Of(claims)) {
		var b bytes.Buffer
		c := csv.NewWriter(&b)
		rows(func(cells ...string) { _ = c.Write(cells) })
		c.Flush()
		files["made/"+name] = &fstest.MapFile{Data: b.Bytes()}
	}
	return files
}

func open(tb testing.TB, files fstest.MapFS) *sources.Dossier {
	tb.Helper()
	d, problems := sources.OpenFS(files, "made", sources.Options{})
	if err := problems.Err(); err != nil {
		tb.Fatal(err)
	}
	return d
}

var benchmarked = []int{1000, 10_000}

func BenchmarkCheck(b *testing.B) {
	for _, claims := range benchmarked {
		files := inMemory(b, claims)
		b.Run(fmt.Sprint("claims=", claims), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				open(b, files)
			}
		})
	}
}

func BenchmarkDerive(b *testing.B) {
	for _, claims := range benchmarked {
		d := open(b, inMemory(b, claims))
		b.Run(fmt.Sprint("claims=", claims), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := graph.Build(d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, claims := range benchmarked {
		g, err := graph.Build(open(b, inMemory(b, claims)))
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range out.Formats() {
			if f.Picture || f.Paged() {
				continue
			}
			b.Run(fmt.Sprint("format=", f.Name, "/claims=", claims), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := out.Render(g, nil, out.Options{}).Write(context.Background(), io.Discard, f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// TestMadeDossierIsSound holds the made dossiers to what a dossier is, and the converter to writing an element for
// every row.
func TestMadeDossierIsSound(t *testing.T) {
	folder := t.TempDir()
	if err := made.Write(folder, made.Of(500)); err != nil {
		t.Fatal(err)
	}
	d, problems := sources.Open(folder, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if len(d.Claims) != 500 || len(d.Actors) != 166 || len(d.Documents) != 50 {
		t.Errorf("%d claims, %d actors, %d documents", len(d.Claims), len(d.Actors), len(d.Documents))
	}
	file := filepath.Join(folder, "out.graphml")
	if err := convert("graphml", folder, file); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if nodes, edges := strings.Count(string(data), "<node "), strings.Count(string(data), "<edge "); nodes != 166 ||
		edges != 500 {
		t.Errorf("the converter writes %d nodes and %d edges", nodes, edges)
	}
}

// TestTheSameDossierIsMadeEachTime, since figures of two machines could not be compared otherwise.
func TestTheSameDossierIsMadeEachTime(t *testing.T) {
	one, other := inMemory(t, 300), inMemory(t, 300)
	for name := range one {
		if !bytes.Equal(one[name].Data, other[name].Data) {
			t.Errorf("%s differs", name)
		}
	}
}

// TestReadingGrowsWithTheRows counts what is allocated for a dossier, read and checked, and for one ten times as large.
func TestReadingGrowsWithTheRows(t *testing.T) {
	// Dates that are written alike share what is known of them, until the collector finds nobody who has them: then
	// the next one that is read makes it anew, now and then.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	few, many := inMemory(t, 500), inMemory(t, 5000)
	small := testing.AllocsPerRun(1, func() { open(t, few) })
	large := testing.AllocsPerRun(1, func() { open(t, many) })
	if large > 12*small {
		t.Errorf("%.0f pieces of memory for 500 claims, %.0f for 5,000", small, large)
	}
}
