package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// A matrix is read as the list of its cells: marks are spent, other texts stay, and what both halves say is said once.
func TestMatrix(t *testing.T) {
	for name, tt := range map[string]struct {
		sheet string
		want  string // actor, recipient, document, and the column of what cells say, if there is one
		says  string
	}{
		"both halves alike": {",Ann,Bo,Cy\nAnn,,x,\nBo,x,,X\nCy,,X,\n", "ann; bo; rep\nbo; cy; rep",
			"cells that repeat the one across the diagonal, which are taken once: 2"},
		"one half": {"Name,Ann,Bo,Cy\nAnn,-,1,0\nBo,,-,1\nCy,,,-\n", "ann; bo; rep\nbo; cy; rep",
			"cells that only mark a contact: 2"},
		"halves that differ": {"Name,Ann,Bo,Cy\nAnn,,had tea,\nBo,had cake,,\nCy,,,\n",
			"ann; bo; rep; had tea\nbo; ann; rep; had cake",
			"in no direction"},
		"numbers": {"Name;Ann;Bo;Cy\nAnn;0;3;0\nBo;3;0;12\nCy;0;12;0\n", "ann; bo; rep; 3\nbo; cy; rep; 12", "as a matrix"},
		"addresses": {"Name,Ann,Bo,Cy\nAnn,,https://example.org/1,\nBo,,,https://example.org/2\nCy,,,\n",
			"ann; bo; example-org-1\nbo; cy; example-org-2", "as a matrix"},
		"somebody with oneself": {"Name,Ann,Bo,Cy\nAnn,alone,x,\nBo,,,x\nCy,,,\n", "ann; bo; rep\nbo; cy; rep",
			`list.csv:2:5: warning: left out, since "Ann" stands at both ends: alone`},
		"others in the rows": {"Name,Ann,Bo,Cy\nAnn,,x,\nBo,,,x\nCy,,,x\nDi,x,,\n",
			"ann; bo; rep\nbo; cy; rep\ndi; ann; rep",
			"as a matrix"},
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(tt.sheet)}}, intake.Options{Document: "Rep"})
			var got []string
			for row := range strings.Lines(claimsOf(t, im, "claims", "actor", "recipient", "document", "summary",
				"value")) {
				got = append(got, strings.TrimRight(strings.ReplaceAll(row, "; ; ", "; "), "; \n"))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%s\n%s", diff, said(im))
			}
			if !strings.Contains(said(im), tt.says) {
				t.Errorf("want %q in\n%s", tt.says, said(im))
			}
		})
	}
}

// Of any matrix, each pair of two different names of which a cell says something is a claim, and nothing else is.
func TestMatrixIsItsCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := []string{"Ann Lee", "Bo Ray", "Cy Dee", "Di Fox", "Ed Poe"}[:rapid.IntRange(3, 5).Draw(t, "names")]
		rows := [][]string{slices.Concat([]string{"Name"}, names)}
		pairs := map[string]bool{}
		for _, a := range names {
			row := []string{a}
			for _, b := range names {
				cell := ""
				if a != b {
					cell = rapid.SampledFrom([]string{"", "x", "0", "-", "dined", "2"}).Draw(t, a+b)
				}
				if !strings.Contains(" 0-", cell) {
					pair := []string{a, b}
					slices.Sort(pair)
					pairs[fmt.Sprint(pair, cell)] = true
				}
				row = append(row, cell)
			}
			rows = append(rows, row)
		}
		im := intake.Read([]intake.Input{{File: "list.csv", Data: written(rows, ',')}}, intake.Options{Document: "Rep"})
		d, _ := im.Check("new", sources.Options{})
		if len(pairs) == 0 {
			return
		}
		if len(d.Claims) != len(pairs) {
			t.Fatalf("%d claims of %d pairs:\n%s", len(d.Claims), len(pairs), said(im))
		}
	})
}

// Rows that name who was at a meeting make one contact of all; what they say of each stands behind the name.
func TestMeetingsByPerson(t *testing.T) {
	for name, tt := range map[string]struct{ sheet, want string }{
		"ids": {"Person,Meeting ID,Role,Date\nAnn,M1,host,2019\nBo,M1,guest,2019\nCy,M2,host,2020\nDi,M2,host,2020\n",
			"ann|bo; 2019; Ann: host; Bo: guest; M1\ncy|di; 2020; host; M2"},
		"mixed up": {"Person,Meeting ID,Role,Date\nAnn,1,,2019\nCy,2,,2020\nBo,1,,2019\nDi,2,,2020\n",
			"ann|bo; 2019; 1\ncy|di; 2020; 2"},
		"names":     {"Name,Meeting ID,Role,Date\nAnn,Dinner,,2019\nBo,Dinner,,2019\nCy,Lunch,,2020\nAnn,Lunch,,2020\nBo,Lunch,,2020\n", "ann|bo; 2019; Dinner\ncy|ann|bo; 2020; Lunch"},
		"alone":     {"Person,Meeting ID,Role,Date\nAnn,1,,2019\nBo,1,,2019\nCy,2,,2020\n", "ann|bo; 2019; 1"},
		"two dates": {"Person,Meeting ID,Role,Date\nAnn,1,,2019\nBo,1,,2018\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(tt.sheet)}}, intake.Options{Document: "Rep"})
			got := ""
			if im.Problems.Err() == nil {
				got = claimsOf(t, im, "claims", "actor", "date", "kind", "Role", "Meeting ID")
			}
			if diff := cmp.Diff(tt.want, strings.ReplaceAll(got, "; ; ", "; ")); diff != "" {
				t.Errorf("%s\n%s", diff, said(im))
			}
		})
	}
}

// Columns of a third and further party, told by their numbers, are parties too.
func TestNumberedParties(t *testing.T) {
	for _, tt := range []struct{ sheet, want string }{
		{"Person 1,Person 2,Person 3,Person 4,Link\nAnn,Bo,,,Post\nAnn,Bo,\"Lee, Cy\",,Globe\nBo,Cy,Di,Ed,Herald\n",
			"ann|bo; ; post\nann|bo|lee-cy; ; globe\nbo|cy|di|ed; ; herald"},
		{"Party A,Party B,Party C,Link\nAnn,Bo,Cy,Post\nAnn,Bo,,Post\n", "ann|bo|cy; ; post\nann|bo; ; post"},
		{"Gast_1;Gast_2;Gast_3;Quelle\nAnn;Bo;Cy;Post\n", "ann|bo|cy; ; post"},
		{"Person 1,Person 2,Role 1,Role 2,Link\nAnn,Bo,host,guest,Post\n", "ann; bo; post"},
		{"From,To,Note 1,Note 2,Link\nAnn,Bo,one,two,Post\n", "ann; bo; post"},
		{"Person 1,Person 2,Person 3,Link\nAnn,Bo,2019,Post\n", "ann; bo; post"},
	} {
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(tt.sheet)}}, intake.Options{})
		if diff := cmp.Diff(tt.want, claimsOf(t, im, "claims", "actor", "recipient", "document")); diff != "" {
			t.Errorf("%s\n%s\n%s", tt.sheet, diff, said(im))
		}
	}
}

// A contact that several rows make keeps the places of all.
func TestMeetingsKeepTheirPlaces(t *testing.T) {
	im := intake.Read([]intake.Input{{File: "list.csv",
		Data: []byte("Person,Meeting ID,Date\nAnn,1,2019\nBo,1,2019\nCy,1,2019\n")}},
		intake.Options{Document: "Rep"})
	if diff := cmp.Diff("ann|bo|cy; list.csv:2; list.csv:3; list.csv:4",
		claimsOf(t, im, "claims", "actor", "found_in")); diff != "" {
		t.Errorf("%s\n%s", diff, said(im))
	}
}
