package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// inputs makes files of pairs of a name and a text.
func inputs(pairs ...string) []intake.Input {
	var all []intake.Input
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, intake.Input{File: pairs[i], Data: []byte(pairs[i+1])})
	}
	return all
}

// graphML is a graph of nodes, each an id and a label, and one edge between the first two.
func graphML(nodes ...string) string {
	var b strings.Builder
	b.WriteString(`<graphml><key id="l" for="node" attr.name="label"/><key id="u" for="edge" attr.name="url"/><graph edgedefault="undirected">`)
	for i := 0; i < len(nodes); i += 2 {
		b.WriteString("\n" + `<node id="` + nodes[i] + `"><data key="l">` + nodes[i+1] + `</data></node>`)
	}
	b.WriteString("\n" + `<edge source="` + nodes[0] + `" target="` + nodes[2] +
		`"><data key="u">https://example.org/` + nodes[1] + `</data></edge></graph></graphml>`)
	return b.String()
}

// cells are the first cells of the rows of a written table, as far as the n-th.
func cells(t *testing.T, im *intake.Import, table string, n int) string {
	t.Helper()
	var rows []string
	for line := range strings.Lines(strings.TrimSpace(fileOf(t, im, table+".csv"))) {
		rows = append(rows, strings.Join(strings.SplitN(strings.TrimSpace(line), ",", n+1)[:n], ","))
	}
	return strings.Join(rows[1:], "\n")
}

// Two files number their nodes from 0 both: each edge keeps to the nodes of its own file.
func TestNumbersOfTwoFiles(t *testing.T) {
	im := intake.Read(inputs("a.graphml", graphML("0", "Ann", "1", "Bo"), "b.graphml", graphML("0", "Cy", "1", "Bo")),
		intake.Options{})
	if diff := cmp.Diff("ann,Ann\nbo,Bo\ncy,Cy", cells(t, im, "actors", 2)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(",,ann,bo,example-org-ann\n,,cy,bo,example-org-cy", cells(t, im, "claims", 5)); diff != "" {
		t.Error(diff)
	}
	want := `b.graphml:2:1: warning: the id "0" stands for another actor already, "Ann" of a.graphml:2:1: this one, "Cy", gets an id of its own: rows of one file mean the one that it describes`
	if !strings.Contains(said(im), want) {
		t.Errorf("got\n%s\nwant\n%s", said(im), want)
	}
}

// An id that is made of a name is never taken for one that a file gives.
func TestMadeIDsAreNoKeys(t *testing.T) {
	im := intake.Read(inputs("a.graphml", graphML("7", "ann", "ann", "Somebody else")), intake.Options{})
	if diff := cmp.Diff("ann,ann\nann-2,Somebody else", cells(t, im, "actors", 2)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(",,ann,ann-2", cells(t, im, "claims", 4)); diff != "" {
		t.Error(diff)
	}
}

// What may mean either of two is not decided.
func TestEitherOfTwo(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"actors of one name",
			[]string{"actors.csv", "id,name,alias\nmod-a,Ministry of A,MoD\nmod-b,Ministry of B,MoD\n", "c.csv",
				"from,to,url\nMoD,Ann,https://example.org/1\n"},
			`c.csv:2:1: "MoD" may be "mod-a" of actors.csv:2:1 or "mod-b" of actors.csv:3:1: want the id or another name of the one that is meant, or names that tell the actors apart`},
		{"documents of one title", []string{"documents.csv", "id,title\nd1,News\nd2,News\n", "c.csv",
			"from,to,source\nAnn,Bo,News\n"},
			`c.csv:2:8: "News" may be "d1" of documents.csv:2:1 or "d2" of documents.csv:3:1: want the id or another name of the one that is meant, or names that tell the documents apart`},
		{"elements of one label",
			[]string{"k.json",
				`{"elements":[{"_id":"e1","label":"Ann"},{"_id":"e2","label":"Ann"},{"label":"Bo"}],"connections":[{"from":"Ann","to":"Bo"}]}`},
			`k.json:1:99: "Ann" may be "ann" of k.json:1:14 or "ann-2" of k.json:1:41: want the id or another name of the one that is meant, or names that tell the actors apart`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			im := intake.Read(inputs(tt.files...), intake.Options{})
			if err := im.Problems.Err(); err == nil || err.Error() != tt.want {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
			if len(im.Files()) != 0 {
				t.Error("there is something to write")
			}
		})
	}
}

// Cells that cannot be understood are kept beside, and columns whose names mean something else in a dossier get
// another one.
func TestNothingIsDropped(t *testing.T) {
	im := intake.Read(inputs("c.csv",
		"from,to,url,when,label,published by,Kind,original kind\nAnn,Bo,javascript:x y,1/2/2019,a,b,flirt,c\n"),
		intake.Options{})
	claims := fileOf(t, im, "claims.csv")
	for _, want := range []string{"1/2/2019", "flirt", ",c", "b"} {
		if !strings.Contains(claims, want) {
			t.Errorf("no %q in\n%s", want, claims)
		}
	}
	if d, problems := im.Check("new", sources.Options{}); problems.Err() != nil || len(d.Claims) != 1 {
		t.Errorf("%v", problems)
	}
}

// A chain and a go-between are tied to the actors and documents that they name.
func TestChainsAreTied(t *testing.T) {
	im := intake.Read(inputs("c.csv",
		"from,to,url,asserted_by,channel\nAnn,Bo,https://example.org/1,Cy Example (on record) > https://example.org/2,via Cy Example\n"+
			"Cy Example,Bo,https://example.org/2,,\n"), intake.Options{})
	got := fileOf(t, im, "claims.csv")
	for _, want := range []string{"cy-example (on record) > example-org-2", "via cy-example"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// A claim that answers another one follows it when that gets another id.
func TestAnswersFollow(t *testing.T) {
	im := intake.Read(inputs("c.csv",
		"id,from,to,url,stance,about,asserted_by\nfirst one,Ann,Bo,https://example.org/1,,,\n2,Ann,Bo,https://example.org/2,denies,first one,Ann\n"), intake.Options{})
	d, problems := im.Check("new", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if got := d.Claims[1].Detail().About; got != "example-org-1-ann-bo" || d.Claims[0].ID != "example-org-1-ann-bo" {
		t.Errorf("the denial answers %q, and the claim is %q", got, d.Claims[0].ID)
	}
}
