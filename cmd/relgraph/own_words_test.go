package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"relgraph/out"
	"relgraph/out/format"
	"relgraph/sources/anchor"
	"relgraph/sources/evidence/verbatim"
)

// The texts of a made-up dossier. Passages follow each other closely, so that the ends of two of them make a long row.
var texts = map[string]string{
	"courier": `River guild said to be in talks

Envoys of the guild met the mayor's secretary twice in March, an unnamed clerk told the Courier's reporter in the square.
She denied on Friday that the town hall had ever asked the guild to lower the toll, or to take on more crews for the winter.`,
	"herald": `Letters between guild and hall seen

Letters that went between the guild and the town hall were seen by the Herald's reporter, who was not allowed to copy them.`,
}

// passages are what the claims stand on, by claim and document.
var passages = []struct{ claim, document, passage string }{
	{"courier-1", "courier",
		"Envoys of the guild met the mayor's secretary twice in March, an unnamed clerk told the Courier's reporter in the square."},
	{"courier-2", "courier",
		"She denied on Friday that the town hall had ever asked the guild to lower the toll, or to take on more crews for the winter."},
	{"herald-1", "herald",
		"Letters that went between the guild and the town hall were seen by the Herald's reporter, who was not allowed to copy them."},
}

func madeDossier(t *testing.T) {
	t.Helper()
	put(t, "d/actors.csv", "id,name\nguild,River guild\nhall,Town hall\n")
	documents, claims := "id,title,url,path\n",
		"id,actor,recipient,document,kind,stance,asserted_by,hedge,locator,anchor,label,summary,note\n"
	for _, id := range []string{"courier", "herald"} {
		title, _, _ := strings.Cut(texts[id], "\n")
		documents += fmt.Sprintf("%s,%s,https://example.org/%s,%s.txt\n", id, title, id, id)
		put(t, filepath.Join("copies", id+".txt"), texts[id])
	}
	for i, p := range passages {
		a, err := anchor.Normalise(texts[p.document]).Find(p.passage)
		if err != nil {
			t.Fatal(err)
		}
		stance, by := "reports", "clerk (anonymous)"
		if i == 1 {
			stance, by = "denies", "hall (on record)"
		}
		claims += fmt.Sprintf("%s,guild,hall,%s,talks,%s,%s,seen by,para. %d,\"%s\",talks on the toll,The two are said to have been in touch.,Own words.\n",
			p.claim, p.document, stance, by, i+1, strings.ReplaceAll(a.String(), `"`, `""`))
	}
	put(t, "d/documents.csv", documents)
	put(t, "d/claims.csv", claims)
}

var tag = regexp.MustCompile(`<[^>]*>`)

// holds lists the rows of nine words that an output has of the texts: as it stands, and as a reader of its markup
// sees it, whether tags stand for blanks or for nothing.
func holds(output string) []string {
	var found []string
	seen := html.UnescapeString(output)
	views := []string{output, seen, tag.ReplaceAllString(seen, " "), tag.ReplaceAllString(seen, "")}
	finder := verbatim.New(views, nil)
	for _, id := range []string{"courier", "herald"} {
		for _, r := range finder.Look(texts[id]) {
			found = append(found, views[r.Text][r.Start:r.End])
		}
	}
	return found
}

// wordsOf is what a reader finds in a file: the text of a PDF's page, the parts of an archive, the bytes of others.
func wordsOf(t *testing.T, format string, data []byte) string {
	var text strings.Builder
	if format == "pdf" {
		r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		page, err := r.GetPlainText()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&text, page); err != nil {
			t.Fatal(err)
		}
	}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, f := range z.File {
			part, err := z.Open(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(&text, part); err != nil {
				t.Fatal(err)
			}
		}
	}
	return text.String() + string(data)
}

// No output holds words of a document, though the texts are at hand, unless it is asked to show them.
func TestNoOutputHoldsText(t *testing.T) {
	t.Chdir(t.TempDir())
	madeDossier(t)
	relgraph := func(args ...string) string {
		var stdout, stderr strings.Builder
		if code := run(t.Context(), args, &stdout, &stderr); code != exitDone {
			t.Fatalf("relgraph %s: exit code %d\n%s", strings.Join(args, " "), code, stderr.String())
		}
		return stdout.String() + stderr.String()
	}
	outputs := map[string]string{}
	for _, f := range out.Formats() {
		relgraph("export", "d", "-o", "out"+f.Ext)
		data, err := os.ReadFile("out" + f.Ext)
		if err != nil {
			t.Fatal(err)
		}
		text := wordsOf(t, f.Name, data)
		want := "River guild"
		switch {
		case f.Name == "png": // whose letters are drawn
			want = "Diagram of "
		case slices.ContainsFunc(f.Omits, func(o format.Omission) bool { return slices.Contains(o.Columns, "actors") }):
			want = "guild" // its id
		}
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say who is in it", f.Name)
		}
		outputs[f.Name] = text
	}
	for _, command := range [][]string{
		{"list", "claims", "d"}, {"list", "claims", "d", "--json"}, {"list", "contacts", "d", "--json"}, {"check", "d"},
		{"check", "d", "--json"},
		{"explain", "d", "courier-1"}, {"explain", "d", "guild", "hall"}, {"explain", "d", "courier", "--json"},
		{"verify", "d", "--documents", "copies"}, {"verify", "d", "--documents", "copies", "--json"},
		{"review", "d", "--agreement"},
	} {
		outputs[strings.Join(command, " ")] = relgraph(command...)
	}
	for what, output := range outputs {
		if found := holds(output); len(found) > 0 {
			t.Errorf("%s holds words of a document: %q", what, found)
		}
	}
	// Where they are asked for they are found: the test can see them.
	for _, command := range [][]string{
		{"verify", "d", "--documents", "copies", "--show"},
		{"verify", "d", "--documents", "copies", "--show", "--json"},
		{"explain", "d", "courier-1", "--documents", "copies"},
	} {
		if output := relgraph(command...); len(holds(output)) == 0 {
			t.Errorf("%s shows no words of a document:\n%s", strings.Join(command, " "), output)
		}
	}
	if len(holds("<tspan>Envoys of the guild met</tspan> <tspan>the mayor&#39;s secretary twice</tspan>")) == 0 {
		t.Error("words that tags part are not seen")
	}
}
