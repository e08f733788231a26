package sources

import (
	"bytes"
	"fmt"
	"hash/maphash"
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

// checkNearNames finds actors with a name that differs from another actor's by one letter at most, or in marks and case
// only. It looks names up by their keys instead of comparing each with each, so that a long list stays quick.
func checkNearNames(c checker) {
	s := readNames(c.Actors)
	s.ds = c.ds
	var of []nameKey
	for first := 0; first < len(s.all); {
		behind := first + 1
		for behind < len(s.all) && s.all[behind].actor == s.all[first].actor {
			behind++
		}
		of = s.keysSeenTwice(of[:0], first, behind)
		s.nearName(of)
		s.initialName(first, behind)
		for _, key := range of {
			s.found.add(key.key, key.name)
		}
		first = behind
	}
	s.letterNames()
}

// A spelling is one name of an actor, for comparing it with those of others.
type spelling struct {
	actor    int32  // which of the dossier's
	text     int32  // which of the actor's texts it is of: 0 for its name, from 1 for its aliases
	from, to uint32 // where its letters and digits stand among those of all
	initial  uint64 // what its text is found by with or without an initial; 0 for none

	isInitial bool // its text has an initial
	// without what may be left out of it; such a one is near only what is the same, and stands so in the list
	loose bool
}

// names are the spellings of all actors' names, in their order.
type names struct {
	ds     *Diagnostics
	actors []Actor
	all    []spelling
	bare   []byte // of all, one after the other

	twice, initials sightings        // of what names are found by, of all of them
	found           nameIndex        // those that were compared already
	short, full     map[uint64]int32 // the first of each sort with that initial, from 1

	letters speller
	rooms   [2][]rune
	keys    []uint64
}

// A nameKey is what a spelling is found by.
type nameKey struct {
	key  uint64
	name int32 // which of names.all
}

func readNames(actors []Actor) *names {
	s := &names{actors: actors, all: make([]spelling, 0, len(actors)+len(actors)/8),
		short: map[uint64]int32{}, full: map[uint64]int32{}}
	letters := 0
	for i := range actors {
		letters += len(actors[i].Name) + len(actors[i].Aliases)*16
	}
	s.bare = make([]byte, 0, letters)
	for i := range actors {
		a := &actors[i]
		s.add(i, 0, a.Name)
		for n, alias := range a.Aliases {
			s.add(i, n+1, alias)
		}
	}
	keys := 0
	for i := range s.all {
		keys += s.mostKeys(i)
	}
	s.twice, s.initials = newSightings(keys), newSightings(len(s.all))
	again := 0
	for i := range s.all {
		for _, key := range s.keysOf(i) {
			if s.twice.add(key) {
				again++
			}
		}
		if key := s.all[i].initial; key != 0 {
			s.initials.add(key)
		}
	}
	s.found = nameIndex{first: make(map[uint64]int32, again), entries: make([]nameEntry, 0, 2*again)} // most are of two
	return s
}

// add adds the spellings of a text: as it is and, of "Holt, Mira", turned; without its legal form, and without what stands
// in brackets.
func (s *names) add(actor, text int, words string) {
	if words == "" {
		return
	}
	one := spelling{actor: int32(actor), text: int32(text)}
	read := s.letters.read(words)
	one.initial, one.isInitial = read.initial()
	s.enter(one, read)
	s.spell(one, turned(words))
	one.loose = true
	s.spell(one, withoutForm(words))
	for _, form := range withoutBrackets(words) {
		s.spell(one, form)
	}
}

func (s *names) spell(one spelling, form string) {
	if form != "" {
		s.enter(one, s.letters.read(form))
	}
}

// enter enters a spelling of words that were read.
func (s *names) enter(one spelling, words *bareWords) {
	one.from = uint32(len(s.bare))
	s.bare = append(s.bare, words.text...)
	if one.to = uint32(len(s.bare)); one.to > one.from {
		s.all = append(s.all, one)
	}
}

// actor is whose the i-th spelling is.
func (s *names) actor(i int32) *Actor { return &s.actors[s.all[i].actor] }

// text is what the table has of the i-th spelling, and in which column.
func (s *names) text(i int32) (text, column string) {
	a, n := s.actor(i), s.all[i].text
	if n == 0 {
		return a.Name, "name"
	}
	return a.Aliases[n-1], "alias"
}

// runes are the letters and digits of the i-th spelling, until others are put into the same one of two rooms.
func (s *names) runes(i int32, room int) []rune {
	letters := s.rooms[room][:0]
	for _, r := range string(s.bare[s.all[i].from:s.all[i].to]) {
		letters = append(letters, r)
	}
	s.rooms[room] = letters
	return letters
}

// mostKeys is how many keys the i-th spelling has at most.
func (s *names) mostKeys(i int) int {
	n := 1
	if !s.all[i].loose {
		for _, b := range s.bare[s.all[i].from:s.all[i].to] {
			if b < '0' || b > '9' {
				n++
			}
		}
	}
	return n
}

// keysOf are what the i-th spelling is looked up by, until those of another are asked for.
func (s *names) keysOf(i int) []uint64 {
	letters := s.runes(int32(i), 0)
	if s.all[i].loose {
		s.keys = append(s.keys[:0], wholeKey(letters))
	} else {
		s.keys = keysOf(s.keys[:0], letters)
	}
	return s.keys
}

// keysSeenTwice appends the keys of spellings that others have too, or may.
func (s *names) keysSeenTwice(of []nameKey, from, to int) []nameKey {
	for i := from; i < to; i++ {
		for _, key := range s.keysOf(i) {
			if s.twice.has(key) {
				of = append(of, nameKey{key, int32(i)})
			}
		}
	}
	return of
}

// near tells whether two names may be slips of each other.
func (s *names) near(i, j int32) bool {
	a, b := &s.all[i], &s.all[j]
	if a.loose || b.loose {
		return a.loose != b.loose && bytes.Equal(s.bare[a.from:a.to], s.bare[b.from:b.to])
	}
	one, _ := s.text(i)
	other, _ := s.text(j)
	return !isCode(one) && !isCode(other) && near(s.runes(i, 0), s.runes(j, 1)) && !s.letters.apart(one, other) &&
		!codesApart(one, other)
}

// codesApart tells whether a word of two or three capital letters is another one in another name, such as the code of a
// country: "Agency of ES" and "Agency of US". In a name of capitals alone it is a word as others.
func codesApart(a, b string) bool {
	one, other := strings.Fields(a), strings.Fields(b)
	if len(one) != len(other) || strings.ToUpper(a) == a || strings.ToUpper(b) == b {
		return false
	}
	const brackets = "()[],;"
	for i := range one {
		code, its := strings.Trim(one[i], brackets), strings.Trim(other[i], brackets)
		if code != its && len(code) == len(its) && isLikeCountryCode(code) && isLikeCountryCode(its) {
			return true
		}
	}
	return false
}

// isLikeCountryCode tells a word as codes of countries are: two or three capital letters.
func isLikeCountryCode(word string) bool {
	return (len(word) == len("ES") || len(word) == len("ESP")) &&
		!strings.ContainsFunc(word, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// isSettled tells whether a row says already that two actors are not one, or that they are.
func isSettled(a, b *Actor) bool {
	return a.ID == b.ID || slices.Contains(a.NotSameAs, b.ID) || slices.Contains(b.NotSameAs, a.ID) ||
		slices.Contains(a.SameAs, string(b.ID)) || slices.Contains(b.SameAs, string(a.ID))
}

// nearName tells of the first name that is near one of these, if there is one.
func (s *names) nearName(of []nameKey) {
	for _, key := range of {
		for other := range s.found.of(key.key) {
			if !isSettled(s.actor(key.name), s.actor(other)) && s.near(key.name, other) {
				s.sayNear(key.name, other)
				return
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
	place := (number * keyBase >> 20) & s.mask
	return place / 32, place % 32 * 2
}

// add adds a number, and tells whether it was there.
func (s sightings) add(number uint64) (seen bool) {
	word, shift := s.at(number)
	if seen = s.bits[word]>>shift&1 == 1; seen {
		s.bits[word] |= 2 << shift
	}
	s.bits[word] |= 1 << shift
	return seen
}

func (s sightings) has(number uint64) bool {
	word, shift := s.at(number)
	return s.bits[word]>>shift&2 == 2
}

// A nameIndex lists spellings by key, those of one key in their order. It is made of few pieces, since a large
// dossier has many keys.
type nameIndex struct {
	first   map[uint64]int32 // the entry of a key's first spelling, from 1
	entries []nameEntry
}

type nameEntry struct {
	name       int32
	next, last int32 // of the same key; last is kept in the first entry
}

func (x *nameIndex) add(key uint64, name int32) {
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
func (x *nameIndex) of(key uint64) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for at := x.first[key]; at != 0; at = x.entries[at-1].next {
			if !yield(x.entries[at-1].name) {
				return
			}
		}
	}
}

// sayNear tells that a name is nearly that of another actor.
func (s *names) sayNear(name, other int32) {
	a, b := s.actor(name), s.actor(other)
	text, column := s.text(name)
	its, _ := s.text(other)
	at, want := a.At(column), fmt.Sprintf("want one actor with an alias, or not_same_as %q", b.ID)
	if a.t == nil {
		at, want = a.named, "want one spelling"
	}
	s.ds.Warnf(at, want, "%q (%s) is nearly the name of %q (%s)", text, a.ID, its, b.ID)
}

// isCode tells a mark of letters and figures, of which each stands for something else: "YNL050C".
func isCode(name string) bool {
	return !strings.Contains(name, " ") && strings.ContainsFunc(name, unicode.IsDigit)
}

// initial is what "M. Holt" and "Mira Holt" are found by, the first letter and the last word, and whether the first
// word is no more than that letter; 0 for what is no first and last name.
func (w *bareWords) initial() (key uint64, isInitial bool) {
	const most = 3
	n := len(w.ends)
	if n < 2 || n > most {
		return 0, false
	}
	first, size := utf8.DecodeRune(w.text)
	key = maphash.Bytes(registerSeed, w.text[w.ends[n-2]:]) + uint64(first)*keyBase
	return key | 1, n == 2 && size == w.ends[0]
}

// initialName tells of the first name that is another one's with or without an initial, and enters those of the actor.
func (s *names) initialName(from, to int) {
	for i := int32(from); i < int32(to); i++ {
		name := &s.all[i]
		if name.initial == 0 || !s.initials.has(name.initial) {
			continue
		}
		mine, others := s.full, s.short
		if name.isInitial {
			mine, others = s.short, s.full
		}
		first, last := s.outermost(i)
		if other := others[name.initial] - 1; other >= 0 && !isSettled(s.actor(i), s.actor(other)) {
			if a, b := s.outermost(other); a == first && b == last { // and not found by chance
				s.sayNear(i, other)
				return
			}
		}
		if mine[name.initial] == 0 && utf8.RuneCountInString(last) > 1 {
			mine[name.initial] = i + 1
		}
	}
}

// outermost are the first letter and the last word of the i-th spelling's text.
func (s *names) outermost(i int32) (first rune, last string) {
	text, _ := s.text(i)
	words := s.letters.read(text)
	first, _ = utf8.DecodeRune(words.text)
	return first, string(words.text[words.ends[len(words.ends)-2]:])
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
func (s *names) letterNames() {
	const fewest = 3
	short := map[string]int32{}
	for i := range s.all {
		if text, _ := s.text(int32(i)); !s.all[i].loose && isLetterWord(text) {
			if letters := lettersOf(text); len(letters) >= fewest {
				first(short, letters, int32(i))
			}
		}
	}
	if len(short) == 0 {
		return
	}
	told := int32(-1) // the actor that was told of last
	for i := range s.all {
		name := &s.all[i]
		text, _ := s.text(int32(i))
		if name.loose || name.actor == told || isLetterWord(text) {
			continue
		}
		other, known := short[lettersOf(text)]
		if known && !isSettled(s.actor(int32(i)), s.actor(other)) {
			s.sayNear(int32(i), other)
			told = name.actor
		}
	}
}

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
		meaning := nameMeaning{cell("means"), NameWord(cell("is"))}
		all[cell("word")] = meaning
		read := ""
		for _, r := range cell("word") { // as the words of names are compared, in Latin letters without marks
			read += string(readLetter(r))
		}
		if _, has := all[read]; !has {
			all[read] = meaning
		}
	}
	return all
})

type nameMeaning struct {
	means string // another spelling, or ""
	is    NameWord
}

// latinLetters are Latin letters for those of Cyrillic, as names are mostly written, and for those of Latin that are
// no plain letter with a mark.
var latinLetters = sync.OnceValue(func() map[rune]string {
	letters := map[rune]string{}
	for cell := range table.Embedded(wordFiles, "wording/letters.csv") {
		letters[[]rune(cell("letter"))[0]] = cell("means")
	}
	return letters
})

// A speller reads names as they are compared: without case, marks and titles, in Latin letters. "Dr Mira Holt" and
// "Mira Holt" are one, and so are "Lin & Sons" and "Lin and Sons". The zero speller is ready.
type speller struct {
	all, plain bareWords
	known      [][]byte        // what common letters are read as, by them; nil for those that nobody asked for yet
	others     map[rune][]byte // what others are read as
	means      map[string]nameMeaning
}

// bareWords are the words of a name in one spelling, one after the other, and where each ends.
type bareWords struct {
	text []byte
	ends []int
}

func (w *bareWords) list() []string {
	var words []string
	from := 0
	for _, end := range w.ends {
		words = append(words, string(w.text[from:end]))
		from = end
	}
	return words
}

// endWord ends a word, if there is one.
func (w *bareWords) endWord() {
	n := len(w.ends)
	if n == 0 && len(w.text) > 0 || n > 0 && len(w.text) > w.ends[n-1] {
		w.ends = append(w.ends, len(w.text))
	}
}

// read reads the words of a name, until another one is read. A name of nothing but titles keeps them.
func (s *speller) read(name string) *bareWords {
	for _, w := range []*bareWords{&s.all, &s.plain} {
		w.text, w.ends = w.text[:0], w.ends[:0]
	}
	if check.IsASCII(name) {
		for i := range len(name) {
			switch b := name[i]; {
			case 'a' <= b && b <= 'z', '0' <= b && b <= '9', b == '&':
				s.all.text = append(s.all.text, b)
			case 'A' <= b && b <= 'Z':
				s.all.text = append(s.all.text, b+'a'-'A')
			default:
				s.all.endWord()
			}
		}
	} else {
		for _, r := range name {
			for _, b := range s.letter(r) {
				if b == between {
					s.all.endWord()
				} else {
					s.all.text = append(s.all.text, b)
				}
			}
		}
	}
	s.all.endWord()
	s.mean()
	if len(s.plain.ends) == 0 {
		return &s.all
	}
	return &s.plain
}

// mean leaves out, of the words that were read, those that are no part of the name, and takes others for what they mean.
func (s *speller) mean() {
	if s.means == nil {
		s.means = wordsOfNames()
	}
	from := 0
	for i, end := range s.all.ends {
		word := s.all.text[from:end]
		from = end
		meaning, known := s.means[string(word)]
		switch {
		case !known, meaning.is == LegalForm && meaning.means == "":
			s.plain.text = append(s.plain.text, word...)
		case meaning.is == RankWord && len(s.plain.ends) == 0 && s.all.isRank(i), meaning.is == Letters && i > 0:
			continue
		case meaning.means != "":
			s.plain.text = append(s.plain.text, meaning.means...)
		case meaning.is == RankWord, meaning.is == Letters:
			s.plain.text = append(s.plain.text, word...)
		}
		s.plain.endWord()
	}
}

// isRank tells whether the words behind the i-th, such as "General", are a name: "General Mira Holt", not "General
// Electric", "President of Sampleland" or "King's College".
func (w *bareWords) isRank(i int) bool {
	const fewest = 2
	if len(w.ends) < i+1+fewest {
		return false
	}
	next := w.text[w.ends[i]:w.ends[i+1]]
	const ofKing = "s" // what stands behind an apostrophe
	return string(next) != ofKing && !slices.Contains([]string{"of", "de", "der", "des", "du", "del"}, string(next))
}

// between stands for what is no part of a word.
const between = 0

// commonLetters are those up to the Arabic ones, of which what they are read as is found by an index.
const commonLetters = 0x700

// letter is what a letter is read as: itself without case and marks, in Latin letters.
func (s *speller) letter(r rune) []byte {
	if s.known == nil {
		s.known, s.others = make([][]byte, commonLetters), map[rune][]byte{}
	}
	if r < commonLetters {
		if s.known[r] == nil {
			s.known[r] = readLetter(r)
		}
		return s.known[r]
	}
	as, known := s.others[r]
	if !known {
		as = readLetter(r)
		s.others[r] = as
	}
	return as
}

func readLetter(r rune) []byte {
	as := []byte{}
	for _, r := range strings.ToLower(norm.NFD.String(string(r))) {
		means, known := latinLetters()[r]
		switch {
		case unicode.IsMark(r):
		case known:
			as = append(as, means...)
		case r == '&' || unicode.IsLetter(r) || unicode.IsDigit(r):
			as = utf8.AppendRune(as, r)
		default:
			as = append(as, between)
		}
	}
	return as
}

var numeral = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([ivxlcdm]+|\p{L}|\d+)$`) })

// apart tells whether two names differ in a numeral or a letter alone that stands by itself: "Interviewee A" and
// "Interviewee B", "Petr II." and "Petr III.". Those are two, and no slip.
func (s *speller) apart(a, b string) bool {
	one, other := s.read(a).list(), s.read(b).list()
	if len(one) != len(other) {
		return false
	}
	differs := false
	for i := range one {
		if one[i] != other[i] {
			if !numeral().MatchString(one[i]) || !numeral().MatchString(other[i]) {
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
// No key leaves out a digit, since another digit makes another name to near.
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
		// or leaving it out is leaving out its neighbour
		if (i+1 == len(name) || name[i] != name[i+1]) && !unicode.IsDigit(name[i]) {
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
