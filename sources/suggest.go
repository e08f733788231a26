package sources

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"relgraph/sources/table"
)

// Where something stands, and what is wrong with it: see package table.
type (
	Pos         = table.Pos
	Severity    = table.Severity
	Diagnostic  = table.Diagnostic
	Diagnostics = table.Diagnostics
)

// OneLine is the name of a file or folder as a message has it: see [table.OneLine].
func OneLine(name string) string { return table.OneLine(name) }

// The severities.
const (
	Error   = table.Error
	Warning = table.Warning
	Note    = table.Note
	Hint    = table.Hint
)

// A fault is an error that knows what would have been right.
type fault struct{ problem, want string }

func (f fault) Error() string { return f.problem + ": " + f.want }

// Nearest returns the word that s was probably meant to be, or "" if none is near: at most a third of its letters
// differ.
func Nearest(s string, words []string) string {
	length := utf8.RuneCountInString(s)
	if length > maxID {
		return "" // no word that anybody mistyped
	}
	best, at := "", length/3+1
	for _, w := range words {
		if apart := utf8.RuneCountInString(w) - length; max(apart, -apart) >= at {
			continue // spares a long cell the comparison with every word
		}
		if d := distance(strings.ToLower(s), strings.ToLower(w)); d < at {
			best, at = w, d
		}
	}
	return best
}

// distance counts the letters to add, leave out or change; two neighbours that changed places are one mistake.
func distance(a, b string) int {
	if swapped(differing([]rune(a), []rune(b))) {
		return 1
	}
	return levenshtein.ComputeDistance(a, b)
}

// differing cuts off what two words begin and end with alike.
func differing(a, b []rune) ([]rune, []rune) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

func swapped(a, b []rune) bool {
	return len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// maxSuggestions is how many different unknown words of one list are compared with the known ones. If there are more,
// a table is missing and not a letter, and comparing each with each would take minutes in a large dossier.
const maxSuggestions = 100

// A suggester finds the id that an unknown word was probably meant to be: a near one, or that of a record with this
// name.
type suggester struct {
	fill  func(*suggester) // adds all records, when the first unknown word is asked for; may be nil
	ids   []string
	named map[string]string // from plain names
	found map[string]string // from words asked for before
}

func newSuggester(fill func(*suggester)) *suggester {
	return &suggester{fill: fill, named: map[string]string{}, found: map[string]string{}}
}

// called is the id of the record of that name, in plain text.
func (s *suggester) called(name string) (id string, ok bool) {
	if s.fill != nil {
		s.fill(s)
		s.fill = nil
	}
	id, ok = s.named[name]
	return id, ok
}

func (s *suggester) add(id string, names ...string) {
	s.ids = append(s.ids, id)
	for _, name := range names {
		first(s.named, PlainText(name), id)
	}
}

func (s *suggester) addActors(d *Dossier) {
	for i := range d.Actors {
		a := &d.Actors[i]
		s.add(string(a.ID), append([]string{a.Name, a.Short}, a.Aliases...)...)
	}
}

func (s *suggester) addDocuments(d *Dossier) {
	for i := range d.Documents {
		doc := &d.Documents[i]
		s.add(string(doc.ID), doc.Title, doc.URL)
	}
}

func (s *suggester) nearest(unknown string) string {
	if id, ok := s.called(PlainText(unknown)); ok {
		return id
	}
	near, ok := s.found[unknown]
	if !ok && len(s.found) < maxSuggestions {
		near = Nearest(unknown, s.ids)
		s.found[unknown] = near
	}
	return near
}

// didYouMean says what is wanted for an unknown word: the near one, or otherwise.
func (s *suggester) didYouMean(unknown, otherwise string) string {
	return DidYouMean(s.nearest(unknown), otherwise)
}

// DidYouMean says what is wanted in place of an unknown word: the near one that was probably meant, or otherwise if
// near is "".
func DidYouMean(near, otherwise string) string {
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q?", near)
}

// OneOf says which words are wanted in place of an unknown one, the likeliest first.
func OneOf(unknown string, words []string) string {
	all := "want " + strings.Join(words, ", ")
	if near := Nearest(unknown, words); near != "" {
		return DidYouMean(near, "") + " " + all
	}
	return all
}
