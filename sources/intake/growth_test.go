package intake_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// Documents whose addresses make the same id are numbered by a count, and not by looking through those before: four
// times the rows take about four times the memory.
func TestAlikeAddressesAreNumberedInProportion(t *testing.T) {
	taken := func(rows int) uint64 {
		var b strings.Builder
		b.WriteString("from,to,url\n")
		for i := range rows {
			fmt.Fprintf(&b, "Ann Example,Bo Sample,https://example.org/?n=%d\n", i)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(b.String())}}, intake.Options{})
		runtime.ReadMemStats(&after)
		if err := im.Problems.Err(); err != nil {
			t.Fatal(err)
		}
		for _, f := range im.Files() {
			if f.Name == "documents.csv" && strings.Count(string(f.Data), "\n") != rows+1 {
				t.Fatalf("%d rows make %d documents", rows, strings.Count(string(f.Data), "\n")-1)
			}
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	taken(50) // what is made once
	if few, many := taken(600), taken(2400); many > 6*few {
		t.Errorf("%d bytes for 600 rows, %d for 2,400: more than six times as many", few, many)
	}
}
