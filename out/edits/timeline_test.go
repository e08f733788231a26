package edits_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/out/edits"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// pier has a date of each sort in the claim whose kind it is named for.
var pier = fstest.MapFS{
	"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cy\n")},
	"d/documents.csv": {Data: []byte("id,title,url\nd1,Report,https://example.org/1\nd2,Other,https://example.org/2\n")},
	"d/claims.csv": {Data: []byte(`id,actor,recipient,document,kind,date,contact
day,ann,bo,d1,own day,2020-01-02,
month,ann,bo,d1,own month,2020-03~,
open,ann,bo,d1,own open,2020-05/..,
span,ann,bo,d1,own span,2020-07?/2020-09-10,
blank,ann,bo,d1,own blank,,
round,ann|bo|cy,,d1,own round,2020-04,
once,ann,bo,d1,own twice,2021-01-01,twice
again,ann,bo,d2,own twice,2022,twice
old,ann,bo,d1,own old,-0044-03-15,
`)},
}

// timed replaces the times of the edges of a kind.
func timed(kind, times, spells string) func(string) string {
	return func(text string) string {
		edge := regexp.MustCompile(`(<edge [^>]*kind="own ` + kind + `"[^>]*?)( start="[^"]*")?( end="[^"]*")?>(\s*<spells>(?s:.*?)</spells>)?`)
		return edge.ReplaceAllString(text, "${1} "+times+">"+spells)
	}
}

// TestATimeIsAnEdit changes the times of edges, as one does in Gephi.
func TestATimeIsAnEdit(t *testing.T) {
	spells := func(all ...string) string {
		return "<spells><spell " + strings.Join(all, "/><spell ") + "/></spells>"
	}
	for _, tt := range []struct {
		claim, times, spells string
		says, taken          string
		cannot               string
	}{
		{"day", `start="2020-01-05" end="2020-01-05"`, "", `date is "2020-01-05" in the file; kept: "2020-01-02"`,
			"2020-01-05", ""},
		{"day", `start="2020-01-02" end="2020-02-03"`, "", `date is "2020-01-02/2020-02-03" in the file; kept: "2020-01-02"`,
			"2020-01-02/2020-02-03", ""},
		{"day", "", spells(`start="2020-01-05" end="2020-01-06"`),
			`date is "2020-01-05/2020-01-06" in the file; kept: "2020-01-02"`, "2020-01-05/2020-01-06", ""},
		{"day", "", "", `date is blank in the file; kept: "2020-01-02"`, "", ""},
		{"day", "", spells(`end="2020-01-05"`, `start="2021-02-03"`),
			`date is "/2020-01-05; 2021-02-03/" in the file; kept: "2020-01-02"`, "2020-01-02",
			"each claim has one date: export --profile claims shows them one by one"},
		{"day", `start="2020-01-05" end="2020-01-01"`, "", `date is "2020-01-05/2020-01-01" in the file; kept: "2020-01-02"`,
			"2020-01-02", `want days as 2020-12-31, the first not after the last`},
		{"day", `start="soon"`, "", `date is "soon/" in the file; kept: "2020-01-02"`, "2020-01-02",
			`want days as 2020-12-31, the first not after the last`},
		{"day", `start="2020-01-05T00:00:00.000+01:00" end="1578265200000"`, "",
			`date is "2020-01-04/2020-01-05" in the file; kept: "2020-01-02"`, "2020-01-04/2020-01-05", ""},
		{"month", `start="2020-04-01" end="2020-04-30"`, "", `date is "2020-04" in the file; kept: "2020-03~"`, "2020-04", ""},
		{"month", `start="2020-03-01" end="2020-03-20"`, "", `date is "2020-03-01/2020-03-20" in the file; kept: "2020-03~"`,
			"2020-03-01/2020-03-20", ""},
		{"month", `start="2021-01-01" end="2021-12-31"`, "", `date is "2021" in the file; kept: "2020-03~"`, "2021", ""},
		{"open", `start="2020-06-07"`, "", `date is "2020-06-07/.." in the file; kept: "2020-05/.."`, "2020-06-07/..", ""},
		{"open", `start="2020-05-01" end="2020-06-07"`, "", `date is "2020-05/2020-06-07" in the file; kept: "2020-05/.."`,
			"2020-05/2020-06-07", ""},
		{"span", `start="2020-07-01" end="2020-09-12"`, "",
			`date is "2020-07?/2020-09-12" in the file; kept: "2020-07?/2020-09-10"`, "2020-07?/2020-09-12", ""},
		{"span", `end="2020-09-10"`, "", `date is "/2020-09-10" in the file; kept: "2020-07?/2020-09-10"`, "/2020-09-10", ""},
		{"blank", `start="2020-06-07"`, "", `date is "2020-06-07/" in the file; kept: blank`, "2020-06-07/", ""},
		{"round", `start="2020-05-06" end="2020-05-06"`, "", `date is "2020-05-06" in the file; kept: "2020-04"`, "2020-05-06", ""},
	} {
		for _, options := range []rows.Options{{}, {Columns: rows.AllColumns}, {Claims: true}, {Direction: rows.Alike}} {
			files := written(t, open(t, pier), []string{"gexf"}, options)
			before := string(files[0].Data)
			files[0].Data = []byte(timed(tt.claim, tt.times, tt.spells)(before))
			if before == string(files[0].Data) {
				t.Fatalf("%s: nothing was changed", tt.claim)
			}
			found, says := said(t, files)
			if len(says) != 1 || !strings.HasSuffix(says[0], ": "+tt.says) || found[0].Cannot != tt.cannot {
				t.Errorf("%s with %s%s, %+v: %q, %+v; want %s", tt.claim, tt.times, tt.spells, options, says, found, tt.says)
				continue
			}
			im := intake.Read(files, intake.Options{TakeEdits: true})
			im.Take(found[0].Changes)
			d, problems := im.Open(sources.Options{})
			if got := cellOf(d, tt.claim, "date"); got != tt.taken || problems.Err() != nil {
				t.Errorf("%s with %s%s: taken, the date is %q, want %q; %v", tt.claim, tt.times, tt.spells, got, tt.taken, problems)
			}
			again, err := edits.Of(d, im.Returned())
			still := slices.ContainsFunc(again, func(e edits.Edit) bool { return e.Column == "date" })
			if err != nil || still != (tt.cannot != "") {
				t.Errorf("%s with %s%s: once it is taken, still %v, %v", tt.claim, tt.times, tt.spells, again, err)
			}
		}
	}
}

// TestATimeOfSeveralClaimsIsReported changes a time that two claims give.
func TestATimeOfSeveralClaimsIsReported(t *testing.T) {
	files := written(t, open(t, pier), []string{"gexf"}, rows.Options{})
	files[0].Data = []byte(timed("twice", `start="2021-01-03" end="2021-01-03"`, "")(string(files[0].Data)))
	want := []string{`contact "twice": date is "2021-01-03" in the file; kept: "2021-01-01; 2022"`}
	const cannot = "its claims differ there: export --profile claims shows them one by one"
	if found, says := said(t, files); !slices.Equal(says, want) || found[0].Cannot != cannot || found[0].Changes != nil {
		t.Errorf("%q, %+v; want %q that cannot be taken: %s", says, found, want, cannot)
	}
}

// TestTimesInOtherWords has Gephi show times in another way, in another order, or not at all.
func TestTimesInOtherWords(t *testing.T) {
	day := regexp.MustCompile(`(start|end)="(\d{4}-\d\d-\d\d)"`)
	for name, save := range map[string]func(string) string{
		"with hours": func(s string) string { return day.ReplaceAllString(s, `$1="${2}T00:00:00.000Z"`) },
		"in a zone":  func(s string) string { return day.ReplaceAllString(s, `$1="${2}T02:00:00.000+02:00"`) },
		"infinite":   timed("blank", `start="-Infinity" end="Infinity"`, ""),
		"without time": func(s string) string {
			s = regexp.MustCompile(`(?s)<spells>.*?</spells>`).ReplaceAllString(day.ReplaceAllString(s, ""), "")
			return strings.Replace(s, `mode="dynamic"`, `mode="static"`, 1)
		},
		"in milliseconds": timed("day", `start="1.5779232E12" end="1577923200000"`, ""),
		"by NetworkX, which makes times of the columns start and end": func(s string) string {
			s = timed("old", `start="-0044-03-15" end="-0044-03-15"`, "")(timed("open", `start="2020-05-01" end="None"`, "")(s))
			return timed("twice", `start="2021-01-01" end="2022-12-31"`,
				`<spells><spell start="2021-01-01" end="2021-01-01"/><spell start="2022-01-01" end="2022-12-31"/></spells>`)(s)
		},
		"spells the other way round": timed("twice", "",
			`<spells><spell start="2022-01-01" end="2022-12-31"/><spell start="2021-01-01" end="2021-01-01"/></spells>`),
	} {
		files := written(t, open(t, pier), []string{"gexf"}, rows.Options{})
		before := string(files[0].Data)
		if files[0].Data = []byte(save(before)); before == string(files[0].Data) {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, says := said(t, files); says != nil {
			t.Errorf("%s: %q, want no edits", name, says)
		}
	}
}
