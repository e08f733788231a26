package out_test

import (
	"fmt"
	"runtime"
	"testing"

	"relgraph/graph"
	"relgraph/out/internal/made"
	"relgraph/sources/intake"
)

// A claim of a file that relgraph wrote costs about as much to read however many there are. Counted is what is
// allocated, which no busy machine changes.
func TestAClaimComesBackInLittleRoom(t *testing.T) {
	most := map[string]struct{ objects, bytes float64 }{ // a claim
		"graphml": {200, 15_000}, "gexf": {240, 21_000}, "nodelink": {130, 30_000}, "graphology": {130, 30_000},
		"cyjs": {130, 30_000}, "jsonld": {100, 31_000}, "ftm": {125, 20_000}}
	for _, w := range theWayBack() {
		want, asked := most[w.formats[0]]
		if !asked || w.flags != "" {
			continue
		}
		t.Run(fmt.Sprint(w), func(t *testing.T) {
			cost := func(claims int) (objects, size uint64) {
				d, err := made.Answered(claims)
				if err != nil {
					t.Fatal(err)
				}
				files := written(t, graph.Must(graph.Build(d)), w)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				im := intake.Read(files, intake.Options{})
				runtime.ReadMemStats(&after)
				if err := im.Problems.Err(); err != nil {
					t.Fatal(err)
				}
				return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
			}
			cost(50) // what is made once
			const few, many = 200, 800
			objects, size := cost(few)
			more, larger := cost(many)
			perClaim, bytes := float64(more-objects)/(many-few), float64(larger-size)/(many-few)
			if perClaim > want.objects || bytes > want.bytes {
				t.Errorf("%.0f objects and %.0f bytes a claim: want at most %.0f and %.0f", perClaim, bytes, want.objects,
					want.bytes)
			}
		})
	}
}
