package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/intake"
)

// A mark for "as above" holds what the cell above does, in any column and through several rows; one with nothing above it,
// or within a text, is left as it is.
func TestDittos(t *testing.T) {
	for _, tt := range []struct{ sheet, want, says string }{
		{"Who,With,When,Link\nAnn,Bo,2019,Post\n\"\"\"\",Cy,〃,ditto\n″,Di,2020,same as above\n",
			"ann; bo; 2019; post\nann; cy; 2019; post\nann; di; 2020; post",
			`list.csv:3:1: note: "\"" stands for what the cell above holds, "Ann", in 2 cells of the column`},
		{"Wer;Mit wem;Wann;Quelle\nAnn;Bo;2019;Post\ndito;Cy;dito;s.o.\n", "ann; bo; 2019; post\nann; cy; 2019; post",
			`"dito" stands for`},
		{"Who,With,What,Link\nAnn,Bo,Dinner,Post\nCy,Di,\"the \"\"same\"\" dinner\",Post\n",
			"ann; bo; post\ncy; di; post", ""},
	} {
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(tt.sheet)}}, intake.Options{})
		got := strings.ReplaceAll(claimsOf(t, im, "claims", "actor", "recipient", "date", "document"), "; ; ", "; ")
		if diff := cmp.Diff(tt.want, got); diff != "" || !strings.Contains(said(im), tt.says) {
			t.Errorf("%s\n%s\n%s", tt.sheet, diff, said(im))
		}
	}
}

// One cell that is no name does not keep a column from holding parties; a refusal proposes no column of purposes.
func TestOneCellIsNoName(t *testing.T) {
	sheet := "Minister,Date,Organisation met,Purpose of meeting,Source\nJane Doe,2021-02-03,Acme,Energy,Post\n\"\"\"\",2021-02-04,Widget,Farming,Post\n" +
		"Jo Smith,2021-02-05,Example,Rights,Post\nTotal,,7,,\n"
	im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}}, intake.Options{})
	if diff := cmp.Diff("jane-doe; acme\njane-doe; widget\njo-smith; example",
		claimsOf(t, im, "claims", "actor", "recipient")); diff != "" {
		t.Errorf("%s\n%s", diff, said(im))
	}
	for _, heads := range []string{"Host,Date,Contact", "Minister,Date,Contact", "Host,Date,Organisation met",
		"Host,Date,Other party"} {
		sheet := heads + ",Source\nJane Doe,2021-02-03,Acme,Post\nJo Smith,2021-02-05,Example,Post\n"
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}}, intake.Options{})
		if diff := cmp.Diff("jane-doe; acme\njo-smith; example",
			claimsOf(t, im, "claims", "actor", "recipient")); diff != "" {
			t.Errorf("%s: %s\n%s", heads, diff, said(im))
		}
	}
	for _, sheet := range []string{"Alpha,Beta,Gamma,Purpose of meeting,Source\nJane,Acme,Zed,Energy,Post\nJo,Widget,Qux,Farming,Post\n"} {
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}}, intake.Options{})
		if strings.Contains(said(im), `recipient="Purpose`) ||
			!strings.Contains(said(im), `--column actor="Alpha" --column recipient="Beta"`) {
			t.Error(said(im))
		}
	}
}

// What lawyers write for the source above is that source, in the column of sources alone. Another page of it is asked for,
// and so is the source of a row that has but a number there: neither is the title of a document.
func TestSourcesCitedAbove(t *testing.T) {
	const sheet = "Who,With,Source\nAnn,Bo,Ex. 12\nAnn,Cy,Ibid.\nAnn,Di,*Id.*\nAnn,Ed,\"Ibid., p. 5\"\nAnn,Fi,7\nId.,Gu,ebd.\n"
	im := intake.Read(inputs("list.csv", sheet), intake.Options{})
	const want = "bo; ex-12; \ncy; ex-12; \ndi; ex-12; \ned; ; Ibid., p. 5\nfi; ; 7"
	got := claimsOf(t, im, "claims", "recipient", "document", "document_as_found")
	if !strings.HasPrefix(got, want) || !strings.Contains(said(im), `the source "Ibid., p. 5" is kept aside`) {
		t.Errorf("claims:\n%s\nwant\n%s\n%s", got, want, said(im))
	}
	im = intake.Read(inputs("list.csv", "Ref,Who,With,Date\n1,Ann,Bo,2021\n2,Ann,Cy,2021\n3,Ann,Di,2021\n"),
		intake.Options{Document: "Register"})
	if got := claimsOf(t, im, "claims", "Ref", "document"); got != "1; register\n2; register\n3; register" {
		t.Errorf("numbers of rows are sources:\n%s\n%s", got, said(im))
	}
	im = intake.Read(inputs("list.csv", "Ref,Who,With\n4,Ann,Bo\n2,Ann,Cy\n3,Ann,Di\n"), intake.Options{Document: "Register"})
	if got := claimsOf(t, im, "claims", "document"); got != "register\nregister\nregister" {
		t.Errorf("numbers of rows are sources:\n%s\n%s", got, said(im))
	}
}
