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
	//
}

func ExampleText_Find() {
	document := anchor.Normalise("The guild did not answer. They spoke for an hour about the toll. They spoke for an hour about the toll.")
	for _, quote := range []string{"The guild did not answer.", "The guild did not answer the questions of this paper", "They spoke for an hour about the toll. They spoke"} {
		a, err := document.Find(quote)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("at %d, of %d characters: %s … %s\n", a.Start, a.Length, a.First, a.Last)
	}
	// Output:
	//
}
