package anchor_test

import (
	"fmt"

	"relgraph/sources/anchor"
)

func Example() {
	document := "The mayor of Bath met two envoys of the river guild on Monday,\nan unnamed clerk said. They spoke for an hour about the toll."

	// Once, when the row is written: find the words that somebody marked, and keep the anchor in a cell.
	a, err := anchor.Normalise(document).Find("met two envoys of the river guild on Monday, an unnamed clerk said")
	if err != nil {
		fmt.Println(err)
		return
	}
	cell := a.String()
	fmt.Println(cell)

	// A year later: is it still there, letter by letter?
	kept, _ := anchor.Parse(cell)
	later := "The mayor of Bath met two envoys of the river guild on Tuesday, an unnamed clerk said. They spoke for an hour about the toll."
	fmt.Println(anchor.Normalise(document).Stands(kept), anchor.Normalise(later).Stands(kept))
	// Output:
	// n1 18+66 sha256:71724987fede54d09cc7d414469e1610296a2a81ccdf906963f8aa01011a09f2 met two envoys … unnamed clerk said
	// true false
}

func ExampleText_Find() {
	document := anchor.Normalise("The guild did not answer. They spoke for an hour about the toll. They spoke for an hour about the toll.")
	for _, quote := range []string{"The guild did not answer.", "The guild did not answer the questions of this paper",
		"They spoke for an hour about the toll. They spoke"} {
		a, err := document.Find(quote)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("at %d, of %d characters: %s … %s\n", a.Start, a.Length, a.First, a.Last)
	}
	// Output:
	// a passage of 25 characters is too short to be proved: mark at least 40
	// the words do not stand in the document: copy them from the text itself
	// at 26, of 49 characters: They spoke … They spoke
}
