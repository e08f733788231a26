package words_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/bidi"

	"relgraph/graph/words"
	"relgraph/sources"
)

// shown is a line as a reader sees it from the left, by the rules of Unicode's Annex 9 as another program has them.
func shown(t *testing.T, text string, base bidi.Direction) string {
	t.Helper()
	var p bidi.Paragraph
	if _, err := p.SetString(text, bidi.DefaultDirection(base)); err != nil {
		t.Fatal(err)
	}
	order, err := p.Order()
	if err != nil {
		t.Fatal(err)
	}
	seen := ""
	for i := range order.NumRuns() { // in the order of the text
		run := order.Run(i)
		part := run.String()
		if run.Direction() == bidi.RightToLeft {
			part = bidi.ReverseString(part)
		}
		if base == bidi.RightToLeft {
			seen = part + seen
		} else {
			seen += part
		}
	}
	for _, mark := range []string{"\u200E", "\u200F", "\u2068", "\u2069"} {
		seen = strings.ReplaceAll(seen, mark, "")
	}
	return seen
}

// What a document is cited by, and what it rests on, stands in the order of the language that says so: a day before its
// month, brackets and quotation marks with their name, whatever letters the names are in.
func TestNamesOfOtherScriptsKeepTheOrderOfACitation(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv": {Data: []byte("id,name\n")}, "d/claims.csv": {Data: []byte("actor,recipient,document\n")},
		"d/documents.csv": {Data: []byte("id,title,publisher,issued,derived_from\nd1,Met,Daily,2024-05-03,d2\n" +
			"d2,אבג (דה),וזח,2024-05-02,\nd3,Rien : « non »,Courrier,2024-04-01,\nd4,Ja (nein),Woche,2024-04-01,d3\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	english := words.English()
	for _, c := range []struct{ got, want string }{
		{english.Documents.CitedInOrder(&d.Documents[0]), "Daily, “Met”, 3 May 2024"},
		{english.Documents.CitedInOrder(&d.Documents[1]), "חזו, “(הד) גבא”, 2 May 2024"},
		{english.Documents.RestsOnInOrder(d, &d.Documents[0]), "חזו, “(הד) גבא”, 2 May 2024"},
	} {
		if got := shown(t, c.got, bidi.LeftToRight); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	arabic, err := words.In("ar")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{
		{arabic.Documents.CitedInOrder(&d.Documents[2]), "»Rien : « non »« ،Courrier"},
		{arabic.Documents.CitedInOrder(&d.Documents[3]), "»Ja (nein)« ،Woche"},
		{arabic.Documents.RestsOnInOrder(d, &d.Documents[3]), "»Rien : « non »« ،Courrier"},
	} {
		if got := shown(t, c.got, bidi.RightToLeft); !strings.HasSuffix(got, c.want) {
			t.Errorf("got %q, want %q at its end", got, c.want)
		}
	}
}
