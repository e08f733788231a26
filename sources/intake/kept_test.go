package intake_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// tokens are the words and numbers of a text, without case.
func tokens(text string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(text)),
		func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
}

// known are the tokens of all that is written and said of an import.
func known(im *intake.Import) map[string]bool {
	all := map[string]bool{"a": true, "href": true, "b": true, "br": true} // tags are no words of the owner's
	add := func(text string) {
		for _, t := range tokens(text) {
			all[t] = true
		}
	}
	for _, f := range im.Files() {
		add(string(f.Data))
	}
	for _, p := range im.Problems {
		add(p.String())
	}
	for _, v := range im.Account.Values {
		add(v.Text + " " + v.As)
	}
	return all
}

// lost finds the first cell of a table of which a word is neither in the dossier nor in a message.
func lost(im *intake.Import, rows [][]string) (cell, word string) {
	all := known(im)
	for _, row := range rows {
		for _, c := range row {
			for _, t := range tokens(c) {
				if !all[t] {
					return c, t
				}
			}
		}
	}
	return "", ""
}

func written(rows [][]string, comma rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	_ = w.WriteAll(rows) // a Buffer takes everything
	return b.Bytes()
}

// Every cell of any sheet is in the dossier or in a message, whatever stands in it and whatever its columns are called.
func TestNothingIsLost(t *testing.T) {
	heads := []string{"From", "To", "Minister", "Organisation", "Attendees", "Date", "Start", "End", "Year", "Source",
		"Source 2", "URL", "Title", "Outlet", "Kind", "Label", "What", "Notes", "Shelf mark",
		"original_id", "kind_as_found", "date_as_found", "found_in", "document_title", "id", "", "Quelle", "Дата", "to",
		"Published", "Archive", "who says so"}
	texts := []string{"", "", "Ann Example", "ann  example", "Bo Sample", "Cy & Sons", "N/A", "–", "Total",
		"https://example.org/a", "https://example.org/b#part", "https://example.org/b",
		"Daily Sample, https://example.org/c",
		`<a href="https://example.org/d">Courier</a>`, "https://example.org/a | Daily Sample", "Courier 14 March",
		"3/4/2014", "16/06/2015", "June 2014", "2014", "44197", "12 мая 2019", "denied meeting", "met", "owns",
		"[1]", "doi:10.1234/xyz", "/Users/me/doc.pdf", "example.org/e", "Ann Example; Bo Sample",
		"Ann Example|Bo Sample", "two\nlines", "TRUE", "0", "=1+1", "x", "?", "c. 2014", "2014-2016", "T1", "T2", "T3"}
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.SliceOfN(rapid.SampledFrom(heads), 2, 8).Draw(t, "heads")
		rows := [][]string{columns}
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			rows = append(rows, rapid.SliceOfN(rapid.SampledFrom(texts), len(columns), len(columns)).Draw(t, "row"))
		}
		opts := intake.Options{Hidden: rapid.Bool().Draw(t, "hidden")}
		if rapid.Bool().Draw(t, "fill down") {
			opts.FillDown = []string{"parties"}
		}
		im := intake.Read([]intake.Input{{File: "list.csv",
			Data: written(rows, rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "separator"))}}, opts)
		if im.Problems.Err() != nil {
			return // nothing is made of it, and the file stands as it was
		}
		if cell, word := lost(im, rows); word != "" {
			t.Fatalf("the word %q of the cell %q is lost\n%s\n%s", word, cell, said(im), fileOf2(im))
		}
	})
}

func fileOf2(im *intake.Import) string {
	var all strings.Builder
	for _, f := range im.Files() {
		fmt.Fprintf(&all, "-- %s --\n%s", f.Name, f.Data)
	}
	return all.String()
}

// No import makes more of a list than it says: a claim for each row and document, an actor for each name, a document
// for each text, however often and in whatever form a row names it.
func TestNothingIsRaised(t *testing.T) {
	forms := []string{"%s", "%s#part", "Daily Sample, %s", `<a href="%s">Daily Sample</a>`, "%s | Daily Sample",
		"see %s.", "(%s)", "%s?utm_source=x"}
	rapid.Check(t, func(t *rapid.T) {
		rows := [][]string{{"From", "To", "Source", "Further source", "Date"}}
		claims, documents, actors := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for i := range rapid.IntRange(1, 8).Draw(t, "rows") {
			a, b := rapid.SampledFrom([]string{"Ann Example", "Bo Sample"}).Draw(t, "from"),
				rapid.SampledFrom([]string{"Cy Cooper", "Di Dunn"}).Draw(t, "to")
			row := []string{a, b, "", "", fmt.Sprint(2000 + i)}
			named := map[string]bool{}
			for _, cell := range []int{2, 3} {
				if cell == 3 && rapid.Bool().Draw(t, "one source only") {
					continue
				}
				doc := rapid.SampledFrom([]string{"https://example.org/1", "https://example.org/2",
					"https://example.net/3"}).Draw(t, "document")
				row[cell] = fmt.Sprintf(rapid.SampledFrom(forms).Draw(t, "form"), doc)
				named[doc] = true
			}
			actors[a], actors[b] = true, true
			for doc := range named {
				documents[doc] = true
				claims[fmt.Sprint(i, doc)] = true
			}
			rows = append(rows, row)
		}
		im := intake.Read([]intake.Input{{File: "list.csv", Data: written(rows, ',')}}, intake.Options{})
		d, problems := im.Check("new", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		if len(d.Claims) != len(claims) || len(d.Documents) != len(documents) || len(d.Actors) != len(actors) {
			t.Fatalf("%d claims, %d documents, %d actors of %d, %d, %d\n%s\n%s", len(d.Claims), len(d.Documents),
				len(d.Actors), len(claims), len(documents), len(actors), said(im), fileOf2(im))
		}
	})
}

// Whatever a sheet is, nothing of it is lost.
func FuzzNothingIsLost(f *testing.F) {
	for _, text := range []string{"from,to,url\nAnn,Bo,https://example.org/1\n", "a;b\n1;2\n",
		"Who,With whom,When\nAnn,\"Bo \"\"B\"\"\",3/4/2014\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) < 2 || strings.ContainsAny(text, ";\t|") ||
			strings.ContainsFunc(text, func(c rune) bool { return c != '\n' && !unicode.IsPrint(c) }) ||
			slices.ContainsFunc(rows, func(r []string) bool { return len(r) < 2 }) {
			return
		}
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(text)}}, intake.Options{Encoding: "utf-8"})
		if im.Problems.Err() != nil {
			return
		}
		if cell, word := lost(im, rows); word != "" && !strings.ContainsRune(word, '\uFFFD') {
			t.Errorf("the word %q of the cell %q is lost\n%s", word, cell, said(im))
		}
	})
}

// Of rows that say the same, each id is kept, also those that cannot be ids of ours.
func TestIDsOfRepeatedRowsAreKept(t *testing.T) {
	im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte("id,From,To,Source\n" +
		"row one,Ann Example,Bo Sample,https://example.org/1\nrow two,Ann Example,Bo Sample,https://example.org/1\n")}},
		intake.Options{})
	if files := fileOf2(im); !strings.Contains(files, "row one|row two") {
		t.Errorf("want both ids kept:\n%s", files)
	}
}

// TestTablesByTheirNames gives each table of a dossier as somebody types it, with few of its columns: a coding is no claim,
// and its columns are those of its table.
func TestTablesByTheirNames(t *testing.T) {
	im := intake.Read([]intake.Input{
		{File: "actors.csv", Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
		{File: "documents.csv", Data: []byte("id,title\nd1,Report\n")},
		{File: "claims.csv", Data: []byte("id,actor,recipient,document,kind\nc1,ann,bo,d1,loan\n")},
		{File: "kinds.csv", Data: []byte("id,word,class\nloan,loan,tie\n")},
		{File: "codings.csv", Data: []byte("claim,coder,actor,recipient,kind\nc1,Second Coder,ann,bo,loan\n")},
	}, intake.Options{})
	if err := im.Problems.Err(); err != nil || len(im.Problems.Only(sources.Warning)) > 0 {
		t.Fatal(im.Problems)
	}
	files := fstest.MapFS{}
	for _, f := range im.Files() {
		files["d/"+f.Name] = &fstest.MapFile{Data: f.Data}
	}
	d, problems := sources.OpenFS(files, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if len(d.Claims) != 1 || len(d.Codings) != 1 || len(d.OwnKinds()) != 1 {
		t.Fatalf("read as %d claims, %d codings, %d kinds: want one of each", len(d.Claims), len(d.Codings), len(d.OwnKinds()))
	}
	if c := d.Codings[0]; c.Claim != "c1" || c.Coder != "Second Coder" || !slices.Equal(c.Actors, []string{"ann"}) ||
		!slices.Equal(c.Recipients, []string{"bo"}) || c.Kind != "loan" || len(c.Extra) > 0 {
		t.Errorf("the coding says %+v", c)
	}
}
