package edtf_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"relgraph/sources/edtf"
)

func ExampleDate_Start() {
	for _, s := range []string{"2014-09~/2015", "/2014-09?", "2024-12/..", "2014"} {
		d, _ := edtf.Parse(s)
		fmt.Printf("%s: from %q to %q\n", d, d.Start(), d.End())
	}
	// Output:
	// 2014-09~/2015: from "2014-09~" to "2015"
	// /2014-09?: from "" to "2014-09?"
	// 2024-12/..: from "2024-12" to ""
	// 2014: from "2014" to "2014"
}

// An end of a date is what Parse makes of its text, and it bounds the date as the date itself says.
func TestEndsBoundTheirDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates.Draw(t, "date")
		for _, end := range []edtf.Date{d.Start(), d.End()} {
			if parsed, err := edtf.Parse(end.String()); !end.IsZero() && (err != nil || parsed != end) {
				t.Fatalf("an end of %q is %q, which parses as %q, %v", d, end, parsed, err)
			}
		}
		first, known := d.Earliest()
		if day, ok := d.Start().Earliest(); day != first || ok != known {
			t.Fatalf("%q begins %v, %v, its start %v, %v", d, first, known, day, ok)
		}
		last, known := d.Latest()
		if day, ok := d.End().Latest(); day != last || ok != known {
			t.Fatalf("%q ends %v, %v, its end %v, %v", d, last, known, day, ok)
		}
		if d.Approximate() != (d.Start().Approximate() || d.End().Approximate()) {
			t.Fatalf("%q is approximate at neither end, or not though one end is", d)
		}
	})
}
