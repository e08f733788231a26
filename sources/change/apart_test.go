package change_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"relgraph/sources/change"
)

// everyTable is a dossier with everything that can stand in one: rows without ids that codings refer to, codings of a
// document that was gone through, one of which stands twice, a kind of its own and a step.
var everyTable = map[string]string{
	"actors.csv":    "id,name\nann,Ann Example\nbo,Bo Sample\n",
	"documents.csv": "id,title\nd1,One\n",
	"claims.csv":    "id,actor,recipient,document,kind\n,ann,bo,d1,ferried\n,ann,bo,d1,call\n",
	"kinds.csv":     "id,word,class,directed,shade\nferried,ferried,contact,yes,deep\n",
	"codings.csv": "claim,document,locator,coder,actor,recipient,kind,mood\nd1-2,,,Eve,ann,bo,call,dim\n" +
		",d1,para. 2,Eve,ann,bo,ferried,\n,d1,para. 2,Eve,ann,bo,ferried,\n,d1,,Eve,,,,\n",
	"dossier.yaml": "title: Ferries\nsteps:\n- title: First\n  text: They met.\n",
}

// Tables that the others' rows do not refer to are merged as well, and follow the ids of the rows that they refer to.
func TestMergeTablesApart(t *testing.T) {
	base := map[string]string{
		"actors.csv":    "id,name\nann,Ann Example\nbo,Bo Sample\n",
		"documents.csv": "id,title,url\nd1,One,https://example.org/1\n",
		"claims.csv":    "id,actor,recipient,document,kind\nc1,ann,bo,d1,talks\n,bo,ann,d1,call\n",
		"codings.csv":   "claim,coder,actor,recipient,kind\nc1,Eve,ann,bo,talks\n",
	}
	for _, tt := range []struct {
		name string
		a, b map[string]string // files that are other ones
		keep change.Edition
		want string // what was found, and the last two tables
	}{
		{"another coder", nil, map[string]string{
			"codings.csv": "coder,claim,kind,actor,recipient\nFay,c1,visit,ann,somebody\nEve,c1,talks,ann,bo\n"}, 0,
			`claim,document,coder,actor,recipient,kind
c1,,Eve,ann,bo,talks
c1,,Fay,ann,somebody,visit
`},
		{"under other ids", nil, map[string]string{
			"actors.csv":    "id,name\na1,Ann Example\nb1,Bo Sample\n",
			"documents.csv": "id,title,url\nx,One,https://example.org/1\n",
			"claims.csv":    "id,actor,recipient,document,kind\nc1,a1,b1,x,talks\n",
			"codings.csv": "claim,document,locator,coder,actor,recipient,kind,channel,asserted_by,about\n" +
				"c1,,,Eve,a1,b1,talks,,,\nc1,,,Fay,b1,a1|a1 or so,talks,via b1,a1 (on record) > x,c1\n" +
				",x,para. 2,Fay,a1,b1,call,,,\n"}, change.A,
			`d/actors.csv:2:1 d/actors.csv:2:1 actor "ann" (Ann Example) and actor "a1" (Ann Example) are the same under two ids
d/actors.csv:3:1 d/actors.csv:3:1 actor "bo" (Bo Sample) and actor "b1" (Bo Sample) are the same under two ids
d/documents.csv:2:1 d/documents.csv:2:1 document "d1" (One) and document "x" (One) are the same under two ids
claim,document,locator,coder,actor,recipient,kind,channel,asserted_by,about
c1,,,Eve,ann,bo,talks,,,
c1,,,Fay,bo,ann|a1 or so,talks,via bo,ann (on record) > d1,c1
,d1,para. 2,Fay,ann,bo,call,,,
`},
		{"one claim coded in two ways by one person", nil, map[string]string{
			"codings.csv": "claim,coder,actor,recipient,kind,note\nc1,Eve,ann,bo,visit,in haste\n"}, change.B,
			`d/codings.csv:2:15 d/codings.csv:2:15 kind of the coding of "c1" by "Eve": "talks" and "visit"
filled d/codings.csv:2:1 d/codings.csv:2:21 note of the coding of "c1" by "Eve": "in haste" in one, nothing in the other
claim,document,coder,actor,recipient,kind,note
c1,,Eve,ann,bo,visit,in haste
`},
		{"one id for two claims", nil, map[string]string{
			"claims.csv": "id,actor,recipient,document,kind\nc1,ann,bo,d1,visit\n"}, 0,
			`d/claims.csv:2:1 d/claims.csv:2:1 claim "c1" (talks of ann and bo) and claim "c1" (visit of ann and bo) have one id and are not the same
claim,document,coder,actor,recipient,kind
c1,,Eve,ann,bo,talks
c1-2,,Eve,ann,bo,talks
`},
		{"one id for two actors", nil, map[string]string{
			"actors.csv": "id,name\nann,Ann Other\nbo,Bo Sample\n"}, change.A,
			`d/actors.csv:2:1 d/actors.csv:2:1 actor "ann" (Ann Example) and actor "ann" (Ann Other) have one id and are not the same
claim,document,coder,actor,recipient,kind
c1,,Eve,ann,bo,talks
c1-2,,Eve,ann-2,bo,talks
`},
		{"a claim without an id, which gets one", nil, map[string]string{
			"claims.csv":  "actor,recipient,document,kind\nann,bo,d1,visit\n",
			"codings.csv": "claim,coder,actor,recipient,kind\nd1-1,Fay,ann,bo,visit\n"}, 0,
			`id,actor,recipient,document,kind
c1,ann,bo,d1,talks
,bo,ann,d1,call
d1-1-2,ann,bo,d1,visit
claim,document,coder,actor,recipient,kind
c1,,Eve,ann,bo,talks
d1-1-2,,Fay,ann,bo,visit
`},
		{"a claim without an id, whose document gets another", map[string]string{
			"codings.csv": "claim,coder,kind\nd1-1,Eve,call\n"}, map[string]string{
			"documents.csv": "id,title,url\nx,One,https://example.org/1\n",
			"claims.csv":    "actor,recipient,document,kind\nbo,ann,x,call\n",
			"codings.csv":   "claim,coder,kind\nx-1,Fay,visit\n"}, change.B,
			`d/documents.csv:2:1 d/documents.csv:2:1 document "d1" (One) and document "x" (One) are the same under two ids
id,actor,recipient,document,kind
c1,ann,bo,x,talks
d1-1,bo,ann,x,call
claim,document,coder,kind
d1-1,,Eve,call
d1-1,,Fay,visit
`},
		{"kinds of both", map[string]string{
			"kinds.csv": "id,word,class,directed,note\nferried,ferried,contact,yes,\nowes,owes,tie,yes,\n"},
			map[string]string{
				"claims.csv": "id,actor,recipient,document,kind\nc1,ann,bo,d1,talks\nc2,ann,bo,d1,owes\n",
				"kinds.csv":  "id,word,class,directed,note\nferried,ferried,contact,no,by boat\nwired,wired,contact,yes,\n"},
			change.B,
			`d/kinds.csv:2:25 d/kinds.csv:2:25 directed of kind "ferried": "yes" and "no"
filled d/kinds.csv:2:29 d/kinds.csv:2:28 note of kind "ferried": "by boat" in one, nothing in the other
filled d/kinds.csv:3:1 d/claims.csv:3:14 kind "owes": described in one, and used in the other without: the description holds for both
id,word,class,directed,note
ferried,ferried,contact,no,by boat
owes,owes,tie,yes,
wired,wired,contact,yes,
claim,document,coder,actor,recipient,kind
c1,,Eve,ann,bo,talks
`},
		{"steps of both", map[string]string{
			"dossier.yaml": "steps:\n- title: First\n  text: They met.\n- title: Second\n  text: They spoke.\n"},
			map[string]string{
				"dossier.yaml": "steps:\n- title: Third\n  contacts: ann--bo--talks\n- title: First\n  text: They parted.\n"},
			change.B,
			`d/dossier.yaml:2:3 d/dossier.yaml:4:3 two steps have the title "First" and are not the same
step First: They parted.
step Second: They spoke.
step Third: 
claim,document,coder,actor,recipient,kind
c1,,Eve,ann,bo,talks
`},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			sides := [2]map[string]string{maps.Clone(base), maps.Clone(base)}
			maps.Copy(sides[0], tt.a)
			maps.Copy(sides[1], tt.b)
			u := change.Merge(folder(t, sides[0]), folder(t, sides[1]), tt.keep)
			var b strings.Builder
			for _, c := range u.Conflicts {
				fmt.Fprintln(&b, c.A, c.B, c.Problem)
			}
			for _, c := range u.Filled {
				fmt.Fprintln(&b, "filled", c.A, c.B, c.Problem)
			}
			for _, s := range u.Steps {
				fmt.Fprintf(&b, "step %s: %s\n", s.Title, s.Text)
			}
			from := 3
			if strings.Contains(tt.name, "without an id") {
				from = 2
			}
			for _, table := range u.Tables[from:] {
				fmt.Fprintln(&b, strings.Join(table.Columns, ","))
				for _, row := range table.Rows {
					fmt.Fprintln(&b, strings.Join(row, ","))
				}
			}
			if diff := gocmp.Diff(tt.want, b.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			reread(t, u)
		})
	}
}
