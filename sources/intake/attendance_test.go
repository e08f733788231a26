package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// A table of people by days is no list of contacts: no day is proposed as a party, and what is proposed can be read.
func TestDaysAsHeads(t *testing.T) {
	const days = "12 Jan 2021,19 Jan 2021,26 Jan 2021\nAnn Example,x,x,apologies\nBo Sample,x,,x\nCy Trial,apologies,x,x\n"
	const want = `want a row for each meeting, with columns such as "Participants", "Date" and "Source"`
	for _, head := range []string{"Person", "Attendee", "Name", ""} {
		im := intake.Read(inputs("list.csv", head+","+days), intake.Options{})
		got := said(im)
		if !strings.Contains(got, `the heads "12 Jan 2021", "19 Jan 2021", "26 Jan 2021" are days`) || !strings.Contains(got, want) ||
			strings.Contains(got, `recipient="12 Jan`) {
			t.Errorf("%q: want %q in\n%s", head, want, got)
		}
	}
	im := intake.Read(inputs("list.csv", "Participants,Date,Source\n\"Ann Example, Bo Sample\",12 Jan 2021,Minutes\n"),
		intake.Options{})
	if got := claimsOf(t, im, "claims", "actor", "recipient", "date", "document"); got != "ann-example|bo-sample; ; 2021-01-12; minutes" {
		t.Errorf("got %q\n%s", got, said(im))
	}
}
