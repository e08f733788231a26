package edtf

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	examples = `"2014", "2014-09" or "2014-09-23"`
	isLevel2 = "is EDTF level 2, and levels 0 and 1 are understood"

	longest = 80 // bytes of a text that may be a date: an interval of two years of 18 digits has 45
	deepest = 5  // habits undone one after the other: "c. 3 Sept 2014" has two
)

// refuse returns the error for text that does not have the outline of level 0 or 1.
func refuse(text string) error {
	want, meant := explain(text, deepest)
	for i, m := range meant {
		meant[i] = strconv.Quote(m)
	}
	switch {
	case len(meant) > 0:
		return fmt.Errorf("%q: %s: %s", text, want, strings.Join(meant, " or "))
	case want != "":
		return fmt.Errorf("%q: %s", text, want)
	}
	start, end, isInterval := strings.Cut(text, "/")
	if !isInterval {
		return fmt.Errorf("%q: not a date: want %s", text, examples)
	}
	if _, err := parseEnd(start); errors.Is(err, errShape) {
		return fmt.Errorf("%q: start %w", text, refuse(start))
	}
	return fmt.Errorf("%q: end %w", text, refuse(end))
}

// explain says what text should look like, and which expressions of level 0 or 1 it may stand for.
// Both are empty for text that looks like no date, and for an interval that is well but for its ends.
func explain(text string, depth int) (want string, meant []string) {
	if len(text) > longest {
		return "", nil
	}
	bare := strings.TrimRight(text, "?~%")
	mark := text[len(bare):]
	if len(mark) > 1 {
		return "want one qualifier, % for uncertain and approximate", repair(bare+qualifier(mark), depth)
	}
	for _, h := range habits() {
		m := h.like.FindStringSubmatchIndex(bare)
		if m == nil {
			continue
		}
		for _, w := range h.written(bare, m) {
			for _, r := range repair(w+mark, depth) {
				if !slices.Contains(meant, r) {
					meant = append(meant, r)
				}
			}
		}
		return h.want, meant
	}
	return "", nil
}

// repair returns what text may stand for: itself if it is of level 0 or 1, nothing if that is not
// clear. It undoes as many habits as depth.
func repair(text string, depth int) (meant []string) {
	_, err := parse(text)
	switch {
	case err == nil:
		return []string{text}
	case depth == 0 || !errors.Is(err, errShape):
		return nil
	}
	if _, meant := explain(text, depth-1); len(meant) > 0 {
		return meant
	}
	start, end, isInterval := strings.Cut(text, "/")
	if !isInterval {
		return nil
	}
	for _, s := range repairEnd(start, depth-1) {
		for _, e := range repairEnd(end, depth-1) {
			if _, err := parse(s + "/" + e); err == nil {
				meant = append(meant, s+"/"+e)
			}
		}
	}
	return meant
}

func repairEnd(text string, depth int) []string {
	if text == "" || text == ".." {
		return []string{text}
	}
	return repair(text, depth)
}

// A habit is a common way of writing dates that is not of level 0 or 1.
type habit struct {
	like *regexp.Regexp
	want string
	as   string                   // templates of what may be meant, with blanks between
	by   func(text string) string // the same where a template cannot say it
}

func (h habit) written(text string, m []int) []string {
	switch {
	case h.as == timeBefore:
		return besides(text[m[2]:m[3]], -1)
	case h.as == timeAfter:
		return besides(text[m[2]:m[3]], 1)
	}
	if h.by != nil {
		return []string{h.by(text)}
	}
	var written []string
	for template := range strings.FieldsSeq(h.as) {
		written = append(written, string(h.like.ExpandString(nil, template, text, m)))
	}
	return written
}

var like = regexp.MustCompile

// inTime is a pattern that is compiled when it is first used: few programs meet a date that is none.
func inTime(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return like(expr) })
}

// habits are tried in this order on text without its trailing qualifier. What is written instead may
// show another habit, so that each undoes only its own. A slash is matched only where it is part of
// the habit: the ends of an interval are explained one by one.
var habits = sync.OnceValue(func() []habit {
	return []habit{
		// level 2
		{like(`[\[\]{}]`), "a set " + isLevel2 + `: want one date, or an interval as in "2014/2016"`, "", nil},
		{like(`^Y?-?\d+E\d+(S\d+)?$`), "an exponent " + isLevel2 + `: want all digits, as in "Y170000000"`, "", nil},
		{like(`^(Y?-?\d+)S\d+$`), "a number of significant digits " + isLevel2 + `: want ~ for "about"`, "$1~", nil},
		{like(`^[-YX\d?~%]*[?~%][-YX\d?~%]+$`), partQualifier, "", qualifyWhole},
		{like(`^(-?\d*X+)-[-\dX]+$`), strayX, "$1", nil},
		{like(`^(-?\d{4})-[\dX]*X[-\dX]*$`), strayX, "$1-XX", nil},
		{like(`^(-?\d{4}-\d\d)-[\dX]*X[\dX]*$`), strayX, "$1-XX", nil},
		{like(`^-?[\dX]*X[\dX]*$`), strayX, "", nil},

		// the draft of 2012 and its likes
		{like(`^[-\dX]*[xu][-\dXxu]*$`), digitX, "", strings.NewReplacer("x", "X", "u", "X").Replace},
		{like(`^(\d\d)00'?s$`), digitX, "${1}0X ${1}XX", nil},
		{like(`^(\d{3})0'?s$`), digitX, "${1}X", nil},
		{like(`(?i)^(.+)/(open|now|present|ongoing)$`), `want ".." for an open end`, "$1/..", nil},
		{like(`(?i)^(.+)/unknown$`), "want nothing for an unknown end", "$1/", nil},
		{like(`(?i)^unknown/(.+)$`), "want nothing for an unknown start", "/$1", nil},

		// figures in another order or with other separators
		{like(`^(\d{4}-\d\d-\d\d)(T|\s+\d)[^/]*$`), "want the day without the time", "$1", nil},
		{like(`^(\d{4})[./ ](\d\d?)[./ ](\d\d?)$`), "want year-month-day", "$1-$2-$3", nil},
		{like(`^(\d\d?)[-./ ](\d\d?)[-./ ](\d{4})$`), "want year-month-day", "$3-$2-$1 $3-$1-$2", nil},
		{like(`^(\d{4})[–\x{2010}\x{2011}\x{2212}](\d\d)[–\x{2010}\x{2011}\x{2212}](\d\d)$`), "want year-month-day",
			"$1-$2-$3", nil},
		{like(`^(\d\d?)[-./ ](\d{4})$`), "want year-month", "$2-$1", nil},
		{like(`^(\d{4})[./ ](\d)$`), "want year-month", "$1-0$2", nil},
		{like(`^(\d{4})[. ](\d\d)$`), "want year-month", "$1-$2", nil},
		{like(`^(-?\d{4})-(\d)(-[\dX]{1,2})?$`), twoDigits, "$1-0$2$3", nil},
		{like(`^(-?\d{4}-\d\d)-(\d)$`), twoDigits, "$1-0$2", nil},
		{like(`^(\d{4})(\d\d)(\d\d)$`), `want "-" between year, month and day, or Y before a longer year`,
			"$1-$2-$3 Y$0", nil},
		{like(`^(\d{4})(\d\d)$`), `want "-" between year and month, or Y before a longer year`, "$1-$2 Y$0", nil},
		{like(`^-?\d{5,}$`), "want Y before a year of more than four digits", "Y$0", nil},
		{like(`^Y(-?)0+(\d{5,})$`), "want a year without zeros in front", "Y$1$2", nil},
		{like(`^Y(-?\d{1,4})$`), "want Y only before a year of more than four digits", "$1", nil},
		{like(`^(-?)(\d{3})$`), "want four digits for the year, X for one not known", "${1}0$2 ${0}X", nil},

		// about a month, before a hyphen could be taken for the sign between two dates: "mid-March 2021"
		{like(`(?i)^(?:circa|about|around|approximately|roughly|early|mid|late)[\s-]+(\pL{3,}\.?\s+\d{4})$`), about, "$1~", nil},

		// intervals
		{like(`/.*/`), `want one "/" between start and end`, "", nil},
		{like(`^(\d\d)(\d\d)/(\d\d)$`), shortEnd, "$1$2/$1$3 $1$2-$3", nil}, // 2008/09 may be September 2008
		{like(`^(-?\d{4}(?:-\d\d)?)-(\d\d)/(\d\d)$`), shortEnd, "$1-$2/$1-$3", nil},
		{like(`^(-?\d{4})-(\d\d-\d\d)/(\d\d-\d\d)$`), shortEnd, "$1-$2/$1-$3", nil},
		{like(`^(\d{4})-(\d{4})$`), slash, "$1/$2", nil},
		{like(`^([^/.]+)\.\.([^/.]+)$`), slash, "$1/$2", nil},
		{like(`^([^/.]+)\.\.$`), slash, "$1/..", nil},
		{like(`^\.\.([^/.]+)$`), slash, "../$1", nil},
		{like(`^(\d\d?)\s*[-–—]\s*(\d\d?)(\s+\pL+\s+\d{4})$`), slash, "$1$3/$2$3", nil},
		{like(`^(\d\d?\s+)?(\pL+)\s*[-–—]\s*((?:\d\d?\s+)?\pL+\s+(\d{4}))$`), slash, "$1$2-$4/$3", nil},
		{like(`^(?:from )?([^/]+?)(?:\s*(?:–|—|--)\s*|\s+(?:-|to|until)\s+)([^/]+)$`), slash, "$1/$2", nil},

		// words
		{like(`^[-X.\d/ ]* [-X.\d/ ]*$`), "want no blanks inside", "", strings.NewReplacer(" ", "").Replace},
		{like(`(?i)^(?:ca?[.\s]|(?:circa|about|around|approximately|roughly)[\s-])\s*([^/]+)$`), about, "$1~", nil},
		{like(`(?i)^c(\d{4})$`), about, "$1~", nil},
		{like(`(?i)^(?:since|from)\s+([^/]+)$`), `want ".." for an open end`, "$1/..", nil},
		{like(`(?i)^(?:until|till)\s+([^/]+)$`), `want ".." for an open start`, "../$1", nil},
		{like(`(?i)^before\s+([^/]+)$`), `want ".." for an open start`, timeBefore, nil},
		{like(`(?i)^after\s+([^/]+)$`), `want ".." for an open end`, timeAfter, nil},
		{like(`(?i)^(?:early|mid|late)[- ]+([^/]+)$`), about, "$1~", nil},
		{partOfYear(), `want the months, as in "2014-07/2014-09"`, "", monthsOf},
		{inWords(), "want year-month-day in figures", "", figures},
	}
})

const (
	partQualifier = "a qualifier before or inside a date " + isLevel2 + ": want it at the end, for the whole date"
	strayX        = "an X in this place " + isLevel2 + ": want X from the right, for a whole month or day"
	digitX        = "want X for a digit not known"
	twoDigits     = "want two digits for month and day"
	shortEnd      = `want both ends of an interval in full, "-" before a month`
	slash         = `want "/" between start and end`
	about         = `want ~ at the end for "about"`
)

// timeBefore and timeAfter stand in place of templates: the time that ends before the date in the first group is meant, or
// begins behind it.
const (
	timeBefore = "<$1"
	timeAfter  = ">$1"
)

// qualifier returns the one mark that says the same as all marks in text.
func qualifier(text string) string {
	uncertain, approximate := strings.ContainsAny(text, "?%"), strings.ContainsAny(text, "~%")
	switch {
	case uncertain && approximate:
		return "%"
	case approximate:
		return "~"
	}
	return "?"
}

func qualifyWhole(text string) string {
	return strings.NewReplacer("?", "", "~", "", "%", "").Replace(text) + qualifier(text)
}

var inWords = inTime(`^(?:(\d\d?)(?:st|nd|rd|th)?\W+(?:of )?)?(\pL{3,})\W+(?:(\d\d?)(?:st|nd|rd|th)?\W+)?(\d{4})$`)

// seasons are the English words, in the order of EDTF's numbers.
var seasons = []string{"spring", "summer", "autumn", "winter"}

// figures turns "Sept 2014", "23rd of September, 2014" and "spring 2014" into 2014-09 and the like.
func figures(text string) string {
	m := inWords().FindStringSubmatch(text)
	name, day, year := strings.ToLower(m[2]), m[1]+m[3], m[4]
	var month int
	if i := slices.Index(seasons, strings.Replace(name, "fall", "autumn", 1)); i >= 0 {
		month = spring + i
	}
	for i := time.January; i <= time.December; i++ {
		if strings.HasPrefix(strings.ToLower(i.String()), name) {
			month = int(i)
		}
	}
	return strings.TrimRight(fmt.Sprintf("%s-%02d-%s", year, month, day), "-")
}

var yearIn = inTime(`\d{4}`)

// besides are the times before (-1) or behind (1) what a date may mean: "before March 2014" ends with the month before
// it, "after 2014" begins with the year behind it.
func besides(date string, side int) (times []string) {
	for _, meant := range repair(strings.TrimSpace(date), deepest-1) {
		for _, unit := range []struct {
			layout              string
			years, months, days int
		}{{"2006", side, 0, 0}, {"2006-01", 0, side, 0}, {time.DateOnly, 0, 0, side}} {
			at, err := time.Parse(unit.layout, meant)
			if err != nil {
				continue
			}
			next := at.AddDate(unit.years, unit.months, unit.days).Format(unit.layout)
			if side < 0 {
				times = append(times, "../"+next)
			} else {
				times = append(times, next+"/..")
			}
		}
	}
	return times
}

func yearOf(text string) int {
	year, _ := strconv.Atoi(yearIn().FindString(text)) // four digits
	return year
}

// partOfYear finds quarters and halves of a year: "Q3 2014", "2014-Q3", "3rd quarter of 2014", "H1 2014", "first half
// of 2014".
var partOfYear = inTime(`(?i)^(?:(?:(q)([1-4])|(h)([12]))[ /-]*(\d{4})|(\d{4})[ /-]*(?:(q)([1-4])|(h)([12]))|` +
	`(first|second|third|fourth|[1-4](?:st|nd|rd|th|er|e|º|ª)?) (quarter|half) (?:of )?(\d{4}))$`)

// monthsOf turns a quarter or half of a year into its months.
func monthsOf(text string) string {
	text = strings.ToLower(text)
	months, nth := 3, 0
	if strings.Contains(text, "h1") || strings.Contains(text, "h2") || strings.Contains(text, "half") {
		months = 6
	}
	parts := strings.ReplaceAll(text, strconv.Itoa(yearOf(text)), "")
	for n, word := range []string{"first", "second", "third", "fourth"} {
		if strings.Contains(parts, word) || strings.Contains(parts, strconv.Itoa(n+1)) {
			nth = n
		}
	}
	if nth*months >= 12 { // there is no third half
		return text
	}
	year := yearOf(text)
	return fmt.Sprintf("%04d-%02d/%04d-%02d", year, nth*months+1, year, (nth+1)*months)
}

// Meant lists the expressions of level 0 or 1 that text, which is none, may stand for: "23 Sept 2014" for 2014-09-23,
// "3/4/2014" for either of two days. It is empty for text that looks like no date.
func Meant(text string) []string {
	_, meant := explain(text, deepest)
	return meant
}
