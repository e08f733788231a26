package figure

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/style"
	"relgraph/sources"
)

// A key explains one thing in the legend, by a sample line if it has one.
type key struct {
	line     *style.Line
	directed bool
	text     string
}

// keyLine is the length of a sample line, keyGap what stands between it and its text.
const keyLine, keyGap = 26.0, 5.0

// indent is where a key's text begins.
func (k key) indent() float64 {
	if k.line == nil {
		return 0
	}
	return keyLine + keyGap
}

// key draws k with its left end at x and its first line's middle at y, its text in lines.
func (s *sheet) key(k key, x, y float64, lines []string) Part {
	var p Part
	if k.line != nil {
		from, to := Point{X: x, Y: y}, Point{X: x + keyLine, Y: y}
		var tips [][3]Point
		if k.directed {
			tips = append(tips, arrowhead([]Point{from, to}))
			to.X -= headLength - 1
		}
		p.Shapes = append([]Shape{stroke([]Point{from, from, to, to}, *k.line)}, heads(tips, k.line.Colour)...)
		p.Shapes = append(p.Shapes, s.mark(*k.line, Point{X: x + keyLine/2, Y: y})...)
	}
	stack(&p.Texts, s.hands.note, x+k.indent(), y+s.hands.note.size*(0.36-ascent), lines, s.theme.Ink)
	return p
}

// keysOf explain the lines of contacts, and nothing that is not there.
func (s *sheet) keysOf(contacts []*graph.Contact) []key {
	var keys []key
	states := map[graph.State]bool{}
	var affiliation, directed, hedged bool
	for _, c := range contacts {
		if isTie(c) {
			affiliation = true
			continue
		}
		states[c.State] = true
		directed = directed || c.Directed && !c.IsAffiliation()
		hedged = hedged || len(c.Hedges()) > 0
	}
	for _, state := range graph.States() {
		if states[state] {
			line := s.theme.Of(state)
			keys = append(keys, key{&line, false, state.Means()})
		}
	}
	if affiliation {
		line := s.theme.Affiliation()
		keys = append(keys, key{&line, false, "belongs to, founded or leads; not a contact"})
	}
	if directed {
		line := s.theme.Of(graph.SingleOrigin)
		line.Mark = style.NoMark
		keys = append(keys, key{&line, true, "one-sided; without an arrowhead: mutual, or not told"})
	}
	if hedged {
		keys = append(keys, key{text: "“reportedly” …: the document's own hedging word"})
	}
	return append(keys, s.citationKeys()...)
}

// citationKeys explain the source numbers.
func (s *sheet) citationKeys() []key {
	switch cited := s.fig.Citations.List; {
	case slices.ContainsFunc(cited, func(c *Cited) bool { return len(c.Passages) > 1 }):
		return []key{{text: "1a: source and passage, below"}}
	case len(cited) > 0:
		return []key{{text: "1: source, below"}}
	}
	return nil
}

// legend sets the keys in rows of the given width and returns where they end.
func (s *sheet) legend(at Point, width float64) (Part, float64) {
	legend := Part{ID: "legend", Class: "layer", Name: "Legend"}
	h := s.hands.note
	x, y, row := at.X, at.Y, h.lead()+5
	for _, k := range s.keys {
		w := k.indent() + h.width(k.text)
		if x > at.X && x+w > at.X+width {
			x, y = at.X, y+row
		}
		lines := h.wrap(k.text, width-k.indent())
		legend.Parts = append(legend.Parts, s.key(k, x, y+row/2, lines))
		x += w + 14
		y += float64(len(lines)-1) * h.lead()
	}
	return legend, y + row
}

// wideColumn is the width beyond which a column of small text is hard to read.
const wideColumn = 300.0

// sources lists the documents by number, in columns that a reader can follow, and returns where the list ends.
func (s *sheet) sources(at Point, width float64) (Part, float64) {
	list := Part{ID: "sources", Class: "layer", Name: "Sources"}
	cited := s.fig.Citations.List
	if len(cited) == 0 {
		return list, at.Y
	}
	h := s.hands.note
	y := stack(&list.Texts, s.hands.heading, at.X, at.Y, []string{"Sources"}, s.theme.Ink) + 2
	gap, indent := 18.0, 16*h.size/7.5
	room := 0.0 // for the widest entry, as far as a column of text is well read
	for _, c := range cited {
		for _, line := range s.entry(c, wideColumn-indent) {
			room = max(room, line.width(h)+indent+1)
		}
	}
	columns := max(1, min(len(cited), int((width+gap)/(room+gap))))
	column := (width - gap*float64(columns-1)) / float64(columns)
	entries := make([]entry, len(cited))
	total := 0.0
	for i, c := range cited {
		entries[i] = s.entry(c, column-indent)
		total += entries[i].height(h)
	}
	x, top, bottom, used := at.X, y, y, 0.0
	for i, e := range entries {
		if used > 0 && used+e.height(h)/2 > total/float64(columns) && x+2*column <= at.X+width+1 {
			x, y, used = x+column+gap, top, 0
		}
		p := Part{ID: cited[i].id(), Class: "source"}
		p.Texts = append(p.Texts, set(s.hands.heading, x, y+h.size*ascent, fmt.Sprint(cited[i].Number), s.theme.Link))
		for _, line := range e {
			right := x + indent
			for _, piece := range line {
				text := set(h, right, y+h.size*ascent, piece.text, piece.colour)
				text.Link = piece.link
				p.Texts = append(p.Texts, text)
				right += text.Width + h.width(" ")
			}
			y += h.lead()
		}
		y += 3
		used += e.height(h)
		bottom = max(bottom, y)
		list.Parts = append(list.Parts, p)
	}
	return list, bottom
}

// An entry is the lines of one source, each in pieces that lead to different places.
type entry []entryLine

type entryLine []piece

// A piece is one or more words that stand with a blank between them and the next piece.
type piece struct {
	text, link string
	colour     style.Colour
}

func (l entryLine) width(h hand) float64 {
	words := make([]string, len(l))
	for i, p := range l {
		words[i] = p.text
	}
	return h.width(strings.Join(words, " "))
}

func (e entry) height(h hand) float64 { return float64(len(e))*h.lead() + 3 }

// entry writes what a reader needs to find the document: what it is, its addresses, what it rests on, and the passages.
func (s *sheet) entry(c *Cited, width float64) entry {
	var e entry
	add := func(text, link string, colour style.Colour) {
		for _, line := range s.hands.note.wrap(text, width) {
			e = append(e, entryLine{{line, link, colour}})
		}
	}
	doc := c.Document
	add(Describe(doc), "", s.theme.Ink)
	if Followable(doc.URL) {
		add(shortAddress(doc.URL), doc.URL, s.theme.Link)
	}
	if Followable(doc.ArchiveURL) {
		add("Archived: "+shortAddress(doc.ArchiveURL), doc.ArchiveURL, s.theme.Link)
	}
	if rests := RestsOn(s.g.Dossier(), doc); rests != "" {
		add("Rests on: "+rests, "", s.theme.Muted)
	}
	return append(e, s.passages(c, width)...)
}

// passages sets where the passages stand, "a para. 4; b para. 6", each leading to its place.
func (s *sheet) passages(c *Cited, width float64) []entryLine {
	var lines []entryLine
	var line entryLine
	h := s.hands.note
	for i, p := range c.Passages {
		text := c.place(i)
		if text == "" {
			continue
		}
		if i < len(c.Passages)-1 {
			text += ";"
		}
		for _, part := range h.wrap(text, width) {
			if len(line) > 0 && line.width(h)+h.width(" "+part) > width {
				lines, line = append(lines, line), nil
			}
			line = append(line, piece{part, p.Link, s.theme.Muted})
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// notes say how to read the figure, what is not drawn and what it was made from.
func (s *sheet) notes(at Point, width float64) (Part, float64) {
	notes, y := layer("notes"), at.Y
	for _, note := range s.remarks() {
		y = stack(&notes.Texts, s.hands.note, at.X, y, s.hands.note.wrap(note, width), s.theme.Muted) + 1.5
	}
	return notes, y
}

// listed is how many undrawn contacts a note names one by one.
const listed = 6

func (s *sheet) remarks() []string {
	var hidden []string
	for c := range s.g.All() {
		if !c.Drawn() {
			marks := s.fig.Citations.Marks(c.Claims, func(*sources.Claim) bool { return true })
			hidden = append(hidden, fmt.Sprintf("%s and %s, %s (%s; source %s)", s.name(c.From), s.name(c.To), c.Label(), c.State, marks))
		}
	}
	notes := []string{s.reading}
	if len(hidden) > 0 {
		note := "Not drawn, since no document says that they took place: " + Count(len(hidden), "contact")
		if len(hidden) <= listed {
			note += ": " + strings.Join(hidden, "; ")
		}
		notes = append(notes, note+".")
	}
	return append(append(notes, s.opts.Notes...), s.provenance())
}

// digestShown is how many hexadecimal digits of the dossier's digest a note shows: enough to tell editions apart.
const digestShown = 12

// provenance says what the figure was made from.
func (s *sheet) provenance() string {
	dossier := s.g.Dossier()
	documents := map[sources.DocumentID]bool{}
	checked := 0
	var latest string
	for i := range dossier.Claims {
		cl := &dossier.Claims[i]
		if cl.Document != "" {
			documents[cl.Document] = true
		}
		if cl.CheckedBy != "" {
			checked++
			latest = max(latest, cl.CheckedOn.String())
		}
	}
	note := fmt.Sprintf("Dossier %s", dossier.Name)
	if dossier.Edition != "" {
		note += ", edition " + dossier.Edition
	}
	note += fmt.Sprintf(": %s from %s", Count(len(dossier.Claims), "claim"), Count(len(documents), "document"))
	if checked > 0 {
		note += fmt.Sprintf("; %d checked by hand", checked)
		if latest != "" {
			note += ", last on " + latest
		}
	}
	return note + "; SHA-256 " + dossier.Digest()[:digestShown] + "…. Made with relgraph."
}
