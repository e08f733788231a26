package quote

import "strings"

var markEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "\n", " ")

// plainMark escapes what Markdown would take for marks.
func Markdown(text string) string { return markEscapes.Replace(Printable(text)) }

// cellMark is plainMark within a table.
func MarkdownCell(text string) string { return strings.ReplaceAll(Markdown(text), "|", `\|`) }
