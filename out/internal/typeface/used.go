package typeface

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// Used collects what a file uses of its fonts. The zero Used has nothing yet: Add the runs of every line, then take
// Subsets.
type Used struct {
	subsets map[subsetKey]*Subset
}

type subsetKey struct {
	face   *Face
	shaped bool
}

// A Subset is the part of a face that a file carries. Runs that are shaped and runs that are not have subsets of
// their own, because only the first need the font's layout tables, and the others must not have them: a program would
// kern.
type Subset struct {
	Face   *Face
	Shaped bool

	glyphs map[GlyphID]bool // and whether a run shows it
	signs  map[rune]GlyphID
	latin  [latinSigns]bool    // of signs, whether they are there with their glyphs
	ids    map[GlyphID]GlyphID // where Font puts the glyphs; nil until asked for
}

// Add adds what runs use. Runs without a face use nothing.
func (u *Used) Add(runs []Run) {
	for _, r := range runs {
		if r.Face == nil {
			continue
		}
		key := subsetKey{r.Face, r.Shaped}
		s := u.subsets[key]
		if s == nil {
			s = &Subset{Face: r.Face, Shaped: r.Shaped, glyphs: map[GlyphID]bool{notdef: false}, signs: map[rune]GlyphID{}}
			if u.subsets == nil {
				u.subsets = map[subsetKey]*Subset{}
			}
			u.subsets[key] = s
		}
		s.add(r)
	}
}

// Of is the subset that a run is to be shown in; nil if the run, or one of its kind, was not added or has no face.
func (u *Used) Of(r Run) *Subset { return u.subsets[subsetKey{r.Face, r.Shaped}] }

// Subsets are the subsets of what was added, sorted by name and weight.
func (u *Used) Subsets() []*Subset {
	return slices.SortedFunc(maps.Values(u.subsets), func(a, b *Subset) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.Face.weight, b.Face.weight))
	})
}

// add takes the glyphs of a run, and each sign of it in every form that a program may look up: as it is written,
// composed, and mirrored in text that runs from right to left.
func (s *Subset) add(r Run) {
	s.ids = nil
	for _, g := range r.Glyphs {
		if s.glyphs[g.ID] {
			continue
		}
		s.glyphs[g.ID] = true
		if sign, ok := r.Face.sign(g.ID); ok {
			s.signs[sign] = g.ID
		}
	}
	s.addSigns(r.Text)
	if !norm.NFC.IsNormalString(r.Text) {
		s.addSigns(norm.NFC.String(r.Text))
	}
}

func (s *Subset) addSigns(text string) {
	for _, sign := range text {
		latin := sign < latinSigns
		if latin && s.latin[sign] {
			continue
		}
		if g, ok := s.Face.glyph(sign); ok {
			if _, known := s.glyphs[g]; !known {
				s.glyphs[g] = false // in the font, and not yet drawn
			}
			s.signs[sign] = g
		}
		if latin {
			s.latin[sign] = true
		}
	}
}

// Name is what CSS is to call the subset: the face's name, and " shaped" behind it if it has layout tables.
func (s *Subset) Name() string {
	if s.Shaped {
		return s.Face.name + " shaped"
	}
	return s.Face.name
}

// Glyphs are the glyphs of the subset, by their numbers in the face, sorted. The first is the one for unknown signs.
func (s *Subset) Glyphs() []GlyphID { return slices.Sorted(maps.Keys(s.glyphs)) }

// Signs are the signs of the subset, sorted.
func (s *Subset) Signs() []rune { return slices.Sorted(maps.Keys(s.signs)) }

// Index is the number that a glyph of the face has in the file that Font makes.
func (s *Subset) Index(g GlyphID) (GlyphID, bool) {
	if s.ids == nil {
		s.ids = map[GlyphID]GlyphID{}
		for i, g := range s.Glyphs() {
			s.ids[g] = GlyphID(i)
			if s.Shaped { // the layout tables name glyphs by number
				s.ids[g] = g
			}
		}
	}
	id, ok := s.ids[g]
	return id, ok
}

// Font is the subset as a TrueType file: the same bytes for the same glyphs and signs. It has the tables that a
// browser asks for and, if the subset is shaped, those of the face for layout. Each glyph is drawn as in the face,
// without the instructions for coarse screens. Outlines of PostScript fonts (CFF) become TrueType's curves, which are
// nowhere more than a thousandth of an em away.
func (s *Subset) Font() ([]byte, error) {
	ttf, err := s.write()
	if err != nil {
		return nil, fmt.Errorf("part of the font %q: %w", s.Face.name, err)
	}
	return ttf, nil
}
