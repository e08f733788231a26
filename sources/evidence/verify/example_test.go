package verify_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

func ExampleDossier() {
	files := fstest.MapFS{
		"ferry/actors.csv":    {Data: []byte("id,name\nmaster,Harbour master\nunion,Union\n")},
		"ferry/documents.csv": {Data: []byte("id,title,path\nbulletin,No ferry today,bulletin.txt\n")},
		"ferry/claims.csv": {Data: []byte("id,actor,recipient,document,anchor\n" +
			`c1,master,union,bulletin,"n1 15+85 sha256:3670ef556339d9e6a57391aa9c1554677f2141794ba5a130d8da41e012dd316e The ferry to the … master told the union"` + "\n")},
	}
	d, problems := sources.OpenFS(files, "ferry", sources.Options{})
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{
		"No ferry today\nThe ferry to the island will not run before spring, the harbour master told the union on Monday.",
		"The ferry to the island will not run before spring, the harbour master told the union on Monday.",
		"No ferry today\nThe ferry to the island will not run before summer, the harbour master told the union on Monday.",
	} {
		report, err := verify.Dossier(context.Background(), d, fstest.MapFS{"bulletin.txt": {Data: []byte(text)}}, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, c := range report.Claims {
			fmt.Printf("%s %s %d %q\n", c.Claim.ID, c.Status, c.Further(), c.By)
		}
	}
	// Output:
	// c1 verified 0 ""
	// c1 moved -15 ""
	// c1 changed 0 "first and last words"
}
