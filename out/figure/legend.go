package figure

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A key explains one thing in the legend, by a sample if it has one.
type key struct {
	line     *style.Line
	directed bool                       // with an arrowhead
	mutual   bool                       // and another at the other end
	draw     func(x, y float64) []Shape // the sample instead of a line, with its left end at x and its middle at y
	wide     float64                    // how wide the sample is; 0 for keyLine
	side     bool                       // that of a side of actors
	worded   bool                       // of states, directions, hedges and numbers, which a page says in its own legend
	text     string
}

// A Key explains one thing in a figure that its contacts do not say themselves, such as the colour of a side.
type Key struct {
	Says   string
	Shapes []Shape // its sample, if it has one: Width wide and as high as a Sample
	Width  float64
}

// keyLine is the length of a sample line, keyGap what stands between it and its text.
const keyLine, keyGap = 26.0, 5.0

// indent is where a key's text begins.
func (k key) indent() float64 {
	if k.line == nil && k.draw == nil {
		return 0
	}
	return cmp.Or(k.wide, keyLine) + keyGap
}

// A legend explains what a figure draws, and nothing that it does not draw.
type legend struct {
	*look
	*prose
	keys   []key
	absent bool // from the page
}

// set sets the keys in rows of the given width and returns where they end. The sides begin a row where that takes no
// more rows.
func (l *legend) set(at Point, width float64) (Part, float64) {
	if l.absent {
		return layer("legend"), at.Y
	}
	parts, bottom := l.rows(at, width, false)
	if apart, b := l.rows(at, width, true); b <= bottom {
		parts = apart
	}
	return Part{ID: "legend", Class: "layer", Name: l.voice.Say("legend"), Parts: parts}, bottom
}

// rows sets the keys in rows, with the sides apart from the others if asked to.
func (l *legend) rows(at Point, width float64, apart bool) (parts []Part, bottom float64) {
	h := l.textStyles.note
	x, y, row, gap := at.X, at.Y, h.lead()+5, 14.0
	if l.compact {
		row, gap = h.lead()+3, 10
	}
	for i, k := range l.keys {
		w := k.indent() + h.width(k.text)
		if x > at.X && (x+w > at.X+width || apart && k.side && !l.keys[i-1].side) {
			x, y = at.X, y+row
		}
		lines := h.wrap(fromItsSide(l.voice, k.text), width-k.indent())
		parts = append(parts, l.sample(k, x, y+row/2, lines))
		x += w + gap
		y += float64(float64(len(lines)-1) * h.lead())
	}
	return parts, y + row
}

// sample draws k with its left end at x and its first line's middle at y, its text in lines.
func (l *legend) sample(k key, x, y float64, lines []string) Part {
	var p Part
	if k.line != nil {
		from, to := Point{X: x, Y: y}, Point{X: x + keyLine, Y: y}
		var tips [][3]Point
		if k.directed {
			tips = append(tips, arrowhead([]Point{from, to}))
			to.X -= headLength - 1
		}
		if k.mutual {
			tips = append(tips, arrowhead([]Point{to, from}))
			from.X += headLength - 1
		}
		p.Shapes = append([]Shape{stroke([]Point{from, from, to, to}, *k.line)}, heads(tips, k.line.Colour)...)
		p.Shapes = append(p.Shapes, l.mark(*k.line, Point{X: x + keyLine/2, Y: y})...)
	}
	if k.draw != nil {
		p.Shapes = k.draw(x, y)
	}
	stack(&p.Texts, l.textStyles.note, x+k.indent(), y+float64(l.textStyles.note.size*(0.36-ascent)), lines, l.theme.Ink)
	return p
}

// further are the keys that a page does not have in its own legend.
func (l *legend) further() []Key {
	var list []Key
	for _, k := range l.keys {
		if !k.worded {
			list = append(list, Key{Says: k.text, Shapes: l.sample(k, 0, SampleHeight/2, nil).Shapes,
				Width: max(0, k.indent()-keyGap)})
		}
	}
	return list
}

// SampleWidth and SampleHeight are the size of a Sample.
const SampleWidth, SampleHeight = keyLine, 10.0

// Sample draws how the lines of contacts in a state look, for a legend or a table beside the figure: a short line
// with its mark, in a box of SampleWidth by SampleHeight.
func Sample(theme *style.Theme, state graph.State) []Shape { return sample(theme, theme.Of(state)) }

func sample(theme *style.Theme, line style.Line) []Shape {
	from, to := Point{X: 0, Y: SampleHeight / 2}, Point{X: SampleWidth, Y: SampleHeight / 2}
	return append([]Shape{stroke([]Point{from, from, to, to}, line)},
		mark(line, theme.Paper, 1, Point{X: SampleWidth / 2, Y: SampleHeight / 2})...)
}

// ofLines explain the lines of contacts.
func (l *legend) ofLines(contacts []*graph.Contact) []key {
	keys := append(l.ofStates(contacts), l.ofKinds(contacts)...)
	if slices.ContainsFunc(contacts, isTie) {
		line := l.theme.Affiliation()
		keys = append(keys, key{line: &line, text: l.voice.Say("legend.affiliation")})
	}
	headed := func(heads int) (with []*graph.Contact) {
		for _, c := range contacts {
			to, from := c.Arrows()
			if !c.IsAffiliation() && count(to, from) == heads {
				with = append(with, c)
			}
		}
		return with
	}
	plain := l.theme.Of(graph.SingleOrigin)
	plain.Mark = style.NoMark
	for _, heads := range []int{1, 2, 0} {
		if with := headed(heads); with != nil {
			keys = append(keys, key{line: &plain, worded: true, directed: heads > 0, mutual: heads > 1,
				text: words.Directions(l.voice, with)})
		}
	}
	return keys
}

// ofKinds explain the dash patterns that kinds have.
func (l *legend) ofKinds(contacts []*graph.Contact) []key {
	var keys []key
	seen := map[sources.KindID]bool{}
	for _, c := range contacts {
		kind := l.g.Dossier().Kind(c.Kind)
		if seen[c.Kind] || kind.Line == "" {
			continue
		}
		seen[c.Kind] = true
		line := l.theme.Of(graph.SingleOrigin).Patterned(kind.Line)
		line.Mark = style.NoMark
		keys = append(keys, key{line: &line, text: l.voice.Contacts.KindOf(l.g.Dossier(), c)})
	}
	return keys
}

// ofStates explain the states of contacts.
func (l *legend) ofStates(contacts []*graph.Contact) []key {
	var keys []key
	for _, state := range graph.States() {
		if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return c.State == state && !isTie(c) }) {
			line := l.theme.Of(state)
			keys = append(keys, key{line: &line, worded: true, text: l.voice.Evidence.Means(state)})
		}
	}
	return keys
}

// ofTexts explain what stands in labels.
func (l *legend) ofTexts(contacts []*graph.Contact) []key {
	var keys []key
	if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return len(c.Evidence().Hedges()) > 0 }) {
		keys = append(keys, key{worded: true, text: l.voice.Say("legend.hedge")})
	}
	if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return c.Perhaps }) {
		keys = append(keys, key{text: l.voice.Say("legend.perhaps")})
	}
	return keys
}

// ofSizes explains the sizes of names.
func (l *legend) ofSizes(e Emphasis) []key {
	if e.highest() == 0 {
		return nil
	}
	return []key{{text: l.voice.Say("legend.emphasis", "measure", strings.ReplaceAll(e.Measure, "-", " "))}}
}

// sideSample is how wide the sample of a side is.
const sideSample = 18.0

// ofSides explain the tints of actors.
func (l *legend) ofSides(actors []sources.ActorID, sideOf map[sources.ActorID]*side) []key {
	var keys []key
	half := 6.0 // the height of a sample
	if l.compact {
		half = 4
	}
	seen := map[*side]bool{}
	for _, id := range actors {
		s := sideOf[id]
		if s.name == "" || seen[s] {
			continue
		}
		seen[s] = true
		keys = append(keys, key{text: s.name, side: true, wide: sideSample, draw: func(x, y float64) []Shape {
			box := Box{x, y - half, sideSample, 2 * half}
			return append([]Shape{{Box: box, Radius: 2.5, Fill: s.tint.Fill, Stroke: s.tint.Text, Width: 1}},
				band(box, s.tint)...)
		}})
	}
	return keys
}

// ofChanges explain the lines and letters of contacts by what became of them.
func (l *legend) ofChanges(contacts []*graph.Contact, changes map[sources.ContactID]change) []key {
	var keys []key
	for _, k := range []struct {
		became became
		text   string
	}{
		{appeared, l.voice.Say("changes.key.new", "letter", l.letter(appeared))},
		{changed, l.voice.Say("changes.key.changed", "letter", l.letter(changed))},
		{removed, l.voice.Say("changes.key.removed", "letter", l.letter(removed))},
		{asItWas, l.voice.Say("changes.key.as-it-was")},
	} {
		if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return changes[c.ID].became == k.became }) {
			line := l.lineOfChange(k.became)
			keys = append(keys, key{line: &line, text: k.text})
		}
	}
	return keys
}

// count is how many of two are so.
func count(a, b bool) (n int) {
	for _, is := range []bool{a, b} {
		if is {
			n++
		}
	}
	return n
}
