package graph_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"relgraph/graph"
	"relgraph/sources"
)

// base has parties and documents for the cases below: the Times and the Gazette retell the Mirror, and the Review
// rests on the Mirror and the Post.
const base = `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,
bo,Bo Baker,
cy,Cy Cooper,
dee,Dee Dunn,
spokeswoman,Spokeswoman of Bo,bo
aide,Aide of Bo,bo
-- documents.csv --
id,title,derived_from,issued
mirror,Mirror,,2014-09-20
times,Times,mirror,2014-09-27
gazette,Gazette,mirror,2014-09/2014-10
post,Post,,2014-10-01
wire,Wire,,/2014-12
review,Review,mirror|post,
`

// open reads the files, those that base has too in place of base's.
func open(t testing.TB, files string) *sources.Dossier { return openIn(t, files) }

// openIn is open for a property too.
func openIn(t interface {
	Helper()
	Fatal(...any)
}, files string) *sources.Dossier {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, archive := range []string{base, files} {
		for _, f := range txtar.Parse([]byte(archive)).Files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	d, problems := sources.OpenFS(fsys, ".", sources.Options{AllowUnsourced: true})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

// build makes the graph of claims: a header, and a row each.
func build(t testing.TB, claims string) *graph.Graph {
	t.Helper()
	return graph.Must(graph.Build(open(t, "-- claims.csv --\n"+strings.TrimSpace(claims)+"\n")))
}

// only returns the one contact that claims are about.
func only(t testing.TB, claims string) *graph.Contact {
	t.Helper()
	var contacts []*graph.Contact
	for c := range build(t, claims).All() {
		contacts = append(contacts, c)
	}
	if len(contacts) != 1 {
		t.Fatalf("%d contacts, want one", len(contacts))
	}
	return contacts[0]
}

func shown[T any](list func(func(T) bool), show func(T) string) []string {
	var lines []string
	for v := range list {
		lines = append(lines, show(v))
	}
	return lines
}

func lines(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func id(c *graph.Contact) string { return string(c.ID) }

// Nothing is made of rows that nobody checked, or that have errors.
func TestBuildTakesOnlyWhatIsSound(t *testing.T) {
	broken, _ := sources.OpenFS(fstest.MapFS{"d/claims.csv": {Data: []byte("actor,recipient,document\nann,,mirror\n")}},
		"d", sources.Options{})
	for what, d := range map[string]*sources.Dossier{"none": nil, "zero": {}, "with an error": broken,
		"unchecked": {Claims: []sources.Claim{{ID: "c", Actors: []sources.ActorID{"nobody", "knows"}}}}} {
		if g, err := graph.Build(d); err == nil || g != nil {
			t.Errorf("%s: %v, %v", what, g, err)
		}
	}
}
