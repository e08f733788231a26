package verify

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"relgraph/sources"
	"relgraph/sources/anchor"
)

// A Clue says by what a changed passage was found. The zero Clue is for one that did not change.
type Clue uint8

const (
	ByBothEnds Clue = iota + 1 // its first and its last words, or words like them, about as far apart as they were
	ByFirst                    // only its first words
	ByLast                     // only its last words
)

var clueWords = [...]string{"", "first and last words", "first words", "last words"}

// String says what the clue was.
func (c Clue) String() string { return clueWords[c] }

// MarshalText makes c words in JSON.
func (c Clue) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// A Likeness compares words of a text with those of an anchor: how many of how many characters have to be put in,
// left out or exchanged to make the ones of the others.
type Likeness struct{ Apart, Of int }

// The shares of an end's characters that may differ for words to be taken for it, depending on what else speaks for
// them.
const (
	besideSame  = 0.5  // the very words of the other end, at the right distance
	besideAlike = 0.34 // words like those of the other end, at the right distance
	alone       = 0.15 // nothing of the other end, but the expected place
)

// near is how many characters around the expected place are searched for words like the anchor's, even if none of
// them is the same: noise from OCR may have hit each.
const near = 60

// A finder looks for passages in one text.
type finder struct {
	text   anchor.Text
	proven []shift // by place
	words  []word
	places map[string][]int // of each plain word, as indexes into words
}

// A shift says by how much a passage stands further on than its anchor says.
type shift struct{ start, by int }

// A word is what stands between two spaces.
type word struct{ start, end int }

func newFinder(text anchor.Text) *finder { return &finder{text: text} }

// prove looks for the very passage. What it does not find is Gone.
func (f *finder) prove(c *sources.Claim) ClaimResult {
	a := c.Detail().Anchor
	res := ClaimResult{Claim: c}
	switch {
	case a.IsZero():
		return ClaimResult{Claim: c, Status: NotAnchored}
	case f.text.Stands(a):
		f.stands(&res, Verified, a.Start)
	default:
		places := f.text.Places(a)
		if len(places) == 0 {
			return ClaimResult{Claim: c, Status: Gone}
		}
		f.stands(&res, Moved, nearest(places, a.Start))
	}
	f.proven = append(f.proven, shift{a.Start, res.Shift()})
	return res
}

// stands says that the very passage stands at start.
func (f *finder) stands(res *ClaimResult, s Status, start int) {
	a := res.Claim.Detail().Anchor
	res.Status, res.Start, res.Length = s, start, a.Length
	res.Passage = f.text.Slice(start, a.Length)
	if !f.text.Names(a, start) {
		res.Note = OtherWords
	}
}

func nearest(places []int, to int) int {
	return slices.MinFunc(places, func(a, b int) int { return cmp.Compare(distance(a, to), distance(b, to)) })
}

func distance(a, b int) int { return max(a-b, b-a) }

// An end is a place where the first or last words of an anchor stand, or words like them.
type end struct {
	start, end int
	likeness   Likeness
}

func (e end) share() float64 { return float64(e.likeness.Apart) / float64(e.likeness.Of) }

// trace looks for what became of a passage that is not there: first for both its ends, then for one. All passages of
// the text have to be proved before, since those that moved say where others are to be expected.
func (f *finder) trace(res *ClaimResult) {
	a := res.Claim.Detail().Anchor
	if a.First == "" || a.Last == "" {
		res.Note = NoWords
		return
	}
	f.index()
	expected := f.expected(a)
	lastExpected := expected.further(a.Length - utf8.RuneCountInString(a.Last))
	firsts, lasts := f.ends(a.First, expected), f.ends(a.Last, lastExpected)
	if first, last, ok := pair(a, firsts, lasts, expected); ok {
		elsewhere := a
		elsewhere.Start = first.start
		if f.text.Stands(elsewhere) { // the anchor's words are not its own, so that they did not lead here at once
			f.stands(res, Moved, first.start)
			return
		}
		f.found(res, ByBothEnds, first.start, last.end)
		res.First, res.Last = first.likeness, last.likeness
		return
	}
	first, okFirst := single(a.First, firsts, expected)
	last, okLast := single(a.Last, lasts, lastExpected)
	switch {
	case okFirst:
		f.found(res, ByFirst, first.start, f.wordEnd(first.start+a.Length, first.end))
		res.First = first.likeness
	case okLast:
		f.found(res, ByLast, f.wordStart(last.end-a.Length, last.start), last.end)
		res.Last = last.likeness
	}
}

func (f *finder) found(res *ClaimResult, by Clue, start, end int) {
	res.Status, res.By = Changed, by
	res.Start, res.Length = start, end-start
	res.Passage = f.text.Slice(res.Start, res.Length)
}

// index lists the words of the text.
func (f *finder) index() {
	if f.places != nil {
		return
	}
	slices.SortFunc(f.proven, func(a, b shift) int { return cmp.Compare(a.start, b.start) })
	f.places = map[string][]int{}
	at := 0
	for text := range strings.SplitSeq(f.text.String(), " ") {
		length := utf8.RuneCountInString(text)
		f.places[plain(text)] = append(f.places[plain(text)], len(f.words))
		f.words = append(f.words, word{at, at + length})
		at += length + 1
	}
}

// plain is a word without the marks around it and without capitals.
func plain(word string) string {
	return strings.ToLower(strings.TrimFunc(word,
		func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) }))
}

// An expectation says where a passage should be: at one of the places, or at least between its neighbours.
type expectation struct {
	places   []int
	from, to int
	slack    int // how far from a place still is near it
}

// expected says where the passage of a should be: where it stood; as far from there as the nearest proved passages
// before and after it are from where they stood; or anywhere between those two. What is found beyond them is another
// passage that happens to be like it.
func (f *finder) expected(a anchor.Anchor) expectation {
	e := expectation{places: []int{a.Start}, from: 0, to: f.text.Len(), slack: max(near, a.Length/2)}
	after, _ := slices.BinarySearchFunc(f.proven, a.Start,
		func(s shift, start int) int { return cmp.Compare(s.start, start) })
	if after > 0 {
		s := f.proven[after-1]
		e.places = append(e.places, a.Start+s.by)
		e.from = s.start + s.by
	}
	if after < len(f.proven) {
		s := f.proven[after]
		e.places = append(e.places, a.Start+s.by)
		e.to = s.start + s.by
	}
	if e.from > e.to { // the neighbours changed places and tell nothing
		e.from, e.to = 0, f.text.Len()
	}
	return e
}

// further is the expectation of something that stands n characters behind what e is of.
func (e expectation) further(n int) expectation {
	places := slices.Clone(e.places)
	for i := range places {
		places[i] += n
	}
	return expectation{places, e.from + n, e.to + n, e.slack}
}

// far is how far a place is from the nearest expected one.
func (e expectation) far(place int) int { return distance(nearest(e.places, place), place) }

func (e expectation) isNear(place int) bool { return e.far(place) <= e.slack }

func (e expectation) allows(place int) bool {
	return e.isNear(place) || e.from <= place && place <= e.to
}

// ends lists, by place, where the words stand, and where other words stand that are like them, as far as the
// expectation allows it.
func (f *finder) ends(words string, expected expectation) []end {
	length := utf8.RuneCountInString(words)
	found := map[int]end{}
	for _, start := range f.text.Index(words) {
		if !expected.allows(start) {
			continue
		}
		found[start] = end{start, start + length, Likeness{0, length}}
	}
	n := strings.Count(words, " ") + 1
	for i := range f.similar(words, expected) {
		from, to := f.words[i].start, f.words[i+n-1].end
		if _, ok := found[from]; ok || !expected.allows(from) {
			continue
		}
		e := end{from, to, Likeness{levenshtein.ComputeDistance(words, f.text.Slice(from, to-from)), length}}
		if e.share() <= besideSame {
			found[from] = e
		}
	}
	all := make([]end, 0, len(found))
	for _, e := range found {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b end) int { return cmp.Compare(a.start, b.start) })
	return all
}

// similar is the set of the words of the text at which something like the given words may begin: at least half of
// them stand there in their order, or it is near an expected place.
func (f *finder) similar(words string, expected expectation) map[int]bool {
	given := strings.Split(words, " ")
	same := map[int]int{}
	for i, w := range given {
		for _, at := range f.places[plain(w)] {
			same[at-i]++
		}
	}
	last := len(f.words) - len(given)
	set := map[int]bool{}
	for at, n := range same {
		if at >= 0 && at <= last && 2*n >= len(given) {
			set[at] = true
		}
	}
	for _, place := range expected.places {
		for at := f.wordFrom(place - near); at <= last && f.words[at].start <= place+near; at++ {
			set[at] = true
		}
	}
	return set
}

// wordFrom is the index of the first word that begins at place or behind it.
func (f *finder) wordFrom(place int) int {
	i, _ := slices.BinarySearchFunc(f.words, place, func(w word, place int) int { return cmp.Compare(w.start, place) })
	return i
}

// pair chooses the two ends that speak best for the changed passage of a, if any two do: the fewest characters apart
// from the anchor's words and from its length, then the nearest to an expected place.
func pair(a anchor.Anchor, firsts, lasts []end, expected expectation) (first, last end, ok bool) {
	best, bestFar := 0, 0
	for _, f := range firsts {
		from, _ := slices.BinarySearchFunc(lasts, f.start+a.Length/2,
			func(e end, place int) int { return cmp.Compare(e.end, place) })
		for _, l := range lasts[from:] {
			if l.end > f.start+2*a.Length {
				break
			}
			far := expected.far(f.start)
			if l.start < f.start || !plausible(a, f, l, far) {
				continue
			}
			cost := 2*(f.likeness.Apart+l.likeness.Apart) + distance(l.end-f.start, a.Length)
			if !ok || cost < best || cost == best && far < bestFar {
				first, last, ok = f, l, true
				best, bestFar = cost, far
			}
		}
	}
	return first, last, ok
}

// plausible tells whether two ends, far characters from where the passage is expected, can be those of the passage of
// a.
func plausible(a anchor.Anchor, first, last end, far int) bool {
	longer := distance(last.end-first.start, a.Length)
	worse, better := max(first.share(), last.share()), min(first.share(), last.share())
	switch {
	case !strings.Contains(a.First, " "): // one word at each end may stand anywhere by chance
		return far <= a.Length/4 && longer <= a.Length/4 && worse <= besideAlike
	case worse == 0:
		return true
	case better == 0:
		return worse <= besideSame && longer <= a.Length/4
	}
	return worse <= besideAlike && longer <= a.Length/4
}

// single chooses the end that speaks for a changed passage although nothing of the other end does. The very words have
// to stand near an expected place, or to be three or more and to stand once; words like them near an expected place.
func single(words string, ends []end, expected expectation) (best end, ok bool) {
	n := strings.Count(words, " ") + 1
	exact := 0
	for _, e := range ends {
		if e.likeness.Apart == 0 {
			exact++
		}
	}
	bestFar := 0
	for _, e := range ends {
		far, isNear := expected.far(e.start), expected.isNear(e.start)
		switch {
		case e.likeness.Apart == 0 && (n >= 2 && isNear || n >= 3 && exact == 1):
		case n >= 3 && isNear && e.share() <= alone:
		default:
			continue
		}
		if !ok || e.likeness.Apart < best.likeness.Apart || e.likeness.Apart == best.likeness.Apart && far < bestFar {
			best, bestFar, ok = e, far, true
		}
	}
	return best, ok
}

// wordEnd is the end of the last word that ends at place or before it, but not before least.
func (f *finder) wordEnd(place, least int) int {
	i := f.wordFrom(place)
	for i > 0 && f.words[i-1].end > place {
		i--
	}
	if i == 0 {
		return least
	}
	return max(least, f.words[i-1].end)
}

// wordStart is the beginning of the first word that begins at place or behind it, but not behind most.
func (f *finder) wordStart(place, most int) int {
	i := f.wordFrom(place)
	if i == len(f.words) {
		return most
	}
	return min(most, f.words[i].start)
}
