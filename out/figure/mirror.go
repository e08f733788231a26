package figure

import "unicode"

// rightToLeft tells whether the figure's words, or its names, are of a script that runs from the right, so that its
// pages do.
func (s *sheet) rightToLeft() bool {
	if s.voice.RightToLeft() {
		return true
	}
	lean := 0
	d := s.g.Dossier()
	for i := range d.Actors {
		for _, r := range d.Actors[i].Short {
			if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) {
				lean++
			} else if unicode.IsLetter(r) {
				lean--
			}
		}
	}
	return lean > 0
}

// mirror turns the page round, so that it is read from the right: places are mirrored, letters are not.
func (f *Figure) mirror() {
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
	shapes, texts, parts := append([]Shape(nil), p.Shapes...), append([]Text(nil), p.Texts...), append([]Part(nil), p.Parts...)
	for i := range shapes {
		s := &shapes[i]
		s.Box = box(s.Box)
		if s.Path == nil {
			continue
		}
		s.Path = append([]Step(nil), s.Path...)
		for k := range s.Path {
			step := &s.Path[k]
			step.A, step.B, step.To = point(step.A), point(step.B), point(step.To)
		}
	}
	for i := range texts {
		t := &texts[i]
		t.At.X = point(t.At).X - t.Width
	}
	for i := range parts {
		parts[i].mirror(box, point)
	}
	p.Shapes, p.Texts, p.Parts = shapes, texts, parts
}
