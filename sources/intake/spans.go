package intake

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"relgraph/sources/edtf"
	"relgraph/sources/intake/pattern"
)

// weekWords say that the day behind them is the first or the last of a week, or "any" of it.
var weekWords = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for cell := range wordFile("weeks") {
		for words := range strings.SplitSeq(cell("words"), "|") {
			all[words] = cell("day")
		}
	}
	return all
})

// openEnds are what people write for an end that is not yet.
var openEnds = wordSet("ongoing")

// isOpenEnd tells a cell that says of something that it goes on: "present", "bis heute".
func isOpenEnd(text string) bool {
	const longest = 40 // bytes of what anybody writes for it
	return len(text) <= longest && openEnds()[strings.ToLower(strings.Trim(oneLine(text), " ()"))]
}

var (
	weekNumber = pattern.Of(`(?i)^(?:kw|week|wk|woche|kalenderwoche|semaine|semana|settimana|неделя)\.?\s*(\d{1,2})\s*[/,.\s-]\s*(\d{4})$`)
	isoWeek    = pattern.Of(`^(\d{4})-?W(\d{2})$`)
	// two days of a month: "3 and 4 June 2014", "3.–5.6.2014"
	daysOfMonth  = pattern.Of(`(?i)^(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?\s*([-–—&/+]|and|to|und(?:\s+dem)?|bis(?:\s+zum)?|et(?:\s+le)?|au|y(?:\s+el)?|e(?:\s+il|\s+o)?|al|a|и|по|و|إلى)\s*(\d{1,2})((?:st|nd|rd|th|er|\.|º|°)?\s*(?:of\s+|de\s+)?\pL.*\d{4}|[./]\d{1,2}[./]\d{2,4})$`)
	monthsOfYear = pattern.Of(`^(\pL{3,}\.?)\s*/\s*(\pL{3,}\.?\s+(?:de\s+)?(\d{4}))$`)
	// the first of two dates that leaves the year to the second: "du 28 février au 3 mars 2021"
	withoutYear = pattern.Of(`^\d{1,2}(?:st|nd|rd|th|er|\.|º|°)?\s+(?:of\s+|de\s+)?\pL{3,}\.?$|^\pL{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?$`)
	dayAndMonth = pattern.Of(`^(\d{1,2})([./])\s?(\d{1,2})\.?$`) // "vom 28.2. bis 3.3.2021"
	endsInYear  = pattern.Of(`\d{4}$`)
	twoDates    = pattern.Of(`(?i)^(.*[\pL\d].*?)(?:\s+[-–—]\s+|\s*[–—]\s*|\.-|\s+(?:to|until|till|bis|au|al|a|до|по)\s+)(.*\d.*)$`)
	// "29.12.2021-2.1.2022", "30/4-2/5/2022", "Dec 2021-Feb 2022": a hyphen that stands within no date
	hyphened   = pattern.Of(`^(.*\d{4}|\d{1,2}[./]\d{1,2}\.?)-(\d.*|\pL.*)$`)
	daysBehind = pattern.Of(`^(\pL{3,}\.?)\s+(\d{1,2})\s*[-–—]\s*(\d{1,2})(,?\s+\d{4})$`) // "May 5-7, 2022"
	// the word before the first of two dates; what may stand between them then
	fromFirst  = pattern.Of(`(?i)^(?:from|between|night\s+of(?:\s+the)?|(?:la\s+)?nuit\s+du|nacht\s+(?:vom|von)|noche\s+del|du|vom|von|zwischen(?:\s+dem)?|del|de|desde(?:\s+el)?|entre(?:\s+(?:el|le))?|dal|tra(?:\s+il)?|с|между|من|بين)\s+`)
	twoBetween = pattern.Of(`(?i)^(.*[\pL\d].*?)\s+(?:and|und|et|y|e|и|و|إلى)\s+(?:dem\s+|le\s+|el\s+|il\s+)?(.*\d.*)$`)
	ongoing    = pattern.Of(`(?i)^(?:from\s+|since\s+)?(.*\d\S*?)\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b|\bbis\b|\s)\s*(\D+)$`)
	partOfDay  = pattern.Of(`(?i)[\s,]*\(?\b(?:(?:at\s+|um\s+|à\s+)?\d{1,2}([.:]\d\d)?\s*(?:am|pm|uhr|a\.m\.|p\.m\.)|morning|afternoon|evening|night|noon|a\.m\.|p\.m\.)\)?$`)
	hourFirst  = pattern.Of(`(?i)^\d{1,2}([.:h]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|uhr)?[,\s]+(?:(?:on|le|am|el|il|em)\s+)?(\d.*\d{4})$`)
)

// spanOf is the date of a text that names a week, several days, or a day and its hour, and no single date by itself. What
// it says is read by what it consists of; it returns false for a text of another kind.
func (r *dateReader) spanOf(text, order string) (string, bool) {
	text = oneLine(text)
	one := func(part string) string { // a date that can be read in one way
		if m := r.readDate(strings.Trim(part, " ,"), order, false); m.want == "" && !strings.Contains(m.text, "/") {
			return m.text
		}
		return ""
	}
	if span, is := weekOf(text, one); is {
		return span, span != ""
	}
	first := fromFirst.ReplaceAllString(text, "")
	isFrom := len(first) < len(text)
	text = first
	if m := daysOfMonth.FindStringSubmatch(text); m != nil {
		if !isFrom && areApart(m[1], m[2], m[3]) {
			return "", false
		}
		rest := m[4]
		if strings.ContainsAny(rest[:1], "./") && order == "" {
			order = "dmy" // what differs between the two is the day
		}
		return between(one(m[1]+rest), one(m[3]+rest))
	}
	if m := monthsOfYear.FindStringSubmatch(text); m != nil {
		return between(one(m[1]+" "+m[3]), one(m[2]))
	}
	for _, shorter := range []string{partOfDay.ReplaceAllString(text, ""), hourFirst.ReplaceAllString(text, "$2")} {
		if len(shorter) == len(text) || shorter == "" { // as long as before, which would be asked without end
			continue
		}
		if day := one(shorter); len(day) == len(time.DateOnly) {
			return day, true
		}
	}
	if m := ongoing.FindStringSubmatch(text); m != nil && isOpenEnd(m[2]) {
		if begins := one(m[1]); begins != "" {
			return begins + "/..", true
		}
	}
	if m := daysBehind.FindStringSubmatch(text); m != nil {
		return between(one(m[1]+" "+m[2]+m[4]), one(m[1]+" "+m[3]+m[4]))
	}
	if m := hyphened.FindStringSubmatch(text); m != nil {
		if from, to := one(withYearOf(m[1], m[2])), one(m[2]); from != "" && to != "" {
			return between(from, to)
		}
	}
	if m := twoDates.FindStringSubmatch(text); m != nil {
		return between(one(withYearOf(m[1], m[2])), one(m[2]))
	}
	if m := twoBetween.FindStringSubmatch(text); m != nil && isFrom {
		return between(one(withYearOf(m[1], m[2])), one(m[2]))
	}
	return "", false
}

// weekOf is the week that a text names, by a day of it that is a date or by its number: "" where that cannot be read. It
// returns false for a text that names none.
func weekOf(text string, date func(part string) string) (span string, is bool) {
	for words, which := range weekWords() {
		rest, is := strings.CutPrefix(strings.ToLower(text), words)
		if !is || rest == "" || rest[0] != ' ' && rest[0] != ':' && (rest[0] < '0' || rest[0] > '9') {
			continue
		}
		day, err := time.Parse(time.DateOnly, date(strings.TrimLeft(text[len(text)-len(rest):], " :")))
		if err != nil {
			return "", true
		}
		switch weekday := day.Weekday(); {
		case which == "last":
			day = day.AddDate(0, 0, -6)
		case which == "any" && weekday != time.Monday && weekday != time.Sunday: // it begins then, or before
			monday := day.AddDate(0, 0, 1-int(weekday))
			return monday.Format(time.DateOnly) + "/" + day.AddDate(0, 0, 6).Format(time.DateOnly), true
		}
		return week(day), true
	}
	if m := weekNumber.FindStringSubmatch(text); m != nil {
		return numberedWeek(m[2], m[1]), true
	}
	if m := isoWeek.FindStringSubmatch(text); m != nil {
		return numberedWeek(m[1], m[2]), true
	}
	return "", false
}

// andWords stand between two days of which nobody says that the days between them are meant as well.
var andWords = pattern.Of(`(?i)^(?:[&+]|and|und|et|y|e|и|و)`)

// areApart tells two days of a month that are no span: "3 and 7 May" are two, "3 and 4 May" as well as "3-7 May" are one.
func areApart(first, word, second string) bool {
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(second)
	return andWords.MatchString(word) && b != a+1
}

// withYearOf is the first of two dates with the year of the second, if it is a day and a month alone.
func withYearOf(first, second string) string {
	if first = strings.Trim(first, " ,"); withoutYear.MatchString(first) {
		return first + " " + endsInYear.FindString(second)
	}
	if m := dayAndMonth.FindStringSubmatch(first); m != nil {
		return m[1] + m[2] + m[3] + m[2] + endsInYear.FindString(second)
	}
	return first
}

// between is the time from one date to another, if both are told and the one does not lie behind the other.
func between(from, to string) (string, bool) {
	span := from + "/" + to
	if _, err := edtf.Parse(span); from == "" || to == "" || err != nil {
		return "", false
	}
	return span, true
}

func week(monday time.Time) string {
	return monday.Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly)
}

// numberedWeek is a week of a year as ISO 8601 counts them: the first one has the fourth of January. It is "" for a number
// that the year has not.
func numberedWeek(year, number string) string {
	y, _ := strconv.Atoi(year)
	n, _ := strconv.Atoi(number)
	fourth := time.Date(y, time.January, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(n-1))
	if is, of := monday.ISOWeek(); is != y || of != n {
		return ""
	}
	return week(monday)
}

// mayBeSpan is what can be told at a glance: a text with a figure that is longer than a date.
func mayBeSpan(text string) bool {
	return len(text) <= 60 && strings.ContainsAny(text, "0123456789") &&
		slices.ContainsFunc([]string{" ", "-", "–", "—", "/", "W"},
			func(sign string) bool { return strings.Contains(text, sign) })
}
