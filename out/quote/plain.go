package quote

const (
	ones  = 0x0101010101010101 // a one in each of eight bytes
	highs = 0x80 * ones        // the highest bit of each
)

// IsPlain tells a text that XML, JSON, DOT and records have as it is: none of its signs is escaped in any of them.
func IsPlain(text string) bool { return plain(text, 0) == len(text) }

// plain returns the first place from i on at which something stands that one of the notations may write in another way
// than as it is: control characters, quotation marks, ampersands, angle brackets, bars, backslashes, and all beyond
// ASCII. It is len(text) if there is none. Apostrophes are plain.
//
// It looks at eight bytes at a time (H. S. Warren, "Hacker's Delight", 2nd ed., 6-1), since nearly all that is written
// is text in which nothing has to be escaped, and at each of the eight where one of them may not be plain.
func plain(text string, i int) int {
	for i+8 <= len(text) {
		t := text[i : i+8]
		x := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 |
			uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		// A byte is zero where that of x is one of two signs, which differ in a bit; less one, its highest bit is set.
		marks := x&^(0x04*ones) ^ '"'*ones    // " and &
		angles := x | 0x02*ones ^ '>'*ones    // < and >
		strokes := x&^(0x20*ones) ^ '\\'*ones // \ and |
		if ((x-' '*ones)|(x+ones)|(marks-ones)|(angles-ones)|(strokes-ones)|x)&highs == 0 {
			i += 8
			continue
		}
		for end := i + 8; i < end; i++ {
			if !isPlain[text[i]] {
				return i
			}
		}
	}
	for i < len(text) && isPlain[text[i]] {
		i++
	}
	return i
}

// isPlain tells the bytes that plain passes over.
var isPlain = func() (all [256]bool) {
	for b := ' '; b <= '~'; b++ {
		all[b] = true
	}
	for _, b := range "\"&<>|\\" {
		all[b] = false
	}
	return all
}()

// letters returns the first place from i on, where a sign beyond ASCII stands, at which something else than a letter of
// two or three bytes stands that all notations write as it is: ASCII, what is not UTF-8, and signs of some blocks, among
// them those that one of the notations may write in another way.
func letters(text string, i int) int {
	for i+1 < len(text) {
		switch c := text[i]; {
		case c >= 0xC3 && c <= 0xDF && text[i+1]&0xC0 == 0x80: // from U+00C0 on: those before are controls, too
			i += 2
		case c >= 0xE1 && c <= 0xEC && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 &&
			!(c == 0xE2 && text[i+1] == 0x80 && text[i+2]&^1 == 0xA8): // the ends of lines and paragraphs
			i += 3
		default:
			return i
		}
	}
	return i
}
