package anchor

import (
	"crypto/sha256"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Text is a document's text normalised by Rule. Places in it are counted in code points.
type Text struct {
	text    string
	offsets []uint32 // in bytes, of each code point and of the end
}

// Normalise applies rule n1 to text: soft hyphens and zero-width marks go, the rest is composed (Unicode NFC), curly
// quotes, dashes and the ellipsis sign become their ASCII forms, each run of white space (no-break spaces and line
// ends included) becomes one space, and the ends are trimmed. Applying it twice changes nothing.
func Normalise(text string) Text {
	text = norm.NFC.String(strings.Map(dropInvisible, strings.ToValidUTF8(text, "\uFFFD")))
	var b strings.Builder
	b.Grow(len(text))
	offsets := make([]uint32, 0, len(text)+1)
	put := func(r rune) {
		offsets = append(offsets, uint32(b.Len()))
		b.WriteRune(r)
	}
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			put(' ')
			space = false
		}
		if r == '…' {
			put('.')
			put('.')
			put('.')
			continue
		}
		put(foldMark(r))
	}
	return Text{b.String(), append(offsets, uint32(b.Len()))}
}

func dropInvisible(r rune) rune {
	switch r {
	case '\u00AD', '\u200B', '\u2060', '\uFEFF':
		return -1
	}
	return r
}

func foldMark(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '′', '‹', '›':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '\u2010', '\u2011', '\u2012', '–', '—', '\u2015', '\u2212':
		return '-'
	}
	return r
}

// Len is the length of the text in code points.
func (t Text) Len() int { return max(0, len(t.offsets)-1) }

// String returns the normalised text.
func (t Text) String() string { return t.text }

// Slice returns length code points from start on. Like slicing, it panics if they do not lie within the text.
func (t Text) Slice(start, length int) string {
	if start == 0 && length == 0 {
		return ""
	}
	return t.text[t.offsets[start]:t.offsets[start+length]]
}

// Index returns the places, in order, at which the words stand in t as whole words. They are compared letter by
// letter, so they have to be normalised.
func (t Text) Index(words string) []int {
	var starts []int
	length := utf8.RuneCountInString(words)
	for _, start := range t.all(words) {
		if t.Whole(start, length) {
			starts = append(starts, start)
		}
	}
	return starts
}

// all returns every place of the words in t, in order, within longer words too.
func (t Text) all(words string) []int {
	var starts []int
	for from := 0; words != ""; {
		i := strings.Index(t.text[from:], words)
		if i < 0 {
			break
		}
		start, _ := slices.BinarySearch(t.offsets, uint32(from+i))
		starts = append(starts, start)
		from = int(t.offsets[start+1])
	}
	return starts
}

// Places returns the places, in order, at which the passage of a stands in t: whole words of its length with its
// digest. The first words of a save the trouble of trying every place, so an anchor that has them must have them
// right.
func (t Text) Places(a Anchor) []int {
	var places []int
	if a.First != "" {
		for _, start := range t.Index(a.First) {
			if t.holdsPassage(a, start) {
				places = append(places, start)
			}
		}
		return places
	}
	for start := 0; start+a.Length <= t.Len(); start++ {
		if t.holdsPassage(a, start) {
			places = append(places, start)
		}
	}
	return places
}

// holdsPassage tells whether the passage of a stands at start.
func (t Text) holdsPassage(a Anchor, start int) bool {
	return t.Whole(start, a.Length) && t.hasDigest(a, start)
}

func (t Text) hasDigest(a Anchor, start int) bool {
	return sha256.Sum256([]byte(t.Slice(start, a.Length))) == a.Digest
}

// Whole tells whether the length code points from start on lie within t and are whole words: no end cuts through a
// word, a number, or a letter with marks of its own. Scripts that are written without spaces may be cut between any
// two letters.
func (t Text) Whole(start, length int) bool {
	return start >= 0 && length > 0 && length <= t.Len() && start <= t.Len()-length &&
		boundary(t, start) && boundary(t, start+length)
}

// boundary tells whether a word may begin or end before the code point at i.
func boundary(t Text, i int) bool {
	before, after := t.rune(i-1), t.rune(i)
	switch {
	case before == outside || after == outside || before == ' ' || after == ' ':
		return true
	case wordRune(before) && wordRune(after):
		return !unicode.Is(unicode.M, after) && (unspaced(before) || unspaced(after))
	case unicode.Is(unicode.M, after) || joiner(before) || joiner(after):
		return false
	}
	return !inside(t.rune(i-2), before, after) && !inside(before, after, t.rune(i+1))
}

// inside tells whether mark stands within a word or a number, as in "can't", "3.5", "1,000" and "10:30".
func inside(left, mark, right rune) bool {
	switch mark {
	case '\'':
		return unicode.IsLetter(left) && unicode.IsLetter(right)
	case '.', ',', ':':
		return unicode.IsDigit(left) && unicode.IsDigit(right)
	}
	return false
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf { // most are, and this is asked of every letter of long texts
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// joiner tells whether r is a zero-width joiner or non-joiner, which stand only within words.
func joiner(r rune) bool { return r == '\u200C' || r == '\u200D' }

// unspaced tells whether r is of a script that puts no spaces between words.
func unspaced(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai,
		unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

const outside = -1

// rune returns the code point at i, or outside.
func (t Text) rune(i int) rune {
	if i < 0 || i >= t.Len() {
		return outside
	}
	at := t.offsets[i]
	if b := t.text[at]; b < utf8.RuneSelf {
		return rune(b)
	}
	r, _ := utf8.DecodeRuneInString(t.text[at:])
	return r
}
