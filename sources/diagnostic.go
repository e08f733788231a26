package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// A Pos is a place in a file of the dossier. Line and Column count from 1, columns in characters; a zero Line means the whole
// file.
type Pos struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String writes p as file:line:column, as far as it is known.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// A Severity says what a diagnostic means for the work.
type Severity uint8

const (
	Error   Severity = iota + 1 // nothing may be made from this dossier
	Warning                     // look at it; outputs can be made
	Note                        // what was understood
	Hint                        // what could be added
)

var severities = vocabulary[Severity]{"severity", []string{"error", "warning", "note", "hint"}}

// String is the word for s.
func (s Severity) String() string { return severities.word(s) }

// MarshalText makes s a word in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Diagnostic is one problem: where it is, what is wrong and what would be right.
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	Problem  string   `json:"problem"`
	Want     string   `json:"want,omitempty"`
}

// String writes d on one line: file:line:column: problem: what is wanted. All but errors carry their word before the
// problem.
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", d.Pos)
	if d.Severity != Error {
		fmt.Fprintf(&b, "%s: ", d.Severity)
	}
	b.WriteString(d.Problem)
	if d.Want != "" {
		b.WriteString(": " + d.Want)
	}
	return b.String()
}

// Diagnostics are all the problems found in one pass.
type Diagnostics []Diagnostic

// Err returns the errors among ds as one error, or nil if there are none.
func (ds Diagnostics) Err() error {
	if errs := ds.Only(Error); len(errs) > 0 {
		return errs
	}
	return nil
}

// Error writes ds, one a line.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// Only returns the diagnostics of the given severity, in order.
func (ds Diagnostics) Only(s Severity) Diagnostics {
	var only Diagnostics
	for _, d := range ds {
		if d.Severity == s {
			only = append(only, d)
		}
	}
	return only
}

// sort orders ds by place; what stands at one place keeps its order.
func (ds Diagnostics) sort() {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

func (ds *Diagnostics) add(s Severity, at Pos, problem, want string) {
	*ds = append(*ds, Diagnostic{at, s, problem, want})
}

func (ds *Diagnostics) errorf(at Pos, want, format string, args ...any) {
	ds.add(Error, at, fmt.Sprintf(format, args...), want)
}

func (ds *Diagnostics) warnf(at Pos, want, format string, args ...any) {
	ds.add(Warning, at, fmt.Sprintf(format, args...), want)
}

func (ds *Diagnostics) notef(at Pos, want, format string, args ...any) {
	ds.add(Note, at, fmt.Sprintf(format, args...), want)
}

func (ds *Diagnostics) hintf(at Pos, want, format string, args ...any) {
	ds.add(Hint, at, fmt.Sprintf(format, args...), want)
}

// A fault is an error that knows what would have been right.
type fault struct{ problem, want string }

func (f fault) Error() string { return f.problem + ": " + f.want }

// Nearest returns the word that s was probably meant to be, or "" if none is near: at most a third of its letters differ.
func Nearest(s string, words []string) string {
	length := utf8.RuneCountInString(s)
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

// maxSuggestions is how many different unknown words of one list are compared with the known ones. If there are more, a table
// is missing and not a letter, and comparing each with each would take minutes in a large dossier.
const maxSuggestions = 100

// A suggester finds the id that an unknown word was probably meant to be: a near one, or that of a record with this name.
type suggester struct {
	ids   []string
	named map[string]string // from plain names
	found map[string]string // from words asked for before
}

func newSuggester() *suggester {
	return &suggester{named: map[string]string{}, found: map[string]string{}}
}

func (s *suggester) add(id string, names ...string) {
	s.ids = append(s.ids, id)
	for _, name := range names {
		first(s.named, PlainText(name), id)
	}
}

func (s *suggester) nearest(unknown string) string {
	if id, ok := s.named[PlainText(unknown)]; ok {
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
	if near := s.nearest(unknown); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// oneOf says which words are wanted, the likeliest first.
func oneOf(s string, words []string) string {
	all := "want " + strings.Join(words, ", ")
	if w := Nearest(s, words); w != "" {
		return fmt.Sprintf("did you mean %q? %s", w, all)
	}
	return all
}
