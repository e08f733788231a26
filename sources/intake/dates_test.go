package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// The numbers by which Excel counts days are told in whichever column of dates they stand.
func TestNumbersOfDaysInAnyColumn(t *testing.T) {
	for _, head := range []string{"Date", "Published", "Start"} {
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte("From,To,Source," + head +
			"\nAnn Example,Bo Sample,https://example.org/c,44197\n")}}, intake.Options{})
		said := ""
		for _, p := range im.Problems {
			said += p.String() + "\n"
		}
		if !strings.Contains(said, "are the numbers by which Excel counts days") {
			t.Errorf("%s: nothing is said of 44197:\n%s", head, said)
		}
	}
}
