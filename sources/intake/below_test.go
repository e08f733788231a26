package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// What stands below a table and is no row of it is read as what it is: a table of sources, footnotes, where all comes from.
func TestBelowTheTable(t *testing.T) {
	const rows = "Who,With,Source\nAnn,Bo,S1\nAnn,Cy,S2\n"
	for name, tt := range map[string]struct{ sheet, shows, want, says string }{
		"sources behind a blank row": {rows +
			",,\nNo,Title,URL\nS1,Harbour Courier,https://example.org/1\nS2,Harbour Post,https://example.org/2\n",
			"actor,recipient,document", "ann; bo; S1\nann; cy; S2",
			`list.csv:5:1: note: a second table, "list below", is read by itself: No | Title | URL`},
		"sources below a caption": {rows + "Sources,,\nID,Link\nS1,https://example.org/1\nS2,https://example.org/2\n",
			"actor,recipient,document", "ann; bo; S1\nann; cy; S2", `a second table, "Sources", is read by itself`},
		"people": {rows + "\nid,name,note\nAnn,Ann Example,minister\nBo,Bo Sample,\n", "actor,recipient",
			"Ann; Bo\nAnn; cy",
			"a second table"},
		"a row of words that are heads too, in the middle": {rows + "Name,Title,S3\n", "actor,recipient,document",
			"ann; bo; s1\nann; cy; s2\nname; title; s3", ""},
		"footnotes": {"Who,With,Source\nAnn [1],Bo¹*,Post\nCy,Di,Post\n,,\n[1] acting\n* as spelt\n¹ the elder\n2 none\n",
			"actor,recipient,footnotes", "ann; bo; [1] acting; * as spelt; ¹ the elder\ncy; di; ",
			`list.csv:5:1: note: a footnote of 1 cell, which keep it: [1] acting`},
		"a footnote that denies": {"Who,With,Source\nAnn,Bo*,Post\n\n* denied the meeting\n",
			"actor,footnotes", "ann; * denied the meeting", `"* denied the meeting" reads like a denial`},
		"marks without a text": {"Who,With,Source\nAnn†,Bo,Post\nAnn,Cy [a],Post\nCy,Di,Post\n", "actor,recipient",
			"ann; bo\nann; cy\ncy; di", `the mark of a footnote "[a]" is left out`},
		"numbers that tell namesakes apart": {"Who,With,Source\nSmith [1],Bo,Post\nSmith [2],Cy,Post\nSmith,Di,Post\n",
			"actor,recipient",
			"smith-1; bo\nsmith-2; cy\nsmith; di", ""},
		"where all comes from": {"Source: Register of the harbour,,\nWho,With,When\nAnn,Bo,2019\n", "actor,document",
			"ann; ",
			`--document "Register of the harbour" if it is the source of the whole table`},
		"where all comes from, below": {"Wer;Mit wem;Wann\nAnn;Bo;2019\nQuelle: Register des Hafens;;\n",
			"actor,document", "ann; ",
			`--document "Register des Hafens" if it is the source of the whole table`},
		"items of a list in a cell": {"Minister,Attendees,Source\nAnn,\"1. Bo Works\n2. Cy Sons\",Post\nAnn,\"- Bo Works\n- Di\",Post\nAnn,• Cy Sons • Di,Post\n",
			"recipient", "bo-works|cy-sons\nbo-works|di\ncy-sons|di", ""},
		"a name that goes on in the next line": {"Minister,Attendees,Source\nAnn,\"Board of ports\nand harbours\nBo Works\nvon Beispiel\",Post\n",
			"recipient", "board-of-ports-and-harbours|bo-works|von-beispiel", ""},
		"somebody who is called like a total": {"Who,Company,Source\nAnn,Total,Post\nAnn,Works,Post\n", "recipient",
			"works",
			`want a name on both sides, or --say "Total=one" if somebody is called so`},
		"the same as above, of a party": {"Who,With,Source\nAnn,Bo,https://example.org/1\nsame,Cy,same\nthe same,Di,Post\n", "actor,recipient,document",
			"ann; bo; example-org-1\nann; cy; example-org-1\nann; di; post",
			`"same" stands for what the cell above holds, "Ann", in 2 cells of the column`},
		"the same as a value": {"Who,With,Source,Office\nAnn,Bo,Post,Port\nAnn,Cy,Post,same\n", "recipient,Office",
			"bo; Port\ncy; same", ""},
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read(inputs("list.csv", tt.sheet), intake.Options{})
			says := said(im)
			d, problems := im.Check("new", sources.Options{})
			_ = d
			for _, p := range problems {
				says += p.String() + "\n"
			}
			if im.Problems.Err() != nil {
				t.Fatal(says)
			}
			if got := claimsOf(t, im, "claims", strings.Split(tt.shows, ",")...); got != tt.want {
				t.Errorf("got %q, want %q\n%s", got, tt.want, says)
			}
			if !strings.Contains(says, tt.says) {
				t.Errorf("no %q in\n%s", tt.says, says)
			}
		})
	}
}

// Two rows of actors of which one says that it is the other are one, whichever of id and name it says, and in any order.
func TestSameAs(t *testing.T) {
	const contacts = "from,to,source\nAnn Example,Bo,Post\nAnne Example,Cy,Post\nA. Example,Di,Post\n"
	for name, actors := range map[string]string{
		"by ids":     "id,name,same_as,country\nann,Ann Example,,GB\nanne,Anne Example,ann,\na,A. Example,anne,\n",
		"by names":   "name,same_as,country\nA. Example,Anne Example,\nAnne Example,Ann Example,\nAnn Example,,GB\n",
		"in a round": "id,name,same_as,country\na,A. Example,ann,\nann,Ann Example,anne,GB\nanne,Anne Example,a,\n",
		"and elsewhere": "id,name,same_as,country\nann,Ann Example,,GB\nanne,Anne Example,ann|https://example.org/anne,\n" +
			"a,A. Example,ann,\n",
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read(inputs("contacts.csv", contacts, "actors.csv", actors), intake.Options{})
			if im.Problems.Err() != nil {
				t.Fatal(said(im))
			}
			got := claimsOf(t, im, "claims", "actor")
			if all := strings.Split(got, "\n"); len(all) != 3 || all[0] != all[1] || all[1] != all[2] {
				t.Errorf("contacts of %q\n%s", got, said(im))
			}
			rows := claimsOf(t, im, "actors", "name", "alias", "country", "same_as")
			if strings.Count(rows, "Example") != 3 || !strings.Contains(rows, "GB") ||
				strings.Contains(rows, "/anne") != (name == "and elsewhere") {
				t.Errorf("actors %q", rows)
			}
		})
	}
}

// What the message about somebody who is called like a total proposes works as typed.
func TestSomebodyCalledLikeNobody(t *testing.T) {
	im := intake.Read(inputs("list.csv", "Who,Company,Source\nAnn,Total,Post\nBo,Works,Post\n"),
		intake.Options{Say: map[string]string{"Total": "one"}})
	if im.Problems.Err() != nil {
		t.Fatal(said(im))
	}
	if got := claimsOf(t, im, "claims", "actor", "recipient"); !strings.HasPrefix(got, "ann; total") {
		t.Errorf("got %q\n%s", got, said(im))
	}
}
