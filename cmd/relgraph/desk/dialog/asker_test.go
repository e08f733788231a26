package dialog

import (
	"context"
	"strings"
	"testing"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// messy is a sheet of which import cannot tell who the parties are, the order of day and month, whether a wording is a
// denial, for which rows a name holds, whether a cell has one name, and what reports the last row.
const messy = `Fruit,Vegetable,Colour,Happened,What,Read in
Ann Example,Example Works,Dark Red,3/4/2020,dinner,https://example.org/1
,Sample & Sons,Dark Red,3/4/2020,denied meeting,https://example.org/2
Bo Sample,"Acme Ltd; Example Works",Pale Blue,3/4/2020,dinner,
`

var fromTo = strings.Replace(messy, "Fruit,Vegetable", "From,To", 1)

// answered is what import makes of a sheet if somebody types these lines.
func answered(t *testing.T, sheet string, lines ...string) (im *intake.Import, shown string, a *Asker) {
	t.Helper()
	var screen strings.Builder
	a = NewAsker(terminal.NewConsole(context.Background(), strings.NewReader(strings.Join(lines, "")), &screen))
	im, _, err := a.Settle(func(opts intake.Options) *intake.Import {
		return intake.Read([]intake.Input{{File: "list.csv", Data: []byte(sheet)}}, opts)
	}, intake.Options{}, sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return im, screen.String(), a
}

func TestImportAsksWhatItCannotTell(t *testing.T) {
	im, shown, a := answered(t, messy, "1\n", "vegetable\n", "yes\n", "yes\n", "first\n", "Harbour Courier\n", "denies\n")
	d, problems := im.Open(sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatalf("%v\n%s", err, shown)
	}
	var got []string
	for i := range d.Claims {
		c := &d.Claims[i]
		got = append(got, strings.Join([]string{c.Text("actor"), c.Text("recipient"), c.Text("date"), c.Text("stance"),
			c.Text("document")}, " "))
	}
	want := `ann-example example-works 2020-04-03  example-org-1
ann-example sample-sons 2020-04-03 denies example-org-2
bo-sample acme-ltd|example-works 2020-04-03  harbour-courier`
	if strings.Join(got, "\n") != want {
		t.Errorf("claims are\n%s\nwant\n%s\n%s", strings.Join(got, "\n"), want, shown)
	}
	const flags = `--column actor=Fruit --column recipient=Vegetable --fill-down --split ; --dates dmy ` +
		`--document Harbour Courier --say denied meeting=denies`
	if got := strings.Join(a.Flags(), " "); got != flags {
		t.Errorf("the same without questions is\n%s\nwant\n%s", got, flags)
	}
}

// What nobody answers is left as it was, and nothing that is told is asked.
func TestImportAsksNothingElse(t *testing.T) {
	for _, tt := range []struct {
		name, sheet string
		lines       []string
		questions   int
	}{
		{"all is told", "From,To,Date,Source\nAnn Example,Bo Sample,2020-04-03,https://example.org/1\n", nil, 0},
		{"each is left", fromTo, []string{"\n", "\n", "\n", "\n"}, 4},
		{"the answers end", fromTo, nil, 1},
		{"somebody stops", messy, []string{"q\n"}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			im, shown, a := answered(t, tt.sheet, tt.lines...)
			if n := strings.Count(shown, "?"); n != tt.questions {
				t.Errorf("%d questions, want %d:\n%s", n, tt.questions, shown)
			}
			if flags := a.Flags(); len(flags) > 0 {
				t.Errorf("flags of answers that nobody gave: %q", flags)
			}
			before := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(tt.sheet)}}, intake.Options{})
			if im.Problems.Error() != before.Problems.Error() {
				t.Errorf("got\n%s\nwant\n%s", im.Problems.Error(), before.Problems.Error())
			}
		})
	}
}
