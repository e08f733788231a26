package figure

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
)

// notes are what is said below a figure.
type notes struct {
	*look
	*prose
	remarks []string
	loose   []*graph.Contact // ties that are told there, since they stand in no box
	heading string           // the words before them; "" for the usual ones
}

// set sets what is said below the figure.
func (n *notes) set(at Point, width float64) (Part, float64) {
	part, y := layer("notes"), at.Y
	h := n.textStyles.note
	said := slices.Clone(n.remarks)
	for i := range said {
		said[i] = fromItsSide(n.voice, said[i])
	}
	if n.loose != nil {
		heading := cmp.Or(n.heading, n.voice.Say("note.loose"))
		under := stack(&part.Texts, h, at.X, y, h.wrap(heading, width), n.theme.Muted)
		ties := Point{X: at.X + 6, Y: under}
		if after := h.width(heading + " "); len(n.loose) == 1 && after < width/2 {
			ties = Point{X: at.X + after, Y: y} // in the same line
		}
		part.Parts, y = n.ties(ties, width-(ties.X-at.X))
		y += 1.5
	}
	if n.compact {
		return part, stack(&part.Texts, h, at.X, y, h.wrap(strings.Join(said, " "), width), n.theme.Muted)
	}
	for _, note := range said {
		y = stack(&part.Texts, n.textStyles.note, at.X, y, n.textStyles.note.wrap(note, width), n.theme.Muted) + 1.5
	}
	return part, y
}

// ties tell the ties that stand in no box, each in lines of its own.
func (n *notes) ties(at Point, width float64) ([]Part, float64) {
	h, numbers, y := n.textStyles.note, n.textStyles.number, at.Y
	numbers.size = min(numbers.size, max(leastNotes, h.size*numbers.size/n.textStyles.detail.size))
	var list []Part
	for _, c := range n.loose {
		told := n.told(c)
		told.Class = "tie " + told.Class
		says := n.voice.Say("note.untold.one", "who", n.name(c.From), "what",
			n.voice.Facts(n.tieWords(c.Naming().Label(), n.name(c.To)), n.voice.Contacts.WhenAndHedge(c)))
		fact := run{textStyle: h, colour: n.theme.Muted, text: inItsOrder(n.voice, says), raised: n.supporting(c), tie: c}
		for _, line := range flow([]run{fact}, width, numbers) {
			line.set(&told, at.X, y, numbers, n.theme)
			y += line.lead()
		}
		list = append(list, told)
	}
	return list, y
}

// remark says what the figure's kind asks for, then what it was chosen by and what it was made from. Texts are those of
// the dossier's that its reader meets, whose abbreviations are spelled out.
func (s *sheet) remark(texts []string, groups ...[]string) {
	s.notes.remarks = slices.Concat(groups...)
	texts = slices.Concat(texts, s.notes.remarks, s.opts.Notes, []string{s.fig.Title, s.subtitle()})
	if says := s.voice.Notes.SpelledOut(s.g.Whole().Dossier(), texts...); says != "" {
		s.notes.remarks = append(s.notes.remarks, says)
	}
	if shown := s.voice.Selections.Shown(s.g); shown != "" {
		s.notes.remarks = append(s.notes.remarks, s.voice.Say("sentence", "text", shown))
	}
	if says := s.opts.Highlight.in(s.voice, s.g); says != "" {
		s.notes.remarks = append(s.notes.remarks, s.voice.Say("sentence", "text", says))
	}
	s.notes.remarks = append(append(s.notes.remarks, s.opts.Notes...), s.voice.Notes.MadeFrom(s.g.Dossier()))
}

// readOf are the texts that a reader of a figure of g's contacts meets, in lines and, if actors have boxes, in these.
func readOf(g *graph.Graph, boxes bool) []string {
	contacts, ties := shown(g)
	if boxes {
		contacts = append(slices.Clone(contacts), ties...)
	}
	return words.ReadOf(g.Dossier(), contacts, boxes)
}

// A footing is what stands below the last rows of a page: sources and, behind the last of them, the notes.
type footing struct {
	listed []*Cited
	notes  bool
}

// foot sets sources and notes below each other and returns where they end.
func (f footing) foot(s *sheet, at Point, width float64) (parts []Part, bottom float64) {
	of := s.sources
	of.listed = f.listed
	list, y := of.set(at, width)
	parts = append(parts, list)
	if f.notes {
		var notes Part
		notes, y = s.notes.set(Point{X: at.X, Y: y + 4}, width)
		parts = append(parts, notes)
	}
	return parts, y
}

// footings are the sources and notes of s in parts, each of at most the height that a page has for them; what is higher
// by itself is a part alone.
func footings(s *sheet, width, room float64) []footing {
	height := func(f footing) float64 {
		_, y := f.foot(s, Point{}, width)
		return y + 2
	}
	var list []footing
	for rest := s.sources.listed; ; {
		all := footing{rest, true}
		whole := height(all)
		if whole <= room || len(rest) == 0 {
			return append(list, all)
		}
		n := min(len(rest), max(1, int(1.1*room/whole*float64(len(rest)))))
		for n > 1 && height(footing{rest[:n], false}) > room {
			n -= max(1, n/20)
		}
		list, rest = append(list, footing{rest[:n], false}), rest[n:]
	}
}
