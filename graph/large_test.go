package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	gonum "gonum.org/v1/gonum/graph"

	"relgraph/graph"
	"relgraph/sources"
)

// largeDossier has n claims by n/50 documents about n/10 actors. Of these a tenth is about one actor and, if piled,
// all are about one contact.
func largeDossier(b *testing.B, n int, piled bool) *sources.Dossier {
	random := rand.New(rand.NewPCG(1, 2))
	var actors, documents, claims strings.Builder
	actors.WriteString("id,name\n")
	for i := range n / 10 {
		fmt.Fprintf(&actors, "a%d,Actor %d\n", i, i)
	}
	documents.WriteString("id,title\n")
	for i := range n / 50 {
		fmt.Fprintf(&documents, "d%d,Report %d\n", i, i)
	}
	claims.WriteString("id,actor,recipient,document,kind,direction,asserted_by,stance\n")
	for i := range n {
		x := random.IntN(n / 10)
		if i%10 == 0 {
			x = 0
		}
		y := (x + 1 + random.IntN(n/10-1)) % (n / 10)
		if piled {
			x, y = 0, 1
		}
		fmt.Fprintf(&claims, "c%d,a%d,a%d,d%d,talks,%s,speaker number %d,%s\n", i, x, y, random.IntN(n/50),
			[]string{"", "directed"}[i%2], i, []string{"reports", "reports", "retracts"}[i%3])
	}
	d, problems := sources.OpenFS(fstest.MapFS{
		"actors.csv": {Data: []byte(actors.String())}, "documents.csv": {Data: []byte(documents.String())},
		"claims.csv": {Data: []byte(claims.String())},
	}, ".", sources.Options{})
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	return d
}

func BenchmarkBuild(b *testing.B) {
	for _, bm := range []struct {
		name  string
		piled bool
	}{{"many contacts", false}, {"one contact", true}} {
		d := largeDossier(b, 100_000, bm.piled)
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				graph.Must(graph.Build(d))
			}
		})
	}
}

func BenchmarkWalk(b *testing.B) {
	d := largeDossier(b, 100_000, false)
	g := graph.Must(graph.Build(d))
	b.Run("contacts", func(b *testing.B) {
		for b.Loop() {
			said := 0
			for c := range g.All() {
				said += len(c.Naming().Label()) + len(c.Evidence().Documents()) + len(c.When().Dates())
				said += len(g.Contact(c.ID).Parties().Via())
			}
			if said == 0 {
				b.Fatal("nothing said")
			}
		}
	})
	// Each edge is asked for its weight, those of the actor with a tenth of all contacts too.
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			u, ends := g.Undirected(), 0
			for n := range d.Actors {
				for _, to := range gonum.NodesOf(u.From(int64(n))) {
					if w, _ := u.Weight(int64(n), to.ID()); w > 0 {
						ends++
					}
				}
			}
			if ends == 0 {
				b.Fatal("no edges")
			}
		}
	})
	b.Run("components", func(b *testing.B) {
		for b.Loop() {
			if len(g.Measure(graph.Links{Ties: true}).Components) == 0 {
				b.Fatal("no components")
			}
		}
	})
}
