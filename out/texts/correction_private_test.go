package texts_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/texts"
	"relgraph/sources"
)

// Whatever column is private, now or later, and whatever the dossier's own columns hold: a note for publication
// quotes none of it.
func TestCorrectionsQuoteNoPrivateColumn(t *testing.T) {
	plain := map[string]map[string]string{
		"actors":    {"id": "ann", "name": "Ann Abbot"},
		"documents": {"id": "d1", "title": "First report"},
		"claims":    {"id": "c1", "actor": "ann", "recipient": "bo", "document": "d1", "kind": "talks"},
	}
	others := map[string]string{"actors": "bo,Bo Baker", "documents": "d2,Second report", "claims": "c2,bo,ann,d2,visit"}
	secret := map[string]string{"checked_on": "1987-06-05", "checked_row": "r2:5ec4e75ec4e75ec4", "path": "5ec4e7.pdf"}
	open := func(with bool) *graph.Graph {
		fsys := fstest.MapFS{}
		for table, cells := range plain {
			var header, row []string
			for _, c := range sources.Columns() {
				text, given := cells[c.Name]
				switch {
				case c.Table != table, !given && !(with && c.Reach >= sources.Private):
					continue
				case !given:
					if text = secret[c.Name]; text == "" {
						text = "5ec4e7 " + c.Name
					}
				}
				header, row = append(header, c.Name), append(row, text)
			}
			if with {
				header, row = append(header, "informant"), append(row, "5ec4e7 own")
			}
			fsys["d/"+table+".csv"] = &fstest.MapFile{Data: []byte(strings.Join(header, ",") + "\n" +
				strings.Join(row, ",") + "\n" +
				others[table] + strings.Repeat(",", len(header)-1-strings.Count(others[table], ",")) + "\n")}
		}
		d, problems := sources.OpenFS(fsys, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return graph.Must(graph.Build(d))
	}
	for _, way := range []string{"came", "went"} {
		old, new := open(way == "went"), open(way == "came")
		var b strings.Builder
		if err := texts.WriteCorrections(&b, graph.Compare(old, new), words.English()); err != nil {
			t.Fatal(err)
		}
		for _, private := range []string{"5ec4e7", "1987"} {
			if strings.Contains(b.String(), private) {
				t.Errorf("%s: the note says %q:\n%s", way, private, b.String())
			}
		}
		if want := "doubt in 1 row"; !strings.Contains(b.String(), want) {
			t.Errorf("%s: want %q counted in\n%s", way, want, b.String())
		}
	}
}
