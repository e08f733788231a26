package out

import (
	"fmt"
	"strings"
)

// A Subject is the figure that a picture shows. The zero Subject is Contacts.
type Subject uint8

// The figures.
const (
	Contacts Subject = iota // who with whom: actors as boxes, contacts as lines
	Timeline                // what when: a row a contact along a time axis
	Chains                  // who told whom: from where the information begins to the documents that were read
	Matrix                  // who with whom: actors by actors, with marks in the cells
)

var subjectWords = []string{"contacts", "timeline", "chains", "matrix"}

// String is the word for s.
func (s Subject) String() string {
	if int(s) < len(subjectWords) {
		return subjectWords[s]
	}
	return ""
}

// Subjects lists the figures in their order.
func Subjects() []Subject { return []Subject{Contacts, Timeline, Chains, Matrix} }

// ParseSubject returns the figure of that name; its error lists the names there are.
func ParseSubject(name string) (Subject, error) {
	for _, s := range Subjects() {
		if s.String() == strings.ToLower(name) {
			return s, nil
		}
	}
	return Contacts, fmt.Errorf("unknown figure %q: want %s", name, strings.Join(subjectWords, ", "))
}

// Shows returns an error if the format cannot hold that figure: graph files and texts always tell of the contacts.
func (f Format) Shows(s Subject) error {
	if s == Contacts || f.Picture {
		return nil
	}
	var pictures []string
	for _, other := range Formats() {
		if other.Picture {
			pictures = append(pictures, other.Name)
		}
	}
	return fmt.Errorf("format %s has no %s: want a picture (%s)", f.Name, s, strings.Join(pictures, ", "))
}

// NeedsEngine tells whether the format needs the layout engine for that figure.
func (f Format) NeedsEngine(s Subject) bool { return f.Picture && s != Timeline && s != Matrix }
