package quote

import (
	"slices"
	"strings"
)

// printable drops what neither a picture nor a line of text can hold.
func Printable(text string) string {
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

// afterwards is text as a further sentence, or nothing.
func Afterwards(text string) string {
	if text == "" {
		return ""
	}
	return ". " + text
}

// joined joins the texts that are not blank.
func Joined(sep string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == "" }), sep)
}

func JoinIDs[T ~string](ids []T) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, "; ")
}
