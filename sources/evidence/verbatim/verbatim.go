// Package verbatim finds the words of a document in texts that must not hold them.
//
// A dossier is passed on, and exports are published, so neither may carry the text of an article that belongs to
// somebody else. A few words in a row are anybody's; Length of them are a copy. New takes the texts to look through,
// such as the cells of a dossier, and Look tells which of them hold words of a document. Both take time in proportion
// to the length of what they are given, so that a long list can be held against many long documents.
package verbatim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources/anchor"
)

// Length is how many words in a row, the same in the same order, are taken for copied: more than fixed phrases,
// titles of offices and names of bodies have. Words are compared without case, marks between them, and apostrophes.
const Length = 9

// A Run is a row of words that a text and a document have in common.
type Run struct {
	Text  int // which of the texts, from 0
	Words int // how many, Length at least
	Start int // where it begins in the text, in bytes
	End   int
}

// A Finder looks for words of documents in texts. It may be used by several goroutines at once.
type Finder struct {
	number map[string]int32   // of each word of the texts
	texts  [][]word           // their words
	runs   map[run][]position // every row of Length words
}

type word struct {
	number     int32
	start, end int
}

type run [Length]int32

type position struct{ text, word int }

// New prepares to look through the texts. Rows of words that stand in one of the allowed ones, such as titles, are no
// copy.
func New(texts, allowed []string) *Finder {
	f := &Finder{number: map[string]int32{}, runs: map[run][]position{}}
	for i, text := range texts {
		var words []word
		for w := range each(text) {
			n, ok := f.number[w.plain]
			if !ok {
				n = int32(len(f.number))
				f.number[w.plain] = n
			}
			words = append(words, word{n, w.start, w.end})
		}
		f.texts = append(f.texts, words)
		for at := range len(words) - Length + 1 {
			var r run
			for j := range r {
				r[j] = words[at+j].number
			}
			f.runs[r] = append(f.runs[r], position{i, at})
		}
	}
	for _, text := range allowed {
		for r := range f.rows(text) {
			delete(f.runs, r)
		}
	}
	return f
}

// Look returns the rows of words that the texts have in common with a document, by text and place. Rows that touch or
// overlap are one.
func (f *Finder) Look(document string) []Run {
	var hits []position
	seen := map[run]bool{}
	for r := range f.rows(document) {
		if !seen[r] {
			seen[r] = true
			hits = append(hits, f.runs[r]...)
		}
	}
	slices.SortFunc(hits, func(a, b position) int {
		if a.text != b.text {
			return a.text - b.text
		}
		return a.word - b.word
	})
	var found []Run
	last := position{-1, 0}
	for _, h := range hits {
		end := f.texts[h.text][h.word+Length-1].end
		if h.text == last.text && h.word == last.word+1 {
			found[len(found)-1].Words++
			found[len(found)-1].End = end
		} else {
			found = append(found, Run{h.text, Length, f.texts[h.text][h.word].start, end})
		}
		last = h
	}
	return found
}

// rows yields each row of Length words of a text that only has words of the finder's texts.
func (f *Finder) rows(text string) func(yield func(run) bool) {
	return func(yield func(run) bool) {
		var r run
		n := 0
		for w := range each(text) {
			number, known := f.number[w.plain]
			if !known {
				n = 0
				continue
			}
			copy(r[:], r[1:])
			r[Length-1] = number
			if n++; n >= Length && !yield(r) {
				return
			}
		}
	}
}

// A plainWord is a word without case and apostrophes, and where it stands in its text.
type plainWord struct {
	plain      string
	start, end int
}

// each yields the words of a text: letters, digits and the marks on them. An apostrophe between letters belongs to
// its word, and so do the signs that are not seen, such as a soft hyphen.
func each(text string) func(yield func(plainWord) bool) {
	return func(yield func(plainWord) bool) {
		start, end := -1, 0
		for i, size := 0, 0; i < len(text); i += size {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			letter := unicode.In(r, unicode.L, unicode.N, unicode.M)
			within := start >= 0 && joins(r) && followed(text[i+size:])
			switch {
			case letter:
				if start < 0 {
					start = i
				}
				end = i + size
			case start >= 0 && !within:
				if !yield(plainWord{plain(text[start:end]), start, end}) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(plainWord{plain(text[start:end]), start, end})
		}
	}
}

// joins tells whether r may stand within a word without being a letter of it.
func joins(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '\u02BC', '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060':
		return true
	}
	return false
}

func followed(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if joins(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, anchor.Normalise(word).String())
}
