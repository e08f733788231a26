package quote

import (
	"strings"
	"unicode/utf8"
)

// Printable drops what neither a picture nor a line of text can hold.
func Printable(text string) string {
	if isPrintable(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' && r != '\n', r == 0x7F, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// isPrintable tells a text of which Printable changes nothing.
func isPrintable(text string) bool {
	for i := 0; i < len(text); i++ {
		at, printable := nextMark(text, i)
		if !printable {
			return false
		}
		i = at
	}
	return true
}

// nextMark returns the first place from i on at which a sign of ASCII stands that is not plain, or anything that Printable
// would change, which is then not printable; len(text) if there is none.
func nextMark(text string, i int) (at int, printable bool) {
	for i = plain(text, i); i < len(text); i = plain(text, i) {
		if c := text[i]; c < utf8.RuneSelf {
			return i, c >= ' ' && c != 0x7F || c == '\n'
		}
		if end := letters(text, i); end > i {
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
			return i, false
		}
		i += size
	}
	return i, true
}

// Afterwards is text as a further sentence, or nothing.
func Afterwards(text string) string {
	if text == "" {
		return ""
	}
	return ". " + text
}

// Joined joins the texts that are not blank.
func Joined(sep string, texts ...string) string {
	told, only := 0, ""
	for _, t := range texts {
		if t != "" {
			told, only = told+1, t
		}
	}
	if told < 2 {
		return only
	}
	var b strings.Builder
	for _, t := range texts {
		if t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(sep)
		}
		b.WriteString(t)
	}
	return b.String()
}

// Wrapped breaks text between words so that no line has more than so many letters, unless a word has.
func Wrapped(text string, letters int) string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if line != "" && length+1+n > letters {
			lines, line, length = append(lines, line), "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	if line != "" {
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
