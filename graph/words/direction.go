package words

import (
	"strings"
	"unicode"
)

// A script's direction is that in which its letters run.
type scriptDirection bool

const (
	leftToRight scriptDirection = false
	rightToLeft scriptDirection = true
)

// marksOfDirection are the signs of Unicode that show nothing and count as letters that run from the left and from the
// right.
const marksOfDirection = "\u200E\u200F"

// mark is the sign of a direction.
func (d scriptDirection) mark() string {
	if d == rightToLeft {
		return "\u200F"
	}
	return "\u200E"
}

// around sets a name into a text of this direction: where the name has letters of the other one, its brackets and full
// stops stay with it, and what stands behind it does not run on with it (Unicode Standard Annex 9, 4.3 and 5.6; marks and
// not isolates, which many programs do not know).
func (d scriptDirection) around(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) && directionOf(r) != d }) {
		return name
	}
	own := directionOf([]rune(strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }))[0]).mark()
	return own + name + own + d.mark()
}

// directionOf is the direction of a letter.
func directionOf(letter rune) scriptDirection {
	return scriptDirection(unicode.In(letter, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko))
}
