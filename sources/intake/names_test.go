package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// actorsOf are the names of the actors that a sheet with these cells in the column of the other party makes, but for the
// first party.
func actorsOf(t *testing.T, opts intake.Options, cells ...string) (names, says string) {
	t.Helper()
	rows := [][]string{{"Who", "With", "Link"}}
	for _, c := range cells {
		rows = append(rows, []string{"Jo Doe", c, "https://example.org/1"})
	}
	im := intake.Read([]intake.Input{{File: "list.csv", Data: written(rows, ',')}}, opts)
	d, _ := im.Check("new", sources.Options{})
	var all []string
	for _, a := range d.Actors[1:] {
		all = append(all, a.Name)
	}
	return strings.Join(all, "; "), said(im)
}

// Several names in a cell are told, with the flag that cuts them; what is one name is not.
func TestSeveralNamesInACell(t *testing.T) {
	for _, tt := range []struct {
		cell, split string // "" if it is one name
		names       string // what it is cut into
		beside      []string
	}{
		{"Acme Ltd; Sample plc", ";", "Acme Ltd; Sample plc", nil},
		{"Ann Lee, Bo Ray and Cy Dee", ", and", "Ann Lee; Bo Ray; Cy Dee", nil},
		{"Ann Lee, Bo Ray, and Cy Dee", ", and", "Ann Lee; Bo Ray; Cy Dee", nil},
		{"Ann, Bo und Cy", ", und", "Ann; Bo; Cy", nil},
		{"Ann Lee/Bo Ray", "/", "Ann Lee; Bo Ray", nil},
		{"Acme / Sample", "/", "Acme; Sample", nil},
		{"Acme Ltd, Sample plc, Example GmbH", ",", "Acme Ltd; Sample plc; Example GmbH", nil},
		{"Acme, Inc., Sample, Inc.", ",", "Acme, Inc.; Sample, Inc.", nil},
		{"Ann Lee und Bo Ray", "und", "Ann Lee; Bo Ray", nil},
		{"Ann Lee et Bo Ray", "et", "Ann Lee; Bo Ray", nil},
		{"Ann Lee y Bo Ray", "y", "Ann Lee; Bo Ray", nil},
		{"Анна Петрова и Пётр Иванов", "и", "Анна Петрова; Пётр Иванов", nil},
		{"Anna von der Sample and Bo Ray", "and", "Anna von der Sample; Bo Ray", nil},
		{"Zed and Qux", "and", "Zed; Qux", []string{"Zed", "Qux"}},
		{"Zed, Qux", ",", "Zed; Qux", []string{"Zed", "Qux"}},

		{"Zed, Qux", ",", "Zed; Qux", []string{"Zed"}},
		{"Qux, Zed", ",", "Qux; Zed", []string{"Zed"}},

		{"Sample Office, Zed", "", "", []string{"Zed"}},
		{"Sample GmbH & Co. KG", "", "", nil},
		{"Zed and Qux", "", "", nil},
		{"Lee, Ann", "", "", nil},
		{"Example, Inc.", "", "", nil},
		{"Ann Lee, Jr.", "", "", nil},
		{"Sample & Example", "", "", nil},
		{"Lee, Ray, Dee & Sample LLP", "", "", nil},
		{"Example Palace/Park LLC", "", "", nil},
		{"SAMPLE HOTELS & CASINO RESORTS, INC.", "", "", nil},
		{"Lee Ray Dee & Sample LLP", "", "", nil},
		{"Lee Ray and Bo Sample Limited", "", "", nil},
		{"Lee & Sons", "", "", nil},
		{"Ministry of Trade and Industry", "", "", nil},
		{"Department of Examples and Social Samples", "", "", nil},
		{"Examples, Samples & Development Office", "", "", nil},
		{"Bo and Cy Sample Foundation", "", "", nil},
		{"AC/DC", "", "", nil},
		{"Lee y Ray", "", "", nil},
	} {
		cells := append([]string{tt.cell}, tt.beside...)
		before, says := actorsOf(t, intake.Options{}, cells...)
		if tt.split == "" {
			if strings.Contains(says, "taken for one name") {
				t.Errorf("%q is offered to be cut:\n%s", tt.cell, says)
			}
			all, says := actorsOf(t, intake.Options{Split: ", / and & y"}, cells...)
			if all != before {
				t.Errorf("%q is cut into %s\n%s", tt.cell, all, says)
			}
			continue
		}
		if want := `"` + tt.cell + `" is taken for one name: want --split "` + tt.split +
			`" if it names `; !strings.Contains(says, want) {
			t.Errorf("no %q in\n%s", want, says)
		}
		for _, opts := range []intake.Options{{Split: tt.split}, {Say: map[string]string{tt.cell: "several"}}} {
			after, says := actorsOf(t, opts, cells...)
			if diff := cmp.Diff(tt.names, after); diff != "" || strings.Contains(says, "taken for one name") {
				t.Errorf("%q with %v: %s\n%s", tt.cell, opts, diff, says)
			}
		}
		one, says := actorsOf(t, intake.Options{Split: tt.split, Say: map[string]string{tt.cell: "one"}}, cells...)
		if one != before || strings.Contains(says, "taken for one name") {
			t.Errorf("%q, which is one name, is cut into %s\n%s", tt.cell, one, says)
		}
	}
}

// Each text is said once, with how often it stands there.
func TestSeveralNamesAreSaidOnce(t *testing.T) {
	_, says := actorsOf(t, intake.Options{}, "Acme Ltd; Sample plc", "Bo Ray", "Acme Ltd; Sample plc")
	const want = `list.csv:2:8: warning: "Acme Ltd; Sample plc" is taken for one name (2 times): want --split ";" if it names 2 parties, or --say "Acme Ltd; Sample plc=one" if it is one name`
	if strings.Count(says, want) != 1 || strings.Count(says, "taken for one name") != 1 {
		t.Errorf("want once\n%s\nin\n%s", want, says)
	}
}

// Words behind a name that name nobody are no part of it, and said: all of these are one actor. What only sounds so stays.
func TestOthersBehindANameAreNobody(t *testing.T) {
	for _, tail := range []string{"and others", "& others", ", and others", ", others", "et al.", "and 3 others", "+ 2", "etc.",
		"u. a.", "und andere", "et autres", "y otros", "e outros", "e altri", "ed altri", "и др.", "и другие", "وآخرون"} {
		names, says := actorsOf(t, intake.Options{}, "Ann Lee "+tail, "Ann Lee")
		if bare := strings.TrimLeft(tail, ", "); names != "Ann Lee" || !strings.Contains(says, `"`+bare+`" names nobody`) {
			t.Errorf("Ann Lee %s: actors %s\n%s", tail, names, says)
		}
	}
	for _, name := range []string{"Friends of Others", "Sample and Others", "Ann Lee 3"} {
		if names, says := actorsOf(t, intake.Options{}, name); names != name {
			t.Errorf("%s: actors %s\n%s", name, names, says)
		}
	}
	names, says := actorsOf(t, intake.Options{}, "Ann Lee, Bo Ray and others")
	if !strings.Contains(says, `--split "," if it names 2 parties`) {
		t.Errorf("several names before it are not asked about: %s\n%s", names, says)
	}
	names, _ = actorsOf(t, intake.Options{Say: map[string]string{"Lee and others": "one"}}, "Lee and others")
	if names != "Lee and others" {
		t.Errorf("said to be one name, it is %s", names)
	}
}

// Who is said to be absent at his name is asked about. The answer is about a row of two; one of several who was not there
// is left out of the row.
func TestAnswersAboutNames(t *testing.T) {
	const sheet = "Who,With,Source\nAnn Lee,Bo Ray (absent),Post 1\nAnn Lee,Bo Ray (absent)|Cy Dee,Post 2\nAnn Lee,Di Poe?,Post 3\n"
	im := intake.Read(inputs("list.csv", sheet), intake.Options{})
	_, problems := im.Check("new", sources.Options{})
	for _, want := range []string{`--say "Bo Ray (absent)=disputes"`, `--say "Di Poe?=hypothetical"`} {
		if !strings.Contains(problems.Error(), want) {
			t.Errorf("it does not propose %s:\n%v", want, problems)
		}
	}
	im = intake.Read(inputs("list.csv", sheet), intake.Options{Say: map[string]string{
		"Bo Ray (absent)": "disputes", "Di Poe?": "hypothetical"}})
	d, problems := im.Check("new", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range d.Claims {
		c := &d.Claims[i]
		got = append(got, c.Text("actor")+", "+c.Text("recipient")+": "+c.Text("stance")+c.Text("modality"))
	}
	if diff := cmp.Diff([]string{"ann-lee, bo-ray-absent: disputes", "ann-lee, cy-dee: ",
		"ann-lee, di-poe: hypothetical"}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if !strings.Contains(said(im), `"Bo Ray (absent)" is left out of a row with further parties`) {
		t.Errorf("it does not say whom it left out:\n%s", said(im))
	}
}

// Who speaks for another is asked about, and either answer holds.
func TestSpeakersInACell(t *testing.T) {
	for _, cell := range []string{"Example Works, represented by Ann Lee", "Example Works (represented by Ann Lee)",
		"Example Works, vertreten durch Ann Lee", "Example Works, représentée par Ann Lee",
		"Example Works, representada por Ann Lee", "Example Works, rappresentata da Ann Lee", "Example Works в лице Ann Lee",
		"Example Works ممثلة ب Ann Lee"} {
		names, says := actorsOf(t, intake.Options{}, cell)
		if names != cell || !strings.Contains(says, cell+`=several"`) {
			t.Errorf("%s: actors %s\n%s", cell, names, says)
		}
		say := func(means string) string {
			names, says := actorsOf(t, intake.Options{Say: map[string]string{cell: means}}, cell)
			if strings.Contains(says, "taken for one name") {
				t.Errorf("%s: asked again\n%s", cell, says)
			}
			return names
		}
		if got := say("several"); got != "Example Works; Ann Lee" {
			t.Errorf("%s: said to be several, they are %s", cell, got)
		}
		if got := say("one"); got != cell {
			t.Errorf("%s: said to be one, it is %s", cell, got)
		}
	}
	if names, says := actorsOf(t, intake.Options{}, "Society represented by many"); strings.Contains(says, "taken for one") {
		t.Errorf("%s\n%s", names, says)
	}
}
