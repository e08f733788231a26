// Package quote says how text and numbers are written down so that a reader of XML, JSON, DOT, Markdown or Cypher
// takes them for what they are.
package quote

import (
	"strconv"
	"strings"
)

// number writes a length with two digits behind the point at the most.
func Number(v float64) string {
	text := strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0")
	if text = strings.TrimSuffix(text, "."); text == "-0" {
		return "0"
	}
	return text
}
