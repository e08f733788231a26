package figure

import (
	"slices"

	"relgraph/sources"
)

// A boxText is what stands in an actor's box, broken in one way.
type boxText struct {
	lines         []labelLine
	width, height float64
}

// boxes are those of a drawing's actors: what stands in them, and how they are drawn.
type boxes struct {
	*look
	*prose
	facts    facts
	emphasis Emphasis
	small    bool // with names alone
	single   bool // each actor has one place, as in the figures of a series or while boxes are moved
	sideOf   map[sources.ActorID]*side
	faint    map[sources.ActorID]bool // actors without a line here
}

// texts are the ways to break what stands in an actor's box: the name, the role, what it belongs to and its ties.
func (b *boxes) texts(a *sources.Actor) []boxText {
	var ways []boxText
	name := b.emphasis.style(b.textStyles.name, a.ID)
	for _, width := range nameBreaks {
		var t boxText
		inner := width * b.textStyles.unit
		for _, line := range name.balance(a.Short, inner) {
			t.lines = append(t.lines, labelLine{textStyle: name, text: line, colour: b.theme.Ink})
		}
		for _, fact := range b.facts.of(a) {
			if b.small {
				break
			}
			t.lines = append(t.lines, b.lines(fact, inner)...)
		}
		for _, l := range t.lines {
			t.width = max(t.width, l.width())
			t.height += l.height()
		}
		t.width, t.height = max(t.width+2*padX+bandRoom, 34), t.height+2*padY
		if !slices.ContainsFunc(ways, func(w boxText) bool { return w.width == t.width && w.height == t.height }) {
			ways = append(ways, t)
		}
	}
	return ways
}

// again are the ways to break the name in a small box that stands for an actor once more; none in a figure in which
// each actor has one place.
func (b *boxes) again(id sources.ActorID) []boxText {
	if b.single {
		return nil
	}
	var ways []boxText
	for _, width := range againBreaks {
		var t boxText
		for _, line := range b.textStyles.role.balance(b.g.Dossier().Actor(id).Short, width*b.textStyles.unit) {
			l := labelLine{textStyle: b.textStyles.role, text: line, colour: b.theme.Ink}
			t.lines = append(t.lines, l)
			t.width, t.height = max(t.width, l.width()), t.height+l.height()
		}
		t.width, t.height = t.width+2*padX+bandRoom, t.height+padY
		if !slices.ContainsFunc(ways, func(w boxText) bool { return w.width == t.width && w.height == t.height }) {
			ways = append(ways, t)
		}
	}
	return ways
}

// lines breaks a fact at a width; its numbers stand at the end of the last line, and in lines below if they are many.
func (b *boxes) lines(r run, width float64) []labelLine {
	var lines []labelLine
	for _, text := range r.balance(r.text, width) {
		lines = append(lines, labelLine{textStyle: r.textStyle, text: text, colour: r.colour,
			number: b.textStyles.number, tie: r.tie})
	}
	if n := len(lines) - 1; n >= 0 && len(r.raised) > 0 {
		lines = append(lines[:n], lines[n].numbered(r.raised, width, b.textStyles.number)...)
	}
	return lines
}

// draw draws a box with its text.
func (b *boxes) draw(a *sources.Actor, box Box, t boxText) Actor {
	out := Actor{Part: Part{ID: "actor-" + string(a.ID), Class: "actor", Name: a.Name}, Actor: a, Box: box,
		Tint: b.sideOf[a.ID].tint}
	stroke, fill := out.Tint.Text, out.Tint.Fill
	faint := b.faint[a.ID]
	if faint {
		stroke, fill = b.theme.Border, b.theme.Paper
	}
	out.Shapes = []Shape{{Box: box, Radius: 3, Fill: fill, Stroke: stroke, Width: 1}}
	if !faint {
		out.Shapes = append(out.Shapes, band(box, out.Tint)...)
	}
	high := 0.0
	for _, l := range t.lines {
		high += l.height()
	}
	y := box.Y + (box.Height-high)/2
	for i, l := range t.lines {
		if faint {
			l.colour = b.theme.Muted
		}
		part := &out.Part
		if l.tie != nil { // told like a contact's line: by its name, its claims and the keyboard
			if i == 0 || t.lines[i-1].tie != l.tie {
				told := b.told(l.tie)
				told.Class = "tie " + told.Class
				out.Parts = append(out.Parts, told)
			}
			part = &out.Parts[len(out.Parts)-1]
		}
		x := box.X + padX + bandRoom/2
		if reads(l.text) == fromRight && !b.rightToLeft { // where the page runs from the right, all of it is turned round
			x += t.width - 2*padX - bandRoom - l.width()
		}
		part.label(l, x, y, b.theme)
		y += l.height()
	}
	return out
}

// largest is how many times larger than usual the name of the actor with the highest value is set.
const largest = 1.8

// style is that of an actor's name, whose usual style it is given: larger for a higher value if the figure is to show one.
func (e Emphasis) style(name textStyle, id sources.ActorID) textStyle {
	if highest := e.highest(); highest > 0 {
		name.size *= 1 + (largest-1)*e.Of[id]/highest
	}
	return name
}
