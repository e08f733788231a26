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

// A copy in an archive of the web is no further source: it belongs to the page that stands in its address or before it.
func TestCopiesInArchives(t *testing.T) {
	const copied = "https://web.archive.org/web/2020/"
	im := intake.Read(inputs("list.csv", "From,To,Source,Title\n"+
		"Ann,Bo,https://example.org/a,Example News\n"+
		"Ann,Cy,"+copied+"https://example.org/a,\n"+
		"Ann,Di,https://example.org/b (archived: "+copied+"http://www.example.org/b/),Example Report\n"+
		"Ann,Ed,https://example.org/c https://archive.ph/AbC,\n"+
		"Ann,Fay,https://archive.ph/XyZ,\n"+
		"Ann,Gus,https://www.google.com/url?q=https://example.org/d&sa=D,\n"), intake.Options{})
	want := "example-news; https://example.org/a; " + copied + "https://example.org/a\n" +
		"example-report; https://example.org/b; " + copied + "http://www.example.org/b/\n" +
		"example-org-c; https://example.org/c; https://archive.ph/AbC\n" +
		"archive-ph-xyz; https://archive.ph/XyZ; \n" +
		"example-org-d; https://example.org/d; "
	if diff := cmp.Diff(want, claimsOf(t, im, "documents", "id", "url", "archive_url")); diff != "" {
		t.Errorf("(-want +got):\n%s%s", diff, said(im))
	}
}
