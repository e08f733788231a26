package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// Columns that hold the parts of a name or of a date are read as one, and others of such a name are not.
func TestPartsOfOne(t *testing.T) {
	for name, tt := range map[string]struct{ sheet, shows, want, says string }{
		"first and last names of both": {"Minister first name,Minister surname,Visitor first name,Visitor surname,Link\nAnn,Example,Bo,Sample,https://example.org/1\n",
			"actor,recipient", "ann-example; bo-sample",
			`the columns "Minister first name", "Minister surname" are read as one, "minister"`},
		"without a sign before the word": {"NAMELAST,NAMEFIRST,NAMEMID,visitee_namelast,visitee_namefirst,Link\nSample,Bo,B,Example,Ann,https://example.org/1\n",
			"actor,recipient,kind", "bo-b-sample; ann-example; visited",
			`"NAMEFIRST", "NAMEMID", "NAMELAST" are read as one, "name"`},
		"in French": {"Prénom,Nom,Organisation,Lien\nAnne,Exemple,Exemple SA,https://example.org/1\n", "actor,recipient",
			"anne-exemple; exemple-sa", `"Prénom", "Nom" are read as one`},
		"in Russian, with what is behind the name": {"Фамилия министра,Имя министра,Организация,Ссылка\nПример,Анна,Проба,https://example.org/1\n", "actor,recipient",
			"анна-пример; проба", "are read as one"},
		"a last name beside the whole one": {"Name,Surname,Organisation,Link\nAnn Example,Example,Works,https://example.org/1\nBo Sample,Sample,Works,https://example.org/2\n",
			"actor,recipient,Surname", "ann-example; works; Example\nbo-sample; works; Sample", ""},
		"a part that nobody knows": {"First name,Last name,Organisation,Link\nAnn,N/A,Works,https://example.org/1\nBo,Sample,Works,https://example.org/2\n",
			"actor,recipient", "ann; works\nbo-sample; works", `the part of a name "N/A" is left out`},
		"year, month and day": {"Year,Month,Day,From,To,Link\n2019,5,3,Ann,Bo,https://example.org/1\n2019,May,,Ann,Cy,https://example.org/2\n2019,0,0,Ann,Di,https://example.org/3\n,,,Ann,Ed,https://example.org/4\n",
			"date,recipient", "2019-05-03; bo\n2019-05; cy\n2019; di\n; ed",
			`the columns "Day", "Month", "Year" are read as one, "date"`},
		"in German, of the beginning": {"Jahr;Monat;Tag;Von;An;Link\n2019;Mai;3.;Ann;Bo;https://example.org/1\n",
			"date", "2019-05-03", "are read as one"},
		"a year and a month that is a number of something else": {"Year,Month,From,To,Link\n2019,14,Ann,Bo,https://example.org/1\n", "date,Month", "2019; 14", ""},
		"beside the whole date": {"Date,Year,Month,From,To,Link\n3 May 2019,2019,5,Ann,Bo,https://example.org/1\n",
			"date,Year,Month", "2019-05-03; 2019; 5", ""},
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read(inputs("list.csv", tt.sheet), intake.Options{})
			if im.Problems.Err() != nil {
				t.Fatal(said(im))
			}
			if got := claimsOf(t, im, "claims", strings.Split(tt.shows, ",")...); got != tt.want {
				t.Errorf("got %q, want %q\n%s", got, tt.want, said(im))
			}
			if !strings.Contains(said(im), tt.says) {
				t.Errorf("no %q in\n%s", tt.says, said(im))
			}
		})
	}
}

// A refusal proposes the columns that hold the parties, whatever stands beside them, and none where no two can.
func TestProposedParties(t *testing.T) {
	many := func(row string) string { return strings.Repeat(row, 25) }
	texts := ""
	for i := range 25 {
		texts += fmt.Sprintf("Het bestuur vergadert over haven %d,Ann Example\n", i)
	}
	for name, tt := range map[string]struct{ sheet, want string }{
		"a column that sorts": {"mep_id,assistant_type,assistant_name\n" +
			many("9,accredited,Ann Example\n9,local,Bo Sample\n"),
			`--column actor="mep_id" --column recipient="assistant_name"`},
		"what somebody has":              {"Institucija,institution_type,Oddelek,contact_role,Podjetje\nBoard,state,Port,clerk,Works\nOffice,state,Port,clerk,Sons\n", `--column actor="Institucija" --column recipient="Oddelek"`},
		"texts of which each is another": {"Wat,Bewindslieden\n" + texts, "do not say who had contact with whom"},
		"nothing that can be a party": {"url,score,date\nhttps://example.org/1,3,2019\nhttps://example.org/2,4,2019\n",
			"want a table with a column for each of the two parties"},
	} {
		t.Run(name, func(t *testing.T) {
			if says := said(intake.Read(inputs("list.csv", tt.sheet), intake.Options{})); !strings.Contains(says, tt.want) {
				t.Errorf("no %q in\n%s", tt.want, says)
			}
		})
	}
}

// A column that the user names by what its parts are read as is the joint one; one of the parts that they name stays
// apart.
func TestPartsThatAreSaid(t *testing.T) {
	const sheet = "parlementaire,name,lastname,employer,Link\nAnne Exemple,Bo,Preuve,Parti,https://example.org/1\n"
	for recipient, want := range map[string]string{"name": "anne-exemple; bo-preuve", "lastname": "anne-exemple; preuve"} {
		im := intake.Read(inputs("list.csv", sheet), intake.Options{Columns: map[string][]string{
			"actor": {"parlementaire"}, "recipient": {recipient}}})
		if im.Problems.Err() != nil {
			t.Fatal(said(im))
		}
		if got := claimsOf(t, im, "claims", "actor", "recipient"); got != want {
			t.Errorf("%s: got %q, want %q\n%s", recipient, got, want, said(im))
		}
	}
}
