package figure

import (
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// labels write what stands beside the lines of contacts.
type labels struct {
	*look
	*prose
	small   bool                         // source numbers alone
	changes map[sources.ContactID]change // not nil: they tell what became of contacts
}

// of writes the label: what, from which passages; when and how hedged; through whom; who refuses to comment.
func (l *labels) of(c *graph.Contact) *edge { return l.broken(c, labelWidth, detailWidth) }

// broken is of with the widths at which what and the rest are broken.
func (l *labels) broken(c *graph.Contact, what, rest float64) *edge {
	e := &edge{Contact: c, line: l.lineOf(l.g.Dossier(), c), unit: l.textStyles.unit}
	switch {
	case l.small:
		numbers := l.citations.Refer(c.Claims, nil)
		e.lines = []labelLine{{textStyle: l.textStyles.detail, raised: numbers, number: l.textStyles.number}}
	case c.IsAffiliation():
		l.say(e, l.textStyles.detail, what, c.Naming().Label(), l.supporting(c), l.theme.Muted)
	default:
		l.say(e, l.textStyles.label, what, c.Naming().Label(), l.supporting(c), l.theme.Ink)
	}
	if !l.small {
		l.say(e, l.textStyles.detail, rest, l.voice.Contacts.WhenAndHedge(c), nil, l.theme.Muted)
		l.sayMore(e, rest, true)
	}
	if l.changes != nil {
		l.showChange(e)
	}
	for _, line := range e.lines {
		e.width = max(e.width, line.width())
		e.height += line.height()
	}
	if e.line.Mark != style.NoMark {
		e.width += float64(markRoom * l.textStyles.unit)
	}
	e.width += 2 * 3
	e.height += 2 * 1.5
	return e
}

// ways are the contact with its label broken in different ways, those with the fewest lines first among the readable
// ones.
func (l *labels) ways(e *edge) []*edge {
	var ways []*edge
	breaks := labelBreaks
	if len(e.StandsFor) > 1 {
		breaks = lineBreaks
	}
	for _, width := range breaks {
		width = max(width, l.widestWord(e)) // words are not cut for room
		way := l.broken(e.Contact, width, width*detailWidth/labelWidth)
		if !slices.ContainsFunc(ways, func(w *edge) bool { return w.width == way.width && w.height == way.height }) {
			ways = append(ways, way)
		}
	}
	return ways
}

// widestWord is the width of the longest word of a label, in points of the report theme; no more than a label is
// wide there.
func (l *labels) widestWord(e *edge) float64 {
	longest := 0.0
	for _, line := range e.lines {
		for _, word := range strings.Fields(strings.Join(append([]string{line.text}, line.below...), " ")) {
			longest = max(longest, line.textStyle.width(word))
		}
	}
	return min(longest/l.textStyles.unit, labelBreaks[1])
}

// showChange gives a contact the line and the letter of what became of it.
func (l *labels) showChange(e *edge) {
	ch := l.changes[e.ID]
	e.line = l.lineOfChange(ch.became)
	if ch.became == asItWas {
		for i := range e.lines {
			e.lines[i].colour = l.theme.Muted
		}
		return
	}
	e.lines = slices.Insert(e.lines, 0, labelLine{textStyle: l.textStyles.label, text: l.letter(ch.became),
		colour: e.line.Colour, chip: true})
	if ch.became == changed {
		l.say(e, l.textStyles.detail, detailWidth, ch.says, nil, l.theme.Ink)
	}
}

// sayMore adds through whom a contact went, in boxes of their own or not, who denies it and who refuses to comment.
func (l *labels) sayMore(e *edge, width float64, boxed bool) {
	detail := l.textStyles.detail
	d := l.g.Dossier()
	if !boxed && e.Parties().Via() != nil {
		l.say(e, detail, width, l.voice.Say("label.via", "actors",
			l.voice.Actors.Names(d, e.Parties().Via(), words.Short)), nil,
			l.theme.Muted)
	}
	for _, id := range e.Parties().Via() {
		if !boxed {
			break
		}
		says := detail.balance(l.voice.Say("label.via", "actors", l.name(id)), width*l.textStyles.unit)
		e.lines = append(e.lines,
			labelLine{textStyle: detail, text: says[0], below: says[1:], colour: l.theme.Ink, chip: true})
	}
	if boxed && e.Parties().AsTold() != nil { // its lines lead to all of them
		l.say(e, detail, width, l.voice.Say("label.as-told"), nil, l.theme.Muted)
	}
	l.say(e, detail, width, l.voice.Contacts.Met(d, e.Contact, words.Short), nil, l.theme.Muted)
	if !boxed {
		l.say(e, detail, width, l.voice.Evidence.ConfirmedBy(d, e.Contact, words.Short), nil, l.theme.Muted)
	}
	if e.Evidence().Doubted() {
		l.say(e, detail, width, l.voice.Say("label.doubted"), nil, l.theme.Alarm)
	}
	takenBack := e.Evidence().TakenBack()
	for _, cl := range e.Claims {
		ref := l.citations.Refer([]*sources.Claim{cl}, nil)
		switch {
		case takenBack(cl):
		case cl.Stance.Contradicts():
			l.say(e, detail, width, l.voice.Claims.Contradicted(l.g.Dossier(), cl), ref, l.theme.Alarm)
		case cl.Stance == sources.NoComment:
			l.say(e, detail, width, l.voice.Say("label.no-comment", "who", l.voice.Actors.Source(l.g.Dossier(), cl)), ref,
				l.theme.Muted)
		}
	}
}

// say adds text in lines of at most width; the numbers stand at the end of the last, and in lines
// below if they are many.
func (l *labels) say(e *edge, h textStyle, width float64, text string, raised []reference, colour style.Colour) {
	if text == "" {
		return
	}
	lines := h.balance(inItsOrder(l.voice, text), width*l.textStyles.unit)
	for i, line := range lines {
		one := labelLine{textStyle: h, text: line, colour: colour}
		if i < len(lines)-1 || len(raised) == 0 {
			e.lines = append(e.lines, one)
			continue
		}
		e.lines = append(e.lines, one.numbered(raised, width*l.textStyles.unit, l.textStyles.number)...)
	}
}
