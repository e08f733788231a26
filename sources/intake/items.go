package intake

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources/intake/pattern"
)

// itemMark is the number or letter before an item of a list in a cell, one group for each way to write it: "[1]", "(1)" or
// "(a)", "1)" or "a)", "1.", "¹".
var itemMark = pattern.Of(`(?:^|[\s;,|])(?:\[#?(\d{1,2})\]|\((\d{1,2}|[a-z])\)|(\d{1,2}|[a-z])\)|#?(\d{1,2})\.|([⁰¹²³⁴-⁹]{1,2}))`)

// beforeNext is the word that joins an item to the next one.
var beforeNext = pattern.Of(`[\s;,]+(?:and|und|et|y|e|и|و|&)\s*$`)

// The groups of itemMark that need more than to be there: references need not begin at 1, and a number with a dot may be
// one of a series, or a day.
const (
	inBracketsMark = 1
	dottedMark     = 4
)

// An itemNumber is one before an item: where it stands, its group in itemMark, and what it counts, 1 for "a".
type itemNumber struct{ from, to, group, number int }

// itemsIn are the items of a cell that numbers its sources, without the numbers; nil for a cell that does not.
func itemsIn(text string) []string {
	text = strings.TrimSpace(text)
	first, _ := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune("[(#", first) && !unicode.IsNumber(first) && (len(text) < 2 || text[1] != ')') {
		return nil // as most
	}
	var marks []itemNumber
	for _, span := range itemMark.FindAllStringSubmatchIndex(text, -1) {
		m := numberOf(text, span)
		if len(marks) == 0 {
			if m.from != 0 || m.number != 1 && m.group != inBracketsMark || !m.leads(text) {
				return nil
			}
		} else if last := marks[len(marks)-1]; m.group != last.group || m.number <= last.number ||
			m.number > last.number+1 && m.group != inBracketsMark || !m.leads(text) || !m.parts(text) {
			continue
		}
		marks = append(marks, m)
	}
	if len(marks) == 0 || len(marks) == 1 && marks[0].group == dottedMark {
		return nil
	}
	var items []string
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1].from
		}
		item := strings.TrimRight(beforeNext.ReplaceAllString(text[m.to:end], ""), " \t\n;,|")
		if !strings.ContainsFunc(item, isLetter) {
			return nil
		}
		items = append(items, item)
	}
	return items
}

func numberOf(text string, span []int) itemNumber {
	m := itemNumber{from: span[0], to: span[1]}
	for group := 1; 2*group < len(span); group++ {
		if span[2*group] < 0 {
			continue
		}
		m.group = group
		counts := norm.NFKC.String(text[span[2*group]:span[2*group+1]])
		if m.number, _ = strconv.Atoi(counts); unicode.IsLetter(rune(counts[0])) {
			m.number = int(counts[0]-'a') + 1
		}
	}
	return m
}

// leads tells whether something stands behind the mark that it can be the number of.
func (m itemNumber) leads(text string) bool {
	rest := text[m.to:]
	next, _ := utf8.DecodeRuneInString(rest)
	switch m.group {
	case inBracketsMark:
		return next != '(' // which is a link of Markdown
	case dottedMark:
		word, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		return isAddress.MatchString(word) || unicode.IsSpace(next) && word != "" && !unicode.IsDigit(rune(word[0])) &&
			!isDate(strings.Trim(word, ",.;")+" 2021")
	}
	return true
}

// parts tells whether the mark begins a further item: it counts no pages, and one with a dot stands at an address or
// behind a sign that parts.
func (m itemNumber) parts(text string) bool {
	if m.group == inBracketsMark {
		return true
	}
	if _, place := placeIn(text[:m.to]); place != "" {
		return false
	}
	if m.group != dottedMark || strings.ContainsAny(text[m.from:m.from+1], ";|\n") {
		return true
	}
	before := strings.TrimRight(text[:m.from], " \t")
	if strings.HasSuffix(before, ";") || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "\n") {
		return true
	}
	last := strings.LastIndexFunc(before, unicode.IsSpace) + 1
	return isAddress.MatchString(before[last:]) || isAddress.MatchString(strings.TrimSpace(text[m.to:]))
}
