package sources_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

// large makes three tables with n claims, n/10 actors and n/50 documents, without a problem.
func large(n int) fstest.MapFS {
	random := rand.New(rand.NewPCG(1, 2))
	var actors, documents, claims strings.Builder
	actors.WriteString("id,name,kind,part_of\n")
	for i := range n / 10 {
		fmt.Fprintf(&actors, "a%d,Actor %d of the group %d,person,%s\n", i, i, i/100,
			map[bool]string{true: fmt.Sprintf("a%d", i/10)}[i > 0])
	}
	documents.WriteString("id,title,url,issued\n")
	for i := range n / 50 {
		fmt.Fprintf(&documents, "d%d,Report number %d,https://example.org/%d,2014-09-23\n", i, i, i)
	}
	claims.WriteString("id,actor,recipient,document,kind,date,stance,asserted_by,locator,summary,checked_by\n")
	for i := range n {
		a := random.IntN(n / 10)
		b := (a + 1 + random.IntN(n/10-1)) % (n / 10)
		fmt.Fprintf(&claims,
			"c%d,a%d,a%d,d%d,meeting,2014-09-%d,reports,a%d (on record),para. %d,\"They met, for the %dth time.\",editors\n",
			i, a, b, random.IntN(n/50), 10+i%10, random.IntN(n/10), 1+i%40, i)
	}
	return fstest.MapFS{
		"actors.csv":    {Data: []byte(actors.String())},
		"documents.csv": {Data: []byte(documents.String())},
		"claims.csv":    {Data: []byte(claims.String())},
	}
}

// replaced is a copy of a file system with one file's text changed.
func replaced(fsys fstest.MapFS, name string, change func(string) string) fstest.MapFS {
	changed := fstest.MapFS{}
	for n, f := range fsys {
		changed[n] = f
	}
	changed[name] = &fstest.MapFile{Data: []byte(change(string(fsys[name].Data)))}
	return changed
}

// Opening takes time in proportion to the rows, also when every row has the same thing wrong.
func BenchmarkOpen(b *testing.B) {
	const n = 100_000
	sound := large(n)
	sheet := "actor,recipient,document\n" +
		strings.Repeat("Ann Abbot,Bo Baker,https://example.org/a/very/long/address/that/many/pages/share\n", n)
	var sheets strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(sheet, "\n"), "\n") {
		fmt.Fprintf(&sheets, "%s%s\n", line, map[bool]string{true: fmt.Sprintf("/%d", i)}[i > 0])
	}
	for _, bm := range []struct {
		name string
		fsys fstest.MapFS
	}{
		{"sound", sound},
		{"actors unknown",
			replaced(sound, "actors.csv", func(s string) string { return strings.ReplaceAll(s, "\na", "\nb") })},
		{"speakers unknown", replaced(sound, "claims.csv",
			func(s string) string { return strings.ReplaceAll(s, " (on record)", "x") })},
		{"answers unknown",
			replaced(sound, "claims.csv",
				func(s string) string { return strings.ReplaceAll(s, "checked_by\n", "about\n") })},
		{"one long loop",
			replaced(sound, "actors.csv",
				func(s string) string { return strings.Replace(s, "person,\n", "person,a9999\n", 1) })},
		{"one sheet", fstest.MapFS{"claims.csv": {Data: []byte(sheets.String())}}},
	} {
		b.Run(bm.name, func(b *testing.B) {
			for b.Loop() {
				if d, _ := sources.OpenFS(bm.fsys, ".", sources.Options{}); len(d.Claims) != n {
					b.Fatalf("%d claims", len(d.Claims))
				}
			}
		})
	}
}

// Each problem of a large dossier is told, even where there is one in each row.
func TestLarge(t *testing.T) {
	const n = 2000
	sound := large(n)
	_, problems := sources.OpenFS(sound, ".", sources.Options{})
	compare(t, "", problems)
	_, problems = sources.OpenFS(replaced(sound, "documents.csv",
		func(s string) string { return strings.ReplaceAll(s, "\nd", "\nx") }), ".", sources.Options{})
	if got := len(problems.Only(sources.Error)); got != n {
		t.Errorf("%d errors, want one for each of %d claims", got, n)
	}
	// Where so many ids are unknown, what the first hundred were meant to be is enough.
	_, problems = sources.OpenFS(replaced(sound, "actors.csv",
		func(s string) string { return strings.ReplaceAll(s, "\na", "\nb") }), ".", sources.Options{})
	suggested, not := map[string]bool{}, map[string]bool{}
	for _, d := range problems.Only(sources.Error) {
		if strings.HasPrefix(d.Want, "did you mean") {
			suggested[d.Problem] = true
		} else {
			not[d.Problem] = true
		}
	}
	if len(suggested) == 0 || len(suggested) > 100 || len(not) < n/10-100 {
		t.Errorf("%d unknown ids with a suggestion and %d without, want 100 at most and the rest", len(suggested), len(not))
	}
}
