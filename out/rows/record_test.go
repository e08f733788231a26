package rows

import (
	"testing"

	"relgraph/sources"
)

// TestARecordIsItsFacts: what is appended cell by cell for the sake of speed is what the facts of the row say.
func TestARecordIsItsFacts(t *testing.T) {
	held := 0
	hold := func(got []byte, facts []Fact) {
		t.Helper()
		want := string(appendEscaped(nil, facts, unescaped))
		if held++; string(got) != want || want == "" {
			t.Errorf("appended %q, and the facts are %q", got, want)
		}
	}
	for _, name := range sources.BuiltIns() {
		d, problems := sources.OpenBuiltIn(name, sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		for i := range d.Actors {
			a := &d.Actors[i]
			hold(appendRecord(nil, ofActors, a, a.Extra, unescaped), append(factsOf(ofActors, a), OwnFacts(a.Extra)...))
		}
		for i := range d.Documents {
			doc := &d.Documents[i]
			hold(appendRecord(nil, ofDocuments, doc, doc.Extra, unescaped),
				append(factsOf(ofDocuments, doc), OwnFacts(doc.Extra)...))
		}
		for i := range d.Claims {
			c := &d.Claims[i]
			hold(appendRecord(nil, columnsOf(c), c, c.Detail().Extra, unescaped),
				append(factsOf(ofClaims, c), OwnFacts(c.Detail().Extra)...))
		}
	}
	if held < 100 {
		t.Errorf("only %d rows were held", held)
	}
}
