package figure

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
)

// A Size is the page that a figure is made for. The zero Size is a page as large as the diagram needs.
type Size struct {
	Name          string
	Width, Height float64 // in points; no Height: as high as the figure needs
	most          float64 // how far the diagram may be enlarged to fill the page; 0 for not at all
}

// Sizes lists the pages that have a name: paper by ISO 216 and ANSI, a column of a report on A4, and a slide of 16 to
// 9 (13⅓ by 7½ inches).
func Sizes() []Size {
	return []Size{
		{"a4", 210 * mm, 297 * mm, onPaper},
		{"a3", 297 * mm, 420 * mm, onPaper},
		{"letter", 8.5 * inch, 11 * inch, onPaper},
		{"column", 160 * mm, 0, 0},
		{"slide", 960, 540, 1.6},
	}
}

// onPaper is how far a diagram may be enlarged on paper: names are then as large as those of usual headings.
const onPaper = 1.25

// Lengths in points.
const (
	inch = 72.0
	mm   = inch / 25.4
)

// ParseSize reads the name of a page or its measures, such as 160x100mm, 6x4in or 300x200pt; without a unit they are
// millimetres. One measure alone, such as 90mm, is a width, and the figure is as high as it needs.
func ParseSize(text string) (Size, error) {
	var names []string
	for _, s := range Sizes() {
		if s.Name == strings.ToLower(text) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	bad := fmt.Errorf("unknown size %q: want %s, or measures such as 160x100mm", text, strings.Join(names, ", "))
	measures, unit := strings.ToLower(text), mm
	for suffix, u := range map[string]float64{"mm": mm, "cm": 10 * mm, "in": inch, "pt": 1} {
		if rest, ok := strings.CutSuffix(measures, suffix); ok {
			measures, unit = rest, u
		}
	}
	width, height, both := strings.Cut(measures, "x")
	s := Size{Name: text}
	for _, m := range []struct {
		text string
		into *float64
	}{{width, &s.Width}, {height, &s.Height}} {
		if m.into == &s.Height && !both {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(m.text), 64)
		if err != nil {
			return Size{}, bad
		}
		if *m.into = v * unit; !(*m.into >= 50 && *m.into <= 20_000) {
			return Size{}, fmt.Errorf("size %q: want each measure from 18 mm to 7 m", text)
		}
	}
	return s, nil
}

// orA4 is the page asked for or, if none is, A4.
func (s Size) orA4() Size {
	if s.Width == 0 {
		return Sizes()[0]
	}
	return s
}

// longest is how long one sheet may be, where no height is asked for.
func (s Size) longest() float64 {
	if s.Width == 0 {
		return longestOnA4
	}
	return longestSheet
}

// Turned is the page on its side.
func (s Size) Turned() Size {
	if s.Height > 0 {
		s.Width, s.Height = s.Height, s.Width
	}
	return s
}

// leastLetters is the size below which nobody should have to read, in points. A figure that needs smaller ones does
// not fit.
const leastLetters = 5.0

// finePrint is how much smaller legend, sources and notes are set on a page of a given size, to leave room for the
// diagram.
const finePrint = 0.82

// leastNotes is the smallest that they may become where the diagram finds no room else, in points.
const leastNotes = 5.5

// ErrTooSmall is what the error is, to errors.Is, for a page that is too small for the figure.
var ErrTooSmall = errors.New("the page is too small")

// A sheet is a page being filled.
type sheet struct {
	*look
	*prose
	opts Options
	fig  *Figure

	about    string  // the subtitle, instead of the dossier's
	smallest float64 // of the letters that must be read in the diagram, in points before it is scaled

	legend  legend
	sources sourceList
	notes   notes
}

func newSheet(g *graph.Graph, opts Options) *sheet {
	opts.Voice = cmp.Or(opts.Voice, words.Of(g.Dossier()))
	opts = opts.along(g)
	theme := opts.Theme
	if theme == nil {
		theme = style.Report()
	}
	opts = opts.measured()
	cited := words.Cite(g)
	opts.ruler.digits = digitsOf(cited, g)
	textStyles := textStylesOf(theme, opts.ruler)
	if opts.small {
		textStyles = textStyles.scaled(smallText, registerLeast)
	}
	if opts.Size.Width > 0 {
		for _, textStyle := range []*textStyle{&textStyles.note, &textStyles.heading} {
			textStyle.size = max(finePrint*textStyle.size*(1-opts.finer), leastNotes)
		}
	}
	fig := &Figure{Citations: cited, Title: Title(g.Dossier(), opts), Paper: theme.Paper, Voice: opts.Voice,
		family: opts.ruler.family, ruler: opts.ruler}
	l := &look{theme: theme, textStyles: textStyles}
	says := &prose{g: g, voice: opts.Voice, citations: fig.Citations,
		rightToLeft: runsFromRight(g, opts.Voice, opts.Title)}
	s := &sheet{look: l, prose: says, opts: opts, smallest: textStyles.smallest(), fig: fig,
		legend:  legend{look: l, prose: says, absent: opts.NoLegend},
		sources: sourceList{look: l, prose: says, listed: fig.Citations.List, absent: opts.NoSources},
		notes:   notes{look: l, prose: says}}
	if opts.NoSources {
		s.sources.listed = nil
	}
	return s
}

// digitsOf is how many digits the number of a source may have, in whichever order sources are numbered.
func digitsOf(cited *Citations, g *graph.Graph) int {
	most := len(g.Whole().Dossier().Documents)
	if n := len(cited.List); n > 0 {
		most = max(most, cited.List[n-1].Number)
	}
	return len(strconv.Itoa(most))
}

// A plan is how the parts of a page are arranged: the diagram at a scale, the apparatus (legend, sources and notes)
// below or beside it.
type plan struct {
	width, height float64 // of the page
	scale         float64
	diagram       Point // its top left corner
	apparatus     Point
	measure       float64 // the width of the apparatus
}

// arrange finds the best place for a diagram of the given size on the page that was asked for.
func (s *sheet) arrange(width, height float64) (plan, *tooSmall) {
	size := s.opts.Size
	if size.Width == 0 {
		size.Width = math.Ceil(max(minWidth*s.textStyles.unit, width) + 2*margin)
	}
	top := s.title(nil, size.Width) + 8
	best := s.below(size, width, height, top)
	if size.Height > 0 && size.Width > size.Height {
		if p := s.beside(size, width, height, top); p.scale > best.scale {
			best = p
		}
	}
	if letters := s.smallest * best.scale; letters < leastLetters {
		return plan{}, &tooSmall{page: size, letters: letters}
	}
	if size.Height > 0 {
		best = enlargeNotes(s, size, width, height, top, best)
	}
	return best, nil
}

// enlargeNotes sets legend, sources and notes as large as on a page without a height, if there is room for that.
func enlargeNotes(s *sheet, size Size, width, height, top float64, best plan) plan {
	usual := textStylesOf(s.theme, s.opts.ruler)
	fine := s.textStyles
	s.textStyles.note, s.textStyles.heading = usual.note, usual.heading
	p := s.below(size, width, height, top)
	if p.scale >= best.scale {
		return p
	}
	s.textStyles.note, s.textStyles.heading = fine.note, fine.heading
	return best
}

// smallest is the size of the smallest letters in a diagram.
func (h textStyles) smallest() float64 { return min(h.number.size, h.detail.size, h.role.size) }

// enlarged is how many times larger than made for a report the diagram may become.
func (s Size) enlarged() float64 { return max(1, s.most) }

// below puts the apparatus below the diagram: right there or, on a page that is wider than high, at its foot, with the
// diagram in the middle of what is left.
func (s *sheet) below(size Size, width, height, top float64) plan {
	inner := size.Width - 2*margin
	foot := s.apparatus(nil, Point{}, inner)
	p := plan{width: size.Width, height: size.Height, scale: min(size.enlarged(), inner/max(width, 1)), measure: inner}
	if size.Height > 0 {
		p.scale = min(p.scale, (size.Height-margin-top-12-foot)/max(height, 1))
	}
	p.diagram = Point{X: (size.Width - float64(p.scale*width)) / 2, Y: top}
	p.apparatus = Point{X: margin, Y: top + float64(p.scale*height) + 12}
	switch {
	case size.Height == 0:
		p.height = math.Ceil(p.apparatus.Y + foot + margin)
	case size.Width > size.Height: // shown, not read from the top
		p.apparatus.Y = size.Height - margin - foot
		p.diagram.Y += max(0, (p.apparatus.Y-12-top-float64(p.scale*height))/2)
	}
	return p
}

// besideGutter is what stands free between the diagram and what is beside it.
const besideGutter = 18.0

// beside puts the apparatus to the right of the diagram, in the narrowest column that the page is high enough for.
func (s *sheet) beside(size Size, width, height, top float64) plan {
	const step = 10.0
	inner, room := size.Width-2*margin, size.Height-margin-top
	p := plan{width: size.Width, height: size.Height}
	for p.measure = 150; p.measure <= inner*0.6; p.measure += step {
		if s.apparatus(nil, Point{}, p.measure) > room {
			continue
		}
		left := inner - p.measure - besideGutter
		p.scale = min(size.enlarged(), left/max(width, 1), room/max(height, 1))
		p.diagram = Point{X: margin + (left-float64(p.scale*width))/2, Y: top + (room-float64(p.scale*height))/2}
		p.apparatus = Point{X: margin + left + besideGutter, Y: top}
		return p
	}
	return plan{}
}

// TooLong says of a figure that is as high as it needs on a page of a given width that a sheet of A4 is not so high; "" if
// it is.
func TooLong(f *Figure, size Size) string {
	if f == nil || size.Width == 0 || size.Height > 0 || f.Height <= a4Height {
		return ""
	}
	return fmt.Sprintf("the figure is %.0f mm high, and a page of A4 %.0f mm: "+
		"want a wider --size or one with a height, such as 160x250mm, "+
		"or fewer contacts (--actor, --since, --kind, --rollup ...)", f.Height/mm, a4Height/mm)
}

// A tooSmall error says how small the letters would become on a page.
type tooSmall struct {
	page    Size
	letters float64
	need    float64 // the height that a figure of one scale needs, or 0
	narrow  bool    // only a wider page has larger letters
}

func (e *tooSmall) Error() string {
	page := fmt.Sprintf("%.0f mm wide", e.page.Width/mm)
	if e.page.Height > 0 {
		page = fmt.Sprintf("%.0f × %.0f mm", e.page.Width/mm, e.page.Height/mm)
	}
	what := "title, legend and sources leave no room for the diagram"
	switch {
	case e.need > 0:
		what = fmt.Sprintf("the figure is %.0f mm high", e.need/mm)
	case e.letters > 0.1:
		what = fmt.Sprintf("letters would be %.1f pt high, and %g is the least that can be read", e.letters, leastLetters)
	}
	size := "a larger"
	switch {
	case e.need > 0:
		size = "a higher"
	case e.narrow:
		size = "a wider"
	}
	ways := []string{size + " --size"}
	if e.page.Height > e.page.Width { // else it would only become narrower
		ways = append(ways, "--landscape")
	}
	ways = append(ways, "fewer contacts (--actor, --since, --kind, --rollup ...)")
	return fmt.Sprintf("%v, %s: %s: want %s", ErrTooSmall, page, what, words.English().Or(ways))
}

func (*tooSmall) Unwrap() error { return ErrTooSmall }

// title sets the head of the page into the figure, if it is not nil, and returns where it ends.
func (s *sheet) title(f *Figure, width float64) float64 {
	head := layer("head")
	inner := width - 2*margin
	y := stack(&head.Texts, s.textStyles.title, margin, margin, s.textStyles.title.wrap(s.fig.Title, inner), s.theme.Ink)
	if subtitle := s.subtitle(); subtitle != "" {
		y = stack(&head.Texts, s.textStyles.subtitle, margin, y+2, s.textStyles.subtitle.wrap(subtitle, inner),
			s.theme.Muted)
	}
	if f != nil {
		f.Parts = append(f.Parts, head)
	}
	return y
}

// keysOf explain the lines of contacts and what stands beside them, and nothing that is not there.
func (s *sheet) keysOf(contacts []*graph.Contact) []key {
	return append(s.legend.ofLines(contacts), s.textKeys(contacts)...)
}

// textKeys explain what stands beside lines.
func (s *sheet) textKeys(contacts []*graph.Contact) []key {
	return append(s.legend.ofTexts(contacts), s.sources.keys()...)
}

// changeKeys explain what became of contacts between two editions.
func (s *sheet) changeKeys(contacts []*graph.Contact) []key {
	return append(s.legend.ofChanges(contacts, s.opts.changes), s.sources.keys()...)
}

func (s *sheet) subtitle() string { return cmp.Or(s.about, s.opts.Subtitle, s.g.Dossier().Subtitle) }

// apparatus sets legend, sources and notes below each other into the figure, if it is not nil, and returns their
// height.
func (s *sheet) apparatus(f *Figure, at Point, width float64) float64 {
	legend, y := s.legend.set(at, width)
	list, y := s.sources.set(Point{X: at.X, Y: y + 6}, width)
	notes, y := s.notes.set(Point{X: at.X, Y: y + 6}, width)
	if f != nil {
		f.Parts, f.Keys = append(f.Parts, legend, list, notes), s.legend.further()
	}
	return y - at.Y
}

// layer is a part of the page that only holds others together.
func layer(name string) Part { return Part{ID: name, Class: "layer"} }

// move scales p and everything in it from the origin, and shifts it to at.
func (p *Part) move(scale float64, at Point) {
	to := func(q Point) Point { return Point{X: float64(q.X*scale) + at.X, Y: float64(q.Y*scale) + at.Y} }
	for i := range p.Shapes {
		s := &p.Shapes[i]
		s.Box, s.Radius, s.Width = s.Box.moved(scale, at), s.Radius*scale, s.Width*scale
		s.Path, s.Dash = slices.Clone(s.Path), slices.Clone(s.Dash)
		for k := range s.Path {
			step := &s.Path[k]
			step.A, step.B, step.To = to(step.A), to(step.B), to(step.To)
		}
		for k := range s.Dash {
			s.Dash[k] *= scale
		}
	}
	for i := range p.Texts {
		t := &p.Texts[i]
		t.At, t.Size, t.Width = to(t.At), t.Size*scale, t.Width*scale
	}
	for i := range p.Parts {
		p.Parts[i].move(scale, at)
	}
}

func (b Box) moved(scale float64, at Point) Box {
	return Box{float64(b.X*scale) + at.X, float64(b.Y*scale) + at.Y, b.Width * scale, b.Height * scale}
}

// move scales the diagram and shifts it to at.
func (f *Figure) move(scale float64, at Point) {
	for i := range f.Groups {
		g := &f.Groups[i]
		g.Part.move(scale, at)
		g.Box = g.Box.moved(scale, at)
	}
	for i := range f.Actors {
		a := &f.Actors[i]
		a.Part.move(scale, at)
		a.Box = a.Box.moved(scale, at)
	}
	for i := range f.Edges {
		e := &f.Edges[i]
		e.Part.move(scale, at)
		e.Label = e.Label.moved(scale, at)
		for k, piece := range e.Pieces {
			e.Pieces[k] = slices.Clone(piece)
			for m, p := range e.Pieces[k] {
				e.Pieces[k][m] = Point{X: float64(p.X*scale) + at.X, Y: float64(p.Y*scale) + at.Y}
			}
		}
	}
}
