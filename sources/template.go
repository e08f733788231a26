package sources

// exampleNote marks the rows of the example that a new dossier begins with.
const exampleNote = "example: put your own row in its place"

// ExampleTables are the tables that a new dossier begins with: one contact of two actors, reported by one document,
// each row marked as an example. With the name of a field of kinds, a table of kinds has the words of that field.
func ExampleTables(kinds string) []Table {
	d, _ := New([]Actor{
		{ID: "ann-example", Name: "Ann Example", Kind: Person, Role: "mayor", PartOf: []ActorID{"harbour-town"},
			Note: exampleNote},
		{ID: "harbour-town", Name: "Harbour Town", Kind: Government, Note: exampleNote},
		{ID: "example-works", Name: "Example Works", Kind: Company, Note: exampleNote},
	}, []Document{
		{ID: "courier-2031", Title: "Mayor met Example Works before the vote", URL: "https://example.org/courier/mayor",
			Publisher: "Harbour Courier", Note: exampleNote},
	}, []Claim{
		{Actors: []ActorID{"ann-example"}, Recipients: []ActorID{"example-works"}, Document: "courier-2031",
			Kind: "meeting", Summary: "The mayor had dinner with the works' directors a week before the vote.",
			Locator: "para. 3", Details: &Details{Label: "dinner at the docks", Note: exampleNote}},
	}, Options{})
	tables := d.Folder().Tables()
	if pack := KindPack(kinds); pack != nil {
		tables = append(tables, tableFor(&kindSchema, pack))
	}
	return tables
}

// checkExamples finds rows of the example that is still there.
func checkExamples(c checker) {
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Detail().Note == exampleNote {
			c.ds.Warnf(cl.At("note"), "want your own row in its place",
				"the row is the example that a new dossier begins with")
		}
	}
}
