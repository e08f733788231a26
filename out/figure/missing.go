package figure

import (
	"fmt"
	"strings"

	"relgraph/out/internal/typeface"
)

// MissingLetters is the error of a figure with signs that no font of its family has, which a writer that draws letters cannot
// draw.
type MissingLetters []typeface.Lack

func (m MissingLetters) Error() string {
	var lacks []string
	for _, l := range m {
		lacks = append(lacks, fmt.Sprintf("%s signs %q", l.Script, few(l.Signs)))
	}
	return "no font has the " + strings.Join(lacks, " and the ") + ": name a font that has them with --font FILE"
}

// few are the first signs of many.
func few(signs string) string {
	const most = 12
	if all := []rune(signs); len(all) > most {
		return string(all[:most]) + "…"
	}
	return signs
}

// Lettered returns a [MissingLetters] if the family has not all signs of the figure. A writer that draws letters asks it first,
// since a reader would see nothing in their place.
func (f *Figure) Lettered() error {
	if lacks := f.Missing(); lacks != nil {
		return MissingLetters(lacks)
	}
	return nil
}
