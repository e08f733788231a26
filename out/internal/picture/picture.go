// Package picture holds what the writers of pictures share: the job that each is given.
package picture

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/out/figure"
)

// A Job is a figure that is to be written, and what was chosen for its files.
type Job struct {
	Figure   *figure.Figure
	FontMode FontMode // of SVG
	DPI      float64  // pixels to an inch; 0 for the writer's own
}

// A FontMode is how an SVG file comes by its letters.
type FontMode int

// The font modes. The zero FontMode is EmbedFonts.
const (
	EmbedFonts FontMode = iota // the file carries the letters that it uses: it looks the same everywhere
	// the file names typefaces, the reader's machine has them: small, and easy to change in an editor
	SystemFonts
	// letters are drawn as shapes: for programs that ignore fonts in a file; text cannot be marked or searched
	Outlines
)

// ParseFontMode reads the word for a font mode.
func ParseFontMode(word string) (FontMode, error) {
	words := []string{"embed", "system", "paths"}
	if i := slices.Index(words, word); i >= 0 {
		return FontMode(i), nil
	}
	return 0, fmt.Errorf("unknown font mode %q: want %s", word, strings.Join(words, ", "))
}
