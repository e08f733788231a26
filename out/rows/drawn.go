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

// BoxAbout is what a box says of its actor when somebody points at it.
func BoxAbout(a *sources.Actor) string {
	return quote.Joined("\n", quote.Joined(", ", a.Name, a.Role), a.Note)
}

// BoxURL is the address that a box leads to; "" for none.
func BoxURL(a *sources.Actor) string {
	if a.Wikidata == "" {
		return ""
	}
	return "https://www.wikidata.org/wiki/" + a.Wikidata
}

// LineAbout is what a line says of its contact when somebody points at it: the contact in words, and its sources.
func LineAbout(d *sources.Dossier, c *graph.Contact, marks string) string {
	return words.English().Contacts.Line(d, c, marks)
}

// LineURL is where the first claim that has an address stands, those that support the contact first; "" for none.
func LineURL(d *sources.Dossier, c *graph.Contact) string {
	for _, supports := range []bool{true, false} {
		for _, cl := range c.Claims {
			if doc := d.DocumentOf(cl); doc != nil && cl.Stance.Supports() == supports {
				if link := doc.PassageLink(cl); link != "" {
					return link
				}
			}
		}
	}
	return ""
}
