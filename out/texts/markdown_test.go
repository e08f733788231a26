package texts

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/out/internal/golden"
	"relgraph/out/rows"

	"relgraph/graph"
	"relgraph/sources"
)

func markdownOf(t *testing.T, g *graph.Graph) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown.Write(&b, rows.NewJob(g)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMarkdownOfTheBuiltInDossier(t *testing.T) {
	d, _ := sources.SyriaContacts()
	golden.Compare(t, "syria-contacts.md", markdownOf(t, graph.Must(graph.Build(d))))
}

func TestMarkdownTakesAnyName(t *testing.T) {
	golden.Compare(t, "names-with-marks.md", markdownOf(t, golden.GraphOf(t, "from,to,url,label,hedge\n"+
		"*Ann* | [x](y),<b>Bo</b>,https://example.org/a_b,talks # `code`,it is \\_said_\n")))
}

// The statement says by how many people rows were checked, which are not, and how far second readings agree.
func TestMarkdownSaysWhoChecked(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cy\n")},
		"d/documents.csv": {Data: []byte(golden.TwoDocuments)},
		"d/claims.csv": {Data: []byte("id,actor,recipient,document,kind,checked_by,checked_on,checked_row,doubt\n" +
			"c1,ann,bo,d1,talks,Eve *E.*,2020-03-01,r2:1503c304ffdbbddc,\nc2,bo,cy,d1,talks,Fay,2020-04,r2:e0162b706cd4b59b,\nc3,ann,cy,d1,talks,Fay,2020-05-01,r1:0123456789abcdef,\n" +
			"c4,ann,cy,d1,visit,,,,the year\nc5,ann,cy,d1,call,,,,\n")},
		"d/codings.csv": {Data: []byte("claim,coder,actor,recipient,kind\nc1,Gus,ann,bo,talks\nc2,Gus,bo,ann,call\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "checked-by-several.md", markdownOf(t, graph.Must(graph.Build(d))))
}

// Each contact names all who took part, whatever their number, with the sign for its way.
func TestMarkdownNamesEverybody(t *testing.T) {
	g := golden.GraphOf(t, "actor,recipient,url,kind,direction\nAnn|Bo|Cy,,https://example.org/1,talks,\n"+
		"Ann,Bo|Cy,https://example.org/1,warning,directed\nAnn,Bo,https://example.org/1,letter,mutual\n"+
		"Ann,Cy,https://example.org/1,warning,\n")
	text := string(markdownOf(t, g))
	for _, want := range []string{"| Ann | ↔ | Bo and Cy | talks |", "| Ann | → | Bo and Cy | warning |",
		"| Ann | ↔ | Bo | letter |", "| Ann | – | Cy | warning |"} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
}
