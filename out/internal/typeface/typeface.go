// Package typeface knows letters: which font has a sign, how a line of text is set, how long it is, how each glyph is
// drawn, and how a file carries the glyphs that it uses.
//
// A [Family] is a row of fonts. [Family.Set] sets a line of text in it, once for all writers: the line comes back as
// runs from left to right, with every glyph at its place, so that a picture, a page and a browser show the same line.
// [Family.Width] is the length of that line and [Family.Missing] what no font has. A writer that carries fonts gives
// its runs to [Used], which makes from each face the small font that has the glyphs used; one that draws asks
// [Face.Outline].
//
// Scripts that are written letter by letter (Latin, Greek, Cyrillic, Han ...) are set so: one glyph for a sign, at
// the glyph's own advance, without kerning and ligatures. Every program can do the same with that font, whatever else
// it can do. Arabic, Devanagari and the like, and letters with marks that have no glyph of their own, are shaped as
// HarfBuzz does.
//
// All lengths are in ems: multiply by the size of the type. The y axis points up.
package typeface

import (
	"slices"
	"strconv"
	"sync"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
)

// A Weight is how heavy type is. The zero Weight is Regular.
type Weight int

// The weights.
const (
	Regular Weight = iota
	Bold
)

// String is the word for w.
func (w Weight) String() string {
	if w == Bold {
		return "bold"
	}
	return "regular"
}

// A Family is the fonts that text is set in. It does not change and may be used by several goroutines at once.
type Family struct {
	faces []*Face    // as they are asked for a sign, whatever their weight
	order [2][]*Face // the same by Weight: those of the weight before the others
}

var builtIn = sync.OnceValue(func() *Family {
	return newFamily([]*Face{
		builtInFace("Liberation Sans", Regular, liberationsansregular.TTF),
		builtInFace("Liberation Sans", Bold, liberationsansbold.TTF),
		builtInFace("DejaVu Sans", Regular, dejavusans.TTF),
		builtInFace("DejaVu Sans", Bold, dejavusansbold.TTF),
	})
})

// Default is the family that is built in: Liberation Sans, which has the advance widths of Arial, for Latin, Greek,
// Cyrillic and Hebrew; and DejaVu Sans for Arabic, Armenian, Georgian and signs that Liberation Sans lacks. A font is
// read when a text first needs it.
func Default() *Family { return builtIn() }

func newFamily(faces []*Face) *Family {
	f := &Family{faces: faces}
	var families []string
	for _, face := range faces {
		if !slices.Contains(families, face.name) {
			families = append(families, face.name)
		}
	}
	// A family that lacks the weight is asked in its turn all the same. What is left stands in at the end: a sign in
	// the wrong weight is better than none.
	for w := range f.order {
		for _, family := range families {
			of := slices.DeleteFunc(slices.Clone(faces), func(face *Face) bool { return face.name != family })
			fit := slices.DeleteFunc(slices.Clone(of), func(face *Face) bool { return face.weight != Weight(w) })
			if len(fit) == 0 {
				fit = of
			}
			f.order[w] = append(f.order[w], fit...)
		}
		for _, face := range faces {
			if !slices.Contains(f.order[w], face) {
				f.order[w] = append(f.order[w], face)
			}
		}
	}
	return f
}

// With is the family with one more font, which is asked for signs that the fonts before it lack. The font serves both
// weights unless fonts of the same name and of the other weight are added too. Data is a TrueType or OpenType file or
// a collection, of which the first font is taken; of a variable font the default instance. Name says in errors where
// the data is from, such as the name of a file. The error of a font whose maker forbids to embed it (OS/2 fsType)
// says so.
func (f *Family) With(name string, data []byte) (*Family, error) {
	face, err := readFace(name, data)
	if err != nil {
		return nil, err
	}
	// One name and weight is one font wherever faces are told apart by name, such as in CSS.
	family := face.name
	for n := 2; slices.ContainsFunc(f.faces,
		func(g *Face) bool { return g.name == face.name && g.weight == face.weight }); n++ {
		face.name = family + " " + strconv.Itoa(n)
	}
	return newFamily(append(slices.Clone(f.faces), face)), nil
}

// Faces are the fonts of the family in the order in which they are asked for a sign that is to be set in weight.
func (f *Family) Faces(weight Weight) []*Face { return slices.Clone(f.order[weight]) }
