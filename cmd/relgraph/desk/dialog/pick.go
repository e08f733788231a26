package dialog

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources/anchor"
)

// Pick has somebody choose a passage of a document by some of its words. It returns the anchor of the passage that
// the words are, or that is chosen by them; what is typed instead of choosing are other words. Its error is
// terminal.ErrStopped if the person stops.
func Pick(c *terminal.Console, text, words string) (anchor.Anchor, error) {
	return pick(c, desk.NewText(text), words)
}

func pick(c *terminal.Console, text *desk.Text, words string) (anchor.Anchor, error) {
	p := picker{c, text}
	for {
		found, starts, err := p.text.Find(words)
		switch {
		case err == nil:
			return found, nil
		case len(starts) > 0:
			found, err = p.ofPlaces(words, starts)
		default:
			found, err = p.ofParagraphs(words)
		}
		if !errors.Is(err, errAgain) {
			return found, err
		}
		if words, err = c.Lines(); err != nil {
			return found, err
		}
		if strings.TrimSpace(words) == "" {
			return found, terminal.ErrStopped
		}
	}
}

type picker struct {
	*terminal.Console
	text *desk.Text
}

// offer writes a place to choose, with what stands around it.
func (p picker) offer(n, start, length int) {
	paragraph, e := p.text.Around(start, length)
	e.Before = fmt.Sprintf("paragraph %d: %s", paragraph, e.Before)
	p.Passage(fmt.Sprintf("%4d", n), shown(e))
}

// ofPlaces lets somebody choose where the words stand, which they do several times.
func (p picker) ofPlaces(words string, starts []int) (anchor.Anchor, error) {
	length := anchor.Normalise(words).Len()
	p.Printf("These words stand %d times in the document:\n", len(starts))
	for i, start := range starts {
		p.offer(i+1, start, length)
	}
	n, err := p.number(len(starts))
	if err != nil {
		return anchor.Anchor{}, err
	}
	return p.text.At(starts[n-1], length)
}

// maxListed is how many paragraphs are offered: as many as one can look over.
const maxListed = 9

// ofParagraphs lets somebody choose a paragraph that has the words, and then sentences of it.
func (p picker) ofParagraphs(words string) (anchor.Anchor, error) {
	found := p.text.Having(words)
	switch {
	case len(found) == 0:
		p.Printf("No paragraph has these words. Other words, then an empty line (Ctrl-D stops):\n")
		return anchor.Anchor{}, errAgain
	case len(found) > maxListed:
		p.Printf("%d paragraphs have these words. More of them, then an empty line (Ctrl-D stops):\n", len(found))
		return anchor.Anchor{}, errAgain
	}
	chosen := found[0]
	if len(found) > 1 {
		for i, one := range found {
			start, length := one.Place()
			p.offer(i+1, start, length)
		}
		n, err := p.number(len(found))
		if err != nil {
			return anchor.Anchor{}, err
		}
		chosen = found[n-1]
	}
	return p.ofSentences(chosen.Sentences())
}

// ofSentences lets somebody choose which sentences of a paragraph are the passage.
func (p picker) ofSentences(all []desk.Part) (anchor.Anchor, error) {
	for i, s := range all {
		p.Named(fmt.Sprintf("%4d", i+1), terminal.Readable(s.Text))
	}
	for {
		answer, err := p.Ask("Which of these sentences are the passage? (2, or 2-3; Enter: all; q stops)")
		if err != nil {
			return anchor.Anchor{}, err
		}
		if answer == "q" {
			return anchor.Anchor{}, terminal.ErrStopped
		}
		from, to, ok := span(answer, len(all))
		if !ok {
			p.Printf("%s\n", wantedOf(len(all)))
			continue
		}
		found, err := p.text.Of(all[from-1 : to])
		if err == nil {
			return found, nil
		}
		p.Printf("%s\n", terminal.Readable(err.Error()))
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

// number asks for one of the numbers that were listed.
func (p picker) number(most int) (int, error) {
	for {
		answer, err := p.Ask(fmt.Sprintf("Which one? (1 to %d; q stops)", most))
		if err != nil {
			return 0, err
		}
		if answer == "q" {
			return 0, terminal.ErrStopped
		}
		if n, err := strconv.Atoi(answer); err == nil && 1 <= n && n <= most {
			return n, nil
		}
	}
}

// wantedOf says what is wanted of somebody who chooses among n sentences.
func wantedOf(n int) string {
	if n == 1 {
		return "want Enter, for the sentence, or q"
	}
	return fmt.Sprintf("want a number from 1 to %d, or two with a hyphen between", n)
}
