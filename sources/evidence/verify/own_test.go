package verify_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

// Words of a document in a cell are told of with their place, whichever document they are from; its title may be named.
func TestVerbatim(t *testing.T) {
	const courier = "Ferry to the island will not run before spring, says master\n\n" +
		"The ferry to the island will not run before spring, the harbour master told the union’s envoys on Monday.\n"
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name,role\nann,Ann Abbot,\"master, of whom the union says that he was never seen on the quay\"\nbo,Bo Baker,\n")},
		"d/documents.csv": {Data: []byte("id,title,path\ncourier,\"[Ferry to the island will not run before spring, says master]\",courier.txt\nherald,Nobody on the quay,herald.txt\nlost,Lost,\n")},
		"d/claims.csv": {Data: []byte("id,actor,recipient,document,hedge,summary,note,colour\n" +
			"c1,ann,bo,courier,told,\"The master told them: ferry to the island will not run before spring, the harbour master told.\",,\n" +
			"c2,bo,ann,herald,,Envoys met the master.,\"Under the headline “Ferry to the island will not run before spring, says master”.\",\"the harbour master told the union's envoys on monday; and\nto the island will not run before spring, the harbour\"\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	r, err := verify.Dossier(t.Context(), d, fstest.MapFS{
		"courier.txt": {Data: []byte(courier)},
		"herald.txt":  {Data: []byte("The union says that he was never seen on the quay.")},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	const own = " in your own words, since a dossier is passed on and the document is somebody else's"
	want := []string{
		`d/actors.csv:2:15: warning: 11 words in a row, from "the union says that" on, stand in document "herald" as well: want the role` + own,
		`d/claims.csv:2:24: warning: 12 words in a row, from "to the island will" on, stand in document "courier" as well: want the summary` + own,
		`d/claims.csv:3:126: warning: 9 words in a row, from "the harbour master told" on, stand in document "courier" as well: want the colour` + own,
		`d/claims.csv:3:126: warning: 10 words in a row, from "to the island will" on, stand in document "courier" as well: want the colour` + own,
	}
	if diff := cmp.Diff(want, strings.Split(r.Verbatim.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
