package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources/anchor"
)

// A picker has somebody at a console choose a passage of a document by some of its words.
type picker struct {
	*console
	text  string // as the copy has it
	whole anchor.Text
	parts []part
}

// A part is a paragraph, or a sentence of one.
type part struct {
	text  string // normalised
	start int    // in characters of the whole text
}

func (p part) length() int { return utf8.RuneCountInString(p.text) }

func newPicker(c *console, text string) *picker {
	p := &picker{console: c, text: text, whole: anchor.Normalise(text)}
	at := 0
	for _, paragraph := range paragraphs(text) {
		one := part{anchor.Normalise(paragraph).String(), at}
		p.parts = append(p.parts, one)
		at += one.length() + 1
	}
	return p
}

// pick returns the anchor of the passage that the words are, or that somebody chooses by them. What he types instead of choosing
// are other words. If he stops, it returns errStopped.
func (p *picker) pick(words string) (anchor.Anchor, error) {
	for {
		found, err := p.whole.Find(words)
		var f *anchor.FindError
		switch {
		case err == nil:
			return found, nil
		case errors.As(err, &f) && len(f.Starts) > 0:
			found, err = p.ofPlaces(words, f.Starts)
		default:
			found, err = p.ofParagraphs(words)
		}
		if !errors.Is(err, errAgain) {
			return found, err
		}
		if words, err = p.lines(); err != nil {
			return found, err
		}
		if strings.TrimSpace(words) == "" {
			return found, errStopped
		}
	}
}

// ofPlaces lets somebody choose where the words stand, which they do several times.
func (p *picker) ofPlaces(words string, starts []int) (anchor.Anchor, error) {
	length := anchor.Normalise(words).Len()
	p.printf("These words stand %d times in the document:\n", len(starts))
	for i, start := range starts {
		p.console.passage(fmt.Sprintf("%4d", i+1), p.around(start, length))
	}
	n, err := p.number(len(starts))
	if err != nil {
		return anchor.Anchor{}, err
	}
	return p.at(starts[n-1], length)
}

// maxListed is how many paragraphs are offered: as many as one can look over.
const maxListed = 9

// ofParagraphs lets somebody choose a paragraph that has the words, and then sentences of it.
func (p *picker) ofParagraphs(words string) (anchor.Anchor, error) {
	found := p.having(words)
	switch {
	case len(found) == 0:
		p.printf("No paragraph has these words. Other words, then an empty line (Ctrl-D stops):\n")
		return anchor.Anchor{}, errAgain
	case len(found) > maxListed:
		p.printf("%d paragraphs have these words. More of them, then an empty line (Ctrl-D stops):\n", len(found))
		return anchor.Anchor{}, errAgain
	}
	chosen := found[0]
	if len(found) > 1 {
		for i, one := range found {
			p.console.passage(fmt.Sprintf("%4d", i+1), p.around(one.hit()))
		}
		n, err := p.number(len(found))
		if err != nil {
			return anchor.Anchor{}, err
		}
		chosen = found[n-1]
	}
	return p.ofSentences(sentences(chosen.part))
}

// A hit is a paragraph with the words that were looked for.
type hit struct {
	part
	at, length int // of the words in it, in characters; the paragraph's first word if they stand apart
}

func (h hit) hit() (start, length int) { return h.start + h.at, h.length }

// having lists the paragraphs in which the words stand in a row, in any case; if there are none, those that have them all.
func (p *picker) having(words string) []hit {
	wanted := []rune(strings.Map(unicode.ToLower, anchor.Normalise(words).String()))
	each := strings.Fields(string(wanted))
	if len(each) == 0 {
		return nil
	}
	var inRow, apart []hit
	for _, one := range p.parts {
		lower := strings.Map(unicode.ToLower, one.text) // rune by rune, so that places stay
		if i := strings.Index(lower, string(wanted)); i >= 0 {
			inRow = append(inRow, hit{one, utf8.RuneCountInString(lower[:i]), len(wanted)})
		} else if !slices.ContainsFunc(each, func(w string) bool { return !strings.Contains(lower, w) }) {
			first, _, _ := strings.Cut(one.text, " ")
			apart = append(apart, hit{one, 0, utf8.RuneCountInString(first)})
		}
	}
	if len(inRow) > 0 {
		return inRow
	}
	return apart
}

// ofSentences lets somebody choose which sentences of a paragraph are the passage.
func (p *picker) ofSentences(all []part) (anchor.Anchor, error) {
	for i, s := range all {
		p.named(fmt.Sprintf("%4d", i+1), readable(s.text))
	}
	for {
		answer, err := p.ask("Which of these sentences are the passage? (2, or 2-3; Enter: all; q stops)")
		if err != nil {
			return anchor.Anchor{}, err
		}
		if answer == "q" {
			return anchor.Anchor{}, errStopped
		}
		from, to, ok := span(answer, len(all))
		if !ok {
			p.printf("want a number from 1 to %d, or two with a hyphen between\n", len(all))
			continue
		}
		last := all[to-1]
		start := all[from-1].start
		found, err := p.at(start, last.start+last.length()-start)
		if err == nil {
			return found, nil
		}
		p.printf("%v\n", err)
	}
}

// span reads "2", "2-3" or nothing, which means all.
func span(answer string, most int) (from, to int, ok bool) {
	if answer == "" {
		return 1, most, true
	}
	first, second, two := strings.Cut(answer, "-")
	from, err1 := strconv.Atoi(strings.TrimSpace(first))
	to, err2 := from, error(nil)
	if two {
		to, err2 = strconv.Atoi(strings.TrimSpace(second))
	}
	return from, to, err1 == nil && err2 == nil && 1 <= from && from <= to && to <= most
}

// sentences cuts a paragraph behind full stops, question and exclamation marks that a blank and no small letter follow. Where that
// cuts too often, as behind "Gen.", two parts are chosen instead of one.
func sentences(paragraph part) []part {
	runes := []rune(paragraph.text)
	var all []part
	begin := 0
	for i := 1; i < len(runes); i++ {
		if runes[i] != ' ' || i+1 == len(runes) || unicode.IsLower(runes[i+1]) {
			continue
		}
		end := i
		for end > begin && strings.ContainsRune(`"')]`, runes[end-1]) {
			end--
		}
		if end > begin && strings.ContainsRune(".!?", runes[end-1]) {
			all = append(all, part{string(runes[begin:i]), paragraph.start + begin})
			begin = i + 1
		}
	}
	return append(all, part{string(runes[begin:]), paragraph.start + begin})
}

// at is the anchor of the passage of that length at start. The passage as a text of its own has the same anchor but for its place.
func (p *picker) at(start, length int) (anchor.Anchor, error) {
	passage := p.whole.Slice(start, length)
	found, err := anchor.Normalise(passage).Find(passage)
	if err != nil {
		return anchor.Anchor{}, err
	}
	found.Start = start
	if !p.whole.Stands(found) {
		return anchor.Anchor{}, fmt.Errorf("the words at character %d are not whole words", start)
	}
	return found, nil
}

// sideways is how many characters before and behind are shown to choose by.
const sideways = 120

// around is the words of that length at start, marked, with what stands around them.
func (p *picker) around(start, length int) string {
	before, behind := max(0, start-sideways), min(p.whole.Len(), start+length+sideways)
	cut := func(begin, end int) string { return readable(p.whole.Slice(begin, end-begin)) }
	text := cut(before, start) + string(passageStart) + cut(start, start+length) + string(passageEnd) + cut(start+length, behind)
	if before > 0 {
		_, rest, _ := strings.Cut(text, " ") // half a word
		text = "… " + rest
	}
	if behind < p.whole.Len() {
		text += "…"
	}
	return fmt.Sprintf("paragraph %d: %s", paragraphAt(p.text, start), text)
}

// number asks for one of the numbers that were listed.
func (p *picker) number(most int) (int, error) {
	for {
		answer, err := p.ask(fmt.Sprintf("Which one? (1 to %d; q stops)", most))
		if err != nil {
			return 0, err
		}
		if answer == "q" {
			return 0, errStopped
		}
		if n, err := strconv.Atoi(answer); err == nil && 1 <= n && n <= most {
			return n, nil
		}
	}
}

// lines reads up to the first empty line that stands behind words, or up to an empty line alone.
func (p *picker) lines() (string, error) {
	text, err := orInterrupted(p.ctx, func() (string, error) { return untilEmptyLine(p.in) })
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return text, err
}
