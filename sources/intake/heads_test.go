package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/htmlindex"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// read is the one claim of a sheet of one row, or why there is none.
func read(t *testing.T, opts intake.Options, sheet string) (*sources.Dossier, string) {
	t.Helper()
	im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}}, opts)
	d, _ := im.Check("new", sources.Options{AllowUnsourced: true})
	return d, said(im)
}

// The heads that people give to the two parties, to sources, dates and kinds, in the languages of the table.
func TestHeads(t *testing.T) {
	for _, parties := range []string{"Entity A,Entity B", "Source,Destination", "source_id,target_id",
		"person_id_1,person_id_2", "Minister,Organisation", "Company,Director", "Donor,Recipient",
		"Owner,Owned", ":START_ID,:END_ID", "Quelle,Ziel", "Von,An", "Qui,Avec", "Desde,Hacia", "От,Кому", "من,إلى",
		"Body 1,Body 2", "Minister,Organisation met", "Caller,Callee", "Attendee 1,Attendee 2",
		"Chair,Guest of the chair", "Author,Addressee", "Name,Met", "Nom,A rencontré", "Name,Had lunch with",
		"Persona,Habló con", "Лицо,Встретился с"} {
		d, says := read(t, intake.Options{}, parties+",URL,Date\nAnn Example,Bo Sample,https://example.org/1,2014\n")
		if len(d.Claims) != 1 || len(d.Actors) != 2 || d.Actors[0].Name != "Ann Example" {
			t.Errorf("%s: %d claims\n%s", parties, len(d.Claims), says)
		}
	}
	for _, head := range []string{"Links", "Source link", "Source 1", "Evidence", "Article URL", "href", "Lien",
		"Fonte", "Quelle", "Fuente", "Ссылка", "المصدر", "Where I read it"} {
		d, says := read(t, intake.Options{}, "From,To,"+head+"\nAnn Example,Bo Sample,https://example.org/1\n")
		if len(d.Documents) != 1 || len(d.Claims) != 1 || d.Claims[0].Document == "" {
			t.Errorf("%s: %d documents\n%s", head, len(d.Documents), says)
		}
	}
	for _, head := range []string{"Meeting date", "Date of meeting", "Year", "Period", "Jahr", "Fecha", "Дата",
		"التاريخ", "When"} {
		d, says := read(t, intake.Options{}, "From,To,"+head+"\nAnn Example,Bo Sample,2014\n")
		if len(d.Claims) != 1 || d.Claims[0].Date.String() != "2014" {
			t.Errorf("%s: no date\n%s", head, says)
		}
	}
	for _, head := range []string{"Connection", "Interaction (our words)", "Event type", "rel_type", "Relationship",
		"Art", "Tipo",
		"Тип", "Edge label", "What"} {
		d, says := read(t, intake.Options{}, "From,To,"+head+"\nAnn Example,Bo Sample,met\n")
		if len(d.Claims) != 1 || d.Claims[0].Kind != "meeting" || d.Claims[0].KindText != "met" {
			t.Errorf("%s: no kind\n%s", head, says)
		}
	}
}

// A head that says what was done names the kind, whatever stands between it and the name of who did it.
func TestHeadsOfDeeds(t *testing.T) {
	for heads, want := range map[string]string{
		"Person,Role,Spoke to":         "Spoke to",
		"Personne,Rôle,A rencontré":    "A rencontré",
		"Name,Position,Had lunch with": "Had lunch with",
		"Author,Post,Addressee":        "wrote to",
	} {
		d, says := read(t, intake.Options{}, heads+",URL,Date\nAnn Example,head of ships,Bo Sample,https://example.org/1,2014\n")
		if len(d.Claims) != 1 || d.Claims[0].KindText != want || len(d.Actors) != 2 {
			t.Errorf("%s: %d claims\n%s", heads, len(d.Claims), says)
		}
	}
}

// One row with its source in every form that people give one.
func TestSourcesWhereverTheyStand(t *testing.T) {
	for _, tt := range []struct{ sheet, want string }{
		{"From,To,Source\nAnn,Bo,\"Daily Sample, https://example.org/a.\"\n", "https://example.org/a (Daily Sample)"},
		{"From,To,Source\nAnn,Bo,\"<a href=\"\"https://example.org/a\"\">Daily Sample</a>\"\n",
			"https://example.org/a (Daily Sample)"},
		{"From,To,Source\nAnn,Bo,\"=HYPERLINK(\"\"https://example.org/a\"\",\"\"Daily Sample\"\")\"\n",
			"https://example.org/a (Daily Sample)"},
		{"From,To,Source\nAnn,Bo,[Daily Sample](https://example.org/a)\n", "https://example.org/a (Daily Sample)"},
		{"From,To,Source\nAnn,Bo,https://example.org/a | Daily Sample\n", "https://example.org/a (Daily Sample)"},
		{"From,To,Source,Source URL\nAnn,Bo,Daily Sample,https://example.org/a\n", "https://example.org/a (Daily Sample)"},
		{"From,To,Source 1,Source 2\nAnn,Bo,https://example.org/a,https://example.org/b\n",
			"https://example.org/a (); https://example.org/b ()"},
		{"From,To,Source\nAnn,Bo,https://example.org/a#1\nAnn,Cy,https://example.org/a#2\n", "https://example.org/a#1 ()"},
		{"From,To,Source\nAnn,Bo,doi:10.1234/xyz\n", "https://doi.org/10.1234/xyz ()"},
		{"From,To,Source\nAnn,Bo,example.org/a\n", "https://example.org/a ()"},
		{"From,To,Source\nAnn,Bo,/Users/me/doc.pdf\n", " (doc.pdf)"},
		{"From,To,Source,Title\nAnn,Bo,Daily Sample 3 May,Sample headline\n", " (Sample headline) Daily Sample 3 May"},
		{"From,To,Source\nAnn,Bo,Courier 14 March\n", " (Courier 14 March)"},
		// words that lead to an address are no title, and an address of any ending is one beside a title
		{"From,To,Source\nAnn,Bo,see https://example.org/a and also https://example.org/b\n",
			"https://example.org/a (); https://example.org/b ()"},
		{"From,To,Source\nAnn,Bo,siehe auch: https://example.org/a\n", "https://example.org/a ()"},
		{"From,To,Source,Link\nAnn,Bo,Daily Sample,daily.example/4\n", "https://daily.example/4 (Daily Sample)"},
		// numbers of rows are no documents
		{"Reference,From,To,URL\nR1,Ann,Bo,https://example.org/a\nR2,Ann,Cy,https://example.org/a\n",
			"https://example.org/a ()"},
		{"Reference,From,To\nR1,Ann,Bo\nR2,Ann,Cy\n", " (R1);  (R2)"},
	} {
		d, says := read(t, intake.Options{}, tt.sheet)
		var got []string
		for _, doc := range d.Documents {
			got = append(got, strings.TrimRight(fmt.Sprintf("%s (%s) %s", doc.URL, doc.Title, doc.Publisher), " "))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s%s\n%s", tt.sheet, diff, says)
		}
	}
}

// Dates are read by what all cells of the column say, in words of several languages, and nothing is made up.
func TestDatesByColumn(t *testing.T) {
	for _, tt := range []struct {
		cells, want string
		opts        intake.Options
	}{
		{"16/06/2015|03/04/2015", "2015-06-16 2015-04-03", intake.Options{}},
		{"6/16/2015 12:00:00 AM|3/4/2015 09:30", "2015-06-16 2015-03-04", intake.Options{}},
		{"16.06.2015 09:30|3.4.15", "2015-06-16 2015-04-03", intake.Options{}},
		{"3/4/2015|4/3/2015", " ", intake.Options{}},
		{"3/4/2015|4/3/2015", "2015-04-03 2015-03-04", intake.Options{Dates: "dmy"}},
		{"44197|44198", "2021-01-01 2021-01-02", intake.Options{}},
		{"12. März 2014|Januar 2015", "2014-03-12 2015-01", intake.Options{}},
		{"3 février 2014|été 2014", "2014-02-03 2014-22", intake.Options{}},
		{"12 de mayo de 2014|mayo de 2014", "2014-05-12 2014-05", intake.Options{}},
		{"12 мая 2014 г.|май 2014", "2014-05-12 2014-05", intake.Options{}},
		{"٣ مايو ٢٠١٤|2014", "2014-05-03 2014", intake.Options{}},
		{"Spring 2014|2014-2016", "2014-21 2014/2016", intake.Options{}},
		{"12345678|2014", " 2014", intake.Options{}},
		{"Q3 2015|2. Quartal 2014|H1 2016", "2015-07/2015-09 2014-04/2014-06 2016-01/2016-06", intake.Options{}},
		{"1st quarter of 2011|second half of 2015|third half of 2015", "2011-01/2011-03 2015-07/2015-12 ",
			intake.Options{}},
		{"before 2015|après 2014|mid-2016", "../2014 2015/.. 2016~", intake.Options{}},
		{"16-Jun-15|Jun-15|May '98|June 15", "2015-06-16 2015-06 1998-05 ", intake.Options{}},
	} {
		sheet := "From,To,URL,Date\n"
		for i, cell := range strings.Split(tt.cells, "|") {
			sheet += fmt.Sprintf("Ann,Bo%d,https://example.org/1,%q\n", i, cell)
		}
		d, says := read(t, tt.opts, sheet)
		var got []string
		for _, c := range d.Claims {
			got = append(got, c.Date.String())
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s\n%s", tt.cells, diff, says)
		}
	}
	d, says := read(t, intake.Options{}, "From,To,URL,Start date,End date\nAnn,Bo,https://example.org/1,2014-01,2015\n")
	if got := d.Claims[0].Date.String(); got != "2014-01/2015" {
		t.Errorf("a span is %s\n%s", got, says)
	}
}

// What is no list of contacts as it stands: titles above the heads, rows without their last cells, blocks,
// placeholders, doubles.
func TestMessySheets(t *testing.T) {
	sheet := "Register of meetings;;;\nAs of May 2020;;;\n\nMinister;Organisation;Date of meeting;Link\nAnn Example;Example Works;16/06/2015;https://example.org/1\n;Sample & Sons;17/06/2015\nAnn Example;N/A;18/06/2015;\n" +
		"Minister;Organisation;Date of meeting;Link\nAnn Example;Example Works;16/06/2015;https://example.org/1\nBo Sample;Bo Sample;2015;\n"
	d, says := read(t, intake.Options{FillDown: []string{"parties"}}, sheet)
	var got []string
	for _, c := range d.Claims {
		got = append(got, fmt.Sprint(c.Actors, c.Recipients, c.Date, c.Detail().FoundIn))
	}
	if diff := cmp.Diff([]string{"[ann-example] [example-works] 2015-06-16 [list.csv:5 list.csv:9]",
		"[ann-example] [sample-sons] 2015-06-17 [list.csv:6]"}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s\n%s", diff, says)
	}
	for _, want := range []string{
		`list.csv:1:1: note: left out: Register of meetings: it stands above the heads of the columns`,
		`list.csv:7:1: warning: left out, since "N/A" names nobody: Ann Example | N/A | 18/06/2015: want a name on both sides`,
		`list.csv:8:1: note: the heads of the columns stand here again`,
		`list.csv:9:1: note: the row says what list.csv:5:1 says: one claim, found in both places`,
		`list.csv:10:1: warning: left out, since "Bo Sample" stands on both sides: Bo Sample | Bo Sample | 2015: want two parties`,
	} {
		if !strings.Contains(says, want) {
			t.Errorf("no %q in\n%s", want, says)
		}
	}
}

// Columns of the owner's that have the names of our own working columns stay as they are.
func TestOwnColumnsSurvive(t *testing.T) {
	d, says := read(t, intake.Options{},
		"From,To,URL,Date,original_id,date_as_found,kind_as_found\nAnn,Bo,https://example.org/1,someday,77,mine,odd\n")
	got := map[string]string{}
	for _, f := range d.Claims[0].Detail().Extra {
		got[f.Name] = f.Value
	}
	if diff := cmp.Diff(map[string]string{"original_id": "77", "date_as_found": "mine", "kind_as_found": "odd",
		"date_as_found_2": "someday"}, got); diff != "" {
		t.Errorf("%s\n%s", diff, says)
	}
}

// One answer holds for all rows of a wording: the denial reaches the meeting that it is about.
func TestSay(t *testing.T) {
	sheet := "From,To,Type,URL\nAnn,Bo,denied meeting,https://example.org/1\nAnn,Bo,Denied meeting,https://example.org/2\nAnn,Bo,meeting,https://example.org/3\n"
	im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}}, intake.Options{})
	if _, problems := im.Check("new", sources.Options{}); problems.Err() == nil ||
		!strings.Contains(problems.Err().Error(), `--say "denied meeting=denies"`) {
		t.Errorf("problems: %v", problems)
	}
	im = intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}},
		intake.Options{Say: map[string]string{"denied meeting": "denies"}})
	d, problems := im.Check("new", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Claims {
		got = append(got, fmt.Sprint(c.Kind, " ", c.Stance, " ", c.Detail().AssertedBy, " ", c.Detail().Label))
	}
	if diff := cmp.Diff([]string{"meeting denies ann (on record) denied meeting",
		"meeting denies ann (on record) Denied meeting", "meeting reports  "}, got); diff != "" {
		t.Error(diff)
	}
}

// Encodings are told by their letters, or said.
func TestEncodings(t *testing.T) {
	for name, text := range map[string]string{"windows-1251": "Министерство транспорта", "windows-1252": "Café Müller",
		"shift_jis": "東京運輸局の会議", "gb18030": "交通部的会议中国人", "Shift_JIS": "鈴木花子", "gbk": "张伟", "big5": "陳美玲",
		"euc-kr": "김민준 이서연", "windows-1253": "Μαρία Παπαδοπούλου", "windows-1250": "Łukasz Świątek",
		"windows-1256": "وزارة النقل", "koi8-r": "Министерство транспорта"} {
		d, says := read(t, intake.Options{}, encoded(t, name, "From,To,URL\n"+text+",Bo,https://example.org/1\n"))
		if len(d.Actors) == 0 || d.Actors[0].Name != text {
			t.Errorf("%s: %v\n%s", name, d.Actors, says)
		}
	}
	for text, want := range map[string]string{"CafÃ© MÃ¼ller": "Café Müller", "Ã\u0096zdemir": "Özdemir"} {
		d, says := read(t, intake.Options{}, "From,To,URL\n"+text+",Bo,https://example.org/1\n")
		if len(d.Actors) == 0 || d.Actors[0].Name != want {
			t.Errorf("encoded twice: %v\n%s", d.Actors, says)
		}
	}
}

func encoded(t *testing.T, name, text string) string {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Cells that answer their head say nothing of what happened.
func TestAnswersAreNoKinds(t *testing.T) {
	d, says := read(t, intake.Options{}, "From,To,URL,Retracted?,Published\nAnn,Bo,https://example.org/a,no,yes\n"+
		"Ann,Cy,https://example.org/a,no,no\n")
	for i := range d.Claims {
		if c := &d.Claims[i]; c.KindText != "" || c.Kind != sources.ContactKind {
			t.Errorf("kind %q\n%s", c.KindText, says)
		}
	}
	if len(d.Claims) != 2 || strings.Contains(says, "denial") {
		t.Errorf("%d claims\n%s", len(d.Claims), says)
	}
}

// A head that can be who or when is read by what stands below it: a year, an answer or a sum of money is nobody.
func TestNobodyIsMadeOfDates(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"years of a post", "Person,Organisation,Role,From,To,Source\nAnn Lee,Acme,Director,2015,2019,Courier\nBo Ray,Acme,Chairman,2010-05,,Courier\n",
			"Ann Lee, Acme, Bo Ray; director-of 2015/2019; chairman 2010-05/"},
		{"posts that last", "Name,Company,From,To,Source\nAnn Lee,Acme,1 May 2015,present,Courier\nBo Ray,Acme,2016,bis heute,Courier\n",
			"Ann Lee, Acme, Bo Ray; contact 2015-05-01/..; contact 2016/.."},
		{"dates before names", "From,To,Who,With whom,Source\n2019,,Ann Lee,Acme,Courier\n2019-03,ongoing,Bo Ray,Acme,Courier\n",
			"Ann Lee, Acme, Bo Ray; contact 2019/; contact 2019-03/.."},
		{"German", "Von,Bis,Wer,Mit,Quelle\n3. Mai 2019,5. Mai 2019,Ann Lee,Acme,Courier\n",
			"Ann Lee, Acme; contact 2019-05-03/2019-05-05"},
		{"ids that are numbers", "From,To,Source\n1,2,Courier\n2,17,Courier\n", "1, 2, 17; contact ; contact "},
		{"answers", "Person,Organisation,Met,Source\nAnn Lee,Acme,yes,Courier\nBo Ray,Acme,yes,Courier\n",
			"Ann Lee, Acme, Bo Ray; contact ; contact "},
		{"money", "Person,To,Organisation,Source\nAnn Lee,\"£5,000\",Acme,Courier\nBo Ray,\"£1,250.50\",Acme,Courier\n",
			"Ann Lee, Acme, Bo Ray; contact ; contact "},
	} {
		d, says := read(t, intake.Options{}, tt.sheet)
		var names, claims []string
		for _, a := range d.Actors {
			names = append(names, a.Name)
		}
		for _, c := range d.Claims {
			claims = append(claims, string(c.Kind)+" "+c.Date.String())
		}
		got := strings.Join(names, ", ") + "; " + strings.Join(claims, "; ")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s%s", tt.name, diff, says)
		}
	}
}

// A register of meetings has ministers with their posts; what they were is not what happened.
func TestPostsAreNoMeetings(t *testing.T) {
	d, says := read(t, intake.Options{}, "Minister,Role,Organisation,Date,Source\nAnn Lee,President,Acme,2015,Courier\n")
	if len(d.Claims) != 1 || d.Claims[0].Kind != sources.ContactKind {
		t.Errorf("want a contact of no kind in particular, got %q\n%s", d.Claims[0].KindWord(), says)
	}
}

// Letters and scans that are filed away are documents by their names.
func TestFilesAreDocuments(t *testing.T) {
	d, says := read(t, intake.Options{}, "From,To,Subject,Enclosure\nAnn,Bo,Quay 4,BATES-000123.pdf\nBo,Ann,RE: Quay 4,scan 17.TIF\n")
	if len(d.Documents) != 2 || d.Claims[1].Document == "" {
		t.Errorf("want two documents, got %d\n%s", len(d.Documents), says)
	}
}

// TestLettersThatAreTurnedAround are said: the reader of the sheet saw other words than those that are read.
func TestLettersThatAreTurnedAround(t *testing.T) {
	const head = "Who,Met with,Kind,Read in\n"
	for _, test := range []struct {
		sheet string
		want  bool
	}{
		{"Ann \u202Eelpmaxe\u202C,Bo Sample,meeting,https://example.org/1\n", true},
		{"Ann Example,\u202DBo Sample\u202C,meeting,https://example.org/1\n", true},
		{"Ann Example\u200F,\u2067Bo Sample\u2069,meeting,https://example.org/1\n", false},
		{"Ann Example,Bo Sample,meeting,https://example.org/1\n", false},
	} {
		_, said := read(t, intake.Options{}, head+test.sheet)
		if got := strings.Contains(said, "signs that turn letters around are taken out: look at the cell"); got != test.want {
			t.Errorf("%q: said %v, want %v:\n%s", test.sheet, got, test.want, said)
		}
	}
}
