package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/out/format"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// whole are the formats that hold all of a dossier that its claims need: what is exported and imported again says the
// same. Not held: the order of rows, documents that no claim rests on, file names of the checker's own copies, what
// the dossier is called, and the letters of the names of the dossier's own columns. Files that leave whole tables of the
// dossier to each other are exported and imported together.
func whole(t *testing.T) (ways [][]string) {
	var together []string
	for _, f := range out.Formats() {
		leavesTable := slices.ContainsFunc(f.Omits, func(o format.Omission) bool {
			return slices.ContainsFunc(o.Columns, func(c string) bool { return !strings.Contains(c, ".") })
		})
		switch {
		case f.Whole && leavesTable:
			together = append(together, f.Name)
		case f.Whole:
			ways = append(ways, []string{f.Name})
		}
	}
	if ways == nil || len(together) == 1 {
		t.Fatalf("whole are %v, and together %v", ways, together)
	}
	if together != nil {
		ways = append(ways, together)
	}
	return ways
}

// sayings are the claims, actors and documents of a dossier, as list --json writes them, without their places.
func sayings(g *graph.Graph) map[string]string {
	all := map[string]string{}
	d := g.Dossier()
	needed := map[sources.DocumentID]bool{}
	var need func(id sources.DocumentID)
	need = func(id sources.DocumentID) {
		if doc := d.Document(id); doc != nil && !needed[id] {
			needed[id] = true
			for _, from := range doc.DerivedFrom {
				need(from)
			}
		}
	}
	put := func(id string, v any) {
		var b strings.Builder
		_ = writeJSON(&b, v)
		all[id] = b.String()
	}
	// plain is a row without its place, and with plain names for the owner's columns.
	plain := func(row answers.Row) answers.Row {
		row = slices.DeleteFunc(row, func(m answers.Member) bool { return m.Name == "row" })
		for i, m := range row {
			if own, ok := m.Value.(map[string]string); ok {
				names := map[string]string{}
				for name, value := range own {
					names[sources.PlainName(name)] = value
				}
				row[i].Value = names
			}
		}
		return row
	}
	for i := range d.Claims {
		put("claim "+string(d.Claims[i].ID), plain(answers.ClaimRow(&d.Claims[i])))
		need(d.Claims[i].Document)
		for _, sp := range d.Claims[i].Detail().AssertedBy {
			need(sp.Document)
		}
	}
	for i := range d.Actors {
		put("actor "+string(d.Actors[i].ID), plain(answers.ActorRow(g, &d.Actors[i])))
	}
	for i := range d.Documents {
		if doc := &d.Documents[i]; needed[doc.ID] {
			put("document "+string(doc.ID), plain(answers.DocumentRow(doc)))
		}
	}
	return all
}

// again exports a dossier in these formats, imports what came out together, and returns what it makes of it.
func again(t interface {
	Helper()
	Fatalf(string, ...any)
}, d *sources.Dossier, formats []string) *graph.Graph {
	t.Helper()
	var files []intake.Input
	var exported strings.Builder
	for _, name := range formats {
		f, err := out.FormatNamed(name)
		if err != nil {
			t.Fatalf("%v", err)
		}
		var b bytes.Buffer
		err = out.Render(graph.Must(graph.Build(d)), nil, out.Options{}).Write(context.Background(), &b, f)
		if err != nil {
			t.Fatalf("%v", err)
		}
		files = append(files, intake.Input{File: "exported" + f.Ext, Data: b.Bytes()})
		exported.Write(b.Bytes())
	}
	im := intake.Read(files, intake.Options{})
	if err := im.Problems.Err(); err != nil {
		t.Fatalf("%v\n%s", err, exported.String())
	}
	back, problems := im.Check("back", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatalf("%v\n%s", err, exported.String())
	}
	return graph.Must(graph.Build(back))
}

func TestExportedAndImportedAgain(t *testing.T) {
	ways := whole(t)
	builtIn, _ := sources.SyriaContacts()
	want := sayings(graph.Must(graph.Build(builtIn)))
	for _, formats := range ways {
		t.Run(strings.Join(formats, "+"), func(t *testing.T) {
			if diff := cmp.Diff(want, sayings(again(t, builtIn, formats))); diff != "" {
				t.Error(diff)
			}
		})
	}
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		d, problems := sources.OpenFS(drawFolder(t), ".", sources.Options{})
		if problems.Err() != nil {
			return
		}
		tried++
		want := sayings(graph.Must(graph.Build(d)))
		for _, formats := range ways {
			if diff := cmp.Diff(want, sayings(again(t, d, formats))); diff != "" {
				t.Fatalf("%s (-exported +imported)\n%s", strings.Join(formats, "+"), diff)
			}
		}
	})
	if tried < 20 {
		t.Errorf("only %d dossiers drawn that the reader accepts", tried)
	}
}

// drawFolder draws a dossier with contacts that are drawn and such that are not, and words that break records and XML.
func drawFolder(t *rapid.T) fstest.MapFS {
	words := rapid.StringOf(rapid.RuneFrom([]rune("ab \"',;|\\n\n:<>&]-.é中🙂")))
	word := rapid.StringOf(rapid.RuneFrom([]rune("abc\"',;\\:<>&é中")))
	pick := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "cell") }
	cell := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
	row := func(b *strings.Builder, cells ...string) {
		for i := range cells {
			cells[i] = cell(cells[i])
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	var actors, documents, claims strings.Builder
	row(&actors, "id", "name", "short", "kind", "role", "alias", "part_of", "country", "side", "same_as", "note",
		"Region", "label")
	for i := range 5 {
		row(&actors, fmt.Sprintf("e%d", i), "N"+word.Draw(t, "name"), word.Draw(t, "short"), pick("", "person"),
			words.Draw(t, "role"), words.Draw(t, "alias"),
			map[bool]string{true: "e4"}[i < 2], pick("", "GB"), word.Draw(t, "side"), words.Draw(t, "same_as"),
			words.Draw(t, "note"), words.Draw(t, "own"), word.Draw(t, "label"))
	}
	row(&documents, "id", "title", "url", "author", "issued", "derived_from", "note", "Shelf mark")
	for i := range 3 {
		row(&documents, fmt.Sprintf("%d", i), "T"+word.Draw(t, "title"),
			pick("", fmt.Sprintf("https://example.org/%d?a=1&b=2", i)), words.Draw(t, "author"), "2024?",
			map[bool]string{true: "2"}[i == 1], words.Draw(t, "note"), words.Draw(t, "own"))
	}
	columns := []string{"id", "contact", "actor", "recipient", "document", "kind", "direction", "date", "place",
		"channel", "modality", "stance", "asserted_by", "about",
		"locator", "label", "summary", "note", "Mood: in words"}
	row(&claims, slices.Clone(columns)...)
	for i := range rapid.IntRange(1, 5).Draw(t, "claims") {
		about := ""
		if i > 0 {
			about = pick("", "c0")
		}
		row(&claims, fmt.Sprintf("c%d", i), pick("", "", "one", "e0--e2--talks"), pick("e0", "e1", "e0|e1"),
			pick("e2", "e3", "e2|e3"), pick("0", "1"), pick("", "talks"), pick("", "directed"),
			pick("", "2014~", "/2014"), words.Draw(t, "place"), pick("", "via e4", "unknown"), pick("", "planned"),
			pick("", "reports", "disputes", "retracts"),
			pick("", "e4 > 2", "an unnamed diplomat > 1", `a \ man`), about, words.Draw(t, "locator"),
			word.Draw(t, "label"), words.Draw(t, "summary"), words.Draw(t, "note"), words.Draw(t, "own"))
	}
	return fstest.MapFS{"actors.csv": {Data: []byte(actors.String())},
		"documents.csv": {Data: []byte(documents.String())}, "claims.csv": {Data: []byte(claims.String())}}
}

// A dossier's own tables, imported, are the same dossier.
func TestOwnTablesImported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, problems := sources.OpenFS(drawFolder(t), ".", sources.Options{})
		if problems.Err() != nil {
			return
		}
		var inputs []intake.Input
		for _, f := range d.Folder().Files() {
			inputs = append(inputs, intake.Input{File: f.Name, Data: f.Data})
		}
		im := intake.Read(inputs, intake.Options{})
		if err := im.Problems.Err(); err != nil {
			t.Fatalf("%v", err)
		}
		back, problems := im.Check("back", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatalf("%v", err)
		}
		if diff := cmp.Diff(sayings(graph.Must(graph.Build(d))), sayings(graph.Must(graph.Build(back)))); diff != "" {
			t.Fatalf("(-tables +imported)\n%s", diff)
		}
	})
}
