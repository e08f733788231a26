package out

import (
	"fmt"
	"strings"
)

// A What is the figure that a picture shows. The zero What is Contacts.
type What uint8

// The figures.
const (
	Contacts What = iota // who with whom: actors as boxes, contacts as lines
	Timeline             // what when: a row a contact along a time axis
	Chains               // who told whom: from where the information begins to the documents that were read
	Matrix               // who with whom: actors by actors, with marks in the cells
)

var whatWords = []string{"contacts", "timeline", "chains", "matrix"}

// String is the word for w.
func (w What) String() string {
	if int(w) < len(whatWords) {
		return whatWords[w]
	}
	return ""
}

// Whats lists the figures in their order.
func Whats() []What { return []What{Contacts, Timeline, Chains, Matrix} }

// ParseWhat returns the figure of that name; its error lists the names there are.
func ParseWhat(name string) (What, error) {
	for _, w := range Whats() {
		if w.String() == strings.ToLower(name) {
			return w, nil
		}
	}
	return Contacts, fmt.Errorf("unknown figure %q: want %s", name, strings.Join(whatWords, ", "))
}

// Shows returns an error if the format cannot hold that figure: graph files and texts always tell of the contacts.
func (f Format) Shows(w What) error {
	if w == Contacts || f.Picture {
		return nil
	}
	var pictures []string
	for _, other := range Formats() {
		if other.Picture {
			pictures = append(pictures, other.Name)
		}
	}
	return fmt.Errorf("format %s has no %s: want a picture (%s)", f.Name, w, strings.Join(pictures, ", "))
}

// NeedsEngine tells whether the format needs the layout engine for that figure.
func (f Format) NeedsEngine(w What) bool { return f.Picture && w != Timeline && w != Matrix }
