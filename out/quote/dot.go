package quote

import "strings"

// quoteDOT writes text as a string that Graphviz shows as it is. Graphviz expands escapes such as \N and decodes
// entities such as &lt; in labels, tooltips and addresses, so backslashes are doubled and ampersands become entities.
// Control characters are dropped, a tab becomes a blank, and what is not UTF-8 becomes U+FFFD.
func DOT(text string) string { return `"` + DOTText(text) + `"` }

// dotText is the text of quoteDOT without its quotation marks.
func DOTText(text string) string { return dotEscapes.Replace(Printable(text)) }

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "&", "&amp;")

// quoteRecord writes what is escaped as in records as a string. No quotation mark in it follows a lone backslash.
func DOTRecord(escaped string) string {
	return `"` + strings.ReplaceAll(Printable(escaped), `"`, `\"`) + `"`
}
