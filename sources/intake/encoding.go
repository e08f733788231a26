package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf "golang.org/x/text/encoding/unicode"

	"relgraph/sources"
)

// guesses are the encodings that are tried on text that is not UTF-8, by the names of the WHATWG's standard, the
// likeliest first.
var guesses = []string{"windows-1252", "windows-1251", "windows-1250", "windows-1256", "windows-1253", "windows-1254",
	"windows-1255", "koi8-r", "gb18030", "shift_jis", "big5",
	"euc-kr", "euc-jp"}

// decode turns a file into UTF-8 without a byte order mark, from the encoding of that name, or from the one that
// makes most sense.
func (r *report) decode(in Input, name string) ([]byte, bool) {
	r.obeyed.add(encodingOption)
	data := in.Data
	at := sources.Pos{File: in.File}
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		text, err := utf.UTF16(utf.LittleEndian, utf.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 {
			r.errorf(at, "want UTF-8", "the file begins as UTF-16 and is not")
			return nil, false
		}
		data = text
	case name != "":
		e, err := htmlindex.Get(name)
		if err != nil {
			r.errorf(at, "want a name such as utf-8, windows-1251 or shift_jis", "unknown encoding %q", name)
			return nil, false
		}
		if data, err = e.NewDecoder().Bytes(data); err != nil {
			r.errorf(at, "want another --encoding", "the file is not %s: %v", name, err)
			return nil, false
		}
	case !utf8.Valid(bytes.TrimPrefix(data, []byte("\uFEFF"))):
		if bytes.IndexByte(data, 0) >= 0 {
			break // no text
		}
		text, guess, second := guessEncoding(data)
		want := "save the file as UTF-8, or give --encoding " + second
		if mixed(data) && !eastAsian(guess) {
			want = "look at the file: a part of it seems to be UTF-8"
		}
		r.warnf(posOf(in.File, data), want, "the file is not UTF-8: read as %s, in which %s", guess, sampleOf(text))
		data = text
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if fixed, n := undouble(data); n > 0 {
		r.warnf(at, "look at names with accents", "%s that were encoded twice, such as %s: put right",
			count(n, "letter"), `"Ã©" for "é"`)
		data = fixed
	}
	if !bytes.Contains(data, []byte("\n")) {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // the line ends of the old Macintosh
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		r.errorf(newPlaces(in.File, data).at(int64(i)),
			"want text, or the file under its own ending, such as .xlsx or .ods", "the file has a NUL byte")
		return nil, false
	}
	if n := conflict(data); n > 0 {
		r.errorf(sources.Pos{File: in.File, Line: n, Column: 1}, "want the conflict resolved and the marker lines deleted",
			"a conflict marker of a version control system stands here")
		return nil, false
	}
	return data, true
}

// inUTF8 is a file of text in UTF-16, as some programs of Windows save it, in UTF-8. XML and HTML say themselves how they
// are encoded; of what begins as UTF-16 and is not, its reader says so.
func inUTF8(in Input) Input {
	if !bytes.HasPrefix(in.Data, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(in.Data, []byte{0xFE, 0xFF}) ||
		len(in.Data)%2 != 0 || len(in.Data) > MaxSize {
		return in
	}
	text, err := utf.UTF16(utf.LittleEndian, utf.ExpectBOM).NewDecoder().Bytes(in.Data)
	if err == nil && !bytes.HasPrefix(bytes.TrimSpace(text[:min(len(text), 1024)]), []byte("<")) {
		in.Data = text
	}
	return in
}

// conflict is the number of the first line that is a mark of a conflict between versions, 0 if none is.
func conflict(data []byte) int {
	n := 0
	for l := range bytes.Lines(data) {
		n++
		for _, marker := range []string{"<<<<<<<", ">>>>>>>"} {
			if text := strings.TrimRight(string(l[:min(len(l), 9)]), "\r\n"); text == marker ||
				strings.HasPrefix(text, marker+" ") {
				return n
			}
		}
	}
	return 0
}

// posOf is the place of the first byte that is not UTF-8.
func posOf(file string, data []byte) sources.Pos {
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && size == 1 {
			return newPlaces(file, data).at(int64(i))
		}
		i += size
	}
	return sources.Pos{File: file}
}

// mixed tells whether some of the text beyond ASCII is UTF-8.
func mixed(data []byte) bool {
	for i := 0; i < len(data); {
		_, size := utf8.DecodeRune(data[i:])
		if size > 2 {
			return true
		}
		i += size
	}
	return false
}

// guessEncoding decodes by the encoding in which the text looks most like words; second is the next likely.
func guessEncoding(data []byte) (text []byte, name, second string) {
	sample := data[:min(len(data), 256<<10)]
	best, next := -1e9, -1e9
	for _, n := range guesses {
		e, err := htmlindex.Get(n)
		if err != nil {
			continue
		}
		decoded, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		switch s := plausible(decoded) + usualHan(decoded, n, e); {
		case s > best:
			next, second = best, name
			best, name = s, n
		case s > next:
			next, second = s, n
		}
	}
	if second == "" {
		second = "utf-8"
	}
	e, _ := htmlindex.Get(name)
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		text, _ = charmap.Windows1252.NewDecoder().Bytes(data) // every byte can be read
		name = "windows-1252"
	}
	return text, name, second
}

// common are the letters beyond ASCII that texts in a script mostly consist of.
const common = "оаеинтсрвлкмдпуäöüßéèàçñóáíúêãõôâîșțąęłżźśćńčšžřěůőűالميونتربةدعαιοετσνηυρπκμλışğç的一是不了在人有我他这中大来上国" +
	"のにはをたがでてとしれさある"

// plausible scores decoded text: letters that are usual count, what no writing has counts against it.
func plausible(text []byte) float64 {
	score, n := 0.0, 0
	var last rune
	for _, c := range string(text) {
		if c < utf8.RuneSelf {
			if 'a' <= c && c <= 'z' && unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
				unicode.Arabic, unicode.Hebrew, unicode.Cyrillic, unicode.Greek) {
				score -= 2 // no word goes on in Latin letters
			}
			last = c
			continue
		}
		n++
		switch {
		case c == utf8.RuneError || unicode.IsControl(c) || unicode.Is(unicode.Co, c):
			score -= 20
		case strings.ContainsRune(common, c):
			score += 3
		case 0xFF61 <= c && c <= 0xFF9F: // katakana of half width, which nobody types
			score -= 2
		case unicode.IsLower(c) || unicode.Is(unicode.Han, c) ||
			unicode.In(c, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Arabic, unicode.Hebrew):
			score++
		case unicode.IsUpper(c):
			if unicode.IsLower(last) {
				score -= 4 // no word goes on in capitals
			} else {
				score += 0.5
			}
		case strings.ContainsRune("«»„“”‘’–—…•°§€£·¿¡", c):
			score += 0.5
		case unicode.IsLetter(last):
			score -= 5 // a sign inside a word
		default:
			score -= 2
		}
		if unicode.IsLetter(c) && unicode.IsLetter(last) && last >= utf8.RuneSelf && scriptOf(c) != scriptOf(last) {
			score -= 5
		}
		last = c
	}
	return score / float64(max(n, 1))
}

// A hanZone is where an encoding has the signs that are in daily use: the first level of those of Chinese, or Hangul.
type hanZone struct {
	lead  [2]byte // first and last of the first bytes
	trail byte    // the least second byte
}

// hanZones are those of the encodings' standards: GB 2312, JIS X 0208, Big5 and KS X 1001.
var hanZones = map[string]hanZone{"gb18030": {[2]byte{0xB0, 0xD7}, 0xA1}, "shift_jis": {[2]byte{0x88, 0x97}, 0x40},
	"euc-jp": {[2]byte{0xB0, 0xCF}, 0xA1}, "big5": {[2]byte{0xA4, 0xC6}, 0x40}, "euc-kr": {[2]byte{0xB0, 0xC8}, 0xA1}}

func eastAsian(name string) bool { _, ok := hanZones[name]; return ok }

// usualHan scores the signs of Chinese in decoded text: texts consist of those in daily use, while what was decoded wrongly
// consists of any.
func usualHan(text []byte, name string, e encoding.Encoding) float64 {
	const enough, longName = 2000, 4
	zone, ok := hanZones[name]
	if !ok {
		return 0
	}
	encoder := e.NewEncoder()
	usual, n := 0, 0
	for _, c := range string(text) {
		if !unicode.In(c, unicode.Han, unicode.Hangul) {
			continue
		}
		if n++; n > enough {
			break
		}
		b, err := encoder.Bytes([]byte(string(c)))
		if err == nil && len(b) == 2 && zone.lead[0] <= b[0] && b[0] <= zone.lead[1] && b[1] >= zone.trail {
			usual++
		}
	}
	if n == 0 {
		return 0
	}
	score := 4*float64(usual)/float64(n) - 2
	if name == "euc-kr" && usual > longName { // any of its texts can be one of GB 2312, but few of those are one of its
		score += 0.5
	}
	return score
}

func scriptOf(c rune) int {
	for i, t := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic,
		unicode.Hebrew, unicode.Hangul} {
		if unicode.Is(t, c) {
			return i
		}
	}
	return 9 // Han and the kana stand together
}

// sampleOf shows some words beyond ASCII, so that a person sees whether the guess was right.
func sampleOf(text []byte) string {
	var words []string
	for w := range strings.FieldsFuncSeq(string(text[:min(len(text), 64<<10)]),
		func(c rune) bool { return !unicode.IsLetter(c) && c != '-' && c != '\'' }) {
		if len(w) > len([]rune(w)) && len(words) < 3 {
			words = append(words, fmt.Sprintf("%q", w))
		}
	}
	if words == nil {
		return "no word has a letter beyond ASCII"
	}
	return "it says " + strings.Join(words, ", ")
}

// undouble puts right what was UTF-8, was read as Windows-1252 or ISO 8859-1 and written as UTF-8 again: "Ã©". It does
// so only if all of the text beyond ASCII can be put right.
func undouble(data []byte) (fixed []byte, letters int) {
	if !bytes.Contains(data, []byte("Ã")) && !bytes.Contains(data, []byte("Ð")) && !bytes.Contains(data, []byte("â€")) {
		return data, 0
	}
	back, err := charmap.Windows1252.NewEncoder().Bytes(data)
	if err != nil || !utf8.Valid(back) {
		back, err = charmap.ISO8859_1.NewEncoder().Bytes(data)
	}
	if err != nil || !utf8.Valid(back) {
		return data, 0
	}
	for _, c := range string(back) {
		if c >= utf8.RuneSelf {
			letters++
		}
	}
	return back, letters
}
