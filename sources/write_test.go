package sources_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/edtf"
)

// folderOf is a written dossier as a folder.
func folderOf(d *sources.Dossier) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range d.Folder().Files() {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// saysTheSame compares all that two dossiers say, wherever it stands. A speaker that has an id may be called by it.
func saysTheSame(want, got *sources.Dossier) string {
	return cmp.Diff(want, got, cmpopts.IgnoreFields(sources.Dossier{}, "Name"),
		cmpopts.IgnoreUnexported(sources.Dossier{}, sources.Actor{}, sources.Document{}, sources.Claim{},
			sources.Coding{}, sources.Kind{}), cmpopts.EquateEmpty(),
		cmp.Transformer("words", func(d edtf.Date) string { return d.String() }),
		cmp.Transformer("words", func(a anchor.Anchor) string { return a.String() }),
		cmpopts.SortSlices(func(a, b sources.Field) bool { return a.Name < b.Name }),
		cmp.Transformer("speaker", func(s sources.Speaker) string {
			switch {
			case s.Document != "":
				s.Text = string(s.Document)
			case s.Actor != "":
				s.Text = string(s.Actor)
			}
			return fmt.Sprint(s.Text, "/", s.Actor, "/", s.Document, s.Anonymous, s.OnRecord)
		}))
}

// A drawnTable draws a table, each cell from what its column may hold.
func drawnTable(t *rapid.T, name string, rows int, cells map[string]*rapid.Generator[string]) string {
	var columns []string
	for _, c := range sources.Columns() {
		if cells[c.Name] != nil && c.Table == name {
			columns = append(columns, c.Name)
		}
	}
	for _, own := range []string{"Shelf mark", "outlet", "region; zone", `a "quoted" name`} {
		if rapid.Bool().Draw(t, own) {
			columns = append(columns, own)
			cells[own] = text
		}
	}
	var b strings.Builder
	write := func(values []string) {
		for i, v := range values {
			values[i] = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
		}
		b.WriteString(strings.Join(values, ",") + "\r\n")
	}
	write(append([]string{}, columns...))
	for i := range rows {
		var values []string
		for _, c := range columns {
			if c == "id" {
				values = append(values, fmt.Sprintf("%s%d", name[:1], i))
				continue
			}
			values = append(values, cells[c].Draw(t, c))
		}
		write(values)
	}
	return b.String()
}

func OneOf(words ...string) *rapid.Generator[string] { return rapid.SampledFrom(words) }

// drawDossier draws a folder of three tables, or of claims alone, which name their actors and documents.
func drawDossier(t *rapid.T) fstest.MapFS {
	names := rapid.StringOf(rapid.RuneFrom([]rune("abcde \"',;é\u0301中🙂")))
	fsys := fstest.MapFS{}
	add := func(file, text string) { fsys[file] = &fstest.MapFile{Data: []byte(text)} }
	claims := map[string]*rapid.Generator[string]{
		"actor": OneOf("a0", "a1", "a0|a1"), "recipient": OneOf("a2", "a3", "a2|a3"), "document": OneOf("d0", "d1"),
		"kind": OneOf("", "contact", "Talks", "affiliation"), "direction": OneOf("", "mutual", "directed"),
		"date":  OneOf("", "2014~", "2014-09/.."),
		"place": text, "channel": OneOf("", "Direct", "unknown", "via a4"), "modality": OneOf("", "happened", "Planned"),
		"stance": OneOf("", "reports", "disputes"), "asserted_by": OneOf("", "a4 > d0", "A4 (on record)",
			"an unnamed diplomat > d1", "sources"),
		"hedge": text, "locator": text, "label": text, "summary": text, "checked_by": text,
		"checked_on": OneOf("", "2026-11-22"), "note": text,
	}
	add("claims.csv", drawnTable(t, "claims", rapid.IntRange(0, 4).Draw(t, "claims"), claims))
	if rapid.Bool().Draw(t, "tables of their own") {
		add("actors.csv", drawnTable(t, "actors", 5, map[string]*rapid.Generator[string]{
			"id":   text,
			"name": rapid.Map(names, func(s string) string { return "A" + s }), "short": names,
			"kind": OneOf("", "Person", "state"), "role": text,
			"alias": text, "part_of": OneOf("", "a4"), "country": OneOf("", "gb"), "side": text,
			"wikidata": OneOf("", "Q145"), "same_as": text, "note": text,
		}))
		add("documents.csv", drawnTable(t, "documents", 2, map[string]*rapid.Generator[string]{
			"id":    text,
			"title": rapid.Map(names, func(s string) string { return "T" + s }),
			"url":   OneOf("", "https://example.org/1"), "type": names, "publisher": names,
			"author": text, "issued": OneOf("", "2024?", "2024-05-02"), "language": names,
			"reliability": OneOf("", "a", "F"), "path": names, "note": text,
		}))
	}
	about := rapid.StringOf(rapid.RuneFrom([]rune("ab:# \"'{&é\u2028"))).Draw(t, "title")
	add("dossier.yaml", "title: "+doubleQuoted("T"+about)+"\n")
	return fsys
}

// What is written and read back says what the dossier said, and is written the same way again.
func TestWrittenReadsTheSame(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		fsys := drawDossier(t)
		d, problems := sources.OpenFS(fsys, ".", sources.Options{})
		if problems.Err() != nil {
			return
		}
		accepted++
		folder := folderOf(d)
		again, problems := sources.OpenFS(folder, ".", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatalf("%v\n%s", err, folder["claims.csv"].Data)
		}
		if diff := saysTheSame(d, again); diff != "" {
			t.Fatalf("(-said +read back)\n%s\n%s", diff, folder["claims.csv"].Data)
		}
		for _, f := range again.Folder().Files() {
			if diff := cmp.Diff(string(folder[f.Name].Data), string(f.Data)); diff != "" {
				t.Fatalf("%s is written in another way the second time:\n%s", f.Name, diff)
			}
		}
	})
	if accepted < 20 {
		t.Errorf("only %d dossiers drawn that the reader accepts", accepted)
	}
}

func TestBuiltInDossierIsWrittenAsItIs(t *testing.T) {
	d, problems := sources.SyriaContacts()
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	again, problems := sources.OpenFS(folderOf(d), ".", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for i := range d.Claims { // an earlier form of the digest is written as today's
		if again.Claims[i].Checking() != sources.Checked {
			t.Errorf("%s is no longer checked", d.Claims[i].ID)
		}
		d.Claims[i].Details.CheckedRow = again.Claims[i].Detail().CheckedRow
	}
	if diff := saysTheSame(d, again); diff != "" {
		t.Error(diff)
	}
}

// A row is repeated whichever way its cells are written.
func TestRepeatedInOtherWords(t *testing.T) {
	sheet := "from,to,url,kind,modality\nAnn,Bo,https://example.org/1,,\nann,Bo,https://example.org/1,contact,happened\n"
	_, problems := sources.OpenFS(fstest.MapFS{"c.csv": {Data: []byte(sheet)}}, "c.csv", sources.Options{})
	want := "c.csv:3:1: the row repeats line 2: want each row once"
	if err := problems.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteCSVReturnsTheWritersError(t *testing.T) {
	d, _ := sources.SyriaContacts()
	if err := d.Folder().Tables()[0].WriteCSV(full{}); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
}
