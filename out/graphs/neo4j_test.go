package graphs

import (
	"encoding/csv"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/sources"
)

// The tables hold each row of the dossier once, and every relationship ends at a row that is there.
func TestNeo4jTablesFitTogether(t *testing.T) {
	d, _ := sources.SyriaContacts()
	ids := map[string]map[string]bool{} // by the name of their space
	var relationships [][]string        // space, id, space, id
	args := ""
	for _, f := range neo4jFiles(graph.Must(graph.Build(d))) {
		if f.Name == "import.args" {
			args = string(f.Data)
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(string(f.Data))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		space := func(column string) string {
			_, rest, _ := strings.Cut(column, "(")
			return strings.TrimSuffix(rest, ")")
		}
		for _, row := range rows[1:] {
			switch {
			case strings.HasPrefix(rows[0][0], "id:ID("):
				in := space(rows[0][0])
				if ids[in] == nil {
					ids[in] = map[string]bool{}
				}
				if ids[in][row[0]] {
					t.Errorf("%s: %s twice", f.Name, row[0])
				}
				ids[in][row[0]] = true
			case strings.HasPrefix(rows[0][0], ":START_ID("):
				relationships = append(relationships, []string{space(rows[0][0]), row[0], space(rows[0][1]), row[1]})
			default:
				t.Fatalf("%s begins with the column %q", f.Name, rows[0][0])
			}
		}
	}
	for space, want := range map[string]int{"Actor": len(d.Actors), "Document": len(d.Documents), "Claim": len(d.Claims)} {
		if len(ids[space]) != want {
			t.Errorf("%d rows of %s, want %d", len(ids[space]), space, want)
		}
	}
	for _, r := range relationships {
		if !ids[r[0]][r[1]] || !ids[r[2]][r[3]] {
			t.Errorf("a relationship from %s %q to %s %q", r[0], r[1], r[2], r[3])
		}
	}
	if len(relationships) < len(d.Claims)*3 || !strings.Contains(args, "--nodes=Actor=actors.csv\n") ||
		!strings.Contains(args, "--array-delimiter=U+001F\n") {
		t.Errorf("%d relationships; arguments:\n%s", len(relationships), args)
	}
}
