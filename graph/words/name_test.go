package words

import (
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

// Who speaks for a body is told with it, in its document's words.
func TestWhoSpeaksIsTold(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name,short\nministry,Ministry of Transport,Transport\nbo,Bo Baker,\n")},
		"d/documents.csv": {Data: []byte("id,title,publisher\nmirror,A Mirror,Mirror\n")},
		"d/claims.csv": {Data: []byte(`actor,recipient,document,kind,stance,asserted_by
ministry,bo,mirror,meeting,denies,ministry: a spokeswoman (on record)
ministry,bo,mirror,meeting,,ministry: two officials (anonymous) > mirror
ministry,bo,mirror,meeting,,ministry
`)},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Ministry of Transport: a spokeswoman (on record) > Mirror",
		"Ministry of Transport: two officials (anonymous) > Mirror", "Ministry of Transport > Mirror"} {
		if got := English().Actors.ToldBy(d, &d.Claims[i], Full); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	// at a line, where the body is enough
	if got := English().Claims.Contradicted(d, &d.Claims[0]); got != "denied by Transport" {
		t.Error(got)
	}
}
