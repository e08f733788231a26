// Package quote says how text and numbers are written down so that a reader of XML, JSON, DOT, Markdown or Cypher
// takes them for what they are.
package quote

import (
	"strconv"
	"strings"
)

// Number writes a length with two digits behind the point at the most.
func Number(v float64) string { return Rounded(v, 2) }

// Rounded writes a length with so many digits behind the point at the most; want one or more.
func Rounded(v float64, digits int) string {
	text := strings.TrimRight(strconv.FormatFloat(v, 'f', digits, 64), "0")
	if text = strings.TrimSuffix(text, "."); text == "-0" {
		return "0"
	}
	return text
}
