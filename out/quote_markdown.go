package out

import "strings"

var markEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "\n", " ")

// plainMark escapes what Markdown would take for marks.
func plainMark(text string) string { return markEscapes.Replace(printable(text)) }

// cellMark is plainMark within a table.
func cellMark(text string) string { return strings.ReplaceAll(plainMark(text), "|", `\|`) }
