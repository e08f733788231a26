package change_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/change"
)

// reread writes a union as a dossier and opens it.
func reread(t testing.TB, u *change.Union) *sources.Dossier {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, table := range u.Tables {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(append([][]string{table.Columns}, table.Rows...)); err != nil {
			t.Fatal(err)
		}
		fsys["d/"+table.Name+".csv"] = &fstest.MapFile{Data: b.Bytes()}
	}
	for _, f := range sources.FilesOf(nil, u.About) {
		fsys["d/"+f.Name] = &fstest.MapFile{Data: f.Data}
	}
	d, problems := sources.OpenFS(fsys, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatalf("the union has problems: %v", err)
	}
	return d
}

// Merged with itself, a dossier stays as it is, in whichever form it is written.
func TestMergeWithItself(t *testing.T) {
	sheet, _ := sources.OpenFS(fstest.MapFS{"s.csv": {Data: []byte("from,to,url,publisher,date,grade\nAnn Example,Bo Sample,https://example.org/1,Post,2024,good\nBo Sample,Cy,A title,,,\n")}}, "s.csv", sources.Options{})
	ts := builtIn(t)
	withCodings, problems := sources.SyriaContacts()
	if err := problems.Err(); err != nil || len(withCodings.Codings) == 0 {
		t.Fatal("no codings", err)
	}
	for name, d := range map[string]*sources.Dossier{"ids": ts.open(t), "no ids": ts.blank("id", "about").open(t),
		"sheet": sheet, "codings": withCodings, "every table": folder(t, everyTable)} {
		u := change.Merge(d, d, 0)
		if len(u.Conflicts)+len(u.Filled)+len(u.Alike) > 0 {
			t.Errorf("%s: %v %v %v", name, u.Conflicts, u.Filled, u.Alike)
		}
		if c := change.Between(d, reread(t, u)); !c.None() {
			t.Errorf("%s: changed by a merger with itself:\n%s", name, said(c))
		}
		if len(u.Steps) != len(d.Steps) {
			t.Errorf("%s: %d steps of %d", name, len(u.Steps), len(d.Steps))
		}
	}
}

// few leaves the first claims, one that answers another among them.
func (ts tables) few() tables {
	all := ts.clone()
	all["claims.csv"] = all["claims.csv"][:16]
	return all
}

// However the claims of a dossier were shared out among two, who write and number them as they like, both together
// have them all.
func TestMergeBringsTogether(t *testing.T) {
	all := builtIn(t).few()
	noIDs := all.blank("id", "about")
	whole := map[bool]*sources.Dossier{true: all.open(t), false: noIDs.open(t)}
	rapid.Check(t, func(rt *rapid.T) {
		ts, given := all, rapid.Bool().Draw(rt, "claims have ids")
		if !given {
			ts = noIDs
		}
		var parts [2]tables
		for i := range parts {
			parts[i] = ts.clone()
			parts[i]["claims.csv"] = parts[i]["claims.csv"][:1]
		}
		for _, row := range ts["claims.csv"][1:] {
			who := rapid.IntRange(1, 3).Draw(rt, "who")
			for i := range parts {
				if who&(i+1) > 0 {
					parts[i]["claims.csv"] = append(parts[i]["claims.csv"], row)
				}
			}
		}
		a, b := parts[0].open(t), parts[1].open(t)
		if rapid.Bool().Draw(rt, "the other way round") {
			a, b = b, a
		}
		u := change.Merge(a, b, 0)
		if len(u.Conflicts)+len(u.Filled) > 0 {
			rt.Fatalf("%v %v", u.Conflicts, u.Filled)
		}
		if c := change.Between(whole[given], reread(t, u)); !c.None() {
			rt.Fatalf("not the whole:\n%s", said(c))
		}
	})
}

// Where the two differ in one cell, that is told; the side to keep has its way, and no claim is lost.
func TestMergeDecidesNothing(t *testing.T) {
	ts := builtIn(t).few()
	a := ts.open(t)
	rapid.Check(t, func(rt *rapid.T) {
		file := rapid.SampledFrom(fileNames).Draw(rt, "file")
		edited := ts.clone()
		s := edited[file]
		column := rapid.SampledFrom(s[0]).Filter(func(c string) bool {
			return c != "id" && c != "about" &&
				c != "contact"
		}).Draw(rt, "column")
		row := rapid.IntRange(1, len(s)-1).Draw(rt, "row")
		s[row][s.column(column)] = instead(rt, ts, file, column, s[row][s.column(column)])
		b := edited.open(t)
		u := change.Merge(a, b, 0)
		list := column == "alias" || column == "same_as" || column == "not_same_as"
		if !list && len(u.Conflicts)+len(u.Filled) != 1 {
			rt.Fatalf("%s of %s line %d: %v %v", column, file, row+1, u.Conflicts, u.Filled)
		}
		for keep, side := range map[change.Edition]*sources.Dossier{change.A: a, change.B: b} {
			kept := change.Merge(a, b, keep)
			claims := kept.Tables[2].Rows
			if len(claims) < len(side.Claims) {
				rt.Fatalf("%d claims of %d", len(claims), len(side.Claims))
			}
			apart := len(claims) > len(side.Claims) || len(kept.Tables[0].Rows) > len(side.Actors) ||
				len(kept.Tables[1].Rows) > len(side.Documents)
			// nothing was to be decided, or the two are not the same and stand side by side
			if len(kept.Conflicts) == 0 || apart {
				continue
			}
			var b bytes.Buffer
			w := csv.NewWriter(&b)
			_ = w.WriteAll(append([][]string{kept.Tables[2].Columns}, claims...))
			fsys := fstest.MapFS{"d/claims.csv": {Data: b.Bytes()}}
			for i, name := range fileNames[:2] {
				var b bytes.Buffer
				_ = csv.NewWriter(&b).WriteAll(append([][]string{kept.Tables[i].Columns}, kept.Tables[i].Rows...))
				fsys["d/"+name] = &fstest.MapFile{Data: b.Bytes()}
			}
			merged, _ := sources.OpenFS(fsys, "d", sources.Options{})
			if c := change.Between(side, merged); !c.None() {
				rt.Fatalf("%s of %s line %d: not what side %d says:\n%s", column, file, row+1, keep, said(c))
			}
		}
	})
}

func TestMerge(t *testing.T) {
	const actors = "id,name,alias,note\nann,Ann Example,,\nbo,Bo Sample,Bob,\n"
	const documents = "id,title,url\nd1,One,https://example.org/1\n"
	const claims = "id,actor,recipient,document,kind,date,about,stance,asserted_by\nc1,ann,bo,d1,talks,2024,,,\n"
	base := map[string]string{"actors.csv": actors, "documents.csv": documents, "claims.csv": claims}
	for _, test := range []struct {
		name string
		b    map[string]string
		keep change.Edition
		want string
	}{
		{"another id for the same actor, document and claim", map[string]string{
			"actors.csv":    "id,name\na1,ann example\nb1,Bob\n",
			"documents.csv": "id,title,url\nx,One,http://www.example.org/1/#top\n",
			"claims.csv":    "id,actor,recipient,document,kind,date\nk1,b1,a1,x,talks,2024\n",
		}, change.B,
			`d/actors.csv:2:1 d/actors.csv:2:1 actor "ann" (Ann Example) and actor "a1" (ann example) are the same under two ids
d/actors.csv:2:5 d/actors.csv:2:4 name of actor "ann": "Ann Example" and "ann example"
d/actors.csv:3:1 d/actors.csv:3:1 actor "bo" (Bo Sample) and actor "b1" (Bob) are the same under two ids
d/actors.csv:3:4 d/actors.csv:3:4 name of actor "bo": "Bo Sample" and "Bob"
d/claims.csv:2:1 d/claims.csv:2:1 claim "c1" (talks of ann and bo) and claim "k1" (talks of b1 and a1) are the same under two ids
d/documents.csv:2:1 d/documents.csv:2:1 document "d1" (One) and document "x" (One) are the same under two ids
filled d/documents.csv:2:8 d/documents.csv:2:7 two spellings of the url of document "d1": "http://www.example.org/1/#top" is taken
id,name,alias
a1,ann example,
b1,Bob,Bob
id,title,url
x,One,http://www.example.org/1/#top
id,actor,recipient,document,kind,date
k1,a1,b1,x,talks,2024
`},
		{"one id for two claims, of which one is answered", map[string]string{
			"claims.csv": "id,actor,recipient,document,kind,date,about,stance,asserted_by\nc1,ann,bo,d1,visit,2023,,,\nc2,ann,bo,d1,visit,,c1,denies,ann (on record)\n",
		}, 0,
			`d/claims.csv:2:1 d/claims.csv:2:1 claim "c1" (talks of ann and bo) and claim "c1" (visit of ann and bo) have one id and are not the same
id,name,alias
ann,Ann Example,
bo,Bo Sample,Bob
id,title,url
d1,One,https://example.org/1
id,actor,recipient,document,kind,date,stance,asserted_by,about
c1,ann,bo,d1,talks,2024,,,
c1-2,ann,bo,d1,visit,2023,,,
c2,ann,bo,d1,visit,,denies,ann (on record),c1-2
`},
		{"one id for two actors", map[string]string{
			"actors.csv": "id,name,note\nann,Ann Other,x\nbo,Bo Sample,a note\n",
			"claims.csv": "actor,recipient,document\nann,bo,d1\n",
		}, 0,
			`d/actors.csv:2:1 d/actors.csv:2:1 actor "ann" (Ann Example) and actor "ann" (Ann Other) have one id and are not the same
filled d/actors.csv:3:18 d/actors.csv:3:14 note of actor "bo": "a note" in one, nothing in the other
id,name,alias,note
ann,Ann Example,,
bo,Bo Sample,Bob,a note
ann-2,Ann Other,,x
id,title,url
d1,One,https://example.org/1
id,actor,recipient,document,kind,date
c1,ann,bo,d1,talks,2024
,ann-2,bo,d1,,
`},
		{"not the same, as somebody says", map[string]string{
			"actors.csv": "id,name,not_same_as\nann2,Ann Example,ann\nann,Ann,\nbo,Bo Sample,\n",
			"claims.csv": "actor,recipient,document,kind\nann2,bo,d1,call\n",
		}, change.A,
			`d/actors.csv:2:1 d/actors.csv:3:1 actor "ann" (Ann Example) and actor "ann" (Ann) have one id and are not the same
id,name,alias,not_same_as
ann,Ann Example,,
bo,Bo Sample,Bob,
ann2,Ann Example,,ann-2
ann-2,Ann,,
id,title,url
d1,One,https://example.org/1
id,actor,recipient,document,kind,date
c1,ann,bo,d1,talks,2024
,ann2,bo,d1,call,
`},
		{"claims of two namesakes", map[string]string{
			"actors.csv": "id,name\nann,Ann Other\nbo,Bo Sample\n",
			"claims.csv": "actor,recipient,document,kind,date\nann,bo,d1,talks,2024\n",
		}, change.A,
			`d/actors.csv:2:1 d/actors.csv:2:1 actor "ann" (Ann Example) and actor "ann" (Ann Other) have one id and are not the same
id,name,alias
ann,Ann Example,
bo,Bo Sample,Bob
ann-2,Ann Other,
id,title,url
d1,One,https://example.org/1
id,actor,recipient,document,kind,date
c1,ann,bo,d1,talks,2024
,ann-2,bo,d1,talks,2024
`},
		{"claims of two documents of one id", map[string]string{
			"documents.csv": "id,title,url\nd1,Two,https://example.org/2\n",
			"claims.csv":    "actor,recipient,document,kind,date\nann,bo,d1,talks,2024\n",
		}, change.B,
			`d/documents.csv:2:1 d/documents.csv:2:1 document "d1" (One) and document "d1" (Two) have one id and are not the same
id,name,alias
ann,Ann Example,
bo,Bo Sample,Bob
id,title,url
d1-2,One,https://example.org/1
d1,Two,https://example.org/2
id,actor,recipient,document,kind,date
c1,ann,bo,d1-2,talks,2024
,ann,bo,d1,talks,2024
`},
		{"two of which either may be the one", map[string]string{
			"actors.csv": "id,name,alias\nann,Ann Example,\nbo,Bo Sample,\nrob,Robert,Bob\n",
			"claims.csv": "actor,recipient,document,kind,date\nann,rob,d1,talks,2024\n",
		}, 0, `d/actors.csv:3:1 d/actors.csv:4:1 actor "bo" (Bo Sample) has a name or address of "rob" (Robert)
id,name,alias
ann,Ann Example,
bo,Bo Sample,Bob
rob,Robert,Bob
id,title,url
d1,One,https://example.org/1
id,actor,recipient,document,kind,date
c1,ann,bo,d1,talks,2024
,ann,rob,d1,talks,2024
`},
		{"a claim dated otherwise, without an id to tell which it is", map[string]string{
			"claims.csv": "actor,recipient,document,kind,date\nbo,ann,d1,talks,2023\n",
		}, 0,
			`alike d/claims.csv:2:1 d/claims.csv:2:1 "c1" and "d1-1" say something else about one contact in one document, in date
id,name,alias
ann,Ann Example,
bo,Bo Sample,Bob
id,title,url
d1,One,https://example.org/1
id,actor,recipient,document,kind,date
c1,ann,bo,d1,talks,2024
,bo,ann,d1,talks,2023
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{}
			for name, text := range base {
				files[name] = text
			}
			for name, text := range test.b {
				files[name] = text
			}
			u := change.Merge(folder(t, base), folder(t, files), test.keep)
			var b strings.Builder
			for _, c := range u.Conflicts {
				fmt.Fprintln(&b, c.A, c.B, c.Problem)
			}
			for _, c := range u.Filled {
				fmt.Fprintln(&b, "filled", c.A, c.B, c.Problem)
			}
			for _, c := range u.Alike {
				fmt.Fprintln(&b, "alike", c.A, c.B, c.Problem)
			}
			for _, table := range u.Tables {
				fmt.Fprintln(&b, strings.Join(table.Columns, ","))
				for _, row := range table.Rows {
					fmt.Fprintln(&b, strings.Join(row, ","))
				}
			}
			if diff := gocmp.Diff(test.want, b.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			reread(t, u)
		})
	}
}

// Two people who gave the same rows other ids, and the ids of some rows to others, get one dossier with the ids of
// either.
func TestMergeFollowsIDs(t *testing.T) {
	ts := builtIn(t).few().blank("checked_row") // which would no longer hold where this test writes other ids into a row
	ts["codings.csv"] = codingsOf(t, ts["claims.csv"])
	a := ts.open(t)
	rapid.Check(t, func(rt *rapid.T) {
		other := map[string]string{}
		for _, file := range fileNames {
			rows := ts[file][1:]
			for i, j := range rapid.Permutation(indexes(len(rows))).Draw(rt, file) {
				other[rows[i][0]] = rows[j][0]
			}
		}
		renamed := ts.clone()
		for file, columns := range map[string][]string{"actors.csv": {"id", "part_of", "not_same_as"},
			"documents.csv": {"id", "derived_from"},
			"claims.csv":    {"id", "actor", "recipient", "document", "channel", "asserted_by", "about"}} {
			for _, row := range renamed[file][1:] {
				for _, column := range columns {
					cell := &row[renamed[file].column(column)]
					*cell = idWord.ReplaceAllStringFunc(*cell, func(id string) string { return cmp.Or(other[id], id) })
				}
			}
		}
		for _, row := range renamed["codings.csv"][1:] {
			for _, column := range []string{"claim", "actor", "recipient"} {
				cell := &row[renamed["codings.csv"].column(column)]
				values := strings.Split(*cell, "|") // of which some are free words
				for i, v := range values {
					values[i] = cmp.Or(other[v], v)
				}
				*cell = strings.Join(values, "|")
			}
		}
		b := renamed.open(t)
		keep, side := change.A, a
		if rapid.Bool().Draw(rt, "keep B") {
			keep, side = change.B, b
		}
		u := change.Merge(a, b, keep)
		if c := change.Between(side, reread(t, u)); !c.None() {
			rt.Fatalf("not what side %d says:\n%s", keep, said(c))
		}
		if len(u.Tables[2].Rows) != len(side.Claims) {
			rt.Fatalf("%d claims, want %d", len(u.Tables[2].Rows), len(side.Claims))
		}
	})
}

// codingsOf are the built-in dossier's codings of some claims.
func codingsOf(t *testing.T, claims sheet) sheet {
	data, err := os.ReadFile("../syria-contacts/codings.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	codings := sheet(rows)
	of := codings.column("claim")
	return slices.DeleteFunc(codings, func(row []string) bool {
		return row[of] != "claim" && !slices.ContainsFunc(claims, func(c []string) bool { return c[0] == row[of] })
	})
}

var idWord = regexp.MustCompile(`[a-z0-9]+(-[a-z0-9]+)*`)

// A check is about a text: it goes with the row that says what the joined row says, and with no other.
func TestMergeMakesNoAttestation(t *testing.T) {
	const header = "id,actor,recipient,document,kind,date,locator,checked_by,checked_on,checked_row,doubt\n"
	digest := func(date, locator string) string {
		says := "actor\tx\nrecipient\ty\ndocument\td\nkind\ttalks\ndate\t" + date + "\n"
		if locator != "" {
			says += "locator\t" + locator + "\n"
		}
		return fmt.Sprintf("r2:%x", sha256.Sum256([]byte(says)))[:19]
	}
	for _, test := range []struct {
		name, a, b string
		keep       change.Edition
		want       string // the row's end
		note       string
	}{
		{"another text was checked", "c1,x,y,d,talks,2014,,,,,",
			"c1,x,y,d,talks,2015,,Eve,2026-11-20," + digest("2015", "") + ",", change.A,
			"2014",
			`checked_by of claim "c1": "Eve", who checked another text than the joined row has; it is left out, and the row is to be checked again`},
		{"the kept text was checked", "c1,x,y,d,talks,2014,,,,,", "c1,x,y,d,talks,2015,,Eve,2026-11-20," +
			digest("2015", "") + ",", change.B,
			"2015,Eve,2026-11-20," + digest("2015", ""), `checked_by of claim "c1": "Eve", nothing in the other`},
		{"the same text, checked by one", "c1,x,y,d,talks,2014,,,,,", "c1,x,y,d,talks,2014,,Eve,2026-11-20," +
			digest("2014", "") + ",", 0,
			"2014,Eve,2026-11-20," + digest("2014", ""), `checked_by of claim "c1": "Eve", nothing in the other`},
		{"a blank cell is filled that the checker did not see",
			"c1,x,y,d,talks,2014,,Eve,2026-11-20," + digest("2014", "") + ",", "c1,x,y,d,talks,2014,p. 3,,,,", 0,
			"2014,p. 3",
			`checked_by of claim "c1": "Eve", who checked another text than the joined row has; it is left out, and the row is to be checked again`},
		{"both checked it", "c1,x,y,d,talks,2014,,Ann,2026-11-21," + digest("2014", "") + ",",
			"c1,x,y,d,talks,2014,,Eve,2026-11-20," + digest("2014", "") + ",", 0,
			"2014,Ann,2026-11-21," + digest("2014", ""),
			`checked_by of claim "c1": "Eve", who checked it too; the check by "Ann" is kept`},
		{"both have it in doubt", "c1,x,y,d,talks,2014,,,," + digest("2014", "") + ",whether",
			"c1,x,y,d,talks,2014,,,," + digest("2014", "") + ",whether", 0, "2014," + digest("2014", "") + ",whether", ""},
		{"one has it in doubt", "c1,x,y,d,talks,2014,,,,,",
			"c1,x,y,d,talks,2014,,,," + digest("2014", "") + ",whether", 0, "2014," + digest("2014", "") + ",whether",
			`doubt of claim "c1": "whether" in one, nothing in the other`},
		{"what was in doubt is not what is kept", "c1,x,y,d,talks,2014,,,," + digest("2014", "") + ",whether",
			"c1,x,y,d,talks,2015,,,,,", change.B, "2015,whether", `doubt of claim "c1": "whether" in one, nothing in the other`},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			open := func(claims string) *sources.Dossier {
				d, problems := sources.OpenFS(fstest.MapFS{
					"d/actors.csv":    {Data: []byte("id,name\nx,Xenia\ny,Yvo\n")},
					"d/documents.csv": {Data: []byte("id,title\nd,A title\n")},
					"d/claims.csv":    {Data: []byte(header + claims + "\n")},
				}, "d", sources.Options{})
				if err := problems.Err(); err != nil {
					t.Fatal(err)
				}
				return d
			}
			u := change.Merge(open(test.a), open(test.b), test.keep)
			if got := strings.Join(u.Tables[2].Rows[0], ","); got != "c1,x,y,d,talks,"+test.want {
				t.Errorf("the row is %s, want it to end in %s", got, test.want)
			}
			if test.note == "" {
				if len(u.Filled) > 0 {
					t.Errorf("said: %v, want nothing", u.Filled)
				}
			} else if !slices.ContainsFunc(u.Filled, func(c change.Conflict) bool { return c.Problem == test.note }) {
				t.Errorf("not said: %s\nin %v", test.note, u.Filled)
			}
			reread(t, u)
		})
	}
}
