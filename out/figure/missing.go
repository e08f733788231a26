package figure

import (
	"fmt"
	"strings"

	"relgraph/out/internal/typeface"
)

// MissingLetters is the error of a figure with signs that no font of its family has, which a writer that draws
// letters cannot draw.
type MissingLetters []typeface.Uncovered

// Error names the signs by script, a few of each, and what helps.
func (m MissingLetters) Error() string {
	var uncovered []string
	for _, l := range m {
		uncovered = append(uncovered, fmt.Sprintf("%s %q", l.Kind(), few(l.Signs)))
	}
	return "no font has the " + strings.Join(uncovered, " and the ") + ": name a font that has them with --font FILE"
}

// few are the first signs of many.
func few(signs string) string {
	const most = 12
	if all := []rune(signs); len(all) > most {
		return string(all[:most]) + "…"
	}
	return signs
}

// Lettered returns a [MissingLetters] if the family has not all signs of the figure. A writer that draws letters asks
// it first, since a reader would see nothing in their place.
func (f *Figure) Lettered() error {
	if uncovered := f.Missing(); uncovered != nil {
		return MissingLetters(uncovered)
	}
	return nil
}
