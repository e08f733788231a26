package figure

import (
	"cmp"
	"strings"
	"unicode"

	"relgraph/graph"
	"relgraph/graph/words"
)

// runsFromRight tells whether the figure's words, or most of what its dossier says in it, are of a script that runs from
// the right, so that its pages do. Names in such a script alone turn no page with an English title and English labels.
func runsFromRight(g *graph.Graph, voice words.Voice, title string) bool {
	if voice.RightToLeft() {
		return true
	}
	lean := 0
	hear := func(text string) {
		for _, r := range text {
			if isFromRight(r) {
				lean++
			} else if unicode.IsLetter(r) {
				lean--
			}
		}
	}
	d := g.Dossier()
	for i := range d.Actors {
		hear(d.Actors[i].Short)
	}
	for c := range g.All() {
		hear(c.Naming().Label())
	}
	hear(cmp.Or(title, d.Title))
	return lean > 0
}

// fromItsSide has what the program says run from the right if its language does, also where it begins with a name in
// other letters.
func fromItsSide(v words.Voice, says string) string {
	if v.RightToLeft() {
		return string(rightMark) + says
	}
	return says
}

// inItsOrder has what holds words of the program, but begins with a name in other letters, run from the right if the
// program's language does: "Foreign Office: no comment" is a sentence of that language.
func inItsOrder(v words.Voice, says string) string {
	if v.RightToLeft() && reads(says) != fromRight && strings.ContainsFunc(says, isFromRight) {
		return string(rightMark) + says
	}
	return says
}

// inTheOrderOf has a sentence of the program around names run as its language does, whatever the script of the name that
// it begins with: "A to B" read from the wrong side says that B acted.
func inTheOrderOf(v words.Voice, says string) string {
	if !v.RightToLeft() && reads(says) == fromRight {
		return string(leftMark) + says
	}
	return inItsOrder(v, says)
}

// arrowed is two names with an arrow from the left to the right between them. No arrow is turned round among letters
// that run from the right, so that the names keep their sides in any script.
func arrowed(from, arrow, to string) string {
	if !strings.ContainsFunc(from+to, isFromRight) {
		return from + " " + arrow + " " + to
	}
	mark := string(leftMark)
	return mark + from + mark + " " + arrow + " " + mark + to
}

// isFromRight tells whether r is a letter of a script that runs from the right.
func isFromRight(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r)
}

// mirror turns the page round, so that it is read from the right: places are mirrored, letters are not.
func (f *Figure) mirror() {
	f.turned = !f.turned
	flipBox := func(b Box) Box { b.X = f.Width - b.X - b.Width; return b }
	flip := func(p Point) Point { return Point{X: f.Width - p.X, Y: p.Y} }
	for i := range f.Parts {
		f.Parts[i].mirror(flipBox, flip)
	}
	for i := range f.Groups {
		f.Groups[i].Part.mirror(flipBox, flip)
		f.Groups[i].Box = flipBox(f.Groups[i].Box)
	}
	for i := range f.Actors {
		f.Actors[i].Part.mirror(flipBox, flip)
		f.Actors[i].Box = flipBox(f.Actors[i].Box)
	}
	for i := range f.Edges {
		e := &f.Edges[i]
		e.Part.mirror(flipBox, flip)
		e.Label = flipBox(e.Label)
		for k := range e.Pieces {
			for m, p := range e.Pieces[k] {
				e.Pieces[k][m] = flip(p)
			}
		}
	}
}

func (p *Part) mirror(box func(Box) Box, point func(Point) Point) {
	shapes, texts, parts := append([]Shape(nil), p.Shapes...), append([]Text(nil), p.Texts...),
		append([]Part(nil), p.Parts...)
	for i := range shapes {
		s := &shapes[i]
		s.Box = box(s.Box)
		if s.Path == nil {
			continue
		}
		s.Path = append([]Segment(nil), s.Path...)
		for k := range s.Path {
			step := &s.Path[k]
			step.A, step.B, step.To = point(step.A), point(step.B), point(step.To)
		}
	}
	for i := 0; i < len(texts); {
		n := together(texts[i:])
		last := texts[i+n-1]
		by := point(Point{X: last.At.X + last.Width, Y: last.At.Y}).X - texts[i].At.X
		for k := range n {
			texts[i+k].At.X += by
		}
		i += n
	}
	for i := range parts {
		parts[i].mirror(box, point)
	}
	p.Shapes, p.Texts, p.Parts = shapes, texts, parts
}

// apart is from how far on, in points, two texts on one line are no longer one to the eye.
const apart = 5.0

// together tells how many texts, from the first on, are one line that is read from the left: those keep their order
// when a page is turned round, such as "1a," and "1b" behind a word.
func together(texts []Text) int {
	n := 1
	for n < len(texts) && texts[n].At.X-texts[n-1].At.X-texts[n-1].Width < apart && texts[n].At.X > texts[n-1].At.X &&
		level(texts[n].At.Y, texts[0].At.Y, texts[0].Size) && reads(texts[n].Content) != fromRight &&
		reads(texts[n-1].Content) != fromRight {
		n++
	}
	return n
}

// level tells whether two base lines are that of one line, with raised numbers in it.
func level(a, b, size float64) bool { return a-b < size/2 && b-a < size/2 }

// A reading is the direction in which a text is read.
type reading uint8

const (
	either reading = iota // without letters
	fromLeft
	fromRight
)

// reads is the direction of a text's first letter.
func reads(text string) reading {
	for _, r := range text {
		switch {
		case isFromRight(r):
			return fromRight
		case unicode.IsLetter(r):
			return fromLeft
		case r == rightMark:
			return fromRight
		case r == leftMark:
			return fromLeft
		}
	}
	return either
}

// The signs of Unicode that show nothing and count as letters that are read from the left and from the right.
const leftMark, rightMark = '\u200E', '\u200F'

// directed has every line of a paragraph read in the direction of the whole, also one that begins with a name in
// another script: brackets and full stops would change their places in it.
func directed(paragraph string, lines []string) []string {
	whole := reads(paragraph)
	for i, line := range lines {
		switch own := reads(line); {
		case own == whole || own == either && whole == fromLeft:
		case whole == fromRight:
			lines[i] = string(rightMark) + line
		case whole == fromLeft:
			lines[i] = string(leftMark) + line
		}
	}
	return lines
}
