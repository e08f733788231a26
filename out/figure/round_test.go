package figure_test

import (
	"slices"
	"strings"
	"testing"

	"relgraph/out/figure"
)

// What stands in words beside a diagram names all members of a round, not its first two.
func TestWordsNameAllMembersOfARound(t *testing.T) {
	g := graphOf(t, map[string]string{
		"actors.csv":    "id,name\nann,Ann\nbo,Bo\ncy,Cy\n",
		"documents.csv": "id,title\none,One\n",
		"claims.csv": "actor,recipient,document,kind,direction,date,stance\nann|bo|cy,,one,talks,,2020,\n" +
			"ann,bo|cy,one,warning,directed,2021,\nann|bo|cy,,one,talks,,2022,disputes\n",
	})
	f, err := figure.Draw(t.Context(), g, nil, figure.Options{Layout: figure.Network})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range f.Table.Rows {
		if row[0] != "Ann" || row[1] != "Bo and Cy" {
			t.Errorf("row %d of the table in words: got %q", i+1, row)
		}
	}
	var says []string
	f.Each(func(p figure.Part) {
		for _, text := range p.Texts {
			says = append(says, text.Content)
		}
	})
	const want = "Ann, Bo and Cy, talks"
	if !slices.ContainsFunc(says, func(s string) bool { return strings.Contains(s, want) }) {
		t.Errorf("the note below says nothing of %q: %q", want, says)
	}
}
