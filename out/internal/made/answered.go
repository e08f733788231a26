package made

import (
	"fmt"
	"strings"
	"testing/fstest"

	"relgraph/sources"
)

// Answered is a dossier of n claims: every second denies the one before it, which it names in "about", and each document
// has a publisher of its own. It is for counting what work more rows are.
func Answered(n int) (*sources.Dossier, error) {
	var actors, documents, claims strings.Builder
	actors.WriteString("id,name\n")
	documents.WriteString("id,title,url,publisher,issued\n")
	claims.WriteString("id,actor,recipient,document,kind,date,stance,asserted_by,about\n")
	for i := range n/2 + 1 {
		fmt.Fprintf(&actors, "a%d,Actor %d\n", i, i)
		fmt.Fprintf(&documents, "d%d,Report %d,https://example.org/%d,Paper %d,2021-02-03\n", i, i, i, i)
	}
	for i := range n / 2 {
		fmt.Fprintf(&claims, "c%d,a%d,a%d,d%d,meeting,2020-01-%02d,,,\n", 2*i, i, i+1, i, 1+i%28)
		fmt.Fprintf(&claims, "c%d,a%d,a%d,d%d,meeting,2020-01-%02d,denies,a%d,c%d\n", 2*i+1, i, i+1, i+1, 1+i%28, i, 2*i)
	}
	d, problems := sources.OpenFS(fstest.MapFS{"d/actors.csv": {Data: []byte(actors.String())},
		"d/documents.csv": {Data: []byte(documents.String())},
		"d/claims.csv":    {Data: []byte(claims.String())}}, "d", sources.Options{})
	return d, problems.Err()
}
