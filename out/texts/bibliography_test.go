package texts

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/out/internal/golden"
	"relgraph/out/rows"
)

func written(t *testing.T, g *graph.Graph, f format.Format[*rows.Job]) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, rows.NewJob(g)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBibliographies(t *testing.T) {
	g := golden.Graphs(t)["names-in-quotes"]
	golden.Compare(t, "names-in-quotes.csl", written(t, g, CSL))
	golden.Compare(t, "names-in-quotes.bibtex", written(t, g, BibTeX))
}

func TestDatesInBibliographies(t *testing.T) {
	for _, tt := range []struct{ issued, csl, bib string }{
		{"2014-09-23", `{"date-parts": [[2014, 9, 23]]}`, "year = {2014}, date = {2014-09-23}"},
		{"2014-09", `{"date-parts": [[2014, 9]]}`, "year = {2014}, date = {2014-09}"},
		{"2014~", `{"date-parts": [[2014]], "circa": true}`, "year = {2014}, date = {2014~}"},
		{"2014-09/2015", `{"date-parts": [[2014, 9], [2015]]}`, "year = {2014}, date = {2014-09/2015}"},
		{"2014-09/..", `{"literal": "on or after Sep 2014"}`, "note = {published on or after Sep 2014}"},
		{"2014-22", `{"literal": "summer 2014"}`, "note = {published summer 2014}"},
		{"201X", `{"literal": "2010s"}`, "note = {published 2010s}"},
	} {
		g := golden.Situation{
			Actors: "id,name\na,Ann\nb,Bo\n", Documents: "id,title,issued\nd,T," + tt.issued + "\n",
			Claims: "actor,recipient,document\na,b,d\n",
		}.Graph(t)
		var items []struct{ Issued json.RawMessage }
		if err := json.Unmarshal(written(t, g, CSL), &items); err != nil {
			t.Fatal(err)
		}
		bib := strings.Join(strings.Fields(string(written(t, g, BibTeX))), " ")
		if diff := cmp.Diff(tt.csl, string(items[0].Issued)); diff != "" || !strings.Contains(bib, tt.bib) {
			t.Errorf("%s: CSL %s; BibTeX %s, want %s", tt.issued, diff, bib, tt.bib)
		}
	}
}
