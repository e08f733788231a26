package graph

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

func TestTellings(t *testing.T) {
	const documents = "id,title,derived_from\npaper,P,\nagency,A,paper\ncopy,C,agency\nother,O,\ndigest,D,paper|other\n"
	for _, tt := range []struct{ name, claims, want string }{
		{"one report retold", `
ann,bo,agency,officials (anonymous) > paper
ann,bo,copy,officials (anonymous) > paper > agency
`, `
officials (anonymous)
  paper
    agency [agency-1]
      copy [copy-1]
`},
		{"a document in its own voice, and one that rests on it", `
ann,bo,paper,
ann,bo,copy,
`, `
paper [paper-1]
  agency
    copy [copy-1]
`},
		{"a document that rests on two, and one that rests on it", `
ann,bo,digest,
ann,bo,other,other
`, `
paper
  digest [digest-1]
other [other-1]
  digest [digest-1]
`},
		{"unnamed speakers of two documents are not one", `
ann,bo,paper,a source (anonymous)
ann,bo,other,a source (anonymous)
`, `
a source (anonymous)
  paper [paper-1]
a source (anonymous)
  other [other-1]
`},
		{"a named speaker of two documents is one", `
ann,bo,paper,Cy (on record)
ann,bo,other,Cy (on record)
`, `
Cy (on record)
  paper [paper-1]
  other [other-1]
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, problems := sources.OpenFS(fstest.MapFS{
				"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
				"d/documents.csv": {Data: []byte(documents)},
				"d/claims.csv":    {Data: []byte("actor,recipient,document,asserted_by" + tt.claims)},
			}, "d", sources.Options{})
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			b.WriteString("\n")
			for c := range Must(Build(d)).All() {
				writeTellings(&b, c.Evidence().Tellings(), "")
			}
			if diff := cmp.Diff(tt.want, b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func writeTellings(b *strings.Builder, tree []*Telling, indent string) {
	for _, t := range tree {
		b.WriteString(indent + t.Speaker.String())
		for _, cl := range t.Claims {
			b.WriteString(" [" + string(cl.ID) + "]")
		}
		b.WriteString("\n")
		writeTellings(b, t.Next, indent+"  ")
	}
}

// Documents that each rest on two others have ways that double with each level; a chain of thousands has one that is
// long. Neither takes more work than what is shown.
func TestTellingsOfManyWays(t *testing.T) {
	lattice, chain := "id,title,derived_from\n", "id,title,derived_from\n"
	for i := range 14 {
		for _, side := range []string{"a", "b"} {
			lattice += fmt.Sprintf("%s%d,D,a%d|b%d\n", side, i, i+1, i+1)
		}
	}
	lattice += "a14,D,\nb14,D,\n"
	const links = 3000
	for i := range links {
		chain += fmt.Sprintf("a%d,D,a%d\n", i, i+1)
	}
	chain += fmt.Sprintf("a%d,D,\n", links)
	for name, documents := range map[string]string{"lattice": lattice, "chain": chain} {
		d, problems := sources.OpenFS(fstest.MapFS{
			"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
			"d/documents.csv": {Data: []byte(documents)},
			"d/claims.csv":    {Data: []byte("actor,recipient,document\nann,bo,a0\n")},
		}, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		for c := range Must(Build(d)).All() {
			const most = 20_000 // 32 ways of 15 documents, or one of 3,000
			if made := testing.AllocsPerRun(1, func() { c.Evidence().Tellings() }); made > most {
				t.Errorf("%s: %v things are made, want at most %d", name, made, most)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			c.Evidence().Tellings()
			runtime.ReadMemStats(&after)
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 16<<20 {
				t.Errorf("%s: %d bytes are taken", name, taken)
			}
		}
	}
}
