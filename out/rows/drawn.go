package rows

import (
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/quote"
	"relgraph/sources"
)

const (
	boxLetters  = 18 // of a line in a box, beyond which it is broken
	lineLetters = 28 // in a line of a contact's label
)

// BoxText is the text in an actor's box: its short name and, below it, what it is.
func BoxText(a *sources.Actor) string {
	return quote.Joined("\n", quote.Wrapped(a.Short, boxLetters), quote.Wrapped(a.Role, boxLetters))
}

// LineText is the text at a contact's line: what, the numbers of its sources and, below it, when, with the words that
// hedge it.
func LineText(c *graph.Contact, marks string) string {
	v := words.English()
	if marks != "" {
		marks = "[" + marks + "]"
	}
	return quote.Joined("\n", quote.Wrapped(quote.Joined(" ", c.Naming().Label(), marks), lineLetters),
		v.Contacts.WhenAndHedge(c))
}
