package quote

import (
	"regexp"
	"strings"
	"sync"
)

var markEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">",
	`\>`, "#", `\#`, "\n", " ")

// entities are what Markdown would read as another sign (CommonMark 0.31, 2.5).
// A number's # is a mark of its own.
var entities = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`&([0-9A-Za-z]+;)`) })

// Markdown escapes what Markdown would take for marks.
func Markdown(text string) string {
	return entities().ReplaceAllString(markEscapes.Replace(Printable(text)), `\&$1`)
}

// MarkdownCell is Markdown within a table.
func MarkdownCell(text string) string { return strings.ReplaceAll(Markdown(text), "|", `\|`) }
