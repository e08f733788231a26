package rows_test

import (
	"strconv"
	"testing"

	"relgraph/graph"
	"relgraph/out/internal/made"
	"relgraph/out/rows"
	"relgraph/sources"
)

// What a program counts at a node, of the edges that are contacts and each contact once, is what the column "contacts"
// says: its degree, without ties, wherever nobody has a contact of many.
func TestContactsAreTheDegree(t *testing.T) {
	dossiers, err := made.BuiltInAnd(made.Seeds(12, 400))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dossiers {
		j := rows.NewJob(graph.Must(graph.Build(d)))
		contacts, degree, many := map[string]map[sources.ContactID]bool{}, map[string]int{}, map[string]bool{}
		for r := range j.Edges().All() {
			if r.Get("class") != "contact" {
				continue
			}
			for _, end := range []string{string(r.From), string(r.To)} {
				if contacts[end] == nil {
					contacts[end] = map[sources.ContactID]bool{}
				}
				contacts[end][r.Contact] = true
				degree[end]++
				many[end] = many[end] || r.Get("contact") != ""
			}
		}
		for r := range j.Nodes().All() {
			says := r.Get("contacts")
			if got := strconv.Itoa(len(contacts[r.ID])); got != says {
				t.Errorf("%s, %s: edges of %s contacts, and the column says %s", d.Title, r.ID, got, says)
			}
			if got := strconv.Itoa(degree[r.ID]); !many[r.ID] && got != says {
				t.Errorf("%s, %s: the degree is %s, and the column says %s", d.Title, r.ID, got, says)
			}
		}
	}
}
