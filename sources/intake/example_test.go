package intake_test

import (
	"fmt"

	"relgraph/sources"
	"relgraph/sources/intake"
)

func ExampleRead() {
	sheet := "Who,Met with,When,Source\nAnn Example,Bo Sample,May 2019,https://example.org/1\n"
	im := intake.Read([]intake.Input{{File: "contacts.csv", Data: []byte(sheet)}}, intake.Options{})
	fmt.Println(im.Problems.Error())
	d, problems := im.Check("my-dossier", sources.Options{})
	for _, c := range d.Claims {
		fmt.Println(c.ID, c.Actors, c.Recipients, c.Date, len(problems))
	}
	for _, f := range im.Files() {
		fmt.Println(f.Name)
	}
	// Output:
	// contacts.csv:1:1: note: "Who" read as actor
	// contacts.csv:1:5: note: "Met with" read as recipient
	// contacts.csv:1:14: note: "When" read as date
	// contacts.csv:1:19: note: "Source" read as document
	// contacts.csv: note: read as csv: a table of claims
	// contacts.csv: note: 2 actors, of what the rows name; ids are made of the names
	// contacts.csv: note: 1 document, of what the rows name; ids are made of the names
	// contacts.csv:2:23: note: the date "May 2019" read as "2019-05"
	// example-org-1-1 [ann-example] [bo-sample] 2019-05 0
	// actors.csv
	// documents.csv
	// claims.csv
}
