package sources_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// today is the day that the checks below are asked on.
var today = sources.Options{AsOf: edtf.Day{Year: 2026, Month: 11, Day: 22}}

// Every row of the built-in dossier says what it said when it was checked.
func TestSyriaContactsAreChecked(t *testing.T) {
	d, problems := sources.OpenBuiltIn(sources.BuiltIn, today)
	compare(t, "", problems)
	for _, c := range d.Claims {
		if c.Checking() != sources.Checked {
			t.Errorf("%s: checked_row is %q, and the row now has %q", c.ID, c.Detail().CheckedRow, c.RowDigest())
		}
	}
}

// rowsLike are rows that say the same as the first one, or do not.
var rowsLike = []struct {
	name, header, row string
	same              bool
}{
	{"itself", "id,actor,recipient,document,kind,hedge,anchor,note,colour", "c1,ann,bo,d1,talks,said to,,,", true},
	{"columns in another order", "hedge,kind,id,document,recipient,actor,anchor", "said to,talks,c1,d1,bo,ann,", true},
	{"quoted, with blanks around", "id,actor,recipient,document,kind,hedge,anchor",
		"c1,\" ann\",bo ,d1,talks,\"said  to\n\",", true},
	{"another id and note, a column of the user's own", "id,actor,recipient,document,kind,hedge,anchor,note,colour",
		"x,ann,bo,d1,talks,said to,,why,red", true},
	{"checked and doubted", "id,actor,recipient,document,kind,hedge,checked_by,checked_on,doubt",
		"c1,ann,bo,d1,talks,said to,Eve,2020,no", true},
	{"defaults written out, a word in capitals", "id,actor,recipient,document,kind,direction,modality,stance,hedge",
		"c1,ann,bo,d1,TALKS,mutual,Happened,reports,said to", true},
	{"another stance", "id,actor,recipient,document,kind,stance,hedge", "c1,ann,bo,d1,talks,disputes,said to", false},
	{"another direction", "id,actor,recipient,document,kind,direction,hedge", "c1,ann,bo,d1,talks,directed,said to", false},
	{"another hedge", "id,actor,recipient,document,kind,hedge,anchor", "c1,ann,bo,d1,talks,Said to,", false},
	{"no hedge", "id,actor,recipient,document,kind,hedge,anchor", "c1,ann,bo,d1,talks,,", false},
	{"sides exchanged", "id,actor,recipient,document,kind,hedge,anchor", "c1,bo,ann,d1,talks,said to,", false},
	{"the words in another column", "id,actor,recipient,document,kind,label,anchor", "c1,ann,bo,d1,talks,said to,", false},
}

func TestRowDigest(t *testing.T) {
	// The form that docs/checking.md describes, made by hand.
	sum := sha256.Sum256([]byte("actor\tann\nrecipient\tbo\ndocument\td1\nkind\ttalks\nhedge\tsaid to\n"))
	want := fmt.Sprintf("r2:%x", sum[:8])
	for _, tt := range rowsLike {
		t.Run(tt.name, func(t *testing.T) {
			d, problems := open(t, "-- claims.csv --\n"+tt.header+"\n"+tt.row+"\n", sources.Options{})
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			if got := d.Claims[0].RowDigest(); (got == want) != tt.same {
				t.Errorf("the digest is %s, that of the first row %s", got, want)
			}
		})
	}
	if got := new(sources.Claim).RowDigest(); got != "" {
		t.Errorf("a claim without a row has the digest %q", got)
	}
}

// A passage that stands at another place is the same passage; another one is not.
func TestRowDigestOfAnchors(t *testing.T) {
	digest := func(c string) string { return strings.Repeat(c, 64) }
	claims := cells(t, "anchor", []string{
		"n1 3+40 sha256:" + digest("a"), "n1 700+40 sha256:" + digest("a"), "n1 3+40 sha256:" + digest("b"),
	})
	if a, b, c := claims[0].RowDigest(), claims[1].RowDigest(), claims[2].RowDigest(); a != b || a == c {
		t.Errorf("digests %s, moved %s, another passage %s", a, b, c)
	}
}

// checks are what is said of rows that a person has still to look at.
var checks = []struct{ name, files, want string }{
	{"never checked", `
-- claims.csv --
id,actor,recipient,document,checked_by,checked_on,checked_row
c1,ann,bo,d1,Eve,2026-11,r2:66a7e1612807dd36
c2,ann,cy,d1,,,
c3,bo,cy,d1,,,
`, `
claims.csv:3:14: warning: 2 of 3 claims were never checked, the first is "c2": want it compared with its passage: "relgraph review DOSSIER --documents DIR"
`},
	{"no column", `
-- claims.csv --
id,actor,recipient,document
c1,ann,bo,d1
`, `
claims.csv:2:1: warning: 1 of 1 claims was never checked, the first is "c1": want it compared with its passage: "relgraph review DOSSIER --documents DIR"
`},
	{"changed since, or not known to be", `
-- claims.csv --
id,actor,recipient,document,checked_by,checked_on,checked_row
c1,ann,bo,d1,Eve,2026-11,r1:0123456789abcdef
c2,ann,cy,d1,Eve,2026-11,
c3,bo,cy,d1,,,r1:0123456789abcdef
c4,cy,bo,d1,Eve,2026-11,r1:de1e209d9811f00f
`, `
claims.csv:2:26: warning: the row of claim "c1" was changed since it was checked: want it compared with its passage: "relgraph review DOSSIER --documents DIR"
claims.csv:3:26: warning: 1 of 4 claims was signed in "checked_by" without a digest in "checked_row" of what was checked, and not counted as checked; the first is "c2": want it compared with its passage: "relgraph review DOSSIER --documents DIR"
claims.csv:4:13: warning: 1 of 4 claims was never checked, the first is "c3": want it compared with its passage: "relgraph review DOSSIER --documents DIR"
`},
	{"in doubt", `
-- claims.csv --
id,actor,recipient,document,checked_by,doubt
c1,ann,bo,d1,,"which ""Bo""?"
c2,ann,cy,d1,Eve,the year
`, `
claims.csv:2:15: warning: claim "c1" is in doubt: "which \"Bo\"?": want the row put right or taken out, then the doubt deleted
claims.csv:3:18: warning: claim "c2" is in doubt: "the year": want the row put right or taken out, then the doubt deleted
`},
	{"long ago", `
-- claims.csv --
id,actor,recipient,document,checked_by,checked_on,checked_row
c1,ann,bo,d1,Eve,2025-11-22,r2:66a7e1612807dd36
c2,ann,cy,d1,Eve,2025-11-21,r2:59003a0a773d5fa6
c3,bo,cy,d1,Eve,2024,r2:b506f9e96a0302e9
c4,bo,ann,d2,Eve,2025,r2:938b2cc4070fa056
`, `
claims.csv:3:18: warning: 2 of 4 claims were checked more than a year before 2026-11-22, the first is "c2": want them looked at again: "relgraph review DOSSIER --documents DIR --all"
`},
	{"days to come", `
-- documents.csv --
id,title,issued
d1,First report,2027
d2,Second report,
-- claims.csv --
id,actor,recipient,document,date,modality,doubt
c1,ann,bo,d1,2099,,x
c2,ann,cy,d2,2026-11-23,,x
c3,bo,cy,d2,2099,planned,x
c4,bo,cy,d2,2026-11/2027,,x
`, `
claims.csv:2:14: warning: the event of 2099, which is said to have happened, lies after 2026-11-22: want the day put right, or the modality "planned"
claims.csv:2:14: the event of 2099 is after its publication, 2027: want a date before it, or the modality "planned"
claims.csv:2:20: warning: claim "c1" is in doubt: "x": want the row put right or taken out, then the doubt deleted
claims.csv:3:14: warning: the event of 2026-11-23, which is said to have happened, lies after 2026-11-22: want the day put right, or the modality "planned"
claims.csv:3:26: warning: claim "c2" is in doubt: "x": want the row put right or taken out, then the doubt deleted
claims.csv:4:26: warning: claim "c3" is in doubt: "x": want the row put right or taken out, then the doubt deleted
claims.csv:5:27: warning: claim "c4" is in doubt: "x": want the row put right or taken out, then the doubt deleted
documents.csv:2:17: warning: document "d1" of 2027 was issued after 2026-11-22: want the day put right
`},
	{"no digest", `
-- claims.csv --
id,actor,recipient,document,checked_by,checked_row
c1,ann,bo,d1,Eve,yes
`, `
claims.csv:2:18: the digest "yes" is none of a row: want "r2:" and 16 hexadecimal digits, as "relgraph review" writes them, or nothing
claims.csv:2:18: warning: the row of claim "c1" was changed since it was checked: want it compared with its passage: "relgraph review DOSSIER --documents DIR"
`},
}

func TestChecking(t *testing.T) {
	for _, tt := range checks {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := open(t, tt.files, today)
			compare(t, tt.want, problems)
		})
	}
}

// Nobody is told what is still to be checked unless he asks; and somebody who began with a sheet is only invited.
func TestCheckingIsNotAskedFor(t *testing.T) {
	_, problems := open(t, checks[0].files, sources.Options{})
	compare(t, "", problems)
	t.Chdir(t.TempDir())
	write(t, "sheet.csv", "actor,recipient,document\nann,bo,d1\n")
	_, problems = sources.Open("sheet.csv", today)
	compare(t, "", problems)
	write(t, "sheet.csv", "actor,recipient,document,checked_by\nann,bo,d1,\n")
	_, problems = sources.Open("sheet.csv", today)
	compare(t,
		`sheet.csv:2:11: warning: 1 of 1 claims was never checked, the first is "d1-1": want it compared with its passage: "relgraph review DOSSIER --documents DIR"`, problems)
}

// What a file would say is read as if it stood in the dossier already, and is not written.
func TestOpenWith(t *testing.T) {
	open(t, "", sources.Options{})
	for _, tt := range []struct{ name, file, text, want string }{
		{"right", "claims.csv", "id,actor,recipient,document\nc1,ann,cy,d1\n", ""},
		{"wrong", "claims.csv", "id,actor,recipient,document\nc1,ann,cyy,d1\n",
			`claims.csv:2:8: unknown actor "cyy": did you mean "cy"?`},
		{"a file that is not there", "codings.csv", "claim,coder\nc9,Eve\n",
			`codings.csv:2:1: unknown claim "c9": want the id of the claim whose passage was coded`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := sources.OpenWith(".", tt.file, []byte(tt.text), sources.Options{})
			compare(t, tt.want, problems)
			_, problems = sources.Open(".", sources.Options{})
			compare(t, "", problems)
		})
	}
	write(t, "sheet.csv", "actor,recipient,document\nann,bo,d1\n")
	_, problems := sources.OpenWith("sheet.csv", "sheet.csv", []byte("actor,recipient,document\nann,ann,d1\n"),
		sources.Options{})
	compare(t, `sheet.csv:2:5: "ann" stands on both sides or twice: want distinct actors`, problems)
}

// Echoes are told of with the way to say which of two they are.
var echoRules = []struct{ name, files, want string }{
	{"a confirmation that comes back from what it confirms", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
-- claims.csv --
id,actor,recipient,document,stance,asserted_by
c1,ann,bo,d1,,
c2,ann,bo,d2,confirms,ann (on record)
`, `
claims.csv:3:23: warning: claim "c2" confirms what it rests on: "d2" rests on "d1", whose claim "c1" says the same, and the chain leaves open to whom "ann" spoke: want "d2" next in the chain if the speaker spoke to that document itself, or "d1" if to that one
`},
	{"by a long way round", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
d3,Third report,d2
-- claims.csv --
id,actor,recipient,document,stance,asserted_by
c1,bo,ann,d1,,
c3,ann,bo,d3,confirms,ann (on record)
`, `
claims.csv:3:23: warning: claim "c3" confirms what it rests on: "d3" rests on "d1", whose claim "c1" says the same, and the chain leaves open to whom "ann" spoke: want "d3" next in the chain if the speaker spoke to that document itself, or "d1" if to that one
`},
	{"the chain says to whom he spoke", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
-- claims.csv --
id,actor,recipient,document,stance,asserted_by,kind
c1,ann,bo,d1,,,talks
c2,ann,bo,d2,confirms,ann (on record) > d2,talks
c3,ann,bo,d1,,,visit
c4,ann,bo,d2,confirms,ann (on record) > d1,visit
`, ``},
	{"told there already, by the same voice", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
-- claims.csv --
id,actor,recipient,document,stance,asserted_by
c1,ann,bo,d1,,a diplomat (anonymous)
c2,ann,bo,d1,confirms,ann (on record)
c3,ann,bo,d2,confirms,ann (on record)
c4,ann,bo,d2,,a diplomat (anonymous)
`, ``},
	{"a second origin that is the first one retold", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
-- claims.csv --
id,actor,recipient,document,asserted_by
c1,ann,bo,d1,cy (on record)
c2,ann,bo,d2,
c3,ann,bo|cy,d2,d1
`, `
claims.csv:3:14: warning: claim "c2" seems a second origin of what it rests on: "d2" rests on "d1", whose claim "c1" has it from "cy": want the chain to begin as that claim's does: "cy (on record) > d1"
claims.csv:4:17: warning: claim "c3" seems a second origin of what it rests on: "d2" rests on "d1", whose claim "c1" has it from "cy": want the chain to begin as that claim's does: "cy (on record) > d1"
`},
	{"a report by somebody else who may have spoken to the first", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
-- claims.csv --
id,actor,recipient,document,asserted_by
c1,ann,bo,d1,
c2,ann,bo,d2,cy
`, `
claims.csv:3:14: warning: claim "c2" seems a second origin of what it rests on: "d2" rests on "d1", whose claim "c1" says the same, and the chain leaves open to whom "cy" spoke: want "d2" next in the chain if the speaker spoke to that document itself, or "d1" if to that one
`},
	{"other matters, denials and unnamed speakers", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
-- claims.csv --
id,actor,recipient,document,stance,asserted_by,kind
c1,ann,bo,d1,,cy (on record),talks
c2,ann,bo,d2,,,visit
c3,ann,cy,d2,,,talks
c4,ann,bo,d2,denies,ann (on record),talks
c5,ann,bo,d2,,officials (anonymous),talks
`, ``},
}

func TestEchoes(t *testing.T) {
	for _, tt := range echoRules {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := open(t, tt.files, sources.Options{})
			compare(t, tt.want, problems)
		})
	}
}

// The second person's readings are a table like the others.
func TestCodings(t *testing.T) {
	const claims = "-- claims.csv --\nid,actor,recipient,document\nc1,ann,bo,d1\nc2,ann,cy,d1\n"
	for _, tt := range []struct{ name, codings, want string }{
		{"right",
			"claim,coder,coded_on,actor,recipient,kind,direction,date,stance,modality,hedge\nc1,Eve,2026-11-22,ann,somebody else,visit,directed,2014~,,planned,said to\nc2,Eve,,,,,,,,,\nc1,Fay,,,,,,,,,\n", ""},
		{"wrong",
			"claim,coder,coded_on,kind,date,stance\nc3,Eve,,,,\n,Eve,,,,\nc1,,2014/2015,vist,Monday,sure\nc1,Eve,,,,\nc1,Eve,,,,\n", `
codings.csv:2:1: unknown claim "c3": want the id of the claim whose passage was coded
codings.csv:3:1: the row names no claim and no document: want the id of the claim whose passage was coded or, in the column "document", of the document that was gone through
codings.csv:4:4: no coder: want the name of who coded the passage
codings.csv:4:5: "2014/2015" is an interval: want a day, such as "2026-11-22"
codings.csv:4:20: unreadable date "Monday": not a date: want "2014", "2014-09" or "2014-09-23"
codings.csv:4:27: unknown stance "sure": want reports, confirms, denies, disputes, no-comment, retracts
codings.csv:6:1: "Eve" coded claim "c1" in line 5 already: want each claim once for each coder
`},
		{"of whole documents",
			"document,anchor,locator,coder,actor,channel,asserted_by\nd1,,para. 2,Eve,ann,direct,a clerk (anonymous)\nd1,,para. 2,Eve,ann,,\nd1,,,Eve,,,\n", ""},
		{"of whole documents, wrong", "claim,document,anchor,coder,channel\nc1,d2,,Eve,\nc1,d1,n1 x,Fay,by air\n", `
codings.csv:2:4: claim "c1" is not of document "d2": want a blank cell for the passage of a claim, or no claim for a document that was gone through as a whole
codings.csv:3:7: "x" is no place in the anchor "n1 x": want "n1 START+LENGTH sha256:DIGEST first words … last words"
codings.csv:3:16: unknown channel "by air": want "direct", "unknown" or "via ACTOR|ACTOR"
`},
		{"no columns", "who,what\nEve,talks\n", `
codings.csv:1:1: note: column "who" is not one of relgraph's: left as it is
codings.csv:1:1: the table has no column "claim": want the columns claim, coder
codings.csv:1:1: the table has no column "coder": want the columns claim, coder
codings.csv:1:5: note: column "what" is not one of relgraph's: left as it is
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, problems := open(t, claims+"-- codings.csv --\n"+tt.codings, sources.Options{})
			compare(t, tt.want, problems)
			if tt.name == "right" {
				c := d.Codings[0]
				got := strings.Join([]string{string(c.Claim), c.Coder, c.CodedOn.String(), strings.Join(c.Actors, "|"),
					strings.Join(c.Recipients, "|"),
					c.Kind.String(), fmt.Sprint(c.Directed), c.Date.String(), c.Stance.String(), c.Modality.String(),
					c.Hedge}, "; ")
				if diff := cmp.Diff("c1; Eve; 2026-11-22; ann; somebody else; visit; true; 2014~; reports; planned; said to", got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

// Codings stand in a YAML dossier as well.
func TestCodingsInYAML(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "dossier.yaml",
		"claims:\n- {id: c1, actor: ann, recipient: bo, document: d1}\ncodings:\n- {claim: c1, coder: Eve, kind: visit}\n- {claim: c2, coder: Eve}\n")
	d, problems := sources.Open("dossier.yaml", sources.Options{})
	compare(t, `dossier.yaml:5:11: unknown claim "c2": want the id of the claim whose passage was coded`, problems)
	if len(d.Codings) != 2 || d.Codings[0].Kind != "visit" {
		t.Errorf("codings %v", d.Codings)
	}
}

// The worked example in the documentation has the digest that is said of it.
func TestRowDigestInTheDocumentation(t *testing.T) {
	data, err := os.ReadFile("../docs/checking.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(data), "This row has the digest `")
	said, rest, _ := strings.Cut(example, "`")
	_, rest, _ = strings.Cut(rest, "```csv\n")
	row, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("no example in docs/checking.md")
	}
	t.Chdir(t.TempDir())
	write(t, "sheet.csv", row)
	d, problems := sources.Open("sheet.csv", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if got := d.Claims[0].RowDigest(); got != said {
		t.Errorf("the row has the digest %q, and the documentation says %q", got, said)
	}
}
