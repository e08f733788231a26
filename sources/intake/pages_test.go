package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/intake"
)

// Two pages of one report are one document, and each row keeps its page; so do the parts of several addresses in a cell.
func TestPlacesBesideDocuments(t *testing.T) {
	im := intake.Read(inputs("list.csv", "From,To,Source,Where\n"+
		"Ann,Bo,\"Example Report, p. 12\",\n"+
		"Ann,Bo,\"Example Report, p. 40\",\n"+
		"Ann,Bo,Example Report (p. 41),para 3\n"+
		"Ann,Cy,\"https://a.example/1#x, https://b.example/2#y\",\n"), intake.Options{
		Columns: map[string][]string{"locator": {"Where"}}})
	want := "example-report; p. 12\nexample-report; p. 40\nexample-report; para 3, p. 41\na-example-1; #x\nb-example-2; #y"
	if diff := cmp.Diff(want, claimsOf(t, im, "claims", "document", "locator")); diff != "" {
		t.Errorf("(-want +got):\n%s%s", diff, said(im))
	}
}
