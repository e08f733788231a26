package figure

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// The list of sources is set in columns from narrowColumn on, where text of the report theme is still well read.
const (
	narrowColumn = 170.0
	columnGap    = 18.0
	numberRoom   = 16.0
)

// A sourceList lists documents by number.
type sourceList struct {
	*look
	*prose
	listed    []*Cited
	absent    bool // from the page: the sources are told elsewhere
	shortened bool // without printed addresses, and with what sources rest on in short: links lead there
}

// set sets the list in as many columns as make it lowest, and returns where it ends.
func (l *sourceList) set(at Point, width float64) (Part, float64) {
	list := Part{ID: "sources", Class: "layer", Name: l.voice.Say("sources")}
	cited := l.listed
	if len(cited) == 0 {
		return list, at.Y
	}
	y := stack(&list.Texts, l.textStyles.heading, at.X, at.Y, []string{l.voice.Say("sources")}, l.theme.Ink) + 2
	best, bottom := l.columns(Point{X: at.X, Y: y}, width, 1)
	for n := 2; n <= len(cited) && (width+columnGap)/float64(n)-columnGap >= narrowColumn*l.textStyles.unit; n++ {
		if parts, b := l.columns(Point{X: at.X, Y: y}, width, n); b < bottom {
			best, bottom = parts, b
		}
	}
	list.Parts = best
	return list, bottom
}

// keys explain the source numbers.
func (l *sourceList) keys() []key {
	cited, where := l.listed, "here"
	if l.absent {
		cited, where = l.citations.List, "elsewhere"
	}
	switch {
	case slices.ContainsFunc(cited, func(c *Cited) bool { return len(c.Passages) > 1 }):
		return []key{{worded: true, text: l.voice.Say("legend.source-and-passage", "where", where)}}
	case len(cited) > 0:
		return []key{{worded: true, text: l.voice.Say("legend.source", "where", where)}}
	}
	return nil
}

// says says whether the sources are listed with the figure.
func (l *sourceList) says() string {
	if l.absent {
		return l.voice.Say("figure.unlisted", "sources", len(l.citations.List))
	}
	return l.voice.Say("figure.listed", "sources", len(l.citations.List))
}

// columns sets the list in n columns of about one height.
func (l *sourceList) columns(at Point, width float64, n int) (parts []Part, bottom float64) {
	h := l.textStyles.note
	indent := numberRoom * l.textStyles.unit
	column := (width - float64(columnGap*float64(n-1))) / float64(n)
	entries := make([]entry, len(l.listed))
	left := 0.0 // the height still to be set
	for i, c := range l.listed {
		entries[i] = l.entry(c, column-indent)
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
		c := l.listed[i]
		p := Part{ID: c.ID(), Class: "source"}
		p.Texts = append(p.Texts, l.textStyles.heading.text(x, y+float64(h.size*ascent), fmt.Sprint(c.Number),
			l.theme.Link))
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
func (l *sourceList) entry(c *Cited, width float64) entry {
	if l.compact {
		return l.runOn(c, width)
	}
	var e entry
	add := func(text, link string, colour style.Colour) {
		for _, line := range l.textStyles.note.wrap(text, width) {
			e = append(e, entryLine{{line, link, colour}})
		}
	}
	doc := c.Document
	if described := l.cited(doc); described != words.Site(doc.URL) { // else the address says it
		add(fromItsSide(l.voice, described), "", l.theme.Ink)
	}
	if sources.Followable(doc.URL) {
		add(shortAddress(doc.URL), doc.URL, l.theme.Link)
	}
	if sources.Followable(doc.ArchiveURL) {
		add(l.voice.Say("sources.archived", "address", shortAddress(doc.ArchiveURL)), doc.ArchiveURL, l.theme.Link)
	}
	if rests := l.restsOn(doc); rests != "" {
		add(l.voice.Say("sources.rests-on", "documents", rests), "", l.theme.Muted)
	}
	return append(e, l.passages(c, width)...)
}

var bracketed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`, \[[^\]]*\]`) })

// runOn is entry with everything in one paragraph.
func (l *sourceList) runOn(c *Cited, width float64) entry {
	h := l.textStyles.note
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
	described := l.cited(doc)
	named := described != "" && described != words.Site(doc.URL) // else the address says it
	switch {
	case named && l.shortened && sources.Followable(doc.URL):
		add(fromItsSide(l.voice, l.voice.Say("sentence", "text", described)), doc.URL, l.theme.Ink)
	case named:
		add(fromItsSide(l.voice, l.voice.Say("sentence", "text", described)), "", l.theme.Ink)
	}
	if sources.Followable(doc.URL) && !(named && l.shortened) {
		add(shortAddress(doc.URL), doc.URL, l.theme.Link)
	}
	if sources.Followable(doc.ArchiveURL) && !l.shortened {
		add(l.voice.Say("sources.archived", "address", shortAddress(doc.ArchiveURL)), doc.ArchiveURL, l.theme.Link)
	}
	if rests := l.restsOn(doc); rests != "" {
		if l.shortened { // titles in brackets are the editors' own
			rests = bracketed().ReplaceAllString(rests, "")
		}
		add(l.voice.Say("sentence", "text", l.voice.Say("sources.rests-on", "documents", rests)), "", l.theme.Muted)
	}
	for i, p := range c.Passages {
		if text := c.Place(l.voice, i); text != "" && p.Cited {
			addWords(text+";", lettered(h, c, breakable(text+";"), width), p.Link, l.theme.Muted)
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
func (l *sourceList) passages(c *Cited, width float64) []entryLine {
	var lines []entryLine
	var line entryLine
	h := l.textStyles.note
	last := 0
	for i, p := range c.Passages {
		if p.Cited {
			last = i
		}
	}
	for i, p := range c.Passages {
		text := c.Place(l.voice, i)
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
			line = append(line, piece{part, p.Link, l.theme.Muted})
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}
