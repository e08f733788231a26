package desk

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph/words"
	"relgraph/sources"
)

// TestWhatCheckersVouchForIsAsked gives each column that a checker vouches for something to say, one at a time, and
// looks for it in the answer of the question that the column belongs to. A column that is added needs nothing else.
func TestWhatCheckersVouchForIsAsked(t *testing.T) {
	holds := map[sources.Holds]string{sources.HoldsDate: "2031-05-04", sources.HoldsActors: "zed",
		sources.HoldsChannel: "via zed", sources.HoldsChain: "zed", sources.HoldsKind: "zed"}
	shown := map[string]string{"zed": "Zed Example", "2031-05-04": "4 May 2031"}
	asked := 0
	for _, column := range sources.ClaimColumns() {
		if !column.Checked() || slices.Contains(besides, column.Name) {
			continue
		}
		text := holds[column.Holds]
		if column.Holds == sources.HoldsWord {
			text = column.Words[len(column.Words)-1]
			if column.Name == "direction" {
				text = "directed"
			}
		}
		if text == "" {
			text = "z" + strings.ReplaceAll(column.Name, "_", "")
		}
		files := fstest.MapFS{
			"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\nzed,Zed Example\n")},
			"d/documents.csv": {Data: []byte("id,title\ndoc,Report\n")},
			"d/claims.csv":    {Data: []byte("id,actor,recipient,document,kind\nc1,ann,bo,doc,warning\n")},
		}
		d, problems := sources.OpenFS(files, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		if err := column.Set(&d.Claims[0], text); err != nil {
			t.Fatalf("%s: %v", column.Name, err)
		}
		said := ""
		for _, q := range Questions(words.English()) {
			if slices.Contains(q.Columns, column.Name) {
				said += q.Says(d, &d.Claims[0])
				asked++
			}
		}
		if column.Name == "direction" {
			text = "→"
		}
		if !strings.Contains(said, text) && (shown[strings.TrimPrefix(text, "via ")] == "" ||
			!strings.Contains(said, shown[strings.TrimPrefix(text, "via ")])) &&
			column.Name != "locator" { // which stands above the passage
			t.Errorf("%s: nobody sees %q in %q", column.Name, text, said)
		}
	}
	if asked < 14 {
		t.Errorf("only %d columns are asked about", asked)
	}
}
