package out

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/sources"
)

var update = flag.Bool("update", false, "rewrite the goldens with what is written now")

// golden compares a file of testdata with got.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
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
		t.Errorf("%s differs (-golden +written); if that is meant, run go test ./out -update:\n%s", name, diff)
	}
}

// A situation is a small dossier, one table a text.
type situation struct{ name, actors, documents, claims string }

const twoDocuments = `id,title,url,publisher,issued,derived_from
d1,First report,https://example.org/1,The Herald,2020-01-02,
d2,Second report,https://example.org/2,,2020-02,d1
`

// situations are what graph files go wrong in.
var situations = []situation{{
	name: "names-in-quotes",
	actors: `id,name,short,role,side,note
ann,"Ann ""the\N"" Aber","<b>Ann</b> ""A"" \","role | bar \| \n",Ends in \,R&D &lt; &copy; &#x41;
bo,بيت بو 😀 👩‍🚀,,,"A ""side""",A & & B
ça,"Ça, in
two lines",,,,<!-- -->
`,
	documents: `id,title,url
d1,"Report ""one"" <b> | x\",https://example.org/?a=1&copy=2
`,
	claims: `actor,recipient,document,label,hedge,summary
ann,bo,d1,\G <i>&lt;</i>,"""said"" | to\","One; two | three \| four \
five"
bo,ça,d1,,,-->]]>
`,
}, {
	name:   "parallel-and-mixed-directions",
	actors: "id,name,country\na,Ann,GB\nb,Bo,FR\nc,Cy,\n",
	claims: `id,contact,actor,recipient,document,kind,direction,date,asserted_by
c1,,a,b,d1,talks,,2019-05,unnamed source
c2,,b,a,d2,talks,directed,2019,
c3,,a,b,d1,meeting,directed,,
c4,,b,a,d1,message,directed,2018/2019,
c5,second-meeting,b,a,d2,meeting,,,
c6,,c,a,d1,affiliation,directed,,
`,
	documents: twoDocuments,
}, {
	name:      "all-one-way",
	actors:    "id,name\na,Ann\nb,Bo\nc,Cy\n",
	documents: twoDocuments,
	claims:    "actor,recipient,document,kind,direction\na,b,d1,call,directed\nb,c,d2,call,directed\n",
}, {
	name:      "not-drawn",
	actors:    "id,name\na,Ann\nb,Bo\nc,Cy\nd,Di\ne,Ed\n",
	documents: twoDocuments,
	claims: `id,actor,recipient,document,kind,stance,asserted_by,about,summary
c1,a,b,d1,meeting,denies,a (on record),,Ann denies it.
c2,a,c,d1,talks,reports,,,They talked.
c3,a,c,d1,talks,retracts,,c2,The paper takes it back.
c4,a,d,d2,visit,no-comment,d (on record),c5,Di says nothing.
c5,a,e,d2,visit,reports,,,Ed came.
c6,a,e,d1,visit,disputes,,,He did not.
`,
}, {
	name:      "three-parties",
	actors:    "id,name\na,Ann\nb,Bo\nc,Cy\n",
	documents: twoDocuments,
	claims: `id,actor,recipient,document,kind,modality,place,channel
c1,a|b|c,,d1,meeting,,Here|There,
c2,a,b,d1,visit,planned,,via c
`,
}, {
	name: "columns-of-their-own",
	actors: `id,name,Region,label,z,claim_1,Größe: in m
a,Ann,north,L,1,x,2
b,Bo,south | east,,,,
`,
	documents: "id,title,Shelf mark\nd1,First,7b\n",
	claims: `id,actor,recipient,document,region,confidence %
c1,a,b,d1,there,80
c2,b,a,d1,,90
`,
}}

func (s situation) graph(t testing.TB) *graph.Graph {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{"actors.csv": s.actors, "documents.csv": s.documents, "claims.csv": s.claims} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, problems := sources.Open(folder, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Build(d)
}

// each situation's graph, and the built-in one, by name.
func graphs(t *testing.T) map[string]*graph.Graph {
	d, problems := sources.SyriaContacts()
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	all := map[string]*graph.Graph{sources.BuiltIn: graph.Build(d)}
	for _, s := range situations {
		all[s.name] = s.graph(t)
	}
	return all
}

func titleOf(g *graph.Graph) string {
	if title := g.Dossier().Title; title != "" {
		return title
	}
	return `A -- "title" <b> & --`
}

// tally is what a graph file must hold all of.
type tally struct{ Actors, Contacts, Claims, NotDrawn int }

func tallyOf(g *graph.Graph) tally {
	want := tally{Actors: len(g.Dossier().Actors)}
	for c := range g.All() {
		if c.Drawn() {
			want.Contacts++
			want.Claims += len(c.Claims)
		} else {
			want.NotDrawn += len(c.Claims)
		}
	}
	return want
}

// readRecord undoes record, without its help.
func readRecord(text string) []fact {
	var facts []fact
	for part := range strings.SplitSeq(text, " | ") {
		name, value, _ := strings.Cut(part, ": ")
		var plain strings.Builder
		for i := 0; i < len(value); i++ {
			if value[i] == '\\' {
				i++
				plain.WriteByte(map[byte]byte{'n': '\n', '|': '|', '\\': '\\'}[value[i]])
				continue
			}
			plain.WriteByte(value[i])
		}
		facts = append(facts, fact{name, plain.String()})
	}
	return facts
}

// full is a writer to which nothing can be written.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreReturned(t *testing.T) {
	g := situations[0].graph(t)
	if err := writeDOT(full{}, g, ""); !errors.Is(err, errFull) {
		t.Errorf("DOT: got %v, want %v", err, errFull)
	}
	if err := writeGraphML(full{}, g, "", nil, GraphOptions{}); !errors.Is(err, errFull) {
		t.Errorf("GraphML: got %v, want %v", err, errFull)
	}
	if err := writeGEXF(full{}, g, "", nil, GraphOptions{}); !errors.Is(err, errFull) {
		t.Errorf("GEXF: got %v, want %v", err, errFull)
	}
	if err := writeYEd(full{}, g, "", nil, GraphOptions{Flavour: YEd}); !errors.Is(err, errFull) {
		t.Errorf("GraphML for yEd: got %v, want %v", err, errFull)
	}
	if err := writeJSONLD(full{}, g, ""); !errors.Is(err, errFull) {
		t.Errorf("JSON-LD: got %v, want %v", err, errFull)
	}
	if err := writeCypher(full{}, g, ""); !errors.Is(err, errFull) {
		t.Errorf("Cypher: got %v, want %v", err, errFull)
	}
	if err := writeFTM(full{}, g); !errors.Is(err, errFull) {
		t.Errorf("FollowTheMoney: got %v, want %v", err, errFull)
	}
}

func TestGraphFiles(t *testing.T) {
	for name, g := range graphs(t) {
		t.Run(name, func(t *testing.T) {
			var dot, graphML bytes.Buffer
			if err := writeDOT(&dot, g, titleOf(g)); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".dot", dot.Bytes())
			if err := writeGraphML(&graphML, g, titleOf(g), nil, GraphOptions{}); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".graphml", graphML.Bytes())
			var gexf bytes.Buffer
			if err := writeGEXF(&gexf, g, titleOf(g), inARow(g), GraphOptions{}); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".gexf", gexf.Bytes())
		})
	}
}
