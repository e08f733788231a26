package figure

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

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

// further are the keys that a page does not have in its own legend.
func further(s *sheet) []Key {
	var list []Key
	for _, k := range s.keys {
		if !k.worded {
			list = append(list, Key{Says: k.text, Shapes: s.key(k, 0, SampleHeight/2, nil).Shapes,
				Width: max(0, k.indent()-keyGap)})
		}
	}
	return list
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
		if k.mutual {
			tips = append(tips, arrowhead([]Point{to, from}))
			from.X += headLength - 1
		}
		p.Shapes = append([]Shape{stroke([]Point{from, from, to, to}, *k.line)}, heads(tips, k.line.Colour)...)
		p.Shapes = append(p.Shapes, s.mark(*k.line, Point{X: x + keyLine/2, Y: y})...)
	}
	if k.draw != nil {
		p.Shapes = k.draw(x, y)
	}
	stack(&p.Texts, s.textStyles.note, x+k.indent(), y+float64(s.textStyles.note.size*(0.36-ascent)), lines, s.theme.Ink)
	return p
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

// keysOf explain the lines of contacts, and nothing that is not there.
func (s *sheet) keysOf(contacts []*graph.Contact) []key {
	keys := append(s.stateKeys(contacts), s.kindKeys(contacts)...)
	if slices.ContainsFunc(contacts, isTie) {
		line := s.theme.Affiliation()
		keys = append(keys, key{line: &line, text: s.voice.Say("legend.affiliation")})
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
	plain := s.theme.Of(graph.SingleOrigin)
	plain.Mark = style.NoMark
	for _, heads := range []int{1, 2, 0} {
		if with := headed(heads); with != nil {
			keys = append(keys, key{line: &plain, worded: true, directed: heads > 0, mutual: heads > 1,
				text: words.Directions(s.voice, with)})
		}
	}
	return append(keys, s.textKeys(contacts)...)
}

// kindKeys explain the dash patterns that kinds have.
func (s *sheet) kindKeys(contacts []*graph.Contact) []key {
	var keys []key
	seen := map[sources.KindID]bool{}
	for _, c := range contacts {
		kind := s.g.Dossier().Kind(c.Kind)
		if seen[c.Kind] || kind.Line == "" {
			continue
		}
		seen[c.Kind] = true
		line := s.theme.Of(graph.SingleOrigin).Patterned(kind.Line)
		line.Mark = style.NoMark
		keys = append(keys, key{line: &line, text: s.voice.Contacts.KindOf(s.g.Dossier(), c)})
	}
	return keys
}

// stateKeys explain the states of contacts.
func (s *sheet) stateKeys(contacts []*graph.Contact) []key {
	var keys []key
	for _, state := range graph.States() {
		if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return c.State == state && !isTie(c) }) {
			line := s.theme.Of(state)
			keys = append(keys, key{line: &line, worded: true, text: s.voice.Evidence.Means(state)})
		}
	}
	return keys
}

// textKeys explain what stands in labels.
func (s *sheet) textKeys(contacts []*graph.Contact) []key {
	var keys []key
	if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return len(c.Evidence().Hedges()) > 0 }) {
		keys = append(keys, key{worded: true, text: s.voice.Say("legend.hedge")})
	}
	if slices.ContainsFunc(contacts, func(c *graph.Contact) bool { return c.Perhaps }) {
		keys = append(keys, key{text: s.voice.Say("legend.perhaps")})
	}
	return append(keys, s.citationKeys()...)
}

// citationKeys explain the source numbers.
func (s *sheet) citationKeys() []key {
	cited := s.listed
	if s.opts.NoSources {
		cited = s.citations.List // which are told elsewhere
	}
	where := "here"
	if s.opts.NoSources {
		where = "elsewhere"
	}
	switch {
	case slices.ContainsFunc(cited, func(c *Cited) bool { return len(c.Passages) > 1 }):
		return []key{{worded: true, text: s.voice.Say("legend.source-and-passage", "where", where)}}
	case len(cited) > 0:
		return []key{{worded: true, text: s.voice.Say("legend.source", "where", where)}}
	}
	return nil
}

// legend sets the keys in rows of the given width and returns where they end. The sides begin a row where that takes no
// more rows.
func (s *sheet) legend(at Point, width float64) (Part, float64) {
	legend := Part{ID: "legend", Class: "layer", Name: s.voice.Say("legend")}
	if s.opts.NoLegend {
		return layer("legend"), at.Y
	}
	parts, bottom := legendRows(s, at, width, false)
	if apart, b := legendRows(s, at, width, true); b <= bottom {
		parts = apart
	}
	legend.Parts = parts
	return legend, bottom
}

// legendRows sets the keys in rows, with the sides apart from the others if asked to.
func legendRows(s *sheet, at Point, width float64, apart bool) (parts []Part, bottom float64) {
	h := s.textStyles.note
	x, y, row, gap := at.X, at.Y, h.lead()+5, 14.0
	if s.compact {
		row, gap = h.lead()+3, 10
	}
	for i, k := range s.keys {
		w := k.indent() + h.width(k.text)
		if x > at.X && (x+w > at.X+width || apart && k.side && !s.keys[i-1].side) {
			x, y = at.X, y+row
		}
		lines := h.wrap(fromItsSide(s.voice, k.text), width-k.indent())
		parts = append(parts, s.key(k, x, y+row/2, lines))
		x += w + gap
		y += float64(float64(len(lines)-1) * h.lead())
	}
	return parts, y + row
}

// The list of sources is set in columns from narrowColumn on, where text of the report theme is still well read.
const (
	narrowColumn = 170.0
	columnGap    = 18.0
	numberRoom   = 16.0
)

// sources lists the documents by number, in as many columns as make the list lowest, and returns where it ends.
func (s *sheet) sources(at Point, width float64) (Part, float64) {
	list := Part{ID: "sources", Class: "layer", Name: s.voice.Say("sources")}
	cited := s.listed
	if len(cited) == 0 {
		return list, at.Y
	}
	y := stack(&list.Texts, s.textStyles.heading, at.X, at.Y, []string{s.voice.Say("sources")}, s.theme.Ink) + 2
	best, bottom := s.columns(Point{X: at.X, Y: y}, width, 1)
	for n := 2; n <= len(cited) && (width+columnGap)/float64(n)-columnGap >= narrowColumn*s.textStyles.unit; n++ {
		if parts, b := s.columns(Point{X: at.X, Y: y}, width, n); b < bottom {
			best, bottom = parts, b
		}
	}
	list.Parts = best
	return list, bottom
}

// columns sets the list in n columns of about one height.
func (s *sheet) columns(at Point, width float64, n int) (parts []Part, bottom float64) {
	h := s.textStyles.note
	indent := numberRoom * s.textStyles.unit
	column := (width - float64(columnGap*float64(n-1))) / float64(n)
	entries := make([]entry, len(s.listed))
	left := 0.0 // the height still to be set
	for i, c := range s.listed {
		entries[i] = s.entry(c, column-indent)
		left += entries[i].height(h)
	}
	x, y := at.X, at.Y
	room := left / float64(n)
	for i, e := range entries {
		if used := y - at.Y; n > 1 && used > 0 && used+e.height(h)/2 > room {
			n--
			x, y = x+column+columnGap, at.Y
			room = left / float64(n)
		}
		c := s.listed[i]
		p := Part{ID: c.ID(), Class: "source"}
		p.Texts = append(p.Texts, s.textStyles.heading.text(x, y+float64(h.size*ascent), fmt.Sprint(c.Number),
			s.theme.Link))
		for _, line := range e {
			right := x + indent
			for _, piece := range line {
				text := h.text(right, y+float64(h.size*ascent), piece.text, piece.colour)
				text.Link = piece.link
				p.Texts = append(p.Texts, text)
				right += text.Width + h.width(" ")
			}
			y += h.lead()
		}
		y += 3
		left -= e.height(h)
		bottom = max(bottom, y)
		parts = append(parts, p)
	}
	return parts, bottom
}

// An entry is the lines of one source, each in pieces that lead to different places.
type entry []entryLine

type entryLine []piece

// A piece is one or more words that stand with a blank between them and the next piece.
type piece struct {
	text, link string
	colour     style.Colour
}

func (l entryLine) width(h textStyle) float64 {
	words := make([]string, len(l))
	for i, p := range l {
		words[i] = p.text
	}
	return h.width(strings.Join(words, " "))
}

func (e entry) height(h textStyle) float64 { return float64(float64(len(e))*h.lead()) + 3 }

// nearlyFull is how much of a line's room its words may take before their kerning could matter.
const nearlyFull = 0.9

// entry writes what a reader needs to find the document: what it is, its addresses, what it rests on, and the passages.
func (s *sheet) entry(c *Cited, width float64) entry {
	if s.compact {
		return s.runOn(c, width)
	}
	var e entry
	add := func(text, link string, colour style.Colour) {
		for _, line := range s.textStyles.note.wrap(text, width) {
			e = append(e, entryLine{{line, link, colour}})
		}
	}
	doc := c.Document
	if described := s.cited(doc); described != words.Site(doc.URL) { // else the address says it
		add(fromItsSide(s.voice, described), "", s.theme.Ink)
	}
	if sources.Followable(doc.URL) {
		add(shortAddress(doc.URL), doc.URL, s.theme.Link)
	}
	if sources.Followable(doc.ArchiveURL) {
		add(s.voice.Say("sources.archived", "address", shortAddress(doc.ArchiveURL)), doc.ArchiveURL, s.theme.Link)
	}
	if rests := s.voice.Documents.RestsOn(s.g.Dossier(), doc); rests != "" {
		add(s.voice.Say("sources.rests-on", "documents", rests), "", s.theme.Muted)
	}
	return append(e, s.passages(c, width)...)
}

var bracketed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`, \[[^\]]*\]`) })

// runOn is entry with everything in one paragraph.
func (s *sheet) runOn(c *Cited, width float64) entry {
	h := s.textStyles.note
	var e entry
	var line entryLine
	about := 0.0 // how wide the line is, by its words alone: near the end of the room, all of it is measured
	addWords := func(text string, words []string, link string, colour style.Colour) {
		for _, word := range words {
			for _, part := range h.fit(word, width) {
				begun := piece{directed(text, []string{part})[0], link, colour}
				longer := slices.Clone(line)
				if n := len(line); n > 0 && line[n-1].link == link && line[n-1].colour == colour {
					longer[n-1].text += " " + part
				} else {
					longer = append(longer, begun)
				}
				about += h.width(part) + h.width(" ")
				if len(line) > 0 && about > nearlyFull*width && longer.width(h) > width {
					e, line = append(e, line), entryLine{begun}
					about = h.width(part)
				} else {
					line = longer
				}
			}
		}
	}
	add := func(text, link string, colour style.Colour) { addWords(text, breakable(text), link, colour) }
	doc := c.Document
	described := s.cited(doc)
	named := described != "" && described != words.Site(doc.URL) // else the address says it
	switch {
	case named && s.shortened && sources.Followable(doc.URL):
		add(fromItsSide(s.voice, s.voice.Say("sentence", "text", described)), doc.URL, s.theme.Ink)
	case named:
		add(fromItsSide(s.voice, s.voice.Say("sentence", "text", described)), "", s.theme.Ink)
	}
	if sources.Followable(doc.URL) && !(named && s.shortened) {
		add(shortAddress(doc.URL), doc.URL, s.theme.Link)
	}
	if sources.Followable(doc.ArchiveURL) && !s.shortened {
		add(s.voice.Say("sources.archived", "address", shortAddress(doc.ArchiveURL)), doc.ArchiveURL, s.theme.Link)
	}
	if rests := s.voice.Documents.RestsOn(s.g.Dossier(), doc); rests != "" {
		if s.shortened { // titles in brackets are the editors' own
			rests = bracketed().ReplaceAllString(rests, "")
		}
		add(s.voice.Say("sentence", "text", s.voice.Say("sources.rests-on", "documents", rests)), "", s.theme.Muted)
	}
	for i, p := range c.Passages {
		if text := c.Place(s.voice, i); text != "" && p.Cited {
			addWords(text+";", lettered(h, c, breakable(text+";"), width), p.Link, s.theme.Muted)
		}
	}
	if n := len(line); n > 0 {
		line[n-1].text = strings.TrimSuffix(line[n-1].text, ";")
		e = append(e, line)
	}
	return e
}

// lettered keeps the letter of a passage with what stands behind it, where both have room on one line.
func lettered(h textStyle, c *Cited, parts []string, width float64) []string {
	if len(c.Passages) < 2 || len(parts) < 2 || h.width(parts[0]+" "+parts[1]) > width {
		return parts
	}
	return append([]string{parts[0] + " " + parts[1]}, parts[2:]...)
}

// passages sets where the passages stand, "a para. 4; b para. 6", each leading to its place.
func (s *sheet) passages(c *Cited, width float64) []entryLine {
	var lines []entryLine
	var line entryLine
	h := s.textStyles.note
	last := 0
	for i, p := range c.Passages {
		if p.Cited {
			last = i
		}
	}
	for i, p := range c.Passages {
		text := c.Place(s.voice, i)
		if text == "" || !p.Cited {
			continue
		}
		if i < last {
			text += ";"
		}
		parts, _ := h.wrapWords(text, measured(h, lettered(h, c, breakable(text), width)), width)
		for _, part := range parts {
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

// notes set what is said below the figure.
func (s *sheet) notes(at Point, width float64) (Part, float64) {
	notes, y := layer("notes"), at.Y
	h := s.textStyles.note
	said := slices.Clone(s.remarks)
	for i := range said {
		said[i] = fromItsSide(s.voice, said[i])
	}
	if s.loose != nil {
		heading := cmp.Or(s.looseHead, s.voice.Say("note.loose"))
		under := stack(&notes.Texts, h, at.X, y, h.wrap(heading, width), s.theme.Muted)
		ties := Point{X: at.X + 6, Y: under}
		if after := h.width(heading + " "); len(s.loose) == 1 && after < width/2 {
			ties = Point{X: at.X + after, Y: y} // in the same line
		}
		notes.Parts, y = s.tieParts(ties, width-(ties.X-at.X))
		y += 1.5
	}
	if s.compact {
		return notes, stack(&notes.Texts, h, at.X, y, h.wrap(strings.Join(said, " "), width), s.theme.Muted)
	}
	for _, note := range said {
		y = stack(&notes.Texts, s.textStyles.note, at.X, y, s.textStyles.note.wrap(note, width), s.theme.Muted) + 1.5
	}
	return notes, y
}

// A footing is what stands below the last rows of a page: sources and, behind the last of them, the notes.
type footing struct {
	listed []*Cited
	notes  bool
}

// foot sets sources and notes below each other and returns where they end.
func (f footing) foot(s *sheet, at Point, width float64) (parts []Part, bottom float64) {
	of := *s
	of.listed = f.listed
	list, y := of.sources(at, width)
	parts = append(parts, list)
	if f.notes {
		var notes Part
		notes, y = of.notes(Point{X: at.X, Y: y + 4}, width)
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
	for rest := s.listed; ; {
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

// remark says what the figure's kind asks for, then what it was chosen by and what it was made from. Texts are those of
// the dossier's that its reader meets, whose abbreviations are spelled out.
func (s *sheet) remark(texts []string, groups ...[]string) {
	s.remarks = slices.Concat(groups...)
	texts = slices.Concat(texts, s.remarks, s.opts.Notes, []string{s.fig.Title, s.subtitle()})
	if says := s.voice.Notes.SpelledOut(s.g.Whole().Dossier(), texts...); says != "" {
		s.remarks = append(s.remarks, says)
	}
	if shown := s.voice.Selections.Shown(s.g); shown != "" {
		s.remarks = append(s.remarks, s.voice.Say("sentence", "text", shown))
	}
	if says := s.opts.Highlight.in(s.voice, s.g); says != "" {
		s.remarks = append(s.remarks, s.voice.Say("sentence", "text", says))
	}
	s.remarks = append(append(s.remarks, s.opts.Notes...), s.voice.Notes.MadeFrom(s.g.Dossier()))
}

// listed is how many undrawn contacts a note names one by one.
const listed = 6

// readOf are the texts that a reader of a figure of g's contacts meets, in lines and, if actors have boxes, in these.
func readOf(g *graph.Graph, boxes bool) []string {
	contacts, ties := shown(g)
	if boxes {
		contacts = append(slices.Clone(contacts), ties...)
	}
	return words.ReadOf(g.Dossier(), contacts, boxes)
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
