// Package anchor says where a passage stands in a document without holding the passage.
//
// An anchor keeps a position, a digest and the outermost words. That is enough to find the passage again in a copy of
// the document and to prove that not a letter of it changed, and too little to read it. The parts are those of the
// W3C Web Annotation model: a TextPositionSelector (start and length) made safe by a digest, and the two ends that a
// URL text fragment (WICG) needs.
//
// Normalise a document once, Find the passage in it, store the Anchor's String in a cell; later Parse the cell and
// ask whether it Stands, or in which other Places.
package anchor

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Rule names the normalisation that positions and digests refer to. Another rule would get another name, so that an old
// anchor is never compared with text normalised in a new way.
const Rule = "n1"

// MinLength is the fewest code points a passage may have: the digest of a few words could be guessed by trying.
const MinLength = 40

// endWords is how many words of each end of the passage an anchor may keep; of a short passage it keeps no more than
// half.
const endWords = 4

// An Anchor says where a passage stands in a document's normalised text. The zero Anchor says that nobody has marked
// one.
type Anchor struct {
	Start  int // in code points from the beginning of the normalised text
	Length int // in code points
	Digest [sha256.Size]byte
	First  string // the first words, four at most; none of a passage of fewer than four words
	Last   string // the last words, likewise
}

// IsZero tells whether no passage is marked.
func (a Anchor) IsZero() bool { return a.Length == 0 }

// A FindError says why quoted words give no anchor.
type FindError struct {
	Problem string
	Starts  []int // where the words stand, if they stand more than once
}

// Error is the Problem.
func (e *FindError) Error() string { return e.Problem }

// Find looks for the quoted words in t and returns the anchor of the place where they stand. Both are compared as
// normalised. It refuses words that are fewer than MinLength code points, do not stand there as whole words, or stand
// there more than once.
func (t Text) Find(quote string) (Anchor, error) {
	q := Normalise(quote)
	if q.Len() < MinLength {
		return Anchor{}, &FindError{Problem: fmt.Sprintf("a passage of %d characters is too short to be proved: "+
			"mark at least %d", q.Len(), MinLength)}
	}
	starts := t.Index(q.text)
	switch len(starts) {
	case 0:
		if len(t.all(q.text)) > 0 {
			return Anchor{}, &FindError{Problem: "the words begin or end within a longer word of the document: mark " +
				"whole words"}
		}
		return Anchor{}, &FindError{Problem: "the words do not stand in the document: copy them from the text itself"}
	case 1:
		return t.at(starts[0], q.Len()), nil
	}
	return Anchor{}, &FindError{
		Problem: fmt.Sprintf("the words stand %d times in the document: mark more of the passage", len(starts)),
		Starts:  starts,
	}
}

// Widen returns the place of a passage that is long enough to be proved: that of length code points at start, with
// whole words from behind and before it, by turns, until there are MinLength. It takes words only from within the
// text from one place to another, such as the passage's paragraph, and tells whether there were enough.
func (t Text) Widen(start, length, from, to int) (wideStart, wideLength int, ok bool) {
	end := start + length
	ends := func(i int) bool { return boundary(t, i) && t.rune(i-1) != ' ' }
	begins := func(i int) bool { return boundary(t, i) && wordRune(t.rune(i)) }
	for end-start < MinLength && (end < to || start > from) {
		if end < to {
			for end++; end < to && !ends(end); end++ {
			}
		}
		if start > from && end-start < MinLength {
			for start--; start > from && !begins(start); start-- {
			}
		}
	}
	return start, end - start, end-start >= MinLength
}

// at describes the passage of the given place.
func (t Text) at(start, length int) Anchor {
	passage := t.Slice(start, length)
	words := strings.Fields(passage)
	n := min(endWords, len(words)/4)
	return Anchor{
		Start: start, Length: length,
		Digest: sha256.Sum256([]byte(passage)),
		First:  strings.Join(words[:n], " "),
		Last:   strings.Join(words[len(words)-n:], " "),
	}
}

// Stands tells whether the very passage that a describes stands in t at the very place, as whole words.
func (t Text) Stands(a Anchor) bool { return t.holdsPassage(a, a.Start) }

// Names tells whether the words of a are those that the passage of that length at start begins and ends with.
func (t Text) Names(a Anchor, start int) bool {
	passage := t.Slice(start, a.Length)
	return strings.HasPrefix(passage, a.First) && strings.HasSuffix(passage, a.Last)
}

// String writes a in the form that Parse reads: the rule, start+length, the digest, and the first and last words with
// an ellipsis between, if there are any. The zero Anchor is "".
func (a Anchor) String() string {
	if a.IsZero() {
		return ""
	}
	text := fmt.Sprintf("%s %d+%d sha256:%x", Rule, a.Start, a.Length, a.Digest)
	if a.First == "" && a.Last == "" {
		return text
	}
	return fmt.Sprintf("%s %s … %s", text, a.First, a.Last)
}

// Parse reads an anchor in the form that String writes. Blank text is the zero Anchor.
func Parse(text string) (Anchor, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Anchor{}, nil
	}
	bad := func(what string) (Anchor, error) {
		return Anchor{}, fmt.Errorf("%s in the anchor %q: want \"%s START+LENGTH sha256:DIGEST first words … last words\"",
			what, text, Rule)
	}
	rule, rest, _ := strings.Cut(text, " ")
	place, rest, _ := strings.Cut(rest, " ")
	digest, ends, _ := strings.Cut(rest, " ")
	if rule != Rule {
		return bad(fmt.Sprintf("%q is no known rule", rule))
	}
	var a Anchor
	start, length, _ := strings.Cut(place, "+")
	var err1, err2 error
	a.Start, err1 = strconv.Atoi(start)
	a.Length, err2 = strconv.Atoi(length)
	if err1 != nil || err2 != nil || a.Start < 0 {
		return bad(fmt.Sprintf("%q is no place", place))
	}
	if a.Length < MinLength {
		return bad(fmt.Sprintf("the passage has %d characters, fewer than %d,", a.Length, MinLength))
	}
	hexDigest, ok := strings.CutPrefix(digest, "sha256:")
	sum, err := hex.DecodeString(hexDigest)
	if !ok || err != nil || len(sum) != sha256.Size {
		return bad(fmt.Sprintf("%q is no digest", digest))
	}
	a.Digest = [sha256.Size]byte(sum)
	if ends == "" {
		return a, nil
	}
	if a.First, a.Last, ok = strings.Cut(ends, " … "); !ok {
		return bad("first and last words are missing")
	}
	for _, end := range []string{a.First, a.Last} {
		if n := len(strings.Fields(end)); n > endWords {
			return bad(fmt.Sprintf("%d words stand at one end, more than %d,", n, endWords))
		}
	}
	return a, nil
}
