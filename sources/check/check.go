// Package check holds the rules for the text of a single cell: what an address, a country or a name may be. Each rule
// is a function that knows nothing of dossiers; the table of columns in package sources says which rules a column is
// held to.
package check

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"
)

// A Fault is what is wrong with a text.
type Fault struct {
	Problem string
	Want    string
	Warning bool // somebody should look at it; it is no error
}

// A Rule says what is wrong with a text that is not blank, nil if nothing is.
type Rule func(text string) *Fault

// URL holds addresses to RFC 3986, as far as a reader can safely click on them: http or https, a host, and no sign
// that would end the address in a page or a script. Letters beyond ASCII, which browsers and writers encode, are let
// pass.
func URL(text string) *Fault {
	const want = `want an address such as "https://example.org/page"`
	u, err := url.Parse(text)
	switch {
	case err != nil || strings.ContainsFunc(text, unicode.IsSpace):
		return &Fault{Problem: fmt.Sprintf("the URL %q is malformed", text), Want: want}
	case u.Scheme != "http" && u.Scheme != "https":
		return &Fault{Problem: fmt.Sprintf("the URL %q is no address of the web", text),
			Want: "want it to begin with http:// or https://"}
	case u.Host == "" || u.Hostname() == "" || strings.ContainsAny(u.Hostname(), "%|[]<>\"'`{}\\^"):
		return &Fault{Problem: fmt.Sprintf("the URL %q is malformed", text), Want: want}
	}
	if i := strings.IndexAny(text, "\"<>\\^`{|}"); i >= 0 {
		return &Fault{Problem: fmt.Sprintf("the sign %q cannot stand in the URL %q", text[i], text),
			Want: fmt.Sprintf("want it percent-encoded: %q", encoded(text))}
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "%")
		if !found {
			return nil
		}
		if len(after) < 2 || !isHex(after[0]) || !isHex(after[1]) {
			return &Fault{Problem: fmt.Sprintf("a %% stands without two hexadecimal digits in the URL %q", text),
				Want: "want %25 for the sign itself"}
		}
		rest = after[2:]
	}
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}

// encoded writes the signs that RFC 3986 lets stand nowhere as it has them.
func encoded(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if strings.IndexByte("\"<>\\^`{|}", text[i]) >= 0 {
			fmt.Fprintf(&b, "%%%02X", text[i])
		} else {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// reserved are codes that ISO 3166-1 keeps for others than countries.
var reserved = []string{"AC", "CP", "DG", "EA", "FX", "IC", "TA", "UN"}

var countryForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z]{2}$`) })

// Country holds a text to the countries of ISO 3166-1, that are or were (SU, YU, DD), and to Kosovo's XK, which the
// standard leaves free and everybody uses.
func Country(text string) *Fault {
	region, err := language.ParseRegion(text)
	switch {
	case text == "UK":
		return &Fault{Problem: fmt.Sprintf("unknown country %q", text), Want: `did you mean "GB"?`}
	case err != nil || !countryForm().MatchString(text) || !region.IsCountry() || slices.Contains(reserved, text):
		return &Fault{Problem: fmt.Sprintf("unknown country %q", text),
			Want: `want two letters of ISO 3166-1, such as "GB"`}
	}
	return nil
}

var wikidataForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Q[1-9][0-9]*$`) })

// Wikidata holds a text to the form of Wikidata's items.
func Wikidata(text string) *Fault {
	if wikidataForm().MatchString(text) {
		return nil
	}
	return &Fault{Problem: fmt.Sprintf("unknown Wikidata id %q", text), Want: `want a Q-id, such as "Q145"`}
}

var sha256Form = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })

// SHA256 holds a text to a digest in hexadecimal digits.
func SHA256(text string) *Fault {
	if sha256Form().MatchString(text) {
		return nil
	}
	return &Fault{Problem: fmt.Sprintf("the digest %q is no SHA-256", text), Want: "want 64 hexadecimal digits"}
}

// Reliability holds a text to the grades of sources of NATO's AJP-2.1, which the Admiralty's grading became.
func Reliability(text string) *Fault {
	if len(text) == 1 && strings.Contains("ABCDEF", text) {
		return nil
	}
	return &Fault{Problem: fmt.Sprintf("unknown reliability %q", text), Want: "want A, B, C, D, E or F"}
}

// maxLabel is how many words fit beside a line of a figure.
const maxLabel = 4

// Label warns of words that do not fit beside a line.
func Label(text string) *Fault {
	if n := len(strings.Fields(text)); n > maxLabel {
		return &Fault{fmt.Sprintf("the label has %d words", n),
			fmt.Sprintf("want %d at most, since it stands beside a line", maxLabel), true}
	}
	return nil
}

// maxName is how many characters a name may have: a long one of a committee has two hundred, and names are compared
// with each other.
const maxName = 500

// Name refuses names that nobody can see or read.
func Name(text string) *Fault {
	if n := utf8.RuneCountInString(text); n > maxName {
		return &Fault{Problem: fmt.Sprintf("the name has %d characters", n), Want: fmt.Sprintf("want at most %d", maxName)}
	}
	if !strings.ContainsFunc(text, isSeen) {
		return &Fault{Problem: fmt.Sprintf("nobody can see the name %+q", text), Want: "want letters"}
	}
	return nil
}

// isSeen tells whether a character leaves a mark on paper.
func isSeen(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Cf, r) &&
		!slices.Contains(fillers, r)
}

// fillers are letters and symbols that are drawn as nothing.
var fillers = []rune{0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0}

// Visible warns of signs that cannot be seen and change what is: text turned around shows exe.png for gnp.exe, and a
// zero-width space makes two names of one. Joiners that a script needs, and marks of direction in text that runs both
// ways, are let pass.
func Visible(text string) *Fault {
	bits := watched()
	if !mayBeWatched(text, bits) {
		return nil
	}
	var before rune
	marks := 0
	for i, r := range text {
		if firstMark <= r && r <= lastMark && !slices.Contains(invisible, r) {
			if marks++; marks > mostMarks {
				return &Fault{fmt.Sprintf("more than %d marks stand on one letter of the text, such as %U", mostMarks, r),
					"want them taken out, since they cover what stands above and below", true}
			}
			continue
		}
		marks = 0
		if r > 0xFFFF && r < 0xE0000 || r <= 0xFFFF && bits[r/64]>>(r%64)&1 == 0 {
			before = r
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch {
		case slices.Contains(turning, r):
			return &Fault{fmt.Sprintf("the text has the invisible sign %U, which turns what follows around", r),
				"want it taken out", true}
		case slices.Contains(fillers, r), slices.Contains(invisible, r),
			slices.Contains(directions, r) && !strings.ContainsFunc(text, runsLeft),
			slices.Contains(joiners, r) && (unicode.In(before, neverJoined...) || unicode.In(after, neverJoined...)),
			unicode.Is(unicode.Variation_Selector, r) && unicode.In(before, neverJoined...),
			isTag(r) && !strings.ContainsRune(text[:i], flag):
			return &Fault{fmt.Sprintf("the text has the invisible sign %U", r), "want it taken out", true}
		}
		before = r
	}
	return nil
}

// mayBeWatched tells whether a character of the text is watched, or is one of more than four digits, from its bytes: 64
// characters of UTF-8 differ in no more than the last one.
func mayBeWatched(text string, bits *[1 << 16 / 64]uint64) bool {
	for i := beyondASCII(text, 0); i < len(text); i = beyondASCII(text, i+1) {
		b := text[i]
		if b < 0xC2 { // not the first byte
			continue
		}
		var of, last int // which 64 characters, and where the byte is that tells them apart
		switch {
		case b < 0xE0:
			of, last = int(b&0x1F), i+1
		case b < 0xF0 && i+1 < len(text):
			of, last = int(b&0x0F)<<6|int(text[i+1]&0x3F), i+2
		default:
			return true
		}
		if last >= len(text) || bits[of]>>(text[last]&0x3F)&1 == 1 {
			return true
		}
		i = last
	}
	return false
}

// isTag tells of the signs that spell letters which nobody sees. Behind a black flag they say whose flag it is.
func isTag(r rune) bool { return 0xE0000 <= r && r <= 0xE007F }

const flag = '\U0001F3F4'

// watched has a bit for each character of four digits that Visible asks about.
var watched = sync.OnceValue(func() *[1 << 16 / 64]uint64 {
	var bits [1 << 16 / 64]uint64
	for _, r := range slices.Concat(fillers, invisible, directions, joiners, turning, selectors) {
		bits[r/64] |= 1 << (r % 64)
	}
	for r := rune(firstMark); r <= lastMark; r++ {
		bits[r/64] |= 1 << (r % 64)
	}
	return &bits
})

// Marks of European scripts stand on the letter before them. More than four in a row spell no language (Unicode Technical
// Standard 39, 5.4), and cover what stands above and below.
const (
	firstMark, lastMark = 0x0300, 0x036F
	mostMarks           = 4
)

var (
	invisible = []rune{0x00AD, 0x034F, 0x180E, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2028, 0x2029, 0xFEFF,
		0xFFF9, 0xFFFA, 0xFFFB}
	directions = []rune{0x061C, 0x200E, 0x200F}
	joiners    = []rune{0x200C, 0x200D}
	turning    = []rune{0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}

	selectors = []rune{0xFE00, 0xFE01, 0xFE02, 0xFE03, 0xFE04, 0xFE05, 0xFE06, 0xFE07, 0xFE08, 0xFE09, 0xFE0A, 0xFE0B,
		0xFE0C, 0xFE0D, 0xFE0E, 0xFE0F}

	neverJoined = []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic}
)

func runsLeft(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// IsASCII tells whether a text is of ASCII's characters alone.
func IsASCII(text string) bool { return beyondASCII(text, 0) == len(text) }

// beyondASCII is where, from the i-th byte on, the first stands that is none of ASCII's, most texts being of nothing else
// for long: eight bytes at a time.
func beyondASCII(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		t := text[i : i+8]
		if x := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 |
			uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56; x&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// alike are scripts with letters that look the same in each.
var alike = []struct {
	name   string
	script *unicode.RangeTable
}{{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Armenian", unicode.Armenian},
	{"Cherokee", unicode.Cherokee}, {"Coptic", unicode.Coptic}, {"Lisu", unicode.Lisu}, {"Deseret", unicode.Deseret}}

// isLatin tells of a text, by its bytes, that it has no character beyond U+023F: its letters are all Latin.
func isLatin(text string) bool {
	for i := range len(text) {
		if text[i] > 0xC8 {
			return false
		}
	}
	return true
}

// Between these, from Hebrew and Arabic to the letters of Ethiopia, stands no letter of a script that looks like another.
const firstUnlike, lastUnlike = 0x0590, 0x139F

// OneScript warns of a word that mixes scripts whose letters look alike (Unicode Technical Standard 39, mixed-script
// detection).
func OneScript(text string) *Fault {
	if isLatin(text) {
		return nil
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		var in, of string
		for _, r := range word {
			if firstUnlike <= r && r <= lastUnlike {
				continue
			}
			for _, a := range alike {
				switch {
				case !unicode.Is(a.script, r) || a.name == in || r == 'µ':
				case in == "":
					in = a.name
				default:
					of = a.name
					return &Fault{fmt.Sprintf("the %s letter %q (%U) stands in the %s word %q", of, r, r, in, word),
						"want it typed anew, since it only looks like one of that script", true}
				}
			}
		}
	}
	return nil
}

// PlainLetters warns of a letter in another form than it is typed in: of full width, of formulas, or two in one sign, as
// they come from a copied PDF. Whoever looks for the name does not find it. Japanese and its neighbours write full width.
func PlainLetters(text string) *Fault {
	if IsASCII(text) || strings.ContainsFunc(text, isSquare) {
		return nil
	}
	for _, r := range text {
		if r < utf8.RuneSelf || isPlainForm(r) || !unicode.IsLetter(r) || unicode.Is(unicode.Lm, r) ||
			slices.Contains(ownLetters, r) {
			continue
		}
		if plain := norm.NFKC.String(string(r)); IsASCII(plain) {
			return &Fault{fmt.Sprintf("the text has the letter %q (%U), which is another form of %q", r, r, plain),
				fmt.Sprintf("want %q, as people look for it", plain), true}
		}
	}
	return nil
}

// isPlainForm tells common letters of which no other form is in ASCII: of Latin-1 and most of Latin Extended-A, Cyrillic,
// Hebrew, Arabic.
func isPlainForm(r rune) bool {
	return 0xC0 <= r && r <= 0x131 || 0x400 <= r && r <= 0x481 ||
		0x5D0 <= r && r <= 0x5EA || 0x620 <= r && r <= 0x64A
}

// ownLetters are written so in Spanish, Portuguese, Dutch and Croatian.
var ownLetters = []rune{'ª', 'º', 'Ĳ', 'ĳ', 'Ǉ', 'ǈ', 'ǉ', 'Ǌ', 'ǋ', 'ǌ'}

// isSquare tells of scripts in which each letter fills a square.
func isSquare(r rune) bool {
	const first = 0x1100 // of Hangul
	return r >= first && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// CountryName is the English name of an ISO 3166-1 alpha-2 code, or the code if it has none.
func CountryName(code string) string {
	if code == "" {
		return ""
	}
	if len(code) != 2 || !isCapital(code[0]) || !isCapital(code[1]) {
		return countryName(code)
	}
	kept := &countryNames[code[0]-'A'][code[1]-'A']
	name := kept.Load()
	if name == nil {
		text := countryName(code)
		name = &text
		kept.Store(name)
	}
	return *name
}

func isCapital(b byte) bool { return 'A' <= b && b <= 'Z' }

// countryNames are those that were asked for before, by the letters of their codes: all actors of a country ask.
var countryNames ['Z' - 'A' + 1]['Z' - 'A' + 1]atomic.Pointer[string]

func countryName(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.English.Regions().Name(region); name != "" {
		return name
	}
	return code
}
