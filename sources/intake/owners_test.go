package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/intake"
)

// What owners of lists tried and lost something by: what the file says is in the tables, and nothing beside it.
func TestWhatOwnersTried(t *testing.T) {
	for _, tt := range []struct {
		name    string
		inputs  []intake.Input
		opts    intake.Options
		table   string // claims if none is named
		columns string
		want    string
		says    []string
		silent  []string
	}{
		{name: "three titles of one address are all kept",
			inputs: inputs("list.csv", "From,To,URL,Headline,Outlet\nAnn,Bo,https://example.org/1,T1,Post\n"+
				"Ann,Cy,https://example.org/1,T1,Globe\nAnn,Di,https://example.org/1,T1,Herald\n"),
			table: "documents", columns: "title,publisher,another_publisher", want: "T1; Post; Globe|Herald"},
		{name: "FollowTheMoney: a directed tie with a proof and an address is one claim of one document",
			inputs: inputs("a.ftm.json", `{"id":"a","schema":"Person","properties":{"name":["Ann Example"]}}
{"id":"b","schema":"Company","properties":{"name":["Bo Works"]}}
{"id":"p","schema":"Document","properties":{"title":["Register"],"sourceUrl":["https://example.org/r"]}}
{"id":"t","schema":"Ownership","properties":{"owner":["a"],"asset":["b"],"proof":["p"],"sourceUrl":["https://example.org/r"]}}
`),
			columns: "actor,recipient,document,direction", want: "a; b; p; directed"},
		{name: "a title of what happened is no title of a document",
			inputs: inputs("list.csv", "From,To,Title\nAnn,Bo,Spring dinner\nAnn,Cy,Talks on ferries\n"),
			opts:   intake.Options{Document: "Diary"}, columns: "document,summary",
			want: "diary; Spring dinner\ndiary; Talks on ferries"},
		{name: "the columns outvote the file's name",
			inputs:  inputs("contractors.csv", "Buyer,Supplier,URL\nAnn Port,Bo Works,https://example.org/1\n"),
			columns: "actor,recipient", want: "ann-port; bo-works"},
		{name: "the columns outvote a name of documents",
			inputs: inputs("resources-meetings.csv",
				"Minister,Organisation,Date,URL\nAnn,Bo Works,2019,https://example.org/1\n"),
			columns: "actor,recipient,date", want: "ann; bo-works; 2019"},
		{name: "a table of what the ids mean stands beside the contacts",
			inputs: inputs("nodes.csv", "id,type,desc\n1,person,Ann Example\n2,company,Bo Works\n",
				"edges.csv", "from,to,url\n1,2,https://example.org/1\n"),
			columns: "actor,recipient", want: "ann-example; bo-works"},
		{name: "a second column of one name is kept apart",
			inputs:  inputs("list.csv", "From,To,URL,Remark,Remark\nAnn,Bo,https://example.org/1,one,two\n"),
			columns: "note,Remark 2", want: "one; two",
			says: []string{`a second column "Remark": kept apart as "Remark 2"`}},
		{name: "a blank before a cell between quotation marks",
			inputs:  inputs("list.csv", "From, To, URL\nAnn, \"Works, Bo\", https://example.org/1\n"),
			columns: "actor,recipient", want: "ann; works-bo"},
		{name: "marks that nobody sees are no part of names",
			inputs: inputs("list.csv", "From,To,URL\nAnn\u200b Example,\u202bBo Works\u202c,https://example.org/1\n"+
				"Ann Example,Bo\u00ad Works\ufeff,https://example.org/2\n"),
			table: "actors", columns: "name", want: "Ann Example\nBo Works"},
		{name: "somebody's own folder stays where it is",
			inputs: inputs("list.csv",
				"From,To,Source\nAnn,Bo,/Users/someone/private/memo.pdf\nAnn,Cy,C:\\Users\\someone\\memo 2.pdf\n"),
			table: "documents", columns: "title", want: "memo.pdf\nmemo 2.pdf",
			says: []string{`the folder "/Users/someone/private/" is left out`}},
		{name: "each distinct value that is kept aside is said once, with its count",
			inputs: inputs("list.csv",
				"From,To,URL,Date\nAnn,Bo,https://example.org/1,one fine day\nAnn,Cy,https://example.org/2,one fine day\n"+
					"Ann,Di,https://example.org/3,one fine day\n"),
			columns: "date,date_as_found", want: "; one fine day\n; one fine day\n; one fine day",
			says:   []string{`list.csv:2:30: warning: the date "one fine day" is kept aside (3 times)`},
			silent: []string{"list.csv:3:30", "kept as it is as it is"}},
		{name: "who says so by name is that actor",
			inputs: inputs("list.csv",
				"From,To,URL,Who says so\nAnn Example,Bo Works,https://example.org/1,bo works (on record)\n"),
			columns: "asserted_by", want: "bo-works (on record)"},
		{name: "a sheet of OpenDocument is a table as any other",
			inputs: []intake.Input{{File: "list.ods",
				Data: odsOf([][]string{{"From", "To", "URL"}, {"Ann", "Bo", "https://example.org/1"}})}},
			columns: "actor,recipient,found_in", want: "ann; bo; list.ods:S!2"},
		{name: "a value of yes and no in a workbook is no number",
			inputs: []intake.Input{{File: "list.xlsx", Data: workbook(t, "", map[string][][]any{
				"S": {{"From", "To", "URL", "Paid"}, {"Ann", "Bo", "https://example.org/1", true}}}, "S")}},
			columns: "Paid", want: "TRUE"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			im := intake.Read(tt.inputs, tt.opts)
			if err := im.Problems.Err(); err != nil {
				t.Fatal(err)
			}
			table := tt.table
			if table == "" {
				table = "claims"
			}
			if diff := cmp.Diff(tt.want, claimsOf(t, im, table, strings.Split(tt.columns, ",")...)); diff != "" {
				t.Errorf("%s\n%s", diff, said(im))
			}
			for _, says := range tt.says {
				if !strings.Contains(said(im), says) {
					t.Errorf("no %q in\n%s", says, said(im))
				}
			}
			for _, silent := range tt.silent {
				if strings.Contains(said(im), silent) {
					t.Errorf("%q in\n%s", silent, said(im))
				}
			}
		})
	}
}

// A head that says who the other party is goes before one that may say where a name works.
func TestTheOtherPartyIsNoEmployer(t *testing.T) {
	im := intake.Read(inputs("list.csv", "Name,Role,Organisation,Contact with,Date,Source\n"+
		"Ann Example,Minister,Ministry of Tests,Bo Sample,2021-05-03,Post 1\n"+
		"Cy Probe,Director,Probe Works,Dee Testor,2021-05-04,Post 2\n"), intake.Options{})
	const want = "ann-example; bo-sample; Ministry of Tests\ncy-probe; dee-testor; Probe Works"
	if got := claimsOf(t, im, "claims", "actor", "recipient", "Organisation"); got != want {
		t.Errorf("%s\nwant\n%s\n%s", got, want, said(im))
	}
}
