package main

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A brokenPipe takes nothing.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// A flag that says how a list of other people's is to be read is a misuse where what is read cannot obey it. It never
// passes in silence.
func TestFlagsThatWhatIsReadCannotObey(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	twoDossiers(t, dir)
	put(t, "mine/intake.yaml", "dates: dmy\n")
	put(t, "y.yaml", "actors: [{id: ann, name: Ann}, {id: bo, name: Bo}]\n"+
		"documents: [{id: x, url: 'https://example.org/1'}]\nclaims: [{actor: ann, recipient: bo, document: x}]\n")
	put(t, "sheet.csv",
		"Who;With whom;When;Link\nAnn;Bo;2014-05-01;https://example.org/1\n;Cy;2014-06-01;https://example.org/2\n")
	put(t, "own.csv", "actor,recipient,url\nAnn,Bo,https://example.org/1\n,Bo,https://example.org/1\n")
	put(t, "list.json", `[{"from":"Ann","to":"Bo","url":"https://example.org/1"}]`)
	put(t, "theirs.dot", `graph { Ann -- Bo }`)
	put(t, "theirs.graphml", `<graphml><graph edgedefault="undirected"><node id="Ann"/><node id="Bo"/>`+
		`<edge source="Ann" target="Bo"/></graph></graphml>`)
	put(t, "refs.bib", "@article{k, title={Ferry}, url={https://example.org/1}}\n")
	for _, line := range []string{"init w.xlsx",
		"export a -o ours.graphml -o ours.gexf -o ours.dot -o ours.nodelink.json"} {
		var said bytes.Buffer
		if code := run(t.Context(), strings.Fields(line), &said, &said); code != exitDone {
			t.Fatalf("%s: %s", line, &said)
		}
	}
	all := []string{"column", "document", "fill-down", "header-row", "dates", "encoding", "sheet", "split", "hidden", "say",
		"like"}
	given := map[string]string{"column": "=note=Nobody", "document": "=https://example.org/9", "fill-down": "=parties",
		"header-row": "=1", "dates": "=dmy", "encoding": "=utf-8", "sheet": "=claims", "split": "=;", "hidden": "",
		"say": "=denied=denies", "like": "=mine"}
	for _, tt := range []struct {
		files, obeys string // what can be told from the format, not from the program
	}{
		{"a y.yaml syria-contacts", ""},
		{"sheet.csv own.csv", "column document fill-down header-row dates encoding split say like"},
		{"w.xlsx", "column header-row sheet hidden like"}, // of tables in relgraph's own columns
		{"list.json", "column document fill-down dates split say like"},
		{"theirs.dot", "column document dates encoding split say like"},
		{"theirs.graphml", "column document dates split say like"},
		{"refs.bib", "column dates encoding like"},
		{"ours.graphml ours.gexf ours.nodelink.json", "column like"},
		{"ours.dot", "column encoding like"},
	} {
		for _, file := range strings.Fields(tt.files) {
			for _, flag := range all {
				for _, command := range []string{"check", "export", "serve", "import"} {
					if command == "import" && (file == "y.yaml" || file == "syria-contacts" || file == "a") {
						continue // which makes one dossier of another, or knows nothing of it
					}
					if (command == "serve" || command == "export") && flag != "document" && flag != "sheet" {
						continue // which ask as check does
					}
					name := flag
					if flag == "document" && (command == "export" || command == "serve") {
						name = "from-document"
					}
					args := []string{command, file, "--" + name + given[flag]}
					switch command {
					case "export":
						args = append(args, "-o", filepath.Join(t.TempDir(), "x.dot"))
					case "import":
						args = append(args, "-o", filepath.Join(t.TempDir(), "new"))
					}
					var out io.Writer = io.Discard
					if command == "serve" { // which ends if nobody is told its address
						out = brokenPipe{}
					}
					var said bytes.Buffer
					code := run(t.Context(), args, out, &said)
					can := slices.Contains(strings.Fields(tt.obeys), flag)
					if misused := code == exitMisuse; misused == can {
						t.Errorf("relgraph %s: exit code %d\n%s", strings.Join(args, " "), code, &said)
					}
				}
			}
		}
	}
}
