package graph

import (
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
				writeTellings(&b, c.Tellings(), "")
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
