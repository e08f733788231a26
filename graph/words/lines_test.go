package words

import (
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/sources"
)

// Title, note and counts speak of contacts, of ties, or of both, by what the rows are. Affiliations go without saying
// beside contacts.
func TestWhatLinesAreCalled(t *testing.T) {
	const contact, tie, affiliation = "ann,bo,d1,meeting\n", "ann,cy,d1,owns\n", "bo,cy,d1,affiliation\n"
	for _, tt := range []struct{ name, rows, title, note string }{
		{"contacts", contact, "Reported contacts: harbour",
			"A line means that a document reports the contact, not that it took place."},
		{"contacts and affiliations", contact + affiliation, "Reported contacts: harbour",
			"A line means that a document reports the contact, not that it took place."},
		{"ties", tie, "Reported ties: harbour", "A line means that a document reports the tie, not that it is so."},
		{"affiliations", affiliation, "Reported ties: harbour",
			"A line means that a document reports the tie, not that it is so."},
		{"both", contact + tie, "Reported contacts and ties: harbour",
			"A line means that a document reports the contact or tie, not that it is so."},
	} {
		d, problems := sources.OpenFS(fstest.MapFS{
			"harbour/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cy\n")},
			"harbour/documents.csv": {Data: []byte("id,title\nd1,Courier\n")},
			"harbour/claims.csv":    {Data: []byte("actor,recipient,document,kind\n" + tt.rows)},
		}, "harbour", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		v := English()
		if got := v.Notes.Title(d); got != tt.title {
			t.Errorf("%s: title %q, want %q", tt.name, got, tt.title)
		}
		if got := v.Notes.Line(graph.Must(graph.Build(d))); got != tt.note {
			t.Errorf("%s: note %q, want %q", tt.name, got, tt.note)
		}
	}
	for want, n := range map[string][2]int{"0 contacts": {0, 0}, "2 contacts": {2, 0}, "1 tie": {0, 1},
		"2 contacts and 1 tie": {2, 1}} {
		if got := English().CountLines(n[0], n[1]); got != want {
			t.Errorf("%v: %q, want %q", n, got, want)
		}
	}
}
