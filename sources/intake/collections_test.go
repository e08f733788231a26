package intake_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// claimsOf are the columns of a table's rows, those named, between bars.
func claimsOf(t *testing.T, im *intake.Import, table string, columns ...string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(fileOf(t, im, table+".csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, row := range rows[1:] {
		var cells []string
		for _, column := range columns {
			for i, name := range rows[0] {
				if name == column {
					cells = append(cells, row[i])
				}
			}
		}
		all = append(all, strings.Join(cells, "; "))
	}
	return strings.Join(all, "\n")
}

// A relationship of STIX rests on what it refers to, or else on the report that lists it.
func TestSTIX(t *testing.T) {
	im := intake.Read(inputs("a.json", samples["stix"][0]), intake.Options{})
	if diff := cmp.Diff("identity--1; identity--2; related to; directed; 2019-01-02/; report--1",
		claimsOf(t, im, "claims", "actor", "recipient", "kind", "direction", "date", "document")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("report--1; T; https://example.org/1; Courier; 2019-03-04",
		claimsOf(t, im, "documents", "id", "title", "url", "publisher", "issued")); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(said(im), `left out: 1 object of the type "marking-definition"`) {
		t.Error(said(im))
	}
}

// What relgraph writes where nobody tells the direction is read as a blank cell.
func TestDirectionNotTold(t *testing.T) {
	im := intake.Read(inputs("a.csv", "from,to,url,kind,direction\nAnn,Bo,https://example.org/1,visit,not told\n"), intake.Options{})
	if d, problems := im.Open(sources.Options{}); problems.Err() != nil || d.Claims[0].Mutual || d.Claims[0].Directed {
		t.Error("the claim has a direction", problems.Err())
	}
}

// Each interest of the Beneficial Ownership Data Standard is a claim; a party that nobody knows makes none.
func TestBODS(t *testing.T) {
	im := intake.Read(inputs("a.json", samples["bods"][0]), intake.Options{})
	want := "p1; example-works; voting rights; directed; 2019/; \np1; example-works; shareholding; directed; ; {\"exact\": \"25\"}"
	if diff := cmp.Diff(want, claimsOf(t, im, "claims", "actor", "recipient", "kind", "direction", "date",
		"share")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("https://example.org/1; Register", claimsOf(t, im, "documents", "url", "title")); diff != "" {
		t.Error(diff)
	}
	im = intake.Read(inputs("a.json", samples["bods"][1]), intake.Options{})
	if !strings.Contains(said(im),
		`left out, since the statement "s3" names no party: {"unspecified": {"reason": "unknown"}}`) {
		t.Error(said(im))
	}
}

// A register of what one official did names the other side in a column "name".
func TestRegisterOfOneOfficial(t *testing.T) {
	im := intake.Read(inputs("r.csv",
		"date,name,original_name,reason,filename,key,minister\n2014-07-01,Example Works,Example works,To discuss matters,July.pdf,1,Minister of Examples\n"+
			"2014-07-02,Sample & Sons,Sample,dinner,July.pdf,1,Minister of Examples\n"), intake.Options{})
	want := "minister-of-examples; example-works; 2014-07-01; july-pdf\nminister-of-examples; sample-sons; 2014-07-02; july-pdf"
	if diff := cmp.Diff(want, claimsOf(t, im, "claims", "actor", "recipient", "date", "document")); diff != "" {
		t.Errorf("%s\n%s", diff, said(im))
	}
}

// Countries are taken by their codes, and by their names in the languages that heads are known in.
func TestCountriesInWords(t *testing.T) {
	im := intake.Read(inputs("actors.csv",
		"id,name,country\na,Ann,Deutschland\nb,Bo,USA\nc,Cy,gb\nd,Di,WU\ne,Ed,Россия\nf,Fi,UK\n"), intake.Options{})
	if diff := cmp.Diff("DE\nUS\nGB\n\nRU\nGB", claimsOf(t, im, "actors", "country")); diff != "" {
		t.Errorf("%s\n%s", diff, said(im))
	}
}
