package sources_test

import (
	"fmt"
	"testing/fstest"

	"relgraph/sources"
)

// A sheet with three columns is a dossier. What was understood of it is told, and what would make it stronger.
func ExampleOpenFS() {
	sheet := "from,to,url\n" +
		"Ann Abbot,Bo Baker,https://example.org/1\n" +
		"Bo Baker,Cy Cooper,https://example.org/1\n"
	d, problems := sources.OpenFS(fstest.MapFS{"contacts.csv": {Data: []byte(sheet)}}, "contacts.csv", sources.Options{})
	for _, c := range d.Claims {
		fmt.Println(c.ID, c.Actors, c.Recipients, c.Kind)
	}
	fmt.Println(problems.Error())
	// Output:
	// example-org-1-1 [ann-abbot] [bo-baker] contact
	// example-org-1-2 [bo-baker] [cy-cooper] contact
	// contacts.csv:1:1: note: "from" read as actor
	// contacts.csv:1:1: hint: the table has no column "date": it would say when it happened
	// contacts.csv:1:1: hint: the table has no column "stance": it would tell reports, confirmations and denials apart
	// contacts.csv:1:1: hint: the table has no column "locator": it would say where in the document it stands
	// contacts.csv:1:1: hint: the table has no column "checked_by": it would say who checked the row
	// contacts.csv:1:6: note: "to" read as recipient
	// contacts.csv:1:9: note: "url" read as document
}

// Nothing is made from a dossier with errors. Each says where it is and what would be right.
func ExampleDiagnostics_Err() {
	sheet := "actor,recipient,document,kind,stance\n" +
		"Ann Abbot,Bo Baker,https://example.org/1,meeting,rumored\n"
	_, problems := sources.OpenFS(fstest.MapFS{"contacts.csv": {Data: []byte(sheet)}}, "contacts.csv", sources.Options{})
	if err := problems.Err(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// contacts.csv:2:50: unknown stance "rumored": want reports, confirms, denies, disputes, no-comment, retracts
}

// The dossier that comes with relgraph. A claim leads to its document and to the passage that it stands on.
func ExampleSyriaContacts() {
	d, _ := sources.SyriaContacts()
	c := d.Claim("toi-2014-01")
	fmt.Println(c.Summary)
	fmt.Println(d.Document(c.Document).Name(), "-", c.Locator)
	fmt.Println("by way of", c.Detail().AssertedBy, "-", c.Detail().Hedge)
	fmt.Println(c.Detail().Anchor.First, "…", c.Detail().Anchor.Last)
	// Output:
	// MI6 officers held talks in Damascus, over several months, with people from Assad's intelligence services.
	// British intelligence said to be in talks with Assad - paras. 3–4
	// by way of mirror-2014 - reportedly
	// The British MI6 spy … as senior Syrian diplomats
}

// A program's own records are checked as a file is; each problem names the table, and the record and column by their
// numbers.
func ExampleNew() {
	actors := []sources.Actor{{ID: "ann", Name: "Ann Abbot"}, {ID: "bo", Name: "Bo Baker"}}
	documents := []sources.Document{{ID: "news", Title: "Abbot met Baker"}}
	claim := sources.Claim{Actors: []sources.ActorID{"ann"}, Recipients: []sources.ActorID{"bo"}, Document: "news",
		Kind: "meeting"}
	d, problems := sources.New(actors, documents, []sources.Claim{claim}, sources.Options{})
	fmt.Println(d.Claims[0].ID, d.Claims[0].Stance, problems.Err())

	claim.Recipients = []sources.ActorID{"bob"}
	d, problems = sources.New(actors, documents, []sources.Claim{claim}, sources.Options{})
	fmt.Println(problems.Err())
	fmt.Println(d.Sound() == nil)
	// Output:
	// news-1 reports <nil>
	// claims:1:4: unknown actor "bob": did you mean "bo"?
	// false
}

// What every column of a table is, holds and means can be asked of the table itself.
func ExampleClaimColumns() {
	d, _ := sources.SyriaContacts()
	for _, c := range sources.ClaimColumns() {
		if c.Part == sources.Statement && c.Blank != "" {
			fmt.Printf("%s: %s\n", c.Name, c.Meaning(&d.Claims[0]))
		}
	}
	// Output:
	// kind: talks
	// modality: happened
	// stance: reports
}
