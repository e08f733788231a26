package change_test

import (
	"testing"
	"testing/fstest"

	"relgraph/sources"
	"relgraph/sources/change"
)

// In every column of claims, whichever there are, another text is one change in that column, and two texts merge as
// the column says.
func TestEveryColumnOfClaims(t *testing.T) {
	samples := map[sources.Holds][2]string{
		sources.HoldsActors: {"cy", "di"}, sources.HoldsDocuments: {"d2", "d3"}, sources.HoldsClaim: {"c2", "c3"},
		sources.HoldsKind: {"visit", "call"},
		sources.HoldsWord: {"planned", "requested"}, sources.HoldsDate: {"2019", "2020"},
		sources.HoldsChannel: {"direct", "via di"},
		sources.HoldsChain:   {"cy (on record)", "di (on record)"},
		sources.HoldsAnchor:  {"n1 3+40 sha256:" + digestText("a"), "n1 3+40 sha256:" + digestText("b")},
		sources.HoldsDigest:  {"r2:0123456789abcdef", "r2:fedcba9876543210"},
	}
	open := func(column, text string) *sources.Dossier {
		row := map[string]string{"id": "c1", "actor": "ann", "recipient": "bo", "document": "d1", "kind": "talks",
			"summary": "They met."}
		row[column] = text
		header, cells := "", ""
		for _, c := range sources.ClaimColumns() {
			if row[c.Name] != "" {
				header, cells = header+","+c.Name, cells+",\""+row[c.Name]+"\""
			}
		}
		d, problems := sources.OpenFS(fstest.MapFS{
			"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cyrus\ndi,Diana\n")},
			"d/documents.csv": {Data: []byte("id,title\nd1,First\nd2,Second\nd3,Third\n")},
			"d/claims.csv":    {Data: []byte(header[1:] + "\n" + cells[1:] + "\n")},
		}, "d", sources.Options{})
		if d == nil || len(d.Claims) != 1 {
			t.Fatal(problems)
		}
		return d
	}
	tried := 0
	for _, c := range sources.ClaimColumns() {
		sample, ok := samples[c.Holds]
		switch {
		case c.Name == "found_in": // where a row stood in another file is never compared
			continue
		case c.Holds == sources.HoldsText:
			sample = [2]string{"one text", "another text"}
		case c.Name == "direction", c.Name == "stance":
			sample = map[string][2]string{"direction": {"", "directed"}, "stance": {"disputes", "reports"}}[c.Name]
		case !ok:
			continue
		}
		tried++
		t.Run(c.Name, func(t *testing.T) {
			a, b := open(c.Name, sample[0]), open(c.Name, sample[1])
			changes := change.Between(a, b)
			if len(changes.Claims) != 1 || len(changes.Claims[0].Cells) != 1 ||
				changes.Claims[0].Cells[0].Column != c.Name {
				t.Fatalf("want one change in one cell, %s:\n%s", c.Name, said(changes))
			}
			if !change.Between(a, a).None() {
				t.Error("a dossier is not as itself")
			}
			if c.Name == "document" { // claims of two documents are two
				return
			}
			u := change.Merge(a, b, 0)
			switch decides := c.Merging == sources.Decide || c.Merging == sources.Fill; {
			case c.Part == sources.Statement && len(u.Tables[2].Rows) == 2:
				// what one document says in two ways is kept twice
			case decides != (len(u.Conflicts) > 0):
				t.Errorf("conflicts %v, want some: %t", u.Conflicts, decides)
			}
		})
	}
	if tried < len(sources.ClaimColumns())-2 {
		t.Errorf("%d of %d columns tried", tried, len(sources.ClaimColumns()))
	}
}

// digestText is a digest in hexadecimal.
func digestText(digit string) string {
	text := ""
	for range 64 {
		text += digit
	}
	return text
}
