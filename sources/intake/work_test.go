package intake_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// A row of a list costs about as much however many there are, and not much: what is made of it beside the tables is made
// in the room of the row before. Counted is what is allocated, which no busy machine changes.
func TestARowCostsLittle(t *testing.T) {
	cost := func(rows int) (objects, size uint64) {
		var b strings.Builder
		b.WriteString("Entity A;Entity B;Date of meeting;What happened;Topic;Source link;Outlet;Remarks\n")
		for i := range rows {
			fmt.Fprintf(&b, "Ann Example %[1]d;Bo Sample %[2]d;%02[3]d/%02[4]d/2019;meeting;ferry and harbour %[5]d;"+
				"https://example.org/news/%[6]d;Daily Sample;\n", i%40, i%31, 1+i%28, 1+i%12, i, i%20)
		}
		data := []byte(b.String())
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		im := intake.Read([]intake.Input{{File: "list.csv", Data: data}}, intake.Options{})
		runtime.ReadMemStats(&after)
		if err := im.Problems.Err(); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(fileOf(t, im, "claims.csv"), "\n"); n != rows+1 {
			t.Fatalf("%d claims of %d rows", n-1, rows)
		}
		return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
	}
	cost(100) // what is made once
	const rows = 3000
	objects, size := cost(rows)
	more, larger := cost(4 * rows)
	perRow, bytes := float64(more-objects)/(3*rows), float64(larger-size)/(3*rows)
	if perRow > 20 || bytes > 3500 {
		t.Errorf("%.1f objects and %.0f bytes a row: want at most 20 and 3,500", perRow, bytes)
	}
	t.Logf("%.1f objects and %.0f bytes a row", perRow, bytes)
}
