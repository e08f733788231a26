// Package golden holds what the tests of the writers share: situations that files go wrong in, and the files of
// testdata that writings are compared with.
package golden

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

var update = flag.Bool("update", false, "rewrite the goldens with what is written now")

// Compare compares a file of the tested package's testdata with got; with -update it writes the file.
func Compare(t testing.TB, name string, got []byte) {
	t.Helper()
	File(t, filepath.Join("testdata", name), got)
}

// File compares a file with got, wherever it stands; with -update it writes the file.
func File(t testing.TB, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s differs (-golden +written); if that is meant, run the test with -update:\n%s", filepath.Base(file),
			diff)
	}
}

// A Situation is a small dossier, one table a text.
type Situation struct{ Name, Actors, Documents, Claims string }

// TwoDocuments is a table of two documents, one of which rests on the other.
const TwoDocuments = `id,title,url,publisher,issued,derived_from
d1,First report,https://example.org/1,The Herald,2020-01-02,
d2,Second report,https://example.org/2,,2020-02,d1
`

// Situations are what graph files go wrong in.
var Situations = []Situation{{
	Name: "names-in-quotes",
	Actors: `id,name,short,role,side,note
ann,"Ann ""the\N"" Aber","<b>Ann</b> ""A"" \","role | bar \| \n",Ends in \,R&D &lt; &copy; &#x41;
bo,بيت بو 😀 👩‍🚀,,,"A ""side""",A & & B
ça,"Ça, in
two lines",,,,<!-- -->
`,
	Documents: `id,title,url
d1,"Report ""one"" <b> | x\",https://example.org/?a=1&copy=2
`,
	Claims: `actor,recipient,document,label,hedge,summary
ann,bo,d1,\G <i>&lt;</i>,"""said"" | to\","One; two | three \| four \
five"
bo,ça,d1,,,-->]]>
`,
}, {
	Name:   "parallel-and-mixed-directions",
	Actors: "id,name,country\na,Ann,GB\nb,Bo,FR\nc,Cy,\n",
	Claims: `id,contact,actor,recipient,document,kind,direction,date,asserted_by
c1,,a,b,d1,talks,,2019-05,unnamed source
c2,,b,a,d2,talks,directed,2019,
c3,,a,b,d1,meeting,directed,,
c4,,b,a,d1,message,directed,2018/2019,
c5,second-meeting,b,a,d2,meeting,,,
c6,,c,a,d1,affiliation,directed,,
`,
	Documents: TwoDocuments,
}, {
	Name:      "all-one-way",
	Actors:    "id,name\na,Ann\nb,Bo\nc,Cy\n",
	Documents: TwoDocuments,
	Claims:    "actor,recipient,document,kind,direction\na,b,d1,call,directed\nb,c,d2,call,directed\n",
}, {
	Name:      "not-drawn",
	Actors:    "id,name\na,Ann\nb,Bo\nc,Cy\nd,Di\ne,Ed\n",
	Documents: TwoDocuments,
	Claims: `id,actor,recipient,document,kind,stance,asserted_by,about,summary
c1,a,b,d1,meeting,denies,a (on record),,Ann denies it.
c2,a,c,d1,talks,reports,,,They talked.
c3,a,c,d1,talks,retracts,,c2,The paper takes it back.
c4,a,d,d2,visit,no-comment,d (on record),c5,Di says nothing.
c5,a,e,d2,visit,reports,,,Ed came.
c6,a,e,d1,visit,disputes,,,He did not.
`,
}, {
	Name:      "three-parties",
	Actors:    "id,name\na,Ann\nb,Bo\nc,Cy\n",
	Documents: TwoDocuments,
	Claims: `id,actor,recipient,document,kind,modality,place,channel
c1,a|b|c,,d1,meeting,,Here|There,
c2,a,b,d1,visit,planned,,via c
`,
}, {
	Name: "columns-of-their-own",
	Actors: `id,name,Region,label,z,claim_1,Größe: in m
a,Ann,north,L,1,x,2
b,Bo,south | east,,,,
`,
	Documents: "id,title,Shelf mark\nd1,First,7b\n",
	Claims: `id,actor,recipient,document,region,confidence %
c1,a,b,d1,there,80
c2,b,a,d1,,90
`,
}}

// Graph reads s as a dossier and builds its graph.
func (s Situation) Graph(t testing.TB) *graph.Graph {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{"actors.csv": s.Actors, "documents.csv": s.Documents,
		"claims.csv": s.Claims} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, problems := sources.Open(folder, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

// Graphs has each situation's graph, and that of the built-in dossier, by name.
func Graphs(t testing.TB) map[string]*graph.Graph {
	d, problems := sources.SyriaContacts()
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	all := map[string]*graph.Graph{sources.BuiltIn: graph.Must(graph.Build(d))}
	for _, s := range Situations {
		all[s.Name] = s.Graph(t)
	}
	return all
}

// TitleOf is a title for files of g: its own, or one that is hard to quote.
func TitleOf(g *graph.Graph) string {
	if title := g.Dossier().Title; title != "" {
		return title
	}
	return `A -- "title" <b> & --`
}

// InARow gives the actors of g places, one beside the other.
func InARow(g *graph.Graph) map[sources.ActorID]rows.Point {
	at := map[sources.ActorID]rows.Point{}
	for i, a := range g.Dossier().Actors {
		if i+1 < len(g.Dossier().Actors) {
			at[a.ID] = rows.Point{X: float64(i) * 100, Y: 50 + float64(float64(i%2)*33.335)}
		}
	}
	return at
}

// Full is a writer to which nothing can be written.
type Full struct{}

// ErrFull is what Full answers.
var ErrFull = errors.New("no space left")

// Write writes nothing, and returns ErrFull.
func (Full) Write([]byte) (int, error) { return 0, ErrFull }

// GraphOf reads a sheet of contacts, as CSV, and builds its graph.
func GraphOf(t testing.TB, sheet string) *graph.Graph {
	t.Helper()
	d, problems := sources.OpenFS(fstest.MapFS{"sheet.csv": {Data: []byte(sheet)}}, "sheet.csv", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}
