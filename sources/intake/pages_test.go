package intake_test

import (
	"strings"
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

// A column headed "Page" that holds addresses names pages of the web: they are the documents, and no places in them.
func TestPagesOfTheWeb(t *testing.T) {
	const a, b = "https://example.org/a", "https://example.org/b"
	for name, tt := range map[string]struct{ list, want, says string }{
		"alone":          {"From,To,Page\nAnn,Bo," + a + "\nAnn,Cy," + b + "\n", a + "; ; \n" + b + "; ; ", ""},
		"beside outlets": {"From,To,Source,Page\nAnn,Bo,Courier," + a + "\nAnn,Cy,Courier," + b + "\n", a + "; ; Courier\n" + b + "; ; Courier", ""},
		"numbers":        {"From,To,Source,Page\nAnn,Bo,Courier,3\nAnn,Cy,Courier,4\n", "; Courier; ", ""},
		"one among pages": {"From,To,Source,Page\nAnn,Bo,Courier,3\nAnn,Cy,Courier," + b + "\n", "; Courier; ",
			`list.csv:3:16: warning: 1 cell of the column "Page" with an address, which is taken for no source`},
	} {
		im := intake.Read(inputs("list.csv", tt.list), intake.Options{})
		if diff := cmp.Diff(tt.want, claimsOf(t, im, "documents", "url", "title", "publisher")); diff != "" {
			t.Errorf("%s (-want +got):\n%s%s", name, diff, said(im))
		}
		if !strings.Contains(said(im), tt.says) {
			t.Errorf("%s: want %q in\n%s", name, tt.says, said(im))
		}
	}
}

// The parts of a cell are not spent on what is no document.
func TestPartsBesideNoDocument(t *testing.T) {
	im := intake.Read(inputs("list.csv", "From,To,Source,Source,Title\nAnn,Bo,N/A,T3,One|Two\n"), intake.Options{})
	if got := claimsOf(t, im, "claims", "document_title"); got != "One|Two" {
		t.Errorf("got %q\n%s", got, said(im))
	}
}

// What stands beside several addresses in the same number of parts is told of each in its order; another number of parts
// is kept, and asked about.
func TestPartsBesideAddresses(t *testing.T) {
	im := intake.Read(inputs("list.csv", "From,To,Source,Publisher,Title,Published\n"+
		"Ann,Bo,https://example.org/a; https://example.com/b,Courier; Post,One | Two,2021-03-01; 2021-03-02\n"+
		"Ann,Cy,https://example.org/c https://example.com/d,Courier; Post; Echo,,\n"+
		"Ann,Di,\"[1] https://example.org/e [2] Ledger, p. 4\",Courier; Post,,\n"+
		"Ann,Ed,https://example.org/f https://example.com/g,Herald,,\n"), intake.Options{})
	want := "https://example.org/a; One; Courier; 2021-03-01\nhttps://example.com/b; Two; Post; 2021-03-02\n" +
		"https://example.org/c; ; ; \nhttps://example.com/d; ; ; \n" +
		"https://example.org/e; ; Courier; \n; Ledger; Post; \n" +
		"https://example.org/f; ; ; \nhttps://example.com/g; ; ; "
	if diff := cmp.Diff(want, claimsOf(t, im, "documents", "url", "title", "publisher", "issued")); diff != "" {
		t.Errorf("(-want +got):\n%s%s", diff, said(im))
	}
	for _, says := range []string{
		`list.csv:3:52: warning: the publisher "Courier; Post; Echo" is kept aside: want one for each of the 2 documents`,
		`list.csv:5:52: warning: the publisher "Herald" is kept aside: want one for each of the 2 documents`,
	} {
		if !strings.Contains(said(im), says) {
			t.Errorf("want %q in\n%s", says, said(im))
		}
	}
}
