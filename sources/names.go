package sources

import (
	"fmt"
	"iter"
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources/check"
	"relgraph/sources/table"
)

// A spelling is one name of an actor, for comparing it with those of others.
type spelling struct {
	actor  *Actor
	text   string
	column string // where it stands
	bare   []rune
	loose  bool     // without what may be left out of it; such a one is near only what is the same, and stands so in the list
	keys   []uint64 // those that it shares with another one, or may
}

// keysOf appends what a spelling is looked up by.
func (s *spelling) keysOf(keys []uint64) []uint64 {
	if s.loose {
		return append(keys, wholeKey(s.bare))
	}
	return keysOf(keys, s.bare)
}

// near tells whether two names may be slips of each other.
func (s *spelling) near(o *spelling) bool {
	if s.loose || o.loose {
		return s.loose != o.loose && slices.Equal(s.bare, o.bare)
	}
	return !isCode(s.text) && !isCode(o.text) && near(s.bare, o.bare) && !apart(s.text, o.text)
}

// isSettled tells whether a row says already that two actors are not one.
func isSettled(a, b *Actor) bool {
	return a.ID == b.ID || slices.Contains(a.NotSameAs, b.ID) || slices.Contains(b.NotSameAs, a.ID)
}

// nearNames finds actors with a name that differs from another actor's by one letter at most, or in marks and case
// only. It looks names up by their keys instead of comparing each with each, so that a long list stays quick.
func (c checker) nearNames() {
	all := make([][]*spelling, len(c.Actors))
	keys := 0
	for i := range c.Actors {
		all[i] = spellingsOf(&c.Actors[i])
		for _, name := range all[i] {
			keys += len(name.bare) + 1
		}
	}
	twice := newSightings(keys)
	var of []uint64
	for _, names := range all {
		for _, name := range names {
			of = name.keysOf(of[:0])
			for _, key := range of {
				twice.add(key)
			}
		}
	}
	x := nameIndex{first: map[uint64]int32{}}
	initials := initialIndex{map[string]*spelling{}, map[string]*spelling{}}
	defer c.letterNames(all)
	for _, names := range all {
		for _, name := range names {
			for _, key := range name.keysOf(of[:0]) {
				if twice.has(key) {
					name.keys = append(name.keys, key)
				}
			}
		}
		c.nearName(names, &x)
		c.initialName(names, initials)
		for _, name := range names {
			for _, key := range name.keys {
				x.add(key, name)
			}
		}
	}
}

// sightings tell of numbers whether they were seen twice, in little memory, and now and then wrongly that they were:
// two bits for each of a few numbers that are taken for one (B. H. Bloom, "Space/time trade-offs in hash coding with
// allowable errors", Communications of the ACM 13, 1970).
type sightings struct {
	bits []uint64
	mask uint64
}

func newSightings(numbers int) sightings {
	places := uint64(64) << bits.Len(uint(numbers)/8) // eight to sixteen for each number
	return sightings{make([]uint64, places/32), places - 1}
}

func (s sightings) at(number uint64) (word, shift uint64) {
	place := (number * 0x9E3779B97F4A7C15 >> 20) & s.mask
	return place / 32, place % 32 * 2
}

func (s sightings) add(number uint64) {
	word, shift := s.at(number)
	if s.bits[word]>>shift&1 == 1 {
		s.bits[word] |= 2 << shift
	}
	s.bits[word] |= 1 << shift
}

func (s sightings) has(number uint64) bool {
	word, shift := s.at(number)
	return s.bits[word]>>shift&2 == 2
}

// A nameIndex lists spellings by key, those of one key in their order. It is made of few pieces, since a large
// dossier has a million keys.
type nameIndex struct {
	first   map[uint64]int32 // the entry of a key's first spelling, from 1
	entries []nameEntry
}

type nameEntry struct {
	name       *spelling
	next, last int32 // of the same key; last is kept in the first entry
}

func (x *nameIndex) add(key uint64, name *spelling) {
	x.entries = append(x.entries, nameEntry{name: name})
	at := int32(len(x.entries))
	first := x.first[key]
	if first == 0 {
		x.first[key] = at
		first = at
	} else {
		x.entries[x.entries[first-1].last-1].next = at
	}
	x.entries[first-1].last = at
}

// of yields the spellings of a key.
func (x *nameIndex) of(key uint64) iter.Seq[*spelling] {
	return func(yield func(*spelling) bool) {
		for at := x.first[key]; at != 0; at = x.entries[at-1].next {
			if !yield(x.entries[at-1].name) {
				return
			}
		}
	}
}

func spellingsOf(a *Actor) []*spelling {
	var names []*spelling
	add := func(column string, texts ...string) {
		for _, text := range texts {
			if text == "" {
				continue
			}
			spelled := func(form string, loose bool) {
				if bare := bareName(form); bare != "" {
					names = append(names, &spelling{actor: a, text: text, column: column, bare: []rune(bare), loose: loose})
				}
			}
			spelled(text, false)
			spelled(turned(text), false)
			spelled(withoutForm(text), true)
			for _, form := range withoutBrackets(text) {
				spelled(form, true)
			}
		}
	}
	add("name", a.Name)
	add("alias", a.Aliases...)
	return names
}

// sayNear tells that a name is nearly that of another actor.
func (c checker) sayNear(name, other *spelling) {
	a, b := name.actor, other.actor
	at, want := a.At(name.column), fmt.Sprintf("want one actor with an alias, or not_same_as %q", b.ID)
	if a.t == nil {
		at, want = a.named, "want one spelling"
	}
	c.ds.Warnf(at, want, "%q (%s) is nearly the name of %q (%s)", name.text, a.ID, other.text, b.ID)
}

// isCode tells a mark of letters and figures, of which each stands for something else: "YNL050C".
func isCode(name string) bool {
	return !strings.Contains(name, " ") && strings.ContainsFunc(name, unicode.IsDigit)
}

// An initialIndex finds "M. Holt" beside "Mira Holt": the first spelling of each sort by the first letter and the last word.
type initialIndex struct{ short, full map[string]*spelling }

// initialName tells of the first name that is another one's with or without an initial, and enters those of the actor.
func (c checker) initialName(names []*spelling, x initialIndex) {
	for _, name := range names {
		words := bareWords(name.text)
		const most = 3
		if len(words) < 2 || len(words) > most {
			continue
		}
		first := []rune(words[0])
		key := string(first[0]) + " " + words[len(words)-1]
		mine, others := x.full, x.short
		if len(first) == 1 && len(words) == 2 {
			mine, others = x.short, x.full
		}
		if other := others[key]; other != nil && !isSettled(name.actor, other.actor) {
			c.sayNear(name, other)
			return
		}
		if mine[key] == nil && len([]rune(words[len(words)-1])) > 1 {
			mine[key] = name
		}
	}
}

// turned is "Mira Holt" for "Holt, Mira"; "" for a name without one comma, or with a legal form behind it.
func turned(name string) string {
	const most = 3 // words of either part
	family, given, comma := strings.Cut(name, ", ")
	if !comma || strings.Contains(given, ",") || len(strings.Fields(family)) > most || len(strings.Fields(given)) > most {
		return ""
	}
	if _, means := wordsOfNames()[plainNameWord(given)]; means {
		return ""
	}
	return given + " " + family
}

// withoutForm is "Example" for "Example plc" and "Sample" for "Sample GmbH & Co. KG"; "" for a name without a legal form.
func withoutForm(name string) string {
	if !IsLegalForm(name[strings.LastIndexByte(name, ' ')+1:]) {
		return "" // as most names are
	}
	words := strings.Fields(name)
	rest := words
	for len(rest) > 1 {
		last := rest[len(rest)-1]
		if !IsLegalForm(last) && (len(rest) == len(words) || !isAnd(last)) {
			break
		}
		rest = rest[:len(rest)-1]
	}
	if len(rest) == len(words) {
		return ""
	}
	return strings.TrimRight(strings.Join(rest, " "), ",")
}

func isAnd(word string) bool {
	word = strings.ToLower(word)
	return word == "&" || word == "and" || wordsOfNames()[word].means == "and"
}

// withoutBrackets is "Example Sample Union" for "Example Sample Union (ESU)", and "ESU" as well if these are letters of
// its words; nil for a name without brackets at its end.
func withoutBrackets(name string) []string {
	before, inside, found := strings.Cut(strings.TrimSuffix(name, ")"), " (")
	if !found || !strings.HasSuffix(name, ")") || strings.ContainsAny(inside, "()") {
		return nil
	}
	if isLetterWord(inside) && strings.HasPrefix(lettersOf(before), lettersOf(inside)[:1]) {
		return []string{before, inside}
	}
	return []string{before}
}

// isLetterWord tells a word of capital letters alone, of which each may stand for a word: "NATO", "U.N.".
func isLetterWord(word string) bool {
	const fewest, most = 2, 8
	letters := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.':
			return false
		}
	}
	return fewest <= letters && letters <= most && !IsLegalForm(word)
}

// lettersOf are the first letters of the words of a name, as large ones, but for words that letters leave out; of a word of
// letters, these.
func lettersOf(name string) string {
	if isLetterWord(name) {
		return strings.ReplaceAll(name, ".", "")
	}
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, `"'‘“«(`))
		if unicode.IsUpper(first) {
			b.WriteRune(first)
		}
	}
	return b.String()
}

// letterNames tells of names in letters, "ESU", beside the one that they stand for, "Example Sample Union". Two letters
// stand for too much.
func (c checker) letterNames(all [][]*spelling) {
	const fewest = 3
	short := map[string]*spelling{}
	for _, names := range all {
		for _, name := range names {
			if letters := lettersOf(name.text); !name.loose && isLetterWord(name.text) && len(letters) >= fewest {
				first(short, letters, name)
			}
		}
	}
	if len(short) == 0 {
		return
	}
	for _, names := range all {
		for _, name := range names {
			other := short[lettersOf(name.text)]
			if other != nil && !name.loose && !isLetterWord(name.text) && !isSettled(name.actor, other.actor) {
				c.sayNear(name, other)
				break
			}
		}
	}
}

// nearName tells of the first near name in x, if there is one.
func (c checker) nearName(names []*spelling, x *nameIndex) {
	for _, name := range names {
		for _, key := range name.keys {
			for other := range x.of(key) {
				if !isSettled(name.actor, other.actor) && name.near(other) {
					c.sayNear(name, other)
					return
				}
			}
		}
	}
}

// bareName leaves the letters and digits of a name, without case, marks and titles: "Dr Mira Holt" and "Mira Holt"
// are one, and so are "Lin & Sons" and "Lin and Sons".
func bareName(name string) string { return strings.Join(bareWords(name), "") }

// A NameWord is what a word of a name is, where it is no name itself.
type NameWord string

// The words of names that lists know. The zero value is any other word.
const (
	TitleWord NameWord = "title"   // stands before a name and is no part of it: "Dr"
	RankWord  NameWord = "rank"    // is one as the first word of a longer name, and else a word: "General"
	Letters   NameWord = "letters" // stands behind a name and is no part of it: "MP"
	LegalForm NameWord = "form"    // says at the end of a name what sort of company it is: "plc"
)

// WordOfName tells what a word of a name is, whatever its case and dots.
func WordOfName(word string) NameWord { return wordsOfNames()[plainNameWord(word)].is }

// IsLegalForm tells a word that says what sort of company the name before it is: "Ltd", "p.l.c.", "GmbH".
func IsLegalForm(word string) bool { return WordOfName(word) == LegalForm }

func plainNameWord(word string) string {
	const longest = 20 // letters of those in the list
	if len(word) > longest {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(strings.Trim(word, ",()"), ".", ""))
}

// wordsOfNames are words of names that mean others, or are none.
var wordsOfNames = sync.OnceValue(func() map[string]nameMeaning {
	all := map[string]nameMeaning{}
	for cell := range table.Embedded(wordFiles, "wording/names.csv") {
		all[cell("word")] = nameMeaning{cell("means"), NameWord(cell("is"))}
	}
	return all
})

type nameMeaning struct {
	means string // another spelling, or ""
	is    NameWord
}

// latinLetters are Latin letters for those of Cyrillic, as names are mostly written, and for those of Latin that are no plain
// letter with a mark.
var latinLetters = sync.OnceValue(func() map[rune]string {
	letters := map[rune]string{}
	for cell := range table.Embedded(wordFiles, "wording/letters.csv") {
		letters[[]rune(cell("letter"))[0]] = cell("means")
	}
	return letters
})

func inLatin(word string) string {
	var b strings.Builder
	for _, r := range word {
		if means, known := latinLetters()[r]; known {
			b.WriteString(means)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// bareWords are the words of a name in one spelling. A name of nothing but titles keeps them.
func bareWords(name string) []string {
	var all, plain []string
	ascii := check.IsASCII(name)
	if !ascii {
		name = norm.NFD.String(name)
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool {
		return r != '&' && !isNameRune(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if !ascii {
			word = strings.Map(func(r rune) rune {
				if unicode.IsMark(r) {
					return -1
				}
				return r
			}, word)
		}
		if !ascii {
			if word = inLatin(word); word == "" { // of marks alone
				continue
			}
		}
		all = append(all, word)
	}
	for i, word := range all {
		meaning, known := wordsOfNames()[word]
		switch {
		case !known, meaning.is == LegalForm && meaning.means == "":
			plain = append(plain, word)
		case meaning.is == RankWord && plain == nil && isRank(all[i+1:]), meaning.is == Letters && i > 0:
		case meaning.means != "":
			plain = append(plain, meaning.means)
		case meaning.is == RankWord, meaning.is == Letters:
			plain = append(plain, word)
		}
	}
	if plain == nil {
		return all
	}
	return plain
}

// isRank tells whether the words behind one such as "General" are a name: "General Mira Holt", not "General Electric",
// "President of Sampleland" or "King's College".
func isRank(behind []string) bool {
	const fewest = 2
	return len(behind) >= fewest && len(behind[0]) > 1 && !slices.Contains([]string{"of", "de", "der", "des", "du", "del"}, behind[0])
}

var numeral = regexp.MustCompile(`^([ivxlcdm]+|\p{L}|\d+)$`)

// apart tells whether two names differ in a numeral or a letter alone that stands by itself: "Interviewee A" and
// "Interviewee B", "Petr II." and "Petr III.". Those are two, and no slip.
func apart(a, b string) bool {
	one, other := bareWords(a), bareWords(b)
	if len(one) != len(other) {
		return false
	}
	differs := false
	for i := range one {
		if one[i] != other[i] {
			if !numeral.MatchString(one[i]) || !numeral.MatchString(other[i]) {
				return false
			}
			differs = true
		}
	}
	return differs
}

// shortName is the length of a name in which one letter makes another name: Iran and Iraq.
const shortName = 6

// longName is the length of a name that is looked up only as it is, since its keys would grow with the square of it.
const longName = 120

// keysOf appends what a name is looked up by: a hash of itself and, unless it is short or very long, of itself with any
// one letter left out. Two names that are near each other have a key in common; others that have are told apart by
// near.
//
// The hash is a polynomial in an odd number modulo 2^64, so that leaving a letter out takes no walk through the
// others (R. M. Karp and M. O. Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal of Research and
// Development 31, 1987).
func keysOf(keys []uint64, name []rune) []uint64 {
	const base = keyBase
	whole := wholeKey(name)
	if len(name) <= shortName || len(name) > longName {
		return append(keys, whole)
	}
	keys = append(keys, whole)
	power, behind := uint64(1), uint64(0) // of what stands behind the letter: base to its length, and its hash
	before := whole
	inverse := inverseOf(base)
	for i := len(name) - 1; i >= 0; i-- {
		before = (before - uint64(name[i])) * inverse
		if i+1 == len(name) || name[i] != name[i+1] { // or leaving it out is leaving out its neighbour
			keys = append(keys, before*power+behind)
		}
		behind += uint64(name[i]) * power
		power *= base
	}
	return keys
}

// keyBase is the odd number of the hash: 2^64 by the golden ratio, which spreads small numbers.
const keyBase = 0x9E3779B97F4A7C15

func wholeKey(name []rune) uint64 {
	var whole uint64
	for _, r := range name {
		whole = whole*keyBase + uint64(r)
	}
	return whole
}

// inverseOf is the number by which an odd one gives 1 modulo 2^64, by Newton's iteration, which doubles the bits that
// are right.
func inverseOf(odd uint64) uint64 {
	inverse := odd // right in three bits
	for range 5 {
		inverse *= 2 - odd*inverse
	}
	return inverse
}

// near tells whether two names are the same but for one letter, or for two neighbours that changed places. Another
// digit makes another name, such as that of another brigade.
func near(a, b []rune) bool {
	a, b = differing(a, b)
	if slices.ContainsFunc(a, unicode.IsDigit) || slices.ContainsFunc(b, unicode.IsDigit) {
		return false
	}
	return swapped(a, b) || len(a) <= 1 && len(b) <= 1
}
