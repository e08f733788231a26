package quote

import "strings"

// DOT writes text as a string that Graphviz shows as it is. Graphviz expands escapes such as \N and decodes
// entities such as &lt; in labels, tooltips and addresses, so backslashes are doubled and ampersands become entities.
// Control characters are dropped, a tab becomes a blank, and what is not UTF-8 becomes U+FFFD.
func DOT(text string) string { return string(AppendDOT(nil, text)) }

// AppendDOT appends what DOT returns.
func AppendDOT(b []byte, text string) []byte { return append(AppendDOTText(append(b, '"'), text), '"') }

// AppendDOTText appends the text of DOT without its quotation marks.
func AppendDOTText(b []byte, text string) []byte {
	begin, written := len(b), 0
	for i := 0; ; i++ {
		at, printable := nextMark(text, i)
		if !printable {
			return AppendDOTText(b[:begin], Printable(text))
		}
		if i = at; i == len(text) {
			return append(b, text[written:]...)
		}
		by := ""
		switch text[i] {
		case '\\':
			by = `\\`
		case '"':
			by = `\"`
		case '\n':
			by = `\n`
		case '&':
			by = "&amp;"
		default:
			continue
		}
		b = append(append(b, text[written:i]...), by...)
		written = i + 1
	}
}

// HTMLInDOT writes text as content of a label in angle brackets, of which Graphviz takes a backslash for an escape.
func HTMLInDOT(text string) string {
	return strings.ReplaceAll(XMLContent(Printable(text)), `\`, "&#92;")
}

// AppendDOTRecord appends a value escaped as in records as a string. No quotation mark in it follows a lone backslash.
func AppendDOTRecord(b []byte, escaped string) []byte {
	return append(AppendDOTPiece(append(b, '"'), escaped), '"')
}

// AppendDOTPiece appends a piece of a record as it stands between the quotation marks of [AppendDOTRecord].
func AppendDOTPiece(b []byte, piece string) []byte {
	begin, written := len(b), 0
	for i := 0; ; i++ {
		at, printable := nextMark(piece, i)
		switch i = at; {
		case !printable && piece[i] == '\t': // what is kept, and not drawn, keeps its tabs
		case !printable:
			parts := strings.Split(piece, "\t")
			for i := range parts {
				parts[i] = Printable(parts[i])
			}
			return AppendDOTPiece(b[:begin], strings.Join(parts, "\t"))
		case i == len(piece):
			return append(b, piece[written:]...)
		case piece[i] == '"':
			b = append(append(b, piece[written:i]...), `\"`...)
			written = i + 1
		}
	}
}
