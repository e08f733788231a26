package table

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Pos is a place in a file of the dossier. Line and Column count from 1, columns in characters; a zero Line means
// the whole file.
type Pos struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String writes p as file:line:column, as far as it is known, and the file as [OneLine] has it.
func (p Pos) String() string {
	if p.Line == 0 {
		return OneLine(p.File)
	}
	return fmt.Sprintf("%s:%d:%d", OneLine(p.File), p.Line, p.Column)
}

// OneLine is the name of a file or folder as a message has it: as it is, or in quotes with its control signs and line
// ends written out, so that no name looks like more than one line of what is said.
func OneLine(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		return strconv.Quote(name)
	}
	return name
}

// A Severity says what a diagnostic means for the work.
type Severity uint8

const (
	Error   Severity = iota + 1 // nothing may be made from this dossier
	Warning                     // look at it; outputs can be made
	Note                        // what was understood
	Hint                        // what could be added
)

var severities = []string{"", "error", "warning", "note", "hint"}

// String is the word for s.
func (s Severity) String() string {
	if int(s) < len(severities) {
		return severities[s]
	}
	return ""
}

// MarshalText makes s a word in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity by its word.
func (s *Severity) UnmarshalText(text []byte) error {
	i := slices.Index(severities, string(text))
	if i < 1 {
		return fmt.Errorf("unknown severity %q", text)
	}
	*s = Severity(i)
	return nil
}

// A Diagnostic is one problem: where it is, what is wrong and what would be right.
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	Problem  string   `json:"problem"`
	Want     string   `json:"want,omitempty"`
	From     Pos      `json:"from,omitzero"` // of an imported row: where it stood before
	// what else the rule that found it knows, such as a sources.Doubt; nil if nothing
	Cause any `json:"-"`
}

// longestProblem is how many letters of a problem are worth reading: a cell in it may have sixty thousand.
const longestProblem = 1000

// String writes d on one line: file:line:column: problem: what is wanted. All but errors carry their word before the
// problem. Of a problem longer than a page its beginning and its end are written; Problem has it whole.
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", d.Pos)
	if d.Severity != Error {
		fmt.Fprintf(&b, "%s: ", d.Severity)
	}
	b.WriteString(shortened(d.Problem))
	if d.From != (Pos{}) {
		fmt.Fprintf(&b, " (from %s)", d.From)
	}
	if d.Want != "" {
		b.WriteString(": " + d.Want)
	}
	return b.String()
}

// shortened is text with its middle left out if it is too long to be read.
func shortened(text string) string {
	if len(text) <= longestProblem {
		return text
	}
	letters := []rune(text)
	if len(letters) <= longestProblem {
		return text
	}
	const end = longestProblem / 4
	return string(letters[:longestProblem-end]) + " ... " + string(letters[len(letters)-end:])
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

// Sort orders ds by place; what stands at one place keeps its order.
func (ds Diagnostics) Sort() {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

func (ds *Diagnostics) add(s Severity, at Pos, problem, want string) {
	*ds = append(*ds, Diagnostic{Pos: at, Severity: s, Problem: problem, Want: want})
}

// Errorf adds an error at a place; want is what would be right.
func (ds *Diagnostics) Errorf(at Pos, want, format string, args ...any) {
	ds.add(Error, at, fmt.Sprintf(format, args...), want)
}

// Warnf adds a warning, as Errorf does an error.
func (ds *Diagnostics) Warnf(at Pos, want, format string, args ...any) {
	ds.add(Warning, at, fmt.Sprintf(format, args...), want)
}

// Notef adds a note, as Errorf does an error.
func (ds *Diagnostics) Notef(at Pos, want, format string, args ...any) {
	ds.add(Note, at, fmt.Sprintf(format, args...), want)
}

// Hintf adds a hint, as Errorf does an error.
func (ds *Diagnostics) Hintf(at Pos, want, format string, args ...any) {
	ds.add(Hint, at, fmt.Sprintf(format, args...), want)
}
