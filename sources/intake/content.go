package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// filled tells whether a cell of the column holds anything.
func (rd content) filled(i int) bool {
	return slices.ContainsFunc(rd.body, func(l line) bool { return l.cell(i).whole() != "" })
}

// named tells whether the cells of a column can be names: short, and not figures alone.
func (rd content) named(i int) bool {
	names, n := 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		n++
		if utf8.RuneCountInString(text) <= 120 && !isAddress.MatchString(text) && strings.ContainsFunc(text, isLetter) {
			names++
		}
	}
	others := n - names
	return n > 0 && (10*others <= n || others == 1 && names > 1)
}

// lists tells whether the cells of a column hold several names each.
func (rd content) lists(i int) bool {
	lists, n := 0, 0
	for k := range rd.body {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		n++
		if len(rd.parties.names(sources.Cell{Text: text}, true)) > 1 {
			lists++
		}
	}
	return n > 0 && 2*lists >= n
}

// mayBeParty tells whether the cells of a column can say who, whatever its head says: dates, answers and sums of money
// are nobody. Numbers are somebody's ids.
func (rd content) mayBeParty(i int) bool {
	return !rd.tellsWhen(i) && rd.share(i, isNoParty) <= 0.5 && (rd.filled(i) || len(rd.body) == 0)
}

// isNoParty tells a cell that is an answer to a question or a sum of money.
func isNoParty(text string) bool {
	return strings.ContainsFunc(text, isLetter) && (sources.SaysYes(text) || sources.SaysNo(text)) ||
		sumOfMoney.MatchString(text)
}

// sumOfMoney is a number with a currency before or after it, or with a fraction: "£5,000", "1.250,00 EUR", "5,000.00".
var sumOfMoney = pattern.Of(`^[-+]?(?:\p{Sc}|\p{Lu}{3}\s)\s*\d[\d.,'’\s]*$|^[-+]?\d[\d.,'’\s]*(?:\s*\p{Sc}|\s\p{Lu}{3})$|^[-+]?\d[\d,'’]*[.,]\d\d$`)

// tellsWhen tells whether the cells of a column are dates, years or ends that are open.
func (rd content) tellsWhen(i int) bool {
	dates, open, n := 0, 0, 0
	for k := range rd.body[:min(len(rd.body), enoughDates)] {
		c := rd.body[k].cell(i)
		if c.text == "" {
			continue
		}
		if isOpenEnd(c.text) {
			open++
			continue
		}
		n++
		if c.day() || mayBeYear(c.text) || strings.ContainsFunc(c.text, unicode.IsDigit) && len(c.text) <= 40 &&
			strings.ContainsFunc(c.text, isNoDigit) && isDate(c.text) {
			dates++
		}
	}
	return n+open > 0 && 10*dates >= 9*n
}

// enoughDates is how many rows tell whether a column holds dates.
const enoughDates = 200

func isNoDigit(r rune) bool { return r < '0' || r > '9' }

// mayBeYear tells a number that is more likely a year than an id.
func mayBeYear(text string) bool { return len(text) == 4 && text >= "1500" && text <= "2100" }

// numbersRows tells whether each cell of a column is a number or mark of one word, and no two are the same.
func (rd content) numbersRows(i int) bool {
	const longest = 16 // signs of a mark
	seen := map[string]bool{}
	for k := range rd.body {
		text := rd.body[k].cell(i).whole()
		if text == "" {
			continue
		}
		if seen[text] || len(text) > longest || strings.ContainsAny(text, " .") ||
			!strings.ContainsFunc(text, unicode.IsDigit) {
			return false
		}
		seen[text] = true
	}
	return len(seen) > 1
}

// countsRows tells whether a column numbers the rows, each by one more than the row above.
func countsRows(rd *reading, i int) bool {
	last, n := 0, 0
	for k := range rd.body {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		number, err := strconv.Atoi(text)
		if err != nil || n > 0 && number != last+1 {
			return false
		}
		last = number
		n++
	}
	return n > 2
}

// share is the part of a column's filled cells that are as wanted.
func (rd content) share(i int, wanted func(text string) bool) float64 {
	n, of := 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		if text := rd.body[k].cell(i).whole(); text != "" {
			of++
			if wanted(text) {
				n++
			}
		}
	}
	return float64(n) / float64(max(of, 1))
}

// answers tells whether the cells of a column say yes, no or a name, and nothing longer.
func (rd content) answers(i int) bool {
	const longest = 5 // words of a name
	return rd.filled(i) && !slices.ContainsFunc(rd.body, func(l line) bool {
		text := l.cell(i).text
		return len(strings.Fields(text)) > longest || sources.ReadsLike(text, true) != "" && !sources.SaysNo(text)
	})
}

// enoughRows is how many rows tell what a column holds.
const enoughRows = 2000

// plausibleDates tells a column of dates from one of numbers.
func (rd content) plausibleDates(i int) bool {
	for k := range rd.body {
		c := rd.body[k].cell(i)
		if c.day() || strings.ContainsFunc(c.text, func(r rune) bool { return r < '0' || r > '9' }) {
			return true
		}
	}
	return false
}

// describes tells a column of texts, of which nearly each is another and has some words, from one of names.
func (rd content) describes(i int) bool {
	const many, words = 20, 4
	seen, n, all := map[string]bool{}, 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		if text := rd.body[k].cell(i).text; text != "" {
			seen[text] = true
			all += len(strings.Fields(text))
			n++
		}
	}
	return n >= many && 10*len(seen) >= 9*n && all >= words*n
}

// alike tells whether a column of many rows has so few different texts that it sorts them, and these are no names.
func (rd content) alike(i int) bool {
	const many, few = 20, 12
	seen, n, names := map[string]bool{}, 0, 0
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		text := rd.body[k].cell(i).text
		if text == "" {
			continue
		}
		if n++; !seen[text] {
			seen[text] = true
			if words := strings.Fields(text); len(words) > 1 &&
				!slices.ContainsFunc(words, func(w string) bool { return !startsLarge(w) }) {
				names++
			}
		}
	}
	return n >= many && many*len(seen) < n && len(seen) <= few && 2*names < len(seen)
}

// looksNamed tells a text that looks like a name: a few words, of which the first has a large letter.
func looksNamed(text string) bool {
	const longest = 8 // words
	return startsLarge(text) && !strings.ContainsFunc(text[:1], unicode.IsDigit) && len(strings.Fields(text)) <= longest &&
		!addressIn.MatchString(text) && (strings.Contains(text, " ") || !strings.ContainsFunc(text, unicode.IsDigit))
}
