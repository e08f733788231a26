package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// Titles that name one paper of one day, or have the same letters, are likely to be one document, which is said: two would
// seem to bear each other out.
func TestNearDocuments(t *testing.T) {
	const address = "https://example.org/a"
	for _, tt := range []struct {
		one, other string
		near       bool
	}{
		{"Courier, 3 March 2021", "Courier 3/3/2021", true},
		{"Courier, 3 March 2021", "The Courier (3 Mar 2021)", true},
		{"Courier, 3 March 2021", "courier – 2021-03-03", true},
		{"Courier, 3 March 2021", "Courier, March 3, 2021", true},
		{"Courier, 3 March 2021", "3 March 2021, Courier", true},
		{"Courier, 4 March 2021", "Courier 3/4/2021", true},
		{"Der Kurier vom 3. März 2021", "Kurier, 3.3.2021", true},
		{"Courier, March 2021", "Courier 03/2021", true},
		{"Example Report: the talks", "Example Report - The Talks", true},
		{"Courier, 3 March 2021", address + " Courier 3/3/2021", true},
		{"The talks at Sampletown", address + " The Talks at Sampletown", true},

		{"Courier, 3 March 2021", "Courier, 4 March 2021", false},
		{"Courier, 3 March 2021", "Ledger, 3 March 2021", false},
		{"Courier, 3 March 2021", "Courier", false},
		{"Courier", address + " Courier", false},
		{"Courier 3/4/2021", "Courier 4/3/2021", false},
		{"Report 1", "Report 2", false},
		{"Courier, 3 March 2021", "Courier, 3 March 2021", false},
	} {
		im := intake.Read(inputs("list.csv", "From,To,Source\nAnn,Bo,\""+tt.one+"\"\nAnn,Bo,\""+tt.other+"\"\n"),
			intake.Options{})
		want := `list.csv:3:8: warning: "` + strings.TrimPrefix(tt.other, address+" ") + `" may be the document "` + tt.one +
			`" of line 2: want one spelling if it is`
		if got := said(im); strings.Contains(got, "may be the document") != tt.near || tt.near && !strings.Contains(got, want) {
			t.Errorf("%q and %q: want near %t in\n%s", tt.one, tt.other, tt.near, got)
		}
	}
}
