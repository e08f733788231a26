package agreement_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

const digest = "sha256:3a7a4b0f1887dd231f99cbf2677c8c5b7d440b99cbce150661955f757ff4904b"

// claims rest on three passages: c1 and c2 share one.
const claims = `id,actor,recipient,document,kind,direction,date,stance,hedge,anchor
c1,ann,bo,d1,talks,,2014-09,,reportedly,n1 19+65 ` + digest + `
c2,ann,cy,d1,visit,directed,,,,n1 19+65 ` + digest + `
c3,bo,cy,d1,talks,,2014,denies,,
c4,ann|bo,,d2,talks,,,,,n1 19+65 ` + digest + `
c5,ann,bo,d4,talks,,,,,
c6,ann,bo,d4,call,,2015,,,
`

func dossier(t *testing.T, codings string) *sources.Dossier {
	t.Helper()
	return dossierOf(t, strings.Replace(claims, "c3,bo,cy,d1,talks,,2014,denies,,",
		"c3,bo,cy,d1,talks,,2014,disputes,,", 1), codings)
}

func dossierOf(t *testing.T, claims, codings string) *sources.Dossier {
	t.Helper()
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name,part_of\nann,Ann Abbot,\nbo,Bo Baker,\ncy,Cy Cooper,\nministry,Ministry of Ann,ann\n")},
		"d/documents.csv": {Data: []byte("id,title\nd1,First report\nd2,Second report\nd4,Fourth report\n")},
		"d/claims.csv":    {Data: []byte(claims)},
		"d/codings.csv":   {Data: []byte(codings)},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

// written is a comparison as lines: the agreement field by field, then the differences.
func written(all []agreement.Comparison) []string {
	var lines []string
	for _, c := range all {
		said := fmt.Sprintf("%s, %d claims:", c.Coder, c.Claims)
		for _, f := range c.Fields {
			said += fmt.Sprintf(" %s %d", f.Name, f.Agreed)
			if f.Partly > 0 {
				said += fmt.Sprintf("+%d", f.Partly)
			}
			said += fmt.Sprintf("/%d", f.N)
		}
		lines = append(lines, said)
		if w := c.Whole; len(w.Documents)+len(w.Unfinished) > 0 {
			line := fmt.Sprintf("whole %v, not finished %v: %d found, missed", w.Documents, w.Unfinished, w.Found)
			for _, m := range w.Missed {
				line += " " + string(m.ID)
			}
			line += ", extra"
			for _, e := range w.Extra {
				line += fmt.Sprintf(" %q", agreement.Who(e))
			}
			lines = append(lines, line)
		}
		for _, d := range c.Differences {
			partly := map[agreement.Degree]string{agreement.Partly: "partly "}[d.Degree]
			lines = append(lines, fmt.Sprintf("%s %s: %s%q, %q", d.Claim.ID, d.Field, partly, d.Row, d.Coding))
		}
	}
	return lines
}

func TestOf(t *testing.T) {
	const header = "claim,coder,actor,recipient,kind,direction,date,stance,modality,hedge\n"
	for _, tt := range []struct {
		name, codings string
		want          []string
	}{
		{"nobody", header, nil},
		{"the same, with sides exchanged and in capitals",
			header + "c1,Eve,bo,ann,Talks,,2014-09,reports,,Reportedly\nc4,Eve,bo,ann,talks,mutual,,,happened,\n",
			[]string{"Eve, 2 claims: who 2/2 direction 2/2 kind 2/2 date 2/2 stance 2/2 modality 2/2 hedge 2/2"}},
		{"two codings of one passage, made the other way round",
			header + "c1,Eve,ann,cy,visit,directed,,,,\nc2,Eve,ann,bo,talks,,2014-09,,,said to\n",
			[]string{"Eve, 2 claims: who 2/2 direction 2/2 kind 2/2 date 2/2 stance 2/2 modality 2/2 hedge 1/2",
				`c1 hedge: "reportedly", "said to"`}},
		{"one coding of a passage of two claims", header + "c1,Eve,ann,cy,visit,directed,,,,\n",
			[]string{"Eve, 1 claims: who 1/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1"}},
		{"directed the other way", header + "c2,Eve,cy,ann,visit,directed,,,,\n",
			[]string{"Eve, 1 claims: who 1/1 direction 0/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1",
				`c2 direction: "directed", "directed the other way"`}},
		{"two coders, one of whom found somebody else", header +
			"c3,Fay,bo,the cook,talks,,2014,disputes,,\nc3,Eve,bo,cy,call,,2014~,denies,planned,\n",
			[]string{
				"Fay, 1 claims: who 0/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1",
				`c3 who: "bo – cy", "bo – the cook"`,
				"Eve, 1 claims: who 1/1 direction 1/1 kind 0/1 date 0+1/1 stance 0/1 modality 0/1 hedge 1/1",
				`c3 kind: "talks", "call"`, `c3 stance: "disputes", "denies"`, `c3 modality: "happened", "planned"`,
				`c3 date: partly "2014", "2014~"`,
			}},
		{"dates that can be one day, and one that cannot",
			header +
				"c1,Eve,ann,bo,talks,,2014-09-23,,,reportedly\nc3,Eve,bo,cy,talks,,2015,disputes,,\nc4,Eve,ann,bo,talks,,2013,,,\n",
			[]string{"Eve, 3 claims: who 3/3 direction 3/3 kind 3/3 date 0+2/3 stance 3/3 modality 3/3 hedge 3/3",
				`c3 date: "2014", "2015"`, `c1 date: partly "2014-09", "2014-09-23"`, `c4 date: partly "", "2013"`}},
		{"what a denial answers, where the coder tells it",
			"claim,coder,actor,recipient,kind,date,hedge,stance,about\nc1,Eve,ann,bo,talks,2014-09,reportedly,,\nc3,Eve,bo,cy,talks,2014,,disputes,c1\nc3,Flo,bo,cy,talks,2014,,disputes,\n",
			[]string{"Eve, 2 claims: who 2/2 direction 2/2 kind 2/2 date 2/2 stance 2/2 modality 2/2 hedge 2/2 about 1/2", `c3 about: "", "c1"`,
				"Flo, 1 claims: who 1/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1"}},
		{"speakers, where the coder tells one, of all passages",
			"claim,coder,actor,recipient,kind,date,hedge,stance,asserted_by\nc1,Eve,ann,bo,talks,2014-09,reportedly,,\nc3,Eve,bo,cy,talks,2014,,disputes,bo: a clerk\n",
			[]string{"Eve, 2 claims: who 2/2 direction 2/2 kind 2/2 date 2/2 stance 2/2 modality 2/2 hedge 2/2 asserted_by 1/2", `c3 asserted_by: "", "bo: a clerk"`}},
		{"the part of a body", header + "c1,Eve,ministry,bo,talks,,2014-09,,,reportedly\nc4,Eve,ann,ministry,talks,,,,,\n",
			[]string{"Eve, 2 claims: who 0+1/2 direction 2/2 kind 2/2 date 2/2 stance 2/2 modality 2/2 hedge 2/2",
				`c4 who: "ann – bo", "ann – ministry"`, `c1 who: partly "ann – bo", "bo – ministry"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, written(agreement.Of(dossier(t, tt.codings)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What a denial answers is the same claim, another one of the same contact, or of another.
func TestWhatIsAnswered(t *testing.T) {
	rows := `id,actor,recipient,document,kind,stance,asserted_by,about,contact
c1,ann,bo,d1,talks,,,,
c2,bo,ann,d2,talks,,,,
c3,ann,cy,d1,talks,,,,lake
c4,ann,bo,d2,talks,denies,bo,c1,
c5,ann,cy,d2,talks,denies,cy,c3,
`
	for about, want := range map[string]string{"c4 c1": "1", "c4 c2": "0+1", "c4 c3": "0", "c4 ": "", "c5 lake": "0+1",
		"c5 c3": "1", "c5 nothing": "0"} {
		claim, answers, _ := strings.Cut(about, " ")
		other := map[string]string{"c4": "ann,bo,talks,denies", "c5": "ann,cy,talks,denies"}[claim]
		d := dossierOf(t, rows, "claim,coder,actor,recipient,kind,stance,about\n"+claim+",Eve,"+other+","+answers+"\n")
		said := written(agreement.Of(d))[0]
		got := ""
		if _, after, told := strings.Cut(said, " about "); told {
			got, _, _ = strings.Cut(after, "/")
		}
		if got != want {
			t.Errorf("%s: about %q, want %q, in %s", about, got, want, said)
		}
	}
}
