package sources

import (
	"cmp"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"relgraph/sources/table"

	"golang.org/x/text/unicode/norm"
)

// A doubtRule says what words read like, and whether they do so in any text or only where a word or two say what
// happened.
type doubtRule struct {
	// "a denial", "a refusal", "a retraction", "a cancellation", "a wish", "a plan", "a rumour"; "" for words that are
	// none of these, whatever is in them
	reads string
	short bool
	words []string
}

// doubtRules are those of the table that comes with relgraph, by their first word.
var doubtRules = sync.OnceValue(func() map[string][]doubtRule {
	rules := map[string][]doubtRule{}
	for cell := range table.Embedded(wordFiles, "wording/doubts.csv") {
		words := textWords(cell("words"))
		if where := cell("where"); where == "any" || where == "short" {
			rules[words[0]] = append(rules[words[0]], doubtRule{cell("reads"), where == "short", words})
		}
	}
	for _, of := range rules {
		slices.SortStableFunc(of, func(a, b doubtRule) int { return len(b.words) - len(a.words) })
	}
	return rules
})

// headRules are what the heads of columns read like, by their words: those whose cells say no, such as "confirmed",
// those whose cells say anything else, such as "retracted", and those whose cells say what became of the row, as
// "status".
var headRules = sync.OnceValue(func() (rules struct{ no, yes, says map[string]string }) {
	rules.no, rules.yes, rules.says = map[string]string{}, map[string]string{}, map[string]string{}
	into := map[string]map[string]string{"head: no": rules.no, "head: yes": rules.yes, "head: says": rules.says}
	for cell := range table.Embedded(wordFiles, "wording/doubts.csv") {
		if of := into[cell("where")]; of != nil {
			of[strings.Join(textWords(cell("words")), " ")] = cell("reads")
		}
	}
	return rules
})

// headReadsLike says what a column's head and a cell below it read like together, "" if that is no doubt: "Denied" with
// "yes", "Denied by" with a name, "Confirmed" with "no", "Retracted" with "yes" or a day.
func headReadsLike(head, cell string) string {
	if cell == "" {
		return ""
	}
	head = strings.ReplaceAll(head, "_", " ")
	words := textWords(head)
	rules := headRules()
	if SaysNo(cell) {
		asked := strings.Join(words, " ")
		// "Meeting" with "no"
		if _, says := rules.says[asked]; says && strings.ContainsFunc(cell, unicode.IsLetter) && !isBlankWord(cell) {
			return "a denial" // "Result" with "no"
		}
		if rules.no[asked] == "" && strings.ContainsFunc(cell, unicode.IsLetter) && IsKindWord(asked) {
			return "a denial"
		}
		return rules.no[asked]
	}
	if reads := cmp.Or(ReadsLike(head, false), rules.yes[strings.Join(words, " ")]); reads != "" {
		return reads
	}
	if _, says := rules.says[strings.Join(words, " ")]; says && !SaysYes(cell) {
		return ReadsLike(cell, isShort(cell)) // "Status" with "retracted 9 May"
	}
	if SaysYes(cell) {
		for _, w := range words {
			if reads := rules.yes[w]; reads != "" {
				return reads
			}
		}
	}
	return ""
}

// isBlankWord tells a cell that says that it says nothing.
func isBlankWord(cell string) bool {
	return strings.EqualFold(cell, "n/a") || strings.EqualFold(cell, "none")
}

// textWords are the words of a text without case and apostrophes; vowel points and accents of one letter are composed.
func textWords(text string) []string {
	text = apostrophes.Replace(strings.ToLower(norm.NFC.String(text)))
	return strings.FieldsFunc(text, func(r rune) bool { return !isNameRune(r) })
}

var apostrophes = strings.NewReplacer("'", "", "’", "", "ʼ", "")

// ReadsLike says what a text reads like that is no report of a contact: "a denial", "a refusal", "a retraction",
// "a cancellation", "a wish", "a plan" or "a rumour"; "" if nothing in it does. A short text, such as a label, says what
// happened, so that a mere "not" in it counts.
func ReadsLike(text string, short bool) string {
	reads, _, _ := readDoubt(text, short)
	return reads
}

// arabicAnd are "and" and "so", which Arabic writes to the word.
const arabicAnd = "وف"

// readDoubt also says which words read so, as a range of the text's words.
func readDoubt(text string, short bool) (reads string, from, to int) {
	rules := doubtRules()
	words := wordScanner{text: text}
	reads, from, to = words.readDoubt(short, rules)
	if words.strange {
		return readWords(textWords(text), short, rules)
	}
	return reads, from, to
}

func readWords(words []string, short bool, rules map[string][]doubtRule) (reads string, from, to int) {
	for i := 0; i < len(words); i++ {
	spelling:
		for _, w := range []string{words[i], strings.TrimLeft(words[i], arabicAnd)} {
			for _, rule := range rules[w] {
				if rule.short && !short || i+len(rule.words) > len(words) ||
					!slices.Equal(rule.words[1:], words[i+1:i+len(rule.words)]) {
					continue
				}
				if rule.reads == "" { // an exception: "non-executive"
					i += len(rule.words) - 1
					break spelling
				}
				return rule.reads, i, i + len(rule.words)
			}
		}
	}
	return "", 0, 0
}

// doubtBegins has a bit for the hash of the first word of each rule. A word whose bit is not set begins none, so that most
// words need not be looked up.
var doubtBegins = sync.OnceValue(func() *[wordHashes / 64]uint64 {
	var begins [wordHashes / 64]uint64
	for word := range doubtRules() {
		h := wordHash(0)
		for _, b := range []byte(word) {
			h = h.with(b)
		}
		begins[h.bit()/64] |= 1 << (h.bit() % 64)
	}
	return &begins
})

// A wordHash is made of the bytes of a word, one after the other.
type wordHash uint32

// wordHashes is how many of them bit tells apart: some fifty for each rule.
const wordHashes = 1 << 15

func (h wordHash) with(b byte) wordHash {
	return wordHash(bits.RotateLeft32(uint32(h), 5)) ^ wordHash(b)
}

// bit is by a factor that is prime, and 2^32 by the golden ratio.
func (h wordHash) bit() int { return int(h * 0x9E3779B1 / (1 << 32 / wordHashes)) }

// A wordScanner goes from word to word of a text, as textWords cuts it, without making anything of those that begin no
// rule, as most: of each it has the hash.
type wordScanner struct {
	text    string
	at      int      // behind the word
	start   int      // of the word
	hash    wordHash // of the word as it is compared
	nth     int      // which word it is, from 0, plus 1
	strange bool     // here is a letter that is not known as composed, so that the text has to be composed first
}

// readDoubt is readWords for the words that are left. If something is strange, what it returns means nothing.
func (w *wordScanner) readDoubt(short bool, rules map[string][]doubtRule) (reads string, from, to int) {
	begins := doubtBegins()
words:
	for w.next() {
		spelling, more := "", ""
		if bit := w.hash.bit(); begins[bit/64]>>(bit%64)&1 == 1 {
			spelling = w.word()
		}
		if w.text[w.start] == arabicAnd[0] && strings.ContainsAny(w.text[w.start:w.start+len("و")], arabicAnd) {
			more = strings.TrimLeft(w.word(), arabicAnd)
		}
		for ; spelling != "" || more != ""; spelling, more = more, "" {
			for _, rule := range rules[spelling] {
				if rule.short && !short {
					continue
				}
				end, follows := w.followedBy(rule.words[1:])
				switch {
				case end.strange:
					*w = end
					return "", 0, 0
				case !follows:
				case rule.reads == "": // an exception: "non-executive"
					*w = end
					continue words
				default:
					return rule.reads, w.nth - 1, end.nth
				}
			}
		}
	}
	return "", 0, 0
}

// followedBy tells whether those words stand behind the scanner's, and goes to the last of them.
func (w wordScanner) followedBy(words []string) (end wordScanner, follows bool) {
	for _, word := range words {
		if !w.next() || w.word() != word {
			return w, false
		}
	}
	return w, true
}

// word is the word as it is compared: small, without apostrophes.
func (w *wordScanner) word() string {
	word := w.text[w.start:w.at]
	for _, r := range word {
		if r < utf8.RuneSelf && lowerASCII[r] != byte(r) || r >= utf8.RuneSelf && (!isComposed(r) || lowerOf(r) != r) {
			return strings.ToLower(apostrophes.Replace(word))
		}
	}
	return word
}

// next goes to the next word; it is false at the end of the text, and at what is strange.
func (w *wordScanner) next() bool {
	begun, hash := false, wordHash(0)
	for w.at < len(w.text) {
		rest, n := w.text[w.at:], 0
		for ; n < len(rest) && lowerASCII[rest[n]] != 0; n++ {
			hash = hash.with(lowerASCII[rest[n]])
		}
		if n == 0 {
			r, size := utf8.DecodeRuneInString(rest)
			switch {
			case r == '\'', r == '’', r == 'ʼ':
				w.at += size
				continue
			case r < 0xC0, r == '×', r == '÷', 0x2000 <= r && r < 0x2070:
				if begun {
					w.nth++
					w.hash = hash
					return true
				}
				w.at += size
				continue
			case !isComposed(r):
				w.strange = true
				return false
			}
			var small [utf8.UTFMax]byte
			for _, b := range utf8.AppendRune(small[:0], lowerOf(r)) {
				hash = hash.with(b)
			}
			n = size
		}
		if !begun {
			w.start, begun = w.at, true
		}
		w.at += n
	}
	if begun {
		w.nth++
		w.hash = hash
	}
	return begun
}

// lowerOf is unicode.ToLower for what isComposed tells of, without a search.
func lowerOf(r rune) rune {
	if int(r) < len(lowerLetters) {
		return lowerLetters[r]
	}
	return r // letters of Hebrew and Arabic, which have no case
}

// lowerLetters has the small letters of those up to the Cyrillic ones.
var lowerLetters = func() (small [0x482]rune) {
	for r := range small {
		small[r] = unicode.ToLower(rune(r))
	}
	return small
}()

// lowerASCII has the small letter of each of ASCII's letters, and each digit; 0 for other bytes.
var lowerASCII = func() (lower [256]byte) {
	for b := range byte(utf8.RuneSelf) {
		switch {
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
			lower[b] = b
		case 'A' <= b && b <= 'Z':
			lower[b] = b + 'a' - 'A'
		}
	}
	return lower
}()

// isComposed tells of the commonest letters beyond ASCII that they are letters, and that no text has them in another
// form once it is composed (Unicode NFC): those with accents of Latin-1 and Latin Extended-A, of Cyrillic, Hebrew and
// Arabic.
func isComposed(r rune) bool {
	return 0xC0 <= r && r <= 0x17F || 0x400 <= r && r <= 0x481 || 0x5D0 <= r && r <= 0x5EA || 0x620 <= r && r <= 0x64A
}

// WithoutDoubt is what is left of a short text without the words that read like a denial or a plan: of "denied
// meeting" "meeting".
func WithoutDoubt(text string) string {
	_, from, to := readDoubt(text, true)
	words := textWords(text)
	return strings.Join(slices.Concat(words[:from], words[to:]), " ")
}

// maxShort is how many words a text may have to be read as saying what happened.
const maxShort = 6

func isShort(text string) bool {
	words := 0
	for range strings.FieldsSeq(text) {
		words++
	}
	return words <= maxShort
}

// A Doubt is the Cause of the problem that a text reads like no report, and nothing says that it is one.
type Doubt struct {
	Text  string
	Reads string // see ReadsLike
	Party bool   // Text is the name of a party
}

// A saying is a text of a claim that reads like something else than a report.
type saying struct {
	text, reads, column string
}

// A told is a claim that is asked for what it says in free words.
type told Claim

// saying finds the first text of the claim that reads like no report.
func (t *told) saying() (saying, bool) {
	for w := range t.texts() {
		short := (w.column == "kind" || w.column == "label") && isShort(w.text)
		if w.reads = ReadsLike(w.text, short); w.reads == "" && isRemark(w.column) {
			w.reads = wholeReadsLike(w.text)
		}
		if w.reads == "" && isAskedKind(w) {
			w.reads = "a rumour"
		}
		if w.reads != "" {
			return w, true
		}
	}
	for _, f := range (*Claim)(t).Detail().Extra {
		if reads := headReadsLike(f.Name, f.Value); reads != "" {
			return saying{f.Name + ": " + f.Value, reads, f.Name}, true
		}
	}
	return saying{}, false
}

// isAskedKind tells a kind that somebody was not sure of: "meeting?". What stands at the line may be anybody's question,
// and is one of these only if it is a kind's word.
func isAskedKind(w saying) bool {
	before, asked := strings.CutSuffix(w.text, "?")
	return asked && (w.column == "kind" || w.column == "label" && IsKindWord(before))
}

// isRemark tells a column in which a word may stand that says all that there is to say of a row: also what was found
// where a date should be.
func isRemark(column string) bool {
	return column == "summary" || column == "note" || strings.HasPrefix(column, "date_as_found")
}

// wholeReadsLike is ReadsLike for a remark that says nothing else: "retracted", "angeblich". In a longer one such a word
// may be about anything.
func wholeReadsLike(remark string) string {
	const longest = 40 // bytes of such a remark
	if len(remark) > longest {
		return ""
	}
	first := wordScanner{text: remark}
	if first.next() && !first.strange {
		if bit := first.hash.bit(); doubtBegins()[bit/64]>>(bit%64)&1 == 0 {
			return "" // as most, without much work
		}
	}
	reads, from, to := readDoubt(remark, true)
	if reads == "" || from > 0 || to < len(textWords(remark)) || SaysNo(remark) {
		return ""
	}
	return reads
}

// texts yields what the claim says in free words.
func (t *told) texts() iter.Seq[saying] {
	c := (*Claim)(t)
	return func(yield func(saying) bool) {
		for _, w := range []saying{{text: c.KindWord(), column: "kind"}, {text: c.Detail().Label, column: "label"},
			{text: c.Summary, column: "summary"}, {text: c.Detail().Note, column: "note"}} {
			if w.text != "" && !yield(w) {
				return
			}
		}
		for _, f := range c.Detail().Extra {
			if !yield(saying{text: f.Value, column: f.Name}) {
				return
			}
		}
	}
}

// SaysNo tells a cell that denies what its column asks, or says nothing: "no", "nein", "0", "–".
func SaysNo(text string) bool { return answersTo("no", text) }

// SaysYes tells a cell that affirms what its column asks: "yes", "oui", "1", "x".
func SaysYes(text string) bool { return answersTo("yes", text) }

// answerWords are the words that answer a column's question, by the answer.
var answerWords = map[string][]string{
	"no": {"", "no", "n", "false", "0", "-", "–", "—", "nein", "non", "não", "нет", "لا", "none", "n/a", "✗", "✘", "☐"},
	"yes": {"yes", "y", "true", "1", "x", "ja", "j", "oui", "sí", "si", "sì", "sim", "да", "نعم", "✓", "✔", "☑", "wahr",
		"vrai",
		"verdadero"},
}

func answersTo(answer, text string) bool {
	return slices.Contains(answerWords[answer], strings.ToLower(strings.TrimSpace(text)))
}

// checkDoubts finds claims whose words read like a denial, a plan or a rumour while stance and modality
// are blank: drawn as they stand, they would be reports. Each wording is said once, with all its rows. Who checked a
// row with its document has answered.
func checkDoubts(c checker) {
	groups := map[string]*doubted{}
	var order []*doubted
	remarks, remark, about := 0, saying{}, (*Claim)(nil)
	// tables kept by hand need none
	names := sync.OnceValue(func() map[ActorID]string { return doubtedNames(c.Actors) })
	for i := range c.Claims {
		cl := &c.Claims[i]
		if cl.t == nil || cl.Text("stance") != "" || cl.Text("modality") != "" || cl.Detail().CheckedBy != "" {
			continue
		}
		w, ok := (*told)(cl).saying()
		if !ok {
			w, ok = doubtedParty(c, cl, names)
		}
		if !ok {
			continue
		}
		if c.coded(cl) && (w.column == "summary" || w.column == "note") {
			if remarks++; remarks == 1 {
				remark, about = w, cl
			}
			continue
		}
		key := PlainText(w.text)
		g := groups[key]
		if g == nil {
			g = &doubted{saying: w, first: cl}
			groups[key] = g
			order = append(order, g)
			continue
		}
		if g.more++; len(g.lines) < maxLines {
			g.lines = append(g.lines, fmt.Sprint(cl.Pos().Line))
		}
	}
	for _, g := range order {
		*c.ds = append(*c.ds, Diagnostic{Pos: g.first.At(g.column), Severity: Error, Problem: g.problem(),
			Want: "want the stance (such as denies, or reports if it is a report) or the modality (planned, requested, " +
				"hypothetical)",
			Cause: Doubt{g.text, g.reads, namesParty(g.column)}})
	}
	if remarks > 0 {
		more := ""
		if remarks > 1 {
			more = fmt.Sprintf(", and so do %d more", remarks-1)
		}
		c.ds.Warnf(about.At(remark.column), "want the stance or the modality, if that is what the row is to say",
			"%q reads like %s, and the row reports%s", shorten(remark.text), remark.reads, more)
	}
}

// doubted are the rows of one wording.
type doubted struct {
	saying
	first *Claim
	lines []string // of the others, as far as they are named
	more  int      // how many others there are
}

func (g *doubted) problem() string {
	problem := fmt.Sprintf("%q reads like %s, and nothing says that it is none", shorten(g.text), g.reads)
	switch more := ""; {
	case g.more == 0:
		return problem
	case g.more == 1:
		return problem + fmt.Sprintf(" (so does line %s)", g.lines[0])
	default:
		if n := g.more - len(g.lines); n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		return problem + fmt.Sprintf(" (so do lines %s%s)", strings.Join(g.lines, ", "), more)
	}
}

// coded tells whether somebody who keeps tables of actors and documents said in a column of its own what the row is
// about, so that a word in its sentence need not be about the contact. A row that was imported is not: what it says
// is what its sheet said.
func (c checker) coded(cl *Claim) bool {
	return !c.oneSheet && cl.Text("kind") != "" && cl.Text("found_in") == ""
}

// maxLines is how many lines a message names.
const maxLines = 8

// shorten cuts a text for a message.
func shorten(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
